"""How a feed is, in one word and one sentence. Pure: the clock is handed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.announcements import Feed, FeedStatus

SILENT_AFTER_GAPS = 5
SILENT_AT_LEAST = timedelta(days=7)


class HealthState(StrEnum):
    """How a feed is, the worst first."""

    GONE = "gone"
    FAILING = "failing"
    SILENT = "silent"
    MOVED = "moved"
    SALVAGED = "salvaged"
    RESTING = "resting"
    NEW = "new"
    WELL = "well"


WELL_ENOUGH = frozenset({HealthState.WELL, HealthState.NEW, HealthState.RESTING})
"""Nobody need look at these."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """How a feed is, and what that means."""

    state: HealthState
    sentence: str

    @property
    def is_well(self) -> bool:
        """Whether nobody need look at the feed."""
        return self.state in WELL_ENOUGH


def judge(feed: Feed, now: datetime) -> Health:
    """The worst that is to be said of the feed."""
    if feed.status is FeedStatus.GONE:
        return Health(state=HealthState.GONE, sentence=feed.last_error or "Its server says that it is gone for good.")
    if feed.failures:
        return Health(state=HealthState.FAILING, sentence=feed.last_error or "The last poll failed.")
    if feed.status is FeedStatus.PAUSED:
        return Health(state=HealthState.RESTING, sentence="It is not polled: every server that reads it has paused it.")
    if feed.last_success_at is None:
        return Health(state=HealthState.NEW, sentence="It has not been read yet.")
    if is_silent(feed, now):
        return Health(state=HealthState.SILENT, sentence=_silence(feed, now))
    if feed.moved_to is not None:
        times = "the last poll" if feed.moved_successes == 1 else f"the last {feed.moved_successes} polls"
        sentence = f"It redirects to {feed.moved_to}, at {times}; after three the new address is kept."
        return Health(state=HealthState.MOVED, sentence=sentence)
    if feed.salvaged:
        return Health(state=HealthState.SALVAGED, sentence="Its document is broken, and is read as far as it can be.")
    return Health(state=HealthState.WELL, sentence="It is well.")


def is_silent(feed: Feed, now: datetime) -> bool:
    """Whether it shows nothing new for five of its usual gaps, and at least a week."""
    if feed.rhythm_seconds is None or feed.last_new_at is None:
        return False
    return now - feed.last_new_at > max(SILENT_AFTER_GAPS * timedelta(seconds=feed.rhythm_seconds), SILENT_AT_LEAST)


def span_words(span: timedelta) -> str:
    """A stretch of time in its largest fitting unit: ``40 minutes``, ``5 hours``, ``12 days``."""
    seconds = span.total_seconds()
    for unit, length in (("day", 86_400), ("hour", 3_600)):
        if seconds >= 2 * length or seconds == length:
            count = round(seconds / length)
            return f"{count} {unit}" + ("" if count == 1 else "s")
    count = max(1, round(seconds / 60))
    return f"{count} minute" + ("" if count == 1 else "s")


def _silence(feed: Feed, now: datetime) -> str:
    assert feed.last_new_at is not None
    assert feed.rhythm_seconds is not None
    gap = span_words(timedelta(seconds=feed.rhythm_seconds))
    return (
        f"It answers, and has shown nothing new for {span_words(now - feed.last_new_at)}; its usual gap is {gap}. "
        "Look whether the site has another feed now."
    )
