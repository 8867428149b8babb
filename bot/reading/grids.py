"""A table with what stands in each of its cells: models, benchmarks, numbers."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from bot.domain.names import ModelName
from bot.reading.amounts import Quantity
from bot.reading.frames import Frame, named
from bot.reading.mentions import BenchmarkMention
from bot.reading.structure import Cell

# A header or a row's first cell that is nothing but a name: what follows the known part of it is part of it.
_REST_OF_NAME = re.compile(
    r"(?P<rest>(?: (?!(?:Speed|Score|Scores|Accuracy|Price|Cost|Average|Result|Results|Latency|Elo|"
    r"Size)\b)[A-Z][\w.+]*){1,2})(?: \([^()]*\))?[ *]*$"
)


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table and the sentence-like frame that holds what was found in it."""

    frame: Frame
    rows: Sequence[Sequence[Cell]]
    _starts: dict[int, list[int]] = field(default_factory=dict, repr=False)

    def words(self, cell: Cell) -> str:
        """The cell as printed."""
        return self.frame.text[cell.start : cell.end]

    def model(self, cell: Cell) -> ModelName | None:
        """The model that a cell names first."""
        found = self._in(self.frame.models, cell)
        return named(found[0]) if found else None

    def whole_model(self, cell: Cell) -> ModelName | None:
        """The model of a cell that is there to name one, by all of its name."""
        model = self.model(cell)
        found = self._in(self.frame.models, cell)
        rest = _REST_OF_NAME.match(self.frame.text, found[0].end, cell.end) if found else None
        if model is None or rest is None or found[0].start - cell.start > 2:
            return model
        return ModelName(name=model.name + rest["rest"], lab=model.lab)

    def benchmark(self, cell: Cell) -> BenchmarkMention | None:
        """The benchmark that a cell names first."""
        found = self._in(self.frame.benchmarks, cell)
        return found[0] if found else None

    def quantities(self, cell: Cell) -> Sequence[Quantity]:
        """The numbers of a cell."""
        return self._in(self.frame.quantities, cell)

    def _in(self, items: tuple[P, ...], cell: Cell) -> tuple[P, ...]:
        starts = self._starts.get(id(items))
        if starts is None:
            starts = self._starts[id(items)] = [item.start for item in items]
        return items[bisect_left(starts, cell.start) : bisect_left(starts, cell.end)]
