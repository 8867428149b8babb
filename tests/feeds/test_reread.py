"""Announcements are read again by a newer reader, once, and it may be stopped in the middle."""

from datetime import datetime

from bot.domain.additions import RegistryAdditions
from bot.domain.announcements import Entry, FeedKind
from bot.domain.claims import Kind, Reading, Spec
from bot.feeds.errors import TookTooLong
from bot.feeds.offload import InlineOffload
from bot.feeds.reread import BATCH, Reread
from db import claims, feeds
from db.claims import ClaimFilter
from db.engine import Database
from tests.claims import V4, claim
from tests.stored import announce

GUILD = 5
COUNT = BATCH + 3


def read(
    *, title: str, text: str, publisher: str, publisher_lab: str | None, url: str | None, additions: RegistryAdditions
) -> Reading:
    assert publisher == "DeepSeek"
    assert publisher_lab == "deepseek"
    return Reading(models=(V4,), claims=(claim(Kind.SPEC, Spec.PARAMETERS, float(len(title)), quote=text),))


class FailingOffload(InlineOffload):
    async def run(self, function, *args, **kwargs):
        raise TookTooLong(1)


async def store(database: Database, now: datetime) -> None:
    async with database.begin() as session:
        feed = await feeds.add_feed(
            session,
            url="https://deepseek.example/feed",
            title="DeepSeek",
            publisher="DeepSeek",
            kind=FeedKind.VENDOR,
            lab="deepseek",
            site_url=None,
            now=now,
        )
        await feeds.subscribe(session, guild_id=GUILD, feed_id=feed.id, channel_id=None, now=now)
        for number in range(COUNT):
            entry = Entry(guid=str(number), link=None, title="x" * (number + 1), text="Text.")
            await announce(session, feed.id, entry, keys=[("guid", str(number))], now=now)


def rereader(database: Database, now: datetime, version: int = 2, offload: InlineOffload | None = None) -> Reread:
    return Reread(database, offload or InlineOffload(), read, reader_version=version, clock=lambda: now)


async def test_what_was_never_read_is_read_once(database: Database, now: datetime):
    await store(database, now)
    reread = rereader(database, now)
    assert await reread.count() == COUNT
    assert [batch async for batch in reread.run()] == [BATCH, 3]
    assert await reread.count() == 0
    async with database.read() as session:
        assert len(await claims.guild_claims(session, GUILD, ClaimFilter())) == COUNT


async def test_a_newer_reader_replaces_what_the_older_read(sqlite_database: Database, now: datetime):
    await store(sqlite_database, now)
    for version in (2, 3):
        assert sum([batch async for batch in rereader(sqlite_database, now, version).run()]) == COUNT
    async with sqlite_database.read() as session:
        assert len(await claims.guild_claims(session, GUILD, ClaimFilter())) == COUNT


async def test_it_goes_on_where_it_was_stopped(sqlite_database: Database, now: datetime):
    await store(sqlite_database, now)
    async for _ in rereader(sqlite_database, now).run():
        break
    reread = rereader(sqlite_database, now)
    assert await reread.count() == 3
    assert [batch async for batch in reread.run()] == [3]


async def test_texts_that_take_too_long_are_left_and_the_rest_goes_on(sqlite_database: Database, now: datetime):
    await store(sqlite_database, now)
    reread = rereader(sqlite_database, now, offload=FailingOffload())
    assert sum([batch async for batch in reread.run()]) == COUNT
    assert await reread.count() == COUNT
