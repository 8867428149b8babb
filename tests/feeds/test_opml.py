"""OPML: lists as readers write them, round trips, and files that mean harm."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from bot.feeds.html import one_line
from bot.feeds.opml import MAX_BYTES, MAX_FEEDS, BadOpml, Outline, folder_path, read_opml, write_opml

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.1"><head><title>Mine</title></head><body>
  <outline text="AI" title="AI">
    <outline text="Labs"><outline type="rss" text="One &amp; only" xmlUrl="https://one.example/feed"
       htmlUrl="https://one.example/"/></outline>
    <outline type="rss" title="Two" xmlurl="https://two.example/rss"/>
  </outline>
  <outline text="A note without a feed"/>
  <outline type="atom" xmlUrl=" https://three.example/atom "/>
</body></opml>"""


def test_a_list_is_read_in_order_with_its_folders_and_titles() -> None:
    assert read_opml(LIST.encode()) == (
        Outline(url="https://one.example/feed", title="One & only", site_url="https://one.example/", folder="AI/Labs"),
        Outline(url="https://two.example/rss", title="Two", folder="AI"),
        Outline(url="https://three.example/atom"),
    )


@pytest.mark.parametrize(
    "body",
    [
        LIST.encode("utf-16"),
        b"\xef\xbb\xbf" + LIST.encode(),
        LIST.replace("UTF-8", "iso-8859-1").encode("iso-8859-1"),
        ("warning: something\n" + LIST).encode(),
        LIST.replace("One &amp; only", "One & only").encode(),
        LIST.replace("One", "\x01One").encode(),
        LIST.replace("</body></opml>", "").encode(),
        LIST.replace("<opml", "<!DOCTYPE opml><opml").encode(),
        LIST.replace("<opml version", '<opml xmlns="http://opml.example/" version').encode(),
    ],
    ids=[
        "utf-16",
        "bom",
        "latin-1",
        "garbage before",
        "bare &",
        "control character",
        "cut off",
        "doctype",
        "namespace",
    ],
)
def test_lists_that_are_not_quite_right_are_read_all_the_same(body: bytes) -> None:
    assert [outline.url for outline in read_opml(body)] == [
        "https://one.example/feed",
        "https://two.example/rss",
        "https://three.example/atom",
    ]


BOMB = (
    '<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><opml><body><outline text="&i;" xmlUrl="https://x.example/"/></body></opml>'
)
THIEF = (
    '<!DOCTYPE opml [<!entity x SYSTEM "file:///etc/passwd">]>'
    '<opml><body><outline text="&x;" xmlUrl="https://x.example/"/></body></opml>'
)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (BOMB.encode(), "declares entities"),
        (THIEF.encode(), "declares entities"),
        (THIEF.encode("utf-16"), "declares entities"),
        (b"<html><body>hello</body></html>", "not OPML"),
        (b"", "not OPML"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not OPML"),
        (b"<opml><body><outline text='x'/></body></opml>", "lists no feed"),
        (b"<opml", "not OPML"),
        (b"<opml " + b"x" * MAX_BYTES, "larger than 2 MB"),
        (b"<opml>" + b"<outline xmlUrl='https://x.example/'/>" * (MAX_FEEDS + 1) + b"</opml>", "at most 1,000"),
    ],
)
def test_a_file_that_is_no_list_or_means_harm_is_refused_with_a_reason(body: bytes, says: str) -> None:
    with pytest.raises(BadOpml, match=says) as refused:
        read_opml(body)
    assert refused.value.sentence.endswith("send that file.")


def test_an_entity_that_is_not_declared_stands_for_nothing() -> None:
    (outline,) = read_opml(b'<opml><body><outline text="a&x;b" xmlUrl="https://x.example/"/></body></opml>')
    assert "passwd" not in (outline.title or "")


def test_deep_nesting_is_neither_followed_for_ever_nor_slow() -> None:
    deep = "<outline text='f'>" * 50_000 + "<outline xmlUrl='https://x.example/'/>"
    started = time.perf_counter()
    try:
        found = read_opml(f"<opml>{deep}</opml>".encode())
    except BadOpml:
        found = ()
    assert all(len(outline.folder or "") <= 100 for outline in found)
    assert time.perf_counter() - started < 2


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
FOLDERS = st.lists(WORDS, max_size=4).map(folder_path)
OUTLINES = st.builds(
    Outline,
    url=st.integers(0, 10**6).map(lambda n: f"https://{n}.example/feed?a=1&b=<{n}>"),
    title=WORDS.map(lambda words: one_line(words) or None),
    site_url=st.none() | st.just("https://lab.example/?x=1&y=“2”"),
    folder=FOLDERS,
)


@given(st.lists(OUTLINES, min_size=1, max_size=30), WORDS)
def test_what_is_written_is_read_back_the_same(outlines: list[Outline], title: str) -> None:
    read = read_opml(write_opml(outlines, title, NOW))
    by_folder = {o.folder for o in outlines}
    assert {o.folder for o in read} == by_folder
    for folder in by_folder:  # folders are gathered; within each, the order stays
        assert [o for o in read if o.folder == folder] == [o for o in outlines if o.folder == folder]


@example(b"<:")
@given(st.binary(max_size=2_000))
def test_no_bytes_raise_anything_but_our_own(body: bytes) -> None:
    for bytes_ in (body, b"<opml><body><outline xmlUrl='https://x.example/'>" + body):
        try:
            read_opml(bytes_)
        except BadOpml:
            continue


def test_an_export_is_opml_two_with_everything_that_other_readers_ask_for() -> None:
    outline = Outline(url="https://a.example/f", title="A", site_url="https://a.example/", folder="X/Y")
    root = etree.fromstring(write_opml([outline], "Northwind", NOW))
    assert root.get("version") == "2.0"
    assert root.findtext("head/title") == "Northwind"
    assert root.findtext("head/dateCreated") == "Mon, 23 Nov 2026 09:00:00 GMT"
    (feed,) = root.findall("body/outline[@text='X']/outline[@text='Y']/outline")
    assert dict(feed.attrib) == {
        "type": "rss",
        "text": "A",
        "title": "A",
        "xmlUrl": "https://a.example/f",
        "htmlUrl": "https://a.example/",
    }
