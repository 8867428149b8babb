"""Statements in words that earlier rules did not know: every claim of a short text, and what a text does not claim."""

from collections.abc import Callable, Sequence

import pytest

from bot.domain.claims import Claim, Reading

Read = Callable[..., Reading]
Fact = tuple[str, str, float | str | None]  # subject, metric, value; of a ranking its baseline
Shorten = Callable[[Sequence[Claim]], list[tuple[str, str, str, float | None, str | None]]]

NAMES: list[tuple[str, list[str]]] = [
    ("We present Larkspur, a small and fast 3B language model.", ["Larkspur"]),
    ("It comes under the MIT 2.0 licence. Llama 9 is a single Apache 2.0 model.", ["Llama 9"]),
    ("GPT-9 leads Osprey (180 billion) and Merlin (52B).", ["GPT-9", "Osprey", "Merlin"]),
    ("Allen AI introduced OLMo Hybrid, a 7B model.", ["OLMo Hybrid"]),
    ("The endpoints are gpt-7/gpt-7-mini and deepseek-ai/DeepSeek-V9.", ["gpt-7", "gpt-7-mini", "DeepSeek-V9"]),
    ("OpenAI showed GPT-7 Sol and GPT-7 Luna.", ["GPT-7 Sol", "GPT-7 Luna"]),
    ("Some think that it is Claude Sonnet 9-ish.", ["Claude Sonnet 9"]),
    ("Google launched Gemini 9 Cobalt, a new model for chemists.", ["Gemini 9 Cobalt"]),
    ("Meta released PocketLM-R1, a family of small models. DeepSeek-R1 is larger.", ["PocketLM-R1", "DeepSeek-R1"]),
    ("Opus 9 1M context is the default now, says Anthropic.", ["Claude Opus 9"]),
]


@pytest.mark.parametrize(("text", "models"), NAMES)
def test_names_are_whole_and_licences_are_none(read: Read, text: str, models: list[str]) -> None:
    assert [model.name for model in read(text).models] == models


FIGURES: list[tuple[str, set[Fact]]] = [
    (
        "We extended the context from 4K in GPT-6 to 64K in GPT-7.",
        {("GPT-6", "context_window", 4e3), ("GPT-7", "context_window", 64e3)},
    ),
    ("The 128K context window size of GPT-7 is large.", {("GPT-7", "context_window", 128e3)}),
    ("GPT-7, a 100B-scale vision model, is out.", {("GPT-7", "parameters", 100e9)}),
    ("GPT-7 is priced at $60/$120 (input/output).", {("GPT-7", "input_price", 60.0), ("GPT-7", "output_price", 120.0)}),
    ("| Model | Training tokens |\n|---|---|\n| GPT-7 | 5.93 Trillion |", {("GPT-7", "training_tokens", 5.93e12)}),
    (
        "| Model | Input | Output |\n|---|---|---|\n| gpt-7 / gpt-7-2026-01-01 | $2 | $8 |\n| gpt-6 | $1 | $4 |",
        {
            ("gpt-7", "input_price", 2.0),
            ("gpt-7", "output_price", 8.0),
            ("gpt-6", "input_price", 1.0),
            ("gpt-6", "output_price", 4.0),
        },
    ),
    ("GPT-7 is a 52B open-sourced multilingual large language model.", {("GPT-7", "parameters", 52e9)}),
    (
        "GPT-7 uses only 39B active parameters out of 141B.",
        {("GPT-7", "active_parameters", 39e9), ("GPT-7", "parameters", 141e9)},
    ),
    (
        "GPT-7 was trained on 8 trillion tokens, comprising 6.5 trillion tokens of text and 1 trillion tokens of code.",
        {("GPT-7", "training_tokens", 8e12)},
    ),
    (
        "Chatbot Arena\n\n| Rank | Model | Score |\n|---|---|---|\n| 1 | GPT-7 | 1457 |\n| 2 | Claude Opus 9 | 1451 |",
        {("GPT-7", "LMArena", 1457.0), ("Claude Opus 9", "LMArena", 1451.0)},
    ),
    (
        "GPT-7 scores 46.8% on SWE-bench Verified, ahead of the rest by more than 6%.",
        {("GPT-7", "SWE-bench Verified", 46.8)},
    ),
    (
        "GPT-7 starts at 1463 on LMArena and Grok 8 at 1433. It is early: 3,100 and 2,700 votes.",
        {("GPT-7", "LMArena", 1463.0), ("Grok 8", "LMArena", 1433.0)},
    ),
    ("Claude Opus 9, released April 29, scores 77% on MMLU-Pro.", {("Claude Opus 9", "MMLU-Pro", 77.0)}),
    ("GPT-7 scored 88.2% (± 0.6%) on GSM8K.", {("GPT-7", "GSM8K", 88.2)}),
    ("We measured 88.2% (with greedy decoding) for GPT-7 on GSM8K.", {("GPT-7", "GSM8K", 88.2)}),
    ("GPT-7 breaks 80% on MMLU-Pro.", {("GPT-7", "MMLU-Pro", 80.0)}),
    ("GPT-7 reaches 75.0% on OSWorld-Verified, with a 72.4% human baseline.", {("GPT-7", "OSWorld-Verified", 75.0)}),
    ("GPT-7 scores 42 on the HLE leaderboard, #10 out of 77.", {("GPT-7", "Humanity's Last Exam", 42.0)}),
    (
        "GPT-7 leads with 92% on HumanEval, while Mistral models reach 90% on LiveCodeBench.",
        {("GPT-7", "HumanEval", 92.0), ("Mistral", "LiveCodeBench", 90.0)},
    ),
    (
        "Claude Opus 9 scores 81% on MRCR v2. Gemini 9 Pro came later. On the same test Gemini scores 33%.",
        {("Claude Opus 9", "MRCR v2", 81.0), ("Gemini 9 Pro", "MRCR v2", 33.0)},
    ),
    (
        "| Benchmark | GPT-7 | GPT-6 |\n|---|---|---|\n| MMLU | 88.1 | 80.2 |\n| floobench | 41.2 | 33.3 |\n"
        "| squad2.0 | 90.1 | 88.0 |",
        {
            ("GPT-7", "MMLU", 88.1),
            ("GPT-6", "MMLU", 80.2),
            ("GPT-7", "floobench", 41.2),
            ("GPT-6", "floobench", 33.3),
            ("GPT-7", "SQuAD 2.0", 90.1),
            ("GPT-6", "SQuAD 2.0", 88.0),
        },
    ),
    (
        "Gemini 9 Pro is here. OpenAI sells a voice API that it says is 3x faster than its rivals.",
        {("OpenAI", "speed", 3.0)},
    ),
    ("GPT-7 is two times better at harmless answers.", {("GPT-7", "performance", 2.0)}),
]


