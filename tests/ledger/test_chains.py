"""Ratios worked out of stated ones: which follow, which do not, and what they carry along."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Bound, Kind, Ratio
from bot.domain.names import ClassName, ModelName
from bot.ledger.chains import Implied, implied_ratios
from bot.ledger.standing import ledger_of
from tests.claims import claim, source, sourced

A, B, C, D, E = (ModelName(name=f"Model {letter}") for letter in "ABCDE")


def ratio(
    subject: ModelName, baseline: ModelName | ClassName, value: float, metric: Ratio = Ratio.COST, **more: Any
) -> SourcedClaim:
    days = more.pop("days_ago", 5)
    return sourced(claim(Kind.RATIO, metric, value, subject=subject, baseline=baseline, **more), source(days_ago=days))


def implied(*claims: SourcedClaim) -> tuple[Implied, ...]:
    return implied_ratios(ledger_of(claims))


def test_a_over_c_follows_from_a_over_b_and_b_over_c_with_its_path():
    first, second = ratio(A, B, 0.5), ratio(B, C, 0.4)
    (found,) = implied(second, first)
    assert (found.subject, found.baseline, found.bound, found.hedged) == (A, C, Bound.EXACT, False)
    assert found.value == pytest.approx(0.2)
    assert [line.origin for line in found.path] == [first, second]


def test_a_chain_has_three_links_at_most_and_no_model_twice():
    links = [ratio(A, B, 0.5), ratio(B, C, 0.5), ratio(C, D, 0.5), ratio(D, E, 0.5)]
    ends = {(found.subject.name[-1], found.baseline.name[-1]) for found in implied(*links)}
    assert ends == {("A", "C"), ("A", "D"), ("B", "D"), ("B", "E"), ("C", "E")}
    circle = implied(ratio(A, B, 0.5), ratio(B, A, 2.0), ratio(B, C, 0.5))
    assert [(found.subject, found.baseline) for found in circle] == [(A, C)]


def test_what_is_stated_is_not_implied():
    assert implied(ratio(A, B, 0.5), ratio(B, C, 0.5), ratio(A, C, 0.3)) == ()


@pytest.mark.parametrize(
    "second",
    [
        ratio(B, C, 0.4, Ratio.SPEED),
        ratio(B, C, 0.4, setting="1M tokens"),
        ratio(B, C, 0.4, scope="coding"),
        ratio(B, ClassName(name="open models"), 0.4),
        ratio(C, B, 0.4),
    ],
    ids=["another metric", "another setting", "another scope", "a class", "the wrong way round"],
)
def test_unlike_ratios_make_no_chain(second: SourcedClaim):
    assert implied(ratio(A, B, 0.5), second) == ()


def test_a_superseded_ratio_is_no_link():
    assert [found.value for found in implied(ratio(A, B, 0.5, days_ago=9), ratio(A, B, 0.25), ratio(B, C, 0.4))] == [
        pytest.approx(0.1)
    ]


@pytest.mark.parametrize(
    ("bounds", "bound"),
    [
        ((Bound.EXACT, Bound.ABOUT), Bound.ABOUT),
        ((Bound.EXACT, Bound.MORE_THAN), Bound.MORE_THAN),
        ((Bound.MORE_THAN, Bound.MORE_THAN), Bound.MORE_THAN),
        ((Bound.ABOUT, Bound.LESS_THAN), Bound.LESS_THAN),
        ((Bound.UP_TO, Bound.EXACT), Bound.UP_TO),
        ((Bound.UP_TO, Bound.UP_TO), None),
        ((Bound.MORE_THAN, Bound.LESS_THAN), None),
        ((Bound.UP_TO, Bound.MORE_THAN), None),
    ],
)
def test_bounds_carry_over_or_break_the_chain(bounds: tuple[Bound, Bound], bound: Bound | None):
    found = implied(ratio(A, B, 0.5, bound=bounds[0]), ratio(B, C, 0.4, bound=bounds[1]))
    assert [implied_one.bound for implied_one in found] == ([bound] if bound else [])


def test_a_hedge_along_the_path_is_kept():
    (found,) = implied(ratio(A, B, 0.5), ratio(B, C, 0.4, hedged=True))
    assert found.hedged


@given(
    st.lists(
        st.tuples(st.sampled_from([A, B, C, D]), st.sampled_from([A, B, C, D]), st.sampled_from([0.25, 0.5, 2.0])),
        max_size=8,
    )
)
def test_an_implied_ratio_is_the_product_of_its_path_and_never_stated(edges: list[tuple[ModelName, ModelName, float]]):
    claims = [ratio(one, other, value) for one, other, value in edges]
    stated = {(one, other) for one, other, _ in edges}
    for found in implied(*claims):
        assert (found.subject, found.baseline) not in stated
        assert 2 <= len(found.path) <= 3
        product = 1.0
        for link, following in zip(found.path, (*found.path[1:], None), strict=True):
            product *= link.claim.value or 0.0
            assert following is None or link.claim.baseline == following.claim.subject
        assert found.value == pytest.approx(product)
        assert (found.path[0].claim.subject, found.path[-1].claim.baseline) == (found.subject, found.baseline)


def test_the_demos_chain_of_prices(demo_claims: tuple[SourcedClaim, ...]):
    chains = {
        (found.subject.name, found.baseline.name): (found.value, found.bound)
        for found in implied_ratios(ledger_of(demo_claims))
    }
    assert chains["DeepSeek-V4-Flash", "GPT-5.4"] == (pytest.approx(0.02), Bound.ABOUT)
