"""Where lines stand: what raises a standing, what takes it away, and what never does."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.announcements import FeedKind, Source, SourcedClaim
from bot.domain.claims import Allegation, Attribution, Bound, Caveat, Kind, Quote, Ranking, Ratio, Spec
from bot.domain.names import LabName, Named, name_key
from bot.ledger.known import as_of
from bot.ledger.lines import Line
from bot.ledger.standing import WEIGHT, Standing, ledger_of, standing_of
from bot.ledger.voices import Role, role_of
from tests.claims import GPT, NOW, V4, claim, source, sourced
from tests.ledger.test_lines import arrived, compute, ledgers, score

MEASURED, UNSOURCED = Attribution.THIRD_PARTY, Attribution.UNATTRIBUTED
DAY = timedelta(days=1)
DEEPSEEK = LabName(id="deepseek", name="DeepSeek")


def vals(value: float, publisher: str = "Vals AI", **more: Any) -> SourcedClaim:
    return score(value, publisher, **({"kind": FeedKind.EVALUATOR, "attribution": MEASURED} | more))


def spec(metric: Spec, value: float, where: Source | None = None, **more: Any) -> SourcedClaim:
    return sourced(claim(Kind.SPEC, metric, value, **more), where)


def line_of(sourced_claim: SourcedClaim, *others: SourcedClaim) -> Line:
    return next(line for line in ledger_of([sourced_claim, *others]) if sourced_claim in line.claims)


def stands(sourced_claim: SourcedClaim, *others: SourcedClaim) -> Standing:
    return standing_of(line_of(sourced_claim, *others))


def test_the_makers_word_alone_and_passed_on():
    own = score(90.1)
    assert stands(own) is Standing.VENDORS_WORD
    assert stands(own, score(90.1, days_ago=0.5)) is Standing.VENDORS_WORD
    assert stands(own, score(90.1, "Wire", kind=FeedKind.PRESS)) is Standing.REPEATED
    assert stands(score(90.1, "Wire", kind=FeedKind.PRESS)) is Standing.REPEATED


def test_a_text_that_names_no_source_is_not_the_makers_word():
    assert stands(score(90.1, "Blog", kind=FeedKind.NEWSLETTER, attribution=UNSOURCED)) is Standing.UNSOURCED


@pytest.mark.parametrize(
    ("said", "measured", "standing"),
    [
        (score(80.6), vals(79.2), Standing.MEASURED),
        (score(67.9), vals(61.3), Standing.CONTESTED),
        (score(80.6), vals(80.6), Standing.MEASURED),
        (score(1463, metric="LMArena"), vals(1450, metric="LMArena"), Standing.MEASURED),
        (score(1463, metric="LMArena"), vals(1430, metric="LMArena"), Standing.CONTESTED),
        (compute(0.1), compute(1 / 8.7, "Vals AI", kind=FeedKind.EVALUATOR, attribution=MEASURED), Standing.MEASURED),
        (compute(0.27), compute(0.38, "Vals AI", kind=FeedKind.EVALUATOR, attribution=MEASURED), Standing.CONTESTED),
        (score(80, bound=Bound.MORE_THAN), vals(84.0), Standing.MEASURED),
        (score(80, bound=Bound.MORE_THAN), vals(70.0), Standing.CONTESTED),
        (score(80, bound=Bound.UP_TO), vals(70.0), Standing.VENDORS_WORD),
        (score(80.6), vals(90, bound=Bound.LESS_THAN), Standing.VENDORS_WORD),
        (score(80.6), vals(70, bound=Bound.LESS_THAN), Standing.CONTESTED),
        (score(80.6), vals(70.0, setting="without tools"), Standing.VENDORS_WORD),
        (score(80.6), vals(70.0, metric="SWE-bench Pro"), Standing.VENDORS_WORD),
        (compute(0.5, baseline=None), compute(2.0, "V", kind=FeedKind.EVALUATOR, baseline=None), Standing.VENDORS_WORD),
    ],
)
def test_an_independent_figure_bears_out_or_contests(said: SourcedClaim, measured: SourcedClaim, standing: Standing):
    assert stands(said, measured) is standing


def test_a_measurement_is_not_contested_by_the_maker_but_by_another_measurement():
    own, mine = score(67.9), vals(61.3)
    assert stands(mine, own) is Standing.MEASURED
    line = line_of(mine, own, vals(50.0, "Epoch AI"))
    assert standing_of(line) is Standing.CONTESTED
    assert [voice.speaker for voice in line.grounds.contradicted_by] == ["Epoch AI"]


def test_who_bears_a_figure_out_in_one_run_is_not_against_it_for_another():
    note = source("Vals AI", kind=FeedKind.EVALUATOR)
    runs = [sourced(claim(Kind.BENCHMARK, "GPQA Diamond", v, attribution=MEASURED), note) for v in (79.2, 60.0)]
    assert stands(score(80.6), *runs) is Standing.MEASURED


def test_a_rival_neither_bears_out_nor_contests():
    assert stands(score(80.6), score(70.0, "OpenAI")) is Standing.VENDORS_WORD


@pytest.mark.parametrize("metric", [Spec.INPUT_PRICE, Spec.CONTEXT_WINDOW, Spec.PARAMETERS])
def test_the_same_partys_later_figure_supersedes(metric: Spec):
    old, new = spec(metric, 2e5, source(days_ago=9)), spec(metric, 1e6, source(days_ago=3))
    line = line_of(old, new)
    assert standing_of(line) is Standing.SUPERSEDED
    assert (line.grounds.ended_at, line.grounds.replaced_by) == (NOW - 3 * DAY, new)
    assert stands(new, old) is Standing.VENDORS_WORD


def test_a_price_that_comes_back_is_current_again():
    first, cut, back = (
        spec(Spec.INPUT_PRICE, price, source(days_ago=age)) for price, age in ((1.0, 9), (0.8, 5), (1.0, 2))
    )
    assert stands(first, cut, back) is Standing.VENDORS_WORD
    assert stands(cut, first, back) is Standing.SUPERSEDED


def test_two_figures_of_one_text_do_not_supersede_each_other():
    tiers = source()
    low, high = (spec(Spec.INPUT_PRICE, price, tiers) for price in (2.0, 4.0))
    assert stands(low, high) is Standing.VENDORS_WORD


def test_a_late_report_of_an_old_figure_does_not_bring_it_back():
    old, new = spec(Spec.INPUT_PRICE, 1.74, source(days_ago=9)), spec(Spec.INPUT_PRICE, 1.16, source(days_ago=3))
    late = spec(Spec.INPUT_PRICE, 1.74, source("Wire", kind=FeedKind.PRESS, days_ago=1))
    assert stands(old, new, late) is Standing.SUPERSEDED
    assert stands(new, old, late) is Standing.VENDORS_WORD


def test_what_is_reported_of_the_maker_ends_nothing_that_its_own_text_says():
    own = spec(Spec.CONTEXT_WINDOW, 128_000, source(days_ago=9))
    wrong = spec(Spec.CONTEXT_WINDOW, 1e6, source("Wire", kind=FeedKind.PRESS, days_ago=1))
    assert stands(own, wrong) is Standing.VENDORS_WORD
    assert stands(wrong, own) is Standing.REPEATED
    assert stands(wrong, own, spec(Spec.CONTEXT_WINDOW, 256_000, source(days_ago=0.5))) is Standing.SUPERSEDED


def test_an_edit_supersedes_or_withdraws():
    old = replace(score(80.6), withdrawn_at=NOW - DAY)
    new = replace(score(78.0), source=old.source, said_at=NOW - DAY)
    line = line_of(replace(old, replaced_by_id=new.id), new)
    assert standing_of(line) is Standing.SUPERSEDED
    assert line.grounds.replaced_by == new
    assert stands(old) is Standing.WITHDRAWN
    assert stands(old, score(80.6, days_ago=0.5)) is Standing.VENDORS_WORD


def test_copies_do_not_keep_alive_what_was_taken_back_and_a_measurement_does():
    old = replace(score(80.6), withdrawn_at=NOW - DAY)
    assert stands(old, score(80.6, "Wire", kind=FeedKind.PRESS)) is Standing.WITHDRAWN
    assert stands(old, vals(80.6)) is Standing.MEASURED


def caveat(metric: Caveat, where: Source, start: int = 100, subject: Named = V4) -> SourcedClaim:
    said = claim(Kind.CAVEAT, metric, subject=subject, attribution=MEASURED)
    return sourced(replace(said, quote=Quote(text="We dispute the number.", start=start)), where)


def test_a_dispute_is_of_the_figure_that_its_text_gave_last():
    post = source("Northlake", kind=FeedKind.EVALUATOR, days_ago=0.5)
    cited = [replace(compute(0.27), source=post)]
    other = score(90.1)
    own = compute(0.27)
    dispute = caveat(Caveat.DISPUTED, post)
    assert stands(own, other, *cited, dispute) is Standing.CONTESTED
    assert stands(other, own, *cited, dispute) is Standing.VENDORS_WORD


def test_a_doubt_without_a_figure_contests_what_nobody_measured():
    doubt = caveat(Caveat.DISPUTED, source("Analyst", kind=FeedKind.NEWSLETTER, days_ago=0.2))
    own, price = score(80.6), spec(Spec.INPUT_PRICE, 2.0)
    assert stands(own, price, doubt) is Standing.CONTESTED
    assert stands(own, doubt, vals(79.2)) is Standing.MEASURED
    assert stands(price, own, doubt) is Standing.VENDORS_WORD
    assert stands(score(80.6, days_ago=0.1), doubt) is Standing.VENDORS_WORD


@pytest.mark.parametrize("accused", [V4, DEEPSEEK])
def test_an_allegation_of_gaming_contests_scores_even_measured_ones(accused: Named):
    said = claim(Kind.ALLEGATION, Allegation.BENCHMARK_GAMING, subject=LabName(id="x", name="X"), baseline=accused)
    allegation = sourced(said, source("Wire", kind=FeedKind.PRESS, days_ago=0.2))
    assert stands(score(80.6), vals(79.2), allegation) is Standing.CONTESTED
    assert stands(score(80.6, subject=GPT), allegation) is Standing.VENDORS_WORD
    assert stands(spec(Spec.PARAMETERS, 1e12), allegation) is Standing.VENDORS_WORD
    other = replace(allegation, claim=replace(said, metric=Allegation.DISTILLATION))
    assert stands(score(80.6), other) is Standing.VENDORS_WORD


def test_an_opposite_independent_ranking_contests_and_a_better_one_does_not():
    def ranked(metric: Ranking, subject: Named, baseline: Named, **more: Any) -> SourcedClaim:
        where = source("LMArena", kind=FeedKind.EVALUATOR) if more.pop("measured", False) else None
        return sourced(claim(Kind.RANKING, metric, subject=subject, baseline=baseline, **more), where)

    own = ranked(Ranking.MATCHES, V4, GPT)
    found = {"measured": True, "attribution": MEASURED}
    assert stands(own, ranked(Ranking.TRAILS, V4, GPT, **found)) is Standing.CONTESTED
    assert stands(own, ranked(Ranking.BEATS, GPT, V4, **found)) is Standing.CONTESTED
    assert stands(own, ranked(Ranking.BEATS, V4, GPT, **found)) is Standing.VENDORS_WORD
    assert stands(own, ranked(Ranking.TRAILS, V4, GPT, scope="coding", **found)) is Standing.VENDORS_WORD
    assert stands(own, ranked(Ranking.MATCHES, V4, GPT, **found)) is Standing.MEASURED


def test_caveats_of_a_text_travel_with_its_figures():
    letter = source("Letter", kind=FeedKind.NEWSLETTER)
    told = replace(score(80.6), source=letter)
    note = caveat(Caveat.SELF_REPORTED, letter)
    assert line_of(told, note).grounds.caveats == (note,)
    assert line_of(score(90.0), note).grounds.caveats == ()


_COPYING = [
    ("Wire", FeedKind.PRESS, Attribution.VENDOR),
    ("Blog", FeedKind.NEWSLETTER, UNSOURCED),
    ("Forum", FeedKind.COMMUNITY, Attribution.VENDOR),
]
_COPYING_THE_MAKER = [
    ("OpenAI", FeedKind.VENDOR, Attribution.VENDOR),
    ("Tables of Scores", FeedKind.EVALUATOR, UNSOURCED),
]


@settings(max_examples=200)
@given(ledgers(), st.data())
def test_a_standing_never_rises_by_a_copy(claims: list[SourcedClaim], data: st.DataObject):
    """A copy says what somebody said before it: in the maker's name, in its own without a source, or as a reprint."""
    original = data.draw(st.sampled_from(claims))
    of_maker = role_of(original) is Role.MAKER
    publisher, kind, attribution = data.draw(st.sampled_from(_COPYING + _COPYING_THE_MAKER * of_maker))
    copied = replace(original.claim, attribution=attribution if of_maker else UNSOURCED)
    copy = sourced(copied, source(publisher, kind=kind, days_ago=data.draw(st.sampled_from([0.1, 0.4]))))
    before = {line.origin.id: standing_of(line) for line in ledger_of(claims)}
    for line in ledger_of([*claims, copy]):
        held = [before[s.id] for s in line.claims if s.id in before]
        # What the maker says again, after it gave another figure, is no copy: it holds again.
        again = kind is FeedKind.VENDOR and Standing.SUPERSEDED in held
        if held and not again:
            assert WEIGHT[standing_of(line)] <= max(WEIGHT[standing] for standing in held)


