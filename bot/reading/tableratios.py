"""Ratios of a table that sets models side by side: a column of "2x", or cells over one that says "baseline"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.domain.claims import Kind, Ratio
from bot.domain.names import Named
from bot.reading.amounts import Quantity, Unit
from bot.reading.frames import Draft
from bot.reading.grids import Grid
from bot.reading.ratiometrics import first_measure
from bot.reading.structure import Cell
from bot.reading.tablecells import draft_of

_BASE = re.compile(r"\W*(?:baseline|reference|base|1(?:\.0+)? ?[x\u00d7]|100 ?%)\W*", re.IGNORECASE)
_HEADS = re.compile(
    r"\W*(?:ratio|multiple|multiplier|factor|change|difference|delta|\u0394|improvement|increase|decrease|reduction|"
    r"savings?|speed-?up|gain|relative|vs\.?|comparison)\b",
    re.IGNORECASE,
)
_MONEY = (Unit.MONEY, Unit.PRICE)
_CLOSE = 0.06  # of a ratio that is printed rounded


def row_ratios(
    grid: Grid, header: Sequence[Cell], row: Sequence[Cell], label: Cell, columns: Mapping[int, Named]
) -> Iterator[Draft]:
    """What one row says of the amounts of the models over its columns."""
    metric = _metric(grid, row, label)
    if metric is None or metric is Ratio.PERFORMANCE:
        return
    base = next((at for at in columns if at < len(row) and _BASE.fullmatch(grid.words(row[at]))), None)
    if base is not None:
        for at, model in columns.items():
            if at != base and at < len(row):
                yield from _over_base(grid, row[at], metric, model, columns[base])
    elif len(columns) == 2:
        for at, cell in enumerate(row):
            if at not in columns and at < len(header) and _HEADS.match(grid.words(header[at])):
                yield from _printed(grid, row, cell, metric, columns)


def _metric(grid: Grid, row: Sequence[Cell], label: Cell) -> Ratio | None:
    """The amount that a row's label names; a row of prices is one of cost."""
    numbers = [number for cell in row if cell is not label for number in grid.quantities(cell)]
    if any(number.unit in _MONEY for number in numbers):
        return Ratio.COST
    measure = first_measure(grid.words(label))
    return None if measure is None or measure.thrift else measure.metric


def _over_base(grid: Grid, cell: Cell, metric: Ratio, model: Named, other: Named) -> Iterator[Draft]:
    """A cell that says how much of the baseline's amount a model's is."""
    numbers = grid.quantities(cell)
    value = _share(grid, numbers[0]) if len(numbers) == 1 else None
    if value is not None and value > 0 and model != other:
        yield _draft(numbers[0], metric, value, model, other)


def _printed(
    grid: Grid, row: Sequence[Cell], cell: Cell, metric: Ratio, columns: Mapping[int, Named]
) -> Iterator[Draft]:
    """A cell with the ratio of the two amounts beside it, which tell which of them is over which."""
    amounts = [(grid.quantities(row[at]), model) for at, model in columns.items() if at < len(row)]
    printed = grid.quantities(cell)
    if len(printed) != 1 or len(amounts) != 2 or any(len(numbers) != 1 for numbers, _ in amounts):
        return
    value = _share(grid, printed[0])
    (one, first), (two, second) = ((numbers[0].value, model) for numbers, model in amounts)
    if value is None or value <= 0 or min(one, two) <= 0 or first == second:
        return
    if abs(two / one / value - 1) < _CLOSE:
        yield _draft(printed[0], metric, value, second, first)
    elif abs(one / two / value - 1) < _CLOSE:
        yield _draft(printed[0], metric, value, first, second)


def _share(grid: Grid, number: Quantity) -> float | None:
    """What a cell's number comes to: "2x", "+30%", "-20%"."""
    if number.unit is Unit.TIMES:
        return number.value
    signed = number.value < 0 or grid.frame.text[number.start - 1 : number.start] == "+"
    return 1 + number.value / 100 if number.unit is Unit.PERCENT and signed else None


def _draft(number: Quantity, metric: Ratio, value: float, model: Named, other: Named) -> Draft:
    draft = draft_of(Kind.RATIO, model, metric, round(value, 6), number, "table.ratio")
    return replace(draft, baseline=other)
