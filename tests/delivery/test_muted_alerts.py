"""What a server has muted is told in none of its channels; a member who watches for himself is told all the same."""

from datetime import UTC, datetime

import pytest

from bot.briefing.replaying import replay
from bot.delivery.reminders import Reminders
from bot.domain.claims import Kind, Release, Topic
from bot.domain.mutes import MuteKind
from bot.domain.watches import WatchFor
from db import mutes, watches
from db.engine import Database
from tests.claims import V4, claim
from tests.delivery.fakes import NEWS, OURS, Channels, Times, scheduled
from tests.delivery.watched import bring, reads_feed, start, watch

MEMBER = 500
RELEASES = WatchFor(kind=Kind.RELEASE)
RELEASED = claim(Kind.RELEASE, Release.RELEASED)


async def mute(database: Database, times: Times, kind: MuteKind, name: str, guild_id: int = OURS) -> None:
    async with database.begin() as session:
        await mutes.mute(session, guild_id, kind, name, user_id=1, now=times())


@pytest.mark.parametrize(
    ("kind", "name"), [(MuteKind.LAB, "deepseek"), (MuteKind.TOPIC, Topic.RELEASE.value)], ids=["a lab", "a topic"]
)
async def test_what_is_muted_is_not_told_in_channels_of_that_server(
    sqlite_database: Database, times: Times, channels: Channels, kind: MuteKind, name: str
):
    feed = await reads_feed(sqlite_database, times, OURS, 8, channel_id=78)
    await watch(sqlite_database, times, RELEASES)
    await watch(sqlite_database, times, WatchFor(lab="deepseek"), user_id=MEMBER)
    await watch(sqlite_database, times, RELEASES, 8, 88)
    await mute(sqlite_database, times, kind, name)
    stored = await bring(sqlite_database, feed, times, "DeepSeek-V4-Pro is here", claims=[RELEASED])
    await start(sqlite_database, times, channels).work()
    assert channels.texts(NEWS) == []
    assert channels.texts(MEMBER) == channels.texts(88) == [f"announcement {stored}"]
    assert channels.texts(78) == [f"announcement {stored}"]  # of the other server's


async def test_the_databases_agree_and_what_is_muted_no_more_is_told_again(
    database: Database, times: Times, channels: Channels
):
    feed = await reads_feed(database, times, OURS)
    await watch(database, times, RELEASES)
    await mute(database, times, MuteKind.LAB, "deepseek")
    await bring(database, feed, times, "Previewing DeepSeek-V4-Pro", claims=[RELEASED])
    await start(database, times, channels).work()
    async with database.begin() as session:
        await mutes.unmute(session, OURS, MuteKind.LAB, "deepseek")
    later = await bring(database, feed, times, "DeepSeek-V4-Pro is here", claims=[RELEASED])
    await start(database, times, channels).work()
    assert channels.texts(NEWS) == [f"announcement {later}"]


async def test_a_replay_leaves_out_what_is_muted(sqlite_database: Database, times: Times):
    feed = await reads_feed(sqlite_database, times, OURS)
    await watch(sqlite_database, times, RELEASES)
    await watch(sqlite_database, times, RELEASES, user_id=MEMBER)
    await mute(sqlite_database, times, MuteKind.LAB, "deepseek")
    await bring(sqlite_database, feed, times, "DeepSeek-V4-Pro is here", claims=[RELEASED])
    async with sqlite_database.read() as session:
        (of_channel,) = await watches.of_guild(session, OURS)
        (own,) = await watches.of_guild(session, OURS, user_id=MEMBER)
        replayed = [await replay(session, each, datetime(2026, 11, 1, tzinfo=UTC)) for each in (of_channel, own)]
    assert [len(each.told) for each in replayed] == [0, 1]


async def test_a_channel_is_not_reminded_of_the_end_of_a_muted_labs_model(
    sqlite_database: Database, times: Times, channels: Channels
):
    ends = claim(Kind.RELEASE, Release.DEPRECATED, quote="It will be retired on 2027-01-20.")
    feed = await reads_feed(sqlite_database, times, OURS, 8)
    await scheduled(sqlite_database, OURS, NEWS)
    await watch(sqlite_database, times, WatchFor(model="DeepSeek-V4"), OURS, user_id=MEMBER)
    await watch(sqlite_database, times, WatchFor(model="DeepSeek-V4"), 8, 88)
    await bring(sqlite_database, feed, times, "V4 ends", models=[V4], claims=[ends])
    await start(sqlite_database, times, channels).work()
    channels.posted.clear()
    await mute(sqlite_database, times, MuteKind.LAB, "deepseek")
    times.now = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)
    await Reminders(sqlite_database, times).remind_due()
    await start(sqlite_database, times, channels).work()
    assert channels.texts(NEWS) == []
    assert channels.texts(MEMBER) == channels.texts(88) == ["retirement 2027-01-20 0 deepseekv4pro"]
