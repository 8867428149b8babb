"""Names at the ends of lines: who looks at a line finds its name where it stops, not in a legend."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from bot.charts.frame import Frame
from bot.charts.labels import spread
from bot.charts.style import MARGIN, MUTED, TEXT, WIDTH

_ROW = 13.5
_AIR = 6.0  # between two names
_ABOVE, _BELOW = 8.0, 12.0  # how far names may stand out over the plot and under it


@dataclass(frozen=True, kw_only=True, slots=True)
class End:
    """Where a line ends, and what is said of it: the first row in its colour."""

    y: float
    colour: str
    rows: tuple[str, ...]

    @property
    def height(self) -> float:
        """The room it takes."""
        return len(self.rows) * _ROW + _AIR


def name_ends(drawn: Frame, ends: Sequence[End], column: float) -> None:
    """Letter what is said of each line in a column at the right edge of the card, a thin line leading there."""
    low, high = drawn.box.top - _ABOVE, drawn.box.bottom + _BELOW
    kept = _fitting(ends, high - low)
    x = WIDTH - MARGIN - column
    middles = spread([end.y for end in kept], [end.height for end in kept], low, high)
    for end, middle in zip(kept, middles, strict=True):
        if end.colour != MUTED:
            drawn.panel.line([(drawn.box.right + 2, end.y), (x - 3, middle)], end.colour, width=1.0)
        for number, words in enumerate(end.rows):
            first = number == 0
            cut = drawn.panel.shown(words, column, bold=first)
            y = middle + (number - (len(end.rows) - 1) / 2) * _ROW
            drawn.panel.write(x, y, cut, colour=end.colour if first else TEXT, bold=first)


def _fitting(ends: Sequence[End], room: float) -> list[End]:
    """All of them; else their first rows; else as many of those as there is room for, and how many more there are."""
    if sum(end.height for end in ends) <= room:
        return list(ends)
    short = [replace(end, rows=end.rows[:1]) for end in ends]
    fitting = sum(height <= room for height in accumulate(end.height for end in short))
    if fitting == len(short):
        return short
    more = End(y=max(end.y for end in ends), colour=MUTED, rows=(f"+ {len(short) - fitting + 1} more",))
    return [*short[: fitting - 1], more]
