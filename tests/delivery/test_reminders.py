"""A model's end is reminded of 30 days before, 7 days before and on the day, once, where briefings and watches are."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.delivery.reminders import Reminders, due_days
from bot.domain.claims import Kind, Release
from bot.domain.corrections import Correction
from bot.domain.watches import WatchFor
from db.claims import all_claims
from db.corrections import save_correction
from db.engine import Database
from tests.claims import GPT, V3, V4, claim
from tests.delivery.fakes import BEGAN, NEWS, OURS, Channels, Times, scheduled
from tests.delivery.watched import bring, reads_feed, start, watch

END = date(2027, 1, 20)
DAY = timedelta(days=1)


def ends(model=V3, on: date = END):
    return claim(Kind.RELEASE, Release.DEPRECATED, subject=model, quote=f"It will be retired on {on.isoformat()}.")


async def days_of(database: Database, times: Times, channels: Channels, until: date) -> list[date]:
    """The days on which something is posted, of a bot that looks every fifteen hours, each time started anew."""
    posted: dict[date, None] = {}
    while times.now.date() <= until:
        before = len(channels.posted)
        while await Reminders(database, times).remind_due():
            await start(database, times, channels).work()
        if len(channels.posted) > before:
            posted[times.now.date()] = None
        times.now += timedelta(hours=15)
    return list(posted)


@pytest.mark.parametrize(
    ("now", "told_at", "days"),
    [
        ("2026-12-21T08:00", "2026-11-23", 30),
        ("2026-12-21T07:59", "2026-11-23", None),
        ("2026-12-23T07:59", "2026-11-23", 30),
        ("2026-12-23T08:00", "2026-11-23", None),
        ("2026-12-21T08:00", "2026-12-22", None),
        ("2027-01-13T20:00", "2026-12-22", 7),
        ("2027-01-20T08:00", "2026-12-22", 0),
        ("2027-01-20T23:59", "2026-12-22", 0),
        ("2027-01-21T00:00", "2026-12-22", None),
        ("2027-01-20T10:00", "2027-01-20T09:00", None),
    ],
)
def test_when_which_reminder_is_due(now: str, told_at: str, days: int | None):
    moment, told = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (now, told_at))
    assert due_days(END, told, "UTC", moment) == days


def test_the_day_begins_on_the_clock_of_the_place():
    morning = datetime(2027, 1, 19, 23, 30, tzinfo=UTC)
    assert due_days(END, BEGAN, "Asia/Tokyo", morning) == 0
    assert due_days(END, BEGAN, "UTC", morning) is None


async def test_three_reminders_in_the_channel_of_briefings_and_where_the_model_is_watched_for(
    database: Database, times: Times, channels: Channels
):
    feed = await reads_feed(database, times, OURS, 8)
    await scheduled(database, OURS, NEWS, at=(BEGAN - DAY).time())
    await watch(database, times, WatchFor(model="DeepSeek-V3.2"), 8, 88)
    await watch(database, times, WatchFor(lab="openai"), 8, 89)
    await watch(database, times, WatchFor(lab="deepseek", kind=Kind.RATIO), 8, 90)
    await bring(database, feed, times, "V3.2 ends", models=[V3], claims=[ends()], days_ago=0)
    await start(database, times, channels).work()
    channels.posted.clear()
    times.now = datetime(2026, 12, 20, 6, 0, tzinfo=UTC)
    posted = await days_of(database, times, channels, END + DAY)
    assert posted == [date(2026, 12, 21), date(2027, 1, 13), END]
    for channel_id in (NEWS, 88):
        assert channels.texts(channel_id) == [f"retirement {END} {days} deepseekv32" for days in (30, 7, 0)]
    assert channels.texts(89) == channels.texts(90) == []


async def test_a_day_that_is_put_off_is_reminded_of_anew_and_one_that_a_server_hides_is_not(
    sqlite_database: Database, times: Times, channels: Channels
):
    database = sqlite_database
    feed = await reads_feed(database, times, OURS, 8)
    for guild_id, channel_id in ((OURS, NEWS), (8, 88)):
        await watch(database, times, WatchFor(lab="deepseek"), guild_id, channel_id)
    await bring(database, feed, times, "V3.2 ends", models=[V3], claims=[ends()])
    await start(database, times, channels).work()
    channels.posted.clear()
    times.now = datetime(2026, 12, 22, 9, 0, tzinfo=UTC)
    await days_of(database, times, channels, date(2026, 12, 22))
    assert channels.texts(NEWS) == [f"retirement {END} 30 deepseekv32"]
    channels.posted.clear()
    later = date(2027, 2, 20)
    await bring(database, feed, times, "V3.2 stays longer", models=[V3], claims=[ends(on=later)])
    await bring(database, feed, times, "V4 ends", models=[V4], claims=[ends(V4, date(2027, 1, 20))], days_ago=2)
    async with database.begin() as session:
        (told,) = [each for each in await all_claims(session, after_id=0, limit=99) if each.claim.subject == V4]
        await save_correction(session, 8, told.id, Correction(hidden=True, by=1, at=times()))
    await start(database, times, channels).work()
    channels.posted.clear()
    assert date(2027, 1, 13) in await days_of(database, times, channels, later + DAY)
    wanted = [f"retirement {END} {days} deepseekv4pro" for days in (7, 0)]
    wanted += [f"retirement {later} {days} deepseekv32" for days in (30, 7, 0)]
    assert sorted(channels.texts(NEWS)) == sorted(wanted)
    assert not [text for text in channels.texts(88) if "v4pro" in text]


async def test_what_ends_on_no_known_day_or_has_ended_reminds_of_nothing(
    sqlite_database: Database, times: Times, channels: Channels
):
    feed = await reads_feed(sqlite_database, times, OURS)
    await watch(sqlite_database, times, WatchFor(lab="openai"))
    past = claim(Kind.RELEASE, Release.DEPRECATED, subject=GPT, quote="It was retired on 2026-11-20.")
    vague = claim(Kind.RELEASE, Release.DEPRECATED, subject=GPT, quote="It will be retired next month.")
    await bring(sqlite_database, feed, times, "GPT-5.5 ends", models=[GPT], claims=[past, vague])
    assert await Reminders(sqlite_database, times).remind_due() == 0
