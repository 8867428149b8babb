"""Which entries of a document are new. Pure: no clock, no dates, no storage.

An entry is known by its guid, else by its canonical link, else by its content; each key that tells it apart is kept,
so that it is still known when one of them changes. Keys are judged per entry: a guid or a link that several different
entries share tells nothing about these, and goes on telling about all others. What has once been shared stays so
(``KeyKind.SHARED``), since the next document may show only one of those that share it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.domain.announcements import Entry
from bot.feeds.links import link_key, path_key
from bot.feeds.words import bare_words

_LONGEST_VALUE = 200


class KeyKind(StrEnum):
    """What a key was made from, the strongest first."""

    GUID = "guid"
    LINK = "link"
    MOVED = "moved"  # path and title: the same article on another host
    CONTENT = "content"
    SHARED = "shared"  # marks a guid or a link that stood on several different entries

    __hash__ = str.__hash__  # many keys are hashed, and an enum hashes slowly


class IdentityKey(NamedTuple):
    """A name under which a feed shows an entry; the value fits into 200 characters."""

    kind: KeyKind
    value: str

    @property
    def shared(self) -> "IdentityKey":
        """The mark that this key tells nothing."""
        return _key(KeyKind.SHARED, f"{self.kind}:{self.value}")


_STRENGTHS = {kind: place for place, kind in enumerate(KeyKind)}


@dataclass(frozen=True, kw_only=True, slots=True)
class NewEntry:
    """An entry that was never shown before, where it stands in its document, and the keys to remember it by."""

    entry: Entry
    at: int
    keys: frozenset[IdentityKey]


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenEntry:
    """An entry that was shown before, as this announcement, and the keys that were not yet known of it.

    ``listings`` are the places of the document that list it, ``at`` the one that stands for all.
    """

    entry: Entry
    at: int
    listings: tuple[int, ...]
    announcement_id: int
    keys: frozenset[IdentityKey]


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What a document shows, in its order, each announcement once."""

    new: tuple[NewEntry, ...]
    seen: tuple[SeenEntry, ...]


def identity_keys(entries: Sequence[Entry]) -> tuple[tuple[IdentityKey, ...], ...]:
    """For each entry, what tells it from the others of its document, the strongest first, its content always last;
    then the marks of what it shares with others."""
    named = [_named(entry) for entry in entries]
    shared = _shared_keys(named)
    return tuple(
        (*(key for key in each.keys if key not in shared), *(key.shared for key in each.keys if key in shared))
        for each in named
    )


def keys_to_look_up(keys: Iterable[Sequence[IdentityKey]]) -> frozenset[IdentityKey]:
    """What to ask the storage for: the keys and, as earlier documents may have shown them shared, their marks."""
    every = {key for of_entry in keys for key in of_entry}
    return frozenset(every | {key.shared for key in every if key.kind is not KeyKind.SHARED})


def decide_new(
    entries: Sequence[Entry], keys: Sequence[Sequence[IdentityKey]], known: Mapping[IdentityKey, int]
) -> Decision:
    """Which entries are new and which are known, by the keys that the feed has shown before.

    Entries of the document that share a telling key are one; the one with the most text stands for all.
    """
    telling = [_telling(of_entry, known) for of_entry in keys]
    new, seen = [], []
    for members in _groups(telling):
        at = max(members, key=lambda member: len(entries[member].text))
        strongest_first = sorted({key for member in members for key in telling[member]}, key=_strength)
        marks = {key for member in members for key in keys[member] if key.kind is KeyKind.SHARED}
        unknown = frozenset(key for key in {*strongest_first, *marks} if key not in known)
        announcement_id = next((known[key] for key in strongest_first if key in known), None)
        if announcement_id is None:
            new.append(NewEntry(entry=entries[at], at=at, keys=unknown))
            continue
        seen.append(
            SeenEntry(entry=entries[at], at=at, listings=tuple(members), announcement_id=announcement_id, keys=unknown)
        )
    return Decision(new=tuple(new), seen=tuple(seen))


def _telling(keys: Sequence[IdentityKey], known: Mapping[IdentityKey, int]) -> tuple[IdentityKey, ...]:
    """The keys that identify the entry: those never shared, or its content where it has neither guid nor link."""
    by_kind = {key.kind: key for key in keys if key.kind is not KeyKind.SHARED and not (known and key.shared in known)}
    if KeyKind.LINK not in by_kind:
        by_kind.pop(KeyKind.MOVED, None)  # made from a link that tells nothing
    if KeyKind.GUID in by_kind or KeyKind.LINK in by_kind:
        by_kind.pop(KeyKind.CONTENT, None)
    return tuple(by_kind.values())


