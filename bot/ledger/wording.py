"""How figures and names of the vocabulary read for people. Pure text, no markdown.

Numbers keep three significant digits; a bound and a hedge are always said.
"""

from collections.abc import Mapping

from bot.domain.announcements import SourcedClaim
from bot.domain.catalogue import Fact, FactValue
from bot.domain.claims import Attribution, Bound, Claim, Kind, Ratio, Spec
from bot.domain.names import Named
from bot.ledger.lines import Line
from bot.ledger.standing import Standing, standing_of
from bot.ledger.voices import Role

ATTRIBUTION_WORDS: Mapping[Attribution, str] = {
    Attribution.VENDOR: "maker's word",
    Attribution.THIRD_PARTY: "third party",
    Attribution.UNATTRIBUTED: "no source named",
}

STANDING_WORDS: Mapping[Standing, str] = {
    Standing.UNSOURCED: "no source named",
    Standing.VENDORS_WORD: "maker's word",
    Standing.REPEATED: "maker's word, repeated",
    Standing.INDEPENDENT: "said by others",
    Standing.MEASURED: "measured",
    Standing.CONTESTED: "contested",
    Standing.WITHDRAWN: "withdrawn",
    Standing.SUPERSEDED: "superseded",
}

METRIC_WORDS: Mapping[str, str] = {
    Spec.PARAMETERS: "parameters",
    Spec.ACTIVE_PARAMETERS: "active parameters",
    Spec.CONTEXT_WINDOW: "context",
    Spec.MAX_OUTPUT: "max output",
    Spec.TRAINING_TOKENS: "training tokens",
    Spec.TRAINING_COMPUTE: "training compute",
    Spec.TRAINING_GPU_HOURS: "training GPU-hours",
    Spec.TRAINING_COST: "training cost",
    Spec.INPUT_PRICE: "price in",
    Spec.OUTPUT_PRICE: "price out",
    Spec.CACHED_INPUT_PRICE: "price in, cached",
    Spec.PRICE: "price",
    Spec.OUTPUT_SPEED: "output speed",
    Spec.TIME_TO_FIRST_TOKEN: "first token",
    Spec.MEMORY: "memory",
    Ratio.INFERENCE_COMPUTE: "compute / token",
    Ratio.KV_CACHE: "KV cache",
    Ratio.COST: "cost",
    Ratio.TRAINING_TIME: "training time",
    Ratio.SPEED: "speed",
    Ratio.LATENCY: "latency",
    Ratio.TOKENS_USED: "tokens used",
    Ratio.ENERGY: "energy",
    Ratio.SIZE: "size",
    Ratio.PERFORMANCE: "performance",
}

BOUND_MARKS: Mapping[Bound, str] = {
    Bound.EXACT: "",
    Bound.ABOUT: "~",
    Bound.UP_TO: "up to ",
    Bound.MORE_THAN: ">",
    Bound.LESS_THAN: "<",
}

_COUNT_STEPS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))
_BYTE_STEPS = ((1e12, " TB"), (1e9, " GB"), (1e6, " MB"))
_PRICES = {Spec.INPUT_PRICE, Spec.OUTPUT_PRICE, Spec.CACHED_INPUT_PRICE, Spec.PRICE}


def metric_label(metric: str) -> str:
    """The metric as a person would call it; a benchmark's name as it is."""
    return METRIC_WORDS.get(metric, metric.replace("_", " ") if metric.islower() else metric)


def number(value: float) -> str:
    """At most three significant digits, no exponent: 0.27, 80.6, 1410 stays 1410 (whole numbers are kept)."""
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    rounded = f"{value:.3g}"
    return f"{float(rounded):f}".rstrip("0").rstrip(".") if "e" in rounded else rounded


def value_words(claim: Claim) -> str:
    """The value with its unit and bound: ``1.6T``, ``$0.28``, ``0.27×``, ``>80.6``; empty where the claim has none."""
    if claim.value is None:
        return ""
    return BOUND_MARKS[claim.bound] + with_unit(claim.kind, claim.metric, claim.value)


