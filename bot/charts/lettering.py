"""What may be lettered on a chart: names come out of feeds, and feeds are hostile. Pure text."""

import unicodedata
from collections.abc import Callable

ELLIPSIS = "…"
LONGEST = 200  # code points; a name is cut to the room it has, but first to what is worth measuring
_MARKS_IN_A_ROW = 2  # no script needs more; more pile up over the lines above


def plain(words: str) -> str:
    """The words on one line: no controls, no marks that turn the direction round, no piles of accents."""
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", words):
        category = unicodedata.category(character)
        marks = marks + 1 if category[0] == "M" else 0
        if category in {"Zs", "Zl", "Zp"} or character in "\t\n\r\v\f":
            kept.append(" ")
        elif category[0] != "C" and marks <= _MARKS_IN_A_ROW:
            kept.append(character)
    return " ".join("".join(kept).split())


def shown(words: str, has_glyph: Callable[[str], bool]) -> str:
    """The words with an ellipsis for every stretch that the fonts cannot draw, where others draw empty boxes."""
    drawn: list[str] = []
    for character in plain(words)[:LONGEST]:
        if character == " " or has_glyph(character):
            drawn.append(character)
        elif not drawn or drawn[-1] != ELLIPSIS:
            drawn.append(ELLIPSIS)
    return "".join(drawn) or ELLIPSIS


def cut_to(words: str, room: float, width: Callable[[str], float]) -> str:
    """The words, or as much of their beginning as fits with an ellipsis."""
    if width(words) <= room:
        return words
    fits, too_long = 0, len(words)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if width(words[:middle].rstrip() + ELLIPSIS) <= room:
            fits = middle
        else:
            too_long = middle
    return words[:fits].rstrip() + ELLIPSIS


def wrapped(words: str, room: float, lines: int, width: Callable[[str], float]) -> list[str]:
    """The words on at most so many lines; what is left over is cut from the last."""
    rows: list[str] = []
    rest = words.split(" ")
    while rest and len(rows) < lines - 1:
        row = [rest.pop(0)]
        while rest and width(" ".join([*row, rest[0]])) <= room:
            row.append(rest.pop(0))
        rows.append(cut_to(" ".join(row), room, width))
    return [*rows, cut_to(" ".join(rest), room, width)] if rest else rows


def opening(words: str) -> str:
    """The words as a sentence begins; what is not the first letter stays as it is."""
    return words[:1].upper() + words[1:]
