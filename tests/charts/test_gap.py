"""The chart of a gap: what it says, whose word is whose, and that it can be read whatever it is of."""

from datetime import timedelta
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts.gap import gap_chart, gap_panel
from bot.charts.gap_words import gap_alt
from bot.charts.style import ONE, OTHER
from bot.domain.announcements import SourcedClaim
from bot.domain.names import LabName, ModelName
from bot.ledger.gap import Frontier, Gap, Moment, gaps_between
from bot.ledger.lines import Line
from bot.ledger.standing import ledger_of
from tests.charts.cards import HOSTILE, assert_legible, assert_sendable, letters, painted
from tests.claims import GPT, NOW, V3, V4
from tests.ledger.test_gap import gap, scored

DEEPSEEK, OPENAI = LabName(id="deepseek", name="DeepSeek"), LabName(id="openai", name="OpenAI")
SWE = "SWE-bench Verified"


def passing() -> Gap:
    """A lab that carried its side by two models, against one of another's."""
    return gap(
        DEEPSEEK,
        OPENAI,
        scored(V3, 73.1, days_ago=90, metric=SWE),
        scored(GPT, 82.7, days_ago=60, metric=SWE),
        scored(V4, 80.6, days_ago=20, metric=SWE),
    )


def test_the_words_tell_the_gap_whose_word_it_is_and_that_it_did_not_move():
    found = gap(
        V4,
        GPT,
        scored(V4, 79.2, days_ago=17, metric=SWE, by="Vals AI"),
        scored(GPT, 82.0, days_ago=17, metric=SWE, by="Vals AI"),
    )
    assert gap_alt(found, V4.name, GPT.name) == (
        "SWE-bench Verified: GPT-5.5 ahead of DeepSeek-V4-Pro by 2.8 points, 82 (measured) to 79.2 (measured). "
        "Both measured by Vals AI. No change since 6 Nov 2026, when both had a figure."
    )


def test_the_words_tell_what_the_gap_was_and_which_models_carried_it():
    assert gap_alt(passing(), "DeepSeek", "OpenAI") == (
        "SWE-bench Verified: OpenAI ahead of DeepSeek by 2.1 points, 82.7 by GPT-5.5 (maker's word) to 80.6 by "
        "DeepSeek-V4-Pro (maker's word). Makers' word on both sides, not measured. Narrower than 9.6 points on "
        "24 Sep 2026: on 24 Sep 2026 it was 82.7 by GPT-5.5 (maker's word) to 73.1 by DeepSeek-V3.2 (maker's word); "
        "the one change was on 3 Nov 2026."
    )


def test_a_contested_figure_is_called_contested():
    found, *_ = gaps_between(
        V4,
        GPT,
        ledger_of(
            [
                scored(V4, 80.6, metric=SWE),
                scored(V4, 61.3, metric=SWE, by="Vals AI"),
                scored(GPT, 82.7, metric=SWE),
            ]
        ),
    )
    assert "80.6 (maker's word, contested)" in gap_alt(found, V4.name, GPT.name)
    assert {"contested", "hollow: hedged, about or contested"} <= set(letters(gap_panel(found, "V4", "GPT", NOW)))


def test_level_sides_are_called_level():
    found = gap(V4, GPT, scored(V4, 80.0, metric=SWE), scored(GPT, 80.0, metric=SWE))
    assert gap_alt(found, V4.name, GPT.name).startswith(
        "SWE-bench Verified: DeepSeek-V4-Pro and GPT-5.5 level, 80 (maker's word) to 80 (maker's word). "
    )
    panel = gap_panel(found, V4.name, GPT.name, NOW)
    assert "Level at 80" in letters(panel)
    assert_legible(panel)
    picture = assert_sendable(gap_chart(found, V4.name, GPT.name, NOW))
    assert painted(picture, ONE) > 2000  # neither line hides the other
    assert painted(picture, OTHER) > 2000


def test_a_lead_that_changed_sides_is_told():
    claims = [scored(V4, 40, days_ago=30), scored(GPT, 44, days_ago=30), scored(V4, 50, days_ago=3)]
    assert "The lead changed sides since 24 Oct 2026" in gap_alt(gap(V4, GPT, *claims), "V4", "GPT")


