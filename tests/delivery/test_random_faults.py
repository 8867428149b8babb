"""A thousand servers, each with a course of faults of its own: no page is lost, none is posted twice, windows join.

Answers are lost, connections cut, permissions taken away; the process dies anywhere, runs twice, finds its database
locked and its clock wrong. What the servers of one course share is the process and the time.
"""

import asyncio
import random
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from bot.delivery.outbox import LONGEST_WAIT
from bot.domain.schedules import Parcel, ScheduleStatus
from db import outbox, schedules
from db.engine import Database
from db.outbox import Sender
from db.tables import EditionRow, ScheduleRow
from tests.delivery.fakes import Channels, Killed, Process, Times, faults, scheduled, start

COURSES, SERVERS = 20, 50
DAYS = 1


class Worse(Channels):
    """A Discord in which each channel has its own bad luck."""

    luck: dict[int, random.Random]

    async def post(self, parcel: Parcel) -> int:
        self._turn_on(parcel)
        return await super().post(parcel)

    async def find(self, parcel: Parcel) -> int | None:
        self._turn_on(parcel)
        return await super().find(parcel)

    def _turn_on(self, parcel: Parcel) -> None:
        source = self.luck[parcel.channel_id]
        self.fault = faults(source, 0.4)
        self.refusing = source.random() < 0.03


class Deaths:
    """The process dies at one of the next steps, now and then."""

    def __init__(self, source: random.Random) -> None:
        self._left = source.randrange(1, 250) if source.random() < 0.5 else None

    def __call__(self, name: str) -> None:
        if self._left is not None:
            self._left -= 1
            if self._left <= 0:
                raise Killed(name)


# Two of them are never six hours apart: a schedule further ahead than that is taken to have been carried there by a
# clock that has come back since, and begins anew where it should stand (the test after this one).
_WRONG_BY = (0, 0, 0, 1, -1, 7, -45, 200, -150)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(COURSES))
async def test_a_course_of_faults_loses_and_doubles_nothing(sqlite_database: Database, seed: int):
    source, times = random.Random(seed), Times()
    channels = Worse(times)
    channels.luck = {5000 + number: random.Random(f"{seed} {number}") for number in range(SERVERS)}
    for number in range(SERVERS):
        await scheduled(sqlite_database, 1000 + number, 5000 + number)
    for _ in range(DAYS):
        times.now = (times.now + timedelta(days=1)).replace(hour=8, minute=0, second=0)
        for _ in range(source.randrange(4, 8)):
            times.wrong_by = timedelta(minutes=source.choice(_WRONG_BY))
            await some_work(sqlite_database, times, channels, source)
            times.now += timedelta(seconds=source.choice([1, 10, 61, 200, 700, 3000]))
            if source.random() < 0.3:
                await resume_all(sqlite_database, times)
    await all_well_again(sqlite_database, times, channels)
    doubled = lost = 0
    for number in range(SERVERS):
        made = await editions(sqlite_database, 1000 + number)
        assert [each.window_start for each in made[1:]] == [each.window_end for each in made[:-1]]
        assert made[-1].window_end >= times.now - timedelta(days=1)
        wanted = [page[0]["content"] for each in made for page in each.pages]
        posted = channels.texts(5000 + number)
        doubled += len(posted) - len(set(posted))
        lost += len(set(wanted) - set(posted))
        assert posted == wanted, (seed, number)
    assert (doubled, lost) == (0, 0)


async def some_work(database: Database, times: Times, channels: Channels, source: random.Random) -> None:
    """One process, or two by mistake, until it is done or dies."""
    processes: list[Process] = []
    for _ in range(source.choice([1, 1, 2])):
        deaths, locks = Deaths(source), random.Random(source.random())
        processes.append(
            start(database, times, channels, step=deaths, locked=lambda locks=locks: locks.random() < 0.02)  # type: ignore[misc]
        )
    await asyncio.gather(*(alone(each) for each in processes))
    channels.step = lambda _name: None


async def alone(process: Process) -> None:
    with suppress(Killed, OperationalError):
        await process.work()


async def all_well_again(database: Database, times: Times, channels: Worse) -> None:
    """Nothing goes wrong any more, and another day comes."""
    times.wrong_by = timedelta()
    channels.luck = dict.fromkeys(channels.luck, NoFaults())
    for day in (0, 1):
        times.now = (times.now + timedelta(days=day)).replace(hour=8, minute=30)
        for _ in range(5):
            await resume_all(database, times)
            await start(database, times, channels).work()
            times.now += LONGEST_WAIT


class NoFaults(random.Random):
    def random(self) -> float:
        return 1.0


async def resume_all(database: Database, times: Times) -> None:
    async with database.begin() as session:
        await session.execute(update(ScheduleRow).values(status=ScheduleStatus.ACTIVE))
        ids = [*await session.scalars(select(ScheduleRow.id))]
        await outbox.make_due(session, [Sender(schedule_id=each) for each in ids], times())


async def editions(database: Database, guild_id: int) -> list[EditionRow]:
    async with database.read() as session:
        query = select(EditionRow).where(EditionRow.guild_id == guild_id).order_by(EditionRow.id)
        return [*await session.scalars(query)]


async def test_a_clock_that_was_days_ahead_silences_nothing(sqlite_database: Database):
    times = Times()
    channels = Channels(times)
    await scheduled(sqlite_database, 8, 88)
    times.wrong_by = timedelta(days=10)
    times.now = datetime.fromisoformat("2026-11-24T08:00:01+00:00")
    await start(sqlite_database, times, channels).work()
    ahead = len(channels.texts(88))
    times.wrong_by = timedelta()
    for day in (25, 26):
        times.now = times.now.replace(day=day)
        await start(sqlite_database, times, channels).work()
    texts = channels.texts(88)
    assert len(texts) == len(set(texts)) >= ahead + 2
    async with sqlite_database.read() as session:
        (schedule,) = await schedules.of_guild(session, 8)
    assert schedule.next_at == datetime.fromisoformat("2026-11-27T08:00:00+00:00")
