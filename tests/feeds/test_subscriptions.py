"""Subscribing, ending it, listing: over real HTTP, in a real database."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.announcements import FeedKind, FeedStatus
from bot.domain.claims import Reading
from bot.feeds import errors
from bot.feeds.fetch import Fetcher
from bot.feeds.ingest import Ingest
from bot.feeds.offload import InlineOffload
from bot.feeds.subscriptions import Subscriptions
from db import announcements, feeds
from db.engine import Database

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ONE, TWO = 1, 2
Make = Callable[..., str]


def read(**_text: str | None) -> Reading:
    return Reading()


@pytest.fixture
async def subscriptions(database: Database, fetcher: Fetcher) -> Subscriptions:
    async with database.begin() as session:
        for guild in (ONE, TWO):
            await feeds.save_guild(session, guild_id=guild, name=f"Guild {guild}", now=NOW)
    ingest = Ingest(
        database, fetcher, InlineOffload(), read, reader_version=1, clock=lambda: NOW, host_gap=0, dice=lambda: 0.0
    )
    return Subscriptions(
        database, ingest, lambda: NOW, lambda publisher, _site: "lab" if publisher.startswith("Lab") else None
    )


async def stored(database: Database) -> list[str]:
    async with database.read() as session:
        return [feed.url for feed in await feeds.all_feeds(session)]


async def test_a_feed_is_read_at_once_and_known_by_what_it_says_of_itself(
    subscriptions: Subscriptions, database: Database, site: Any, make_rss: Make, make_item: Make
) -> None:
    url = site.serve("/feed", make_rss(make_item(1), make_item(2), extra="<link>https://lab.example/</link>"))
    subscription, report = await subscriptions.add(ONE, f" {url}#x ", 77)
    feed = subscription.feed
    assert (feed.url, feed.title, feed.publisher, feed.site_url) == (
        url,
        "Lab news",
        "Lab news",
        "https://lab.example/",
    )
    assert (feed.lab, feed.kind, feed.last_success_at) == ("lab", FeedKind.VENDOR, NOW)
    assert (report.new, report.error, subscription.channel_id) == (2, None, 77)
    assert await subscriptions.list(ONE) == [subscription]
    async with database.read() as session:
        assert len(await announcements.latest(session, ONE)) == 2
        assert await announcements.latest(session, TWO) == []


async def test_hints_go_before_guesses(
    subscriptions: Subscriptions, site: Any, make_rss: Make, make_item: Make
) -> None:
    url = site.serve("/feed", make_rss(make_item(1)))
    subscription, _ = await subscriptions.add(
        ONE, url, title="My feed", publisher="Tests Inc", kind=FeedKind.EVALUATOR, lab=None
    )
    feed = subscription.feed
    assert (feed.title, feed.publisher, feed.kind, feed.lab) == ("My feed", "Tests Inc", FeedKind.EVALUATOR, None)


@pytest.mark.parametrize(
    ("serve", "error"),
    [
        ({"status": 404}, errors.FeedNotFound),
        ({"status": 403}, errors.AccessRefused),
        ({"status": 500}, errors.ServerFailed),
        ({"body": "<html><body>Hello</body></html>"}, errors.PageNotFeed),
        ({"body": "hello"}, errors.NotAFeed),
        ({"body": "x" * 100_001}, errors.TooLarge),
        ({"status": 302, "Location": "http://10.0.0.1/"}, errors.PrivateAddressRefused),
    ],
)
async def test_a_bad_address_is_refused_and_nothing_is_stored(
    serve: dict[str, Any], error: type[errors.FeedError], subscriptions: Subscriptions, database: Database, site: Any
) -> None:
    with pytest.raises(error):
        await subscriptions.add(ONE, site.serve("/feed", **serve))
    assert await stored(database) == []
    assert await subscriptions.list(ONE) == []


async def test_what_is_no_address_is_refused(subscriptions: Subscriptions) -> None:
    with pytest.raises(errors.BadAddress):
        await subscriptions.add(ONE, "ftp://lab.example/feed")


async def test_a_feed_is_subscribed_to_once(
    subscriptions: Subscriptions, database: Database, site: Any, make_rss: Make, make_item: Make
) -> None:
    url = site.serve("/feed", make_rss(make_item(1)))
    await subscriptions.add(ONE, url)
    with pytest.raises(errors.AlreadySubscribed, match="Lab news"):
        await subscriptions.add(ONE, url)
    assert len(site.asked) == 1


async def test_guilds_share_a_feed_and_each_ends_its_own_subscription(
    subscriptions: Subscriptions, database: Database, site: Any, make_rss: Make, make_item: Make
) -> None:
    url = site.serve("/feed", make_rss(make_item(1)))
    (first, _), (second, report) = await subscriptions.add(ONE, url), await subscriptions.add(TWO, url, title="Other")
    assert first.feed.id == second.feed.id
    assert (second.feed.title, report.new, len(site.asked)) == ("Lab news", 0, 1)
    async with database.read() as session:
        assert len(await announcements.latest(session, TWO)) == 1

    assert (await subscriptions.remove(ONE, url)).feed.id == first.feed.id
    assert await subscriptions.list(ONE) == []
    assert [each.feed.status for each in await subscriptions.list(TWO)] == [FeedStatus.ACTIVE]


async def test_a_feed_that_nobody_reads_is_asked_no_more_until_somebody_does(
    subscriptions: Subscriptions, database: Database, site: Any, make_rss: Make, make_item: Make
) -> None:
    url = site.serve("/feed", make_rss(make_item(1)))
    await subscriptions.add(ONE, url)
    await subscriptions.remove(ONE, "lab NEWS")
    async with database.read() as session:
        assert (await feeds.all_feeds(session))[0].status is FeedStatus.PAUSED
    site.serve("/feed", make_rss(make_item(1), make_item(2)))
    subscription, report = await subscriptions.add(TWO, url)
    assert (subscription.feed.status, report.new, report.seen) == (FeedStatus.ACTIVE, 1, 1)
    assert await stored(database) == [url]


async def test_a_feed_that_moved_for_good_is_stored_where_it_is_now(
    subscriptions: Subscriptions, database: Database, site: Any, make_rss: Make, make_item: Make
) -> None:
    end = site.serve("/new", make_rss(make_item(1)))
    old = site.serve("/old", status=301, Location="/new")
    await subscriptions.add(ONE, old)
    assert await stored(database) == [end]
    with pytest.raises(errors.AlreadySubscribed):
        await subscriptions.add(ONE, old)
    await subscriptions.add(TWO, old)
    assert await stored(database) == [end]


async def test_a_feed_is_named_by_address_title_or_number(
    subscriptions: Subscriptions, site: Any, make_rss: Make, make_item: Make
) -> None:
    urls = [site.serve(f"/{n}", make_rss(make_item(n), title=title)) for n, title in enumerate(["A", "B", "B"])]
    added = [(await subscriptions.add(ONE, url))[0].feed for url in urls]
    with pytest.raises(errors.AmbiguousFeed, match=urls[1]):
        await subscriptions.remove(ONE, "B")
    with pytest.raises(errors.NotSubscribed, match="'C'"):
        await subscriptions.remove(ONE, "C")
    with pytest.raises(errors.NotSubscribed):
        await subscriptions.remove(TWO, "A")
    assert (await subscriptions.remove(ONE, "a")).feed == added[0]
    assert (await subscriptions.remove(ONE, str(added[1].id))).feed == added[1]
    assert (await subscriptions.remove(ONE, urls[2])).feed == added[2]
