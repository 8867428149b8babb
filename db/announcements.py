"""Queries on announcements: what a feed has shown already, what a guild may read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Integer, Select, String, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Announcement, Entry, FeedKind, Source
from bot.domain.claims import Topic
from bot.domain.names import ModelName
from bot.domain.schedules import Window
from db.engine import in_index_order, insert_all, insert_missing_from, new_ids
from db.finding import AnnouncementFilter, ids_saying, newest_ids
from db.rows import rows_given
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
from db.visibility import feeds_read, newest_visible, not_hidden_by, visible_to

Key = tuple[str, str]
"""A kind of identity (guid, link, content) and its value."""

Asked = TypeVar("Asked", bound=Key)

_KEYS_AT_ONCE = 5_000  # so that the event loop waits a few milliseconds at most while they are put into one text


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAnnouncement:
    """An entry to be stored. ``from_article``: its text is that of the page behind its link, not the feed's.

    ``backlog``: it stood in the feed when the feed was first read, so without a date nobody knows how old it is.
    """

    feed_id: int
    entry: Entry
    keys: Collection[Key]
    fingerprint: str | None = None
    from_article: bool = False
    backlog: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredText:
    """What a reader is handed of a stored announcement."""

    announcement_id: int
    title: str
    text: str
    url: str | None
    publisher: str
    lab: str | None


async def known_keys(session: AsyncSession, wanted: Mapping[int, Collection[Asked]]) -> dict[int, dict[Asked, int]]:
    """Which of the identities asked for each feed has shown before, and as which announcement."""
    known: dict[int, dict[Asked, int]] = {feed_id: {} for feed_id in wanted}
    asked = ((feed_id, key) for feed_id, keys in wanted.items() for key in keys)
    while lot := list(islice(asked, _KEYS_AT_ONCE)):
        given = rows_given(
            session,
            [(feed_id, key[0], key[1], at) for at, (feed_id, key) in enumerate(lot)],
            feed_id=Integer,
            kind=String,
            value=String,
            at=Integer,
        )
        same = and_(*(getattr(SeenEntryRow, name) == given.c[name] for name in ("feed_id", "kind", "value")))
        query = select(given.c.at, SeenEntryRow.announcement_id).select_from(given).join(SeenEntryRow, same)
        for at, announcement_id in await session.execute(query):
            feed_id, key = lot[at]
            known[feed_id][key] = announcement_id
    return known


async def store_announcements(session: AsyncSession, new: Sequence[NewAnnouncement], *, now: datetime) -> list[int]:
    """Store what entries announce and the identities they go by; returns their ids, in the same order."""
    if not new:
        return []
    ids = await new_ids(session, AnnouncementRow, len(new))
    await insert_all(
        session, AnnouncementRow, ({"id": i} | _row_of(each, now) for i, each in zip(ids, new, strict=True))
    )
    await add_keys(session, ((each.feed_id, i, each.keys) for i, each in zip(ids, new, strict=True)))
    return ids


async def add_keys(session: AsyncSession, keys: Iterable[tuple[int, int, Collection[Key]]]) -> None:
    """Note further identities of a feed's announcements; those that it has used already keep their announcement."""
    rows = (
        (feed_id, kind, value, announcement_id) for feed_id, announcement_id, these in keys for kind, value in these
    )
    while lot := list(islice(rows, _KEYS_AT_ONCE)):
        given = rows_given(session, lot, feed_id=Integer, kind=String, value=String, announcement_id=Integer)
        await insert_missing_from(session, SeenEntryRow, given)


async def latest(
    session: AsyncSession,
    guild_id: int,
    *,
    lab: str | None = None,
    model_keys: Collection[str] = (),
    topic: Topic | None = None,
    feed_id: int | None = None,
    words: str | None = None,
    since: datetime | None = None,
    limit: int = 10,
) -> list[Announcement]:
    """What the guild's feeds announced last, newest first; ``words`` are typed by anyone, and all looked for."""
    wanted = AnnouncementFilter(lab=lab, model_keys=model_keys, topic=topic, feed_id=feed_id, since=since)
    if words is None:
        ids = await newest_ids(session, guild_id, wanted, limit=limit)
    else:
        ids = await ids_saying(session, guild_id, words, wanted, limit=limit)
    return await load_announcements(session, guild_id, ids)


async def first_seen(
    session: AsyncSession, guild_id: int, window: Window, *, since: datetime, limit: int
) -> list[Announcement]:
    """What was first seen in the window, after its start, of what is dated ``since`` or later; the newest first."""
    row = AnnouncementRow
    conditions = (row.order_at >= since, row.seen_at > window.start, row.seen_at <= window.end)
    newest = newest_visible(session, guild_id, await feeds_read(session, guild_id), *conditions, limit=limit)
    async with in_index_order(session):
        ids = list(await session.scalars(newest))
    return await load_announcements(session, guild_id, ids)


async def load_announcements(session: AsyncSession, guild_id: int, ids: Sequence[int]) -> list[Announcement]:
    """These announcements, in this order. That the guild may see them is decided by whoever found their ids."""
    query = select(AnnouncementRow, FeedRow).join(FeedRow, FeedRow.id == AnnouncementRow.feed_id)
    rows = {row.id: (row, feed) for row, feed in await session.execute(query.where(AnnouncementRow.id.in_(ids)))}
    return await _announcements(session, [rows[each] for each in ids], guild_id)


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


async def announcements_by_id(session: AsyncSession, ids: Collection[int]) -> list[Announcement]:
    """These announcements in the order stored: for what is worked out of all feeds, never for a guild's answer."""
    query = (
        select(AnnouncementRow, FeedRow)
        .join(FeedRow, FeedRow.id == AnnouncementRow.feed_id)
        .where(AnnouncementRow.id.in_(ids))
        .order_by(AnnouncementRow.id)
    )
    return await _announcements(session, [(row, feed) for row, feed in await session.execute(query)])


async def guild_announcements_by_id(session: AsyncSession, guild_id: int, ids: Collection[int]) -> list[Announcement]:
    """These announcements in the order stored, as far as the guild may see them."""
    query = select(AnnouncementRow.id).where(visible_to(guild_id), AnnouncementRow.id.in_(ids))
    seen = (await session.scalars(query.order_by(AnnouncementRow.id))).all()
    return await load_announcements(session, guild_id, seen)


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


def _row_of(new: NewAnnouncement, now: datetime) -> dict[str, Any]:
    entry = new.entry
    published = entry.published_at if entry.published_at and entry.published_at <= now else None
    dated = published or (None if new.backlog else now)
    return {
        "feed_id": new.feed_id,
        "seen_at": now,
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


async def _announcements(
    session: AsyncSession, rows: Sequence[tuple[AnnouncementRow, FeedRow]], guild_id: int | None = None
) -> list[Announcement]:
    """The announcements of rows. The claims counted are all that stand, or those of them that a guild sees."""
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
    counted: list[ColumnElement[bool]] = [ClaimRow.announcement_id.in_(ids), ClaimRow.withdrawn_at.is_(None)]
    if guild_id is not None:
        counted.append(not_hidden_by(guild_id))
    counts = await _grouped(
        session,
        select(ClaimRow.announcement_id, func.count()).where(*counted).group_by(ClaimRow.announcement_id),
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
