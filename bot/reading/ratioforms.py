"""How words make a number a ratio: its direction and base ("N less", "N of the", "cut by N"), and of which amount."""

import re
from dataclasses import replace

from bot.domain.claims import Ratio
from bot.reading.amounts import Quantity, Unit
from bot.reading.ratiochanges import change, outpaced, trailing
from bot.reading.ratiometrics import Measure, first_measure, last_measure, measure_at, of_training
from bot.reading.ratioportions import of_other, portion, turned_by
from bot.reading.ratiowords import (
    ABOUT,
    BY_LITTLE,
    LASTS,
    LESS,
    MODIFIERS,
    MORE,
    QUICKER,
    Beside,
    Form,
    directed,
    lasting,
    plainly,
    scaled,
)

_BETWEEN = (
    r"in|of|the|an?|or|and|average|mean|end-to-end|overall|maximum|max|peak|inference|generation|decod\w+|"
    r"training|input|"
    r"output|cache|kv|key-value|memory|size|throughput|latency|costs?|price|pricing|tokens?|per-token|single-token|"
    r"prefill\w*|request|relative|serving|compute|flops?|energy|speed|performance|context|vram|api|total|usage|even|"
    r"quality|accuracy|pre-?training"
)
_COMPARATIVE = re.compile(
    rf"[ -]*(?!(?:and|or)\b)(?:as )?(?:(?:{_BETWEEN})[ -]+){{0,5}}(?P<way>{LESS}|{MORE})(?![a-z])(?! efficien)"
    r"(?! than (?:an? |about |roughly |over )?(?:\d|twice|doubl|tripl|hal|third|quarter|tenth|one[ -]|two[ -]|"
    r"three[ -]|four |"
    r"five |ten ))",
    re.IGNORECASE,
)
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
_NEAR = 40  # characters: no longer words stand between a thing and its number
_AT_WORK = re.compile(r" (?:at|in|on) \w+")
_TIME_SPENT = re.compile(r"[ ]*(?:wall[- ]clock )?time\b", re.IGNORECASE)
_LAST = frozenset((Ratio.CONTEXT_WINDOW, Ratio.TOKENS_USED, Ratio.LATENCY, Ratio.TRAINING_TIME))
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
_ITS_SIZE = re.compile(r"[ ]*(?:its|their)\b (?:own )?(?:\w+ )?(?:size|scale|weight|parameter)", re.IGNORECASE)
_PARTS = re.compile(
    r"\b(?:each|every|per|an?) (?:[\w-]+ )?(?:experts?|layers?|heads?|images?|frames?|patch(?:es)?)\b[^,;]{0,40}$|"
    r"\b(?:experts?|images?|videos?|pictures?|(?:training |data ?|test )sets?|corpus|corpora|vocabular(?:y|ies)|"
    r"codebooks?|codebases?|resolutions?|files?|batch(?:es)?|clusters?|teams?|outputs?)\b[^,;]{0,24}$|"
    r"\blengths?\b[^.;]{0,100}$",
    re.IGNORECASE,
)
_IS = re.compile(rf"(?: (?:of|for|on|in|with) [^,;]{{1,30}})? (?:is|was|are|were|being) {ABOUT}")
_PARTED = re.compile(r",|\b(?:and|but|its)\b")
_BELOW = re.compile(r"[ ]*(?:(?P<less>below|under|beneath)|above)\b", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"[ ]*(?:[\w-]+ ){0,3}(?:difference|gap|spread|disparity|delta|range|variation)\b", re.IGNORECASE
)
_TRAINED = re.compile(
    rf"\b(?:pre-?)?train(?:ed|s|ing)? (?:(?:with|on|at|using|for|in|is|was|it|only|just|runs?) )*{ABOUT}$|"
    rf"\b(?:pre-?)?training (?:of |for )?[^,;]{{1,40}}? (?:is|was|were|took|takes|used|required|ran) {ABOUT}$",
    re.IGNORECASE,
)
_TO_TRAIN = re.compile(
    r"[^,;]{0,30}\b(?:to|for|in|on|during) (?:pre-?)?train(?:ing)?\b|[ ]*(?:pre-?)?training\b", re.IGNORECASE
)


