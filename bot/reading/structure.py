"""The shape of a text: headings, paragraphs, list items, tables, and the sentences in them. Words are not read here."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

_BULLET = re.compile(r"[ ]{0,12}(?:[-*+\u2022\u00b7\u25cf\u25aa\u2023\u2013]|\d{1,2}[.)])[ ]+(?=\S)")
_NUMBERED = re.compile(r"[ ]{0,3}\d{1,2}[.)][ ]+(?=\S)")
_HASHES = re.compile(r"[ ]{0,3}(#{1,6})[ ]+(?=\S)")
_QUOTED = re.compile(r"[ ]{0,3}>[ ]?")
_RULE_ROW = re.compile(r"[|:\-\s]+$")
_SENTENCE_END = re.compile(
    r"[.!?\n\u3002\uff01\uff1f](?:(?<=[.!?])['\")\]]{0,3}[ \n]+(?=['\"(\[]?[^\sa-z])|"
    r"(?<=[\u3002\uff01\uff1f])[\u3002\uff01\uff1f]*|(?<=\n)[ ]*\n)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:vs|e\.g|i\.e|etc|al|approx|ca|No|Fig|Sec|Dr|Mr|Ms|Mrs|St|Inc|Corp|Ltd|Co|resp|U\.S|cf|est)|\b[A-Z])$"
)
_LONGEST_HEADING = 90
_LONGEST_SENTENCE = 1500
_LARGEST_TABLE = 8000  # characters: what is beyond is a table of its own


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTED = "quoted"
    TABLE = "table"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A stretch of text. ``level``: a heading's depth, or how far a list item is set in.

    ``lead`` is the index of the line ending in ":" that a list or table hangs on.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    lead: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """``text[start:end]``, one sentence of the block with this index."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One cell of a table, trimmed."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def split_blocks(text: str) -> list[Block]:
    """The blocks of a plain text, in order."""
    lines = _lines(text)
    blocks: list[Block] = []
    lead: int | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.blank:
            at += 1
            continue
        kind, skip, level = _kind_of(lines, at)
        stop = _last_line(lines, at, kind)
        if kind is not BlockKind.ITEM and kind is not BlockKind.TABLE:
            lead = None
        blocks.append(Block(kind=kind, start=line.start + skip, end=lines[stop].end, level=level, lead=lead))
        if kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and lines[stop].text.rstrip().endswith(":"):
            lead = len(blocks) - 1
        at = stop + 1
    return blocks


def split_sentences(text: str, blocks: list[Block]) -> list[Sentence]:
    """The sentences of every block, trimmed of space; a table is one."""
    sentences: list[Sentence] = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE:
            sentences.append(Sentence(start=block.start, end=block.end, block=index))
        else:
            sentences += [Sentence(start=a, end=b, block=index) for a, b in _cut(text, block.start, block.end)]
    return sentences


def table_rows(text: str, block: Block) -> list[list[Cell]]:
    """The cells of a markdown table, row by row, without the ruled line."""
    return [
        _cells(line.text, block.start + line.start)
        for line in _lines(text[block.start : block.end])
        if not line.blank and not _RULE_ROW.match(line.text)
    ]


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    for piece in text.split("\n"):
        lines.append(_Line(start, start + len(piece), piece))
        start += len(piece) + 1
    return lines


def _kind_of(lines: list[_Line], at: int) -> tuple[BlockKind, int, int]:
    """What a line begins, how many characters of it are markup, and a heading's level."""
    line = lines[at].text
    if _starts_table(lines, at):
        return BlockKind.TABLE, 0, 0
    if hashes := _HASHES.match(line):
        return BlockKind.HEADING, hashes.end(), len(hashes.group(1))
    if _NUMBERED.match(line) and _looks_like_heading(lines, at) and not _numbered_next(lines, at):
        return BlockKind.HEADING, 0, 7
    if bullet := _BULLET.match(line):
        return BlockKind.ITEM, bullet.end(), len(line) - len(line.lstrip())
    if quoted := _QUOTED.match(line):
        return BlockKind.QUOTED, quoted.end(), 0
    if _looks_like_heading(lines, at):
        return BlockKind.HEADING, 0, 7
    return BlockKind.PARAGRAPH, 0, 0


def _starts_table(lines: list[_Line], at: int) -> bool:
    """A line between bars, or one before a line with as many bars in it (or one more: no words over the labels)."""
    bars = lines[at].text.count("|")
    if bars > 1 and lines[at].text.lstrip().startswith("|"):
        return True
    return bars > 0 and at + 1 < len(lines) and lines[at + 1].text.count("|") in (bars, bars + 1)


def _numbered_next(lines: list[_Line], at: int) -> bool:
    """Whether the next line with words is numbered too: then both are items of a list."""
    following = next((line for line in lines[at + 1 : at + 4] if not line.blank), None)
    return following is not None and _NUMBERED.match(following.text) is not None


def _looks_like_heading(lines: list[_Line], at: int) -> bool:
    """A short line alone between blank lines, without a sentence's end."""
    text = lines[at].text.strip()
    alone_above = at == 0 or lines[at - 1].blank
    following = lines[at + 1] if at + 1 < len(lines) else None
    if not alone_above or following is None or len(text) > _LONGEST_HEADING or text[-1] in ".!?,;\u3002:\"'":
        return False
    if following.blank or _BULLET.match(following.text):
        return True
    return len(text.split()) <= 4 and text[0].isupper() and len(following.text) > 2 * len(text) + 40


def _last_line(lines: list[_Line], at: int, kind: BlockKind) -> int:
    """The last line that still belongs to the block begun at a line."""
    if kind is BlockKind.HEADING:
        return at
    stop = at
    while stop + 1 < len(lines) and _continues(lines[stop + 1], kind):
        if kind is BlockKind.TABLE and lines[stop + 1].end - lines[at].start > _LARGEST_TABLE:
            break
        stop += 1
    return stop


def _continues(line: _Line, kind: BlockKind) -> bool:
    if line.blank or _HASHES.match(line.text):
        return False
    starts_row = line.text.lstrip().startswith("|")
    if kind is BlockKind.TABLE:
        return "|" in line.text
    if kind is BlockKind.QUOTED:
        return True
    return not starts_row and not _BULLET.match(line.text) and not _QUOTED.match(line.text)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.group()[0] == "." and _ABBREVIATION.search(text, max(start, match.start() - 8), match.start()):
            continue
        pieces += _portions(text, at, match.end())
        at = match.end()
    return pieces + _portions(text, at, end)


def _portions(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch as one sentence, or cut at spaces where it is longer than any sentence, so that rules stay quick."""
    pieces: list[tuple[int, int]] = []
    while end - start > _LONGEST_SENTENCE:
        space = text.rfind(" ", start + _LONGEST_SENTENCE // 2, start + _LONGEST_SENTENCE)
        cut = space if space > start else start + _LONGEST_SENTENCE
        pieces += _trim(text, start, cut)
        start = cut
    return pieces + _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [(start, end)] if end > start else []


def _cells(line: str, offset: int) -> list[Cell]:
    """The cells between the bars of one row."""
    bars = [i for i, char in enumerate(line) if char == "|"]
    if line[: bars[0]].strip():
        bars.insert(0, -1)
    if line[bars[-1] + 1 :].strip():
        bars.append(len(line))
    cells = []
    for left, right in pairwise(bars):
        spans = _trim(line, left + 1, right) or [(left + 1, left + 1)]
        cells.append(Cell(start=offset + spans[0][0], end=offset + spans[0][1]))
    return cells
