"""Cut plain text into words, numbers and marks, and find phrases among them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_TOKEN = re.compile(
    r"(?P<url>(?:https?://|www\.)[^\s)>\]|\"]*[^\s)>\]|\".,;:!?'])"
    r"|(?P<han>[\u3400-\u9fff])"
    r"|(?P<number>\d+(?:,\d{3}(?!\d))*(?:\.\d+)*)"
    r"|(?P<word>[^\W\d_\u3400-\u9fff]+)"
    r"|(?P<mark>[^\s\w]|_)"
)
_INNER_MARKS = frozenset("-_.")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, Chinese character, address or mark. ``joint`` is what binds it to the token before it.

    The joint is "" where the two touch, "-", "_" or "." where that mark alone is between them, " " for space.
    """

    text: str
    lower: str
    start: int
    end: int
    kind: str
    joint: str

    @property
    def glued(self) -> bool:
        """Whether it is one printed word with the token before it."""
        return self.joint != " "


def tokenise(text: str) -> list[Token]:
    """All tokens of a plain text; a hyphen, underscore or dot inside a word becomes the next token's joint."""
    tokens: list[Token] = []
    pending: re.Match[str] | None = None
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if pending is not None:
            joint = _flush(tokens, pending, match, kind)
            pending = None
        else:
            joint = "" if tokens and tokens[-1].end == match.start() else " "
        if kind == "mark" and match.group() in _INNER_MARKS and joint == "" and tokens[-1].kind != "mark":
            pending = match
            continue
        word = match.group()
        tokens.append(Token(word, word.lower(), match.start(), match.end(), kind, joint))
    if pending is not None:
        tokens.append(Token(pending.group(), pending.group(), pending.start(), pending.end(), "mark", ""))
    return tokens


def _flush(tokens: list[Token], mark: re.Match[str], following: re.Match[str], kind: str) -> str:
    """Turn a held-back mark into the joint of what follows, or into a token of its own."""
    if following.start() == mark.end() and kind in ("word", "number"):
        return mark.group()
    tokens.append(Token(mark.group(), mark.group(), mark.start(), mark.end(), "mark", ""))
    return "" if following.start() == mark.end() else " "


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found: tokens ``first`` to ``last`` (inclusive) and what the table holds for it."""

    first: int
    last: int
    value: T


@dataclass(slots=True)
class PhraseTable(Generic[T]):
    """Phrases looked up by their first word: one pass over the tokens, however many phrases there are."""

    _entries: dict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=dict)

    def add(self, phrase: str, value: T) -> None:
        """Hold a phrase; spaces, hyphens and case in it do not matter."""
        words = tuple(token.lower for token in tokenise(phrase))
        rows = self._entries.setdefault(words[0], [])
        rows.append((words, value))
        rows.sort(key=lambda row: -len(row[0]))

    def add_all(self, phrases: Iterable[str], value: T) -> None:
        """Hold several phrases for one value."""
        for phrase in phrases:
            self.add(phrase, value)

    def at(self, tokens: Sequence[Token], first: int) -> Match[T] | None:
        """The longest phrase that starts at a token."""
        for words, value in self._entries.get(tokens[first].lower, ()):
            last = first + len(words) - 1
            if last < len(tokens) and all(tokens[first + i].lower == words[i] for i in range(1, len(words))):
                return Match(first, last, value)
        return None

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

    def __contains__(self, word: str) -> bool:
        """Whether any phrase starts with a word, given in lower case."""
        return word in self._entries
