"""Queries on what is a guild's own about a subscription: its pause, its filter, its name for the feed."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.filters import FeedFilter
from db.feeds import filter_of, filter_values
from db.tables import SubscriptionRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Reserve:
    """A subscription under which not everything is shown."""

    guild_id: int
    feed_id: int
    paused: bool
    filter: FeedFilter


async def readers(session: AsyncSession, feed_id: int) -> int:
    """How many guilds have the feed read for them: those that subscribe to it and have not paused it."""
    query = select(func.count()).where(SubscriptionRow.feed_id == feed_id, SubscriptionRow.paused.is_(False))
    return await session.scalar(query) or 0


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
