"""Turn a feed's page into the bytes a publisher would send. Pure: the same page gives the same bytes."""

import json
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree as ET

from bot.demo.library import DemoFeed, FeedFormat, FeedPage, PublishedEntry

MEDIA_TYPES: dict[FeedFormat, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
    "json": "application/feed+json",
}
ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RSS_1 = "http://purl.org/rss/1.0/"
JSON_FEED = "https://jsonfeed.org/version/1.1"


def render_feed(page: FeedPage) -> bytes:
    """The page in the format its feed is published in."""
    return _RENDERERS[page.feed.format](page)


def _render_rss(page: FeedPage) -> bytes:
    feed = page.feed
    root = ET.Element("rss", {"version": "2.0", "xmlns:content": CONTENT, "xmlns:dc": DUBLIN_CORE})
    channel = ET.SubElement(root, "channel")
    _describe(channel, feed)
    _text(channel, "language", feed.language)
    if feed.dated and page.newest_at:
        _text(channel, "lastBuildDate", format_datetime(page.newest_at, usegmt=True))
    for entry in page.entries:
        item = ET.SubElement(channel, "item")
        _describe_item(item, feed, entry)
        if entry.guid:
            _text(item, "guid", entry.guid, isPermaLink="false")
        if feed.dated:
            _text(item, "pubDate", format_datetime(entry.published_at, usegmt=True))
    return _document(root)


def _render_rdf(page: FeedPage) -> bytes:
    feed = page.feed
    namespaces = {"xmlns": RSS_1, "xmlns:rdf": RDF, "xmlns:content": CONTENT, "xmlns:dc": DUBLIN_CORE}
    root = ET.Element("rdf:RDF", namespaces)
    channel = ET.SubElement(root, "channel", {"rdf:about": feed.site})
    _describe(channel, feed)
    contents = ET.SubElement(ET.SubElement(channel, "items"), "rdf:Seq")
    for entry in page.entries:
        about = entry.guid or entry.link
        ET.SubElement(contents, "rdf:li", {"rdf:resource": about})
        item = ET.SubElement(root, "item", {"rdf:about": about})
        _describe_item(item, feed, entry)
        if feed.dated:
            _text(item, "dc:date", _iso(entry.published_at))
    return _document(root)


def _render_atom(page: FeedPage) -> bytes:
    feed = page.feed
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.description)
    _text(root, "id", feed.site)
    ET.SubElement(root, "link", {"rel": "alternate", "href": feed.site})
    _text(ET.SubElement(root, "author"), "name", feed.publisher)
    if feed.dated and page.newest_at:
        _text(root, "updated", _iso(page.newest_at))
    for entry in page.entries:
        root.append(_atom_entry(feed, entry))
    return _document(root)


def _atom_entry(feed: DemoFeed, entry: PublishedEntry) -> ET.Element:
    element = ET.Element("entry")
    _text(element, "title", entry.title)
    if entry.guid:
        _text(element, "id", entry.guid)
    ET.SubElement(element, "link", {"rel": "alternate", "href": entry.link})
    if entry.author:
        _text(ET.SubElement(element, "author"), "name", entry.author)
    if feed.dated:
        _text(element, "published", _iso(entry.published_at))
        _text(element, "updated", _iso(entry.published_at))
    if entry.body:
        _text(element, "content" if feed.full_text else "summary", entry.body, type="html")
    return element


def _render_json(page: FeedPage) -> bytes:
    feed = page.feed
    document = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.site,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.publisher}],
        "items": [_json_item(feed, entry) for entry in page.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _json_item(feed: DemoFeed, entry: PublishedEntry) -> dict[str, Any]:
    # An item of a JSON Feed must have an id and a content, even an empty one.
    item: dict[str, Any] = {"id": entry.guid or entry.link, "url": entry.link, "title": entry.title}
    item["content_html"] = entry.body
    if entry.author:
        item["authors"] = [{"name": entry.author}]
    if feed.dated:
        item["date_published"] = _iso(entry.published_at)
    return item


def _describe(channel: ET.Element, feed: DemoFeed) -> None:
    _text(channel, "title", feed.title)
    _text(channel, "link", feed.site)
    _text(channel, "description", feed.description)


def _describe_item(item: ET.Element, feed: DemoFeed, entry: PublishedEntry) -> None:
    _text(item, "title", entry.title)
    _text(item, "link", entry.link)
    if entry.author:
        _text(item, "dc:creator", entry.author)
    if entry.body:
        _text(item, "content:encoded" if feed.full_text else "description", entry.body)


def _text(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


_RENDERERS: dict[FeedFormat, Callable[[FeedPage], bytes]] = {
    "rss": _render_rss,
    "atom": _render_atom,
    "rdf": _render_rdf,
    "json": _render_json,
}
