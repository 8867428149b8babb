"""The message menu *Read claims*: what the reader makes of a message, or of the page that it links to.

The bot has no message content intent and needs none: Discord hands over the message that a menu was opened on.
"""

from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from bot.errors import GapwatchError
from cogs.options import everywhere
from cogs.views.interactions import Interaction
from cogs.views.layout import AnswerView
from cogs.views.passages import render_passage

READ_CLAIMS = "Read claims"
TIMES, SECONDS = 5, 60.0


class OwnMessage(GapwatchError):
    """The message is an answer of the bot's own."""

    next_step = "Choose a figure in its menu Why? for the sentence behind it."


class ReadClaims(commands.Cog):
    """Reads a message that somebody points at, for that person alone."""

    def __init__(self, bot: GapwatchBot) -> None:
        self._bot = bot
        menu = everywhere(app_commands.ContextMenu(name=READ_CLAIMS, callback=self._read))
        self._menu = app_commands.checks.cooldown(TIMES, SECONDS, key=_asker)(menu)

    async def cog_load(self) -> None:
        """Add the menu, which a cog does not do by itself."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu away again."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def _read(self, interaction: Interaction, message: discord.Message) -> None:
        if message.author.id == interaction.application_id:
            raise OwnMessage("That is an answer of Gapwatch itself.")
        await interaction.response.defer(thinking=True, ephemeral=True)
        passage = await interaction.client.services.passages.read(text_of(message))
        await interaction.followup.send(view=AnswerView(render_passage(passage)), ephemeral=True)


def text_of(message: discord.Message) -> str:
    """What a message says: its own words and those that it forwards; without any, those of its parts and embeds."""
    own = "\n\n".join(filter(None, (message.content, *(each.content for each in message.message_snapshots))))
    return own or "\n\n".join((*_parts(message.components), *_embedded(message)))


def _asker(interaction: discord.Interaction[Any]) -> int:
    return interaction.user.id


def _parts(components: Any) -> Iterator[str]:
    """The texts of a message that is made of components."""
    for part in components:
        if isinstance(part, discord.TextDisplay):
            yield part.content
        yield from _parts(getattr(part, "children", ()))


def _embedded(message: discord.Message) -> Iterator[str]:
    """The words of embeds, and the addresses that they lead to."""
    for embed in message.embeds:
        fields = (f"{field.name}: {field.value}" for field in embed.fields)
        yield from filter(None, (embed.title, embed.description, *fields, embed.url))


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    await bot.add_cog(ReadClaims(bot))
