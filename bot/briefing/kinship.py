"""How two models are related by their names: the same, a family and its member, members of one family, strangers. Pure.

Names are compared by their words and numbers, so that a family nobody has heard of yet is told apart as well as a known
one: "Nova 3 Pro" is neither "Nova 2 Pro" nor "Nova 3 Lite", and "Nova 3" may be any of the third ones.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

_WORD = re.compile(r"v\d+(?:\.\d+)*(?![a-z\d])|\d+(?:\.\d+)*(?:[bmk](?![a-z]))?|[^\W\d_]+")
_HYPHENATED = re.compile(r"(?<!\d)(\d{1,2})-(\d)(?![\da-z])")  # claude-opus-4-7, as an API has it
_PHASES = frozenset(("preview", "exp", "experimental", "beta", "latest", "instruct", "base", "model", "api"))


class Kinship(IntEnum):
    """From strangers to the same, so that the closest of several is the greatest."""

    NONE = 0
    SIBLING = 1
    """Told apart by version, size or variant: "Opus 4.6" and "Opus 4.7"."""
    FAMILY = 2
    """One is the other without its number: "Claude" and "Claude Opus 4.7"."""
    MEMBER = 3
    """One is the other with more said: "DeepSeek-V4" and "DeepSeek-V4-Pro"."""
    SAME = 4


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The words and numbers of a name or a title in lower case, without those that say how far along a model is."""
    words = _WORD.findall(_HYPHENATED.sub(r"\1.\2", unicodedata.normalize("NFKC", name).lower()))
    return tuple([word for word in words if word not in _PHASES] or words)


def is_number(word: str) -> bool:
    """Whether a word of a name is a version or a size."""
    return word[-1].isdigit() or word[0].isdigit()


@lru_cache(maxsize=65536)
def kinship(one: str, other: str) -> Kinship:
    """How two models of these names are related."""
    ours, theirs = frozenset(name_words(one)), frozenset(name_words(other))
    if ours == theirs:
        return Kinship.SAME if ours else Kinship.NONE
    if ours <= theirs or theirs <= ours:
        shared, more = ours & theirs, ours ^ theirs
        return Kinship.MEMBER if any(map(is_number, shared)) or all(map(_is_size, more)) else Kinship.FAMILY
    return Kinship.SIBLING if any(not is_number(word) for word in ours & theirs) else Kinship.NONE


@lru_cache(maxsize=8192)
def stem(name: str) -> str:
    """The name up to its first number, the key under which a family's members are looked up: "deepseek v4"."""
    words = name_words(name)
    return " ".join(words[: _first_number(words) + 1])


def tail(name: str) -> tuple[str, ...]:
    """The name without its first word, as titles have it: "opus 4.7", "v4 pro"; nothing where that says too little."""
    words = name_words(name)[1:]
    tells = len(words) > 1 and any(map(is_number, words))
    return words if tells or (words and words[0].startswith("v") and is_number(words[0])) else ()


def _is_size(word: str) -> bool:
    return word[0].isdigit() and not word[-1].isdigit()


def _first_number(words: Sequence[str]) -> int:
    return next((at for at, word in enumerate(words) if is_number(word)), len(words) - 1)
