"""Absolute figures in running text: which metric, of which model, and what is none."""

from collections.abc import Callable

import pytest

from bot.domain.claims import Claim, Reading
from bot.domain.names import ClassName, Named

Read = Callable[..., Reading]

TOLD: list[tuple[str, set[tuple[str, str, float]]]] = [
    (
        "OpenAI released a 7B, 14B models trained for 4.8T tokens, called GPT-7 mini, GPT-7 nano.",
        {
            ("GPT-7 mini", "parameters", 7e09),
            ("GPT-7 nano", "parameters", 1.4e10),
            ("GPT-7 mini", "training_tokens", 4.8e12),
            ("GPT-7 nano", "training_tokens", 4.8e12),
        },
    ),
    (
        "GPT-7 and GPT-7 mini have 300B and 20B parameters, respectively.",
        {("GPT-7", "parameters", 3e11), ("GPT-7 mini", "parameters", 2e10)},
    ),
    (
        "GPT-7 and GPT-7 mini have 300 billion and 20 billion parameters.",
        {("GPT-7", "parameters", 3e11), ("GPT-7 mini", "parameters", 2e10)},
    ),
    (
        "GPT-7 and GPT-7 mini were trained on 15T and 9T tokens, respectively.",
        {("GPT-7", "training_tokens", 1.5e13), ("GPT-7 mini", "training_tokens", 9e12)},
    ),
    (
        "Context windows are 1M and 400K tokens for GPT-7 and GPT-7 mini, respectively.",
        {("GPT-7", "context_window", 1e06), ("GPT-7 mini", "context_window", 400000.0)},
    ),
    (
        "For GPT-7, input tokens are priced at $0.15/M and output tokens at $0.60/M.",
        {("GPT-7", "input_price", 0.15), ("GPT-7", "output_price", 0.6)},
    ),
    (
        "For GPT-7, output tokens cost $6 per million and input tokens $2.",
        {("GPT-7", "output_price", 6.0), ("GPT-7", "input_price", 2.0)},
    ),
    (
        "GPT-7 costs $3 per million tokens for input and $15 per million for output.",
        {("GPT-7", "input_price", 3.0), ("GPT-7", "output_price", 15.0)},
    ),
    (
        "GPT-7: $0.40/$2.00 per million tokens (input/output).",
        {("GPT-7", "input_price", 0.4), ("GPT-7", "output_price", 2.0)},
    ),
    (
        "GPT-7 is priced at $1.40 per million input tokens, $4.40 per million output tokens, "
        "and $0.26 for a cache hit.",
        {("GPT-7", "input_price", 1.4), ("GPT-7", "output_price", 4.4), ("GPT-7", "cached_input_price", 0.26)},
    ),
    (
        "GPT-7 charges $32 / 1M audio input tokens ($0.40 for cached input tokens) and $64 / 1M audio output tokens.",
        {("GPT-7", "input_price", 32.0), ("GPT-7", "cached_input_price", 0.4), ("GPT-7", "output_price", 64.0)},
    ),
    (
        "At $1.75/million input and $14/million output, GPT-7 is a bargain.",
        {("GPT-7", "input_price", 1.75), ("GPT-7", "output_price", 14.0)},
    ),
    (
        "GPT-7 sets you back $2 in and $8 out per million tokens.",
        {("GPT-7", "input_price", 2.0), ("GPT-7", "output_price", 8.0)},
    ),
    (
        "GPT-7's input price is $2 per million tokens, while its output price is $8.",
        {("GPT-7", "input_price", 2.0), ("GPT-7", "output_price", 8.0)},
    ),
    (
        "Input: $1.25 / 1M tokens, output: $10 / 1M tokens for GPT-7.",
        {("GPT-7", "input_price", 1.25), ("GPT-7", "output_price", 10.0)},
    ),
    ("GPT-7 has 1000+ tokens per second of output.", {("GPT-7", "output_speed", 1000.0)}),
    (
        "GPT-7 streams at 140 tok/s with a TTFT of 0.3s.",
        {("GPT-7", "output_speed", 140.0), ("GPT-7", "time_to_first_token", 0.3)},
    ),
    (
        "GPT-7 supports a 400,000-token context window and can output up to 128,000 tokens.",
        {("GPT-7", "context_window", 400000.0), ("GPT-7", "max_output", 128000.0)},
    ),
    (
        "GPT-7 is available at $5 per 1M input tokens and $30 per 1M output tokens, with a 1M context window.",
        {("GPT-7", "input_price", 5.0), ("GPT-7", "output_price", 30.0), ("GPT-7", "context_window", 1e06)},
    ),
    ("GPT-7 was trained with a native 32k sequence length.", {("GPT-7", "context_window", 32000.0)}),
    ("The input limit of GPT-7 is stuck at 200,000.", {("GPT-7", "context_window", 200000.0)}),
    ("GPT-7 has a max output of 32,000 tokens.", {("GPT-7", "max_output", 32000.0)}),
    (
        "GPT-7's window grew to 1M tokens, up from 256K in GPT-6.",
        {("GPT-7", "context_window", 1e06), ("GPT-6", "context_window", 256000.0)},
    ),
    ("The total size of GPT-7 models on Hugging Face is 685B.", {("GPT-7", "parameters", 6.85e11)}),
    ("GPT-7 was trained on a 3T multilingual corpus.", {("GPT-7", "training_tokens", 3e12)}),
    (
        "GPT-7 was trained on 15 trillion tokens using 2.1 million H100 GPU hours.",
        {("GPT-7", "training_tokens", 1.5e13), ("GPT-7", "training_gpu_hours", 2.1e06)},
    ),
    (
        "Training GPT-7 took 2.8M GPU-hours on H800s and cost $5.6 million.",
        {("GPT-7", "training_gpu_hours", 2.8e06), ("GPT-7", "training_cost", 5.6e06)},
    ),
    ("GPT-7 runs on a single 80GB GPU.", {("GPT-7", "memory", 8e10)}),
    ("GPT-7 fits on a machine with 8 80GB GPUs.", {("GPT-7", "memory", 6.4e11)}),
    ("GPT-7 needs 22GB of RAM, which leaves plenty on my 64GB machine.", {("GPT-7", "memory", 2.2e10)}),
    ("GPT-7 requires at least 16 GB of VRAM.", {("GPT-7", "memory", 1.6e10)}),
    ("You need 48GB of VRAM to run GPT-7.", {("GPT-7", "memory", 4.8e10)}),
    ("Quantised to 4 bits, GPT-7 takes up 14.1GB of memory instead of 54GB.", {("GPT-7", "memory", 1.41e10)}),
    (
        "GPT-7 is a 32B dense model with a 128K context window.",
        {("GPT-7", "parameters", 3.2e10), ("GPT-7", "context_window", 128000.0)},
    ),
    (
        "GPT-7 is a mixture-of-experts model with 235B total parameters, of which 22B are active.",
        {("GPT-7", "parameters", 2.35e11), ("GPT-7", "active_parameters", 2.2e10)},
    ),
    (
        "GPT-7 activates 22B of its 235B parameters.",
        {("GPT-7", "active_parameters", 2.2e10), ("GPT-7", "parameters", 2.35e11)},
    ),
    (
        "GPT-7, with 235 billion parameters (22 billion active), handles 256K tokens.",
        {
            ("GPT-7", "parameters", 2.35e11),
            ("GPT-7", "active_parameters", 2.2e10),
            ("GPT-7", "context_window", 256000.0),
        },
    ),
    ("GPT-7 was $3 per million input tokens, now $2.50.", {("GPT-7", "input_price", 2.5)}),
    (
        "GPT-7 is more expensive than previous models: GPT-6 was $0.30/million input tokens and "
        "$2.50/million on output, GPT-7 is $0.50/million and $3/million respectively.",
        {
            ("GPT-6", "input_price", 0.3),
            ("GPT-6", "output_price", 2.5),
            ("GPT-7", "input_price", 0.5),
            ("GPT-7", "output_price", 3.0),
        },
    ),
    (
        "GPT-7 costs $15 per million input tokens and $60 per million output tokens (vs. $5/$15 with GPT-6).",
        {
            ("GPT-7", "input_price", 15.0),
            ("GPT-7", "output_price", 60.0),
            ("GPT-6", "input_price", 5.0),
            ("GPT-6", "output_price", 15.0),
        },
    ),
    (
        "GPT-7 achieves 52.3k input tokens per second and 22.3k output tokens per second.",
        {("GPT-7", "output_speed", 22300.0)},
    ),
    ("GPT-7 runs at 16,000+ tok/s on this chip.", {("GPT-7", "output_speed", 16000.0)}),
    ("GPT-7 generates 150 tokens per second, twice as many as GPT-6's 75.", {("GPT-7", "output_speed", 150.0)}),
    ("With 1.6T parameters, GPT-7 is the largest model.", {("GPT-7", "parameters", 1.6e12)}),
    ("The model size of GPT-7 is 24B.", {("GPT-7", "parameters", 2.4e10)}),
    ("GPT-7 (32B) beats GPT-6.", {("GPT-7", "parameters", 3.2e10)}),
    (
        "Both GPT-7 and GPT-7 mini support 1M tokens of context.",
        {("GPT-7", "context_window", 1e06), ("GPT-7 mini", "context_window", 1e06)},
    ),
    (
        "GPT-7 and GPT-7 mini come with a 256K context window.",
        {("GPT-7", "context_window", 256000.0), ("GPT-7 mini", "context_window", 256000.0)},
    ),
    (
        "GPT-7 accepts up to a million tokens of input and returns up to 64K.",
        {("GPT-7", "context_window", 1e06), ("GPT-7", "max_output", 64000.0)},
    ),
    (
        "GPT-7 mini is available in three sizes: 3B, 8B, and 14B parameters.",
        {
            ("GPT-7 mini 3B", "parameters", 3e09),
            ("GPT-7 mini 8B", "parameters", 8e09),
            ("GPT-7 mini 14B", "parameters", 1.4e10),
        },
    ),
    ("We release our 7B model, GPT-7 mini, today.", {("GPT-7 mini", "parameters", 7e09)}),
]
NOT_TOLD = [
    "GPT-7 was trained on H100-80GB GPUs.",
    "GPT-7 uses an MTP module (0.33B params/block).",
    "GPT-7 has a 3.4B parameter transformer decoder backbone.",
    "The vision encoder of GPT-7 has 400M parameters.",
    "The smaller 70B model was competitive with GPT-7.",
    "GPT-7 is a 16 x 3.8B MoE model.",
    "GPT-7 was evaluated with an 8k output token length.",
    "GPT-7 comes with a 5 GB download.",
    "GPT-7 reaches 7360 tokens per second in prefill.",
    "GPT-7 holds its throughput at 300 requests per second.",
    "GPT-7's system leaked 400 MB of memory per minute.",
    "GPT-7 was used to process 100B tokens a day.",
]


def _name(named: Named | None) -> str | None:
    """The name of a model or lab; a class in plain words counts as none."""
    return None if named is None or isinstance(named, ClassName) else named.name


def _facts(read: Read, text: str) -> set[tuple[object, ...]]:
    return {_fact(claim) for claim in read(text).claims if claim.kind == "spec"}


def _fact(claim: Claim) -> tuple[object, ...]:
    return _name(claim.subject), claim.metric, claim.value


@pytest.mark.parametrize(("text", "facts"), TOLD)
def test_figures_state_their_metric_of_their_model(read: Read, text: str, facts: set[tuple[object, ...]]) -> None:
    assert _facts(read, text) == facts


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_no_figure_of_a_model(read: Read, text: str) -> None:
    assert _facts(read, text) == set()
