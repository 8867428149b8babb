"""Where labels go so that none lies over another. Pure geometry, in CSS pixels from the top left of the card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

_AIR = 1.5  # kept free between two labels
_DISTANCES = (6.0, 13.0, 24.0, 38.0)  # from the point to its label, the nearest tried first


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the card."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two lie over each other, or too close."""
        apart_across = self.right + _AIR <= other.left or other.right + _AIR <= self.left
        apart_down = self.bottom + _AIR <= other.top or other.bottom + _AIR <= self.top
        return not (apart_across or apart_down)

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly inside."""
        within_across = self.left <= other.left and other.right <= self.right
        return within_across and self.top <= other.top and other.bottom <= self.bottom


class Along(StrEnum):
    """On which side of a line that goes to the right its label is looked for first."""

    OVER = "over"
    UNDER = "under"


class Room:
    """The part of a card that labels may take, and what of it is taken."""

    def __init__(self, bounds: Box, taken: Iterable[Box] = ()) -> None:
        self._bounds = bounds
        self._taken = list(taken)

    def take(self, box: Box) -> None:
        """Keep labels away from here."""
        self._taken.append(box)

    def find(
        self, x: float, y: float, width: float, height: float, along: Along | None = None, *, reach: float = 40.0
    ) -> Box | None:
        """The nearest free place beside a point, or along a line from it; None where there is none within reach."""
        for distance in (distance for distance in _DISTANCES if distance <= reach):
            size = (width, height, distance)
            for box in _along(x, y, *size, along) if along else _around(x, y, *size):
                if self._bounds.holds(box) and not any(box.meets(other) for other in self._taken):
                    return box
        return None


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """The centres of labels stacked in one column, each as near to where it is wanted as the others let it."""
    order = sorted(range(len(wanted)), key=lambda number: (wanted[number], number))
    tops: dict[int, float] = {}
    free = low
    for number in order:
        tops[number] = free = max(free, wanted[number] - heights[number] / 2)
        free += heights[number]
    limit = high
    for number in reversed(order):
        tops[number] = limit = min(tops[number], limit - heights[number])
    return [tops[number] + heights[number] / 2 for number in range(len(wanted))]


def _around(x: float, y: float, width: float, height: float, distance: float) -> Iterable[Box]:
    """Right, left, above, below, then the corners."""
    near = distance * 0.7
    corners = [
        (x + distance, y - height / 2),
        (x - distance - width, y - height / 2),
        (x - width / 2, y - distance - height),
        (x - width / 2, y + distance),
        (x + near, y - near - height),
        (x - near - width, y - near - height),
        (x + near, y + near),
        (x - near - width, y + near),
    ]
    return (Box(left, top, left + width, top + height) for left, top in corners)


def _along(x: float, y: float, width: float, height: float, distance: float, along: Along) -> Iterable[Box]:
    """From the point on, or up to it; over the line or under it."""
    over, under = y - distance - height, y + distance
    tops = (over, under) if along is Along.OVER else (under, over)
    lefts = (x - 2, x + 5, x - width + 2, x - width - 5)
    return (Box(left, top, left + width, top + height) for top in tops for left in lefts)
