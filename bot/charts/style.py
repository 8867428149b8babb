"""The look of every chart: sizes, colours, marks. Sizes are in CSS pixels of a phone that shows a chart 360 wide.

A chart is a dark card with a border of its own, so that one picture serves Discord's dark and light themes. Series are
told apart by place and word first; colour is the third sign. tests/charts/test_style.py holds the contrasts.
"""

from dataclasses import dataclass
from typing import Literal

WIDTH = 360.0
SHARPNESS = 3  # pixels of the picture for one of a phone's: 1080 wide
MARGIN = 10.0

SMALL = 11.0  # nothing is lettered smaller
TITLE = 13.5
LINE = 15.0  # from one line of small letters to the next
TITLE_LINE = 18.0

CARD = "#15171c"
BORDER = "#868b94"
TEXT = "#f2f3f5"
MUTED = "#b8bdc7"
GRID = "#343944"

# Of the palette of Okabe and Ito, those that stand out on dark.
ONE = "#56b4e9"
OTHER = "#e69f00"
THIRD = "#d58fb4"
BEATEN = "#8f96a3"

MARKER = 6.5
STROKE = 1.8
Stroke = Literal["-", "--", "-.", ":"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """How a point is drawn. A hollow one is held back; a shape that covers less than its size says may be larger."""

    shape: str
    hollow: bool = False
    larger: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Sign:
    """One entry of the key: a mark, a piece of line, or both, and the word for it."""

    words: str
    mark: Mark | None = None
    line: Stroke | None = None
    colour: str = MUTED
