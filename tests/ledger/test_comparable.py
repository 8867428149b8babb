"""Which lines may be held against each other, and what is said of those that may not."""

from typing import Any

import pytest
from hypothesis import given

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Kind, Ratio, Spec
from bot.ledger.comparable import why_apart
from bot.ledger.lines import Line, join_lines
from tests.claims import GPT, V3, V4, claim, sourced
from tests.ledger.test_lines import ledgers


def line(kind: Kind, metric: str, value: float = 50.0, **more: Any) -> Line:
    (found,) = join_lines([sourced(claim(kind, metric, value, **more))])
    return found


def score(metric: str = "HLE", **more: Any) -> Line:
    return line(Kind.BENCHMARK, metric, **more)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (score(), score(subject=GPT), None),
        (score("HLE"), score("Humanity's Last Exam", subject=GPT), None),
        (score(setting="with tools"), score(subject=GPT, setting="Tool use"), None),
        (
            score("SWE-bench Verified"),
            score("SWE-bench Pro"),
            "SWE-bench Verified and SWE-bench Pro are different benchmarks.",
        ),
        (
            score("Terminal-Bench 1.0"),
            score("TB2"),
            "Terminal-Bench 1.0 and Terminal-Bench 2.0 are different benchmarks.",
        ),
        (
            score(setting="with tools"),
            score(setting="no tools"),
            "Their settings differ: with tools and without tools.",
        ),
        (
            score(setting="1M tokens"),
            score(setting="128K tokens"),
            "Their settings differ: at 1,000,000 tokens and at 128,000 tokens.",
        ),
        (
            score(),
            score(subject=GPT, setting="high effort"),
            "GPT-5.5 is given at high effort; for DeepSeek-V4-Pro the effort is not said.",
        ),
        (
            score(setting="mini-SWE-agent"),
            score(setting="OpenHands"),
            "Their settings differ: under “mini-SWE-agent” and under “OpenHands”.",
        ),
        (
            line(Kind.RATIO, Ratio.COST, 0.5, baseline=V3),
            line(Kind.RATIO, Ratio.COST, 0.5, baseline=GPT),
            "They are against different baselines: DeepSeek-V3.2 and GPT-5.5.",
        ),
        (
            line(Kind.RATIO, Ratio.COST, 0.5, baseline=V3),
            line(Kind.RATIO, Ratio.COST, 0.5),
            "One is against DeepSeek-V3.2, the other does not say what it is against.",
        ),
        (
            line(Kind.RATIO, Ratio.COST, 0.5),
            line(Kind.RATIO, Ratio.COST, 0.4),
            "Neither names what it is compared with.",
        ),
        (
            line(Kind.SPEC, Spec.INPUT_PRICE, 1.0),
            line(Kind.SPEC, Spec.CONTEXT_WINDOW, 1e6),
            "One gives price in, the other context.",
        ),
        (score(), line(Kind.SPEC, Spec.PARAMETERS, 1e12), "One is a benchmark, the other a spec."),
        (
            line(Kind.RATIO, Ratio.PERFORMANCE, 1.1, baseline=V3, scope="AIME 2025"),
            line(Kind.RATIO, Ratio.PERFORMANCE, 1.1, baseline=V3),
            "One is about “AIME 2025”, the other about nothing in particular.",
        ),
    ],
)
def test_the_reason_is_a_sentence(one: Line, other: Line, reason: str | None):
    assert why_apart(one, other) == reason


@given(ledgers())
def test_who_is_asked_first_does_not_matter(claims: list[SourcedClaim]):
    lines = join_lines(claims)
    for one in lines:
        assert why_apart(one, one) is None
        for other in lines:
            assert (why_apart(one, other) is None) == (why_apart(other, one) is None)


def test_a_subject_is_no_part_of_what_must_agree():
    assert why_apart(score(subject=V4), score(subject=V3)) is None
