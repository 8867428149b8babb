"""A feed's turn over real HTTP into a real database."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.domain.additions import AddedKind, AddedName, RegistryAdditions
from bot.domain.announcements import Feed, FeedKind, FeedStatus, WaitReason
from bot.domain.claims import Reading, Topic
from bot.feeds.errors import HostCools, TookTooLong
from bot.feeds.fetch import Fetcher
from bot.feeds.ingest import Ingest, PollReport
from bot.feeds.offload import InlineOffload
from db import announcements, feeds
from db.additions import add_names
from db.engine import Database
from tests.stored import remove_feed

GUILD = 1
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CAPTURES = Path(__file__).parents[3] / "shared" / "feeds"


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Reader:
    """Reads a topic into every text, and remembers what it was asked."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.additions: list[RegistryAdditions] = []
        self.error: Exception | None = None

    def __call__(
        self,
        *,
        title: str,
        text: str,
        publisher: str,
        publisher_lab: str | None,
        url: str | None,
        additions: RegistryAdditions,
    ) -> Reading:
        if self.error is not None:
            raise self.error
        self.additions.append(additions)
        self.read.append(f"{publisher} ({publisher_lab}): {title} {url}")
        return Reading(topics=(Topic.RELEASE,))


class World:
    """One feed that one guild reads, and what polls it."""

    def __init__(self, site: Any, database: Database, fetcher: Fetcher) -> None:
        self.site = site
        self.database = database
        self.clock = Clock()
        self.reader = Reader()
        self.fetcher = fetcher
        self.ingest = self.restarted()

    def restarted(self) -> Ingest:
        return Ingest(
            self.database,
            self.fetcher,
            InlineOffload(),
            self.reader,
            reader_version=1,
            clock=self.clock,
            host_gap=0,
            dice=lambda: 0.0,
        )

    async def add(self, path: str = "/feed", host: str = "127.0.0.1") -> Feed:
        async with self.database.begin() as session:
            await feeds.save_guild(session, guild_id=GUILD, name="Guild", now=NOW)
            feed = await feeds.add_feed(
                session,
                url=self.site.url(path, host),
                title=f"Feed {path}",
                publisher="Lab",
                kind=FeedKind.VENDOR,
                lab="lab",
                site_url=None,
                now=NOW,
            )
            await feeds.subscribe(session, guild_id=GUILD, feed_id=feed.id, channel_id=None, now=NOW)
        return feed

    async def poll(self, feed: Feed) -> PollReport:
        async with self.database.read() as session:
            stored = await feeds.get_feed(session, feed.id)
        report = await self.ingest.poll(stored)
        async with self.database.read() as session:
            assert await feeds.get_feed(session, feed.id) == report.feed
        return report

    async def titles(self) -> list[str]:
        async with self.database.read() as session:
            return [each.source.title for each in await announcements.latest(session, GUILD, limit=1_000)]


@pytest.fixture
async def world(site: Any, database: Database, fetcher: Fetcher) -> World:
    return World(site, database, fetcher)


@pytest.fixture
async def quick_world(site: Any, sqlite_database: Database, fetcher: Fetcher) -> World:
    return World(site, sqlite_database, fetcher)


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


async def test_broken_xml_that_still_shows_entries_is_read(quick_world: World, make_rss: Make, make_item: Make) -> None:
    feed = await quick_world.add()
    quick_world.site.serve("/feed", make_rss(make_item(1)).removesuffix("</channel></rss>"))
    report = await quick_world.poll(feed)
    assert (report.new, report.salvaged, report.error) == (1, True, None)


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


@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures of real feeds are not here")
async def test_a_real_feed_that_lists_articles_twice_and_its_next_state(quick_world: World, site: Any) -> None:
    async with Fetcher(allow_private={"127.0.0.1"}) as fetcher:
        world = World(site, quick_world.database, fetcher)
        feed = await world.add()
        site.serve("/feed", (CAPTURES / "mistral_news.earlier.xml").read_bytes())
        assert (await world.poll(feed)).new == 80
        site.serve("/feed", (CAPTURES / "mistral_news.xml").read_bytes())
        assert (await world.poll(feed)).new == 4
