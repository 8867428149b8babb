"""Models and labs side by side: what meets in a row, what answers first, what is kept apart."""

from bot.domain.announcements import FeedKind
from bot.domain.claims import Attribution, Caveat, Kind, Ranking, Ratio, Release, Spec
from bot.domain.names import ClassName, LabName
from bot.ledger.compare import compare_labs, compare_models
from bot.ledger.life import Stage
from bot.ledger.standing import ledger_of
from tests.claims import GPT, NOW, V3, V4, claim, source, sourced

MEASURED = Attribution.THIRD_PARTY


def test_a_ratio_between_the_models_asked_for_is_the_answer():
    ratio = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3)
    elsewhere = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.1, baseline=GPT)
    ranking = claim(Kind.RANKING, Ranking.BEATS, baseline=V3)
    comparison = compare_models([V4, V3], ledger_of(map(sourced, [ranking, elsewhere, ratio])), NOW)
    assert comparison.headline is not None
    assert comparison.headline.claim == ratio


def test_without_a_ratio_a_ranking_answers_and_without_one_a_shared_score():
    scores = [claim(Kind.BENCHMARK, "AIME 2025", 90.0), claim(Kind.BENCHMARK, "AIME 2025", 80.0, subject=GPT)]
    ranking = claim(Kind.RANKING, Ranking.CLOSE_TO, baseline=GPT, hedged=True)
    with_both = compare_models([V4, GPT], ledger_of(map(sourced, [*scores, ranking])), NOW)
    with_scores = compare_models([V4, GPT], ledger_of(map(sourced, scores)), NOW)
    assert with_both.headline is not None
    assert with_both.headline.claim == ranking
    assert with_scores.headline is not None
    assert with_scores.headline.claim == scores[0]


def test_claimed_and_measured_scores_stand_in_rows_of_their_own():
    claimed = [
        claim(Kind.BENCHMARK, "SWE-bench Verified", 80.6),
        claim(Kind.BENCHMARK, "SWE-bench Verified", 73.1, subject=V3),
    ]
    measured = claim(Kind.BENCHMARK, "SWE-bench Verified", 79.2, attribution=MEASURED)
    by_vals = sourced(measured, source("Vals AI", kind=FeedKind.EVALUATOR))
    rows = compare_models([V4, V3], ledger_of([*map(sourced, claimed), by_vals]), NOW).rows
    assert [(row.attribution, [len(cell) for cell in row.cells]) for row in rows] == [
        (Attribution.VENDOR, [1, 1]),
        (MEASURED, [1, 0]),
    ]


def test_scores_under_different_settings_never_meet_in_a_row():
    with_tools = claim(Kind.BENCHMARK, "HLE", 45.0, setting="with tools")
    without = claim(Kind.BENCHMARK, "HLE", 30.0, subject=V3)
    rows = compare_models([V4, V3], ledger_of(map(sourced, [with_tools, without])), NOW).rows
    assert [[len(cell) for cell in row.cells] for row in rows] == [[1, 0], [0, 1]]


def test_a_model_stands_where_somebody_says_without_holding_back():
    claims = [
        claim(Kind.RELEASE, Release.PREVIEWED),
        claim(Kind.RELEASE, Release.OPEN_WEIGHTS, hedged=True),
    ]
    (stands, nothing) = compare_models([V4, V3], ledger_of(map(sourced, claims)), NOW).stands
    assert stands is not None
    assert stands.stage is Stage.PREVIEWED
    assert nothing is None


def test_a_superseded_price_stays_visible_behind_the_current_one():
    old, new = (
        sourced(claim(Kind.SPEC, Spec.INPUT_PRICE, price), source(days_ago=age))
        for price, age in ((1.74, 29), (1.16, 2))
    )
    (row,) = compare_models([V4, V3], ledger_of([new, old]), NOW).rows
    assert [figure.claim.value for figure in row.cells[0]] == [1.16, 1.74]


def test_specs_come_in_the_order_of_the_vocabulary_before_ratios_and_scores():
    claims = [
        claim(Kind.BENCHMARK, "AIME 2025", 90.0),
        claim(Kind.RATIO, Ratio.KV_CACHE, 0.1, baseline=V3),
        claim(Kind.SPEC, Spec.CONTEXT_WINDOW, 1e6),
        claim(Kind.SPEC, Spec.PARAMETERS, 1.6e12),
    ]
    rows = compare_models([V4, V3], ledger_of(map(sourced, claims)), NOW).rows
    assert [row.metric for row in rows] == ["parameters", "context_window", "kv_cache", "AIME 2025"]


def test_what_is_said_of_other_models_does_not_show():
    other = claim(Kind.SPEC, Spec.PARAMETERS, 1e9, subject=GPT)
    assert compare_models([V4, V3], ledger_of([sourced(other)]), NOW).rows == ()


def test_labs_show_what_was_said_of_one_against_another():
    deepseek, openai = LabName(id="deepseek", name="DeepSeek"), LabName(id="openai", name="OpenAI")
    against = claim(Kind.RANKING, Ranking.BEATS, baseline=GPT)
    own = claim(Kind.RANKING, Ranking.BEATS, baseline=V3)
    of_a_class = claim(Kind.RANKING, Ranking.BEATS, baseline=ClassName(name="open models"))
    held_back = claim(Kind.CAVEAT, Caveat.UNDISCLOSED)
    comparison = compare_labs([deepseek, openai], ledger_of(map(sourced, [against, own, of_a_class, held_back])), NOW)
    assert [figure.claim for figure in comparison.between] == [against]
    assert [column.claims_count for column in comparison.columns] == [4, 0]
    assert [figure.claim for figure in comparison.columns[0].caveats] == [held_back]
