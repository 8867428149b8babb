"""Ratios across sentences, in lists and tables; the bounds they share; and numbers near a model that are none."""

from collections.abc import Callable

import pytest

from bot.domain.claims import Reading

Fact = tuple[str | None, str, float, str | None, str]
Ratios = Callable[[str], list[Fact]]

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


@pytest.mark.parametrize(("text", "facts"), IN_CONTEXT)
def test_a_ratio_whose_other_side_stands_around_it(ratios: Ratios, text: str, facts: list[Fact]) -> None:
    assert sorted(ratios(text), key=repr) == sorted(facts, key=repr)


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_hold_no_model_against_another(ratios: Ratios, text: str) -> None:
    assert ratios(text) == []


TABLE = """| Item | GPT-6 | GPT-7 | Ratio |
|------|-------|-------|-------|
| Output price per 1M tokens | $10.00 | $30.00 | 3x |
| Token usage | baseline | -20% | |
| Throughput | 1x | 2.5x | |
| Latency | baseline | about the same | |
| MMLU-Pro | 71.0 | 78.1 | 1.1x |
"""


def test_a_table_sets_models_side_by_side(ratios: Ratios) -> None:
    assert {fact[:4] for fact in ratios(TABLE)} == {
        ("GPT-7", "cost", 3.0, "GPT-6"),
        ("GPT-7", "tokens_used", 0.8, "GPT-6"),
        ("GPT-7", "speed", 2.5, "GPT-6"),
    }


def test_a_printed_ratio_is_of_the_larger_amount_over_the_smaller(ratios: Ratios) -> None:
    table = "| | GPT-7 | GPT-6 | Difference |\n|---|---|---|---|\n| Cost per task | $8.00 | $2.00 | 4x |\n"
    assert [fact[:4] for fact in ratios(table)] == [("GPT-7", "cost", 4.0, "GPT-6")]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-7 delivers up to 3x higher throughput and 40% lower latency than GPT-6.",
        "GPT-7 offers over 3x faster decoding and 40% lower latency than GPT-6.",
    ],
)
def test_a_bound_is_of_all_that_is_listed_behind_it(ratios: Ratios, text: str) -> None:
    assert "exact" not in {bound for *_, bound in ratios(text)}


def test_a_list_that_hangs_on_a_doubtful_line_is_hedged(read: Callable[[str], Reading]) -> None:
    found = read("In our setting GPT-7 may cost:\n\n- 0.5x of GPT-6\n- 3x of GPT-6 mini")
    assert [(claim.value, claim.hedged) for claim in found.claims if claim.kind == "ratio"] == [
        (0.5, True),
        (3.0, True),
    ]
