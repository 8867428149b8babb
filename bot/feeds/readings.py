"""Have entries read in worker processes. What is read in a text: bot.reading. What becomes of it: intake, reread."""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial
from typing import Protocol

from bot.domain.additions import RegistryAdditions
from bot.domain.announcements import Entry, Feed
from bot.domain.claims import Reading
from bot.feeds.errors import TookTooLong, WorkerLost
from bot.feeds.knownnames import KnownNames
from bot.feeds.offload import Offload

_READ_AT_ONCE = 10

log = logging.getLogger(__name__)


class ReadsText(Protocol):
    """What reads claims in a text; runs in worker processes."""

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
        """What the text claims, by the registry and what was added to it."""
        ...


class Readings:
    """Reads entries, some at a time; ``version`` is the reader's, None where there is none to read."""

    def __init__(self, offload: Offload, read: ReadsText | None, version: int, names: KnownNames) -> None:
        self._offload = offload
        self._read = read
        self._names = names
        self.version = version if read is not None else None

    async def of(self, feed: Feed, entries: Sequence[Entry]) -> list[Reading | None]:
        """The reading of each entry; None for those that the reader was stopped at: they are to be read later."""
        if self._read is None:
            return [None] * len(entries)
        read = partial(self._read, additions=await self._names.additions())
        batches = [entries[at : at + _READ_AT_ONCE] for at in range(0, len(entries), _READ_AT_ONCE)]
        read_batches = await asyncio.gather(*(self._batch(read, feed, batch) for batch in batches))
        return [reading for batch in read_batches for reading in batch]

    async def _batch(self, read: "partial[Reading]", feed: Feed, entries: Sequence[Entry]) -> Sequence[Reading | None]:
        try:
            return await self._offload.run(read_all, read, feed.publisher, feed.lab, entries)
        except (TookTooLong, WorkerLost) as cause:
            log.warning("entries of %s are stored unread: %s", feed.url, cause)
            return [None] * len(entries)


def read_all(
    read: "partial[Reading]", publisher: str, publisher_lab: str | None, entries: Sequence[Entry]
) -> list[Reading]:
    """In a worker: what each of these entries claims."""
    return [
        read(title=entry.title, text=entry.text, publisher=publisher, publisher_lab=publisher_lab, url=entry.link)
        for entry in entries
    ]
