"""Which announcements a guild is shown for what it asks, as ids, newest first. What they say: db.announcements.

A list of the newest is read off one index, that of the rarest thing asked for, and what comes is held against the rest;
so little is looked at before there is enough. Only where a guild reads few feeds these are looked through instead: in
what all feeds bring theirs would be too far apart.

Words are looked up in the index of words, which on PostgreSQL gives way to the order of dates where they are frequent.
SQLite's knows no dates, but which announcement was stored last: see _said_in_sqlite.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    column,
    exists,
    func,
    literal_column,
    select,
    table,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.claims import Topic
from db.engine import among, in_index_order
from db.phrases import Phrases, has_runs, in_postgresql, phrases_in, sqlite_query
from db.tables import AnnouncementLabRow, AnnouncementModelRow, AnnouncementRow, AnnouncementTopicRow, ModelRow
from db.visibility import FEW_FEEDS, feeds_read, newest_first, newest_visible, visible_to

_LOOKED_THROUGH = 5_000
"""Announcements whose texts are looked through for what no index knows."""

_FEW = 5_000
"""Announcements that are fewer than this are all gathered; of more, each is looked at as it comes."""

_RARE = 1_000
"""Announcements with a word that are fewer than this are all looked up; to count more of them takes long."""

_FEW_OF_A_PERIOD = 50_000
"""They are read off one index, so that there may be more of them."""

_NEWEST_FIRST = (AnnouncementRow.order_at.desc(), AnnouncementRow.id.desc())
_LOOKED_AT, _OFTEN = 1_000, 5
"""How many of the newest announcements tell how frequent a word is, and in how many of them a frequent one is."""

_AT_LEAST = 100
"""Of what was stored last, how many are put in order by their dates."""

_SEARCH: ColumnElement[Any] = literal_column("announcements.search")
_WORDS = table("announcement_search", column("rowid"))

Ids = Select[*tuple[Any, ...]]
"""A query whose first column is the ids of announcements."""

Named = type[AnnouncementModelRow] | type[AnnouncementLabRow] | type[AnnouncementTopicRow]
"""A table of what announcements name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnouncementFilter:
    """Which announcements are asked for; None, or no keys, ask for all. ``since`` is within."""

    lab: str | None = None
    model_keys: Collection[str] = ()
    topic: Topic | None = None
    feed_id: int | None = None
    since: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    """A filter as queries need it: the guild's feeds that may be looked in, and what is to be named there."""

    guild_id: int
    feeds: Sequence[int]
    named: Sequence[tuple[Named, Sequence[Any]]]
    wanted: AnnouncementFilter

    @property
    def of_few_feeds(self) -> bool:
        return len(self.feeds) <= FEW_FEEDS

    @property
    def dated(self) -> bool:
        return self.wanted.since is not None

    def on(self, row: Any) -> list[ColumnElement[bool]]:
        """What holds for an announcement, or a row that hangs off it, besides that the guild is shown it."""
        announcement_id = AnnouncementRow.id if row is AnnouncementRow else row.announcement_id
        conditions = [_names(each, values, announcement_id) for each, values in self.named if each is not row]
        if self.wanted.feed_id is not None:
            conditions.append(row.feed_id == self.wanted.feed_id)
        if self.wanted.since is not None:
            conditions.append(row.order_at >= self.wanted.since)
        return conditions

    @property
    def period(self) -> list[ColumnElement[bool]]:
        """What holds for announcements of the period, whoever reads them."""
        return _Asked(guild_id=0, feeds=(), named=(), wanted=replace(self.wanted, feed_id=None)).on(AnnouncementRow)

    def newest(self, session: AsyncSession, limit: int) -> Ids:
        return newest_visible(session, self.guild_id, self.feeds, *self.on(AnnouncementRow), limit=limit)


