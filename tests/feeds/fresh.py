"""A feed that was never asked, for tests of what is decided about feeds."""

from datetime import UTC, datetime

from bot.domain.announcements import Feed, FeedKind, FeedStatus

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FEED = Feed(
    id=1,
    url="https://lab.example/feed",
    title="Lab",
    publisher="Lab",
    kind=FeedKind.VENDOR,
    lab=None,
    site_url=None,
    status=FeedStatus.ACTIVE,
    etag=None,
    last_modified=None,
    body_hash=None,
    next_poll_at=NOW,
    last_polled_at=None,
    last_success_at=None,
    failures=0,
    last_error=None,
)
