"""Figures as people read them."""

from dataclasses import replace

import pytest

from bot.domain.announcements import FeedKind
from bot.domain.catalogue import Fact, FactValue
from bot.domain.claims import Attribution, Bound, Kind, Ranking, Ratio, Release, Spec
from bot.domain.names import ClassName
from bot.ledger.standing import ledger_of
from bot.ledger.wording import claim_words, evidence_words, fact_words, line_words, number, value_words
from tests.claims import V3, claim, source, sourced
from tests.ledger.test_lines import score


@pytest.mark.parametrize(
    ("kind", "metric", "value", "words"),
    [
        (Kind.SPEC, Spec.PARAMETERS, 1.6e12, "1.6T"),
        (Kind.SPEC, Spec.ACTIVE_PARAMETERS, 4.9e10, "49B"),
        (Kind.SPEC, Spec.CONTEXT_WINDOW, 128_000, "128K"),
        (Kind.SPEC, Spec.CONTEXT_WINDOW, 1_048_576, "1.05M"),
        (Kind.SPEC, Spec.INPUT_PRICE, 0.28, "$0.28"),
        (Kind.SPEC, Spec.OUTPUT_PRICE, 30, "$30.00"),
        (Kind.SPEC, Spec.CACHED_INPUT_PRICE, 0.028, "$0.028"),
        (Kind.SPEC, Spec.CACHED_INPUT_PRICE, 0.145, "$0.145"),
        (Kind.SPEC, Spec.INPUT_PRICE, 0.1 + 0.2, "$0.30"),
        (Kind.SPEC, Spec.INPUT_PRICE, 0, "$0.00"),
        (Kind.SPEC, Spec.TRAINING_COST, 5.576e6, "$5.58M"),
        (Kind.SPEC, Spec.MEMORY, 8e10, "80 GB"),
        (Kind.SPEC, Spec.TRAINING_COMPUTE, 3.1e24, "3.1e+24 FLOP"),
        (Kind.SPEC, Spec.OUTPUT_SPEED, 221.4, "221 tok/s"),
        (Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27027, "0.27×"),
        (Kind.BENCHMARK, "LMArena", 1412, "1412"),
        (Kind.BENCHMARK, "SWE-bench Verified", 80.6, "80.6"),
    ],
)
def test_values_carry_their_unit_and_three_digits(kind: Kind, metric: str, value: float, words: str):
    assert value_words(claim(kind, metric, value)) == words


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        (Fact.INPUT_PRICE, 1.74, "$1.74"),
        (Fact.CONTEXT_WINDOW, 128_000.0, "128K"),
        (Fact.RELEASE_DATE, "2026-04", "2026-04"),
        (Fact.OPEN_WEIGHTS, False, "no"),
    ],
)
def test_facts_of_the_catalogue_read_as_figures_of_claims_do(fact: Fact, value: FactValue, words: str):
    assert fact_words(fact, value) == words


def test_a_bound_is_always_said():
    assert value_words(claim(Kind.RATIO, Ratio.SPEED, 2.0, bound=Bound.UP_TO)) == "up to 2×"
    assert value_words(claim(Kind.RATIO, Ratio.COST, 0.3, bound=Bound.LESS_THAN)) == "<0.3×"


def test_a_missing_baseline_is_said_to_be_missing():
    assert claim_words(claim(Kind.RATIO, Ratio.SPEED, 2.0)) == "speed 2×, baseline not named"


def test_a_ranking_names_what_it_ranks_against_and_where():
    ranking = claim(Kind.RANKING, Ranking.CLOSE_TO, baseline=ClassName(name="frontier models"), scope="reasoning")
    assert claim_words(ranking) == "close to frontier models (reasoning)"
    assert (
        claim_words(claim(Kind.RANKING, Ranking.BEATS, baseline=V3, margin=1.32))
        == "beats DeepSeek-V3.2 by 1.32 points"
    )


@pytest.mark.parametrize(
    ("value", "words"), [(0.0, "0"), (1410.0, "1410"), (1234567.0, "1230000"), (0.000123, "0.000123")]
)
def test_numbers_have_no_exponents(value: float, words: str):
    assert number(value) == words


def test_a_line_says_where_it_stands_and_who_measured_it():
    own = score(80.6)
    vals = {"kind": FeedKind.EVALUATOR, "attribution": Attribution.THIRD_PARTY}
    (alone,) = ledger_of([own])
    assert (line_words(alone), evidence_words(alone)) == ("maker's word", "not yet measured by others")
    measured = ledger_of([own, score(79.2, "Vals AI", **vals)])[0]
    assert (line_words(measured), evidence_words(measured)) == ("measured", "measured by Vals AI")
    contested = ledger_of([score(80.6, hedged=True), score(60.0, "Vals AI", **vals)])[0]
    assert line_words(contested) == "contested, hedged"
    assert evidence_words(contested) == "contradicted by a figure of Vals AI"


def test_what_a_rival_says_is_not_called_the_makers_word():
    (line,) = ledger_of([score(70.0, "OpenAI")])
    assert line_words(line) == "another maker's word"


def test_what_the_maker_and_others_say_is_both_theirs():
    out = claim(Kind.RELEASE, Release.RELEASED)
    others = sourced(replace(out, attribution=Attribution.THIRD_PARTY), source("Vals AI", kind=FeedKind.EVALUATOR))
    (line,) = ledger_of([sourced(out), others])
    assert line_words(line) == "maker's word, and others'"
    (heard,) = ledger_of([others])
    assert line_words(heard) == "said by others"
