"""Claims from tables: the model of a cell's column or row, and the benchmark or figure that the other names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.claims import Kind, Spec
from bot.domain.names import ModelName, Named
from bot.reading.amounts import Quantity, Unit
from bot.reading.cues import CueKind
from bot.reading.frames import Draft, Frame, named
from bot.reading.mentions import BenchmarkMention
from bot.reading.releases import listed_events
from bot.reading.structure import Block, BlockKind, Cell, table_rows

_LABELS: tuple[tuple[Spec, re.Pattern[str]], ...] = tuple(
    (metric, re.compile(words, re.IGNORECASE))
    for metric, words in (
        (Spec.ACTIVE_PARAMETERS, r"activ\w*(?: model)? ?(?:param\w*|size)?|\bparam\w* \(?activ|\u6fc0\u6d3b"),
        (
            Spec.TRAINING_TOKENS,
            r"training (?:tokens|data)|^pre-?training$|token count|tokens trained|pre-?training tokens",
        ),
        (Spec.MAX_OUTPUT, r"max(?:imum)? output|output (?:limit|length|tokens(?! ?/))"),
        (Spec.CONTEXT_WINDOW, r"context|max(?:imum)? (?:sequence|input)|\u4e0a\u4e0b\u6587"),
        (Spec.PARAMETERS, r"#? ?(?:total )?(?:param(?:eter)?s?\b|model size|\bsize\b)|\u53c2\u6570"),
        (Spec.CACHED_INPUT_PRICE, r"cache\w*(?: hit)?(?: input)?.{0,14}(?:price|cost|\$)"),
        (
            Spec.INPUT_PRICE,
            r"\binput\b.{0,24}(?:price|cost|\$|/ ?1?m)|(?:price|cost|\$).{0,16}\binput\b|^input$|"
            r"\u8f93\u5165",
        ),
        (
            Spec.OUTPUT_PRICE,
            r"\boutput\b.{0,24}(?:price|cost|\$|/ ?1?m)|(?:price|cost|\$).{0,16}\boutput\b|"
            r"^output$|\u8f93\u51fa",
        ),
        (Spec.OUTPUT_SPEED, r"tokens ?/ ?s|tokens per second|tok/s|output speed"),
        (Spec.TIME_TO_FIRST_TOKEN, r"ttft|time to first token"),
        (Spec.MEMORY, r"(?:v?ram|memory) ?(?:required|needed|\(|$)|gpu memory"),
    )
)
_LABELS_BY_METRIC = dict(_LABELS)
_UNIT_IN_LABEL = re.compile(r"\((?:in )?(?P<unit>[BMKT]|billions?|millions?)\)", re.IGNORECASE)
_UNIT_SIZES = {"b": 1e9, "m": 1e6, "k": 1e3, "t": 1e12}
_NOT_A_SCORE = re.compile(
    r"\b(?:date|release|licen[cs]e|download|link|layers?|heads?|dim\w*|vocab\w*|experts?|size|type|architecture|"
    r"notes?|developer|description|precision|rank|version|speed|latency|price|cost|cut-?off|model|batch|gpus?|"
    r"hours?)\b",
    re.IGNORECASE,
)
_NAME_LABEL = re.compile(r"(?:model|model name|name)$", re.IGNORECASE)
_OPTION = re.compile(r"\s*\((?:[^()]{0,30})\)\s*$")


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with what stands in its cells."""

    frame: Frame
    rows: list[list[Cell]]

    def words(self, cell: Cell) -> str:
        return self.frame.text[cell.start : cell.end]

    def model(self, cell: Cell) -> Named | None:
        found = next((m for m in self.frame.models if cell.start <= m.start < cell.end), None)
        return named(found) if found else None

    def benchmark(self, cell: Cell) -> BenchmarkMention | None:
        return next((b for b in self.frame.benchmarks if cell.start <= b.start < cell.end), None)

    def quantities(self, cell: Cell) -> list[Quantity]:
        return [q for q in self.frame.quantities if cell.start <= q.start < cell.end]


def read_table(frame: Frame) -> Iterator[Draft]:
    """Every claim of one table."""
    block = Block(kind=BlockKind.TABLE, start=frame.start, end=frame.end)
    grid = _Grid(frame, table_rows(frame.text, block))
    if len(grid.rows) < 2:
        return
    header, body = grid.rows[0], grid.rows[1:]
    columns = {at: model for at, cell in enumerate(header) if (model := grid.model(cell))}
    leading = [grid.model(row[0]) for row in body if row]
    if columns and (len(columns) > 1 or 0 not in columns):
        yield from _models_across(grid, columns, body)
    elif sum(model is not None for model in leading) * 2 >= len(body):
        yield from _models_down(grid, header, body)
        yield from _events(grid, body)
    else:
        yield from _properties(grid)


def _models_across(grid: _Grid, columns: dict[int, Named], body: Sequence[Sequence[Cell]]) -> Iterator[Draft]:
    for row in body:
        label = _label_of(grid, row, columns)
        if label is None:
            continue
        for at, model in columns.items():
            if at < len(row):
                yield from _cell(grid, row[at], label, model)


