"""Other amounts over one another, in many wordings: tokens, memory, compute, training, size, context, scores."""

from collections.abc import Callable

import pytest

Fact = tuple[str | None, str, float, str | None, str]
Ratios = Callable[[str], list[Fact]]

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


@pytest.mark.parametrize(
    ("text", "facts"), [*TOKENS, *MEMORY_AND_COMPUTE, *TRAINING_AND_SIZE, *CONTEXT_AND_PERFORMANCE]
)
def test_an_amount_over_another_in_other_words(ratios: Ratios, text: str, facts: list[Fact]) -> None:
    assert sorted(ratios(text), key=repr) == sorted(facts, key=repr)
