"""What a feed is after its turn: the state that the next poll starts from. Pure: the clock and the dice are handed in.

How the turn is taken: ingest. When the next one comes: polling.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.announcements import Feed, FeedStatus
from bot.feeds.errors import FeedError, FeedGone, FetchFailed
from bot.feeds.fetch import Fetched
from bot.feeds.moves import note_move
from bot.feeds.parsed import ParsedFeed
from bot.feeds.polling import Outcome, next_poll

_LONGEST_TTL = 10_000_000  # seconds; polling bounds the wait, this only keeps it a number that a column takes


def after_unchanged(feed: Feed, fetched: Fetched, now: datetime, jitter: float) -> Feed:
    """It answered, and shows what it showed before."""
    # A 304 need not repeat the validators that it confirms.
    etag = fetched.etag or (feed.etag if fetched.not_modified else None)
    last_modified = fetched.last_modified or (feed.last_modified if fetched.not_modified else None)
    if (etag, last_modified) != (feed.etag, feed.last_modified):
        feed = replace(feed, etag=etag, last_modified=last_modified)
    return _succeeded(feed, fetched, now, jitter)


def after_document(
    feed: Feed, fetched: Fetched, parsed: ParsedFeed, now: datetime, jitter: float, *, new: bool, gap: int | None
) -> Feed:
    """It showed a document; ``new``: with entries never seen before; ``gap``: the usual seconds between two of them.

    A delta is not the feed: what it does not say stays as the whole document said it.
    """
    before = feed if fetched.is_delta else replace(feed, etag=None, last_modified=None, ttl_seconds=None)
    read = replace(
        feed,
        etag=fetched.etag or before.etag,
        last_modified=fetched.last_modified or before.last_modified,
        body_hash=before.body_hash if fetched.is_delta else fetched.body_hash,
        ttl_seconds=min(int(parsed.ttl.total_seconds()), _LONGEST_TTL) if parsed.ttl else before.ttl_seconds,
        rhythm_seconds=gap,
        salvaged=parsed.salvaged,
        last_new_at=now if new else feed.last_new_at,
    )
    return _succeeded(read, fetched, now, jitter)


def after_failure(feed: Feed, error: FeedError, now: datetime, jitter: float) -> Feed:
    """It could not be had or read. Only what is gone for good is asked no more."""
    asked = error.retry_after if isinstance(error, FetchFailed) else None
    following = next_poll(feed, Outcome(succeeded=False, retry_after=asked), now, jitter)
    return replace(
        feed,
        status=FeedStatus.GONE if isinstance(error, FeedGone) else feed.status,
        next_poll_at=following.at,
        wait_reason=following.reason,
        last_polled_at=now,
        failures=feed.failures + 1,
        failing_since=feed.failing_since or now,
        last_error=error.sentence,
        moved_to=None,
        moved_successes=0,
    )


def after_waiting(feed: Feed, seconds: float, now: datetime, jitter: float) -> Feed:
    """It was not asked, since its host wants peace for so many seconds: no failure of its own."""
    following = next_poll(feed, Outcome(succeeded=False, host_cools_for=seconds), now, jitter)
    return replace(feed, next_poll_at=following.at, wait_reason=following.reason)


def _succeeded(feed: Feed, fetched: Fetched, now: datetime, jitter: float) -> Feed:
    outcome = Outcome(succeeded=True, fresh_for=fetched.max_age, retry_after=fetched.retry_after)
    following = next_poll(feed, outcome, now, jitter)
    return replace(
        note_move(feed, fetched.moved_to, not_modified=fetched.not_modified),
        next_poll_at=following.at,
        wait_reason=following.reason,
        last_polled_at=now,
        last_success_at=now,
        failures=0,
        failing_since=None,
        last_error=None,
    )
