"""The chart of releases: one model's stages or many models' lives, the latest on top. Words: timeline_words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.charts.chart import Chart
from bot.charts.labels import Box, spread
from bot.charts.scales import Span, day_span, day_ticks, days
from bot.charts.style import GRID, LINE, MARGIN, MARKER, MUTED, ONE, WIDTH, Mark, Sign
from bot.charts.timeline_words import NOTHING, STAGE_WORDS, Row, headline, is_makers, rows_of, timeline_alt
from bot.ledger.life import Life, Stage

if TYPE_CHECKING:
    from bot.charts.panel import Panel

ROWS_AT_MOST = 14
_ROW = 17.0
_NAMES, _WORDS = 118.0, 152.0  # the columns at the left and at the right take no more
_SIZE = MARKER + 1
_SHAPES: Mapping[Stage, str] = {
    Stage.RUMOURED: "d",
    Stage.ANNOUNCED: ">",
    Stage.PREVIEWED: "^",
    Stage.RELEASED: "o",
    Stage.OPEN_WEIGHTS: "*",
    Stage.DEPRECATED: "X",
}
_NOT_THE_MAKERS = "hollow: said by others, or hedged"
_STAR = 4.0
_AIR = 8.0  # between the marks and the columns beside them


def timeline_chart(name: str, lives: Sequence[Life], now: datetime) -> Chart:
    """The stages of one model, or the lives of a lab's models, up to now."""
    png = timeline_panel(name, lives, now).png()
    return Chart(png=png, alt=timeline_alt(name, lives, now, ROWS_AT_MOST), filename="timeline.png")


def timeline_panel(name: str, lives: Sequence[Life], now: datetime) -> "Panel":
    """The card, drawn but no picture yet."""
    from bot.charts.panel import Panel, blank  # matplotlib with it: a second to import, once

    rows = rows_of(lives, now)
    subject = f"{name}, timeline"
    if not rows:
        return blank(subject, "Nothing to draw", NOTHING)
    panel = Panel(WIDTH)  # how high it is, the rows and the key tell in the end
    shown, more = rows[:ROWS_AT_MOST], len(rows) - ROWS_AT_MOST
    strip = _strip(panel, shown, panel.heading(subject, headline(lives)))
    across = day_span((step.since for row in shown for step in row.steps), now)
    panel.rule_across(strip, day_ticks(across, strip.right - strip.left), lambda day: _at(strip, across, day))
    for number, row in enumerate(shown):
        _draw(panel, row, strip, across, strip.top + (number + 0.5) * _ROW)
    if more > 0:
        panel.write(WIDTH - MARGIN, strip.bottom + LINE / 2 + 2, f"+ {more} more", colour=MUTED, align="right")
    _, end = panel.key(_signs(shown), strip.bottom + LINE + 6)
    panel.end_at(end + MARGIN)
    return panel


def _strip(panel: "Panel", rows: Sequence[Row], top: float) -> Box:
    """What the names at the left and the words at the right leave for the marks."""
    left = MARGIN + max(panel.width(panel.shown(row.name, _NAMES)) for row in rows)
    right = WIDTH - MARGIN - max(panel.width(panel.shown(row.words, _WORDS)) for row in rows)
    return Box(left + _AIR, top + 2, right - _AIR, top + 2 + len(rows) * _ROW)


def _at(strip: Box, across: Span, day: float) -> float:
    return strip.left + (day - across.low) / (across.high - across.low) * (strip.right - strip.left)


def _draw(panel: "Panel", row: Row, strip: Box, across: Span, y: float) -> None:
    """Name, marks and words of one row; marks of one day stand side by side."""
    panel.write(MARGIN, y, panel.shown(row.name, _NAMES))
    panel.write(WIDTH - MARGIN, y, panel.shown(row.words, _WORDS), colour=MUTED, align="right")
    panel.line([(strip.left, y), (strip.right, y)], GRID, width=0.7, above=-1)
    marks = [_mark(step.stage, hollow=not is_makers(step)) for step in row.steps]
    places = [_at(strip, across, days(step.since)) for step in row.steps]
    middles = spread(places, [_SIZE + mark.larger + 1.5 for mark in marks], strip.left, strip.right)
    panel.line([(middles[0], y), (middles[-1], y)], ONE, width=1.2)
    for mark, x in zip(marks, middles, strict=True):
        panel.mark(x, y, mark, ONE, _SIZE)


def _mark(stage: Stage, *, hollow: bool) -> Mark:
    return Mark(shape=_SHAPES[stage], hollow=hollow, larger=_STAR if stage is Stage.OPEN_WEIGHTS else 0.0)


def _signs(rows: Sequence[Row]) -> list[Sign]:
    """The stages that are on the chart, in the order of a life, where the rows do not name them."""
    steps = [step for row in rows for step in row.steps]
    there = [stage for stage in Stage if any(step.stage is stage for step in steps)]
    named = all(row.name == STAGE_WORDS[row.steps[0].stage] for row in rows)
    signs = (
        []
        if named
        else [Sign(words=STAGE_WORDS[stage], mark=_mark(stage, hollow=stage is Stage.RUMOURED)) for stage in there]
    )
    if not all(map(is_makers, steps)):
        signs.append(Sign(words=_NOT_THE_MAKERS, mark=Mark(shape="o", hollow=True)))
    return signs
