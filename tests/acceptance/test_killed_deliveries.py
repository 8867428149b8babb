"""A bot that is killed (-9) at every step of a delivery, and two bots on one database: each briefing is posted once."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.app import prepare_database
from bot.demo.feed_server import FeedServer
from tests.acceptance.articles import write_feeds
from tests.acceptance.delivering import CHANNEL, Clock, Delivering, mark_of
from tests.acceptance.delivering_process import STEPS
from tests.playground.checked import CheckedPlayground

PROCESS = Path(__file__).with_name("delivering_process.py")
ROOT = Path(__file__).parents[2]
MADE_EARLY = ("before enqueue", "enqueued, not committed", "after enqueue")
SEEN_BY_DISCORD = ("after send", "before record", "recorded, not committed", "after record")


@pytest.fixture
async def scene(tmp_path: Path, discord_addresses: None) -> AsyncIterator[Delivering]:
    folder, clock = tmp_path / "feeds", Clock()
    folder.mkdir()
    write_feeds(folder)
    async with AsyncExitStack() as stack:
        feeds = await stack.enter_async_context(FeedServer.of_folder(folder))
        playground = await stack.enter_async_context(CheckedPlayground(clock=clock))
        ada = await stack.enter_async_context(playground.person("ada"))
        made = Delivering(playground, feeds, folder, tmp_path / "home", ada, clock)
        await prepare_database(made.settings)
        yield made


async def run_process(scene: Delivering, step: str, *, seconds_each: float = 0.05) -> int:
    arguments = (
        str(scene.settings.data_dir),
        scene.playground.api,
        scene.playground.token,
        str(scene.clock.ahead.total_seconds()),
        step,
        str(seconds_each),
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(PROCESS), *arguments, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    return await process.wait()


@pytest.mark.timeout(400)
async def test_a_kill_at_any_step_loses_and_doubles_nothing(scene: Delivering):
    async with scene.started():
        await scene.schedule()
    for number, step in enumerate(STEPS, 1):
        scene.clock.to_next(8)
        assert await run_process(scene, step) == -signal.SIGKILL, step
        assert len(await scene.briefings()) == number - (step not in SEEN_BY_DISCORD), step
        scene.clock.advance(**({"seconds": 61} if number % 2 else {"minutes": 10}))
        async with scene.started() as run:
            await run.work()
        assert len(await scene.briefings()) == number, step
    marks = [mark_of(each) for each in await scene.briefings()]
    assert len(set(marks)) == len(STEPS)


@pytest.mark.timeout(200)
async def test_a_kill_while_briefings_are_made_before_their_time_loses_and_doubles_nothing(scene: Delivering):
    """Where making takes long, it is begun before the minute; what is made waits in the outbox, over any death."""
    async with scene.started():
        await scene.schedule()
    for number, step in enumerate(MADE_EARLY, 1):
        scene.clock.to_next(7)
        scene.clock.advance(minutes=59, seconds=20)
        assert await run_process(scene, step, seconds_each=100.0) == -signal.SIGKILL, step
        assert await run_process(scene, "none", seconds_each=100.0) == 0  # another one, before the minute too
        assert len(await scene.briefings()) == number - 1, step
        async with scene.started() as run:
            assert "1 message waiting" in (await scene.ask("digest schedule list")).text, step
            assert len(await scene.briefings()) == number - 1, step
            scene.clock.advance(seconds=40)
            await run.work()
            await run.work()
        assert len(await scene.briefings()) == number, step
    marks = [mark_of(each) for each in await scene.briefings()]
    assert len(set(marks)) == len(MADE_EARLY)


@pytest.mark.timeout(200)
async def test_two_bots_by_mistake_post_every_briefing_once(scene: Delivering):
    async with scene.started():
        for channel in (CHANNEL, "1300000000000001011", "1300000000000001012"):
            for _ in range(3):
                await scene.schedule(channel=channel)
    for days in (1, 2):
        scene.clock.to_next(8)
        assert await asyncio.gather(*(run_process(scene, "none") for _ in range(2))) == [0, 0]
        for channel in (CHANNEL, "1300000000000001011", "1300000000000001012"):
            marks = [mark_of(each) for each in await scene.briefings(channel)]
            assert len(marks) == len(set(marks)) == 3 * days
