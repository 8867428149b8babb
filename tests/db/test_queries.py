"""Queries on both databases: what a guild sees, and that nothing of one guild shows in another."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.announcements import Entry, Feed, FeedKind, FeedStatus
from bot.domain.claims import Kind, Ratio, Reading, Release, Topic
from bot.domain.names import LabName, ModelName
from db import announcements, feeds, names
from db.claims import ClaimFilter, all_claims, guild_claims, guild_claims_by_id
from db.engine import Database
from db.readings import store_reading
from tests.claims import GPT, V3, V4, claim
from tests.stored import announce as announce_entry

OURS, THEIRS = 1 << 60, 7
RATIO = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3, quote="27% of the FLOPs", setting="1M tokens")
RELEASE = claim(Kind.RELEASE, Release.RELEASED, subject=GPT)
READING = Reading(labs=("deepseek",), models=(V4, V3), topics=(Topic.EFFICIENCY,), claims=(RATIO,))
OTHER = Reading(labs=("openai",), models=(GPT,), topics=(Topic.RELEASE,), claims=(RELEASE,))


async def add_feed(database: Database, name: str, now: datetime, *guilds: int) -> Feed:
    async with database.begin() as session:
        feed = await feeds.add_feed(
            session,
            url=f"https://{name}.example/feed",
            title=name,
            publisher=name,
            kind=FeedKind.VENDOR,
            lab=name,
            site_url=None,
            now=now,
        )
        for guild_id in guilds:
            assert await feeds.subscribe(session, guild_id=guild_id, feed_id=feed.id, channel_id=None, now=now)
    return feed


async def announce(
    database: Database, feed: Feed, title: str, reading: Reading, now: datetime, published: datetime | None = None
) -> int:
    entry = Entry(guid=title, link=f"https://x.example/{title}", title=title, text="Text.", published_at=published)
    async with database.begin() as session:
        stored = await announce_entry(session, feed.id, entry, keys=[("guid", title)], now=now)
        await store_reading(session, announcement_id=stored, reading=reading, reader_version=1, now=now)
    return stored


async def test_a_stored_reading_comes_back_as_it_was(database: Database, now: datetime):
    feed = await add_feed(database, "deepseek", now, OURS)
    await announce(database, feed, "V4", READING, now)
    async with database.read() as session:
        (sourced,) = await guild_claims(session, OURS, ClaimFilter())
        (announcement,) = await announcements.latest(session, OURS)
    assert sourced.claim == RATIO
    assert (announcement.labs, announcement.topics, announcement.claims_count) == (
        ("deepseek",),
        (Topic.EFFICIENCY,),
        1,
    )
    assert set(announcement.models) == {V3, V4}


async def test_a_guild_sees_only_the_feeds_that_it_subscribes_to(database: Database, now: datetime):
    ours, theirs = await add_feed(database, "deepseek", now, OURS), await add_feed(database, "openai", now, THEIRS)
    await announce(database, ours, "V4", READING, now)
    await announce(database, theirs, "GPT", OTHER, now)
    async with database.read() as session:
        assert [c.claim for c in await guild_claims(session, OURS, ClaimFilter())] == [RATIO]
        (their_claim,) = await guild_claims(session, THEIRS, ClaimFilter())
        assert await guild_claims_by_id(session, OURS, [their_claim.id]) == []
        assert [a.source.title for a in await announcements.latest(session, OURS)] == ["V4"]
        assert await names.find_guild_model(session, OURS, "gpt 5.5") is None
        assert await names.find_guild_model(session, THEIRS, "gpt 5.5") == GPT
        assert [model.name for model in await names.guild_models(session, THEIRS)] == ["GPT-5.5"]
        assert [lab.id for lab in await names.guild_labs(session, OURS)] == ["deepseek"]
        assert len(await all_claims(session, after_id=0, limit=10)) == 2


async def test_claims_are_found_by_model_lab_kind_metric_and_date(database: Database, now: datetime):
    feed = await add_feed(database, "deepseek", now, OURS)
    await announce(database, feed, "V4", READING, now, published=now - timedelta(days=3))
    await announce(database, feed, "GPT", OTHER, now)
    wanted = {
        "model": ClaimFilter(model_keys=[V4.key]),
        "lab": ClaimFilter(labs=["deepseek"]),
        "kind": ClaimFilter(kinds=[Kind.RATIO]),
        "metric": ClaimFilter(metrics=[Ratio.INFERENCE_COMPUTE]),
    }
    async with database.read() as session:
        for by, claim_filter in wanted.items():
            assert [c.claim for c in await guild_claims(session, OURS, claim_filter)] == [RATIO], by
        newer = await guild_claims(session, OURS, ClaimFilter(since=now - timedelta(days=1)))
        assert [c.claim for c in newer] == [RELEASE]


async def test_reading_again_replaces_what_was_read_before(database: Database, now: datetime):
    feed = await add_feed(database, "deepseek", now, OURS)
    stored = await announce(database, feed, "V4", READING, now)
    async with database.begin() as session:
        await store_reading(session, announcement_id=stored, reading=OTHER, reader_version=2, now=now)
    async with database.read() as session:
        assert [c.claim for c in await guild_claims(session, OURS, ClaimFilter())] == [RELEASE]
        assert await names.find_guild_model(session, OURS, V4.name) is None


async def test_announcements_are_found_by_lab_model_and_topic_newest_first(database: Database, now: datetime):
    feed = await add_feed(database, "deepseek", now, OURS)
    await announce(database, feed, "old", READING, now, published=now - timedelta(days=9))
    await announce(database, feed, "new", READING, now, published=now - timedelta(days=1))
    await announce(database, feed, "other", OTHER, now)
    async with database.read() as session:
        for wanted in ({"lab": "deepseek"}, {"model_keys": [V4.key]}, {"topic": Topic.EFFICIENCY}):
            found = await announcements.latest(session, OURS, **wanted)
            assert [a.source.title for a in found] == ["new", "old"], wanted


async def test_a_date_in_the_future_does_not_put_an_announcement_ahead(database: Database, now: datetime):
    feed = await add_feed(database, "deepseek", now, OURS)
    await announce(database, feed, "dreamt", READING, now, published=now + timedelta(days=400))
    await announce(database, feed, "later", OTHER, now + timedelta(minutes=1))
    async with database.read() as session:
        assert [a.source.title for a in await announcements.latest(session, OURS)] == ["later", "dreamt"]


async def test_spellings_of_a_model_share_one_row(database: Database, now: datetime):
    feed = await add_feed(database, "deepseek", now, OURS)
    respelt = ModelName(name="deepseek v4 pro", lab="deepseek")
    await announce(database, feed, "one", Reading(models=(V4,)), now)
    await announce(database, feed, "two", Reading(models=(respelt,)), now)
    async with database.read() as session:
        assert await names.guild_models(session, OURS) == [V4]


async def test_models_are_suggested_by_part_of_their_name_and_never_by_a_wildcard(database: Database, now: datetime):
    feed = await add_feed(database, "deepseek", now, OURS)
    await announce(database, feed, "one", READING, now)
    async with database.read() as session:
        assert [m.name for m in await names.guild_models(session, OURS, containing="v4 p")] == [V4.name]
        assert await names.guild_models(session, OURS, containing="%") != []  # a sign has no key, so nothing was typed


async def test_seen_identities_are_told_apart_by_feed(database: Database, now: datetime):
    one, other = await add_feed(database, "deepseek", now), await add_feed(database, "openai", now)
    stored = await announce(database, one, "V4", READING, now)
    async with database.begin() as session:
        await announcements.add_keys(session, [(one.id, stored, [("link", "x"), ("guid", "V4")])])
    async with database.read() as session:
        keys = [("guid", "V4"), ("link", "x"), ("guid", "unknown"), *(("guid", str(n)) for n in range(6000))]
        assert await announcements.known_keys(session, {one.id: keys, other.id: keys}) == {
            one.id: {("guid", "V4"): stored, ("link", "x"): stored},
            other.id: {},
        }


async def test_feeds_are_due_when_their_time_has_come_unless_paused(database: Database, now: datetime):
    due, paused = await add_feed(database, "deepseek", now), await add_feed(database, "openai", now)
    async with database.begin() as session:
        await feeds.save_feed(session, replace(paused, status=FeedStatus.PAUSED))
        await feeds.save_feed(session, replace(due, etag='"x"', failures=2, last_error="It broke."))
    async with database.read() as session:
        assert [(feed.id, feed.etag, feed.failures) for feed in await feeds.due_feeds(session, now)] == [
            (due.id, '"x"', 2)
        ]
        assert await feeds.due_feeds(session, now - timedelta(seconds=1)) == []


async def test_subscribing_twice_and_ending_it_twice_is_noticed(database: Database, now: datetime):
    feed = await add_feed(database, "deepseek", now, OURS)
    async with database.begin() as session:
        assert not await feeds.subscribe(session, guild_id=OURS, feed_id=feed.id, channel_id=5, now=now)
        assert await feeds.subscribers(session, feed.id) == 1
        assert await feeds.unsubscribe(session, guild_id=OURS, feed_id=feed.id)
        assert not await feeds.unsubscribe(session, guild_id=OURS, feed_id=feed.id)
        assert await feeds.subscriptions(session, OURS) == []


async def test_one_address_is_one_feed(database: Database, now: datetime):
    await add_feed(database, "deepseek", now)
    with pytest.raises(IntegrityError):
        await add_feed(database, "deepseek", now)


async def test_a_guild_gets_its_name_and_keeps_its_subscriptions_when_the_bot_leaves(database: Database, now: datetime):
    await add_feed(database, "deepseek", now, OURS)
    async with database.begin() as session:
        await feeds.save_guild(session, guild_id=OURS, name="Research", now=now)
        assert await feeds.guilds(session) == [(OURS, "Research")]
        await feeds.leave_guild(session, guild_id=OURS, now=now)
        assert await feeds.guilds(session) == []
        assert len(await feeds.subscriptions(session, OURS)) == 1


async def test_labs_of_the_registry_give_their_names_to_those_seen_before(database: Database, now: datetime):
    feed = await add_feed(database, "deepseek", now, OURS)
    await announce(database, feed, "V4", READING, now)
    async with database.begin() as session:
        await names.save_labs(session, [LabName(id="deepseek", name="DeepSeek"), LabName(id="meta", name="Meta")])
        assert await names.guild_labs(session, OURS) == [LabName(id="deepseek", name="DeepSeek")]
