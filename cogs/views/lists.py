"""Render lists: efficiency figures, claims, announcements."""

from collections.abc import Sequence

from bot.domain.announcements import Announcement
from bot.ledger.lines import Line
from bot.ledger.wording import line_words, metric_label, name_of, value_words
from cogs.views.answers import Answer, Footnotes, page_of
from cogs.views.comparison import claim_lines, footer
from cogs.views.text import cut, link, plural, safe, table, when

TRY_ADDING = "Look at /latest to see what was read, or add feeds with /feed add."


def render_efficiency(figures: Sequence[Line], metric: str | None, page: int) -> Answer:
    """Ratios in a table, newest first, each with its sentence below."""
    what = f"{metric_label(metric)} claims" if metric else "efficiency claims"
    if not figures:
        return Answer(texts=(f"### No {what} in this server's feeds yet", TRY_ADDING))
    shown, pages = page_of(figures, page)
    notes = Footnotes()
    rows = [["model", "claim", "against", "standing"], *(_efficiency_row(figure, notes) for figure in shown)]
    texts = [
        f"### {_efficiency_headline(figures, what)}",
        table(rows),
        claim_lines(shown, notes),
    ]
    small_print = footer(notes, page_words(page, pages))
    return Answer(
        texts=tuple(texts), small_print=small_print, figures=tuple(shown), pages=pages, to_export=tuple(figures)
    )


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
    return Answer(texts=texts, small_print=small_print, figures=tuple(shown), pages=pages, to_export=tuple(figures))


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
    read = plural(announcement.claims_count, "claim") + " read" if announcement.claims_count else "no claims in it"
    topics = ", ".join(announcement.topics) or "no topic"
    return (
        f"**{link(source.title, source.url, 120)}**\n"
        f"{safe(announcement.text, 180) or 'Only a title.'}\n"
        f"-# {safe(source.publisher)} · {when(source)} · {topics} · {read}"
    )


def _efficiency_row(figure: Line, notes: Footnotes) -> list[str]:
    claim = figure.claim
    standing = line_words(figure)
    amount = f"{value_words(claim)} {metric_label(claim.metric)} {notes.mark(figure.origin.source)}"
    return [claim.subject.name, amount, name_of(claim.baseline) if claim.baseline else "not named", standing]


def _efficiency_headline(figures: Sequence[Line], what: str) -> str:
    newest = figures[0]
    claim = newest.claim
    against = safe(claim.baseline.name) if claim.baseline else "a baseline not named"
    said = f"{safe(claim.subject.name)} at {value_words(claim)} {metric_label(claim.metric)} of {against}"
    return f"{plural(len(figures), what[:-1])}; newest: {said} ({cut(newest.origin.source.publisher, 40)})"


def page_words(page: int, pages: int) -> str:
    """Which page of how many is shown."""
    return f"page {min(page, pages - 1) + 1} of {pages}"
