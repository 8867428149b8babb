"""The message of an answer, and what all interactions share: whose they are, and how their errors are told."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import ui

from bot.client import GapwatchBot, tell
from bot.domain.announcements import PUBLIC
from cogs.views.answers import Answer
from cogs.views.text import MESSAGE_LENGTH, cut_lines, fit, plural

OPTIONS_AT_MOST = 25
SMALL_PRINT_LENGTH = 1200

Interaction = discord.Interaction[GapwatchBot]


class AnswerView(ui.LayoutView):
    """An answer as a message: its texts, then rows of menus and buttons."""

    def __init__(self, shown: Answer, rows: Sequence[ui.ActionRow[Any]] = ()) -> None:
        super().__init__(timeout=None)
        small_print = cut_lines(shown.small_print, SMALL_PRINT_LENGTH)
        kept, left_out = fit(shown.texts, MESSAGE_LENGTH - len(small_print))
        for text in kept:
            self.add_item(ui.TextDisplay(text))
        if left_out:
            more = "The CSV has all of it." if rows and shown.sheet else "Ask for less to see the rest."
            parts = plural(left_out, "more part")
            self.add_item(ui.TextDisplay(f"-# {parts} did not fit into one message. {more}"))
        if small_print:
            self.add_item(ui.TextDisplay(small_print))
        for row in rows:
            self.add_item(row)


def guild_of(interaction: Interaction) -> int:
    """The guild that asks; none in direct messages and where only the person, not the server, has the bot."""
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return PUBLIC
    return interaction.guild_id


async def guarded(interaction: Interaction, act: Callable[[Interaction], Awaitable[None]]) -> None:
    """discord.py only logs what a dynamic item raises, so the person is told here, by the same words as everywhere."""
    try:
        await act(interaction)
    except Exception as error:  # noqa: BLE001 - the boundary: tell() names it to the person or logs its trace
        await tell(interaction, error)
