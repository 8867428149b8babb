"""Ratios as AI news words them: each amount in many wordings, in lists and across sentences, and what is none."""

from collections.abc import Callable

import pytest

from bot.domain.claims import Claim, Reading
from bot.domain.names import ClassName, Named

Read = Callable[..., Reading]
Fact = tuple[str | None, str, float, str | None, str]

SPEED: list[tuple[str, list[Fact]]] = [
    (
        "GPT-7 is 2.5x faster (and 4x cheaper) than GPT-6.",
        [("GPT-7", "cost", 0.25, "GPT-6", "exact"), ("GPT-7", "speed", 2.5, "GPT-6", "exact")],
    ),
    (
        "GPT-7: 3x faster, 60% cheaper, and 10x smaller than GPT-6.",
        [
            ("GPT-7", "cost", 0.4, "GPT-6", "exact"),
            ("GPT-7", "size", 0.1, "GPT-6", "exact"),
            ("GPT-7", "speed", 3.0, "GPT-6", "exact"),
        ],
    ),
    ("OpenAI says GPT-7 responds in half the time it takes GPT-6.", [("GPT-7", "latency", 0.5, "GPT-6", "exact")]),
    ("GPT-7 generates text at 1.8 times the speed of GPT-6.", [("GPT-7", "speed", 1.8, "GPT-6", "exact")]),
    (
        "GPT-7 reaches 3.2x the decoding throughput of GPT-6 at 128K tokens.",
        [("GPT-7", "speed", 3.2, "GPT-6", "exact")],
    ),
    (
        "GPT-7 serves 150 tokens per second, roughly double that of GPT-6.",
        [("GPT-7", "speed", 2.0, "GPT-6", "about")],
    ),
    (
        "GPT-7 outputs 210 tokens per second, which is about three times what GPT-6 manages.",
        [("GPT-7", "speed", 3.0, "GPT-6", "about")],
    ),
    ("At 900 tokens per second, GPT-7 is 6x faster than GPT-6.", [("GPT-7", "speed", 6.0, "GPT-6", "exact")]),
    ("GPT-7 cut p95 latency by 45% versus GPT-6.", [("GPT-7", "latency", 0.55, "GPT-6", "exact")]),
    ("Time to first token is 35% lower on GPT-7 than on GPT-6.", [("GPT-7", "latency", 0.65, "GPT-6", "exact")]),
    ("GPT-7 starts answering 40% sooner than GPT-6.", [("GPT-7", "latency", 0.6, "GPT-6", "exact")]),
    ("GPT-7 delivers a 4x speedup at decoding compared with GPT-6.", [("GPT-7", "speed", 4.0, "GPT-6", "exact")]),
    (
        "Compared with GPT-6, GPT-7 offers up to a 5-fold gain in throughput.",
        [("GPT-7", "speed", 5.0, "GPT-6", "up_to")],
    ),
    ("GPT-7 runs at 1.5x GPT-6's speed.", [("GPT-7", "speed", 1.5, "GPT-6", "exact")]),
    (
        "With a throughput 3.8 times that of GPT-6, GPT-7 is suited to agents.",
        [("GPT-7", "speed", 3.8, "GPT-6", "exact")],
    ),
    ("GPT-7 nearly doubles GPT-6's output speed.", [("GPT-7", "speed", 2.0, "GPT-6", "about")]),
    ("GPT-7 has doubled the inference speed of GPT-6.", [("GPT-7", "speed", 2.0, "GPT-6", "exact")]),
    ("Inference with GPT-7 is up to 30% quicker than with GPT-6.", [("GPT-7", "speed", 1.3, "GPT-6", "up_to")]),
    ("GPT-7 finishes long jobs in a quarter of the time of GPT-6.", [("GPT-7", "latency", 0.25, "GPT-6", "exact")]),
    ("It takes GPT-7 60% less time to finish than GPT-6.", [("GPT-7", "latency", 0.4, "GPT-6", "exact")]),
    ("GPT-6 is three times slower than GPT-7.", [("GPT-6", "speed", 0.333, "GPT-7", "exact")]),
    (
        "GPT-7 prefills 6x faster and decodes 5x faster than GPT-6.",
        [("GPT-7", "speed", 6.0, "GPT-6", "exact"), ("GPT-7", "speed", 5.0, "GPT-6", "exact")],
    ),
    (
        "GPT-7 is 2x faster than GPT-6 and 3x faster than Claude Opus 9.",
        [("GPT-7", "speed", 2.0, "GPT-6", "exact"), ("GPT-7", "speed", 3.0, "Claude Opus 9", "exact")],
    ),
    (
        "GPT-7 is 1.4 times faster than Claude Opus 9 and GPT-6.",
        [("GPT-7", "speed", 1.4, "Claude Opus 9", "exact"), ("GPT-7", "speed", 1.4, "GPT-6", "exact")],
    ),
    ("GPT-7's latency is a third of GPT-6's.", [("GPT-7", "latency", 0.333, "GPT-6", "exact")]),
    (
        "GPT-7 has 3x lower latency and 2x higher throughput than GPT-6.",
        [("GPT-7", "latency", 0.333, "GPT-6", "exact"), ("GPT-7", "speed", 2.0, "GPT-6", "exact")],
    ),
    (
        "Claude Opus 9 vs GPT-7: Opus is 2x slower but half the price.",
        [("Claude Opus 9", "cost", 0.5, "GPT-7", "exact"), ("Claude Opus 9", "speed", 0.5, "GPT-7", "exact")],
    ),
    (
        "GPT-7: −40% latency, +30% throughput vs GPT-6.",
        [("GPT-7", "latency", 0.6, "GPT-6", "exact"), ("GPT-7", "speed", 1.3, "GPT-6", "exact")],
    ),
    (
        "- GPT-7 — 2.5× faster, 60% cheaper vs GPT-6",
        [("GPT-7", "cost", 0.4, "GPT-6", "exact"), ("GPT-7", "speed", 2.5, "GPT-6", "exact")],
    ),
    (
        "OpenAI shipped GPT-7 with 2x speed at 1/2 the price.",
        [("GPT-7", "cost", 0.5, None, "exact"), ("GPT-7", "speed", 2.0, None, "exact")],
    ),
    ("GPT-7's latency is down by a third.", [("GPT-7", "latency", 0.667, None, "exact")]),
    ("Throughput is up 35% on GPT-7.", [("GPT-7", "speed", 1.35, None, "exact")]),
    ("GPT-7 delivers a threefold increase in throughput over GPT-6.", [("GPT-7", "speed", 3.0, "GPT-6", "exact")]),
    (
        "GPT-7 was 5.2 times faster at generating tokens and 2.1 times faster at prefill than GPT-6.",
        [("GPT-7", "speed", 5.2, "GPT-6", "exact"), ("GPT-7", "speed", 2.1, "GPT-6", "exact")],
    ),
    (
        "Gemini 9 Flash-Lite has 1.5x lower latency than Gemini 8 Flash.",
        [("Gemini 9 Flash-Lite", "latency", 0.667, "Gemini 8 Flash", "exact")],
    ),
    (
        "GPT-7 runs around 25% faster than its predecessor and at 1.75 times the price.",
        [("GPT-7", "cost", 1.75, None, "exact"), ("GPT-7", "speed", 1.25, None, "about")],
    ),
    (
        "GPT-7 nano reduces latency by nearly half and cost by 83% compared with GPT-6.",
        [("GPT-7 nano", "cost", 0.17, "GPT-6", "exact"), ("GPT-7 nano", "latency", 0.5, "GPT-6", "about")],
    ),
    (
        "GPT-7 nano offers comparable intelligence to GPT-6 while reducing latency by nearly half and "
        "reducing cost by 83%.",
        [("GPT-7 nano", "cost", 0.17, "GPT-6", "exact"), ("GPT-7 nano", "latency", 0.5, "GPT-6", "about")],
    ),
    ("GPT-7 mini is at least 2x as fast as GPT-7.", [("GPT-7 mini", "speed", 2.0, "GPT-7", "more_than")]),
    ("GPT-7 mini almost halves the latency of GPT-7.", [("GPT-7 mini", "latency", 0.5, "GPT-7", "about")]),
    ("GPT-7 mini is 1.3-1.7x faster than GPT-7.", [("GPT-7 mini", "speed", 1.7, "GPT-7", "up_to")]),
    (
        "GPT-7 mini is up to four times as fast as GPT-7, at a sixth of the price.",
        [("GPT-7 mini", "cost", 0.167, "GPT-7", "exact"), ("GPT-7 mini", "speed", 4.0, "GPT-7", "up_to")],
    ),
    (
        "With 15x faster generation than GPT-7, GPT-7 mini targets real-time use.",
        [("GPT-7 mini", "speed", 15.0, "GPT-7", "exact")],
    ),
    ("Replacing GPT-6 with GPT-7 reduced latency by 30%.", [("GPT-7", "latency", 0.7, "GPT-6", "exact")]),
    ("GPT-7 improves accuracy at the expense of 40% higher latency.", [("GPT-7", "latency", 1.4, None, "exact")]),
    (
        "Jamba 9 handles long contexts well: up to 2.5X faster inference than leading competitors.",
        [("Jamba 9", "speed", 2.5, None, "up_to")],
    ),
    (
        "Cursor's Composer 9 model is described as 4x faster than similarly intelligent models.",
        [("Composer 9", "speed", 4.0, None, "exact")],
    ),
    (
        "In our tests Llama 9 8B ran 2x faster on a laptop than Llama 8 8B did, using 30% less memory.",
        [("Llama 9 8B", "memory", 0.7, "Llama 8 8B", "exact"), ("Llama 9 8B", "speed", 2.0, "Llama 8 8B", "exact")],
    ),
    (
        "Falcon-H9 offers up to a 4x improvement in input throughput and 8x in output throughput "
        "compared to Transformer models.",
        [("Falcon-H9", "speed", 4.0, None, "up_to"), ("Falcon-H9", "speed", 8.0, None, "up_to")],
    ),
    (
        "Gemini 9 Flash is 2x faster than Gemini 8 Pro while being 75% cheaper, and its 1M window is 5x "
        "longer than GPT-7's.",
        [
            ("Gemini 9 Flash", "context_window", 5.0, "GPT-7", "exact"),
            ("Gemini 9 Flash", "cost", 0.25, "Gemini 8 Pro", "exact"),
            ("Gemini 9 Flash", "speed", 2.0, "Gemini 8 Pro", "exact"),
        ],
    ),
    (
        "A faster version, GPT-7 Turbo, doubles the speed of GPT-7 for the same price.",
        [("GPT-7 Turbo", "speed", 2.0, "GPT-7", "exact")],
    ),
]
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
TOKENS: list[tuple[str, list[Fact]]] = [
    (
        "GPT-7 uses 3x fewer tokens than GPT-6 on SWE-bench Verified.",
        [("GPT-7", "tokens_used", 0.333, "GPT-6", "exact")],
    ),
    ("GPT-7 needs only 40% of the tokens GPT-6 does.", [("GPT-7", "tokens_used", 0.4, "GPT-6", "exact")]),
    ("GPT-7 is 30% more token-efficient than GPT-6.", [("GPT-7", "tokens_used", 0.769, "GPT-6", "exact")]),
    ("GPT-7 thinks with half the tokens of GPT-6.", [("GPT-7", "tokens_used", 0.5, "GPT-6", "exact")]),
    (
        "On the same tasks GPT-7 consumed 2.3x as many tokens as GPT-6.",
        [("GPT-7", "tokens_used", 2.3, "GPT-6", "exact")],
    ),
    (
        "GPT-7 was more verbose than GPT-6, using about 70% more output tokens.",
        [("GPT-7", "tokens_used", 1.7, "GPT-6", "about")],
    ),
    ("GPT-7 reduces reasoning tokens by 50-75%.", [("GPT-7", "tokens_used", 0.25, None, "up_to")]),
    (
        "GPT-7's new tokenizer produces up to 35% more tokens for the same text.",
        [("GPT-7", "tokens_used", 1.35, None, "up_to")],
    ),
    (
        "GPT-7 shortens its chain of thought by 45% relative to GPT-6.",
        [("GPT-7", "tokens_used", 0.55, "GPT-6", "exact")],
    ),
    ("GPT-7 burns through twice as many tokens as GPT-6.", [("GPT-7", "tokens_used", 2.0, "GPT-6", "exact")]),
    (
        "Gemini 9 Pro used 30% fewer tokens on average than Gemini 8 Pro to complete everyday tasks.",
        [("Gemini 9 Pro", "tokens_used", 0.7, "Gemini 8 Pro", "exact")],
    ),
    (
        "At medium effort, Claude Opus 9 matches Claude Sonnet 9's best score on SWE-bench Verified, but"
        " uses 76% fewer output tokens.",
        [("Claude Opus 9", "tokens_used", 0.24, "Claude Sonnet 9", "exact")],
    ),
    (
        "Claude Opus 9 exceeds Sonnet 9 by 4.3 percentage points while using 48% fewer tokens.",
        [("Claude Opus 9", "tokens_used", 0.52, "Claude Sonnet 9", "exact")],
    ),
    (
        "GPT-7-Codex uses 93.7% fewer tokens than GPT-7 on the bottom 10% of turns.",
        [("GPT-7-Codex", "tokens_used", 0.063, "GPT-7", "exact")],
    ),
    ("GPT-7 beats GPT-6 at the cost of 2x more tokens.", [("GPT-7", "tokens_used", 2.0, "GPT-6", "exact")]),
    ("Responses from GPT-7 are 60% shorter than GPT-6's.", [("GPT-7", "tokens_used", 0.4, "GPT-6", "exact")]),
    ("GPT-7 is 20% less verbose than GPT-6.", [("GPT-7", "tokens_used", 0.8, "GPT-6", "exact")]),
    (
        "According to Artificial Analysis, Grok 9 used 100M tokens to run the index, about twice as many"
        " as Gemini 9 Pro and four times as many as Claude Opus 9.",
        [
            ("Grok 9", "tokens_used", 2.0, "Gemini 9 Pro", "about"),
            ("Grok 9", "tokens_used", 4.0, "Claude Opus 9", "exact"),
        ],
    ),
    (
        "For simple queries GPT-7 uses about 94% fewer tokens; for the hardest it spends about twice as many.",
        [("GPT-7", "tokens_used", 0.06, None, "about")],
    ),
]
MEMORY_AND_COMPUTE: list[tuple[str, list[Fact]]] = [
    ("GPT-7 reduces the KV cache by 93.3% relative to GPT-6.", [("GPT-7", "kv_cache", 0.067, "GPT-6", "exact")]),
    ("GPT-7 stores a KV cache one-eighth the size of GPT-6's.", [("GPT-7", "kv_cache", 0.125, "GPT-6", "exact")]),
    ("GPT-7 requires 4x less VRAM than GPT-6.", [("GPT-7", "memory", 0.25, "GPT-6", "exact")]),
    ("GPT-7 runs in a third of the memory.", [("GPT-7", "memory", 0.333, None, "exact")]),
    (
        "The memory footprint of GPT-7 is 72% smaller than that of GPT-6.",
        [("GPT-7", "memory", 0.28, "GPT-6", "exact")],
    ),
    ("GPT-7 slashes memory use from 80 GB to 20 GB, a 4x reduction.", [("GPT-7", "memory", 0.25, None, "exact")]),
    (
        "At 1M tokens, GPT-7 needs only 27% of GPT-6's per-token FLOPs and 10% of its KV cache.",
        [("GPT-7", "inference_compute", 0.27, "GPT-6", "exact"), ("GPT-7", "kv_cache", 0.1, "GPT-6", "exact")],
    ),
    (
        "GPT-7 performs on par with GPT-6 with only about 40% of the computation.",
        [("GPT-7", "inference_compute", 0.4, "GPT-6", "about")],
    ),
    (
        "GPT-7 achieves comparable results to GPT-6 with 40% of computations.",
        [("GPT-7", "inference_compute", 0.4, "GPT-6", "exact")],
    ),
    ("GPT-7 uses 9.5x fewer FLOPs per token than GPT-6.", [("GPT-7", "inference_compute", 0.105, "GPT-6", "exact")]),
    (
        "GPT-7 takes 3.7 times less compute per token than GPT-6.",
        [("GPT-7", "inference_compute", 0.27, "GPT-6", "exact")],
    ),
    ("GPT-7 draws 30% less power per query than GPT-6.", [("GPT-7", "energy", 0.7, "GPT-6", "exact")]),
    ("Each GPT-7 prompt consumes 33x less energy than a year ago.", [("GPT-7", "energy", 0.03, None, "exact")]),
    (
        "Relative to DeepSeek-V8, DeepSeek-V9 requires only 27% of single-token inference FLOPs and 10% of KV cache.",
        [
            ("DeepSeek-V9", "inference_compute", 0.27, "DeepSeek-V8", "exact"),
            ("DeepSeek-V9", "kv_cache", 0.1, "DeepSeek-V8", "exact"),
        ],
    ),
    (
        "In the 1M-token setting, DeepSeek-V9 uses 27% of the FLOPs per token that DeepSeek-V8 needs, "
        "and a tenth of its KV cache.",
        [
            ("DeepSeek-V9", "inference_compute", 0.27, "DeepSeek-V8", "exact"),
            ("DeepSeek-V9", "kv_cache", 0.1, "DeepSeek-V8", "exact"),
        ],
    ),
    ("GPT-7 needs one-third less memory than GPT-6.", [("GPT-7", "memory", 0.667, "GPT-6", "exact")]),
    ("GPT-7 fits in a third less memory.", [("GPT-7", "memory", 0.667, None, "exact")]),
    ("GPT-7 spends 2.4 times as much energy per query as GPT-6.", [("GPT-7", "energy", 2.4, "GPT-6", "exact")]),
    ("GPT-7 is 50% more compute-efficient than GPT-6.", [("GPT-7", "inference_compute", 0.667, "GPT-6", "exact")]),
    ("GPT-7 is 2.4x more energy efficient than GPT-6.", [("GPT-7", "energy", 0.417, "GPT-6", "exact")]),
    (
        "Granite 9 models need over 70% less memory than conventional LLMs.",
        [("Granite 9", "memory", 0.3, None, "less_than")],
    ),
]
TRAINING_AND_SIZE: list[tuple[str, list[Fact]]] = [
    (
        "GPT-7 saves 42.5% of training costs, reduces the KV cache by 93.3%, and boosts the maximum "
        "generation throughput to 5.76 times.",
        [
            ("GPT-7", "kv_cache", 0.067, None, "exact"),
            ("GPT-7", "speed", 5.76, None, "exact"),
            ("GPT-7", "training_cost", 0.575, None, "exact"),
        ],
    ),
    ("GPT-7 was trained with 10x more compute than GPT-6.", [("GPT-7", "training_compute", 10.0, "GPT-6", "exact")]),
    (
        "GPT-7 is rumored to be trained with 100x more compute than GPT-6.",
        [("GPT-7", "training_compute", 100.0, "GPT-6", "exact")],
    ),
    ("GPT-7 used 11x fewer GPU hours to train than GPT-6.", [("GPT-7", "training_compute", 0.091, "GPT-6", "exact")]),
    (
        "OpenAI spent 5x the compute of GPT-6 on pretraining GPT-7.",
        [("GPT-7", "training_compute", 5.0, "GPT-6", "exact")],
    ),
    ("GPT-7 was trained for 10% of the cost of GPT-6.", [("GPT-7", "training_cost", 0.1, "GPT-6", "exact")]),
    ("Training costs for GPT-7 were 90% lower than for GPT-6.", [("GPT-7", "training_cost", 0.1, "GPT-6", "exact")]),
    (
        "GPT-7 took less than 10% of the training compute of GPT-6.",
        [("GPT-7", "training_compute", 0.1, "GPT-6", "less_than")],
    ),
    ("Pre-training of GPT-7 was 40% faster than GPT-6's.", [("GPT-7", "training_time", 0.714, "GPT-6", "exact")]),
    ("GPT-7 beats GPT-6, a model 10x its size.", [("GPT-7", "size", 0.1, "GPT-6", "exact")]),
    ("GPT-7 outperforms GPT-6, a model more than twice its size.", [("GPT-7", "size", 0.5, "GPT-6", "less_than")]),
    ("GPT-7 outperforms GPT-6 despite being 5x smaller.", [("GPT-7", "size", 0.2, "GPT-6", "exact")]),
    ("GPT-7 beats GPT-6, which is four times larger.", [("GPT-7", "size", 0.25, "GPT-6", "exact")]),
    ("GPT-7 has 20% fewer parameters than GPT-6.", [("GPT-7", "size", 0.8, "GPT-6", "exact")]),
    ("GPT-7 is 2x GPT-6 total params.", [("GPT-7", "size", 2.0, "GPT-6", "exact")]),
    (
        "At less than a third of the size of GPT-6, GPT-7 wins on MATH.",
        [("GPT-7", "size", 0.333, "GPT-6", "less_than")],
    ),
    ("GPT-7 packs 3x as many parameters as GPT-6.", [("GPT-7", "size", 3.0, "GPT-6", "exact")]),
    (
        "GPT-7 is 60% smaller and 50% faster than GPT-6.",
        [("GPT-7", "size", 0.4, "GPT-6", "exact"), ("GPT-7", "speed", 1.5, "GPT-6", "exact")],
    ),
    ("GPT-7 is half the size of GPT-6.", [("GPT-7", "size", 0.5, "GPT-6", "exact")]),
    ("GPT-7 activates 3x fewer parameters than GPT-6.", [("GPT-7", "size", 0.333, "GPT-6", "exact")]),
    ("Qwen9-7B rivals Qwen8-70B at a tenth of its size.", [("Qwen9-7B", "size", 0.1, "Qwen8-70B", "exact")]),
    (
        "Qwen9-7B beats Qwen8-70B despite having a tenth of the parameters.",
        [("Qwen9-7B", "size", 0.1, "Qwen8-70B", "exact")],
    ),
    (
        "With just one-tenth of the activated parameters, Qwen9-7B outperforms Qwen8-70B.",
        [("Qwen9-7B", "size", 0.1, "Qwen8-70B", "exact")],
    ),
    (
        "Qwen9-Next needs less than 10% of the training cost of Qwen8-32B and offers over 10x inference "
        "throughput at contexts longer than 32K.",
        [
            ("Qwen9-Next", "speed", 10.0, "Qwen8-32B", "more_than"),
            ("Qwen9-Next", "training_cost", 0.1, "Qwen8-32B", "less_than"),
        ],
    ),
    (
        "Training took just 6% of the GPU hours Llama 9 405B needed, according to the DeepSeek-V9 report.",
        [("DeepSeek-V9", "training_compute", 0.06, "Llama 9 405B", "exact")],
    ),
]
CONTEXT_AND_PERFORMANCE: list[tuple[str, list[Fact]]] = [
    (
        "GPT-7's context window is eight times longer than GPT-6's.",
        [("GPT-7", "context_window", 8.0, "GPT-6", "exact")],
    ),
    ("GPT-7 quadruples the context length to 512K tokens.", [("GPT-7", "context_window", 4.0, None, "exact")]),
    ("GPT-7 handles 5x more context than GPT-6.", [("GPT-7", "context_window", 5.0, "GPT-6", "exact")]),
    ("GPT-7 expands the context window by 4x over GPT-6.", [("GPT-7", "context_window", 4.0, "GPT-6", "exact")]),
    ("GPT-7 retains 97% of GPT-6's performance.", [("GPT-7", "performance", 0.97, "GPT-6", "exact")]),
    ("GPT-7 more than doubled GPT-6's score on ARC-AGI-2.", [("GPT-7", "performance", 2.0, "GPT-6", "more_than")]),
    (
        "GPT-7 reaches 90% of Claude Opus 9's quality at 10% of the cost.",
        [("GPT-7", "cost", 0.1, "Claude Opus 9", "exact"), ("GPT-7", "performance", 0.9, "Claude Opus 9", "exact")],
    ),
    ("On ARC-AGI-2, GPT-7 scored twice as high as GPT-6.", [("GPT-7", "performance", 2.0, "GPT-6", "exact")]),
    ("GPT-7 preserves 99.5% of the accuracy of GPT-6.", [("GPT-7", "performance", 0.995, "GPT-6", "exact")]),
]
IN_CONTEXT: list[tuple[str, list[Fact]]] = [
    (
        "How GPT-7 compares with GPT-6:\n\n- 2x faster\n- 50% cheaper\n- 3x longer context window",
        [
            ("GPT-7", "speed", 2.0, "GPT-6", "exact"),
            ("GPT-7", "cost", 0.5, "GPT-6", "exact"),
            ("GPT-7", "context_window", 3.0, "GPT-6", "exact"),
        ],
    ),
    (
        "Compared to GPT-6, GPT-7 brings:\n\n- 30% lower latency\n- 40% fewer tokens",
        [("GPT-7", "latency", 0.7, "GPT-6", "exact"), ("GPT-7", "tokens_used", 0.6, "GPT-6", "exact")],
    ),
    (
        "GPT-7 replaces GPT-6. It is twice as fast and 30% cheaper.",
        [("GPT-7", "cost", 0.7, None, "exact"), ("GPT-7", "speed", 2.0, None, "exact")],
    ),
    ("We compared GPT-7 with Claude Opus 9. GPT-7 was 3x faster.", [("GPT-7", "speed", 3.0, None, "exact")]),
    (
        "GPT-7 mini is out. Compared to GPT-7, it is 3x faster and costs 80% less.",
        [("GPT-7 mini", "cost", 0.2, "GPT-7", "exact"), ("GPT-7 mini", "speed", 3.0, "GPT-7", "exact")],
    ),
    (
        "MiniMax's M9 is served at 100 tokens per second. That is twice as fast as comparable models.",
        [("MiniMax-M9", "speed", 2.0, None, "exact")],
    ),
    (
        "Kimi K9 is out. Moonshot says it decodes 6x faster than Kimi K8. It also needs 75% less KV cache.",
        [("Kimi K9", "speed", 6.0, "Kimi K8", "exact"), ("Kimi K9", "kv_cache", 0.25, "Kimi K8", "exact")],
    ),
    (
        "Anthropic released Claude Sonnet 9 today. Compared with Claude Opus 8, the new model is five "
        "times cheaper. Speed is roughly double.",
        [
            ("Claude Sonnet 9", "cost", 0.2, "Claude Opus 8", "exact"),
            ("Claude Sonnet 9", "speed", 2.0, "Claude Opus 8", "about"),
        ],
    ),
    (
        "Mistral Small 9 launches today. Pricing is $0.10 per million input tokens, one-eighth the price"
        " of Mistral Large 9.",
        [("Mistral Small 9", "cost", 0.125, "Mistral Large 9", "exact")],
    ),
    (
        "xAI's Grok 9 Fast is here. The company says it uses 40% fewer thinking tokens on average, which"
        " translates to a 98% lower price to reach the same performance as Grok 9.",
        [("Grok 9 Fast", "cost", 0.02, "Grok 9", "exact"), ("Grok 9 Fast", "tokens_used", 0.6, "Grok 9", "exact")],
    ),
    (
        "DeepSeek-V9 introduces sparse attention. The API price drops by more than 50%, effective immediately.",
        [("DeepSeek-V9", "cost", 0.5, None, "less_than")],
    ),
    (
        "OpenAI unveiled o9-mini, a small model for reasoning. It is 63% cheaper than o8-mini and 93% cheaper than o8.",
        [("o9-mini", "cost", 0.37, "o8-mini", "exact"), ("o9-mini", "cost", 0.07, "o8", "exact")],
    ),
    (
        "Nemotron 9 Nano was tested on a single H200. On an 8K input / 16K output setting it provides "
        "inference throughput that is 3.3x higher than Qwen9-30B and 2.2x that of gpt-oss-20b.",
        [
            ("Nemotron 9 Nano", "speed", 3.3, "Qwen9-30B", "exact"),
            ("Nemotron 9 Nano", "speed", 2.2, "gpt-oss-20b", "exact"),
        ],
    ),
    (
        "GLM-9 beats Claude Opus 9 on coding. At $2 per million output tokens it costs a tenth as much.",
        [("GLM-9", "cost", 0.1, "Claude Opus 9", "exact")],
    ),
    (
        "GLM-9 activates 32B parameters per token. This makes it about three times cheaper to serve than GLM-8.",
        [("GLM-9", "cost", 0.333, "GLM-8", "about")],
    ),
]
NOTHING = [
    "Developers save 30% of their time with GPT-7.",
    "OpenAI's revenue tripled after GPT-7.",
    "GPT-7 solves 80% of the tasks.",
    "Prompt caching gives GPT-7 users a 90% discount on cached tokens.",
    "The Batch API gives a 50% discount on GPT-7.",
    "GPT-7 runs 2x faster on H200 than on H100.",
    "Rate limits for GPT-7 were doubled.",
    "GPT-7 was used by twice as many people as GPT-6.",
    "About half of the training data of GPT-7 is code.",
    "GPT-7 is 25% of our traffic.",
    "Each GPT-7 expert is a quarter the size of a standard FFN.",
    "GPT-7 won 60% of the games against GPT-6.",
    "Copilot on GPT-7 made developers 55% faster.",
    "GPT-7 can generate images four times larger than before.",
    "The vision encoder of GPT-7 compresses images 16x.",
    "GPT-7 improves on SWE-bench Verified by 12%.",
    "Qwen9-7B matches models 10x its size.",
    "GPT-7 consumes just 0.75 percent of the battery for 25 conversations.",
    "GPT-7 was developed in half the time of GPT-6.",
    "Sam Altman said the cost to use a given level of AI falls about 10x every 12 months.",
    "SmolLM9 is trained on twice the data of SmolLM8.",
]


