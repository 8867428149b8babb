"""What quality costs: a benchmark's scores against a price, a size or the tokens spent, and which points nothing beats.

Pure. A model's point is its best founded current score and its best founded current cost; nothing is filled in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.domain.claims import Bound, Kind, Ratio, Spec
from bot.domain.names import ModelName
from bot.ledger.comparable import why_apart
from bot.ledger.conditions import Condition
from bot.ledger.lines import Line
from bot.ledger.questions import benchmark_key, benchmark_of, named_key
from bot.ledger.standing import WEIGHT, standing_of
from bot.ledger.voices import Role

COSTS: tuple[Spec | Ratio, ...] = (
    Spec.INPUT_PRICE,
    Spec.OUTPUT_PRICE,
    Spec.PRICE,
    Spec.ACTIVE_PARAMETERS,
    Spec.PARAMETERS,
    Ratio.TOKENS_USED,
    Ratio.COST,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One model: its score and what it costs. ``best``: no other is as good for less, or better for as much.

    ``cost_line`` is None for the model that the others' costs are given over; its own is 1.
    """

    model: ModelName
    score: float
    cost: float
    score_line: Line
    cost_line: Line | None
    best: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Front:
    """Points by cost, the cheapest first, and the scores left apart, each with the reason in a sentence."""

    benchmark: str
    cost: Spec | Ratio
    over: ModelName | None
    condition: Condition
    points: tuple[Point, ...]
    apart: tuple[tuple[Line, str], ...]


def front_of(
    benchmark: str,
    cost: Spec | Ratio,
    lines: Iterable[Line],
    *,
    over: ModelName | None = None,
    only_measured: bool = False,
) -> Front:
    """The front of a benchmark's scores against a cost; a ratio's is given over one model, by default the commonest.

    Scores are taken under the setting that most models have; those under another are left apart.
    """
    every = [line for line in lines if _counts(line)]
    scores = [line for line in every if _is_score(line, benchmark) and (not only_measured or _is_measured(line))]
    costs = [line for line in every if line.claim.kind is _kind_of(cost) and line.claim.metric == cost]
    if isinstance(cost, Ratio):
        over = over or _commonest_baseline(costs)
        costs = [line for line in costs if over is not None and line.question.baseline == over.key]
    condition = _commonest_condition(scores)
    together = _best_founded(line for line in scores if line.condition == condition)
    paid = _best_founded(_under_one_condition(costs))
    points = [point for key, line in together.items() if (point := _point(line, paid.get(key), over)) is not None]
    found = benchmark_of(benchmark)
    return Front(
        benchmark=found.name if found else benchmark,
        cost=cost,
        over=over,
        condition=condition,
        points=tuple(_with_best(points, higher_is_better=found is None or found.higher_is_better)),
        apart=_apart(scores, together),
    )


def _point(score: Line, cost: Line | None, over: ModelName | None) -> Point | None:
    model = score.claim.subject
    assert isinstance(model, ModelName)
    paid = cost.claim.value if cost is not None else None
    if over is not None and model.key == over.key:
        paid = 1.0
    if paid is None or score.claim.value is None:
        return None
    return Point(model=model, score=score.claim.value, cost=paid, score_line=score, cost_line=cost, best=False)


def _with_best(points: Sequence[Point], *, higher_is_better: bool) -> list[Point]:
    """The points by cost, those marked that no other beats."""
    sign = 1 if higher_is_better else -1
    ordered = sorted(points, key=lambda point: (point.cost, -sign * point.score, point.model.name))
    return [replace(point, best=not any(_beats(other, point, sign) for other in points)) for point in ordered]


def _beats(other: Point, point: Point, sign: int) -> bool:
    """Whether one point is at least as good for at most as much, and better in one of the two."""
    better, cheaper = sign * (other.score - point.score), point.cost - other.cost
    return better >= 0 and cheaper >= 0 and (better > 0 or cheaper > 0)


def _best_founded(lines: Iterable[Line]) -> dict[str, Line]:
    """Of each model the line that carries furthest; of two that carry as far, the newer."""
    ordered = sorted(lines, key=lambda line: (WEIGHT[standing_of(line)], line.first_at))
    return {line.question.subject: line for line in ordered}


def _apart(scores: Iterable[Line], together: dict[str, Line]) -> tuple[tuple[Line, str], ...]:
    one = next(iter(together.values()), None)
    if one is None:
        return ()
    reasons = [(line, why_apart(one, line)) for line in scores]
    return tuple((line, reason) for line, reason in reasons if reason is not None)


def _under_one_condition(lines: Sequence[Line]) -> list[Line]:
    condition = _commonest_condition(lines)
    return [line for line in lines if line.condition == condition]


def _commonest_condition(lines: Iterable[Line]) -> Condition:
    models: dict[Condition, set[str]] = {}
    for line in lines:
        models.setdefault(line.condition, set()).add(line.question.subject)
    ordered = sorted(models, key=lambda condition: (-len(models[condition]), len(condition), sorted(condition)))
    return ordered[0] if ordered else frozenset()


def _commonest_baseline(costs: Iterable[Line]) -> ModelName | None:
    models: dict[str, set[str]] = {}
    names: dict[str, ModelName] = {}
    for line in costs:
        baseline = line.claim.baseline
        if isinstance(baseline, ModelName):
            names[baseline.key] = baseline
            models.setdefault(named_key(baseline), set()).add(line.question.subject)
    ordered = sorted(models, key=lambda key: (-len(models[key]), key))
    return names[ordered[0]] if ordered else None


def _counts(line: Line) -> bool:
    """A current figure of a model, not a rumour and not a bound."""
    claim = line.claim
    exact = claim.bound in {Bound.EXACT, Bound.ABOUT} and claim.value is not None
    return exact and not line.claim.hedged and line.grounds.ended_at is None and isinstance(claim.subject, ModelName)


def _is_score(line: Line, benchmark: str) -> bool:
    return line.question.kind is Kind.BENCHMARK and line.question.metric == benchmark_key(benchmark)


def _is_measured(line: Line) -> bool:
    return any(voice.role is Role.INDEPENDENT for voice in line.voices)


def _kind_of(cost: Spec | Ratio) -> Kind:
    return Kind.RATIO if isinstance(cost, Ratio) else Kind.SPEC
