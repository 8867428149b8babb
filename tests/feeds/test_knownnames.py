"""A name that the operator adds is used by the next reading, in the worker processes too."""

from datetime import datetime

from bot.domain.additions import AddedKind, AddedName
from bot.domain.announcements import Entry, FeedKind
from bot.feeds.knownnames import KnownNames
from bot.feeds.offload import InlineOffload, Offload, ProcessOffload
from bot.feeds.reread import Reread
from bot.reading.texts import read_text
from bot.registry.load import load_registry
from db import additions, announcements, feeds
from db.engine import Database
from tests.stored import announce

GUILD = 5
TEXT = "Smithy today released Anvil 3, a model with 70B parameters."
ADDED = (
    AddedName(kind=AddedKind.LAB, name="Smithy", lab="acme"),
    AddedName(kind=AddedKind.FAMILY, name="Anvil", lab="acme"),
)


async def store(database: Database, now: datetime) -> None:
    async with database.begin() as session:
        feed = await feeds.add_feed(
            session,
            url="https://wire.example/feed",
            title="Wire",
            publisher="Wire",
            kind=FeedKind.PRESS,
            lab=None,
            site_url=None,
            now=now,
        )
        await feeds.subscribe(session, guild_id=GUILD, feed_id=feed.id, channel_id=None, now=now)
        await announce(session, feed.id, Entry(guid="1", link=None, title="", text=TEXT), now=now)


async def labs_after_reading(
    database: Database, known: KnownNames, offload: Offload, version: int, now: datetime
) -> tuple[str, ...]:
    reread = Reread(database, offload, read_text, reader_version=version, clock=lambda: now, names=known)
    assert [batch async for batch in reread.run()] == [1]
    async with database.read() as session:
        (announcement,) = await announcements.latest(session, GUILD)
    return announcement.labs


async def test_a_name_added_by_another_process_holds_from_the_next_reading_on(database: Database, now: datetime):
    await store(database, now)
    known = KnownNames(database, load_registry())
    assert await labs_after_reading(database, known, InlineOffload(), 1, now) == ("smithy",)  # by what it does
    assert known.find_lab("Smithy") is None
    async with database.begin() as session:
        await additions.add_names(session, ADDED, now)
    assert await labs_after_reading(database, known, InlineOffload(), 2, now) == ("acme",)
    assert known.find_lab("anvil") == "acme"
    assert known.lab_of_publisher("Smithy Blog", None) == "acme"


async def test_worker_processes_read_with_the_added_names(sqlite_database: Database, now: datetime):
    await store(sqlite_database, now)
    async with sqlite_database.begin() as session:
        await additions.add_names(session, ADDED, now)
    known = KnownNames(sqlite_database, load_registry())
    async with ProcessOffload(1) as offload:
        assert await labs_after_reading(sqlite_database, known, offload, 1, now) == ("acme",)