async def newest_ids(
    session: AsyncSession, guild_id: int, wanted: AnnouncementFilter, *, limit: int, offset: int = 0
) -> list[int]:
    """The newest announcements that a filter asks for."""
    asked = await _asked(session, guild_id, wanted)
    if asked is None:
        return []
    if asked.of_few_feeds or not asked.named:
        query: Ids = asked.newest(session, limit + offset)
    else:
        first, values = asked.named[0]
        place = select(first.announcement_id.label("id"), first.order_at)
        arms = [place.where(_column(first) == each, visible_to(guild_id, first), *asked.on(first)) for each in values]
        query = newest_first(session, arms, (limit + offset) * len(values))  # one announcement may name several
    async with in_index_order(session):
        return list(dict.fromkeys(await session.scalars(query)))[offset : offset + limit]


async def ids_saying(
    session: AsyncSession, guild_id: int, words: str, wanted: AnnouncementFilter, *, limit: int
) -> list[int]:
    """The newest announcements that have all of these words, of those that a filter asks for."""
    phrases = phrases_in(words)
    asked = await _asked(session, guild_id, wanted)
    if not phrases or asked is None:
        return []
    some = _LOOKED_THROUGH if phrases.runs else max(limit, _AT_LEAST)
    if not phrases.spaced:
        async with in_index_order(session):
            ids = list(await session.scalars(asked.newest(session, some)))
    elif session.get_bind().dialect.name == "postgresql":
        ids = await _said_in_postgresql(session, asked, phrases, _LOOKED_THROUGH if phrases.runs else limit)
    else:
        ids = await _said_in_sqlite(session, asked, phrases, some)
    query = select(AnnouncementRow.id).where(among(session, AnnouncementRow.id, ids), *has_runs(phrases))
    return list(await session.scalars(query.order_by(*_NEWEST_FIRST).limit(limit)))


async def _said_in_postgresql(session: AsyncSession, asked: _Asked, phrases: Phrases, some: int) -> list[int]:
    """Announcements that have the words: by the index of words where they are rare, else by their dates.

    PostgreSQL cannot tell how frequent a word is of which only the beginning is given; the newest announcements can.
    """
    says = in_postgresql(phrases, _SEARCH)
    newest = select(_SEARCH.label("search")).select_from(AnnouncementRow).order_by(*_NEWEST_FIRST)
    looked_at = newest.limit(_LOOKED_AT).subquery()
    said = select(func.count()).select_from(looked_at).where(in_postgresql(phrases, looked_at.c.search))
    if asked.of_few_feeds or (await session.scalar(said) or 0) < _OFTEN:
        own = [AnnouncementRow.feed_id.in_(asked.feeds)] if asked.of_few_feeds else []
        query: Ids = select(AnnouncementRow.id).where(
            says, *own, visible_to(asked.guild_id), *asked.on(AnnouncementRow)
        )
        # with the sum, no index has this order: that of words is used
        ordered = query.order_by(
            (type_coerce(AnnouncementRow.order_at, BigInteger) + 0).desc(), AnnouncementRow.id.desc()
        )
        return list(await session.scalars(ordered.limit(some)))
    if asked.named:
        row, values = asked.named[0]
        place = select(row.announcement_id.label("id"), row.order_at)
        place = place.join(AnnouncementRow, AnnouncementRow.id == row.announcement_id)
        place = place.where(says, visible_to(asked.guild_id, row), *asked.on(row))
        query = newest_first(session, [place.where(_column(row) == each) for each in values], some * len(values))
    else:
        query = select(AnnouncementRow.id).where(says, visible_to(asked.guild_id), *asked.on(AnnouncementRow))
        query = query.order_by(*_NEWEST_FIRST)
    async with in_index_order(session):
        return list(dict.fromkeys(await session.scalars(query.limit(some))))


async def _said_in_sqlite(session: AsyncSession, asked: _Asked, phrases: Phrases, some: int) -> list[int]:
    """Announcements that have the words, by FTS5: all that are, where the words are rare; else the newest.

    Of frequent words those stored last, which are the newest but for what a feed brings late. What leaves few of them
    is gathered first: not each of a hundred thousand is looked up then.
    """
    return list(await session.scalars(await _matching_in_sqlite(session, asked, phrases, some)))


