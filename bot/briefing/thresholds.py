"""A threshold as a person writes it: ``inference_compute ≤ 0.5``, ``price in under $1``, ``MMLU-Pro >= 80``. Pure."""

import re

from rapidfuzz import fuzz, process

from bot.domain.claims import Bound, Kind, Ratio, Spec
from bot.domain.names import name_key
from bot.domain.watches import Comparison, Threshold
from bot.errors import GapwatchError
from bot.ledger.wording import metric_label
from bot.reading.typedfigures import NotAFigure, typed_figure
from bot.registry.load import load_registry

_SIGNS = {
    Comparison.AT_MOST: r"≤|<=|=<|\bat most\b|\bno more than\b",
    Comparison.AT_LEAST: r"≥|>=|=>|\bat least\b|\bno less than\b",
    Comparison.BELOW: r"<|\bbelow\b|\bunder\b|\bless than\b|\bfewer than\b",
    Comparison.ABOVE: r">|\babove\b|\bover\b|\bmore than\b",
    Comparison.EQUAL: r"=|\bequals\b|\bis\b",
}
_SIGN = "|".join(f"(?P<{sign.name}>{words})" for sign, words in _SIGNS.items())
_PARTS = re.compile(rf"(?P<metric>.+?)\s*(?:{_SIGN})\s*(?P<value>\S.*)", re.IGNORECASE)
_OF_A_RATIO = re.compile(r"%|[x×]\s*$|\b(?:times|half|quarter|third|percent|less|fewer|more|of)\b", re.IGNORECASE)
_LONGEST = 100
_NEAR_ENOUGH = 75
_RATIOS_UNDER = 100.0  # a bare number of a metric that is told both ways: an amount is more, how many times is less


class BadThreshold(GapwatchError):
    """Words that are no metric, sign and figure."""

    next_step = "Write a metric, a sign and a figure: inference_compute ≤ 0.5, price in < $1, MMLU-Pro ≥ 80."


def parse_threshold(words: str) -> Threshold:
    """The threshold that was meant. Raises BadThreshold, NotAFigure."""
    parts = _PARTS.fullmatch(" ".join(words.split())) if len(words) <= _LONGEST else None
    if parts is None:
        raise BadThreshold(f"“{words[:_LONGEST]}” has no metric, sign and figure.")
    comparison = next(sign for sign in _SIGNS if parts[sign.name] is not None)
    kinds = _kinds_of(parts["metric"])
    failed: NotAFigure | None = None
    for kind, metric in _in_order(kinds, parts["value"]):
        try:
            value, bound = typed_figure(parts["value"], kind, metric)
        except NotAFigure as cause:
            failed = failed or cause
            continue
        if bound not in {Bound.EXACT, Bound.ABOUT}:
            raise BadThreshold(f"“{parts['value']}” has a sign of its own.")
        return Threshold(kind=kind, metric=metric, comparison=comparison, value=value)
    assert failed is not None
    raise failed


def metric_choices(typed: str, most: int) -> list[str]:
    """What may be meant while a threshold is typed: metrics that hold the words, then signs behind a metric."""
    parts = _PARTS.fullmatch(" ".join(typed.split()) + " 1")
    if parts is not None and any(sign in typed for sign in "<>≤≥="):
        return [typed]
    key = name_key(typed)
    found = [name for name in _names() if key in name_key(name) or key in name_key(metric_label(name))]
    if len(found) == 1:
        return [f"{found[0]} {sign} " for sign in Comparison]
    return found[:most]


def _kinds_of(words: str) -> list[tuple[Kind, str]]:
    """The metric, once for each kind that has it. Raises BadThreshold."""
    key = name_key(words)
    kinds: list[tuple[Kind, str]] = [
        (kind, metric)
        for kind, metrics in ((Kind.RATIO, Ratio), (Kind.SPEC, Spec))
        for metric in metrics
        if key in {name_key(metric), name_key(metric_label(metric))}
    ]
    benchmark = load_registry().find_benchmark(words)
    if benchmark is not None and not kinds:
        kinds.append((Kind.BENCHMARK, benchmark.name))
    if not kinds:
        near = process.extractOne(words, _names(), scorer=fuzz.WRatio, score_cutoff=_NEAR_ENOUGH)
        hint = f" The nearest is {near[0]}." if near else ""
        raise BadThreshold(f"“{words}” is neither a metric nor a known benchmark.{hint}")
    return kinds


def _in_order(kinds: list[tuple[Kind, str]], value: str) -> list[tuple[Kind, str]]:
    """The kind that the figure looks like first, of a metric that is told as an amount and as times another's."""
    bare = re.fullmatch(r"\d+(?:\.\d+)?", value)
    ratio_first = float(value) < _RATIOS_UNDER if bare else _OF_A_RATIO.search(value) is not None
    return kinds if ratio_first else kinds[::-1]


def _names() -> list[str]:
    metrics = dict.fromkeys(metric.value for metric in (*Ratio, *Spec))
    return [*metrics, *(benchmark.name for benchmark in load_registry().benchmarks)]
