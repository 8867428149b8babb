"""Where many servers are due at one time: all are posted to, and what takes long to make is begun before."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.delivery import outbox
from bot.domain.schedules import Composed, Schedule, Window
from db.engine import Database
from db.tables import EditionRow
from tests.delivery.fakes import PAGES, Channels, Times, scheduled, start, two_pages

MINUTE = timedelta(minutes=1)


async def test_more_servers_than_are_posted_to_side_by_side(
    sqlite_database: Database, times: Times, channels: Channels, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(outbox, "AT_ONCE", 10)
    servers = 2 * outbox.AT_ONCE + 7
    for number in range(servers):
        await scheduled(sqlite_database, 1000 + number, 5000 + number)
    times.to_eight()
    await start(sqlite_database, times, channels).work()
    assert len(channels.posted) == PAGES * servers
    assert len({each.text for each in channels.posted}) == len(channels.posted)


async def test_where_many_are_due_they_are_made_before_their_time_and_posted_at_it(
    sqlite_database: Database, times: Times, channels: Channels
):
    for number in range(20):
        await scheduled(sqlite_database, 1000 + number, 5000 + number)
    process = start(sqlite_database, times, channels)

    async def slow(schedule: Schedule, window: Window, next_at: datetime) -> Composed:
        times.now += timedelta(seconds=2)
        return await two_pages(schedule, window, next_at)

    process = start(sqlite_database, times, channels, compose=slow)
    times.to_eight()
    await process.work()  # from here on it is known how long one takes
    assert len(channels.posted) == 20 * PAGES
    times.to_eight()
    eight, times.now = times.now, times.now - 10 * MINUTE
    while times.now < eight:
        await process.work()
        times.now += timedelta(seconds=5)
        assert len(channels.posted) == 20 * PAGES or times.now >= eight
    async with sqlite_database.read() as session:
        made_at = [*await session.scalars(select(EditionRow.created_at).order_by(EditionRow.id))][20:]
    assert len(made_at) == 20
    assert eight - MINUTE < made_at[0] < eight - timedelta(seconds=20)
    await process.work()
    texts = [each.text for each in channels.posted]
    assert len(texts) == len(set(texts)) == 2 * 20 * PAGES
