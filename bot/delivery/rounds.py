"""Do some things again and again, each with a pause after it: for work whose rounds take as long as they take.

What is due at a time is the timetable's (bot.delivery.timetable). A round that fails is logged, and the next one comes.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

MAKE_SECONDS = 5.0
ALERT_SECONDS = 3.0
REMIND_SECONDS = 600.0
SEND_SECONDS = 1.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """Something to do again and again, and the seconds of pause after it."""

    name: str
    work: Callable[[], Awaitable[object]]
    pause: float


class Rounds:
    """Goes its rounds, side by side, for as long as it is entered."""

    def __init__(self, *rounds: Round) -> None:
        self._rounds = rounds
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(_again_and_again(each), name=each.name) for each in self._rounds]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _again_and_again(each: Round) -> None:
    while True:
        try:
            await each.work()
        except Exception:  # noqa: BLE001 - the boundary: the next round may go well
            _log.exception("A round of %s failed.", each.name)
        await asyncio.sleep(each.pause)
