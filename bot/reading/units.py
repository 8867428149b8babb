"""What a number counts, by the words beside it."""

import re

from bot.reading.amounts import Quantity, Unit

_PARAMS = re.compile(
    r"[ -]*(?:\(\w{1,8}\) ?)?[\"']?(?P<mods>(?:(?:total|active|activated|activate|live|trainable|dense|sparse|"
    r"learnable|model|overall|effective|"
    r"non-embedding|embedding|full|inference|MoE)[ -]+){0,3})(?:parameters?|params?|\u53c2\u6570)(?![a-z])",
    re.IGNORECASE,
)
_TOKENS = re.compile(
    r"[ -]*(?P<mods>(?:(?!(?:per|on|with|for|in|to|from|by|at|using|is|are|was|params?|parameters?|times|models?)\b)"
    r"[a-z][a-z-]*[ -]+){0,5})tokens?(?![a-z])",
    re.IGNORECASE,
)
_CONTEXT_RIGHT = re.compile(
    r"[ -]*(?:(?:input|maximum|max|native|total|token|long|effective)[ -]+){0,2}(?:context|ctx|\u4e0a\u4e0b\u6587)",
    re.IGNORECASE,
)
_SPEED = re.compile(
    r"[ -]*(?:(?:output|generated?)[ -])?(?:tokens?|toks?)\s?(?:/|per)\s?(?:s|sec|second)\b|[ ]?(?:tps|tok/s|t/s|"
    r"TGS)\b",
    re.IGNORECASE,
)
_GPU_HOURS = re.compile(
    r"[ ]*(?:(?:[A-Z]{1,2}\d{2,3}|NVIDIA|Nvidia|TPU|total)[ -]?){0,2}[ -]?(?:GPU|TPU|"
    r"accelerator)[ -]?(?:hours?\b|\u5c0f\u65f6)",
    re.IGNORECASE,
)
_EACH_SECOND = re.compile(
    r"\u6bcf\u79d2(?:\u53ef)?(?:\u8f93\u51fa|\u751f\u6210)?(?:\u7ea6|\u8d85\u8fc7?|\u8fd1|\u9ad8\u8fbe|"
    r"\u53ef\u8fbe)? ?$"
)
_PER_TOKENS = re.compile(
    r"(?: (?P<side>in|out|input|output|prompt|completion)(?: tokens)?(?= (?:per|/)))?(?: ?(?:USD|dollars?|"
    r"cents?|\u7f8e\u5143|\u5143))? ?(?:/|per|for|a|\u6bcf) ?(?:every )?(?:1 ?|one |a "
    r")?(?:(?:[Mm][Tt]oks?|[Mm]illion|M(?![a-z])|mn\b|mil\b|MILLION|\u767e\u4e07)[ -]?(?P<more>(?:(?:[Ii]nput|"
    r"[Oo]utput|cached|cache|prompt|completion|in|out|audio|text|image|uncached)\b[ /-]*){0,3})(?:[Tt]okens?|toks?)?)",
)
_PART_RIGHT = re.compile(
    r"[ (]{0,2}(?:(?:for|of|as|on|in) )?(?:an? |each |every )?(?P<part>cached input|cache hit|cached|input|"
    r"output|in\b|out\b|prompt|"
    r"completion)",
    re.IGNORECASE,
)
_PART_LEFT = re.compile(
    r"(?P<part>cached input|cache hit|cached|input|output|prompt|completion)(?: "
    r"tokens?| pric\w+| costs?| is| at| of| are|:| from| for| just| only| each| \|)*[ ~]{0,2}$",
    re.IGNORECASE,
)
_HAN_PARTS = {"\u7f13\u5b58\u547d\u4e2d": "cached", "\u8f93\u5165": "input", "\u8f93\u51fa": "output"}
_HAN_PART_LEFT = re.compile(
    f"(?P<part>{'|'.join(_HAN_PARTS)})[ ]?(?:tokens?)?[ ]?(?:\u7684?(?:\u4ef7\u683c?|"
    f"\u5b9a\u4ef7|\u8d39\u7528|\u5355\u4ef7))?(?:\u4ec5|\u4f4e|\u964d)?(?:\u4e3a|\u662f|\u81f3|:|\u53ea\u9700)?[ ]?$",
    re.IGNORECASE,
)
# "\u6bcf\u767e\u4e07 token \u8f93\u5165 1.16 \u7f8e\u5143": what the sum is for stands before it.
_HAN_PER_LEFT = re.compile("\u6bcf(?:1|\u4e00)?[ ]?\u767e\u4e07[^\u3002\uff1b;\n]{0,24}$")
_DOLLARS_RIGHT = re.compile("[ ]?\u7f8e[\u5143\u91d1]")
_FLOP = re.compile(r" ?(?:x ?10\^? ?(?P<power>\d{2})|[eE](?P<exponent>\d{2}))? ?(?:[TPEZ]?FLOPs?|FLOPS)\b")
_SECONDS = re.compile(r" ?(?P<unit>(?:ms|milliseconds?|s|sec|seconds?)\b|\u6beb\u79d2|\u79d2)")
_POINTS = re.compile(r" ?(?:percentage )?(?:points?|pts?|pp|ppt)\b", re.IGNORECASE)
_TIMES = re.compile(r" ?(?:x(?![a-z0-9])|-?fold\b| times\b|\u500d)", re.IGNORECASE)
_PERCENT = re.compile(r" ?(?:%|percent\b|per cent\b)")
_SIZED_NOUN = re.compile(
    r"[ -]+(?:(?!(?:of|for|in|on|from|by|with|than|to|and|or|the|an?|is|was|are|that|which|active|total|"
    r"param\w*|tokens?|"
    r"per|at|as|vs|base)\b)[A-Za-z]+[ -]+|base[ -]+){0,5}(?:model|transformer|LLM|VLM|MoE|network)\b(?!s)",
    re.IGNORECASE,
)