def _groups(telling: Sequence[Sequence[IdentityKey]]) -> Iterator[list[int]]:
    """The entries that are one announcement, in the order of the first of each."""
    holders: dict[IdentityKey, list[int]] = defaultdict(list)
    for index, keys in enumerate(telling):
        for key in keys:
            holders[key].append(index)
    grouped: set[int] = set()
    for index in range(len(telling)):
        if index in grouped:
            continue
        grouped.add(index)
        members = [index]
        for member in members:  # grows while it is read
            for other in (other for key in telling[member] for other in holders[key]):
                if other not in grouped:
                    grouped.add(other)
                    members.append(other)
        yield sorted(members)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Named:
    """An entry by all of its names."""

    guid: IdentityKey | None
    link: IdentityKey | None
    moved: IdentityKey | None
    content: IdentityKey
    spelling: str | None
    title: str

    @property
    def keys(self) -> tuple[IdentityKey, ...]:
        return tuple(key for key in (self.guid, self.link, self.moved, self.content) if key is not None)


def _named(entry: Entry) -> _Named:
    link, path, title = link_key(entry.link), path_key(entry.link), bare_words(entry.title)
    return _Named(
        # A guid that is a link is known by any spelling of that link.
        guid=_key(KeyKind.GUID, link_key(entry.guid) or entry.guid) if entry.guid else None,
        link=_key(KeyKind.LINK, link) if link else None,
        moved=_key(KeyKind.MOVED, f"{path}\n{title}", hashed=True) if path and title else None,
        content=_key(KeyKind.CONTENT, f"{link or ''}\n{title}\n{bare_words(entry.text)}", hashed=True),
        spelling=entry.link,
        title=title,
    )


def _shared_keys(entries: Sequence[_Named]) -> set[IdentityKey]:
    """The guids, links and moved keys of this document that stand on entries which are not one and the same."""
    shared = {guid for guid, these in _held(entries, lambda each: each.guid) if _differ_under_one_guid(these)}
    shared |= {link for link, these in _held(entries, lambda each: each.link) if _differ_under_one_link(these, shared)}
    # Where two articles of one document have the same path and title, on two hosts, the path cannot tell of a move.
    moved = _held(entries, lambda each: each.moved)
    return shared | {path for path, these in moved if _differ_under_one_path(these, shared)}


def _held(
    entries: Sequence[_Named], key_of: Callable[[_Named], IdentityKey | None]
) -> Iterator[tuple[IdentityKey, list[_Named]]]:
    """Each key that several entries hold, with these."""
    holders: dict[IdentityKey, list[_Named]] = defaultdict(list)
    for entry in entries:
        if (key := key_of(entry)) is not None:
            holders[key].append(entry)
    return ((key, these) for key, these in holders.items() if len(these) > 1)


def _differ_under_one_guid(entries: Sequence[_Named]) -> bool:
    """One guid, several links: each its own article, unless it only moved. Without links, titles speak."""
    links = {entry.link for entry in entries}
    if links == {None}:
        return len({entry.title for entry in entries}) > 1
    moved = {entry.moved for entry in entries}
    return len(links) > 1 and (len(moved) > 1 or None in moved)


def _differ_under_one_link(entries: Sequence[_Named], shared: set[IdentityKey]) -> bool:
    """A page of many entries, such as a changelog, or one article shown twice?

    The same article comes under several spellings of its link, under one guid, or word for word the same.
    """
    by_spelling: dict[str | None, list[_Named]] = defaultdict(list)
    for entry in entries:
        by_spelling[entry.spelling].append(entry)
    return any(_is_page_of_many(same, shared) for same in by_spelling.values())


def _is_page_of_many(entries: Sequence[_Named], shared: set[IdentityKey]) -> bool:
    guids = {None if entry.guid in shared else entry.guid for entry in entries}
    if None in guids:
        return len({entry.title for entry in entries}) > 1
    return len(guids) > 1 and len({entry.content for entry in entries}) > 1


def _differ_under_one_path(entries: Sequence[_Named], shared: set[IdentityKey]) -> bool:
    guids = {None if entry.guid in shared else entry.guid for entry in entries}
    return len({entry.link for entry in entries}) > 1 and (len(guids) > 1 or None in guids)


def _key(kind: KeyKind, value: str, *, hashed: bool = False) -> IdentityKey:
    if hashed or len(value) > _LONGEST_VALUE:
        value = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
    return IdentityKey(kind, value)


def _strength(key: IdentityKey) -> int:
    return _STRENGTHS[key.kind]
