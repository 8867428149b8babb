"""Claims that say the same become one figure, whatever their words and their order."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Attribution, Bound, Kind, Ratio
from bot.ledger.figures import join_figures
from tests.claims import GPT, V3, claim, source, sourced


def compute(value: float, **more: object) -> SourcedClaim:
    return sourced(claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, value, **({"baseline": V3} | more)))


def test_three_wordings_of_one_figure_are_one_figure_with_three_voices():
    told = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 1 / 3.7, baseline=V3)
    figures = join_figures(
        [
            sourced(told, source("The Batch", kind=FeedKind.NEWSLETTER, days_ago=0.5)),
            compute(0.27),
            sourced(claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3), source("Wire", days_ago=0.2)),
        ]
    )
    assert [figure.publishers for figure in figures] == [("DeepSeek", "The Batch", "Wire")]


def test_figures_against_different_baselines_stay_apart():
    assert len(join_figures([compute(0.27), compute(0.27, baseline=GPT), compute(0.27, baseline=None)])) == 3


def test_a_third_partys_figure_is_never_joined_to_the_makers():
    figures = join_figures([compute(0.27), compute(0.27, attribution=Attribution.THIRD_PARTY)])
    assert {figure.attribution for figure in figures} == {Attribution.VENDOR, Attribution.THIRD_PARTY}


def test_a_best_case_is_not_the_same_as_an_exact_figure():
    assert len(join_figures([compute(0.5), compute(0.5, bound=Bound.UP_TO)])) == 2


def test_a_hedge_of_one_voice_is_kept_by_the_figure():
    (figure,) = join_figures([compute(0.27), compute(0.27, hedged=True)])
    assert figure.hedged


def test_values_more_than_two_percent_apart_are_two_figures():
    assert len(join_figures([compute(0.27), compute(0.28)])) == 2


def test_who_leaves_out_the_condition_repeats_and_other_conditions_stay_apart():
    at_1m, unsaid, at_8k = compute(0.27, setting="1M tokens"), compute(0.27), compute(0.27, setting="8K tokens")
    assert sorted(len(figure.claims) for figure in join_figures([at_1m, unsaid, at_8k])) == [1, 2]


@given(st.permutations([0.27, 0.272, 0.5, 0.27027, 0.9]))
def test_the_order_of_arrival_changes_nothing(values: list[float]):
    where = {value: source(f"Paper {value}", days_ago=value) for value in values}
    claims = [
        SourcedClaim(
            id=int(value * 100_000),
            claim=claim(Kind.RATIO, Ratio.COST, value, baseline=V3),
            source=where[value],
        )
        for value in values
    ]
    assert [sorted(f.publishers) for f in join_figures(claims)] == [
        sorted(f.publishers) for f in join_figures(reversed(claims))
    ]
