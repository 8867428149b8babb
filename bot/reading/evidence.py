"""Where the parts of one claim stand: asks of a sentence again what the rules asked of it. Nothing is drawn from it."""

import re
from collections.abc import Iterable, Sequence

from bot.domain.claims import Kind, Ratio, Spec
from bot.domain.names import ClassName, LabName, Named
from bot.reading.accusations import accusing_words
from bot.reading.amounts import Quantity, Unit
from bot.reading.attribution import held_back
from bot.reading.chineseratios import amount_words
from bot.reading.cues import CueKind
from bot.reading.frames import Draft, Frame, named
from bot.reading.quantities import amount_end
from bot.reading.ratiometrics import first_measure, of_training
from bot.reading.resolve import hedge_of
from bot.reading.specmetrics import words_beside
from bot.reading.structure import BlockKind, Cell
from bot.reading.tablecells import cell_claims
from bot.reading.tables import grid_of
from bot.reading.traces import Origin
from bot.reading.voices import CLAIMED

Span = tuple[int, int]

_FIGURES = (Kind.SPEC, Kind.BENCHMARK, Kind.RATIO)
_UNIT_NAMES_METRIC = frozenset((Unit.PARAMETERS, Unit.TOKENS, Unit.CONTEXT, Unit.SPEED, Unit.GPU_HOURS, Unit.PRICE))
_SMALL_MONEY = re.compile(r"cent|\u5143", re.IGNORECASE)
_MARGIN_REACH = 75  # characters behind the comparing words
_LEFT, _RIGHT = 130, 110  # characters on either side of a ratio's number
_TELLS = (CueKind.RELEASES, CueKind.STATES, CueKind.OPEN)


class Places:
    """Where a text names its models and labs."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self._spans: dict[object, list[Span]] = {}
        for frame in frames:
            for model in frame.models:
                self._spans.setdefault(named(model), []).append((model.start, model.end))
            for lab in frame.labs:
                self._spans.setdefault(lab.id, []).append((lab.start, lab.end))
            for benchmark in frame.benchmarks:
                self._spans.setdefault(benchmark.name, []).append((benchmark.start, benchmark.end))

    def of(self, name: Named) -> Sequence[Span]:
        """Every place of a name, in order."""
        return self._spans.get(name.id if isinstance(name, LabName) else name, ())

    def of_benchmark(self, name: str) -> Sequence[Span]:
        """Every place of a benchmark, in order."""
        return self._spans.get(name, ())


def subject_at(origin: Origin, places: Places, within: Span) -> Span | None:
    """Where the sentence names the subject, else where the text last did before it, else where it first does."""
    frame, subject = origin.frame, origin.draft.subject
    return _nearest(frame, origin.draft, _spans_of(frame, subject, places), within, compared=False)


def baseline_at(origin: Origin, places: Places, within: Span) -> Span | None:
    """The same of what the subject is compared with."""
    baseline = origin.draft.baseline
    if baseline is None:
        return None
    return _nearest(origin.frame, origin.draft, _spans_of(origin.frame, baseline, places), within, compared=True)


def number_of(frame: Frame, draft: Draft) -> Quantity | None:
    """The amount that a figure's value, or a ranking's margin, was read from."""
    if draft.kind in _FIGURES:
        inside = [q for q in frame.quantities if draft.start <= q.start and q.end <= draft.end]
        exact = [q for q in inside if q.value == draft.value]
        edge = [q for q in exact or inside if q.start == draft.start or q.end == draft.end]
        return next(iter(edge or exact or inside), None)
    if draft.margin is None:
        return None
    near = (q for q in frame.quantities if draft.start - 1 <= q.start <= draft.end + _MARGIN_REACH)
    return next((q for q in near if abs(q.value) == draft.margin), None)


def number_at(frame: Frame, quantity: Quantity) -> Span:
    """The amount as printed, without the words of a unit that says which metric it is of."""
    end = amount_end(frame.text, quantity)
    whole = quantity.unit not in _UNIT_NAMES_METRIC or _SMALL_MONEY.search(frame.text, end, quantity.end)
    return quantity.start, quantity.end if whole else end


def metric_at(origin: Origin, places: Places, quantity: Quantity | None, within: Span) -> list[Span]:
    """The words that say what is claimed: beside the number and in its unit, a cell's label, a cue, or the event."""
    frame, draft = origin.frame, origin.draft
    if frame.kind is BlockKind.TABLE and quantity is not None:
        label = _label_of(frame, draft)
        return [(label.start, label.end)] if label else []
    if draft.kind is Kind.BENCHMARK:
        found = _nearest(frame, draft, places.of_benchmark(draft.metric), within, compared=False)
        return [found] if found else []
    if draft.kind is Kind.SPEC and quantity is not None:
        beside = words_beside(frame, quantity, Spec(draft.metric))
        return [*([beside] if beside else []), *_unit_words(frame, quantity)]
    if draft.kind is Kind.RATIO and quantity is not None:
        found = _amount_words(frame, quantity, Ratio(draft.metric))
        return [found] if found else []
    if draft.kind is Kind.ALLEGATION:
        found = accusing_words(frame)
        return [found] if found else []
    return [_without_names(frame, draft)]


