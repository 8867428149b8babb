"""Tables that lost their lines: names, then rows of a name and numbers, parted by spaces, commas or line ends."""

from collections.abc import Callable

import pytest

from bot.domain.claims import Reading

Read = Callable[..., Reading]
Scores = set[tuple[str, str, float | None]]

_TWO_BY_TWO: Scores = {
    ("GPT-7", "MMLU-Pro", 80.1),
    ("Claude Opus 9", "MMLU-Pro", 79.2),
    ("GPT-7", "Humanity's Last Exam", 41.0),
    ("Claude Opus 9", "Humanity's Last Exam", 40.2),
}


def _scores(reading: Reading) -> Scores:
    return {(claim.subject.name, claim.metric, claim.value) for claim in reading.claims if claim.kind == "benchmark"}


@pytest.mark.parametrize(
    "text",
    [
        "Benchmark GPT-7 Claude Opus 9 MMLU-Pro 80.1 79.2 HLE 41.0 40.2",
        "Benchmark GPT-7 Claude Opus 9\nMMLU-Pro 80.1 79.2\nHLE 41.0 40.2",
        "Benchmark   GPT-7    Claude Opus 9\nMMLU-Pro    80.1     79.2\nHLE         41.0     40.2",
        "Model MMLU-Pro HLE\nGPT-7 80.1 41.0\nClaude Opus 9 79.2 40.2",
        "Model, MMLU-Pro, HLE\nGPT-7, 80.1, 41.0\nClaude Opus 9, 79.2, 40.2",
        "Model | MMLU-Pro | HLE | GPT-7 | 80.1 | 41.0 | Claude Opus 9 | 79.2 | 40.2",
        "MMLU-Pro (%) HLE (%)\nGPT-7: 80.1% 41.0%\nClaude Opus 9: 79.2% 40.2%",
        "Benchmark\nGPT-7\nClaude Opus 9\nMMLU-Pro\n80.1\n79.2\nHLE\n41.0\n40.2",
    ],
)
def test_each_number_is_known_by_its_place(read: Read, text: str) -> None:
    assert _scores(read(text)) == _TWO_BY_TWO


def test_a_row_of_a_model_that_no_registry_holds(read: Read) -> None:
    text = "Model MMLU-Pro HLE\nGPT-7 80.1 41.0\nKestrel 3 Pro 70.5 20.2"
    assert ("Kestrel 3 Pro", "Humanity's Last Exam", 20.2) in _scores(read(text))


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        (
            "GPT-7 and Claude Opus 9 score 80.1 and 79.2 on MMLU-Pro.",
            {("GPT-7", "MMLU-Pro", 80.1), ("Claude Opus 9", "MMLU-Pro", 79.2)},
        ),
        ("MMLU-Pro, HLE: GPT-7 80.1", {("GPT-7", "Humanity's Last Exam", 80.1)}),
        ("GPT-7, Claude Opus 9 and MMLU-Pro were discussed.", set()),
    ],
)
def test_sentences_are_no_tables(read: Read, text: str, scores: Scores) -> None:
    assert _scores(read(text)) == scores


@pytest.mark.parametrize(
    "row",
    ["| Data retention | 0 days | 30 days |", "| Tokenizer overhead | 2% | +30% |", "| Input cost | 1x | 2.6x |"],
)
def test_cells_that_measure_something_else_are_no_scores(read: Read, row: str) -> None:
    reading = read(f"| Property | GPT-7 | Claude Opus 9 |\n|---|---|---|\n{row}")
    assert [claim for claim in reading.claims if claim.kind in ("benchmark", "spec")] == []
