"""Put models, or labs, side by side. Pure: claims in, comparison out.

Figures meet in one row only where metric, scope and setting agree; those that do not are listed apart, never merged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Attribution, Caveat, Kind, Ratio, Release, Spec
from bot.domain.names import LabName, ModelName, Named, name_key
from bot.ledger.figures import Figure, join_figures, named_key

SPEC_ORDER = tuple(Spec)
STAGE_ORDER = (Release.DEPRECATED, Release.OPEN_WEIGHTS, Release.RELEASED, Release.PREVIEWED, Release.ANNOUNCED)
EFFICIENCY = tuple(metric for metric in Ratio if metric not in {Ratio.PERFORMANCE, Ratio.CONTEXT_WINDOW})


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One metric, setting, baseline and sort of voice; a tuple of figures for each column, newest first."""

    kind: Kind
    metric: str
    baseline: Named | None
    scope: str | None
    setting: str | None
    attribution: Attribution
    cells: tuple[tuple[Figure, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Columns side by side. ``stands`` is where each model stands; ``said`` what was said without a number."""

    columns: tuple[ModelName, ...]
    headline: Figure | None
    stands: tuple[Figure | None, ...]
    rows: tuple[Row, ...]
    said: tuple[Figure, ...]
    caveats: tuple[Figure, ...]
    sources: tuple[SourcedClaim, ...]
    as_of: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class LabColumn:
    """One lab: its releases newest first, its efficiency claims, what is held back or alleged."""

    lab: LabName
    releases: tuple[Figure, ...]
    efficiency: tuple[Figure, ...]
    scores: tuple[Figure, ...]
    prices: tuple[Figure, ...]
    caveats: tuple[Figure, ...]
    claims_count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LabComparison:
    """Labs side by side, and what was said of one against another."""

    columns: tuple[LabColumn, ...]
    between: tuple[Figure, ...]
    as_of: datetime


def compare_models(models: Sequence[ModelName], claims: Iterable[SourcedClaim], as_of: datetime) -> Comparison:
    """Put the models side by side, in the order given."""
    wanted = {model.key for model in models}
    figures = [figure for figure in join_figures(claims) if named_key(figure.claim.subject) in wanted]
    rows = _rows(models, figures)
    said = [f for f in figures if f.claim.kind in {Kind.RANKING, Kind.ALLEGATION}]
    return Comparison(
        columns=tuple(models),
        headline=_headline(wanted, figures, rows),
        stands=tuple(_stands(model, figures) for model in models),
        rows=rows,
        said=tuple(sorted(said, key=lambda figure: named_key(figure.claim.baseline) not in wanted)),
        caveats=tuple(f for f in figures if f.claim.kind is Kind.CAVEAT),
        sources=tuple(f.origin for f in figures),
        as_of=as_of,
    )


def compare_labs(labs: Sequence[LabName], claims: Iterable[SourcedClaim], as_of: datetime) -> LabComparison:
    """Put the labs side by side, in the order given."""
    newest_first = tuple(reversed(join_figures(claims)))
    ids = {lab.id for lab in labs}
    return LabComparison(
        columns=tuple(_lab_column(lab, newest_first) for lab in labs),
        between=tuple(f for f in newest_first if _between(f, ids)),
        as_of=as_of,
    )


def lab_of(name: Named | None) -> str | None:
    """The id of the lab that a name belongs to."""
    if isinstance(name, LabName):
        return name.id
    return name.lab if isinstance(name, ModelName) else None


def _rows(models: Sequence[ModelName], figures: Iterable[Figure]) -> tuple[Row, ...]:
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        if figure.claim.kind in {Kind.SPEC, Kind.RATIO, Kind.BENCHMARK}:
            groups.setdefault(_row_key(figure), []).append(figure)
    rows = [_row(models, group) for group in groups.values()]
    return tuple(sorted(rows, key=_row_order))


def _row_key(figure: Figure) -> tuple[object, ...]:
    """Specs are facts of one model, so voices share a row; a score or a ratio is told apart by who says so."""
    claim = figure.claim
    measured = claim.kind is not Kind.SPEC and figure.attribution is Attribution.THIRD_PARTY
    return (
        claim.kind,
        name_key(claim.metric),
        named_key(claim.baseline),
        name_key(claim.scope or ""),
        name_key(claim.setting or ""),
        measured,
    )


def _row(models: Sequence[ModelName], group: Sequence[Figure]) -> Row:
    first = group[0]
    cells = (tuple(f for f in group if named_key(f.claim.subject) == model.key) for model in models)
    return Row(
        kind=first.claim.kind,
        metric=first.claim.metric,
        baseline=first.claim.baseline,
        scope=first.claim.scope,
        setting=first.claim.setting,
        attribution=first.attribution,
        cells=tuple(tuple(reversed(cell)) for cell in cells),
    )


def _row_order(row: Row) -> tuple[object, ...]:
    """Specs in the vocabulary's order, then ratios, then scores; of these, rows that fill most columns first."""
    filled = sum(1 for cell in row.cells if cell)
    if row.kind is Kind.SPEC:
        return (0, SPEC_ORDER.index(Spec(row.metric)), 0, "")
    return (
        1 if row.kind is Kind.RATIO else 2,
        -filled,
        name_key(row.metric),
        row.attribution is Attribution.THIRD_PARTY,
    )


def _stands(model: ModelName, figures: Iterable[Figure]) -> Figure | None:
    """The furthest stage that anybody reports without holding back, else the furthest reported at all."""
    stages = [f for f in figures if f.claim.kind is Kind.RELEASE and named_key(f.claim.subject) == model.key]
    stages.sort(key=lambda f: (f.hedged, STAGE_ORDER.index(Release(f.claim.metric))))
    return stages[0] if stages else None


def _headline(wanted: set[str], figures: Sequence[Figure], rows: Sequence[Row]) -> Figure | None:
    """The figure that answers best: a ratio between the models asked for, else a ranking, else a shared score."""
    ratios = [f for f in figures if f.claim.kind is Kind.RATIO and named_key(f.claim.baseline) in wanted]
    if ratios:
        return min(ratios, key=lambda f: (f.hedged, list(Ratio).index(Ratio(f.claim.metric)), -len(f.claims)))
    rankings = [f for f in figures if f.claim.kind is Kind.RANKING and named_key(f.claim.baseline) in wanted]
    if rankings:
        return min(rankings, key=lambda f: (f.hedged, -len(f.claims)))
    shared = [row for row in rows if row.kind is Kind.BENCHMARK and all(row.cells[:2])]
    return shared[0].cells[0][0] if shared else None


def _lab_column(lab: LabName, figures: Sequence[Figure]) -> LabColumn:
    own = [f for f in figures if lab_of(f.claim.subject) == lab.id]
    return LabColumn(
        lab=lab,
        releases=tuple(f for f in own if f.claim.kind is Kind.RELEASE),
        efficiency=tuple(f for f in own if f.claim.kind is Kind.RATIO and f.claim.metric in EFFICIENCY),
        scores=tuple(f for f in own if f.claim.kind is Kind.BENCHMARK),
        prices=tuple(f for f in own if f.claim.metric in {Spec.INPUT_PRICE, Spec.OUTPUT_PRICE, Spec.PRICE}),
        caveats=tuple(f for f in own if f.claim.kind is Kind.CAVEAT and f.claim.metric != Caveat.NOT_RELEASED),
        claims_count=sum(len(f.claims) for f in own),
    )


def _between(figure: Figure, labs: set[str]) -> bool:
    one, other = lab_of(figure.claim.subject), lab_of(figure.claim.baseline)
    return one in labs and other in labs and one != other
