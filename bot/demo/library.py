"""The demo's announcements: read from the data files and dated. No rendering (render), no network (feed_server)."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any, Literal
from urllib.parse import urlsplit

from bot.domain.announcements import FeedKind

FeedFormat = Literal["rss", "atom", "rdf", "json"]
Guids = Literal["own", "shared", "none"]


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoEntry:
    """One announcement as written. Its age is in days before the anchor; below 0, it is yet to come."""

    id: str
    title: str
    days_ago: float
    body: str = ""
    author: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoFeed:
    """One publisher's feed with every announcement it will ever hold, in the order of the data file."""

    id: str
    title: str
    publisher: str
    kind: FeedKind
    lab: str | None = None
    site: str
    format: FeedFormat
    description: str
    language: str = "en"
    dated: bool = True
    guids: Guids = "own"
    full_text: bool = False
    entries: tuple[DemoEntry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedEntry:
    """An announcement that is out. Neither its guid nor its link depends on any date, so a later start repeats both."""

    title: str
    link: str
    guid: str | None
    published_at: datetime
    body: str
    author: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedPage:
    """What a feed shows at one moment, newest first."""

    feed: DemoFeed
    entries: tuple[PublishedEntry, ...]

    @property
    def newest_at(self) -> datetime | None:
        """When the latest of its entries came out; nothing for a feed that shows none yet."""
        return self.entries[0].published_at if self.entries else None


@cache
def load_feeds() -> tuple[DemoFeed, ...]:
    """Every feed of the demo, in the order of their ids."""
    data = resources.files("bot.demo").joinpath("data")
    files = (file for file in data.iterdir() if file.name.endswith(".toml"))
    feeds = (_feed_of(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8")) for file in files)
    return tuple(sorted(feeds, key=lambda feed: feed.id))


def page_at(feed: DemoFeed, *, anchor: datetime, now: datetime) -> FeedPage:
    """The entries of a feed that are out at ``now``, dated against ``anchor``, the moment of the demo's first start."""
    if anchor.tzinfo is None or now.tzinfo is None:
        raise ValueError("The demo's anchor and now must carry a time zone.")
    # Feeds tell whole seconds; a date that lost its fraction on the way must still be the date that was meant.
    start = anchor.astimezone(UTC).replace(microsecond=0)
    published = (_publish(feed, entry, start) for entry in feed.entries)
    visible = [entry for entry in published if entry.published_at <= now]
    return FeedPage(feed=feed, entries=tuple(sorted(visible, key=lambda e: (e.published_at, e.link), reverse=True)))


def _feed_of(feed_id: str, text: str) -> DemoFeed:
    file: dict[str, Any] = tomllib.loads(text)
    about = file["feed"]
    entries = tuple(DemoEntry(**row) for row in file["entry"])
    return DemoFeed(id=feed_id, kind=FeedKind(about.pop("kind")), entries=entries, **about)


def _publish(feed: DemoFeed, entry: DemoEntry, start: datetime) -> PublishedEntry:
    return PublishedEntry(
        title=entry.title,
        link=f"{feed.site}{entry.id}",
        guid=_guid_of(feed, entry),
        published_at=start - timedelta(seconds=round(entry.days_ago * 86_400)),
        body=entry.body.strip(),
        author=entry.author,
    )


def _guid_of(feed: DemoFeed, entry: DemoEntry) -> str | None:
    authority = f"tag:{urlsplit(feed.site).hostname},2026"
    match feed.guids:
        case "own":
            return f"{authority}:{entry.id}"
        case "shared":
            return f"{authority}:news"
        case "none":
            return None
