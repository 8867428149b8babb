"""Search within one guild's feeds, and what is offered where nothing is found."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.announcements import Entry, FeedKind
from bot.domain.claims import Reading, Topic
from bot.ledger.naming import Naming
from bot.ledger.searching import NoSuchFeed, Search, Wanted
from db import feeds
from db.engine import Database
from db.readings import store_reading
from tests.claims import V3, V4
from tests.stored import announce

OURS, THEIRS = 1, 2
NAMING = Naming(lambda _words: None)
TEXTS = {
    "V4 is out": "DeepSeek-V4-Pro uses sparse attention.",
    "Older": "Sparse attention was used before.",
}


async def store(database: Database, now: datetime, *, guild_id: int = OURS, title: str = "Lab") -> int:
    async with database.begin() as session:
        feed = await feeds.add_feed(
            session,
            url=f"https://{title.lower()}.example/feed?key=secret-of-{guild_id}",
            title=title,
            publisher=title,
            kind=FeedKind.PRESS,
            lab=None,
            site_url=None,
            now=now,
        )
        await feeds.subscribe(session, guild_id=guild_id, feed_id=feed.id, channel_id=None, now=now)
        for number, (headline, text) in enumerate(TEXTS.items()):
            published = now - timedelta(days=30 * number + 1)
            entry = Entry(guid=headline, link=None, title=headline, text=text, published_at=published)
            stored = await announce(session, feed.id, entry, now=now)
            reading = Reading(models=(V4,) if number == 0 else (V3,), topics=(Topic.RESEARCH,))
            await store_reading(session, announcement_id=stored, reading=reading, reader_version=1, now=now)
    return feed.id


async def found(database: Database, wanted: Wanted, guild_id: int = OURS) -> list[str]:
    return [hit.source.title for hit in (await Search(database, NAMING).find(guild_id, wanted)).hits]


async def test_hits_are_narrowed_by_each_filter(database: Database, now: datetime):
    await store(database, now)
    wanted = Wanted(words="sparse attention")
    assert await found(database, wanted) == ["V4 is out", "Older"]
    assert await found(database, replace(wanted, model=V4.name)) == ["V4 is out"]
    assert await found(database, replace(wanted, since=now - timedelta(days=7))) == ["V4 is out"]
    assert await found(database, replace(wanted, feed="lab")) == ["V4 is out", "Older"]
    assert await found(database, replace(wanted, topic=Topic.LEGAL)) == []


async def test_another_guilds_announcements_and_feeds_are_not_there(sqlite_database: Database, now: datetime):
    await store(sqlite_database, now)
    await store(sqlite_database, now, guild_id=THEIRS, title="Theirs")
    search = Search(sqlite_database, NAMING)
    assert await search.feeds(OURS) == [("Lab", "Lab")]
    assert len(await found(sqlite_database, Wanted(words="sparse"))) == 2
    for name in ("Theirs", "https://lab.example/feed?key=secret-of-1"):
        with pytest.raises(NoSuchFeed):
            await search.find(OURS, Wanted(words="sparse", feed=name))


async def test_feeds_that_share_a_title_are_told_apart_by_number(sqlite_database: Database, now: datetime):
    await store(sqlite_database, now)
    async with sqlite_database.begin() as session:
        twin = await feeds.add_feed(
            session,
            url="https://twin.example/feed",
            title="LAB",
            publisher="Lab",
            kind=FeedKind.PRESS,
            lab=None,
            site_url=None,
            now=now,
        )
        await feeds.subscribe(session, guild_id=OURS, feed_id=twin.id, channel_id=None, now=now)
    search = Search(sqlite_database, NAMING)
    offered = dict(await search.feeds(OURS))
    assert offered["LAB"] == str(twin.id)
    assert (await search.find(OURS, Wanted(words="sparse", feed=offered["LAB"]))).hits == ()
    with pytest.raises(NoSuchFeed, match="Several"):
        await search.find(OURS, Wanted(words="sparse", feed="Lab"))


async def test_where_nothing_is_found_what_would_find_something_is_offered(database: Database, now: datetime):
    await store(database, now)
    search = Search(database, NAMING)
    misspelt = await search.find(OURS, Wanted(words="deepsek sparse"))
    assert misspelt.near[0] == Wanted(words="deepseek sparse")
    too_many = await search.find(OURS, Wanted(words="sparse attention moonbeam"))
    assert too_many.near == (Wanted(words="sparse attention"), Wanted(words="attention"), Wanted(words="sparse"))
    narrowed = Wanted(words="sparse attention", topic=Topic.LEGAL)
    assert (await search.find(OURS, narrowed)).near == (Wanted(words="sparse attention"),)
    assert (await search.find(OURS, Wanted(words="moonbeam"))).near == ()
    assert (await search.find(OURS, Wanted(words="!!!"))).near == ()
