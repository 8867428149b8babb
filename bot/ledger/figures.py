"""What a person means by the name of a figure: a metric, a benchmark by any of its names, or a whole sort of them.

"price" means every price, "coding" every benchmark of the registry that tests it, and rankings said to be about it.
"""

from collections.abc import Mapping
from functools import lru_cache

from bot.domain.claims import Kind, Ratio, Spec
from bot.domain.names import name_key
from bot.ledger.lines import Line
from bot.ledger.questions import PRICES, benchmark_key
from bot.registry.load import load_registry

METRIC_SORTS: Mapping[str, frozenset[str]] = {
    "price": frozenset({*PRICES, Ratio.COST}),
    "parameters": frozenset({Spec.PARAMETERS, Spec.ACTIVE_PARAMETERS, Ratio.SIZE}),
    "speed": frozenset({Spec.OUTPUT_SPEED, Ratio.SPEED}),
    "latency": frozenset({Spec.TIME_TO_FIRST_TOKEN, Ratio.LATENCY}),
}
"""Metrics that are meant together."""

BENCHMARK_SORTS: Mapping[str, frozenset[str]] = {
    "coding": frozenset({"coding", "agentic-coding"}),
    "agentic": frozenset({"agentic", "agentic-coding"}),
    "maths": frozenset({"maths"}),
    "reasoning": frozenset({"reasoning"}),
    "knowledge": frozenset({"knowledge"}),
    "multimodal": frozenset({"multimodal"}),
    "audio": frozenset({"audio"}),
    "multilingual": frozenset({"multilingual"}),
    "long context": frozenset({"long-context"}),
    "instruction following": frozenset({"instruction-following"}),
    "safety": frozenset({"safety"}),
    "health": frozenset({"health"}),
    "preference": frozenset({"preference"}),
}
"""Domains of the registry's benchmarks, by what a person calls them."""


def is_on(line: Line, words: str) -> bool:
    """Whether a line gives such a figure, or ranks by it."""
    keys = _keys(words)
    if line.claim.kind is Kind.RANKING:
        return any(part in keys for part in line.question.scope.split(";") if part)
    return line.question.metric in keys


@lru_cache(maxsize=1024)
def _keys(words: str) -> frozenset[str]:
    """The keys of the metrics and benchmarks that the words name."""
    key = name_key(words)
    metrics = next((each for sort, each in METRIC_SORTS.items() if name_key(sort) == key), frozenset())
    domains = next((each for sort, each in BENCHMARK_SORTS.items() if name_key(sort) == key), frozenset())
    benchmarks = (each.name for each in load_registry().benchmarks if each.domain in domains)
    return frozenset({key, benchmark_key(words), *map(name_key, metrics), *map(name_key, benchmarks)})
