"""When briefings fall due. Pure: cron says on which wall clock times, the time zone which moments those are.

A wall clock time that a change of the clock leaps over falls due once, at the moment of the leap; one that comes twice
falls due once, the first time. So cron counts in wall clock time alone, and knows nothing of zones.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger

from bot.domain.schedules import When

LATE_AT_MOST = timedelta(hours=6)
"""A briefing that is missed by less is posted when the bot is back; by more, the next one tells of it."""

_A_LEAP = timedelta(days=2)  # more than any zone has ever changed its clock by
_SECOND = timedelta(seconds=1)
_SHORTER_MONTHS = {29: "2", 30: "2", 31: "2,4,6,9,11"}


def due_between(when: When, after: datetime, until: datetime) -> Iterator[datetime]:
    """Every moment after ``after``, up to ``until``, at which a briefing is due: each once, in order, in UTC."""
    zone, trigger = ZoneInfo(when.timezone), calendar(when)
    wall = _wall(after, zone) - _A_LEAP
    last = after
    while (found := trigger.get_next_fire_time(None, wall)) is not None:
        moment = moment_of(found.replace(tzinfo=None), zone)
        if moment > until:
            return
        if moment > last:
            yield moment
            last = moment
        wall = found + _SECOND


def next_due(when: When, after: datetime) -> datetime:
    """The first moment after that at which a briefing is due."""
    far = after + timedelta(days=100)  # no month is skipped, so one is always nearer
    return next(islice(due_between(when, after, far), 1))


def calendar(when: When) -> BaseTrigger:
    """The days and the wall clock time as APScheduler counts them, in a zone whose clock never changes."""
    at = {"hour": when.at.hour, "minute": when.at.minute, "second": 0, "timezone": UTC}
    if when.weekdays:
        return CronTrigger(day_of_week=",".join(map(str, when.weekdays)), **at)
    if when.month_day is None:
        return CronTrigger(**at)
    usual = CronTrigger(day=when.month_day, **at)
    short = _SHORTER_MONTHS.get(when.month_day)
    return OrTrigger([usual, CronTrigger(day="last", month=short, **at)]) if short else usual


def moment_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which clocks in the zone show this, the first where two do; the leap's where none does."""
    first = wall.replace(tzinfo=zone).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == wall:
        return first
    # Clocks leap over it: the offset before the leap puts the moment after the leap, and the other way round.
    early, late = wall.replace(tzinfo=zone, fold=1).astimezone(UTC), first
    before = early.astimezone(zone).utcoffset()
    while late - early > _SECOND:
        middle = early + ((late - early) / 2 // _SECOND) * _SECOND
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=UTC)
