"""Queries on stories as one guild sees them: of the members that it may see, with its own corrections applied.

What a guild has split off or merged is told by ``guild_story_edits``; nobody else's answers change by that.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, select, union, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.announcements import FeedKind
from db.engine import among, in_index_order
from db.tables import AnnouncementRow, FeedRow, GuildStoryEditRow, StoryMemberRow
from db.visibility import feeds_read, newest_visible, visible_to

MEMBERS_AT_MOST = 200
"""Of one story; more than that tell nothing new, and a story's answer stays quick."""

_Split = aliased(GuildStoryEditRow)
_Merged = aliased(GuildStoryEditRow)
_OWN: ColumnElement[int] = func.coalesce(_Split.into_id, StoryMemberRow.story_id)
_STORY: ColumnElement[int] = func.coalesce(_Merged.into_id, _OWN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Titled:
    """A member by its title, as it is offered while somebody types."""

    announcement_id: int
    story_id: int
    title: str
    publisher: str
    own_post: bool
    dated_at: datetime | None


async def stories_of(session: AsyncSession, guild_id: int, announcement_ids: Collection[int]) -> dict[int, int]:
    """By announcement, the story that it belongs to for this guild; those that wait for theirs are left out."""
    query = _placed(guild_id, select(AnnouncementRow.id, _STORY)).where(AnnouncementRow.id.in_(announcement_ids))
    return dict((await session.execute(query)).all())


async def members_of(session: AsyncSession, guild_id: int, story_ids: Collection[int]) -> dict[int, list[int]]:
    """By story, the announcements that tell it to this guild; a story that it sees nothing of is left out."""
    merged = select(GuildStoryEditRow.story_id).where(
        GuildStoryEditRow.guild_id == guild_id, GuildStoryEditRow.into_id.in_(story_ids)
    )
    sources = {*story_ids, *(each for each in await session.scalars(merged) if each is not None)}
    stored = select(StoryMemberRow.announcement_id).where(StoryMemberRow.story_id.in_(sources))
    put_there = select(GuildStoryEditRow.announcement_id).where(
        GuildStoryEditRow.guild_id == guild_id, GuildStoryEditRow.into_id.in_(sources)
    )
    query = (
        _placed(guild_id, select(_STORY, AnnouncementRow.id))
        # each by its own index: where either may hold, a database goes through all announcements
        .where(AnnouncementRow.id.in_(union(stored, put_there)), _STORY.in_(story_ids))
        .order_by(AnnouncementRow.id)
    )
    members: dict[int, list[int]] = {}
    for story_id, announcement_id in await session.execute(query):
        members.setdefault(story_id, []).append(announcement_id)
    return {story_id: ids[:MEMBERS_AT_MOST] for story_id, ids in members.items()}


async def recent_titles(
    session: AsyncSession, guild_id: int, *, limit: int, story_id: int | None = None
) -> list[Titled]:
    """The titles of what the guild was told last, newest first, each with its story; of one story only, or of all."""
    columns = select(
        AnnouncementRow.id,
        _STORY.label("story_id"),
        AnnouncementRow.title,
        AnnouncementRow.dated_at,
        FeedRow.publisher,
        FeedRow.kind,
    ).join(FeedRow, FeedRow.id == AnnouncementRow.feed_id)
    if story_id is not None:
        ids = (await members_of(session, guild_id, [story_id])).get(story_id, [])
    else:
        newest = newest_visible(session, guild_id, await feeds_read(session, guild_id), limit=limit)
        async with in_index_order(session):
            ids = list(await session.scalars(newest))
    query = _placed(guild_id, columns).where(among(session, AnnouncementRow.id, ids))
    query = query.order_by(AnnouncementRow.order_at.desc(), AnnouncementRow.id.desc()).limit(limit)
    return [
        Titled(
            announcement_id=row.id,
            story_id=row.story_id,
            title=row.title,
            publisher=row.publisher,
            own_post=row.kind == FeedKind.VENDOR,
            dated_at=row.dated_at,
        )
        for row in await session.execute(query)
    ]


async def split_into(session: AsyncSession, guild_id: int, announcement_id: int) -> int | None:
    """The story that the guild has split this announcement off into, if it has."""
    return await session.scalar(
        select(GuildStoryEditRow.into_id).where(
            GuildStoryEditRow.guild_id == guild_id, GuildStoryEditRow.announcement_id == announcement_id
        )
    )


async def merged_into(session: AsyncSession, guild_id: int, story_id: int) -> list[int]:
    """The stories that the guild counts as part of this one."""
    query = select(GuildStoryEditRow.story_id).where(
        GuildStoryEditRow.guild_id == guild_id, GuildStoryEditRow.into_id == story_id
    )
    return sorted(each for each in await session.scalars(query) if each is not None)


async def save_split(
    session: AsyncSession, *, guild_id: int, announcement_id: int, into_id: int | None, user_id: int, now: datetime
) -> None:
    """For this guild, the announcement belongs to the story ``into_id``, or None: where it was placed for all."""
    await session.execute(
        delete(GuildStoryEditRow).where(
            GuildStoryEditRow.guild_id == guild_id, GuildStoryEditRow.announcement_id == announcement_id
        )
    )
    if into_id is not None:
        await _add(session, guild_id, into_id, user_id, now, announcement_id=announcement_id)


async def save_merge(
    session: AsyncSession, *, guild_id: int, story_id: int, into_id: int, user_id: int, now: datetime
) -> None:
    """For this guild, the story is part of another from now on, and so is what was part of it."""
    await _move(session, guild_id, await merged_into(session, guild_id, story_id), into_id)
    await _forget_merge(session, guild_id, story_id)
    await _add(session, guild_id, into_id, user_id, now, story_id=story_id)


async def take_apart(session: AsyncSession, *, guild_id: int, story_id: int, followers: Collection[int]) -> None:
    """For this guild, the story is one of its own again, with those followers that are part of the same one still."""
    into = select(GuildStoryEditRow.into_id).where(
        GuildStoryEditRow.guild_id == guild_id, GuildStoryEditRow.story_id == story_id
    )
    together = await merged_into(session, guild_id, await session.scalar(into) or 0)
    await _forget_merge(session, guild_id, story_id)
    await _move(session, guild_id, set(together) & set(followers), story_id)


async def _add(session: AsyncSession, guild_id: int, into_id: int, user_id: int, now: datetime, **moved: int) -> None:
    session.add(GuildStoryEditRow(guild_id=guild_id, into_id=into_id, created_by=user_id, created_at=now, **moved))
    await session.flush()


async def _move(session: AsyncSession, guild_id: int, story_ids: Collection[int], into_id: int) -> None:
    of_guild = GuildStoryEditRow.guild_id == guild_id
    await session.execute(
        update(GuildStoryEditRow).where(of_guild, GuildStoryEditRow.story_id.in_(story_ids)).values(into_id=into_id)
    )


async def _forget_merge(session: AsyncSession, guild_id: int, story_id: int) -> None:
    of_guild = GuildStoryEditRow.guild_id == guild_id
    await session.execute(delete(GuildStoryEditRow).where(of_guild, GuildStoryEditRow.story_id == story_id))


def _placed(guild_id: int, columns: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The announcements that the guild may see and that have a story, joined with its corrections."""
    return (
        columns.join(StoryMemberRow, StoryMemberRow.announcement_id == AnnouncementRow.id)
        .outerjoin(_Split, and_(_Split.guild_id == guild_id, _Split.announcement_id == AnnouncementRow.id))
        .outerjoin(_Merged, and_(_Merged.guild_id == guild_id, _Merged.story_id == _OWN))
        .where(visible_to(guild_id))
    )
