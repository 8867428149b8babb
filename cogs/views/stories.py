"""Render stories: a list of them, and one with who tells it, when, and with which figures."""

from collections.abc import Sequence
from functools import partial

from bot.briefing.finding import Found, Shown, Together
from bot.briefing.stories import Story
from bot.domain.announcements import Announcement
from cogs.views.answers import Answer, Footnotes
from cogs.views.comparison import claim_lines, footer
from cogs.views.digest import telling
from cogs.views.lists import TRY_ADDING, page_words
from cogs.views.ranks import score_table
from cogs.views.sheets import claims_sheet
from cogs.views.text import cut, link, plural, safe, stamp, when

FIGURES_AT_MOST = 8
TOLD_AT_MOST = 12
WHY_AT_MOST = 6
_FIGURES_OF_A_FOUND = 1

_REASONS = {
    "link": "the same page, or a link to it",
    "models": "the same model",
    "lab": "the same lab",
    "figures": "the same figures",
    "title": "a title alike",
    "own_post": "a report beside the lab's own post",
    "days": "days apart",
    "other_figures": "other figures",
}


def render_found(found: Found, asked: str) -> Answer:
    """Stories with their leads and who else tells them, those told of last first."""
    if not found.stories:
        return Answer(texts=(f"### No story{asked} yet", TRY_ADDING))
    notes = Footnotes()
    blocks = [_found(story, notes) for story in found.stories]
    figures = tuple(figure for story in found.stories for figure in telling(story.figures)[:_FIGURES_OF_A_FOUND])
    small_print = footer(notes, page_words(found.page, found.pages))
    return Answer(texts=(f"### Stories{asked}", *blocks), small_print=small_print, figures=figures, pages=found.pages)


def render_story(shown: Shown) -> Answer:
    """One story: its lead, who else tells it, the figures with their standing, when each was told, why together."""
    story, notes = shown.story, Footnotes()
    source = story.lead.source
    texts = [
        f"### {link(source.title, source.url, 160)}",
        f"{safe(story.lead.text, 280) or 'Only a title.'}\n-# {safe(source.publisher)} · {when(source)}",
    ]
    if story.also:
        texts.append(f"**Also in** {_also(story)}")
    if story.figures:
        texts.append(f"**Figures**\n{claim_lines(telling(story.figures)[:FIGURES_AT_MOST], notes)}")
    if story.also:
        texts.append(f"**Told**\n{_timeline(story.members)}")
    texts.append(f"**Rank in a briefing made now**\n{score_table(shown.score)}")
    if story.also:
        texts.append("**Why together**\n" + "\n".join(map(_why, shown.together[:WHY_AT_MOST])))
    counts = f"{_size(story)} · story {story.id}"
    return Answer(
        texts=tuple(texts),
        small_print=footer(notes, counts),
        figures=tuple(telling(story.figures)[:FIGURES_AT_MOST]),
        sheet=partial(claims_sheet, story.figures),
    )


def render_split(story: Story) -> Answer:
    """That an announcement stands alone now."""
    return Answer(
        texts=(
            f"### Split off: {_titled(story.lead, 160)}",
            "In this server it is a story of its own from now on; `/story merge` or an undo in `/audit` puts it back.",
        ),
        small_print=f"-# story {story.id}",
    )


def render_merged(story: Story) -> Answer:
    """That stories are one now."""
    return Answer(
        texts=(
            f"### Merged into: {_titled(story.lead, 160)}",
            f"In this server it is told by {plural(len(story.members), 'announcement')} now, and what joins either "
            "later joins it; `/story split` takes one out, and `/audit` can undo all of it.",
        ),
        small_print=f"-# story {story.id}",
    )


def _found(story: Story, notes: Footnotes) -> str:
    source = story.lead.source
    lines = [f"**{_titled(story.lead, 120)}**", f"-# {safe(source.publisher)} · {when(source)} · {_size(story)}"]
    if story.also:
        lines.append(f"Also in {_also(story)}")
    if story.figures:
        lines.append(claim_lines(telling(story.figures)[:_FIGURES_OF_A_FOUND], notes))
    return "\n".join(lines)


def _also(story: Story) -> str:
    """Each other publisher once, linked to the first that it told; the lead's own further posts by their titles."""
    first: dict[str, Announcement] = {}
    for announcement in story.also:
        first.setdefault(announcement.source.publisher, announcement)
    own = story.lead.source.publisher
    shown = [
        link(cut(each.source.title, 60) if publisher == own else publisher, each.source.url, 60)
        for publisher, each in list(first.items())[:TOLD_AT_MOST]
    ]
    return ", ".join(shown) + (f" and {len(first) - TOLD_AT_MOST} more" if len(first) > TOLD_AT_MOST else "")


def _timeline(members: Sequence[Announcement]) -> str:
    in_order = sorted(members, key=lambda each: (each.source.order, each.source.announcement_id))
    lines = [_told(each) for each in in_order[:TOLD_AT_MOST]]
    if len(in_order) > TOLD_AT_MOST:
        lines.append(f"-# and {len(in_order) - TOLD_AT_MOST} more")
    return "\n".join(lines)


def _told(announcement: Announcement) -> str:
    source = announcement.source
    moment = stamp(source.dated_at) if source.dated_at else when(source)
    claims = plural(announcement.claims_count, "claim")
    return f"- {moment} · {safe(source.publisher)}: {_titled(announcement, 90)} ({claims})"


def _why(together: Together) -> str:
    alike = together.likeness
    if alike.veto:
        reasons = f"nothing that this server sees ({alike.veto})"
    else:
        parts = sorted(alike.parts.items(), key=lambda part: -abs(part[1]))
        reasons = ", ".join(f"{_REASONS[name]} {points:+.1f}" for name, points in parts)
    return f"- {safe(together.source.publisher)} with {safe(together.nearest.publisher)}: {reasons or 'nothing'}"


def _size(story: Story) -> str:
    claims = sum(each.claims_count for each in story.members)
    return f"{plural(len(story.publishers), 'source')} · {plural(claims, 'claim')}"


def _titled(announcement: Announcement, length: int) -> str:
    return link(announcement.source.title, announcement.source.url, length)
