"""Fetching from a server that misbehaves on purpose."""

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable
from typing import Any

import brotli
import pytest
from aiohttp import web

from bot.feeds import errors
from bot.feeds.fetch import Fetcher, Limits

Raw = Callable[[bytes], Awaitable[str]]


async def test_an_answer_brings_its_bytes_and_what_its_headers_say(site: Any, fetcher: Fetcher) -> None:
    url = site.serve(
        "/feed",
        "<rss/>",
        ETag='W/"1"',
        Last_Modified="Mon, 23 Nov 2026 08:00:00 GMT",
        Cache_Control="public, max-age=900",
        Content_Type="text/xml; charset=latin-1",
    )
    fetched = await fetcher.fetch(url)
    assert (fetched.body, fetched.status, fetched.not_modified, fetched.url) == (b"<rss/>", 200, False, url)
    assert (fetched.etag, fetched.last_modified) == ('W/"1"', "Mon, 23 Nov 2026 08:00:00 GMT")
    assert (fetched.max_age, fetched.content_type, fetched.moved_to) == (900, "text/xml; charset=latin-1", None)
    assert site.asked[0].headers["User-Agent"].startswith("Gapwatch/")


async def test_validators_are_sent_and_a_304_is_no_body(site: Any, fetcher: Fetcher) -> None:
    async def answer(request: web.Request) -> web.Response:
        known = request.headers.get("If-None-Match") == '"1"'
        return web.Response(status=304) if known else web.Response(body=b"new")

    url = site.on("/feed", answer)
    assert (await fetcher.fetch(url, etag='"0"')).body == b"new"
    unchanged = await fetcher.fetch(url, '"1"', "Mon, 23 Nov 2026 08:00:00 GMT")
    assert unchanged.not_modified
    assert unchanged.body == b""
    assert site.asked[-1].headers["If-Modified-Since"] == "Mon, 23 Nov 2026 08:00:00 GMT"


@pytest.mark.parametrize("etag", ['"strong"', 'W/"weak"', '""', "bare"])
async def test_an_etag_is_sent_back_as_it_came(etag: str, site: Any, fetcher: Fetcher) -> None:
    url = site.serve("/feed", "<rss/>", ETag=etag)
    await fetcher.fetch(url, (await fetcher.fetch(url)).etag)
    assert site.asked[-1].headers["If-None-Match"] == etag


async def test_who_sends_an_etag_is_asked_for_what_came_since(site: Any, fetcher: Fetcher) -> None:
    async def answer(request: web.Request) -> web.Response:
        delta = request.headers.get("A-IM") == "feed" and "If-None-Match" in request.headers
        return web.Response(status=226 if delta else 200, body=b"<rss/>", headers={"ETag": '"2"', "IM": "feed"})

    url = site.on("/feed", answer)
    assert not (await fetcher.fetch(url, None, "Mon, 23 Nov 2026 08:00:00 GMT")).is_delta
    assert "A-IM" not in site.asked[-1].headers
    delta = await fetcher.fetch(url, 'W/"1"')
    assert (delta.is_delta, delta.etag, delta.body) == (True, '"2"', b"<rss/>")


async def test_a_304_that_was_not_asked_for_is_an_error(site: Any, fetcher: Fetcher) -> None:
    with pytest.raises(errors.UnexpectedStatus):
        await fetcher.fetch(site.serve("/feed", status=304))


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, errors.AccessRefused),
        (403, errors.AccessRefused),
        (404, errors.FeedNotFound),
        (410, errors.FeedGone),
        (418, errors.UnexpectedStatus),
        (429, errors.TooManyRequests),
        (500, errors.ServerFailed),
        (503, errors.ServerFailed),
    ],
)
async def test_each_status_has_its_sentence(
    status: int, error: type[errors.FetchFailed], site: Any, fetcher: Fetcher
) -> None:
    url = site.serve("/feed", "<rss/>", status=status)
    with pytest.raises(error) as raised:
        await fetcher.fetch(url)
    assert url in str(raised.value)
    assert raised.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("Mon, 23 Nov 2026 09:05:00 GMT", 300), ("soon", None), ("-5", None), ("9" * 50, None)],
)
async def test_retry_after_is_read_as_seconds_and_as_a_date(
    value: str, seconds: int | None, site: Any, fetcher: Fetcher
) -> None:
    date = "Mon, 23 Nov 2026 09:00:00 GMT"
    for status in (429, 503):
        with pytest.raises(errors.FetchFailed) as raised:
            await fetcher.fetch(site.serve("/feed", status=status, Retry_After=value, Date=date))
        assert raised.value.retry_after == seconds


