"""Every briefing falls due once: in every time zone there is, through two years of changes of the clock."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.occurrences import due_between, moment_of, next_due
from bot.domain.schedules import When

ZONES = sorted(available_timezones())
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LEAPING = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago", "UTC")


def at(clock: str, zone: str, **days: object) -> When:
    return When(at=time.fromisoformat(clock), timezone=zone, **days)  # type: ignore[arg-type]


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """The moments at which this zone's clocks change, to the minute."""
    place, found, moment = ZoneInfo(zone), [], BEGIN
    while moment < END:
        late = moment + DAY
        if moment.astimezone(place).utcoffset() != late.astimezone(place).utcoffset():
            early, end = moment, late
            while end - early > MINUTE:
                middle = early + (end - early) / 2
                same = middle.astimezone(place).utcoffset() == early.astimezone(place).utcoffset()
                early, end = (middle, end) if same else (early, middle)
            found.append(end.replace(second=0, microsecond=0))
        moment = late
    return tuple(found)


def walls_near(zone: str) -> Iterator[tuple[datetime, str]]:
    """Each change of the clock, with times of day before, at, in and after it."""
    for change in changes(zone):
        local = change.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        for minutes in (-60, -31, -1, 0, 15, 30, 59, 61):
            yield change, f"{local + minutes * MINUTE:%H:%M}"


def test_there_are_zones_whose_clocks_change():
    assert len(ZONES) > 400
    assert sum(bool(changes(zone)) for zone in ZONES) > 150


def test_a_daily_briefing_falls_due_once_on_every_day_of_every_zone_around_each_change():
    checked = 0
    for zone in ZONES:
        place = ZoneInfo(zone)
        for change, clock in walls_near(zone):
            start, end = change - 3 * DAY, change + 3 * DAY
            found = [*due_between(at(clock, zone), start, end)]
            for moment in found:  # each shows its time, or comes at the leap
                shown = moment.astimezone(place).time()
                assert shown == time.fromisoformat(clock) or abs(moment - change) <= MINUTE, (zone, clock, moment)
            gaps = [later - earlier for earlier, later in pairwise([start, *found, end])]
            assert all(DAY - 2 * HOUR <= gap <= DAY + 2 * HOUR for gap in gaps[1:-1]), (zone, clock, gaps)
            assert max(gaps[0], gaps[-1]) <= DAY + 2 * HOUR, (zone, clock, gaps)
            checked += 1
    assert checked > 3000


@pytest.mark.parametrize("zone", LEAPING)
@pytest.mark.parametrize("clock", ["00:00", "02:30", "23:59"])
def test_two_years_of_days_are_two_years_of_briefings(zone: str, clock: str):
    found = [each.astimezone(ZoneInfo(zone)).date() for each in due_between(at(clock, zone), BEGIN, END)]
    assert found == sorted(set(found))
    assert len(found) in (729, 730, 731)
    assert all(later - earlier == DAY for earlier, later in pairwise(found))


@given(st.data())
def test_windows_that_join_share_out_the_occurrences(data: st.DataObject):
    zone = data.draw(st.sampled_from(ZONES))
    change = data.draw(st.sampled_from(changes(zone) or (datetime(2026, 6, 1, tzinfo=UTC),)))
    clock = data.draw(st.times(timezones=st.none())).replace(microsecond=0, second=0)
    when = data.draw(
        st.sampled_from(
            [
                When(at=clock, timezone=zone),
                When(at=clock, timezone=zone, weekdays=(0, 2, 6)),
                When(at=clock, timezone=zone, month_day=change.day),
            ]
        )
    )
    start, end = change - 4 * DAY, change + 4 * DAY
    cuts = sorted(
        data.draw(
            st.lists(st.datetimes(min_value=start.replace(tzinfo=None), max_value=end.replace(tzinfo=None)), max_size=6)
        )
    )
    edges = [start, *(cut.replace(tzinfo=UTC) for cut in cuts), end]
    parts = [each for a, b in pairwise(edges) for each in due_between(when, a, b)]
    assert parts == [*due_between(when, start, end)]