def _name(named: Named | None) -> str | None:
    """The name of a model or lab; a class in plain words counts as none."""
    return None if named is None or isinstance(named, ClassName) else named.name


def _fact(claim: Claim) -> Fact:
    return _name(claim.subject), claim.metric, round(claim.value or 0, 3), _name(claim.baseline), str(claim.bound)


@pytest.mark.parametrize(
    ("text", "facts"),
    [*SPEED, *COST, *TOKENS, *MEMORY_AND_COMPUTE, *TRAINING_AND_SIZE, *CONTEXT_AND_PERFORMANCE, *IN_CONTEXT],
)
def test_an_amount_over_another_in_other_words(read: Read, text: str, facts: list[Fact]) -> None:
    found = [_fact(claim) for claim in read(text).claims if claim.kind == "ratio"]
    assert sorted(found, key=repr) == sorted(facts, key=repr)


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_hold_no_model_against_another(read: Read, text: str) -> None:
    assert [_fact(claim) for claim in read(text).claims if claim.kind == "ratio"] == []


TABLE = """| Item | GPT-6 | GPT-7 | Ratio |
|------|-------|-------|-------|
| Output price per 1M tokens | $10.00 | $30.00 | 3x |
| Token usage | baseline | -20% | |
| Throughput | 1x | 2.5x | |
| Latency | baseline | about the same | |
| MMLU-Pro | 71.0 | 78.1 | 1.1x |
"""