def _label_of(grid: _Grid, row: Sequence[Cell], columns: dict[int, Named]) -> Cell | None:
    """The cell that says what a row is about: a benchmark's, else the last with words before the models."""
    labels = [cell for at, cell in enumerate(row) if at not in columns and at < min(columns) and cell.end > cell.start]
    return next((cell for cell in labels if grid.benchmark(cell)), labels[-1] if labels else None)


def _models_down(grid: _Grid, header: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> Iterator[Draft]:
    model: Named | None = None
    sizes = [at for at, cell in enumerate(header) if _LABELS_BY_METRIC[Spec.PARAMETERS].match(grid.words(cell))]
    for place, row in enumerate(body):
        carried = bool(row) and row[0].end == row[0].start
        model = model if carried else grid.model(row[0]) if row else None
        if model is None:
            continue
        split = carried or (
            place + 1 < len(body) and bool(body[place + 1]) and body[place + 1][0].end == body[place + 1][0].start
        )
        for at in range(1, min(len(row), len(header))):
            if split and at in sizes:
                yield from _member_size(grid, row[at], model)
            else:
                yield from _cell(grid, row[at], header[at], model)


def _member_size(grid: _Grid, cell: Cell, family: Named) -> Iterator[Draft]:
    """The size of one member of a family that takes up several rows: "8B", or "1B (1.23B)"."""
    numbers = [number for number in grid.quantities(cell) if number.scaled and number.value >= 1e6]
    if numbers and isinstance(family, ModelName):
        printed = grid.frame.text[numbers[0].start : numbers[0].end].strip()
        member = ModelName(name=f"{family.name} {printed}", lab=family.lab)
        yield _draft(Kind.SPEC, member, Spec.PARAMETERS, numbers[-1].value, numbers[-1], "table.member")


def _properties(grid: _Grid) -> Iterator[Draft]:
    """A table of one model's properties, one a row."""
    subject = grid.frame.default[0] if grid.frame.default else None
    if subject is None:
        return
    for row in grid.rows:
        if len(row) == 2 and _NAME_LABEL.match(grid.words(row[0])):
            subject = grid.model(row[1]) or subject
        if len(row) == 2:
            yield from _cell(grid, row[1], row[0], subject)


def _cell(grid: _Grid, cell: Cell, label: Cell, model: Named) -> Iterator[Draft]:
    """The claims of one cell, by the label that it stands under."""
    numbers = grid.quantities(cell)
    if not numbers:
        return
    words = grid.words(label)
    benchmark = grid.benchmark(cell) or grid.benchmark(label)
    metric = None if benchmark else next((spec for spec, pattern in _LABELS if pattern.search(words)), None)
    if metric is not None:
        yield from _figure(numbers, words, metric, model)
    elif benchmark is not None or _looks_scored(words, numbers[0]):
        name = benchmark.name if benchmark else _OPTION.sub("", words)
        if numbers[0].unit in (Unit.PERCENT, Unit.PLAIN, Unit.MONEY, Unit.POINTS):
            yield _draft(Kind.BENCHMARK, model, name, numbers[0].value, numbers[0], "table.score")


def _figure(numbers: Sequence[Quantity], words: str, metric: Spec, model: Named) -> Iterator[Draft]:
    value = numbers[0].value
    unit = _UNIT_IN_LABEL.search(words)
    if unit and not numbers[0].scaled:
        value *= _UNIT_SIZES[unit["unit"][0].lower()]
    if metric in (Spec.PARAMETERS, Spec.ACTIVE_PARAMETERS) and value < 1e6:
        return
    if metric is Spec.CONTEXT_WINDOW and value < 500:
        return
    yield _draft(Kind.SPEC, model, metric, value, numbers[0], "table.figure")
    second = numbers[1] if len(numbers) > 1 else None
    if metric is Spec.PARAMETERS and second is not None and second.scaled and second.value < value:
        yield _draft(Kind.SPEC, model, Spec.ACTIVE_PARAMETERS, second.value, second, "table.figure")


def _looks_scored(words: str, number: Quantity) -> bool:
    """A row that no list of benchmarks holds, yet scored as one: a name and a number up to 100."""
    plain = number.unit in (Unit.PLAIN, Unit.PERCENT) and not number.scaled and 0 < number.value <= 100
    return plain and 2 < len(words) <= 40 and words[0].isupper() and not _NOT_A_SCORE.search(words)


def _draft(kind: Kind, model: Named, metric: str, value: float, number: Quantity, rule: str) -> Draft:

    return Draft(
        kind=kind,
        subject=model,
        metric=metric,
        value=value,
        bound=number.bound,
        start=number.start,
        end=number.end,
        rule=rule,
    )


def _events(grid: _Grid, body: Sequence[Sequence[Cell]]) -> Iterator[Draft]:
    """A release said in the line above of every model in the table."""
    hedged = any(cue.kind is CueKind.HEDGE for cue in grid.frame.lead_cues)
    for metric in listed_events(grid.frame):
        for row in body:
            model = grid.model(row[0]) if row else None
            if model is not None:
                yield Draft(
                    kind=Kind.RELEASE,
                    subject=model,
                    metric=metric,
                    start=row[0].start,
                    end=row[0].end,
                    rule="table.listed",
                    hedged=hedged,
                )
