"""Subscribing by site, by pack and by list, in a real database over real HTTP."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from bot.domain.announcements import FeedKind
from bot.domain.claims import Reading
from bot.domain.filters import FeedFilter
from bot.feeds import errors
from bot.feeds.discovery import Discoverer, Discovery
from bot.feeds.fetch import Fetcher
from bot.feeds.ingest import Ingest
from bot.feeds.introduction import called_by_its_own_name
from bot.feeds.offload import InlineOffload
from bot.feeds.opml import Outline, read_opml, write_opml
from bot.feeds.sources import Added, Sources
from bot.feeds.starter import Pack, StarterFeed, StarterPacks
from bot.feeds.subscriptions import Subscriptions
from db import announcements, feeds
from db.engine import Database

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ONE, TWO = 1, 2
Make = Callable[..., str]


def lab_of(publisher: str, _site: str | None) -> str | None:
    return "deepseek" if publisher.startswith("DeepSeek") else None


def read(**_text: str | None) -> Reading:
    return Reading()


@pytest.fixture
def ingest(database: Database, fetcher: Fetcher) -> Ingest:
    return Ingest(
        database,
        fetcher,
        InlineOffload(),
        read,
        reader_version=1,
        clock=lambda: NOW,
        host_gap=0,
        dice=lambda: 0.0,
        introduce=lambda feed, parsed: called_by_its_own_name(feed, parsed, lab_of),
    )


@pytest.fixture
async def sources(database: Database, ingest: Ingest) -> Sources:
    async with database.begin() as session:
        for guild in (ONE, TWO):
            await feeds.save_guild(session, guild_id=guild, name=f"Guild {guild}", now=NOW)
    packs = StarterPacks(packs=())
    subscriptions = Subscriptions(database, ingest, lambda: NOW, lab_of)
    return Sources(subscriptions, Discoverer(ingest, InlineOffload(), packs), packs, InlineOffload(), clock=lambda: NOW)


def starter(url: str, **more: Any) -> StarterFeed:
    values = {"id": "lab", "pack": "labs", "title": "A lab", "publisher": "Lab", "kind": FeedKind.PRESS, "url": url}
    return StarterFeed(**{**values, **more})


def use_pack(sources: Sources, *of: StarterFeed) -> None:
    sources.packs = StarterPacks(packs=(Pack(id="labs", title="Labs", about="Labs", feeds=of),))


async def test_a_page_with_one_feed_is_as_good_as_the_feed_and_the_feed_is_asked_once(
    sources: Sources, site: Any, make_rss: Make, make_item: Make
) -> None:
    site.serve("/", '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>')
    site.serve("/feed", make_rss(make_item(1), make_item(2)))
    wanted = FeedFilter(include_words=("post",))
    added = await sources.add(ONE, site.url("/"), 77, own_title="Ours", wanted=wanted)
    assert isinstance(added, Added)
    assert (added.subscription.title, added.subscription.channel_id, added.subscription.filter) == ("Ours", 77, wanted)
    assert added.report.new == 2
    assert [request.path for request in site.asked] == ["/", "/feed"]
    with pytest.raises(errors.AlreadySubscribed):
        await sources.add(ONE, site.url("/feed"))
    assert isinstance(await sources.add(TWO, site.url("/feed")), Added)
    assert len(site.asked) == 2


async def test_several_feeds_are_offered_and_none_is_stored(
    sources: Sources, database: Database, site: Any, make_rss: Make, make_item: Make
) -> None:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{n}">' for n in (1, 2))
    site.serve("/", f"<html><head>{links}</head></html>")
    for n in (1, 2):
        site.serve(f"/{n}", make_rss(make_item(n)))
    found = await sources.add(ONE, site.url("/"))
    assert isinstance(found, Discovery)
    assert len(found.candidates) == 2
    async with database.read() as session:
        assert await feeds.all_feeds(session) == []


async def test_nothing_found_says_what_was_wrong_and_what_was_tried(sources: Sources, site: Any) -> None:
    site.serve("/blog", "<html><body>Hello</body></html>")
    with pytest.raises(errors.NoFeedFound) as nothing:
        await sources.add(ONE, site.url("/blog"))
    assert "/blog is a web page, not a feed" in str(nothing.value)
    assert "/blog/feed, " in str(nothing.value)
    assert str(nothing.value).endswith("more.")


async def test_what_the_packs_know_of_a_feed_is_known_of_it_however_it_is_added(
    sources: Sources, site: Any, make_rss: Make, make_item: Make
) -> None:
    url = site.serve("/mirror.xml", make_rss(make_item(1), title="generated feed"))
    use_pack(sources, starter(url, kind=FeedKind.VENDOR, lab="deepseek"))
    added = await sources.add_feed(ONE, url)
    feed = added.subscription.feed
    assert (feed.title, feed.publisher, feed.kind, feed.lab) == ("A lab", "Lab", FeedKind.VENDOR, "deepseek")


async def test_one_failing_feed_of_a_pack_is_named_and_stops_no_other(
    sources: Sources, site: Any, make_rss: Make, make_item: Make
) -> None:
    wanted = [starter(site.url(f"/{n}"), id=f"lab-{n}", title=f"Lab {n}") for n in range(8)]
    for n in (0, 1, 2, 4, 5, 6, 7):
        site.serve(f"/{n}", make_rss(make_item(n)))
    use_pack(sources, *wanted)
    await sources.add_feed(ONE, wanted[7].url)
    outcomes = [outcome async for outcome in sources.add_starters(ONE, wanted)]
    assert {outcome.feed.id for outcome in outcomes} == {f"lab-{n}" for n in range(7)}
    failed = [outcome for outcome in outcomes if outcome.error]
    assert [(outcome.feed.id, "nothing at" in (outcome.error or "")) for outcome in failed] == [("lab-3", True)]
    assert len(await sources.subscribed(ONE)) == 7
    assert await sources.subscribed(TWO) == frozenset()


async def test_ending_a_pack_early_ends_what_is_under_way(sources: Sources, site: Any, make_rss: Make) -> None:
    async def slow(_request: web.Request) -> web.Response:
        await asyncio.sleep(1.5)
        return web.Response(text=make_rss())

    wanted = [starter(site.serve("/quick", make_rss()), id="quick"), starter(site.on("/slow", slow), id="slow")]
    async with aclosing(sources.add_starters(ONE, wanted)) as turns:
        assert (await anext(turns)).feed.id == "quick"
    await asyncio.sleep(2)
    assert len(await sources.subscribed(ONE)) == 1


async def test_a_list_of_feeds_is_subscribed_to_unread_and_each_is_introduced_by_its_first_document(
    sources: Sources, ingest: Ingest, database: Database, site: Any, make_rss: Make, make_item: Make
) -> None:
    url = site.serve("/feed", make_rss(make_item(1), title="DeepSeek News", extra="<link>https://deepseek.com</link>"))
    listed = [Outline(url=url, title="Rivals", folder="A/B"), Outline(url=f"{url}/#x"), Outline(url="mailto:x@y")]
    imported = await sources.import_opml(ONE, write_opml(listed, "Mine", NOW))
    assert (len(imported.added), imported.repeated, len(imported.refused)) == (1, 1, 1)
    assert site.asked == []
    async with database.read() as session:
        (before,) = await feeds.subscriptions(session, ONE)
    assert (before.title, before.folder, before.feed.title) == ("Rivals", "A/B", url)

    (report,) = await ingest.poll_due()
    assert report.new == 1
    async with database.read() as session:
        (after,) = await feeds.subscriptions(session, ONE)
        (latest,) = await announcements.latest(session, ONE)
    feed = after.feed
    assert (after.title, feed.title, feed.publisher, feed.lab, feed.kind) == (
        "Rivals",
        "DeepSeek News",
        "DeepSeek News",
        "deepseek",
        FeedKind.VENDOR,
    )
    assert feed.site_url == "https://deepseek.com"
    assert latest.source.publisher == "DeepSeek News"
    assert latest.source.dated_at is None  # it was there before anybody subscribed

    assert (await sources.import_opml(ONE, write_opml(listed[:1], "Mine", NOW))).already == (listed[0],)
    other = await sources.import_opml(TWO, write_opml([replace(listed[0], title=None)], "Theirs", NOW))
    assert len(other.added) == 1
    async with database.read() as session:
        (theirs,) = await feeds.subscriptions(session, TWO)
    assert theirs.title == "DeepSeek News"


async def test_two_hundred_feeds_are_taken_at_once_and_come_out_as_they_went_in(
    sources: Sources, database: Database
) -> None:
    listed = [
        Outline(url=f"https://site{n}.example/feed", title=f"Site {n}", folder=f"Folder {n % 7}" if n % 2 else None)
        for n in range(200)
    ]
    imported = await sources.import_opml(ONE, write_opml(listed, "Mine", NOW))
    assert len(imported.added) == 200
    body, count = await sources.export_opml(ONE, "Ours")
    assert count == 200
    assert sorted(read_opml(body), key=lambda o: o.url) == sorted(listed, key=lambda o: o.url)
    async with database.read() as session:
        assert len(await feeds.due_feeds(session, NOW)) == 200
