"""The starter packs: feeds to begin with, as data that ships with the package. Subscribing to them: sources."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from bot.domain.announcements import FeedKind
from bot.errors import GapwatchError
from bot.feeds.links import link_key

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_STALE = re.compile(r"[0-9]{4}-[0-9]{2}|unknown")


class StarterInvalid(GapwatchError):
    """The data file of the starter packs holds something that cannot be right."""

    next_step = "Mend the named entry in bot/feeds/data/starter.toml."


class UnknownStarter(GapwatchError):
    """No pack, or no feed of the packs, goes by the name."""

    next_step = "`/feed starter` shows the packs, and each pack its feeds."


@dataclass(frozen=True, kw_only=True, slots=True)
class StarterFeed:
    """A feed worth reading. ``sites`` are the pages, without scheme, that it is the feed of.

    ``mirror``: made by others from a site's pages. ``spare``: says the same as another. ``stale``: the month since
    which it showed nothing new, or "unknown".
    """

    id: str
    pack: str
    title: str
    publisher: str
    kind: FeedKind
    url: str
    lab: str | None = None
    sites: tuple[str, ...] = ()
    mirror: bool = False
    spare: bool = False
    stale: str | None = None

    @property
    def recommended(self) -> bool:
        """Whether it is among those that a server gets with the whole pack."""
        return not (self.spare or self.stale)

    @property
    def marks(self) -> tuple[str, ...]:
        """What is to be known of it before it is chosen."""
        since = f"stale since {self.stale}" if self.stale != "unknown" else "stale"
        told = {"mirror": self.mirror, "spare": self.spare, since: self.stale}
        return tuple(words for words, holds in told.items() if holds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pack:
    """Feeds that go together."""

    id: str
    title: str
    about: str
    feeds: tuple[StarterFeed, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StarterPacks:
    """Every pack."""

    packs: tuple[Pack, ...]
    _keys: frozenset[str | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the addresses."""
        object.__setattr__(self, "_keys", frozenset(link_key(feed.url) for feed in self.feeds))

    @property
    def feeds(self) -> tuple[StarterFeed, ...]:
        """The feeds of all packs."""
        return tuple(feed for pack in self.packs for feed in pack.feeds)

    def pack(self, name: str) -> Pack:
        """The pack that goes by this id. Raises UnknownStarter."""
        for pack in self.packs:
            if pack.id == name.strip().lower():
                return pack
        raise UnknownStarter(f"There is no starter pack {name!r}, but {', '.join(pack.id for pack in self.packs)}.")

    def chosen(self, ids: Iterable[str]) -> tuple[StarterFeed, ...]:
        """The feeds with these ids. Raises UnknownStarter."""
        by_id = {feed.id: feed for feed in self.feeds}
        wanted = tuple(dict.fromkeys(ids))
        if unknown := [name for name in wanted if name not in by_id]:
            raise UnknownStarter(f"The starter packs have no feed {', '.join(unknown)}.")
        return tuple(by_id[name] for name in wanted)

    def at(self, url: str) -> StarterFeed | None:
        """The feed at this address, in any spelling of it."""
        key = link_key(url)
        return next((feed for feed in self.feeds if link_key(feed.url) == key), None)

    def has(self, url: str) -> bool:
        """Whether there is a feed at this address."""
        return link_key(url) in self._keys

    def of_site(self, address: str) -> tuple[StarterFeed, ...]:
        """The feeds of the page at this address, or of pages below it; spare ones last."""
        asked = _page(address)
        found = [feed for feed in self.feeds if any(_holds(asked, _page(f"https://{s}")) for s in _sites(feed))]
        return tuple(sorted(found, key=lambda feed: (feed.spare, bool(feed.stale))))


@cache
def load_starter() -> StarterPacks:
    """The packs that ship with the package, read once in a process."""
    return parse_starter((files("bot.feeds") / "data" / "starter.toml").read_text(encoding="utf-8"))


def parse_starter(text: str) -> StarterPacks:
    """Build the packs from the text of their data file. Raises StarterInvalid."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        raise StarterInvalid(f"The starter packs are not TOML: {cause}.") from cause
    feeds = [_feed(row) for row in data.get("feed", [])]
    counts = Counter([feed.id for feed in feeds] + [link_key(feed.url) or "" for feed in feeds])
    if repeated := [name for name, count in counts.items() if count > 1]:
        raise StarterInvalid(f"The starter packs hold {', '.join(repeated)} more than once.")
    packs = tuple(_pack(row, feeds) for row in data.get("pack", []))
    if strays := [feed.id for feed in feeds if feed.pack not in {pack.id for pack in packs}]:
        raise StarterInvalid(f"These starter feeds are in no pack: {', '.join(strays)}.")
    return StarterPacks(packs=packs)


def _pack(row: Mapping[str, Any], feeds: Iterable[StarterFeed]) -> Pack:
    try:
        return Pack(**row, feeds=tuple(feed for feed in feeds if feed.pack == row.get("id")))
    except TypeError as cause:
        raise StarterInvalid(f"The starter pack {row.get('id')!r} is not as it should be: {cause}.") from cause


def _feed(row: Mapping[str, Any]) -> StarterFeed:
    name = str(row.get("id", ""))
    try:
        feed = StarterFeed(**{**row, "kind": FeedKind(row.get("kind", "")), "sites": tuple(row.get("sites", ()))})
    except (TypeError, ValueError) as cause:
        raise StarterInvalid(f"The starter feed {name!r} is not as it should be: {cause}.") from cause
    if not _ID.fullmatch(name) or link_key(feed.url) is None or (feed.stale and not _STALE.fullmatch(feed.stale)):
        raise StarterInvalid(f"The starter feed {name!r} has an id, an address or a month that cannot be right.")
    return feed


def _sites(feed: StarterFeed) -> tuple[str, ...]:
    """Its pages; where none are named, its own address is below the page that it belongs to."""
    return feed.sites or (feed.url.partition("://")[2],)


def _page(address: str) -> tuple[str, tuple[str, ...]]:
    parts = urlsplit(address)
    return (parts.hostname or "").removeprefix("www."), tuple(part for part in parts.path.split("/") if part)


def _holds(asked: tuple[str, tuple[str, ...]], page: tuple[str, tuple[str, ...]]) -> bool:
    """Whether the page is the one asked for, or one of the two is below the other."""
    length = min(len(asked[1]), len(page[1]))
    return asked[0] == page[0] and asked[1][:length] == page[1][:length]
