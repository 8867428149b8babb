"""The card that a chart is drawn on: the only module that imports matplotlib, and so imported when the first is drawn.

Places and sizes are CSS pixels from the top left, as a phone shows them. Of matplotlib the object interface alone is
used: pyplot keeps its figures in one place for the whole process, and no thread may touch them but one.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from io import BytesIO

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Affine2D
from PIL import Image

from bot.charts import lettering
from bot.charts.labels import Box
from bot.charts.scales import Span, Tick
from bot.charts.style import (
    BORDER,
    CARD,
    GRID,
    LINE,
    MARGIN,
    MARKER,
    MUTED,
    SHARPNESS,
    SMALL,
    STROKE,
    TEXT,
    TITLE,
    TITLE_LINE,
    WIDTH,
    Mark,
    Sign,
    Stroke,
)

_SHIPPED = "DejaVu Sans"
_OTHER_FACES = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "PingFang SC", "Microsoft YaHei")
_HALO = withStroke(linewidth=2.5, foreground=CARD)
_SHADES = 64
_PACKED = 6  # of 9: beyond, eight times the time saves a tenth
_SAMPLE = 20.0
_KEY_GAP = 12.0
_BASELINE = 0.36  # of the letters' size, from the middle of a line down to where they stand

mpl.rcdefaults()  # whatever matplotlibrc lies about on this machine, a chart is the same
mpl.rcParams["text.parse_math"] = False  # a $ in a name is a dollar


class Panel:
    """A card of a height. Everything drawn on it goes through here."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72 * SHARPNESS, facecolor=CARD)
        self._canvas = FigureCanvasAgg(self.figure)
        self._place = Affine2D().scale(SHARPNESS, -SHARPNESS).translate(0, height * SHARPNESS)
        self._edge = Rectangle((0.5, 0.5), WIDTH - 1, height - 1, fill=False, edgecolor=BORDER, linewidth=1)
        self._edge.set_transform(self._place)
        self.figure.add_artist(self._edge)

    def shown(self, words: str, room: float, *, size: float = SMALL, bold: bool = False) -> str:
        """The words as they can be lettered within the room."""
        return lettering.cut_to(lettering.shown(words, _has_glyph), room, lambda cut: self.width(cut, size, bold))

    def width(self, words: str, size: float = SMALL, bold: bool = False) -> float:
        """How much room the words take."""
        measured = self._canvas.get_renderer().get_text_width_height_descent(words, _font(size, bold), False)
        return float(measured[0]) / SHARPNESS

    def write(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SMALL,
        colour: str = TEXT,
        bold: bool = False,
        align: str = "left",
        halo: bool = False,
    ) -> None:
        """Letter words that were fitted by ``shown``; ``y`` is the middle of the line; a halo hides a line below."""
        self.figure.text(
            x,
            y + size * _BASELINE,
            words,
            fontproperties=_font(size, bold),
            color=colour,
            horizontalalignment=align,
            verticalalignment="baseline",
            transform=self._place,
            path_effects=[_HALO] if halo else None,
        )

    def heading(self, subject: str, answer: str, notes: Sequence[str] = ()) -> float:
        """The subject, the answer in one sentence, what to know of it; returns where they end."""
        room = WIDTH - 2 * MARGIN
        y = MARGIN + LINE / 2
        self.write(MARGIN, y, self.shown(subject, room), colour=MUTED)
        y += (LINE + TITLE_LINE) / 2 + 1
        answer = lettering.shown(answer, _has_glyph)
        for row in lettering.wrapped(answer, room, 2, lambda row: self.width(row, TITLE, True)):
            self.write(MARGIN, y, row, size=TITLE, bold=True)
            y += TITLE_LINE
        y += (LINE - TITLE_LINE) / 2 + 1
        for note in notes:
            for row in lettering.wrapped(lettering.shown(note, _has_glyph), room, 2, self.width):
                self.write(MARGIN, y, row, colour=MUTED)
                y += LINE
        return y - LINE / 2

    def key(self, signs: Sequence[Sign], top: float | None = None) -> tuple[float, float]:
        """What the signs mean, from a height down, else along the bottom; returns where the key begins and ends."""
        rows: list[list[tuple[float, Sign, str]]] = []
        x = WIDTH
        for sign in signs:
            words = self.shown(sign.words, WIDTH - 2 * MARGIN - _SAMPLE)
            width = _SAMPLE + self.width(words)
            if x + width > WIDTH - MARGIN:
                rows.append([])
                x = MARGIN
            rows[-1].append((x, sign, words))
            x += width + _KEY_GAP
        begins = top if top is not None else self.height - MARGIN - len(rows) * LINE
        for number, row in enumerate(rows):
            for x, sign, words in row:
                self._sign(x, begins + (number + 0.5) * LINE, sign, words)
        return begins, begins + len(rows) * LINE

    def end_at(self, height: float) -> None:
        """Cut the card off below what was drawn; for cards without axes, which are placed by the whole."""
        self.height = height
        self.figure.set_size_inches(WIDTH / 72, height / 72)
        self._place.clear().scale(SHARPNESS, -SHARPNESS).translate(0, height * SHARPNESS)
        self._edge.set_height(height - 1)

    def _sign(self, x: float, y: float, sign: Sign, words: str) -> None:
        if sign.line is not None:
            self.line([(x, y), (x + _SAMPLE - 5, y)], sign.colour, style=sign.line)
        if sign.mark is not None:
            self.mark(x + (_SAMPLE - 5) / 2, y, sign.mark, sign.colour)
        self.write(x + _SAMPLE, y, words, colour=MUTED)

    def plot(self, box: Box, across: Span, down: Span, *, upside_down: bool = False) -> Axes:
        """Axes within a box of the card, without ticks yet."""
        size = (box.right - box.left) / WIDTH, (box.bottom - box.top) / self.height
        axes = self.figure.add_axes((box.left / WIDTH, 1 - box.bottom / self.height, *size), facecolor="none")
        axes.set_xscale("log" if across.log else "linear")
        axes.set_yscale("log" if down.log else "linear")
        axes.set_xlim(across.low, across.high)
        axes.set_ylim(*((down.high, down.low) if upside_down else (down.low, down.high)))
        axes.set(xticks=[], yticks=[])
        axes.minorticks_off()
        for side, spine in axes.spines.items():
            spine.set_visible(side == "bottom")
            spine.set_color(GRID)
        return axes

    def rule_down(self, axes: Axes, box: Box, ticks: Sequence[Tick]) -> None:
        """Figures on the left and their lines across."""
        for tick in ticks:
            y = self.at(axes, axes.get_xlim()[0], tick.at)[1]
            self.line([(box.left, y), (box.right, y)], GRID, width=0.7, above=-1)
            self.write(box.left - 5, y, tick.words, colour=MUTED, align="right")

    def rule_across(self, box: Box, ticks: Sequence[Tick], across: Callable[[float], float]) -> None:
        """Words along the bottom and their lines upwards; none is written over another, or over the edge."""
        free = MARGIN
        for tick in ticks:
            x = across(tick.at)
            self.line([(x, box.top), (x, box.bottom)], GRID, width=0.7, above=-1)
            half = self.width(tick.words) / 2
            middle = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
            if middle - half >= free:
                self.write(middle, box.bottom + LINE / 2 + 2, tick.words, colour=MUTED, align="center")
                free = middle + half + 6

    def at(self, axes: Axes, x: float, y: float) -> tuple[float, float]:
        """Where a point of the axes lies on the card."""
        across, up = axes.transData.transform((x, y))
        return float(across) / SHARPNESS, self.height - float(up) / SHARPNESS

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        *,
        style: Stroke = "-",
        width: float = STROKE,
        above: float = 1.5,
    ) -> None:
        """A line through places of the card; ``above``: what is drawn over what."""
        across, down = zip(*points, strict=True)
        drawn = Line2D(across, down, color=colour, linestyle=style, linewidth=width, transform=self._place)
        drawn.set(zorder=above, solid_capstyle="butt", solid_joinstyle="miter")
        self.figure.add_artist(drawn)

    def mark(self, x: float, y: float, mark: Mark, colour: str, size: float = MARKER) -> None:
        """A mark on a place of the card."""
        drawn = Line2D(
            [x],
            [y],
            marker=mark.shape,
            markersize=size + mark.larger,
            markerfacecolor=CARD if mark.hollow else colour,
            markeredgecolor=colour,
            markeredgewidth=1.5,
            transform=self._place,
            zorder=2.5,
        )
        self.figure.add_artist(drawn)

    def png(self) -> bytes:
        """The picture; the same card gives the same bytes: nothing tells of when or by what it was drawn."""
        self._canvas.draw()
        size = self._canvas.get_width_height()
        picture = Image.frombuffer("RGBA", size, self._canvas.buffer_rgba(), "raw", "RGBA", 0, 1).convert("RGB")
        # A card has few colours and the shades between them; so it is a third of the bytes.
        picture = picture.quantize(_SHADES, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        file = BytesIO()
        picture.save(file, format="PNG", compress_level=_PACKED)
        return file.getvalue()


def blank(subject: str, answer: str, why: str) -> Panel:
    """A low card that says why there is nothing to see."""
    panel = Panel(WIDTH)
    panel.end_at(panel.heading(subject, answer, [why]) + MARGIN)
    return panel


@cache
def _faces() -> tuple[str, ...]:
    """The family that comes with matplotlib, and of those that know Chinese the first that this machine has."""
    here = {entry.name for entry in font_manager.fontManager.ttflist}
    return (_SHIPPED, *[name for name in _OTHER_FACES if name in here][:1])


@cache
def _font(size: float, bold: bool) -> FontProperties:
    return FontProperties(family=list(_faces()), size=size, weight="bold" if bold else "normal")


@lru_cache(maxsize=8192)
def _has_glyph(character: str) -> bool:
    fonts = (font_manager.get_font(font_manager.findfont(FontProperties(family=[name]))) for name in _faces())
    return any(font.get_char_index(ord(character)) for font in fonts)
