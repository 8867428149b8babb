"""Which guild reads which feed: subscribe, end it, list. A feed is stored once, however many guilds subscribe to it."""

import asyncio
import builtins
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Feed, FeedKind, FeedStatus, Subscription
from bot.domain.filters import NO_FILTER, FeedFilter
from bot.feeds.errors import AlreadySubscribed, AmbiguousFeed, BadAddress, FeedRemoved, NotSubscribed
from bot.feeds.filtering import apply_filter
from bot.feeds.ingest import Document, Ingest, PollReport
from bot.feeds.introduction import LabOfPublisher
from bot.feeds.links import feed_address
from bot.feeds.starter import StarterFeed
from db import feeds
from db.engine import Database
from db.subscriptions import addresses, open_to_all, readers
from db.visibility import forget_hidden


class Subscriptions:
    """What guilds subscribe to.

    ``lab_of_publisher`` is asked where no one says whose feed it is; ``is_public`` says whether everybody knows the
    feed at an address, so that it is no server's secret.
    """

    def __init__(
        self,
        database: Database,
        ingest: Ingest,
        clock: Callable[[], datetime],
        lab_of_publisher: LabOfPublisher,
        is_public: Callable[[str], bool] = lambda _address: False,
    ) -> None:
        self._database = database
        self._ingest = ingest
        self._clock = clock
        self._lab_of_publisher = lab_of_publisher
        self._is_public = is_public
        self._adding = asyncio.Lock()

    async def add(
        self,
        guild_id: int,
        url: str,
        channel_id: int | None = None,
        *,
        own_title: str | None = None,
        wanted: FeedFilter = NO_FILTER,
        title: str | None = None,
        publisher: str | None = None,
        kind: FeedKind | None = None,
        lab: str | None = None,
        found: Document | None = None,
    ) -> tuple[Subscription, PollReport]:
        """Subscribe the guild to the feed at the address, and take in what it shows now.

        ``own_title`` and the filter are the guild's own. The other hints are for a feed that is new here; one that
        another guild reads stays as it is. ``found`` is what was seen there a moment ago, so that it is not asked
        twice. Raises BadAddress, FetchFailed and ParseFailed where no feed is found there, AlreadySubscribed; then
        nothing is stored.
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
            if not await feeds.subscribe(
                session,
                guild_id=guild_id,
                feed_id=feed.id,
                channel_id=channel_id,
                now=self._clock(),
                own_title=own_title,
                wanted=wanted,
            ):
                raise AlreadySubscribed(feed.title, feed.url)
            await apply_filter(session, guild_id, feed.id, wanted)
            await self._open_to_all(session, {feed.id: feed.url})
        report = PollReport(feed=feed, not_modified=True)
        if document is not None:
            report = await self._ingest.take_in(feed, document)
        return await self.find(guild_id, report.feed.url), report

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
            await self._open_to_all(session, {feed.id: feed.url})
            return await feeds.subscribe(
                session,
                guild_id=guild_id,
                feed_id=feed.id,
                channel_id=None,
                now=now,
                own_title=own_title,
                folder=folder,
            )

    async def remove(self, guild_id: int, feed: str) -> Subscription:
        """End the subscription to a feed, named by address, title or number. Raises NotSubscribed, AmbiguousFeed."""
        async with self._database.begin() as session:
            found = named(await feeds.subscriptions(session, guild_id), feed)
            await feeds.unsubscribe(session, guild_id=guild_id, feed_id=found.feed.id)
            await forget_hidden(session, guild_id, found.feed.id)
            await rest_if_unread(session, found.feed)
        return found

    async def find(self, guild_id: int, feed: str) -> Subscription:
        """The subscription to a feed, named by address, title or number. Raises NotSubscribed, AmbiguousFeed."""
        async with self._database.read() as session:
            return named(await feeds.subscriptions(session, guild_id), feed)

    async def list(self, guild_id: int) -> builtins.list[Subscription]:
        """What the guild subscribes to, by what it calls the feeds."""
        async with self._database.read() as session:
            return sorted(await feeds.subscriptions(session, guild_id), key=lambda each: each.title.casefold())

    async def open_known(self) -> None:
        """Let direct messages see the feeds that everybody knows, of those that are read already."""
        async with self._database.begin() as session:
            await self._open_to_all(session, await addresses(session))

    async def _open_to_all(self, session: AsyncSession, known: Mapping[int, str]) -> None:
        public = [feed_id for feed_id, address in known.items() if self._is_public(address)]
        if public:
            await open_to_all(session, public, self._clock())

    async def _stored(self, guild_id: int, address: str) -> Feed | None:
        """The feed at the address, if any guild reads it. Raises AlreadySubscribed where this one does."""
        async with self._database.read() as session:
            for subscription in await feeds.subscriptions(session, guild_id):
                if subscription.feed.url == address:
                    raise AlreadySubscribed(subscription.title, address)
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


async def rest_if_unread(session: AsyncSession, feed: Feed) -> None:
    """Poll the feed no more where no guild has it read."""
    if feed.status is FeedStatus.ACTIVE and await readers(session, feed.id) == 0:
        await feeds.set_status(session, feed.id, FeedStatus.PAUSED)


def named(subscribed: Sequence[Subscription], name: str) -> Subscription:
    """The subscription to the feed of this address or number, else title. Raises NotSubscribed, AmbiguousFeed."""
    wanted = name.strip()
    try:
        address = feed_address(wanted)
    except BadAddress:
        address = wanted
    for each in subscribed:
        if each.feed.url in {wanted, address} or str(each.feed.id) == wanted:
            return each
    titled = [each for each in subscribed if each.title.casefold() == wanted.casefold()]
    if len(titled) > 1:
        raise AmbiguousFeed(wanted, ", ".join(each.feed.url for each in titled))
    if not titled:
        raise NotSubscribed(wanted)
    return titled[0]