async def test_a_dead_host_and_an_unknown_one_are_told_apart(fetcher: Fetcher, unused_tcp_port: int) -> None:
    with pytest.raises(errors.NoConnection, match="could not be connected to"):
        await fetcher.fetch(f"http://127.0.0.1:{unused_tcp_port}/feed")
    with pytest.raises(errors.HostNotFound, match="could not be found"):
        await fetcher.fetch("http://no-such-host.invalid/feed")


@pytest.mark.parametrize(
    "address", ["", "lab", "ftp://lab.example/", "file:///etc/passwd", "http://", "http://[/", "x:y"]
)
async def test_what_is_no_web_address_is_refused(address: str, fetcher: Fetcher) -> None:
    with pytest.raises(errors.BadAddress):
        await fetcher.fetch(address)


async def test_a_private_address_is_refused_without_a_connection(site: Any) -> None:
    async with Fetcher() as fetcher:
        for url in (site.serve("/feed", "<rss/>"), site.url("/feed", "localhost")):
            with pytest.raises(errors.PrivateAddressRefused):
                await fetcher.fetch(url)
    assert not site.asked


async def test_a_redirect_to_a_private_address_is_refused(site: Any, fetcher: Fetcher) -> None:
    for target in ("http://10.0.0.1/feed", "http://169.254.169.254/latest/", "http://[::1]:80/", "http://0x0a000001/"):
        with pytest.raises(errors.PrivateAddressRefused):
            await fetcher.fetch(site.serve("/feed", status=302, Location=target))


async def test_lasting_redirects_tell_the_new_address(site: Any, fetcher: Fetcher) -> None:
    end = site.serve("/end", "<rss/>")
    site.serve("/moved", status=308, Location="/end")
    fetched = await fetcher.fetch(site.serve("/feed", status=301, Location="/moved"))
    assert (fetched.body, fetched.url, fetched.moved_to) == (b"<rss/>", end, end)


async def test_passing_redirects_are_followed_and_not_kept(site: Any, fetcher: Fetcher) -> None:
    end = site.serve("/end", "<rss/>")
    site.serve("/moved", status=302, Location="/end")
    fetched = await fetcher.fetch(site.serve("/feed", status=301, Location="/moved"))
    assert (fetched.url, fetched.moved_to) == (end, None)
    assert (await fetcher.fetch(site.serve("/feed", status=307, Location="/end"))).moved_to is None


async def test_redirects_in_a_circle_and_without_end_are_stopped(site: Any, fetcher: Fetcher) -> None:
    site.serve("/a", status=301, Location="/b")
    with pytest.raises(errors.TooManyRedirects):
        await fetcher.fetch(site.serve("/b", status=301, Location="/a"))
    assert len(site.asked) == 2
    for number in range(20):
        site.serve(f"/{number}", status=302, Location=f"/{number + 1}")
    with pytest.raises(errors.TooManyRedirects):
        await fetcher.fetch(site.url("/0"))
    assert len(site.asked) == 2 + 6


@pytest.mark.parametrize(
    "target", ["ftp://lab.example/", "javascript:alert(1)", "", "http://[bad/", "file:///etc/passwd"]
)
async def test_a_redirect_off_the_web_is_refused(target: str, site: Any, fetcher: Fetcher) -> None:
    with pytest.raises(errors.BadRedirect):
        await fetcher.fetch(site.serve("/feed", status=301, Location=target))


async def test_a_body_that_says_it_is_too_large_is_not_read(site: Any, fetcher: Fetcher) -> None:
    with pytest.raises(errors.TooLarge, match=r"0\.1 MB"):
        await fetcher.fetch(site.serve("/feed", b"x" * 100_001))


async def test_an_endless_body_is_stopped_at_the_limit(site: Any, fetcher: Fetcher) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        while sent < 50_000_000:
            await response.write(b"x" * 10_000)
            sent += 10_000
        return response

    with pytest.raises(errors.TooLarge):
        await fetcher.fetch(site.on("/feed", endless))
    assert sent < 20_000_000


