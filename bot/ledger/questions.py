"""What a claim answers: the question under which claims of different announcements meet. Pure; no values."""

from dataclasses import dataclass
from functools import lru_cache

from bot.domain.claims import Claim, Kind, Spec
from bot.domain.names import LabName, ModelName, Named, name_key
from bot.registry.load import load_registry
from bot.registry.registry import Benchmark

PRICES = frozenset({Spec.INPUT_PRICE, Spec.OUTPUT_PRICE, Spec.CACHED_INPUT_PRICE, Spec.PRICE})
NUMBERS = frozenset({Kind.SPEC, Kind.BENCHMARK, Kind.RATIO})
TOKEN_COUNTS = frozenset({Spec.CONTEXT_WINDOW, Spec.MAX_OUTPUT})


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is claimed of what, each part under the key at which spellings meet; empty where a part is not said."""

    kind: Kind
    metric: str
    subject: str
    baseline: str
    scope: str

    @property
    def has_one_answer(self) -> bool:
        """Whether two different figures for it cannot both be right: not where a ratio is over nobody knows what."""
        return self.kind in NUMBERS and (self.kind is not Kind.RATIO or self.baseline != "")


def question_of(claim: Claim) -> Question:
    """The question that a claim answers."""
    return Question(
        kind=claim.kind,
        metric=benchmark_key(claim.metric) if claim.kind is Kind.BENCHMARK else name_key(claim.metric),
        subject=named_key(claim.subject),
        baseline=named_key(claim.baseline),
        scope=_scope_key(claim.scope or ""),
    )


def named_key(name: Named | None) -> str:
    """The key of a name of any sort, none included."""
    if isinstance(name, ModelName):
        return name.key
    if isinstance(name, LabName):
        return f"lab:{name.id}"
    return f"class:{name_key(name.name)}" if name else ""


def lab_of(name: Named | None) -> str | None:
    """The id of the lab that a name belongs to."""
    if isinstance(name, LabName):
        return name.id
    return name.lab if isinstance(name, ModelName) else None


def benchmark_of(metric: str) -> Benchmark | None:
    """The registry's benchmark of this name; each variant is a benchmark of its own."""
    return load_registry().find_benchmark(metric)


@lru_cache(maxsize=4096)
def benchmark_key(metric: str) -> str:
    """The key of a benchmark by its usual name, so that ``HLE`` and ``Humanity's Last Exam`` meet."""
    found = benchmark_of(metric)
    return name_key(found.name if found else metric)


@lru_cache(maxsize=4096)
def _scope_key(scope: str) -> str:
    """The parts of a scope in any order; a part that is a benchmark goes by its usual name."""
    return ";".join(sorted({benchmark_key(part) for part in scope.split(";") if name_key(part)}))