@given(ledgers(), st.randoms(use_true_random=False))
def test_standings_do_not_depend_on_the_order_of_arrival(claims: list[SourcedClaim], random: Any):
    shuffled = list(claims)
    random.shuffle(shuffled)

    def standings(arrivals: list[SourcedClaim]) -> list[Any]:
        return [(line.origin.source.url, standing_of(line)) for line in ledger_of(arrived(arrivals))]

    assert standings(claims) == standings(shuffled)


@given(ledgers(), ledgers(), st.sampled_from([0.7, 1.5, 5.0]))
def test_as_of_answers_never_use_later_knowledge(claims: list[SourcedClaim], more: list[SourcedClaim], days_ago: float):
    moment = NOW - timedelta(days=days_ago)
    later = [replace(s, source=replace(s.source, dated_at=NOW, seen_at=NOW), withdrawn_at=NOW) for s in more]
    taken_back = [replace(s, withdrawn_at=NOW, replaced_by_id=later[0].id) for s in claims]
    then = ledger_of(as_of(claims, moment))
    assert ledger_of(as_of([*claims, *later], moment)) == then
    assert ledger_of(as_of([*taken_back, *later], moment)) == then


DEMO = [
    ("DeepSeek-V4-Pro", "SWE-bench Verified", 80.6, Standing.MEASURED),
    ("DeepSeek-V4-Pro", "SWE-bench Verified", 79.2, Standing.MEASURED),
    ("DeepSeek-V4-Pro", "GPQA Diamond", 90.1, Standing.MEASURED),
    ("DeepSeek-V4-Pro", "Terminal-Bench 2.0", 67.9, Standing.CONTESTED),
    ("DeepSeek-V4-Pro", Ratio.INFERENCE_COMPUTE, 0.27, Standing.CONTESTED),
    ("DeepSeek-V4-Pro", Ratio.KV_CACHE, 0.1, Standing.REPEATED),  # at a million tokens; measured at no said length
    ("DeepSeek-V4-Flash", Ratio.INFERENCE_COMPUTE, 0.1, Standing.REPEATED),
    ("Nemotron 3 Super", Ratio.SPEED, 2.2, Standing.CONTESTED),
    ("MiniMax-M2.5-Lightning", Spec.OUTPUT_SPEED, 100.0, Standing.CONTESTED),
    ("DeepSeek-V4-Pro", "LMArena", 1463.0, Standing.SUPERSEDED),
    ("DeepSeek-V4-Pro", "LMArena", 1459.0, Standing.MEASURED),
    ("DeepSeek-V4-Pro", Spec.OUTPUT_PRICE, 3.48, Standing.SUPERSEDED),
    ("DeepSeek-V4-Pro", Spec.OUTPUT_PRICE, 2.32, Standing.REPEATED),
    ("Claude Opus 4.7", "SWE-bench Pro", 64.3, Standing.REPEATED),
    ("GPT-5.5", "OSWorld-Verified", 78.7, Standing.VENDORS_WORD),
]


@pytest.mark.parametrize(("subject", "metric", "value", "standing"), DEMO)
def test_the_demos_figures_stand_as_its_stories_tell(
    demo_claims: tuple[SourcedClaim, ...], subject: str, metric: str, value: float, standing: Standing
):
    found = [
        line
        for line in ledger_of(demo_claims)
        if (line.question.subject, line.claim.metric, line.claim.value) == (name_key(subject), metric, value)
        and line.claim.bound is Bound.EXACT
    ]
    assert [standing_of(line) for line in found] == [standing]
