"""When a feed is asked again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.announcements import Feed, FeedKind, FeedStatus
from bot.feeds.polling import LATEST, SOONEST, Outcome, next_poll

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
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("failures", "outcome", "wait"),
    [
        (0, Outcome(succeeded=True), 30 * MINUTE),
        (5, Outcome(succeeded=True), 30 * MINUTE),
        (0, Outcome(succeeded=True, wait=15 * MINUTE), 15 * MINUTE),
        (0, Outcome(succeeded=True, wait=timedelta(0)), 30 * MINUTE),
        (0, Outcome(succeeded=True, wait=MINUTE), 10 * MINUTE),
        (0, Outcome(succeeded=True, wait=timedelta(days=30)), timedelta(days=1)),
        (0, Outcome(succeeded=False), 10 * MINUTE),
        (1, Outcome(succeeded=False), 20 * MINUTE),
        (4, Outcome(succeeded=False), 160 * MINUTE),
        (9, Outcome(succeeded=False), timedelta(days=1)),
        (10_000, Outcome(succeeded=False), timedelta(days=1)),
        (0, Outcome(succeeded=False, wait=timedelta(hours=2)), timedelta(hours=2)),
        (4, Outcome(succeeded=False, wait=MINUTE), 160 * MINUTE),
    ],
)
def test_the_wait_follows_what_happened(failures: int, outcome: Outcome, wait: timedelta) -> None:
    assert next_poll(replace(FEED, failures=failures), outcome, NOW, 0) - NOW == wait


@given(
    st.integers(0, 100_000),
    st.booleans(),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=400)),
    st.floats(0, 1),
)
def test_a_feed_is_asked_within_a_day_and_never_sooner_than_bounds_allow(
    failures: int, succeeded: bool, wait: timedelta | None, jitter: float
) -> None:
    outcome = Outcome(succeeded=succeeded, wait=wait)
    then = next_poll(replace(FEED, failures=failures), outcome, NOW, jitter)
    assert SOONEST <= then - NOW <= LATEST
    assert then - NOW >= min(wait or timedelta(0), LATEST)
    assert then >= next_poll(replace(FEED, failures=failures), outcome, NOW, 0)


def test_jitter_parts_feeds_that_start_together() -> None:
    waits = {next_poll(FEED, Outcome(succeeded=True), NOW, dice / 10) for dice in range(10)}
    assert len(waits) == 10
