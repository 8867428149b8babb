"""A chart as others attach it, and the text that stands for it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.charts.lettering import plain

ALT_AT_MOST = 1024
"""Discord's limit for the description of a picture."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """A picture, what it shows in words with the figures, and the name of its file."""

    png: bytes
    alt: str
    filename: str


def alt_text(sentences: Iterable[str]) -> str:
    """The sentences as one text, the answer first; of those past the limit, whole ones are left out."""
    text = ""
    for sentence in map(plain, sentences):
        longer = f"{text} {sentence}" if text else sentence
        if len(longer) > ALT_AT_MOST:
            return f"{text} …" if text and len(text) <= ALT_AT_MOST - 2 else longer[: ALT_AT_MOST - 1] + "…"
        text = longer
    return text


def listed(words: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
