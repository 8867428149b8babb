"""Absolute figures of a model, from one sentence: which are told of it now, and as how much."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.claims import Bound, Kind, Spec
from bot.domain.names import Named
from bot.reading.amounts import Quantity, Unit
from bot.reading.cues import Cue, CueKind
from bot.reading.frames import Draft, Frame
from bot.reading.quantities import CHANGES
from bot.reading.signs import where
from bot.reading.specmetrics import PRICES, is_bare, is_window, metric_of
from bot.reading.specowners import after_figure, chain_end, owners
from bot.reading.turns import runs

_ESTIMATED_LEFT = re.compile(r"\baverag\w+\W{0,3}$", re.IGNORECASE)
_CALLED = re.compile(r"[ -]+(?:\w+ )?models?\b(?:[^.;:]|\.\d){0,60}\b(?:called|named|dubbed|namely)\b", re.IGNORECASE)
_FITS = re.compile(r"\b(?:fit(?:s|ting)?|within|inside|inference|run(?:s|ning)? (?:on|in|with))\b", re.IGNORECASE)
_WAS = re.compile(
    r"\b(?:down from|up from|previously|formerly|originally|reduced from|instead of|from|(?P<was>was))(?: just|"
    r" about)? *$",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|today|but)\b", re.IGNORECASE)
_LATER_PRICE = re.compile(r" to (?:just |only |about )?\$")
_SHRINKS = re.compile(r"[ ]*(?:to|->|\u2192)[ ]*~?$")
_SHRINKING = re.compile(r"\b(?:memory|v?ram|footprint|model size|sizes?)\b", re.IGNORECASE)
_CHIPS_LEFT = re.compile(r"\b(?P<count>\d{1,2}|two|four|eight|sixteen)(?: ?x)?(?: [A-Z]\w*){0,2} $")
_CHIPS_RIGHT = re.compile(r"[ -]?(?:[A-Z]\w* )?(?:GPUs|cards|accelerators|[A-Z]\d{2,3}s)\b")
_SHARED = frozenset(
    (Spec.PARAMETERS, Spec.ACTIVE_PARAMETERS, Spec.TRAINING_TOKENS, Spec.CONTEXT_WINDOW, Spec.MAX_OUTPUT)
)
_ACTIVE_PART = re.compile(r"-A(?P<count>\d+(?:\.\d+)?)B\b")
_COUNTS = {"two": 2, "four": 4, "eight": 8, "sixteen": 16}
_HAN_FROM = re.compile("\u4ece[ ]?(?:\u6b64\u524d\u7684?|\u539f\u6765\u7684?)?[ ]?$")
_HAN_TO = re.compile("[^,\u3002;]{0,12}?[\u5230\u81f3]")


@where(":number")
def read_specs(frame: Frame) -> Iterator[Draft]:
    """Every absolute figure in a sentence."""
    metrics = _metrics(frame)
    for at, (quantity, metric) in enumerate(zip(frame.quantities, metrics, strict=True)):
        if metric is None or _superseded(frame, at, metrics):
            continue
        for subject in owners(frame, at, metrics):
            yield Draft(
                kind=Kind.SPEC,
                subject=subject,
                metric=metric,
                value=_value(frame, quantity, metric),
                bound=_bound(frame, quantity, metric),
                start=quantity.start,
                end=quantity.end,
                rule=f"spec.{quantity.unit.name.lower()}",
            )
            yield from _active_part(frame, quantity, metric, subject)


def _active_part(frame: Frame, quantity: Quantity, metric: Spec, subject: Named) -> Iterator[Draft]:
    """The active parameters that a size is written with: "(26B-A3B)"."""
    active = _ACTIVE_PART.match(frame.text, quantity.end)
    if active is None or metric is not Spec.PARAMETERS:
        return
    yield Draft(
        kind=Kind.SPEC,
        subject=subject,
        metric=Spec.ACTIVE_PARAMETERS,
        value=float(active["count"]) * 1e9,
        start=quantity.start,
        end=active.end(),
        rule="spec.active_part",
    )


def _metrics(frame: Frame) -> list[Spec | None]:
    """The metric of each number; one left bare takes that of the figure it is listed with."""
    metrics: list[Spec | None] = []
    for at, quantity in enumerate(frame.quantities):
        metric = metric_of(frame, quantity, named_next=bool(after_figure(frame, quantity.end)))
        if metric is None and at and metrics[at - 1] is not None and is_bare(quantity):
            between = frame.text[frame.quantities[at - 1].end : quantity.start]
            if metrics[at - 1] is Spec.CONTEXT_WINDOW and len(between) < 45 and is_window(quantity):
                metric = Spec.CONTEXT_WINDOW
            elif _ESTIMATED_LEFT.search(between):
                metric = metrics[at - 1]
        metrics.append(metric or _in_list(frame, quantity) or _of_another(frame, at, metrics))
    return _shared(frame, metrics)


def _of_another(frame: Frame, at: int, metrics: Sequence[Spec | None]) -> Spec | None:
    """What another model's number of the same kind counts: "42B active parameters, above X's 32B and Y's 37B"."""
    quantity = frame.quantities[at]
    if quantity.unit not in (Unit.SIZE, Unit.PLAIN) or not quantity.scaled or not at or metrics[at - 1] not in _SHARED:
        return None
    owner = next((model for model in reversed(frame.models) if model.end <= quantity.start), None)
    if owner is None or owner.start < frame.quantities[at - 1].end or quantity.start - owner.end > len("'s "):
        return None
    return metrics[at - 1] if frame.text.startswith("'", owner.end) else None


