"""The charts of dated figures: prices, and how much a model takes in, as steps. Words: history_words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.charts.chart import Chart
from bot.charts.ends import End, name_ends
from bot.charts.frame import Frame, frame
from bot.charts.history_words import (
    NOTHING,
    PRICED,
    SHORT,
    SIZED,
    Stretch,
    headline,
    history_alt,
    in_series,
    latest_change,
    stretches_of,
)
from bot.charts.labels import Along
from bot.charts.lettering import opening
from bot.charts.scales import Span, Tick, day_span, day_ticks, days, figure_span, figure_ticks
from bot.charts.style import MARGIN, ONE, OTHER, THIRD, Mark, Stroke
from bot.charts.words import SHAPES, Word, key_of
from bot.domain.claims import Kind, Spec
from bot.ledger.prices import Period
from bot.ledger.wording import with_unit

if TYPE_CHECKING:
    from bot.charts.panel import Panel

_HEIGHT = 300.0
_COLUMN = 108.0
_ASIDE = 4.0  # how far a line is moved off another that it would hide
_WIDTHS = (70.0,)
_STYLES: Mapping[Word, Stroke] = {Word.MAKER: "-", Word.REPORTED: "--", Word.CATALOGUE: ":"}
_COLOURS: Mapping[Spec, str] = {
    Spec.INPUT_PRICE: ONE,
    Spec.OUTPUT_PRICE: OTHER,
    Spec.CACHED_INPUT_PRICE: THIRD,
    Spec.PRICE: ONE,
    Spec.CONTEXT_WINDOW: ONE,
    Spec.MAX_OUTPUT: OTHER,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Topic:
    """One of the two charts: which metrics, what they are, and the file."""

    metrics: tuple[Spec, ...]
    of: str
    filename: str

    def subject(self, name: str) -> str:
        """What the chart is of."""
        return f"{name}, {self.of}"


_PRICES = _Topic(metrics=PRICED, of="price per million tokens", filename="prices.png")
_SIZES = _Topic(metrics=SIZED, of="context window and output in tokens", filename="context.png")


def price_chart(name: str, periods: Iterable[Period], now: datetime, catalogue: Iterable[Stretch] = ()) -> Chart:
    """What a model cost until now; a catalogue's rows stand beside the claims, dotted."""
    return _chart(_PRICES, name, [*stretches_of(periods), *catalogue], now)


def context_chart(name: str, periods: Iterable[Period], now: datetime, catalogue: Iterable[Stretch] = ()) -> Chart:
    """How much a model took in and gave at most, until now."""
    return _chart(_SIZES, name, [*stretches_of(periods), *catalogue], now)


def price_panel(name: str, periods: Iterable[Period], now: datetime, catalogue: Iterable[Stretch] = ()) -> "Panel":
    """The card of prices, drawn but no picture yet."""
    return _panel(_PRICES, name, _of(_PRICES, [*stretches_of(periods), *catalogue]), now)


def _chart(topic: _Topic, name: str, told: Iterable[Stretch], now: datetime) -> Chart:
    stretches = _of(topic, told)
    png = _panel(topic, name, stretches, now).png()
    return Chart(png=png, alt=history_alt(topic.subject(name), stretches, topic.metrics), filename=topic.filename)


def _of(topic: _Topic, told: Iterable[Stretch]) -> list[Stretch]:
    return [stretch for stretch in told if stretch.metric in topic.metrics]


def _panel(topic: _Topic, name: str, stretches: Sequence[Stretch], now: datetime) -> "Panel":
    from bot.charts.panel import Panel, blank  # matplotlib with it: a second to import, once

    subject = topic.subject(name)
    if not stretches:
        return blank(subject, "Nothing to draw", NOTHING)
    panel = Panel(_HEIGHT)
    top = panel.heading(subject, headline(stretches, topic.metrics), [_note(stretches)])
    held_back = any(stretch.reserve for stretch in stretches)
    bottom, _ = panel.key(key_of((stretch.word for stretch in stretches), _STYLES, held_back=held_back))
    drawn = _framed(panel, stretches, now, top, bottom)
    for steps in in_series(stretches):
        _trace(drawn, steps, stretches, now)
    for stretch in stretches:
        mark = Mark(shape=SHAPES[stretch.word], hollow=stretch.reserve is not None)
        drawn.mark(_start(drawn, stretch, stretches), mark, _COLOURS[stretch.metric])
    _name_steps(drawn, stretches)
    _name_ends(drawn, stretches)
    return panel


