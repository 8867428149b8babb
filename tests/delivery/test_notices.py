"""Which notices are due, and that each goes out once: on both databases, with a stand-in for Discord alone."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.delivery.notices import CannotPost, Notices, wait_after
from bot.domain.announcements import Feed, NoticeKind
from db import feeds, subscriptions
from db.engine import Database
from db.notices import DueNotice
from tests.db.test_queries import add_feed

OURS, THEIRS = 1 << 60, 7
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass
class Channel:
    """Takes notices as Discord does, or refuses them."""

    refuses: bool = False
    told: list[tuple[int, list[tuple[str, NoticeKind]]]] = field(default_factory=list)
    nonces: list[str] = field(default_factory=list)

    async def post(self, guild_id: int, channel_id: int | None, told: Sequence[DueNotice], nonce: str) -> int:
        self.nonces.append(nonce)
        if self.refuses:
            raise CannotPost("Discord did not take it.")
        self.told.append((guild_id, [(each.title, each.notice.kind) for each in told]))
        return len(self.told)


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def notices(database: Database, clock: Clock) -> Notices:
    return Notices(database, clock)


async def fails_since(database: Database, feed: Feed, since: datetime | None) -> None:
    async with database.begin() as session:
        await feeds.save_feed(session, replace(feed, failing_since=since, failures=1 if since else 0))


async def test_where_nothing_is_new_to_tell_no_writer_is_waited_for(
    sqlite_database: Database, clock: Clock, now: datetime
) -> None:
    notices = Notices(sqlite_database, clock)
    feed = await add_feed(sqlite_database, "deepseek", now, OURS)
    await fails_since(sqlite_database, feed, now - 2 * DAY)
    assert await notices.tell_due(Channel()) == 1
    async with asyncio.timeout(5), sqlite_database.begin():
        assert await notices.tell_due(Channel()) == 0


async def test_each_guild_is_told_once_that_a_feed_fails_and_once_that_it_is_well(
    database: Database, notices: Notices, clock: Clock
):
    feed, channel = await add_feed(database, "lab", clock.now, OURS, THEIRS), Channel()
    await fails_since(database, feed, clock.now)
    clock.now += DAY - MINUTE
    assert await notices.tell_due(channel) == 0
    clock.now += MINUTE
    assert await notices.tell_due(channel) == 2
    await fails_since(database, feed, None)
    assert [await notices.tell_due(channel) for _ in range(2)] == [2, 0]
    assert channel.told == [
        (THEIRS, [("lab", NoticeKind.FAILING)]),
        (OURS, [("lab", NoticeKind.FAILING)]),
        (THEIRS, [("lab", NoticeKind.WELL)]),
        (OURS, [("lab", NoticeKind.WELL)]),
    ]
    assert len(set(channel.nonces)) == 4


async def test_a_feed_that_fails_again_is_told_again_and_well_only_once(
    database: Database, notices: Notices, clock: Clock
):
    feed, channel = await add_feed(database, "lab", clock.now, OURS), Channel()
    for _ in range(2):
        await fails_since(database, feed, clock.now)
        clock.now += DAY
        await notices.tell_due(channel)
    await fails_since(database, feed, None)
    for _ in range(3):
        await notices.tell_due(channel)
    kinds = [kind for _, told in channel.told for _, kind in told]
    assert kinds == [NoticeKind.FAILING, NoticeKind.FAILING, NoticeKind.WELL]


async def test_a_failing_that_was_over_before_it_could_be_told_is_not_told(
    database: Database, notices: Notices, clock: Clock
):
    feed, channel = await add_feed(database, "lab", clock.now, OURS), Channel(refuses=True)
    await fails_since(database, feed, clock.now)
    clock.now += DAY
    assert await notices.tell_due(channel) == 0
    channel.refuses = False
    await fails_since(database, feed, None)
    clock.now += DAY
    assert await notices.tell_due(channel) == 0


async def test_who_paused_the_feed_left_or_was_left_is_not_told(database: Database, notices: Notices, clock: Clock):
    feed, channel = await add_feed(database, "lab", clock.now, OURS, THEIRS, 8), Channel()
    async with database.begin() as session:
        await subscriptions.set_paused(session, guild_id=OURS, feed_id=feed.id, paused=True)
        await feeds.unsubscribe(session, guild_id=THEIRS, feed_id=feed.id)
        await feeds.leave_guild(session, guild_id=8, now=clock.now)
    await fails_since(database, feed, clock.now)
    clock.now += DAY
    assert await notices.tell_due(channel) == 0


async def test_what_is_refused_is_tried_again_ever_later_with_the_nonce_it_had(
    database: Database, notices: Notices, clock: Clock
):
    channel = Channel(refuses=True)
    for name in ("lab", "wire"):
        await fails_since(database, await add_feed(database, name, clock.now, OURS), clock.now)
    clock.now += DAY
    await notices.tell_due(channel)
    clock.now += MINUTE / 2
    await fails_since(database, await add_feed(database, "late", clock.now, OURS), clock.now - DAY)
    await notices.tell_due(channel)
    clock.now += MINUTE / 2 - timedelta(seconds=1)
    await notices.tell_due(channel)
    first, late = channel.nonces
    clock.now += timedelta(seconds=1)
    await notices.tell_due(channel)
    assert channel.nonces == [first, late, first]
    channel.refuses = False
    clock.now += MINUTE
    assert await notices.tell_due(channel) == 1
    clock.now += MINUTE
    assert await notices.tell_due(channel) == 1
    assert channel.nonces == [first, late, first, late, first]
    assert [[title for title, _ in told] for _, told in channel.told] == [["late"], ["lab", "wire"]]


async def test_a_channel_that_is_chosen_gets_what_could_not_be_posted(
    database: Database, notices: Notices, clock: Clock
):
    feed, channel = await add_feed(database, "lab", clock.now, OURS), Channel(refuses=True)
    await fails_since(database, feed, clock.now)
    clock.now += DAY
    for _ in range(40):
        await notices.tell_due(channel)
        clock.now += DAY / 4
    assert len(channel.nonces) == 20  # then it is given up
    channel.refuses = False
    assert await notices.channel(OURS) is None
    await notices.choose_channel(OURS, 55)
    assert await notices.channel(OURS) == 55
    assert await notices.tell_due(channel) == 1


def test_waits_double_up_to_six_hours():
    assert [wait_after(n) for n in (1, 2, 3, 30)] == [MINUTE, 2 * MINUTE, 4 * MINUTE, timedelta(hours=6)]
