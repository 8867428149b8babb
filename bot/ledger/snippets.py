"""The sentence of a text that what was looked for stands in, cut to a readable length, its words marked. Pure.

What counts as found is what the search counts: every word from its beginning, a word written with signs as it is
written, and runs of scripts that are written without spaces wherever they stand. What a mark looks like: the views.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_READ_AT_MOST = 100_000
_WORDS_AT_MOST = 12
_BEGINNING = 3  # the fewest letters that are taken for the beginning of a word
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^\n.!?。！？]+(?:[.!?。！？](?![\s\"”])[^\n.!?。！？]*)*[.!?。！？\"”]*")
_AROUND = 60  # what is kept before the first word found in a sentence too long to be shown


class Piece(NamedTuple):
    """A stretch of a text, and whether it is what was looked for."""

    text: str
    found: bool


def snippet(text: str, words: str, length: int = 240) -> tuple[Piece, ...]:
    """The sentence with the most of the words, the first of those; the text's beginning where none has any."""
    read = text[:_READ_AT_MOST]
    patterns = [re.compile(pattern, re.IGNORECASE) for pattern in _patterns(words)]
    best, most = (0, min(len(read), length)), 0
    for sentence in _sentences(read, patterns):
        held = sum(1 for pattern in patterns if pattern.search(read, *sentence))
        if held > most:
            best, most = sentence, held
        if held == len(patterns):
            break
    spans = _merged([match.span() for pattern in patterns for match in pattern.finditer(read, *best)])
    return tuple(_pieces(read, *_shortened(read, best, spans, length), spans))


def _patterns(words: str) -> list[str]:
    """One pattern for each run of an unspaced script, each word and each word that is written with signs."""
    runs = [re.escape(run) for run in _UNSPACED.findall(words)]
    split = (_WORD.findall(piece) for piece in _UNSPACED.sub(" ", words).split())
    return [*runs, *(_spaced(each) for each in split if each)][:_WORDS_AT_MOST]


def _spaced(words: Sequence[str]) -> str:
    joined = r"[\W_]{1,3}".join(map(re.escape, words))
    beginning = r"[^\W_]*" if len(words) == 1 and len(words[0]) >= _BEGINNING else r"(?![^\W_])"
    return rf"(?<![^\W_]){joined}{beginning}"


def _sentences(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    """The sentences that anything stands in."""
    if any(pattern.search(text) for pattern in patterns):
        for match in _SENTENCE.finditer(text):
            yield match.span()


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _shortened(text: str, sentence: tuple[int, int], spans: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    """The sentence, or so much of it from shortly before the first word found, cut between words."""
    start, end = sentence
    if end - start <= length:
        return start, end
    first = max(start, (spans[0][0] if spans else start) - _AROUND)
    if first > start:
        first = text.find(" ", first, spans[0][0]) + 1 or first
    last = min(end, first + length)
    if last < end:
        last = max(text.rfind(" ", first, last), spans[0][1] if spans else first) if " " in text[first:last] else last
    return first, min(last, first + length)


def _pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at = start
    for first, last in spans:
        if first >= end or last <= start:
            continue
        if first > at:
            yield Piece(text[at:first], False)
        yield Piece(text[max(first, at) : min(last, end)], True)
        at = min(last, end)
    if at < end:
        yield Piece(text[at:end], False)