def read_form(quantity: Quantity, beside: Beside) -> Form | None:
    """The ratio that the words beside a number make of it."""
    left, right = beside.left, beside.right
    if _ITS_SIZE.match(right) and beside.apposed:
        return plainly(quantity, Ratio.SIZE)
    way = _COMPARATIVE.match(right)
    if _ITS_SIZE.match(right) or (way and not beside.apposed and _THING.search(left[-_NEAR:])):
        return None  # "rivals models ten times its size", "models 3x larger"
    if _DIFFERENCE.match(right):
        return None  # "a 2x price difference": nobody says whose is the more
    form = (
        (_comparative(quantity, beside, way) if way else None)
        or _as_much(quantity, left, right)
        or portion(quantity, beside)
        or turned_by(quantity, beside)
        or _signed(quantity, left, right)
        or _beyond(quantity, left, right)
        or of_other(quantity, beside)
        or change(quantity, beside)
        or trailing(quantity, beside)
        or outpaced(quantity, beside)
    )
    if form is None or (form.metric is Ratio.SIZE and _PARTS.search(left)):
        return None
    return _in_training(form, left, right)


def _comparative(quantity: Quantity, beside: Beside, way: re.Match[str]) -> Form | None:
    """ "3x faster", "50% higher throughput", "an 8x KV cache reduction", "latency is 30% lower"."""
    measure = _compared(beside.right, way, beside.left, beside.before)
    return directed(quantity, measure, way["way"].lower(), beside.right)


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
    if earlier is not None and _of_itself(left[-60:], earlier, word):
        return earlier
    if earlier is not None and BY_LITTLE.match(word) and _PARTED.search(left[-60:], earlier.end):
        return None
    if earlier is not None and earlier.metric is Ratio.PERFORMANCE:
        return None
    if word in ("longer", "shorter") and (earlier is None or earlier.metric not in _LAST):
        return lasting(left, start, end)
    if own is not None and (
        earlier is None or earlier.metric not in (Ratio.KV_CACHE, Ratio.CONTEXT_WINDOW, Ratio.MEMORY)
    ):
        return own
    metric = _implied(word, left, right[end:]) if earlier is None else None
    return Measure(metric=metric, start=start, end=end) if metric else earlier


def _implied(word: str, left: str, right: str) -> Ratio | None:
    """What no word names: how well it does ("two times better at"), or what it costs where a price stands before."""
    if word == "better" and _AT_WORK.match(right):
        return Ratio.PERFORMANCE
    return Ratio.COST if "$" in left[-60:] else None


def _of_itself(left: str, earlier: Measure, word: str) -> bool:
    """Whether a time is what is "faster": "its time to first token is 2x faster"."""
    return (
        word in QUICKER and earlier.metric is Ratio.LATENCY and _IS.fullmatch(left, earlier.end, len(left)) is not None
    )


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
    if measure is None or (how == "many" and measure.metric is Ratio.COST):
        return None
    return plainly(quantity, measure.metric, thrift=measure.thrift)


def _signed(quantity: Quantity, left: str, right: str) -> Form | None:
    """ "-40% latency", "throughput: +30%"."""
    if quantity.unit is not Unit.PERCENT or not (quantity.value < 0 or left.endswith("+")):
        return None
    modifiers = MODIFIERS.match(right, 1) if right.startswith(" ") else None
    measure = measure_at(right, modifiers.end()) if modifiers else None
    if measure is None:
        measure = last_measure(left[-24:])
        if measure is None or left[-24:][measure.end :].strip(" :+("):
            return None
    if measure.metric is Ratio.PERFORMANCE:
        return None
    plain = quantity._replace(value=abs(quantity.value))
    return scaled(plain, measure.metric, less=quantity.value < 0, thrift=measure.thrift)


def _beyond(quantity: Quantity, left: str, right: str) -> Form | None:
    """ "priced 60% below X", "30% under the price of X"."""
    found = _BELOW.match(right) if quantity.unit is Unit.PERCENT else None
    if found is None:
        return None
    measure = measure_at(right, found.end() + len(" the ")) if right.startswith(" the ", found.end()) else None
    measure = measure or last_measure(left[-24:])
    if measure is None or measure.metric is Ratio.PERFORMANCE:
        return None
    return scaled(quantity, measure.metric, less=found["less"] is not None, thrift=measure.thrift)


def _in_training(form: Form, left: str, right: str) -> Form | None:
    """A ratio of training, where the words about it say that it is one."""
    if not (_TRAINED.search(left) or _TO_TRAIN.match(right)):
        return form
    metric = of_training(form.metric)
    if metric is None:
        return None
    value = 1 / form.value if form.metric is Ratio.SPEED else form.value
    return replace(form, metric=metric, value=value)
