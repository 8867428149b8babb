"""From any address, a site's front page too, to the feeds that belong to it. Nothing is stored (sources).

In this order, and no further than needed: the address itself; what its page tells of and what the shape of the
address tells (places); the starter packs, which know the sites that have no feed of their own; the site's front page;
usual paths. One request at a time, each in its host's turn.
"""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from bot.feeds import errors
from bot.feeds.ingest import Document, Ingest
from bot.feeds.links import feed_address, link_key
from bot.feeds.offload import Offload
from bot.feeds.page_feeds import feeds_of_page
from bot.feeds.places import front_page, known_places, usual_places
from bot.feeds.starter import StarterFeed, StarterPacks

SECONDS_AT_MOST = 75.0
REQUESTS_AT_MOST = 24
_REFUSALS_AT_MOST = 3
_HOST_IS_OUT = (
    errors.HostNotFound,
    errors.NoConnection,
    errors.TlsFailed,
    errors.TimedOut,
    errors.PrivateAddressRefused,
    errors.TooManyRequests,
    errors.HostCools,
    errors.NotHttp,
)


class Found(StrEnum):
    """How a feed was found."""

    ITSELF = "itself"
    LINKED = "linked"
    PLACE = "place"
    PACK = "pack"
    USUAL = "usual"

    @property
    def words(self) -> str:
        """For a person."""
        return _FOUND_WORDS[self]