def test_a_time_that_the_clock_leaps_over_falls_due_when_it_leaps():
    day = datetime(2026, 3, 8, tzinfo=UTC)
    (found,) = due_between(at("02:30", "America/New_York"), day, day + DAY)
    assert found == datetime(2026, 3, 8, 7, 0, tzinfo=UTC)  # 01:59:59 EST, then 03:00 EDT
    (half,) = due_between(
        at("02:15", "Australia/Lord_Howe"), datetime(2026, 10, 3, tzinfo=UTC), datetime(2026, 10, 4, tzinfo=UTC)
    )
    assert half.astimezone(ZoneInfo("Australia/Lord_Howe")).strftime("%d %H:%M") == "04 02:30"


def test_a_time_that_comes_twice_falls_due_the_first_time():
    day = datetime(2026, 11, 1, tzinfo=UTC)
    (found,) = due_between(at("01:30", "America/New_York"), day, day + DAY)
    assert found == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_day_that_a_zone_left_out_brings_no_second_briefing():
    when, start = at("00:00", "Pacific/Apia"), datetime(2011, 12, 29, 0, 0, tzinfo=UTC)
    found = [*due_between(when, start, start + 3 * DAY)]
    assert len(found) == len(set(found)) == 3


@pytest.mark.parametrize(
    ("month_day", "expected"),
    [
        (31, ["01-31", "02-28", "03-31", "04-30", "05-31"]),
        (30, ["01-30", "02-28", "03-30", "04-30", "05-30"]),
        (29, ["01-29", "02-28", "03-29", "04-29", "05-29"]),
        (1, ["02-01", "03-01", "04-01", "05-01"]),
    ],
)
def test_a_month_that_is_too_short_has_its_briefing_on_its_last_day(month_day: int, expected: list[str]):
    when = at("09:00", "UTC", month_day=month_day)
    found = [
        each.strftime("%m-%d")
        for each in due_between(when, datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC))
    ]
    assert found == expected


def test_a_leap_year_has_the_29th_of_february_once():
    when = at("09:00", "UTC", month_day=29)
    found = [*due_between(when, datetime(2028, 2, 1, tzinfo=UTC), datetime(2028, 3, 1, tzinfo=UTC))]
    assert found == [datetime(2028, 2, 29, 9, 0, tzinfo=UTC)]


def test_weekdays_are_those_of_the_zone():
    when = at("07:00", "Pacific/Auckland", weekdays=(0,))
    found = [*due_between(when, BEGIN, BEGIN + 60 * DAY)]
    assert {each.astimezone(ZoneInfo("Pacific/Auckland")).weekday() for each in found} == {0}
    assert {each.weekday() for each in found} == {6}
    assert len(found) in (8, 9)


def test_the_next_one_is_the_first_after():
    source = random.Random(4)
    for zone in source.sample(ZONES, 60):
        when = at("02:30", zone, weekdays=(source.randrange(7),))
        after = BEGIN + source.random() * (END - BEGIN)
        assert next_due(when, after) == next(due_between(when, after, after + 9 * DAY))


def test_a_moment_shows_the_wall_clock_time_it_was_made_of():
    for zone in ZONES:
        wall = datetime.combine(date(2026, 7, 1), time(12, 0))
        assert moment_of(wall, ZoneInfo(zone)).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall


def test_cron_is_written_and_read_again():
    for when in (
        at("08:30", "UTC"),
        at("00:00", "Europe/Berlin", weekdays=(0, 4, 6)),
        at("23:59", "Asia/Tokyo", month_day=31),
    ):
        assert When.of_cron(when.cron, when.timezone) == when
    assert at("08:30", "UTC", weekdays=(0, 4)).cron == "30 8 * * mon,fri"
