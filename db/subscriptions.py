"""Queries on what is a guild's own about a subscription: its pause, its filter, its name for the feed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import PUBLIC
from bot.domain.filters import FeedFilter
from db.engine import insert_unless_there
from db.feeds import filter_of, filter_values
from db.tables import FeedRow, GuildRow, SubscriptionRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Reserve:
    """A subscription under which not everything is shown."""

    guild_id: int
    feed_id: int
    paused: bool
    filter: FeedFilter


async def readers(session: AsyncSession, feed_id: int) -> int:
    """How many guilds have the feed read for them: those that subscribe to it and have not paused it.

    Nothing is read for those who ask in direct messages; they may see what is read for others.
    """
    query = select(func.count()).where(
        SubscriptionRow.feed_id == feed_id, SubscriptionRow.paused.is_(False), SubscriptionRow.guild_id != PUBLIC
    )
    return await session.scalar(query) or 0


async def open_to_all(session: AsyncSession, feed_ids: Collection[int], now: datetime) -> None:
    """Let what these feeds bring be seen in direct messages."""
    nobody = {"id": PUBLIC, "name": "Direct messages", "joined_at": now, "left_at": now}
    await insert_unless_there(session, GuildRow, [nobody])
    rows = [{"guild_id": PUBLIC, "feed_id": feed_id, "created_at": now, "paused": False} for feed_id in feed_ids]
    await insert_unless_there(session, SubscriptionRow, rows)


async def addresses(session: AsyncSession) -> dict[int, str]:
    """The address of every feed that some guild subscribes to, by the feed's id."""
    subscribed = select(SubscriptionRow.feed_id).where(SubscriptionRow.guild_id != PUBLIC)
    query = select(FeedRow.id, FeedRow.url).where(FeedRow.id.in_(subscribed))
    return dict((await session.execute(query)).all())


async def reserves(session: AsyncSession, feed_ids: Collection[int]) -> list[Reserve]:
    """Those of the feeds' subscriptions that are paused or have a filter."""
    query = select(
        SubscriptionRow.guild_id, SubscriptionRow.feed_id, SubscriptionRow.paused, SubscriptionRow.filter
    ).where(
        SubscriptionRow.feed_id.in_(feed_ids),
        or_(SubscriptionRow.paused.is_(True), SubscriptionRow.filter.is_not(None)),
    )
    return [
        Reserve(guild_id=guild_id, feed_id=feed_id, paused=paused, filter=filter_of(kept_back))
        for guild_id, feed_id, paused, kept_back in await session.execute(query)
    ]


async def set_paused(session: AsyncSession, *, guild_id: int, feed_id: int, paused: bool) -> None:
    """Read the feed on this guild's behalf no more, or again."""
    await _set(session, guild_id, feed_id, paused=paused)


async def set_filter(session: AsyncSession, *, guild_id: int, feed_id: int, wanted: FeedFilter) -> None:
    """Note what the guild wants of the feed; what that hides is hidden by the caller."""
    await _set(session, guild_id, feed_id, filter=filter_values(wanted))


async def set_own_title(session: AsyncSession, *, guild_id: int, feed_id: int, own_title: str | None) -> None:
    """Note what the guild calls the feed; None for what the feed calls itself."""
    await _set(session, guild_id, feed_id, own_title=own_title)


async def set_channel(session: AsyncSession, *, guild_id: int, feed_id: int, channel_id: int | None) -> None:
    """Note where the guild wants the feed's alerts."""
    await _set(session, guild_id, feed_id, channel_id=channel_id)


async def _set(session: AsyncSession, guild_id: int, feed_id: int, **values: Any) -> None:
    await session.execute(
        update(SubscriptionRow)
        .where(SubscriptionRow.guild_id == guild_id, SubscriptionRow.feed_id == feed_id)
        .values(**values)
    )
