"""What a person typed in place of a claim's fields, understood: figures, metrics, models, labs, classes.

Pure but for the names, which whoever calls looks up in the guild's feeds.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.claims import SPEC_UNITS, Allegation, Bound, Caveat, Claim, Kind, Ranking, Ratio, Release, Spec
from bot.domain.names import ClassName, LabName, ModelName, Named, name_key
from bot.errors import GapwatchError
from bot.ledger.naming import UnknownName
from bot.ledger.questions import NUMBERS, benchmark_of
from bot.ledger.wording import metric_label
from bot.reading.typedfigures import typed_figure

NONE = "-"
_LONGEST = 100
_METRICS: Mapping[Kind, type[StrEnum]] = {
    Kind.SPEC: Spec,
    Kind.RATIO: Ratio,
    Kind.RANKING: Ranking,
    Kind.RELEASE: Release,
    Kind.CAVEAT: Caveat,
    Kind.ALLEGATION: Allegation,
}
COMPARING = frozenset({Kind.RATIO, Kind.RANKING, Kind.ALLEGATION})
"""Kinds of claims that have a baseline."""

FindsNamed = Callable[[str], Awaitable[ModelName | LabName]]


class NotUnderstood(GapwatchError):
    """A field that a claim of this kind cannot have, or words that are none of its values."""

    def __init__(self, happened: str, next_step: str) -> None:
        super().__init__(happened)
        self.next_step = next_step


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """Fields as a person typed them; what is not given stays. ``-`` takes a baseline away."""

    value: str | None = None
    metric: str | None = None
    subject: str | None = None
    baseline: str | None = None
    bound: Bound | None = None
    hedged: bool | None = None

    def __bool__(self) -> bool:
        return self != Wish()


async def wished(claim: Claim, wish: Wish, find_named: FindsNamed) -> Claim:
    """The claim as a person wants it. Raises NotUnderstood, NotAFigure, and what ``find_named`` raises."""
    if not wish:
        raise NotUnderstood("Nothing was given to correct.", "Give a value, a metric, a subject or another field.")
    metric = typed_metric(wish.metric, claim.kind) if wish.metric else claim.metric
    claim = _with_figure(replace(claim, metric=metric), wish, read_as=claim.metric)
    if wish.subject:
        claim = replace(claim, subject=await find_named(wish.subject))
    if wish.baseline:
        claim = replace(claim, baseline=await _baseline(claim.kind, wish.baseline, find_named))
    if wish.hedged is not None:
        claim = replace(claim, hedged=wish.hedged)
    if claim.baseline == claim.subject:
        raise NotUnderstood(f"{claim.subject.name} would be compared with itself.", "Give another baseline.")
    return claim


def typed_metric(words: str, kind: Kind) -> str:
    """The metric of a kind by its name or its label; of a benchmark, by any of its names. Raises NotUnderstood."""
    key = name_key(words)
    if kind is Kind.BENCHMARK:
        found = benchmark_of(words)
        if not key or len(words) > _LONGEST:
            raise NotUnderstood(f"“{words}” is no benchmark's name.", "Give its usual name, such as MMLU-Pro.")
        return found.name if found else words.strip()
    for metric in _METRICS[kind]:
        if key in {name_key(metric), name_key(metric_label(metric))}:
            return metric
    choices = ", ".join(metric_label(metric) for metric in _METRICS[kind])
    raise NotUnderstood(f"“{words}” is nothing that a {kind} claim is of.", f"Choose one of: {choices}.")


def metrics_like(typed: str) -> list[tuple[str, str]]:
    """Metrics of all kinds that hold what was typed, each as its label and its name in the vocabulary."""
    key = name_key(typed)
    every = {metric.value: metric_label(metric) for enum in _METRICS.values() for metric in enum}
    return [(label, name) for name, label in every.items() if key in name_key(label) or key in name_key(name)]


def _with_figure(claim: Claim, wish: Wish, *, read_as: str) -> Claim:
    if claim.kind not in NUMBERS:
        if wish.value or wish.bound:
            raise NotUnderstood(f"A {claim.kind} claim has no number.", "Hide it with `/claim hide` where it is wrong.")
        return claim
    if wish.value:
        value, bound = typed_figure(wish.value, claim.kind, claim.metric)
        claim = replace(claim, value=value, bound=claim.bound if bound is Bound.EXACT else bound)
    elif claim.kind is Kind.SPEC and SPEC_UNITS[Spec(claim.metric)] != SPEC_UNITS[Spec(read_as)]:
        raise NotUnderstood(f"{metric_label(claim.metric)} has another unit.", "Give the value too.")
    return replace(claim, bound=wish.bound) if wish.bound else claim


async def _baseline(kind: Kind, words: str, find_named: FindsNamed) -> Named | None:
    if kind not in COMPARING:
        raise NotUnderstood(f"A {kind} claim is compared with nothing.", "Leave the baseline out.")
    if words.strip() == NONE:
        return None
    if words.islower() and not any(letter.isdigit() for letter in words):
        return await _model_or_class(words.strip(), find_named)
    return await find_named(words)


async def _model_or_class(words: str, find_named: FindsNamed) -> Named:
    """Lower case without digits may be a name carelessly typed ("deepseek"), else it is a class ("open models")."""
    try:
        found = await find_named(words)
    except UnknownName:
        return ClassName(name=words)
    return found if name_key(words) in {name_key(found.name), getattr(found, "id", "")} else ClassName(name=words)
