"""Which guild reads which feed: subscribe, end it, list. A feed is stored once, however many guilds subscribe to it."""

import asyncio
import builtins
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Feed, FeedKind, FeedStatus, Subscription
from bot.feeds.errors import AlreadySubscribed, AmbiguousFeed, BadAddress, FeedRemoved, NotSubscribed
from bot.feeds.ingest import Document, Ingest, PollReport
from bot.feeds.introduction import LabOfPublisher
from bot.feeds.links import feed_address
from bot.feeds.starter import StarterFeed
from db import feeds
from db.engine import Database


class Subscriptions:
    """What guilds subscribe to. ``lab_of_publisher`` is asked where no one says whose feed it is."""

    def __init__(
        self, database: Database, ingest: Ingest, clock: Callable[[], datetime], lab_of_publisher: LabOfPublisher
    ) -> None:
        self._database = database
        self._ingest = ingest
        self._clock = clock
        self._lab_of_publisher = lab_of_publisher
        self._adding = asyncio.Lock()

    async def add(
        self,
        guild_id: int,
        url: str,
        channel_id: int | None = None,
        *,
        title: str | None = None,
        publisher: str | None = None,
        kind: FeedKind | None = None,
        lab: str | None = None,
        found: Document | None = None,
    ) -> tuple[Subscription, PollReport]:
        """Subscribe the guild to the feed at the address, and take in what it shows now.

        The hints are for a feed that is new here; one that another guild reads stays as it is. ``found`` is what was
        seen there a moment ago, so that it is not asked twice. Raises BadAddress, FetchFailed and ParseFailed where no
        feed is found there, AlreadySubscribed; then nothing is stored.
        """
        address = feed_address(url)
        stored = await self._stored(guild_id, address)
        document = None
        if stored is None or stored.status is not FeedStatus.ACTIVE:
            document = found or await self._ingest.look(address)
            address = document.fetched.moved_to or address
        async with self._adding, self._database.begin() as session:
            feed = await feeds.find_feed(session, address)
            if feed is None:
                if document is None:
                    raise FeedRemoved(address)
                feed = await self._add_feed(session, address, document, title, publisher, kind, lab)
            elif document is not None and feed.status is not FeedStatus.ACTIVE:
                feed = replace(feed, status=FeedStatus.ACTIVE, next_poll_at=self._clock())  # it answers again
                await feeds.save_feed(session, feed)
            now = self._clock()
            if not await feeds.subscribe(session, guild_id=guild_id, feed_id=feed.id, channel_id=channel_id, now=now):
                raise AlreadySubscribed(feed.title, feed.url)
        report = PollReport(feed=feed, not_modified=True)
        if document is not None:
            report = await self._ingest.take_in(feed, document)
        return Subscription(guild_id=guild_id, feed=report.feed, channel_id=channel_id, created_at=now), report

    async def is_known(self, guild_id: int, url: str) -> bool:
        """Whether some guild reads a feed at the address. Raises BadAddress, AlreadySubscribed where this one does."""
        return await self._stored(guild_id, feed_address(url)) is not None

    async def add_unread(
        self,
        guild_id: int,
        url: str,
        *,
        own_title: str | None = None,
        folder: str | None = None,
        starter: StarterFeed | None = None,
    ) -> bool:
        """Subscribe without looking at the feed: it is read when its next turn comes. False where it was subscribed to.

        A feed that is new here goes by its address until it says what it is called, since the guild's own name for it
        is no business of others. Raises BadAddress.
        """
        address = feed_address(starter.url if starter else url)
        async with self._adding, self._database.begin() as session:
            now = self._clock()
            feed = await feeds.find_feed(session, address)
            if feed is None:
                feed = await feeds.add_feed(
                    session,
                    url=address,
                    title=starter.title if starter else address,
                    publisher=starter.publisher if starter else address,
                    kind=starter.kind if starter else FeedKind.UNKNOWN,
                    lab=starter.lab if starter else None,
                    site_url=None,
                    now=now,
                )
            elif feed.status is not FeedStatus.ACTIVE:
                await feeds.save_feed(session, replace(feed, status=FeedStatus.ACTIVE, next_poll_at=now))
            return await feeds.subscribe(
                session,
                guild_id=guild_id,
                feed_id=feed.id,
                channel_id=None,
                now=now,
                own_title=own_title,
                folder=folder,
            )

    async def remove(self, guild_id: int, feed: str) -> Feed:
        """End the subscription to a feed, named by address, title or number. Raises NotSubscribed, AmbiguousFeed."""
        async with self._database.begin() as session:
            found = _named([each.feed for each in await feeds.subscriptions(session, guild_id)], feed)
            await feeds.unsubscribe(session, guild_id=guild_id, feed_id=found.id)
            if await feeds.subscribers(session, found.id) == 0:
                await feeds.save_feed(session, replace(found, status=FeedStatus.PAUSED))  # asked for by nobody
        return found

    async def list(self, guild_id: int) -> builtins.list[Subscription]:
        """What the guild subscribes to, by title."""
        async with self._database.read() as session:
            return await feeds.subscriptions(session, guild_id)

    async def _stored(self, guild_id: int, address: str) -> Feed | None:
        """The feed at the address, if any guild reads it. Raises AlreadySubscribed where this one does."""
        async with self._database.read() as session:
            for subscription in await feeds.subscriptions(session, guild_id):
                if subscription.feed.url == address:
                    raise AlreadySubscribed(subscription.feed.title, address)
            return await feeds.find_feed(session, address)

    async def _add_feed(
        self,
        session: AsyncSession,
        address: str,
        document: Document,
        title: str | None,
        publisher: str | None,
        kind: FeedKind | None,
        lab: str | None,
    ) -> Feed:
        shown = title or document.parsed.title
        site_url = document.parsed.site_url
        lab = lab or self._lab_of_publisher(publisher or document.parsed.title, site_url or address)
        return await feeds.add_feed(
            session,
            url=address,
            title=shown,
            publisher=publisher or shown,
            kind=kind or (FeedKind.VENDOR if lab else FeedKind.UNKNOWN),
            lab=lab,
            site_url=site_url,
            now=self._clock(),
        )


def _named(subscribed: Sequence[Feed], name: str) -> Feed:
    wanted = name.strip()
    try:
        address = feed_address(wanted)
    except BadAddress:
        address = wanted
    for feed in subscribed:
        if feed.url in {wanted, address} or str(feed.id) == wanted:
            return feed
    titled = [feed for feed in subscribed if feed.title.casefold() == wanted.casefold()]
    if len(titled) > 1:
        raise AmbiguousFeed(wanted, ", ".join(feed.url for feed in titled))
    if not titled:
        raise NotSubscribed(wanted)
    return titled[0]
