"""Render what quality costs: scores on a benchmark against a price, a size or the tokens spent."""

from functools import partial

from bot.charts.pareto import pareto_chart
from bot.ledger.pareto import Front, Point
from bot.ledger.wording import line_words, metric_label, number, value_words
from cogs.views.answers import Answer, Footnotes, page_of
from cogs.views.comparison import footer
from cogs.views.lists import TRY_ADDING, page_words
from cogs.views.sheets import Sheet
from cogs.views.text import plural, safe, table

POINTS_ON_A_PAGE = 12
APART_AT_MOST = 3


def render_front(front: Front, page: int) -> Answer:
    """The models that nothing beats, a table by cost, the picture, what is left apart and why."""
    cost = metric_label(front.cost)
    if not front.points:
        heading = f"### No model has both a score on {safe(front.benchmark)} and a {cost} in this server's feeds"
        return Answer(texts=(heading, *_apart(front), TRY_ADDING))
    shown, pages = page_of(front.points, page, POINTS_ON_A_PAGE)
    notes = Footnotes()
    rows = [["", front.benchmark, _cost_label(front), "standing"], *(_row(point, notes) for point in shown)]
    return Answer(
        texts=(f"### {_headline(front)}", table(rows), *_apart(front)),
        picture=partial(pareto_chart, front),
        small_print=footer(notes, "* nothing scores more for less", page_words(page, pages)),
        figures=tuple(line for point in shown for line in (point.score_line, point.cost_line) if line is not None),
        pages=pages,
        sheet=partial(_sheet, front),
    )


def _headline(front: Front) -> str:
    best = [point for point in front.points if point.best]
    names = ", ".join(safe(point.model.name) for point in best[:4])
    more = f" and {plural(len(best) - 4, 'other')}" if len(best) > 4 else ""
    cost = metric_label(front.cost)
    return f"{safe(front.benchmark)} for {cost}: nothing beats {names}{more}, of {plural(len(front.points), 'model')}"


def _cost_label(front: Front) -> str:
    return metric_label(front.cost) + (f" over {front.over.name}" if front.over else "")


def _row(point: Point, notes: Footnotes) -> list[str]:
    score = f"{value_words(point.score_line.claim)} {notes.mark(point.score_line.origin.source)}"
    paid = "1"
    if point.cost_line is not None:
        paid = f"{value_words(point.cost_line.claim)} {notes.mark(point.cost_line.origin.source)}"
    standings = [line_words(line) for line in (point.score_line, point.cost_line) if line is not None]
    return [point.model.name + (" *" if point.best else ""), score, paid, "; ".join(dict.fromkeys(standings))]


def _apart(front: Front) -> list[str]:
    if not front.apart:
        return []
    lines = [
        f"- {safe(line.claim.subject.name)} {number(line.claim.value or 0.0)}: {safe(reason)}"
        for line, reason in front.apart[:APART_AT_MOST]
    ]
    more = len(front.apart) - APART_AT_MOST
    return ["**Not comparable**\n" + "\n".join([*lines, *([f"-# and {more} more"] if more > 0 else [])])]


def _sheet(front: Front) -> Sheet:
    return Sheet(
        columns=("model", "benchmark", "score", "score_link", "cost_metric", "cost", "cost_link", "best"),
        rows=tuple(
            (
                point.model.name,
                front.benchmark,
                point.score,
                point.score_line.origin.source.url,
                front.cost.value,
                point.cost,
                point.cost_line.origin.source.url if point.cost_line else None,
                point.best,
            )
            for point in front.points
        ),
    )
