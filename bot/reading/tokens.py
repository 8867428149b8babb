"""Cut plain text into words, numbers and marks, and find phrases among them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

_TOKEN = re.compile(
    r"(?P<url>(?:https?://|www\.)[^\s)>\]|\"]*[^\s)>\]|\".,;:!?'])"
    r"|(?P<han>[\u3400-\u9fff])"
    r"|(?P<number>\d+(?:,\d{3}(?!\d))*(?:\.\d+)*)"
    r"|(?P<word>[^\W\d_\u3400-\u9fff]+)"
    r"|(?P<mark>[^\s\w]|_)"
)
_INNER_MARKS = frozenset("-_.")

T = TypeVar("T")


class Token(NamedTuple):
    """A word, number, Chinese character, address or mark. ``joint`` is what binds it to the token before it.

    The joint is "" where the two touch, "-", "_" or "." where that mark alone is between them, " " for space. A token
    is ``glued`` where it is one printed word with the one before it.
    """

    text: str
    lower: str
    start: int
    end: int
    kind: str
    joint: str
    glued: bool


def tokenise(text: str) -> list[Token]:
    """All tokens of a plain text; a hyphen, underscore or dot inside a word becomes the next token's joint."""
    tokens: list[Token] = []
    pending: re.Match[str] | None = None
    end = -1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        start, stop = match.span()
        if pending is not None:
            joint = _flush(tokens, pending, match, kind)
            pending = None
        else:
            joint = "" if end == start else " "
        word = text[start:stop]
        if kind == "mark" and word in _INNER_MARKS and joint == "" and tokens[-1].kind != "mark":
            pending = match
            continue
        tokens.append(Token(word, word.lower(), start, stop, kind, joint, joint != " "))
        end = stop
    if pending is not None:
        tokens.append(_mark(pending))
    return tokens


def _mark(match: re.Match[str]) -> Token:
    return Token(match.group(), match.group(), match.start(), match.end(), "mark", "", True)


def _flush(tokens: list[Token], mark: re.Match[str], following: re.Match[str], kind: str) -> str:
    """Turn a held-back mark into the joint of what follows, or into a token of its own."""
    if following.start() == mark.end() and kind in ("word", "number"):
        return mark.group()
    tokens.append(_mark(mark))
    return "" if following.start() == mark.end() else " "


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
                if last < len(tokens) and all(tokens[first + i].lower == words[i] for i in range(2, len(words))):
                    return Match(first, last, value)
        alone = seconds.get("")
        return Match(first, first, alone[0][1]) if alone else None

    def find(self, tokens: Sequence[Token], first: int = 0, stop: int | None = None) -> Iterator[Match[T]]:
        """The longest phrases from left to right, none overlapping another."""
        stop = len(tokens) if stop is None else stop
        entries = self._entries
        while first < stop:
            found = self.at(tokens, first) if tokens[first].lower in entries else None
            if found is None or found.last >= stop:
                first += 1
            else:
                yield found
                first = found.last + 1

    @property
    def firsts(self) -> Collection[str]:
        """The words that phrases start with, in lower case."""
        return self._entries.keys()

    def __contains__(self, word: str) -> bool:
        """Whether any phrase starts with a word, given in lower case."""
        return word in self._entries
