"""What several feeds bring, stored in one transaction."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.feeds.storing import Storing
from db.engine import Database

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Counted:
    """A database that counts the transactions begun."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.begun = 0

    def begin(self) -> Any:
        self.begun += 1
        return self._database.begin()


@pytest.fixture
def counted(database: Database) -> Any:
    return Counted(database)


async def store(session: AsyncSession, labs: Sequence[str]) -> list[int]:
    """Stores labs in place of what feeds bring; some of them cannot be stored."""
    for lab in labs:
        await session.execute(text("INSERT INTO labs (id, name) VALUES (:lab, 'A lab')"), {"lab": lab})
        if lab == "bad":
            raise ValueError("a bad feed")
        if lab == "stopped":
            raise asyncio.CancelledError
    return [len(lab) for lab in labs]


async def stored(database: Database) -> list[str]:
    async with database.read() as session:
        return list((await session.scalars(text("SELECT id FROM labs ORDER BY id"))).all())


async def test_what_waits_is_stored_together_and_each_gets_its_own_result(counted: Any, database: Database) -> None:
    storing = Storing(counted, store, at_most=4)
    lengths = await asyncio.gather(*(storing.run(number, "x" * number) for number in range(1, 9)))
    assert lengths == list(range(1, 9))
    assert await stored(database) == ["x" * number for number in range(1, 9)]
    assert counted.begun == 2


async def test_what_one_feed_brings_twice_is_stored_one_after_the_other(counted: Any, database: Database) -> None:
    storing = Storing(counted, store)
    await asyncio.gather(storing.run(1, "a"), storing.run(1, "b"), storing.run(2, "c"))
    assert await stored(database) == ["a", "b", "c"]
    assert counted.begun == 2


async def test_one_that_fails_touches_no_other(counted: Any, database: Database) -> None:
    storing = Storing(counted, store)
    results = await asyncio.gather(
        storing.run(1, "a"), storing.run(2, "bad"), storing.run(3, "c"), return_exceptions=True
    )
    assert results[0] == results[2] == 1
    assert isinstance(results[1], ValueError)
    assert await stored(database) == ["a", "c"]
    assert counted.begun == 4  # together, then each by itself


async def test_who_waits_no_more_is_not_stored_and_holds_up_nobody(counted: Any, database: Database) -> None:
    storing = Storing(counted, store, at_most=1)
    first = asyncio.create_task(storing.run(1, "first"))
    given_up = asyncio.create_task(storing.run(2, "given up"))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.gather(given_up, first, return_exceptions=True)
    await storing.run(3, "last")
    assert await stored(database) == ["first", "last"]


async def test_a_stop_in_the_middle_stores_nothing_and_leaves_nobody_waiting(counted: Any, database: Database) -> None:
    storing = Storing(counted, store)
    results = await asyncio.gather(storing.run(1, "a"), storing.run(2, "stopped"), return_exceptions=True)
    assert [type(result) for result in results] == [asyncio.CancelledError] * 2
    assert await stored(database) == []
    assert await storing.run(3, "later") == 5
