"""A comparison on a sort of figures: every price, every benchmark of a field."""

from bot.domain.claims import Kind, Ranking, Ratio, Spec
from bot.ledger.figures import is_on
from bot.ledger.standing import ledger_of
from bot.ledger.suggesting import figures_like
from tests.claims import V3, claim, sourced


def line(kind: Kind, metric: str, **rest: object):
    return ledger_of([sourced(claim(kind, metric, 1.0, **rest))])[0]


def test_a_price_is_any_price_and_a_cost():
    for figure in (line(Kind.SPEC, Spec.OUTPUT_PRICE), line(Kind.RATIO, Ratio.COST, baseline=V3)):
        assert is_on(figure, "price")
    assert not is_on(line(Kind.SPEC, Spec.CONTEXT_WINDOW), "price")


def test_a_field_is_each_of_its_benchmarks_and_what_is_ranked_by_it():
    assert is_on(line(Kind.BENCHMARK, "SWE-bench Verified"), "coding")
    assert not is_on(line(Kind.BENCHMARK, "AIME"), "coding")
    assert is_on(line(Kind.RANKING, Ranking.BEATS, baseline=V3, scope="coding"), "Coding")
    assert not is_on(line(Kind.RANKING, Ranking.BEATS, baseline=V3), "coding")


def test_a_benchmark_goes_by_any_of_its_names_and_holds_rankings_on_it():
    assert is_on(line(Kind.BENCHMARK, "Humanity's Last Exam"), "HLE")
    assert is_on(line(Kind.RANKING, Ranking.BEATS, baseline=V3, scope="HLE"), "Humanity's Last Exam")


def test_fields_are_offered_while_typing():
    assert ("all of coding", "coding") in figures_like("codi")
