"""The plot of a card: its axes, their ticks, and what is drawn by values instead of places."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import TYPE_CHECKING

from bot.charts.labels import Along, Box, Room
from bot.charts.scales import Span, Tick
from bot.charts.style import LINE, MARGIN, MARKER, SMALL, STROKE, TEXT, WIDTH, Mark, Stroke

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from bot.charts.panel import Panel

_FROM_FIGURES = 5.0
_NEAR = 13.5  # from a place to its label, without a line between
_FIGURES_AT_MOST = 84.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """Axes on a card, and the room that is left for labels among what was drawn."""

    panel: "Panel"
    axes: "Axes"
    box: Box
    room: Room

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where two values lie on the card."""
        return self.panel.at(self.axes, x, y)

    def mark(self, place: tuple[float, float], mark: Mark, colour: str, size: float = MARKER) -> None:
        """A mark on a place of the card; no label goes over it."""
        self.panel.mark(*place, mark, colour, size)
        x, y = place
        half = size / 2 + 1
        self.room.take(Box(x - half, y - half, x + half, y + half))

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        *,
        style: Stroke = "-",
        width: float = STROKE,
    ) -> None:
        """A line straight across or straight down; no label goes over it."""
        self.panel.line([start, end], colour, style=style, width=width)
        (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
        self.room.take(Box(left, top - 1, right, bottom + 1))

    def label(
        self,
        place: tuple[float, float],
        words: str,
        widths: Sequence[float],
        *,
        colour: str = TEXT,
        bold: bool = False,
        along: Along | None = None,
        near: bool = False,
    ) -> bool:
        """Letter words beside a place, cut to the first of the widths that finds room; False where none does.

        ``near``: only where no line is needed to lead there.
        """
        full = self.panel.width(self.panel.shown(words, WIDTH, bold=bold), bold=bold)
        if self._find(place, min(full, widths[-1]), along, near=near) is None:
            return False  # said at once, for most of a crowd ends here and cutting takes time
        for width in widths:
            cut = self.panel.shown(words, width, bold=bold)
            box = self._find(place, self.panel.width(cut, bold=bold), along, near=near)
            if box is not None:
                self.room.take(box)
                self._point_from(box, place, colour)
                self.panel.write(box.left, (box.top + box.bottom) / 2, cut, colour=colour, bold=bold, halo=True)
                return True
        return False

    def _find(self, place: tuple[float, float], width: float, along: Along | None, *, near: bool) -> Box | None:
        return self.room.find(*place, width, SMALL + 2, along, reach=_NEAR if near else WIDTH)

    def _point_from(self, box: Box, place: tuple[float, float], colour: str) -> None:
        """A thin line to what a label names, where the label could not stay near."""
        x, y = place
        edge = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
        if hypot(edge[0] - x, edge[1] - y) > _NEAR:
            self.panel.line([edge, place], colour, width=0.7)


def frame(
    panel: "Panel",
    *,
    top: float,
    bottom: float,
    right: float,
    across: Span,
    down: Span,
    figures: Sequence[Tick],
    along: Callable[[float], Sequence[Tick]],
    upside_down: bool = False,
) -> Frame:
    """Axes between two heights of the card; ``along`` gives the ticks below for the width there is."""
    figures = [Tick(at=tick.at, words=panel.shown(tick.words, _FIGURES_AT_MOST)) for tick in figures]
    widest = max((panel.width(tick.words) for tick in figures), default=0.0)
    box = Box(MARGIN + widest + _FROM_FIGURES, top + SMALL * 0.8, WIDTH - right, bottom - LINE - 6)
    axes = panel.plot(box, across, down, upside_down=upside_down)
    panel.rule_down(axes, box, figures)
    low = axes.get_ylim()[0]
    panel.rule_across(box, along(box.right - box.left), lambda value: panel.at(axes, value, low)[0])
    return Frame(panel=panel, axes=axes, box=box, room=Room(replace(box, top=box.top - _FROM_FIGURES)))