def fact_words(fact: Fact, value: FactValue) -> str:
    """What the catalogue gives, with its unit: ``$1.74``, ``128K``, ``2026-04-24``, ``yes``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else with_unit(Kind.SPEC, fact.value, value)


def claim_words(claim: Claim) -> str:
    """The claim in a few words, its subject left out: ``0.27× V3.2 compute / token``, ``beats GPT-5 (coding)``."""
    label = metric_label(claim.metric)
    against = claim.baseline.name if claim.baseline else None
    if claim.kind is Kind.RATIO:
        words = f"{label} {value_words(claim)}" + (f" {against}" if against else ", baseline not named")
    elif claim.kind in {Kind.SPEC, Kind.BENCHMARK}:
        words = f"{label} {value_words(claim)}"
    elif claim.kind is Kind.ALLEGATION:
        words = f"accuses {against or 'a lab'} of {label}"
    else:
        words = label + (f" {against}" if against else "")
    if claim.margin is not None:
        words += f" by {number(claim.margin)} points"
    return words + conditions(claim)


def unlike(one: Claim, other: Claim) -> str:
    """What a claim says otherwise than another on the same words: ``0.27×``, ``against GPT-5.5, hedged``."""
    said = []
    if one.subject != other.subject:
        said.append(one.subject.name)
    if one.metric != other.metric:
        said.append(metric_label(one.metric))
    if (one.value, one.bound) != (other.value, other.bound):
        said.append(value_words(one))
    if one.baseline != other.baseline:
        said.append(f"against {one.baseline.name}" if one.baseline else "against nothing named")
    if one.hedged != other.hedged:
        said.append("hedged" if one.hedged else "not hedged")
    return ", ".join(said)


def correction_words(sourced: SourcedClaim) -> str:
    """That a claim was corrected, and what was read; empty where it stands as it was read."""
    if sourced.as_read is None:
        return ""
    return f"corrected by this server: was {unlike(sourced.as_read, sourced.claim)}"


def conditions(claim: Claim) -> str:
    """What the claim holds for, in brackets: its scope and its setting."""
    said = [part for part in (claim.scope, claim.setting) if part]
    return f" ({'; '.join(said)})" if said else ""


def standing_words(attribution: Attribution, *, hedged: bool) -> str:
    """Whose word it is, and that it is held back where it is."""
    return ATTRIBUTION_WORDS[attribution] + (", hedged" if hedged else "")


def line_words(line: Line) -> str:
    """Where a line stands, and that it is held back or corrected where it is."""
    standing = standing_of(line)
    words = STANDING_WORDS[standing]
    if standing in {Standing.VENDORS_WORD, Standing.REPEATED} and line.voices[0].role is Role.RIVAL:
        words = "another maker's word"
    if standing is Standing.INDEPENDENT and line.voices[0].role is Role.MAKER:
        words = "maker's word, and others'"
    corrected = next((sourced for sourced in line.claims if sourced.corrected), None)
    return words + (", hedged" if line.hedged else "") + (f", {correction_words(corrected)}" if corrected else "")


def evidence_words(line: Line) -> str:
    """Who measured it, and who got something else."""
    measured = [voice.speaker for voice in (*line.alive, *line.grounds.measured_by) if voice.role is Role.INDEPENDENT]
    against = [voice.speaker for voice in line.grounds.contradicted_by]
    said = [f"measured by {', '.join(measured)}"] if measured else []
    said += [f"contradicted by a figure of {', '.join(against)}"] if against else []
    return "; ".join(said) or "not yet measured by others"


def name_of(name: Named | None) -> str:
    """A name as shown; a dash for none."""
    return name.name if name else "–"


def defused(cell: object) -> object:
    """A cell for a CSV file: a spreadsheet would run text that begins like a formula, and feeds are hostile."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def with_unit(kind: Kind, metric: str, value: float) -> str:
    """A bare figure of a metric with its unit: an axis's, or one worked out."""
    if kind is Kind.RATIO:
        return f"{number(value)}×"
    if kind is not Kind.SPEC:
        return number(value)
    if metric in _PRICES:
        cents = value >= 1 or abs(value - round(value, 2)) < 1e-9
        return f"${value:,.2f}" if cents else f"${number(value)}"
    if metric == Spec.TRAINING_COST:
        return "$" + _stepped(value, _COUNT_STEPS)
    if metric == Spec.MEMORY:
        return _stepped(value, _BYTE_STEPS)
    if metric == Spec.TRAINING_COMPUTE:
        return f"{value:.3g} FLOP"
    if metric == Spec.OUTPUT_SPEED:
        return f"{number(value)} tok/s"
    if metric == Spec.TIME_TO_FIRST_TOKEN:
        return f"{number(value)} s"
    return _stepped(value, _COUNT_STEPS)


def _stepped(value: float, steps: tuple[tuple[float, str], ...]) -> str:
    for size, letter in steps:
        if abs(value) >= size:
            return number(value / size) + letter
    return number(value)
