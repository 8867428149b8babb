"""The amounts that ratios compare, by the words that name them."""

import re
from dataclasses import dataclass

from bot.domain.claims import Ratio

_WORDS: tuple[tuple[Ratio, str], ...] = (
    (
        Ratio.KV_CACHE,
        r"(?:kv|key-value)[ -]?caches?(?: (?:memory|size|storage|footprint|usage))*|cache size|kv (?:memory|"
        r"footprint)|memory (?:for|of|in) (?:the |its |their )?(?:kv|key-value)[ -]?caches?|kv\b",
    ),
    (
        Ratio.TRAINING_COST,
        r"training (?:costs?|budget)|costs? (?:of|for) (?:pre-?)?training|cost to train|computing costs?",
    ),
    (Ratio.TRAINING_TIME, r"training time|time to train"),
    (
        Ratio.TRAINING_COMPUTE,
        r"training (?:compute|computations?(?:al)?(?: costs?| consumption)?|flops?)|compute (?:for|of|"
        r"during) (?:pre-?)?training|compute to train|gpu[- ]hours?",
    ),
    (Ratio.ENERGY, r"energy|electricity|(?<!computing )(?<!processing )power\b(?! of)|watts?\b"),
    (
        Ratio.CONTEXT_WINDOW,
        r"context (?:window|length|size)s?|\bwindows?\b(?! of)|(?:longer|larger|bigger) context|"
        r"(?<=more )context\b|\bcontext (?=of\b)",
    ),
    (Ratio.MEMORY, r"memory|vram|\bram\b|(?:hardware )?footprint|hardware requirements?"),
    (
        Ratio.LATENCY,
        r"latenc(?:y|ies)|time[ -]to[ -](?:the )?first[ -](?:answer |output )?token|ttft|(?:response|processing|"
        r"completion|(?<!at )inference) "
        r"times?\b|\bdelays?\b|\bsooner\b",
    ),
    (
        Ratio.SPEED,
        r"throughput|speed-?ups?|\bspeeds?\b|\bfast(?:er)?\b|slower|(?:tokens|requests|queries) (?:per|"
        r"a) second|tokens/s|accelerat\w+(?! efficien)|"
        r"quick(?:er|ly)\b|prefill\w*|decod\w+|sped up|(?:text|token) generation",
    ),
    (Ratio.INFERENCE_COMPUTE, r"flops?\b|compute\b|computation\w*|operations\b"),
    (
        Ratio.TOKENS_USED,
        r"(?<!training )\btokens\b|tokeni[sz]er (?:overhead|inflation)|token (?:overhead|usage|use|consumption|"
        r"counts?|spend\w*|budget)\b|"
        r"\bverbos(?:e|ity)\b|\bwordier\b|\b(?:chains?[ -]of[ -]thoughts?|(?:reasoning|thinking) (?:traces?|length)|"
        r"(?:output|response) length)\b|"
        r"(?<=longer )(?:texts?|outputs?|answers?|"
        r"responses?)\b|(?<=shorter )(?:texts?|outputs?|answers?|responses?|reasoning|traces|chains)\b",
    ),
    (
        Ratio.COST,
        r"(?:per|a) (?:million|thousand|1?[mk]\b) (?:\w+ ){0,2}tokens|"
        r"costs?\b|costing\b|\bcharg(?:es?|ed|ing)\b|\bmoney\b|\bexpenses?\b|cost(?:lier|ly)\b|pric(?:e|es|ed|ing|"
        r"ier|ey)\b|cheap(?:er|est)?\b|expensive|affordable|"
        r"\bspend\w*|\bbills?\b|\bdiscount\w*|\bundercut\w*",
    ),
    (
        Ratio.SIZE,
        r"\b(?:small|larg|bigg|light)er\b|\bsizes?\b|param(?:eter)?s?\b(?: count)?(?! efficien)|parameter count|"
        r"\bcompact\b",
    ),
    (Ratio.PERFORMANCE, r"performance\b|accura(?:cy|te)\b|(?:success|pass) rates?|\bscore[sd]?\b|quality\b"),
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
# For text in small letters: so many wordings are far quicker to tell apart by their first letter than by either case.
_METRIC = re.compile(f"(?:{_THRIFT})|" + "|".join(f"(?P<m{i}>{words})" for i, (_, words) in enumerate(_WORDS)))
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
    found = _METRIC.search(_small(words), start, len(words) if stop is None else stop)
    return _measure(found) if found else None


def measure_at(words: str, start: int) -> Measure | None:
    """The amount named right at a place."""
    found = _METRIC.match(_small(words), start)
    return _measure(found) if found else None


def last_measure(words: str) -> Measure | None:
    """The last amount named."""
    found = list(_METRIC.finditer(_small(words)))
    return _measure(found[-1]) if found else None


def of_training(metric: Ratio) -> Ratio | None:
    """The amount that a metric is where it is one of training; none where training has no such amount."""
    if metric in _IN_TRAINING:
        return _IN_TRAINING[metric]
    return None if metric in (Ratio.TOKENS_USED, Ratio.CONTEXT_WINDOW) else metric


def _small(words: str) -> str:
    """The words in small letters, each in its place: the one letter that would become two is put into one first."""
    return words.replace("\u0130", "I").lower()


def _measure(found: re.Match[str]) -> Measure:
    if found["thrift"]:
        return Measure(metric=_THRIFTY[found["thrift"]], start=found.start(), end=found.end(), thrift=True)
    if found["afford"]:
        return Measure(metric=Ratio.COST, start=found.start(), end=found.end(), thrift=True)
    metric = _WORDS[int((found.lastgroup or "m0")[1:])][0]
    return Measure(metric=metric, start=found.start(), end=found.end())