def test_the_card_names_both_lines_at_their_ends_with_the_figure_and_whose_word_it_is():
    found = gap(V4, GPT, scored(V4, 31.0, metric="FrontierMath"), scored(GPT, 47.0, metric="FrontierMath", by="Epoch"))
    panel = gap_panel(found, V4.name, GPT.name, NOW)
    seen = letters(panel)
    assert seen[:2] == ["FrontierMath", "Ahead by 16 points: GPT-5.5"]
    assert seen[-6:] == ["DeepSeek-V4-Pro", "31", "maker's word", "GPT-5.5", "47", "measured"]
    assert_legible(panel)


def test_the_card_names_the_model_that_carried_a_side_before():
    panel = gap_panel(passing(), "DeepSeek", "OpenAI", NOW)
    assert "DeepSeek-V3.2" in letters(panel)
    assert_legible(panel)


def test_where_less_is_better_the_better_line_is_still_the_upper():
    found = gap(V4, GPT, scored(V4, 94.0, metric="HarmBench"), scored(GPT, 86.0, metric="HarmBench"))
    panel = gap_panel(found, "V4", "GPT", NOW)
    (axes,) = panel.figure.axes
    assert panel.at(axes, 0, 86.0)[1] < panel.at(axes, 0, 94.0)[1]
    assert_sendable(gap_chart(found, "V4", "GPT", NOW))


def test_one_moment_of_today_has_a_picture_too():
    found = gap(V4, GPT, scored(V4, 80.6, days_ago=0), scored(GPT, 82.7, days_ago=0))
    assert_sendable(gap_chart(found, "V4", "GPT", NOW))
    assert_legible(gap_panel(found, "V4", "GPT", NOW))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_name(name: str):
    found = gap(V4, GPT, scored(V4, 80.6, days_ago=9), scored(GPT, 82.7, days_ago=9))
    assert_legible(gap_panel(found, name, name, NOW))
    assert len(gap_alt(found, name, name)) <= 1024


def test_the_same_gap_gives_the_same_bytes():
    assert gap_chart(passing(), "DeepSeek", "OpenAI", NOW).png == gap_chart(passing(), "DeepSeek", "OpenAI", NOW).png


def test_a_name_that_reads_like_a_formula_is_lettered_as_it_is():
    found = gap(V4, GPT, scored(V4, 80.6), scored(GPT, 82.7))
    assert "$x_1$ $" in letters(gap_panel(found, "$x_1$ $", "GPT", NOW))


def _line(claimed: SourcedClaim) -> Line:
    (line,) = ledger_of([claimed])
    return line


@st.composite
def _gaps(draw: st.DrawFn) -> Gap:
    """Any figures of any size, at any pace, by anybody's word."""
    base = draw(st.floats(0.001, 1e6))
    figures = st.floats(0.1, 3).map(lambda part: float(f"{base * part:.4g}"))
    ages = list(accumulate(draw(st.lists(st.floats(0.01, 400), min_size=1, max_size=9))))[::-1]
    by = st.sampled_from([None, "Vals AI"])
    names = st.sampled_from(["V4", "Qwen3.5-397B-A17B-Instruct", "混元 3D"])
    moments = []
    for age in ages:
        one, other = (
            _line(scored(ModelName(name=draw(names), lab=lab), draw(figures), days_ago=age, by=draw(by)))
            for lab in ("deepseek", "openai")
        )
        lead = (one.claim.value or 0) - (other.claim.value or 0)
        moments.append(Moment(at=NOW - timedelta(days=age), one=one, other=other, lead=round(lead, 6)))
    found = gap(V4, GPT, scored(V4, 1.0), scored(GPT, 2.0))
    return Gap(
        benchmark=found.benchmark,
        condition=found.condition,
        basis=found.basis,
        measured_by=None,
        moments=tuple(moments),
    )


@settings(max_examples=12)
@given(_gaps(), st.sampled_from(HOSTILE), st.text(max_size=40))
def test_any_gap_can_be_read(found: Gap, one: str, other: str):
    panel = gap_panel(found, one, other, NOW)
    assert_legible(panel)
    assert panel.png().startswith(b"\x89PNG")


def test_the_gaps_of_the_demo(demo_claims: tuple[SourcedClaim, ...]):
    found = gaps_between(Frontier.OPEN, Frontier.CLOSED, ledger_of(demo_claims))
    assert len(found) >= 6
    for each in found:
        assert_legible(gap_panel(each, "open models", "closed models", NOW))
    (claimed,) = [each for each in found if (each.benchmark, each.basis) == (SWE, "claimed")]
    assert "closed models ahead of open models by 13.3 points" in gap_alt(claimed, "open models", "closed models")
