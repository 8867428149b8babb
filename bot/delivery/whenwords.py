"""What people write for a time, days and a time zone, and how a schedule's times are told again. Pure."""

import re
from collections.abc import Sequence
from datetime import time
from functools import cache
from zoneinfo import available_timezones

from rapidfuzz import process

from bot.domain.schedules import WEEKDAYS, When
from bot.errors import GapwatchError

WORKDAYS = (0, 1, 2, 3, 4)
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GROUPS = {"daily": (), "every day": (), "weekdays": WORKDAYS, "weekends": (5, 6)}
_MONTHLY = re.compile(
    r"(?:monthly(?: on)?(?: the)? )?(\d{1,2})(?:st|nd|rd|th)?(?: of (?:the|each|every) month)?|monthly"
)
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?")
_NEAR_ENOUGH = 70


class BadWhen(GapwatchError):
    """A time, days or a zone that cannot be understood."""

    next_step = (
        "A time is written 08:30; days as daily, weekdays, “mon thu” or “monthly 15”; a time zone as Europe/Berlin."
    )


def parse_when(at: str, days: str, timezone: str) -> When:
    """When briefings are wanted. Raises BadWhen."""
    weekdays, month_day = parse_days(days)
    return When(at=parse_time(at), timezone=parse_zone(timezone), weekdays=weekdays, month_day=month_day)


def parse_time(words: str) -> time:
    """A time of day. Raises BadWhen."""
    found = _TIME.fullmatch(words.strip().lower())
    if found is None:
        raise BadWhen(f"“{words}” is no time of day.")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        raise BadWhen(f"“{words}” is no time of day.")
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if hour > 23 or minute > 59:
        raise BadWhen(f"“{words}” is no time of day.")
    return time(hour, minute)


def parse_days(words: str) -> tuple[tuple[int, ...], int | None]:
    """Days of the week (none for all), or a day of the month. Raises BadWhen."""
    said = " ".join(words.lower().split())
    if said in _GROUPS:
        return _GROUPS[said], None
    if monthly := _MONTHLY.fullmatch(said):
        day = int(monthly[1] or 1)
        if not 1 <= day <= 31:
            raise BadWhen(f"No month has a day {day}.")
        return (), day
    named = [word for word in re.split(r"[\s,;+&]+|\band\b", said.removeprefix("weekly ").removeprefix("on ")) if word]
    days = sorted({_weekday(word) for word in named})
    if not days:
        raise BadWhen("No day was named.")
    return (() if len(days) == 7 else tuple(days)), None


def parse_zone(words: str) -> str:
    """A time zone by its name, in any case, or by its city alone. Raises BadWhen."""
    said = words.strip().replace(" ", "_").lower()
    exact = [zone for zone in zones() if zone.lower() == said]
    by_city = [zone for zone in zones() if zone.lower().rpartition("/")[2] == said]
    if exact or len(by_city) == 1:
        return (exact or by_city)[0]
    near = process.extractOne(said, zones(), processor=str.lower, score_cutoff=_NEAR_ENOUGH)
    hint = f" The nearest is {near[0]}." if near else ""
    raise BadWhen(f"“{words}” is no time zone.{hint}")


def zones_like(typed: str, most: int) -> list[str]:
    """Names of time zones that hold what was typed, those of a place first."""
    wanted = typed.strip().replace(" ", "_").lower()
    found = [zone for zone in zones() if wanted in zone.lower()]
    return sorted(found, key=lambda zone: (not zone.lower().rpartition("/")[2].startswith(wanted), zone))[:most]


@cache
def zones() -> Sequence[str]:
    """Every time zone by the name of a place, and UTC."""
    named = (zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
    return [*sorted(named), "UTC"]


def days_words(when: When) -> str:
    """The days, as ``parse_days`` reads them again."""
    if when.month_day is not None:
        return f"monthly {when.month_day}"
    if not when.weekdays:
        return "daily"
    if when.weekdays == WORKDAYS:
        return "weekdays"
    return " ".join(WEEKDAYS[day] for day in when.weekdays)


def when_words(when: When) -> str:
    """``weekdays at 08:30, Europe/Berlin``."""
    return f"{days_words(when)} at {when.at:%H:%M}, {when.timezone}"


def _weekday(word: str) -> int:
    short = word.rstrip("s.")
    found = [number for number, name in enumerate(_NAMES) if len(short) >= 2 and name.lower().startswith(short)]
    if len(found) != 1:
        raise BadWhen(f"“{word}” is no day.")
    return found[0]
