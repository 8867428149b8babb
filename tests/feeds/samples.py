"""The same entry in every format of feeds, and how tests parse one."""

from datetime import UTC, datetime
from typing import Any

from bot.domain.announcements import Entry
from bot.feeds.parse import parse_feed
from bot.feeds.parsed import ParsedFeed

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
