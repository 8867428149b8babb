"""Members called by their variant word alone, makers that no registry holds, names run into the next word."""

from collections.abc import Callable, Sequence

import pytest

from bot.domain.claims import Claim, Reading

Read = Callable[..., Reading]
Shorten = Callable[[Sequence[Claim]], list[tuple[str, str, str, float | None, str | None]]]


def _facts(read: Read, short: Shorten, text: str) -> set[tuple[str, str, str | None]]:
    return {(subject, metric, baseline) for _, subject, metric, _, baseline in short(read(text).claims)}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Gemini comes in three sizes: Ultra, Pro and Nano. Ultra beats GPT-4 on MMLU.",
            ("Gemini Ultra", "beats", "GPT-4"),
        ),
        (
            "Qwen9 ships in Plus, Flash and Max versions. Flash costs $0.10 per million input tokens.",
            ("Qwen9 Flash", "input_price", None),
        ),
        ("Gemini 9 Pro is out. Critics say that Flash trails GPT-9.", ("Gemini 9 Flash", "trails", "GPT-9")),
        (
            "Amazon Nova Premier and Amazon Nova Lite are out. Lite scores 71.2% on MMLU-Pro.",
            ("Amazon Nova Lite", "MMLU-Pro", None),
        ),
        (
            "GPT-9 mini and GPT-9 nano are here, while Nano costs $0.05 per million input tokens.",
            ("GPT-9 nano", "input_price", None),
        ),
    ],
)
def test_a_variant_word_alone_is_the_member_of_its_family(
    read: Read, short: Shorten, text: str, fact: tuple[str, str, str | None]
) -> None:
    assert fact in _facts(read, short, text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Qwen9-Turbo is out. The regular version scores 71.2% on MMLU-Pro.", ("Qwen9", "MMLU-Pro", None)),
        (
            "Gemini 9 Flash is fast; its standard model costs $2 per million input tokens.",
            ("Gemini 9", "input_price", None),
        ),
        ("Qwen9-Turbo is out. The regular version of the app scores 71.2% on MMLU-Pro.", None),
        ("Qwen9-27B is out. The regular version scores 71.2% on MMLU-Pro.", ("Qwen9-27B", "MMLU-Pro", None)),
    ],
)
def test_the_regular_version_is_the_member_without_a_variant_word(
    read: Read, short: Shorten, text: str, fact: tuple[str, str, str | None] | None
) -> None:
    assert _facts(read, short, text) >= ({fact} if fact else set())
    assert fact or not any(subject == "Qwen9" for subject, _, _ in _facts(read, short, text))


@pytest.mark.parametrize(
    "text",
    [
        "Apple's M4 Max and M4 Pro run Llama 4 Scout. The Max is faster than the Pro.",
        "OpenAI has Plus and Pro plans for GPT-9 mini. Pro costs $200 a month.",
        "Large models like GPT-9 cost more. Small language models such as Phi-9 run on a laptop.",
    ],
)
def test_a_variant_word_of_something_else_is_no_member(read: Read, text: str) -> None:
    names = [model.name for model in read(text).models]
    assert not [name for name in names if name.endswith((" Max", " Pro", " Plus", " Large", " Small"))]


@pytest.mark.parametrize(
    ("text", "lab"),
    [
        ("Startup Vantor says its Cumulus-2 model reaches 81.2% on GPQA Diamond.", "vantor"),
        ("Orrery, a Seoul startup, launched Bastion-7B under an MIT license.", "orrery"),
        ("Vantor's Aristarch model scored 94% on AIME 2025.", "vantor"),
        ("The new model from Swiss startup Alpinia, Edelweiss-12B, was trained on 4T tokens.", "alpinia"),
        ("Lumen Labs today released Tamarind 8B, an open-weight model.", "lumen labs"),
        ("Edelweiss-12B, a model from Korean startup Hanbit, tops MMLU-Pro.", "hanbit"),
    ],
)
def test_a_maker_is_known_by_what_it_does(read: Read, text: str, lab: str) -> None:
    assert lab in read(text).labs


@pytest.mark.parametrize(
    "text",
    [
        "Andrea Karlsson released Nanochat-1, a 560M model.",
        "Researchers unveiled Octopus-2B, a model that runs on phones.",
        "Users launched GPT-9 on Monday.",
    ],
)
def test_people_are_no_makers(read: Read, text: str) -> None:
    assert set(read(text).labs) <= {"openai"}


def test_the_maker_s_word_on_a_model_that_no_registry_holds_is_the_vendor_s(read: Read) -> None:
    claims = read("Orrery, a Seoul startup, launched Bastion-7B. Orrery claims it beats Llama 9 8B on MMLU.").claims
    assert [str(claim.attribution) for claim in claims if claim.kind == "ranking"] == ["vendor"]


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("The startup launched Mistral Medium 9.5an open-weight model.", ["Mistral Medium 9.5"]),
        ("Phi 9 reasoning-plus scores 76.0 on MMLU-Pro.", ["Phi 9 reasoning-plus"]),
        ("DeepSeek V9 Lightning is out.", ["DeepSeek V9 Lightning"]),
        (
            "Sarvam's 105B and 30B models are out. Its 105B model has 9B active parameters.",
            ["Sarvam 105B", "Sarvam 30B"],
        ),
        ("Microsoft's Azure model catalog lists Mistral Large 9.", ["Mistral Large 9"]),
        ("Motif unveiled Motif-9, a 300B open-weight model.", ["Motif-9"]),
        ("Grok 9 Mini Reasoning is cheap. Grok 9 Mini beats GPT-9.", ["Grok 9 Mini", "GPT-9"]),
    ],
)
def test_names_are_whole_and_no_longer_than_that(read: Read, text: str, models: list[str]) -> None:
    assert [model.name for model in read(text).models] == models
