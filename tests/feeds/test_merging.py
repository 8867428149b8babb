"""Feeds that turn out to be one: over real HTTP, in a real database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.domain.announcements import Feed, FeedKind, FeedStatus
from bot.domain.filters import FeedFilter
from bot.feeds.fetch import Fetcher
from bot.feeds.identity import IdentityKey, KeyKind
from bot.feeds.ingest import Ingest, PollReport
from bot.feeds.merging import same_announcements
from bot.feeds.offload import InlineOffload
from db import announcements, feeds, subscriptions
from db.engine import Database
from db.tables import AnnouncementRow, HiddenAnnouncementRow, SeenEntryRow, SubscriptionRow
from db.visibility import Because

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OLD_READER, NEW_READER, BOTH_READER = 1, 2, 3

Make = Callable[..., str]


class Houses:
    """A feed at an old and at a new address, stored as two, each with a guild of its own and one that reads both."""

    def __init__(self, site: Any, database: Database, fetcher: Fetcher) -> None:
        self.site = site
        self.database = database
        self.ingest = Ingest(
            database,
            fetcher,
            InlineOffload(),
            None,
            reader_version=1,
            clock=lambda: NOW,
            host_gap=0,
            dice=lambda: 0.0,
        )

    async def add(self, path: str, *guilds: int) -> Feed:
        async with self.database.begin() as session:
            feed = await feeds.add_feed(
                session,
                url=self.site.url(path),
                title=path,
                publisher="Lab",
                kind=FeedKind.VENDOR,
                lab=None,
                site_url=None,
                now=NOW,
            )
            for guild_id in guilds:
                await feeds.subscribe(session, guild_id=guild_id, feed_id=feed.id, channel_id=None, now=NOW)
        await self.poll(feed)
        return feed

    async def poll(self, feed: Feed) -> PollReport:
        async with self.database.read() as session:
            stored = await feeds.get_feed(session, feed.id)
        return await self.ingest.poll(stored)

    async def move(self, feed: Feed, to: str) -> PollReport:
        self.site.serve("/old", status=301, Location=to)
        for _ in range(2):
            await self.poll(feed)
        return await self.poll(feed)

    async def titles(self, guild_id: int) -> list[str]:
        async with self.database.read() as session:
            return sorted(each.source.title for each in await announcements.latest(session, guild_id, limit=100))


@pytest.fixture
async def houses(site: Any, database: Database, fetcher: Fetcher) -> Houses:
    return Houses(site, database, fetcher)


async def test_a_feed_that_moved_to_another_ones_address_becomes_one_with_it(
    houses: Houses, make_rss: Make, make_item: Make
) -> None:
    houses.site.serve("/old", make_rss(*(make_item(number) for number in (3, 2, 1))))
    houses.site.serve("/new", make_rss(*(make_item(number, host="www.lab.example") for number in (4, 3, 2))))
    old = await houses.add("/old", OLD_READER, BOTH_READER)
    new = await houses.add("/new", NEW_READER, BOTH_READER)
    report = await houses.move(old, "/new")
    assert (report.feed.id, report.feed.url, report.error) == (new.id, new.url, None)

    for guild_id in (OLD_READER, NEW_READER, BOTH_READER):
        assert await houses.titles(guild_id) == ["Post 1", "Post 2", "Post 3", "Post 4"]
    async with houses.database.read() as session:
        assert await feeds.find_feed(session, old.url) is None
        assert [feed.id for feed in await feeds.all_feeds(session)] == [new.id]
        subscribed = await session.execute(select(SubscriptionRow.guild_id, SubscriptionRow.feed_id))
        assert sorted(map(tuple, subscribed)) == [(guild_id, new.id) for guild_id in (1, 2, 3)]
        assert set(await session.scalars(select(SeenEntryRow.feed_id))) == {new.id}

    houses.site.serve("/new", make_rss(*(make_item(number) for number in (5, 4, 3, 2, 1))))
    assert (await houses.poll(new)).new == 1  # what only the old one had shown is known by it too


async def test_the_moved_feed_is_made_one_at_an_unchanged_poll_too(
    houses: Houses, make_rss: Make, make_item: Make
) -> None:
    body = make_rss(make_item(1))
    for path in ("/old", "/new"):
        houses.site.serve(path, body)
    old, new = await houses.add("/old", OLD_READER), await houses.add("/new", NEW_READER)
    report = await houses.move(old, "/new")
    assert (report.not_modified, report.feed.id) == (True, new.id)
    assert await houses.titles(OLD_READER) == ["Post 1"]


async def test_what_a_pause_hid_stays_hidden_as_that_from_who_reads_only_the_moved_feed(
    houses: Houses, make_rss: Make, make_item: Make
) -> None:
    for path in ("/old", "/new"):
        houses.site.serve(path, make_rss(make_item(1)))
    old = await houses.add("/old", OLD_READER, BOTH_READER)
    new = await houses.add("/new", BOTH_READER)
    async with houses.database.begin() as session:
        (announcement_id,) = await session.scalars(select(AnnouncementRow.id).where(AnnouncementRow.feed_id == old.id))
        here = {"announcement_id": announcement_id, "because": Because.PAUSE}
        rows = [here | {"guild_id": guild_id} for guild_id in (OLD_READER, BOTH_READER)]
        await session.execute(insert(HiddenAnnouncementRow), rows)
    await houses.move(old, "/new")
    async with houses.database.read() as session:
        hidden = await session.execute(
            select(HiddenAnnouncementRow.guild_id, AnnouncementRow.feed_id, HiddenAnnouncementRow.because).join(
                AnnouncementRow, AnnouncementRow.id == HiddenAnnouncementRow.announcement_id
            )
        )
        assert list(map(tuple, hidden)) == [(OLD_READER, new.id, Because.PAUSE)]  # the other saw it through the new one


async def test_a_filter_holds_for_what_only_the_other_feed_had_shown(
    houses: Houses, make_rss: Make, make_item: Make
) -> None:
    houses.site.serve("/old", make_rss(make_item(1)))
    houses.site.serve("/new", make_rss(make_item(1), make_item(2)))
    old = await houses.add("/old", OLD_READER)
    await houses.add("/new", BOTH_READER)
    async with houses.database.begin() as session:
        wanted = FeedFilter(exclude_words=("2",))
        await subscriptions.set_filter(session, guild_id=OLD_READER, feed_id=old.id, wanted=wanted)
    houses.site.serve("/new", make_rss(make_item(1)))  # the other entry has left the document, and is stored
    await houses.move(old, "/new")
    assert await houses.titles(OLD_READER) == ["Post 1"]
    assert await houses.titles(BOTH_READER) == ["Post 1", "Post 2"]


async def test_who_read_either_goes_on_reading_and_a_feed_that_was_given_up_is_asked_again(
    houses: Houses, make_rss: Make, make_item: Make
) -> None:
    for path in ("/old", "/new"):
        houses.site.serve(path, make_rss(make_item(1)))
    old, new = await houses.add("/old", BOTH_READER), await houses.add("/new", BOTH_READER)
    async with houses.database.begin() as session:
        there = (SubscriptionRow.guild_id == BOTH_READER, SubscriptionRow.feed_id == new.id)
        await session.execute(update(SubscriptionRow).where(*there).values(paused=True, own_title="Ours"))
        here = (SubscriptionRow.guild_id == BOTH_READER, SubscriptionRow.feed_id == old.id)
        await session.execute(update(SubscriptionRow).where(*here).values(channel_id=77))
        stored = await feeds.get_feed(session, new.id)
        await feeds.save_feed(session, replace(stored, status=FeedStatus.PAUSED))
    report = await houses.move(old, "/new")
    assert report.feed.status is FeedStatus.ACTIVE
    async with houses.database.read() as session:
        (left,) = await feeds.subscriptions(session, BOTH_READER)
    assert (left.feed.id, left.paused, left.own_title, left.channel_id) == (new.id, False, "Ours", 77)


GUID, LINK, MOVED, CONTENT = (
    IdentityKey(kind, kind.value) for kind in (KeyKind.GUID, KeyKind.LINK, KeyKind.MOVED, KeyKind.CONTENT)
)


@pytest.mark.parametrize(
    ("gone", "kept", "same"),
    [
        ({1: [GUID]}, {9: [GUID, LINK]}, {1: 9}),
        ({1: [GUID, LINK]}, {8: [LINK], 9: [GUID]}, {1: 9}),  # the strongest decides
        ({1: [GUID]}, {9: [LINK]}, {}),
        ({1: [GUID]}, {9: [GUID], 8: [GUID.shared]}, {}),
        ({1: [GUID, GUID.shared]}, {9: [GUID]}, {}),
        ({1: [CONTENT]}, {9: [CONTENT]}, {1: 9}),
        ({1: [GUID, CONTENT]}, {9: [CONTENT]}, {}),  # a guid of its own: the same words, but another entry
        ({1: [GUID, MOVED]}, {9: [MOVED]}, {}),
        ({1: [LINK, MOVED]}, {9: [MOVED]}, {1: 9}),
        ({1: [GUID], 2: [LINK]}, {9: [GUID, LINK]}, {1: 9, 2: 9}),
    ],
)
def test_announcements_are_the_same_by_a_key_that_tells(
    gone: dict[int, list[IdentityKey]], kept: dict[int, list[IdentityKey]], same: dict[int, int]
) -> None:
    assert same_announcements(gone, kept) == same
