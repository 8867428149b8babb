"""/model: what this server calls the models. For those who may manage the server."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from bot.domain.corrections import Action
from cogs.compare import CHOICES_AT_MOST, models_like
from cogs.views.answers import Answer
from cogs.views.layout import AnswerView, Interaction, guild_of
from cogs.views.text import safe

_Name = app_commands.Range[str, 1, 100]


async def _names_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Names that count as the model chosen, or as any, and hold what was typed."""
    chosen = str(interaction.namespace.model or "")
    naming = interaction.client.services.naming
    found = await naming.suggest_names(guild_of(interaction), chosen, typed, CHOICES_AT_MOST)
    return [app_commands.Choice(name=name[:100], value=name[:100]) for name in found]


class Models(commands.Cog):
    """Mends names. A correction belongs to the server that made it; what was read stays as it was read."""

    model = app_commands.Group(
        name="model",
        description="What this server calls the models",
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @model.command(name="alias", description="Let a model go by another name in this server")
    @app_commands.describe(model="A model", alias="Another name for it")
    @app_commands.autocomplete(model=models_like)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def alias(self, interaction: Interaction, model: _Name, alias: _Name) -> None:
        """Note the name, and say what it means now."""
        await _rename(interaction, model, alias, Action.ALIAS, "“{alias}” now means {model} here")

    @model.command(name="merge", description="Count a model as another in this server: two names of one model")
    @app_commands.describe(model="The model that is no model of its own", into="The model that it is")
    @app_commands.autocomplete(model=models_like, into=models_like)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def merge(self, interaction: Interaction, model: _Name, into: _Name) -> None:
        """Note the correction, and say what it does."""
        await _rename(interaction, into, model, Action.MERGE, "What is said of {alias} now counts for {model} here")

    @model.command(name="split", description="Let a name that counts as a model stand for itself again in this server")
    @app_commands.describe(model="The model that the name counts as", alias="The name that is no name of it")
    @app_commands.autocomplete(model=models_like, alias=_names_like)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def split(self, interaction: Interaction, model: _Name, alias: _Name) -> None:
        """Take the name away from the model, and say so."""
        await interaction.response.defer(thinking=True)
        naming, user_id = interaction.client.services.naming, interaction.user.id
        was = await naming.split(guild_of(interaction), model, alias, user_id=user_id)
        await _say(interaction, f"{safe(alias)} is not {safe(was.name)} here any more")


async def _rename(interaction: Interaction, words: str, alias: str, action: Action, heading: str) -> None:
    await interaction.response.defer(thinking=True)
    naming, user_id = interaction.client.services.naming, interaction.user.id
    model = await naming.alias(guild_of(interaction), words, alias, user_id=user_id, action=action)
    await _say(interaction, heading.format(alias=safe(alias), model=safe(model.name)))


async def _say(interaction: Interaction, heading: str) -> None:
    effect = "Every answer in this server follows it; the quotes stay as they were written. `/audit` can undo it."
    await interaction.followup.send(view=AnswerView(Answer(texts=(f"### {heading}", effect))))


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    await bot.add_cog(Models())
