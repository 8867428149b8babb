"""How words make a number a ratio: its direction and base ("N less", "N of the", "cut by N"), and of which amount."""

import re
from dataclasses import dataclass, replace

from bot.domain.claims import Ratio
from bot.reading.amounts import Quantity, Unit
from bot.reading.ratiochanges import change, outpaced, trailing
from bot.reading.ratiometrics import Measure, first_measure, last_measure, measure_at, of_training
from bot.reading.ratiowords import ABOUT, LASTS, LESS, MORE, QUICKER, Form, directed, lasting, plainly, scaled

_BETWEEN = (
    r"in|of|the|an?|or|and|average|mean|end-to-end|overall|maximum|max|peak|inference|generation|decod\w+|"
    r"training|input|"
    r"output|cache|kv|key-value|memory|size|throughput|latency|costs?|price|pricing|tokens?|per-token|single-token|"
    r"prefill\w*|request|relative|serving|compute|flops?|energy|speed|performance|context|vram|api|total|usage|even|"
    r"quality|accuracy|pre-?training"
)
_COMPARATIVE = re.compile(rf"[ -]*(?:as )?(?:(?:{_BETWEEN})[ -]+){{0,5}}(?P<way>{LESS}|{MORE})(?![a-z])", re.IGNORECASE)
_OTHER_SIDE = re.compile(r"\b(?:than|compared|versus|vs|over|relative|as)\b", re.IGNORECASE)
_NOUN_ENDS = re.compile(
    r"\b(?:than|compared|versus|vs|over|relative|as|at|with|while|on|for|when|and|using|per(?! second)|from|by|"
    r"but)\b|[,(;]",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"[ ]*(?:$|[^\w ]|(?:than|compared|versus|vs|over|relative|when|while|at|on|for|in|across|with|and|or|to|per|if|"
    r"under|by|than|here|overall|too|as)\b)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\b(?:models?|systems?|llms?|networks?|ones) (?:up to |about |roughly |nearly |~)?$", re.IGNORECASE
)
_TIME_SPENT = re.compile(r"[ ]*(?:wall[- ]clock )?time\b", re.IGNORECASE)
_SIZES = frozenset(("smaller", "larger", "bigger", "lighter"))
_AS = re.compile(
    r"[ ]*as (?P<how>much|many|fast|quick(?:ly)?|expensive|cheap(?:ly)?|costly|pricey|affordable|large|big|"
    r"small|long|high|"
    r"heavy)\b",
    re.IGNORECASE,
)
_HOW = {
    "fast": (Ratio.SPEED, False),
    "quick": (Ratio.SPEED, False),
    "quickly": (Ratio.SPEED, False),
    "expensive": (Ratio.COST, False),
    "costly": (Ratio.COST, False),
    "pricey": (Ratio.COST, False),
    "cheap": (Ratio.COST, True),
    "cheaply": (Ratio.COST, True),
    "affordable": (Ratio.COST, True),
    "large": (Ratio.SIZE, False),
    "big": (Ratio.SIZE, False),
    "heavy": (Ratio.SIZE, False),
    "small": (Ratio.SIZE, True),
}
_OF = re.compile(r"[ -]*(?P<of>of )?(?P<article>(?:the|its|that|their|this) )?", re.IGNORECASE)
_MODIFIERS = re.compile(
    r"(?:(?:per-token|single-token|inference|total|active|usual|same|original|average|overall|maximum|max|peak|"
    r"api|list|"
    r"generation|decoding|decode|training|token|input|output|reasoning|end-to-end|serving|prefill|prefilling|batch|"
    r"running|operating|typical|standard|current|blended|gpu|computational|model|per-request|deployment|"
    r"effective|estimated|reported|real|combined|compute|pass)"
    r"[ -]+){0,3}",
    re.IGNORECASE,
)
_POSSESSED = re.compile(r"[^,;]{1,40}?(?:'s|s') ", re.IGNORECASE)
_ONE_WORD = re.compile(r"\w+ ")
_ITS_SIZE = re.compile(r"[ ]*(?:its|their)\b (?:own )?(?:\w+ )?(?:size|scale|weight|parameter)", re.IGNORECASE)
_TIME = re.compile(
    r"time\b(?! (?:spent|zone|horizon))(?P<taken> (?:of|it|that|to|taken|required|needed)\b)?", re.IGNORECASE
)
_WITHIN = re.compile(rf"\b(?:in|takes?|taking|within) (?:just |only )?{ABOUT}$", re.IGNORECASE)
_OF_OTHER = re.compile(r"(?:th|rd|nd)? of (?:that of |what )?(?:the )?(?:original|previous|predecessor)")
_NEARLY = re.compile(r"\bwithin (?:\w+ )?$", re.IGNORECASE)
_OF_DATA = re.compile(r"\b(?:tokens?|datasets?|data|corpus|corpora)\b[^;]{0,30}$", re.IGNORECASE)
_LOWERED = re.compile(rf"\b(?:sav|cut|reduc|lower|trim|eliminat|slash|shav|knock)\w* {ABOUT}$", re.IGNORECASE)
_TRAINED = re.compile(
    rf"\b(?:pre-?)?train(?:ed|s|ing)? (?:(?:with|on|at|using|for|in|is|was|it|only|just|runs?) )*{ABOUT}$",
    re.IGNORECASE,
)
_TO_TRAIN = re.compile(
    r"[^,;]{0,30}\b(?:to|for|in|during) (?:pre-?)?train(?:ing)?\b|[ ]*(?:pre-?)?training\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """The words on either side of a number, cut at the ends of its clause.

    ``before``: what "that" in them points back to; ``of_model``: a model stands right behind "of"; ``verb``: the
    number is a verb, "doubles".
    """

    left: str
    right: str
    before: str
    of_model: bool
    verb: bool


def read_form(quantity: Quantity, beside: Beside) -> Form | None:
    """The ratio that the words beside a number make of it."""
    left, right = beside.left, beside.right
    if _ITS_SIZE.match(right) or (_THING.search(left) and _COMPARATIVE.match(right)):
        return None  # "rivals models ten times its size", "models 3x larger"
    form = (
        _comparative(quantity, left, right, beside.before)
        or _as_much(quantity, left, right)
        or _portion(quantity, left, right, verb=beside.verb)
        or _of_other(quantity, left, right, of_model=beside.of_model)
        or change(quantity, left, right)
        or trailing(quantity, left, right)
        or outpaced(quantity, left)
    )
    return _in_training(form, left, right) if form else None


def _comparative(quantity: Quantity, left: str, right: str, before: str) -> Form | None:
    """ "3x faster", "50% higher throughput", "an 8x KV cache reduction", "latency is 30% lower"."""
    way = _COMPARATIVE.match(right)
    if way is None:
        return None
    word = way["way"].lower()
    return directed(quantity, _compared(right, way, left, before), word, right)


def _compared(right: str, way: re.Match[str], left: str, before: str) -> Measure | None:
    """The amount that a comparative is of: named before it, by it, right after it, or earlier in the sentence."""
    word = way["way"].lower()
    start, end = way.span("way")
    if inside := first_measure(right, 0, start):
        return inside
    own = measure_at(right, start)
    ends = _NOUN_ENDS.search(right, end)
    after = first_measure(right, end, min(ends.start() if ends else len(right), end + 45))
    if after is None and _TIME_SPENT.match(right, end):
        after = Measure(metric=Ratio.LATENCY, start=end, end=end)
    if own is not None and word not in _SIZES:
        return after if after and after.metric is Ratio.LATENCY and word in QUICKER else own
    if after is not None:
        return after
    if not _ALONE.match(right, end):
        return None
    earlier = last_measure(left[-60:]) or last_measure(before)
    if earlier is not None and earlier.metric is Ratio.PERFORMANCE:
        return None
    if earlier is None and word in ("longer", "shorter"):
        return lasting(left, start, end)
    if own is not None and (
        earlier is None or earlier.metric not in (Ratio.KV_CACHE, Ratio.CONTEXT_WINDOW, Ratio.MEMORY)
    ):
        return own
    if earlier is None and "$" in left[-60:]:
        return Measure(metric=Ratio.COST, start=start, end=end)
    return earlier


def _as_much(quantity: Quantity, left: str, right: str) -> Form | None:
    """ "twice as fast", "half as many tokens", "costs a third as much"."""
    found = _AS.match(right)
    if found is None:
        return None
    how = found["how"].lower()
    if how in _HOW:
        metric, thrift = _HOW[how]
        return plainly(quantity, metric, thrift=thrift)
    if how == "long":
        return plainly(quantity, Ratio.LATENCY) if LASTS.search(left) else None
    other = _OTHER_SIDE.search(right, found.end())
    measure = first_measure(right, found.end(), other.start() if other else found.end() + 30) or last_measure(
        left[-40:]
    )
    return plainly(quantity, measure.metric, thrift=measure.thrift) if measure else None


def _portion(quantity: Quantity, left: str, right: str, *, verb: bool) -> Form | None:
    """ "27% of the FLOPs", "half the price", "3.5x throughput", "94% of X's performance"."""
    opening = _OF.match(right)
    if opening is None or (quantity.unit is Unit.PERCENT and not (opening["of"] or opening["article"])):
        return None
    if quantity.unit is Unit.PERCENT and _NEARLY.search(left):
        return None  # "within 1% of X's score"
    if time := _TIME.match(right, opening.end()):
        told = time["taken"] or (quantity.unit is not Unit.PERCENT and _WITHIN.search(left))
        return plainly(quantity, Ratio.LATENCY) if told else None
    measure = _measured(right, opening, owned=verb or bool(opening["of"]))
    if measure is None or (measure.metric is Ratio.SIZE and _OF_DATA.search(left)):
        return None
    if quantity.unit is not Unit.TIMES and _LOWERED.search(left):
        return scaled(quantity, measure.metric, less=True)
    return plainly(quantity, measure.metric, thrift=measure.thrift)


def _measured(right: str, opening: re.Match[str], *, owned: bool) -> Measure | None:
    """The amount right behind "of the", some usual words, or the one that it belongs to."""
    if measure := measure_at(right, opening.end()):
        return measure
    modifiers = _MODIFIERS.match(right, opening.end())
    if modifiers and (measure := measure_at(right, modifiers.end())):
        return measure
    owner = _POSSESSED.match(right, opening.end()) if owned else None
    if owner is None:
        return None
    for words in (_MODIFIERS, _ONE_WORD):
        skipped = words.match(right, owner.end())
        if measure := measure_at(right, owner.end()) or (measure_at(right, skipped.end()) if skipped else None):
            return measure
    return None


def _of_other(quantity: Quantity, left: str, right: str, *, of_model: bool) -> Form | None:
    """ "its KV cache is 10% of X's", "$0.2, about 1/9th of X"."""
    if quantity.unit is Unit.TIMES or not (of_model or _OF_OTHER.match(right)):
        return None
    measure = last_measure(left[-70:])
    if "$" in left[-60:] and (measure is None or measure.metric is Ratio.TOKENS_USED):
        return plainly(quantity, Ratio.COST)
    return plainly(quantity, measure.metric, thrift=measure.thrift) if measure else None


def _in_training(form: Form, left: str, right: str) -> Form | None:
    """A ratio of training, where the words about it say that it is one."""
    if not (_TRAINED.search(left) or _TO_TRAIN.match(right)):
        return form
    metric = of_training(form.metric)
    if metric is None:
        return None
    value = 1 / form.value if form.metric is Ratio.SPEED else form.value
    return replace(form, metric=metric, value=value)
