"""The feed server over real HTTP: what it lists, what it answers, and when it says that nothing changed."""

import gzip
import json
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import aiohttp
import feedparser
import pytest

from bot.demo.feed_server import FeedPortTaken, FeedServer, accepts_gzip
from bot.demo.library import load_feeds
from bot.demo.shelves import NoFeedFiles
from bot.domain.announcements import FeedKind

ANCHOR = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
CAPTURES = Path(__file__).parents[3] / "shared" / "feeds"
RSS = b"""<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0"><channel><title><![CDATA[Caf\xe9 &amp; Co]]></title>
<item><title>One</title><guid>1</guid></item></channel></rss>"""
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Small\n feed</title></feed>'
RDF = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel/></rdf:RDF>'
JSON_FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "In braces", "items": []}


class Clock:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.now = ANCHOR

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        yield session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cafe.xml").write_bytes(RSS)
    (tmp_path / "cafe.earlier.xml").write_bytes(RSS.replace(b"One", b"Zero"))
    (tmp_path / "small.xml").write_bytes(ATOM)
    (tmp_path / "old.xml").write_bytes(RDF)
    (tmp_path / "braces.json").write_text(json.dumps(JSON_FEED))
    (tmp_path / "settings.json").write_text('{"version": 3}')
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "page.xml").write_text("<html><title>No feed</title></html>")
    (tmp_path / "README.md").write_text("<rss>")
    return tmp_path


def url_of(server: FeedServer, name: str) -> str:
    return f"http://127.0.0.1:{server.port}/{name}"


async def test_the_demo_lists_its_feeds_with_what_is_known_of_them() -> None:
    async with FeedServer.of_demo(ANCHOR, Clock()) as server:
        (deepseek,) = (feed for feed in server.feeds if feed.lab == "deepseek")
        assert deepseek.url == url_of(server, "deepseek.xml")
        assert (deepseek.publisher, deepseek.kind) == ("DeepSeek", FeedKind.VENDOR)
        assert len({feed.url for feed in server.feeds}) == len(server.feeds) >= 20


async def test_every_listed_feed_answers_in_its_own_media_type(http: aiohttp.ClientSession) -> None:
    seen = set()
    async with FeedServer.of_demo(ANCHOR, Clock()) as server:
        for feed in server.feeds:
            async with http.get(feed.url, headers={"Accept-Encoding": "identity"}) as response:
                assert response.status == 200
                seen.add(response.content_type)
    assert seen == {f"application/{name}" for name in ("rss+xml", "atom+xml", "rdf+xml", "feed+json")}


async def test_an_unchanged_feed_is_answered_with_304_by_its_etag(http: aiohttp.ClientSession) -> None:
    async with FeedServer.of_demo(ANCHOR, Clock()) as server:
        url = url_of(server, "openai.xml")
        async with http.get(url) as first:
            etag = first.headers["ETag"]
        assert not etag.startswith("W/")
        async with http.get(url, headers={"If-None-Match": f'"other", W/{etag}'}) as second:
            assert second.status == 304
            assert await second.read() == b""
            assert second.headers["ETag"] == etag


@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 304), (60, 304)])
async def test_a_date_decides_where_no_etag_is_sent(http: aiohttp.ClientSession, seconds: int, status: int) -> None:
    async with FeedServer.of_demo(ANCHOR, Clock()) as server:
        url = url_of(server, "openai.xml")
        (openai,) = (feed for feed in load_feeds() if feed.id == "openai")
        newest = ANCHOR - timedelta(days=min(entry.days_ago for entry in openai.entries if entry.days_ago >= 0))
        async with http.get(url) as first:
            assert first.headers["Last-Modified"] == format_datetime(newest, usegmt=True)
        since = format_datetime(newest + timedelta(seconds=seconds), usegmt=True)
        async with http.get(url, headers={"If-Modified-Since": since}) as second:
            assert second.status == status


@pytest.mark.parametrize(("tag", "status"), [('"stale"', 200), ("garbage", 200), ("*", 304)])
async def test_an_etag_takes_precedence_over_a_date(http: aiohttp.ClientSession, tag: str, status: int) -> None:
    async with FeedServer.of_demo(ANCHOR, Clock()) as server:
        headers = {"If-None-Match": tag, "If-Modified-Since": format_datetime(ANCHOR, usegmt=True)}
        async with http.get(url_of(server, "openai.xml"), headers=headers) as response:
            assert response.status == status


