"""A guild's corrections change its answers, never what was read, and never another guild's answers."""

from datetime import datetime

from bot.domain.announcements import Entry, FeedKind
from bot.domain.claims import Kind, Ratio, Reading, Spec
from bot.domain.names import ModelName
from bot.ledger.corrections import keys_meaning, meant
from bot.ledger.ledger import Ledger
from db import feeds
from db.engine import Database
from db.readings import store_reading
from tests.claims import GPT, V3, V4, claim
from tests.stored import announce

OURS, THEIRS = 1, 2
RESPELT = ModelName(name="DeepSeek V4 Professional")


async def store(database: Database, now: datetime) -> None:
    reading = Reading(
        models=(V3, V4, RESPELT),
        claims=(
            claim(Kind.SPEC, Spec.PARAMETERS, 1.6e12),
            claim(Kind.RATIO, Ratio.COST, 0.5, subject=RESPELT, baseline=V3),
        ),
    )
    async with database.begin() as session:
        feed = await feeds.add_feed(
            session,
            url="https://x.example/feed",
            title="X",
            publisher="X",
            kind=FeedKind.PRESS,
            lab=None,
            site_url=None,
            now=now,
        )
        for guild_id in (OURS, THEIRS):
            await feeds.subscribe(session, guild_id=guild_id, feed_id=feed.id, channel_id=None, now=now)
        entry = Entry(guid="1", link=None, title="V4", text="Text.")
        stored = await announce(session, feed.id, entry, now=now)
        await store_reading(session, announcement_id=stored, reading=reading, reader_version=1, now=now)


async def test_a_merged_model_counts_as_the_other_in_this_guild_alone(database: Database, now: datetime):
    await store(database, now)
    ledger = Ledger(database, lambda _words: None)
    assert len(await ledger.claims(OURS, V4.name)) == 1
    await ledger.alias_model(OURS, V4.name, RESPELT.name, user_id=7, now=now)
    ours = await ledger.claims(OURS, V4.name)
    assert {figure.claim.subject for figure in ours} == {V4}
    assert len(ours) == 2
    assert len(await ledger.claims(OURS, RESPELT.name)) == 2
    assert await ledger.suggest_models(OURS, "professional") == [V4.name]
    assert len(await ledger.claims(THEIRS, V4.name)) == 1
    comparison = await ledger.compare_models(OURS, [V4.name, V3.name], now)
    assert comparison.headline is not None
    assert comparison.headline.claim.value == 0.5


async def test_a_later_word_replaces_the_earlier(sqlite_database: Database, now: datetime):
    await store(sqlite_database, now)
    ledger = Ledger(sqlite_database, lambda _words: None)
    for target in (V3, V4):
        await ledger.alias_model(OURS, target.name, "the whale", user_id=7, now=now)
    assert {figure.claim.subject for figure in await ledger.claims(OURS, "the whale")} == {V4}


def test_corrections_are_followed_to_the_last_and_a_circle_ends():
    names = {RESPELT.key: V4, V4.key: V3}
    assert meant(RESPELT, names) == V3
    assert keys_meaning([V3.key], names) == sorted([RESPELT.key, V4.key, V3.key])
    assert meant(GPT, {GPT.key: V4, V4.key: GPT}) in (GPT, V4)
