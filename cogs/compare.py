"""/compare, /efficiency and /claims: what was claimed, side by side."""

from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from bot.domain.claims import Kind
from cogs.views.layout import BUTTONS, Interaction, guild_of, send_answer
from cogs.views.queries import Query

CHOICES_AT_MOST = 25
_Name = app_commands.Range[str, 1, 100]

_KINDS = [app_commands.Choice(name=kind.value, value=kind.value) for kind in Kind]


async def models_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Models of this server's feeds that hold what was typed."""
    found = await interaction.client.services.ledger.suggest_models(guild_of(interaction), typed, CHOICES_AT_MOST)
    return [app_commands.Choice(name=name[:100], value=name[:100]) for name in found]


async def labs_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Labs of this server's feeds that hold what was typed."""
    found = await interaction.client.services.ledger.suggest_labs(guild_of(interaction), typed, CHOICES_AT_MOST)
    return [app_commands.Choice(name=name[:100], value=name[:100]) for name in found]


async def models_or_labs_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Labs, then models, of this server's feeds that hold what was typed."""
    return [*await labs_like(interaction, typed), *await models_like(interaction, typed)][:CHOICES_AT_MOST]


async def metrics_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Efficiency metrics that hold what was typed."""
    found = interaction.client.services.ledger.suggest_metrics(typed)
    return [app_commands.Choice(name=label, value=metric) for label, metric in found]


class Compare(commands.Cog):
    """Puts models, labs and efficiency claims side by side."""

    compare = app_commands.Group(
        name="compare", description="Put models or labs side by side, each figure with its quote"
    )

    @compare.command(name="models", description="Put two to four models side by side")
    @app_commands.describe(a="A model", b="A model to compare it with", c="A third model", d="A fourth model")
    @app_commands.autocomplete(a=models_like, b=models_like, c=models_like, d=models_like)
    async def models(
        self, interaction: Interaction, a: _Name, b: _Name, c: _Name | None = None, d: _Name | None = None
    ) -> None:
        """Answer with a comparison of the models named."""
        await send_answer(interaction, Query(command="models", names=tuple(filter(None, (a, b, c, d)))))

    @compare.command(name="labs", description="Put two to four labs side by side")
    @app_commands.describe(a="A lab", b="A lab to compare it with", c="A third lab", d="A fourth lab")
    @app_commands.autocomplete(a=labs_like, b=labs_like, c=labs_like, d=labs_like)
    async def labs(
        self, interaction: Interaction, a: _Name, b: _Name, c: _Name | None = None, d: _Name | None = None
    ) -> None:
        """Answer with a comparison of the labs named."""
        await send_answer(interaction, Query(command="labs", names=tuple(filter(None, (a, b, c, d)))))

    @app_commands.command(
        name="efficiency", description="Claims of one amount over another: compute, cost, speed, memory"
    )
    @app_commands.describe(metric="Only this amount; all of them without it")
    @app_commands.autocomplete(metric=metrics_like)
    async def efficiency(self, interaction: Interaction, metric: _Name | None = None) -> None:
        """Answer with the efficiency claims, newest first."""
        await send_answer(interaction, Query(command="efficiency", metric=metric or ""))

    @app_commands.command(name="claims", description="Claims about a model or a lab, newest first, each with its quote")
    @app_commands.describe(about="A model or a lab; everything without it", kind="Only claims of this kind")
    @app_commands.autocomplete(about=models_or_labs_like)
    @app_commands.choices(kind=_KINDS)
    async def claims(self, interaction: Interaction, about: _Name | None = None, kind: str | None = None) -> None:
        """Answer with the claims, newest first."""
        await send_answer(interaction, Query(command="claims", model=about or "", kind=kind or ""))


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    bot.add_dynamic_items(*BUTTONS)
    await bot.add_cog(Compare())
