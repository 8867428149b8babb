"""How a feed's turn ends that fails: what is written down with the feed, and when it is tried again."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from aiohttp import web

from bot.domain.announcements import FeedStatus, WaitReason
from tests.feeds.world import NOW, World

Make = Callable[..., str]


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        (404, {}, timedelta(minutes=10)),
        (500, {}, timedelta(minutes=10)),
        (429, {"Retry_After": "7200"}, timedelta(hours=2)),
        (
            503,
            {"Retry_After": "Tue, 24 Nov 2026 12:00:00 GMT", "Date": "Mon, 23 Nov 2026 09:00:00 GMT"},
            timedelta(hours=27),
        ),
    ],
)
async def test_a_failure_is_written_down_and_tried_again_later(
    status: int, headers: dict[str, str], wait: timedelta, quick_world: World, make_rss: Make, make_item: Make
) -> None:
    feed = await quick_world.add()
    quick_world.site.serve("/feed", make_rss(make_item(1)), ETag='"1"')
    await quick_world.poll(feed)
    quick_world.site.serve("/feed", status=status, **headers)
    report = await quick_world.poll(feed)
    assert report.error == report.feed.last_error
    assert report.error is not None
    assert str(status) in report.error
    assert report.feed.next_poll_at == NOW + wait
    assert (report.feed.failures, report.feed.etag, report.feed.status) == (1, '"1"', FeedStatus.ACTIVE)
    assert await quick_world.titles() == ["Post 1"]

    quick_world.ingest = quick_world.restarted()  # it remembers no host that wanted peace
    quick_world.site.serve("/feed", make_rss(make_item(2), make_item(1)))
    report = await quick_world.poll(feed)
    assert (report.new, report.feed.failures, report.feed.last_error) == (1, 0, None)


async def test_when_the_failing_began_is_kept_until_a_success(
    quick_world: World, make_rss: Make, make_item: Make
) -> None:
    feed = await quick_world.add()
    for hours in range(3):
        quick_world.clock.now = NOW + timedelta(hours=hours)
        polled = (await quick_world.poll(feed)).feed
        assert (polled.failing_since, polled.failures, polled.wait_reason) == (NOW, hours + 1, WaitReason.BACKED_OFF)
    quick_world.site.serve("/feed", make_rss(make_item(1)))
    polled = (await quick_world.poll(feed)).feed
    assert (polled.failing_since, polled.failures, polled.last_new_at) == (None, 0, quick_world.clock.now)


async def test_failures_in_a_row_back_off(quick_world: World) -> None:
    feed = await quick_world.add()
    waits = [((await quick_world.poll(feed)).feed.next_poll_at - NOW) // timedelta(minutes=1) for _ in range(4)]
    assert waits == [10, 20, 40, 80]


async def test_a_feed_that_is_gone_for_good_is_asked_no_more(quick_world: World) -> None:
    feed = await quick_world.add()
    quick_world.site.serve("/feed", status=410)
    report = await quick_world.poll(feed)
    assert report.feed.status is FeedStatus.GONE
    assert "gone for good (410)" in (report.feed.last_error or "")
    quick_world.clock.now += timedelta(days=2)
    assert await quick_world.ingest.poll_due() == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<!doctype html><title>x</title>", "is a web page, not a feed"),
        ("<rss><channel><title>x</tit", "is broken"),
        ("hello", "neither RSS, Atom nor JSON Feed"),
        ("x" * 100_001, "more than 0.1 MB"),
    ],
)
async def test_what_is_no_feed_is_a_failure_with_its_sentence(body: str, words: str, quick_world: World) -> None:
    feed = await quick_world.add()
    quick_world.site.serve("/feed", body, ETag='"1"')
    report = await quick_world.poll(feed)
    assert words in (report.error or "")
    assert report.feed.etag is None


async def test_one_bad_feed_touches_no_other(world: World, make_rss: Make, make_item: Make) -> None:
    good, bad, slow = await world.add("/good"), await world.add("/bad"), await world.add("/slow")
    world.site.serve("/good", make_rss(make_item(1)))
    world.site.serve("/bad", "<html>")

    async def hangs(_request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(30)
        return web.Response()

    world.site.on("/slow", hangs)
    reports = {report.feed.id: report for report in await world.ingest.poll_due()}
    assert reports[good.id].new == 1
    assert "web page" in (reports[bad.id].error or "")
    assert "took longer" in (reports[slow.id].error or "")
    assert await world.ingest.poll_due() == []  # each has its next time


async def test_a_fault_of_ours_is_written_down_with_the_feed_and_stores_nothing(
    quick_world: World, make_rss: Make, make_item: Make, caplog: pytest.LogCaptureFixture
) -> None:
    feed = await quick_world.add()
    quick_world.site.serve("/feed", make_rss(make_item(1)), ETag='"1"')
    quick_world.reader.error = KeyError("a bug in the reader")
    report = await quick_world.poll(feed)
    assert "Something unexpected went wrong" in (report.error or "")
    assert "a bug in the reader" in caplog.text
    assert (await quick_world.titles(), report.feed.etag) == ([], None)
    quick_world.reader.error = None
    assert (await quick_world.poll(feed)).new == 1