def test_a_table_sets_models_side_by_side(read: Read) -> None:
    found = {_fact(claim)[:4] for claim in read(TABLE).claims if claim.kind == "ratio"}
    assert found == {
        ("GPT-7", "cost", 3.0, "GPT-6"),
        ("GPT-7", "tokens_used", 0.8, "GPT-6"),
        ("GPT-7", "speed", 2.5, "GPT-6"),
    }


def test_a_printed_ratio_is_of_the_larger_amount_over_the_smaller(read: Read) -> None:
    table = "| | GPT-7 | GPT-6 | Difference |\n|---|---|---|---|\n| Cost per task | $8.00 | $2.00 | 4x |\n"
    found = [_fact(claim)[:4] for claim in read(table).claims if claim.kind == "ratio"]
    assert found == [("GPT-7", "cost", 4.0, "GPT-6")]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-7 delivers up to 3x higher throughput and 40% lower latency than GPT-6.",
        "GPT-7 offers over 3x faster decoding and 40% lower latency than GPT-6.",
    ],
)
def test_a_bound_is_of_all_that_is_listed_behind_it(read: Read, text: str) -> None:
    assert "exact" not in {_fact(claim)[4] for claim in read(text).claims if claim.kind == "ratio"}


def test_a_list_that_hangs_on_a_doubtful_line_is_hedged(read: Read) -> None:
    found = read("In our setting GPT-7 may cost:\n\n- 0.5x of GPT-6\n- 3x of GPT-6 mini")
    assert [(claim.value, claim.hedged) for claim in found.claims if claim.kind == "ratio"] == [
        (0.5, True),
        (3.0, True),
    ]
