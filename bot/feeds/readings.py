"""Have entries read in worker processes. What is read in a text: bot.reading. What becomes of it: intake, reread."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Protocol

from bot.domain.announcements import Entry, Feed
from bot.domain.claims import Reading
from bot.feeds.errors import TookTooLong, WorkerLost
from bot.feeds.offload import Offload

_READ_AT_ONCE = 10

log = logging.getLogger(__name__)


class ReadsText(Protocol):
    """What reads claims in a text; runs in worker processes."""

    def __call__(self, *, title: str, text: str, publisher: str, publisher_lab: str | None, url: str | None) -> Reading:
        """What the text claims."""
        ...


class Readings:
    """Reads entries, some at a time; ``version`` is the reader's, None where there is none to read."""

    def __init__(self, offload: Offload, read: ReadsText | None, version: int) -> None:
        self._offload = offload
        self._read = read
        self.version = version if read is not None else None

    async def of(self, feed: Feed, entries: Sequence[Entry]) -> list[Reading | None]:
        """The reading of each entry; None for those that the reader was stopped at: they are to be read later."""
        if self._read is None:
            return [None] * len(entries)
        batches = [entries[at : at + _READ_AT_ONCE] for at in range(0, len(entries), _READ_AT_ONCE)]
        read = await asyncio.gather(*(self._batch(self._read, feed, batch) for batch in batches))
        return [reading for batch in read for reading in batch]

    async def _batch(self, read: ReadsText, feed: Feed, entries: Sequence[Entry]) -> Sequence[Reading | None]:
        try:
            return await self._offload.run(_read_all, read, feed.publisher, feed.lab, entries)
        except (TookTooLong, WorkerLost) as cause:
            log.warning("entries of %s are stored unread: %s", feed.url, cause)
            return [None] * len(entries)


def _read_all(read: ReadsText, publisher: str, publisher_lab: str | None, entries: Sequence[Entry]) -> list[Reading]:
    """In a worker: what each of these entries claims."""
    return [
        read(title=entry.title, text=entry.text, publisher=publisher, publisher_lab=publisher_lab, url=entry.link)
        for entry in entries
    ]
