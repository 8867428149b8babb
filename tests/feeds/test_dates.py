"""When an entry says that it was published: in every way of writing it, and never trusted."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.dates import parse_date
from tests.feeds.samples import in_rss, only


@pytest.mark.parametrize(
    ("date", "published_at"),
    [
        ("Mon, 23 Nov 2026 08:00:00 GMT", datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("2026-11-23T08:00:00-05:00", datetime(2026, 11, 23, 13, tzinfo=UTC)),
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC)),
        ("Tue, 24 Nov 2026 08:00:00 GMT", datetime(2026, 11, 24, 8, tzinfo=UTC)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Fri, 01 Jan 2100 00:00:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("99999-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_in_utc_or_missing(date: str, published_at: datetime | None) -> None:
    assert only(in_rss(f"<title>a</title><pubDate>{date}</pubDate>")).published_at == published_at


MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 23 Nov 2026 08:00:00 GMT",
        "Mon, 23 Nov 2026 08:00:00 UTC",
        "Mon, 23 Nov 2026 08:00:00 -0000",
        "Mon, 23 Nov 2026 03:00:00 EST",
        "Mon, 23 Nov 2026 01:00:00 PDT",
        "Mon, 23 Nov 2026 16:00:00 +0800",
        "Mon, 23 Nov 2026 16:00:00 +08:00",
        "Mon, 23 Nov 2026 16:00:00 GMT+8",
        "Mon, 23 Nov 2026 08:00:00 (UTC)",
        "Mon, 23 Nov 26 08:00:00 GMT",
        "Monday, 23-Nov-26 08:00:00 GMT",
        "Mon,23 Nov 2026 8:00 GMT",
        "Sun, 23 Nov 2026 08:00:00 GMT",
        "Mon, 23 November 2026 07:59:60 GMT",
        "Mon Nov 23 08:00:00 2026",
        "Mon Nov 23 03:00:00 EST 2026",
        "November 23rd, 2026 at 8:00 a.m.",
        "23 Nov 2026 08:00",
        "lun., 23 nov. 2026 09:00:00 +0100",
        "Mo, 23. November 2026 09:00 CET",
        "lunes, 23 de noviembre de 2026 08:00",
        "23 ноября 2026 11:00 MSK",
        "2026-11-23T08:00Z",
        "2026-11-23T08:00:00z",
        "2026-11-23T08:00:00.123456Z",
        "2026-11-23T16:00:00+0800",
        "2026-11-23T03:00:00\u221205:00",
        "2026-11-23 16:00:00 +0800 CST",
        "2026-11-23 08:00",
        "2026/11/23 08:00:00",
        "20261123T080000Z",
        "2026年11月23日 08:00",
        "2026年11月23日 8时00分",
        "2026年11月23日 上午8:00",
        "2026년 11월 23일 08:00",
        "1795420800",
        "1795420800000",
    ],
)
def test_one_moment_in_every_way_of_writing_it(written: str) -> None:
    found = parse_date(written)
    assert found is not None
    assert found.replace(microsecond=0) == MORNING
    assert only(in_rss(f"<title>a</title><pubDate>{written}</pubDate>")).published_at == MORNING


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-23",
        "2026/11/23",
        "2026.11.23",
        "20261123",
        "23.11.2026",
        "23/11/2026",
        "11/23/2026",
        "23 Nov 2026",
        "Nov 23, 2026",
        "23 novembre 2026",
        "2026年11月23日",
        "Sun, 22 Nov 2026 24:00:00 GMT",
        "2026-11-23T08:00:00+08:00",
        "Δευ, 23 Νοε 2026 00:00:00 GMT",
    ],
)
def test_a_day_begins_at_midnight(written: str) -> None:
    assert only(in_rss(f"<title>a</title><pubDate>{written}</pubDate>")).published_at == MIDNIGHT


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2026",
        "Thu, 31 Jun 2026 08:00:00 GMT",
        "2026-W48-1",
        "2026-13-01",
        "soon",
        "2026",
        "0",
        "08:00",
        "23 Foo 2026",
    ],
)
def test_what_cannot_be_told_for_sure_is_no_date(written: str) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize("name", ["pubDate", "dc:date", "published", "updated"])
def test_a_date_is_found_under_each_of_its_names(name: str) -> None:
    written = f"<title>a</title><{name}>2026-11-23T08:00:00Z</{name}>"
    document = in_rss(written).replace("<rss ", "<rss xmlns:dc='http://purl.org/dc/elements/1.1/' ")
    assert only(document).published_at == MORNING


@given(st.text(max_size=40) | st.text("0123456789-/:.,+ TZGMTNovMon年月日", max_size=40))
def test_no_text_is_an_error(written: str) -> None:
    found = parse_date(written)
    assert found is None or found.tzinfo is UTC


@given(st.integers(0, 30 * 365 * 86_400))
def test_dates_come_back_as_they_were_written(seconds: int) -> None:
    whole = datetime(1996, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    assert parse_date(whole.isoformat()) == whole
    assert parse_date(format_datetime(whole)) == whole
