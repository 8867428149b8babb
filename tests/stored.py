"""What tests put into a database, or take out of it, without a document that shows it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Entry
from db.announcements import Key, NewAnnouncement, store_announcements
from db.tables import FeedRow


async def announce(
    session: AsyncSession,
    feed_id: int,
    entry: Entry,
    *,
    now: datetime,
    keys: Collection[Key] = (),
    backlog: bool = False,
) -> int:
    """Store what one entry announces; returns its id."""
    new = NewAnnouncement(feed_id=feed_id, entry=entry, keys=keys, backlog=backlog)
    (stored,) = await store_announcements(session, [new], now=now)
    return stored


async def remove_feed(session: AsyncSession, feed_id: int) -> None:
    """The feed, and everything it announced."""
    await session.execute(delete(FeedRow).where(FeedRow.id == feed_id))
