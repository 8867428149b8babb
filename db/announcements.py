"""Queries on announcements: what a feed has shown already, what a guild may read."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Announcement, Entry, FeedKind, Source
from bot.domain.claims import Topic
from bot.domain.names import ModelName
from db.engine import insert_all, insert_missing, new_ids
from db.finding import AnnouncementFilter, ids_saying, newest_ids
from db.tables import (
    UNDATED,
    AnnouncementLabRow,
    AnnouncementModelRow,
    AnnouncementRow,
    AnnouncementTopicRow,
    ClaimRow,
    FeedRow,
    ModelRow,
    SeenEntryRow,
)

Key = tuple[str, str]
"""A kind of identity (guid, link, content) and its value."""

_VALUES_AT_ONCE = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAnnouncement:
    """An entry to be stored. ``from_article``: its text is that of the page behind its link, not the feed's."""

    entry: Entry
    keys: frozenset[Key]
    fingerprint: str | None = None
    from_article: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredText:
    """What a reader is handed of a stored announcement."""

    announcement_id: int
    title: str
    text: str
    url: str | None
    publisher: str
    lab: str | None


async def known_keys(session: AsyncSession, feed_id: int, keys: Collection[Key]) -> dict[Key, int]:
    """Which of these identities the feed has shown before, and as which announcement."""
    wanted = frozenset(keys)
    kinds, values = {kind for kind, _ in wanted}, list({value for _, value in wanted})
    known: dict[Key, int] = {}
    for at in range(0, len(values), _VALUES_AT_ONCE):
        query = select(SeenEntryRow.kind, SeenEntryRow.value, SeenEntryRow.announcement_id).where(
            SeenEntryRow.feed_id == feed_id,
            SeenEntryRow.kind.in_(kinds),
            SeenEntryRow.value.in_(values[at : at + _VALUES_AT_ONCE]),
        )
        for kind, value, announcement_id in await session.execute(query):
            if (kind, value) in wanted:
                known[kind, value] = announcement_id
    return known


async def store_announcements(
    session: AsyncSession, *, feed_id: int, new: Sequence[NewAnnouncement], now: datetime, backlog: bool = False
) -> list[int]:
    """Store what entries announce and the identities they go by; returns their ids, in the same order.

    ``backlog``: they stood in the feed when the feed was first read, so without a date nobody knows how old they are.
    """
    if not new:
        return []
    ids = await new_ids(session, AnnouncementRow, len(new))
    here = {"feed_id": feed_id, "seen_at": now}
    rows = (here | {"id": i} | _row_of(each, now, backlog=backlog) for i, each in zip(ids, new, strict=True))
    await insert_all(session, AnnouncementRow, rows)
    await add_keys(session, feed_id=feed_id, keys=zip(ids, (each.keys for each in new), strict=True))
    return ids


async def store_announcement(
    session: AsyncSession, *, feed_id: int, entry: Entry, keys: Collection[Key], now: datetime, backlog: bool = False
) -> int:
    """Store what one entry announces; returns its id."""
    new = NewAnnouncement(entry=entry, keys=frozenset(keys))
    return (await store_announcements(session, feed_id=feed_id, new=[new], now=now, backlog=backlog))[0]


async def add_keys(session: AsyncSession, *, feed_id: int, keys: Iterable[tuple[int, Collection[Key]]]) -> None:
    """Note further identities of announcements; those that the feed has used already keep their announcement."""
    rows = (
        {"feed_id": feed_id, "kind": kind, "value": value, "announcement_id": announcement_id}
        for announcement_id, these in keys
        for kind, value in sorted(these)
    )
    await insert_missing(session, SeenEntryRow, rows)


async def latest(
    session: AsyncSession,
    guild_id: int,
    *,
    lab: str | None = None,
    model_key: str | None = None,
    topic: Topic | None = None,
    feed_id: int | None = None,
    words: str | None = None,
    since: datetime | None = None,
    limit: int = 10,
) -> list[Announcement]:
    """What the guild's feeds announced last, newest first; ``words`` are typed by anyone, and all looked for."""
    wanted = AnnouncementFilter(lab=lab, model_key=model_key, topic=topic, feed_id=feed_id, since=since)
    if words is None:
        return await load_announcements(session, await newest_ids(session, guild_id, wanted, limit=limit))
    return await load_announcements(session, (await ids_saying(session, guild_id, words, wanted))[:limit])


async def load_announcements(session: AsyncSession, ids: Sequence[int]) -> list[Announcement]:
    """These announcements, in this order. Who may see them is decided by whoever found their ids."""
    query = select(AnnouncementRow, FeedRow).join(FeedRow, FeedRow.id == AnnouncementRow.feed_id)
    rows = {row.id: (row, feed) for row, feed in await session.execute(query.where(AnnouncementRow.id.in_(ids)))}
    return await _announcements(session, [rows[each] for each in ids])