def raw_deflate(body: bytes) -> bytes:
    """What some servers call deflate: without zlib's frame."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", raw_deflate), ("br", brotli.compress)],
    ids=["gzip", "deflate", "raw deflate", "brotli"],
)
async def test_compressed_bodies_are_unpacked_and_bombs_are_stopped(
    encoding: str, pack: Callable[[bytes], bytes], site: Any, fetcher: Fetcher
) -> None:
    url = site.serve("/feed", pack(b"<rss/>" * 100), Content_Encoding=encoding)
    assert (await fetcher.fetch(url)).body == b"<rss/>" * 100
    bomb = pack(b"\0" * 50_000_000)
    assert len(bomb) < 100_000  # small enough to pass by its length
    tracemalloc.start()
    try:
        with pytest.raises(errors.TooLarge):
            await fetcher.fetch(site.serve("/feed", bomb, Content_Encoding=encoding))
        assert tracemalloc.get_traced_memory()[1] < 10_000_000  # stopped on its way, not when it had all come out
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", b"not gzip at all"),
        ("gzip", gzip.compress(b"<rss/>" * 100)[:40] + b"\0" * 40),
        ("br", b"not brotli at all"),
        ("deflate", b"not deflate at all"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"<rss/>"))),
        ("x-secret", b"<rss/>"),
    ],
    ids=["no gzip", "gzip cut short", "no brotli", "no deflate", "gzip twice", "unknown"],
)
async def test_an_encoding_that_is_unknown_or_damaged_is_said(
    encoding: str, body: bytes, site: Any, fetcher: Fetcher
) -> None:
    with pytest.raises(errors.BadContentEncoding):
        await fetcher.fetch(site.serve("/feed", body, Content_Encoding=encoding))


async def test_a_slow_drip_ends_by_the_total_time(site: Any) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x")
            await asyncio.sleep(0.05)

    url = site.on("/feed", drip)
    async with Fetcher(limits=Limits(total=0.4), allow_private={"127.0.0.1"}) as fetcher:
        with pytest.raises(errors.TimedOut, match=r"0\.4 seconds to send its answer"):
            await fetcher.fetch(url)


async def test_a_server_that_says_nothing_is_not_waited_for(site: Any) -> None:
    async def silent(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(30)
        return web.Response()

    url = site.on("/feed", silent)
    async with Fetcher(limits=Limits(headers=0.2), allow_private={"127.0.0.1"}) as fetcher:
        with pytest.raises(errors.TimedOut, match=r"0\.2 seconds to begin its answer"):
            await fetcher.fetch(url)


@pytest.mark.parametrize(("length", "error"), [(500, errors.ConnectionLost), (5, errors.NotHttp)])
async def test_a_length_that_lies_is_an_error(
    length: int, error: type[errors.FetchFailed], raw_site: Raw, fetcher: Fetcher
) -> None:
    url = await raw_site(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n<rss>and more" % length)
    with pytest.raises(error):
        await fetcher.fetch(url)


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 301 Moved\r\nLocation: http://\xff\xfe/\r\n\r\n",
        b"",
    ],
    ids=["ssh", "huge header", "no status", "bad chunk", "bad length", "bytes in location", "nothing"],
)
async def test_what_is_no_http_is_a_sentence_too(answer: bytes, raw_site: Raw, fetcher: Fetcher) -> None:
    with pytest.raises(errors.FetchFailed):
        await fetcher.fetch(await raw_site(answer))


async def test_a_server_without_tls_is_said_to_have_none(site: Any, fetcher: Fetcher) -> None:
    with pytest.raises(errors.TlsFailed, match="No secure connection"):
        await fetcher.fetch(site.url("/feed").replace("http://", "https://"))


async def test_cookies_of_one_answer_are_not_sent_again(site: Any, fetcher: Fetcher) -> None:
    url = site.serve("/feed", "<rss/>", Set_Cookie="a=b")
    await fetcher.fetch(url)
    await fetcher.fetch(url)
    assert "Cookie" not in site.asked[-1].headers


async def test_expires_counts_from_the_servers_own_clock(site: Any, fetcher: Fetcher) -> None:
    url = site.serve("/feed", "x", Date="Sat, 01 Jan 2000 00:00:00 GMT", Expires="Sat, 01 Jan 2000 01:00:00 GMT")
    assert (await fetcher.fetch(url)).max_age == 3600
    assert (await fetcher.fetch(site.serve("/feed", "x", Expires="0"))).max_age is None
