"""What is new about something that a channel has been told of. Pure.

Four things are: a further step in a model's life, a figure that has been measured since, one that is contested by now,
a price that has changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from bot.domain.claims import Bound, Kind, Release, Spec
from bot.domain.told import Fact, Told
from bot.ledger.lines import Line
from bot.ledger.questions import NUMBERS, PRICES
from bot.ledger.standing import Standing, standing_of
from bot.ledger.voices import Role

LIFE = (Release.ANNOUNCED, Release.PREVIEWED, Release.RELEASED, Release.OPEN_WEIGHTS, Release.DEPRECATED)
"""The steps of a model's life, in order."""

_KEY_LENGTH = 32
_TOLD_OTHERWISE = frozenset({Standing.UNSOURCED, Standing.VENDORS_WORD, Standing.REPEATED, Standing.INDEPENDENT})
_GIVEN = PRICES | {Spec.CONTEXT_WINDOW, Spec.MAX_OUTPUT, Spec.PARAMETERS, Spec.ACTIVE_PARAMETERS}
_SLACK = 0.001  # of a price: less is the same one, stored to fewer digits


class DevelopmentKind(StrEnum):
    """In what something has moved on."""

    STEP = "step"
    MEASURED = "measured"
    CONTESTED = "contested"
    PRICE = "price"


@dataclass(frozen=True, kw_only=True, slots=True)
class Development:
    """One line that stands otherwise than it was told. ``step`` is the last step of the model's life that was told."""

    kind: DevelopmentKind
    line: Line
    was: Fact
    step: Release | None = None


def key_of(line: Line) -> str:
    """By what a figure is known again: its question under its condition, whatever its value."""
    asked = line.question
    if asked.kind is Kind.RELEASE:
        return _key(asked.kind, line.claim.metric, asked.subject)
    condition = ";".join(f"{aspect}={said}" for aspect, said in sorted(line.condition))
    return _key(asked.kind, asked.metric, asked.subject, asked.baseline, asked.scope, condition)


def spoken_for(lines: Iterable[Line]) -> dict[str, Line]:
    """By its key, of the lines that answer one question the one that speaks for all of them.

    One that holds still, then the maker's, then the newest: what becomes of a word shows in the line of who gave it.
    """
    best: dict[str, Line] = {}
    for line in lines:
        key = key_of(line)
        if key not in best or _precedence(line) > _precedence(best[key]):
            best[key] = line
    return best


def facts_of(lines: Iterable[Line], spoken: Mapping[str, Line]) -> dict[str, Fact]:
    """What is told by these lines, one fact for each question. ``spoken`` is the whole ledger's."""
    told = {key: spoken[key] for key in map(key_of, lines)}
    return {key: Fact(standing=standing_of(line), value=line.claim.value) for key, line in told.items()}


def keys_asked(lines: Iterable[Line]) -> set[str]:
    """The keys of all facts that these lines may be a development of."""
    return {key for line in lines for key in (key_of(line), *_steps(line).values())}


def developments(lines: Iterable[Line], spoken: Mapping[str, Line], told: Told) -> tuple[Development, ...]:
    """In what these lines have moved on since they were told; nothing for what never was."""
    found = []
    for key in dict.fromkeys(map(key_of, lines)):
        line = spoken[key]
        development = _step(line, told) if line.question.kind is Kind.RELEASE else _moved(line, told.facts.get(key))
        if development is not None:
            found.append(development)
    return tuple(found)


def is_finding(line: Line) -> bool:
    """Whether others can find it out by measuring; a price or a size of context is what its maker says."""
    kind, metric = line.question.kind, line.claim.metric
    return kind in NUMBERS and not (kind is Kind.SPEC and metric in _GIVEN)


def _moved(line: Line, was: Fact | None) -> Development | None:
    if was is None or line.question.kind not in NUMBERS:
        return None
    stands = standing_of(line)
    if stands is Standing.CONTESTED and was.standing != Standing.CONTESTED:
        return Development(kind=DevelopmentKind.CONTESTED, line=line, was=was)
    if stands is Standing.MEASURED and was.standing in _TOLD_OTHERWISE and is_finding(line):
        return Development(kind=DevelopmentKind.MEASURED, line=line, was=was)
    if line.claim.metric in PRICES and line.grounds.ended_at is None and _is_other_price(line, was):
        return Development(kind=DevelopmentKind.PRICE, line=line, was=was)
    return None


def _is_other_price(line: Line, was: Fact) -> bool:
    value = line.claim.value
    if value is None or was.value is None or line.claim.bound is not Bound.EXACT:
        return False
    return abs(value - was.value) > _SLACK * max(abs(value), abs(was.value))


def _step(line: Line, told: Told) -> Development | None:
    steps = _steps(line)
    known = [step for step, key in steps.items() if key in told.facts]
    reached = Release(line.claim.metric)
    if not known or LIFE.index(reached) <= LIFE.index(known[-1]):
        return None
    return Development(kind=DevelopmentKind.STEP, line=line, was=told.facts[steps[known[-1]]], step=known[-1])


def _steps(line: Line) -> Mapping[Release, str]:
    """The keys of all steps in the life of a line's subject, in order; none for a line of another kind."""
    asked = line.question
    if asked.kind is not Kind.RELEASE:
        return {}
    return {step: _key(asked.kind, step, asked.subject) for step in LIFE}


def _precedence(line: Line) -> tuple[object, ...]:
    return (line.grounds.ended_at is None, line.voices[0].role is Role.MAKER, line.first_at, line.origin.id)


def _key(*parts: str) -> str:
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LENGTH]
