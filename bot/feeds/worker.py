"""A worker process: takes pickled jobs from its standard input and answers on its standard output. Started by offload.

It imports what its jobs need and nothing else, asyncio not even, since each worker carries all of it.
"""

import faulthandler
import os
import pickle
import queue
import signal
import struct
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, BinaryIO, NoReturn

from bot.feeds.errors import TookTooLong

LENGTH = struct.Struct("!Q")
"""Stands before each job and each answer: how many bytes it takes."""


class _OutOfTime(BaseException):
    """Raised into a job; no Exception, so that nothing in a job takes it for its own."""


def main() -> None:
    """Work until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to act on
    signal.signal(signal.SIGALRM, _out_of_time)
    seconds = float(sys.argv[1])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a job prints is no answer
    jobs: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(os.fdopen(os.dup(0), "rb"), jobs), daemon=True).start()
    while True:
        answer = _answer(seconds, jobs.get())
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _receive(jobs: BinaryIO, received: "queue.SimpleQueue[bytes]") -> None:
    """In a thread of its own: a worker whose parent is gone ends at once, in the midst of a job too."""
    while len(head := jobs.read(LENGTH.size)) == LENGTH.size:
        received.put(jobs.read(*LENGTH.unpack(head)))
    os._exit(0)


def _answer(seconds: float, job: bytes) -> bytes:
    """Whether the job succeeded, and its result or what it raised."""
    answer: tuple[bool, object]
    try:
        answer = True, _run_limited(seconds, job)
    except Exception as error:  # noqa: BLE001 - it is raised where the answer is waited for
        answer = False, error
    try:
        return pickle.dumps(answer, protocol=5)
    except Exception as error:  # noqa: BLE001 - whatever a class of its own raises while it is pickled
        return pickle.dumps((False, pickle.PicklingError(f"{type(answer[1]).__name__}: {error}")), protocol=5)


def _run_limited(seconds: float, job: bytes) -> object:
    """The job's result, the job stopped after its time; where it is deaf to that, the whole worker."""
    faulthandler.dump_traceback_later(seconds * 1.5 + 1, exit=True)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            function: Callable[[], Any] = pickle.loads(job)  # noqa: S301 - made by our own parent a moment ago
            return function()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _OutOfTime:
        raise TookTooLong(seconds) from None
    finally:
        faulthandler.cancel_dump_traceback_later()


def _out_of_time(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _OutOfTime


if __name__ == "__main__":
    main()
