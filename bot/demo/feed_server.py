"""Feeds over HTTP on loopback, as a careful publisher serves them: validators, 304s, gzip. What they hold: shelves."""

import asyncio
import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import ETag, hdrs, web

from bot.demo.shelves import DemoShelf, Document, FolderShelf, Shelf
from bot.domain.announcements import FeedKind
from bot.errors import GapwatchError

LOOPBACK = "127.0.0.1"


class FeedPortTaken(GapwatchError):
    """The port for the feeds could not be opened."""

    next_step = "Stop what listens there, or choose another port; 0 takes any that is free."


@dataclass(frozen=True, kw_only=True, slots=True)
class ServedFeed:
    """A feed to subscribe to. Of a folder's feeds only the title is known."""

    url: str
    title: str
    publisher: str | None
    kind: FeedKind | None
    lab: str | None


class FeedServer:
    """Serves one shelf of feeds on 127.0.0.1 for as long as it is entered."""

    def __init__(self, shelf: Shelf, *, port: int = 0) -> None:
        self._shelf = shelf
        self._port = port
        self._runner: web.AppRunner | None = None
        self._feeds: tuple[ServedFeed, ...] = ()

    @classmethod
    def of_demo(cls, anchor: datetime, now: Callable[[], datetime], *, port: int = 0) -> Self:
        """The demo's own feeds, dated against the moment of its first start."""
        return cls(DemoShelf(anchor, now), port=port)

    @classmethod
    def of_folder(cls, folder: Path, *, port: int = 0) -> Self:
        """The feed files of a folder; entering it raises ``NoFeedFiles`` where there are none."""
        return cls(FolderShelf(folder), port=port)

    @property
    def port(self) -> int:
        """The port it listens on: once entered, the real one."""
        return self._port

    @property
    def feeds(self) -> tuple[ServedFeed, ...]:
        """What it serves; empty until it is entered."""
        return self._feeds

    def renewed(self, since: datetime, until: datetime) -> tuple[ServedFeed, ...]:
        """The feeds with something that came out after ``since`` and by ``until``."""
        return tuple(feed for feed in self._feeds if self._shelf.came_out(feed.url.rsplit("/", 1)[1], since, until))

    async def __aenter__(self) -> Self:
        shelved = await asyncio.to_thread(self._shelf.feeds)
        app = web.Application()
        app.router.add_get("/{name}", self._answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, LOOPBACK, self._port).start()
        except OSError as cause:
            await runner.cleanup()
            raise FeedPortTaken(f"Port {self._port} of {LOOPBACK} cannot be opened for the feeds.") from cause
        self._runner = runner
        self._port = runner.addresses[0][1]
        self._feeds = tuple(
            ServedFeed(
                url=f"http://{LOOPBACK}:{self._port}/{feed.name}",
                title=feed.title,
                publisher=feed.publisher,
                kind=feed.kind,
                lab=feed.lab,
            )
            for feed in shelved
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _answer(self, request: web.Request) -> web.Response:
        document = await asyncio.to_thread(self._shelf.document, request.match_info["name"])
        if document is None:
            raise web.HTTPNotFound(text="There is no such feed here.\n")
        return await _respond(request, document)


async def _respond(request: web.Request, document: Document) -> web.Response:
    digest = hashlib.sha256(document.body).hexdigest()[:32]
    zipped = accepts_gzip(request.headers.get(hdrs.ACCEPT_ENCODING, ""))
    response = web.Response(headers={hdrs.VARY: hdrs.ACCEPT_ENCODING})
    # A strong validator names bytes, and the zipped bytes are others.
    response.etag = f"{digest}-gzip" if zipped else digest
    response.last_modified = document.modified_at
    if is_unchanged(request, digest, document.modified_at):
        response.set_status(web.HTTPNotModified.status_code)
        return response
    response.content_type = document.media_type
    response.body = document.body
    if zipped:
        response.headers[hdrs.CONTENT_ENCODING] = "gzip"
        response.body = await asyncio.to_thread(gzip.compress, document.body, mtime=0)
    return response


def is_unchanged(request: web.Request, digest: str, modified_at: datetime) -> bool:
    """Whether the asker has it: by If-None-Match where sent (compared weakly, RFC 9110, 13.1.2), else by date."""
    if hdrs.IF_NONE_MATCH in request.headers:
        tags: tuple[ETag, ...] = request.if_none_match or ()
        return any(tag.value == "*" or tag.value.removesuffix("-gzip") == digest for tag in tags)
    since = request.if_modified_since
    return since is not None and modified_at.astimezone(UTC).replace(microsecond=0) <= since


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether the header allows gzip, by its own name or by ``*``; a weight of 0 forbids it."""
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        coding, _, weight = part.partition(";")
        weights[coding.strip()] = _weight(weight)
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _weight(parameter: str) -> float:
    _, _, value = parameter.partition("q=")
    try:
        return float(value) if value else 1.0
    except ValueError:
        return 0.0
