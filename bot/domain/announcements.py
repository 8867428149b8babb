"""Feeds and what they announce."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.domain.claims import Claim, Topic
from bot.domain.names import ModelName

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class FeedKind(StrEnum):
    """Whose feed it is; a vendor's feed is the vendor's own voice."""

    VENDOR = "vendor"
    PRESS = "press"
    EVALUATOR = "evaluator"
    NEWSLETTER = "newsletter"
    RESEARCH = "research"
    COMMUNITY = "community"
    UNKNOWN = "unknown"


class FeedStatus(StrEnum):
    """Whether a feed is polled."""

    ACTIVE = "active"
    PAUSED = "paused"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One item as a feed gives it, cleaned: plain text (tables as markdown), absolute links, times in UTC or None.

    ``link`` is the canonical link (no tracking parameters). ``published_at`` is the publisher's word, and decides
    nothing.
    """

    guid: str | None
    link: str | None
    title: str
    text: str
    author: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed and the state of polling it. Times are aware and in UTC."""

    id: int
    url: str
    title: str
    publisher: str
    kind: FeedKind
    lab: str | None
    site_url: str | None
    status: FeedStatus
    etag: str | None
    last_modified: str | None
    body_hash: str | None
    next_poll_at: datetime
    last_polled_at: datetime | None
    last_success_at: datetime | None
    failures: int
    last_error: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where a text came from, as a reader of answers needs it.

    ``dated_at`` is when it was announced, as far as that is known: the publisher's date, else the moment it was first
    seen; None for what a feed without dates already held when it was first read.
    """

    announcement_id: int
    title: str
    url: str | None
    publisher: str
    publisher_kind: FeedKind
    published_at: datetime | None
    seen_at: datetime
    dated_at: datetime | None

    @property
    def order(self) -> datetime:
        """A time to order by: what has no date comes before everything that has one."""
        return self.dated_at or _BEFORE_ALL


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """A stored announcement with what the reader made of it."""

    source: Source
    text: str
    labs: tuple[str, ...]
    models: tuple[ModelName, ...]
    topics: tuple[Topic, ...]
    claims_count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcedClaim:
    """A stored claim and the announcement it was read in."""

    id: int
    claim: Claim
    source: Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """A guild's subscription to a feed; ``channel_id`` is where its alerts go, None for nowhere."""

    guild_id: int
    feed: Feed
    channel_id: int | None
    created_at: datetime
