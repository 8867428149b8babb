"""The chart of a front: scores against what they cost, the line of those that nothing beats. Words: pareto_words."""

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.charts.chart import Chart
from bot.charts.frame import Frame, frame
from bot.charts.pareto_words import cost_axis, cost_words, front_alt, headline, nothing, subject_of
from bot.charts.scales import Span, Tick, figure_span, figure_ticks
from bot.charts.style import BEATEN, LINE, MARGIN, MARKER, MUTED, ONE, TEXT, WIDTH
from bot.charts.words import key_of, mark_of, more_is_better, reserve_of, word_of
from bot.ledger.pareto import Front, Point
from bot.ledger.wording import number

if TYPE_CHECKING:
    from bot.charts.panel import Panel

_HEIGHT = 300.0
_SMALLER = 5.0
_WIDTHS = (190.0, 140.0, 104.0, 72.0)
_FIGURES_ALONG = 5

_Group = tuple[Point, ...]


def pareto_chart(front: Front) -> Chart:
    """The points of a front, those that nothing beats in a line."""
    return Chart(png=pareto_panel(front).png(), alt=front_alt(front), filename="pareto.png")


def pareto_panel(front: Front) -> "Panel":
    """The card, drawn but no picture yet."""
    from bot.charts.panel import Panel, blank  # matplotlib with it: a second to import, once

    if not front.points:
        return blank(subject_of(front), headline(front), nothing(front))
    panel = Panel(_HEIGHT)
    groups = _groups(front)
    better = "Higher" if more_is_better(front.benchmark) else "Lower"
    notes = [f"{better} and further left is better"] if len(front.points) > 1 else []
    top = panel.heading(subject_of(front), headline(front), notes)
    lines = [line for point in front.points for line in (point.score_line, point.cost_line) if line is not None]
    words = [word_of(point.score_line) for point in front.points]
    bottom, _ = panel.key(key_of(words, {}, held_back=any(map(reserve_of, lines))))
    drawn = _framed(panel, front, top, bottom - LINE)
    _stairs(drawn, front)
    for group in reversed(groups):
        _mark(drawn, group)
    unnamed = sum(len(group) for group in groups if not _name(drawn, group))
    _foot(panel, front, bottom - LINE / 2, unnamed)
    return panel


def _groups(front: Front) -> list[_Group]:
    """Points in one place together; those that nothing beats first."""
    places: dict[tuple[float, float], list[Point]] = {}
    for point in front.points:
        places.setdefault((point.cost, point.score), []).append(point)
    return sorted(map(tuple, places.values()), key=lambda group: not group[0].best)


def _framed(panel: "Panel", front: Front, top: float, bottom: float) -> Frame:
    across = _across(front)
    down = figure_span(point.score for point in front.points)
    along = [Tick(at=cost, words=cost_words(front, cost)) for cost in figure_ticks(across, _FIGURES_ALONG)]
    return frame(
        panel,
        top=top,
        bottom=bottom,
        right=MARGIN + 2,
        across=across,
        down=down,
        figures=[Tick(at=score, words=number(score)) for score in figure_ticks(down, 6)],
        along=lambda _room: along,
        upside_down=not more_is_better(front.benchmark),
    )


def _across(front: Front) -> Span:
    return figure_span((point.cost for point in front.points), from_zero=True, with_log=True)


def _stairs(drawn: Frame, front: Front) -> None:
    """From each point of the front to the next: for what lies between, only the cheaper one is to be had."""
    best = [drawn.at(point.cost, point.score) for point in front.points if point.best]
    for (left, low), (right, high) in pairwise(best):
        drawn.line((left, low), (right, low), ONE, width=1.2)
        drawn.line((right, low), (right, high), ONE, width=1.2)


def _mark(drawn: Frame, group: _Group) -> None:
    point = group[0]
    colour, size = (ONE, MARKER) if point.best else (BEATEN, _SMALLER)
    drawn.mark(drawn.at(point.cost, point.score), mark_of(point.score_line, point.cost_line), colour, size)


def _name(drawn: Frame, group: _Group) -> bool:
    """Whether a free place was found for the names."""
    point = group[0]
    names = ", ".join(one.model.name for one in group)
    words = f"{len(group)} models: {names}" if len(group) > 1 else names
    place = drawn.at(point.cost, point.score)
    return drawn.label(place, words, _WIDTHS, colour=TEXT if point.best else MUTED, near=not point.best)


def _foot(panel: "Panel", front: Front, y: float, unnamed: int) -> None:
    """What the axis of costs is in, and how many points found no room for a name."""
    room = WIDTH - 2 * MARGIN
    if unnamed:
        words = panel.shown(f"{unnamed} not named", room)
        panel.write(MARGIN, y, words, colour=MUTED)
        room -= panel.width(words) + MARGIN
    axis = panel.shown(cost_axis(front, log=_across(front).log), room)
    panel.write(WIDTH - MARGIN, y, axis, colour=MUTED, align="right")
