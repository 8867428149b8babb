"""What a reader sees of a card: its letters, where they stand, and its picture."""

from io import BytesIO
from itertools import combinations

from matplotlib.text import Text
from PIL import Image

from bot.charts.chart import ALT_AT_MOST, Chart
from bot.charts.panel import Panel
from bot.charts.style import CARD, SHARPNESS, SMALL, WIDTH

BYTES_AT_MOST = 80_000
_ROOM_IN_A_LINE = 2.0 * SHARPNESS  # a line's box is higher than its letters
HOSTILE = (
    "$\\frac{x_1}{0}$ _a_ $",
    "\\textbf{V4}$$",
    "混元 3D 文心一言",
    "שלום עולם",
    "\u202eevil\u202c\x00\x1b[31m",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
    "🚀🔥 Rocket-1",
    "𓀀𓁐𓂀",
    "M" * 300,
    "",
    "@everyone <@1> **bold**",
)


def letters(panel: Panel) -> list[str]:
    """Everything that is lettered on a card, in the order of drawing."""
    return [text.get_text() for text in _texts(panel)]


def assert_legible(panel: Panel) -> None:
    """Nothing too small, nothing cut off by the edge, nothing over another, nothing taken for a formula."""
    renderer = panel.figure.canvas.get_renderer()
    width, height = panel.figure.canvas.get_width_height()
    boxes = []
    for text in _texts(panel):
        assert text.get_fontsize() >= SMALL
        assert not text.get_parse_math()
        box = text.get_window_extent(renderer)
        assert box.x0 >= 0, text
        assert box.x1 <= width, text
        assert box.y0 >= 0, text
        assert box.y1 <= height, text
        boxes.append((text, box))
    for (one, box), (other, beside) in combinations(boxes, 2):
        across = min(box.x1, beside.x1) - max(box.x0, beside.x0)
        down = min(box.y1, beside.y1) - max(box.y0, beside.y0)
        assert across <= 1 or down <= _ROOM_IN_A_LINE, (one.get_text(), other.get_text())


def assert_sendable(chart: Chart) -> Image.Image:
    """A picture of the right width that is not empty, not heavy, with words for who cannot see it; returns it."""
    assert len(chart.png) < BYTES_AT_MOST
    assert 0 < len(chart.alt) <= ALT_AT_MOST
    picture = Image.open(BytesIO(chart.png))
    picture.load()
    assert picture.format == "PNG"
    assert picture.info == {}
    assert picture.width == WIDTH * SHARPNESS
    assert picture.width * picture.height - painted(picture, CARD) > 3000
    return picture


def painted(picture: Image.Image, colour: str) -> int:
    """How many pixels of a picture are of a colour, or as near as makes no difference."""
    wanted = bytes.fromhex(colour[1:])
    counted = picture.convert("RGB").getcolors(1 << 20)
    return sum(count for count, seen in counted if all(abs(a - b) <= 4 for a, b in zip(seen, wanted, strict=True)))


def _texts(panel: Panel) -> list[Text]:
    return [text for text in panel.figure.findobj(Text) if text.get_visible() and text.get_text()]
