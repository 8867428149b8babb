"""Which names mean an entry of the catalogue, and whose family a name begins with. Pure; which entry wins: matching.

A provider calls a model by a name for programs (``claude-3-5-haiku-20241022``) and one for people (Claude Haiku 3.5).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from bot.domain.names import name_key
from bot.registry.registry import Registry

_DAY = re.compile(r"[-@](20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])$")
_LATEST = re.compile(r"[-\s]*\(?\blatest\)?$", re.IGNORECASE)
_EDITION = re.compile(r"[-\s]+(?:preview|instruct|it|fp8)$", re.IGNORECASE)
# A number that is no size: "qwen3" and "4.5" name a version, "8b", "8x7b" and "32k" do not.
_VERSION = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.]|[bkm]\b|x\d)", re.IGNORECASE)
_LONGEST_KEY = 200


class Strength(IntEnum):
    """How surely a name means an entry; the lowest wins."""

    OWN = 0  # what programs call it
    TITLE = 1  # what people call it
    LATEST = 2  # a version, of which the provider says that this entry is its newest state
    SNAPSHOT = 3  # a version, of which this entry is the state of one day
    EDITION = 4  # a version, of which this is the preview, or the one that follows instructions


@dataclass(frozen=True, kw_only=True, slots=True)
class Naming:
    """The keys of an entry's names with how surely they mean it; ``day`` is that of a snapshot."""

    own: str
    keys: dict[str, Strength]
    day: str


class FamilyNames:
    """Looks up the labs whose families' names begin as a name does."""

    def __init__(self, registry: Registry) -> None:
        self._labs: dict[str, set[str]] = {}
        self._makers: dict[str, str] = {}
        self._called: dict[str, set[str]] = {}
        for family in registry.families():
            heads = {_plain(head) for head in family.heads}
            for head in family.heads:
                self._labs.setdefault(_plain(head), set()).add(family.lab)
                if family.maker:
                    self._makers[_plain(head)] = family.lab
                first, _, rest = head.partition(" ")
                if _plain(rest) in heads and registry.find_lab(first) == family.lab:
                    self._called.setdefault(_plain(rest), set()).add(first)

    def labs_of(self, name: str) -> set[str]:
        """The labs of the longest family name that it begins with, or of one whose name makes any compound its own."""
        plain = _plain(name)
        for word in plain.split():
            if word in self._makers:
                return {self._makers[word]}
        ends = (end for end in range(len(plain), 0, -1) if end == len(plain) or not plain[end].isalpha())
        return next((self._labs[plain[:end]] for end in ends if plain[:end] in self._labs), set())

    def with_maker(self, title: str) -> list[str]:
        """The title with its maker's name before it, where the family goes by both (Nova is Amazon Nova)."""
        plain = _plain(title)
        return [
            f"{maker} {title}" for head in self._called if plain.startswith(f"{head} ") for maker in self._called[head]
        ]


def naming_of(entry: str, title: str, families: FamilyNames) -> Naming:
    """The names of an entry, as far as they are its own: a name without a version is never made of one with."""
    bare = entry.rpartition("/")[2]
    title = title.rpartition(": ")[2]  # some write the maker before it
    keys: dict[str, Strength] = {}
    for name, strength in (*_names(bare, title), *((name, Strength.TITLE) for name in families.with_maker(title))):
        key = name_key(name)
        if key and len(key) <= _LONGEST_KEY:
            keys[key] = min(strength, keys.get(key, strength))
    day = _DAY.search(bare)
    return Naming(own=name_key(bare), keys=keys, day="".join(day.groups()) if day else "")


def shown_title(title: str) -> str:
    """The title without the maker before it and the word that it is the newest."""
    title = title.rpartition(": ")[2]
    return _LATEST.sub("", title) if _LATEST.search(title) and _VERSION.search(title) else title


def _names(bare: str, title: str) -> Iterator[tuple[str, Strength]]:
    yield bare, Strength.OWN
    yield title, Strength.TITLE
    for name in (bare, title):
        short, strength = name, Strength.TITLE
        for ending, weaker in ((_LATEST, Strength.LATEST), (_DAY, Strength.SNAPSHOT)):
            if ending.search(short):
                short, strength = ending.sub("", short), weaker
        if _VERSION.search(short):
            yield short, strength
            yield from _without_edition(short)


def _without_edition(name: str) -> Iterator[tuple[str, Strength]]:
    while _EDITION.search(name):
        name = _EDITION.sub("", name)
        if _VERSION.search(name):
            yield name, Strength.EDITION


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s_·-]+", name.casefold())).strip()
