"""Stories as commands ask for them: find, show, split, merge. Every question takes the guild, and sees what it sees.

A story's lead, title and figures are worked out of the announcements that this guild may read, each time anew.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.briefing.developments import facts_of, spoken_for
from bot.briefing.former import former_prices
from bot.briefing.gathering import familiar, load_facts
from bot.briefing.likeness import Likeness, likeness
from bot.briefing.scoring import Score, score_of
from bot.briefing.stories import Story, tell_stories
from bot.domain.announcements import Source
from bot.domain.corrections import Action, Side
from bot.domain.told import NOTHING_TOLD
from bot.errors import GapwatchError
from bot.ledger.fetching import claims_around, joined
from bot.ledger.ledger import Ledger
from bot.ledger.trail import member_target, story_target
from db import names, stories, story_placing
from db.announcements import guild_announcements_by_id
from db.audit import add_entry, lock_trail
from db.engine import Database

PAGE_SIZE = 6
MATCHES_AT_MOST = 200
EXPLAINED_AT_MOST = 20
_TITLES_LOOKED_AT = 300


class UnknownStory(GapwatchError):
    """No announcement of the guild's feeds tells it."""

    next_step = "Choose one from the list while typing, or look with `/story find`."


class AloneInStory(GapwatchError):
    """There is nothing to split the announcement from."""

    next_step = "Choose an announcement of a story that several tell: `/story show` lists them."


class SameStory(GapwatchError):
    """A merge that would change nothing."""

    next_step = "Choose two different stories."


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A page of stories, those that were told of last first, and how many pages there are."""

    stories: tuple[Story, ...]
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Together:
    """Why an announcement is in its story: which of the others it is most like, and in what."""

    source: Source
    nearest: Source
    likeness: Likeness


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A story, for the announcements under the lead why they are there, and what it weighs now.

    The score is that for a channel which has been told nothing of it.
    """

    story: Story
    together: tuple[Together, ...]
    score: Score


class Stories:
    """Answers about stories, and mends them for one guild."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    async def find(
        self,
        guild_id: int,
        *,
        words: str | None = None,
        model: str | None = None,
        lab: str | None = None,
        since: datetime | None = None,
        page: int = 0,
    ) -> Found:
        """Stories that an announcement with these words, on this model or lab tells. Raises UnknownName."""
        matching = await self._ledger.latest(
            guild_id, lab=lab, model=model, words=words, since=since, limit=MATCHES_AT_MOST
        )
        ids = [each.source.announcement_id for each in matching]
        async with self._database.read() as session:
            placed = await stories.stories_of(session, guild_id, ids)
            in_order = list(dict.fromkeys(placed[each] for each in ids if each in placed))
            pages = max(1, -(-len(in_order) // PAGE_SIZE))
            page = min(page, pages - 1)
            wanted = in_order[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
            told = {story.id: story for story in await _told(session, guild_id, wanted)}
        return Found(stories=tuple(told[each] for each in wanted if each in told), page=page, pages=pages)

    async def show(self, guild_id: int, story_id: int, now: datetime) -> Shown:
        """One story, with the reasons that keep it together. Raises UnknownStory."""
        async with self._database.read() as session:
            story = await _one(session, guild_id, story_id)
            labs = [lab.id for lab in await names.guild_labs(session, guild_id)]
            together = await _together(session, story)
        return Shown(story=story, together=together, score=_score(story, labs, now))

    async def split(self, guild_id: int, announcement_id: int, *, user_id: int, now: datetime) -> Story:
        """For this guild, the announcement is a story of its own from now on. Raises UnknownStory, AloneInStory."""
        async with self._database.begin() as session:
            await lock_trail(session, guild_id)
            placed = await stories.stories_of(session, guild_id, [announcement_id])
            if announcement_id not in placed:
                raise UnknownStory("No such announcement is told of in this server.")
            whole = await _one(session, guild_id, placed[announcement_id])
            if len(whole.members) == 1:
                raise AloneInStory("This announcement is a story of its own already.")
            before = await stories.split_into(session, guild_id, announcement_id)
            own = await story_placing.new_story(session, now)
            await stories.save_split(
                session, guild_id=guild_id, announcement_id=announcement_id, into_id=own, user_id=user_id, now=now
            )
            alone = await _one(session, guild_id, own)
            await add_entry(
                session,
                guild_id,
                at=now,
                user_id=user_id,
                action=Action.SPLIT,
                target=member_target(announcement_id),
                label=f"“{alone.lead.source.title}”",
                before=Side(words=f"in the story “{whole.lead.source.title}”", state={"into": before}),
                after=Side(words="a story of its own", state={"into": own}),
            )
            return alone

    async def merge(self, guild_id: int, into: int, others: Collection[int], *, user_id: int, now: datetime) -> Story:
        """For this guild, the others are part of the first story from now on. Raises UnknownStory, SameStory."""
        async with self._database.begin() as session:
            await lock_trail(session, guild_id)
            if into in others or not others:
                raise SameStory("A story cannot be merged with itself.")
            told = {story_id: await _one(session, guild_id, story_id) for story_id in (into, *others)}
            title = told[into].lead.source.title
            for story_id in others:
                followers = await stories.merged_into(session, guild_id, story_id)
                await stories.save_merge(
                    session, guild_id=guild_id, story_id=story_id, into_id=into, user_id=user_id, now=now
                )
                await add_entry(
                    session,
                    guild_id,
                    at=now,
                    user_id=user_id,
                    action=Action.MERGE,
                    target=story_target(story_id),
                    label=f"“{told[story_id].lead.source.title}”",
                    before=Side(words="a story of its own", state={"into": None, "followers": followers}),
                    after=Side(words=f"in the story “{title}”", state={"into": into}),
                )
            return await _one(session, guild_id, into)

    async def titles(self, guild_id: int, story_ids: Collection[int]) -> dict[int, str]:
        """By story, its lead's title; those that nobody tells to this guild are left out."""
        async with self._database.read() as session:
            told = await _told(session, guild_id, list(story_ids))
        return {story.id: story.lead.source.title for story in told if story.id is not None}

    async def suggest(self, guild_id: int, typed: str, limit: int = 25) -> list[tuple[str, int]]:
        """Stories told of lately with what was typed in a title, each by its lead's title and its id."""
        async with self._database.read() as session:
            titles = await stories.recent_titles(session, guild_id, limit=_TITLES_LOOKED_AT)
        by_story: dict[int, list[stories.Titled]] = {}
        for each in titles:
            by_story.setdefault(each.story_id, []).append(each)
        return [
            (_lead(members).title, story_id)
            for story_id, members in by_story.items()
            if any(_holds(each, typed) for each in members)
        ][:limit]

    async def suggest_members(self, guild_id: int, story_id: int, typed: str, limit: int = 25) -> list[tuple[str, int]]:
        """The announcements of a story with what was typed in them, each by publisher and title and its id."""
        async with self._database.read() as session:
            titles = await stories.recent_titles(session, guild_id, limit=stories.MEMBERS_AT_MOST, story_id=story_id)
        found = [each for each in titles if _holds(each, typed)]
        return [(f"{each.publisher}: {each.title}", each.announcement_id) for each in found[:limit]]


