"""A thousand feeds on loopback, served by as little as can serve them, so that what asks is what is measured.

Run by itself: it prints its port, and ends when its input does. Ten feeds share a host (127.0.1.1 and on), as in life
hosts are many. ``/change`` gives every twentieth feed a new entry.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from itertools import cycle, islice

from bot.demo.library import load_feeds

FEEDS, ENTRIES, HOSTS, CHANGED_OF = 1_000, 25, 100, 20
ANCHOR = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def addresses(port: int, feeds: int = FEEDS) -> list[str]:
    """Where each feed stands."""
    return [f"http://127.0.1.{number % HOSTS + 1}:{port}/{number}.xml" for number in range(feeds)]


class Pages:
    """What the feeds show now."""

    def __init__(self) -> None:
        demo = [entry.body for feed in load_feeds() if feed.language == "en" for entry in feed.entries if entry.body]
        self._bodies = ["".join(islice(cycle(demo), at, at + 3)) for at in range(len(demo))]
        self.versions = dict.fromkeys(range(FEEDS), 0)
        self._made: dict[tuple[int, int], bytes] = {}

    def change(self) -> None:
        """One new entry in every twentieth feed."""
        for number in range(0, FEEDS, CHANGED_OF):
            self.versions[number] += 1

    def page(self, number: int) -> bytes:
        """The feed as RSS, newest entry first."""
        version = self.versions[number]
        made = self._made.get((number, version))
        if made is None:
            items = "".join(self._item(number, entry) for entry in range(version + ENTRIES, version, -1))
            made = (
                '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
                f"<title>Feed {number}</title><link>https://site{number}.example/</link>"
                f"<description>What site {number} says</description>{items}</channel></rss>"
            ).encode()
            self._made[number, version] = made
        return made

    def _item(self, number: int, entry: int) -> str:
        link = f"https://site{number}.example/posts/{entry}"
        dated = format_datetime(ANCHOR + timedelta(hours=6 * (entry - 10 * ENTRIES)), usegmt=True)
        body = escape(self._bodies[(number * 7 + entry) % len(self._bodies)])
        return (
            f"<item><title>Post {entry} of site {number}</title><link>{link}?utm_source=rss</link>"
            f'<guid isPermaLink="false">{link}</guid><pubDate>{dated}</pubDate><description>{body}</description></item>'
        )


class Connection(asyncio.Protocol):
    """Just enough of HTTP/1.1: one request after another, conditional by ETag."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while b"\r\n\r\n" in self._read:
            head, _, self._read = self._read.partition(b"\r\n\r\n")
            self._transport.write(self._answer(head))

    def _answer(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1].decode()
        if path == "/change":
            self._pages.change()
            return b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        number = int(path[1:].removesuffix(".xml"))
        etag = f'"{number}-{self._pages.versions[number]}"'.encode()
        if b"if-none-match: " + etag in head.lower():
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n"
        body = self._pages.page(number)
        said = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\n"
        return said + b"ETag: %b\r\nContent-Length: %d\r\n\r\n" % (etag, len(body)) + body


async def main() -> None:
    """Serve until the input ends."""
    pages = Pages()
    for number in range(FEEDS):
        pages.page(number)
    loop = asyncio.get_running_loop()
    first = await loop.create_server(lambda: Connection(pages), "127.0.1.1", 0)
    port = first.sockets[0].getsockname()[1]
    others = [f"127.0.1.{number}" for number in range(2, HOSTS + 1)]
    async with first, await loop.create_server(lambda: Connection(pages), others, port):
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
