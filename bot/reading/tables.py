"""Claims from tables: the model of a cell's column or row, and the benchmark or figure that the other names."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.domain.claims import Kind, Release, Spec
from bot.domain.names import ModelName, Named
from bot.reading.cues import CueKind
from bot.reading.frames import Draft, Frame, draft_release
from bot.reading.grids import Grid
from bot.reading.listings import is_download, listed_events
from bot.reading.structure import Block, BlockKind, Cell, table_rows
from bot.reading.tablecells import IS_SIZE, cell_claims, draft_of
from bot.reading.tableratios import row_ratios

_NAME_LABEL = re.compile(r"(?:model|model name|name)$", re.IGNORECASE)
_RANK = re.compile(r"#?\d{1,3}(?:st|nd|rd|th|\.)?|[\U0001f947-\U0001f949]")
_DOWNLOAD = (Release.RELEASED, Release.OPEN_WEIGHTS)


def read_table(frame: Frame) -> Iterator[Draft]:
    """Every claim of one table."""
    grid = grid_of(frame)
    rows = grid.rows
    if len(rows) < 2:
        return
    header, body = rows[0], rows[1:]
    columns = {at: model for at, cell in enumerate(header) if (model := grid.whole_model(cell))}
    named_in = _column_of_models(grid, body)
    if columns and (len(columns) > 1 or 0 not in columns):
        yield from _models_across(grid, header, columns, body)
    elif named_in is not None:
        yield from _models_down(grid, header, body, named_in)
        yield from _events(grid, header, body, named_in)
    else:
        yield from _properties(grid)


def _column_of_models(grid: Grid, body: Sequence[Sequence[Cell]]) -> int | None:
    """The first column, or the one behind ranks, whose cells name a model in half of the rows or more."""
    for at in (0, 1):
        named = sum(len(row) > at and grid.model(row[at]) is not None for row in body)
        if named * 2 >= len(body):
            return at
        if not all(row and _RANK.fullmatch(grid.words(row[0])) for row in body):
            return None
    return None


def grid_of(frame: Frame) -> Grid:
    """The cells of a table, those of its first row over those below them."""
    rows = table_rows(frame.text, Block(kind=BlockKind.TABLE, start=frame.start, end=frame.end))
    if len(rows) > 1 and len(rows[0]) + 1 == len(rows[1]):
        rows[0].insert(0, Cell(start=frame.start, end=frame.start))  # no words over the rows' labels
    return Grid(frame, rows)


def _models_across(
    grid: Grid, header: Sequence[Cell], columns: Mapping[int, Named], body: Sequence[Sequence[Cell]]
) -> Iterator[Draft]:
    for row in body:
        label = _label_of(grid, row, columns)
        if label is None:
            continue
        for at, model in columns.items():
            if at < len(row):
                yield from cell_claims(grid, row[at], label, model)
        if len(columns) > 1:
            yield from row_ratios(grid, header, row, label, columns)


def _label_of(grid: Grid, row: Sequence[Cell], columns: Mapping[int, Named]) -> Cell | None:
    """The cell that says what a row is about: a benchmark's, else the last with words before the models."""
    labels = [cell for at, cell in enumerate(row) if at not in columns and at < min(columns) and cell.end > cell.start]
    return next((cell for cell in labels if grid.benchmark(cell)), labels[-1] if labels else None)


def _models_down(grid: Grid, header: Sequence[Cell], body: Sequence[Sequence[Cell]], named_in: int) -> Iterator[Draft]:
    model: Named | None = None
    sizes = [at for at, cell in enumerate(header) if IS_SIZE.match(grid.words(cell))]
    for place, row in enumerate(body):
        carried = bool(row) and row[0].end == row[0].start
        model = model if carried else grid.whole_model(row[named_in]) if len(row) > named_in else None
        if model is None:
            continue
        split = carried or (
            place + 1 < len(body) and bool(body[place + 1]) and body[place + 1][0].end == body[place + 1][0].start
        )
        for at in range(named_in + 1, min(len(row), len(header))):
            if split and at in sizes:
                yield from _member_size(grid, row[at], model)
            else:
                yield from cell_claims(grid, row[at], header[at], model)


def _member_size(grid: Grid, cell: Cell, family: Named) -> Iterator[Draft]:
    """The size of one member of a family that takes up several rows: "8B", or "1B (1.23B)"."""
    numbers = [number for number in grid.quantities(cell) if number.scaled and number.value >= 1e6]
    if numbers and isinstance(family, ModelName):
        printed = grid.frame.text[numbers[0].start : numbers[0].end].strip()
        member = ModelName(name=f"{family.name} {printed}", lab=family.lab)
        yield draft_of(Kind.SPEC, member, Spec.PARAMETERS, numbers[-1].value, numbers[-1], "table.member")


def _properties(grid: Grid) -> Iterator[Draft]:
    """A table of one model's properties, one a row; or of figures of the models that its labels name."""
    subject = grid.frame.default[0] if grid.frame.default else None
    scored = any(row and grid.benchmark(row[0]) for row in grid.rows)
    for row in grid.rows:
        if len(row) > 1 and (of := grid.model(row[0])):
            for cell in row[1:]:
                yield from cell_claims(grid, cell, row[0], of, coined=False)
            continue
        if subject is None:
            continue
        if len(row) == 2 and _NAME_LABEL.match(grid.words(row[0])):
            subject = grid.model(row[1]) or subject
        if len(row) == 2:
            yield from cell_claims(grid, row[1], row[0], subject, coined=scored)
        if len(row) == 2 and grid.frame.vendor and is_download(grid.words(row[0]), grid.words(row[1])):
            yield from (
                draft_release(subject, event, row[1].start, row[1].end, "table.download") for event in _DOWNLOAD
            )


def _events(grid: Grid, header: Sequence[Cell], body: Sequence[Sequence[Cell]], named_in: int) -> Iterator[Draft]:
    """A release said in the line above of every model in the table, or a cell that says where the weights are."""
    hedged = any(cue.kind is CueKind.HEDGE for cue in grid.frame.lead_cues)
    said = listed_events(grid.frame)
    for row in body:
        model = grid.whole_model(row[named_in]) if len(row) > named_in else None
        if model is None:
            continue
        here = any(is_download(grid.words(label), grid.words(cell)) for label, cell in zip(header, row, strict=False))
        for event in said or (_DOWNLOAD if here and grid.frame.vendor else ()):
            rule = "table.listed" if said else "table.download"
            yield draft_release(model, event, row[named_in].start, row[named_in].end, rule, hedged=hedged)
