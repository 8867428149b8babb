"""Each format, read back by a parser that is not ours, holds the entries it was made of."""

import calendar
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import feedparser
import pytest

from bot.demo.library import DemoEntry, DemoFeed, FeedFormat, FeedPage, load_feeds, page_at
from bot.demo.render import render_feed
from bot.domain.announcements import FeedKind

ANCHOR = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
FORMATS = get_args(FeedFormat)
FEED = DemoFeed(
    id="sample",
    title="Tales & <figures>",
    publisher="Sample",
    kind=FeedKind.PRESS,
    site="https://sample.example/n/",
    format="rss",
    description="A sample.",
    full_text=True,
    entries=(
        DemoEntry(
            id="b",
            title="R&D <in brief>",
            days_ago=1.5,
            body="<p>Costs &lt; $2 &amp; falling: 模型 ☂</p>",
            author="A. Bee",
        ),
        DemoEntry(id="a", title="Only a title", days_ago=3.25),
    ),
)


def page_of(feed: DemoFeed) -> FeedPage:
    return page_at(feed, anchor=ANCHOR, now=ANCHOR)


def read_back(feed: DemoFeed) -> list[dict[str, Any]]:
    """What a reader sees of each entry: title, link, guid, time and body."""
    content = render_feed(page_of(feed))
    if feed.format == "json":
        return [_from_json(item) for item in json.loads(content)["items"]]
    parsed = feedparser.parse(content, sanitize_html=False)
    assert not parsed.bozo
    return [_from_feedparser(entry) for entry in parsed.entries]


def _from_json(item: dict[str, Any]) -> dict[str, Any]:
    date = item.get("date_published")
    return {
        "title": item["title"],
        "link": item["url"],
        "guid": item["id"],
        "published_at": datetime.fromisoformat(date) if date else None,
        "body": item["content_html"],
    }


def _from_feedparser(entry: Any) -> dict[str, Any]:
    date = entry.get("published_parsed") or entry.get("updated_parsed")
    content = entry.get("content") or [{"value": entry.get("summary", "")}]
    return {
        "title": entry.title.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"),
        "link": entry.link,
        "guid": entry.get("id"),
        "published_at": datetime.fromtimestamp(calendar.timegm(date), UTC) if date else None,
        "body": content[0]["value"],
    }


def as_written(feed: DemoFeed) -> list[dict[str, Any]]:
    return [
        {
            "title": entry.title,
            "link": entry.link,
            "guid": entry.guid,
            "published_at": entry.published_at if feed.dated else None,
            "body": entry.body,
        }
        for entry in page_of(feed).entries
    ]


@pytest.mark.parametrize("full_text", [True, False])
@pytest.mark.parametrize("feed_format", FORMATS)
def test_a_format_gives_back_what_was_put_in(feed_format: FeedFormat, full_text: bool) -> None:
    feed = replace(FEED, format=feed_format, full_text=full_text)
    assert read_back(feed) == as_written(feed)


@pytest.mark.parametrize("feed", load_feeds(), ids=lambda feed: feed.id)
def test_every_demo_feed_can_be_read_back(feed: DemoFeed) -> None:
    assert read_back(feed) == as_written(feed)


@pytest.mark.parametrize("feed_format", FORMATS)
def test_a_feed_without_dates_names_no_year_anywhere(feed_format: FeedFormat) -> None:
    rendered = render_feed(page_of(replace(FEED, format=feed_format, dated=False, guids="shared")))
    assert b"2026-0" not in rendered
    assert b"May 2026" not in rendered


@pytest.mark.parametrize("feed_format", FORMATS)
def test_the_same_entries_give_the_same_bytes(feed_format: FeedFormat) -> None:
    feed = replace(FEED, format=feed_format)
    later = page_at(feed, anchor=ANCHOR, now=ANCHOR + timedelta(hours=3))
    assert render_feed(later) == render_feed(page_of(feed))


@pytest.mark.parametrize("feed_format", FORMATS)
def test_the_author_is_named(feed_format: FeedFormat) -> None:
    rendered = render_feed(page_of(replace(FEED, format=feed_format)))
    assert b"A. Bee" in rendered
