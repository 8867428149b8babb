"""What people write for times, days and zones."""

from datetime import time

import pytest

from bot.delivery.whenwords import (
    BadWhen,
    days_words,
    parse_days,
    parse_time,
    parse_when,
    parse_zone,
    when_words,
    zones_like,
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("8:30", time(8, 30)),
        ("08.30", time(8, 30)),
        ("8", time(8)),
        ("8 pm", time(20)),
        ("12am", time(0)),
        ("23h59", time(23, 59)),
    ],
)
def test_times_of_day(words: str, expected: time):
    assert parse_time(words) == expected


@pytest.mark.parametrize("words", ["", "25:00", "8:61", "13 pm", "noon", "-1"])
def test_what_is_no_time_is_told_with_an_example(words: str):
    with pytest.raises(BadWhen) as caught:
        parse_time(words)
    assert "08:30" in caught.value.sentence


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("daily", ((), None)),
        ("Weekdays", ((0, 1, 2, 3, 4), None)),
        ("weekends", ((5, 6), None)),
        ("mon, thu", ((0, 3), None)),
        ("Tuesdays and fridays", ((1, 4), None)),
        ("weekly on sun", ((6,), None)),
        ("mon tue wed thu fri sat sun", ((), None)),
        ("monthly", ((), 1)),
        ("monthly 15", ((), 15)),
        ("the 3rd", None),
        ("31st of every month", ((), 31)),
        ("someday", None),
        ("t", None),
        ("monthly 32", None),
        ("", None),
    ],
)
def test_days(words: str, expected: tuple[tuple[int, ...], int | None] | None):
    if expected is None:
        with pytest.raises(BadWhen):
            parse_days(words)
    else:
        assert parse_days(words) == expected


def test_zones_are_found_in_any_case_and_by_their_city():
    assert parse_zone("europe/berlin") == parse_zone("Berlin") == "Europe/Berlin"
    assert parse_zone("new york") == "America/New_York"
    assert parse_zone("utc") == "UTC"
    with pytest.raises(BadWhen, match="nearest is Europe/Berlin"):
        parse_zone("Europe/Berln")
    with pytest.raises(BadWhen):
        parse_zone("../../etc/passwd")


def test_zones_are_offered_by_their_place_first():
    assert "Europe/Berlin" in zones_like("ber", 3)
    assert len(zones_like("", 25)) == 25


@pytest.mark.parametrize("days", ["daily", "weekdays", "mon thu", "monthly 31"])
def test_what_is_told_can_be_typed_again(days: str):
    when = parse_when("8:05", days, "Berlin")
    assert days_words(when) == days
    assert when_words(when) == f"{days} at 08:05, Europe/Berlin"
