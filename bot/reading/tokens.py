"""Cut plain text into words, numbers and marks, and tell where each of them stands."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<url>(?:https?://|www\.)[^\s)>\]|\"]*[^\s)>\]|\".,;:!?'])"
    r"|(?P<han>[\u3400-\u9fff])"
    r"|(?P<number>\d+(?:,\d{3}(?!\d))*(?:\.\d+)*)"
    r"|(?P<word>[^\W\d_\u3400-\u9fff]+)"
    r"|(?P<mark>[^\s\w]|_)"
)
_INNER_MARKS = frozenset("-_.")
_LONGEST_KNOWN = 40  # characters of a printed word that is remembered
_WORDS_KNOWN = 1 << 14


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


_Piece = tuple[str, str, int, int, str, str, bool, str]  # a token by its place in a printed word, and its role


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text and where each word of it stands, so that a list of words is looked for in one go."""

    tokens: Sequence[Token]
    places: Mapping[str, Sequence[int]]  # of each word, in small letters
    capitals: Sequence[int]  # words with a capital
    numbers: Sequence[int]
    addresses: Sequence[int]

    def at_any(self, listed: AbstractSet[str]) -> list[int]:
        """Where any of these words stands, in order; they are given in small letters."""
        return sorted(chain.from_iterable([self.places[word] for word in self.places.keys() & listed]))

    def has_any(self, listed: AbstractSet[str]) -> bool:
        """Whether any of these words stands in the text."""
        return not listed.isdisjoint(self.places.keys())


def words_of(text: str) -> Words:
    """The tokens of a plain text; a hyphen, underscore or dot inside a word becomes the next token's joint."""
    tokens: list[Token] = []
    places: defaultdict[str, list[int]] = defaultdict(list)
    roles: defaultdict[str, list[int]] = defaultdict(list)
    at, count, new = 0, 0, tuple.__new__
    for printed in text.split():
        at = text.index(printed, at)
        # Words come again, so that what a short one is cut into is remembered.
        pieces = _known_pieces(printed) if len(printed) <= _LONGEST_KNOWN else _cut(printed)
        for word, lower, start, end, kind, joint, glued, role in pieces:
            places[lower].append(count)
            if role:
                roles[role].append(count)
            tokens.append(new(Token, (word, lower, at + start, at + end, kind, joint, glued)))
            count += 1
        at = at + end
    return Words(tokens, dict(places), roles["capital"], roles["number"], roles["url"])


def tokenise(text: str) -> Sequence[Token]:
    """The tokens alone."""
    return words_of(text).tokens


def _cut(printed: str) -> list[_Piece]:
    """The tokens of a stretch without a space."""
    pieces: list[_Piece] = []
    pending: tuple[int, int] | None = None
    end = -1
    for match in _TOKEN.finditer(printed):
        kind = match.lastgroup or "mark"
        start, stop = match.span()
        word = printed[start:stop]
        if pending is not None:
            if start == pending[1] and kind in ("word", "number"):
                joint = printed[pending[0]]
            else:
                pieces.append(_mark(printed, *pending))
                joint = "" if start == pending[1] else " "
            pending = None
        else:
            joint = "" if end == start else " "
            if kind == "mark" and word in _INNER_MARKS and joint == "" and pieces[-1][4] != "mark":
                pending = (start, stop)
                continue
        role = kind if kind in ("number", "url") else "capital" if kind == "word" and word[0].isupper() else ""
        pieces.append((word, word.lower(), start, stop, kind, joint, joint != " ", role))
        end = stop
    if pending is not None:
        pieces.append(_mark(printed, *pending))
    return pieces


_known_pieces = lru_cache(maxsize=_WORDS_KNOWN)(_cut)


def _mark(printed: str, start: int, end: int) -> _Piece:
    mark = printed[start:end]
    return mark, mark, start, end, "mark", "", True, ""
