"""Ratios: direction, base, both sides, and what is none."""

from collections.abc import Callable

import pytest

from bot.domain.claims import Claim, Reading
from bot.domain.names import ClassName, Named

Read = Callable[..., Reading]

TOLD: list[tuple[str, set[tuple[str, str, float, str | None]]]] = [
    ("GPT-7 runs three times as fast as GPT-6.", {("GPT-7", "speed", 3.0, "GPT-6")}),
    ("GPT-7 is three times faster than its predecessor.", {("GPT-7", "speed", 3.0, None)}),
    ("GPT-7 costs half as much as GPT-6.", {("GPT-7", "cost", 0.5, "GPT-6")}),
    ("GPT-7 delivers this at one-tenth the cost of GPT-6.", {("GPT-7", "cost", 0.1, "GPT-6")}),
    ("OpenAI offers GPT-7 for a third of the price of Claude Opus 9.", {("GPT-7", "cost", 0.3333, "Claude Opus 9")}),
    ("GPT-7 is priced 60% lower than GPT-6.", {("GPT-7", "cost", 0.4, "GPT-6")}),
    ("GPT-7's price was cut by 80%.", {("GPT-7", "cost", 0.2, None)}),
    ("OpenAI announced a 60% price cut for GPT-7.", {("GPT-7", "cost", 0.4, None)}),
    ("The price of GPT-7 dropped 80%.", {("GPT-7", "cost", 0.2, None)}),
    ("OpenAI slashed GPT-7 prices by 75%.", {("GPT-7", "cost", 0.25, None)}),
    ("GPT-7 comes with up to 60% savings in cost compared with GPT-6.", {("GPT-7", "cost", 0.4, "GPT-6")}),
    ("GPT-7 is twice as expensive as GPT-6.", {("GPT-7", "cost", 2.0, "GPT-6")}),
    ("GPT-7 charges 40% more than GPT-6 for output tokens.", {("GPT-7", "cost", 1.4, "GPT-6")}),
    ("GPT-7 costs 2.5x more than GPT-6.", {("GPT-7", "cost", 2.5, "GPT-6")}),
    ("GPT-7 is double the price of GPT-6.", {("GPT-7", "cost", 2.0, "GPT-6")}),
    ("GPT-7 is 20 times cheaper than GPT-6.", {("GPT-7", "cost", 0.05, "GPT-6")}),
    ("GPT-7 is 20-50x less expensive than GPT-6.", {("GPT-7", "cost", 0.02, "GPT-6")}),
    ("GPT-7 uses a third fewer tokens than GPT-6.", {("GPT-7", "tokens_used", 0.6667, "GPT-6")}),
    ("GPT-7 needs half as many tokens as GPT-6.", {("GPT-7", "tokens_used", 0.5, "GPT-6")}),
    ("GPT-7 solves the same tasks with 48% fewer output tokens than GPT-6.", {("GPT-7", "tokens_used", 0.52, "GPT-6")}),
    ("GPT-7 cuts token usage by 30% relative to GPT-6.", {("GPT-7", "tokens_used", 0.7, "GPT-6")}),
    ("GPT-7 shrinks the KV cache to 10% of GPT-6's.", {("GPT-7", "kv_cache", 0.1, "GPT-6")}),
    (
        "GPT-7 requires just 27% of the single-token FLOPs and 10% of the KV cache of GPT-6.",
        {("GPT-7", "inference_compute", 0.27, "GPT-6"), ("GPT-7", "kv_cache", 0.1, "GPT-6")},
    ),
    ("GPT-7's KV cache is 8x smaller than GPT-6's.", {("GPT-7", "kv_cache", 0.125, "GPT-6")}),
    ("GPT-7 has an 8x smaller KV cache than GPT-6.", {("GPT-7", "kv_cache", 0.125, "GPT-6")}),
    ("GPT-7 was trained with 10x less compute than GPT-6.", {("GPT-7", "training_compute", 0.1, "GPT-6")}),
    ("GPT-7 was trained at a tenth of the cost of GPT-6.", {("GPT-7", "training_cost", 0.1, "GPT-6")}),
    ("GPT-7 trains twice as fast as GPT-6.", {("GPT-7", "training_time", 0.5, "GPT-6")}),
    ("GPT-7 halves latency compared to GPT-6.", {("GPT-7", "latency", 0.5, "GPT-6")}),
    ("GPT-7 cuts latency in half versus GPT-6.", {("GPT-7", "latency", 0.5, "GPT-6")}),
    ("Compared to GPT-6, latency drops by 30% in GPT-7.", {("GPT-7", "latency", 0.7, "GPT-6")}),
    ("GPT-7 answers in a third of the time GPT-6 needs.", {("GPT-7", "latency", 0.3333, "GPT-6")}),
    ("GPT-7 takes twice as long as GPT-6.", {("GPT-7", "latency", 2.0, "GPT-6")}),
    ("GPT-7 has a 2.5x faster time to first token than GPT-6.", {("GPT-7", "latency", 0.4, "GPT-6")}),
    ("GPT-7 consumes 40% less energy than GPT-6.", {("GPT-7", "energy", 0.6, "GPT-6")}),
    ("GPT-7 needs half the memory of GPT-6.", {("GPT-7", "memory", 0.5, "GPT-6")}),
    ("GPT-7 delivers GPT-6 quality while halving the hardware footprint.", {("GPT-7", "memory", 0.5, "GPT-6")}),
    ("GPT-7 is one-fifth the size of GPT-6.", {("GPT-7", "size", 0.2, "GPT-6")}),
    ("GPT-7 is five times larger than GPT-6.", {("GPT-7", "size", 5.0, "GPT-6")}),
    ("With 10x fewer parameters than GPT-6, GPT-7 still wins.", {("GPT-7", "size", 0.1, "GPT-6")}),
    ("GPT-7 takes in 8x the context length of GPT-6.", {("GPT-7", "context_window", 8.0, "GPT-6")}),
    ("GPT-7 doubles the context window of GPT-6.", {("GPT-7", "context_window", 2.0, "GPT-6")}),
    ("GPT-7 reaches 95% of GPT-6's performance.", {("GPT-7", "performance", 0.95, "GPT-6")}),
    (
        "GPT-7 doubles throughput, triples decoding speed and halves cost compared to GPT-6.",
        {("GPT-7", "speed", 2.0, "GPT-6"), ("GPT-7", "speed", 3.0, "GPT-6"), ("GPT-7", "cost", 0.5, "GPT-6")},
    ),
    ("At half the price of GPT-6, GPT-7 is a bargain.", {("GPT-7", "cost", 0.5, "GPT-6")}),
    ("GPT-7 undercuts GPT-6 on price by 7x.", {("GPT-7", "cost", 0.1429, "GPT-6")}),
    ("GPT-7 is faster than GPT-6, by as much as 40%.", {("GPT-7", "speed", 1.4, "GPT-6")}),
    ("Throughput of GPT-7 is 2.2x higher than that of GPT-6.", {("GPT-7", "speed", 2.2, "GPT-6")}),
    ("GPT-7 improves throughput by 2.2x over GPT-6.", {("GPT-7", "speed", 2.2, "GPT-6")}),
    ("GPT-7 speeds up decoding by 3x over GPT-6.", {("GPT-7", "speed", 3.0, "GPT-6")}),
    ("GPT-7 achieves a speedup of 3x over GPT-6.", {("GPT-7", "speed", 3.0, "GPT-6")}),
    ("GPT-7 offers a 5x increase in tokens per second over GPT-6.", {("GPT-7", "speed", 5.0, "GPT-6")}),
    ("GPT-7 is 3x more cost-effective than GPT-6.", {("GPT-7", "cost", 0.3333, "GPT-6")}),
    ("GPT-7 shaves 30% off the latency of GPT-6.", {("GPT-7", "latency", 0.7, "GPT-6")}),
    ("GPT-7 costs an order of magnitude less than GPT-6.", {("GPT-7", "cost", 0.1, "GPT-6")}),
    ("Running GPT-7 costs roughly 1/18th of what GPT-6 does.", {("GPT-7", "cost", 0.0556, "GPT-6")}),
    ("GPT-7 is priced the same as GPT-6.", {("GPT-7", "cost", 1.0, "GPT-6")}),
    ("Pricing for GPT-7 remains unchanged from GPT-6.", {("GPT-7", "cost", 1.0, "GPT-6")}),
    ("GPT-7 is available at the same price as GPT-6.", {("GPT-7", "cost", 1.0, "GPT-6")}),
    ("GPT-7 matches GPT-6's pricing.", {("GPT-7", "cost", 1.0, "GPT-6")}),
    ("GPT-7 is 50% slower than GPT-6.", {("GPT-7", "speed", 0.5, "GPT-6")}),
    (
        "GPT-7 has 1.5x the throughput and 0.5x the latency of GPT-6.",
        {("GPT-7", "speed", 1.5, "GPT-6"), ("GPT-7", "latency", 0.5, "GPT-6")},
    ),
    ("GPT-7 delivers up to 3.3x throughput compared to GPT-6.", {("GPT-7", "speed", 3.3, "GPT-6")}),
    ("GPT-7 generates tokens 4 times faster.", {("GPT-7", "speed", 4.0, None)}),
    ("GPT-7 is 40 percent cheaper to run than GPT-6.", {("GPT-7", "cost", 0.6, "GPT-6")}),
    (
        "GPT-7 and GPT-7 mini are 5x and 28x smaller than GPT-6.",
        {("GPT-7", "size", 0.2, "GPT-6"), ("GPT-7 mini", "size", 0.0357, "GPT-6")},
    ),
    (
        "GPT-7 (70B) and GPT-7 mini (12B) are 5x and 28x cheaper than GPT-6, and 8x and 41x "
        "cheaper than Claude Opus 9.",
        {
            ("GPT-7", "cost", 0.2, "GPT-6"),
            ("GPT-7 mini", "cost", 0.0357, "GPT-6"),
            ("GPT-7", "cost", 0.125, "Claude Opus 9"),
            ("GPT-7 mini", "cost", 0.0244, "Claude Opus 9"),
        },
    ),
    (
        "GPT-7 solves six times as many problems as GPT-6 while using two-thirds as many tokens.",
        {("GPT-7", "tokens_used", 0.6667, "GPT-6")},
    ),
    (
        "GPT-7 comes within one point of Claude Opus 9 while needing 61% less time at roughly half the cost.",
        {("GPT-7", "latency", 0.39, "Claude Opus 9"), ("GPT-7", "cost", 0.5, "Claude Opus 9")},
    ),
    ("GPT-7's answers are longer than GPT-6's, up to 3x.", {("GPT-7", "tokens_used", 3.0, "GPT-6")}),
    ("GPT-7 is much cheaper overall, up to 1/18th of GPT-6.", {("GPT-7", "cost", 0.0556, "GPT-6")}),
    ("GPT-7 handles 3x more requests per second than GPT-6.", {("GPT-7", "speed", 3.0, "GPT-6")}),
    ("GPT-7 nearly matches GPT-6 at less than half the estimated cost.", {("GPT-7", "cost", 0.5, "GPT-6")}),
    ("GPT-7 more than doubles GPT-6's pass rate.", {("GPT-7", "performance", 2.0, "GPT-6")}),
    ("GPT-7's score is three times as high as that of GPT-6.", {("GPT-7", "performance", 3.0, "GPT-6")}),
    ("GPT-7 ends up taking less than half the time of GPT-6.", {("GPT-7", "latency", 0.5, "GPT-6")}),
]
NOT_TOLD = [
    "GPT-7 is twice as token-efficient as GPT-6.",
    "GPT-7 has a context window twice as long as GPT-6.",
    "GPT-7 rivals models ten times its size.",
    "On an H200, GPT-7 runs 3x faster than on an A100.",
    "The B300 offers 8x better performance than the H100 with GPT-7.",
    "Users preferred GPT-7 over GPT-6 59% of the time.",
    "GPT-7 fails half the time.",
    "ChatGPT usage grew 3x and GPT-7 has 2x more users than GPT-6.",
    "GPT-7 is used by 40% of the developers.",
    "GPT-7 was trained on 3x more tokens than GPT-6.",
    "GPT-7 wins 3 times as many medals.",
    "GPT-7 gains 12% on coding benchmarks.",
    "The fast mode of GPT-7 is 2.5x faster at six times the price.",
    "GPT-7 keeps its lead over models 3-10x larger.",
    "GPT-7 performs within 0.5% of the score of Claude Opus 9.",
    "GPT-7 is up to 1/18th of GPT-6 in cost.",
    "Token usage at OpenAI grew 22-fold after GPT-7.",
]


def _name(named: Named | None) -> str | None:
    """The name of a model or lab; a class in plain words counts as none."""
    return None if named is None or isinstance(named, ClassName) else named.name


def _facts(read: Read, text: str) -> set[tuple[object, ...]]:
    return {_fact(claim) for claim in read(text).claims if claim.kind == "ratio"}


def _fact(claim: Claim) -> tuple[object, ...]:
    return _name(claim.subject), claim.metric, round(claim.value or 0, 4), _name(claim.baseline)


@pytest.mark.parametrize(("text", "facts"), TOLD)
def test_ratios_have_direction_base_and_sides(read: Read, text: str, facts: set[tuple[object, ...]]) -> None:
    assert _facts(read, text) == facts


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_no_ratio_of_a_model(read: Read, text: str) -> None:
    assert _facts(read, text) == set()