def _note(stretches: Sequence[Stretch]) -> str:
    note = opening(latest_change(stretches))
    return f"{note}; log scale" if _down(stretches).log else note


def _down(stretches: Iterable[Stretch]) -> Span:
    return figure_span((stretch.value for stretch in stretches), from_zero=True, with_log=True)


def _framed(panel: "Panel", stretches: Sequence[Stretch], now: datetime, top: float, bottom: float) -> Frame:
    moments = [at for stretch in stretches for at in (stretch.since, stretch.until) if at is not None]
    across, down = day_span(moments, now), _down(stretches)
    metric = stretches[0].metric
    return frame(
        panel,
        top=top,
        bottom=bottom,
        right=MARGIN + _COLUMN + 8,
        across=across,
        down=down,
        figures=[Tick(at=value, words=with_unit(Kind.SPEC, metric, value)) for value in figure_ticks(down, 5)],
        along=lambda room: day_ticks(across, room),
    )


def _trace(drawn: Frame, steps: Sequence[Stretch], every: Sequence[Stretch], now: datetime) -> None:
    """One series as steps; where the next takes the place of one, the two are joined."""
    for step in steps:
        left = _start(drawn, step, every)
        right = drawn.at(days(max(step.until or now, step.since)), step.value)[0], left[1]
        drawn.line(left, right, _COLOURS[step.metric], style=_STYLES[step.word])
    for before, after in pairwise(steps):
        if before.until == after.since:
            ends, begins = _start(drawn, before, every), _start(drawn, after, every)
            drawn.line((begins[0], ends[1]), begins, _COLOURS[after.metric], width=1.0)


def _start(drawn: Frame, step: Stretch, every: Iterable[Stretch]) -> tuple[float, float]:
    """Where a stretch begins on the card, moved aside where it would hide another."""
    x, y = drawn.at(days(step.since), step.value)
    return x, y + (_ASIDE if _doubles(step, every) else 0.0)


def _doubles(step: Stretch, every: Iterable[Stretch]) -> bool:
    """Whether its line would lie on that of a better word for the same figure."""
    order = list(Word)
    return any(
        other.metric is step.metric and other.value == step.value and order.index(other.word) < order.index(step.word)
        for other in every
    )


def _name_steps(drawn: Frame, stretches: Iterable[Stretch]) -> None:
    """The figures that hold no more."""
    for stretch in stretches:
        if stretch.until is not None:
            place = drawn.at(days(stretch.since), stretch.value)
            drawn.label(place, stretch.words, _WIDTHS, colour=_COLOURS[stretch.metric], along=Along.OVER)


def _holding(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """What holds now; the same figure by two words once."""
    alike: dict[tuple[Spec, float, str], list[Stretch]] = {}
    for steps in in_series(stretches):
        for stretch in steps:
            if stretch.until is None:
                alike.setdefault((stretch.metric, stretch.value, stretch.setting), []).append(stretch)
    return list(alike.values())


def _name_ends(drawn: Frame, stretches: Sequence[Stretch]) -> None:
    """Beside the end of each line: the metric, the figure, the tier, and whose word where that differs."""
    mixed = len({stretch.word for stretch in stretches}) > 1
    ends = []
    for alike in _holding(stretches):
        first = alike[0]
        rows = [f"{SHORT[first.metric]} {first.words}", first.setting]
        rows += [stretch.word for stretch in alike] if mixed else []
        rows += [first.reserve or ""]
        y = drawn.at(drawn.axes.get_xlim()[1], first.value)[1]
        ends.append(End(y=y, colour=_COLOURS[first.metric], rows=tuple(filter(None, rows))))
    name_ends(drawn, ends, _COLUMN)
