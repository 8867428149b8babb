"""The feeds that a page tells of: in its head, or by a link that is called one. Pure; nothing is asked."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from bot.feeds.encoding import decode
from bot.feeds.links import canonical_link
from bot.feeds.parse import linked_feeds
from bot.feeds.places import is_youtube, youtube_channel_feed

_FEEDS_AT_MOST = 8
_PAGE_AT_MOST = 3_000_000
_ANCHOR = re.compile(r"<a\s[^<>]{1,2000}>(?:\s|<(?!/?a[\s>])[^<>]{1,500}>){0,20}([^<]{0,40})", re.IGNORECASE)
_ANCHORS_AT_MOST = 3_000
_CALLED_FEED = re.compile(r"\s*(?:subscribe (?:via|by|with) )?(?:rss|atom|json feed)(?:[ -]?feeds?)?\s*", re.IGNORECASE)
_FEED_PATH = re.compile(r"(?:/(?:feed|rss|atom)(?:\.xml)?/?|\.(?:rss|atom))\Z", re.IGNORECASE)
_COMMENTS = re.compile(r"/comments?/(?:feed|rss|atom|default)\b|/feed/comments\b", re.IGNORECASE)


def feeds_of_page(body: bytes, content_type: str | None, url: str) -> tuple[str, ...]:
    """Where the page says that feeds are, its own word first; feeds of comments are left out."""
    html = decode(body[:_PAGE_AT_MOST], content_type)
    found = dict.fromkeys(_feeds(html, url))
    return tuple(feed for feed in found if not _COMMENTS.search(feed))[:_FEEDS_AT_MOST]


def _feeds(html: str, url: str) -> Iterator[str]:
    channel = youtube_channel_feed(html) if is_youtube(url) else None
    if channel:
        yield channel
    linked = linked_feeds(html, url)
    yield from linked
    if not (linked or channel):
        yield from _anchors(html, url)


def _anchors(html: str, url: str) -> Iterator[str]:
    """Links in the page's body that are called a feed, or lead to what feeds are usually called."""
    for number, anchor in enumerate(_ANCHOR.finditer(html)):
        if number == _ANCHORS_AT_MOST:
            return
        tag = LexborHTMLParser(anchor[0][: anchor.start(1) - anchor.start()]).css_first("a[href]")
        link = canonical_link(tag.attributes.get("href"), url) if tag else None
        if link and (_CALLED_FEED.fullmatch(anchor[1]) or _FEED_PATH.search(link.partition("?")[0])):
            yield link
