"""An edition: ranked, within its room, told once, and again only what has moved on."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.digest import rank
from bot.briefing.edition import Edition
from bot.domain.announcements import Announcement, FeedKind, Source, SourcedClaim
from bot.domain.claims import Attribution, Kind, Ratio, Release, Spec, Topic
from bot.domain.schedules import Section, Wanted
from bot.domain.told import Told
from tests.briefing.material import DAY, edition_of
from tests.claims import GPT, NOW, V3, V4, announcement, claim, source, sourced

PREVIEW = claim(Kind.RELEASE, Release.PREVIEWED)
WEIGHTS = claim(Kind.RELEASE, Release.OPEN_WEIGHTS)
COMPUTE = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3)
OTHER = claim(Kind.RELEASE, Release.RELEASED, subject=GPT)
PRICE = claim(Kind.SPEC, Spec.INPUT_PRICE, 1.74)
CHEAPER = claim(Kind.SPEC, Spec.INPUT_PRICE, 1.16)
FOUND = claim(
    Kind.RATIO,
    Ratio.INFERENCE_COMPUTE,
    0.38,
    baseline=V3,
    attribution=Attribution.THIRD_PARTY,
    quote="We counted 38% here.",
)
CLAIMS = (PREVIEW, WEIGHTS, COMPUTE, OTHER, PRICE, CHEAPER, FOUND)


def own_post(lab: str = "deepseek", days_ago: float = 0.1) -> Source:
    return replace(source("DeepSeek" if lab == "deepseek" else lab, days_ago=days_ago), lab=lab)


def leads(edition: Edition) -> list[Source]:
    return [item.story.lead.source for item in (*edition.top, *edition.policy, *edition.also)]


def after(told: Told, edition: Edition) -> Told:
    return Told(
        announcements=told.announcements | edition.told.announcements, facts={**told.facts, **edition.told.facts}
    )


def test_an_edition_names_its_figures_and_counts_what_it_rests_on():
    own, policy = own_post(), source("Ministry", kind=FeedKind.PRESS, days_ago=0.1)
    edition = edition_of(
        [announcement(own), announcement(policy, topics=(Topic.POLICY,), claims_count=0)],
        [sourced(PREVIEW, own), sourced(COMPUTE, own)],
        muted=2,
    )
    assert [offer.lines[0].claim for offer in edition.offers] == [COMPUTE]
    assert [launch.steps for launch in edition.launches] == [(Release.PREVIEWED,)]
    assert [item.story.lead.source for item in edition.policy] == [policy]
    assert (edition.coverage.announcements, edition.coverage.claims, edition.coverage.muted) == (2, 2, 2)


def test_a_story_without_a_claim_is_left_out_and_a_report_without_one_is_not():
    own, report, dull = own_post(), source("Wire", kind=FeedKind.PRESS), source("Ministry")
    told = [announcement(own), announcement(report, claims_count=0), announcement(dull, claims_count=0)]
    placed = {own.announcement_id: 1, report.announcement_id: 1}
    edition = edition_of(told, [sourced(PREVIEW, own)], placed=placed)
    assert [item.story.publishers for item in edition.top] == [("DeepSeek", "Wire")]


def test_a_day_without_claims_is_quiet():
    assert edition_of([]).is_quiet
    assert edition_of([]).one_line is None
    assert edition_of([announcement(source(), claims_count=0)]).is_quiet


def test_the_labs_own_news_goes_before_what_is_older_and_smaller():
    first, second = own_post(days_ago=0.1), own_post("openai", days_ago=0.9)
    edition = edition_of(
        [announcement(second), announcement(first)],
        [sourced(OTHER, second), sourced(PREVIEW, first), sourced(COMPUTE, first)],
    )
    assert leads(edition) == [first, second]


def test_a_story_told_before_stays_out_until_it_moves_on():
    own, report, weights = own_post(), source("Wire", kind=FeedKind.PRESS, days_ago=0.05), own_post(days_ago=0.01)
    first = edition_of([announcement(own)], [sourced(PREVIEW, own)])
    placed = {each.announcement_id: 7 for each in (own, report, weights)}
    again = edition_of(
        [announcement(report)],
        [sourced(PREVIEW, own), sourced(PREVIEW, report)],
        earlier=[announcement(own)],
        placed=placed,
        told=first.told,
    )
    assert (again.is_quiet, again.coverage.known) == (True, 1)
    moved = edition_of(
        [announcement(weights)],
        [sourced(PREVIEW, own), sourced(WEIGHTS, weights)],
        earlier=[announcement(own), announcement(report)],
        placed=placed,
        told=first.told,
    )
    (item,) = moved.top
    assert [each.step for each in item.developed] == [Release.PREVIEWED]
    assert item.story.lead.source is weights
    assert [(launch.steps, launch.was) for launch in moved.launches] == [((Release.OPEN_WEIGHTS,), Release.PREVIEWED)]


def test_a_measurement_in_another_story_is_an_update_of_what_was_told():
    own, lab = own_post(), source("Northlake", kind=FeedKind.EVALUATOR, days_ago=0.1)
    first = edition_of([announcement(own)], [sourced(COMPUTE, own)])
    second = edition_of([announcement(lab)], [sourced(COMPUTE, own), sourced(FOUND, lab)], told=first.told)
    (item,) = second.top
    assert [each.line.claim for each in item.developed] == [COMPUTE]
    assert second.changes == ()  # it is told already


def test_what_was_told_to_nobody_but_known_is_listed_as_contested():
    own = replace(own_post(days_ago=3), seen_at=NOW - timedelta(days=3))
    lab = source("Northlake", kind=FeedKind.EVALUATOR, days_ago=0.1)
    edition = edition_of([announcement(lab)], [sourced(COMPUTE, own), sourced(FOUND, lab)])
    assert [(each.line.claim, each.was, each.now) for each in edition.changes] == [
        (COMPUTE, "vendors_word", "contested")
    ]


def test_one_development_makes_one_update():
    own, cut, wire = own_post(days_ago=0.9), own_post(days_ago=0.2), source("Wire", kind=FeedKind.PRESS, days_ago=0.1)
    first = edition_of([announcement(own)], [sourced(PRICE, own)])
    second = edition_of(
        [announcement(cut), announcement(wire)],
        [sourced(PRICE, own), sourced(CHEAPER, cut), sourced(CHEAPER, wire)],
        told=first.told,
    )
    assert [bool(item.developed) for item in (*second.top, *second.also)] == [True, False]


def test_only_the_wanted_sections_are_there_and_the_line_and_coverage_always():
    own = own_post()
    for section in Section:
        edition = edition_of([announcement(own)], [sourced(PREVIEW, own)], wanted=Wanted(sections=(section,)))
        assert (bool(edition.top), bool(edition.launches)) == (section is Section.STORIES, section is Section.MODELS)
        assert edition.coverage.announcements == 1
    nothing_else = edition_of([announcement(own)], [sourced(PREVIEW, own)], wanted=Wanted(sections=(Section.POLICY,)))
    assert nothing_else.is_quiet


def test_figures_that_stand_less_well_than_wanted_are_left_out_but_for_contested_ones():
    own, lab = own_post(), source("Northlake", kind=FeedKind.EVALUATOR, days_ago=0.1)
    wanted = Wanted(min_standing="measured")
    weak = edition_of([announcement(own)], [sourced(COMPUTE, own)], wanted=wanted)
    assert (weak.offers, weak.top[0].story.figures) == ((), ())
    contested = edition_of(
        [announcement(own), announcement(lab)], [sourced(COMPUTE, own), sourced(FOUND, lab)], wanted=wanted
    )
    assert {offer.lines[0].claim for offer in contested.offers} == {COMPUTE, FOUND}


def test_who_asks_for_one_lab_gets_all_of_it():
    posts = [own_post(days_ago=n / 10) for n in range(1, 5)]
    claims = [
        sourced(claim(Kind.RELEASE, Release.RELEASED, subject=replace(V4, name=f"V{n}")), post)
        for n, post in enumerate(posts)
    ]
    everything = edition_of([announcement(each) for each in posts], claims)
    assert len(everything.top) == 2
    assert len(everything.launches) == 3
    only = edition_of([announcement(each) for each in posts], claims, wanted=Wanted(labs=("deepseek",)))
    assert len(only.top) == len(only.launches) == 4


@st.composite
def days(draw: st.DrawFn) -> tuple[list[Announcement], list[SourcedClaim], dict[int, int]]:
    """What a day brings: announcements of a few labs and papers, in a few stories."""
    found: list[Announcement] = []
    claims: list[SourcedClaim] = []
    placed = {}
    for _ in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from([FeedKind.VENDOR, FeedKind.PRESS, FeedKind.EVALUATOR]))
        where = source(
            draw(st.sampled_from(["DeepSeek", "OpenAI", "Wire"])), kind=kind, days_ago=draw(st.integers(0, 9)) / 10
        )
        said = draw(st.lists(st.sampled_from(CLAIMS), max_size=3))
        topics = tuple(draw(st.sets(st.sampled_from([Topic.POLICY, Topic.RELEASE, Topic.PRICING]), max_size=2)))
        found.append(announcement(where, topics=topics, claims_count=len(said)))
        claims += [sourced(each, where) for each in said]
        if draw(st.booleans()):
            placed[where.announcement_id] = draw(st.integers(1, 4))
    return found, claims, placed


@given(days(), st.randoms(use_true_random=False))
def test_the_order_is_total_and_does_not_depend_on_the_order_of_arrival(day, random):
    found, claims, placed = day
    edition = edition_of(found, claims, placed=placed)
    keys = [rank(item) for item in edition.top]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    shuffled = random.sample(found, len(found)), random.sample(claims, len(claims))
    assert edition_of(*shuffled, placed=placed) == edition


@given(days())
def test_nothing_is_told_twice_and_a_story_told_without_development_never_returns(day):
    found, claims, placed = day
    first = edition_of(found, claims, placed=placed)
    shown = leads(first)
    assert len({each.announcement_id for each in shown}) == len(shown)
    later = replace(DAY, start=NOW, end=NOW + timedelta(days=1))
    again = edition_of(found, claims, placed=placed, told=first.told, window=later)
    assert not any(
        item.story.announcement_ids & first.told.announcements for item in (*again.top, *again.policy, *again.also)
    )


@given(days())
def test_what_moved_on_returns_once(day):
    found, claims, placed = day
    first = edition_of(found, claims, placed=placed)
    report = source("Northlake", kind=FeedKind.EVALUATOR, days_ago=0)
    more = [*claims, sourced(replace(FOUND, value=0.9, quote=replace(FOUND.quote, text="We counted 90%.")), report)]
    second = edition_of([announcement(report)], more, told=first.told)
    assert len([item for item in second.top if item.developed]) <= 1
    third = edition_of([announcement(report)], more, told=after(first.told, second))
    assert third.is_quiet
