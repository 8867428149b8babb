"""How far two sides are apart: like against like, who says each side, how it moved."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Attribution, Bound, Kind, Release
from bot.domain.names import LabName, ModelName
from bot.ledger.gap import Basis, Frontier, Gap, Side, gaps_between
from bot.ledger.known import as_of
from bot.ledger.standing import ledger_of
from tests.claims import GPT, NOW, V3, V4, claim, source, sourced
from tests.ledger.test_lines import ledgers

DEEPSEEK, OPENAI = LabName(id="deepseek", name="DeepSeek"), LabName(id="openai", name="OpenAI")
KIMI = ModelName(name="Kimi K2.6", lab="moonshot")
_MAKERS = {"deepseek": "DeepSeek", "openai": "OpenAI", "moonshot": "Moonshot AI"}


def scored(model: ModelName, value: float, *, days_ago: float = 5, metric: str = "HLE", **more: Any) -> SourcedClaim:
    """A score in the maker's own feed, or measured by an evaluator."""
    party = more.pop("by", None)
    where = source(
        party or _MAKERS[model.lab or ""], kind=FeedKind.EVALUATOR if party else FeedKind.VENDOR, days_ago=days_ago
    )
    if party:
        more["attribution"] = Attribution.THIRD_PARTY
    return sourced(claim(Kind.BENCHMARK, metric, value, subject=model, **more), where)


def opened(model: ModelName, days_ago: float) -> SourcedClaim:
    return sourced(
        claim(Kind.RELEASE, Release.OPEN_WEIGHTS, subject=model), source(_MAKERS[model.lab or ""], days_ago=days_ago)
    )


def gaps(one: Side, other: Side, *claims: SourcedClaim) -> tuple[Gap, ...]:
    return gaps_between(one, other, ledger_of(claims))


def gap(one: Side, other: Side, *claims: SourcedClaim) -> Gap:
    (found,) = gaps(one, other, *claims)
    return found


def moves(found: Gap) -> list[tuple[float, float]]:
    return [((NOW - moment.at) / timedelta(days=1), moment.lead) for moment in found.moments]


def test_the_difference_says_who_is_ahead_and_by_what_word():
    ours, theirs = scored(V4, 37.7), scored(GPT, 44.4, days_ago=9)
    found = gap(V4, GPT, ours, theirs)
    assert (found.benchmark, found.basis, found.now.lead) == ("Humanity's Last Exam", Basis.CLAIMED, -6.7)
    assert (found.now.one.origin, found.now.other.origin) == (ours, theirs)
    assert gap(GPT, V4, ours, theirs).now.lead == 6.7


def test_a_benchmark_of_one_side_or_under_another_setting_makes_no_gap():
    assert gaps(V4, GPT, scored(V4, 37.7), scored(GPT, 44.4, metric="AIME 2025")) == ()
    assert gaps(V4, GPT, scored(V4, 37.7), scored(GPT, 44.4, setting="with tools")) == ()
    assert gaps(V4, GPT, scored(V4, 37.7), scored(GPT, 44.4, hedged=True)) == ()
    assert gaps(V4, GPT, scored(V4, 37.7), scored(GPT, 44.4, bound=Bound.MORE_THAN)) == ()


def test_measured_is_held_against_measured_by_the_same_party_and_claimed_against_claimed():
    found = gaps(
        V4,
        GPT,
        scored(V4, 80.6),
        scored(GPT, 85.0),
        scored(V4, 70.0, by="Vals AI"),
        scored(GPT, 82.0, by="Vals AI"),
        scored(V4, 71.0, by="Epoch AI"),
    )
    assert [(g.basis, g.measured_by, g.now.lead) for g in found] == [
        (Basis.MEASURED, "Vals AI", -12.0),
        (Basis.CLAIMED, None, -4.4),
    ]


def test_measurements_of_two_parties_are_held_together_where_no_party_measured_both():
    found = gap(V4, GPT, scored(V4, 70.0, by="Vals AI"), scored(GPT, 82.0, by="Epoch AI"))
    assert (found.basis, found.measured_by, found.now.lead) == (Basis.MEASURED, None, -12.0)


def test_only_where_a_side_has_no_figure_of_the_sort_is_a_gap_mixed():
    found = gap(V4, GPT, scored(V4, 70.0, by="Vals AI"), scored(GPT, 85.0))
    assert (found.basis, found.now.lead) == (Basis.MIXED, -15.0)


def test_a_gap_moves_with_each_new_best():
    found = gap(
        DEEPSEEK,
        OPENAI,
        scored(V3, 25.0, days_ago=30),
        scored(GPT, 44.0, days_ago=20),
        scored(V4, 38.0, days_ago=10),
        scored(V3, 26.0, days_ago=3),
    )
    assert moves(found) == [(20, -19.0), (10, -6.0)]
    assert found.moved == 13.0


def test_a_superseded_figure_counts_until_its_day():
    found = gap(V4, GPT, scored(GPT, 40.0, days_ago=30), scored(V4, 39.0, days_ago=20), scored(V4, 35.0, days_ago=5))
    assert moves(found) == [(20, -1.0), (5, -5.0)]


def test_a_frontier_is_the_best_of_its_day_without_the_side_that_it_is_held_against():
    claims = [
        scored(V4, 37.7, days_ago=20),
        scored(GPT, 44.4, days_ago=20),
        scored(KIMI, 54.0, days_ago=5),
        opened(KIMI, 3),
        opened(V4, 10),
    ]
    assert moves(gap(DEEPSEEK, Frontier.ALL, *claims)) == [(20, -6.7), (5, -16.3)]
    assert moves(gap(DEEPSEEK, Frontier.CLOSED, *claims)) == [(20, -6.7), (5, -16.3), (3, -6.7)]
    assert moves(gap(DEEPSEEK, Frontier.OPEN, *claims)) == [(3, -16.3)]
    assert moves(gap(Frontier.OPEN, Frontier.CLOSED, *claims)) == [(10, -6.7), (5, -16.3), (3, 9.6)]


def test_where_less_is_better_the_lower_figure_is_ahead():
    rate = "HarmBench"
    assert gap(V4, GPT, scored(V4, 94.0, metric=rate), scored(GPT, 86.0, metric=rate)).now.lead == -8.0


@pytest.mark.parametrize("side", [V4, DEEPSEEK, Frontier.OPEN])
def test_no_gap_of_nothing(side: Side):
    assert gaps(side, OPENAI) == ()


@given(ledgers())
def test_what_is_no_score_makes_no_gap(claims: list[SourcedClaim]):
    assert gaps_between(V4, GPT, ledger_of(claims)) == ()


def test_the_gap_to_gpt_in_the_demo(demo_claims: tuple[SourcedClaim, ...]):
    found = {(g.benchmark, g.basis): (g.measured_by, g.now.lead) for g in gaps_between(V4, GPT, ledger_of(demo_claims))}
    assert found["SWE-bench Verified", Basis.MEASURED] == ("Vals AI", -2.8)
    assert found["Terminal-Bench 2.0", Basis.CLAIMED] == (None, -14.8)
    before = gaps_between(V4, GPT, ledger_of(as_of(demo_claims, NOW - timedelta(days=20))))
    assert {(g.benchmark, g.basis) for g in before} == {("Terminal-Bench 2.0", Basis.CLAIMED)}
