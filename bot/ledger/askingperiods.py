"""How far back a question asks: "since Friday", "in 2026", "last week". Pure; the moment is handed in.

Answers look back from now, so a period that is over is widened to reach until now, and ``widened`` says so.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_DAY = timedelta(days=1)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()
_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1, "couple of": 2, "few": 3}
_UNITS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "quarter": 91.0, "year": 365.0}
_LONGEST = 36_500

PERIOD_WORDS = frozenset({*_WEEKDAYS, *_MONTHS, *_NUMBERS, *_UNITS, *(f"{unit}s" for unit in _UNITS), "weekend"})
"""Words that say how far back; none of them is a misspelt name."""

_month = "|".join(f"{name}|{name[:3]}" for name in _MONTHS) + "|sept"
_weekday = "|".join(_WEEKDAYS)
_number = r"\d{1,4}|" + "|".join(_NUMBERS)
_unit = "|".join(_UNITS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """How far back from now, and where in the question that was said."""

    start: int
    end: int
    hours: int
    said: str
    widened: bool = False

    @property
    def days(self) -> int:
        """The whole days that hold the period."""
        return -(-self.hours // 24)


def period_in(text: str, now: datetime) -> Period | None:
    """The first period that the text speaks of, in lower or upper case."""
    found = [(match, begin) for pattern, begin in _RULES for match in [pattern.search(text)] if match is not None]
    for match, begin in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        begun = begin(match, now)
        if begun is None:
            continue
        since, until = begun
        hours = min(max(1, -(-int((now - since).total_seconds()) // 3600)), _LONGEST * 24)
        widened = until is not None and until < now
        return Period(start=match.start(), end=match.end(), hours=hours, said=match.group(), widened=widened)
    return None


_Begun = tuple[datetime, datetime | None] | None
"""When the period begins, and when it is over, where it ends before now."""


def _back(match: re.Match[str], now: datetime) -> _Begun:
    """The last so many days; "since one week" is the same."""
    count = match["number"].lower() if match["number"] else "one"
    number = int(count) if count.isdecimal() else _NUMBERS[count]
    days = min(number * _UNITS[match["unit"].lower()], _LONGEST)
    return now - timedelta(days=days), None


def _this(match: re.Match[str], now: datetime) -> _Begun:
    """The week, month or quarter that goes back from now; the year from its first day."""
    unit = match["unit"].lower()
    return (_first_of_year(now.year) if unit == "year" else now - timedelta(days=_UNITS[unit])), None


def _last(match: re.Match[str], now: datetime) -> _Begun:
    """The week, month, quarter or year before this one, by the calendar."""
    today = _midnight(now)
    match match["unit"].lower():
        case "week":
            end = today - today.weekday() * _DAY
            return end - 7 * _DAY, end
        case "month":
            end = today.replace(day=1)
            return (end - _DAY).replace(day=1), end
        case "quarter":
            end = today.replace(month=1 + (today.month - 1) // 3 * 3, day=1)
            before = end - _DAY
            return before.replace(month=before.month - 2, day=1), end
        case _:
            return _first_of_year(now.year - 1), _first_of_year(now.year)


def _today(_match: re.Match[str], now: datetime) -> _Begun:
    return now - _DAY, None


def _yesterday(_match: re.Match[str], now: datetime) -> _Begun:
    return _midnight(now) - _DAY, None


def _recently(_match: re.Match[str], now: datetime) -> _Begun:
    return now - timedelta(days=30), None


def _weekday_before(match: re.Match[str], now: datetime) -> _Begun:
    """The last such day before today; "the weekend" begins on a Saturday."""
    named = match["weekday"].lower()
    wanted = _WEEKDAYS.index("saturday" if named == "weekend" else named)
    back = (now.weekday() - wanted) % 7 or 7
    return _midnight(now) - back * _DAY, None


def _year(match: re.Match[str], now: datetime) -> _Begun:
    year = int(match["year"])
    if not 2000 <= year <= now.year:
        return None
    return _first_of_year(year), None if match["since"] else _first_of_year(year + 1)


def _date(match: re.Match[str], now: datetime) -> _Begun:
    return _on(now, int(match["year"]), int(match["month"]), int(match["day"]))


def _named_month(match: re.Match[str], now: datetime) -> _Begun:
    """The last such month, or a day of it."""
    month = 1 + next(i for i, name in enumerate(_MONTHS) if name.startswith(match["month"][:3].lower()))
    year = int(match["year"]) if match["year"] else now.year
    day = next((int(match[group]) for group in ("day", "later_day") if match[group]), 1)
    begun = _on(now, year, month, day) or (None if match["year"] else _on(now, year - 1, month, day))
    if begun is None or match["since"]:
        return begun
    over = begun[0] + (_DAY if match["day"] or match["later_day"] else 31 * _DAY)
    return begun[0], over


def _on(now: datetime, year: int, month: int, day: int) -> _Begun:
    try:
        date = datetime(year, month, day, tzinfo=UTC)
    except ValueError:  # the 31st of June
        return None
    return (date, None) if date < now else None


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _first_of_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_IN = r"(?:(?:over|in|during|within|of|for|from|since)\s+)?(?:the\s+|these\s+)?"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], datetime], _Begun]], ...] = (
    (_rule(rf"{_IN}(?:last|past|previous|recent)\s+(?:(?P<number>{_number})\s+)(?P<unit>{_unit})s?"), _back),
    (_rule(rf"{_IN}past\s+(?P<number>)(?P<unit>{_unit})"), _back),
    (_rule(rf"since\s+(?P<number>{_number})\s+(?P<unit>{_unit})s?"), _back),
    (_rule(rf"{_IN}(?P<number>{_number})\s+(?P<unit>{_unit})s?\s+(?:ago|back)"), _back),
    (_rule(rf"{_IN}(?:this|current)\s+(?P<unit>week|month|quarter|year)"), _this),
    (_rule(rf"{_IN}(?:last|previous)\s+(?P<unit>week|month|quarter|year)"), _last),
    (_rule(r"(?:since\s+|from\s+)?(?:today|tonight|this morning|right now today)"), _today),
    (_rule(r"(?:since\s+|from\s+)?yesterday"), _yesterday),
    (_rule(r"these days|of late"), _recently),
    (
        _rule(rf"(?:since|on|from|after|over|last)\s+(?:last\s+|the\s+)?(?P<weekday>{_weekday}|weekend)"),
        _weekday_before,
    ),
    (_rule(r"(?:(?P<since>since|from|after)|in|during|of)\s+(?P<year>20\d\d)"), _year),
    (_rule(r"(?:since|from|after|on)\s+(?P<year>20\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)"), _date),
    (
        _rule(
            rf"(?:(?P<since>since|from|after)|in|during|on)\s+(?:the\s+|early\s+|late\s+|mid\s+)?"
            rf"(?:(?P<day>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_month})\.?"
            rf"(?:\s+(?P<later_day>\d\d?)(?:st|nd|rd|th)?)?(?:,?\s+(?P<year>20\d\d))?"
        ),
        _named_month,
    ),
)