def _in_list(frame: Frame, quantity: Quantity) -> Spec | None:
    """The memory that an item of a list gives, where the line above speaks of it: "X: 54GB to 14GB"."""
    told = quantity.unit is Unit.BYTES and frame.lead and _SHRINKING.search(frame.lead)
    return Spec.MEMORY if told and frame.models and frame.models[0].start - frame.start < 4 else None


def _shared(frame: Frame, metrics: list[Spec | None]) -> list[Spec | None]:
    """Bare numbers listed before one that says what they count ("3B, 8B and 14B parameters") count the same."""
    shared = list(metrics)
    places = {quantity.start: at for at, quantity in enumerate(frame.quantities)}
    for run in runs(frame.text, frame.quantities):
        last = shared[places[run[-1].start]] or _sizes_of(frame, run)
        if last in _SHARED:
            for quantity in run:
                if is_bare(quantity):
                    shared[places[quantity.start]] = last
    return shared


def _sizes_of(frame: Frame, run: Sequence[Quantity]) -> Spec | None:
    """What "a 7B and a 14B model, called A and B" counts; a size that only names ("in sizes of 7B") tells nothing.

    So has the claim vocabulary it.
    """
    if len(run) < 2 or any(quantity.unit is not Unit.SIZE or quantity.value < 1e8 for quantity in run):
        return None
    return Spec.PARAMETERS if _CALLED.match(frame.text, run[-1].end, frame.end) else None


def _superseded(frame: Frame, at: int, metrics: Sequence[Spec | None]) -> bool:
    """An old figure given beside the new one, or a figure of the class that something is compared with."""
    quantity, metric = frame.quantities[at], metrics[at]
    left = frame.text[max(frame.start, quantity.start - 30) : quantity.start]
    if (metric in PRICES.values() or frame.chinese) and _before_change(frame, quantity):
        return True
    if metric is Spec.MEMORY and _before_less(frame, quantity):
        return True
    if after_figure(frame, chain_end(frame, at, metrics)):
        return False  # "up from 256K in X" is a figure of X
    if (was := _WAS.search(left)) and not CHANGES.search(frame.text, frame.start, quantity.start):
        if was["was"] and not _NOW.search(frame.text, quantity.end, frame.end):
            return False
        return not left.rstrip().lower().endswith("from") or metric in (Spec.INPUT_PRICE, Spec.OUTPUT_PRICE, Spec.PRICE)
    compared = [
        cue
        for cue in frame.of(CueKind.RANKS, CueKind.COMPARES)
        if cue.end <= quantity.start and not _bounds_amount(frame, cue)
    ]
    if not compared:
        return False
    cue = compared[-1]
    between = any(cue.end <= model.start < quantity.start for model in frame.models)
    apart = between or ":" in frame.text[cue.end : quantity.start]
    return not apart and not frame.breaks_between(cue.end, quantity.start) and quantity.start - cue.end < 40


def _bounds_amount(frame: Frame, cue: Cue) -> bool:
    """Whether "than" belongs to an amount ("less than $5 million"), and compares nothing."""
    return frame.text[cue.start : cue.end].lower().endswith("than") and any(
        0 <= quantity.start - cue.end <= 1 for quantity in frame.quantities
    )


def _before_change(frame: Frame, quantity: Quantity) -> bool:
    """Whether a price is one of those that "from A and B to C and D" leaves behind."""
    if _HAN_FROM.search(frame.text, frame.start, quantity.start) and _HAN_TO.match(frame.text, quantity.end, frame.end):
        return True
    opened = frame.text.rfind(" from ", frame.start, quantity.start)
    if opened < 0 or quantity.start - opened > 70 or " to " in frame.text[opened : quantity.start]:
        return False
    return _LATER_PRICE.search(frame.text, quantity.end, quantity.end + 80) is not None


def _before_less(frame: Frame, quantity: Quantity) -> bool:
    """Whether "54GB to 14GB" leaves an amount of memory behind."""
    after = next((q for q in frame.quantities if q.start >= quantity.end), None)
    if after is None or after.unit is not Unit.BYTES or after.value >= quantity.value:
        return False
    return _SHRINKS.fullmatch(frame.text, quantity.end, after.start) is not None


def _value(frame: Frame, quantity: Quantity, metric: Spec) -> float:
    """The figure itself; of several chips with so much memory each, the sum."""
    if metric is not Spec.MEMORY or not _CHIPS_RIGHT.match(frame.text, quantity.end):
        return quantity.value
    count = _CHIPS_LEFT.search(frame.text, max(frame.start, quantity.start - 40), quantity.start)
    if count is None:
        return quantity.value
    words = count["count"]
    return quantity.value * (int(words) if words.isdigit() else _COUNTS[words])


def _bound(frame: Frame, quantity: Quantity, metric: Spec) -> Bound:
    left = frame.text[max(frame.start, quantity.start - 80) : quantity.start]
    if metric is Spec.MEMORY and quantity.bound is Bound.EXACT and _FITS.search(left):
        return Bound.LESS_THAN
    return quantity.bound
