"""A dry run of a feed: what would be stored of it and what a server would be shown, with nothing stored.

The feed is looked at, parsed, folded and read as a poll would; the filter is the one that bot.feeds.filters applies.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.domain.announcements import Entry, FeedKind
from bot.domain.claims import Reading
from bot.domain.filters import NO_FILTER, FeedFilter, Filterable
from bot.feeds.discovery import Candidate
from bot.feeds.encoding import decode_named
from bot.feeds.errors import SeveralFeeds
from bot.feeds.filter_syntax import parse_filter
from bot.feeds.filters import Verdict, verdict_of
from bot.feeds.identity import decide_new, identity_keys
from bot.feeds.knownnames import KnownNames
from bot.feeds.offload import Offload
from bot.feeds.polling import usual_gap
from bot.feeds.readings import ReadsText, read_all
from bot.feeds.sources import Sources

READ_AT_MOST = 60
_READ_AT_ONCE = 10
_SEVERAL_SHOWN = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class TriedEntry:
    """An entry as it would be stored, what was read in it, and what the filter makes of it."""

    entry: Entry
    reading: Reading
    verdict: Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """How a feed would do. ``listed`` entries are ``stored`` announcements; the newest of these were ``tried``.

    ``rhythm_seconds`` is the usual gap between two entries, where their dates tell.
    """

    found: Candidate
    publisher: str
    kind: FeedKind
    lab: str | None
    filter: FeedFilter
    listed: int
    stored: int
    undated: int
    encoding: str
    size: int
    rhythm_seconds: int | None
    tried: tuple[TriedEntry, ...]

    @property
    def salvaged(self) -> bool:
        """Whether the document is broken, and can be read all the same."""
        return self.found.document.parsed.salvaged

    @property
    def shown(self) -> int:
        """How many of those tried the filter lets through."""
        return sum(1 for each in self.tried if each.verdict.shown)


class Trials:
    """Tries feeds out."""

    def __init__(
        self,
        sources: Sources,
        offload: Offload,
        read: ReadsText,
        *,
        names: KnownNames,
        clock: Callable[[], datetime],
    ) -> None:
        self._sources = sources
        self._offload = offload
        self._read = read
        self._names = names
        self._clock = clock

    async def try_out(self, url: str, filter_line: str | None = None) -> Trial:
        """The feed of the address as it would be read now. Raises BadFilter, SeveralFeeds, and what discovery does."""
        wanted = parse_filter(filter_line, self._names.find_lab) if filter_line else NO_FILTER
        found = await self._only_feed(url)
        parsed, fetched = found.document.parsed, found.document.fetched
        publisher, kind, lab = self._whose(found)
        folded = await self._offload.run(_folded, parsed.entries)
        newest = _newest(folded)[:READ_AT_MOST]
        readings = await self._readings(publisher, lab, newest)
        verdicts = await asyncio.to_thread(_verdicts, wanted, newest, readings)
        return Trial(
            found=found,
            publisher=publisher,
            kind=kind,
            lab=lab,
            filter=wanted,
            listed=len(parsed.entries),
            stored=len(folded),
            undated=sum(1 for entry in folded if entry.published_at is None),
            encoding=await self._offload.run(_encoding, fetched.body, fetched.content_type),
            size=len(fetched.body),
            rhythm_seconds=usual_gap((entry.published_at for entry in parsed.entries), self._clock()),
            tried=tuple(
                TriedEntry(entry=entry, reading=reading, verdict=verdict)
                for entry, reading, verdict in zip(newest, readings, verdicts, strict=True)
            ),
        )

    async def _only_feed(self, url: str) -> Candidate:
        discovery = await self._sources.discover(url)
        if len(discovery.candidates) > 1:
            addresses = [candidate.url for candidate in discovery.candidates]
            more = ["…"] if len(addresses) > _SEVERAL_SHOWN else []
            raise SeveralFeeds(discovery.address, ", ".join(addresses[:_SEVERAL_SHOWN] + more))
        return discovery.candidates[0]

    def _whose(self, found: Candidate) -> tuple[str, FeedKind, str | None]:
        """The publisher, the kind and the lab under which the feed would be stored."""
        if found.starter:
            return found.starter.publisher, found.starter.kind, found.starter.lab
        parsed = found.document.parsed
        lab = self._names.lab_of_publisher(parsed.title, parsed.site_url or found.url)
        return parsed.title, FeedKind.VENDOR if lab else FeedKind.UNKNOWN, lab

    async def _readings(self, publisher: str, lab: str | None, entries: Sequence[Entry]) -> list[Reading]:
        batches = [entries[at : at + _READ_AT_ONCE] for at in range(0, len(entries), _READ_AT_ONCE)]
        read = partial(self._read, additions=await self._names.additions())
        readings = await asyncio.gather(
            *(self._offload.run(read_all, read, publisher, lab, batch) for batch in batches)
        )
        return [reading for batch in readings for reading in batch]


def _folded(entries: Sequence[Entry]) -> list[Entry]:
    """In a worker: one entry for each announcement, as a first poll would store them."""
    return [new.entry for new in decide_new(entries, identity_keys(entries), {}).new]


def _encoding(body: bytes, content_type: str | None) -> str:
    """In a worker: the encoding that the document is read in."""
    return decode_named(body, content_type)[1]


def _newest(entries: Sequence[Entry]) -> list[Entry]:
    """By the publisher's dates where all have one; else in the publisher's order, which is usually the newest first."""
    dated = [(entry.published_at, entry) for entry in entries if entry.published_at is not None]
    if len(dated) < len(entries):
        return list(entries)
    return [entry for _, entry in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def _verdicts(wanted: FeedFilter, entries: Sequence[Entry], readings: Sequence[Reading]) -> list[Verdict]:
    return [verdict_of(wanted, _filterable(entry, reading)) for entry, reading in zip(entries, readings, strict=True)]


def _filterable(entry: Entry, reading: Reading) -> Filterable:
    return Filterable(
        title=entry.title,
        text=entry.text,
        labs=frozenset(reading.labs),
        models=frozenset(model.key for model in reading.models),
        topics=frozenset(reading.topics),
        kinds=frozenset(claim.kind for claim in reading.claims),
    )
