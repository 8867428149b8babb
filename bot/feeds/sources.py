"""Where a guild's feeds come from: an address of any kind, the starter packs, a list from another reader; and back.

What finds feeds: discovery, starter, opml. What subscribes: subscriptions. Here they are put together.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bot.domain.announcements import Subscription
from bot.domain.filters import NO_FILTER, FeedFilter
from bot.feeds.discovery import Candidate, Discoverer, Discovery
from bot.feeds.errors import AlreadySubscribed, BadAddress, FeedError, NoFeedFound
from bot.feeds.ingest import PollReport
from bot.feeds.links import feed_address, link_key
from bot.feeds.offload import Offload
from bot.feeds.opml import Outline, read_opml, write_opml
from bot.feeds.starter import StarterFeed, StarterPacks
from bot.feeds.subscriptions import Subscriptions

_ADDED_AT_ONCE = 4
_TRIED_SHOWN = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """A feed that the guild now reads, how its first poll went, and where it was found, if it had to be looked for."""

    subscription: Subscription
    report: PollReport
    found: Candidate | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StarterOutcome:
    """What became of one feed of a pack: ``error`` is None where the guild reads it now."""

    feed: StarterFeed
    error: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What became of a list's feeds. ``refused`` holds those whose address is none, each with the reason."""

    added: tuple[Outline, ...]
    already: tuple[Outline, ...]
    repeated: int
    refused: tuple[tuple[Outline, str], ...]


class Sources:
    """Adds feeds by address, by pack and by list, and writes the list of a guild's feeds."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        discoverer: Discoverer,
        packs: StarterPacks,
        offload: Offload,
        clock: Callable[[], datetime],
    ) -> None:
        self._subscriptions = subscriptions
        self._discoverer = discoverer
        self._offload = offload
        self._clock = clock
        self.packs = packs

    async def add(
        self,
        guild_id: int,
        url: str,
        channel_id: int | None = None,
        *,
        own_title: str | None = None,
        wanted: FeedFilter = NO_FILTER,
    ) -> Added | Discovery:
        """Subscribe to the only feed that belongs to the address; where there are several, nothing but those.

        Raises BadAddress, AlreadySubscribed, NoFeedFound, and what is wrong with the address's host.
        """
        if await self._subscriptions.is_known(guild_id, url):
            return await self.add_feed(guild_id, url, channel_id, own_title=own_title, wanted=wanted)
        discovery = await self.discover(url)
        if len(discovery.candidates) > 1:
            return discovery
        (only,) = discovery.candidates
        return await self.add_feed(guild_id, only.url, channel_id, own_title=own_title, wanted=wanted, found=only)

    async def add_feed(
        self,
        guild_id: int,
        url: str,
        channel_id: int | None = None,
        *,
        own_title: str | None = None,
        wanted: FeedFilter = NO_FILTER,
        found: Candidate | None = None,
    ) -> Added:
        """Subscribe to the feed at this very address; what the starter packs know of it is known of it here too."""
        starter = self.packs.at(url)
        subscription, report = await self._subscriptions.add(
            guild_id,
            url,
            channel_id,
            own_title=own_title,
            wanted=wanted,
            title=starter.title if starter else None,
            publisher=starter.publisher if starter else None,
            kind=starter.kind if starter else None,
            lab=starter.lab if starter else None,
            found=found.document if found else None,
        )
        return Added(subscription=subscription, report=report, found=found)

    async def discover(self, url: str) -> Discovery:
        """The feeds of the address: one at least. Raises BadAddress, NoFeedFound, what is wrong with its host."""
        discovery = await self._discoverer.discover(url)
        if not discovery.candidates:
            raise _nothing_found(discovery)
        return discovery

    async def subscribed(self, guild_id: int) -> frozenset[str]:
        """The link keys of the feeds that the guild reads."""
        return frozenset(link_key(each.feed.url) or "" for each in await self._subscriptions.list(guild_id))

    async def add_starters(self, guild_id: int, wanted: Sequence[StarterFeed]) -> AsyncGenerator[StarterOutcome, None]:
        """Subscribe to these feeds, several at a time, and tell of each as it is done; one that fails stops no other.

        Those that the guild reads already are left out.
        """
        there = await self.subscribed(guild_id)
        slots = asyncio.Semaphore(_ADDED_AT_ONCE)

        async def add(feed: StarterFeed) -> StarterOutcome:
            async with slots:
                try:
                    added = await self.add_feed(guild_id, feed.url)
                except AlreadySubscribed:
                    return StarterOutcome(feed=feed, error=None)
                except FeedError as cause:
                    return StarterOutcome(feed=feed, error=str(cause))
                return StarterOutcome(feed=feed, error=added.report.error)

        turns = [asyncio.create_task(add(feed)) for feed in wanted if link_key(feed.url) not in there]
        try:
            for turn in asyncio.as_completed(turns):
                yield await turn
        finally:
            for unfinished in turns:
                unfinished.cancel()

    async def import_opml(self, guild_id: int, body: bytes) -> Imported:
        """Subscribe to every feed of the list, unread: their turns come. Raises BadOpml."""
        outlines = await self._offload.run(read_opml, body)
        there = set(await self.subscribed(guild_id))
        added, already, refused, repeated = [], [], [], 0
        seen: set[str] = set()
        for outline in outlines:
            try:
                key = link_key(feed_address(outline.url)) or ""
            except BadAddress as cause:
                refused.append((outline, str(cause)))
                continue
            if key in seen:
                repeated += 1
            elif key in there or not await self._add_unread(guild_id, outline):
                already.append(outline)
            else:
                added.append(outline)
            seen.add(key)
        return Imported(added=tuple(added), already=tuple(already), repeated=repeated, refused=tuple(refused))

    async def export_opml(self, guild_id: int, title: str) -> tuple[bytes, int]:
        """The guild's feeds as an OPML file, and how many they are."""
        outlines = [
            Outline(url=each.feed.url, title=each.title, site_url=each.feed.site_url, folder=each.folder)
            for each in await self._subscriptions.list(guild_id)
        ]
        return write_opml(outlines, title, self._clock()), len(outlines)

    async def _add_unread(self, guild_id: int, outline: Outline) -> bool:
        starter = self.packs.at(outline.url)
        own_title = None if starter and starter.title == outline.title else outline.title
        return await self._subscriptions.add_unread(
            guild_id, outline.url, own_title=own_title, folder=outline.folder, starter=starter
        )


def _nothing_found(discovery: Discovery) -> NoFeedFound:
    own, *others = discovery.attempts or (None,)
    reason = str(own.error) if own else f"The search of {discovery.address} took too long."
    host = urlsplit(discovery.address).netloc
    tried = [_short(attempt.url, host) for attempt in others if attempt is not None]
    more = [f"{len(tried) - _TRIED_SHOWN} more"] if len(tried) > _TRIED_SHOWN else []
    return NoFeedFound(discovery.address, reason, ", ".join(tried[:_TRIED_SHOWN] + more) or "nothing")


def _short(url: str, host: str) -> str:
    """An address of the same host by its path."""
    parts = urlsplit(url)
    return (parts.path or "/") if parts.netloc == host else url
