"""Names of models, labs and benchmarks, as the whole reader finds them."""

from collections.abc import Callable

import pytest

from bot.domain.claims import Reading
from bot.reading.benchmarknames import spot_benchmarks
from bot.reading.nameindex import build_index
from bot.reading.tokens import tokenise
from bot.registry.load import load_registry

Read = Callable[..., Reading]


def _models(reading: Reading) -> list[str]:
    return [model.name for model in reading.models]


@pytest.mark.parametrize(
    ("text", "models"),
    [
        (
            "We compare GLM-4-9B-Chat, Llama 3.2 3B and Phi-3.5-mini-instruct.",
            ["GLM-4-9B-Chat", "Llama 3.2 3B", "Phi-3.5-mini-instruct"],
        ),
        ("Claude Opus 4.5 is out; Opus 4.5 is the larger one.", ["Claude Opus 4.5"]),
        ("Gemini 3 Pro and Flash are out.", ["Gemini 3 Pro", "Gemini 3 Flash"]),
        ("DeepSeek is quick: V5-Flash beats R3.", ["DeepSeek-V5-Flash", "DeepSeek-R3"]),
        ("Mixtral 8x7B answers. Mixtral is small.", ["Mixtral 8x7B"]),
        ("o3-mini and O1 from OpenAI", ["o3-mini", "O1"]),
        ("Nvidia trained Llama-Nemotron-70B.", ["Llama-Nemotron-70B"]),
        ("GPT-5.2 came first and is dearer than 5.1, as GPT-5.1 users know.", ["GPT-5.2", "GPT-5.1"]),
        ("Gemma-4 comes in 31b and 9b variants.", ["Gemma-4", "Gemma-4 31b", "Gemma-4 9b"]),
        ("Qwen4-27B is dense, 120B-A9B is not.", ["Qwen4-27B", "Qwen4-120B-A9B"]),
    ],
)
def test_known_families_are_found_and_made_whole(read: Read, text: str, models: list[str]) -> None:
    assert _models(read(text)) == models


@pytest.mark.parametrize(
    "text",
    [
        "Kimi Raikkonen and my sister Gemma played minimax; the phi coefficient was 0.3.",
        "Follow step 3 of the command on page 12.",
        "We used Claude Code, the Gemini app and llama.cpp on an NVIDIA H100.",
        "The nova of 2023 was bright; the falcon landed.",
    ],
)
def test_words_that_only_look_like_models_are_refused(read: Read, text: str) -> None:
    assert _models(read(text)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We present Quarrel, a family of small language models. Quarrel is fast.", "Quarrel"),
        ("Acme launched Ostrava-1, a 70B model.", "Ostrava-1"),
        ("The community likes Goliath-120B.", "Goliath-120B"),
        ("Zephyrix is a large language model for law.", "Zephyrix"),
    ],
)
def test_a_name_no_registry_holds_becomes_a_model_where_the_text_treats_it_as_one(
    read: Read, text: str, name: str
) -> None:
    assert name in _models(read(text))


def test_a_framework_that_is_introduced_is_no_model(read: Read) -> None:
    assert _models(read("We introduce Loomkit, a training framework for language models.")) == []


def test_labs_are_named_by_their_models_and_products(read: Read) -> None:
    assert set(read("Opus 5 and Qwen4-Max met; 智谱 answered with GLM-6.").labs) == {"anthropic", "alibaba", "zhipu"}


def test_an_investor_is_not_counted_as_a_maker_of_models(read: Read) -> None:
    assert read("Mistral raised money from Nvidia and Salesforce.").labs == ("mistral",)


def test_the_publisher_counts_as_a_lab_in_its_own_text(read: Read) -> None:
    assert read("Our new model is out.", publisher="Cohere", url="https://cohere.com/blog/x").labs == ("cohere",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SWE-Bench Verified and GPQA-Diamond", ["SWE-bench Verified", "GPQA Diamond"]),
        ("AIME'25, AIME 2026 and HMMT Feb 2025", ["AIME 2025", "AIME 2026", "HMMT 2025"]),
        ("LiveCodeBench v6 and BFCL-v3", ["LiveCodeBench v6", "BFCL-v3"]),
        ("our own CC-Bench-V9 and LongRunEval", ["CC-Bench-V9", "LongRunEval"]),
        ("math and drop are plain words, a benchmark is none", []),
    ],
)
def test_benchmarks_go_by_their_usual_names(text: str, names: list[str]) -> None:
    index = build_index(load_registry())
    assert [mention.name for mention in spot_benchmarks(tokenise(text), index)] == names
