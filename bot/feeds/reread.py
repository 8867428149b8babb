"""Read stored announcements again with a newer reader. What is done stays done: it may be stopped at any moment."""

import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from functools import partial

from bot.domain.claims import Reading
from bot.feeds.errors import TookTooLong, WorkerLost
from bot.feeds.filtering import hide_reread
from bot.feeds.knownnames import KnownNames
from bot.feeds.offload import Offload
from bot.feeds.readings import ReadsText
from bot.registry.load import load_registry
from db.announcements import StoredText, count_unread, unread
from db.engine import Database
from db.readings import store_reading

BATCH = 20

log = logging.getLogger(__name__)


class Reread:
    """Reads what no reader, or only an older one, has read."""

    def __init__(
        self,
        database: Database,
        offload: Offload,
        read: ReadsText,
        *,
        reader_version: int,
        clock: Callable[[], datetime],
        names: KnownNames | None = None,
    ) -> None:
        self._database = database
        self._offload = offload
        self._read = read
        self._version = reader_version
        self._clock = clock
        self._names = names or KnownNames(database, load_registry())

    async def count(self) -> int:
        """How many announcements are to be read."""
        async with self._database.read() as session:
            return await count_unread(session, self._version)

    async def run(self) -> AsyncIterator[int]:
        """Read them a batch at a time, each batch in one transaction; tells how many each batch held."""
        last = 0
        while True:
            async with self._database.read() as session:
                batch = await unread(session, self._version, after_id=last, limit=BATCH)
            if not batch:
                return
            await self._store(batch, await self._readings(batch))
            last = batch[-1].announcement_id
            yield len(batch)

    async def _readings(self, batch: list[StoredText]) -> list[Reading | None]:
        read = partial(self._read, additions=await self._names.additions())
        try:
            return list(await self._offload.run(_read_batch, read, batch))
        except (TookTooLong, WorkerLost) as cause:
            log.warning("%s announcements from number %s are left: %s", len(batch), batch[0].announcement_id, cause)
            return [None] * len(batch)

    async def _store(self, batch: list[StoredText], readings: list[Reading | None]) -> None:
        async with self._database.begin() as session:
            for text, reading in zip(batch, readings, strict=True):
                if reading is not None:
                    await store_reading(
                        session,
                        announcement_id=text.announcement_id,
                        reading=reading,
                        reader_version=self._version,
                        now=self._clock(),
                    )
            await hide_reread(session, [text.announcement_id for text in batch])


def _read_batch(read: "partial[Reading]", batch: list[StoredText]) -> list[Reading]:
    """In a worker: what each of these announcements claims."""
    return [
        read(title=each.title, text=each.text, publisher=each.publisher, publisher_lab=each.lab, url=each.url)
        for each in batch
    ]
