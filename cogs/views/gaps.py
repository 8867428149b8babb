"""Render how far two sides are apart on each benchmark, who says each side, and how it moved."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from bot.charts.chart import Chart
from bot.charts.gap import gap_chart
from bot.ledger.gap import Basis, Frontier, Gap, Side
from bot.ledger.gaps import Gaps
from bot.ledger.lines import Line
from bot.ledger.naming import FRONTIERS
from bot.ledger.wording import line_words, number, value_words
from cogs.views.answers import Answer, Footnotes, page_of
from cogs.views.comparison import footer
from cogs.views.lists import page_words
from cogs.views.sheets import Sheet
from cogs.views.text import day, plural, safe, table

GAPS_ON_A_PAGE = 8
APART_AT_MOST = 4
_BASIS = {Basis.MEASURED: "measured", Basis.CLAIMED: "claimed", Basis.MIXED: "claimed vs measured"}


def render_gaps(found: Gaps, now: datetime, page: int) -> Answer:
    """The gap in one sentence, a table, what moved, what is not comparable, sources."""
    one, other = side_name(found.one), side_name(found.other)
    if not found.gaps:
        texts = [f"### No benchmark has a figure of both {safe(one)} and {safe(other)} under one setting"]
        texts += _apart(found) or ["Try /compare models to see what is said of each, or another benchmark."]
        return Answer(texts=tuple(texts))
    shown, pages = page_of(found.gaps, page, GAPS_ON_A_PAGE)
    notes = Footnotes()
    texts = [f"### {_headline(found)}", _table(shown, one, other, notes)]
    texts += _moves(shown)
    texts += _hedges(shown)
    texts += _apart(found)
    return Answer(
        texts=tuple(texts),
        picture=_picture(shown, one, other, now),
        small_print=footer(notes, page_words(page, pages)),
        figures=tuple(line for gap in shown for line in (gap.now.one, gap.now.other)),
        pages=pages,
        sheet=partial(_sheet, found.gaps),
    )


def _picture(gaps: Sequence[Gap], one: str, other: str, now: datetime) -> Callable[[], Chart] | None:
    """The gap that moved most often, over time; where none moved, the table says it all."""
    moved = max(gaps, key=lambda gap: len(gap.moments))
    return partial(gap_chart, moved, one, other, now) if len(moved.moments) > 1 else None


def side_name(side: Side) -> str:
    """A side as a person would call it."""
    return FRONTIERS[side] if isinstance(side, Frontier) else side.name


def lead_words(gap: Gap) -> str:
    """``+1.2``: what the first side is ahead."""
    lead = gap.now.lead
    return "even" if lead == 0 else f"{'+' if lead > 0 else '−'}{number(abs(lead))}"


def _headline(found: Gaps) -> str:
    one, other = safe(side_name(found.one)), safe(side_name(found.other))
    best = found.gaps[0]
    lead = best.now.lead
    how = _BASIS[best.basis] + (f" by {safe(best.measured_by)}" if best.measured_by else "")
    if len(found.gaps) == 1:
        where = "level with" if lead == 0 else f"{number(abs(lead))} {'ahead of' if lead > 0 else 'behind'}"
        return f"{one} is {where} {other} on {safe(best.benchmark)} ({how}){_moved_words(best)}"
    ahead = sum(1 for gap in found.gaps if gap.now.lead > 0)
    behind = sum(1 for gap in found.gaps if gap.now.lead < 0)
    even = len(found.gaps) - ahead - behind
    told = f"ahead on {ahead}, behind on {behind}" + (f", level on {even}" if even else "")
    return f"{one} against {other}: {told} of {plural(len(found.gaps), 'comparison')}"


def _table(gaps: Sequence[Gap], one: str, other: str, notes: Footnotes) -> str:
    return table([["", one, other, "gap", ""], *(_row(gap, one, other, notes) for gap in gaps)], widest=24)


def _row(gap: Gap, one: str, other: str, notes: Footnotes) -> list[str]:
    basis = _BASIS[gap.basis] + (f": {gap.measured_by}" if gap.measured_by else "")
    figures = [_figure(gap.now.one, one, notes), _figure(gap.now.other, other, notes)]
    return [gap.benchmark, *figures, lead_words(gap), basis]


def _figure(line: Line, side: str, notes: Footnotes) -> str:
    """The score, by which model where the side has several."""
    model = "" if line.claim.subject.name == side else f" {line.claim.subject.name}"
    return f"{value_words(line.claim)}{model} {notes.mark(line.origin.source)}"


def _moves(gaps: Sequence[Gap]) -> list[str]:
    lines = []
    for gap in gaps:
        if len(gap.moments) > 1:
            steps = " → ".join(f"{day(m.at)} {'+' if m.lead > 0 else ''}{number(m.lead)}" for m in gap.moments[-4:])
            lines.append(f"- {safe(gap.benchmark)}: {steps}")
    return ["**How it moved**\n" + "\n".join(lines)] if lines else []


def _moved_words(gap: Gap) -> str:
    if len(gap.moments) < 2 or gap.moved == 0:
        return ""
    closing = abs(gap.now.lead) < abs(gap.moments[0].lead)
    return f"; the gap {'narrowed' if closing else 'grew'} by {number(abs(gap.moved))} since {day(gap.moments[0].at)}"


def _hedges(gaps: Sequence[Gap]) -> list[str]:
    """Where a figure does not simply stand, how it stands."""
    said = {
        f"{safe(line.claim.subject.name)} on {safe(gap.benchmark)}: {line_words(line)}"
        for gap in gaps
        for line in (gap.now.one, gap.now.other)
        if line.grounds.contradicted_by or line.grounds.disputed_by or line.grounds.alleged_by
    }
    return [f"**Contested** {'; '.join(sorted(said))}"] if said else []


def _apart(found: Gaps) -> list[str]:
    if not found.apart:
        return []
    lines = [f"- {safe(line.claim.metric)}: {safe(reason)}" for line, reason in found.apart[:APART_AT_MOST]]
    more = len(found.apart) - APART_AT_MOST
    return ["**Not comparable**\n" + "\n".join([*lines, *([f"-# and {more} more"] if more > 0 else [])])]


def _sheet(gaps: Sequence[Gap]) -> Sheet:
    return Sheet(
        columns=(
            "benchmark", "basis", "measured_by", "from", "one", "one_value", "one_link", "other", "other_value",
            "other_link", "lead",
        ),
        rows=tuple(
            (
                gap.benchmark,
                gap.basis.value,
                gap.measured_by,
                moment.at.isoformat(),
                moment.one.claim.subject.name,
                moment.one.claim.value,
                moment.one.origin.source.url,
                moment.other.claim.subject.name,
                moment.other.claim.value,
                moment.other.origin.source.url,
                moment.lead,
            )
            for gap in gaps
            for moment in gap.moments
        ),
    )  # fmt: skip
