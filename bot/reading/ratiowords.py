"""Words that point one way or the other, and the ratio that a number and a direction come to."""

import re
from dataclasses import dataclass

from bot.domain.claims import Ratio
from bot.reading.amounts import Quantity, Unit
from bot.reading.ratiometrics import GOOD_WHEN_LOW, Measure
from bot.reading.signs import ANYTHING

LESS = (
    r"fewer|less|lower|smaller|cheaper|lighter|shorter|slower|leaner|reduc(?:tions?|ed)|decreas(?:es?|ed)|"
    r"sav(?:ings?|ed|es)|"
    r"cuts?|drops?|"
    r"declines?|discount|compression|shrinkage|slowdown|off"
)
MORE = (
    r"more|higher|faster|greater|larger|bigger|increas(?:es?|ed)|improve\w+|better|speed-?ups?|boosts?|longer|"
    r"quicker|sooner|gains?|"
    r"accelerat\w+|pricier|costlier|jump|uplift|hike"
)
# What may stand between a word and its number.
ABOUT = (
    r"(?:(?:about|around|roughly|approximately|nearly|almost|over|more than|less than|under|up to|as much as|at least|"
    r"some|an?)\b|~|\+| )*"
)
BY_LITTLE = re.compile(r"(?:improv|better|gain)", re.IGNORECASE)
_LESS_WORD = re.compile(rf"(?:{LESS})$", re.IGNORECASE)
QUICKER = frozenset(("faster", "quicker", "sooner"))
LASTS = re.compile(r"\btak(?:es|ing|e)\b[^;,]{0,20}$", re.IGNORECASE)

_WRITTEN = re.compile(
    r"\b(?:texts?|outputs?|answers?|responses?|replies|traces|chains|reasoning)\b[^;,]{0,24}$", re.IGNORECASE
)

MODIFIERS = re.compile(
    r"(?:(?:(?:amount|number|count|level|volume) of|activated|per-token|single-token|inference|total|active|usual|"
    r"same|original|average|overall|maximum|max|peak|"
    r"api|list|"
    r"generation|decoding|decode|training|token|input|output|reasoning|end-to-end|serving|prefill|prefilling|batch|"
    r"running|operating|typical|standard|current|blended|gpu|computational|model|per-request|deployment|"
    r"effective|estimated|reported|real|combined|compute|pass)"
    r"[ -]+){0,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """What a number comes to: subject over baseline, of which amount; ``turned`` where more printed is less."""

    value: float
    metric: Ratio
    turned: bool = False


def lasting(left: str, start: int, end: int) -> Measure | None:
    """What is "longer": an answer in tokens, or the time that something takes."""
    for pattern, metric in ((LASTS, Ratio.LATENCY), (_WRITTEN, Ratio.TOKENS_USED)):
        if pattern.search(left):
            return Measure(metric=metric, start=start, end=end)
    return None


def directed(quantity: Quantity, measure: Measure | None, word: str, right: str) -> Form | None:
    """ "N% less" or "N times more" of an amount as one amount over the other."""
    if measure is None:
        return None
    metric = measure.metric
    better = bool(BY_LITTLE.match(word)) or (word in QUICKER and metric in (Ratio.LATENCY, Ratio.TRAINING_TIME))
    less = better if better and metric in GOOD_WHEN_LOW else bool(_LESS_WORD.match(word))
    if measure.thrift and not better:
        less = not less
    if metric is Ratio.PERFORMANCE and quantity.unit is Unit.PERCENT and not (word == "more" and " than " in right):
        return None
    return scaled(quantity, metric, less=less, thrift=measure.thrift)


def scaled(quantity: Quantity, metric: Ratio, *, less: bool, thrift: bool = False) -> Form | None:
    """A number that says by how much: "N% less", "N times more"."""
    if quantity.unit is Unit.TIMES:
        value = 1 / quantity.value if less and quantity.value > 0 else quantity.value
    else:
        share = quantity.value / 100 if quantity.unit is Unit.PERCENT else quantity.value
        value = 1 - share if less else 1 + share
        value = 1 / (1 + share) if less and thrift else value
    return Form(value=value, metric=metric, turned=less) if value > 0 else None


def plainly(quantity: Quantity, metric: Ratio, *, thrift: bool = False) -> Form | None:
    """A number that is the ratio itself: "27% of", "3x the"."""
    value = quantity.value / 100 if quantity.unit is Unit.PERCENT else quantity.value
    if value <= 0:
        return None
    return Form(value=1 / value if thrift else value, metric=metric, turned=thrift)


def as_before(earlier: Quantity, form: Form, quantity: Quantity) -> Form | None:
    """A number said in the way of the one before it: as the ratio itself, or as so much less or more."""
    same = scaled(earlier, form.metric, less=form.turned)
    if same is not None and abs(same.value - form.value) < 1e-9:
        return scaled(quantity, form.metric, less=form.turned)
    same = plainly(earlier, form.metric)
    if same is not None and abs(same.value - form.value) < 1e-9:
        return plainly(quantity, form.metric)
    return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """The words on either side of a number, cut at the ends of its clause.

    ``before``: what "that" in them points back to; ``of_model``: a model stands right behind "of"; ``verb``: the
    number is a verb, "doubles"; ``behind``: where in ``right`` the model ends that a number stands right before;
    ``apposed``: the number is said of a model that the subject beats ("beats Y, a model twice its size"); ``signs``:
    those of the whole sentence.
    """

    left: str
    right: str
    before: str
    of_model: bool
    verb: bool
    behind: int | None = None
    apposed: bool = False
    signs: int = ANYTHING
