"""Names and releases in less usual words: members with coined words, kinds and second names, lists of variants."""

from collections.abc import Callable, Sequence

import pytest

from bot.domain.claims import Claim, Reading

Read = Callable[..., Reading]
Shorten = Callable[[Sequence[Claim]], list[tuple[str, str, str, float | None, str | None]]]
OWN = {"publisher": "Qwen", "url": "https://github.com/QwenLM/Qwen9"}


def _models(reading: Reading) -> list[str]:
    return [model.name for model in reading.models]


def _events(reading: Reading, short: Shorten) -> set[tuple[str, str]]:
    return {(subject, metric) for kind, subject, metric, _, _ in short(reading.claims) if kind == "release"}


@pytest.mark.parametrize(
    ("text", "models"),
    [
        (
            "GPT-9.2 Ember, Quartz and Willow are out. Quartz costs half of what Ember does.",
            ["GPT-9.2 Ember", "GPT-9.2 Quartz", "GPT-9.2 Willow"],
        ),
        ("Claude 9 Sonnet trails GPT-9 Ember on code. Ember leads.", ["Claude 9 Sonnet", "GPT-9 Ember"]),
        ("OpenAI shipped GPT-9 Tuesday and Google yawned.", ["GPT-9"]),
        ("We ran GPT-9 Evals and Traces all week.", ["GPT-9"]),
        ("GPT-9 Beats Everyone, Again", ["GPT-9"]),
        ("Qwen released the Qwen9-A5B MoE base model.", ["Qwen9-A5B"]),
        ("Hunyuan-Huge (Hunyuan-MoE-A77B) is a language model.", ["Hunyuan-Huge"]),
        ("Qwen9 (Qwen9-32B) was used.", ["Qwen9", "Qwen9-32B"]),
        ("DeepMind released the RainCast weather model.", ["RainCast"]),
        ("Although the model is open, few run Llama 9.", ["Llama 9"]),
    ],
)
def test_words_beside_a_name_are_part_of_it_or_not(read: Read, text: str, models: list[str]) -> None:
    assert sorted(_models(read(text))) == sorted(models)


def test_an_interface_like_that_of_a_lab_does_not_name_the_lab(read: Read) -> None:
    assert read("Qwen9 is served through an OpenAI-compatible API.").labs == ("alibaba",)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("OpenAI hinted at upcoming releases including GPT-9.", {("GPT-9", "announced")}),
        ("Anthropic launched a big update with Claude Opus 9.", {("Claude Opus 9", "released")}),
        ("Alibaba announced Qwen9-Base rolling out across its cloud.", {("Qwen9-Base", "released")}),
        (
            "OpenAI launched GPT-9. The rollout includes variants like GPT-9 mini and GPT-9 nano.",
            {("GPT-9", "released"), ("GPT-9 mini", "released"), ("GPT-9 nano", "released")},
        ),
        (
            "OpenAI drops GPT-9 for developers, DeepSeek V9 launches an open-source model, and Meta cuts jobs.",
            {("GPT-9", "released"), ("DeepSeek V9", "open_weights"), ("DeepSeek V9", "released")},
        ),
        (
            "Alibaba shipped Qwen9.\n\n- long context\n- open weights under a permissive license",
            {("Qwen9", "open_weights"), ("Qwen9", "released")},
        ),
        ("Alibaba published a chart on the Qwen9 page.", set()),
    ],
)
def test_releases_in_a_newspapers_words(read: Read, text: str, events: set[tuple[str, str]], short: Shorten) -> None:
    assert _events(read(text), short) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "We introduce Qwen9 in two variants, Qwen-Coder-9 and Qwen-Omni-9.",
            {("Qwen-Coder-9", "announced"), ("Qwen-Omni-9", "announced")},
        ),
        ("The small version is available at Qwen/Qwen9-7B-AWQ.", {("Qwen9-7B-AWQ", "released")}),
        ("Talk to Qwen9 on our demo.", {("Qwen9", "released")}),
        ("We open-sourced the base model Qwen9-Base.", {("Qwen9-Base", "open_weights"), ("Qwen9-Base", "released")}),
        ("Qwen9 reads images. We are now open-sourcing the vLLM solution.", set()),
        (
            "Qwen9 (see below) is our strongest open-source foundation model.",
            {("Qwen9", "open_weights"), ("Qwen9", "released")},
        ),
        (
            "The Qwen9 series includes the open-source models Qwen9-7B and Qwen9-14B.",
            {(f"Qwen9-{size}", event) for size in ("7B", "14B") for event in ("open_weights", "released")},
        ),
    ],
)
def test_releases_in_a_labs_words(read: Read, text: str, events: set[tuple[str, str]], short: Shorten) -> None:
    assert _events(read(text, **OWN), short) == events
