"""Read a text that somebody points at, or the page behind its first link. Nothing is stored, and nobody is subscribed.

A page is asked for as a feed is: through the guarded fetcher, in its host's turn. What is no page is said to be what
it is.
"""

import asyncio
import re
from dataclasses import dataclass
from functools import partial
from typing import Protocol
from urllib.parse import urlsplit

from w3lib.encoding import html_to_unicode

from bot.domain.claims import Reading
from bot.domain.names import name_key
from bot.feeds.errors import (
    LinkedFeed,
    LinkedFile,
    NoArticle,
    NotAFeed,
    NothingToRead,
    PageNotFeed,
    ParseFailed,
    TimedOut,
)
from bot.feeds.fetch import Fetched
from bot.feeds.html import one_line, page_text, plain_text
from bot.feeds.knownnames import KnownNames
from bot.feeds.offload import Offload
from bot.feeds.parse import parse_feed
from bot.feeds.readings import ReadsText

SECONDS_AT_MOST = 45.0
_LINK = re.compile(r"https?://(?:\[[0-9a-f:.]+\])?[^\s<>\"'`|\]]*", re.IGNORECASE)
_FILES = {"application/pdf": "a PDF", "image/": "a picture", "video/": "a video", "audio/": "a sound"}
_PAGES = ("html", "xml", "text/")


class FetchesPages(Protocol):
    """What gets a page's bytes, in its host's turn."""

    async def fetch(self, url: str) -> Fetched:
        """What stands at the address. Raises FetchFailed."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A text that was read. ``url`` is that of its page; None for words that were handed over themselves.

    ``unopened`` is a link beside such words, which was left alone.
    """

    title: str
    url: str | None
    reading: Reading
    unopened: str | None = None


class Passages:
    """Reads single texts and pages."""

    def __init__(self, pages: FetchesPages, offload: Offload, read: ReadsText, *, names: KnownNames) -> None:
        self._pages = pages
        self._offload = offload
        self._read = read
        self._names = names

    async def read(self, text: str) -> Passage:
        """The claims of the words; where they make none, those of the page behind the first link among them.

        Raises NothingToRead, LinkedFeed, LinkedFile, NoArticle, FetchFailed, TookTooLong, WorkerLost.
        """
        link = first_link(text)
        words = plain_text(_LINK.sub(" ", text))
        if name_key(words):
            reading = await self._reading(text=words, title="", url=None)
            if reading.claims or link is None:
                return Passage(title="", url=None, reading=reading, unopened=link)
        if link is None:
            raise NothingToRead
        return await self._page(link)

    async def _page(self, link: str) -> Passage:
        try:
            async with asyncio.timeout(SECONDS_AT_MOST):
                fetched = await self._pages.fetch(link)
        except TimeoutError as cause:
            raise TimedOut(link, SECONDS_AT_MOST, "send its answer") from cause
        title, text = await self._offload.run(_article, fetched.body, fetched.content_type, fetched.url)
        reading = await self._reading(text=text, title=title, url=fetched.url)
        return Passage(title=title or (urlsplit(fetched.url).hostname or ""), url=fetched.url, reading=reading)

    async def _reading(self, *, text: str, title: str, url: str | None) -> Reading:
        publisher = (urlsplit(url).hostname or "") if url else ""
        read = partial(self._read, additions=await self._names.additions())
        return await self._offload.run(
            partial(
                read,
                title=title,
                text=text,
                publisher=publisher,
                publisher_lab=self._names.lab_of_publisher(publisher, url) if url else None,
                url=url,
            )
        )


def first_link(text: str) -> str | None:
    """The first address of the web in a text, without what only ends the sentence."""
    found = _LINK.search(text)
    if found is None:
        return None
    link = found.group().rstrip(".,;:!?*_~")
    while link.endswith(")") and link.count(")") > link.count("("):
        link = link[:-1]
    return link


def _article(body: bytes, content_type: str | None, url: str) -> tuple[str, str]:
    """In a worker: the title and text of a page. Raises LinkedFeed, LinkedFile, NoArticle."""
    sort = (content_type or "").lower()
    what = "a PDF" if body.startswith(b"%PDF") else next((w for each, w in _FILES.items() if sort.startswith(each)), "")
    if what:
        raise LinkedFile(url, what)
    try:
        parse_feed(body, content_type, url)
    except PageNotFeed:
        _, html = html_to_unicode(content_type, body)
        title, text = page_text(html, url)
    except (NotAFeed, ParseFailed):
        if sort and not any(each in sort for each in _PAGES):
            raise LinkedFile(url, f"a file of the type {one_line(sort)[:60]}") from None
        _, plain = html_to_unicode(content_type, body)
        title, text = "", plain_text(plain)
    else:
        raise LinkedFeed(url)
    if not name_key(text):
        raise NoArticle(url)
    return title, text
