"""One feed that one guild reads over HTTP from loopback, and what polls it: for tests of a feed's turn."""

from datetime import UTC, datetime
from typing import Any

from bot.domain.additions import RegistryAdditions
from bot.domain.announcements import Feed, FeedKind
from bot.domain.claims import Reading, Topic
from bot.feeds.fetch import Fetcher
from bot.feeds.ingest import Ingest, PollReport
from bot.feeds.offload import InlineOffload
from db import announcements, feeds
from db.engine import Database

GUILD = 1
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Reader:
    """Reads a topic into every text, and remembers what it was asked."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.additions: list[RegistryAdditions] = []
        self.error: Exception | None = None

    def __call__(
        self,
        *,
        title: str,
        text: str,
        publisher: str,
        publisher_lab: str | None,
        url: str | None,
        additions: RegistryAdditions,
    ) -> Reading:
        if self.error is not None:
            raise self.error
        self.additions.append(additions)
        self.read.append(f"{publisher} ({publisher_lab}): {title} {url}")
        return Reading(topics=(Topic.RELEASE,))


class World:
    """One feed that one guild reads, and what polls it."""

    def __init__(self, site: Any, database: Database, fetcher: Fetcher) -> None:
        self.site = site
        self.database = database
        self.clock = Clock()
        self.reader = Reader()
        self.fetcher = fetcher
        self.ingest = self.restarted()

    def restarted(self) -> Ingest:
        return Ingest(
            self.database,
            self.fetcher,
            InlineOffload(),
            self.reader,
            reader_version=1,
            clock=self.clock,
            host_gap=0,
            dice=lambda: 0.0,
        )

    async def add(self, path: str = "/feed", host: str = "127.0.0.1") -> Feed:
        async with self.database.begin() as session:
            await feeds.save_guild(session, guild_id=GUILD, name="Guild", now=NOW)
            feed = await feeds.add_feed(
                session,
                url=self.site.url(path, host),
                title=f"Feed {path}",
                publisher="Lab",
                kind=FeedKind.VENDOR,
                lab="lab",
                site_url=None,
                now=NOW,
            )
            await feeds.subscribe(session, guild_id=GUILD, feed_id=feed.id, channel_id=None, now=NOW)
        return feed

    async def poll(self, feed: Feed) -> PollReport:
        async with self.database.read() as session:
            stored = await feeds.get_feed(session, feed.id)
        report = await self.ingest.poll(stored)
        async with self.database.read() as session:
            assert await feeds.get_feed(session, feed.id) == report.feed
        return report

    async def titles(self) -> list[str]:
        async with self.database.read() as session:
            return [each.source.title for each in await announcements.latest(session, GUILD, limit=1_000)]
