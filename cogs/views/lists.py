"""Render lists: efficiency figures, claims, announcements."""

from collections.abc import Sequence
from functools import partial

from bot.domain.announcements import Announcement
from bot.ledger.chains import Implied
from bot.ledger.ledger import Efficiency
from bot.ledger.lines import Line
from bot.ledger.ranking import Order
from bot.ledger.wording import BOUND_MARKS, claim_words, line_words, metric_label, name_of, number, value_words
from cogs.views.answers import Answer, Footnotes, page_of
from cogs.views.comparison import claim_lines, footer
from cogs.views.sheets import claims_sheet
from cogs.views.text import cut, link, plural, safe, table, when

IMPLIED_AT_MOST = 5
REASONS_AT_MOST = 4
TRY_ADDING = "Look at /latest to see what was read, or add feeds with /feed add."


def render_efficiency(found: Efficiency, metric: str | None, page: int, order: Order = Order.NEWEST) -> Answer:
    """Ratios in a table, each with its sentence below; then what follows from them, kept apart."""
    what = f"{metric_label(metric)} claims" if metric else "efficiency claims"
    figures = found.stated
    if not figures and not found.implied:
        return Answer(texts=(f"### No {what} like that in this server's feeds", TRY_ADDING))
    shown, pages = page_of(figures, page)
    notes = Footnotes()
    texts = [f"### {_efficiency_headline(figures, what, order)}"]
    if shown:
        rows = [["model", "claim", "against", "standing"], *(_efficiency_row(figure, notes) for figure in shown)]
        texts += [table(rows), *_order_lines(figures, order), claim_lines(shown, notes)]
    texts += implied_lines(found.implied, notes)
    return Answer(
        texts=tuple(texts),
        small_print=footer(notes, page_words(page, pages)),
        figures=(*shown, *(line for implied in found.implied[:IMPLIED_AT_MOST] for line in implied.path)),
        pages=pages,
        sheet=partial(claims_sheet, figures),
    )


def implied_lines(found: Sequence[Implied], notes: Footnotes) -> list[str]:
    """Ratios that nobody states but that follow from stated ones, each with its path."""
    if not found:
        return []
    lines = ["**Implied, stated by nobody**", *(_implied_line(implied, notes) for implied in found[:IMPLIED_AT_MOST])]
    if len(found) > IMPLIED_AT_MOST:
        lines.append(f"-# and {len(found) - IMPLIED_AT_MOST} more")
    return ["\n".join(lines)]


def _implied_line(implied: Implied, notes: Footnotes) -> str:
    path = " × ".join(
        f"{value_words(line.claim)} {name_of(line.claim.baseline)} {notes.mark(line.origin.source)}"
        for line in implied.path
    )
    reserve = ", hedged" if implied.hedged else ""
    amount = f"{BOUND_MARKS[implied.bound]}{number(implied.value)}× {implied.baseline.name}"
    return f"- {safe(implied.subject.name)}: {metric_label(implied.metric)} {safe(amount)} = {safe(path)}{reserve}"


def render_contested(figures: Sequence[Line], page: int) -> Answer:
    """Contested figures, newest first, each with what stands against it."""
    if not figures:
        return Answer(texts=("### Nothing is contested in this server's feeds in that time", TRY_ADDING))
    shown, pages = page_of(figures, page)
    notes = Footnotes()
    newest = figures[0].claim
    headline = f"{plural(len(figures), 'contested claim')}; newest: {safe(newest.subject.name)}, {claim_words(newest)}"
    blocks = [f"{claim_lines([figure], notes)}\n{against_line(figure, notes)}" for figure in shown]
    return Answer(
        texts=(f"### {safe(headline)}", *blocks),
        small_print=footer(notes, page_words(page, pages)),
        figures=tuple(shown),
        pages=pages,
        sheet=partial(claims_sheet, figures),
    )


