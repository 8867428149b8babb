"""One amount over another: direction, base and metric from the words around a percentage or a multiple."""

import re
from collections.abc import Iterator

from bot.domain.claims import Bound, Kind, Ratio
from bot.domain.names import Named
from bot.reading.amounts import Quantity, Unit
from bot.reading.frames import Draft, Frame, Subjects, lab_subject, named
from bot.reading.specs import AT_LENGTH

_METRICS: tuple[tuple[Ratio, str], ...] = (
    (Ratio.KV_CACHE, r"kv[ -]?cache|key-value cache|cache size|kv memory|kv\b"),
    (
        Ratio.TRAINING_COST,
        r"training (?:costs?|budget)|costs? (?:of|for) training|pre-?training costs?|cost to "
        r"train|computing costs?",
    ),
    (Ratio.TRAINING_TIME, r"training time|training speed|train(?:s|ed|ing)? (?:\w+ )?faster"),
    (
        Ratio.TRAINING_COMPUTE,
        r"training (?:compute|flops)|compute (?:for|of) (?:pre-?)?training|less compute to "
        r"train|pre-?training compute",
    ),
    (Ratio.ENERGY, r"energy|electricity|power consumption|\bpower\b|watts?"),
    (Ratio.CONTEXT_WINDOW, r"context (?:window|length)|longer context"),
    (Ratio.MEMORY, r"memory|vram|\bram\b|\u663e\u5b58"),
    (
        Ratio.LATENCY,
        r"latency|time[ -]to[ -]first[ -]token|ttft|response times?|lower delay|the time\b|processing "
        r"time",
    ),
    (
        Ratio.SPEED,
        r"throughput|speed-?ups?|\bspeeds?\b|faster|\bfast\b|slower|tokens per second|tokens/s|"
        r"acceleration|accelerat\w+|quicker|prefill\w*|decod\w+|generation|sped up|\u901f\u5ea6|\u5feb",
    ),
    (Ratio.INFERENCE_COMPUTE, r"flops?\b|compute\b|computation\w*|operations\b|\u7b97\u529b"),
    (Ratio.TOKENS_USED, r"(?:output |reasoning |thinking |input )?tokens\b"),
    (
        Ratio.COST,
        r"costs?\b|pric(?:e|es|ed|ing|ier)\b|cheap(?:er)?\b|expensive|affordable|cost-eff\w+|\bspend\w*|"
        r"\u4ef7\u683c|\u6210\u672c|\u4fbf\u5b9c",
    ),
    (Ratio.SIZE, r"\bsmaller\b|\blarger\b|\bbigger\b|\bsize\b|parameters\b|\bcompact\b|memory size"),
    (Ratio.PERFORMANCE, r"performance\b|accuracy\b|success rate|\bscores?\b|quality\b"),
)
_METRIC = re.compile("|".join(f"(?P<m{i}>{words})" for i, (_, words) in enumerate(_METRICS)), re.IGNORECASE)
_LESS = (
    r"fewer|less|lower|smaller|cheaper|reduction|reduced|reduces|decrease\w*|savings?|saved|saves|cut|cheap|"
    r"shorter|more efficient|slower|drop|fall|\u66f4\u4fbf\u5b9c|\u964d"
)
_MORE = (
    r"more|higher|faster|greater|larger|bigger|increase\w*|improvement|improved|better|speed-?ups?|boost|"
    r"longer|quicker|gain|acceleration|pricier|\u63d0\u5347|\u66f4\u5feb"
)
_RIGHT_WAY = re.compile(
    rf"^[ -]*(?:as )?(?:(?:in|of|the|a|an|average|mean|end-to-end|overall|maximum|max|inference|generation|"
    rf"decoding|training|output|cache|kv|key-value|memory|size|throughput|latency|cost|token|per-token|"
    rf"single-token|and|or|prefill\w*|request|its|relative)[ -]+){{0,5}}(?P<way>{_LESS}|{_MORE})\b",
    re.IGNORECASE,
)
_LEFT_WAY = re.compile(
    r"\b(?P<way>reduc\w+|cut(?:s|ting)?|lower(?:s|ed|ing)?|sav(?:e|es|ed|ing|ings)|decreas\w+|shrink\w*|slash\w*|"
    r"drop\w*|compress\w*|trim\w*|declin\w*|increas\w+|boost\w*|improv\w+|rais\w+|accelerat\w+|speed(?:s|ed|ing)? "
    r"up|grew|grow\w*|\u964d\u4f4e|\u63d0\u5347|\u63d0\u9ad8|\u51cf\u5c11)\b[^.;]{0,90}?(?:\bby|\bof|"
    r"\bto)? ?(?:an?|about|around|roughly|approximately|over|up to|more than|nearly|a factor of|~|as much as| |\()*$",
    re.IGNORECASE,
)
_LEFT_COMPARATIVE = re.compile(
    rf"\b(?P<way>{_LESS}|{_MORE})\b[^.;]{{0,80}}(?:, |\(|\bby )(?:up to |about |around |roughly |nearly |almost |"
    rf"over |as much as |~)?$",
    re.IGNORECASE,
)
_LOWERED = re.compile(
    r"\b(?:sav|cut|reduc|lower|trim|eliminat|slash)\w* (?:about |around |over |up to |nearly |roughly )?$",
    re.IGNORECASE,
)
_TIME = re.compile(r"time\b(?! (?:spent|zone))", re.IGNORECASE)
_TIER = re.compile(r"\b(?:tier|mode|plan|batch|priority)\b[^.;]{0,60}$", re.IGNORECASE)
_GOOD_WHEN_LOW = frozenset(
    (Ratio.COST, Ratio.LATENCY, Ratio.MEMORY, Ratio.TOKENS_USED, Ratio.ENERGY, Ratio.KV_CACHE, Ratio.TRAINING_COST)
)
_THAT = re.compile(r"(?:that|this|which) (?:is|was|makes|means)|that's", re.IGNORECASE)
_LOWERING = re.compile(
    r"^(?:reduc|cut|lower|sav|decreas|shrink|slash|drop|compress|trim|declin|\u964d|\u51cf)", re.IGNORECASE
)
_LESS_WORD = re.compile(rf"^(?:{_LESS})$", re.IGNORECASE)
_OF = re.compile(
    r"^[ -]*(?:as much )?(?:of )?(?:the |its |that |their )?(?:per-token |single-token |inference |total |active |"
    r"usual |same |original )?",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:of|than|vs\.?|versus|compared (?:to|with)|relative to|over|as|to)\b", re.IGNORECASE)
