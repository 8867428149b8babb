"""The amounts that ratios compare, by the words that name them."""

import re
from dataclasses import dataclass

from bot.domain.claims import Ratio

_WORDS: tuple[tuple[Ratio, str], ...] = (
    (
        Ratio.KV_CACHE,
        r"(?:kv|key-value)[ -]?caches?(?: (?:memory|size|storage|footprint|usage))*|cache size|kv (?:memory|footprint)|kv\b",
    ),
    (
        Ratio.TRAINING_COST,
        r"training (?:costs?|budget)|costs? (?:of|for) (?:pre-?)?training|cost to train|computing costs?",
    ),
    (Ratio.TRAINING_TIME, r"training time|time to train"),
    (
        Ratio.TRAINING_COMPUTE,
        r"training (?:compute|flops?)|compute (?:for|of|during) (?:pre-?)?training|compute to train|gpu[- ]hours?",
    ),
    (Ratio.ENERGY, r"energy|electricity|(?<!computing )(?<!processing )power\b(?! of)|watts?\b|\u80fd\u8017"),
    (Ratio.CONTEXT_WINDOW, r"context (?:window|length|size)s?|(?:longer|larger|bigger) context|\u4e0a\u4e0b\u6587"),
    (Ratio.MEMORY, r"memory|vram|\bram\b|(?:hardware )?footprint|hardware requirements?|\u663e\u5b58|\u5185\u5b58"),
    (
        Ratio.LATENCY,
        r"latenc(?:y|ies)|time[ -]to[ -]first[ -]token|ttft|(?:response|processing|completion|(?<!at )inference) "
        r"times?\b|\bdelays?\b|\u5ef6\u8fdf",
    ),
    (
        Ratio.SPEED,
        r"throughput|speed-?ups?|\bspeeds?\b|\bfast(?:er)?\b|slower|(?:tokens|requests|queries) (?:per|a) second|tokens/s|accelerat\w+|"
        r"quick(?:er|ly)\b|prefill\w*|decod\w+|sped up|(?:text|token) generation|\u901f\u5ea6|\u541e\u5410|\u5feb",
    ),
    (Ratio.INFERENCE_COMPUTE, r"flops?\b|compute\b|computation\w*|operations\b|\u7b97\u529b|\u8ba1\u7b97\u91cf"),
    (
        Ratio.TOKENS_USED,
        r"(?<!training )\btokens\b|token (?:usage|use|consumption|counts?|spend\w*|budget)\b|(?<=longer )(?:texts?|outputs?|answers?|"
        r"responses?)\b|(?<=shorter )(?:texts?|outputs?|answers?|responses?|reasoning|traces|chains)\b",
    ),
    (
        Ratio.COST,
        r"costs?\b|costing\b|cost(?:lier|ly)\b|pric(?:e|es|ed|ing|ier|ey)\b|cheap(?:er|est)?\b|expensive|affordable|"
        r"\bspend\w*|\bbills?\b|\bdiscount\w*|\bundercut\w*|\u4ef7\u683c|\u6210\u672c|\u4fbf\u5b9c|\u8d39\u7528|\u4ef7",
    ),
    (
        Ratio.SIZE,
        r"\b(?:small|larg|bigg|light)er\b|\bsizes?\b|param(?:eter)?s?\b(?: count)?(?! efficien)|parameter count|\bcompact\b",
    ),
    (Ratio.PERFORMANCE, r"performance\b|accura(?:cy|te)\b|(?:success|pass) rates?|\bscores?\b|quality\b"),
)
# Of these, more is less of the amount: "3x more cost-efficient" costs a third.
_THRIFT = (
    r"(?P<thrift>token|cost|memory|energy|power|compute|price)[ -](?:efficien\w+|effective\w*|performance)|"
    r"\b(?P<afford>affordab\w+|economical|cheap)\b"
)
_THRIFTY = {
    "token": Ratio.TOKENS_USED,
    "cost": Ratio.COST,
    "price": Ratio.COST,
    "memory": Ratio.MEMORY,
    "energy": Ratio.ENERGY,
    "power": Ratio.ENERGY,
    "compute": Ratio.INFERENCE_COMPUTE,
}
_METRIC = re.compile(
    f"(?:{_THRIFT})|" + "|".join(f"(?P<m{i}>{words})" for i, (_, words) in enumerate(_WORDS)), re.IGNORECASE
)
GOOD_WHEN_LOW = frozenset(Ratio) - {Ratio.SPEED, Ratio.CONTEXT_WINDOW, Ratio.PERFORMANCE, Ratio.SIZE}
_IN_TRAINING = {
    Ratio.INFERENCE_COMPUTE: Ratio.TRAINING_COMPUTE,
    Ratio.COST: Ratio.TRAINING_COST,
    Ratio.SPEED: Ratio.TRAINING_TIME,
    Ratio.LATENCY: Ratio.TRAINING_TIME,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """An amount named at ``words[start:end]``; ``thrift``: by how little it takes of it ("cost-efficiency")."""

    metric: Ratio
    start: int
    end: int
    thrift: bool = False


def first_measure(words: str, start: int = 0, stop: int | None = None) -> Measure | None:
    """The first amount named from a place on."""
    found = _METRIC.search(words, start, len(words) if stop is None else stop)
    return _measure(found) if found else None


def measure_at(words: str, start: int) -> Measure | None:
    """The amount named right at a place."""
    found = _METRIC.match(words, start)
    return _measure(found) if found else None


def last_measure(words: str) -> Measure | None:
    """The last amount named."""
    found = None
    for found in _METRIC.finditer(words):
        pass
    return _measure(found) if found else None


def of_training(metric: Ratio) -> Ratio | None:
    """The amount that a metric is where it is one of training; none where training has no such amount."""
    if metric in _IN_TRAINING:
        return _IN_TRAINING[metric]
    return None if metric in (Ratio.TOKENS_USED, Ratio.CONTEXT_WINDOW) else metric


def _measure(found: re.Match[str]) -> Measure:
    if found["thrift"]:
        return Measure(metric=_THRIFTY[found["thrift"].lower()], start=found.start(), end=found.end(), thrift=True)
    if found["afford"]:
        return Measure(metric=Ratio.COST, start=found.start(), end=found.end(), thrift=True)
    metric = _WORDS[int((found.lastgroup or "m0")[1:])][0]
    return Measure(metric=metric, start=found.start(), end=found.end())
