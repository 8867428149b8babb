"""When to ask a feed again, and why then. Pure: the clock and the dice are handed in.

Nobody is asked more often than they wish: what a document, its server or a busy host asks for is a floor under
everything else. Above it a feed is asked at its own pace, and a failing one ever more rarely, at least daily.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from bot.domain.announcements import Feed, WaitReason
from bot.feeds.errors import FetchFailed, TooManyRequests

SOONEST = timedelta(minutes=10)
LATEST = timedelta(hours=24)
USUAL = timedelta(minutes=30)
LONGEST_RETRY = timedelta(days=7)
JITTER = 0.1
_MOST_DOUBLINGS = 10
_GAPS_OF = 20
_FEWEST = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """How a poll ended, and what it was told, in seconds: ``fresh_for`` (Cache-Control, Expires), ``retry_after``, and
    ``host_cools_for`` where the feed was not asked at all, since its host wants peace."""

    succeeded: bool
    fresh_for: int | None = None
    retry_after: int | None = None
    host_cools_for: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NextPoll:
    """When to ask, and what decided it."""

    at: datetime
    reason: WaitReason


def next_poll(feed: Feed, outcome: Outcome, now: datetime, jitter: float) -> NextPoll:
    """Between 10 minutes and 24 hours from now, and never never.

    A success waits for twice the usual gap between two entries; failures in a row double the wait from 10 minutes on;
    neither is sooner than what was asked for. Retry-After is a server's word to us about this very trouble and may keep
    us away for longer than a day, but for a week at most, so that one bad header cannot end a feed. ``jitter``, from 0
    to 1, adds up to a tenth, so that feeds which start together do not stay together. ``feed`` brings the count of
    failures from before this poll, and the peace and rhythm that it has just shown.
    """
    wait, reason = _own_wait(feed, outcome)
    asked = min(_seconds(max(outcome.fresh_for or 0, feed.ttl_seconds or 0)), LATEST)
    if asked > wait:
        wait, reason = asked, WaitReason.ASKED
    wait = min(_spread(max(wait, SOONEST), jitter), LATEST)
    told, why = _told_to_stay_away(outcome)
    if told > wait:
        wait, reason = min(_spread(told, jitter), LONGEST_RETRY), why
    return NextPoll(at=now + wait, reason=reason)


def cool_down(error: FetchFailed) -> float:
    """For how many seconds all feeds of the host are left alone after this answer to one of them; 0 for not at all."""
    asked = error.retry_after or (SOONEST.total_seconds() if isinstance(error, TooManyRequests) else 0)
    return min(asked, LONGEST_RETRY.total_seconds())


def usual_gap(moments: Iterable[datetime | None], now: datetime) -> int | None:
    """The median gap in seconds between the last 20 of these moments; None where fewer than three differ.

    Dates that are missing, or in the future, tell nothing; nor do those that all entries share, such as the moment when
    the document was made.
    """
    known = sorted({moment for moment in moments if moment is not None and moment <= now})[-_GAPS_OF:]
    if len(known) < _FEWEST:
        return None
    return int(median((later - earlier).total_seconds() for earlier, later in pairwise(known)))


def _own_wait(feed: Feed, outcome: Outcome) -> tuple[timedelta, WaitReason]:
    """What nobody asked for: kept a tenth below the bound, so that jitter parts those that stand there."""
    most = LATEST / (1 + JITTER)
    if outcome.host_cools_for is not None:
        return SOONEST, WaitReason.HOST_COOLS
    if not outcome.succeeded:
        return min(SOONEST * 2 ** min(feed.failures, _MOST_DOUBLINGS), most), WaitReason.BACKED_OFF
    own = USUAL if feed.rhythm_seconds is None else 2 * _seconds(feed.rhythm_seconds)
    return min(max(own, SOONEST), most), WaitReason.RHYTHM


def _told_to_stay_away(outcome: Outcome) -> tuple[timedelta, WaitReason]:
    if outcome.host_cools_for is not None:
        return _seconds(outcome.host_cools_for), WaitReason.HOST_COOLS
    return _seconds(outcome.retry_after or 0), WaitReason.RETRY_AFTER


def _seconds(seconds: float) -> timedelta:
    """Bounded, so that it stays a number that a time can be made of."""
    return timedelta(seconds=min(seconds, LONGEST_RETRY.total_seconds()))


def _spread(wait: timedelta, jitter: float) -> timedelta:
    return wait * (1 + JITTER * jitter)
