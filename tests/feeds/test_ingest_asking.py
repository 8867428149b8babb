"""When a feed is asked again, at which address, and in which turn at its host: over real HTTP."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from aiohttp import web

from bot.domain.announcements import WaitReason
from bot.feeds.errors import HostCools
from tests.feeds.world import NOW, World

Make = Callable[..., str]


async def test_the_peace_that_a_document_asks_for_outlives_a_304(world: World, make_rss: Make, make_item: Make) -> None:
    async def conditional(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == 'W/"1"':
            return web.Response(status=304)
        return web.Response(text=make_rss(make_item(1), extra="<ttl>180</ttl>"), headers={"ETag": 'W/"1"'})

    feed = await world.add()
    world.site.on("/feed", conditional)
    for unchanged in (False, True):
        report = await world.poll(feed)
        assert (report.not_modified, report.feed.ttl_seconds) == (unchanged, 3 * 3600)
        assert report.feed.next_poll_at == NOW + timedelta(hours=3)


async def test_a_feed_is_asked_at_the_pace_of_its_dates(quick_world: World, make_rss: Make, make_item: Make) -> None:
    dated = [
        make_item(day).replace("</item>", f"<pubDate>{day} Nov 2026 08:00:00 GMT</pubDate></item>")
        for day in (23, 22, 21, 20)
    ]
    feed = await quick_world.add()
    quick_world.site.serve("/feed", make_rss(*dated))
    polled = (await quick_world.poll(feed)).feed
    assert (polled.rhythm_seconds, polled.wait_reason) == (86_400, WaitReason.RHYTHM)
    assert timedelta(hours=21) < polled.next_poll_at - NOW <= timedelta(hours=24)


async def test_a_feed_without_dates_is_asked_at_the_pace_that_it_is_seen_to_have(
    world: World, make_rss: Make, make_item: Make
) -> None:
    feed = await world.add()
    rhythms = []
    for number in range(1, 6):
        world.site.serve("/feed", make_rss(*(make_item(each) for each in range(number, 0, -1))))
        polled = (await world.poll(feed)).feed
        rhythms.append(polled.rhythm_seconds)
        assert polled.last_new_at == world.clock.now
        world.clock.now += timedelta(hours=3)
    # what stood in it at first has no known age, and two moments are too few to tell
    assert rhythms == [None, None, None, 3 * 3600, 3 * 3600]


async def test_a_lasting_redirect_is_saved_after_three_polls(world: World, make_rss: Make, make_item: Make) -> None:
    feed = await world.add()
    end = world.site.serve("/new", make_rss(make_item(1)))
    world.site.serve("/feed", status=301, Location="/new")
    for polls in (1, 2):
        polled = (await world.poll(feed)).feed
        assert (polled.url, polled.moved_to, polled.moved_successes) == (feed.url, end, polls)
    polled = (await world.poll(feed)).feed
    assert (polled.url, polled.moved_to, polled.moved_successes) == (end, None, 0)
    assert (await world.poll(feed)).error is None
    assert world.site.asked[-1].path == "/new"


async def test_a_redirect_that_flaps_is_never_saved(quick_world: World, make_rss: Make, make_item: Make) -> None:
    feed = await quick_world.add()
    body = make_rss(make_item(1))
    quick_world.site.serve("/new", body)
    for turn in range(9):
        match turn % 3:
            case 2:
                quick_world.site.serve("/feed", body if turn == 5 else "", status=200 if turn == 5 else 500)
            case _:
                quick_world.site.serve("/feed", status=301, Location="/new")
        polled = (await quick_world.poll(feed)).feed
        assert polled.url == feed.url


@pytest.mark.parametrize("target", ["/", "/login", "/page"])
async def test_a_redirect_to_a_login_or_home_page_leads_no_feed_astray(
    target: str, quick_world: World, make_rss: Make, make_item: Make
) -> None:
    feed = await quick_world.add()
    quick_world.site.serve("/feed", make_rss(make_item(1)))
    await quick_world.poll(feed)
    quick_world.site.serve(target, "<!doctype html><title>Please log in</title>")
    quick_world.site.serve("/feed", status=301, Location=target)
    for _ in range(5):
        report = await quick_world.poll(feed)
        assert "is a web page, not a feed" in (report.error or "")
        assert (report.feed.url, report.feed.moved_to) == (feed.url, None)
    quick_world.site.serve("/feed", make_rss(make_item(2), make_item(1)))
    assert (await quick_world.poll(feed)).new == 1


async def test_a_host_that_is_asked_too_often_is_left_alone_by_all_its_feeds(
    world: World, make_rss: Make, make_item: Make
) -> None:
    these = [await world.add(f"/{number}") for number in range(4)]
    other = await world.add("/other", host="localhost")
    world.site.serve("/other", make_rss(make_item(1)))
    for number in range(4):
        world.site.serve(f"/{number}", status=429, Retry_After="7200")
    reports = {report.feed.id: report for report in await world.ingest.poll_due()}
    refused = [report for report in reports.values() if report.error]
    waiting = [report for report in reports.values() if report.waiting]
    assert (len(refused), len(waiting), reports[other.id].new) == (1, 3, 1)
    assert refused[0].feed.wait_reason is WaitReason.RETRY_AFTER
    for report in waiting:
        assert (report.feed.failures, report.feed.last_error) == (0, None)
        assert report.feed.wait_reason is WaitReason.HOST_COOLS
        assert abs(report.feed.next_poll_at - NOW - timedelta(hours=2)) < timedelta(seconds=5)
        assert report.feed.id in {feed.id for feed in these}
    assert len([request for request in world.site.asked if request.path != "/other"]) == 1
    with pytest.raises(HostCools, match="asked too often"):
        await world.ingest.look(world.site.url("/another"))


async def test_a_host_is_asked_one_request_at_a_time(quick_world: World, make_rss: Make, make_item: Make) -> None:
    async def slowly(_request: web.Request) -> web.Response:
        await asyncio.sleep(0.02)
        return web.Response(body=make_rss(make_item(1)).encode())

    these = [await quick_world.add(f"/{number}") for number in range(5)]
    for number in range(5):
        quick_world.site.on(f"/{number}", slowly)
    reports = [report async for report in quick_world.ingest.poll_feeds(these)]
    assert [report.new for report in reports] == [1] * 5
    assert quick_world.site.at_once["most"] == 1
