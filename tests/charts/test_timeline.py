"""The chart of releases: the latest on top, who says so, and how many more there are."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts.timeline import ROWS_AT_MOST, timeline_chart, timeline_panel
from bot.charts.timeline_words import in_order, rows_of
from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Attribution, Kind, Release
from bot.domain.names import ModelName
from bot.ledger.life import Life, Stage, Step, lives_of
from bot.ledger.standing import ledger_of
from tests.charts.cards import HOSTILE, assert_legible, assert_sendable, letters
from tests.claims import GPT, NOW, V3, V4, claim, source, sourced

WIRE = source("Meridian Wire", kind=FeedKind.PRESS)


def step(stage: Stage, days_ago: float, *, publisher: str = "DeepSeek", hedged: bool = False) -> Step:
    kind = FeedKind.VENDOR if publisher == "DeepSeek" else FeedKind.PRESS
    attribution = Attribution.VENDOR if kind is FeedKind.VENDOR else Attribution.UNATTRIBUTED
    where = source(publisher, kind=kind, days_ago=days_ago)
    told = sourced(claim(Kind.RELEASE, Release.RELEASED, attribution=attribution, hedged=hedged), where)
    return Step(stage=stage, since=NOW - timedelta(days=days_ago), told_by=told, sources=(told,), hedged=hedged)


def life(model: ModelName, *steps: Step) -> Life:
    return Life(model=model, steps=steps)


V4_LIFE = life(
    V4,
    step(Stage.RUMOURED, 60, publisher="Meridian Wire", hedged=True),
    step(Stage.PREVIEWED, 29),
    step(Stage.RELEASED, 22),
    step(Stage.OPEN_WEIGHTS, 22),
)


def test_the_words_of_one_model_tell_its_stages_the_latest_first():
    assert timeline_chart("DeepSeek-V4-Pro", [V4_LIFE], NOW).alt == (
        "DeepSeek-V4-Pro, timeline, the latest first. Open weights 1 Nov 2026. Released 1 Nov 2026. "
        "Previewed 25 Oct 2026. Rumoured 24 Sep 2026 (said by Meridian Wire)."
    )


def test_the_words_of_many_models_tell_each_life():
    other = life(V3, step(Stage.RELEASED, 6, publisher="Wire"), step(Stage.DEPRECATED, 1, hedged=True))
    assert timeline_chart("DeepSeek", [V4_LIFE, other], NOW).alt == (
        "DeepSeek, timeline, the latest first. "
        "DeepSeek-V3.2: released 17 Nov 2026 (said by Wire), deprecated 22 Nov 2026 (hedged). "
        "DeepSeek-V4-Pro: rumoured 24 Sep 2026 (said by Meridian Wire), previewed 25 Oct 2026, "
        "released and open weights 1 Nov 2026."
    )


def test_stages_that_different_parties_tell_of_are_not_put_in_one_mouth():
    mixed = life(V4, step(Stage.RELEASED, 5), step(Stage.OPEN_WEIGHTS, 5, publisher="Wire"))
    (_, row) = sorted(rows_of([mixed, life(V3, step(Stage.RELEASED, 9))], NOW), key=lambda row: row.name)
    assert row.sentence == "DeepSeek-V4-Pro: released 18 Nov 2026, open weights 18 Nov 2026 (said by Wire)"


def test_the_card_of_one_model_has_a_row_for_each_stage_with_who_says_so():
    panel = timeline_panel("DeepSeek-V4-Pro", [V4_LIFE], NOW)
    seen = letters(panel)
    assert seen[:2] == ["DeepSeek-V4-Pro, timeline", "Open weights 1 Nov 2026"]
    assert [words for words in seen if words in {"rumoured", "previewed", "released", "open weights"}] == [
        "open weights",
        "released",
        "previewed",
        "rumoured",
    ]
    assert {"1 Nov 2026, DeepSeek", "hollow: said by others, or hedged"} <= set(seen)
    assert_legible(panel)


def test_the_card_of_many_models_says_in_words_where_each_stands():
    seen = letters(timeline_panel("Labs", [V4_LIFE, life(GPT, step(Stage.RELEASED, 400))], NOW))
    assert seen[1] == "DeepSeek-V4-Pro: open weights 1 Nov 2026"
    assert {"open weights 1 Nov", "released Oct 2025"} <= set(seen)


def test_a_release_that_only_others_tell_of_is_said_to_be_so_in_the_headline():
    told = life(V4, step(Stage.RELEASED, 5, publisher="Wire"))
    assert letters(timeline_panel("V4", [told], NOW))[1] == "Released 18 Nov 2026, said by others"


def test_of_many_models_the_latest_are_shown_and_the_others_counted():
    lives = [life(ModelName(name=f"Model {number:02}"), step(Stage.RELEASED, number)) for number in range(40)]
    chart = timeline_chart("Labs", lives, NOW)
    panel = timeline_panel("Labs", lives, NOW)
    assert sum(words.startswith("Model ") and ":" not in words for words in letters(panel)) == ROWS_AT_MOST
    assert "+ 26 more" in letters(panel)
    assert chart.alt.endswith("And 26 more.")
    assert panel.height < 400
    assert_legible(panel)
    assert_sendable(chart)


def test_steps_of_one_day_go_in_the_order_of_a_life():
    steps = (step(Stage.OPEN_WEIGHTS, 5.0), step(Stage.RELEASED, 4.9), step(Stage.PREVIEWED, 9))
    assert [s.stage for s in in_order(steps)] == [Stage.PREVIEWED, Stage.RELEASED, Stage.OPEN_WEIGHTS]


def test_nothing_known_is_said():
    assert timeline_chart("Nobody", [], NOW).alt == "Nobody, timeline: No release is known."
    assert_legible(timeline_panel("Nobody", [life(V4)], NOW))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_name(name: str):
    lives = [life(ModelName(name=name), step(Stage.RELEASED, 5, publisher=name)), V4_LIFE]
    assert_legible(timeline_panel(name, lives, NOW))
    assert_legible(timeline_panel(name, lives[:1], NOW))


def test_the_same_lives_give_the_same_bytes():
    assert timeline_chart("V4", [V4_LIFE], NOW).png == timeline_chart("V4", [V4_LIFE], NOW).png


_lives = st.lists(
    st.tuples(
        st.sampled_from(["V4", "混元 3D", "kimi-k2-0905-preview-instruct"]),
        st.dictionaries(st.sampled_from(Stage), st.tuples(st.floats(0, 3000), st.booleans()), max_size=6),
    ),
    min_size=1,
    max_size=20,
)


@settings(max_examples=12)
@given(_lives)
def test_any_timeline_can_be_read(told: list[tuple[str, dict[Stage, tuple[float, bool]]]]):
    lives = [
        life(
            ModelName(name=f"{name} {number}"),
            *(step(stage, age, hedged=hedged) for stage, (age, hedged) in of.items()),
        )
        for number, (name, of) in enumerate(told)
    ]
    panel = timeline_panel("Labs", lives, NOW)
    assert_legible(panel)
    assert panel.png().startswith(b"\x89PNG")


def test_the_timeline_of_the_demo(demo_claims: tuple[SourcedClaim, ...]):
    lives = lives_of(ledger_of(demo_claims))
    assert_legible(timeline_panel("All labs", lives, NOW))
    assert_sendable(timeline_chart("All labs", lives, NOW))
