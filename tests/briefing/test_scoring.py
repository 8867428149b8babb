"""A score is the sum of its parts; what is new, measured, contested or cheaper weighs more, and all of it ages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.developments import facts_of, spoken_for
from bot.briefing.former import former_prices
from bot.briefing.scoring import Part, Reason, Score, score_of
from bot.briefing.stories import Story, tell_stories
from bot.domain.announcements import FeedKind, Source, SourcedClaim
from bot.domain.claims import Attribution, Claim, Kind, Ratio, Release, Spec
from bot.domain.told import NOTHING_TOLD, Told
from bot.ledger.standing import ledger_of
from tests.claims import GPT, NOW, V3, announcement, claim, source, sourced

PREVIEW = claim(Kind.RELEASE, Release.PREVIEWED)
COMPUTE = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3)
PRICE = claim(Kind.SPEC, Spec.INPUT_PRICE, 1.74)
CUT = claim(Kind.SPEC, Spec.INPUT_PRICE, 1.16, quote="Input is $1.16 from today (before: $1.74).")
ACCUSED = claim(Kind.ALLEGATION, "distillation")
CLAIMS = (PREVIEW, COMPUTE, PRICE, CUT, ACCUSED, claim(Kind.RELEASE, Release.DEPRECATED, subject=GPT))


def measured(value: float) -> Claim:
    words = f"We counted {value}."
    return claim(
        Kind.RATIO, Ratio.INFERENCE_COMPUTE, value, baseline=V3, attribution=Attribution.THIRD_PARTY, quote=words
    )


def evaluator(publisher: str = "Vals AI", days_ago: float = 0.0) -> Source:
    return source(publisher, kind=FeedKind.EVALUATOR, days_ago=days_ago)


def story_of(*claims: SourcedClaim) -> Story:
    sources = {each.source.announcement_id: each.source for each in claims}
    (story,) = tell_stories(
        [announcement(each) for each in sources.values()], ledger_of(claims), dict.fromkeys(sources, 1)
    )
    return story


def score(story: Story, told: Told = NOTHING_TOLD, labs: tuple[str, ...] = ()) -> Score:
    spoken = spoken_for(story.figures)
    return score_of(
        story,
        labs=labs,
        former=former_prices(story.figures),
        told=told,
        facts=facts_of(story.figures, spoken),
        developed=(),
        now=NOW,
    )


def points(scored: Score, reason: Reason) -> float:
    return sum(part.points for part in scored.parts if part.reason is reason)


@given(
    st.lists(st.tuples(st.sampled_from(CLAIMS), st.integers(0, 5), st.floats(0, 9)), min_size=1, max_size=12),
    st.booleans(),
)
def test_the_parts_add_up_as_they_are_shown(said: list[tuple[Claim, int, float]], known: bool):
    publishers = ("DeepSeek", "Wire", "Daily", "Post", "OpenAI", "Vals AI")
    kinds = (FeedKind.VENDOR, FeedKind.PRESS, FeedKind.PRESS, FeedKind.PRESS, FeedKind.VENDOR, FeedKind.EVALUATOR)
    story = story_of(*(sourced(c, source(publishers[n], kind=kinds[n], days_ago=ago)) for c, n, ago in said))
    facts = facts_of(story.figures, spoken_for(story.figures)) if known else {}
    scored = score(story, Told(announcements=story.announcement_ids if known else frozenset(), facts=facts))
    in_cents = [f"{part.points:.2f}" for part in scored.parts]
    assert sum(round(float(shown) * 100) for shown in in_cents) == round(float(f"{scored.points:.2f}") * 100)
    assert Score.of_code(scored.code) == scored
    assert len(f"gapwatch:rank:99:{10**12}:{scored.code}") <= 100


def test_sources_count_once_each_and_copies_not_at_all():
    own, wire = source("DeepSeek", days_ago=0), source("Wire", kind=FeedKind.PRESS, days_ago=0)
    scored = score(story_of(sourced(COMPUTE, own), sourced(PREVIEW, own), sourced(COMPUTE, wire)))
    assert points(scored, Reason.SOURCES) == 1.0
    assert Part(reason=Reason.COPIES, points=0.0) in scored.parts
    both = score(story_of(sourced(COMPUTE, own), sourced(measured(0.28), evaluator())))
    assert points(both, Reason.SOURCES) == 2.0


def test_a_measured_efficiency_weighs_more_than_the_makers_word_for_it():
    own = source("DeepSeek", days_ago=0)
    word, found = story_of(sourced(COMPUTE, own)), story_of(sourced(COMPUTE, own), sourced(measured(0.28), evaluator()))
    assert points(score(word), Reason.EFFICIENCY) < points(score(found), Reason.MEASURED_EFFICIENCY)
    contested = score(story_of(sourced(COMPUTE, own), sourced(measured(0.4), evaluator())))
    assert points(contested, Reason.CONTESTED) > 0


def test_a_price_that_changed_weighs_more_than_a_price():
    own = source("DeepSeek", days_ago=0)
    assert points(score(story_of(sourced(CUT, own))), Reason.PRICE_CHANGE) > points(
        score(story_of(sourced(PRICE, own))), Reason.PRICE
    )
    assert points(score(story_of(sourced(CUT, own))), Reason.PRICE) == 0


def test_who_only_passes_on_a_claim_has_no_points_for_it():
    own, wire = source("DeepSeek", days_ago=5), source("Wire", kind=FeedKind.PRESS, days_ago=0)
    lines = ledger_of([sourced(COMPUTE, wire), sourced(COMPUTE, own)])
    maker, copy = tell_stories([announcement(wire), announcement(own)], lines, {})
    assert points(score(maker), Reason.EFFICIENCY) > points(score(copy), Reason.EFFICIENCY) == 0


def test_the_labs_told_of_most_weigh_most():
    own = source("DeepSeek", days_ago=0)
    (story,) = tell_stories([announcement(own, labs=("deepseek",))], ledger_of([sourced(PREVIEW, own)]), {})
    weights = [
        points(score(story, labs=labs), Reason.LAB)
        for labs in (("deepseek", "openai"), ("a", "b", "c", "d", "deepseek"), (*map(str, range(20)), "deepseek"), ())
    ]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 4


def test_what_the_channel_knows_takes_away_its_share():
    own = source("DeepSeek", days_ago=0)
    story = story_of(sourced(COMPUTE, own), sourced(PREVIEW, own))
    facts = facts_of(story.figures[:1], spoken_for(story.figures))
    knowing, new = score(story, Told(facts=facts)), score(story)
    claimed = points(new, Reason.EFFICIENCY) + points(new, Reason.NEW_MODEL)
    assert points(knowing, Reason.KNOWN) == pytest.approx(-claimed / 2)
    assert knowing.points < new.points


def test_a_story_loses_half_its_weight_in_a_day_and_a_copy_makes_it_no_younger():
    def aged(days: float) -> float:
        return score(story_of(sourced(PREVIEW, source(days_ago=days)))).points

    assert aged(1) == pytest.approx(aged(0) / 2, abs=0.01)
    with_copy = story_of(
        sourced(PREVIEW, source(days_ago=1)), sourced(PREVIEW, source("Wire", kind=FeedKind.PRESS, days_ago=0))
    )
    assert score(with_copy).points == pytest.approx(aged(1), abs=0.01)
