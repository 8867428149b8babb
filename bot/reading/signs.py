"""Patterns that are tried only where a sign of them stands: most sentences hold none, and a word is found quickly."""

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
_Groups = tuple[tuple[str, ...], ...]


class _Held:
    """Which of all signs a text holds; what was found of the last text is kept, for all its sentences and patterns."""

    def __init__(self) -> None:
        self._signs: set[str] = set()
        self._last: tuple[str, frozenset[str]] = ("", frozenset())
        self._stretch: tuple[str, int, int, str] = ("", 0, 0, "")

    def words(self, text: str, start: int, end: int) -> str:
        """A stretch of a text in small letters; pattern after pattern asks for the same one."""
        last, first, stop, words = self._stretch
        if last is not text or first != start or stop != end:
            words = text[start:end].lower()
            self._stretch = text, start, end, words
        return words

    def add(self, groups: _Groups) -> None:
        """Look for these from now on."""
        for group in groups:
            self._signs.update(group)
        self._last = ("", frozenset())

    def by(self, text: str) -> frozenset[str]:
        """The signs that a text holds anywhere."""
        last, held = self._last
        if last is not text:
            words = text.lower()
            held = frozenset([sign for sign in self._signs if sign in words])
            self._last = text, held
        return held


_HELD = _Held()


class Signed:
    """A pattern with its signs: stretches of small letters, in groups parted by "+", one of each of which it needs.

    What was last found is kept because a text is asked sentence by sentence; it changes how fast an answer comes, not
    what it is.
    """

    __slots__ = ("_groups", "_last", "pattern")

    def __init__(self, signs: str, pattern: re.Pattern[str]) -> None:
        self._groups: _Groups = tuple(tuple(group.split(", ")) for group in signs.split(" + "))
        self.pattern = pattern
        self._last: tuple[str, _Groups | None] = ("", None)
        _HELD.add(self._groups)

    def may_be_in(self, text: str) -> bool:
        """Whether a text holds signs of the pattern anywhere."""
        last, groups = self._last
        if last is not text:
            groups = self.held(text)
            self._last = text, groups
        return groups is not None

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match between two places of a text."""
        return self.pattern.search(text, start, end) if self._worth_it(text, start, end) else None

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Every match between two places of a text."""
        return self.pattern.finditer(text, start, end) if self._worth_it(text, start, end) else iter(())

    def _worth_it(self, text: str, start: int, end: int) -> bool:
        last, groups = self._last
        if last is not text:
            groups = self.held(text)
            self._last = text, groups
        if groups is None:
            return False
        words = _HELD.words(text, start, end)
        for group in groups:
            for sign in group:
                if sign in words:
                    break
            else:
                return False
        return True

    def held(self, text: str) -> _Groups | None:
        """Of each group the signs that a text holds; none where one group has none."""
        held = _HELD.by(text)
        groups = tuple(tuple(sign for sign in group if sign in held) for group in self._groups)
        return groups if all(groups) else None


class SignedRows(Generic[T]):
    """Signed patterns with what each means; those that a whole text has no signs of are passed over at once."""

    __slots__ = ("_found", "_last", "_rows")

    def __init__(self, rows: Iterable[tuple[T, Signed]]) -> None:
        self._rows = tuple(rows)
        self._last: tuple[str, tuple[tuple[T, re.Pattern[str], _Groups], ...]] = ("", ())
        self._found: tuple[str, dict[tuple[int, int], list[tuple[T, re.Match[str]]]]] = ("", {})

    def matches(self, text: str, start: int, end: int) -> list[tuple[T, re.Match[str]]]:
        """Every match between two places of a text, found once for all who ask."""
        last, known = self._found
        if last is not text:
            known = {}
            self._found = text, known
        found = known.get((start, end))
        if found is None:
            worth = self._worth_it(text, start, end)
            found = [(meaning, match) for meaning, pattern in worth for match in pattern.finditer(text, start, end)]
            known[start, end] = found
        return found

    def firsts(self, text: str, start: int, end: int) -> Iterator[tuple[T, re.Match[str]]]:
        """The first match of each pattern between two places of a text."""
        for meaning, pattern in self._worth_it(text, start, end):
            if match := pattern.search(text, start, end):
                yield meaning, match

    def _worth_it(self, text: str, start: int, end: int) -> Iterator[tuple[T, re.Pattern[str]]]:
        """The patterns that a stretch of a text holds signs of."""
        words = _HELD.words(text, start, end)
        for meaning, pattern, groups in self._of(text):
            for group in groups:
                for sign in group:
                    if sign in words:
                        break
                else:
                    break
            else:
                yield meaning, pattern

    def _of(self, text: str) -> tuple[tuple[T, re.Pattern[str], _Groups], ...]:
        """The patterns worth trying in the sentences of a text, with the signs of each that it holds."""
        last, rows = self._last
        if last is not text:
            held = ((meaning, row.pattern, row.held(text)) for meaning, row in self._rows)
            rows = tuple((meaning, pattern, groups) for meaning, pattern, groups in held if groups is not None)
            self._last = text, rows
        return rows
