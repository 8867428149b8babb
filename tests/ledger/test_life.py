"""A model's life in stages: who dates them, what is rumour, where it stands."""

from datetime import timedelta
from typing import Any

from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Attribution, Kind, Release
from bot.domain.names import ModelName
from bot.ledger.life import Life, Stage, life_of, lives_of
from bot.ledger.standing import ledger_of
from tests.claims import NOW, V3, V4, claim, source, sourced


def told(stage: Release, publisher: str = "DeepSeek", *, days_ago: float, **more: Any) -> SourcedClaim:
    kind = more.pop("kind", FeedKind.VENDOR)
    said = claim(Kind.RELEASE, stage, **({"attribution": Attribution.UNATTRIBUTED} | more))
    return sourced(said, source(publisher, kind=kind, days_ago=days_ago))


def life(*claims: SourcedClaim) -> Life:
    return life_of(V4, ledger_of(claims))


def dates(found: Life) -> list[tuple[Stage, float]]:
    return [(step.stage, (NOW - step.since) / timedelta(days=1)) for step in found.steps]


def test_a_life_goes_from_rumour_to_open_weights():
    found = life(
        told(Release.OPEN_WEIGHTS, days_ago=21),
        told(Release.PREVIEWED, days_ago=29),
        told(Release.ANNOUNCED, "Wire", kind=FeedKind.PRESS, hedged=True, days_ago=59),
        told(Release.RELEASED, days_ago=21),
    )
    assert dates(found) == [
        (Stage.RUMOURED, 59),
        (Stage.PREVIEWED, 29),
        (Stage.RELEASED, 21),
        (Stage.OPEN_WEIGHTS, 21),
    ]
    assert found.now == found.steps[-1]


def test_the_maker_dates_a_stage_though_others_told_of_it_before():
    found = life(told(Release.RELEASED, "Leak", kind=FeedKind.PRESS, days_ago=9), told(Release.RELEASED, days_ago=5))
    assert dates(found) == [(Stage.RELEASED, 5)]
    assert [s.source.publisher for s in found.steps[0].sources] == ["Leak", "DeepSeek"]


def test_without_the_maker_the_first_report_dates_it():
    found = life(told(Release.RELEASED, "Wire", kind=FeedKind.PRESS, days_ago=4))
    assert dates(found) == [(Stage.RELEASED, 4)]


def test_reserve_after_the_fact_is_no_rumour_and_a_rumour_alone_is_where_it_stands():
    late = told(Release.RELEASED, "Wire", kind=FeedKind.PRESS, hedged=True, days_ago=1)
    assert [stage for stage, _ in dates(life(told(Release.RELEASED, days_ago=5), late))] == [Stage.RELEASED]
    alone = life(late)
    assert alone.now is not None
    assert (alone.now.stage, alone.now.hedged) == (Stage.RUMOURED, True)


def test_a_model_stands_where_its_maker_does_not_hold_back():
    found = life(told(Release.PREVIEWED, days_ago=5), told(Release.OPEN_WEIGHTS, hedged=True, days_ago=5))
    assert found.now is not None
    assert found.now.stage is Stage.PREVIEWED
    assert [(step.stage, step.hedged) for step in found.steps] == [
        (Stage.PREVIEWED, False),
        (Stage.OPEN_WEIGHTS, True),
    ]


def test_a_rival_does_not_tell_of_a_model_whose_maker_does():
    rival = told(Release.OPEN_WEIGHTS, "OpenAI", days_ago=1)
    assert [stage for stage, _ in dates(life(told(Release.RELEASED, days_ago=5), rival))] == [Stage.RELEASED]
    assert [stage for stage, _ in dates(life(rival))] == [Stage.OPEN_WEIGHTS]


def test_of_a_model_that_nobody_tells_of_there_is_no_life():
    assert life_of(V3, ledger_of([told(Release.RELEASED, days_ago=1)])) == Life(model=V3, steps=())
    assert Life(model=V3, steps=()).now is None


def test_lives_come_with_the_newest_step_first():
    claims = [told(Release.RELEASED, days_ago=5), told(Release.RELEASED, subject=V3, days_ago=3)]
    assert [found.model for found in lives_of(ledger_of(claims))] == [V3, V4]


def test_the_life_of_v4_in_the_demo(demo_claims: tuple[SourcedClaim, ...]):
    found = life_of(ModelName(name="DeepSeek-V4-Pro"), ledger_of(demo_claims))
    told_by = {step.stage: (step.told_by.source.publisher, round((NOW - step.since).days)) for step in found.steps}
    assert told_by[Stage.OPEN_WEIGHTS] == ("DeepSeek", 21)
    assert found.now is not None
    assert found.now.stage is Stage.OPEN_WEIGHTS
