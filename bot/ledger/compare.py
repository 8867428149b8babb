"""Put models, or labs, side by side. Pure: lines of the ledger in, comparison out.

Figures meet in one row only where metric, scope and setting agree; those that do not are listed apart, never merged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.announcements import SourcedClaim
from bot.domain.catalogue import CatalogueModel
from bot.domain.claims import Attribution, Caveat, Kind, Ratio, Spec
from bot.domain.names import LabName, ModelName, Named, name_key
from bot.ledger.figures import is_on
from bot.ledger.life import Step, life_of
from bot.ledger.lines import Line
from bot.ledger.questions import lab_of, named_key

SPEC_ORDER = tuple(Spec)
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
    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Columns side by side. ``stands`` is where each model stands, out of ``releases``; ``said`` has no number.

    ``catalogue`` is what a public catalogue lists of the models, by key: shown beside claims, never in their place.
    """

    columns: tuple[ModelName, ...]
    headline: Line | None
    stands: tuple[Step | None, ...]
    releases: tuple[Line, ...]
    rows: tuple[Row, ...]
    said: tuple[Line, ...]
    caveats: tuple[Line, ...]
    sources: tuple[SourcedClaim, ...]
    as_of: datetime
    catalogue: Mapping[str, CatalogueModel] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class LabColumn:
    """One lab: its releases newest first, its efficiency claims, what is held back or alleged."""

    lab: LabName
    releases: tuple[Line, ...]
    efficiency: tuple[Line, ...]
    scores: tuple[Line, ...]
    prices: tuple[Line, ...]
    caveats: tuple[Line, ...]
    claims_count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LabComparison:
    """Labs side by side, and what was said of one against another."""

    columns: tuple[LabColumn, ...]
    between: tuple[Line, ...]
    as_of: datetime


def compare_models(
    models: Sequence[ModelName], lines: Iterable[Line], as_of: datetime, metric: str | None = None
) -> Comparison:
    """Put the models side by side, in the order given, on one metric or benchmark or on everything said of them."""
    wanted = {model.key for model in models}
    every = [line for line in lines if line.question.subject in wanted]
    figures = [line for line in every if metric is None or is_on(line, metric)]
    rows = _rows(models, figures)
    said = [f for f in figures if f.claim.kind in {Kind.RANKING, Kind.ALLEGATION}]
    return Comparison(
        columns=tuple(models),
        headline=_headline(wanted, figures, rows),
        stands=tuple(life_of(model, every).now for model in models),
        releases=tuple(f for f in figures if f.claim.kind is Kind.RELEASE),
        rows=rows,
        said=tuple(sorted(said, key=lambda figure: named_key(figure.claim.baseline) not in wanted)),
        caveats=tuple(f for f in figures if f.claim.kind is Kind.CAVEAT),
        sources=tuple(f.origin for f in figures),
        as_of=as_of,
    )


def compare_labs(labs: Sequence[LabName], lines: Sequence[Line], as_of: datetime) -> LabComparison:
    """Put the labs side by side, in the order given; the lines come oldest first."""
    newest_first = tuple(reversed(lines))
    ids = {lab.id for lab in labs}
    return LabComparison(
        columns=tuple(_lab_column(lab, newest_first) for lab in labs),
        between=tuple(f for f in newest_first if _between(f, ids)),
        as_of=as_of,
    )


def _rows(models: Sequence[ModelName], figures: Iterable[Line]) -> tuple[Row, ...]:
    groups: dict[tuple[object, ...], list[Line]] = {}
    for figure in figures:
        if figure.claim.kind in {Kind.SPEC, Kind.RATIO, Kind.BENCHMARK}:
            groups.setdefault(_row_key(figure), []).append(figure)
    rows = [_row(models, group) for group in groups.values()]
    return tuple(sorted(rows, key=_row_order))


def _row_key(figure: Line) -> tuple[object, ...]:
    """Specs are facts of one model, so voices share a row; a score or a ratio is told apart by who says so."""
    question = figure.question
    measured = question.kind is not Kind.SPEC and figure.attribution is Attribution.THIRD_PARTY
    return (question.kind, question.metric, question.baseline, question.scope, figure.condition, measured)


def _row(models: Sequence[ModelName], group: Sequence[Line]) -> Row:
    first = group[0]
    cells = ([f for f in group if f.question.subject == model.key] for model in models)
    return Row(
        kind=first.claim.kind,
        metric=first.claim.metric,
        baseline=first.claim.baseline,
        scope=first.claim.scope,
        setting=first.setting,
        attribution=first.attribution,
        cells=tuple(_current_first(cell) for cell in cells),
    )


def _current_first(figures: Sequence[Line]) -> tuple[Line, ...]:
    """What still stands before what ended, a party's own text before a report of its word, the newest first."""
    newest_first = figures[::-1]
    return tuple(sorted(newest_first, key=lambda f: (f.grounds.ended_at is not None, f.voices[0].is_report)))


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


def _headline(wanted: set[str], figures: Sequence[Line], rows: Sequence[Row]) -> Line | None:
    """The figure that answers best: a ratio between the models asked for, else a ranking, else a shared score."""
    figures = [figure for figure in figures if figure.grounds.ended_at is None]
    ratios = [f for f in figures if f.claim.kind is Kind.RATIO and named_key(f.claim.baseline) in wanted]
    if ratios:
        return min(ratios, key=lambda f: (f.hedged, list(Ratio).index(Ratio(f.claim.metric)), -len(f.claims)))
    rankings = [f for f in figures if f.claim.kind is Kind.RANKING and named_key(f.claim.baseline) in wanted]
    if rankings:
        return min(rankings, key=lambda f: (f.hedged, -len(f.claims)))
    shared = [row for row in rows if row.kind is Kind.BENCHMARK and all(row.cells[:2])]
    return shared[0].cells[0][0] if shared else None


def _lab_column(lab: LabName, figures: Sequence[Line]) -> LabColumn:
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


def _between(figure: Line, labs: set[str]) -> bool:
    one, other = lab_of(figure.claim.subject), lab_of(figure.claim.baseline)
    return one in labs and other in labs and one != other
