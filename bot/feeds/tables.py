"""Write the rows of an HTML table as a markdown table. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

MAX_COLUMNS = 60
MAX_CELLS = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A cell and how far it reaches."""

    text: str
    columns: int = 1
    rows: int = 1


def markdown_table(rows: Sequence[Sequence[Cell]]) -> str | None:
    """The table, its first row as the head; None for what only places text on a page: one column, or one row."""
    grid = _grid([row for row in rows if row])
    width = max((len(row) for row in grid), default=0)
    keep = [column for column in range(width) if any(column < len(row) and row[column] for row in grid)]
    lines = [[row[column] if column < len(row) else "" for column in keep] for row in grid if any(row)]
    if len(keep) < 2 or len(lines) < 2:
        return None
    head, *body = ("| " + " | ".join(line) + " |" for line in lines)
    return "\n".join([head, "|" + " --- |" * len(keep), *body])


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The cells in their columns. A cell over several rows is repeated, so that each row can be read alone; one over
    several columns stands in the first of them."""
    grid: list[list[str]] = []
    reaching: dict[int, tuple[int, str]] = {}  # column: rows still to fill, text
    total = 0
    for row in rows:
        line: list[str] = []
        for cell in row:
            _fill(line, reaching)
            text = _in_a_cell(cell.text)
            for offset in range(min(cell.columns, MAX_COLUMNS - len(line))):
                shown = "" if offset else text
                if cell.rows > 1:
                    reaching[len(line)] = (cell.rows - 1, shown)
                line.append(shown)
        _fill(line, reaching)
        grid.append(line)
        total += len(line)
        if total > MAX_CELLS:
            break
    return grid


def _fill(line: list[str], reaching: dict[int, tuple[int, str]]) -> None:
    while (column := len(line)) in reaching:
        left, text = reaching.pop(column)
        if left > 1:
            reaching[column] = (left - 1, text)
            line.append(text)
            continue
        line.append(text)


def _in_a_cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
