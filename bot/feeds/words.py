"""The words of a text, for telling texts apart: the same for wordings that differ only in how they look. Pure.

Every entry of every document that was fetched passes here, so most characters are sorted by a table, and the slow
expression sees only what is no plain word.
"""

import re
import unicodedata

_SIGNS = "$€£¥₩₹%‰<>≤≥≈=+×±"
_WORD = re.compile(rf"\d+(?:\.\d+)*|[^\W_]+|[{_SIGNS}]|(?<!\w)[-−](?=\d)")
_PARTED_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}\b)")
_TABLED = 0x3000  # characters before this are remembered: alphabets are, ideographs would be many


class _Kept(dict[int, int]):
    """For str.translate: letters, digits and some more characters stay, every other one becomes a space."""

    def __init__(self, more: str = "") -> None:
        super().__init__({ord(each): ord(each) for each in more})

    def __missing__(self, code: int) -> int:
        kept = code if chr(code).isalnum() else ord(" ")
        if code < _TABLED:
            self[code] = kept
        return kept


_ALPHANUMERIC = _Kept()
_IN_TOKENS = _Kept(f"{_SIGNS}.-−_")  # of these, the expression decides what is a word


def bare_words(text: str) -> str:
    """Letters and digits alone, so that mended spacing, case or punctuation changes nothing."""
    return " ".join(text.casefold().translate(_ALPHANUMERIC).split())


def telling_words(text: str) -> str:
    """Words, and the signs that make another figure of the same digits; thousands are written without commas."""
    normal = _PARTED_THOUSANDS.sub("", unicodedata.normalize("NFKC", text).casefold())
    tokens = normal.translate(_IN_TOKENS).split()
    return " ".join(filter(None, [token if token.isalpha() else " ".join(_WORD.findall(token)) for token in tokens]))