_FOUND_WORDS = {
    Found.ITSELF: "the address itself",
    Found.LINKED: "linked on the page",
    Found.PLACE: "known by its address",
    Found.PACK: "known to the starter packs",
    Found.USUAL: "at a usual path",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A feed that stands at ``url``, as it was seen there. ``what`` is what it should hold, where its place says so."""

    url: str
    found: Found
    document: Document
    what: str | None = None
    starter: StarterFeed | None = None

    @property
    def title(self) -> str:
        """What the feed is called; feeds of one place may all be called the same."""
        return self.starter.title if self.starter else self.document.parsed.title

    @property
    def entries(self) -> int:
        """How many entries it shows."""
        return len(self.document.parsed.entries)

    @property
    def newest_at(self) -> datetime | None:
        """The publisher's date of its newest entry, where any has a date."""
        dates = (entry.published_at for entry in self.document.parsed.entries)
        return max((date for date in dates if date is not None), default=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """An address that was asked and is no feed, and what was wrong with it."""

    url: str
    error: errors.FeedError


@dataclass(frozen=True, kw_only=True, slots=True)
class Discovery:
    """The feeds of an address, the likeliest first, and what was tried besides. ``cut_short``: not all was tried."""

    address: str
    candidates: tuple[Candidate, ...]
    attempts: tuple[Attempt, ...]
    cut_short: bool = False


class Discoverer:
    """Finds feeds. ``seconds`` and ``requests`` bound one search."""

    def __init__(
        self,
        ingest: Ingest,
        offload: Offload,
        packs: StarterPacks,
        *,
        seconds: float = SECONDS_AT_MOST,
        requests: int = REQUESTS_AT_MOST,
    ) -> None:
        self._ingest = ingest
        self._offload = offload
        self._packs = packs
        self._seconds = seconds
        self._requests = requests

    async def discover(self, url: str) -> Discovery:
        """The feeds of the address. Raises BadAddress, and what is wrong with its host where that ends the search."""
        address = feed_address(url)
        search = _Search(self._ingest, self._offload, self._packs, self._requests)
        out_of_time = False
        try:
            async with asyncio.timeout(self._seconds):
                with suppress(_OutOfRequests):
                    await search.run(address)
        except TimeoutError:
            out_of_time = True
        if not search.candidates and search.is_hopeless:
            raise search.attempts[0].error
        return Discovery(
            address=address,
            candidates=_folded(search.candidates),
            attempts=tuple(search.attempts),
            cut_short=out_of_time or search.requests == 0,
        )


class _OutOfRequests(Exception):
    """The search has asked as often as it may."""


@dataclass(slots=True)
class _Search:
    """One search: what was found and asked so far."""

    ingest: Ingest
    offload: Offload
    packs: StarterPacks
    requests: int
    candidates: list[Candidate] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    refusals: dict[str, int] = field(default_factory=dict)

    async def run(self, address: str) -> None:
        await self._page(address)
        if any(candidate.found is Found.ITSELF for candidate in self.candidates) or self.is_broken:
            return
        for place in known_places(address):
            await self._look(place.url, Found.PLACE, what=place.what)
        if not self.candidates:
            await self._packed(address)
        front = front_page(address)
        if not self.candidates and front:
            await self._page(front)
        for usual in usual_places(address):
            if self.candidates:
                return
            await self._look(usual, Found.USUAL)
        if not self.candidates and front:
            await self._packed(front)

    @property
    def is_broken(self) -> bool:
        """Whether a feed stands at the address, and only its publisher can mend it."""
        return bool(self.attempts) and isinstance(self.attempts[0].error, errors.BrokenFeed)

    @property
    def is_hopeless(self) -> bool:
        """Whether what is wrong with the address itself is all there is to say."""
        return self.is_broken or (len(self.attempts) == 1 and isinstance(self.attempts[0].error, _HOST_IS_OUT))

    async def _page(self, url: str) -> None:
        """Look at a page: it may be a feed itself, and may tell of feeds."""
        document, page = await self._ask(url)
        if document is not None:
            self._keep(url, document, Found.ITSELF)
        for linked in page:
            await self._look(linked, Found.LINKED)

    async def _packed(self, address: str) -> None:
        for starter in self.packs.of_site(address):
            if not (starter.spare and self.candidates):
                await self._look(starter.url, Found.PACK, starter=starter)

    async def _look(
        self, url: str, found: Found, *, what: str | None = None, starter: StarterFeed | None = None
    ) -> None:
        document, _ = await self._ask(url)
        if document is not None:
            self._keep(url, document, found, what, starter)

    def _keep(
        self,
        url: str,
        document: Document,
        found: Found,
        what: str | None = None,
        starter: StarterFeed | None = None,
    ) -> None:
        url = document.fetched.moved_to or url
        starter = starter or self.packs.at(url)
        self.candidates.append(Candidate(url=url, found=found, document=document, what=what, starter=starter))

    async def _ask(self, url: str) -> tuple[Document | None, Sequence[str]]:
        """The feed at the address, or the feeds that the page there tells of; neither where it was asked before."""
        host = urlsplit(url).netloc
        if url in self.asked or self.refusals.get(host, 0) >= _REFUSALS_AT_MOST:
            return None, ()
        if self.requests == 0:
            raise _OutOfRequests
        self.asked.add(url)
        self.requests -= 1
        try:
            fetched = await self.ingest.fetch(url)
            self.asked.add(fetched.url)
            try:
                return await self.ingest.parse(fetched), ()
            except errors.PageNotFeed as cause:
                self.attempts.append(Attempt(url=url, error=cause))
                told = await self.offload.run(feeds_of_page, fetched.body, fetched.content_type, fetched.url)
                return None, told
        except errors.FeedError as cause:
            self.attempts.append(Attempt(url=url, error=cause))
            self._note_refusal(host, cause)
            return None, ()

    def _note_refusal(self, host: str, error: errors.FeedError) -> None:
        """A host that cannot be reached, or has enough of us, is asked no more; one that turns us away, not often."""
        if isinstance(error, _HOST_IS_OUT):
            self.refusals[host] = _REFUSALS_AT_MOST
        elif isinstance(error, errors.AccessRefused | errors.ServerFailed):
            self.refusals[host] = self.refusals.get(host, 0) + 1


def _folded(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Without those that show the same entries as one before: RSS and Atom of one blog are one feed to a reader."""
    kept: dict[object, Candidate] = {}
    for candidate in sorted(candidates, key=lambda candidate: candidate.found is not Found.PLACE):
        links = frozenset(link_key(entry.link) or entry.title for entry in candidate.document.parsed.entries)
        kept.setdefault(links or candidate.url, candidate)
    return tuple(kept.values())
