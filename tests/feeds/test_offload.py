"""Slow functions in worker processes: their results, their errors, and workers that die."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from pickle import PicklingError

import pytest

from bot.feeds.errors import NotAFeed, TookTooLong, WorkerLost
from bot.feeds.offload import InlineOffload, ProcessOffload
from bot.feeds.parse import parse_feed

FEED = b"<rss version='2.0'><channel><title>Lab</title><item><title>a</title></item></channel></rss>"


async def test_a_function_runs_in_another_process_and_its_result_comes_back() -> None:
    async with ProcessOffload(1) as offload:
        assert await offload.run(os.getpid) != os.getpid()
        feed = await offload.run(parse_feed, FEED, None, "https://lab.example/feed")
        assert [entry.title for entry in feed.entries] == ["a"]
        with pytest.raises(NotAFeed, match="neither RSS, Atom nor JSON Feed"):
            await offload.run(parse_feed, b"x", None, "https://lab.example/feed")


async def test_the_event_loop_goes_on_while_a_worker_works() -> None:
    async with ProcessOffload(1) as offload:
        await offload.run(os.getpid)  # the worker has started
        job = asyncio.create_task(offload.run(time.sleep, 0.5))
        ticks = 0
        while not job.done():
            await asyncio.sleep(0.01)
            ticks += 1
        assert ticks > 20


async def test_a_job_that_takes_too_long_is_stopped_and_the_worker_goes_on() -> None:
    async with ProcessOffload(1, time_limit=0.3) as offload:
        worker = await offload.run(os.getpid)
        with pytest.raises(TookTooLong, match=r"0\.3 seconds"):
            await offload.run(time.sleep, 30)
        assert await offload.run(os.getpid) == worker


async def test_a_worker_that_was_killed_is_replaced_and_its_job_done_again() -> None:
    async with ProcessOffload(1) as offload:
        worker = await offload.run(os.getpid)
        job = asyncio.create_task(offload.run(time.sleep, 0.3))
        await asyncio.sleep(0.1)
        os.kill(worker, signal.SIGKILL)
        await job
        assert await offload.run(os.getpid) != worker


async def test_a_job_that_kills_its_workers_is_given_up() -> None:
    async with ProcessOffload(1) as offload:
        with pytest.raises(WorkerLost):
            await offload.run(os._exit, 1)
        assert await offload.run(abs, -1) == 1


async def test_jobs_that_wait_behind_one_that_kills_its_workers_are_done() -> None:
    async with ProcessOffload(1) as offload:
        killer = asyncio.create_task(offload.run(os._exit, 1))
        others = [asyncio.create_task(offload.run(abs, -number)) for number in range(5)]
        assert await asyncio.gather(*others) == list(range(5))
        with pytest.raises(WorkerLost):
            await killer


async def test_who_gives_up_waiting_leaves_the_answers_to_others() -> None:
    async with ProcessOffload(1) as offload:
        await offload.run(os.getpid)  # the worker has started
        given_up = [asyncio.create_task(offload.run(time.sleep, 0.1)) for _ in range(3)]
        await asyncio.sleep(0.05)
        for each in given_up:
            each.cancel()
        assert await offload.run(abs, -1) == 1


async def test_what_a_job_prints_is_no_answer() -> None:
    async with ProcessOffload(1) as offload:
        await offload.run(print, "not an answer", flush=True)
        assert await offload.run(abs, -1) == 1


async def test_a_result_that_cannot_cross_is_an_error_of_its_own_job() -> None:
    async with ProcessOffload(1) as offload:
        with pytest.raises(PicklingError, match="lock"):
            await offload.run(threading.Lock)
        assert await offload.run(abs, -1) == 1


async def test_jobs_that_are_not_done_at_the_end_are_given_up() -> None:
    async with ProcessOffload(1) as offload:
        jobs = [asyncio.create_task(offload.run(time.sleep, 60)) for _ in range(4)]
        await asyncio.sleep(0.2)
    assert all(isinstance(each, asyncio.CancelledError) for each in await asyncio.gather(*jobs, return_exceptions=True))


async def test_workers_leave_ctrl_c_to_their_parent() -> None:
    async with ProcessOffload(1) as offload:
        worker = await offload.run(os.getpid)
        os.kill(worker, signal.SIGINT)
        assert await offload.run(os.getpid) == worker


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import asyncio, os, time\n"
        "from bot.feeds.offload import ProcessOffload\n"
        "async def main():\n"
        "    async with ProcessOffload(2) as offload:\n"
        "        print(await offload.run(os.getpid), flush=True)\n"
        "        await offload.run(time.sleep, 60)\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, cwd=Path.cwd())
    assert parent.stdout is not None
    with parent.stdout:
        worker = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
    deadline = time.monotonic() + 10
    while _runs(worker):
        assert time.monotonic() < deadline, "the worker outlived its parent"
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


async def test_inline_runs_where_it_is_called() -> None:
    assert await InlineOffload().run(os.getpid) == os.getpid()