async def _matching_in_sqlite(session: AsyncSession, asked: _Asked, phrases: Phrases, some: int) -> Ids:
    rowid = _WORDS.c.rowid
    hits = select(rowid).where(literal_column("announcement_search").op("MATCH")(sqlite_query(phrases)))
    if await _are_few(session, hits, _RARE):
        shown = visible_to(asked.guild_id), *asked.on(AnnouncementRow)
        return select(AnnouncementRow.id).where(AnnouncementRow.id.in_(hits), *shown)
    few = await _gathered(session, asked)
    if few is not None:
        first, last = (await session.execute(select(func.min(few.c[0]), func.max(few.c[0])))).one()
        # with the sum, FTS5 goes through its hits; without, it would begin anew for each of the gathered
        among_few = (rowid + 0).in_(select(few.c[0]))
        return hits.where(rowid.between(first or 0, last or 0), among_few).order_by(rowid.desc()).limit(some)
    if asked.named:
        row, values = asked.named[0]
        # its rows have the feed and the date too, and are short
        at = exists().where(row.announcement_id == rowid, _column(row).in_(values), visible_to(asked.guild_id, row))
        hits = hits.where(at.where(*asked.on(row)).correlate_except(row))
    else:
        hits = hits.join(AnnouncementRow, AnnouncementRow.id == rowid)
        hits = hits.where(visible_to(asked.guild_id), *asked.on(AnnouncementRow))
    return hits.order_by(rowid.desc()).limit(some)


async def _gathered(session: AsyncSession, asked: _Asked) -> Subquery | None:
    """The announcements that a filter leaves, where they are few enough to be gathered."""
    if asked.of_few_feeds:
        own = AnnouncementRow.feed_id.in_(asked.feeds)
        return select(AnnouncementRow.id).where(own, visible_to(asked.guild_id), *asked.on(AnnouncementRow)).subquery()
    for row, values in asked.named:
        if await _are_few(session, select(row.announcement_id).where(_column(row).in_(values))):
            shown = visible_to(asked.guild_id, row)
            return select(row.announcement_id).where(_column(row).in_(values), shown, *asked.on(row)).subquery()
    if asked.dated and await _are_few(session, select(AnnouncementRow.id).where(*asked.period), _FEW_OF_A_PERIOD):
        return select(AnnouncementRow.id).where(visible_to(asked.guild_id), *asked.on(AnnouncementRow)).subquery()
    return None


async def _are_few(session: AsyncSession, query: Ids, few: int = _FEW) -> bool:
    some = query.limit(few + 1).subquery()
    return (await session.scalar(select(func.count()).select_from(some)) or 0) <= few


async def _asked(session: AsyncSession, guild_id: int, wanted: AnnouncementFilter) -> _Asked | None:
    """None where nothing can be found: the guild does not read the feed, or nothing goes by the model's name."""
    feeds = await feeds_read(session, guild_id)
    if wanted.feed_id is not None:
        feeds = [feed for feed in feeds if feed == wanted.feed_id]
    named: list[tuple[Named, Sequence[Any]]] = []
    if wanted.model_keys:
        models = (await session.scalars(select(ModelRow.id).where(ModelRow.key.in_(wanted.model_keys)))).all()
        if not models:
            return None
        named.append((AnnouncementModelRow, models))
    if wanted.lab is not None:
        named.append((AnnouncementLabRow, [wanted.lab]))
    if wanted.topic is not None:
        named.append((AnnouncementTopicRow, [wanted.topic]))
    return _Asked(guild_id=guild_id, feeds=feeds, named=named, wanted=wanted) if feeds else None


def _column(row: Named) -> Any:
    """What a row names."""
    if row is AnnouncementModelRow:
        return AnnouncementModelRow.model_id
    return AnnouncementLabRow.lab_id if row is AnnouncementLabRow else AnnouncementTopicRow.topic


def _names(row: Named, values: Sequence[Any], announcement_id: Any) -> ColumnElement[bool]:
    named = select(row.announcement_id).where(row.announcement_id == announcement_id, _column(row).in_(values))
    return named.correlate_except(row).limit(1).scalar_subquery().is_not(None)
