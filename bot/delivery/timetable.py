"""What runs when, on APScheduler: polls, notices, stories, the catalogue. Jobs are derived at start."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Self

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

POLL_EVERY_SECONDS = 15
TELL_EVERY_SECONDS = 120
REFRESH_EVERY_SECONDS = 3600  # it looks whether the catalogue is due, which it is once a day
PLACE_EVERY_SECONDS = 5


class Timetable:
    """Polls due feeds, tells what admins are to be told, and places what was read, for as long as it is entered.

    What takes long is not started twice, and is stopped at the end. ``refresh`` runs at once too; the others wait for
    their first time.
    """

    def __init__(
        self,
        poll: Callable[[], Awaitable[object]],
        tell: Callable[[], Awaitable[object]],
        place: Callable[[], Awaitable[object]],
        *,
        refresh: Callable[[], Awaitable[object]],
        every_seconds: float = POLL_EVERY_SECONDS,
        tell_every_seconds: float = TELL_EVERY_SECONDS,
        place_every_seconds: float = PLACE_EVERY_SECONDS,
        refresh_every_seconds: float = REFRESH_EVERY_SECONDS,
    ) -> None:
        self._jobs = {
            "poll": (poll, every_seconds),
            "tell": (tell, tell_every_seconds),
            "place": (place, place_every_seconds),
        }
        self._refresh = (refresh, refresh_every_seconds)
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._running: set[asyncio.Task[object]] = set()
        self._over = False

    async def __aenter__(self) -> Self:
        for name, (work, seconds) in self._jobs.items():
            self._scheduler.add_job(
                partial(self._run, work), IntervalTrigger(seconds=seconds), max_instances=1, coalesce=True, id=name
            )
        refresh, seconds = self._refresh
        self._scheduler.add_job(
            partial(self._run, refresh),
            IntervalTrigger(seconds=seconds),
            max_instances=1,
            coalesce=True,
            id="refresh",
            next_run_time=datetime.now(UTC),
            misfire_grace_time=None,  # however busy the start is
        )
        self._scheduler.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over = True
        self._scheduler.pause()
        await asyncio.sleep(0)  # what was submitted in this moment begins, and can be stopped like the rest
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running)
        self._scheduler.shutdown(wait=False)

    async def _run(self, work: Callable[[], Awaitable[object]]) -> None:
        """Do it. What is stopped at the end ends well: APScheduler logs a cancellation as an error of the job."""
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            await work()
        except asyncio.CancelledError:
            if not self._over:
                raise
        finally:
            self._running.discard(task)
