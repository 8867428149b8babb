"""Models that no registry holds, known by how their names look and what is said of them; and what only looks so."""

from collections.abc import Callable

import pytest

from bot.domain.claims import Reading

Read = Callable[..., Reading]


def _models(reading: Reading) -> list[str]:
    return [model.name for model in reading.models]


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("Kestrel 3 Pro scores 71.2% on SWE-bench Verified.", ["Kestrel 3 Pro"]),
        ("On GPQA Diamond, Vireo-2-Large reaches 83.1%.", ["Vireo-2-Large"]),
        ("Heron Nano costs $0.10 per million input tokens, Heron Max is for large jobs.", ["Heron Nano", "Heron Max"]),
        ("Saffron 2.5 Flash has a context window of 1M tokens.", ["Saffron 2.5 Flash"]),
        ("The company says Tidepool-V3 was trained on 18T tokens.", ["Tidepool-V3"]),
        ("Orbital's Perihelion M1 trails Gemini 9 Pro on MMLU-Pro.", ["Perihelion M1", "Gemini 9 Pro"]),
        (
            "Stellaris-R1 scores 79.8 on AIME 2024, and Stellaris-R1-Zero scores 71.0.",
            ["Stellaris-R1", "Stellaris-R1-Zero"],
        ),
        ("Users of Aurora-3 Mini pay $1 per million output tokens.", ["Aurora-3 Mini"]),
        ("Verge AI released the weights of Tamarind 8B on Monday.", ["Tamarind 8B"]),
        (
            "We benchmarked Ironbark-v2 against o4-mini and Gemini 9 Flash.",
            ["Ironbark-v2", "o4-mini", "Gemini 9 Flash"],
        ),
        ("It was weighed against Brontes-70B, Nimbus 2.1 and GPT-9.", ["Brontes-70B", "Nimbus 2.1", "GPT-9"]),
        ("Testers measured 71.2% for Calder 4 on the Finance Agent benchmark.", ["Calder 4"]),
        ("Artificial Analysis ranks Calder 4 Max first among open-weight models.", ["Calder 4 Max"]),
        ("Otter-Max has 1.2T parameters. Otter came out of a small lab of two AI people.", ["Otter-Max"]),
    ],
)
def test_a_name_that_acts_as_models_do_is_a_model(read: Read, text: str, models: list[str]) -> None:
    assert _models(read(text)) == models


@pytest.mark.parametrize(
    ("text", "models"),
    [
        (
            "Perihelion, an open-weight mixture-of-experts model with 10B active, is out. Perihelion is AI.",
            ["Perihelion"],
        ),
        ("Sablier's flagship model Solstice leads the LMArena leaderboard.", ["Solstice"]),
        ("The startup's new model, Kestrel, writes code for its AI tools.", ["Kestrel"]),
        ("Meta's rumored Watermelon model is late.", ["Watermelon"]),
        ('A 27B model named "Cobalt" came from Seoul.', ["Cobalt"]),
        ("Anthropic's Claude Aria 5 is out.", ["Claude Aria 5"]),
        ("MiniCPM-Llama8-V 2.5 reads pictures.", ["MiniCPM-Llama8-V 2.5"]),
        ("OpenAI just released GPT-9 Turbo with Vision for its API.", ["GPT-9 Turbo with Vision"]),
        ("GPT-9.1 Sun is cheap. GPT-9.1 Moon is not.", ["GPT-9.1 Sun", "GPT-9.1 Moon"]),
        ("Gemini 9 Pro: WeirdML score 72.1% vs 69.9% for 8.5.", ["Gemini 9 Pro", "Gemini 8.5 Pro"]),
    ],
)
def test_a_name_that_is_called_a_model_is_one(read: Read, text: str, models: list[str]) -> None:
    assert _models(read(text)) == models


@pytest.mark.parametrize(
    "text",
    [
        "Clairvaux AI raised $40 million in a Series B round led by Sequoia 2 weeks ago.",
        "Windows 11 and iOS 26 support passkeys for AI apps. The iPhone 17 Pro costs $1,099.",
        "The H100 and the MI300X are GPUs; TPU v6 scores well on MLPerf.",
        "In Section 3 and Figure 4 we describe Algorithm 1; Table 2 shows scores of 80% on MMLU.",
        "CUDA 12.4, Python 3.12 and PyTorch 2.6 run the models. The Ryzen 9 7950X beats the Core i9 in MLPerf.",
        "On Monday, Phase 2 starts; Step 3 is RL on 2T tokens.",
        "Separately, a new open model came out. In Seoul, a large language model was shown.",
        "Further, an efficient language model saves energy.",
        "Hybrid Mamba-Transformer models do well on MMLU.",
        "Put the rules in CLAUDE.md or on Claude.ai, or block Claude-User.",
        "Alibaba Cloud launched a Qwen Coding Plan subscription.",
        "Scores on Program Bench 2 rose to 80% for the models.",
    ],
)
def test_what_only_looks_like_a_name_is_no_model(read: Read, text: str) -> None:
    assert _models(read(text)) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("GPT-9 got 27.1% on the CinePath benchmark.", ["CinePath"]),
        ("GPT-9 reached 71.8% on Acme Code Bench v2.", ["Acme Code Bench v2"]),
        ("GPT-9 got 60.1% on Maze Bench.", ["Maze Bench"]),
        ("GPT-9 is #4 on BenchLM with a 93/100 score.", ["BenchLM"]),
    ],
)
def test_benchmarks_that_are_called_so(read: Read, text: str, names: list[str]) -> None:
    assert [claim.metric for claim in read(text).claims if claim.kind == "benchmark"] == names


def test_a_broad_company_is_named_as_a_lab_only_beside_a_model_of_its_own(read: Read) -> None:
    assert read("GPT-9 is on Perplexity and Together AI.").labs == ("openai",)
    assert "perplexity" in read("Perplexity released Sonar 9, an AI model.").labs
