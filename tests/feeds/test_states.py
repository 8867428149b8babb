"""States of polls that stored nothing, written many at a time."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Feed, FeedKind, FeedStatus, WaitReason
from bot.feeds.states import StateWriter
from db import feeds
from db.engine import Database
from tests.stored import remove_feed

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


async def stored(database: Database, count: int) -> list[Feed]:
    async with database.begin() as session:
        return [
            await feeds.add_feed(
                session,
                url=f"https://lab.example/{number}",
                title=f"Feed {number}",
                publisher="Lab",
                kind=FeedKind.VENDOR,
                lab=None,
                site_url=None,
                now=NOW,
            )
            for number in range(count)
        ]


async def now_stored(database: Database) -> list[Feed]:
    async with database.read() as session:
        return sorted(await feeds.all_feeds(session), key=lambda feed: feed.id)


@pytest.fixture
def transactions(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many feeds each transaction has written."""
    written: list[int] = []
    save = feeds.save_states

    async def counted(session: AsyncSession, states: dict[int, dict[str, object]]) -> None:
        await save(session, states)
        written.append(len(states))

    monkeypatch.setattr(feeds, "save_states", counted)
    return written


async def test_many_states_are_written_in_one_transaction(database: Database, transactions: list[int]) -> None:
    these = await stored(database, 3)
    unchanged = replace(these[0], last_success_at=LATER, next_poll_at=LATER, etag='W/"2"', wait_reason=WaitReason.ASKED)
    failed = replace(these[1], failures=3, failing_since=NOW, last_error="Gone fishing.", last_polled_at=LATER)
    waiting = replace(these[2], next_poll_at=LATER, wait_reason=WaitReason.HOST_COOLS)
    writer = StateWriter(database, seconds=60)
    writer.unchanged(unchanged)
    writer.failed(failed)
    writer.waiting(waiting)
    await writer.flush()
    assert await now_stored(database) == [unchanged, failed, waiting]
    assert transactions == [3]


async def test_what_a_command_changes_meanwhile_stays_changed(database: Database) -> None:
    (feed,) = await stored(database, 1)
    known = replace(feed, ttl_seconds=60, rhythm_seconds=70, salvaged=True, last_new_at=NOW, body_hash="x")
    changed = replace(known, title="New title", status=FeedStatus.PAUSED, full_text=True, url="https://lab.example/new")
    async with database.begin() as session:
        await feeds.save_feed(session, changed)
    writer = StateWriter(database)
    for note in (writer.waiting, writer.failed, writer.unchanged):
        note(replace(feed, next_poll_at=LATER))
        await writer.flush()
        assert await now_stored(database) == [replace(changed, next_poll_at=LATER)]


async def test_states_are_written_by_themselves_after_a_moment(
    sqlite_database: Database, transactions: list[int]
) -> None:
    these = await stored(sqlite_database, 2)
    writer = StateWriter(sqlite_database, seconds=0.05)
    for feed in these:
        writer.waiting(replace(feed, next_poll_at=LATER))
    assert transactions == []
    await _until(lambda: transactions == [2])
    writer.waiting(replace(these[0], next_poll_at=NOW))
    await _until(lambda: transactions == [2, 1])


async def test_states_are_written_at_once_when_there_are_enough(
    sqlite_database: Database, transactions: list[int]
) -> None:
    these = await stored(sqlite_database, 4)
    writer = StateWriter(sqlite_database, most=4, seconds=60)
    for feed in these:
        writer.waiting(replace(feed, next_poll_at=LATER))
    await _until(lambda: transactions == [4])


async def test_a_feed_that_was_removed_stays_removed(sqlite_database: Database) -> None:
    first, second = await stored(sqlite_database, 2)
    writer = StateWriter(sqlite_database)
    writer.unchanged(first)
    writer.waiting(replace(second, next_poll_at=LATER))
    async with sqlite_database.begin() as session:
        await remove_feed(session, first.id)
    await writer.flush()
    assert [feed.next_poll_at for feed in await now_stored(sqlite_database)] == [LATER]


async def test_what_could_not_be_written_is_kept_and_written_later(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = await stored(sqlite_database, 2)
    begin, broken = sqlite_database.begin, True

    @asynccontextmanager
    async def fails_at_first() -> AsyncIterator[AsyncSession]:
        if broken:
            raise OperationalError("update", {}, Exception("database is locked"))
        async with begin() as session:
            yield session

    monkeypatch.setattr(sqlite_database, "begin", fails_at_first)
    writer = StateWriter(sqlite_database, seconds=0.01)
    with caplog.at_level(logging.ERROR):
        writer.waiting(replace(first, next_poll_at=LATER))
        await _until(lambda: "could not be written yet" in caplog.text)
    with pytest.raises(OperationalError):
        await writer.flush()
    broken = False
    writer.waiting(replace(second, next_poll_at=LATER))
    await writer.flush()
    assert [feed.next_poll_at for feed in await now_stored(sqlite_database)] == [LATER, LATER]


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.005)
