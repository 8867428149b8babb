"""Claims that say the same become one line, whatever their words and their order; copies are no voices."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Attribution, Bound, Kind, Ranking, Ratio, Spec
from bot.domain.names import ClassName
from bot.ledger.lines import Line, join_lines
from bot.ledger.voices import Role
from tests.claims import GPT, NOW, V3, V4, claim, source, sourced

MEASURED, UNSOURCED = Attribution.THIRD_PARTY, Attribution.UNATTRIBUTED


def compute(value: float, publisher: str = "DeepSeek", **more: Any) -> SourcedClaim:
    """A ratio of compute; in the maker's own feed unless a kind of feed is given."""
    where = {key: more.pop(key) for key in ("kind", "days_ago") if key in more}
    return sourced(
        claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, value, **({"baseline": V3} | more)), source(publisher, **where)
    )


def score(value: float, publisher: str = "DeepSeek", **more: Any) -> SourcedClaim:
    where = {key: more.pop(key) for key in ("kind", "days_ago") if key in more}
    return sourced(claim(Kind.BENCHMARK, more.pop("metric", "GPQA Diamond"), value, **more), source(publisher, **where))


def values_of(lines: Sequence[Line]) -> list[list[float | None]]:
    return sorted(sorted(s.claim.value or 0 for s in line.claims) for line in lines)


def test_27_percent_of_and_73_percent_fewer_and_37_times_less_are_one_claim_of_one_voice():
    (line,) = join_lines(
        [
            compute(1 / 3.7, "The Batch", kind=FeedKind.NEWSLETTER, days_ago=0.5),
            compute(0.27),
            compute(1 - 0.73, "Wire", kind=FeedKind.PRESS, days_ago=0.2),
        ]
    )
    assert line.publishers == ("DeepSeek", "The Batch", "Wire")
    assert [(voice.role, voice.speaker, voice.repeated_by) for voice in line.voices] == [
        (Role.MAKER, "DeepSeek", ("The Batch", "Wire"))
    ]


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (0.27, 1 / 3.7, True),
        (0.27, 0.272, True),
        (0.27, 0.28, False),
        (0.5, 0.49, True),  # "half"
        (0.5, 0.45, False),  # further apart than rounding may explain
        (0.333333, 0.33, True),
        (0.01, 0.0100001, True),
    ],
)
def test_ratios_join_where_one_can_be_the_other_rounded(one: float, other: float, joined: bool):
    assert len(join_lines([compute(one), compute(other)])) == (1 if joined else 2)


@pytest.mark.parametrize(
    ("metric", "one", "other", "joined"),
    [
        (Spec.CONTEXT_WINDOW, 128_000, 131_072, True),
        (Spec.CONTEXT_WINDOW, 1e6, 1_048_576, True),
        (Spec.CONTEXT_WINDOW, 128_000, 132_000, False),
        (Spec.PARAMETERS, 1.6e12, 1.58e12, True),
        (Spec.PARAMETERS, 671e9, 685e9, False),
        (Spec.INPUT_PRICE, 3.0, 3.1, False),
        (Spec.OUTPUT_PRICE, 0.28, 0.28, True),
    ],
)
def test_sizes_join_when_rounded_and_prices_only_when_equal(metric: Spec, one: float, other: float, joined: bool):
    lines = join_lines([sourced(claim(Kind.SPEC, metric, one)), sourced(claim(Kind.SPEC, metric, other))])
    assert len(lines) == (1 if joined else 2)


def test_a_price_that_a_text_gives_roughly_joins_the_exact_one():
    rough = claim(Kind.SPEC, Spec.INPUT_PRICE, 1.75, bound=Bound.ABOUT)
    assert len(join_lines([sourced(claim(Kind.SPEC, Spec.INPUT_PRICE, 1.74)), sourced(rough)])) == 1


def test_a_rough_score_joins_the_nearest_and_never_makes_one_of_two():
    assert values_of(join_lines([score(80.6), score(81.3), score(81.0)])) == [[80.6], [81.0, 81.3]]


def test_a_benchmark_goes_by_its_usual_name_and_its_variants_stay_apart():
    assert len(join_lines([score(50.4, metric="HLE"), score(50.4, metric="Humanity's Last Exam")])) == 1
    assert len(join_lines([score(50.4, metric="SWE-bench Verified"), score(50.4, metric="SWE-bench Pro")])) == 2
    assert len(join_lines([score(50.4, metric="Terminal-Bench 1.0"), score(50.4, metric="Terminal-Bench 2.0")])) == 2


