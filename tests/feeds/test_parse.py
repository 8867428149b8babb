"""Feeds in every format, broken ones, and what is no feed."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.announcements import Entry
from bot.feeds.documents import ParsedFeed
from bot.feeds.errors import BrokenFeed, FeedError, NotAFeed, PageNotFeed
from bot.feeds.parse import parse_feed

URL = "https://lab.example/blog/feed.xml"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

RSS2 = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Lab</title><link>https://lab.example/</link><ttl>90</ttl>
<item><title>V4 &amp; more</title><link>/posts/v4?utm_source=rss</link><guid isPermaLink="false">v4</guid>
<dc:creator>Ada</dc:creator><pubDate>Mon, 23 Nov 2026 08:00:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>V4 has <b>1.6T</b> parameters.</p><table><tr><th>a</th><th>b</th></tr>
<tr><td>1</td><td>2</td></tr></table>]]></content:encoded></item></channel></rss>"""
RSS091 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Lab</title>
<item><title>V4</title><link>https://lab.example/posts/v4</link><description>Short.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://lab.example/"><title>Lab</title>
<link href="https://lab.example/"/><link rel="self" href="feed.xml"/><entry><id>tag:lab.example,2026:v4</id>
<title type="html">V4 &lt;b&gt;out&lt;/b&gt;</title><link href="posts/v4"/><author><name>Ada</name></author>
<published>2026-11-23T07:00:00Z</published><updated>2026-11-23T08:00:00Z</updated>
<summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>V4 has 1.6T.</p></div>
</content></entry></feed>"""
ATOM03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Lab</title><entry><id>v4</id><title>V4</title>
<link rel="alternate" href="https://lab.example/posts/v4"/><issued>2026-11-23T07:00:00Z</issued></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>Lab</title></channel><item rdf:about="https://lab.example/posts/v4"><title>V4</title>
<link>https://lab.example/posts/v4</link><description>Short.</description></item></rdf:RDF>"""
CDF = """<?xml version="1.0"?><CHANNEL HREF="https://lab.example/"><TITLE>Lab</TITLE>
<ITEM HREF="https://lab.example/posts/v4"><TITLE>V4</TITLE><ABSTRACT>Short.</ABSTRACT></ITEM></CHANNEL>"""
JSON_FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Lab",
    "home_page_url": "https://lab.example/",
    "items": [
        {
            "id": 4,
            "url": "/posts/v4",
            "title": "V4",
            "content_html": "<p>V4 has 1.6T.</p>",
            "summary": "Short.",
            "date_published": "2026-11-23T08:00:00+01:00",
            "authors": [{"name": "Ada"}, {"name": "Bo"}],
        }
    ],
}


def parse(document: str | bytes, content_type: str | None = None, now: datetime | None = NOW) -> ParsedFeed:
    return parse_feed(document.encode() if isinstance(document, str) else document, content_type, URL, now)


def only(document: str | bytes, content_type: str | None = None) -> Entry:
    (entry,) = parse(document, content_type).entries
    return entry


def in_rss(inner: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Lab</title><item>{inner}</item></channel></rss>'


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
    ("encoded", "content_type"),
    [
        (("<?xml version='1.0' encoding='{}'?>", "utf-8"), None),
        (("<?xml version='1.0' encoding='{}'?>", "iso-8859-1"), None),
        (("<?xml version='1.0' encoding='{}'?>", "windows-1252"), None),
        (("<?xml version='1.0' encoding='{}'?>", "utf-16"), None),
        (("", "iso-8859-1"), "text/xml; charset=iso-8859-1"),
        (("", "utf-8"), "text/xml; charset=iso-8859-1"),
        (("", "utf-8"), "text/xml"),
        (("", "utf-8-sig"), None),
        (("", "utf-16-le"), None),
        (("", "windows-1252"), None),
        (("", "utf-8"), "text/xml; charset=punycode"),
        (("<?xml version='1.0' encoding='no-such-thing'?>", "utf-8"), "text/xml; charset=zlib"),
    ],
)
def test_encodings_come_from_mark_header_prolog_or_bytes(encoded: tuple[str, str], content_type: str | None) -> None:
    prolog, encoding = encoded
    document = (
        prolog.format(encoding) + "<rss version='2.0'><channel><item><title>Café – 5</title></item></channel></rss>"
    )
    if encoding == "iso-8859-1":
        document = document.replace("–", "-")
    assert only(document.encode(encoding), content_type).title in {"Café – 5", "Café - 5"}


@pytest.mark.parametrize(
    ("encoding", "title"), [("gb2312", "模型发布"), ("shift_jis", "モデル"), ("iso-2022-jp", "モデル")]
)
def test_east_asian_encodings_are_read(encoding: str, title: str) -> None:
    document = (
        f"<?xml version='1.0' encoding='{encoding}'?><rss><channel><item><title>{title}</title></item></channel></rss>"
    )
    assert only(document.encode(encoding)).title == title


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


_PIECES = st.sampled_from(
    [
        "<rss version='2.0'>",
        "<channel>",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<link>",
        "<guid isPermaLink='x'>",
        "<description type='base64' mode='base64'>",
        "<content:encoded>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<entry xml:base='http://[' xml:lang=''>",
        "<link href='//[' rel='alternate'/>",
        "<updated>",
        "<author><email>a@b</email>",
        "<media:content url='x'/>",
        "<itunes:image href='x'/>",
        "<georss:point>1 x</georss:point>",
        "<psc:chapter start='9:99'/>",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE x [",
        "<!ENTITY a '&a;'>",
        "&#xD800;",
        "&#99999999999999;",
        "&a;",
        "&",
        "<",
        ">",
        "\x00",
        "\ud800",
        "é",
        "Mon, 99 Foo 2026 25:61:61 +9999",
        "2026-13-45T99:99:99Z",
        "0",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=5), max_size=25).map("".join))
def test_no_feed_raises_anything_but_our_own(document: str) -> None:
    for start in ("", "<rss version='2.0'><channel><item>", "<feed xmlns='http://www.w3.org/2005/Atom'><entry>"):
        try:
            feed = parse((start + document).encode("utf-8", "surrogatepass"))
        except FeedError:
            continue
        feed_text = "".join(entry.title + entry.text + (entry.guid or "") for entry in feed.entries)
        feed_text.encode()
        assert "\x00" not in feed_text


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.none() | st.text(max_size=30))
def test_no_bytes_raise_anything_but_our_own(body: bytes, content_type: str | None) -> None:
    with suppress(FeedError):
        parse(body, content_type)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["id", "url", "title", "content_html", "content_text", "summary", "date_published", "authors", "author"]
        ),
        _VALUES,
    )
)
def test_no_json_item_raises(item: dict[str, Any]) -> None:
    parse(json.dumps(JSON_FEED | {"items": [item, None, 3]}))
