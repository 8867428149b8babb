"""How far two sides are apart on the benchmarks that both have, who says so, and how it moved. Pure.

A side is a set of models: one, a lab's, or a frontier. Its figure on a benchmark is its best. Claimed figures are held
against claimed ones and measured against measured ones; only where a side has no figure of the sort is a gap mixed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.claims import Bound, Kind
from bot.domain.names import LabName, ModelName
from bot.ledger.conditions import Condition
from bot.ledger.life import Stage, lives_of
from bot.ledger.lines import Line
from bot.ledger.questions import benchmark_of, lab_of, named_key
from bot.ledger.voices import Role


class Frontier(StrEnum):
    """The best there is on a day: of all models, of those whose weights are closed, of those whose weights are open."""

    ALL = "all"
    CLOSED = "closed"
    OPEN = "open"


Side = ModelName | LabName | Frontier


class Basis(StrEnum):
    """What is held against what."""

    MEASURED = "measured"
    CLAIMED = "claimed"
    MIXED = "mixed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """The two figures from one day on. ``lead`` is what the first side is ahead, in the benchmark's unit."""

    at: datetime
    one: Line
    other: Line
    lead: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """Two sides on one benchmark under one condition: every change of the difference, oldest first, the last one now.

    ``measured_by`` is the one party that measured both, where there is one.
    """

    benchmark: str
    condition: Condition
    basis: Basis
    measured_by: str | None
    moments: tuple[Moment, ...]

    @property
    def now(self) -> Moment:
        """The gap as it is."""
        return self.moments[-1]

    @property
    def moved(self) -> float:
        """By how much the first side's lead has grown since both had a figure."""
        return round(self.now.lead - self.moments[0].lead, 6)


_Openings = Mapping[str, datetime]
_Belongs = Callable[[Line, datetime], bool]


@dataclass(frozen=True, slots=True)
class _Sides:
    """What belongs to each side on a day, and when models change sides because their weights come out."""

    mine: _Belongs
    theirs: _Belongs
    opened: _Openings


def gaps_between(one: Side, other: Side, lines: Iterable[Line]) -> tuple[Gap, ...]:
    """The gap on every benchmark that both sides have a figure of now, measured before claimed before mixed.

    A side never meets itself: a model is no part of the lab, nor a lab of the frontier, that it is held against.
    """
    every = tuple(lines)
    sides = _sides(one, other, _openings(every))
    by_benchmark: dict[tuple[str, Condition], list[Line]] = {}
    for line in every:
        if _counts(line):
            by_benchmark.setdefault((line.question.metric, line.condition), []).append(line)
    gaps = [gap for figures in by_benchmark.values() for gap in _gaps(figures, sides)]
    order = list(Basis)
    return tuple(sorted(gaps, key=lambda gap: (order.index(gap.basis), gap.benchmark, sorted(gap.condition))))


def _gaps(figures: Sequence[Line], sides: _Sides) -> list[Gap]:
    claimed = _gap([line for line in figures if not _measuring(line)], sides, Basis.CLAIMED)
    found = [*_measured_gaps(figures, sides), *([claimed] if claimed else [])]
    if found:
        return found
    mixed = _gap(figures, sides, Basis.MIXED)
    return [mixed] if mixed else []


def _measured_gaps(figures: Sequence[Line], sides: _Sides) -> list[Gap]:
    """One for each party that measured both sides; only where there is none, between parties."""
    measured = [line for line in figures if _measuring(line)]
    found = []
    for party in sorted({party for line in measured for party in _measuring(line)}):
        own = [line for line in measured if party in _measuring(line)]
        if gap := _gap(own, sides, Basis.MEASURED, party):
            found.append(gap)
    between = None if found else _gap(measured, sides, Basis.MEASURED)
    return [between] if between else found


def _gap(figures: Sequence[Line], sides: _Sides, basis: Basis, measured_by: str | None = None) -> Gap | None:
    moments: list[Moment] = []
    for at in _days_of_change(figures, sides.opened):
        one, other = _best(figures, sides.mine, at), _best(figures, sides.theirs, at)
        if one is None or other is None:
            moments.clear()  # where a side has no figure any more, what was before is no gap of today
        elif not moments or (moments[-1].one, moments[-1].other) != (one, other):
            moments.append(Moment(at=at, one=one, other=other, lead=_lead(one, other)))
    if not moments:
        return None
    now = moments[-1].one
    found = benchmark_of(now.claim.metric)
    return Gap(
        benchmark=found.name if found else now.claim.metric,
        condition=now.condition,
        basis=basis,
        measured_by=measured_by,
        moments=tuple(moments),
    )


def _days_of_change(figures: Iterable[Line], opened: _Openings) -> list[datetime]:
    days = {
        day
        for line in figures
        for day in (line.first_at, line.grounds.ended_at, opened.get(line.question.subject))
        if day is not None
    }
    return sorted(days)


def _best(figures: Iterable[Line], belongs: _Belongs, at: datetime) -> Line | None:
    held = [line for line in figures if _holds(line, at) and belongs(line, at)]
    return max(held, key=lambda line: (_score(line), -line.first_at.timestamp()), default=None)


def _holds(line: Line, at: datetime) -> bool:
    return line.first_at <= at and (line.grounds.ended_at is None or line.grounds.ended_at > at)


def _score(line: Line) -> float:
    """The value where more is better, else its opposite."""
    found = benchmark_of(line.claim.metric)
    value = line.claim.value or 0.0
    return value if found is None or found.higher_is_better else -value


def _lead(one: Line, other: Line) -> float:
    return round(_score(one) - _score(other), 6)


def _counts(line: Line) -> bool:
    """Whether a figure can be held against another: no rumour, no bound."""
    claim = line.claim
    exact = claim.bound in {Bound.EXACT, Bound.ABOUT}
    return claim.kind is Kind.BENCHMARK and claim.value is not None and exact and not claim.hedged


def _measuring(line: Line) -> set[str]:
    return {voice.speaker for voice in line.voices if voice.role is Role.INDEPENDENT}


def _sides(one: Side, other: Side, opened: _Openings) -> _Sides:
    """The narrower side's models are taken out of the broader."""
    mine, theirs = _belonging(one, opened), _belonging(other, opened)
    if _breadth(one) < _breadth(other):
        return _Sides(mine, lambda line, at: theirs(line, at) and not mine(line, at), opened)
    if _breadth(other) < _breadth(one):
        return _Sides(lambda line, at: mine(line, at) and not theirs(line, at), theirs, opened)
    return _Sides(mine, theirs, opened)


def _breadth(side: Side) -> int:
    return (ModelName, LabName, Frontier).index(type(side))


def _belonging(side: Side, opened: _Openings) -> _Belongs:
    if isinstance(side, ModelName):
        return lambda line, _at: line.question.subject == side.key
    if isinstance(side, LabName):
        return lambda line, _at: lab_of(line.claim.subject) == side.id
    if side is Frontier.ALL:
        return lambda _line, _at: True
    return lambda line, at: _is_open(line, at, opened) is (side is Frontier.OPEN)


def _is_open(line: Line, at: datetime, opened: _Openings) -> bool:
    since = opened.get(line.question.subject)
    return since is not None and since <= at


def _openings(lines: Iterable[Line]) -> dict[str, datetime]:
    """Since when the weights of a model are out, by the model's key."""
    return {
        named_key(life.model): step.since
        for life in lives_of(lines)
        for step in life.steps
        if step.stage is Stage.OPEN_WEIGHTS and not step.hedged
    }