def against_line(figure: Line, notes: Footnotes) -> str:
    """What stands against a figure: other figures, disputes, allegations, doubts, each with its words."""
    grounds = figure.grounds
    other = [
        f"{safe(voice.speaker)} has {value_words(voice.said.claim) or metric_label(voice.said.claim.metric)} "
        f"{notes.mark(voice.said.source)}"
        for voice in grounds.contradicted_by
    ]
    said = [
        f"“{safe(sourced.claim.quote.text, 120)}” ({safe(sourced.source.publisher)} {notes.mark(sourced.source)})"
        for sourced in (*grounds.disputed_by, *grounds.alleged_by, *grounds.doubted_by)
    ]
    return f"  -# against it: {'; '.join([*other, *said][:REASONS_AT_MOST])}"


def render_claims(figures: Sequence[Line], about: str | None, kind: str | None, page: int) -> Answer:
    """Claims as lines, newest first."""
    what = f"{kind} claims" if kind else "claims"
    whose = f" about {safe(about)}" if about else ""
    if not figures:
        return Answer(texts=(f"### No {what}{whose} in this server's feeds yet", TRY_ADDING))
    shown, pages = page_of(figures, page)
    notes = Footnotes()
    texts = (f"### {plural(len(figures), what[:-1])}{whose}, newest first", claim_lines(shown, notes))
    small_print = footer(notes, page_words(page, pages))
    return Answer(
        texts=texts, small_print=small_print, figures=tuple(shown), pages=pages, sheet=partial(claims_sheet, figures)
    )


def render_latest(announcements: Sequence[Announcement], asked: str, page: int) -> Answer:
    """Announcements as titles with their first words, newest first."""
    if not announcements:
        return Answer(texts=(f"### Nothing announced{asked} yet", "Ask for less, or add feeds with /feed add."))
    shown, pages = page_of(announcements, page)
    blocks = [announcement_lines(announcement) for announcement in shown]
    heading = f"### Latest announcements{asked}"
    return Answer(texts=(heading, *blocks), small_print=f"-# {page_words(page, pages)}", pages=pages)


def announcement_lines(announcement: Announcement) -> str:
    """An announcement in three lines: its title, its first words, where it is from and what was read in it."""
    source = announcement.source
    topics = ", ".join(announcement.topics) or "no topic"
    return (
        f"**{link(source.title, source.url, 120)}**\n"
        f"{safe(announcement.text, 180) or 'Only a title.'}\n"
        f"-# {safe(source.publisher)} · {when(source)} · {topics} · {read_words(announcement)}"
    )


def read_words(announcement: Announcement) -> str:
    """How many claims were read in it."""
    return plural(announcement.claims_count, "claim") + " read" if announcement.claims_count else "no claims in it"


def _efficiency_row(figure: Line, notes: Footnotes) -> list[str]:
    claim = figure.claim
    standing = line_words(figure)
    amount = f"{value_words(claim)} {metric_label(claim.metric)} {notes.mark(figure.origin.source)}"
    return [claim.subject.name, amount, name_of(claim.baseline) if claim.baseline else "not named", standing]


def _order_lines(figures: Sequence[Line], order: Order) -> list[str]:
    """What an order by value does not say: ratios over different baselines are not amounts that compare."""
    if order is Order.NEWEST or len({(line.question.metric, line.question.baseline) for line in figures}) < 2:
        return []
    return ["-# Ordered by the ratio as stated. Over different baselines a smaller ratio need not be a smaller amount."]


def _efficiency_headline(figures: Sequence[Line], what: str, order: Order) -> str:
    if not figures:
        return f"No {what} as stated, but some follow from others"
    first = figures[0]
    claim = first.claim
    against = safe(claim.baseline.name) if claim.baseline else "a baseline not named"
    said = f"{safe(claim.subject.name)} at {value_words(claim)} {metric_label(claim.metric)} of {against}"
    return f"{plural(len(figures), what[:-1])}; {order}: {said} ({cut(first.origin.source.publisher, 40)})"


def page_words(page: int, pages: int) -> str:
    """Which page of how many is shown."""
    return f"page {min(page, pages - 1) + 1} of {pages}"
