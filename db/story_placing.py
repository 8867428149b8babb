"""Queries that give announcements their stories, over all feeds: never for a guild's answer, which asks db.stories.

What is asked of the past is bounded by indexes: so many announcements near a moment that share an anchor.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Integer, Select, delete, exists, func, literal, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.names import ModelName
from db.engine import insert_all, insert_missing_from
from db.rows import rows_given
from db.tables import (
    AnnouncementModelRow,
    ClaimRow,
    GuildStoryEditRow,
    ModelRow,
    StoryAnchorRow,
    StoryMemberRow,
    StoryQueueRow,
    StoryRow,
)

BEFORE, AFTER = 24, 8
"""How many announcements are looked at for each anchor, before the moment and after it."""

_NAMINGS = 64  # counted for each model at most
_ANCHORS = 40
_MEMBERS = 500
_PLACING = 0x73746F72  # the key of PostgreSQL's advisory lock


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimedModel:
    """That an announcement makes a claim of some kind on a model."""

    announcement_id: int
    model: ModelName
    kind: str
    metric: str


async def enqueue(session: AsyncSession, announcement_ids: Iterable[int]) -> None:
    """Have these announcements placed, or placed anew, in the transaction that stores what was read in them."""
    given = rows_given(session, [(each,) for each in announcement_ids], announcement_id=Integer)
    await insert_missing_from(session, StoryQueueRow, given)


async def waiting(session: AsyncSession, limit: int) -> list[int]:
    """Announcements that wait for their story, the newest first: news goes before what is caught up on."""
    query = select(StoryQueueRow.announcement_id).order_by(StoryQueueRow.announcement_id.desc()).limit(limit)
    return list(await session.scalars(query))


async def lock_placing(session: AsyncSession) -> None:
    """Place alone until the transaction ends: of two at once, neither would see the story that the other begins."""
    if session.get_bind().dialect.name == "postgresql":  # SQLite lets but one transaction write
        await session.execute(select(func.pg_advisory_xact_lock(_PLACING)))


async def dequeue(session: AsyncSession, announcement_id: int) -> None:
    """The announcement has been placed."""
    await session.execute(delete(StoryQueueRow).where(StoryQueueRow.announcement_id == announcement_id))


async def claimed_models(session: AsyncSession, announcement_ids: Collection[int]) -> list[ClaimedModel]:
    """The models that these announcements make claims on, a row for each claim that stands."""
    query = (
        select(ClaimRow.announcement_id, ClaimRow.kind, ClaimRow.metric, ModelRow.name, ModelRow.lab_id)
        .join(ModelRow, ModelRow.id == ClaimRow.subject_model_id)
        .where(ClaimRow.announcement_id.in_(announcement_ids), ClaimRow.withdrawn_at.is_(None))
        .order_by(ClaimRow.id)
    )
    return [
        ClaimedModel(
            announcement_id=row.announcement_id,
            model=ModelName(name=row.name, lab=row.lab_id),
            kind=row.kind,
            metric=row.metric,
        )
        for row in await session.execute(query)
    ]


async def found_by(session: AsyncSession, anchors: Collection[str], at: datetime, window: timedelta) -> set[int]:
    """Placed announcements near this moment that have one of the anchors: the nearest of each."""
    selects: list[Select[int]] = []
    for anchor in sorted(anchors)[:_ANCHORS]:
        of_anchor = select(StoryAnchorRow.announcement_id).where(StoryAnchorRow.anchor == anchor)
        before = of_anchor.where(StoryAnchorRow.at.between(at - window, at)).order_by(StoryAnchorRow.at.desc())
        after = of_anchor.where(StoryAnchorRow.at > at, StoryAnchorRow.at <= at + window).order_by(StoryAnchorRow.at)
        selects += [before.limit(BEFORE), after.limit(AFTER)]
    if not selects:
        return set()
    return set(await session.scalars(union_all(*(select(each.subquery()) for each in selects))))


async def story_members(session: AsyncSession, announcement_ids: Collection[int]) -> dict[int, list[int]]:
    """The stories that these announcements are members of, by id, with all their members in the order stored."""
    theirs = select(StoryMemberRow.story_id).where(StoryMemberRow.announcement_id.in_(announcement_ids))
    query = (
        select(StoryMemberRow.story_id, StoryMemberRow.announcement_id)
        .where(StoryMemberRow.story_id.in_(theirs))
        .order_by(StoryMemberRow.announcement_id)
        .limit(_MEMBERS)
    )
    stories: dict[int, list[int]] = {}
    for story_id, announcement_id in await session.execute(query):
        stories.setdefault(story_id, []).append(announcement_id)
    return stories


async def named_before(
    session: AsyncSession, keys: Collection[str], *, before_id: int, since: datetime, until: datetime
) -> dict[str, int]:
    """By a model's key, how many announcements that were stored before this one and fall into the time named it.

    More than some dozens are not counted.
    """
    ids = (await session.execute(select(ModelRow.id, ModelRow.key).where(ModelRow.key.in_(keys)))).all()
    if not ids:
        return {}
    named = AnnouncementModelRow
    counts = []
    for model_id, key in ids:
        within = (
            select(named.announcement_id)
            .where(named.model_id == model_id, named.order_at >= since, named.order_at < until)
            .where(named.announcement_id < before_id)
            .order_by(named.order_at.desc())
            .limit(_NAMINGS)
        )
        counts.append(select(literal(key), func.count()).select_from(within.subquery()))
    return dict((await session.execute(union_all(*counts))).all())


async def current_story(session: AsyncSession, announcement_id: int) -> int | None:
    """The story that the announcement has already."""
    return await session.scalar(
        select(StoryMemberRow.story_id).where(StoryMemberRow.announcement_id == announcement_id)
    )


async def is_settled(session: AsyncSession, story_id: int) -> bool:
    """Whether a story is more than its first announcement: others tell it, or a guild has mended it."""
    members = select(func.count()).where(StoryMemberRow.story_id == story_id)
    mended = select(
        exists().where(
            or_(
                GuildStoryEditRow.story_id == story_id,
                GuildStoryEditRow.into_id == story_id,
                GuildStoryEditRow.announcement_id.in_(
                    select(StoryMemberRow.announcement_id).where(StoryMemberRow.story_id == story_id)
                ),
            )
        )
    )
    return (await session.scalar(members) or 0) > 1 or bool(await session.scalar(mended))


async def new_story(session: AsyncSession, now: datetime) -> int:
    """A story without members; returns its id."""
    row = StoryRow(created_at=now)
    session.add(row)
    await session.flush()
    return row.id


async def join(session: AsyncSession, announcement_id: int, story_id: int, now: datetime) -> None:
    """Give the announcement its story."""
    session.add(StoryMemberRow(announcement_id=announcement_id, story_id=story_id, joined_at=now))
    await session.flush()


async def move(session: AsyncSession, announcement_id: int, story_id: int, left: int) -> None:
    """Give the only announcement of the story ``left`` another one; the empty story goes."""
    await session.execute(
        update(StoryMemberRow).where(StoryMemberRow.announcement_id == announcement_id).values(story_id=story_id)
    )
    await session.execute(delete(StoryRow).where(StoryRow.id == left))


async def save_anchors(session: AsyncSession, announcement_id: int, anchors: Iterable[str], at: datetime) -> None:
    """Note what a member is found by from now on."""
    await session.execute(delete(StoryAnchorRow).where(StoryAnchorRow.announcement_id == announcement_id))
    rows = ({"announcement_id": announcement_id, "anchor": anchor, "at": at} for anchor in sorted(set(anchors)))
    await insert_all(session, StoryAnchorRow, rows)
