"""Each page of each edition is posted once, whatever happens on the way: on both databases, over a fake Discord."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.delivery.notices import CannotPost
from bot.delivery.outbox import AT_ONCE, LONGEST_WAIT, wait_after
from bot.delivery.stops import Stops
from bot.domain.schedules import Composed, DeliveryState, Manner, PostAs, Schedule, ScheduleStatus, Window
from db import feeds, outbox, schedules
from db.engine import Database
from db.outbox import Sender, Stop
from db.tables import DeliveryRow, EditionRow
from tests.delivery.fakes import PAGES, Channels, Killed, Steps, Times, scheduled, start, two_pages

OURS, NEWS = 1 << 60, 77
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def times() -> Times:
    return Times()


@pytest.fixture
def channels(times: Times) -> Channels:
    return Channels(times)


async def rows(database: Database) -> list[DeliveryRow]:
    async with database.read() as session:
        return [*await session.scalars(select(DeliveryRow).order_by(DeliveryRow.id))]


def eight_next_day(times: Times) -> None:
    times.now = (times.now + DAY).replace(hour=8, minute=0, second=1)


async def test_what_is_due_is_posted_in_order_and_no_more(database: Database, times: Times, channels: Channels):
    await scheduled(database, OURS, NEWS)
    process = start(database, times, channels)
    await process.work()
    assert channels.posted == []
    for day in range(1, 4):
        eight_next_day(times)
        await process.work()
        await process.work()
        assert len(channels.texts(NEWS)) == PAGES * day
    assert channels.texts(NEWS)[0].endswith("22 12:00:00 to 24 08:00:01, page 0")
    assert channels.texts(NEWS)[1].endswith("page 1")
    assert channels.texts(NEWS)[2].endswith("24 08:00:01 to 25 08:00:01, page 0")
    assert {row.state for row in await rows(database)} == {DeliveryState.SENT}


async def test_a_lost_answer_posts_nothing_twice_within_the_life_of_a_nonce_and_after(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    process = start(database, times, channels)
    for wait in (timedelta(seconds=6), HOUR):
        eight_next_day(times)
        answers = iter(["lost", "", "lost"])
        channels.fault = lambda answers=answers: next(answers, "")  # type: ignore[misc]
        for _ in range(4):
            await process.work()
            times.now += wait
    texts = channels.texts(NEWS)
    assert len(texts) == len(set(texts)) == 2 * PAGES


async def test_an_uncertain_page_is_looked_for_before_it_is_sent_again(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    eight_next_day(times)
    process = start(database, times, channels)
    answers = iter(["cut"])
    channels.fault = lambda: next(answers, "")
    await process.work()
    times.now += MINUTE
    await process.work()
    assert channels.requests == ["post", "find", "post", "post"]


async def test_what_discord_asks_to_wait_for_is_not_tried_before(database: Database, times: Times, channels: Channels):
    await scheduled(database, OURS, NEWS)
    eight_next_day(times)
    process = start(database, times, channels)
    answers = iter(["wait"])
    channels.fault = lambda: next(answers, "")
    await process.work()
    times.now += timedelta(seconds=19)
    await process.work()
    assert channels.requests == ["post"]
    times.now += timedelta(seconds=1)
    await process.work()
    assert channels.requests == ["post", "post", "post"]  # it was not carried out, so nothing is to be looked for


async def test_no_second_page_before_the_first_and_no_edition_before_the_last(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    process = start(database, times, channels)
    channels.fault = lambda: "cut"
    for _ in range(3):
        eight_next_day(times)
        await process.work()
    assert channels.posted == []
    channels.fault = lambda: ""
    times.now += LONGEST_WAIT
    await process.work()
    texts = channels.texts(NEWS)
    assert len(texts) == 3 * PAGES
    assert texts == sorted(texts)


async def test_a_refusal_stops_the_schedule_keeps_everything_and_is_told_once(
    database: Database, times: Times, channels: Channels
):
    schedule = await scheduled(database, OURS, NEWS)
    await scheduled(database, 8, 88)
    eight_next_day(times)
    process, stops, told = start(database, times, channels), Stops(database, times), Admins()
    channels.refusing = True
    await process.work()
    assert (await find(database, OURS, schedule.id)).status is ScheduleStatus.STOPPED
    assert [await stops.tell_due(told) for _ in range(2)] == [2, 0]
    assert [each.reason for each in told.told] == ["The bot lacks the permission Send Messages."] * 2
    channels.refusing = False
    eight_next_day(times)
    await process.work()
    assert channels.posted == []
    async with database.begin() as session:
        await schedules.set_status(session, [schedule.id], ScheduleStatus.ACTIVE)
        assert await outbox.make_due(session, [Sender(schedule_id=schedule.id)], times()) == PAGES
    await process.work()
    texts = channels.texts(NEWS)
    assert len(texts) == 2 * PAGES  # the kept one, then what fell due meanwhile
    assert channels.texts(88) == []
    assert await stops.tell_due(told) == 0


async def test_a_stop_that_reaches_no_admin_is_told_later_with_the_same_nonce(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    eight_next_day(times)
    channels.refusing = True
    await start(database, times, channels).work()
    stops, told = Stops(database, times), Admins(reachable=False)
    assert await stops.tell_due(told) == 0
    told.reachable = True
    assert await stops.tell_due(told) == 0
    times.now += MINUTE
    assert await stops.tell_due(told) == 1
    assert len(set(told.nonces)) == 1


async def test_what_discord_will_never_take_fails_with_its_other_pages_and_the_next_edition_goes_on(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    process = start(database, times, channels)
    eight_next_day(times)
    answers = iter(["reject"])
    channels.fault = lambda: next(answers, "")
    await process.work()
    assert channels.posted == []
    eight_next_day(times)
    await process.work()
    assert len(channels.texts(NEWS)) == PAGES
    assert [row.state for row in await rows(database)].count(DeliveryState.FAILED) == PAGES


async def test_a_paused_schedule_and_a_server_that_was_left_get_nothing(
    database: Database, times: Times, channels: Channels
):
    paused = await scheduled(database, OURS, NEWS)
    await scheduled(database, 8, 88)
    async with database.begin() as session:
        await schedules.set_status(session, [paused.id], ScheduleStatus.PAUSED)
        await feeds.leave_guild(session, guild_id=8, now=times())
    eight_next_day(times)
    await start(database, times, channels).work()
    assert channels.requests == []


async def test_a_lease_that_nobody_renews_is_free_after_a_minute_and_not_before(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    eight_next_day(times)
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
    eight_next_day(times)
    await start(database, times, channels).making.make_due()
    async with database.begin() as session:
        (parcel,) = await outbox.lease(session, by="slow", now=times(), limit=9)
    times.now += 2 * MINUTE
    async with database.begin() as session:
        (again,) = await outbox.lease(session, by="quick", now=times(), limit=9)
        assert again.tried_at is not None
        assert not await outbox.renew(session, parcel, by="slow", now=times())
        assert not await outbox.note_sent(session, parcel, by="slow", message_id=1, now=times())
        assert await outbox.note_sent(session, again, by="quick", message_id=2, now=times())


async def test_a_process_that_slept_with_a_lease_in_its_hand_does_not_send(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    eight_next_day(times)
    sleeper, other = start(database, times, channels), start(database, times, channels)
    await sleeper.making.make_due()
    async with database.begin() as session:
        (parcel,) = await outbox.lease(session, by=sleeper.outbox.name, now=times(), limit=9)
    times.now += 5 * MINUTE
    await other.work()
    assert await sleeper.outbox.deliver(channels, parcel) is False
    assert channels.requests == ["find", "post", "post"]
    assert len(channels.texts(NEWS)) == PAGES


async def test_a_thread_or_a_crosspost_follows_its_message_and_is_made_up_for(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS, manner=Manner(post_as=PostAs.THREAD))
    await scheduled(database, 8, 88, manner=Manner(post_as=PostAs.CROSSPOST))
    eight_next_day(times)
    process = start(database, times, channels)
    answers = iter(["", "", "cut", "lost"])
    channels.fault = lambda: next(answers, "")
    for _ in range(4):
        await process.work()
        times.now += MINUTE
    assert len(channels.posted) == 2 * PAGES
    first = channels.posted[0].id if channels.posted[0].channel_id == NEWS else channels.posted[1].id
    assert first in channels.finished
    assert len(set(channels.finished)) == 1 + PAGES
    assert {row.state for row in await rows(database)} == {DeliveryState.SENT}


async def test_many_servers_at_one_time(sqlite_database: Database, times: Times, channels: Channels):
    for number in range(AT_ONCE + 7):
        await scheduled(sqlite_database, 1000 + number, 5000 + number)
    eight_next_day(times)
    await start(sqlite_database, times, channels).work()
    assert len(channels.posted) == PAGES * (AT_ONCE + 7)
    assert len({each.text for each in channels.posted}) == len(channels.posted)


async def test_two_processes_by_mistake_post_everything_once(database: Database, times: Times, channels: Channels):
    for number in range(12):
        await scheduled(database, 1000 + number, 5000 + number % 5)
    url = database.engine.url.render_as_string(hide_password=False)
    async with Database.open(url) as second:
        processes = [start(each, times, channels) for each in (database, second, database)]
        for _ in range(3):
            eight_next_day(times)
            await asyncio.gather(*(each.work() for each in processes))
            await asyncio.gather(*(each.work() for each in processes))
    texts = [each.text for each in channels.posted]
    assert len(texts) == len(set(texts)) == 12 * 3 * PAGES


async def test_a_locked_database_holds_nothing_up_for_long(database: Database, times: Times, channels: Channels):
    await scheduled(database, OURS, NEWS)
    eight_next_day(times)
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
    eight_next_day(times)
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


async def test_waits_double_up_to_the_longest():
    assert [wait_after(attempts).total_seconds() for attempts in (1, 2, 3, 8, 30)] == [5, 10, 20, 600, 600]


class Admins:
    def __init__(self, *, reachable: bool = True) -> None:
        self.reachable = reachable
        self.told: list[Stop] = []
        self.nonces: list[str] = []

    async def post_stop(self, told: Stop) -> int:
        self.nonces.append(told.nonce)
        if not self.reachable:
            raise CannotPost("There is no channel.")
        self.told.append(told)
        return len(self.told)


async def find(database: Database, guild_id: int, schedule_id: int):
    async with database.read() as session:
        found = await schedules.find(session, guild_id, schedule_id)
    assert found is not None
    return found


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
    eight_next_day(times)
    await process.work()  # from here on it is known how long one takes
    assert len(channels.posted) == 20 * PAGES
    eight_next_day(times)
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
        eight_next_day(times)
        await start(database, times, channels).making.make_due()
        monkeypatch.setattr(outbox, "_due", looking)

        async def leased(name: str) -> list[int]:
            async with database.begin() as session:
                return [each.delivery_id for each in await outbox.lease(session, by=name, now=times(), limit=10)]

        first, second = await asyncio.gather(leased("first"), leased("second"))
    assert len({*first, *second}) == len(first) + len(second) == 10
