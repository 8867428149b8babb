"""Tables that became running text: names in a row, then rows of a name and as many numbers. Bars are `tables`' part.

"Benchmark A-1 B-2 MMLU 80.1 79.2 HLE 41.0 40.2" is one, on one line or on several: every cell is known by its place.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.domain.claims import Kind
from bot.reading.amounts import Quantity, Unit
from bot.reading.frames import Draft, Frame, named
from bot.reading.mentions import BenchmarkMention, ModelMention
from bot.reading.structure import BlockKind

_BETWEEN = re.compile(
    r"(?:[\s|,;:*/]|\((?:%|\w{1,12})\)|%|\b(?:benchmarks?|models?|metrics?|datasets?|tasks?|evals?|scores?|"
    r"accuracy|pass@1|avg|acc)\b)*",
    re.IGNORECASE,
)
_SCORES = frozenset((Unit.PLAIN, Unit.PERCENT))
_LEAST = 2  # columns, and rows
_SMALLEST = _LEAST + _LEAST * (1 + _LEAST)  # names and numbers

Cell = ModelMention | BenchmarkMention | Quantity


class _Placed(NamedTuple):
    """A name or number of a table, with the frame that it stands in."""

    cell: Cell
    frame: Frame


def read_flat_tables(frames: Sequence[Frame]) -> list[tuple[Frame, Draft]]:
    """The score of every cell of the tables in running text."""
    drafts: list[tuple[Frame, Draft]] = []
    if not any(frame.benchmarks for frame in frames):
        return drafts
    for cells in _stretches(frames):
        at = 0
        while at + _SMALLEST <= len(cells):
            header = _names_from(cells, at)
            rows = _rows(cells, at + len(header), header) if len(header) >= _LEAST else []
            if len(rows) < _LEAST:
                at += max(len(header), 1)
                continue
            drafts += [(number.frame, draft) for row in rows for number, draft in _scores(header, row)]
            at += len(header) + len(rows) * (len(header) + 1)
    return drafts


def _stretches(frames: Sequence[Frame]) -> Iterator[list[_Placed]]:
    """Names and numbers with nothing to read between them, in order of place."""
    run: list[_Placed] = []
    for frame in frames:
        if frame.kind is BlockKind.TABLE or not (frame.models or frame.benchmarks or frame.quantities):
            continue
        numbers = [quantity for quantity in frame.quantities if quantity.unit in _SCORES and not quantity.scaled]
        cells: list[Cell] = [*frame.models, *frame.benchmarks, *numbers]
        for cell in sorted(cells, key=lambda cell: cell.start):
            if run and not _BETWEEN.fullmatch(frame.text, run[-1].cell.end, cell.start):
                yield run
                run = []
            run.append(_Placed(cell, frame))
    yield run


def _names_from(cells: Sequence[_Placed], at: int) -> Sequence[_Placed]:
    """The names of one kind that follow one another: what a table is headed by."""
    kind = type(cells[at].cell)
    stop = at
    while stop < len(cells) and isinstance(cells[stop].cell, kind) and not isinstance(cells[stop].cell, Quantity):
        stop += 1
    return cells[at:stop]


def _rows(cells: Sequence[_Placed], at: int, header: Sequence[_Placed]) -> list[Sequence[_Placed]]:
    """Rows of one name of the other kind and as many numbers as the header has names."""
    rows: list[Sequence[_Placed]] = []
    width, kind = len(header), type(header[0].cell)
    while at + width < len(cells):
        row = cells[at : at + width + 1]
        labelled = not isinstance(row[0].cell, (Quantity, kind))
        if not labelled or not all(isinstance(placed.cell, Quantity) for placed in row[1:]):
            break
        rows.append(row)
        at += width + 1
    return rows


def _scores(header: Sequence[_Placed], row: Sequence[_Placed]) -> Iterator[tuple[_Placed, Draft]]:
    for name, number in zip(header, row[1:], strict=True):
        pair = (name.cell, row[0].cell)
        model = next((cell for cell in pair if isinstance(cell, ModelMention)), None)
        benchmark = next((cell for cell in pair if isinstance(cell, BenchmarkMention)), None)
        if model is None or benchmark is None or not isinstance(number.cell, Quantity):
            continue
        yield (
            number,
            Draft(
                kind=Kind.BENCHMARK,
                subject=named(model),
                metric=benchmark.name,
                value=number.cell.value,
                bound=number.cell.bound,
                start=number.cell.start,
                end=number.cell.end,
                rule="table.flat",
            ),
        )
