"""/help: what the bot can be asked."""

import re
from collections.abc import Iterator
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import GapwatchBot
from cogs.options import Choices, everywhere
from cogs.views.help import Command, by_topic, render_help
from cogs.views.interactions import Interaction, guarded
from cogs.views.layout import AnswerView
from cogs.views.text import plural


async def topics_like(interaction: Interaction, typed: str) -> Choices:
    """The topics that hold what was typed."""
    topics = by_topic(known_commands(interaction.client.tree))
    return [app_commands.Choice(name=topic, value=topic) for topic in topics if typed.casefold() in topic.casefold()]


class Help(commands.Cog):
    """Says what the bot can be asked."""

    @everywhere
    @app_commands.command(name="help", description="What Gapwatch is and what it can be asked")
    @app_commands.describe(topic="What to read about; an overview without it")
    @app_commands.autocomplete(topic=topics_like)
    async def help(self, interaction: Interaction, topic: app_commands.Range[str, 1, 100] | None = None) -> None:
        """Answer the person alone with the commands that there are."""
        await interaction.response.send_message(view=_view(interaction, topic), ephemeral=True)


class TopicMenu(ui.DynamicItem[ui.Select[Any]], template=r"gapwatch:help"):
    """The topics of help; the chosen one is shown in place of the one before."""

    def __init__(self, topics: dict[str, list[Command]] | None = None, chosen: str | None = None) -> None:
        options = [
            discord.SelectOption(label=topic, description=plural(len(held), "command"), default=topic == chosen)
            for topic, held in (topics or {}).items()
        ]
        super().__init__(ui.Select(custom_id="gapwatch:help", placeholder="Choose a topic", options=options))

    @classmethod
    async def from_custom_id(cls, _interaction: Any, _item: ui.Item[Any], _match: re.Match[str], /) -> Self:
        """The menu of a message that was sent before, perhaps before a restart."""
        return cls()

    async def callback(self, interaction: Any) -> None:
        """Show the topic that was chosen."""
        await guarded(interaction, self._show)

    async def _show(self, interaction: Interaction) -> None:
        await interaction.response.edit_message(view=_view(interaction, self.item.values[0]))


def known_commands(tree: app_commands.CommandTree[Any]) -> list[Command]:
    """Every slash command and every menu of messages, by name."""
    return sorted(_walk(tree), key=lambda command: command.name)


def _walk(tree: app_commands.CommandTree[Any]) -> Iterator[Command]:
    for command in tree.walk_commands():
        if isinstance(command, app_commands.Command):
            root = (command.root_parent or command).name
            yield Command(name=f"/{command.qualified_name}", root=root, description=command.description)
    for menu in tree.get_commands(type=discord.AppCommandType.message):
        yield Command(name=menu.name, root=menu.name, description="In the menu *Apps* of any message")


def _view(interaction: Interaction, topic: str | None) -> AnswerView:
    known = known_commands(interaction.client.tree)
    topics = by_topic(known)
    chosen = next((each for each in topics if topic and topic.casefold() in each.casefold()), None)
    return AnswerView(render_help(known, chosen), [ui.ActionRow(TopicMenu(topics, chosen))])


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    bot.add_dynamic_items(TopicMenu)
    await bot.add_cog(Help())
