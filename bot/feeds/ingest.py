"""One feed's turn: fetch, parse, tell what is new, have it read, store all of it at once.

What one feed does wrong is written down with that feed and touches no other. Everything that a turn learns, the
validators for the next request among it, is stored in one transaction: whatever kills the process, either all of it
is there or the next turn asks again as if this one had not been.
"""

import asyncio
import logging
import random
import re
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.exc import NoResultFound, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Feed
from bot.feeds.articles import Articles
from bot.feeds.errors import FeedError, FeedGone, FeedRemoved, FetchFailed, HostCools, PollFailed
from bot.feeds.fetch import Fetched
from bot.feeds.hosts import HostTurns
from bot.feeds.intake import Intake, Prepared
from bot.feeds.introduction import Introduce, called_by_its_own_name, goes_by_its_address
from bot.feeds.knownnames import KnownNames
from bot.feeds.merging import settle
from bot.feeds.moves import has_moved
from bot.feeds.offload import Offload
from bot.feeds.packing import parse_and_pack
from bot.feeds.parcels import unpack
from bot.feeds.parsed import ParsedFeed
from bot.feeds.polling import cool_down, usual_gap
from bot.feeds.readings import Readings, ReadsText
from bot.feeds.showing import Shown
from bot.feeds.states import StateWriter
from bot.feeds.storing import Storing
from bot.feeds.turns import after_document, after_failure, after_unchanged, after_waiting
from bot.registry.load import load_registry
from db import feeds
from db.engine import Database

_STARTED_AT_ONCE = 50  # a thousand turns that all begin in one step would hold up the loop
_END_OF_AUTHORITY = re.compile(r"[/?#\\]")

log = logging.getLogger(__name__)


