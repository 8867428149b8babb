"""A figure that a person types for a claim, in the unit of its metric: by the rules that figures in texts are read by.

Pure. A text may mean much by a number, a person answers one question: so whatever is left over is refused.
"""

import math
import re

from bot.domain.claims import SPEC_UNITS, Bound, Kind, Ratio, Spec
from bot.errors import GapwatchError
from bot.reading.amounts import Quantity, Unit
from bot.reading.normalise import normalise
from bot.reading.quantities import find_quantities
from bot.reading.ratiometrics import Measure
from bot.reading.ratiowords import LESS, MORE, directed, plainly
from bot.reading.tokens import words_of
from bot.registry.load import load_registry

Figure = tuple[float, Bound]

_COUNTS = frozenset({Unit.PLAIN, Unit.SIZE})
_PRICES = frozenset({Unit.PLAIN, Unit.MONEY, Unit.PRICE})
_UNITS: dict[str, frozenset[Unit]] = {
    Spec.PARAMETERS: _COUNTS | {Unit.PARAMETERS},
    Spec.ACTIVE_PARAMETERS: _COUNTS | {Unit.PARAMETERS},
    Spec.CONTEXT_WINDOW: _COUNTS | {Unit.TOKENS, Unit.CONTEXT},
    Spec.MAX_OUTPUT: _COUNTS | {Unit.TOKENS},
    Spec.TRAINING_TOKENS: _COUNTS | {Unit.TOKENS},
    Spec.TRAINING_COMPUTE: frozenset({Unit.PLAIN, Unit.FLOP}),
    Spec.TRAINING_GPU_HOURS: _COUNTS | {Unit.GPU_HOURS},
    Spec.TRAINING_COST: _COUNTS | {Unit.MONEY},
    Spec.INPUT_PRICE: _PRICES,
    Spec.OUTPUT_PRICE: _PRICES,
    Spec.CACHED_INPUT_PRICE: _PRICES,
    Spec.PRICE: _PRICES,
    Spec.OUTPUT_SPEED: frozenset({Unit.PLAIN, Unit.SPEED}),
    Spec.TIME_TO_FIRST_TOKEN: frozenset({Unit.PLAIN, Unit.SECONDS}),
    Spec.MEMORY: frozenset({Unit.BYTES}),  # "80" would be eighty bytes
}
_RATIO_UNITS = frozenset({Unit.PLAIN, Unit.PERCENT, Unit.TIMES, Unit.FRACTION})
_SCORE_UNITS = frozenset({Unit.PLAIN, Unit.PERCENT, Unit.POINTS})
_DOLLARS = frozenset({"", "$", "US$", "USD"})
_BEFORE = re.compile(
    r"(?:(?:up to|as (?:much|many|little|low|high|fast) as|at least|at most|more than|less than|fewer than|over|above|"
    r"under|below|about|around|roughly|approximately|nearly|almost)|[~<>\u2264\u2265]=?)? *",
    re.IGNORECASE,
)
_WAY = re.compile(rf" *(?P<way>{LESS}|{MORE}) *", re.IGNORECASE)
_POWER = re.compile(r"\d+(?:\.\d+)?e\+?\d{1,3}", re.IGNORECASE)
_TURNED = {Bound.MORE_THAN: Bound.LESS_THAN, Bound.LESS_THAN: Bound.MORE_THAN}


class NotAFigure(GapwatchError):
    """Words that are no figure of this metric."""

    def __init__(self, happened: str, kind: Kind, metric: str) -> None:
        super().__init__(happened)
        self.next_step = f"Give it like {_example(kind, metric)}."


def typed_figure(words: str, kind: Kind, metric: str) -> Figure:
    """The value in the metric's unit, and its bound. Raises NotAFigure."""
    text = normalise(words).strip()
    found = _alone(text)
    if found is None:
        raise NotAFigure(f"“{words}” is not one figure.", kind, metric)
    quantity, way = found
    if not _is_of(quantity, kind, metric) or (way and kind is not Kind.RATIO):
        raise NotAFigure(f"“{words}” is no figure in {_unit_words(kind, metric)}.", kind, metric)
    value, bound = _ratio(quantity, metric, way) if kind is Kind.RATIO else (quantity.value, quantity.bound)
    if not _is_sound(value, kind, metric):
        raise NotAFigure(f"“{words}” cannot be right for this.", kind, metric)
    return float(f"{value:.12g}"), bound


def _alone(text: str) -> tuple[Quantity, str] | None:
    """The only amount of a text, and the word behind it that gives it a direction; None where there is more to it."""
    if _POWER.fullmatch(text):
        return Quantity(start=0, end=len(text), value=float(text), unit=Unit.PLAIN), ""
    found = find_quantities(text, words_of(text), lambda _start, _end: False)
    if len(found) != 1 or not _BEFORE.fullmatch(text, 0, found[0].start):
        return None
    rest = text[found[0].end :]
    way = _WAY.fullmatch(rest)
    return (found[0], way["way"].lower() if way else "") if way or not rest.strip() else None


def _is_of(quantity: Quantity, kind: Kind, metric: str) -> bool:
    if kind is Kind.RATIO:
        return quantity.unit in _RATIO_UNITS
    if kind is Kind.BENCHMARK:
        return quantity.unit in _SCORE_UNITS
    return quantity.unit in _UNITS.get(metric, ()) and quantity.currency in _DOLLARS


def _ratio(quantity: Quantity, metric: str, way: str) -> Figure:
    """The subject's amount over the baseline's: "73% less" is 0.27. Nothing where the words come to none."""
    amount = Measure(metric=Ratio(metric), start=0, end=0)
    form = directed(quantity, amount, way, "") if way else plainly(quantity, amount.metric)
    if form is None:
        return -1.0, quantity.bound
    return form.value, _TURNED.get(quantity.bound, quantity.bound) if form.turned else quantity.bound


def _is_sound(value: float, kind: Kind, metric: str) -> bool:
    if not math.isfinite(value) or value < 0:
        return False
    if kind is Kind.BENCHMARK:
        found = load_registry().find_benchmark(metric)
        return found is None or found.unit != "percent" or value <= 100
    return value > 0 or Unit.PRICE in _UNITS.get(metric, ())


def _unit_words(kind: Kind, metric: str) -> str:
    if kind is Kind.SPEC and metric in _UNITS:
        return SPEC_UNITS[Spec(metric)]
    return "points or percent" if kind is Kind.BENCHMARK else "times or percent"


def _example(kind: Kind, metric: str) -> str:
    if kind is Kind.RATIO:
        return "27%, 0.27x or 73% less"
    if kind is Kind.BENCHMARK:
        return "80.6 or 80.6%"
    units = _UNITS.get(metric, frozenset())
    for unit, example in _EXAMPLES.items():
        if unit in units:
            return example
    return "128K"


_EXAMPLES = {
    Unit.PRICE: "$2.50",
    Unit.MONEY: "$5.6M",
    Unit.PARAMETERS: "1.6T or 49B",
    Unit.TOKENS: "128K or 1M",
    Unit.FLOP: "3e25",
    Unit.GPU_HOURS: "2.8M",
    Unit.SPEED: "60",
    Unit.SECONDS: "0.35 or 350 ms",
    Unit.BYTES: "80 GB",
}
