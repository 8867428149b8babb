"""What many ask for one by one is done together, and each gets its own result or the failure of its lot."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.delivery.lots import Lots


class Work:
    def __init__(self) -> None:
        self.lots: list[list[int]] = []
        self.open = asyncio.Event()
        self.failing = False

    async def __call__(self, items: Sequence[int]) -> Sequence[int]:
        self.lots.append([*items])
        await self.open.wait()
        if self.failing:
            raise OSError("locked")
        return [10 * item for item in items]


async def asked(lots: Lots[int, int], *items: int) -> list[asyncio.Task[int]]:
    tasks = [asyncio.create_task(lots.done(item)) for item in items]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return tasks


async def test_while_one_lot_is_done_the_next_one_gathers():
    work = Work()
    lots = Lots(work)
    first = await asked(lots, 1)
    others = await asked(lots, 2, 3, 4)
    work.open.set()
    assert await asyncio.gather(*first, *others) == [10, 20, 30, 40]
    assert work.lots == [[1], [2, 3, 4]]


async def test_a_lot_that_fails_fails_for_all_in_it_and_for_no_other():
    work = Work()
    work.failing = True
    lots = Lots(work)
    work.open.set()
    tasks = await asked(lots, 1, 2)
    found = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(each) for each in found] == [OSError, OSError]
    work.failing = False
    assert await lots.done(3) == 30


async def test_who_is_cancelled_while_waiting_takes_nobody_along():
    work = Work()
    lots = Lots(work)
    (first,) = await asked(lots, 1)
    second, third = await asked(lots, 2, 3)
    second.cancel()
    work.open.set()
    assert await first == 10
    assert await third == 30
    with pytest.raises(asyncio.CancelledError):
        await second


async def test_a_lot_that_is_cancelled_is_cancelled_for_all_in_it():
    work = Work()
    lots = Lots(work)
    (first,) = await asked(lots, 1)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    work.open.set()
    assert await lots.done(2) == 20


async def test_a_lot_is_closed_only_when_it_has_gathered_and_whoever_leaves_meanwhile_loses_nothing():
    work, gathered = Work(), asyncio.Event()
    work.open.set()
    lots = Lots(work, gathered.wait)
    first, second = await asked(lots, 1, 2)
    assert work.lots == []
    first.cancel()
    (third,) = await asked(lots, 3)
    gathered.set()
    assert await asyncio.gather(second, third) == [20, 30]
    assert work.lots == [[1, 2, 3]]
