"""What is said of several models at once, of one by a pronoun, and of one against another in passing."""

from collections.abc import Callable, Sequence

import pytest

from bot.domain.claims import Claim, Reading

Read = Callable[..., Reading]
Fact = tuple[str, str, float | None, str | None]
Shorten = Callable[[Sequence[Claim]], list[tuple[str, str, str, float | None, str | None]]]


def _facts(read: Read, short: Shorten, text: str, **of: str) -> set[Fact]:
    return {
        (subject, metric, value, baseline) for _, subject, metric, value, baseline in short(read(text, **of).claims)
    }


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The host added both GPT-9 and GPT-9 Pro with 131K context.",
            {("GPT-9", "context_window", 131e3, None), ("GPT-9 Pro", "context_window", 131e3, None)},
        ),
        (
            "Gemma 9 Mini (8B) and Gemma 9 Max (70B) launch with a 200K context window.",
            {("Gemma 9 Mini", "context_window", 2e5, None), ("Gemma 9 Max", "parameters", 70e9, None)},
        ),
        (
            "GPT-9 mini and GPT-9 nano cost $0.14 and $0.07 per million input tokens respectively.",
            {("GPT-9 mini", "input_price", 0.14, None), ("GPT-9 nano", "input_price", 0.07, None)},
        ),
        (
            "Kimi K9 has 32B active parameters, slightly less than DeepSeek-V9's 37B.",
            {("Kimi K9", "active_parameters", 32e9, None), ("DeepSeek-V9", "active_parameters", 37e9, None)},
        ),
        (
            "MiMo-V9 has a total parameter count of 1.02 T and an active parameter count of 42 B per token.",
            {("MiMo-V9", "parameters", 1.02e12, None), ("MiMo-V9", "active_parameters", 42e9, None)},
        ),
        ("GPT-9 mini (26B-A3B) is out.", {("GPT-9 mini", "active_parameters", 3e9, None)}),
        (
            "GPT-9 is out. Claude Opus 9 beats it on GPQA Diamond.",
            {("Claude Opus 9", "beats", None, "GPT-9")},
        ),
        ("GPT-9 outperforms all open models.", {("GPT-9", "beats", None, "all open models")}),
        ("Gemini 9 Pro is in the GPT-9 tier.", {("Gemini 9 Pro", "matches", None, "GPT-9")}),
        (
            "GLM-9 came within a point of Claude Opus 9 on MMLU-Pro and overtook GPT-9 on GPQA Diamond.",
            {("GLM-9", "close_to", None, "Claude Opus 9"), ("GLM-9", "beats", None, "GPT-9")},
        ),
        (
            "Claude Sonnet 9 scores 51% on MMLU-Pro, up from 43% for Claude Sonnet 8.",
            {("Claude Sonnet 9", "beats", None, "Claude Sonnet 8")},
        ),
        ("LFM9 delivers 2x faster decode speed than Qwen9 on CPU.", {("LFM9", "speed", 2.0, "Qwen9")}),
        (
            "Compared to its predecessor, Granite 9 8B uses 30% less memory.",
            {("Granite 9 8B", "memory", 0.7, "previous model")},
        ),
        (
            "GPT-9 posts 98.3 on AIME 2025, 3,020 Codeforces rating, 76.5 SWE-bench Verified.",
            {("GPT-9", "Codeforces", 3020.0, None), ("GPT-9", "SWE-bench Verified", 76.5, None)},
        ),
    ],
)
def test_each_model_gets_what_is_said_of_it(read: Read, short: Shorten, text: str, facts: set[Fact]) -> None:
    assert facts <= _facts(read, short, text)


def test_both_models_of_a_family_are_its_members(read: Read, short: Shorten) -> None:
    text = "We present Voxtral Mini and Voxtral Small. Both Voxtral models are released under Apache 2.0 license."
    facts = _facts(read, short, text, publisher="Mistral AI", url="https://mistral.ai/x")
    released = {subject for subject, metric, _, _ in facts if metric == "released"}
    assert released == {"Voxtral Mini", "Voxtral Small"}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        (
            "DeepSeek-V9-Pro almost matches GPT-9, and needs only 27% of the inference FLOPs of DeepSeek-V8.",
            ("close_to", "DeepSeek-V8"),
        ),
        ("GPT-9 is out. It beat GPT-9 on MMLU-Pro.", ("beats", "GPT-9")),
        ("GPT-9-Merge, a merge of GPT-8 and GPT-7, is 20% faster than GPT-7.", ("beats", "GPT-8")),
    ],
)
def test_what_is_held_against_another_amount_is_not_ranked(
    read: Read, short: Shorten, text: str, never: tuple[str, str]
) -> None:
    assert never not in {(metric, baseline) for _, metric, _, baseline in _facts(read, short, text)}


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("According to OpenAI, GPT-9 is strong. It scores 71.2% on MMLU-Pro.", "vendor"),
        ("OpenAI says GPT-9 is strong. On MMLU-Pro, the system scored 71.2%.", "vendor"),
        ("GPT-9 is strong. It scores 71.2% on MMLU-Pro.", "unattributed"),
        ("One tweet asserts GPT-9 scores 71.2% on MMLU-Pro.", "third_party"),
    ],
)
def test_a_makers_word_goes_on_to_what_its_model_scores(read: Read, text: str, attribution: str) -> None:
    scores = [claim for claim in read(text).claims if claim.kind == "benchmark"]
    assert [str(claim.attribution) for claim in scores] == [attribution]
