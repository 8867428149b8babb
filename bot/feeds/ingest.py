"""One feed's turn: fetch, parse, tell what is new, have it read, store all of it at once.

What one feed does wrong is written down with that feed and touches no other. Everything that a turn learns, the
validators for the next request among it, is stored in one transaction: whatever kills the process, either all of it
is there or the next turn asks again as if this one had not been.
"""

import asyncio
import hashlib
import logging
import random
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

from sqlalchemy.exc import NoResultFound, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Feed, FeedStatus
from bot.feeds.articles import Articles
from bot.feeds.documents import ParsedFeed
from bot.feeds.errors import FeedError, FeedGone, FeedRemoved, FetchFailed, PollFailed
from bot.feeds.fetch import Fetched
from bot.feeds.hosts import HostTurns
from bot.feeds.intake import Intake, Shown, show
from bot.feeds.offload import Offload
from bot.feeds.parse import parse_feed
from bot.feeds.polling import Outcome, next_poll
from bot.feeds.readings import Readings, ReadsText
from db import feeds
from db.engine import Database

_LONGEST_WAIT = 10_000_000  # seconds; next_poll bounds it, this only keeps it a number that a time can be made of

log = logging.getLogger(__name__)


class FetchesFeeds(Protocol):
    """What gets a feed's bytes."""

    async def fetch(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """What stands at the address, or that nothing changed. Raises FetchFailed."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class PollReport:
    """How a feed's turn went: the feed as it is stored now, and how many of its entries were new and were known.

    Of those known, ``revised`` had been edited.
    """

    feed: Feed
    new: int = 0
    seen: int = 0
    revised: int = 0
    not_modified: bool = False
    salvaged: bool = False
    error: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A feed as it was found at its address."""

    fetched: Fetched
    parsed: ParsedFeed
    shown: Shown


class Ingest:
    """Polls feeds: ``at_once`` of them together, of each host one at a time and ``host_gap`` seconds apart."""

    def __init__(
        self,
        database: Database,
        fetcher: FetchesFeeds,
        offload: Offload,
        read: ReadsText,
        *,
        reader_version: int,
        clock: Callable[[], datetime],
        at_once: int = 20,
        host_gap: float = 2.0,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._offload = offload
        self._clock = clock
        self._slots = asyncio.Semaphore(at_once)
        self._hosts = HostTurns(host_gap)
        articles = Articles(fetcher, offload, self._hosts)
        self._intake = Intake(database, Readings(offload, read, reader_version), articles, clock)
        self._dice = dice

    async def poll_due(self) -> list[PollReport]:
        """Poll every feed whose time has come, once."""
        async with self._database.read() as session:
            due = await feeds.due_feeds(session, self._clock())
        return [report async for report in self.poll_feeds(due)]

    async def poll_feeds(self, these: Sequence[Feed]) -> AsyncIterator[PollReport]:
        """Poll these feeds and tell of each as it is done. Raises only what no feed is to blame for, when all are."""
        turns = [asyncio.create_task(self.poll(feed)) for feed in these]
        errors = []
        try:
            for turn in asyncio.as_completed(turns):
                try:
                    yield await turn
                except SQLAlchemyError as cause:
                    errors.append(cause)
        finally:
            for unfinished in turns:
                unfinished.cancel()
        if errors:
            raise errors[0]

    async def poll(self, feed: Feed) -> PollReport:
        """The feed's turn. A failure is written down with the feed and told in the report, not raised."""
        return await self._reported(feed, self._turn(feed))

    async def look(self, url: str) -> Document:
        """What stands at an address, with nothing stored. Raises FetchFailed and ParseFailed."""
        async with AsyncExitStack() as slot:
            async with self._hosts.turn(_authority(url)):
                await slot.enter_async_context(self._slots)
                fetched = await self._fetcher.fetch(url)
            return await self._parsed(fetched, url)

    async def take_in(self, feed: Feed, document: Document) -> PollReport:
        """Store what a document shows, as the feed's turn would. A failure is told in the report, not raised."""
        return await self._reported(feed, self._take_in(feed, document))

    async def _reported(self, feed: Feed, turn: Coroutine[Any, Any, PollReport]) -> PollReport:
        try:
            return await turn
        except FeedError as cause:
            return await self._note_failure(feed, cause)
        except Exception:
            log.exception("polling %s failed", feed.url)
            return await self._note_failure(feed, PollFailed(feed.url))

    async def _turn(self, feed: Feed) -> PollReport:
        async with AsyncExitStack() as slot:
            async with self._hosts.turn(_authority(feed.url)):
                # Taken once it is this feed's turn at its host: whoever waits for a slow host keeps no other out.
                await slot.enter_async_context(self._slots)
                fetched = await self._fetcher.fetch(feed.url, feed.etag, feed.last_modified)
            if fetched.not_modified or _hash_of(fetched.body) == feed.body_hash:
                return await self._note_unchanged(feed, fetched)
            document = await self._parsed(fetched, feed.url)
            if feed.full_text:
                await slot.aclose()  # articles take time, and wait for hosts whose turn may wait for a slot
            return await self._take_in(feed, document)

    async def _parsed(self, fetched: Fetched, url: str) -> Document:
        parsed, shown = await self._offload.run(_parse, fetched.body, fetched.content_type, url, self._clock())
        return Document(fetched=fetched, parsed=parsed, shown=shown)

    async def _take_in(self, feed: Feed, document: Document) -> PollReport:
        fetched, parsed = document.fetched, document.parsed
        outcome = Outcome(succeeded=True, wait=_wait(fetched.max_age, parsed.ttl))

        prepared = await self._intake.prepare(feed, document.shown)
        async with self._database.begin() as session:
            # First, since it locks the feed: of two turns at once, the second sees below what the first has stored.
            polled = await self._save_success(session, feed, fetched, outcome, body_hash=_hash_of(fetched.body))
            taken = await self._intake.store(session, feed, document.shown, prepared)
        return PollReport(
            feed=polled,
            new=len(taken.new),
            seen=taken.seen,
            revised=len(taken.revised),
            salvaged=parsed.salvaged,
        )

    async def _note_unchanged(self, feed: Feed, fetched: Fetched) -> PollReport:
        outcome = Outcome(succeeded=True, wait=_wait(fetched.max_age, None))
        async with self._database.begin() as session:
            polled = await self._save_success(session, feed, fetched, outcome, body_hash=feed.body_hash)
        return PollReport(feed=polled, not_modified=True)

    async def _save_success(
        self, session: AsyncSession, feed: Feed, fetched: Fetched, outcome: Outcome, *, body_hash: str | None
    ) -> Feed:
        now = self._clock()
        current = await _current(session, feed)
        polled = replace(
            current,
            # A 304 need not repeat the validators that it confirms.
            etag=fetched.etag or (current.etag if fetched.not_modified else None),
            last_modified=fetched.last_modified or (current.last_modified if fetched.not_modified else None),
            body_hash=body_hash,
            next_poll_at=next_poll(current, outcome, now, self._dice()),
            last_polled_at=now,
            last_success_at=now,
            failures=0,
            last_error=None,
        )
        await feeds.save_feed(session, polled)
        return polled

    async def _note_failure(self, feed: Feed, error: FeedError) -> PollReport:
        now = self._clock()
        asked = error.retry_after if isinstance(error, FetchFailed) else None
        outcome = Outcome(succeeded=False, wait=_wait(asked, None))
        log.info("%s: %s", feed.url, error)
        try:
            async with self._database.begin() as session:
                current = await _current(session, feed)
                failed = replace(
                    current,
                    status=FeedStatus.GONE if isinstance(error, FeedGone) else current.status,
                    next_poll_at=next_poll(current, outcome, now, self._dice()),
                    last_polled_at=now,
                    failures=current.failures + 1,
                    last_error=error.sentence,
                )
                await feeds.save_feed(session, failed)
        except FeedRemoved as removed:
            return PollReport(feed=feed, error=removed.sentence)
        return PollReport(feed=failed, error=error.sentence)


def _parse(body: bytes, content_type: str | None, url: str, now: datetime) -> tuple[ParsedFeed, Shown]:
    """In a worker: the feed, and what its entries are known by."""
    parsed = parse_feed(body, content_type, url, now)
    return parsed, show(parsed.entries)


async def _current(session: AsyncSession, feed: Feed) -> Feed:
    """The feed as it is stored: a command may have changed it since its turn began."""
    try:
        return await feeds.get_feed(session, feed.id)
    except NoResultFound as cause:
        raise FeedRemoved(feed.url) from cause


def _wait(seconds: int | None, ttl: timedelta | None) -> timedelta | None:
    """The longer of what the server and what the feed asked for."""
    asked = [timedelta(seconds=min(seconds, _LONGEST_WAIT))] if seconds is not None else []
    return max(asked + ([ttl] if ttl else []), default=None)


def _hash_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _authority(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()
