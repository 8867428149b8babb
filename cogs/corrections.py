"""/claim and /audit: put right what was read, in this server's answers. For those who may manage the server."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from bot.domain.claims import Bound
from bot.ledger.suggesting import SUGGESTIONS
from bot.ledger.typedclaims import Wish, metrics_like
from cogs.options import claims_like, for_managers, offered, subjects_like
from cogs.views.corrections import render_mended
from cogs.views.interactions import Interaction, guild_of
from cogs.views.layout import AnswerView
from cogs.views.report import ReportButton
from cogs.views.trail import BUTTONS, TrailView

_Claim = app_commands.Range[str, 1, 100]
_Value = app_commands.Range[str, 1, 60]
_Name = app_commands.Range[str, 1, 100]
_Reason = app_commands.Range[str, 1, 300]
_Choices = list[app_commands.Choice[str]]

_BOUNDS = [app_commands.Choice(name=bound.value.replace("_", " "), value=bound.value) for bound in Bound]
_MANAGERS = discord.Permissions(manage_guild=True)


async def _mended_like(interaction: Interaction, typed: str) -> _Choices:
    """Claims that this server hides or corrects and that hold what was typed."""
    mending = interaction.client.services.mending
    return offered(await mending.suggest_mended(guild_of(interaction), typed, SUGGESTIONS))


async def _metrics_like(_interaction: Interaction, typed: str) -> _Choices:
    """Metrics of any kind that hold what was typed; a benchmark may be typed by its name."""
    return [app_commands.Choice(name=label, value=name) for label, name in metrics_like(typed)[:SUGGESTIONS]]


class Corrections(commands.Cog):
    """Mends claims. A correction belongs to the server that made it; what was read stays as it was read."""

    claim = app_commands.Group(
        name="claim",
        description="Put right what was read, in this server's answers",
        default_permissions=_MANAGERS,
    )

    @claim.command(name="hide", description="Keep a claim out of every answer of this server")
    @app_commands.describe(claim="The claim, by words of it", reason="Why, for the trail")
    @app_commands.autocomplete(claim=claims_like)
    @for_managers
    async def hide(self, interaction: Interaction, claim: _Claim, reason: _Reason | None = None) -> None:
        """Hide the claim, and say which it was."""
        await interaction.response.defer(thinking=True)
        mending, guild_id = interaction.client.services.mending, guild_of(interaction)
        found = await mending.find(guild_id, claim)
        mended = await mending.hide(guild_id, found.id, reason=reason or "", user_id=interaction.user.id)
        await interaction.followup.send(view=AnswerView(render_mended(mended)))

    @claim.command(name="restore", description="Let a claim stand as it was read, hidden or corrected before")
    @app_commands.describe(claim="The claim, by words of it")
    @app_commands.autocomplete(claim=_mended_like)
    @for_managers
    async def restore(self, interaction: Interaction, claim: _Claim) -> None:
        """Take the correction of the claim back, and say what it says now."""
        await interaction.response.defer(thinking=True)
        mending, guild_id = interaction.client.services.mending, guild_of(interaction)
        found = await mending.find_mended(guild_id, claim)
        mended = await mending.restore(guild_id, found.id, user_id=interaction.user.id)
        await interaction.followup.send(view=AnswerView(render_mended(mended)))

    @claim.command(name="correct", description="Put another value, metric, baseline or subject in place of those read")
    @app_commands.describe(
        claim="The claim, by words of it",
        value="The right value: 27%, 0.27x, $2.50, 1.6T, 128K",
        metric="What it is of",
        baseline="What it is compared with: a model, a lab, a class in lower case; - for nothing",
        subject="The model or lab that it is about",
        bound="How the value stands to the true one",
        hedged="Whether the text holds back",
        reason="Why, for the trail",
    )
    @app_commands.autocomplete(claim=claims_like, metric=_metrics_like, baseline=subjects_like, subject=subjects_like)
    @app_commands.choices(bound=_BOUNDS)
    @for_managers
    async def correct(
        self,
        interaction: Interaction,
        claim: _Claim,
        value: _Value | None = None,
        metric: _Name | None = None,
        baseline: _Name | None = None,
        subject: _Name | None = None,
        bound: str | None = None,
        hedged: bool | None = None,
        reason: _Reason | None = None,
    ) -> None:
        """Correct the claim, and say what it says now."""
        await interaction.response.defer(thinking=True)
        mending, guild_id = interaction.client.services.mending, guild_of(interaction)
        found = await mending.find(guild_id, claim)
        wish = Wish(
            value=value,
            metric=metric,
            baseline=baseline,
            subject=subject,
            bound=Bound(bound) if bound else None,
            hedged=hedged,
        )
        mended = await mending.correct(guild_id, found.id, wish, reason=reason or "", user_id=interaction.user.id)
        await interaction.followup.send(view=AnswerView(render_mended(mended)))

    @app_commands.command(name="audit", description="Who put what right in this server's answers, and undo it")
    @app_commands.describe(user="Only what this person changed", page="Which page; the newest changes are on the first")
    @app_commands.default_permissions(manage_guild=True)
    @for_managers
    async def audit(
        self,
        interaction: Interaction,
        user: discord.User | None = None,
        page: app_commands.Range[int, 1, 10_000] = 1,
    ) -> None:
        """Answer with one page of the trail."""
        await interaction.response.defer(thinking=True)
        trail = interaction.client.services.trail
        found = await trail.page(guild_of(interaction), page - 1, user.id if user else None)
        await interaction.followup.send(view=TrailView(found))


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    bot.add_dynamic_items(*BUTTONS, ReportButton)
    await bot.add_cog(Corrections())
