"""A bot that is killed (-9) at every step of a delivery, and two bots on one database: each briefing is posted once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.delivering import CHANNEL, Delivering, mark_of, opened
from tests.acceptance.delivering_process import STEPS, deliver
from tests.acceptance.dying import died

MADE_EARLY = ("before enqueue", "enqueued, not committed", "after enqueue")
SEEN_BY_DISCORD = ("after send", "before record", "recorded, not committed", "after record")


@pytest.fixture
async def scene(tmp_path: Path, sqlite_template: Path, discord_addresses: None) -> AsyncIterator[Delivering]:
    async with opened(Delivering, tmp_path, sqlite_template) as made:
        yield made


async def is_killed(scene: Delivering, step: str | None, *, seconds_each: float = 0.05) -> bool:
    """Whether a process of the bot's died at its work, as one does that is told to at a step."""
    return await died(deliver, scene.settings, scene.clock.ahead, step, seconds_each)


@pytest.mark.timeout(300)
async def test_a_kill_at_any_step_loses_and_doubles_nothing(scene: Delivering):
    async with scene.started():
        await scene.schedule()
    for number, step in enumerate(STEPS, 1):
        scene.clock.to_next(8)
        assert await is_killed(scene, step), step
        assert len(await scene.briefings()) == number - (step not in SEEN_BY_DISCORD), step
        scene.clock.advance(**({"seconds": 61} if number % 2 else {"minutes": 10}))
        async with scene.started() as run:
            await run.work()
        assert len(await scene.briefings()) == number, step
    marks = [mark_of(each) for each in await scene.briefings()]
    assert len(set(marks)) == len(STEPS)


async def test_a_kill_while_briefings_are_made_before_their_time_loses_and_doubles_nothing(scene: Delivering):
    """Where making takes long, it is begun before the minute; what is made waits in the outbox, over any death."""
    async with scene.started():
        await scene.schedule()
    for number, step in enumerate(MADE_EARLY, 1):
        scene.clock.to_next(7)
        scene.clock.advance(minutes=59, seconds=20)
        assert await is_killed(scene, step, seconds_each=100.0), step
        assert not await is_killed(scene, None, seconds_each=100.0)  # another one, before the minute too
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


async def test_two_bots_by_mistake_post_every_briefing_once(scene: Delivering):
    async with scene.started():
        for channel in (CHANNEL, "1300000000000001011", "1300000000000001012"):
            for _ in range(3):
                await scene.schedule(channel=channel)
    for days in (1, 2):
        scene.clock.to_next(8)
        assert await asyncio.gather(*(is_killed(scene, None) for _ in range(2))) == [False, False]
        for channel in (CHANNEL, "1300000000000001011", "1300000000000001012"):
            marks = [mark_of(each) for each in await scene.briefings(channel)]
            assert len(marks) == len(set(marks)) == 3 * days