_SAME_PRICE = re.compile(
    r"\b(?:at the same|(?:the )?same|identical|unchanged) (?:\w+ )?(?:price|pricing|cost)s?\b|\bpric(?:e|ing) "
    r"(?:is|remains|stays) (?:the )?(?:same|unchanged)\b|\bpriced the same\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[;.]\s|,\s(?:and|while|but|which|with)\b|\band \d|\bwhile\b")
_SERVING = re.compile(
    r"\b(?:users?|revenue|market|share|funding|valuation|customers|downloads|growth|headcount|employees|"
    r"year-over-year|stock|profits?|sales)\b",
    re.IGNORECASE,
)
_RATIO_UNITS = frozenset((Unit.PERCENT, Unit.TIMES, Unit.FRACTION))


def read_ratios(frame: Frame) -> Iterator[Draft]:
    """Every ratio in a sentence."""
    for quantity in frame.quantities:
        if quantity.unit in _RATIO_UNITS:
            yield from _ratio(frame, quantity)
    yield from _same_price(frame)


def _ratio(frame: Frame, quantity: Quantity) -> Iterator[Draft]:
    found = _value_and_metric(frame, quantity)
    if found is None:
        return
    value, metric, inverted = found
    subjects = _subjects(frame, quantity)
    for subject in subjects:
        yield Draft(
            kind=Kind.RATIO,
            subject=subject,
            metric=metric,
            value=round(value, 6),
            baseline=_baseline(frame, quantity, subject),
            bound=_turned(quantity.bound) if inverted else quantity.bound,
            setting=_setting(frame),
            scope=frame.benchmarks[0].name if metric is Ratio.PERFORMANCE and frame.benchmarks else None,
            start=quantity.start,
            end=quantity.end,
            rule=f"ratio.{quantity.unit.name.lower()}",
        )


