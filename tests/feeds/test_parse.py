"""Feeds in every format, and what becomes of an entry's parts."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.announcements import Entry
from bot.feeds.errors import PageNotFeed
from tests.feeds.samples import ATOM, ATOM03, CDF, JSON_FEED, RDF, RSS091, RSS2, in_rss, only, parse


def test_rss_gives_the_richest_text_the_canonical_link_and_a_time_in_utc() -> None:
    feed = parse(RSS2)
    assert (feed.title, feed.site_url, feed.ttl, feed.salvaged) == (
        "Lab",
        "https://lab.example/",
        timedelta(minutes=90),
        False,
    )
    assert feed.entries == (
        Entry(
            guid="v4",
            link="https://lab.example/posts/v4",
            title="V4 & more",
            text="V4 has 1.6T parameters.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
            author="Ada",
            published_at=datetime(2026, 11, 23, 7, 0, tzinfo=UTC),
        ),
    )


def test_atom_gives_the_same() -> None:
    assert only(ATOM) == Entry(
        guid="tag:lab.example,2026:v4",
        link="https://lab.example/posts/v4",
        title="V4 out",
        text="V4 has 1.6T.",
        author="Ada",
        published_at=datetime(2026, 11, 23, 7, 0, tzinfo=UTC),
    )


def test_json_feed_gives_the_same() -> None:
    feed = parse(json.dumps(JSON_FEED))
    assert (feed.title, feed.site_url) == ("Lab", "https://lab.example/")
    assert feed.entries == (
        Entry(
            guid="4",
            link="https://lab.example/posts/v4",
            title="V4",
            text="V4 has 1.6T.",
            author="Ada, Bo",
            published_at=datetime(2026, 11, 23, 7, 0, tzinfo=UTC),
        ),
    )


@pytest.mark.parametrize("document", [RSS091, ATOM03, RDF, CDF], ids=["RSS 0.91", "Atom 0.3", "RDF", "CDF"])
def test_older_formats_are_read(document: str) -> None:
    feed = parse(document)
    assert (feed.title, [entry.title for entry in feed.entries]) == ("Lab", ["V4"])
    assert feed.entries[0].link == "https://lab.example/posts/v4"


@pytest.mark.parametrize("content_type", ["text/html", "application/octet-stream", "image/png", "text/plain", None, ""])
def test_the_content_decides_whatever_its_type_is_called(content_type: str | None) -> None:
    assert only(RSS2, content_type).guid == "v4"
    assert parse(json.dumps(JSON_FEED), content_type).entries
    with pytest.raises(PageNotFeed):
        parse("<!doctype html><html><body>Hello</body></html>", "application/rss+xml")


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        (
            "<description>&lt;p&gt;The first words of it.&lt;/p&gt;&lt;p&gt;Next&lt;/p&gt;</description>",
            "The first words of it.",
        ),
        ("<link>https://lab.example/posts/model-v4/</link>", "model v4"),
        ("<title> </title><link>https://lab.example/</link>", "lab.example"),
        ("<title>AT&amp;amp;T &lt;b&gt;bold&lt;/b&gt;</title>", "AT&T bold"),
        ("<title>Scores 3 &lt; 5 on x</title>", "Scores 3 < 5 on x"),
        (f"<title>{'word ' * 200}</title>", " ".join(["word"] * 60) + "…"),
    ],
)
def test_every_entry_has_a_title(inner: str, title: str) -> None:
    assert only(in_rss(inner)).title == title


def test_an_entry_with_nothing_in_it_is_none() -> None:
    assert parse(in_rss("<category>x</category>")).entries == ()


def test_a_guid_stays_as_it_is_written() -> None:
    assert only(in_rss("<guid>123</guid><title>a</title>")).guid == "123"
    assert only(in_rss("<guid>/posts/1</guid><title>a</title>")).guid == "/posts/1"


def test_html_that_is_called_text_is_read_as_html() -> None:
    document = ATOM03.replace(
        "</entry>", "<summary>One&lt;br/&gt;Two &lt;a href='x'&gt;here&lt;/a&gt;</summary></entry>"
    )
    assert only(document).text == "One\nTwo here"


def test_the_syndication_module_says_when_to_return() -> None:
    extra = (
        '<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">daily</sy:updatePeriod>'
        '<sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">4</sy:updateFrequency>'
    )
    document = f"<rss version='2.0'><channel><title>Lab</title>{extra}</channel></rss>"
    assert parse(document).ttl == timedelta(hours=6)


@pytest.mark.parametrize(
    ("said", "ttl"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl> 15 </ttl>", timedelta(minutes=15)),
        ("<ttl>soon</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        ("<sy:updatePeriod> Weekly </sy:updatePeriod><sy:updateFrequency>7</sy:updateFrequency>", timedelta(days=1)),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", timedelta(days=1)),
        ("<sy:updatePeriod>now and then</sy:updatePeriod>", None),
        ("<sy:updateFrequency>2</sy:updateFrequency>", None),
        ("<ttl>30</ttl><sy:updatePeriod>daily</sy:updatePeriod>", timedelta(minutes=30)),
    ],
)
def test_a_feed_says_how_long_it_wants_peace(said: str, ttl: timedelta | None) -> None:
    syndication = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
    document = f"<rss version='2.0' {syndication}><channel><title>Lab</title>{said}</channel></rss>"
    assert parse(document).ttl == ttl


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<description>The long description of it.</description><content:encoded>Short.</content:encoded>", "The long"),
        ("<description>Short.</description><content:encoded>The long content.</content:encoded>", "The long"),
        ("<description/><media:description>The long media description.</media:description>", "The long"),
        (
            "<description>&lt;img src='x'&gt;&lt;hr&gt;</description><media:description>The long.</media:description>",
            "The long",
        ),
    ],
)
def test_the_richest_text_is_the_one_with_the_most_words(inner: str, text: str) -> None:
    spaces = "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:media='http://search.yahoo.com/mrss/'"
    assert only(in_rss(f"<title>a</title>{inner}").replace("<rss ", f"<rss {spaces} ")).text.startswith(text)


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("/posts/1", "https://lab.example/posts/1"),
        ("1", "https://lab.example/blog/1"),
        ("//other.example/1", "https://other.example/1"),
        ("?p=1", "https://lab.example/blog/feed.xml?p=1"),
        ("https://lab.example/1?utm_source=rss&amp;id=2&amp;fbclid=3#comments", "https://lab.example/1?id=2"),
        ("javascript:alert(1)", None),
    ],
)
def test_links_are_whole_and_without_tracking(link: str, shown: str | None) -> None:
    assert only(in_rss(f"<title>a</title><link>{link}</link>")).link == shown


def test_a_link_that_counts_clicks_gives_way_to_the_one_behind_it() -> None:
    feedburner = "<feedburner:origLink>https://lab.example/1</feedburner:origLink>"
    inner = f"<title>a</title><link>https://feeds.example/~r/1</link>{feedburner}"
    space = "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'"
    assert only(in_rss(inner).replace("<rss ", f"<rss {space} ")).link == "https://lab.example/1"


def test_json_feed_1_0_is_read_with_its_own_names() -> None:
    item = {
        "id": "a",
        "external_url": "https://other.example/1",
        "content_text": "Plain *text* & 3 < 5.",
        "date_modified": "2026-11-23T08:00:00Z",
        "author": {"name": "Ada", "url": 7},
        "attachments": [{"url": "https://lab.example/1.mp3", "mime_type": "audio/mpeg"}],
    }
    document = {"version": "https://jsonfeed.org/version/1", "title": "Lab", "items": [item]}
    assert only(json.dumps(document)) == Entry(
        guid="a",
        link="https://other.example/1",
        title="Plain *text* & 3 < 5.",
        text="Plain *text* & 3 < 5.",
        author="Ada",
        published_at=datetime(2026, 11, 23, 8, tzinfo=UTC),
    )
