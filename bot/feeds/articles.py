"""Fetch the articles that a feed's entries link to, for feeds that give only their beginnings.

An article is asked for as politely as a feed: in its host's turn, within the same limits. Where it cannot be had, or
says no more than the entry, the entry's own words stay: nothing here fails a poll.
"""

import logging
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urlsplit

from bot.domain.announcements import Entry
from bot.feeds.errors import FeedError, FetchFailed
from bot.feeds.fetch import Fetched
from bot.feeds.hosts import HostTurns
from bot.feeds.offload import Offload
from bot.feeds.polling import cool_down

AT_MOST = 20
"""Articles that one poll fetches, those of the newest entries; what a feed shows beyond stays as the feed gives it."""

_FAILURES_AT_MOST = 3

log = logging.getLogger(__name__)


class FetchesPages(Protocol):
    """What gets a page's bytes."""

    async def fetch(self, url: str) -> Fetched:
        """What stands at the address. Raises FetchFailed."""
        ...


class Articles:
    """Gets the main text of articles, one after the other."""

    def __init__(self, fetcher: FetchesPages, offload: Offload, hosts: HostTurns) -> None:
        self._fetcher = fetcher
        self._offload = offload
        self._hosts = hosts

    async def texts(self, entries: Sequence[Entry]) -> list[str | None]:
        """The text of each entry's article, where it was had and is richer than the entry's own.

        No more than ``AT_MOST`` are asked for, and none after three that failed in a row: the site wants no visitors.
        """
        found: list[str | None] = [None] * len(entries)
        failures = 0
        for at, entry in enumerate(entries[:AT_MOST]):
            if entry.link is None:
                continue
            try:
                text = await self._text(entry.link)
            except FeedError as cause:
                log.info("the article of %r is not had: %s", entry.title, cause)
                failures += 1
                if failures == _FAILURES_AT_MOST:
                    break
                continue
            failures = 0
            if len(text) > len(entry.text):
                found[at] = text
        return found

    async def _text(self, link: str) -> str:
        """Raises FetchFailed, TookTooLong, WorkerLost."""
        host = urlsplit(link).netloc.rpartition("@")[2].lower()
        async with self._hosts.turn(host):
            try:
                fetched = await self._fetcher.fetch(link)
            except FetchFailed as cause:
                if peace := cool_down(cause):
                    self._hosts.cool(host, peace)
                raise
        return await self._offload.run(_main_text, fetched.body, fetched.content_type, fetched.url)


def _main_text(body: bytes, content_type: str | None, url: str) -> str:
    """In a worker: the article in a page's bytes; nothing where they are no page."""
    from w3lib.encoding import html_to_unicode  # what reads pages is for workers to carry

    from bot.feeds.html import article_text

    if content_type and not any(kind in content_type.lower() for kind in ("html", "xml", "text/")):
        return ""
    _, html = html_to_unicode(content_type, body)
    return article_text(html, url)