async def _told(session: AsyncSession, guild_id: int, story_ids: Sequence[int]) -> tuple[Story, ...]:
    members = await stories.members_of(session, guild_id, story_ids)
    placed = {announcement_id: story_id for story_id, ids in members.items() for announcement_id in ids}
    if not placed:
        return ()
    announcements = await guild_announcements_by_id(session, guild_id, placed)
    lines = await joined(await claims_around(session, guild_id, placed))
    return tell_stories(announcements, lines, placed)


async def _one(session: AsyncSession, guild_id: int, story_id: int) -> Story:
    told = await _told(session, guild_id, [story_id])
    if not told:
        raise UnknownStory("No announcement in this server's feeds tells this story.")
    return told[0]


def _score(story: Story, labs: Sequence[str], now: datetime) -> Score:
    former = former_prices(story.figures)
    facts = facts_of(story.figures, spoken_for(story.figures))
    return score_of(story, labs=labs, former=former, told=NOTHING_TOLD, facts=facts, developed=(), now=now)


async def _together(session: AsyncSession, story: Story) -> tuple[Together, ...]:
    """Only what this guild sees is compared, so an announcement may look lonelier here than where it was placed."""
    sources = {each.source.announcement_id: each.source for each in story.members[: 2 * EXPLAINED_AT_MOST]}
    facts = await load_facts(session, list(sources))
    known = await familiar(session, facts.values())
    explained = []
    for announcement in story.also[:EXPLAINED_AT_MOST]:
        own = facts[announcement.source.announcement_id]
        alike = {each: likeness(own, facts[each], known) for each in facts if facts[each] is not own}
        nearest = max(alike, key=lambda each: (alike[each].score, -each))
        explained.append(Together(source=announcement.source, nearest=sources[nearest], likeness=alike[nearest]))
    return tuple(explained)


def _lead(members: Sequence[stories.Titled]) -> stories.Titled:
    """The lab's own post, else the first that was told; ``members`` come newest first."""
    return next((each for each in reversed(members) if each.own_post), members[-1])


def _holds(titled: stories.Titled, typed: str) -> bool:
    return typed.casefold().strip() in f"{titled.publisher} {titled.title}".casefold()
