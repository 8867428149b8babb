"""When a feed is asked again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.announcements import Feed, WaitReason
from bot.feeds.polling import JITTER, LATEST, LONGEST_RETRY, SOONEST, Outcome, next_poll, usual_gap
from tests.feeds.fresh import FEED, NOW

MINUTE = timedelta(minutes=1)
HOUR, DAY = 3600, 86_400
DONE, FAILED = Outcome(succeeded=True), Outcome(succeeded=False)
SECONDS = st.none() | st.integers(0, 10**9)
STATES = st.builds(
    replace,
    st.just(FEED),
    failures=st.integers(0, 100_000),
    ttl_seconds=SECONDS,
    rhythm_seconds=SECONDS,
)
OUTCOMES = st.builds(
    Outcome,
    succeeded=st.booleans(),
    fresh_for=SECONDS,
    retry_after=SECONDS,
    host_cools_for=st.none() | st.floats(0, 10**9),
)
QUIET_OUTCOMES = st.builds(Outcome, succeeded=st.booleans(), fresh_for=SECONDS)


def waited(feed: Feed = FEED, outcome: Outcome = DONE, jitter: float = 0) -> timedelta:
    return next_poll(feed, outcome, NOW, jitter).at - NOW


@pytest.mark.parametrize(
    ("rhythm", "wait"),
    [
        (None, 30 * MINUTE),
        (0, 10 * MINUTE),
        (4 * 60, 10 * MINUTE),
        (HOUR, 120 * MINUTE),
        (5 * HOUR, 600 * MINUTE),
    ],
)
def test_a_feed_is_asked_at_twice_its_usual_gap(rhythm: int | None, wait: timedelta) -> None:
    following = next_poll(replace(FEED, rhythm_seconds=rhythm, failures=7), DONE, NOW, 0)
    assert (following.at - NOW, following.reason) == (wait, WaitReason.RHYTHM)


@pytest.mark.parametrize(
    ("feed", "outcome", "wait", "reason"),
    [
        (FEED, replace(DONE, fresh_for=15 * 60), 30 * MINUTE, WaitReason.RHYTHM),
        (FEED, replace(DONE, fresh_for=2 * HOUR), 120 * MINUTE, WaitReason.ASKED),
        (replace(FEED, ttl_seconds=3 * HOUR), replace(DONE, fresh_for=2 * HOUR), 180 * MINUTE, WaitReason.ASKED),
        (replace(FEED, ttl_seconds=HOUR, rhythm_seconds=HOUR), DONE, 120 * MINUTE, WaitReason.RHYTHM),
        (replace(FEED, ttl_seconds=30 * DAY), DONE, timedelta(days=1), WaitReason.ASKED),
        (replace(FEED, ttl_seconds=HOUR), FAILED, 60 * MINUTE, WaitReason.ASKED),
        (FEED, replace(DONE, retry_after=HOUR), 60 * MINUTE, WaitReason.RETRY_AFTER),
    ],
)
def test_what_is_asked_for_is_a_floor_under_the_rhythm(
    feed: Feed, outcome: Outcome, wait: timedelta, reason: WaitReason
) -> None:
    following = next_poll(feed, outcome, NOW, 0)
    assert (following.at - NOW, following.reason) == (wait, reason)


@pytest.mark.parametrize(("failures", "minutes"), [(0, 10), (1, 20), (4, 160), (6, 640)])
def test_failures_in_a_row_double_the_wait(failures: int, minutes: int) -> None:
    following = next_poll(replace(FEED, failures=failures), FAILED, NOW, 0)
    assert (following.at - NOW, following.reason) == (minutes * MINUTE, WaitReason.BACKED_OFF)


@pytest.mark.parametrize("failures", [8, 9, 10, 10_000])
def test_failures_without_end_are_still_asked_daily(failures: int) -> None:
    failing = replace(FEED, failures=failures)
    assert 20 * 60 * MINUTE < waited(failing, FAILED) <= waited(failing, FAILED, 1) <= LATEST


@pytest.mark.parametrize(
    ("retry_after", "wait", "reason"),
    [
        (60, 160 * MINUTE, WaitReason.BACKED_OFF),
        (4 * HOUR, 240 * MINUTE, WaitReason.RETRY_AFTER),
        (3 * DAY, timedelta(days=3), WaitReason.RETRY_AFTER),
        (99_999_999, timedelta(days=7), WaitReason.RETRY_AFTER),
    ],
)
def test_retry_after_is_kept_to_beyond_a_day_but_not_for_ever(
    retry_after: int, wait: timedelta, reason: WaitReason
) -> None:
    following = next_poll(replace(FEED, failures=4), replace(FAILED, retry_after=retry_after), NOW, 0)
    assert (following.at - NOW, following.reason) == (wait, reason)


@pytest.mark.parametrize(("cools", "wait"), [(5, 10 * MINUTE), (2 * HOUR, 120 * MINUTE), (30 * DAY, LONGEST_RETRY)])
def test_a_host_that_cools_keeps_all_its_feeds_waiting(cools: float, wait: timedelta) -> None:
    following = next_poll(replace(FEED, failures=4), replace(FAILED, host_cools_for=cools), NOW, 0)
    assert (following.at - NOW, following.reason) == (wait, WaitReason.HOST_COOLS)


@given(STATES, QUIET_OUTCOMES, st.floats(0, 1))
def test_a_feed_is_asked_between_ten_minutes_and_a_day_from_now(feed: Feed, outcome: Outcome, jitter: float) -> None:
    assert SOONEST <= waited(feed, outcome, jitter) <= LATEST


@given(STATES, OUTCOMES, st.floats(0, 1))
def test_a_feed_is_never_asked_sooner_than_it_was_asked_for(feed: Feed, outcome: Outcome, jitter: float) -> None:
    wait = waited(feed, outcome, jitter).total_seconds()
    assert wait >= min(max(outcome.fresh_for or 0, feed.ttl_seconds or 0), DAY)
    told = outcome.retry_after if outcome.host_cools_for is None else outcome.host_cools_for
    assert wait >= min(told or 0, 7 * DAY) - 1e-5  # a time counts microseconds
    assert wait <= max(DAY, min(told or 0, 7 * DAY) * (1 + JITTER))


@given(STATES, st.floats(0, 1))
def test_a_success_forgets_every_failure(feed: Feed, jitter: float) -> None:
    assert waited(feed, DONE, jitter) == waited(replace(feed, failures=0), DONE, jitter)


@given(STATES, st.floats(0, 1))
def test_another_failure_never_shortens_the_wait(feed: Feed, jitter: float) -> None:
    assert waited(replace(feed, failures=feed.failures + 1), FAILED, jitter) >= waited(feed, FAILED, jitter)


@given(STATES, OUTCOMES, st.floats(0, 1))
def test_jitter_adds_a_tenth_at_most(feed: Feed, outcome: Outcome, jitter: float) -> None:
    plain, jittered = waited(feed, outcome), waited(feed, outcome, jitter)
    assert plain <= jittered <= plain * (1 + JITTER) + timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("feed", "outcome"),
    [(FEED, DONE), (replace(FEED, rhythm_seconds=30 * DAY), DONE), (replace(FEED, failures=99), FAILED)],
    ids=["usual", "slow", "failing"],
)
def test_jitter_parts_feeds_that_start_together(feed: Feed, outcome: Outcome) -> None:
    assert len({waited(feed, outcome, dice / 1000) for dice in range(1000)}) == 1000


def ago(*hours: float | None) -> list[datetime | None]:
    return [None if each is None else NOW - timedelta(hours=each) for each in hours]


@pytest.mark.parametrize(
    ("moments", "hours"),
    [
        (ago(1, 2, 3), 1),
        (ago(9, 1, 4, 2), 2),  # in any order
        (ago(1, 1, 1, 25, 25, 49), 24),  # several posts of one moment are one beat
        (ago(1, None, 3, None, 5), 2),
        (ago(-100, -50, 1, 2, 3), 1),  # what is dated ahead tells nothing
        (ago(1, 2), None),
        (ago(1, 1, 1, 1), None),  # the moment when the document was made
        (ago(None, None, None), None),
        ([], None),
    ],
)
def test_the_usual_gap_is_the_median_of_sane_dates(moments: list[datetime | None], hours: int | None) -> None:
    assert usual_gap(moments, NOW) == (None if hours is None else hours * HOUR)


def test_only_the_last_twenty_entries_tell_the_rhythm() -> None:
    assert usual_gap(ago(*range(1, 21), *range(1000, 9000, 100)), NOW) == HOUR


@given(st.lists(st.none() | st.datetimes(timezones=st.just(UTC)), max_size=50))
def test_the_usual_gap_of_any_dates_is_a_number_that_can_be_waited_for(moments: list[datetime | None]) -> None:
    gap = usual_gap(moments, NOW)
    assert gap is None or SOONEST <= waited(replace(FEED, rhythm_seconds=gap)) <= LATEST
