"""What is news is told where it is watched for, once: on both databases, over a fake Discord, killed at every step."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.delivery.alerting import STALE_AFTER
from bot.domain.claims import Kind, Reading, Release, Spec
from bot.domain.watches import AlertState, OutletStatus, WatchFor
from db import feeds
from db.engine import Database
from db.readings import store_reading
from db.tables import AlertQueueRow, AlertRow, OutletRow
from db.visibility import Because, hide
from tests.claims import GPT, V4, claim
from tests.delivery.fakes import NEWS, OURS, Channels, Killed, Steps, Times
from tests.delivery.watched import bring, reads_feed, start, watch

MINUTE = timedelta(minutes=1)
ON_V4 = WatchFor(model="DeepSeek-V4")
PREVIEWED = claim(Kind.RELEASE, Release.PREVIEWED)
RELEASED = claim(Kind.RELEASE, Release.RELEASED)


async def states(database: Database) -> list[str]:
    async with database.read() as session:
        return [*await session.scalars(select(AlertRow.state).order_by(AlertRow.id))]


async def queued(database: Database) -> list[int]:
    async with database.read() as session:
        return [*await session.scalars(select(AlertQueueRow.announcement_id))]


async def test_news_is_told_once_where_it_is_watched_for_and_seen(database: Database, times: Times, channels: Channels):
    feed = await reads_feed(database, times, OURS, 8)
    await reads_feed(database, times, 9)
    for guild_id, channel_id in ((OURS, NEWS), (8, 88), (9, 99)):
        await watch(database, times, ON_V4, guild_id, channel_id)
    await watch(database, times, WatchFor(model="GPT-5.5"), OURS, 78)
    stored = await bring(database, feed, times, "DeepSeek-V4-Pro is here")
    for _ in range(3):
        await start(database, times, channels).work()
    assert channels.texts(NEWS) == channels.texts(88) == [f"announcement {stored}"]
    assert channels.texts(99) == channels.texts(78) == []
    assert await queued(database) == []


async def test_what_a_server_filters_out_or_hides_is_not_told(database: Database, times: Times, channels: Channels):
    feed = await reads_feed(database, times, OURS, channel_id=78)
    await watch(database, times, ON_V4)
    stored = await bring(database, feed, times, "DeepSeek-V4-Pro is here")
    async with database.begin() as session:
        await hide(session, OURS, [stored], Because.FILTER)
    await start(database, times, channels).work()
    assert channels.posted == []


async def test_two_watches_of_one_place_make_one_alert(database: Database, times: Times, channels: Channels):
    feed = await reads_feed(database, times, OURS, channel_id=NEWS)
    await watch(database, times, ON_V4)
    await watch(database, times, WatchFor(lab="deepseek"))
    await bring(database, feed, times, "DeepSeek-V4-Pro is here")
    await start(database, times, channels).work()
    assert len(channels.posted) == 1
    async with database.read() as session:
        (row,) = await session.scalars(select(AlertRow))
    assert [reason.split(":")[0] for reason in row.reasons] == [
        "watch for model DeepSeek-V4",
        "watch for lab deepseek",
        "new from DeepSeek",
    ]


async def test_a_story_is_told_once_but_for_developments(database: Database, times: Times, channels: Channels):
    feed, wire = await reads_feed(database, times, OURS), await reads_feed(database, times, OURS)
    await watch(database, times, ON_V4)
    price = claim(Kind.SPEC, Spec.INPUT_PRICE, 2.0)
    first = await bring(database, feed, times, "Previewing DeepSeek-V4-Pro", claims=[PREVIEWED, price])
    await bring(database, wire, times, "Previewing DeepSeek-V4-Pro", claims=[PREVIEWED])
    await start(database, times, channels).work()
    assert channels.texts(NEWS) == [f"announcement {first}"]
    assert await states(database) == [AlertState.TOLD, AlertState.FOLDED]
    times.now += timedelta(hours=2)
    third = await bring(database, wire, times, "DeepSeek-V4-Pro is here", claims=[RELEASED])
    await bring(database, wire, times, "DeepSeek-V4-Pro is out", claims=[RELEASED])
    await start(database, times, channels).work()
    assert channels.texts(NEWS)[1:] == [f"announcement {third} DeepSeek-V4-Pro is released, after it was previewed"]


async def test_each_entry_of_a_feed_whose_alerts_go_to_a_channel_is_told(
    database: Database, times: Times, channels: Channels
):
    feed = await reads_feed(database, times, OURS, channel_id=NEWS)
    for title in ("Previewing DeepSeek-V4-Pro", "DeepSeek-V4-Pro previewed", "Other things"):
        await bring(database, feed, times, title, claims=[PREVIEWED])
    await start(database, times, channels).work()
    assert len(channels.posted) == 3


async def test_what_was_old_when_it_was_first_seen_is_no_news(database: Database, times: Times, channels: Channels):
    feed = await reads_feed(database, times, OURS, channel_id=NEWS)
    await watch(database, times, ON_V4)
    await bring(database, feed, times, "From the archive", days_ago=4)
    await bring(database, feed, times, "From yesterday", days_ago=1)
    await start(database, times, channels).work()
    assert len(channels.posted) == 1


async def test_what_is_read_later_is_told_then_and_what_never_is_does_not_wait_for_ever(
    database: Database, times: Times, channels: Channels
):
    feed = await reads_feed(database, times, OURS)
    await watch(database, times, ON_V4)
    late = await bring(database, feed, times, "DeepSeek-V4-Pro is here", read=False)
    never = await bring(database, feed, times, "DeepSeek-V4-Pro, the paper", read=False)
    await start(database, times, channels).work()
    assert channels.posted == []
    async with database.begin() as session:
        reading = Reading(labs=("deepseek",), models=(V4,), claims=(RELEASED,))
        await store_reading(session, announcement_id=late, reading=reading, reader_version=1, now=times())
    await start(database, times, channels).work()
    assert channels.texts(NEWS) == [f"announcement {late}"]
    assert await queued(database) == [never]
    times.now += STALE_AFTER + MINUTE
    await start(database, times, channels).work()
    assert await queued(database) == []


async def test_a_refusal_stops_the_place_and_keeps_what_comes(database: Database, times: Times, channels: Channels):
    feed = await reads_feed(database, times, OURS)
    await watch(database, times, ON_V4)
    channels.refusing = True
    await bring(database, feed, times, "DeepSeek-V4-Pro is here")
    await start(database, times, channels).work()
    async with database.read() as session:
        (outlet,) = await session.scalars(select(OutletRow))
    assert (outlet.status, outlet.reason) == (OutletStatus.STOPPED, "The bot lacks the permission Send Messages.")
    times.now += timedelta(days=8)
    await bring(database, feed, times, "DeepSeek-V4-Pro a week later")
    channels.refusing = False
    await start(database, times, channels).work()
    assert channels.posted == []
    assert AlertState.WAITING in await states(database)


async def test_a_server_that_was_left_is_told_nothing(database: Database, times: Times, channels: Channels):
    feed = await reads_feed(database, times, OURS, channel_id=78)
    await watch(database, times, ON_V4)
    async with database.begin() as session:
        await feeds.leave_guild(session, guild_id=OURS, now=times())
    await bring(database, feed, times, "DeepSeek-V4-Pro is here")
    await start(database, times, channels).work()
    assert channels.posted == []


async def test_two_processes_tell_everything_once(database: Database, times: Times, channels: Channels):
    feed, wire = await reads_feed(database, times, OURS, 8), await reads_feed(database, times, OURS, 8)
    for guild_id, channel_id in ((OURS, NEWS), (8, 88)):
        await watch(database, times, ON_V4, guild_id, channel_id)
    url = database.engine.url.render_as_string(hide_password=False)
    async with Database.open(url) as second:
        for number in range(6):
            for where in (feed, wire):
                await bring(database, where, times, f"DeepSeek-V4-Pro, part {number}", claims=[PREVIEWED])
            runs = [start(each, times, channels) for each in (database, second)]
            await runs[0].keeper.place_waiting()
            await asyncio.gather(*(run.work() for run in runs))
            await asyncio.gather(*(run.work() for run in runs))
    for channel_id in (NEWS, 88):
        texts = channels.texts(channel_id)
        assert len(texts) == len(set(texts))
    told = [state for state in await states(database) if state == AlertState.TOLD]
    assert len(channels.posted) == len(told) > 0


async def test_a_locked_database_loses_nothing(sqlite_database: Database, times: Times, channels: Channels):
    feed = await reads_feed(sqlite_database, times, OURS)
    await watch(sqlite_database, times, ON_V4)
    await bring(sqlite_database, feed, times, "DeepSeek-V4-Pro is here")
    locks = iter([True, False, True, False, True, False, True])
    run = start(sqlite_database, times, channels, locked=lambda: next(locks, False))
    for _ in range(8):
        with suppress(OperationalError):
            await run.work()
        times.now += MINUTE
    assert len(channels.posted) == 1


async def test_the_process_may_die_at_every_step(sqlite_database: Database):
    """Two stories are told by a process that dies at one step, then by another: for each step that there is.

    How long nonces live is the outbox's affair (test_leases), so the other one comes soon and late by turns.
    """
    times = Times()
    steps = Steps()
    await two_alerts(sqlite_database, times, steps, 0, MINUTE)
    passed = steps.passed
    assert {"before the send", "after the send", "before a commit", "after a commit"} <= set(passed)
    for die_at in range(len(passed)):
        away = timedelta(minutes=10) if die_at % 2 else timedelta(seconds=61)
        await two_alerts(sqlite_database, times, Steps(die_at), die_at + 1, away)
    assert len(passed) > 15


async def two_alerts(database: Database, times: Times, steps: Steps, number: int, away: timedelta) -> None:
    channels = Channels(times, step=steps)
    guild_id = 1000 + number
    feed = await reads_feed(database, times, guild_id)
    await watch(database, times, WatchFor(kind=Kind.RELEASE), guild_id, NEWS)
    wanted = []
    for model, lab in ((V4, "deepseek"), (GPT, "openai")):
        said = claim(Kind.RELEASE, Release.RELEASED, subject=model)
        stored = await bring(
            database, feed, times, f"{model.name}, launch {number}", models=[model], claims=[said], lab=lab
        )
        wanted.append(f"announcement {stored}")
    try:
        await start(database, times, channels, step=steps).work()
    except Killed:
        await asyncio.sleep(0)
    channels.step = lambda _name: None
    second = start(database, times, channels)
    await second.work()
    times.now += away
    await second.work()
    told = [part for text in channels.texts(NEWS) for part in text.split("; ")]
    assert sorted(told) == sorted(wanted), (number, told, steps.passed[-1:])
