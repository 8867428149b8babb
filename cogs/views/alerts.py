"""Render alerts: one at once, or several summed up; and the button below each, which marks its message."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.briefing.alerted import Alerted
from bot.briefing.watching import model_names
from cogs.answering.answerers import AnswerOutdated, answer
from cogs.answering.asked import Asked
from cogs.answering.sending import send_answer
from cogs.views.answers import Answer, FollowUp, Footnotes
from cogs.views.comparison import claim_lines, footer
from cogs.views.interactions import Interaction, guarded
from cogs.views.layout import AnswerView
from cogs.views.queries import Query
from cogs.views.text import link, plural, safe, stamp, when

FIGURES_AT_MOST = 6
COMPARED_AT_MOST = 4
REASONS_AT_MOST = 3
TITLE_LENGTH = 160


def render_alert(told: Alerted) -> Answer:
    """One alert: the announcement, what is new in its story, why it is told, its figures with their sentences."""
    source, notes = told.announcement.source, Footnotes()
    told_in = f"{link(source.title, source.url, TITLE_LENGTH)}\n-# {safe(source.publisher)} · {when(source)}"
    reminder = f"Reminder: {safe(told.alert.reasons[0])}\n" if told.alert.is_reminder else ""
    texts = [f"### {reminder}{told_in}"]
    if told.alert.developments:
        texts.append("**Update** " + "; ".join(safe(each) for each in told.alert.developments[:REASONS_AT_MOST]))
    figures = told.figures[:FIGURES_AT_MOST]
    if figures:
        texts.append(claim_lines(figures, notes))
    more = len(told.figures) - len(figures)
    if not told.alert.is_reminder:
        texts.append("\n".join(f"-# {safe(each)}" for each in told.alert.reasons[:REASONS_AT_MOST]))
    facts = [f"{more} more in the story"] if more > 0 else []
    return Answer(
        texts=tuple(texts),
        small_print=footer(notes, *facts, "/watch list"),
        figures=figures,
        follow_ups=_comparison(told),
    )


def render_alerts(told: Sequence[Alerted]) -> Answer:
    """What waited, in one message: a line for each."""
    since = min(each.alert.decided_at for each in told)
    lines = [_line(each) for each in told]
    return Answer(
        texts=(f"### {plural(len(told), 'alert')} since {stamp(since)}", *lines), small_print="-# /watch list"
    )


def _line(told: Alerted) -> str:
    source = told.announcement.source
    said = told.alert.developments or told.alert.reasons
    return f"- {link(source.title, source.url, 100)} ({safe(source.publisher)})\n-# {safe(said[0], 160)}"


def _comparison(told: Alerted) -> tuple[FollowUp, ...]:
    """To put the models of the figures side by side, where there are two at least."""
    names = model_names((line.origin for line in told.figures), COMPARED_AT_MOST)
    if len(names) < 2:
        return ()
    return (FollowUp(label="Compare", query=Query(command="models", names=tuple(names))),)


class AlertButton(ui.DynamicItem[ui.Button[Any]], template=r"gapwatch:alert:(?P<nonce>[0-9a-f]{24})"):
    """Shows the story of an alert. Its id, the message's nonce, marks the message."""

    def __init__(self, nonce: str) -> None:
        super().__init__(
            ui.Button(label="Whole story", custom_id=self.mark_of(nonce), style=discord.ButtonStyle.secondary)
        )
        self.nonce = nonce

    @staticmethod
    def mark_of(nonce: str) -> str:
        """What tells the message from all others."""
        return f"gapwatch:alert:{nonce}"

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The button of a message that was sent before, perhaps before a restart."""
        return cls(match["nonce"])

    async def callback(self, interaction: Any) -> None:
        """Answer the person who asked, and nobody else."""
        await guarded(interaction, self._show)

    async def _show(self, interaction: Interaction) -> None:
        services = interaction.client.services
        found = await services.watches.of_page(self.nonce)
        story_id = next((each.story_id for each in found[1] if each.story_id is not None), None) if found else None
        if found is None or story_id is None:
            raise AnswerOutdated("The story of this alert is not kept any more.")
        outlet, query = found[0], Query(command="story", item=story_id)
        if outlet.user_id is None:
            await send_answer(interaction, query, private=True)
            return
        # A direct message is of no server, and its buttons would ask for the public: so this one has none.
        await interaction.response.defer(thinking=True)
        asked = Asked(services=services, guild_id=outlet.guild_id, query=query, now=services.clock(), page=0)
        await interaction.followup.send(view=AnswerView(await answer(asked)))
