"""Announcements are found by what they say, on both databases, whatever is typed."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text, update

from bot.domain.announcements import Entry, FeedKind
from db import announcements, feeds
from db.announcements import NewAnnouncement
from db.engine import Database
from db.tables import AnnouncementRow
from tests.stored import remove_feed

GUILD, STRANGER = 1, 2
TEXTS = {
    "Introducing GPT-5.5": "It has 8B parameters; prices start at $2.50.",
    "Über das Modell": "Ein café in Zürich.",
    "新模型发布": "这是一个开放权重的模型，价格更低。",
    "Quotes": "She said 100% \"never\" and 'maybe', a_b * c.",
}


async def store(database: Database, now: datetime, texts: dict[str, str] = TEXTS) -> int:
    async with database.begin() as session:
        feed = await feeds.add_feed(
            session,
            url="https://lab.example/feed",
            title="Lab",
            publisher="Lab",
            kind=FeedKind.VENDOR,
            lab=None,
            site_url=None,
            now=now,
        )
        await feeds.subscribe(session, guild_id=GUILD, feed_id=feed.id, channel_id=None, now=now)
        new = [
            NewAnnouncement(feed_id=feed.id, entry=Entry(guid=title, link=None, title=title, text=said), keys=())
            for title, said in texts.items()
        ]
        await announcements.store_announcements(session, new, now=now)
    return feed.id


async def find(database: Database, words: str, guild_id: int = GUILD) -> list[str]:
    async with database.read() as session:
        found = await announcements.latest(session, guild_id, words=words)
    return [each.source.title for each in found]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("gpt", "Introducing GPT-5.5"),
        ("GPT-5.5", "Introducing GPT-5.5"),
        ("gpt 5.5", "Introducing GPT-5.5"),
        ("introducing parameters", "Introducing GPT-5.5"),
        ("intro", "Introducing GPT-5.5"),
        ("$2.50", "Introducing GPT-5.5"),
        ("zürich", "Über das Modell"),
        ("模型", "新模型发布"),
        ("价格 权重", "新模型发布"),
        ("100%", "Quotes"),
        ("a_b", "Quotes"),
        ("said 'maybe'", "Quotes"),
    ],
)
async def test_words_are_found_in_titles_and_texts(words: str, title: str, database: Database, now: datetime) -> None:
    await store(database, now)
    assert await find(database, words) == [title]
    assert await find(database, words, STRANGER) == []


@pytest.mark.parametrize(
    "words", ["gpt 5.6", "arameters", "gpt 模型", "权重价格", "", " ", "*", '"', "%", "_", "NOT gpt"]
)
async def test_what_is_not_said_is_not_found(words: str, database: Database, now: datetime) -> None:
    await store(database, now)
    assert await find(database, words) == []


async def test_the_index_follows_edits_and_removals(database: Database, now: datetime) -> None:
    feed_id = await store(database, now)
    async with database.begin() as session:
        edited = AnnouncementRow.title == "Introducing GPT-5.5"
        await session.execute(update(AnnouncementRow).where(edited).values(title="Introducing V4", text="Open."))
        await session.execute(delete(AnnouncementRow).where(AnnouncementRow.title == "Quotes"))
    assert await find(database, "gpt") == []
    assert await find(database, "v4 open") == ["Introducing V4"]
    assert await find(database, "maybe") == []
    async with database.begin() as session:
        await remove_feed(session, feed_id)
    assert await find(database, "open") == []


async def test_the_index_of_sqlite_agrees_with_its_table(sqlite_database: Database, now: datetime) -> None:
    feed_id = await store(sqlite_database, now)
    async with sqlite_database.begin() as session:
        await session.execute(update(AnnouncementRow).values(text="Other words.", reader_version=2))
        check = "INSERT INTO announcement_search (announcement_search, rank) VALUES ('integrity-check', 1)"
        await session.execute(text(check))
        await remove_feed(session, feed_id)
        await session.execute(text(check))


async def test_a_very_long_text_of_ever_other_words_is_stored(database: Database, now: datetime) -> None:
    long = " ".join(f"w{number}" for number in range(30_000))
    await store(database, now, {"Long": long[:200_000], "Wide": "字" * 200_000})
    assert await find(database, "w77") == ["Long"]


@pytest.fixture
async def filled(database: Database, now: datetime) -> Database:
    await store(database, now)
    return database


_HOSTILE = st.text(st.characters(codec=None), max_size=60) | st.lists(
    st.sampled_from([*"\"'*():^-+\\%é²字\x00", "AND", "OR", "NEAR("]),
    max_size=12,
).map(" ".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_HOSTILE)
async def test_nothing_that_is_typed_is_an_error(filled: Database, words: str) -> None:
    await find(filled, words)
