"""What the feed server can put out: the demo's own feeds, or the feed files of a folder. No HTTP (feed_server)."""

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from bot.demo.library import load_feeds, page_at
from bot.demo.render import JSON_FEED, MEDIA_TYPES, render_feed
from bot.domain.announcements import FeedKind
from bot.errors import GapwatchError

# Enough of a file to see what it is and what it calls itself; a feed's title stands near its top.
HEAD_BYTES = 64 * 1024
_ROOT = re.compile(r"<(?:\w+:)?(rss|feed|RDF)[\s>]")
_ROOT_FORMATS = {"rss": MEDIA_TYPES["rss"], "feed": MEDIA_TYPES["atom"], "RDF": MEDIA_TYPES["rdf"]}
_TITLE = re.compile(r"<(?:\w+:)?title[^>]*>(.*?)</(?:\w+:)?title>", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding=["']([\w.-]+)["']""")


class NoFeedFiles(GapwatchError):
    """The folder to serve is not there, or holds no feed."""

    next_step = "Put feeds into it (NAME.xml or, for JSON Feed, NAME.json), or leave FEEDS out for the demo's own."


@dataclass(frozen=True, kw_only=True, slots=True)
class ShelvedFeed:
    """One feed on a shelf: the file name it is served under, and what is known of it."""

    name: str
    title: str
    publisher: str | None = None
    kind: FeedKind | None = None
    lab: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """The bytes of one feed and what an HTTP answer says about them."""

    body: bytes
    media_type: str
    modified_at: datetime


class Shelf(Protocol):
    """A set of feeds to serve. Both methods may read files, so they are called off the event loop."""

    def feeds(self) -> tuple[ShelvedFeed, ...]:
        """What stands on it."""

    def document(self, name: str) -> Document | None:
        """The feed of that file name as it is now, if it is here."""

    def came_out(self, name: str, since: datetime, until: datetime) -> bool:
        """Whether the feed of that file name has something that came out between these moments."""


class DemoShelf:
    """The demo's own feeds: dated against the anchor, each entry from its own moment on."""

    def __init__(self, anchor: datetime, now: Callable[[], datetime]) -> None:
        self._anchor = anchor
        self._now = now
        self._feeds = {f"{feed.id}.{'json' if feed.format == 'json' else 'xml'}": feed for feed in load_feeds()}

    def feeds(self) -> tuple[ShelvedFeed, ...]:
        """Every feed of the library."""
        return tuple(
            ShelvedFeed(name=name, title=feed.title, publisher=feed.publisher, kind=feed.kind, lab=feed.lab)
            for name, feed in self._feeds.items()
        )

    def document(self, name: str) -> Document | None:
        """The feed with the entries that are out by now."""
        if (feed := self._feeds.get(name)) is None:
            return None
        page = page_at(feed, anchor=self._anchor, now=self._now())
        return Document(
            body=render_feed(page),
            media_type=MEDIA_TYPES[feed.format],
            modified_at=page.newest_at or self._anchor,
        )

    def came_out(self, name: str, since: datetime, until: datetime) -> bool:
        """Whether an entry's moment lies after ``since`` and not after ``until``."""
        newest = page_at(self._feeds[name], anchor=self._anchor, now=until).newest_at
        return newest is not None and newest > since


class FolderShelf:
    """The feed files of a folder, read anew for each request, so that a file changed on disk is a feed changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def feeds(self) -> tuple[ShelvedFeed, ...]:
        """Every feed file by name; earlier states of a feed (``NAME.earlier.xml``) are no feeds of their own."""
        if not self._folder.is_dir():
            raise NoFeedFiles(f"{self._folder} is not a folder.")
        feeds = tuple(
            ShelvedFeed(name=path.name, title=recognised.title or path.stem)
            for path in self._files()
            if not path.stem.endswith(".earlier") and (recognised := _recognise(path))
        )
        if not feeds:
            raise NoFeedFiles(f"There are no feed files in {self._folder}.")
        return feeds

    def document(self, name: str) -> Document | None:
        """The file of that name, byte for byte, if it is a feed of this folder."""
        # A name is looked up among the folder's own files, never joined to its path.
        path = next((path for path in self._files() if path.name == name), None)
        if path is None or (recognised := _recognise(path)) is None:
            return None
        modified_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return Document(body=path.read_bytes(), media_type=recognised.media_type, modified_at=modified_at)

    def came_out(self, name: str, since: datetime, until: datetime) -> bool:
        """Whether the file was written between these moments."""
        path = self._folder / name
        return path.is_file() and since < datetime.fromtimestamp(path.stat().st_mtime, UTC) <= until

    def _files(self) -> list[Path]:
        return sorted(path for path in self._folder.iterdir() if path.suffix in {".xml", ".json"} and path.is_file())


@dataclass(frozen=True, kw_only=True, slots=True)
class _Recognised:
    media_type: str
    title: str | None


def _recognise(path: Path) -> _Recognised | None:
    """What a file is, by a look at its beginning; the feed itself may be as broken as feeds are."""
    if path.suffix == ".json":
        return _recognise_json(path.read_bytes())
    with path.open("rb") as file:
        head = _decode(file.read(HEAD_BYTES))
    if (root := _ROOT.search(head)) is None:
        return None
    title = _TITLE.search(head, root.end())
    return _Recognised(media_type=_ROOT_FORMATS[root[1]], title=_plain(title[1]) if title else None)


def _recognise_json(content: bytes) -> _Recognised | None:
    try:
        document: Any = json.loads(content)
    except ValueError:
        return None
    if not isinstance(document, dict) or not str(document.get("version")).startswith(JSON_FEED.rpartition("/")[0]):
        return None
    title = document.get("title")
    return _Recognised(media_type=MEDIA_TYPES["json"], title=title if isinstance(title, str) else None)


def _decode(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    declared = _ENCODING.match(head)
    try:
        return head.decode(declared[1].decode() if declared else "utf-8-sig", errors="replace")
    except LookupError:
        return head.decode("latin-1")


def _plain(title: str) -> str:
    return " ".join(html.unescape(_CDATA.sub(r"\1", title)).split())
