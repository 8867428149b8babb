"""Quiet hours and the most an hour: what is posted when, and what is summed up."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.holding import HOUR, decide_posting, quiet_until
from bot.domain.watches import Alert, Outlet, Quiet

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NIGHT = Quiet(start=time(22, 0), end=time(7, 0), timezone="Europe/Berlin")


def outlet(at_most: int = 3, quiet: Quiet | None = None) -> Outlet:
    return Outlet(id=1, guild_id=7, channel_id=77, user_id=None, at_most=at_most, quiet=quiet)


def alerts(*ages: timedelta) -> list[Alert]:
    return [
        Alert(
            id=number,
            outlet_id=1,
            occasion=f"announcement {number}",
            announcement_id=number,
            story_id=number,
            reasons=("watch",),
            claim_ids=(),
            developments=(),
            decided_at=NOW - age,
        )
        for number, age in enumerate(ages, 1)
    ]


def ids(posting) -> list[list[int]]:
    return [[each.id for each in message] for message in posting.messages]


def test_each_alert_is_a_message_of_its_own_as_long_as_there_is_room():
    posting = decide_posting(outlet(), alerts(MINUTE, timedelta()), [NOW - MINUTE], NOW)
    assert ids(posting) == [[1], [2]]
    assert posting.held_until is None


def test_what_is_more_than_the_most_waits_until_the_hour_is_over_and_comes_together():
    fresh = alerts(*([MINUTE] * 5))
    posting = decide_posting(outlet(), fresh, [NOW - 10 * MINUTE], NOW)
    assert ids(posting) == [[1], [2]]
    assert posting.held_until == NOW + 50 * MINUTE
    later = decide_posting(outlet(), fresh[2:], [NOW, NOW], NOW + 50 * MINUTE)
    assert ids(later) == [[3, 4, 5]]


def test_where_there_is_no_room_nothing_is_posted_until_there_is():
    posted = [NOW - 50 * MINUTE, NOW - 40 * MINUTE, NOW - 5 * MINUTE, NOW - 2 * HOUR]
    posting = decide_posting(outlet(), alerts(MINUTE), posted, NOW)
    assert posting.messages == ()
    assert posting.held_until == NOW + 10 * MINUTE


def test_what_was_held_for_long_comes_in_one_message_beside_what_is_fresh():
    posting = decide_posting(outlet(), alerts(2 * HOUR, HOUR, MINUTE), [], NOW)
    assert ids(posting) == [[1, 2], [3]]


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-11-23T20:59:00+00:00", None),
        ("2026-11-23T21:00:00+00:00", "2026-11-24T06:00:00+00:00"),
        ("2026-11-24T05:59:59+00:00", "2026-11-24T06:00:00+00:00"),
        ("2026-11-24T06:00:00+00:00", None),
    ],
)
def test_quiet_hours_go_over_midnight_on_the_clock_of_their_zone(at: str, until: str | None):
    found = quiet_until(NIGHT, datetime.fromisoformat(at))
    assert found == (datetime.fromisoformat(until) if until else None)
    held = decide_posting(outlet(quiet=NIGHT), alerts(MINUTE), [], datetime.fromisoformat(at))
    assert (held.messages == ()) is (until is not None)


@given(
    moment=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001 - hypothesis puts the zone on
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]),
    start=st.times(),
    end=st.times(),
)
def test_quiet_hours_end_within_a_day_and_an_hour_whatever_the_clock_does(
    moment: datetime, zone: str, start: time, end: time
):
    quiet = Quiet(start=start.replace(second=0, microsecond=0), end=end.replace(second=0, microsecond=0), timezone=zone)
    now = moment.replace(tzinfo=UTC)
    until = quiet_until(quiet, now)
    if until is None:
        return
    assert now < until <= now + timedelta(hours=26)
    assert quiet_until(quiet, until) is None or quiet.start == quiet.end
    wall = now.astimezone(ZoneInfo(zone)).time()
    over_midnight = quiet.end <= quiet.start
    inside = (wall >= quiet.start or wall < quiet.end) if over_midnight else quiet.start <= wall < quiet.end
    changes = now.astimezone(ZoneInfo(zone)).utcoffset() != until.astimezone(ZoneInfo(zone)).utcoffset()
    assert inside or changes
