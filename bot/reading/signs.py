"""Patterns that are tried only where a word they cannot do without stands: each declares the beginnings of such words.

A word of a sentence is looked up once for all patterns (``signs_of``); a pattern asks whether all that it needs is
there. That changes how fast an answer comes, not what it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, reduce, wraps
from operator import attrgetter, or_
from typing import Generic, NamedTuple, Protocol, TypeVar

from bot.reading.tokens import Token

T = TypeVar("T")
S = TypeVar("S", bound="Stretch")

_WORDS_KNOWN = 1 << 14
ANYTHING = -1  # every need met: by an address, in which words stand without a border

# What words meet: a bit for each need in which they are named, of words as they are and of beginnings of words.
_whole: dict[str, int] = {}
_stems: dict[str, int] = {}
_needs: list[int] = []


class Part(NamedTuple):
    """A part of a text, with the needs that its words meet."""

    text: str
    start: int
    end: int
    signs: int


class Stretch(Protocol):
    """What stands in a text as a part of it does."""

    @property
    def text(self) -> str:
        """The whole text."""

    @property
    def start(self) -> int:
        """Where the part begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def signs(self) -> int:
        """The needs that its words meet."""


def signs_of(tokens: Sequence[Token]) -> int:
    """The needs that words meet, one bit for each."""
    return reduce(or_, map(_of_word, map(_LOWER, tokens)), 0)


def sign(name: str) -> int:
    """The needs that something found by an earlier stage meets: ":model", ":number", ":releases"."""
    return _whole.get(name, 0)


_LOWER = attrgetter("lower")


@lru_cache(maxsize=_WORDS_KNOWN)
def _of_word(word: str) -> int:
    """The needs that one word meets, given in small letters."""
    if word[0].isalpha() and not word.isalpha():
        return ANYTHING
    if not word.isascii():
        word = word.casefold()
    found = _whole.get(word, 0)
    for stop in range(1, min(len(word), _longest()) + 1):
        found |= _stems.get(word[:stop], 0)
    return found


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _stems), default=0)


def _need(words: Iterable[str]) -> int:
    """A new need that any of these words meets; one with a star is the beginning of a word."""
    bit = 1 << len(_needs)
    _needs.append(bit)
    for word in words:
        known, key = (_stems, word[:-1]) if word.endswith("*") else (_whole, word)
        known[key] = known.get(key, 0) | bit
    _of_word.cache_clear()
    _longest.cache_clear()
    return bit


class Signs:
    """What a pattern or a rule cannot do without: "no not & disclos* shared" is one of each group of words.

    A word with a star is the beginning of one. Words are those that a text is cut into ("n't" is "t"), marks among
    them, and what earlier stages found: ":model", ":number", ":releases".
    """

    __slots__ = ("first", "mask")

    def __init__(self, signs: str) -> None:
        needs = [_need(group.split()) for group in signs.split("&")]
        self.first = needs[0]
        self.mask = reduce(or_, needs)

    def among(self, signs: int) -> bool:
        """Whether one of each group is among these."""
        return signs & self.mask == self.mask


def where(signs: str) -> Callable[[Callable[[S], Iterable[T]]], Callable[[S], Iterable[T]]]:
    """Declare what a rule cannot do without: of a stretch without it the rule makes nothing."""
    mask = Signs(signs).mask

    def guard(rule: Callable[[S], Iterable[T]]) -> Callable[[S], Iterable[T]]:
        @wraps(rule)
        def guarded(stretch: S) -> Iterable[T]:
            return rule(stretch) if stretch.signs & mask == mask else ()

        return guarded

    return guard


class Signed:
    """A pattern with the signs that it cannot do without."""

    __slots__ = ("mask", "needs", "pattern")

    def __init__(self, signs: str, pattern: re.Pattern[str]) -> None:
        self.needs = Signs(signs)
        self.mask = self.needs.mask
        self.pattern = pattern

    def search(self, where: Stretch) -> re.Match[str] | None:
        """The first match in a stretch."""
        if where.signs & self.mask != self.mask:
            return None
        return self.pattern.search(where.text, where.start, where.end)

    def finditer(self, where: Stretch) -> Iterator[re.Match[str]]:
        """Every match in a stretch."""
        if where.signs & self.mask != self.mask:
            return iter(())
        return self.pattern.finditer(where.text, where.start, where.end)

    def within(self, where: Stretch, start: int, end: int) -> re.Match[str] | None:
        """The first match between two places of a stretch."""
        return self.pattern.search(where.text, start, end) if where.signs & self.mask == self.mask else None

    def among(self, words: str, signs: int) -> re.Match[str] | None:
        """The first match in words cut from a stretch with these signs."""
        return self.pattern.search(words) if signs & self.mask == self.mask else None


class SignedRows(Generic[T]):
    """Signed patterns with what each means; only those are looked at whose first need is met."""

    __slots__ = ("_by_first", "_firsts", "rows")

    def __init__(self, rows: Iterable[tuple[T, Signed]]) -> None:
        self.rows = tuple(rows)
        self._by_first = {row.needs.first: (meaning, row) for meaning, row in self.rows}
        self._firsts = reduce(or_, self._by_first)

    def worth(self, where: Stretch) -> Iterator[tuple[T, re.Pattern[str]]]:
        """The patterns whose needs a stretch meets, in their order."""
        signs = where.signs
        met = signs & self._firsts
        while met:
            first = met & -met
            met ^= first
            meaning, row = self._by_first[first]
            if signs & row.mask == row.mask:
                yield meaning, row.pattern