class FetchesFeeds(Protocol):
    """What gets a feed's bytes."""

    async def fetch(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """What stands at the address, or that nothing changed. Raises FetchFailed."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class PollReport:
    """How a feed's turn went: the feed as it is stored now, and how many of its entries were new and were known.

    Of those known, ``revised`` had been edited. ``waiting``: it was not asked, since its host wants peace.
    """

    feed: Feed
    new: int = 0
    seen: int = 0
    revised: int = 0
    not_modified: bool = False
    salvaged: bool = False
    waiting: bool = False
    error: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A feed as it was found at its address."""

    fetched: Fetched
    parsed: ParsedFeed
    shown: Shown


@dataclass(frozen=True, kw_only=True, slots=True)
class _Brought:
    """A feed as its turn began, what it showed, and what was made ready to store that."""

    feed: Feed
    document: Document
    prepared: Prepared


class Ingest:
    """Polls feeds: ``at_once`` of them together, of each host one at a time and ``host_gap`` seconds apart.

    Without a reader, announcements are stored unread, for reread to read later.
    """

    def __init__(
        self,
        database: Database,
        fetcher: FetchesFeeds,
        offload: Offload,
        read: ReadsText | None,
        *,
        reader_version: int,
        clock: Callable[[], datetime],
        at_once: int = 20,
        host_gap: float = 2.0,
        dice: Callable[[], float] = random.random,
        names: KnownNames | None = None,
        introduce: Introduce = called_by_its_own_name,
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._offload = offload
        self._clock = clock
        self._slots = asyncio.Semaphore(at_once)
        self._storing = Storing(database, self._store)
        self._hosts = HostTurns(host_gap)
        names = names or KnownNames(database, load_registry())
        articles = Articles(fetcher, offload, self._hosts)
        self._intake = Intake(database, Readings(offload, read, reader_version, names), articles, clock)
        self._states = StateWriter(database)
        self._dice = dice
        self._introduce = introduce

    async def poll_due(self) -> list[PollReport]:
        """Poll every feed whose time has come, once."""
        async with self._database.read() as session:
            due = await feeds.due_feeds(session, self._clock())
        return [report async for report in self.poll_feeds(due)]

    async def poll_feeds(self, these: Sequence[Feed]) -> AsyncIterator[PollReport]:
        """Poll these feeds and tell of each as it is done; at the end, everything told is stored.

        Raises only what no feed is to blame for, when all are done.
        """
        turns: list[asyncio.Task[PollReport]] = []
        errors = []
        try:
            for feed in these:
                turns.append(asyncio.create_task(self._polled(feed)))
                if len(turns) % _STARTED_AT_ONCE == 0:
                    await asyncio.sleep(0)
            for turn in asyncio.as_completed(turns):
                try:
                    yield await turn
                except SQLAlchemyError as cause:
                    errors.append(cause)
        finally:
            for unfinished in turns:
                unfinished.cancel()
            await self._states.flush()
        if errors:
            raise errors[0]

    async def poll(self, feed: Feed) -> PollReport:
        """The feed's turn. A failure is written down with the feed and told in the report, not raised."""
        report = await self._polled(feed)
        await self._states.flush()
        return report

    async def look(self, url: str) -> Document:
        """What stands at an address, with nothing stored. Raises FetchFailed and ParseFailed."""
        async with AsyncExitStack() as slot:
            return await self._parsed(await self._fetched(slot, url), url)

    async def fetch(self, url: str) -> Fetched:
        """The bytes at an address, page or feed, with nothing stored. Raises FetchFailed."""
        async with AsyncExitStack() as slot:
            return await self._fetched(slot, url)

    async def parse(self, fetched: Fetched) -> Document:
        """The feed in the bytes that were fetched. Raises ParseFailed."""
        return await self._parsed(fetched, fetched.url)

    async def take_in(self, feed: Feed, document: Document) -> PollReport:
        """Store what a document shows, as the feed's turn would. A failure is told in the report, not raised."""
        report = await self._reported(feed, self._take_in(feed, document))
        await self._states.flush()
        return report

    async def close(self) -> None:
        """Returns when everything that polls have learned is stored."""
        await self._states.flush()

    async def _polled(self, feed: Feed) -> PollReport:
        return await self._reported(feed, self._turn(feed))

    async def _reported(self, feed: Feed, turn: Coroutine[Any, Any, PollReport]) -> PollReport:
        try:
            return await turn
        except HostCools as cause:
            return self._note_waiting(feed, cause.seconds)
        except FeedError as cause:
            return await self._note_failure(feed, cause)
        except Exception:
            log.exception("polling %s failed", feed.url)
            return await self._note_failure(feed, PollFailed(feed.url))

    async def _turn(self, feed: Feed) -> PollReport:
        async with AsyncExitStack() as slot:
            fetched = await self._fetched(slot, feed.url, feed.etag, feed.last_modified)
            if fetched.not_modified or (not fetched.is_delta and fetched.body_hash == feed.body_hash):
                return await self._note_unchanged(feed, fetched)
            document = await self._parsed(fetched, feed.url)
            if feed.full_text:
                await slot.aclose()  # articles take time, and wait for hosts whose turn may wait for a slot
            return await self._take_in(feed, document)

    async def _fetched(
        self, slot: AsyncExitStack, url: str, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        host = _authority(url)
        async with self._hosts.turn(host):
            # Taken once it is this feed's turn at its host: whoever waits for a slow host keeps no other out.
            await slot.enter_async_context(self._slots)
            try:
                return await self._fetcher.fetch(url, etag, last_modified)
            except FetchFailed as cause:
                if peace := cool_down(cause):
                    self._hosts.cool(host, peace)
                raise

    async def _parsed(self, fetched: Fetched, url: str) -> Document:
        parcel = await self._offload.run(parse_and_pack, fetched.body, fetched.content_type, url, self._clock())
        parsed, shown = await unpack(parcel)
        return Document(fetched=fetched, parsed=parsed, shown=shown)

    async def _take_in(self, feed: Feed, document: Document) -> PollReport:
        feed = await self._introduced(feed, document.parsed)
        prepared = await self._intake.prepare(feed, document.shown)
        return await self._storing.run(feed.id, _Brought(feed=feed, document=document, prepared=prepared))

    async def _store(self, session: AsyncSession, brought: Sequence[_Brought]) -> list[PollReport]:
        """Store what several feeds bring. They are locked first: of two turns at once, the second sees what the first
        has stored."""
        locked = await feeds.lock_feeds(session, [each.feed.id for each in brought])
        for each in brought:
            if each.feed.id not in locked:
                raise FeedRemoved(each.feed.url)
        current = [locked[each.feed.id] for each in brought]
        taken = await self._intake.store(
            session, [(feed, each.prepared) for feed, each in zip(current, brought, strict=True)]
        )
        polled = [
            await self._after_document(session, feed, each.document, new=bool(of_feed.new))
            for feed, each, of_feed in zip(current, brought, taken, strict=True)
        ]
        await feeds.save_locked(session, polled)
        return [
            PollReport(
                feed=await _settled(session, feed),
                new=len(of_feed.new),
                seen=of_feed.seen,
                revised=len(of_feed.revised),
                salvaged=feed.salvaged,
            )
            for feed, of_feed in zip(polled, taken, strict=True)
        ]

    async def _introduced(self, feed: Feed, parsed: ParsedFeed) -> Feed:
        """The feed; one that was subscribed to unread learns from its first document what it is called."""
        if not goes_by_its_address(feed):
            return feed
        async with self._database.begin() as session:
            introduced = self._introduce(await _locked(session, feed), parsed)
            await feeds.save_feed(session, introduced)
        return introduced

    async def _after_document(self, session: AsyncSession, current: Feed, document: Document, *, new: bool) -> Feed:
        fetched, parsed, now = document.fetched, document.parsed, self._clock()
        gap = None if fetched.is_delta else usual_gap((entry.published_at for entry in parsed.entries), now)
        if gap is None and new:  # without dates of its own, it is as quick as we have seen it be
            gap = usual_gap(await feeds.last_dates(session, current.id), now)
        gap = gap if gap is not None else current.rhythm_seconds
        return after_document(current, fetched, parsed, now, self._dice(), new=new, gap=gap)

    async def _note_unchanged(self, feed: Feed, fetched: Fetched) -> PollReport:
        polled = after_unchanged(feed, fetched, self._clock(), self._dice())
        if has_moved(polled):
            async with self._database.begin() as session:
                polled = after_unchanged(await _locked(session, feed), fetched, self._clock(), self._dice())
                await feeds.save_locked(session, [polled])
                polled = await _settled(session, polled)
        else:
            self._states.unchanged(polled)
        return PollReport(feed=polled, not_modified=True)

    def _note_waiting(self, feed: Feed, seconds: float) -> PollReport:
        waiting = after_waiting(feed, seconds, self._clock(), self._dice())
        self._states.waiting(waiting)
        return PollReport(feed=waiting, waiting=True)

    async def _note_failure(self, feed: Feed, error: FeedError) -> PollReport:
        log.info("%s: %s", feed.url, error)
        if isinstance(error, FeedRemoved):
            return PollReport(feed=feed, error=error.sentence)
        if isinstance(error, FeedGone):
            return await self._note_gone(feed, error)
        failed = after_failure(feed, error, self._clock(), self._dice())
        self._states.failed(failed)
        return PollReport(feed=failed, error=error.sentence)

    async def _note_gone(self, feed: Feed, error: FeedGone) -> PollReport:
        """Stopping is no matter of a poll's state alone, so it is written at once, together with its reason."""
        try:
            async with self._database.begin() as session:
                gone = after_failure(await _locked(session, feed), error, self._clock(), self._dice())
                await feeds.save_feed(session, gone)
        except FeedRemoved as removed:
            return PollReport(feed=feed, error=removed.sentence)
        return PollReport(feed=gone, error=error.sentence)


async def _locked(session: AsyncSession, feed: Feed) -> Feed:
    """The feed as it is stored, held until the transaction ends: a command may have changed it since its turn began."""
    try:
        return await feeds.lock_feed(session, feed.id)
    except NoResultFound as cause:
        raise FeedRemoved(feed.url) from cause


async def _settled(session: AsyncSession, polled: Feed) -> Feed:
    """The feed after a poll that found it, at its new address where that is proven."""
    return await settle(session, polled) if has_moved(polled) else polled


def _authority(url: str) -> str:
    """The host, and its port, that an address asks. Its own few lines, since every poll asks for it."""
    rest = url.partition("://")[2]
    return _END_OF_AUTHORITY.split(rest, maxsplit=1)[0].rpartition("@")[2].lower()