def test_figures_against_different_baselines_stay_apart():
    assert len(join_lines([compute(0.27), compute(0.27, baseline=GPT), compute(0.27, baseline=None)])) == 3


def test_a_best_case_is_not_the_same_as_an_exact_figure():
    assert len(join_lines([compute(0.5), compute(0.5, bound=Bound.UP_TO), compute(0.5, bound=Bound.ABOUT)])) == 2


def test_almost_closing_the_gap_never_becomes_matching():
    frontier = ClassName(name="frontier models")
    near = claim(Kind.RANKING, Ranking.CLOSE_TO, baseline=frontier, hedged=True)
    match = claim(Kind.RANKING, Ranking.MATCHES, baseline=frontier)
    assert [(line.claim.metric, line.hedged) for line in join_lines(map(sourced, [near, match]))] == [
        ("close_to", True),
        ("matches", False),
    ]


def test_a_hedge_of_one_voice_is_kept_by_the_line():
    (line,) = join_lines([compute(0.27), compute(0.27, "Wire", kind=FeedKind.PRESS, hedged=True)])
    assert line.hedged
    assert [hedge.source.publisher for hedge in line.hedges] == ["Wire"]


def test_an_unsaid_setting_joins_the_one_said_and_none_where_two_were():
    at_1m, again, unsaid = (compute(0.27, setting=words) for words in ("1M-token context", "a million tokens", None))
    (line,) = join_lines([unsaid, at_1m, again])
    assert dict(line.condition) == {"context": "1000000"}
    at_8k = compute(0.27, setting="8K tokens")
    assert [len(line.claims) for line in join_lines([at_1m, unsaid, at_8k])] == [1, 1, 1]


def test_an_independent_figure_of_the_same_value_is_a_voice_of_its_own():
    (line,) = join_lines([compute(0.27), compute(0.27, "Northlake", kind=FeedKind.EVALUATOR, attribution=MEASURED)])
    assert [voice.role for voice in line.voices] == [Role.MAKER, Role.INDEPENDENT]
    assert line.attribution is Attribution.VENDOR


def test_the_makers_own_text_stands_for_the_line_though_a_report_came_first():
    report = compute(0.27, "Wire", kind=FeedKind.PRESS, days_ago=3)
    (line,) = join_lines([report, compute(0.27, days_ago=2)])
    assert line.origin.source.publisher == "DeepSeek"
    assert line.voices[0].first_at == NOW - timedelta(days=2)


def test_without_the_makers_text_the_oldest_report_stands_and_the_maker_is_named():
    reports = [compute(0.27, name, kind=FeedKind.PRESS, days_ago=age) for name, age in (("Late", 1), ("Early", 2))]
    (line,) = join_lines(reports)
    (voice,) = line.voices
    assert (voice.role, voice.speaker, voice.said.source.publisher) == (Role.MAKER, "DeepSeek", "Early")
    assert voice.is_report


@pytest.mark.parametrize(
    "copy",
    [
        score(90.1, "Aggregator", kind=FeedKind.COMMUNITY, attribution=Attribution.VENDOR),
        score(90.1, "Blog", kind=FeedKind.NEWSLETTER, attribution=UNSOURCED),
        score(90.1, "OpenAI", attribution=Attribution.VENDOR),  # a rival's table
        score(90.1, "Vals AI", kind=FeedKind.EVALUATOR, attribution=UNSOURCED, days_ago=0.5),
        score(
            90.1,
            "Mirror",
            kind=FeedKind.PRESS,
            attribution=MEASURED,
            quote="DeepSeek-V4-Pro scored 90.1 on GPQA Diamond in tests by us",
        ),
    ],
    ids=["cites the maker", "names no source", "a rival's table", "an evaluator citing to the digit", "a reprint"],
)
def test_copies_are_no_voices(copy: SourcedClaim):
    own = score(90.1, quote="DeepSeek-V4-Pro scored 90.1 on GPQA Diamond in tests by us.")
    (line,) = join_lines([own, copy])
    assert [voice.role for voice in line.voices] == [Role.MAKER]
    assert line.copies == (copy,)


def test_an_entry_that_links_to_the_page_of_another_is_its_copy():
    measured = score(79.2, "Vals AI", kind=FeedKind.EVALUATOR, attribution=MEASURED, quote="79.2 for V4")
    link = replace(source("Aggregator", kind=FeedKind.EVALUATOR, days_ago=0.5), url="http://www.vals-ai.example/77/")
    at_origin = replace(measured, source=replace(measured.source, url="https://vals-ai.example/77"))
    passed_on = SourcedClaim(id=10**9, claim=replace(measured.claim), source=link)
    (line,) = join_lines([at_origin, passed_on])
    assert [voice.speaker for voice in line.voices] == ["Vals AI"]


