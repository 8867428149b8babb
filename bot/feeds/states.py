"""Write down how polls ended that stored no entry: many feeds in one transaction.

Most polls bring nothing new, and a transaction for each would cost more than the poll. So these states are gathered,
and written a few times a second. Whoever needs them written now flushes. A crash loses a quarter of a second of them
at most, which only means that these feeds are asked again; entries, and the validators that vouch for them, are never
among what is lost: they are stored in one transaction of their own (ingest).

Only what a poll learns is written, since a command may change the rest of the feed meanwhile.
"""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.domain.announcements import Feed
from db import feeds
from db.engine import Database

_WAITING = ("next_poll_at", "wait_reason")
_FAILED = (*_WAITING, "last_polled_at", "failures", "failing_since", "last_error", "moved_to", "moved_successes")
_UNCHANGED = (*_FAILED, "last_success_at", "etag", "last_modified")

log = logging.getLogger(__name__)


class StateWriter:
    """Gathers states and writes them once ``most`` are there or ``seconds`` have passed, whichever comes first."""

    def __init__(self, database: Database, *, most: int = 200, seconds: float = 0.25) -> None:
        self._database = database
        self._most = most
        self._seconds = seconds
        self._states: dict[int, Mapping[str, Any]] = {}
        self._writing = asyncio.Lock()
        self._enough = asyncio.Event()
        self._later: asyncio.Task[None] | None = None

    def unchanged(self, feed: Feed) -> None:
        """The feed answered, and showed nothing new."""
        self._note(feed, _UNCHANGED)

    def failed(self, feed: Feed) -> None:
        """The feed could not be had or read."""
        self._note(feed, _FAILED)

    def waiting(self, feed: Feed) -> None:
        """The feed was not asked."""
        self._note(feed, _WAITING)

    async def flush(self) -> None:
        """Returns when everything noted before is written. Raises what the database raises; then it is kept."""
        self._enough.set()
        if self._later is not None:
            await self._later
        await self._write()

    def _note(self, feed: Feed, columns: tuple[str, ...]) -> None:
        self._states[feed.id] = {column: getattr(feed, column) for column in columns}
        if self._later is None or self._later.done():
            self._enough.clear()
            self._later = asyncio.create_task(self._write_later())
        if len(self._states) >= self._most:
            self._enough.set()

    async def _write_later(self) -> None:
        while self._states:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._seconds):
                    await self._enough.wait()
            self._enough.clear()
            try:
                await self._write()
            except SQLAlchemyError:
                log.exception("the states of %s feeds could not be written yet", len(self._states))
                return  # the next one to be noted, or a flush, tries again

    async def _write(self) -> None:
        async with self._writing:
            states, self._states = self._states, {}
            written = False
            try:
                if states:
                    async with self._database.begin() as session:
                        await feeds.save_states(session, states)
                written = True
            finally:
                if not written:
                    self._states = states | self._states
