"""What a guild may be shown, in one place: every query for a guild's answer asks here, and nowhere else.

A guild sees the announcements of the feeds that it subscribes to, but those hidden from it: what its filter of the
feed keeps out, and what came while it had the feed paused. Of their claims, it sees those that it did not hide itself.

Each condition here is one that rows are held against as they come, newest first, off the index that a query is about;
neither database is to begin with the guild's feeds and sort everything that they ever brought, or to gather all that is
hidden first. So none is written as a join, or as what either database would make a join of: ``IS TRUE`` after ``IN``,
and ``IS NULL`` after a query for one row in place of ``NOT EXISTS``.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Select,
    Subquery,
    and_,
    delete,
    exists,
    func,
    not_,
    select,
    true,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from db.engine import insert_unless_there
from db.tables import (
    AnnouncementLabRow,
    AnnouncementModelRow,
    AnnouncementRow,
    AnnouncementTopicRow,
    ClaimRow,
    GuildClaimCorrectionRow,
    GuildRow,
    HiddenAnnouncementRow,
    HiddenLabMentionsRow,
    HiddenModelMentionsRow,
    LabMentionsRow,
    ModelMentionsRow,
    SubscriptionRow,
)

FEW_FEEDS = 8
"""Of so many feeds what they bring is looked through feed by feed; of more, among what all feeds bring."""

Places = Select[*tuple[Any, ...]]
"""A query for ids, and for what orders them."""

OfAnnouncement = type[AnnouncementLabRow | AnnouncementModelRow | AnnouncementTopicRow | ClaimRow]
"""What hangs off an announcement and has its feed and its date."""

Guild = InstrumentedAttribute[int] | BindParameter[Any]
"""A column that names a guild, or a parameter that will."""

_ROWS_AT_ONCE = 100  # a statement of many rows takes long to put together


class Because(StrEnum):
    """Why an announcement is hidden from a guild."""

    FILTER = "filter"
    PAUSE = "pause"


def visible_to(guild_id: int | Guild, row: OfAnnouncement | None = None) -> ColumnElement[bool]:
    """Holds for what this guild may be shown, of the announcements in a query or of the rows that hang off them.

    ``guild_id`` may be a column of the query: then it holds for each row's own guild.
    """
    feed_id = row.feed_id if row else AnnouncementRow.feed_id
    return and_(_reads(guild_id, feed_id), _not_hidden(guild_id, row.announcement_id if row else AnnouncementRow.id))


def brought_to(guild_id: int | Guild, row: type[AnnouncementRow] | OfAnnouncement) -> ColumnElement[bool]:
    """Holds for what the guild's feeds brought, for queries that are to begin with these feeds; hidden or not."""
    brought: ColumnElement[bool] = row.feed_id.in_(_subscribed(guild_id))
    return brought


def own_feeds(guild_id: int) -> Subquery:
    """The ids of the guild's feeds, to be joined with what is asked of each."""
    return _subscribed(guild_id).subquery()


async def feeds_read(session: AsyncSession, guild_id: int) -> Sequence[int]:
    """The feeds that the guild subscribes to."""
    query = select(SubscriptionRow.feed_id).where(SubscriptionRow.guild_id == guild_id)
    return (await session.scalars(query.order_by(SubscriptionRow.feed_id))).all()


async def alert_channels(session: AsyncSession, announcement_ids: Collection[int]) -> Sequence[tuple[int, int, int]]:
    """The guilds that want an alert on each of these, as far as they may see it: announcement, guild and channel."""
    row = SubscriptionRow
    query = (
        select(AnnouncementRow.id, row.guild_id, row.channel_id)
        .join(row, row.feed_id == AnnouncementRow.feed_id)
        .join(GuildRow, GuildRow.id == row.guild_id)
        .where(
            GuildRow.left_at.is_(None),
            AnnouncementRow.id.in_(announcement_ids),
            row.channel_id.is_not(None),
            _not_hidden(row.guild_id, AnnouncementRow.id),
        )
        .order_by(AnnouncementRow.id, row.guild_id)
    )
    return [(i, guild_id, channel_id) for i, guild_id, channel_id in await session.execute(query) if channel_id]


def newest_visible(
    session: AsyncSession,
    guild_id: int,
    feeds: Sequence[int],
    *conditions: ColumnElement[bool],
    limit: int,
) -> Places:
    """The newest announcements that the guild is shown, of these of its feeds: their ids and what orders them."""
    place = (AnnouncementRow.id, AnnouncementRow.order_at)
    if not 0 < len(feeds) <= FEW_FEEDS:
        seen = select(*place).where(visible_to(guild_id), *conditions)
        return seen.order_by(AnnouncementRow.order_at.desc(), AnnouncementRow.id.desc()).limit(limit)
    not_hidden = _not_hidden(guild_id, AnnouncementRow.id)
    arms = [select(*place).where(AnnouncementRow.feed_id == feed, not_hidden, *conditions) for feed in feeds]
    return newest_first(session, arms, limit)