def test_hearsay_of_a_measurement_is_no_second_measurement():
    measured = score(79.2, "Vals AI", kind=FeedKind.EVALUATOR, attribution=MEASURED)
    told = score(79.2, "The Ledger", kind=FeedKind.NEWSLETTER, attribution=MEASURED, days_ago=2)
    (line,) = join_lines([measured, told])
    assert [(voice.speaker, voice.repeated_by) for voice in line.voices] == [("Vals AI", ("The Ledger",))]


def test_an_evaluator_that_gives_two_figures_cites_the_one_that_is_the_makers():
    note = source("Epoch AI", kind=FeedKind.EVALUATOR)
    own, cited = (
        sourced(claim(Kind.BENCHMARK, "GPQA Diamond", value, attribution=MEASURED), note) for value in (89.3, 90.1)
    )
    claimed, measured = sorted(
        join_lines([score(90.1, days_ago=5), own, cited]), key=lambda line: -(line.claim.value or 0)
    )
    assert [voice.role for voice in claimed.voices] == [Role.MAKER]
    assert [voice.speaker for voice in measured.voices] == ["Epoch AI"]


def test_what_a_maker_tells_of_an_independent_measurement_is_its_own_word():
    (line,) = join_lines([score(90.1, attribution=MEASURED)])
    assert [voice.role for voice in line.voices] == [Role.MAKER]


_FEEDS = [
    ("DeepSeek", FeedKind.VENDOR, Attribution.VENDOR),
    ("OpenAI", FeedKind.VENDOR, Attribution.VENDOR),
    ("Wire", FeedKind.PRESS, Attribution.VENDOR),
    ("Blog", FeedKind.NEWSLETTER, UNSOURCED),
    ("Vals AI", FeedKind.EVALUATOR, MEASURED),
    ("Epoch AI", FeedKind.EVALUATOR, UNSOURCED),
    ("Gossip", FeedKind.COMMUNITY, MEASURED),
]


@st.composite
def ledgers(draw: st.DrawFn) -> list[SourcedClaim]:
    """Claims of a few parties on a few questions, with numbers and settings that nearly agree."""
    made = []
    for _ in range(draw(st.integers(1, 9))):
        publisher, kind, attribution = draw(st.sampled_from(_FEEDS))
        metric = draw(st.sampled_from([Ratio.INFERENCE_COMPUTE, Ratio.COST]))
        said = claim(
            Kind.RATIO,
            metric,
            draw(st.sampled_from([0.27, 0.27027, 0.272, 0.28, 0.3, 0.5, 0.48])),
            subject=draw(st.sampled_from([V4, GPT])),
            baseline=V3,
            attribution=attribution,
            setting=draw(st.sampled_from([None, None, "1M tokens", "8K tokens, high effort", "high effort"])),
            bound=draw(st.sampled_from([Bound.EXACT, Bound.ABOUT, Bound.UP_TO])),
            hedged=draw(st.booleans()),
            quote=draw(
                st.sampled_from(["short", "the model needs much less compute than before", "other words of it"])
            ),
        )
        made.append(sourced(said, source(publisher, kind=kind, days_ago=draw(st.sampled_from([0.5, 1.0, 2.0, 30.0])))))
    return made


def arrived(claims: Sequence[SourcedClaim]) -> list[SourcedClaim]:
    """The same claims under the ids that they get when they arrive in this order."""
    return [
        replace(s, id=number, source=replace(s.source, announcement_id=number)) for number, s in enumerate(claims, 1)
    ]


def shape(lines: Sequence[Line]) -> list[Any]:
    """Lines by what they say, without the ids."""
    return [
        (
            line.question,
            sorted(line.condition),
            [
                (
                    voice.role,
                    voice.speaker,
                    [(s.source.url, s.claim.value) for s in voice.statements],
                    [(s.source.url, s.claim.value) for s in voice.copies],
                )
                for voice in line.voices
            ],
        )
        for line in lines
    ]


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(claims: list[SourcedClaim], random: Any):
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert shape(join_lines(arrived(claims))) == shape(join_lines(arrived(shuffled)))


@given(ledgers())
def test_every_claim_is_in_one_line_and_there_once(claims: list[SourcedClaim]):
    lines = join_lines([*claims, *claims])
    assert sorted(s.id for line in lines for s in line.claims) == sorted(s.id for s in claims)
    assert sorted(s.id for line in lines for v in line.voices for s in (*v.statements, *v.copies)) == sorted(
        s.id for s in claims
    )
