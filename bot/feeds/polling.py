"""When to ask a feed again. Pure: the clock and the dice are handed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.announcements import Feed

SOONEST = timedelta(minutes=10)
LATEST = timedelta(hours=24)
USUAL = timedelta(minutes=30)
JITTER = 0.1
_MOST_DOUBLINGS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """How a poll ended. ``wait`` is what the server or the feed asked for: max-age, ttl, Retry-After."""

    succeeded: bool
    wait: timedelta | None = None


def next_poll(feed: Feed, outcome: Outcome, now: datetime, jitter: float) -> datetime:
    """Between 10 minutes and 24 hours from now, and never never.

    A success waits for half an hour, or as long as it was asked to; failures in a row double the wait from 10 minutes
    on, and never fall below what was asked. ``jitter``, from 0 to 1, adds up to a tenth, so that feeds which start
    together do not stay together. ``feed`` is as it was before this poll.
    """
    backed_off = SOONEST * 2 ** min(feed.failures, _MOST_DOUBLINGS)
    asked = outcome.wait or timedelta(0)
    wait = (asked or USUAL) if outcome.succeeded else max(backed_off, asked)
    return now + min(max(wait, SOONEST) * (1 + JITTER * jitter), LATEST)
