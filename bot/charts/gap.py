"""The chart of a gap: both sides' figures as steps over time, and what lies between. Words: gap_words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from bot.charts.chart import Chart
from bot.charts.ends import End, name_ends
from bot.charts.frame import Frame, frame
from bot.charts.gap_words import GapSide, founded, gap_alt, gap_sides, headline, moved, subject_of
from bot.charts.labels import Along
from bot.charts.scales import Tick, day_span, day_ticks, days, figure_span, figure_ticks
from bot.charts.style import MARGIN, Stroke
from bot.charts.words import Word, key_of, mark_of, more_is_better, reserve_of, word_of
from bot.ledger.gap import Gap
from bot.ledger.wording import number

if TYPE_CHECKING:
    from bot.charts.panel import Panel

_HEIGHT = 300.0
_COLUMN = 114.0  # at the right, where the lines are named
_ASIDE = 4.0
_WIDTHS = (122.0, 92.0, 64.0)
_STYLES: Mapping[Word, Stroke] = {Word.MEASURED: "-", Word.MAKER: "--", Word.REPORTED: "-."}


def gap_chart(gap: Gap, one: str, other: str, now: datetime) -> Chart:
    """The gap of two sides, under the names that the answer gives them, up to now."""
    return Chart(png=gap_panel(gap, one, other, now).png(), alt=gap_alt(gap, one, other), filename="gap.png")


def gap_panel(gap: Gap, one: str, other: str, now: datetime) -> "Panel":
    """The card, drawn but no picture yet."""
    from bot.charts.panel import Panel  # matplotlib with it: a second to import, once

    sides = gap_sides(gap, one, other)
    panel = Panel(_HEIGHT)
    notes = [f"{founded(gap)}; {moved(gap)}"]
    top = panel.heading(subject_of(gap, one, other), headline(gap, one, other), notes)
    lines = [line for side in sides for line in side.lines]
    bottom, _ = panel.key(key_of(map(word_of, lines), _STYLES, held_back=any(map(reserve_of, lines))))
    drawn = _framed(panel, gap, sides, now, top, bottom)
    _shade(drawn, gap, sides, now)
    _trace(drawn, gap, sides[0], now, ())
    _trace(drawn, gap, sides[1], now, sides[0].values)
    for side in sides:
        _name_steps(drawn, gap, side)
    _name_ends(drawn, sides)
    return panel


def _framed(panel: "Panel", gap: Gap, sides: Sequence[GapSide], now: datetime, top: float, bottom: float) -> Frame:
    across = day_span((moment.at for moment in gap.moments), now)
    down = figure_span(value for side in sides for value in side.values)
    return frame(
        panel,
        top=top,
        bottom=bottom,
        right=MARGIN + _COLUMN + 8,
        across=across,
        down=down,
        figures=[Tick(at=value, words=number(value)) for value in figure_ticks(down, 5)],
        along=lambda room: day_ticks(across, room),
        upside_down=not more_is_better(gap.benchmark),
    )


def _starts_and_end(gap: Gap, now: datetime) -> list[float]:
    starts = [days(moment.at) for moment in gap.moments]
    return [*starts, max(days(now), starts[-1])]


def _shade(drawn: Frame, gap: Gap, sides: tuple[GapSide, GapSide], now: datetime) -> None:
    """What lies between, in the colour of who is ahead."""
    spans = pairwise(_starts_and_end(gap, now))
    for moment, low, high, span in zip(gap.moments, sides[0].values, sides[1].values, spans, strict=True):
        colour = (sides[0] if moment.lead > 0 else sides[1]).colour
        drawn.axes.fill_between(span, low, high, color=colour, alpha=0.17, linewidth=0)


def _trace(drawn: Frame, gap: Gap, side: GapSide, now: datetime, beside: Sequence[float]) -> None:
    """The side's figure as steps, each in the line of whose word it is, marked where another figure came.

    Where it is the one ``beside`` it, which is drawn already, it is moved aside so as not to hide it.
    """
    spans = pairwise(_starts_and_end(gap, now))
    before: tuple[float, float] | None = None
    known: int | None = None
    for line, value, (start, end), other in zip_longest(side.lines, side.values, spans, beside):
        aside = _ASIDE if value == other else 0.0
        left, right = ((x, y + aside) for x, y in (drawn.at(start, value), drawn.at(end, value)))
        drawn.line(left, right, side.colour, style=_STYLES[word_of(line)])
        if before is not None and before[1] != left[1]:
            drawn.line((left[0], before[1]), left, side.colour, width=1.0)
        if line.origin.id != known:
            drawn.mark(left, mark_of(line), side.colour)
        before, known = right, line.origin.id


def _name_steps(drawn: Frame, gap: Gap, side: GapSide) -> None:
    """What each earlier step was: the model where the side passed from one to another, else the figure."""
    passed_on = len({line.question.subject for line in side.lines}) > 1
    known = {side.lines[-1].origin.id}
    for moment, line, value in zip(gap.moments, side.lines, side.values, strict=True):
        if line.origin.id not in known:
            words = line.claim.subject.name if passed_on else number(value)
            ahead = (moment.one is line) == (moment.lead >= 0)
            place = drawn.at(days(moment.at), value)
            drawn.label(place, words, _WIDTHS, colour=side.colour, along=Along.OVER if ahead else Along.UNDER)
        known.add(line.origin.id)


def _name_ends(drawn: Frame, sides: Sequence[GapSide]) -> None:
    """Beside the end of each line: whose it is, the figure, and whose word."""
    right = drawn.axes.get_xlim()[1]
    ends = [
        End(y=drawn.at(right, side.values[-1])[1], colour=side.colour, rows=tuple(_end_words(side))) for side in sides
    ]
    name_ends(drawn, ends, _COLUMN)


def _end_words(side: GapSide) -> list[str]:
    line = side.lines[-1]
    rows = [side.name, side.model, number(side.values[-1]), word_of(line), reserve_of(line)]
    return [row for row in rows if row is not None]
