"""A site on loopback that answers as a test tells it to, and a feed to serve on it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.domain.announcements import Feed, FeedKind, FeedStatus
from bot.feeds.fetch import Fetcher, Limits
from db.engine import Database
from tests.feeds.world import World

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
QUICK = Limits(connect=2, headers=1, total=2, max_bytes=100_000, max_redirects=5)


class Site:
    """An HTTP server: set what a path answers, read what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[web.Request] = []
        self.at_once: dict[str, int] = {"now": 0, "most": 0}
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.1)

    def _app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        return app

    async def start(self) -> None:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()

    async def stop(self) -> None:
        await self._runner.cleanup()

    @property
    def port(self) -> int:
        return int(self._runner.addresses[0][1])

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def serve(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """Answer the same each time; header names with ``_`` for ``-``."""
        content = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def answer(_request: web.Request) -> web.StreamResponse:
            return web.Response(body=content, status=status, headers=named)

        self.answers[path] = answer
        return self.url(path)

    def on(self, path: str, answer: Answer) -> str:
        self.answers[path] = answer
        return self.url(path)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        self.at_once["now"] += 1
        self.at_once["most"] = max(self.at_once.values())
        try:
            answer = self.answers.get(request.path)
            return await answer(request) if answer else web.Response(status=404)
        finally:
            self.at_once["now"] -= 1


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    await site.start()
    yield site
    await site.stop()


@pytest.fixture
async def raw_site() -> AsyncIterator[Callable[[bytes], Awaitable[str]]]:
    """A server that sends these bytes, whatever it is asked, and hangs up."""
    servers: list[asyncio.Server] = []

    async def start(answer: bytes) -> str:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        servers.append(server)
        return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/feed"

    yield start
    for server in servers:
        server.close()
        await server.wait_closed()


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    """A fetcher that is let in to loopback, with limits that tests can reach."""
    async with Fetcher(
        limits=QUICK, allow_private={"127.0.0.1"}, clock=lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    ) as fetcher:
        yield fetcher


@pytest.fixture
async def world(site: Site, database: Database, fetcher: Fetcher) -> World:
    return World(site, database, fetcher)


@pytest.fixture
async def quick_world(site: Site, sqlite_database: Database, fetcher: Fetcher) -> World:
    return World(site, sqlite_database, fetcher)


@pytest.fixture
def a_feed() -> Feed:
    """A feed that has never been asked."""
    return Feed(
        id=1,
        url="https://old.example/feed",
        title="Lab",
        publisher="Lab",
        kind=FeedKind.VENDOR,
        lab=None,
        site_url=None,
        status=FeedStatus.ACTIVE,
        etag=None,
        last_modified=None,
        body_hash=None,
        next_poll_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
        last_polled_at=None,
        last_success_at=None,
        failures=0,
        last_error=None,
    )


def rss(*items: str, title: str = "Lab news", extra: str = "") -> str:
    channel = f"<title>{title}</title>{extra}{''.join(items)}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'


def item(number: int | str, title: str | None = None, text: str | None = None, host: str = "lab.example") -> str:
    return (
        f"<item><title>{title or f'Post {number}'}</title><link>https://{host}/posts/{number}</link>"
        f"<guid isPermaLink='false'>{number}</guid>"
        f"<description>{text or f'Text of post {number}.'}</description></item>"
    )


@pytest.fixture
def make_rss() -> Callable[..., str]:
    return rss


@pytest.fixture
def make_item() -> Callable[..., str]:
    return item
