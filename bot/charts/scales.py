"""Where the ticks of an axis stand, and how days are written. Pure numbers and text; days are in UTC."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime, timedelta
from math import ceil, floor, log10

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAY = 86_400.0
_DAYS_APART = (1, 2, 7, 14)
_MONTHS_APART = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
_DAY_ROOM, _MONTH_ROOM, _YEAR_ROOM = 52.0, 66.0, 44.0  # CSS pixels of "24 Apr", "Apr 2026", "2026", with some around
_BEFORE = 0.04  # of the span, so that the first mark does not stand on the edge
_NOTHING = 1e-5  # what is smaller is lettered as 0
_LOG_FROM = 20.0  # the span of figures, as a ratio, from which a linear axis would press the small ones together


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """A place on an axis and what is written there."""

    at: float
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """From where to where an axis goes."""

    low: float
    high: float
    log: bool = False


def days(at: datetime) -> float:
    """A moment as a number on an axis of days."""
    return at.timestamp() / _DAY


def day_words(at: datetime) -> str:
    """``6 Nov 2026``, whatever the locale."""
    at = at.astimezone(UTC)
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def short_day(at: datetime, now: datetime) -> str:
    """The day without the year where that is this year's, else the month with it."""
    at = at.astimezone(UTC)
    month = _MONTHS[at.month - 1]
    return f"{at.day} {month}" if at.year == now.astimezone(UTC).year else f"{month} {at.year}"


def day_span(moments: Iterable[datetime], now: datetime) -> Span:
    """From a little before the first of the moments to now, or to what lies ahead; two days at least."""
    every = [days(now), *map(days, moments)]
    first, last = min(every), max(every)
    return Span(low=min(first - (last - first) * _BEFORE, last - 2), high=last)


def day_ticks(span: Span, room: float) -> list[Tick]:
    """Days, months or years, as close as the room lets them stand."""
    for step in _DAYS_APART:
        if (span.high - span.low) / step <= room / _DAY_ROOM:
            return [_day_tick(number) for number in range(ceil(span.low), floor(span.high) + 1) if number % step == 0]
    for step in _MONTHS_APART:
        if (span.high - span.low) / (step * 30.4) <= room / (_YEAR_ROOM if step >= 12 else _MONTH_ROOM):
            return list(_month_ticks(span, step))
    return []


def figure_span(values: Iterable[float], *, from_zero: bool = False, with_log: bool = False) -> Span:
    """Room for all values and some around them; logarithmic, where that is allowed and the values ask for it."""
    low, high = _ends(values)
    if with_log and low > _NOTHING and high / low >= _LOG_FROM:
        around = (high / low) ** 0.14
        return Span(low=low / around, high=high * around, log=True)
    if from_zero and low >= 0:
        return Span(low=0.0, high=high * 1.18 if high > _NOTHING else 1.0)
    # three digits must tell one tick from the next
    around = max((high - low) * 0.2, max(abs(low), abs(high)) * 0.01, _NOTHING)
    return Span(low=low - around, high=high + around)


def figure_ticks(span: Span, at_most: int) -> list[float]:
    """Round figures within the span, evenly spread."""
    if span.log:
        return _log_ticks(span, at_most)
    step = _round_up((span.high - span.low) / at_most)
    first, last = ceil(span.low / step), floor(span.high / step)
    return [float(f"{number * step:.12g}") for number in range(first, last + 1)]


def _ends(values: Iterable[float]) -> tuple[float, float]:
    every = sorted(values)
    return every[0], every[-1]


def _round_up(step: float) -> float:
    """The next step of 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(step))
    return next(nice * power for nice in (1, 2, 5, 10) if nice * power >= step * 0.999)


def _log_ticks(span: Span, at_most: int) -> list[float]:
    powers = range(floor(log10(span.low)), ceil(log10(span.high)) + 1)
    for every, within in ((1, (1, 2, 5)), (1, (1, 3)), *((every, (1,)) for every in range(1, len(powers)))):
        ticks = [float(f"{nice}e{power}") for power in powers if power % every == 0 for nice in within]
        inside = [tick for tick in ticks if span.low <= tick <= span.high]
        if len(inside) <= at_most:
            return inside
    return []


def _day_tick(number: int) -> Tick:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=number)
    return Tick(at=float(number), words=f"{at.day} {_MONTHS[at.month - 1]}")


def _month_ticks(span: Span, step: int) -> Iterator[Tick]:
    month = _month_of(span.low)
    while True:
        if month % step == 0:
            year, rest = divmod(month, 12)
            if year > MAXYEAR:
                return
            at = days(datetime(max(year, 1), rest + 1, 1, tzinfo=UTC))
            if at > span.high:
                return
            if at >= span.low:
                yield Tick(at=at, words=str(year) if step >= 12 else f"{_MONTHS[rest]} {year}")
        month += 1


def _month_of(number: float) -> int:
    """The month of a day, counted from the year 0; of what is before all days, the first."""
    first = datetime.min.replace(tzinfo=UTC)
    at = first + timedelta(days=max(number - days(first), 0.0))
    return at.year * 12 + at.month - 1