def _setting(frame: Frame) -> str | None:
    """The context length that a ratio holds at."""
    for quantity in frame.quantities:
        left = frame.text[max(frame.start, quantity.start - 16) : quantity.start]
        if quantity.unit in (Unit.CONTEXT, Unit.TOKENS) and AT_LENGTH.search(left):
            return frame.text[quantity.start : quantity.end]
    return None


def _turned(bound: Bound) -> Bound:
    """The bound of a number that shrinks as the printed one grows."""
    return {Bound.MORE_THAN: Bound.LESS_THAN, Bound.LESS_THAN: Bound.MORE_THAN}.get(bound, bound)


def _value_and_metric(frame: Frame, quantity: Quantity) -> tuple[float, Ratio, bool] | None:
    text = frame.text
    right = _clause(text[quantity.end : min(frame.end, quantity.end + 90)])
    left = text[max(frame.start, quantity.start - 110) : quantity.start]
    if _TIER.search(left) or _SERVING.search(right[:50]) or _SERVING.search(left[-40:]):
        return None
    if way := _RIGHT_WAY.match(right):
        metric = _metric_near(right, left, after=True)
        if metric in (None, Ratio.SIZE) and _THAT.match(frame.text, frame.start):
            metric = _metric_near("", text[max(0, frame.start - 160) : frame.start], after=False) or metric
        word = way["way"].lower()
        less = bool(_LESS_WORD.match(word)) and not (word == "lower" and metric is None)
        return _directed(quantity, metric, word, less=less, right=right)
    if quantity.unit is not Unit.TIMES or _is_word_multiple(frame, quantity):
        metric = _portion(right) if quantity.unit is not Unit.TIMES else _metric_start(right)
        if metric and _LOWERED.search(left):
            return _directed(quantity, metric, "less", less=True, right=right)
        if metric:
            return quantity.value / (100 if quantity.unit is Unit.PERCENT else 1), metric, False
    if (
        quantity.unit is Unit.FRACTION
        and (metric := _metric_near("", left, after=False))
        and re.match(r" (?:of|that of) ", right)
    ):
        return quantity.value, Ratio.COST if "$" in left else metric, False
    if quantity.unit is Unit.TIMES and (metric := _metric_start(right)):
        return quantity.value, metric, False
    if way := _LEFT_WAY.search(left):
        metric = _metric_near(left[way.start() :], right[:40], after=True)
        less = bool(_LOWERING.match(way["way"]))
        less = less or (way["way"].lower().startswith("improv") and metric in _GOOD_WHEN_LOW)
        if re.search(r"\bto (?:about |just |only |~)?$", left) and quantity.unit is Unit.PERCENT:
            return (quantity.value / 100, metric, False) if metric and re.match(r" of ", right) else None
        return _directed(quantity, metric, way["way"].lower(), less=less, right=right)
    if way := _LEFT_COMPARATIVE.search(left):
        metric = _metric_near(left[way.start() :], "", after=True)
        return _directed(quantity, metric, way["way"].lower(), less=bool(_LESS_WORD.match(way["way"])), right=right)
    return None


def _clause(words: str) -> str:
    end = _CLAUSE_END.search(words)
    return words[: end.start()] if end else words


def _is_word_multiple(frame: Frame, quantity: Quantity) -> bool:
    return not frame.text[quantity.start : quantity.start + 1].isdigit()


def _directed(
    quantity: Quantity, metric: Ratio | None, word: str, *, less: bool, right: str
) -> tuple[float, Ratio, bool] | None:
    """The ratio that "N% less" or "N times more" of a metric comes to."""
    if metric is None or (metric is Ratio.PERFORMANCE and quantity.unit is Unit.PERCENT):
        return None
    if metric is Ratio.SPEED and word in ("more efficient",):
        less = False
    if quantity.unit is Unit.PERCENT:
        if metric is Ratio.SPEED and less and word != "slower":
            return None
        value = 1 - quantity.value / 100 if less else 1 + quantity.value / 100
        return (value, metric, less) if value > 0 else None
    if quantity.unit is Unit.FRACTION:
        return (1 - quantity.value if less else 1 + quantity.value), metric, less
    if quantity.value <= 0:
        return None
    return (1 / quantity.value if less else quantity.value), metric, less


