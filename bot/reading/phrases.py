"""Phrases found among the words of a text, however many phrases there are."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from bot.reading.tokens import Token, Words, tokenise

T = TypeVar("T")
_PAIR = 2  # words that a phrase is looked up by


class Match(NamedTuple, Generic[T]):
    """A phrase found: tokens ``first`` to ``last`` (inclusive) and what the table holds for it."""

    first: int
    last: int
    value: T


@dataclass(slots=True)
class PhraseTable(Generic[T]):
    """Phrases looked up by their first word: one pass over the tokens, however many phrases there are."""

    # Rows by their first word and by their second ("" where there is none), the longest first.
    _entries: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = field(default_factory=dict)

    def add(self, phrase: str, value: T) -> None:
        """Hold a phrase; spaces, hyphens and case in it do not matter."""
        words = tuple(token.lower for token in tokenise(phrase))
        rows = self._entries.setdefault(words[0], {}).setdefault(words[1] if len(words) > 1 else "", [])
        rows.append((words, value))
        rows.sort(key=lambda row: -len(row[0]))

    def add_all(self, phrases: Iterable[str], value: T) -> None:
        """Hold several phrases for one value."""
        for phrase in phrases:
            self.add(phrase, value)

    def at(self, tokens: Sequence[Token], first: int) -> Match[T] | None:
        """The longest phrase that starts at a token."""
        seconds = self._entries.get(tokens[first].lower)
        if seconds is None:
            return None
        if first + 1 < len(tokens):
            for words, value in seconds.get(tokens[first + 1].lower, ()):
                last = first + len(words) - 1
                if len(words) == _PAIR or words[_PAIR:] == tuple(t.lower for t in tokens[first + _PAIR : last + 1]):
                    return Match(first, last, value)
        alone = seconds.get("")
        return Match(first, first, alone[0][1]) if alone else None

    def find(self, words: Words) -> Iterator[Match[T]]:
        """The longest phrases from left to right, none overlapping another."""
        tokens, entries = words.tokens, self._entries
        done = -1
        for first in words.at_any(entries.keys()):
            seconds = entries[tokens[first].lower]
            goes_on = "" in seconds or (first + 1 < len(tokens) and tokens[first + 1].lower in seconds)
            found = self.at(tokens, first) if goes_on and first > done else None
            if found is not None:
                yield found
                done = found.last

    def phrases(self) -> Iterator[tuple[str, ...]]:
        """The words of every phrase, in small letters."""
        return (words for seconds in self._entries.values() for rows in seconds.values() for words, _ in rows)

    @property
    def firsts(self) -> AbstractSet[str]:
        """The words that phrases start with, in lower case."""
        return self._entries.keys()

    def __contains__(self, word: str) -> bool:
        """Whether any phrase starts with a word, given in lower case."""
        return word in self._entries
