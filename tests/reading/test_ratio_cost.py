"""What one model costs over another, in many wordings: prices cut, shared, doubled and undercut."""

from collections.abc import Callable

import pytest

Fact = tuple[str | None, str, float, str | None, str]
Ratios = Callable[[str], list[Fact]]

COST: list[tuple[str, list[Fact]]] = [
    ("GPT-7 (4x cheaper than GPT-6) is out today.", [("GPT-7", "cost", 0.25, "GPT-6", "exact")]),
    ("GPT-7 matches Claude Opus 9 at a tenth of the price.", [("GPT-7", "cost", 0.1, "Claude Opus 9", "exact")]),
    ("GPT-7 costs one-tenth that of Claude Opus 9.", [("GPT-7", "cost", 0.1, "Claude Opus 9", "exact")]),
    (
        "Running the suite on GPT-7 cost only 15% as much as Claude Opus 9.",
        [("GPT-7", "cost", 0.15, "Claude Opus 9", "exact")],
    ),
    ("GPT-7's cost per task is just 12% that of Claude Opus 9.", [("GPT-7", "cost", 0.12, "Claude Opus 9", "exact")]),
    (
        "The cost of GPT-7 is one-tenth to one-twentieth that of Claude Opus 9.",
        [("GPT-7", "cost", 0.1, "Claude Opus 9", "up_to")],
    ),
    ("GPT-7 mini is 8 to 10 times cheaper than GPT-7.", [("GPT-7 mini", "cost", 0.1, "GPT-7", "up_to")]),
    ("GPT-7 halves the price of GPT-6.", [("GPT-7", "cost", 0.5, "GPT-6", "exact")]),
    ("OpenAI cut the price of GPT-7 by half.", [("GPT-7", "cost", 0.5, None, "exact")]),
    ("OpenAI has cut GPT-7's API prices by 50%.", [("GPT-7", "cost", 0.5, None, "exact")]),
    ("Prices for GPT-7 have been slashed 70%.", [("GPT-7", "cost", 0.3, None, "exact")]),
    ("GPT-7 input tokens now cost 75% less.", [("GPT-7", "cost", 0.25, None, "exact")]),
    (
        "OpenAI cut prices for GPT-7 mini by 80% and for GPT-7 nano by 20%.",
        [("GPT-7 mini", "cost", 0.2, None, "exact"), ("GPT-7 nano", "cost", 0.8, None, "exact")],
    ),
    ("GPT-7 pricing doubles to $5 per million input tokens.", [("GPT-7", "cost", 2.0, None, "exact")]),
    ("The price of GPT-7 tripled compared to GPT-6.", [("GPT-7", "cost", 3.0, "GPT-6", "exact")]),
    ("GPT-7 is priced similarly to Claude Opus 9.", [("GPT-7", "cost", 1.0, "Claude Opus 9", "about")]),
    ("GPT-7 is priced at the same level as GPT-6.", [("GPT-7", "cost", 1.0, "GPT-6", "exact")]),
    ("GPT-7 keeps the same pricing as GPT-6.", [("GPT-7", "cost", 1.0, "GPT-6", "exact")]),
    ("GPT-7 costs the same as GPT-6.", [("GPT-7", "cost", 1.0, "GPT-6", "exact")]),
    ("GPT-7 carries the same price tag as GPT-6.", [("GPT-7", "cost", 1.0, "GPT-6", "exact")]),
    ("GPT-7 is sold at GPT-6's price.", [("GPT-7", "cost", 1.0, "GPT-6", "exact")]),
    ("GPT-7 pricing is unchanged from GPT-6.", [("GPT-7", "cost", 1.0, "GPT-6", "exact")]),
    ("API pricing for GPT-7 is identical to GPT-6's.", [("GPT-7", "cost", 1.0, "GPT-6", "exact")]),
    ("Claude Opus 9 costs ten times as much as GPT-7.", [("Claude Opus 9", "cost", 10.0, "GPT-7", "exact")]),
    ("Claude Opus 9 is 8x more expensive than GPT-7.", [("Claude Opus 9", "cost", 8.0, "GPT-7", "exact")]),
    (
        "Claude Opus 9 charges 8x what GPT-7 does per output token.",
        [("Claude Opus 9", "cost", 8.0, "GPT-7", "exact")],
    ),
    ("GPT-7 costs 1/15 the price of Claude Opus 9.", [("GPT-7", "cost", 0.067, "Claude Opus 9", "exact")]),
    (
        "GPT-7 performs like Claude Opus 9 at roughly one-sixteenth the cost.",
        [("GPT-7", "cost", 0.062, "Claude Opus 9", "about")],
    ),
    (
        "GPT-7 and GPT-7 mini beat Claude Opus 9 at about one-sixth the cost.",
        [("GPT-7", "cost", 0.167, "Claude Opus 9", "about"), ("GPT-7 mini", "cost", 0.167, "Claude Opus 9", "about")],
    ),
    ("GPT-7 offers the same quality as GPT-6 for half the money.", [("GPT-7", "cost", 0.5, "GPT-6", "exact")]),
    (
        "GPT-7 gives you Claude Opus 9 performance at 20% of the cost.",
        [("GPT-7", "cost", 0.2, "Claude Opus 9", "exact")],
    ),
    ("GPT-7 provides a 90% cost reduction over GPT-6.", [("GPT-7", "cost", 0.1, "GPT-6", "exact")]),
    (
        "GPT-7 reduces inference costs by an order of magnitude relative to GPT-6.",
        [("GPT-7", "cost", 0.1, "GPT-6", "about")],
    ),
    ("GPT-7 is two orders of magnitude cheaper than GPT-6.", [("GPT-7", "cost", 0.01, "GPT-6", "about")]),
    (
        "GPT-7 is half as expensive as GPT-6 and a third the price of Claude Opus 9.",
        [("GPT-7", "cost", 0.5, "GPT-6", "exact"), ("GPT-7", "cost", 0.333, "Claude Opus 9", "exact")],
    ),
    ("At 25% the cost of GPT-6, GPT-7 is attractive.", [("GPT-7", "cost", 0.25, "GPT-6", "exact")]),
    ("Where GPT-6 charged $10 per million tokens, GPT-7 is 5x cheaper.", [("GPT-7", "cost", 0.2, "GPT-6", "exact")]),
    ("GPT-7 undercuts Claude Opus 9 by 80%.", [("GPT-7", "cost", 0.2, "Claude Opus 9", "exact")]),
    (
        "GPT-7 mini costs 80% less to run than GPT-7 and is 2x faster.",
        [("GPT-7 mini", "cost", 0.2, "GPT-7", "exact"), ("GPT-7 mini", "speed", 2.0, "GPT-7", "exact")],
    ),
    ("GPT-7 comes with a 20% price increase over GPT-6.", [("GPT-7", "cost", 1.2, "GPT-6", "exact")]),
    (
        "GPT-7 costs 1.4x more per token than GPT-6 but uses 35% fewer tokens.",
        [("GPT-7", "cost", 1.4, "GPT-6", "exact"), ("GPT-7", "tokens_used", 0.65, "GPT-6", "exact")],
    ),
    ("Per task, GPT-7 ends up 2x as costly as GPT-6.", [("GPT-7", "cost", 2.0, "GPT-6", "exact")]),
    (
        "GPT-7 is roughly 1/5 the cost of GPT-6 on input and 1/8 on output.",
        [("GPT-7", "cost", 0.2, "GPT-6", "about"), ("GPT-7", "cost", 0.125, "GPT-6", "about")],
    ),
    (
        "GPT-7 mini and GPT-7 nano cost 50% and 80% less per task than GPT-7, respectively.",
        [("GPT-7 mini", "cost", 0.5, "GPT-7", "exact"), ("GPT-7 nano", "cost", 0.2, "GPT-7", "exact")],
    ),
    (
        "GPT-7 mini and nano score 55 and 51, with 50% and 80% lower cost per task than GPT-7, respectively.",
        [("GPT-7 mini", "cost", 0.5, "GPT-7", "exact"), ("GPT-7 nano", "cost", 0.2, "GPT-7", "exact")],
    ),
    ("Instead of GPT-6, we now use GPT-7, which is 40% cheaper.", [("GPT-7", "cost", 0.6, "GPT-6", "exact")]),
    ("GPT-7's price is half of GPT-6's.", [("GPT-7", "cost", 0.5, "GPT-6", "exact")]),
    (
        "GPT-7 beats GPT-6 on SWE-bench Verified while being 3x cheaper and twice as fast.",
        [("GPT-7", "cost", 0.333, "GPT-6", "exact"), ("GPT-7", "speed", 2.0, "GPT-6", "exact")],
    ),
    (
        "Both GPT-7 and GPT-7 mini are 30% cheaper than GPT-6.",
        [("GPT-7", "cost", 0.7, "GPT-6", "exact"), ("GPT-7 mini", "cost", 0.7, "GPT-6", "exact")],
    ),
    ("GPT-7 (3x the price of GPT-6) now tops the board.", [("GPT-7", "cost", 3.0, "GPT-6", "exact")]),
    ("GPT-7 gets a 10x cost reduction vs GPT-6.", [("GPT-7", "cost", 0.1, "GPT-6", "exact")]),
    ("GPT-7 brings a cost reduction of 10x vs GPT-6.", [("GPT-7", "cost", 0.1, "GPT-6", "exact")]),
    ("GPT-7 runs at 0.3x the cost of GPT-6.", [("GPT-7", "cost", 0.3, "GPT-6", "exact")]),
    ("GPT-7's inference cost is down 60% from GPT-6.", [("GPT-7", "cost", 0.4, "GPT-6", "exact")]),
    ("Prices are up 20% with GPT-7.", [("GPT-7", "cost", 1.2, None, "exact")]),
    ("GPT-7 takes the output price down 80%.", [("GPT-7", "cost", 0.2, None, "exact")]),
    (
        "Google cut Gemini 9 Flash output prices from $3.50 to $2.50 per million, a 29% reduction.",
        [("Gemini 9 Flash", "cost", 0.71, None, "exact")],
    ),
    (
        "DeepSeek-V9 is said to cost roughly 3% of what Claude Opus 9 does to run.",
        [("DeepSeek-V9", "cost", 0.03, "Claude Opus 9", "about")],
    ),
    (
        "Mistral Medium 9 delivers state-of-the-art performance at 8X lower cost.",
        [("Mistral Medium 9", "cost", 0.125, None, "exact")],
    ),
    (
        "Claude Haiku 9 gives you similar coding performance to Claude Sonnet 8 at one-third the cost "
        "and more than twice the speed.",
        [
            ("Claude Haiku 9", "cost", 0.333, "Claude Sonnet 8", "exact"),
            ("Claude Haiku 9", "speed", 2.0, "Claude Sonnet 8", "more_than"),
        ],
    ),
    (
        "GPT-7 is 83% cheaper than GPT-6 and comes with a 1M-token context window.",
        [("GPT-7", "cost", 0.17, "GPT-6", "exact")],
    ),
    ("GPT-7 is about 20 to 30 times cheaper to use than GPT-6.", [("GPT-7", "cost", 0.033, "GPT-6", "up_to")]),
    ("GPT-7 is cheaper than GPT-6 by a factor of ten.", [("GPT-7", "cost", 0.1, "GPT-6", "exact")]),
    ("GPT-7 reduces serving costs by a factor of 4 relative to GPT-6.", [("GPT-7", "cost", 0.25, "GPT-6", "exact")]),
    ("GPT-7's price per token is 40% of GPT-6's.", [("GPT-7", "cost", 0.4, "GPT-6", "exact")]),
    ("GPT-7 mini is priced at 20% of GPT-7.", [("GPT-7 mini", "cost", 0.2, "GPT-7", "exact")]),
    ("GPT-7 mini is less than half the price of GPT-7.", [("GPT-7 mini", "cost", 0.5, "GPT-7", "less_than")]),
    ("GPT-7 mini is over 60% cheaper than GPT-7.", [("GPT-7 mini", "cost", 0.4, "GPT-7", "less_than")]),
    ("GPT-7 mini is 60+% cheaper than GPT-7.", [("GPT-7 mini", "cost", 0.4, "GPT-7", "less_than")]),
    ("GPT-7 mini cuts costs by two-thirds compared to GPT-7.", [("GPT-7 mini", "cost", 0.333, "GPT-7", "exact")]),
    (
        "While GPT-7 mini is five times cheaper than GPT-7, it trails on math.",
        [("GPT-7 mini", "cost", 0.2, "GPT-7", "exact")],
    ),
    (
        "Opting for GPT-7 mini instead of GPT-7 saves 80% on inference costs.",
        [("GPT-7 mini", "cost", 0.2, "GPT-7", "exact")],
    ),
    ("Switching from GPT-6 to GPT-7 cut our bill by 70%.", [("GPT-7", "cost", 0.3, "GPT-6", "exact")]),
    (
        "Per OpenAI, GPT-7's API is 40% cheaper than GPT-6's, and its caching is 2x better.",
        [("GPT-7", "cost", 0.6, "GPT-6", "exact")],
    ),
    ("GPT-7 is priced 95% below Claude Opus 9.", [("GPT-7", "cost", 0.05, "Claude Opus 9", "exact")]),
    ("GPT-7 comes in at 30% under the price of Claude Opus 9.", [("GPT-7", "cost", 0.7, "Claude Opus 9", "exact")]),
    (
        "GPT-7's sticker price is 3x that of GPT-6, but it needs 60% fewer tokens.",
        [("GPT-7", "cost", 3.0, "GPT-6", "exact"), ("GPT-7", "tokens_used", 0.4, "GPT-6", "exact")],
    ),
    (
        "Artificial Analysis found that running its index cost $1,200 with GPT-7, roughly half of what "
        "Claude Opus 9 cost.",
        [("GPT-7", "cost", 0.5, "Claude Opus 9", "about")],
    ),
    (
        "MiMo-V9-Flash generates at 150 tokens/s, with an inference cost of just 2.5% of Claude Sonnet 9.",
        [("MiMo-V9-Flash", "cost", 0.025, "Claude Sonnet 9", "exact")],
    ),
    (
        "ERNIE 9 is priced at just 1% of GPT-7 while outperforming it on several benchmarks.",
        [("ERNIE 9", "cost", 0.01, "GPT-7", "exact")],
    ),
    (
        "ERNIE X9 delivers performance on par with DeepSeek-R9 at only half the price.",
        [("ERNIE X9", "cost", 0.5, "DeepSeek-R9", "exact")],
    ),
    (
        "Amazon says its Nova 9 models are at least 75% less expensive than the best-performing models in their class.",
        [("Nova 9", "cost", 0.25, None, "less_than")],
    ),
    (
        "Claude Opus 9 is available at one third the price of Opus 8.",
        [("Claude Opus 9", "cost", 0.333, "Claude Opus 8", "exact")],
    ),
    ("A 10x cheaper GPT-7 mini is coming.", [("GPT-7 mini", "cost", 0.1, None, "exact")]),
]


@pytest.mark.parametrize(("text", "facts"), COST)
def test_a_cost_over_another_in_other_words(ratios: Ratios, text: str, facts: list[Fact]) -> None:
    assert sorted(ratios(text), key=repr) == sorted(facts, key=repr)
