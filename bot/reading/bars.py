"""Give tables that lost their bars when they became text their bars back, character for character.

Two shapes are known: cells with tabs between them, and one cell a line ("MMLU", "80.1", "79.2", each on its own).
"""

import re
from collections.abc import Iterator, Sequence

_NUMBER = re.compile(
    r"[~<>\u2264\u2265\u2248]?[$\u20ac]?[+-]?\d[\d.,]{0,12} ?(?:%|[KMBT]\b|[KMGT]B|pp|Elo)?\*?$|[-\u2013\u2014]$|N/?A$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]")
_LONGEST_CELL = 60
_LEAST_ROWS = 2
_MOST_COLUMNS = 12


def with_bars(text: str) -> str:
    """The text with a bar for each tab between cells, and for each line end inside a row of a table."""
    if "\t" in text:
        text = _tabbed(text)
    return _stacked(text)


def _tabbed(text: str) -> str:
    """Bars for tabs in lines that have as many of them as a line beside them."""
    lines = text.split("\n")
    tabs = [0 if line[:1] in ("\t", "|", "") else line.rstrip().count("\t") for line in lines]
    for at, count in enumerate(tabs):
        beside = (tabs[at - 1] if at else 0, tabs[at + 1] if at + 1 < len(tabs) else 0)
        if count and count in beside:
            lines[at] = lines[at].replace("\t", "|")
    return "\n".join(lines)


def _stacked(text: str) -> str:
    """Bars for the line ends inside the rows of tables that stand one cell a line."""
    if text.count("\n") < 2 * _LEAST_ROWS + 1:
        return text
    lines = text.split("\n")
    ends = ["\n"] * len(lines)
    for start, stop in _short_runs(lines):
        for first, last in _rows(lines[start:stop]):
            for at in range(start + first, start + last):
                ends[at] = "|"
    return "".join(line + end for line, end in zip(lines, ends, strict=True))[:-1]


def _short_runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of short lines without a blank one between them."""
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and _is_cell(lines[at]):
            continue
        if at - start > 2 * _LEAST_ROWS:
            yield start, at
        start = at + 1


def _is_cell(line: str) -> bool:
    return (
        0 < len(line.strip()) <= _LONGEST_CELL
        and "|" not in line
        and not line.lstrip().startswith(("#", "- ", "* ", "> "))
    )


def _rows(cells: Sequence[str]) -> list[tuple[int, int]]:
    """The first and last line of each row, the header's first; none where the lines are no table."""
    numeric = [bool(_NUMBER.match(cell.strip())) for cell in cells]
    first = next((at for at, number in enumerate(numeric) if number), None)
    if first is None or first < 2:
        return []
    width = next((at for at in range(first, len(cells)) if not numeric[at]), len(cells)) - first
    rows = _body(cells, numeric, first - 1, width)
    header = first - 1
    if width < 2 or width > _MOST_COLUMNS or len(rows) < _LEAST_ROWS or header not in (width, width + 1):
        return []
    return [(0, header - 1), *rows]


def _body(cells: Sequence[str], numeric: Sequence[bool], start: int, width: int) -> list[tuple[int, int]]:
    """Rows of a label and as many numbers as the table is wide, from a line on."""
    rows: list[tuple[int, int]] = []
    at = start
    while at + width < len(cells):
        labelled = not numeric[at] and _WORDS.search(cells[at])
        if not labelled or not all(numeric[at + 1 : at + 1 + width]):
            break
        rows.append((at, at + width))
        at += width + 1
    return rows
