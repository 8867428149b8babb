"""Feeds that are broken are read as far as they go; what is no feed is said to be none."""

from contextlib import suppress

import pytest

from bot.feeds.errors import BrokenFeed, FeedError, NotAFeed, PageNotFeed
from tests.feeds.samples import RSS2, in_rss, only, parse


@pytest.mark.parametrize(
    "broken",
    [
        RSS2.replace("</rss>", ""),
        RSS2.replace("V4 &amp; more", "V4 & more"),
        RSS2.replace("V4 &amp; more", "V4 &amp; more&nbsp;"),
        RSS2.replace("Short.", "Short \x0c\x00."),
        RSS2.replace("Short.", "Short &#x1f;&#0;&#xD800;&#99999999999;"),
        "Warning: include() failed in /x.php\n" + RSS2,
        "\n\n  " + RSS2,
        RSS2.replace("<dc:creator>", "<undeclared:x>").replace("</dc:creator>", "</undeclared:x>"),
    ],
    ids=[
        "cut",
        "bare ampersand",
        "HTML entity",
        "control",
        "bad reference",
        "warning before",
        "space before",
        "prefix",
    ],
)
def test_broken_xml_is_read_as_far_as_it_goes(broken: str) -> None:
    entry = only(broken)
    assert entry.guid == "v4"
    assert entry.title.startswith("V4 & more")
    assert entry.text.startswith("V4 has 1.6T")


def test_what_was_broken_is_said_to_be() -> None:
    assert parse(RSS2.replace("</rss>", "")).salvaged
    assert parse(RSS2.replace("Short.", "\x00")).salvaged
    assert not parse(RSS2).salvaged


def test_a_feed_without_entries_is_a_feed_and_a_broken_one_is_not() -> None:
    assert parse("<rss version='2.0'><channel><title>Lab</title></channel></rss>").entries == ()
    with pytest.raises(BrokenFeed):
        parse("<rss version='2.0'><channel><title>Lab</titl")


def test_a_page_is_said_to_be_one_and_its_feeds_are_named() -> None:
    page = """<!-- x --><html><head><base href="https://lab.example/en/">
    <link rel="stylesheet" type="text/css" href="x.css"><link rel="alternate" hreflang="de" href="/de/">
    <link rel="alternate" type="application/rss+xml" href="feed.xml"><link rel='alternate home'
     type='application/feed+json' href='/feed.json'></head><body>Hello</body></html>"""
    with pytest.raises(PageNotFeed) as raised:
        parse(page)
    assert raised.value.feeds == ("https://lab.example/en/feed.xml", "https://lab.example/feed.json")
    assert "https://lab.example/en/feed.xml" in str(raised.value)
    with pytest.raises(PageNotFeed, match="links to no feed"):
        parse("<div>Only a part of a page</div>")


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"   ",
        b"hello",
        b"{}",
        b"[]",
        b'{"items": []}',
        b'{"version": "https://jsonfeed.org/version/1", "items": {}}',
        b"{" * 200_000,
        b'{"a":' * 200_000,
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"<?xml version='1.0'?><urlset><url><loc>https://lab.example/</loc></url></urlset>",
        b"<opml version='2.0'><body2/></opml>",
    ],
)
def test_anything_else_is_said_to_be_no_feed(document: bytes) -> None:
    with pytest.raises(NotAFeed):
        parse(document)


def test_entities_cannot_be_made_to_grow() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "{"x" * 1000}">{levels}]>'
    for before in ("", "<?x <rss ?>", "<!-- <rss -->"):
        document = f"<?xml version='1.0'?>{before}{bomb}" + in_rss("<title>&e9;</title><guid>1</guid>").split("?>")[1]
        with suppress(FeedError):
            assert sum(len(entry.title) + len(entry.text) for entry in parse(document).entries) < 5_000


def test_no_file_is_opened_for_an_external_entity() -> None:
    document = (
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + in_rss("<title>a&x;b</title>").split("?>")[1]
    )
    assert "root:" not in only(document).title
