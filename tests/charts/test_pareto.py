"""The chart of a front: who is beaten by none, that every name has a place of its own, what is left unnamed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts.pareto import pareto_chart, pareto_panel
from bot.charts.pareto_words import front_alt
from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Bound, Kind, Ratio, Spec
from bot.domain.names import ModelName
from bot.ledger.pareto import front_of
from bot.ledger.standing import ledger_of
from tests.charts.cards import HOSTILE, assert_legible, assert_sendable, letters
from tests.claims import claim, sourced
from tests.ledger.test_pareto import A, B, C, front, price, score, tokens


def test_the_words_tell_the_front_with_both_figures_and_then_who_is_beaten():
    found = front(score(A, 50, measured=True), price(A, 1.0), score(B, 40), price(B, 2.0), score(C, 60), price(C, 9.0))
    assert front_alt(found) == (
        "Humanity's Last Exam against price out: 2 of 3 models not beaten, the cheapest first: "
        "Model A 50 (measured) for $1.00 (maker's word) and Model C 60 for $9.00 (both maker's word). "
        "Beaten by one as good for less, or better for as much: Model B 40 for $2.00 (both maker's word)."
    )


def test_one_model_and_none_are_said_to_be_so():
    one, none = front(score(A, 50), price(A, 1.0)), front()
    assert front_alt(one) == (
        "Humanity's Last Exam against price out: only Model A 50 for $1.00 (both maker's word) has both."
    )
    assert front_alt(none) == (
        "HLE against price out: No model has both a score and a figure for price out that stand without reserve."
    ).replace("HLE", none.benchmark)
    for found in (one, none):
        assert_legible(pareto_panel(found))
    assert_sendable(pareto_chart(one))
    assert "Nothing to draw" in letters(pareto_panel(none))


def test_two_models_in_one_place_share_a_label():
    panel = pareto_panel(front(score(A, 50), price(A, 1.0), score(B, 50), price(B, 1.0)))
    assert "2 models: Model A, Model B" in letters(panel)
    assert_legible(panel)


def test_a_cost_over_another_model_says_over_which():
    found = front(score(A, 50), score(B, 45), tokens(A, C, 0.5), tokens(B, C, 0.4), cost=Ratio.TOKENS_USED)
    assert "tokens used, Model C = 1" in letters(pareto_panel(found))
    assert "Model B 45 for 0.4× (both maker's word)" in front_alt(found)


def test_an_approximate_figure_is_hollow_and_said_to_be():
    about = sourced(claim(Kind.BENCHMARK, "HLE", 50, subject=A, bound=Bound.ABOUT))
    found = front(about, price(A, 1.0))
    assert "Model A 50 (maker's word, about) for $1.00 (maker's word)" in front_alt(found)
    assert "hollow: hedged, about or contested" in letters(pareto_panel(found))


def test_where_less_is_better_the_chart_says_so():
    rate = "HarmBench"
    found = front_of(
        rate, Spec.OUTPUT_PRICE, ledger_of([score(A, 90, rate), price(A, 1.0), score(B, 80, rate), price(B, 2.0)])
    )
    assert front_alt(found).endswith("A lower score is better.")
    assert "Lower and further left is better" in letters(pareto_panel(found))


def test_points_that_find_no_room_for_a_name_are_counted():
    claims = []
    for number in range(60):
        model = ModelName(name=f"A model with a long name {number}")
        claims += [score(model, 50 + number % 7 / 10), price(model, 1 + number / 100)]
    panel = pareto_panel(front(*claims))
    (words,) = [words for words in letters(panel) if words.endswith("not named")]
    named = sum("model" in words.lower() and "not beaten" not in words for words in letters(panel))
    assert int(words.split()[0]) + named >= 60
    assert named >= 4
    assert_legible(panel)


@pytest.mark.parametrize("name", [name for name in HOSTILE if name])
def test_a_hostile_name_stays_a_name(name: str):
    model = ModelName(name=name)
    found = front(score(model, 50), price(model, 1.0), score(B, 40), price(B, 0.5))
    assert_legible(pareto_panel(found))


@settings(max_examples=12)
@given(st.lists(st.tuples(st.floats(0.001, 1000), st.floats(0, 100)), min_size=1, max_size=25))
def test_any_front_can_be_read(pairs: list[tuple[float, float]]):
    claims: list[SourcedClaim] = []
    for number, (cost, quality) in enumerate(pairs):
        model = ModelName(name=f"Model {number}" + " Instruct" * (number % 3))
        claims += [score(model, float(f"{quality:.3g}")), price(model, float(f"{cost:.3g}"))]
    found = front(*claims)
    panel = pareto_panel(found)
    assert_legible(panel)
    assert panel.png().startswith(b"\x89PNG")


@pytest.mark.parametrize("cost", [Spec.OUTPUT_PRICE, Spec.ACTIVE_PARAMETERS])
def test_the_fronts_of_the_demo(demo_claims: tuple[SourcedClaim, ...], cost: Spec):
    found = front_of("SWE-bench Verified", cost, ledger_of(demo_claims))
    panel = pareto_panel(found)
    assert_legible(panel)
    assert_sendable(pareto_chart(found))
    assert not any(words.endswith("not named") for words in letters(panel))
