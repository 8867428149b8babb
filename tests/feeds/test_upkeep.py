"""Pauses, filters, names: what each does to what a guild is shown, over real HTTP, in a real database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.announcements import FeedStatus
from bot.domain.claims import Reading, Topic
from bot.domain.filters import NO_FILTER, FeedFilter
from bot.feeds.errors import NotPaused, NotSubscribed, PausedAlready
from bot.feeds.fetch import Fetcher
from bot.feeds.filtering import Filters, hide_filtered
from bot.feeds.ingest import Ingest
from bot.feeds.offload import InlineOffload
from bot.feeds.reread import Reread
from bot.feeds.subscriptions import Subscriptions
from bot.feeds.upkeep import Upkeep
from db import announcements, feeds
from db.engine import Database
from db.readings import store_reading

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ONE, TWO = 1, 2
Make = Callable[..., str]
PRICES = FeedFilter(include_words=("price",))


def read(**text: str | None) -> Reading:
    return Reading(topics=(Topic.PRICING,) if "price" in str(text["text"]) else ())


class Desk:
    """The services over one database, and what a guild is shown."""

    def __init__(self, database: Database, fetcher: Fetcher) -> None:
        self.database = database
        self.now = NOW
        self.ingest = Ingest(
            database, fetcher, InlineOffload(), read, reader_version=1, clock=lambda: self.now, host_gap=0
        )
        self.subscriptions = Subscriptions(database, self.ingest, lambda: self.now, lambda _name, _site: None)
        self.upkeep = Upkeep(database, self.ingest, lambda: self.now)
        self.filters = Filters(database, lambda: self.now, lambda name: name)

    async def poll(self) -> None:
        """Poll what is polled, whatever its time."""
        self.now += timedelta(days=2)
        await self.ingest.poll_due()

    async def shown(self, guild: int) -> set[str]:
        async with self.database.read() as session:
            return {a.source.title for a in await announcements.latest(session, guild, limit=50)}

    async def status(self) -> FeedStatus:
        async with self.database.read() as session:
            return (await feeds.all_feeds(session))[0].status


@pytest.fixture
async def desk(database: Database, fetcher: Fetcher) -> Desk:
    return Desk(database, fetcher)


@pytest.fixture
def serve(site: Any, make_rss: Make, make_item: Make) -> Callable[..., str]:
    """Serve posts at one address: numbers, or pairs of number and text."""

    def serve(*posts: int | tuple[int, str]) -> str:
        items = [make_item(*(post[0], None, post[1])) if isinstance(post, tuple) else make_item(post) for post in posts]
        return site.serve("/feed", make_rss(*items))

    return serve


async def test_a_feed_that_its_only_reader_pauses_is_not_polled_and_resumes_from_then(desk: Desk, serve: Any):
    url = serve(1)
    await desk.subscriptions.add(ONE, url)
    assert (await desk.upkeep.pause(ONE, url)).paused
    assert await desk.status() is FeedStatus.PAUSED
    serve(2, 1)
    await desk.poll()
    assert await desk.shown(ONE) == {"Post 1"}
    resumed = await desk.upkeep.resume(ONE, url)
    assert (resumed.skipped, resumed.error, resumed.subscription.paused) == (1, None, False)
    assert await desk.status() is FeedStatus.ACTIVE
    serve(3, 2, 1)
    await desk.poll()
    assert await desk.shown(ONE) == {"Post 1", "Post 3"}


async def test_what_comes_for_others_during_a_pause_stays_hidden_from_who_paused(desk: Desk, serve: Any):
    url = serve(1)
    await desk.subscriptions.add(ONE, url)
    await desk.subscriptions.add(TWO, url)
    await desk.upkeep.pause(ONE, url)
    assert await desk.status() is FeedStatus.ACTIVE
    serve(2, 1)
    await desk.poll()
    resumed = await desk.upkeep.resume(ONE, url)
    assert (resumed.skipped, resumed.error) == (0, None)
    serve(3, 2, 1)
    await desk.poll()
    assert await desk.shown(ONE) == {"Post 1", "Post 3"}
    assert await desk.shown(TWO) == {"Post 1", "Post 2", "Post 3"}


async def test_who_leaves_last_but_for_a_pause_ends_the_polling(desk: Desk, serve: Any):
    url = serve(1)
    await desk.subscriptions.add(ONE, url)
    await desk.subscriptions.add(TWO, url)
    await desk.upkeep.pause(ONE, url)
    await desk.subscriptions.remove(TWO, url)
    assert await desk.status() is FeedStatus.PAUSED
    await desk.subscriptions.add(TWO, url)
    assert await desk.status() is FeedStatus.ACTIVE


async def test_a_pause_is_neither_begun_nor_ended_twice(desk: Desk, serve: Any):
    url = serve(1)
    await desk.subscriptions.add(ONE, url)
    with pytest.raises(NotPaused):
        await desk.upkeep.resume(ONE, url)
    await desk.upkeep.pause(ONE, url)
    with pytest.raises(PausedAlready):
        await desk.upkeep.pause(ONE, url)
    with pytest.raises(NotSubscribed):
        await desk.upkeep.pause(TWO, url)


async def test_resuming_a_feed_that_does_not_answer_says_so_and_resumes(desk: Desk, serve: Any, site: Any):
    url = serve(1)
    await desk.subscriptions.add(ONE, url)
    await desk.upkeep.pause(ONE, url)
    site.serve("/feed", status=500)
    resumed = await desk.upkeep.resume(ONE, url)
    assert "failed (500)" in str(resumed.error)
    assert not resumed.subscription.paused
    assert await desk.status() is FeedStatus.ACTIVE


async def test_a_gone_feed_is_tried_once_more_on_request(desk: Desk, serve: Any, site: Any):
    url = serve(1)
    await desk.subscriptions.add(ONE, url)
    site.serve("/feed", status=410)
    await desk.poll()
    assert await desk.status() is FeedStatus.GONE
    assert "410" in str((await desk.upkeep.resume(ONE, url)).error)
    assert await desk.status() is FeedStatus.GONE
    serve(2, 1)
    assert (await desk.upkeep.resume(ONE, url)).error is None
    assert await desk.status() is FeedStatus.ACTIVE
    assert await desk.shown(ONE) == {"Post 1", "Post 2"}


async def test_a_filter_hides_what_is_stored_what_comes_and_only_for_its_guild(desk: Desk, serve: Any):
    url = serve((2, "The price falls."), (1, "A party."))
    subscription, _ = await desk.subscriptions.add(ONE, url)
    await desk.subscriptions.add(TWO, url)
    assert await desk.filters.save(subscription, PRICES) == 1
    assert await desk.shown(ONE) == {"Post 2"}
    serve((4, "Another price."), (3, "Another party."), (2, "The price falls."), (1, "A party."))
    await desk.poll()
    assert await desk.shown(ONE) == {"Post 2", "Post 4"}
    assert await desk.shown(TWO) == {"Post 1", "Post 2", "Post 3", "Post 4"}
    assert (await desk.subscriptions.find(ONE, url)).filter == PRICES
    assert await desk.filters.save(subscription, NO_FILTER) == 0
    assert await desk.shown(ONE) == await desk.shown(TWO)


async def test_a_filter_given_with_the_subscription_holds_from_the_first_entry(desk: Desk, serve: Any):
    url = serve((2, "The price falls."), (1, "A party."))
    await desk.subscriptions.add(ONE, url, wanted=PRICES)
    assert await desk.shown(ONE) == {"Post 2"}
    await desk.subscriptions.add(TWO, url, wanted=FeedFilter(exclude_words=("price",)))
    assert await desk.shown(TWO) == {"Post 1"}
    await desk.subscriptions.remove(ONE, url)
    await desk.subscriptions.add(ONE, url)
    assert await desk.shown(ONE) == {"Post 1", "Post 2"}


async def test_a_loosened_filter_does_not_bring_back_what_came_during_a_pause(desk: Desk, serve: Any):
    url = serve((1, "A party."))
    subscription, _ = await desk.subscriptions.add(ONE, url, wanted=PRICES)
    await desk.subscriptions.add(TWO, url)
    await desk.upkeep.pause(ONE, url)
    serve((2, "Another party."), (1, "A party."))
    await desk.poll()
    await desk.upkeep.resume(ONE, url)
    assert (await desk.filters.try_out(subscription, NO_FILTER)).tried == 1
    await desk.filters.save(subscription, NO_FILTER)
    assert await desk.shown(ONE) == {"Post 1"}


async def test_another_reading_is_held_against_the_filter_anew(desk: Desk, serve: Any):
    url = serve((2, "The price falls."), (1, "A party."))
    await desk.subscriptions.add(ONE, url, wanted=FeedFilter(topics=(Topic.FUNDING,)))
    assert await desk.shown(ONE) == set()

    def other(**_text: str | None) -> Reading:
        return Reading(topics=(Topic.FUNDING,))

    reread = Reread(desk.database, InlineOffload(), other, reader_version=2, clock=lambda: NOW)
    assert [batch async for batch in reread.run()] == [2]
    assert await desk.shown(ONE) == {"Post 1", "Post 2"}
    async with desk.database.begin() as session:
        (first, *_) = [each.source.announcement_id for each in await announcements.latest(session, ONE)]
        feed = (await feeds.all_feeds(session))[0]
        await store_reading(session, announcement_id=first, reading=Reading(), reader_version=3, now=NOW)
        await hide_filtered(session, feed.id, [first])
    assert len(await desk.shown(ONE)) == 1


async def test_a_dry_run_tells_what_of_the_last_90_days_would_be_shown_and_changes_nothing(desk: Desk, serve: Any):
    url = serve(*((n, "A price." if n % 2 else "A party.") for n in range(14)))
    subscription, _ = await desk.subscriptions.add(ONE, url)
    tried = await desk.filters.try_out(subscription, PRICES)
    assert (tried.tried, tried.shown, len(tried.examples_shown), len(tried.examples_hidden)) == (14, 7, 5, 5)
    assert tried.examples_shown[0].why == "has “price”"
    assert tried.examples_hidden[0].why == "has none of the wanted words"
    assert len(await desk.shown(ONE)) == 14
    desk.now += timedelta(days=91)
    assert (await desk.filters.try_out(subscription, PRICES)).tried == 0


async def test_a_guilds_own_title_is_its_own(desk: Desk, serve: Any):
    url = serve(1)
    await desk.subscriptions.add(ONE, url, own_title="Ours")
    await desk.subscriptions.add(TWO, url)
    assert [s.title for s in await desk.subscriptions.list(ONE)] == ["Ours"]
    assert [s.title for s in await desk.subscriptions.list(TWO)] == ["Lab news"]
    assert (await desk.upkeep.rename(ONE, "ours", "Mine")).title == "Mine"
    assert (await desk.upkeep.rename(ONE, "mine", "")).title == "Lab news"
    assert (await desk.upkeep.send_alerts_to(ONE, url, 77)).channel_id == 77
    assert (await desk.subscriptions.find(ONE, url)).channel_id == 77


async def test_details_count_entries_and_claims_by_the_week(desk: Desk, serve: Any):
    url = serve(*range(8))
    await desk.subscriptions.add(ONE, url)
    async with desk.database.begin() as session:
        feed = (await feeds.all_feeds(session))[0]
        await feeds.save_feed(session, replace(feed, failures=2, last_error="It broke."))
    desk.now += timedelta(seconds=1)
    details = await desk.upkeep.details(ONE, url)
    assert (details.weekly.entries, details.weekly.claims, details.health.sentence) == (2.0, 0.0, "It broke.")
    assert (await desk.upkeep.fetch_articles(ONE, url, on=True)).feed.full_text
    assert (await desk.upkeep.details(ONE, url)).subscription.feed.full_text
