"""Where the words that were looked for stand in a text, which piece of it shows them, and how well it fits. Pure.

Both search indexes take a word for its letters, whatever the case; SQLite's whatever the accents as well. So do these.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from db.phrases import Phrases, is_beginning

Span = tuple[int, int]
"""From which character, and up to which."""

_TITLE_WEIGHT = 3.0
_LENGTH = 240
_BEFORE = 60  # characters that lead up to the first of the words


@dataclass(frozen=True, kw_only=True, slots=True)
class Excerpt:
    """A piece of a text, where it begins there, and where the words stand in the piece."""

    text: str
    start: int
    spans: tuple[Span, ...]


def spans_in(text: str, phrases: Phrases) -> tuple[Span, ...]:
    """Where the words stand, in order, none within another."""
    plain, places = _plain(text)
    found = sorted(
        (places[match.start()], places[match.end() - 1] + 1)
        for pattern in _patterns(phrases)
        for match in pattern.finditer(plain)
        if match.group()
    )
    apart: list[Span] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return tuple(apart)


def excerpt_of(text: str, phrases: Phrases, *, length: int = _LENGTH) -> Excerpt:
    """The piece of the text that shows most of the words, the first of such; its beginning where none stands there."""
    spans = spans_in(text, phrases)
    starts = [max(start - _BEFORE, 0) for start, _ in spans] or [0]
    start = max(starts, key=lambda at: (sum(at <= s and e <= at + length for s, e in spans), -at))
    start = _after_space(text, start)
    end = len(text) if len(text) <= start + length else text.rfind(" ", start + 1, start + length)
    end = end if end > start else start + length
    within = tuple((s - start, e - start) for s, e in spans if start <= s and e <= end)
    return Excerpt(text=text[start:end], start=start, spans=within)


def relevance(title: str, text: str, phrases: Phrases) -> float:
    """How well a text fits: each of the words counts, less each time it is there again, and most in the title."""
    plain_title, _ = _plain(title)
    plain, _ = _plain(text)
    score = 0.0
    for pattern in _patterns(phrases):
        here = sum(1 for _ in pattern.finditer(plain))
        score += here / (here + 1.5) / (1 + len(plain) / 20_000)
        score += _TITLE_WEIGHT if pattern.search(plain_title) else 0.0
    return score


def _patterns(phrases: Phrases) -> Sequence[re.Pattern[str]]:
    words = [
        r"(?<![^\W_])"
        + r"[\W_]+".join(re.escape(_plain(word)[0]) for word in phrase)
        + (r"[^\W_]*" if is_beginning(phrase) else r"(?![^\W_])")
        for phrase in phrases.spaced
    ]
    return [re.compile(pattern) for pattern in (*words, *map(re.escape, phrases.runs))]


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text without case and accents, and for each of its characters the place of the one that it came of."""
    if text.isascii():
        return text.lower(), range(len(text))
    plain: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(part):
                plain.append(part)
                places.append(place)
    return "".join(plain), places


def _after_space(text: str, start: int) -> int:
    """The beginning of the first whole word from there on, if one begins soon."""
    if start == 0 or text[start - 1].isspace():
        return start
    space = text.find(" ", start, start + _BEFORE // 2)
    return space + 1 if space >= 0 else start
