"""/help: what the bot can be asked."""

from collections.abc import Iterator
from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from cogs.options import everywhere
from cogs.views.answers import Answer
from cogs.views.interactions import Interaction
from cogs.views.layout import AnswerView

ABOUT = (
    "Gapwatch reads AI news feeds and keeps every claim in them with the sentence it came from: who says what about "
    "which model, against what, and whether anybody else has measured it."
)
HOW_TO_READ = (
    "**How to read an answer** “maker's word” is what a lab says of its own model; “third party” is somebody else's "
    "figure; “hedged” means that the text itself holds back. Numbers in brackets lead to the sources; the menu *Why?* "
    "shows the words behind a figure."
)


class Help(commands.Cog):
    """Says what the bot can be asked."""

    def __init__(self, bot: GapwatchBot) -> None:
        self._bot = bot

    @everywhere
    @app_commands.command(name="help", description="What Gapwatch is and what it can be asked")
    async def help(self, interaction: Interaction) -> None:
        """Answer the person alone with the commands that there are."""
        lines = [f"- `/{command.qualified_name}` {command.description}" for command in _commands(self._bot.tree)]
        texts = ("### Gapwatch", ABOUT, "\n".join(lines), HOW_TO_READ)
        await interaction.response.send_message(view=AnswerView(Answer(texts=texts)), ephemeral=True)


def _commands(tree: app_commands.CommandTree[Any]) -> Iterator[app_commands.Command[Any, ..., Any]]:
    for command in sorted(tree.walk_commands(), key=lambda command: command.qualified_name):
        if isinstance(command, app_commands.Command):
            yield command


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    await bot.add_cog(Help(bot))