async def test_gzip_is_another_representation_of_the_same_feed(http: aiohttp.ClientSession) -> None:
    async with FeedServer.of_demo(ANCHOR, Clock()) as server:
        url = url_of(server, "mistral.xml")
        async with http.get(url, headers={"Accept-Encoding": "identity"}) as plain:
            body = await plain.read()
        async with http.get(url, headers={"Accept-Encoding": "br, gzip;q=0.5"}) as zipped:
            assert gzip.decompress(await zipped.read()) == body
            assert zipped.headers["Content-Encoding"] == "gzip"
            assert zipped.headers["Vary"] == "Accept-Encoding"
            assert zipped.headers["ETag"] != plain.headers["ETag"]
        headers = {"Accept-Encoding": "identity", "If-None-Match": zipped.headers["ETag"]}
        async with http.get(url, headers=headers) as again:
            assert again.status == 304


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("deflate, GZIP", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("*, gzip; q=0", False),
        ("gzip;q=much", False),
    ],
)
def test_gzip_is_sent_only_where_it_is_accepted(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted


async def test_a_running_demo_brings_new_entries_and_a_new_etag(http: aiohttp.ClientSession) -> None:
    clock = Clock()
    async with FeedServer.of_demo(ANCHOR, clock) as server:
        url = url_of(server, "artificial_analysis.xml")
        async with http.get(url, headers={"Accept-Encoding": "identity"}) as before:
            old = feedparser.parse(await before.read()).entries
        clock.now += timedelta(minutes=10)
        headers = {"Accept-Encoding": "identity", "If-None-Match": before.headers["ETag"]}
        async with http.get(url, headers=headers) as after:
            assert after.status == 200
            new = feedparser.parse(await after.read()).entries
    assert [entry.id for entry in new[1:]] == [entry.id for entry in old]


async def test_a_second_start_answers_304_to_the_etags_of_the_first(http: aiohttp.ClientSession) -> None:
    tags = {}
    async with FeedServer.of_demo(ANCHOR, Clock()) as server:
        for feed in server.feeds:
            async with http.get(feed.url) as response:
                tags[feed.url.rpartition("/")[2]] = response.headers["ETag"]
    async with FeedServer.of_demo(ANCHOR, Clock()) as server:
        for name, tag in tags.items():
            async with http.get(url_of(server, name), headers={"If-None-Match": tag}) as response:
                assert response.status == 304, name


async def test_a_folder_is_served_as_feeds_with_what_they_say_of_themselves(folder: Path) -> None:
    async with FeedServer.of_folder(folder) as server:
        listed = {feed.url.rpartition("/")[2]: feed.title for feed in server.feeds}
        unknown = {(feed.publisher, feed.kind, feed.lab) for feed in server.feeds}
    titles = {"braces.json": "In braces", "cafe.xml": "Café & Co", "old.xml": "old", "small.xml": "Small feed"}
    assert listed == titles
    assert unknown == {(None, None, None)}


async def test_a_folder_file_is_sent_byte_for_byte(http: aiohttp.ClientSession, folder: Path) -> None:
    os.utime(folder / "cafe.xml", (ANCHOR.timestamp(), ANCHOR.timestamp()))
    plain = {"Accept-Encoding": "identity"}
    async with FeedServer.of_folder(folder) as server, http.get(url_of(server, "cafe.xml"), headers=plain) as response:
        assert await response.read() == RSS
        assert response.headers["Last-Modified"] == format_datetime(ANCHOR, usegmt=True)
        assert response.content_type == "application/rss+xml"


async def test_an_earlier_state_is_served_but_is_no_feed_of_its_own(http: aiohttp.ClientSession, folder: Path) -> None:
    async with FeedServer.of_folder(folder) as server:
        assert not [feed for feed in server.feeds if "earlier" in feed.url]
        async with http.get(url_of(server, "cafe.earlier.xml"), headers={"Accept-Encoding": "identity"}) as response:
            assert b"Zero" in await response.read()


async def test_a_file_changed_on_disk_is_a_feed_changed(http: aiohttp.ClientSession, folder: Path) -> None:
    async with FeedServer.of_folder(folder) as server:
        async with http.get(url_of(server, "cafe.xml")) as before:
            tag = before.headers["ETag"]
        (folder / "cafe.xml").write_bytes(RSS.replace(b"One", b"Two"))
        async with http.get(url_of(server, "cafe.xml"), headers={"If-None-Match": tag}) as after:
            assert after.status == 200


@pytest.mark.parametrize(
    "name", ["page.xml", "settings.json", "broken.json", "README.md", "absent.xml", "..%2Fsecret.xml"]
)
async def test_what_is_no_feed_of_the_folder_is_not_found(http: aiohttp.ClientSession, folder: Path, name: str) -> None:
    (folder.parent / "secret.xml").write_bytes(RSS)
    async with FeedServer.of_folder(folder) as server, http.get(url_of(server, name)) as response:
        assert response.status == 404


async def test_a_folder_without_feeds_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "notes.xml").write_text("<notes/>")
    with pytest.raises(NoFeedFiles, match="no feed files in") as caught:
        await FeedServer.of_folder(tmp_path).__aenter__()
    assert str(tmp_path) in caught.value.sentence
    assert "NAME.xml" in caught.value.sentence


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoFeedFiles, match="nowhere is not a folder"):
        await FeedServer.of_folder(tmp_path / "nowhere").__aenter__()


async def test_a_busy_port_is_a_sentence(folder: Path) -> None:
    async with FeedServer.of_folder(folder) as server:
        with pytest.raises(FeedPortTaken, match=str(server.port)) as caught:
            await FeedServer.of_folder(folder, port=server.port).__aenter__()
    assert "another port" in caught.value.sentence


async def test_a_port_is_free_again_after_the_server_left(folder: Path) -> None:
    async with FeedServer.of_folder(folder) as server:
        port = server.port
    async with FeedServer.of_folder(folder, port=port) as server:
        assert server.port == port


@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captured feeds are not here")
async def test_every_captured_feed_is_served_and_answers_304(http: aiohttp.ClientSession) -> None:
    expected = {path.name for path in CAPTURES.glob("*.xml") if not path.name.endswith(".earlier.xml")}
    async with FeedServer.of_folder(CAPTURES) as server:
        assert {feed.url.rpartition("/")[2] for feed in server.feeds} == expected
        for feed in server.feeds:
            async with http.get(feed.url) as first:
                assert gzip.decompress(await first.read()) == (CAPTURES / feed.url.rpartition("/")[2]).read_bytes()
            async with http.get(feed.url, headers={"If-None-Match": first.headers["ETag"]}) as second:
                assert second.status == 304
