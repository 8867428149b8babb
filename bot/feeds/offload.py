"""Run slow pure functions off the event loop, in worker processes. What they do is their callers' business.

What runs must be a function at the top of a module, and its arguments and its result must cross between processes.
"""

import asyncio
import faulthandler
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import wait
from types import FrameType, TracebackType
from typing import NoReturn, ParamSpec, Protocol, Self, TypeVar

from bot.feeds.errors import TookTooLong, WorkerLost

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
_TRIES = 2

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


class ProcessOffload:
    """Runs in worker processes while it is entered. A worker that dies takes no caller with it: its job is tried again.

    A job that takes longer than ``time_limit`` seconds is stopped and raises TookTooLong; one whose worker dies twice
    raises WorkerLost.
    """

    def __init__(self, max_workers: int, *, time_limit: float = 60) -> None:
        self._max_workers = max_workers
        self._time_limit = time_limit
        self._pool: ProcessPoolExecutor | None = None

    async def __aenter__(self) -> Self:
        self._pool = self._new_pool()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            pool, self._pool = self._pool, None
            await asyncio.to_thread(pool.shutdown, wait=True, cancel_futures=True)

    async def run(
        self, function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """The function's result, or what it raises."""
        job = partial(_run_limited, self._time_limit, partial(function, *args, **kwargs))
        for _ in range(_TRIES):
            pool = self._pool
            if pool is None:
                raise RuntimeError("the offload is used while it is not entered")
            try:
                return await asyncio.get_running_loop().run_in_executor(pool, job)
            except BrokenProcessPool:
                log.warning("a worker process died; new ones are started")
                self._replace(pool)
        raise WorkerLost

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        """All jobs of a broken pool see it break; the first of them replaces it."""
        if self._pool is broken:
            broken.shutdown(wait=False, cancel_futures=True)
            self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPoolExecutor:
        # Spawned, not forked: a fork would copy the event loop, its sockets and the database's connections.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._max_workers, mp_context=context, initializer=_begin_worker)


class _OutOfTime(BaseException):
    """Raised into a job; no Exception, so that nothing in a job takes it for its own."""


def _run_limited(seconds: float, job: Callable[[], Result]) -> Result:
    """In the worker: the job, stopped after its time; where it is deaf to that, the whole worker."""
    faulthandler.dump_traceback_later(seconds * 1.5 + 1, exit=True)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            return job()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _OutOfTime:
        raise TookTooLong(seconds) from None
    finally:
        faulthandler.cancel_dump_traceback_later()


def _begin_worker() -> None:
    """In the worker: Ctrl-C is for the parent to act on, and a worker whose parent was killed ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, _out_of_time)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _out_of_time(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _OutOfTime


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
