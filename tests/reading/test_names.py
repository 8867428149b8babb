"""Names of models, labs and benchmarks, as the whole reader finds them."""

from collections.abc import Callable

import pytest

from bot.domain.claims import Reading
from bot.reading.benchmarknames import spot_benchmarks
from bot.reading.nameindex import build_index
from bot.reading.tokens import words_of
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
    ("text", "models"),
    [
        (
            "Llama 8 70B and Llama 8 8B are out. The 70B model is slow while the smaller 8B is quick.",
            ["Llama 8 70B", "Llama 8 8B"],
        ),
        (
            "Meta trained an 8B version of Llama 8. The 70B model scores 81, the 8B gets 65.",
            ["Llama 8 8B", "Llama 8", "Llama 8 70B"],
        ),
        ("Granite 9 is a text model. Our 3B model is small.", ["Granite 9"]),
        ("Gemini 8 is a 70B model, the best 70B model yet.", ["Gemini 8"]),
        ("Claude Opus 9.2 is better at prose than 9.1 and 8.8.", ["Claude Opus 9.2", "Claude Opus 9.1"]),
        ("GPT-9 is dearer than 8.5 Pro, and scores higher than 8.5 on MT-Bench.", ["GPT-9", "GPT-8.5 Pro"]),
        ("GPT-9.1, GPT-9.1 Pro and the rest: 9.1 is the base.", ["GPT-9.1", "GPT-9.1 Pro"]),
        ("Claude 3.9 Sonnet came out. Sonnet writes well.", ["Claude 3.9 Sonnet"]),
        ("Anthropic has Claude 9 in three sizes; Opus is the largest.", ["Claude 9", "Claude 9 Opus"]),
        ("GPT-9 mini and nano are models.", ["GPT-9 mini", "GPT-9 nano"]),
    ],
)
def test_members_called_by_less_than_their_name(read: Read, text: str, models: list[str]) -> None:
    assert _models(read(text)) == models


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("Mistral Medium 9 (mistral-medium-2901) is here.", ["Mistral Medium 9"]),
        (
            "Codestral 29.01 (`codestral-2901`) and Pixtral Large (pixtral-large-2901)",
            ["Codestral 29.01", "Pixtral Large"],
        ),
        ("Cohere: Command Z+ is here.\n\n- Model Name: command-z-plus-01-2029\n- Context: 128K", ["Command Z+"]),
        ("Claude Opus 9 (API name: claude-opus-9-20290101) and claude-opus-9-20290101 again", ["Claude Opus 9"]),
        ("GPT-9 (gpt-8-turbo is older) is a model.", ["GPT-9", "gpt-8-turbo"]),
        ("gpt-oss-120b (gpt-oss-20b)", ["gpt-oss-120b", "gpt-oss-20b"]),
        ("Cohere serves Command R and Command R+.", ["Command R", "Command R+"]),
        (
            "Mixtral 9x7B - Instruct beats the Llama 2 70B - chat model.",
            ["Mixtral 9x7B - Instruct", "Llama 2 70B - chat"],
        ),
        ("Llama 8 405B instruct beats llama-8-405b-instruct.", ["Llama 8 405B instruct"]),
        ("OpenAI's models: medium-20280110 and large-20280110.", ["medium-20280110", "large-20280110"]),
        ("Meta ships it under the Llama 8 Community License. Llama 9 is a model.", ["Llama 9"]),
    ],
)
def test_one_model_has_one_name_whatever_the_api_calls_it(read: Read, text: str, models: list[str]) -> None:
    assert _models(read(text)) == models


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("We tried several LLMs (such as Baidu ERNIE, Qwen, and Claude 9).", ["ERNIE", "Qwen", "Claude 9"]),
        ("Its flagship model, Grok, is trained on posts. Grok writes.", ["Grok", "Grok"]),
        ("The lab trained on answers of Anthropic's Claude model.", ["Claude"]),
        ("In coding, ChatGPT beats Claude by a mile.", ["ChatGPT", "Claude"]),
        ("Zephyr-9 is ahead of GPT-9, surpassing Gemini.", ["Zephyr-9", "GPT-9", "Gemini"]),
        ("Claude users and the Gemini app grew; Grok's site was down.", []),
        ("OpenAI runs ChatGPT, DeepSeek runs an API.", []),
        ("Nvidia's Nemotron family holds Nemotron 9 Nano.", ["Nemotron 9 Nano"]),
    ],
)
def test_a_bare_family_is_a_model_only_where_the_words_make_it_one(read: Read, text: str, models: list[str]) -> None:
    assert _models(read(text)) == list(dict.fromkeys(models))


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("They compared TinyLlama, ShearedLLaMA and Ollama as models.", ["TinyLlama", "ShearedLLaMA"]),
        ("DreamHouse Opus 2 is no Claude Opus 9.", ["DreamHouse Opus 2", "Claude Opus 9"]),
        ("The AI lab announced Inflection 9.5 today.", ["Inflection 9.5"]),
        ("Apple prepares a model called Ajax-3 in secret.", ["Ajax-3"]),
        ("Stable-Tuned-Alpha-7B is a model.", ["Stable-Tuned-Alpha-7B"]),
        ("OpenAI tests o7-mini.", ["o7-mini"]),
        ("A lab launched Zhaoxi-2.5 to beat other LLMs.", ["Zhaoxi-2.5"]),
        ("Intel launched Gaudi-9 to train models.", []),
        ("The LLMs SmolLM9 135M, 360M and 1.7B are tiny.", ["SmolLM9 135M", "SmolLM9 360M", "SmolLM9 1.7B"]),
        ("Sonnet 9.6 and Opus 9.5 were weighed.", ["Claude Sonnet 9.6", "Claude Opus 9.5"]),
    ],
)
def test_names_made_with_those_of_others_and_names_never_seen(read: Read, text: str, models: list[str]) -> None:
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
    assert [mention.name for mention in spot_benchmarks(words_of(text), index)] == names
