"""How words make a number a ratio: its direction and base ("N less", "N of the", "cut by N"), and of which amount."""

import re
from dataclasses import dataclass, replace

from bot.domain.claims import Ratio
from bot.reading.amounts import Quantity, Unit
from bot.reading.ratiometrics import GOOD_WHEN_LOW, Measure, first_measure, last_measure, measure_at, of_training

_LESS = (
    r"fewer|less|lower|smaller|cheaper|lighter|shorter|slower|leaner|reduc\w+|decreas\w+|sav(?:ings?|ed|es)|cuts?|drops?|"
    r"declines?|discount|compression|shrinkage|slowdown|off|\u66f4\u4fbf\u5b9c|\u66f4\u4f4e|\u66f4\u5c11"
)
_MORE = (
    r"more|higher|faster|greater|larger|bigger|increas\w+|improve\w+|better|speed-?ups?|boosts?|longer|quicker|gains?|"
    r"accelerat\w+|pricier|costlier|jump|uplift|hike|\u66f4\u5feb|\u66f4\u9ad8|\u66f4\u5927"
)
_BETWEEN = (
    r"in|of|the|an?|or|and|average|mean|end-to-end|overall|maximum|max|peak|inference|generation|decod\w+|training|input|"
    r"output|cache|kv|key-value|memory|size|throughput|latency|costs?|price|pricing|tokens?|per-token|single-token|"
    r"prefill\w*|request|relative|serving|compute|flops?|energy|speed|performance|context|vram|api|total|usage|even|"
    r"quality|accuracy|pre-?training"
)
_COMPARATIVE = re.compile(
    rf"[ -]*(?:as )?(?:(?:{_BETWEEN})[ -]+){{0,5}}(?P<way>{_LESS}|{_MORE})(?![a-z])", re.IGNORECASE
)
_OTHER_SIDE = re.compile(r"\b(?:than|compared|versus|vs|over|relative|as)\b", re.IGNORECASE)
_NOUN_ENDS = re.compile(
    r"\b(?:than|compared|versus|vs|over|relative|as|at|with|while|on|for|when|and|using|per(?! second)|from|by|but)\b|[,(;]",
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
_BY_LITTLE = re.compile(r"(?:improv|better|gain)", re.IGNORECASE)
_LESS_WORD = re.compile(rf"(?:{_LESS})$", re.IGNORECASE)
_SIZES = frozenset(("smaller", "larger", "bigger", "lighter"))
_QUICKER = frozenset(("faster", "quicker"))
_LASTS = re.compile(r"\btak(?:es|ing|e)\b[^;,]{0,20}$", re.IGNORECASE)

_WRITTEN = re.compile(
    r"\b(?:texts?|outputs?|answers?|responses?|replies|traces|chains|reasoning)\b[^;,]{0,24}$", re.IGNORECASE
)
_CHANGE = re.compile(
    r"(?P<less>\b(?:reduc\w+|cut(?:s|ting)?|lower(?:s|ed|ing)?|sav(?:e|es|ed|ing|ings)|decreas\w+|shr[aiu]nk\w*|slash\w*|"
    r"drop\w*|compress\w*|trim\w*|declin\w*|f[ae]ll(?:s|en|ing)?|undercut\w*|shav\w+|knock\w*|discount\w*|lessen\w*|"
    r"plung\w*|plummet\w*)\b|\u964d\u4f4e|\u51cf\u5c11|\u4e0b\u964d|\u964d\u4ef7|\u8282\u7701|\u4fbf\u5b9c)|"
    r"(?P<more>\b(?:increas\w+|boost\w*|improv\w+|rais\w+|accelerat\w+|speed(?:s|ed|ing)?[ -]?ups?|sped up|gr[eo]w\w*|"
    r"climb\w*|r[io]se\w?|rising|jump\w*|hik\w+|expand\w*|extend\w*|enlarg\w*|multipl\w+|surg\w+)\b|"
    r"\u63d0\u5347|\u63d0\u9ad8|\u589e\u52a0|\u52a0\u5feb|\u5feb)",
    re.IGNORECASE,
)
_ABOUT = r"(?:(?:about|around|roughly|approximately|nearly|almost|over|more than|less than|under|up to|as much as|at least|some|an?)\b|~| )*"
_BY = re.compile(
    rf"(?:\b(?:by|of|to|in|further|additional|factor of)|[,(\u2014\u2013:\u4e86\u5230])[ (]*{_ABOUT}$", re.IGNORECASE
)
_TO = re.compile(rf"(?:(?<!up )\bto (?:just |only |merely )?{_ABOUT}|\u5230)$", re.IGNORECASE)
_OF_RIGHT = re.compile(r"(?:th|rd|nd)? of\b|\u7684", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom [^;]{0,24}\bto [^;]{0,12}$", re.IGNORECASE)
_NOTHING = re.compile(rf"[ \u4e86]*(?:an? |the )?{_ABOUT}$", re.IGNORECASE)
_LISTED = re.compile(r"\band\b|,")

_TRAILING = re.compile(
    rf"\b(?P<way>{_LESS}|{_MORE})\b[^;]{{0,80}}?(?:,|\(|\bby|\u2014|\u2013| -)[ ~(]*{_ABOUT}$", re.IGNORECASE
)
_ENDS = re.compile(r"[ ]*(?:[).,;!]|$|than\b|compared\b)", re.IGNORECASE)
_ENDS_OTHER = re.compile(r"[^,;]{0,30}\b(?:than|compared|over|versus|vs|relative)\b", re.IGNORECASE)
_OUTPACED = re.compile(rf"\b(?:outperform|outpac|beat|surpass)\w*\b[^;,]{{0,60}}\bby {_ABOUT}$", re.IGNORECASE)

_AS = re.compile(
    r"[ ]*as (?P<how>much|many|fast|quick(?:ly)?|expensive|cheap(?:ly)?|costly|pricey|affordable|large|big|small|long|high|"
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
    r"(?:(?:per-token|single-token|inference|total|active|usual|same|original|average|overall|maximum|max|peak|api|list|"
    r"generation|decoding|decode|training|token|input|output|reasoning|end-to-end|serving|prefill|prefilling|batch|"
    r"running|operating|typical|standard|current|blended|gpu|computational|model|per-request|deployment|effective|estimated|reported|real|combined|compute|pass)"
    r"[ -]+){0,3}",
    re.IGNORECASE,
)
_POSSESSED = re.compile(r"[^,;]{1,40}?(?:'s|s') ", re.IGNORECASE)
_ONE_WORD = re.compile(r"\w+ ")
_ITS_SIZE = re.compile(r"[ ]*(?:its|their)\b (?:own )?(?:\w+ )?(?:size|scale|weight|parameter)", re.IGNORECASE)
_TIME = re.compile(
    r"time\b(?! (?:spent|zone|horizon))(?P<taken> (?:of|it|that|to|taken|required|needed)\b)?", re.IGNORECASE
)
_WITHIN = re.compile(rf"\b(?:in|takes?|taking|within) (?:just |only )?{_ABOUT}$", re.IGNORECASE)
_OF_OTHER = re.compile(r"(?:th|rd|nd)? of (?:that of |what )?(?:the )?(?:original|previous|predecessor)|\u7684")
_NEARLY = re.compile(r"\bwithin (?:\w+ )?$", re.IGNORECASE)
_OF_DATA = re.compile(r"\b(?:tokens?|datasets?|data|corpus|corpora)\b[^;]{0,30}$", re.IGNORECASE)
_LOWERED = re.compile(rf"\b(?:sav|cut|reduc|lower|trim|eliminat|slash|shav|knock)\w* {_ABOUT}$", re.IGNORECASE)
_TRAINED = re.compile(
    rf"\b(?:pre-?)?train(?:ed|s|ing)? (?:(?:with|on|at|using|for|in|is|was|it|only|just|runs?) )*{_ABOUT}$",
    re.IGNORECASE,
)
_TO_TRAIN = re.compile(
    r"[^,;]{0,30}\b(?:to|for|in|during) (?:pre-?)?train(?:ing)?\b|[ ]*(?:pre-?)?training\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """What a number comes to: subject over baseline, of which amount; ``turned`` where more printed is less."""

    value: float
    metric: Ratio
    turned: bool = False


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
        or _change(quantity, left, right)
        or _trailing(quantity, left, right)
        or _outpaced(quantity, left)
    )
    return _in_training(form, left, right) if form else None


def _comparative(quantity: Quantity, left: str, right: str, before: str) -> Form | None:
    """ "3x faster", "50% higher throughput", "an 8x KV cache reduction", "latency is 30% lower"."""
    way = _COMPARATIVE.match(right)
    if way is None:
        return None
    word = way["way"].lower()
    return _directed(quantity, _compared(right, way, left, before), word, right)


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
        return after if after and after.metric is Ratio.LATENCY and word in _QUICKER else own
    if after is not None:
        return after
    if not _ALONE.match(right, end):
        return None
    earlier = last_measure(left[-60:]) or last_measure(before)
    if earlier is not None and earlier.metric is Ratio.PERFORMANCE:
        return None
    if earlier is None and word in ("longer", "shorter"):
        return _lasting(left, start, end)
    if own is not None and (
        earlier is None or earlier.metric not in (Ratio.KV_CACHE, Ratio.CONTEXT_WINDOW, Ratio.MEMORY)
    ):
        return own
    if earlier is None and "$" in left[-60:]:
        return Measure(metric=Ratio.COST, start=start, end=end)
    return earlier


def _lasting(left: str, start: int, end: int) -> Measure | None:
    """What is "longer": an answer in tokens, or the time that something takes."""
    for pattern, metric in ((_LASTS, Ratio.LATENCY), (_WRITTEN, Ratio.TOKENS_USED)):
        if pattern.search(left):
            return Measure(metric=metric, start=start, end=end)
    return None


def _directed(quantity: Quantity, measure: Measure | None, word: str, right: str) -> Form | None:
    """ "N% less" or "N times more" of an amount as one amount over the other."""
    if measure is None:
        return None
    metric = measure.metric
    better = bool(_BY_LITTLE.match(word)) or (word in _QUICKER and metric in (Ratio.LATENCY, Ratio.TRAINING_TIME))
    less = better if better and metric in GOOD_WHEN_LOW else bool(_LESS_WORD.match(word))
    if measure.thrift and not better:
        less = not less
    if metric is Ratio.PERFORMANCE and quantity.unit is Unit.PERCENT and not (word == "more" and " than " in right):
        return None
    return _scaled(quantity, metric, less=less, thrift=measure.thrift)


def _scaled(quantity: Quantity, metric: Ratio, *, less: bool, thrift: bool = False) -> Form | None:
    if quantity.unit is Unit.TIMES:
        value = 1 / quantity.value if less and quantity.value > 0 else quantity.value
    else:
        share = quantity.value / 100 if quantity.unit is Unit.PERCENT else quantity.value
        if less:
            value = 1 / (1 + share) if thrift else 1 - share
        else:
            value = 1 + share
    return Form(value=value, metric=metric, turned=less) if value > 0 else None


def _plainly(quantity: Quantity, metric: Ratio, *, thrift: bool = False) -> Form | None:
    """A number that is the ratio itself: "27% of", "3x the"."""
    value = quantity.value / 100 if quantity.unit is Unit.PERCENT else quantity.value
    if value <= 0:
        return None
    return Form(value=1 / value if thrift else value, metric=metric, turned=thrift)


def _as_much(quantity: Quantity, left: str, right: str) -> Form | None:
    """ "twice as fast", "half as many tokens", "costs a third as much"."""
    found = _AS.match(right)
    if found is None:
        return None
    how = found["how"].lower()
    if how in _HOW:
        metric, thrift = _HOW[how]
        return _plainly(quantity, metric, thrift=thrift)
    if how == "long":
        return _plainly(quantity, Ratio.LATENCY) if _LASTS.search(left) else None
    other = _OTHER_SIDE.search(right, found.end())
    measure = first_measure(right, found.end(), other.start() if other else found.end() + 30) or last_measure(
        left[-40:]
    )
    return _plainly(quantity, measure.metric, thrift=measure.thrift) if measure else None


def _portion(quantity: Quantity, left: str, right: str, *, verb: bool) -> Form | None:
    """ "27% of the FLOPs", "half the price", "3.5x throughput", "94% of X's performance"."""
    opening = _OF.match(right)
    if opening is None or (quantity.unit is Unit.PERCENT and not (opening["of"] or opening["article"])):
        return None
    if quantity.unit is Unit.PERCENT and _NEARLY.search(left):
        return None  # "within 1% of X's score"
    if time := _TIME.match(right, opening.end()):
        told = time["taken"] or (quantity.unit is not Unit.PERCENT and _WITHIN.search(left))
        return _plainly(quantity, Ratio.LATENCY) if told else None
    measure = _measured(right, opening, owned=verb or bool(opening["of"]))
    if measure is None or (measure.metric is Ratio.SIZE and _OF_DATA.search(left)):
        return None
    if quantity.unit is not Unit.TIMES and _LOWERED.search(left):
        return _scaled(quantity, measure.metric, less=True)
    return _plainly(quantity, measure.metric, thrift=measure.thrift)


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
    if quantity.unit is Unit.TIMES or not (of_model or _OF_OTHER.match(right) or left.endswith("\u7684")):
        return None
    measure = last_measure(left[-70:])
    if "$" in left[-60:] and (measure is None or measure.metric is Ratio.TOKENS_USED):
        return _plainly(quantity, Ratio.COST)
    return _plainly(quantity, measure.metric, thrift=measure.thrift) if measure else None


def _change(quantity: Quantity, left: str, right: str) -> Form | None:
    """ "cuts the cost by N", "throughput rises N", "a reduction of N in memory", "shrinks to N of"."""
    verb = _verb(left)
    if verb is None or _FROM_TO.search(left, verb.start()):
        return None
    gap = left[verb.end() :]
    measure = _changed(left, verb, right)
    if measure is None or measure.metric is Ratio.PERFORMANCE:
        return None
    less = verb["less"] is not None
    if (
        not less
        and measure.metric in (Ratio.TOKENS_USED, Ratio.INFERENCE_COMPUTE, Ratio.ENERGY)
        and not _ENDS_OTHER.match(right)
    ):
        return None  # what grows on its own is use, not need
    if _TO.search(gap) and (quantity.unit is not Unit.TIMES or not less):
        told = quantity.unit is Unit.TIMES or (less and (_OF_RIGHT.match(right) or first_measure(gap)))
        return _plainly(quantity, measure.metric) if told else None
    if re.search(r"\bin $", gap) and quantity.unit is not Unit.FRACTION:
        return None
    if verb.group().lower().startswith("improv"):
        less = measure.metric in GOOD_WHEN_LOW
    return _scaled(quantity, measure.metric, less=less, thrift=measure.thrift)


def _verb(left: str) -> re.Match[str] | None:
    """The last verb of change that the words up to a number go with."""
    for verb in reversed(list(_CHANGE.finditer(left))):
        gap = left[verb.end() :]
        if ";" in gap:
            return None
        measure = last_measure(gap)
        if _BY.search(gap) or _NOTHING.match(gap) or (measure and not gap[measure.end :].strip()):
            return verb
    return None


def _changed(left: str, verb: re.Match[str], right: str) -> Measure | None:
    """What a verb of change changes: named after it, nearest the number, else before it, else behind the number."""
    gap = left[verb.end() :]
    for part in reversed(_LISTED.split(gap)):
        if measure := first_measure(part):
            return measure
    if own := measure_at(left, verb.start()):
        return own
    return last_measure(left[max(0, verb.start() - 60) : verb.start()]) or first_measure(right[:40])


def _trailing(quantity: Quantity, left: str, right: str) -> Form | None:
    """ "is faster than X, up to 3x", "cheaper (by 40%)"."""
    ways = list(_TRAILING.finditer(left))
    if not ways or not _ENDS.match(right):
        return None
    word, start, end = ways[-1]["way"].lower(), *ways[-1].span("way")
    measure = first_measure(left, start)
    if measure is None and word in ("longer", "shorter"):
        measure = _lasting(left[:start], start, end)
    return _directed(quantity, measure, word, "")


def _outpaced(quantity: Quantity, left: str) -> Form | None:
    """ "At 1,000 tokens per second it outperforms X by 10x": of speed, where speed is spoken of."""
    if quantity.unit is not Unit.TIMES or not _OUTPACED.search(left):
        return None
    measure = last_measure(left)
    return Form(value=quantity.value, metric=Ratio.SPEED) if measure and measure.metric is Ratio.SPEED else None


def _in_training(form: Form, left: str, right: str) -> Form | None:
    """A ratio of training, where the words about it say that it is one."""
    if not (_TRAINED.search(left) or _TO_TRAIN.match(right)):
        return form
    metric = of_training(form.metric)
    if metric is None:
        return None
    value = 1 / form.value if form.metric is Ratio.SPEED else form.value
    return replace(form, metric=metric, value=value)
