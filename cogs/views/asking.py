"""Render what a plain question became."""

from collections.abc import Sequence
from dataclasses import replace

from cogs.views.answers import Answer, FollowUp
from cogs.views.text import safe, typed

NOTES_AT_MOST = 3


def render_understood(shown: Answer, line: str, notes: Sequence[str], others: tuple[FollowUp, ...]) -> Answer:
    """The command first, how its names were taken, then its own answer; other readings as buttons."""
    said = "\n".join((typed(line), *(f"-# {safe(note)}" for note in notes[:NOTES_AT_MOST])))
    offered = {each.query.encode(): each for each in (*others, *shown.follow_ups)}  # Discord takes no button twice
    return replace(shown, texts=(said, *shown.texts), follow_ups=tuple(offered.values()))


def render_unclear(question: str, nearest: tuple[FollowUp, ...]) -> Answer:
    """That no command fits, and the nearest, each with a button."""
    asked = safe(question, 200)
    heading = f"### No command answers “{asked}” for certain" if asked else "### Nothing was asked"
    hint = "Name a model, a lab or a benchmark, and what of it: cost, coding, gap, price, claims, history."
    return Answer(texts=(heading, f"{hint} The nearest commands are below."), follow_ups=nearest)
