"""Render an edition of the briefing."""

from collections.abc import Sequence
from functools import partial

from bot.briefing.digest import Coverage, Edition
from bot.briefing.stories import Story
from bot.domain.announcements import Announcement
from bot.domain.claims import Kind
from bot.ledger.lines import Line
from bot.ledger.wording import line_words, metric_label, name_of, value_words
from cogs.views.answers import Answer, Footnotes
from cogs.views.comparison import claim_lines, footer
from cogs.views.sheets import claims_sheet
from cogs.views.text import day, link, plural, safe, stamp, table

STORIES_AT_MOST = 4
FIGURES_OF_A_STORY = 3
ROWS_AT_MOST = 8
POLICY_AT_MOST = 4
_TELLING = (Kind.RATIO, Kind.RANKING, Kind.ALLEGATION, Kind.CAVEAT, Kind.BENCHMARK, Kind.SPEC, Kind.RELEASE)


def render_edition(edition: Edition) -> Answer:
    """The edition: in one line, stories, efficiency and price, policy and safety, what was looked at."""
    notes = Footnotes()
    title = f"# AI briefing · {day(edition.window_end)}"
    if not edition.stories and not edition.policy:
        return Answer(texts=(title, _quiet(edition.coverage)), small_print=_coverage(edition))
    texts = [title]
    if edition.one_line:
        texts.append(f"**In one line:** {safe(edition.one_line, 500)}")
    shown = edition.stories[:STORIES_AT_MOST]
    texts += [_story(number, story, notes) for number, story in enumerate(shown, 1)]
    if edition.efficiency:
        rows = [["model", "claim", "against", "standing"]]
        rows += [_row(figure, notes) for figure in edition.efficiency[:ROWS_AT_MOST]]
        texts.append("### Efficiency and price\n" + table(rows))
    if edition.policy:
        texts.append("### Policy and safety\n" + "\n".join(map(_line, edition.policy[:POLICY_AT_MOST])))
    also = edition.stories[STORIES_AT_MOST:]
    if also:
        texts.append(f"### Also noted\n{'; '.join(_titled(story.lead) for story in also[:8])}")
    small_print = f"{_coverage(edition)}\n{footer(notes)}" if notes.sources else _coverage(edition)
    figures = (
        tuple(f for story in shown for f in telling(story)[:FIGURES_OF_A_STORY]) + edition.efficiency[:ROWS_AT_MOST]
    )
    return Answer(texts=tuple(texts), small_print=small_print, figures=figures, sheet=partial(claims_sheet, figures))


def _story(number: int, story: Story, notes: Footnotes) -> str:
    sources = plural(len(story.publishers), "source")
    lines = [f"### {number} · {_titled(story.lead)}", f"-# {sources} · {safe(', '.join(story.publishers), 160)}"]
    lines.append(claim_lines(telling(story)[:FIGURES_OF_A_STORY], notes))
    return "\n".join(lines)


def telling(story: Story) -> Sequence[Line]:
    """The figures that say most: ratios before rankings before scores, those that more people state first."""
    return sorted(
        story.figures,
        key=lambda f: (
            _TELLING.index(f.claim.kind),
            f.claim.kind is Kind.RATIO and not f.claim.baseline,
            -len(f.claims),
        ),
    )


def _row(figure: Line, notes: Footnotes) -> list[str]:
    claim = figure.claim
    amount = f"{value_words(claim)} {metric_label(claim.metric)} {notes.mark(figure.origin.source)}"
    against = name_of(claim.baseline) if claim.kind is Kind.RATIO else "–"
    return [claim.subject.name, amount, against, line_words(figure)]


def _line(announcement: Announcement) -> str:
    return f"- {_titled(announcement)} ({safe(announcement.source.publisher)})"


def _titled(announcement: Announcement) -> str:
    return link(announcement.source.title, announcement.source.url, 120)


def _quiet(coverage: Coverage) -> str:
    if not coverage.feeds:
        return "This server subscribes to no feeds. Add one with /feed add."
    if not coverage.announcements:
        return "A quiet day: nothing was announced. Look further back with the option hours."
    return f"A quiet day: {plural(coverage.announcements, 'announcement')}, none with a claim in it."


def _coverage(edition: Edition) -> str:
    coverage = edition.coverage
    failing = f", {coverage.failing} failing (/feed list)" if coverage.failing else ""
    return (
        f"-# {plural(coverage.feeds, 'feed')}{failing} · {plural(coverage.announcements, 'announcement')} · "
        f"{plural(coverage.claims, 'claim')} · {stamp(edition.window_start)} to {stamp(edition.window_end)}"
    )
