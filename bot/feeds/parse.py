"""Turn feed bytes into entries. No network (fetch), no storage (ingest). The only module that imports feedparser.

The content decides what a document is, never its content type. Only errors of our own leave this module.
"""

import calendar
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
from selectolax.lexbor import LexborHTMLParser

from bot.domain.announcements import Entry
from bot.feeds import sax
from bot.feeds.dates import parse_date
from bot.feeds.documents import MAX_ENTRIES, MAX_TITLE, Markup, RawEntry, clean_entry
from bot.feeds.encoding import decode
from bot.feeds.errors import BrokenFeed, NotAFeed, PageNotFeed
from bot.feeds.html import one_line
from bot.feeds.json_feed import read_json_feed
from bot.feeds.links import canonical_link, host_of
from bot.feeds.parsed import ParsedFeed
from bot.feeds.xml_repair import from_root, repaired

feedparser.api.PREFERRED_XML_PARSERS.insert(0, sax.__name__)

_PAGE = re.compile(r"\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_SOME_PAGE = re.compile(r"<(?:html|head|body|div|p)\b", re.IGNORECASE)
_HEAD_TAG = re.compile(r"<(?:link|base)\s[^<>]{1,2000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)\b", re.IGNORECASE)
_LINKED_FEEDS_SHOWN = 5
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}


def parse_feed(body: bytes, content_type: str | None, url: str, now: datetime | None = None) -> ParsedFeed:
    """The feed in these bytes, entries in the publisher's order. Raises PageNotFeed, NotAFeed and BrokenFeed.

    Dates more than two days after ``now`` are dropped, where it is given.
    """
    text = decode(body, content_type).lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return _parse_json(text, url, now)
    if _PAGE.match(text[:20_000]):
        raise PageNotFeed(url, linked_feeds(text, url))
    xml = from_root(text)
    if xml is None:
        raise PageNotFeed(url, linked_feeds(text, url)) if _SOME_PAGE.search(text) else NotAFeed(url)
    return _parse_xml(xml, url, now)


def linked_feeds(html: str, url: str) -> tuple[str, ...]:
    """The feeds that a page links to in its head, as many as can be named in a sentence."""
    tags = LexborHTMLParser("".join(tag for tag in _HEAD_TAG.findall(html[:500_000])[:500]))
    base_tag = tags.css_first("base[href]")
    base = canonical_link(base_tag.attributes.get("href"), url) if base_tag else None
    links = (
        canonical_link(tag.attributes.get("href"), base or url)
        for tag in tags.css("link[rel~=alternate][type][href]")
        if _FEED_TYPE.match(tag.attributes.get("type") or "")
    )
    return tuple(dict.fromkeys(link for link in links if link))[:_LINKED_FEEDS_SHOWN]


def _parse_json(text: str, url: str, now: datetime | None) -> ParsedFeed:
    document = read_json_feed(text)
    if document is None:
        raise NotAFeed(url)
    return ParsedFeed(
        title=_feed_title(document.title, url),
        site_url=canonical_link(document.site_url, url),
        entries=_cleaned(document.entries, url, now),
    )


def _parse_xml(xml: str, url: str, now: datetime | None) -> ParsedFeed:
    mended = repaired(xml)
    try:
        document = feedparser.parse(
            io.BytesIO(f'<?xml version="1.0" encoding="utf-8"?>{mended}'.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (
        Exception
    ) as cause:  # its lenient half lets many kinds escape on broken input, and none of them is documented
        raise BrokenFeed(url) from cause
    entries = _cleaned(_raw_entries(document), url, now)
    if not entries and (document.bozo or not document.version):
        raise BrokenFeed(url) if document.version else NotAFeed(url)
    feed: dict[str, Any] = document.feed
    return ParsedFeed(
        title=_feed_title(_markup(feed, "title").text, url),
        site_url=canonical_link(_string(feed, "link"), url),
        entries=entries,
        salvaged=bool(document.bozo) or mended != xml,
        ttl=_ttl(feed),
    )


def _cleaned(
    raw_entries: Iterator[RawEntry] | tuple[RawEntry, ...], url: str, now: datetime | None
) -> tuple[Entry, ...]:
    return tuple(entry for raw in raw_entries if (entry := clean_entry(raw, url, now)))


def _raw_entries(document: Any) -> Iterator[RawEntry]:
    for entry in document.entries[:MAX_ENTRIES]:
        base = entry.get("title_detail", {}).get("base") or None
        link = _string(entry, "feedburner_origlink") or _string(entry, "link")
        yield RawEntry(
            guid=_string(entry, "id"),
            link=(canonical_link(link, base) or link) if base else link,
            title=_markup(entry, "title"),
            bodies=tuple(_bodies(entry)),
            author=_string(entry, "author"),
            published_at=_time(entry),
        )


def _bodies(entry: dict[str, Any]) -> Iterator[Markup]:
    """Content, summary and description; feedparser gives the last two as one."""
    contents = dict.get(entry, "content")
    for content in contents if isinstance(contents, list) else []:
        kind = content.get("type") or "text/html"
        if kind.startswith("text/") or kind.endswith(("xml", "html")):
            yield Markup(value=_string(content, "value") or "", is_html=kind != "text/plain")
    yield _markup(entry, "summary")
    if description := _string(entry, "media_description"):
        yield Markup(value=description, is_html=False)


def _markup(element: dict[str, Any], name: str) -> Markup:
    detail = dict.get(element, f"{name}_detail")
    kind = detail.get("type") if isinstance(detail, dict) else None
    return Markup(value=_string(element, name) or "", is_html=kind in {"text/html", "application/xhtml+xml"})


def _string(element: dict[str, Any], name: str) -> str | None:
    """A field as it stands: feedparser's own ``get`` maps names to others, and warns."""
    value = dict.get(element, name)
    return value if isinstance(value, str) else None


def _time(entry: dict[str, Any]) -> datetime | None:
    for name in ("published", "created", "updated"):
        written = (_string(entry, name) or "").strip()
        if moment := parse_date(written) or _time_elsewhere(entry, written, name):
            return moment
    return None


def _time_elsewhere(entry: dict[str, Any], written: str, name: str) -> datetime | None:
    """What feedparser makes of it: it knows month names of more languages, and guesses at what is all digits."""
    parsed = dict.get(entry, f"{name}_parsed")
    if parsed is None or written[:1].isdigit():
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _feed_title(title: str, url: str) -> str:
    return one_line(title)[:MAX_TITLE] or host_of(url) or url[:MAX_TITLE]


def _ttl(feed: dict[str, Any]) -> timedelta | None:
    """How long the feed says to wait: RSS ``ttl`` in minutes, else the syndication module's period and frequency."""
    minutes = (_string(feed, "ttl") or "").strip()
    if re.fullmatch(r"[0-9]{1,6}", minutes):
        return timedelta(minutes=int(minutes))
    hours = _PERIODS.get((_string(feed, "sy_updateperiod") or "").strip().lower())
    frequency = (_string(feed, "sy_updatefrequency") or "1").strip()
    if hours is None or not re.fullmatch(r"[0-9]{1,4}", frequency):
        return None
    return timedelta(hours=hours) / max(int(frequency), 1)
