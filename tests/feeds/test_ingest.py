"""What a feed's turn stores, and what it takes for no news: over real HTTP into a real database."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.domain.additions import AddedKind, AddedName
from bot.domain.announcements import FeedStatus, WaitReason
from bot.domain.claims import Topic
from bot.feeds.errors import TookTooLong
from bot.feeds.fetch import Fetcher
from db import announcements, feeds
from db.additions import add_names
from tests.feeds.world import GUILD, NOW, World
from tests.stored import remove_feed

CAPTURES = Path(__file__).parents[3] / "shared" / "feeds"

Make = Callable[..., str]


async def test_new_entries_are_stored_and_read_once(world: World, make_rss: Make, make_item: Make) -> None:
    feed = await world.add()
    world.site.serve("/feed", make_rss(make_item(2), make_item(1)), ETag='"1"')
    report = await world.poll(feed)
    assert (report.new, report.seen, report.error) == (2, 0, None)
    assert await world.titles() == ["Post 2", "Post 1"]
    assert world.reader.read == [f"Lab (lab): Post {n} https://lab.example/posts/{n}" for n in (2, 1)]
    async with world.database.read() as session:
        (first, _) = await announcements.latest(session, GUILD)
    assert first.topics == (Topic.RELEASE,)

    world.site.serve("/feed", make_rss(make_item(3), make_item(2), make_item(1)), ETag='"2"')
    report = await world.poll(feed)
    assert (report.new, report.seen) == (1, 2)
    assert await world.titles() == ["Post 3", "Post 2", "Post 1"]
    assert len(world.reader.read) == 3


async def test_names_that_are_added_reach_the_reader_with_the_next_entry(
    quick_world: World, make_rss: Make, make_item: Make
) -> None:
    world, added = quick_world, AddedName(kind=AddedKind.LAB, name="Acme AI", lab="acme")
    feed = await world.add()
    world.site.serve("/feed", make_rss(make_item(1)))
    await world.poll(feed)
    async with world.database.begin() as session:
        await add_names(session, [added], NOW)
    world.site.serve("/feed", make_rss(make_item(2), make_item(1)))
    await world.poll(feed)
    assert [each.names for each in world.reader.additions] == [(), (added,)]


async def test_what_was_learned_is_saved_with_the_feed(world: World, make_rss: Make, make_item: Make) -> None:
    feed = await world.add()
    world.site.serve(
        "/feed",
        make_rss(make_item(1)),
        ETag='"1"',
        Last_Modified="Mon, 23 Nov 2026 08:00:00 GMT",
        Cache_Control="max-age=7200",
    )
    polled = (await world.poll(feed)).feed
    assert (polled.etag, polled.last_modified) == ('"1"', "Mon, 23 Nov 2026 08:00:00 GMT")
    assert (polled.next_poll_at, polled.wait_reason) == (NOW + timedelta(hours=2), WaitReason.ASKED)
    assert (polled.last_polled_at, polled.last_success_at, polled.failures) == (NOW, NOW, 0)


async def test_a_304_and_the_same_body_again_are_no_news(quick_world: World, make_rss: Make, make_item: Make) -> None:
    body = make_rss(make_item(1)).encode()

    async def conditional(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304)
        return web.Response(body=body, headers={"ETag": '"1"'})

    feed = await quick_world.add()
    quick_world.site.on("/feed", conditional)
    assert (await quick_world.poll(feed)).new == 1
    report = await quick_world.poll(feed)
    assert (report.not_modified, report.feed.etag) == (True, '"1"')

    quick_world.site.serve("/feed", body)  # deaf to conditions from now on
    report = await quick_world.poll(feed)
    assert (report.not_modified, report.feed.etag) == (True, None)
    assert len(quick_world.reader.read) == 1


async def test_a_changed_etag_over_the_same_entries_is_no_news(
    quick_world: World, make_rss: Make, make_item: Make
) -> None:
    feed = await quick_world.add()
    for number in range(3):
        extra = f"<lastBuildDate>{number}</lastBuildDate>"
        quick_world.site.serve("/feed", make_rss(make_item(1), extra=extra), ETag=f'"{number}"')
        report = await quick_world.poll(feed)
        assert (report.new, report.feed.etag) == (int(number == 0), f'"{number}"')


async def test_an_entry_that_moves_house_bit_by_bit_is_never_new_again(
    world: World, make_rss: Make, make_item: Make
) -> None:
    feed = await world.add()
    shown = [
        make_item(1),
        make_item(1, title="Post 1, mended"),
        make_item(1).replace(">1<", ">other-guid<"),
        make_item(1, host="www.new.example").replace(">1<", ">other-guid<"),
        make_item(1, host="new.example").replace(">1<", ">third-guid<"),
    ]
    reports = []
    for item in shown:
        world.site.serve("/feed", make_rss(item))
        reports.append(await world.poll(feed))
    assert [report.new for report in reports] == [1, 0, 0, 0, 0]
    assert await world.titles() == ["Post 1"]


async def test_a_delta_only_adds(world: World, make_rss: Make, make_item: Make) -> None:
    whole = make_rss(make_item(2), make_item(1), extra="<ttl>120</ttl>")

    async def answer(request: web.Request) -> web.Response:
        match request.headers.get("If-None-Match"):
            case '"2"' if request.headers.get("A-IM") == "feed":
                return web.Response(status=226, text=make_rss(make_item(3)), headers={"ETag": '"3"', "IM": "feed"})
            case '"3"':
                return web.Response(status=226, text=make_rss(), headers={"IM": "feed"})
        return web.Response(text=whole, headers={"ETag": '"2"'})

    feed = await world.add()
    world.site.on("/feed", answer)
    first = await world.poll(feed)
    second = await world.poll(feed)
    assert (first.new, second.new, second.feed.etag) == (2, 1, '"3"')
    assert (second.feed.body_hash, second.feed.ttl_seconds) == (first.feed.body_hash, 7200)
    third = await world.poll(feed)
    assert (third.new, third.error, third.feed.etag) == (0, None, '"3"')
    assert await world.titles() == ["Post 3", "Post 2", "Post 1"]


async def test_broken_xml_that_still_shows_entries_is_read(quick_world: World, make_rss: Make, make_item: Make) -> None:
    feed = await quick_world.add()
    quick_world.site.serve("/feed", make_rss(make_item(1)).removesuffix("</channel></rss>"))
    report = await quick_world.poll(feed)
    assert (report.new, report.salvaged, report.error) == (1, True, None)


async def test_a_text_that_stops_the_reader_is_stored_unread(
    quick_world: World, make_rss: Make, make_item: Make
) -> None:
    feed = await quick_world.add()
    quick_world.site.serve("/feed", make_rss(make_item(1)))
    quick_world.reader.error = TookTooLong(60.0)
    report = await quick_world.poll(feed)
    assert (report.new, report.error) == (1, None)
    async with quick_world.database.read() as session:
        (stored,) = await announcements.latest(session, GUILD)
    assert stored.topics == ()


async def test_a_crash_before_the_end_of_the_transaction_loses_nothing(
    world: World, make_rss: Make, make_item: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = await world.add()
    world.site.serve("/feed", make_rss(make_item(2), make_item(1)), ETag='"1"')

    async def dies(*_args: Any, **_values: Any) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patched:
        patched.setattr(announcements, "add_keys", dies)  # the announcements are in already
        with pytest.raises(asyncio.CancelledError):
            await world.poll(feed)
    assert await world.titles() == []
    async with world.database.read() as session:
        assert (await feeds.get_feed(session, feed.id)).etag is None
    assert (await world.poll(feed)).new == 2


async def test_two_turns_at_once_store_each_entry_once(world: World, make_rss: Make, make_item: Make) -> None:
    feed = await world.add()
    world.site.serve("/feed", make_rss(*(make_item(n) for n in range(20))))
    reports = await asyncio.gather(*(world.ingest.poll(feed) for _ in range(4)))
    assert sum(report.new for report in reports) == 20
    assert len(await world.titles()) == 20


async def test_a_pause_during_the_turn_is_kept_and_a_removal_is_told(
    quick_world: World, make_rss: Make, make_item: Make
) -> None:
    feed = await quick_world.add()
    body = make_rss(make_item(1))

    async def pauses(_request: web.Request) -> web.Response:
        async with quick_world.database.begin() as session:
            await feeds.save_feed(session, replace(feed, status=FeedStatus.PAUSED))
        return web.Response(body=body.encode())

    quick_world.site.on("/feed", pauses)
    assert (await quick_world.poll(feed)).feed.status is FeedStatus.PAUSED

    async def removes(_request: web.Request) -> web.Response:
        async with quick_world.database.begin() as session:
            await remove_feed(session, feed.id)
        return web.Response(body=body.encode() + b" ")

    quick_world.site.on("/feed", removes)
    assert "was removed" in ((await quick_world.ingest.poll(feed)).error or "")


async def test_polls_that_bring_nothing_share_a_transaction_and_keep_what_a_command_changes(
    world: World, make_rss: Make, make_item: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    these = [await world.add(f"/{number}") for number in range(5)]
    for number in range(4):
        world.site.serve(f"/{number}", make_rss(make_item(1)))
    await world.ingest.poll_due()
    world.clock.now += timedelta(days=1)

    async def is_renamed_meanwhile(_request: web.Request) -> web.Response:
        async with world.database.begin() as session:
            stored = await feeds.get_feed(session, these[0].id)
            await feeds.save_feed(session, replace(stored, title="New title", full_text=True))
        return web.Response(text=make_rss(make_item(1)))

    world.site.on("/0", is_renamed_meanwhile)
    begun = 0
    begin = world.database.begin

    def counted() -> Any:
        nonlocal begun
        begun += 1
        return begin()

    monkeypatch.setattr(world.database, "begin", counted)
    reports = await world.ingest.poll_due()
    assert sorted((report.not_modified, report.feed.failures) for report in reports) == [(False, 2), *[(True, 0)] * 4]
    assert begun - 1 < len(these)  # one is the test's own; how many share one is a matter of a quarter of a second
    async with world.database.read() as session:
        stored = await feeds.all_feeds(session)
    assert {feed.last_polled_at for feed in stored} == {world.clock.now}
    assert [(feed.id, feed.full_text) for feed in stored if feed.title == "New title"] == [(these[0].id, True)]


@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures of real feeds are not here")
async def test_a_real_feed_that_lists_articles_twice_and_its_next_state(quick_world: World, site: Any) -> None:
    async with Fetcher(allow_private={"127.0.0.1"}) as fetcher:
        world = World(site, quick_world.database, fetcher)
        feed = await world.add()
        site.serve("/feed", (CAPTURES / "mistral_news.earlier.xml").read_bytes())
        assert (await world.poll(feed)).new == 80
        site.serve("/feed", (CAPTURES / "mistral_news.xml").read_bytes())
        assert (await world.poll(feed)).new == 4
