"""On which day a model ends, read from the sentence that says so. Pure: a sentence without a day gives none.

"14 July 2026", "July 14", "2026-07-14", "2026年7月14日", "the end of June", "in ninety days". Days written in numbers
with slashes are left alone: some mean the month first, some the day.
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Kind, Release
from bot.domain.names import ModelName
from bot.ledger.questions import lab_of

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
_COUNTS = {
    "ten": 10,
    "fourteen": 14,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
    "two": 2,
    "three": 3,
    "four": 4,
    "six": 6,
}
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>20\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        r"(?:(?P<year>20\d\d)\s*年\s*)?(?P<month>1?\d)\s*月\s*(?P<day>[0-3]?\d)\s*[日号]",
        rf"\b{_MONTH}\s+{_DAY}\b(?!\s*%){_YEAR}",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}\b{_YEAR}",
        rf"\bend of {_MONTH}\b{_YEAR}",
        r"\bend of (?:the|this) (?P<span>month|quarter|year)\b",
        rf"\bin (?P<count>\d{{1,3}}|{'|'.join(_COUNTS)}) (?P<unit>days|weeks)\b",
    )
]
_ENDS = re.compile(
    r"\b(?:retir|sunset|shut(?:ting|s)?[ -]?down|remov|discontinu|end[ -]of[ -]life|no longer|stop|turned? off)"
    r"|下线|停用|停止",
    re.IGNORECASE,
)
_YEAR_ON = timedelta(days=365)


@dataclass(frozen=True, kw_only=True, slots=True)
class Retirement:
    """That a model ends on a day, by the claim that says so."""

    model: ModelName
    on: date
    told_by: SourcedClaim


def retirement_day(sentence: str, said_on: date) -> date | None:
    """The day of the end: of several in the sentence, the first behind a word for it; no day that is past."""
    days = sorted((at, day) for at, day in _days_in(sentence, said_on) if day >= said_on)
    if not days:
        return None
    word = _ENDS.search(sentence)
    behind = [day for at, day in days if word and at > word.start()]
    return behind[0] if behind else days[0][1]


def retirements_of(claims: Iterable[SourcedClaim]) -> list[Retirement]:
    """Of each model the end that is told: by its maker's own word, else the last; what is held back counts for none."""
    best: dict[str, tuple[tuple[object, ...], Retirement]] = {}
    for sourced in claims:
        found = _retirement(sourced)
        if found is None:
            continue
        own = sourced.source.lab is not None and sourced.source.lab == lab_of(sourced.claim.subject)
        weight = (own, sourced.source.order, sourced.id)
        key = found.model.key
        if key not in best or weight > best[key][0]:
            best[key] = (weight, found)
    return [found for _, found in best.values()]


def _retirement(sourced: SourcedClaim) -> Retirement | None:
    claim, dated = sourced.claim, sourced.source.dated_at
    is_end = (claim.kind, claim.metric) == (Kind.RELEASE, Release.DEPRECATED)
    if not is_end or claim.hedged or dated is None or not isinstance(claim.subject, ModelName):
        return None
    on = retirement_day(claim.quote.text, dated.date())
    return Retirement(model=claim.subject, on=on, told_by=sourced) if on is not None else None


def _days_in(sentence: str, said_on: date) -> Iterator[tuple[int, date]]:
    for form in _FORMS:
        for found in form.finditer(sentence):
            day = _day_of({key: value for key, value in found.groupdict().items() if value}, said_on)
            if day is not None:
                yield found.start(), day


def _day_of(said: dict[str, str], said_on: date) -> date | None:
    if "unit" in said:
        count = _COUNTS.get(said["count"].lower()) or int(said["count"])
        return said_on + timedelta(days=count * (7 if said["unit"].lower() == "weeks" else 1))
    if "span" in said:
        return _end_of(said_on, said["span"].lower())
    month = _MONTHS.get(said["month"].lower()) or int(said["month"])
    year = int(said.get("year", said_on.year))
    day = _date(year, month, said.get("day"))
    if day is not None and "year" not in said and day < said_on and said_on - day > _YEAR_ON / 4:
        return _date(year + 1, month, said.get("day"))  # long past this year: the next one is meant
    return day


def _date(year: int, month: int, day: str | None) -> date | None:
    """The day, the last one of the month where none is said; None where there is no such day."""
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    number = int(day) if day is not None else last
    return date(year, month, number) if 1 <= number <= last else None


def _end_of(said_on: date, span: str) -> date | None:
    month = {"month": said_on.month, "quarter": -(-said_on.month // 3) * 3, "year": 12}[span]
    return _date(said_on.year, month, None)
