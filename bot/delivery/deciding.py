"""Which edition a schedule owes at a moment. Pure."""

from dataclasses import dataclass
from datetime import datetime

from bot.delivery.occurrences import LATE_AT_MOST, due_between, next_due
from bot.domain.schedules import Schedule, Window


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """An edition of this window is to be made now and posted at ``post_at``, or none.

    Occurrences up to ``handled_until`` are dealt with then.
    """

    window: Window | None
    handled_until: datetime
    next_at: datetime
    post_at: datetime


def decide_edition(schedule: Schedule, now: datetime) -> Decision:
    """The edition that is owed for all occurrences since the last one that was dealt with.

    Several missed ones make one edition; where the newest of them is too late, it is left to the next. Windows join:
    each begins where the one before it ended, and ends now. An edition may be made a little before its time.
    """
    post_at = max(now, schedule.next_at)
    following = next_due(schedule.when, post_at)
    due = [*due_between(schedule.when, schedule.handled_until, post_at)]
    if not due:
        return Decision(window=None, handled_until=schedule.handled_until, next_at=following, post_at=post_at)
    owed = post_at - due[-1] < LATE_AT_MOST and now > schedule.covered_until
    window = Window(start=schedule.covered_until, end=now) if owed else None
    return Decision(window=window, handled_until=due[-1], next_at=following, post_at=post_at)


def clock_came_back(schedule: Schedule, now: datetime) -> bool:
    """Whether the schedule was dealt with at a time that a clock gone wrong had shown, hours ahead of now.

    A clock that is set back by less needs nothing: the next occurrence comes by itself.
    """
    return max(schedule.covered_until, schedule.handled_until) - now >= LATE_AT_MOST
