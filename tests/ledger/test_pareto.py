"""Quality for cost: which points nothing beats, and which scores are left apart."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Attribution, Kind, Ratio, Spec
from bot.domain.names import ModelName
from bot.ledger.pareto import Front, front_of
from bot.ledger.standing import ledger_of
from tests.claims import claim, source, sourced

A, B, C, D = (ModelName(name=f"Model {letter}") for letter in "ABCD")


def score(model: ModelName, value: float, metric: str = "HLE", **more: Any) -> SourcedClaim:
    measured = more.pop("measured", False)
    where = source("Vals AI", kind=FeedKind.EVALUATOR) if measured else source()
    if measured:
        more["attribution"] = Attribution.THIRD_PARTY
    return sourced(claim(Kind.BENCHMARK, metric, value, subject=model, **more), where)


def price(model: ModelName, value: float, *, days_ago: float = 5) -> SourcedClaim:
    return sourced(claim(Kind.SPEC, Spec.OUTPUT_PRICE, value, subject=model), source(days_ago=days_ago))


def tokens(model: ModelName, over: ModelName, value: float) -> SourcedClaim:
    return sourced(claim(Kind.RATIO, Ratio.TOKENS_USED, value, subject=model, baseline=over))


def front(*claims: SourcedClaim, **more: Any) -> Front:
    return front_of("HLE", more.pop("cost", Spec.OUTPUT_PRICE), ledger_of(claims), **more)


def points(found: Front) -> list[tuple[ModelName, float, float, bool]]:
    return [(point.model, point.score, point.cost, point.best) for point in found.points]


def test_points_come_by_cost_and_those_that_nothing_beats_are_marked():
    found = front(score(A, 50), price(A, 1.0), score(B, 40), price(B, 2.0), score(C, 60), price(C, 9.0), score(D, 99))
    assert points(found) == [(A, 50, 1.0, True), (B, 40, 2.0, False), (C, 60, 9.0, True)]
    assert (found.benchmark, found.apart) == ("Humanity's Last Exam", ())


def test_of_equals_both_are_best():
    found = front(score(A, 50), price(A, 1.0), score(B, 50), price(B, 1.0), score(C, 50), price(C, 2.0))
    assert [best for *_, best in points(found)] == [True, True, False]


def test_the_current_price_and_the_best_founded_score_count():
    found = front(
        score(A, 50), score(A, 44, measured=True), price(A, 3.0, days_ago=9), price(A, 2.0), score(B, 50), price(B, 2.5)
    )
    assert points(found) == [(A, 44, 2.0, True), (B, 50, 2.5, True)]
    assert points(
        front(score(A, 44, measured=True), price(A, 2.0), score(B, 50), price(B, 1.0), only_measured=True)
    ) == [(A, 44, 2.0, True)]


def test_scores_under_another_setting_are_left_apart_with_the_reason():
    with_tools = score(C, 70, setting="with tools")
    found = front(score(A, 50), price(A, 1.0), score(B, 40), price(B, 2.0), with_tools, price(C, 1.0))
    assert [model for model, *_ in points(found)] == [A, B]
    assert [(line.origin, reason) for line, reason in found.apart] == [
        (with_tools, "Model C is given with tools; for Model A the tools is not said.")
    ]


def test_rumours_and_bounds_are_no_points():
    assert points(front(score(A, 50, hedged=True), price(A, 1.0))) == []


def test_tokens_used_are_over_one_model_whose_own_are_one():
    claims = [score(A, 50), score(B, 45), score(C, 40), tokens(A, C, 0.5), tokens(B, C, 0.4), tokens(A, D, 0.1)]
    found = front(*claims, cost=Ratio.TOKENS_USED)
    assert found.over == C
    assert points(found) == [(B, 45, 0.4, True), (A, 50, 0.5, True), (C, 40, 1.0, False)]
    assert points(front(*claims, cost=Ratio.TOKENS_USED, over=D)) == [(A, 50, 0.1, True)]


def test_where_less_is_better_the_front_turns_round():
    rate = "HarmBench"
    claims = [score(A, 90, rate), price(A, 1.0), score(B, 80, rate), price(B, 2.0), score(C, 85, rate), price(C, 3.0)]
    found = front_of(rate, Spec.OUTPUT_PRICE, ledger_of(claims))
    assert [(point.model, point.best) for point in found.points] == [(A, True), (B, True), (C, False)]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=12))
def test_every_point_is_best_or_beaten_by_one_that_is(pairs: list[tuple[int, int]]):
    claims: list[SourcedClaim] = []
    for number, (quality, cost) in enumerate(pairs):
        model = ModelName(name=f"Model {number}")
        claims += [score(model, quality), price(model, cost)]
    found = front(*claims).points
    assert len(found) == len(pairs)
    best = [point for point in found if point.best]
    assert best
    for point in found:
        beaten = any(
            o.score >= point.score and o.cost <= point.cost and (o.score, o.cost) != (point.score, point.cost)
            for o in best
        )
        assert beaten is not point.best


def test_an_empty_ledger_has_an_empty_front():
    found = front()
    assert (found.points, found.apart, found.over) == ((), (), None)


@pytest.mark.parametrize(("model", "best"), [("DeepSeek-V4-Flash", True), ("DeepSeek-V3.2", False)])
def test_the_demos_front_of_score_against_price(demo_claims: tuple[SourcedClaim, ...], model: str, best: bool):
    found = front_of("SWE-bench Verified", Spec.OUTPUT_PRICE, ledger_of(demo_claims))
    assert {point.model.name: point.best for point in found.points}[model] is best
