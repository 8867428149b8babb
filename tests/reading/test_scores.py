"""Scores in running text: on what, whose, and what is none."""

from collections.abc import Callable

import pytest

from bot.domain.claims import Claim, Reading
from bot.domain.names import ClassName, Named

Read = Callable[..., Reading]

TOLD: list[tuple[str, set[tuple[str, str, float]]]] = [
    ("GPT-7 scores 91.4 on GridMind-2 and 34% on FATE-X.", {("GPT-7", "GridMind-2", 91.4), ("GPT-7", "FATE-X", 34.0)}),
    (
        "Results on Vendor's code repair leaderboard with Claude Opus 9 for scale.\n\n- 77% "
        "GPT-7\n- 73% Claude Opus 9\n- 60% Grok 8",
        {
            ("GPT-7", "Vendor code repair", 77.0),
            ("Claude Opus 9", "Vendor code repair", 73.0),
            ("Grok 8", "Vendor code repair", 60.0),
        },
    ),
    (
        "## MMLU-Pro\n\n- 81.2: GPT-7\n- 79.0: Claude Opus 9",
        {("GPT-7", "MMLU-Pro", 81.2), ("Claude Opus 9", "MMLU-Pro", 79.0)},
    ),
    (
        "GPT-7 and Claude Opus 9 reach 80.1% and 77.2% on MMLU-Pro.",
        {("GPT-7", "MMLU-Pro", 80.1), ("Claude Opus 9", "MMLU-Pro", 77.2)},
    ),
    (
        "GPT-7 scores 80.1% and 72.4% on MMLU-Pro and GPQA Diamond.",
        {("GPT-7", "MMLU-Pro", 80.1), ("GPT-7", "GPQA Diamond", 72.4)},
    ),
    (
        "On MMLU-Pro and GPQA Diamond, GPT-7 scores 80.1% and 72.4%, respectively.",
        {("GPT-7", "MMLU-Pro", 80.1), ("GPT-7", "GPQA Diamond", 72.4)},
    ),
    (
        "GPT-7 scored highest on MMLU-Pro with 81.0%, followed by Claude Opus 9 (77.2%) and Grok 8 (74.1%).",
        {("GPT-7", "MMLU-Pro", 81.0), ("Claude Opus 9", "MMLU-Pro", 77.2), ("Grok 8", "MMLU-Pro", 74.1)},
    ),
    ("On SWE-bench Verified GPT-7 dropped from 66% to 64%.", {("GPT-7", "SWE-bench Verified", 64.0)}),
    ("Across 12 industry benchmarks, GPT-7 achieves a score of 63.2.", {("GPT-7", "average score", 63.2)}),
    (
        "GPT-7 gets 64.3% on SWE-bench Pro (+10.9 points over GPT-6) and 70% on CursorBench (+12 points).",
        {("GPT-7", "SWE-bench Pro", 64.3), ("GPT-7", "CursorBench", 70.0)},
    ),
    (
        "GPT-7 scores 63.2% vs. 55.8% for Claude Opus 9 on MMLU-Pro.",
        {("GPT-7", "MMLU-Pro", 63.2), ("Claude Opus 9", "MMLU-Pro", 55.8)},
    ),
    (
        "GPT-7 outperforms Claude Opus 9 at 27.5% vs. 25.1% on MMLU-Pro.",
        {("GPT-7", "MMLU-Pro", 27.5), ("Claude Opus 9", "MMLU-Pro", 25.1)},
    ),
    (
        "GPT-7 scores 63.2% on HLE, against 55.8% for Claude Opus 9 and 50.1% for Grok 8.",
        {
            ("GPT-7", "Humanity's Last Exam", 63.2),
            ("Claude Opus 9", "Humanity's Last Exam", 55.8),
            ("Grok 8", "Humanity's Last Exam", 50.1),
        },
    ),
    (
        "GPT-7 hits 98.7% on AIME 2025; Claude Opus 9 gets 95.1%.",
        {("GPT-7", "AIME 2025", 98.7), ("Claude Opus 9", "AIME 2025", 95.1)},
    ),
    (
        "GPT-7 leads LMArena with an Elo of 1512, ahead of Grok 8 (1498).",
        {("GPT-7", "LMArena", 1512.0), ("Grok 8", "LMArena", 1498.0)},
    ),
    ("GPT-7 tops LMArena at 1,512.", {("GPT-7", "LMArena", 1512.0)}),
    (
        "With 80.6% on SWE-bench Verified, GPT-7 beats Claude Opus 9 (79.1%).",
        {("GPT-7", "SWE-bench Verified", 80.6), ("Claude Opus 9", "SWE-bench Verified", 79.1)},
    ),
    ("Human experts score 90% on GPQA Diamond, while GPT-7 reaches 88%.", {("GPT-7", "GPQA Diamond", 88.0)}),
    (
        "The SWE-bench Verified score of GPT-7 is 80.6, up from 75.0 for GPT-6.",
        {("GPT-7", "SWE-bench Verified", 80.6), ("GPT-6", "SWE-bench Verified", 75.0)},
    ),
    (
        "GPT-7: SWE-bench Verified 80.6%, GPQA Diamond 88.1%, AIME 2025 97%.",
        {("GPT-7", "SWE-bench Verified", 80.6), ("GPT-7", "GPQA Diamond", 88.1), ("GPT-7", "AIME 2025", 97.0)},
    ),
    ("GPT-7 mini's score on MMLU is 78.", {("GPT-7 mini", "MMLU", 78.0)}),
    ("GPT-7 achieved pass@1 of 71.2% on LiveCodeBench.", {("GPT-7", "LiveCodeBench", 71.2)}),
    ("GPT-7 improved its AIME 2025 score from 70% to 87.5%.", {("GPT-7", "AIME 2025", 87.5)}),
    ("GPT-7 earned $5,478 on Vending-Bench 2.", {("GPT-7", "Vending Bench 2", 5478.0)}),
    (
        "GPT-7 gets 60.0% on FinanceAgent, 88.5% on internal modelling tasks and 54.1% on OfficeQA Pro.",
        {("GPT-7", "FinanceAgent", 60.0), ("GPT-7", "OfficeQA Pro", 54.1)},
    ),
]
NOT_TOLD = [
    "GPT-7 is within 0.5% of Claude Opus 9 on MMLU.",
    "GPT-7 uses 40% fewer tokens on SWE-bench Verified.",
    "GPT-7 solves 40 of the 500 tasks on SWE-bench Verified.",
    "GPT-7 is #2 on LMArena.",
    "GPT-7 is the first to cross the 90% threshold on ARC-AGI-1.",
    "Users preferred GPT-7 over GPT-6 59% of the time on LMArena.",
    "GPT-7 solves 87 and 34 problems on MMLU, respectively.",
]


def _name(named: Named | None) -> str | None:
    """The name of a model or lab; a class in plain words counts as none."""
    return None if named is None or isinstance(named, ClassName) else named.name


def _facts(read: Read, text: str) -> set[tuple[object, ...]]:
    return {_fact(claim) for claim in read(text).claims if claim.kind == "benchmark"}


def _fact(claim: Claim) -> tuple[object, ...]:
    return _name(claim.subject), claim.metric, claim.value


@pytest.mark.parametrize(("text", "facts"), TOLD)
def test_scores_are_on_their_benchmark_and_of_their_model(
    read: Read, text: str, facts: set[tuple[object, ...]]
) -> None:
    assert _facts(read, text) == facts


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_no_score_of_a_model(read: Read, text: str) -> None:
    assert _facts(read, text) == set()
