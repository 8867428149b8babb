"""A story is led by the maker's own post; who only passes on a word is named, and is no voice of it."""

from bot.briefing.stories import Story, tell_stories
from bot.domain.announcements import Announcement, FeedKind, SourcedClaim
from bot.domain.claims import Attribution, Kind, Ratio, Release
from bot.ledger.standing import ledger_of
from tests.claims import GPT, V3, announcement, claim, source, sourced

PREVIEW = claim(Kind.RELEASE, Release.PREVIEWED)
COMPUTE = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3)
OTHER = claim(Kind.RELEASE, Release.RELEASED, subject=GPT)


def one_story(members: list[Announcement], claims: list[SourcedClaim]) -> Story:
    (story,) = tell_stories(members, ledger_of(claims), {each.source.announcement_id: 1 for each in members})
    return story


def test_the_press_folds_in_under_the_makers_own_post():
    press, own = source("Wire", kind=FeedKind.PRESS, days_ago=0.5), source("DeepSeek", days_ago=0.1)
    story = one_story(
        [announcement(press, claims_count=5), announcement(own)], [sourced(COMPUTE, press), sourced(PREVIEW, own)]
    )
    assert story.publishers == ("DeepSeek", "Wire")


def test_of_a_makers_own_posts_the_one_that_claims_most_leads():
    card, launch = source("DeepSeek", days_ago=1.1), source("DeepSeek", days_ago=1.0)
    story = one_story([announcement(card, claims_count=1), announcement(launch, claims_count=9)], [])
    assert story.lead.source is launch


def test_where_no_maker_tells_it_the_first_report_leads():
    late, early = source("Wire", kind=FeedKind.PRESS, days_ago=0.5), source("Daily", kind=FeedKind.PRESS, days_ago=0.9)
    assert one_story([announcement(late, claims_count=9), announcement(early)], []).lead.source is early


def test_what_waits_for_its_story_stands_alone():
    one, other = source("DeepSeek"), source("OpenAI")
    lines = ledger_of([sourced(PREVIEW, one), sourced(OTHER, other)])
    assert [story.id for story in tell_stories([announcement(one), announcement(other)], lines, {})] == [None, None]


def test_a_copy_is_no_voice_and_a_measurement_is_one():
    own, wire = source("DeepSeek", days_ago=1.0), source("Wire", kind=FeedKind.PRESS, days_ago=0.9)
    lab = source("Vals AI", kind=FeedKind.EVALUATOR, days_ago=0.8)
    measured = claim(
        Kind.RATIO,
        Ratio.INFERENCE_COMPUTE,
        0.29,
        baseline=V3,
        attribution=Attribution.THIRD_PARTY,
        quote="We got 0.29.",
    )
    claims = [sourced(COMPUTE, own), sourced(COMPUTE, wire), sourced(measured, lab)]
    story = one_story([announcement(each) for each in (own, wire, lab)], claims)
    assert story.publishers == ("DeepSeek", "Wire", "Vals AI")
    assert story.speakers == ("DeepSeek", "Vals AI")
    alone = one_story([announcement(wire)], claims)
    assert (alone.stated, len(alone.figures), alone.speakers) == ((), 1, ("Wire",))


def test_a_story_tells_a_figure_in_the_words_of_its_lead_where_it_has_any():
    own, wire = source("DeepSeek", days_ago=0.5), source("Wire", kind=FeedKind.PRESS, days_ago=0.9)
    claims = [sourced(COMPUTE, own), sourced(COMPUTE, wire)]
    both = one_story([announcement(own), announcement(wire)], claims)
    assert both.said(both.figures[0]).source is own
    reported = one_story([announcement(wire)], claims)
    assert reported.said(reported.figures[0]).source is wire


def test_a_line_is_shared_by_the_stories_that_state_it():
    own, wire = source("DeepSeek"), source("Wire", kind=FeedKind.PRESS)
    lines = ledger_of([sourced(COMPUTE, own), sourced(COMPUTE, wire)])
    told = tell_stories([announcement(own), announcement(wire)], lines, {})
    assert [story.figures for story in told] == [lines, lines]