_NO_UNIT = frozenset(",.;:)]}|/'\"\n") | {""}


def tidy(value: float) -> float:
    """A value without the dust of binary fractions."""
    return float(f"{value:.12g}")


def with_unit(text: str, quantity: Quantity, scale: str) -> Quantity:
    """The quantity with the unit that the words after it give."""
    end = quantity.end
    if quantity.currency:
        return _money(text, quantity)
    if not scale and text[end : end + 1] in _NO_UNIT:
        return quantity
    if scale and (params := _PARAMS.match(text, end)):
        part = (
            "active"
            if re.search("activ|live", params["mods"], re.IGNORECASE)
            else "total"
            if "total" in params["mods"].lower()
            else ""
        )
        return quantity._replace(end=params.end(), unit=Unit.PARAMETERS, part=part)
    for pattern, unit in (
        (_SPEED, Unit.SPEED),
        (_GPU_HOURS, Unit.GPU_HOURS),
        (_PERCENT, Unit.PERCENT),
        (_TIMES, Unit.TIMES),
    ):
        if found := pattern.match(text, end):
            return quantity._replace(end=found.end(), unit=unit)
    if found := _TOKENS.match(text, end):
        if _EACH_SECOND.search(text, max(0, quantity.start - 8), quantity.start):
            return quantity._replace(end=found.end(), unit=Unit.SPEED)
        context = _CONTEXT_RIGHT.match(text, found.end())
        part = "output" if "output" in found["mods"].lower() or "completion" in found["mods"].lower() else ""
        return quantity._replace(end=found.end(), unit=Unit.CONTEXT if context else Unit.TOKENS, part=part)
    if scale and (found := _CONTEXT_RIGHT.match(text, end)):
        return quantity._replace(end=end, unit=Unit.CONTEXT)
    if (found := _FLOP.match(text, end)) and (found["power"] or found["exponent"]):
        power = int(found["power"] or found["exponent"])
        return quantity._replace(end=found.end(), value=float(f"{quantity.value:.12g}e{power}"), unit=Unit.FLOP)
    if found := _SECONDS.match(text, end):
        size = 1e-3 if found["unit"].startswith(("m", "\u6beb")) else 1.0
        return quantity._replace(end=found.end(), value=quantity.value * size, unit=Unit.SECONDS)
    if found := _POINTS.match(text, end):
        return quantity._replace(end=found.end(), unit=Unit.POINTS)
    return _cents_or_size(text, quantity, scale)


def _cents_or_size(text: str, quantity: Quantity, scale: str) -> Quantity:
    end = quantity.end
    if (per := _PER_TOKENS.match(text, end)) and re.match(
        r" ?(?:cents?|\u7f8e\u5143|\u5143|USD|dollars?)", text[end : end + 12]
    ):
        size = 0.01 if "cent" in per.group().lower() else 1.0
        currency = "\u00a5" if "\u5143" in per.group() and "\u7f8e\u5143" not in per.group() else "$"
        return _price(text, quantity._replace(currency=currency), per)._replace(value=tidy(quantity.value * size))
    if found := _DOLLARS_RIGHT.match(text, end):
        per = _HAN_PER_LEFT.search(text, max(0, quantity.start - 32), quantity.start)
        part = _price_part(text, quantity.start, found.end())
        return quantity._replace(end=found.end(), currency="$", unit=Unit.PRICE if per else Unit.MONEY, part=part)
    if scale in ("b", "t", "billion", "trillion", "bn", "tn", "m", "million", "\u4ebf", "\u4e07\u4ebf"):
        sized = _SIZED_NOUN.match(text, end)
        return quantity._replace(unit=Unit.SIZE, part="noun" if sized else "")
    return quantity


def _money(text: str, quantity: Quantity) -> Quantity:
    if per := _PER_TOKENS.match(text, quantity.end):
        return _price(text, quantity, per)
    return quantity._replace(unit=Unit.MONEY, part=_price_part(text, quantity.start, quantity.end))


def _price(text: str, quantity: Quantity, per: re.Match[str]) -> Quantity:
    part = _named_part(per["side"] or per["more"] or "") or _price_part(text, quantity.start, per.end())
    return quantity._replace(end=per.end(), unit=Unit.PRICE, part=part)


def _price_part(text: str, start: int, end: int) -> str:
    """Which tokens a price is for, from the word after it, else the word before."""
    right = _PART_RIGHT.match(text, end)
    if right:
        return _named_part(right["part"])
    if text[start - 1 : start] in ("/", ",", "-", "+"):
        return ""
    left = _PART_LEFT.search(text, max(0, start - 40), start) or _HAN_PART_LEFT.search(text, max(0, start - 16), start)
    return _named_part(left["part"]) if left else ""


def _named_part(words: str) -> str:
    words = words.lower()
    if words in _HAN_PARTS:
        return _HAN_PARTS[words]
    if "cache" in words:
        return "cached"
    if "out" in words or "completion" in words:
        return "output"
    return "input" if "in" in words.split() or "input" in words or "prompt" in words else ""