def newest_first(session: AsyncSession, arms: Sequence[Places], limit: int) -> Places:
    """The newest rows of several queries for ``id`` and ``order_at``.

    Each comes off its index in order, so that they need only be merged, and that as far as is wanted. SQLite does so
    where the order stands by the union itself, PostgreSQL where it stands by each query and around the union.
    """
    if session.get_bind().dialect.name == "sqlite":
        every = union_all(*arms)
        columns = every.selected_columns
        merged = every.order_by(columns.order_at.desc(), columns.id.desc()).limit(limit).subquery()
        return select(merged.c.id, merged.c.order_at).order_by(merged.c.order_at.desc(), merged.c.id.desc())
    ordered = (arm.order_by(arm.selected_columns.order_at.desc(), arm.selected_columns.id.desc()) for arm in arms)
    of_each = union_all(*(arm.limit(limit) for arm in ordered)).subquery()
    query = select(of_each.c.id, of_each.c.order_at).order_by(of_each.c.order_at.desc(), of_each.c.id.desc())
    return query.limit(limit)


def visible_mentions(
    guild_id: int, counts: type[ModelMentionsRow | LabMentionsRow], feeds: Sequence[int] | None = None
) -> tuple[ColumnElement[bool], ColumnElement[int]]:
    """Which rows of these counts are of the guild's feeds, and how many announcements of each the guild is shown.

    ``feeds``: its feeds, where the query had better begin with them.
    """
    hidden: Any = HiddenModelMentionsRow if counts is ModelMentionsRow else HiddenLabMentionsRow
    same_name = (
        HiddenModelMentionsRow.model_id == ModelMentionsRow.model_id
        if counts is ModelMentionsRow
        else HiddenLabMentionsRow.lab_id == LabMentionsRow.lab_id
    )
    less = (
        select(hidden.mentions)
        .where(hidden.guild_id == guild_id, same_name, hidden.feed_id == counts.feed_id)
        .correlate(counts)
        .scalar_subquery()
    )
    read = _reads(guild_id, counts.feed_id) if feeds is None else counts.feed_id.in_(feeds)
    return read, counts.mentions - func.coalesce(less, 0)


class _IsRead(FunctionElement[bool]):
    """Holds where a feed is among those that a query finds: each database is told so in the way that costs it least.

    PostgreSQL holds an array against the index itself, and would look up every row for a query's result.
    """

    name = "is_read"
    type = Boolean()
    inherit_cache = True


@compiles(_IsRead)
def _is_read(element: _IsRead, compiler: SQLCompiler, **options: Any) -> str:
    feed_id, subscribed = element.clauses
    return f"({compiler.process(feed_id, **options)} IN {compiler.process(subscribed, **options)}) IS TRUE"


@compiles(_IsRead, "postgresql")
def _is_read_in_postgresql(element: _IsRead, compiler: SQLCompiler, **options: Any) -> str:
    feed_id, subscribed = element.clauses
    return f"{compiler.process(feed_id, **options)} = ANY (ARRAY {compiler.process(subscribed, **options)})"


def _reads(guild_id: int | Guild, feed_id: Any) -> ColumnElement[bool]:
    return _IsRead(feed_id, _subscribed(guild_id).scalar_subquery())


def _subscribed(guild_id: int | Guild) -> Select[int]:
    return select(SubscriptionRow.feed_id).where(SubscriptionRow.guild_id == guild_id)


def _not_hidden(guild_id: int | Guild, announcement_id: Any) -> ColumnElement[bool]:
    hidden = HiddenAnnouncementRow
    found = select(hidden.guild_id).where(hidden.guild_id == guild_id, hidden.announcement_id == announcement_id)
    return found.correlate_except(hidden).scalar_subquery().is_(None)


def not_hidden_by(guild_id: int) -> ColumnElement[bool]:
    """Holds for the claims of a query that this guild did not hide; the query has ``ClaimRow`` in it."""
    row = GuildClaimCorrectionRow
    hidden = exists().where(row.guild_id == guild_id, row.claim_id == ClaimRow.id, row.hidden)
    return not_(hidden.correlate_except(row)).is_(true())


async def hide(session: AsyncSession, guild_id: int, announcement_ids: Collection[int], because: Because) -> None:
    """Hide these announcements from the guild; one that is hidden already stays so for its first reason."""
    ids = sorted(announcement_ids)
    for at in range(0, len(ids), _ROWS_AT_ONCE):
        rows = [
            {"guild_id": guild_id, "announcement_id": each, "because": because} for each in ids[at : at + _ROWS_AT_ONCE]
        ]
        await insert_unless_there(session, HiddenAnnouncementRow, rows)


async def unfilter(session: AsyncSession, guild_id: int, announcement_ids: Collection[int]) -> None:
    """Forget that a filter hid these announcements from the guild. What came during a pause stays hidden."""
    ids = sorted(announcement_ids)
    for at in range(0, len(ids), _ROWS_AT_ONCE):
        await session.execute(
            delete(HiddenAnnouncementRow).where(
                HiddenAnnouncementRow.guild_id == guild_id,
                HiddenAnnouncementRow.announcement_id.in_(ids[at : at + _ROWS_AT_ONCE]),
                HiddenAnnouncementRow.because == Because.FILTER,
            )
        )


async def forget_hidden(session: AsyncSession, guild_id: int, feed_id: int) -> None:
    """Forget what of a feed was hidden from the guild: it subscribes to the feed no more."""
    of_feed = select(AnnouncementRow.id).where(AnnouncementRow.feed_id == feed_id)
    await session.execute(
        delete(HiddenAnnouncementRow).where(
            HiddenAnnouncementRow.guild_id == guild_id, HiddenAnnouncementRow.announcement_id.in_(of_feed)
        )
    )