@pytest.mark.parametrize(("text", "facts"), FIGURES)
def test_figures_and_whose_they_are(read: Read, short: Shorten, text: str, facts: set[Fact]) -> None:
    found = {(s, m, v) for kind, s, m, v, _ in short(read(text).claims) if kind in ("spec", "benchmark", "ratio")}
    assert found == facts


RANKED: list[tuple[str, set[Fact]]] = [
    ("GPT-7 matches or even exceeds the performance of Claude Opus 9.", {("GPT-7", "matches", "Claude Opus 9")}),
    ("GPT-7 is either better or on par with Claude Opus 9.", {("GPT-7", "matches", "Claude Opus 9")}),
    ("GPT-7 underperforms compared to Claude Opus 9 on SWE-bench.", {("GPT-7", "trails", "Claude Opus 9")}),
    (
        "GPT-7 is comparable to models that took more compute to train, such as Claude Opus 9 and Grok 8.",
        {("GPT-7", "matches", "Claude Opus 9"), ("GPT-7", "matches", "Grok 8")},
    ),
    ("GPT-7 demolished Claude Opus 9 at chess.", {("GPT-7", "beats", "Claude Opus 9")}),
    ("GPT-7 is the largest open model yet released.", {("GPT-7", "beats", "open models")}),
]


@pytest.mark.parametrize(("text", "facts"), RANKED)
def test_who_is_ahead(read: Read, short: Shorten, text: str, facts: set[Fact]) -> None:
    assert {(s, m, b) for kind, s, m, _, b in short(read(text).claims) if kind == "ranking"} == facts


EVENTS: list[tuple[str, set[Fact]]] = [
    ("CogView9, an image model with a resolution of 4096 pixels, was released.", {("CogView9", "released", None)}),
    ("On March 1, OpenAI's GPT-6 officially retires.", {("GPT-6", "deprecated", None)}),
    (
        "We are previewing GPT-7 Sol, our flagship; GPT-7 Terra, a model for every day; and GPT-7 Luna, a fast one.",
        {("GPT-7 Sol", "previewed", None), ("GPT-7 Terra", "previewed", None), ("GPT-7 Luna", "previewed", None)},
    ),
]


@pytest.mark.parametrize(("text", "facts"), EVENTS)
def test_what_became_of_a_model(read: Read, short: Shorten, text: str, facts: set[Fact]) -> None:
    assert {(s, m, None) for kind, s, m, _, _ in short(read(text).claims) if kind == "release"} == facts


NOTHING = [
    "We have no plans to retire GPT-7, GPT-7 mini or GPT-6.",
    "The company plans to make GPT-7.1 and GPT-7 mini generally available next month.",
    "It is one of the fastest models available today, users of GPT-7 say.",
    "OpenAI hurried the launch of the successor to GPT-6.",
    "It is their first model release since GPT-6.",
    "GPT-7's output price is four times higher than the input price.",
    "Cached input of GPT-7 comes with a 90% cache discount.",
    "GPT-7 comes in sizes of 7B, 14B and 70B.",
    "Few know how to train LLMs beyond 50 billion parameters, as GPT-7 shows.",
    "GPT-7 is the fastest-growing model of OpenAI.",
    "A card with 24GB of memory can show what GPT-7 draws.",
    "We recommend setting 32K tokens for GPT-7.",
    "Staff put the uplift from GPT-7 on MMLU at 700%.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_claim(read: Read, text: str) -> None:
    assert read(text).claims == ()
