"""Run slow pure functions off the event loop, in worker processes. What they do is their callers' business.

What runs must be a function at the top of a module that is not the program's own, and its arguments and its result
must cross between processes. The other end: worker.
"""

import asyncio
import logging
import os
import pickle
import sys
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Any, ParamSpec, Protocol, Self, TypeVar

from bot.feeds.errors import WorkerLost
from bot.feeds.worker import LENGTH

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
_TRIES = 2
_GIVEN_AT_ONCE = 2  # one that is worked on, and one that it finds when that is done
_BUFFERED = 1_000_000

log = logging.getLogger(__name__)


class Offload(Protocol):
    """Where slow functions run."""

    async def run(
        self, function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """The function's result, or what it raises."""
        ...


class InlineOffload:
    """Runs everything where it is called: for tests, and for one text at a time."""

    async def run(
        self, function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """The function's result, or what it raises."""
        return function(*args, **kwargs)


@dataclass(eq=False, kw_only=True, slots=True)
class _Job:
    """``tries`` counts the workers that died of it."""

    message: bytes
    answer: asyncio.Future[Any] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    tries: int = 0


class ProcessOffload:
    """Runs in worker processes while it is entered. A worker that dies takes no caller with it: its job is tried again.

    A job that takes longer than ``time_limit`` seconds is stopped and raises TookTooLong; one whose worker dies twice
    raises WorkerLost. A worker is started when there is a job for it.
    """

    def __init__(self, max_workers: int, *, time_limit: float = 60) -> None:
        self._max_workers = max_workers
        self._time_limit = time_limit
        self._waiting: asyncio.Queue[_Job] = asyncio.Queue()
        self._workers: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._workers = [asyncio.create_task(self._keep_working()) for _ in range(self._max_workers)]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        while not self._waiting.empty():
            self._waiting.get_nowait().answer.cancel()

    async def run(
        self, function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """The function's result, or what it raises."""
        if not self._workers:
            raise RuntimeError("the offload is used while it is not entered")
        call = pickle.dumps(partial(function, *args, **kwargs), protocol=5)
        job = _Job(message=LENGTH.pack(len(call)) + call)
        self._waiting.put_nowait(job)
        result: Result = await job.answer
        return result

    async def _keep_working(self) -> None:
        """One worker, and another one when it dies."""
        while True:
            job = await self._waiting.get()
            given = deque([job])
            try:
                await self._work(given)
            except OSError as cause:  # no process can be started
                job.answer.set_exception(cause)
            finally:
                for unanswered in given:
                    unanswered.answer.cancel()

    async def _work(self, given: deque[_Job]) -> None:
        """Give jobs to a worker and tell its answers, until it dies; then what it was given waits for another."""
        async with _worker(self._time_limit) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(given[0].message)
            room = asyncio.Semaphore(_GIVEN_AT_ONCE - 1)
            giving = asyncio.create_task(self._give(process.stdin, given, room))
            try:
                with suppress(asyncio.IncompleteReadError, ConnectionError):
                    while True:
                        answer = await _message(process.stdout)
                        room.release()
                        _tell(given.popleft(), answer)
            finally:
                giving.cancel()
        log.warning("a worker process died; a new one is started")
        self._take_back(given)

    async def _give(self, stdin: asyncio.StreamWriter, given: deque[_Job], room: asyncio.Semaphore) -> None:
        while True:
            await room.acquire()
            job = await self._waiting.get()
            while job.answer.cancelled():
                job = await self._waiting.get()
            given.append(job)
            stdin.write(job.message)

    def _take_back(self, given: deque[_Job]) -> None:
        """The first is what the worker died of; the others only waited behind it."""
        if given:
            given[0].tries += 1
        while given:
            job = given.popleft()
            if job.tries < _TRIES:
                self._waiting.put_nowait(job)
            elif not job.answer.done():
                job.answer.set_exception(WorkerLost())


@asynccontextmanager
async def _worker(time_limit: float) -> AsyncIterator[asyncio.subprocess.Process]:
    """A worker process, started anew rather than forked: a fork would copy the loop, its sockets, the database."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.feeds.worker",
        str(time_limit),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        limit=_BUFFERED,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _message(stdout: asyncio.StreamReader) -> bytes:
    return await stdout.readexactly(*LENGTH.unpack(await stdout.readexactly(LENGTH.size)))


def _tell(job: _Job, message: bytes) -> None:
    if job.answer.done():
        return
    succeeded, result = pickle.loads(message)  # noqa: S301 - made by our own worker a moment ago
    if succeeded:
        job.answer.set_result(result)
    else:
        job.answer.set_exception(result)
