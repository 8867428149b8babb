"""What the chart of a front says: which models nothing beats, for how much, and how many are beaten. Pure text."""

from collections.abc import Sequence

from bot.charts.chart import alt_text, listed
from bot.charts.words import more_is_better, said_of
from bot.domain.claims import Kind, Ratio
from bot.ledger.pareto import Front, Point
from bot.ledger.questions import PRICES
from bot.ledger.wording import metric_label, number, with_unit

_NAMED_IN_ALT = 6


def cost_words(front: Front, cost: float) -> str:
    """A cost with its unit: ``$2.32``, ``32B``, ``0.4×``."""
    return with_unit(Kind.RATIO if isinstance(front.cost, Ratio) else Kind.SPEC, front.cost, cost)


def subject_of(front: Front) -> str:
    """What is held against what."""
    return f"{front.benchmark} against {metric_label(front.cost)}"


def cost_axis(front: Front, *, log: bool) -> str:
    """What the axis of costs is in."""
    words = metric_label(front.cost)
    if front.cost in PRICES:
        words += ", per million tokens"
    elif isinstance(front.cost, Ratio) and front.over is not None:
        words += f", {front.over.name} = 1"
    return f"{words} (log scale)" if log else words


def headline(front: Front) -> str:
    """How many of the models nothing beats."""
    best = sum(point.best for point in front.points)
    if not front.points:
        return "Nothing to draw"
    if len(front.points) == 1:
        return f"One model with both: {front.points[0].model.name}"
    return f"{best} of {len(front.points)} models not beaten"


def nothing(front: Front) -> str:
    """Why there is no point."""
    return f"No model has both a score and a figure for {metric_label(front.cost)} that stand without reserve."


def front_alt(front: Front) -> str:
    """The front's points with both figures, then who is beaten."""
    if not front.points:
        return alt_text([f"{subject_of(front)}: {nothing(front)}"])
    best = [point for point in front.points if point.best]
    beaten = [point for point in front.points if not point.best]
    first = f"{subject_of(front)}: {headline(front)}, the cheapest first: {_points(front, best)}."
    if len(front.points) == 1:
        first = f"{subject_of(front)}: only {_points(front, best)} has both."
    sentences = [first]
    if beaten:
        sentences.append(f"Beaten by one as good for less, or better for as much: {_points(front, beaten)}.")
    if not more_is_better(front.benchmark):
        sentences.append("A lower score is better.")
    return alt_text(sentences)


def _points(front: Front, points: Sequence[Point]) -> str:
    named = [_point(front, point) for point in points[:_NAMED_IN_ALT]]
    more = len(points) - len(named)
    return listed([*named, f"{more} more"] if more else named)


def _point(front: Front, point: Point) -> str:
    """``V4-Pro 79.2 (measured) for $2.32 (maker's word)``."""
    scored, cost = said_of(point.score_line), cost_words(front, point.cost)
    paid = said_of(point.cost_line) if point.cost_line else None
    if paid == scored:
        return f"{point.model.name} {number(point.score)} for {cost} (both {scored})"
    return f"{point.model.name} {number(point.score)} ({scored}) for {cost}" + (f" ({paid})" if paid else "")
