"""What a guild is shown of stories: its own feeds' announcements, as it has mended them, and nothing else."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.briefing.editions import Editions
from bot.briefing.finding import AloneInStory, SameStory, Stories, UnknownStory
from bot.briefing.keeping import StoryKeeper
from bot.briefing.stories import Story
from bot.ledger.naming import UnknownName
from bot.registry.load import load_registry
from db.engine import Database
from db.story_placing import enqueue
from db.visibility import Because, hide
from tests.briefing.telling import Told, store
from tests.briefing.test_keeping import ISSUE, OTHER, OTHER_REPORT
from tests.briefing.test_likeness import IN_CHINESE, LAUNCH, REPORT, TEST
from tests.conftest import NOW
from tests.ledger.stored import ledger_on

OURS, THEIRS, ADA = 1 << 60, 7, 11
_fresh = count(1000)


@pytest.fixture
def stories(database: Database) -> Stories:
    return Stories(database, ledger_on(database, load_registry().find_lab))


async def told(database: Database, texts: Sequence[Told], *guilds: int) -> list[int]:
    ids = [await store(database, each, *guilds) for each in texts]
    await StoryKeeper(database, lambda: NOW).place_waiting()
    return ids


def titles(story: Story) -> list[str]:
    return [each.source.title for each in story.members]


async def only(stories: Stories, guild: int) -> Story:
    (story,) = (await stories.find(guild)).stories
    return story


async def test_stories_are_found_by_words_model_lab_and_period(database: Database, stories: Stories):
    await told(database, [LAUNCH, REPORT, OTHER, OTHER_REPORT, ISSUE], OURS)
    everything = await stories.find(OURS)
    assert [story.lead.source.title for story in everything.stories] == [ISSUE.title, OTHER.title, LAUNCH.title]
    by_words = await stories.find(OURS, words="writes code all night")
    assert [titles(story) for story in by_words.stories] == [[LAUNCH.title, REPORT.title]]
    by_model = await stories.find(OURS, model="gpt 6.1")
    assert {story.lead.source.title for story in by_model.stories} == {OTHER.title, ISSUE.title}
    by_lab = await stories.find(OURS, lab="Anthropic")
    assert {story.lead.source.title for story in by_lab.stories} == {LAUNCH.title, ISSUE.title}
    assert (await stories.find(OURS, since=NOW - timedelta(hours=2))).stories == ()
    with pytest.raises(UnknownName):
        await stories.find(OURS, model="no such model")


async def test_pages_hold_a_few_and_one_past_the_end_is_the_last(database: Database, stories: Stories):
    await told(database, [Told(title=f"Fact {n} about chips", hours_ago=n + 1) for n in range(8)], OURS)
    first, last = await stories.find(OURS), await stories.find(OURS, page=9)
    assert (len(first.stories), first.pages, last.page, len(last.stories)) == (6, 2, 1, 2)


async def test_a_story_shows_why_each_announcement_is_in_it(database: Database, stories: Stories):
    await told(database, [LAUNCH, REPORT, TEST], OURS)
    shown = await stories.show(OURS, (await only(stories, OURS)).id or 0, NOW)
    assert titles(shown.story) == [LAUNCH.title, REPORT.title, TEST.title]
    assert shown.story.figures
    assert {each.source.title: each.nearest.title for each in shown.together}[REPORT.title] == LAUNCH.title
    assert all(each.likeness.score > 0 for each in shown.together)


async def test_what_others_read_neither_leads_nor_counts_nor_shows(database: Database, stories: Stories):
    (launch,) = await told(database, [LAUNCH], THEIRS)
    await told(database, [REPORT, TEST], OURS)
    ours, theirs = await only(stories, OURS), await only(stories, THEIRS)
    assert ours.id == theirs.id
    assert titles(theirs) == [LAUNCH.title]
    assert titles(ours) == [REPORT.title, TEST.title]
    shown = await stories.show(OURS, ours.id or 0, NOW)
    assert LAUNCH.title not in repr(shown)
    assert await stories.suggest(OURS, "introducing") == []
    assert await stories.suggest(OURS, "flagship") == [(REPORT.title, ours.id)]
    assert [title for title, _ in await stories.suggest_members(THEIRS, ours.id or 0, "")] == [
        f"{LAUNCH.publisher}: {LAUNCH.title}"
    ]
    with pytest.raises(UnknownStory):
        await stories.split(OURS, launch, user_id=ADA, now=NOW)


async def test_a_story_that_a_guild_sees_nothing_of_is_unknown_to_it(database: Database, stories: Stories):
    await told(database, [LAUNCH], THEIRS)
    theirs = (await only(stories, THEIRS)).id or 0
    await told(database, [OTHER], OURS)
    ours = (await only(stories, OURS)).id or 0
    for unknown in (theirs, 10**17):
        with pytest.raises(UnknownStory):
            await stories.show(OURS, unknown, NOW)
        with pytest.raises(UnknownStory):
            await stories.merge(OURS, ours, [unknown], user_id=ADA, now=NOW)


async def test_what_is_split_off_is_a_story_of_its_own_in_that_guild_alone(database: Database, stories: Stories):
    _, report, _ = await told(database, [LAUNCH, REPORT, TEST], OURS, THEIRS)
    alone = await stories.split(OURS, report, user_id=ADA, now=NOW)
    assert titles(alone) == [REPORT.title]
    assert sorted(map(titles, (await stories.find(OURS)).stories)) == [[REPORT.title], [LAUNCH.title, TEST.title]]
    assert titles(await only(stories, THEIRS)) == [LAUNCH.title, REPORT.title, TEST.title]
    with pytest.raises(AloneInStory):
        await stories.split(OURS, report, user_id=ADA, now=NOW)
    with pytest.raises(UnknownStory):
        await stories.show(THEIRS, alone.id or 0, NOW)


async def test_what_is_merged_stays_merged_for_what_comes_later_and_can_be_taken_apart(
    database: Database, stories: Stories
):
    await told(database, [LAUNCH, OTHER], OURS, THEIRS)
    by_title = dict(await stories.suggest(OURS, ""))
    launch, other = by_title[LAUNCH.title], by_title[OTHER.title]
    merged = await stories.merge(OURS, launch, [other], user_id=ADA, now=NOW)
    assert (merged.id, set(titles(merged))) == (launch, {LAUNCH.title, OTHER.title})
    (late,) = await told(database, [OTHER_REPORT], OURS, THEIRS)
    assert set(titles(await only(stories, OURS))) == {LAUNCH.title, OTHER.title, OTHER_REPORT.title}
    assert len((await stories.find(THEIRS)).stories) == 2
    alone = await stories.split(OURS, late, user_id=ADA, now=NOW)
    assert titles(alone) == [OTHER_REPORT.title]
    back = await stories.merge(OURS, launch, [alone.id or 0], user_id=ADA, now=NOW)
    assert len(back.members) == 3


async def test_merging_what_is_merged_follows_to_the_last_and_makes_no_circle(database: Database, stories: Stories):
    await told(database, [LAUNCH, OTHER, ISSUE], OURS)
    by_title = dict(await stories.suggest(OURS, ""))
    launch, other, issue = (by_title[each.title] for each in (LAUNCH, OTHER, ISSUE))
    await stories.merge(OURS, other, [launch], user_id=ADA, now=NOW)
    everything = await stories.merge(OURS, issue, [other], user_id=ADA, now=NOW)
    assert len(everything.members) == 3
    with pytest.raises(UnknownStory):
        await stories.merge(OURS, launch, [issue], user_id=ADA, now=NOW)
    with pytest.raises(SameStory):
        await stories.merge(OURS, issue, [issue], user_id=ADA, now=NOW)
    assert len((await only(stories, OURS)).members) == 3


async def test_a_mended_story_is_not_moved_when_it_is_read_anew(database: Database, stories: Stories):
    await told(database, [LAUNCH], OURS)
    (test,) = await told(database, [OTHER], OURS)
    by_title = dict(await stories.suggest(OURS, ""))
    launch, other = by_title[LAUNCH.title], by_title[OTHER.title]
    await stories.merge(OURS, launch, [other], user_id=ADA, now=NOW)
    async with database.begin() as session:
        await enqueue(session, [test])
    await StoryKeeper(database, lambda: NOW).place_waiting()
    assert len((await only(stories, OURS)).members) == 2


async def test_the_briefing_is_made_of_the_stories_as_the_guild_has_mended_them(database: Database, stories: Stories):
    _, report = await told(database, [LAUNCH, REPORT], OURS)
    window = timedelta(days=3)
    (story,) = (await Editions(database).preview(OURS, NOW, window)).top
    assert titles(story.story) == [LAUNCH.title, REPORT.title]
    await stories.split(OURS, report, user_id=ADA, now=NOW)
    assert len((await Editions(database).preview(OURS, NOW, window)).top) == 2


@settings(
    max_examples=10,
    phases=[Phase.generate],  # each example is a database full: shrinking would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    subscribed=st.lists(st.booleans(), min_size=4, max_size=4),
    hidden=st.lists(st.booleans(), min_size=4, max_size=4),
)
async def test_no_guild_is_told_of_what_it_does_not_read(
    database: Database, subscribed: list[bool], hidden: list[bool]
):
    number = next(_fresh)
    stories = Stories(database, ledger_on(database, load_registry().find_lab))
    texts = (LAUNCH, REPORT, TEST, IN_CHINESE)
    ids = []
    for each, reads in zip(texts, subscribed, strict=True):
        own = Told(
            title=f"{each.title} {number}",
            text=each.text,
            publisher=f"{each.publisher} {number}",
            kind=each.kind,
            lab=each.lab,
            hours_ago=each.hours_ago,
        )
        ids.append((await told(database, [own], *([number] if reads else [])))[0])
    async with database.begin() as session:
        if any(subscribed):
            await hide(session, number, [i for i, h in zip(ids, hidden, strict=True) if h], Because.FILTER)
    wanted = {i for i, reads, h in zip(ids, subscribed, hidden, strict=True) if reads and not h}
    found = (await stories.find(number)).stories
    assert {each.source.announcement_id for story in found for each in story.members} == wanted
    offered = {story_id for _, story_id in await stories.suggest(number, "")}
    assert offered == {story.id for story in found}
    for story_id in offered:
        shown = await stories.show(number, story_id, NOW)
        seen = {each.source.announcement_id for each in shown.story.members}
        seen |= {each.nearest.announcement_id for each in shown.together}
        assert seen <= wanted
