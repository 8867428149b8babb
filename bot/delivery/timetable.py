"""What runs when: the polling of feeds, on APScheduler. Jobs are derived at start; nothing is kept here."""

from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

POLL_EVERY_SECONDS = 15


class Timetable:
    """Runs the poll of due feeds for as long as it is entered. A poll that takes long is not started twice."""

    def __init__(self, poll: Callable[[], Awaitable[object]], *, every_seconds: float = POLL_EVERY_SECONDS) -> None:
        self._poll = poll
        self._every_seconds = every_seconds
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    async def __aenter__(self) -> Self:
        self._scheduler.add_job(
            self._poll, IntervalTrigger(seconds=self._every_seconds), max_instances=1, coalesce=True, id="poll"
        )
        self._scheduler.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scheduler.shutdown(wait=False)
