"""How fast one model is over another, in many wordings: speed, throughput, latency, time."""

from collections.abc import Callable

import pytest

Fact = tuple[str | None, str, float, str | None, str]
Ratios = Callable[[str], list[Fact]]

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


@pytest.mark.parametrize(("text", "facts"), SPEED)
def test_a_speed_over_another_in_other_words(ratios: Ratios, text: str, facts: list[Fact]) -> None:
    assert sorted(ratios(text), key=repr) == sorted(facts, key=repr)