async def unread(session: AsyncSession, version: int, *, after_id: int, limit: int) -> list[StoredText]:
    """Announcements that no reader, or only one older than ``version``, has read, in the order stored."""
    query = (
        select(AnnouncementRow, FeedRow)
        .join(FeedRow, FeedRow.id == AnnouncementRow.feed_id)
        .where(_older_than(version), AnnouncementRow.id > after_id)
        .order_by(AnnouncementRow.id)
        .limit(limit)
    )
    return [
        StoredText(
            announcement_id=row.id,
            title=row.title,
            text=row.text,
            url=row.url,
            publisher=feed.publisher,
            lab=feed.lab,
        )
        for row, feed in await session.execute(query)
    ]


async def count_unread(session: AsyncSession, version: int) -> int:
    """How many announcements no reader, or only one older than ``version``, has read."""
    return await session.scalar(select(func.count()).select_from(AnnouncementRow).where(_older_than(version))) or 0


async def newest_seen_at(session: AsyncSession) -> datetime | None:
    """When the last announcement was stored."""
    return await session.scalar(select(AnnouncementRow.seen_at).order_by(AnnouncementRow.id.desc()).limit(1))


async def all_announcements(session: AsyncSession, *, after_id: int, limit: int) -> list[Announcement]:
    """Every stored announcement in the order stored, a page at a time: for export, never for a guild's answer."""
    query = (
        select(AnnouncementRow, FeedRow)
        .join(FeedRow, FeedRow.id == AnnouncementRow.feed_id)
        .where(AnnouncementRow.id > after_id)
        .order_by(AnnouncementRow.id)
        .limit(limit)
    )
    return await _announcements(session, [(row, feed) for row, feed in await session.execute(query)])


def source_of(row: AnnouncementRow, feed: FeedRow) -> Source:
    """Where an announcement came from."""
    return Source(
        announcement_id=row.id,
        title=row.title,
        url=row.url,
        publisher=feed.publisher,
        publisher_kind=FeedKind(feed.kind),
        published_at=row.published_at,
        seen_at=row.seen_at,
        dated_at=row.dated_at,
        lab=feed.lab,
    )


def _row_of(new: NewAnnouncement, now: datetime, *, backlog: bool) -> dict[str, Any]:
    entry = new.entry
    published = entry.published_at if entry.published_at and entry.published_at <= now else None
    dated = published or (None if backlog else now)
    return {
        "title": entry.title,
        "text": entry.text,
        "url": entry.link,
        "author": entry.author,
        "published_at": entry.published_at,
        "dated_at": dated,
        "order_at": dated or UNDATED,
        "fingerprint": new.fingerprint,
        "from_article": new.from_article,
        "revision": 0,
    }


def _older_than(version: int) -> ColumnElement[bool]:
    return or_(AnnouncementRow.reader_version.is_(None), AnnouncementRow.reader_version < version)


async def _announcements(session: AsyncSession, rows: Sequence[tuple[AnnouncementRow, FeedRow]]) -> list[Announcement]:
    ids = [row.id for row, _ in rows]
    labs = await _grouped(
        session,
        select(AnnouncementLabRow.announcement_id, AnnouncementLabRow.lab_id)
        .where(AnnouncementLabRow.announcement_id.in_(ids))
        .order_by(AnnouncementLabRow.lab_id),
    )
    models = await _grouped(
        session,
        select(AnnouncementModelRow.announcement_id, ModelRow)
        .join(ModelRow, ModelRow.id == AnnouncementModelRow.model_id)
        .where(AnnouncementModelRow.announcement_id.in_(ids))
        .order_by(ModelRow.name),
    )
    topics = await _grouped(
        session,
        select(AnnouncementTopicRow.announcement_id, AnnouncementTopicRow.topic)
        .where(AnnouncementTopicRow.announcement_id.in_(ids))
        .order_by(AnnouncementTopicRow.topic),
    )
    counts = await _grouped(
        session,
        select(ClaimRow.announcement_id, func.count())
        .where(ClaimRow.announcement_id.in_(ids), ClaimRow.withdrawn_at.is_(None))
        .group_by(ClaimRow.announcement_id),
    )
    return [
        Announcement(
            source=source_of(row, feed),
            text=row.text,
            labs=tuple(labs.get(row.id, ())),
            models=tuple(ModelName(name=model.name, lab=model.lab_id) for model in models.get(row.id, ())),
            topics=tuple(Topic(topic) for topic in topics.get(row.id, ())),
            claims_count=counts.get(row.id, [0])[0],
        )
        for row, feed in rows
    ]


async def _grouped(session: AsyncSession, query: Select[int, Any]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = {}
    for announcement_id, value in await session.execute(query):
        groups.setdefault(announcement_id, []).append(value)
    return groups
