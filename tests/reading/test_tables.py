"""Tables: with bars, with tabs, one cell a line; with models across, down, or in the labels."""

from collections.abc import Callable

import pytest

from bot.domain.claims import Reading

Read = Callable[..., Reading]

TABLES: list[tuple[str, set[tuple[str, str, float]]]] = [
    (
        "| Model | Training Time (GPU hours) | Power (W) |\n|---|---|---|\n| GPT-7 | 5.0M | 700 "
        "|\n| GPT-7 mini | 2.38M | 700 |",
        {("GPT-7", "training_gpu_hours", 5e06), ("GPT-7 mini", "training_gpu_hours", 2.38e06)},
    ),
    (
        "| Metric | Old | New |\n|---|---|---|\n| GPT-7 Speed | 1,500-2,000 tok/s | 16,000+ "
        "tok/s |\n| Cooling | water | air |",
        {("GPT-7", "output_speed", 2000.0), ("GPT-7", "output_speed", 16000.0)},
    ),
    (
        "| Model | Input | Cached input | Output |\n|---|---|---|---|\n| GPT-7 | $1.75 | $0.175 | $14 |",
        {("GPT-7", "input_price", 1.75), ("GPT-7", "cached_input_price", 0.175), ("GPT-7", "output_price", 14.0)},
    ),
    (
        "Benchmark\nGPT-7\nClaude Opus 9\nMMLU-Pro\n80.1\n79.2\nGPQA Diamond\n88.0%\n-\nHLE\n41.5\n40.2",
        {
            ("GPT-7", "MMLU-Pro", 80.1),
            ("Claude Opus 9", "MMLU-Pro", 79.2),
            ("GPT-7", "GPQA Diamond", 88.0),
            ("GPT-7", "Humanity's Last Exam", 41.5),
            ("Claude Opus 9", "Humanity's Last Exam", 40.2),
        },
    ),
    (
        "Here it is.\n\nGPT-7\nClaude Opus 9\nMMLU-Pro\n80.1\n79.2\nGPQA Diamond\n88.0%\n-\n\nThe end.",
        {("GPT-7", "MMLU-Pro", 80.1), ("Claude Opus 9", "MMLU-Pro", 79.2), ("GPT-7", "GPQA Diamond", 88.0)},
    ),
    (
        "Benchmark | GPT-7 | Claude Opus 9\n--- | --- | ---\nMMLU-Pro | 80.1 | 79.2",
        {("GPT-7", "MMLU-Pro", 80.1), ("Claude Opus 9", "MMLU-Pro", 79.2)},
    ),
    (
        "Benchmark\tGPT-7\tClaude Opus 9\nMMLU-Pro\t80.1\t79.2\nHLE\t41.0\t40.2",
        {
            ("GPT-7", "MMLU-Pro", 80.1),
            ("Claude Opus 9", "MMLU-Pro", 79.2),
            ("GPT-7", "Humanity's Last Exam", 41.0),
            ("Claude Opus 9", "Humanity's Last Exam", 40.2),
        },
    ),
    (
        "## MMLU-Pro\n\n| Model | Score |\n|---|---|\n| GPT-7 | 80.1 |\n| Claude Opus 9 | 79.2 |",
        {("GPT-7", "MMLU-Pro", 80.1), ("Claude Opus 9", "MMLU-Pro", 79.2)},
    ),
    (
        "| Benchmark | GPT-7 Sun | GPT-7 Moon |\n|---|---|---|\n| MMLU | 88.0 | 86.0 |",
        {("GPT-7 Sun", "MMLU", 88.0), ("GPT-7 Moon", "MMLU", 86.0)},
    ),
]
NO_FIGURES = [
    "| Tag | Size |\n|---|---|\n| GPT-7 | 4.7GB |\n| GPT-7 mini | 2GB |",
    "| Metric | Value |\n|---|---|\n| GPT-7 mood | calm |\n| Cooling | 20 |\n| Rooms | 4 |",
]


def _cells(read: Read, text: str) -> set[tuple[str, str, float | None]]:
    figures = (claim for claim in read(text).claims if claim.kind in ("spec", "benchmark"))
    return {(claim.subject.name, claim.metric, claim.value) for claim in figures}


@pytest.mark.parametrize(("text", "cells"), TABLES)
def test_a_table_gives_a_claim_a_cell_in_every_shape(read: Read, text: str, cells: set[tuple[str, str, float]]) -> None:
    assert _cells(read, text) == cells


@pytest.mark.parametrize("text", NO_FIGURES)
def test_a_table_without_figures_of_models_gives_none(read: Read, text: str) -> None:
    assert _cells(read, text) == set()
