"""What a server does with a feed that it subscribes to: look at it, pause and resume it, call it by another name.

A pause is the server's own. While it lasts, nothing is read on this server's behalf: a feed that no other server has
read is not polled, and what comes for others is hidden from this one for good. A server that resumes starts from then.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.announcements import FeedStatus, Subscription
from bot.feeds.errors import NotPaused, PausedAlready
from bot.feeds.health import Health, judge
from bot.feeds.ingest import Ingest
from bot.feeds.subscriptions import named, rest_if_unread
from db import feeds, subscriptions
from db.engine import Database
from db.feed_announcements import Weekly, weekly


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedDetails:
    """Everything there is to say of a feed."""

    subscription: Subscription
    health: Health
    weekly: Weekly


@dataclass(frozen=True, kw_only=True, slots=True)
class Resumed:
    """A subscription that is read again. ``skipped`` came during the pause; ``error`` says why nobody could ask."""

    subscription: Subscription
    skipped: int
    error: str | None


class Upkeep:
    """Looks after subscriptions. Feeds are named by address, title or number; raises NotSubscribed, AmbiguousFeed."""

    def __init__(self, database: Database, ingest: Ingest, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._ingest = ingest
        self._clock = clock

    async def details(self, guild_id: int, feed: str) -> FeedDetails:
        """How the feed is."""
        now = self._clock()
        async with self._database.read() as session:
            found = named(await feeds.subscriptions(session, guild_id), feed)
            rate = await weekly(session, found.feed.id, now)
        return FeedDetails(subscription=found, health=judge(found.feed, now), weekly=rate)

    async def pause(self, guild_id: int, feed: str) -> Subscription:
        """Read the feed no more on this guild's behalf. Raises PausedAlready."""
        async with self._database.begin() as session:
            found = named(await feeds.subscriptions(session, guild_id), feed)
            if found.paused:
                raise PausedAlready(found.title)
            await subscriptions.set_paused(session, guild_id=guild_id, feed_id=found.feed.id, paused=True)
            await rest_if_unread(session, found.feed)
        return replace(found, paused=True)

    async def resume(self, guild_id: int, feed: str) -> Resumed:
        """Read the feed again from now on. Raises NotPaused unless it is paused, or gone and worth another try.

        A feed that was not polled is asked first, while the pause still holds, so that what it published meanwhile
        is skipped as it would have been had another guild had it read.
        """
        async with self._database.read() as session:
            found = named(await feeds.subscriptions(session, guild_id), feed)
        if not found.paused and found.feed.status is not FeedStatus.GONE:
            raise NotPaused(found.title)
        report = None if found.feed.status is FeedStatus.ACTIVE else await self._ingest.poll(found.feed)
        async with self._database.begin() as session:
            await subscriptions.set_paused(session, guild_id=guild_id, feed_id=found.feed.id, paused=False)
            current = await feeds.get_feed(session, found.feed.id)
            if current.status is FeedStatus.PAUSED or (report is not None and report.error is None):
                await feeds.set_status(session, found.feed.id, FeedStatus.ACTIVE)
            now_read = named(await feeds.subscriptions(session, guild_id), str(found.feed.id))
        skipped = report.new if report and found.paused else 0
        return Resumed(subscription=now_read, skipped=skipped, error=report.error if report else None)

    async def rename(self, guild_id: int, feed: str, title: str) -> Subscription:
        """Call the feed by another name in this guild; by an empty one, as it calls itself."""
        async with self._database.begin() as session:
            found = named(await feeds.subscriptions(session, guild_id), feed)
            own = title.strip() or None
            await subscriptions.set_own_title(session, guild_id=guild_id, feed_id=found.feed.id, own_title=own)
        return replace(found, own_title=own)

    async def send_alerts_to(self, guild_id: int, feed: str, channel_id: int) -> Subscription:
        """Note where the guild wants the feed's alerts."""
        async with self._database.begin() as session:
            found = named(await feeds.subscriptions(session, guild_id), feed)
            await subscriptions.set_channel(session, guild_id=guild_id, feed_id=found.feed.id, channel_id=channel_id)
        return replace(found, channel_id=channel_id)

    async def fetch_articles(self, guild_id: int, feed: str, *, on: bool) -> Subscription:
        """Have the articles behind the feed's links fetched, or not, for every guild that reads it."""
        async with self._database.begin() as session:
            found = named(await feeds.subscriptions(session, guild_id), feed)
            await feeds.set_full_text(session, found.feed.id, on)
        return replace(found, feed=replace(found.feed, full_text=on))
