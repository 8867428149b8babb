"""Store what several feeds bring in one transaction: begun once, committed once, and indexed once.

Who stores alone pays for all of that with every feed. So whatever waits while a transaction runs goes into the next
one together. Where something in it fails, nothing of it is stored, and each is tried again by itself: what one feed
does wrong touches no other.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Database

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Job:
    feed_id: int
    work: Callable[[AsyncSession], Awaitable[Any]]
    done: asyncio.Future[Any]


class Storing:
    """Runs work on the database, ``at_most`` jobs in a transaction, so that a command's own waits for no more."""

    def __init__(self, database: Database, *, at_most: int = 8) -> None:
        self._database = database
        self._at_most = at_most
        self._waiting: list[_Job] = []
        self._running: asyncio.Task[None] | None = None

    async def run(self, feed_id: int, work: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
        """What the work returns or raises, once it is committed. It may be run twice; only one run counts."""
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Job(feed_id=feed_id, work=work, done=done))
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run_all())
        return await done

    async def _run_all(self) -> None:
        while self._waiting:
            # Feeds are locked in one order, so that two transactions never wait for each other.
            jobs = sorted(self._waiting[: self._at_most], key=lambda job: job.feed_id)
            del self._waiting[: self._at_most]
            jobs = [job for job in jobs if not job.done.cancelled()]
            try:
                if jobs and not await self._ran_together(jobs):
                    for job in jobs:
                        await self._run_alone(job)
            finally:
                for job in jobs:
                    job.done.cancel()  # nothing to those that are done

    async def _ran_together(self, jobs: list[_Job]) -> bool:
        if len(jobs) == 1:
            return False
        try:
            async with self._database.begin() as session:
                results = [await _result(job, session) for job in jobs]
        except Exception:  # noqa: BLE001 - what it was is seen anew by the one that it is about
            return False
        for job, result in zip(jobs, results, strict=True):
            _tell(job, result)
        return True

    async def _run_alone(self, job: _Job) -> None:
        try:
            async with self._database.begin() as session:
                result = await _result(job, session)
        except Exception as cause:  # noqa: BLE001 - it is raised where the result is waited for
            if not job.done.done():
                job.done.set_exception(cause)
        else:
            _tell(job, result)


async def _result(job: _Job, session: AsyncSession) -> Any:
    session.expunge_all()  # each sees the database, not what another has loaded
    return await job.work(session)


def _tell(job: _Job, result: Any) -> None:
    if not job.done.done():
        job.done.set_result(result)
