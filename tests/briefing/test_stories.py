"""A story is led by the maker's own post, every point of its rank has a reason, and an edition is made of stories."""

from datetime import timedelta

import pytest

from bot.briefing.digest import put_together
from bot.briefing.stories import tell_stories
from bot.domain.announcements import FeedKind, Source
from bot.domain.claims import Kind, Ratio, Release, Topic
from tests.claims import GPT, NOW, V3, announcement, claim, source, sourced

PREVIEW = claim(Kind.RELEASE, Release.PREVIEWED)
COMPUTE = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3)
OTHER = claim(Kind.RELEASE, Release.RELEASED, subject=GPT)


def _one_story(*sources: Source) -> dict[int, int]:
    return {each.announcement_id: 1 for each in sources}


def test_the_press_folds_in_under_the_makers_own_post():
    press, own = source("Wire", kind=FeedKind.PRESS, days_ago=0.5), source("DeepSeek", days_ago=0.1)
    told = [announcement(press, claims_count=5), announcement(own)]
    (story,) = tell_stories(told, [sourced(COMPUTE, press), sourced(PREVIEW, own)], _one_story(press, own), NOW)
    assert story.publishers == ("DeepSeek", "Wire")


def test_of_a_makers_own_posts_the_one_that_claims_most_leads():
    card, launch = source("DeepSeek", days_ago=1.1), source("DeepSeek", days_ago=1.0)
    told = [announcement(card, claims_count=1), announcement(launch, claims_count=9)]
    (story,) = tell_stories(told, [], _one_story(card, launch), NOW)
    assert story.lead.source is launch


def test_where_no_maker_tells_it_the_first_report_leads():
    late, early = source("Wire", kind=FeedKind.PRESS, days_ago=0.5), source("Daily", kind=FeedKind.PRESS, days_ago=0.9)
    told = [announcement(late, claims_count=9), announcement(early)]
    (story,) = tell_stories(told, [], _one_story(late, early), NOW)
    assert story.lead.source is early


def test_what_waits_for_its_story_stands_alone():
    one, other = source("DeepSeek"), source("OpenAI")
    told = tell_stories(
        [announcement(one), announcement(other)], [sourced(PREVIEW, one), sourced(OTHER, other)], {}, NOW
    )
    assert [story.id for story in told] == [None, None]


def test_more_sources_and_an_efficiency_claim_weigh_more_than_a_release_alone():
    own, press, alone = source("DeepSeek"), source("Wire", kind=FeedKind.PRESS), source("OpenAI")
    claims = [sourced(PREVIEW, own), sourced(COMPUTE, own), sourced(COMPUTE, press), sourced(OTHER, alone)]
    first, second = tell_stories([announcement(s) for s in (alone, press, own)], claims, _one_story(press, own), NOW)
    assert (first.lead.source.publisher, second.lead.source.publisher) == ("DeepSeek", "OpenAI")
    assert {part.reason for part in first.parts} >= {
        "2 independent sources",
        "a model's release",
        "an efficiency claim",
    }


def test_a_story_loses_half_its_weight_in_a_day():
    (fresh,) = tell_stories([announcement(where := source(days_ago=0))], [sourced(PREVIEW, where)], {}, NOW)
    (old,) = tell_stories([announcement(where := source(days_ago=1))], [sourced(PREVIEW, where)], {}, NOW)
    assert old.score == pytest.approx(fresh.score / 2)


def test_an_edition_names_its_figures_and_counts_what_it_rests_on():
    own, policy = source("DeepSeek"), source("Ministry", kind=FeedKind.PRESS)
    edition = put_together(
        [announcement(own), announcement(policy, topics=(Topic.POLICY,), claims_count=0)],
        [sourced(PREVIEW, own), sourced(COMPUTE, own)],
        [],
        {},
        NOW - timedelta(days=1),
        NOW,
    )
    assert edition.one_line == f"{own.title} (compute / token 0.27× DeepSeek-V3.2, DeepSeek)."
    assert [figure.claim for figure in edition.efficiency] == [COMPUTE]
    assert [a.source for a in edition.policy] == [policy]
    assert (edition.coverage.announcements, edition.coverage.claims) == (2, 2)


def test_a_story_without_a_claim_is_left_out_and_a_report_without_one_is_not():
    own, report, dull = source("DeepSeek"), source("Wire", kind=FeedKind.PRESS), source("Ministry")
    edition = put_together(
        [announcement(own), announcement(report, claims_count=0), announcement(dull, claims_count=0)],
        [sourced(PREVIEW, own)],
        [],
        _one_story(own, report),
        NOW - timedelta(days=1),
        NOW,
    )
    assert [story.publishers for story in edition.stories] == [("DeepSeek", "Wire")]


def test_a_day_without_claims_has_no_line_of_its_own():
    assert put_together([], [], [], {}, NOW - timedelta(days=1), NOW).one_line is None
