"""Whoever works on a page holds a lease on it: over slow processes, two at once, a locked database, deaths."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from bot.domain.schedules import Manner, PostAs
from db import outbox, schedules
from db.engine import Database
from tests.delivery.fakes import NEWS, OURS, PAGES, Channels, Killed, Steps, Times, scheduled, start

MINUTE = timedelta(minutes=1)


async def test_a_lease_that_nobody_renews_is_free_after_a_minute_and_not_before(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    times.to_eight()
    await start(database, times, channels).making.make_due()
    async with database.begin() as session:
        assert len(await outbox.lease(session, by="somebody", now=times(), limit=9)) == 1
    process = start(database, times, channels)
    times.now += MINUTE - timedelta(seconds=1)
    await process.work()
    assert channels.requests == []
    times.now += timedelta(seconds=1)
    await process.work()
    assert len(channels.texts(NEWS)) == PAGES
    assert channels.requests[0] == "find"


async def test_who_has_lost_the_lease_sends_nothing_and_notes_nothing(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    times.to_eight()
    await start(database, times, channels).making.make_due()
    async with database.begin() as session:
        (parcel,) = await outbox.lease(session, by="slow", now=times(), limit=9)
    times.now += 2 * MINUTE
    async with database.begin() as session:
        (again,) = await outbox.lease(session, by="quick", now=times(), limit=9)
        assert again.tried_at is not None
        assert not await outbox.renew(session, parcel, by="slow", now=times())
        assert not await outbox.note_sent(session, {parcel.delivery_id: 1}, by="slow", now=times())
        assert await outbox.note_sent(session, {again.delivery_id: 2}, by="quick", now=times()) == {again.delivery_id}


async def test_a_process_that_slept_with_a_lease_in_its_hand_does_not_send(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    times.to_eight()
    sleeper, other = start(database, times, channels), start(database, times, channels)
    await sleeper.making.make_due()
    async with database.begin() as session:
        (parcel,) = await outbox.lease(session, by=sleeper.outbox.name, now=times(), limit=9)
    times.now += 5 * MINUTE
    await other.work()
    assert await sleeper.outbox.deliver(channels, parcel) is False
    assert channels.requests == ["find", "post", "post"]
    assert len(channels.texts(NEWS)) == PAGES


async def test_two_processes_by_mistake_post_everything_once(database: Database, times: Times, channels: Channels):
    for number in range(12):
        await scheduled(database, 1000 + number, 5000 + number % 5)
    url = database.engine.url.render_as_string(hide_password=False)
    async with Database.open(url) as second:
        processes = [start(each, times, channels) for each in (database, second, database)]
        for _ in range(3):
            times.to_eight()
            await asyncio.gather(*(each.work() for each in processes))
            await asyncio.gather(*(each.work() for each in processes))
    texts = [each.text for each in channels.posted]
    assert len(texts) == len(set(texts)) == 12 * 3 * PAGES


async def test_of_two_processes_that_see_the_same_pages_each_page_is_leased_by_one(
    postgres_url: str, times: Times, channels: Channels, monkeypatch: pytest.MonkeyPatch
):
    """SQLite lets one transaction write at a time; PostgreSQL lets both look before either has leased."""
    both_have_looked, look = asyncio.Barrier(2), outbox._due

    async def looking(*args: object) -> object:
        found = await look(*args)  # type: ignore[arg-type]
        await both_have_looked.wait()
        return found

    async with Database.open(postgres_url) as database:
        for number in range(10):
            await scheduled(database, 1000 + number, 5000 + number)
        times.to_eight()
        await start(database, times, channels).making.make_due()
        monkeypatch.setattr(outbox, "_due", looking)

        async def leased(name: str) -> list[int]:
            async with database.begin() as session:
                return [each.delivery_id for each in await outbox.lease(session, by=name, now=times(), limit=10)]

        first, second = await asyncio.gather(leased("first"), leased("second"))
    assert len({*first, *second}) == len(first) + len(second) == 10


async def test_a_locked_database_holds_nothing_up_for_long(database: Database, times: Times, channels: Channels):
    await scheduled(database, OURS, NEWS)
    times.to_eight()
    locks = iter([True, False, False, False, True, True])
    process = start(database, times, channels, locked=lambda: next(locks, False))
    for _ in range(8):
        with suppress(OperationalError):
            await process.work()
        times.now += MINUTE
    texts = channels.texts(NEWS)
    assert len(texts) == len(set(texts)) == PAGES


@pytest.mark.parametrize("away", [timedelta(seconds=61), timedelta(minutes=10)], ids=["soon", "later"])
async def test_the_process_may_die_at_every_step(sqlite_database: Database, away: timedelta):
    """One edition is made and sent by a process that dies at one step, then by another: for each step that there is."""
    times = Times()
    steps = Steps()
    await one_edition(sqlite_database, times, steps, 0, away)
    passed = steps.passed
    assert {"before the send", "after the send", "before a commit", "after a commit"} <= set(passed)
    for die_at in range(len(passed)):
        await one_edition(sqlite_database, times, Steps(die_at), die_at + 1, away)
    assert len(passed) > 15


async def one_edition(database: Database, times: Times, steps: Steps, number: int, away: timedelta) -> None:
    channels = Channels(times, step=steps)
    schedule = await scheduled(database, 1000 + number, NEWS, now=times.now, manner=Manner(post_as=PostAs.CROSSPOST))
    times.to_eight()
    first = start(database, times, channels, step=steps)
    try:
        await first.work()
    except Killed:
        await asyncio.sleep(0)
    channels.step = lambda _name: None
    second = start(database, times, channels)
    await second.work()
    times.now += away
    await second.work()
    texts = channels.texts(NEWS)
    assert len(texts) == len(set(texts)) == PAGES, (number, texts, steps.passed[-1:])
    async with database.begin() as session:
        await schedules.remove(session, schedule.id)