def _metric_near(first: str, second: str, *, after: bool) -> Ratio | None:
    """The metric named in the first words, nearest first, else the last one named in the second."""
    found = _METRIC.search(first)
    if found is None and after:
        found = _METRIC.search(second[-60:])
    elif found is None:
        matches = list(_METRIC.finditer(second))
        found = matches[-1] if matches else None
    return _metric(found) if found else None


def _metric(found: re.Match[str]) -> Ratio:
    return _METRICS[int((found.lastgroup or "m0")[1:])][0]


def _portion(right: str) -> Ratio | None:
    """The metric in "27% of the FLOPs", "half the price"."""
    opening = _OF.match(right)
    if opening is None or not opening.group().strip():
        return None
    if _TIME.match(right, opening.end()):
        return Ratio.LATENCY
    found = _METRIC.match(right, opening.end())
    if found is None and (nearby := _METRIC.search(right, opening.end(), opening.end() + 24)):
        found = nearby if " of " not in right[opening.end() : nearby.start()] else None
    if found is None:
        return None
    metric = _metric(found)
    return None if metric is Ratio.PERFORMANCE and "of the performance" not in right else metric


def _metric_start(right: str) -> Ratio | None:
    """The metric right behind a multiple: "3.49x throughput", "twice the speed", "1.4x the cost", "twice as fast"."""
    opening = re.match(
        r"^[ -]*(?:as |the |its |their |that )?(?:(?:generation|inference|maximum|max|decoding|training|token|"
        r"output|end-to-end|overall|serving|prefill|prefilling|average|batch|input)[ -]+){0,3}",
        right,
        re.IGNORECASE,
    )
    found = _METRIC.match(right, opening.end() if opening else 0) or _METRIC.match(right.lstrip(" -"))
    if found is None:
        return None
    metric = _metric(found)
    return None if metric is Ratio.TOKENS_USED and right.lstrip().startswith("token") else metric


def _subjects(frame: Frame, quantity: Quantity) -> Subjects:
    return frame.subjects_before(quantity.start, together=False)


def _baseline(frame: Frame, quantity: Quantity, subject: Named) -> Named | None:
    """What the amount is compared with: a model behind the number, one compared with anywhere, a lab."""
    after = [model for model in frame.models if model.start >= quantity.end and named(model) != subject]
    for model in after:
        gap = frame.text[quantity.end : model.start]
        if len(gap) <= 110 and _COMPARED.search(gap):
            return named(model)
    compared = [model for model in frame.models if model.start in frame.baselines and named(model) != subject]
    if compared:
        return named(compared[-1] if compared[-1].end <= quantity.start else compared[0])
    for lab in frame.labs:
        if lab.start >= quantity.end and re.search(
            r"\bthan\b|\bcompared\b|\bof\b", frame.text[quantity.end : lab.start]
        ):
            return lab_subject(lab, frame.text[lab.start : lab.end])
    return None


def _same_price(frame: Frame) -> Iterator[Draft]:
    """ "The same price as X" is a cost of 1."""
    found = _SAME_PRICE.search(frame.text, frame.start, frame.end)
    if found is None:
        return
    others = [model for model in frame.models if model.start >= found.end()]
    subjects = frame.subjects_before(found.start())
    if re.match(r"[^.;]{0,12}\bfor both\b", frame.text[found.end() : found.end() + 24]) and len(others) >= 2:
        subjects, others = (named(others[0]),), others[1:]
    if others and subjects and subjects[0] != named(others[0]):
        yield Draft(
            kind=Kind.RATIO,
            subject=subjects[0],
            metric=Ratio.COST,
            value=1.0,
            baseline=named(others[0]),
            start=found.start(),
            end=others[0].end,
            rule="ratio.same_price",
        )