def event_at(origin: Origin) -> Span | None:
    """The cue that tells of a release whose own words are no more than the model's name: here, or in the line above."""
    cues = (*origin.frame.cues, *origin.frame.lead_cues)
    return next(((cue.start, cue.end) for cue in cues if cue.kind in _TELLS and cue.value == origin.draft.metric), None)


def hedge_at(origin: Origin) -> Span | None:
    """The word that holds the claim back, or the source's "claims"."""
    frame, draft = origin.frame, origin.draft
    if draft.kind is Kind.ALLEGATION:
        return None
    if cue := hedge_of(frame, draft):
        return cue.start, cue.end
    if held_back(frame, draft, origin.hearing) and not origin.hearing.carried:
        claims = CLAIMED.within(frame, frame.start, draft.start)
        return claims.span() if claims else None
    lead = next((cue for cue in frame.lead_cues if cue.kind is CueKind.HEDGE), None)
    return (lead.start, lead.end) if draft.hedged and lead else None


def _spans_of(frame: Frame, name: Named, places: Places) -> Sequence[Span]:
    if isinstance(name, ClassName):
        return _class_words(frame, name)
    return places.of(name) or _part_of_name(frame, name)


def _class_words(frame: Frame, name: ClassName) -> list[Span]:
    """A class is the sentence's own words in lower case, without digits: the same words, digits between them or not."""
    words = r"\s+(?:[^\s\d]*\d\S*\s+)*".join(map(re.escape, name.name.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    return [match.span() for match in pattern.finditer(frame.text, frame.start, frame.end)] if words else []


def _part_of_name(frame: Frame, name: Named) -> list[Span]:
    """A table's cell may hold more of a name than was known of it; a member of a family, less."""
    known = [model for model in frame.models if name.name.startswith(model.name)]
    longest = max((len(model.name) for model in known), default=0)
    spans = []
    for model in known:
        rest = name.name[longest:]
        more = len(rest) if frame.text.startswith(rest, model.end) else 0
        if len(model.name) == longest:
            spans.append((model.start, model.end + more))
    return spans


def _nearest(frame: Frame, draft: Draft, spans: Iterable[Span], within: Span, *, compared: bool) -> Span | None:
    """In the sentence the nearest place, those first that stand on the claim's own side of the comparison."""
    spans = list(spans)
    here = [span for span in spans if within[0] <= span[0] < within[1]]
    if here:
        return min(here, key=lambda span: ((span[0] in frame.baselines) is not compared, _distance(draft, span)))
    earlier = [span for span in spans if span[0] < within[0]]
    return earlier[-1] if earlier else next(iter(spans), None)


def _without_names(frame: Frame, draft: Draft) -> Span:
    """The longest stretch of a draft's words that names no model."""
    starts = [draft.start, *(model.end for model in frame.models if draft.start <= model.start < draft.end)]
    ends = [*(model.start for model in frame.models if draft.start <= model.start < draft.end), draft.end]
    return max(zip(starts, ends, strict=True), key=lambda span: span[1] - span[0])


def _distance(draft: Draft, span: Span) -> int:
    return max(draft.start - span[1], span[0] - draft.end, 0)


def _unit_words(frame: Frame, quantity: Quantity) -> list[Span]:
    end = number_at(frame, quantity)[1]
    return [(end, quantity.end)] if end < quantity.end else []


def _amount_words(frame: Frame, quantity: Quantity, metric: Ratio) -> Span | None:
    """The amount that a ratio is of, named nearest its number."""
    if frame.chinese:
        return amount_words(frame, quantity, metric)
    low, high = max(frame.start, quantity.start - _LEFT), min(frame.end, quantity.end + _RIGHT)
    words, spans, at = frame.text[low:high], [], 0
    while measure := first_measure(words, at):
        if metric in (measure.metric, of_training(measure.metric)):
            spans.append((low + measure.start, low + measure.end))
        at = max(measure.end, at + 1)
    return min(spans, key=lambda span: max(quantity.start - span[1], span[0] - quantity.end), default=None)


def _label_of(frame: Frame, draft: Draft) -> Cell | None:
    """The cell that its figure stands under or beside: the one by which the reader would make this very claim."""
    grid = grid_of(frame)
    row = next((row for row in grid.rows if row and row[0].start <= draft.start <= row[-1].end), None)
    if row is None:
        return None
    at, cell = next((at, cell) for at, cell in reversed(list(enumerate(row))) if cell.start <= draft.start)
    above = grid.rows[0][at : at + 1] if row is not grid.rows[0] else ()
    for label in (*above, *(other for other in row if other is not cell)):
        made = cell_claims(grid, cell, label, draft.subject)
        if any((claim.metric, claim.start) == (draft.metric, draft.start) for claim in made):
            return label
    return None
