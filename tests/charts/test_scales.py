"""Ticks are round, few, and within the axis; days read the same in every locale."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts.scales import Span, day_span, day_ticks, day_words, days, figure_span, figure_ticks, short_day

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
figures = st.floats(-1e12, 1e12).map(lambda value: float(f"{value:.6g}"))


def test_a_day_is_written_in_utc():
    late = datetime(2026, 11, 6, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert day_words(late) == "7 Nov 2026"
    assert short_day(late, NOW) == "7 Nov"
    assert short_day(late.replace(year=2025), NOW) == "Nov 2025"


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        (3, ["21 Nov", "22 Nov", "23 Nov"]),
        (25, ["5 Nov", "12 Nov", "19 Nov"]),
        (80, ["Oct 2026", "Nov 2026"]),
        (400, ["Jan 2026", "Jul 2026"]),
        (3000, ["2020", "2022", "2024", "2026"]),
    ],
)
def test_the_longer_the_time_the_coarser_the_ticks(back: int, expected: list[str]):
    span = Span(low=days(NOW) - back, high=days(NOW))
    assert [tick.words for tick in day_ticks(span, 200)] == expected


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)), st.floats(60, 400))  # noqa: DTZ001
def test_there_are_never_more_days_than_find_room(first: datetime, room: float):
    span = day_span([first.replace(tzinfo=UTC)], NOW)
    ticks = day_ticks(span, room)
    assert span.high - span.low >= 2
    assert len(ticks) <= room / 44 + 1
    assert all(span.low <= tick.at <= span.high for tick in ticks)


@given(st.lists(figures, min_size=1, max_size=8), st.booleans(), st.booleans())
def test_every_figure_has_its_place_and_ticks_are_few(values: list[float], from_zero: bool, with_log: bool):
    span = figure_span(values, from_zero=from_zero, with_log=with_log)
    assert span.low <= min(values) <= max(values) <= span.high
    assert span.low < span.high
    ticks = figure_ticks(span, 5)
    assert len(ticks) <= 6
    assert all(span.low <= tick <= span.high for tick in ticks)


def test_ticks_are_round():
    assert figure_ticks(figure_span([77.8, 93.9]), 5) == [75, 80, 85, 90, 95]
    assert figure_ticks(figure_span([0.28, 30], with_log=True), 5) == [0.3, 1, 3, 10, 30]
    assert figure_ticks(figure_span([1, 1e9], with_log=True), 5) == [1, 1e3, 1e6, 1e9]
    assert figure_ticks(figure_span([3.48, 1.16], from_zero=True), 5) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("values", "log"), [([0.28, 30.0], True), ([1.16, 3.48], False), ([0.0, 30.0], False)])
def test_an_axis_is_logarithmic_only_where_the_span_asks_for_it(values: list[float], log: bool):
    assert figure_span(values, from_zero=True, with_log=True).log is log
