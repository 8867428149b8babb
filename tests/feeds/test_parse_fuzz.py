"""Nothing that a feed can hold raises anything but our own errors."""

import json
from contextlib import suppress
from datetime import UTC
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.feeds.errors import FeedError
from tests.feeds.samples import ATOM, ATOM03, CDF, JSON_FEED, RDF, RSS091, RSS2, parse

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


_DOCUMENTS = [RSS2, ATOM, ATOM03, RDF, CDF, RSS091, json.dumps(JSON_FEED)]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A real-looking feed with some of its bytes cut out, doubled, or replaced."""
    body = draw(st.sampled_from(_DOCUMENTS)).encode()
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(body)))
        end = min(start + draw(st.integers(0, 60)), len(body))
        piece = body[start:end]
        body = body[:start] + draw(st.sampled_from([b"", piece * 2, piece[::-1]]) | st.binary(max_size=8)) + body[end:]
    return body


@settings(max_examples=300, deadline=None)
@given(mutated(), st.sampled_from([None, "text/xml; charset=utf-16", "text/html; charset=shift_jis"]))
def test_no_damage_to_a_feed_raises_anything_but_our_own(body: bytes, content_type: str | None) -> None:
    try:
        feed = parse(body, content_type)
    except FeedError:
        return
    for entry in feed.entries:
        "".join((entry.title, entry.text, entry.guid or "", entry.link or "")).encode()
        assert entry.title
        assert entry.published_at is None or entry.published_at.tzinfo is UTC
