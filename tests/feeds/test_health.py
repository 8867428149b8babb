"""How a feed is judged, and what is said of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.announcements import FeedStatus, WaitReason
from bot.feeds.health import HealthState, judge, span_words, wait_words
from tests.feeds.fresh import FEED as NEVER_ASKED
from tests.feeds.fresh import NOW

DAY = 86_400
FEED = replace(NEVER_ASKED, last_polled_at=NOW, last_success_at=NOW)
QUIET = {"rhythm_seconds": 2 * DAY, "last_new_at": NOW - timedelta(days=11)}


@pytest.mark.parametrize(
    ("changes", "state", "says"),
    [
        ({}, HealthState.WELL, "It is well"),
        ({"last_success_at": None}, HealthState.NEW, "not been read yet"),
        ({"status": FeedStatus.PAUSED}, HealthState.RESTING, "paused it"),
        ({"salvaged": True}, HealthState.SALVAGED, "broken"),
        ({"moved_to": "https://new.example/", "moved_successes": 2}, HealthState.MOVED, "the last 2 polls"),
        (QUIET, HealthState.SILENT, "nothing new for 11 days; its usual gap is 2 days"),
        (QUIET | {"rhythm_seconds": None}, HealthState.WELL, ""),
        ({"failures": 3, "last_error": "It broke."}, HealthState.FAILING, "It broke."),
        ({"status": FeedStatus.GONE, "failures": 1, "last_error": "Gone."}, HealthState.GONE, "Gone."),
    ],
)
def test_the_worst_is_said(changes: dict[str, object], state: HealthState, says: str):
    health = judge(replace(FEED, **changes), NOW)
    assert health.state is state
    assert says in health.sentence
    assert health.is_well is (state in {HealthState.WELL, HealthState.NEW, HealthState.RESTING})


@pytest.mark.parametrize(
    ("rhythm", "days", "silent"),
    [(DAY, 6.9, False), (DAY, 7.1, True), (3 * DAY, 14.9, False), (3 * DAY, 15.1, True), (60, 6.9, False)],
)
def test_silence_is_measured_by_the_feeds_own_rhythm_and_a_week_at_least(rhythm: int, days: float, silent: bool):
    feed = replace(FEED, rhythm_seconds=rhythm, last_new_at=NOW - timedelta(days=days))
    assert (judge(feed, NOW).state is HealthState.SILENT) is silent


def test_what_fails_is_not_called_silent_and_what_is_silent_not_moved():
    failing = replace(FEED, failures=1, **QUIET)
    assert judge(failing, NOW).state is HealthState.FAILING
    assert judge(replace(FEED, moved_to="https://new.example/", **QUIET), NOW).state is HealthState.SILENT


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "1 minute"), (3000, "50 minutes"), (3600, "1 hour"), (7300, "2 hours"), (DAY, "1 day"), (9 * DAY, "9 days")],
)
def test_spans_are_told_in_their_largest_fitting_unit(seconds: int, words: str):
    assert span_words(timedelta(seconds=seconds)) == words


def test_each_wait_has_a_reason_of_its_own_in_words():
    assert len({wait_words(replace(FEED, wait_reason=each)) for each in WaitReason}) == len(WaitReason)
    backed_off = replace(FEED, wait_reason=WaitReason.BACKED_OFF, failures=4)
    assert "failed 4 times in a row" in wait_words(backed_off)
