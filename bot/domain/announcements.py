"""Feeds and what they announce."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.domain.claims import Claim, Topic
from bot.domain.corrections import Correction
from bot.domain.filters import NO_FILTER, FeedFilter
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


class WaitReason(StrEnum):
    """Why a feed is asked again when it is."""

    ADDED = "added"  # never asked yet
    RHYTHM = "rhythm"  # its own pace of publishing
    ASKED = "asked"  # the feed or its server asked for peace: ttl, sy:update*, Cache-Control, Expires
    BACKED_OFF = "backed_off"  # failures in a row
    RETRY_AFTER = "retry_after"  # the server said when to come back
    HOST_COOLS = "host_cools"  # another feed's request was told that the host has too many


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
    """A feed and the state of polling it. Times are aware and in UTC.

    ``ttl_seconds`` is the peace that the document itself asks for; ``rhythm_seconds`` the usual gap between two of its
    entries, None until it has shown enough of them. ``moved_to`` is where lasting redirects led at the last
    ``moved_successes`` polls in a row. ``salvaged``: the last document was broken, and read all the same.
    ``full_text``: the articles behind its links are fetched. ``failing_since`` is the first failure since the last
    success; ``last_new_at`` when it last showed an entry not seen before.
    """

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
    ttl_seconds: int | None = None
    rhythm_seconds: int | None = None
    wait_reason: WaitReason = WaitReason.ADDED
    moved_to: str | None = None
    moved_successes: int = 0
    salvaged: bool = False
    full_text: bool = False
    failing_since: datetime | None = None
    last_new_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where a text came from, as a reader of answers needs it.

    ``dated_at`` is when it was announced, as far as that is known: the publisher's date, else the moment it was first
    seen; None for what a feed without dates already held when it was first read. ``lab`` is the lab whose own feed it
    is, where that is known.
    """

    announcement_id: int
    title: str
    url: str | None
    publisher: str
    publisher_kind: FeedKind
    published_at: datetime | None
    seen_at: datetime
    dated_at: datetime | None
    lab: str | None = None

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
    """A stored claim and the announcement it was read in.

    ``said_at`` is when the wording that makes the claim was first seen, ``withdrawn_at`` when an edit took it away;
    ``replaced_by_id`` is then the claim that gives another figure in its place. ``subject_words`` and
    ``baseline_words`` are the names as they were read, which may be stored as those of another model. Where a guild
    corrected the claim, ``corrected`` is its word and ``as_read`` the claim before.
    """

    id: int
    claim: Claim
    source: Source
    said_at: datetime | None = None
    withdrawn_at: datetime | None = None
    replaced_by_id: int | None = None
    subject_words: str = ""
    baseline_words: str = ""
    corrected: Correction | None = None
    as_read: Claim | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedClaim:
    """A claim that its publisher took back, and what the announcement says in its place, where it says anything."""

    before: SourcedClaim
    after: SourcedClaim | None
    changed_at: datetime


PUBLIC = 0
"""Stands for no server: who asks in a direct message reads what is read of the feeds that everybody knows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """A guild's subscription to a feed; ``channel_id`` is where its alerts go, None for nowhere.

    ``own_title`` is the guild's own name for the feed, ``folder`` the one that an OPML file put it in. While it is
    ``paused`` nothing new is read on this guild's behalf.
    """

    guild_id: int
    feed: Feed
    channel_id: int | None
    created_at: datetime
    own_title: str | None = None
    folder: str | None = None
    paused: bool = False
    filter: FeedFilter = NO_FILTER

    @property
    def title(self) -> str:
        """What the guild calls the feed."""
        return self.own_title or self.feed.title


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """What an announcement said before its publisher changed it. ``number`` counts from 0, the first wording."""

    announcement_id: int
    number: int
    title: str
    text: str
    url: str | None
    published_at: datetime | None
    seen_at: datetime
    replaced_at: datetime


class NoticeKind(StrEnum):
    """What the admins of a server are told about a feed without having asked."""

    FAILING = "failing"
    WELL = "well"


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedNotice:
    """One notice to one server's admins about one feed, to be posted once. ``since`` is when the failing began."""

    id: int
    guild_id: int
    feed_id: int
    kind: NoticeKind
    since: datetime
    nonce: str
    attempts: int
    due_at: datetime
