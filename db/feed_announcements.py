"""Queries on one feed's announcements: what a filter looks at, how many there are. Nothing here is shown to a guild."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.claims import Kind, Topic
from bot.domain.filters import Filterable
from db.tables import (
    AnnouncementLabRow,
    AnnouncementModelRow,
    AnnouncementRow,
    AnnouncementTopicRow,
    ClaimRow,
    HiddenAnnouncementRow,
    ModelRow,
)
from db.visibility import Because

_WEEKS = 4
_at = func.coalesce(AnnouncementRow.dated_at, AnnouncementRow.seen_at)


@dataclass(frozen=True, kw_only=True, slots=True)
class Weekly:
    """How much a feed brings in a week, by its last four."""

    entries: float
    claims: float


async def ids_of_feed(session: AsyncSession, feed_id: int) -> Sequence[int]:
    """Every announcement of the feed."""
    return (await session.scalars(select(AnnouncementRow.id).where(AnnouncementRow.feed_id == feed_id))).all()


async def ids_for_guild(
    session: AsyncSession, feed_id: int, guild_id: int, *, since: datetime, limit: int
) -> Sequence[int]:
    """The feed's announcements since then, newest first, whatever a filter says; none that came during a pause."""
    paused = exists().where(
        HiddenAnnouncementRow.guild_id == guild_id,
        HiddenAnnouncementRow.announcement_id == AnnouncementRow.id,
        HiddenAnnouncementRow.because == Because.PAUSE,
    )
    query = (
        select(AnnouncementRow.id)
        .where(AnnouncementRow.feed_id == feed_id, _at >= since, ~paused.correlate(AnnouncementRow))
        .order_by(_at.desc(), AnnouncementRow.id.desc())
        .limit(limit)
    )
    return (await session.scalars(query)).all()


async def feeds_of(session: AsyncSession, announcement_ids: Collection[int]) -> dict[int, list[int]]:
    """These announcements by their feed."""
    query = select(AnnouncementRow.feed_id, AnnouncementRow.id).where(AnnouncementRow.id.in_(announcement_ids))
    return await _grouped(session, query)


async def filterables(session: AsyncSession, announcement_ids: Sequence[int]) -> dict[int, Filterable]:
    """What a filter looks at, by announcement."""
    labs = await _of(session, AnnouncementLabRow.announcement_id, AnnouncementLabRow.lab_id, announcement_ids)
    topics = await _of(session, AnnouncementTopicRow.announcement_id, AnnouncementTopicRow.topic, announcement_ids)
    models = await _grouped(
        session,
        select(AnnouncementModelRow.announcement_id, ModelRow.key)
        .join(ModelRow, ModelRow.id == AnnouncementModelRow.model_id)
        .where(AnnouncementModelRow.announcement_id.in_(announcement_ids)),
    )
    kinds = await _grouped(
        session,
        select(ClaimRow.announcement_id, ClaimRow.kind)
        .where(ClaimRow.announcement_id.in_(announcement_ids), ClaimRow.withdrawn_at.is_(None))
        .distinct(),
    )
    texts = await session.execute(
        select(AnnouncementRow.id, AnnouncementRow.title, AnnouncementRow.text).where(
            AnnouncementRow.id.in_(announcement_ids)
        )
    )
    found = {
        each: Filterable(
            title=title,
            text=text,
            labs=frozenset(labs.get(each, ())),
            models=frozenset(models.get(each, ())),
            topics=frozenset(map(Topic, topics.get(each, ()))),
            kinds=frozenset(map(Kind, kinds.get(each, ()))),
        )
        for each, title, text in texts
    }
    return {each: found[each] for each in announcement_ids if each in found}


async def weekly(session: AsyncSession, feed_id: int, now: datetime) -> Weekly:
    """How many entries and claims the feed brings in a week."""
    recent = select(AnnouncementRow.id).where(
        AnnouncementRow.feed_id == feed_id, _at > now - timedelta(weeks=_WEEKS), _at <= now
    )
    entries = await session.scalar(select(func.count()).select_from(recent.subquery())) or 0
    of_recent = select(func.count()).where(ClaimRow.announcement_id.in_(recent), ClaimRow.withdrawn_at.is_(None))
    claims = await session.scalar(of_recent) or 0
    return Weekly(entries=entries / _WEEKS, claims=claims / _WEEKS)


async def _of(session: AsyncSession, key: Any, value: Any, ids: Sequence[int]) -> dict[int, list[Any]]:
    return await _grouped(session, select(key, value).where(key.in_(ids)))


async def _grouped(session: AsyncSession, query: Select[int, Any]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = {}
    for key, value in await session.execute(query):
        groups.setdefault(key, []).append(value)
    return groups
