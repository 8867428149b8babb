"""/model: what is known of a model; and, for those who may manage the server, what it is called there."""

from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from bot.domain.corrections import Action
from cogs.answering.sending import send_answer
from cogs.options import AS_OF, PRIVATE, Name, everywhere, for_managers, models_like
from cogs.views.answers import Answer
from cogs.views.interactions import Interaction, guild_of
from cogs.views.layout import AnswerView
from cogs.views.queries import Query
from cogs.views.text import safe


async def _names_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Names that count as the model chosen, or as any, and hold what was typed."""
    chosen = str(interaction.namespace.model or "")
    renaming = interaction.client.services.renaming
    found = await renaming.suggest_names(guild_of(interaction), chosen, typed)
    return [app_commands.Choice(name=name[:100], value=name[:100]) for name in found]


class Models(commands.Cog):
    """Mends names. A correction belongs to the server that made it; what was read stays as it was read."""

    model = everywhere(
        app_commands.Group(name="model", description="What is known of a model, and what this server calls it")
    )

    @model.command(name="show", description="A model at a glance: stage, specs, prices, claims, what is not said")
    @app_commands.describe(name="A model", as_of=AS_OF, private=PRIVATE)
    @app_commands.autocomplete(name=models_like)
    async def show(
        self, interaction: Interaction, name: Name, as_of: Name | None = None, private: bool = False
    ) -> None:
        """Answer with the model's card."""
        await send_answer(interaction, Query(command="model", model=name, day=as_of or ""), private=private)

    @model.command(name="alias", description="Let a model go by another name in this server")
    @app_commands.describe(model="A model", alias="Another name for it")
    @app_commands.autocomplete(model=models_like)
    @for_managers
    async def alias(self, interaction: Interaction, model: Name, alias: Name) -> None:
        """Note the name, and say what it means now."""
        await _rename(interaction, model, alias, Action.ALIAS, "“{alias}” now means {model} here")

    @model.command(name="merge", description="Count a model as another in this server: two names of one model")
    @app_commands.describe(model="The model that is no model of its own", into="The model that it is")
    @app_commands.autocomplete(model=models_like, into=models_like)
    @for_managers
    async def merge(self, interaction: Interaction, model: Name, into: Name) -> None:
        """Note the correction, and say what it does."""
        await _rename(interaction, into, model, Action.MERGE, "What is said of {alias} now counts for {model} here")

    @model.command(name="split", description="Let a name that counts as a model stand for itself again in this server")
    @app_commands.describe(model="The model that the name counts as", alias="The name that is no name of it")
    @app_commands.autocomplete(model=models_like, alias=_names_like)
    @for_managers
    async def split(self, interaction: Interaction, model: Name, alias: Name) -> None:
        """Take the name away from the model, and say so."""
        await interaction.response.defer(thinking=True)
        renaming, user_id = interaction.client.services.renaming, interaction.user.id
        was = await renaming.split(guild_of(interaction), model, alias, user_id=user_id)
        await _say(interaction, f"{safe(alias)} is not {safe(was.name)} here any more")


async def _rename(interaction: Interaction, words: str, alias: str, action: Action, heading: str) -> None:
    await interaction.response.defer(thinking=True)
    renaming, user_id = interaction.client.services.renaming, interaction.user.id
    model = await renaming.alias(guild_of(interaction), words, alias, user_id=user_id, action=action)
    await _say(interaction, heading.format(alias=safe(alias), model=safe(model.name)))


async def _say(interaction: Interaction, heading: str) -> None:
    effect = "Every answer in this server follows it; the quotes stay as they were written. `/audit` can undo it."
    await interaction.followup.send(view=AnswerView(Answer(texts=(f"### {heading}", effect))))


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    await bot.add_cog(Models())
