"""How far two sides are apart on the benchmarks that both have, who says so, and how it moved. Pure.

A side is a set of models: one, a lab's, or a frontier. Its figure on a benchmark is its best. Claimed figures are held
against claimed ones and measured against measured ones; only where a side has no figure of the sort is a gap mixed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.claims import Bound, Kind
from bot.domain.names import LabName, ModelName
from bot.ledger.bests import Held, best_on, days_of_change
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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Figure:
    """A line as each side has it, if it does, and who measured it."""

    line: Line
    mine: Held | None
    theirs: Held | None
    measured_by: frozenset[str]


def gaps_between(one: Side, other: Side, lines: Iterable[Line]) -> tuple[Gap, ...]:
    """The gap on every benchmark that both sides have a figure of now, measured before claimed before mixed.

    A side never meets itself: a model is no part of the lab, nor a lab of the frontier, that it is held against.
    """
    every = tuple(lines)
    opened = _openings(every)
    by_benchmark: dict[tuple[str, Condition], list[_Figure]] = {}
    for line in every:
        if _counts(line):
            figure = _figure(line, one, other, opened)
            by_benchmark.setdefault((line.question.metric, line.condition), []).append(figure)
    gaps = [gap for figures in by_benchmark.values() for gap in _gaps(figures)]
    order = list(Basis)
    return tuple(sorted(gaps, key=lambda gap: (order.index(gap.basis), gap.benchmark, sorted(gap.condition))))


def _figure(line: Line, one: Side, other: Side, opened: _Openings) -> _Figure:
    """The narrower side's models are taken out of the broader."""
    mine, theirs = _held(line, one, opened), _held(line, other, opened)
    if mine is not None and theirs is not None and _breadth(one) != _breadth(other):
        mine, theirs = (mine, None) if _breadth(one) < _breadth(other) else (None, theirs)
    return _Figure(line=line, mine=mine, theirs=theirs, measured_by=frozenset(_measuring(line)))


def _gaps(figures: Sequence[_Figure]) -> list[Gap]:
    claimed = _gap([figure for figure in figures if not figure.measured_by], Basis.CLAIMED)
    found = [*_measured_gaps(figures), *([claimed] if claimed else [])]
    if found:
        return found
    mixed = _gap(figures, Basis.MIXED)
    return [mixed] if mixed else []


def _measured_gaps(figures: Sequence[_Figure]) -> list[Gap]:
    """One for each party that measured both sides; only where there is none, between parties."""
    by_party: dict[str, list[_Figure]] = {}
    for figure in figures:
        for party in figure.measured_by:
            by_party.setdefault(party, []).append(figure)
    found = [gap for party in sorted(by_party) if (gap := _gap(by_party[party], Basis.MEASURED, party))]
    between = None if found else _gap([figure for figure in figures if figure.measured_by], Basis.MEASURED)
    return [between] if between else found


def _gap(figures: Sequence[_Figure], basis: Basis, measured_by: str | None = None) -> Gap | None:
    mine = [figure.mine for figure in figures if figure.mine is not None]
    theirs = [figure.theirs for figure in figures if figure.theirs is not None]
    if not mine or not theirs:
        return None
    days = days_of_change((*mine, *theirs))
    moments: list[Moment] = []
    for at, one, other in zip(days, best_on(mine, days), best_on(theirs, days), strict=True):
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


def _held(line: Line, side: Side, opened: _Openings) -> Held | None:
    """The line as a side's figure: from when to when it is said and its model belongs to the side."""
    since, until = line.first_at, line.grounds.ended_at
    came_out = opened.get(line.question.subject)
    match side:
        case ModelName() if line.question.subject != side.key:
            return None
        case LabName() if lab_of(line.claim.subject) != side.id:
            return None
        case Frontier.OPEN:
            if came_out is None:
                return None
            since = max(since, came_out)
        case Frontier.CLOSED if came_out is not None:
            until = came_out if until is None else min(until, came_out)
    return Held(line=line, score=_score(line), since=since, until=until)


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


def _breadth(side: Side) -> int:
    return (ModelName, LabName, Frontier).index(type(side))


def _openings(lines: Iterable[Line]) -> dict[str, datetime]:
    """Since when the weights of a model are out, by the model's key."""
    return {
        named_key(life.model): step.since
        for life in lives_of(lines)
        for step in life.steps
        if step.stage is Stage.OPEN_WEIGHTS and not step.hedged
    }
