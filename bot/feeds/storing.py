"""Store what several feeds bring in one transaction: begun once, committed once, each statement run once.

Who stores alone pays for all of that with every feed. So whatever waits while a transaction runs goes into the next
one together. Where something in it fails, nothing of it is stored, and each is tried again by itself: what one feed
does wrong touches no other.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database

Brought = TypeVar("Brought")
Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Job(Generic[Brought, Result]):
    feed_id: int
    brought: Brought
    done: asyncio.Future[Result]


class Storing(Generic[Brought, Result]):
    """Stores what feeds bring with ``store``, which takes what several different feeds bring and tells each its result.

    A transaction takes ``at_most`` of them, so that a command's own waits for no more.
    """

    def __init__(
        self,
        database: Database,
        store: Callable[[AsyncSession, Sequence[Brought]], Awaitable[Sequence[Result]]],
        *,
        at_most: int = 20,
    ) -> None:
        self._database = database
        self._store = store
        self._at_most = at_most
        self._waiting: list[_Job[Brought, Result]] = []
        self._running: asyncio.Task[None] | None = None

    async def run(self, feed_id: int, brought: Brought) -> Result:
        """What storing it returns or raises, once it is committed. It may be tried twice; only one try counts."""
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Job(feed_id=feed_id, brought=brought, done=done))
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run_all())
        return await done

    async def _run_all(self) -> None:
        while jobs := self._next():
            try:
                if len(jobs) == 1 or not await self._ran_together(jobs):
                    for job in jobs:
                        await self._run_alone(job)
            finally:
                for job in jobs:
                    job.done.cancel()  # nothing to those that are done

    def _next(self) -> list[_Job[Brought, Result]]:
        """The next to be stored together; of one feed only the first, since the second has to see what it stored."""
        jobs: dict[int, _Job[Brought, Result]] = {}
        left = []
        for job in self._waiting:
            if job.done.cancelled():
                continue
            if len(jobs) < self._at_most and job.feed_id not in jobs:
                jobs[job.feed_id] = job
            else:
                left.append(job)
        self._waiting = left
        return list(jobs.values())

    async def _ran_together(self, jobs: Sequence[_Job[Brought, Result]]) -> bool:
        try:
            results = await self._stored(jobs)
        except Exception:  # noqa: BLE001 - what it was is seen anew by the one that it is about
            return False
        for job, result in zip(jobs, results, strict=True):
            _tell(job, result)
        return True

    async def _run_alone(self, job: _Job[Brought, Result]) -> None:
        try:
            (result,) = await self._stored([job])
        except Exception as cause:  # noqa: BLE001 - it is raised where the result is waited for
            if not job.done.done():
                job.done.set_exception(cause)
        else:
            _tell(job, result)

    async def _stored(self, jobs: Sequence[_Job[Brought, Result]]) -> Sequence[Result]:
        async with self._database.begin() as session:
            return await self._store(session, [job.brought for job in jobs])


def _tell(job: _Job[Brought, Result], result: Result) -> None:
    if not job.done.done():
        job.done.set_result(result)
