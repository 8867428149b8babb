"""The claim vocabulary: kinds, metrics and their units, and the claim itself.

A claim is one checkable statement that a text makes about a model or a lab, with the exact words that carry it.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.names import ModelName, Named


class Kind(StrEnum):
    """What sort of statement a claim is."""

    SPEC = "spec"
    BENCHMARK = "benchmark"
    RATIO = "ratio"
    RANKING = "ranking"
    RELEASE = "release"
    CAVEAT = "caveat"
    ALLEGATION = "allegation"


class Bound(StrEnum):
    """How a stored number stands to the true one."""

    EXACT = "exact"
    ABOUT = "about"
    UP_TO = "up_to"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"


class Attribution(StrEnum):
    """Whose word a claim is."""

    VENDOR = "vendor"
    THIRD_PARTY = "third_party"
    UNATTRIBUTED = "unattributed"


class Spec(StrEnum):
    """Metrics of absolute figures."""

    PARAMETERS = "parameters"
    ACTIVE_PARAMETERS = "active_parameters"
    CONTEXT_WINDOW = "context_window"
    MAX_OUTPUT = "max_output"
    TRAINING_TOKENS = "training_tokens"
    TRAINING_COMPUTE = "training_compute"
    TRAINING_GPU_HOURS = "training_gpu_hours"
    TRAINING_COST = "training_cost"
    INPUT_PRICE = "input_price"
    OUTPUT_PRICE = "output_price"
    CACHED_INPUT_PRICE = "cached_input_price"
    PRICE = "price"
    OUTPUT_SPEED = "output_speed"
    TIME_TO_FIRST_TOKEN = "time_to_first_token"  # noqa: S105 - a metric, no secret
    MEMORY = "memory"


SPEC_UNITS: dict[Spec, str] = {
    Spec.PARAMETERS: "parameters",
    Spec.ACTIVE_PARAMETERS: "parameters",
    Spec.CONTEXT_WINDOW: "tokens",
    Spec.MAX_OUTPUT: "tokens",
    Spec.TRAINING_TOKENS: "tokens",
    Spec.TRAINING_COMPUTE: "FLOP",
    Spec.TRAINING_GPU_HOURS: "GPU-hours",
    Spec.TRAINING_COST: "USD",
    Spec.INPUT_PRICE: "USD per million tokens",
    Spec.OUTPUT_PRICE: "USD per million tokens",
    Spec.CACHED_INPUT_PRICE: "USD per million tokens",
    Spec.PRICE: "USD per million tokens",
    Spec.OUTPUT_SPEED: "tokens per second",
    Spec.TIME_TO_FIRST_TOKEN: "seconds",
    Spec.MEMORY: "bytes",
}


class Ratio(StrEnum):
    """Metrics of one amount over another: subject divided by baseline."""

    INFERENCE_COMPUTE = "inference_compute"
    KV_CACHE = "kv_cache"
    MEMORY = "memory"
    COST = "cost"
    TRAINING_COMPUTE = "training_compute"
    TRAINING_COST = "training_cost"
    TRAINING_TIME = "training_time"
    SPEED = "speed"
    LATENCY = "latency"
    TOKENS_USED = "tokens_used"
    ENERGY = "energy"
    SIZE = "size"
    CONTEXT_WINDOW = "context_window"
    PERFORMANCE = "performance"


class Ranking(StrEnum):
    """Better or worse without a number."""

    BEATS = "beats"
    MATCHES = "matches"
    CLOSE_TO = "close_to"
    TRAILS = "trails"


class Release(StrEnum):
    """Where a model stands, from first word to the end."""

    ANNOUNCED = "announced"
    PREVIEWED = "previewed"
    RELEASED = "released"
    OPEN_WEIGHTS = "open_weights"
    DEPRECATED = "deprecated"


class Caveat(StrEnum):
    """What holds a claim back."""

    UNDISCLOSED = "undisclosed"
    NOT_RELEASED = "not_released"
    UNVERIFIED = "unverified"
    SELF_REPORTED = "self_reported"
    DISPUTED = "disputed"


class Allegation(StrEnum):
    """What a lab is accused of."""

    DISTILLATION = "distillation"
    COPYRIGHT = "copyright"
    EXPORT_CONTROLS = "export_controls"
    SECURITY = "security"
    BENCHMARK_GAMING = "benchmark_gaming"
    OTHER = "other"


class Topic(StrEnum):
    """What a text is about."""

    RELEASE = "release"
    BENCHMARK = "benchmark"
    EFFICIENCY = "efficiency"
    PRICING = "pricing"
    RESEARCH = "research"
    PRODUCT = "product"
    INFRASTRUCTURE = "infrastructure"
    FUNDING = "funding"
    POLICY = "policy"
    SAFETY = "safety"
    LEGAL = "legal"
    PEOPLE = "people"


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """The exact words ``text[start:end]`` of an announcement's text; offsets count Unicode code points."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """One past the last code point of the quote."""
        return self.start + len(self.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One checkable statement. ``metric`` is a member of the kind's own enum above, or a benchmark's usual name.

    ``value`` is in the metric's unit (``SPEC_UNITS``; a ratio is subject over baseline; a score as printed); it is None
    for rankings, releases, caveats and allegations. ``scope`` is the benchmark or field that a ranking or a performance
    ratio speaks of, ``setting`` the condition a figure holds under ("1M-token context"), ``margin`` a lead in points.
    ``rule`` names the rule of the reader that joined the parts.
    """

    kind: Kind
    subject: Named
    metric: str
    quote: Quote
    value: float | None = None
    baseline: Named | None = None
    bound: Bound = Bound.EXACT
    attribution: Attribution = Attribution.UNATTRIBUTED
    hedged: bool = False
    scope: str | None = None
    setting: str | None = None
    margin: float | None = None
    rule: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """Everything that the reader found in one text."""

    labs: tuple[str, ...] = ()
    models: tuple[ModelName, ...] = ()
    topics: tuple[Topic, ...] = ()
    claims: tuple[Claim, ...] = ()
