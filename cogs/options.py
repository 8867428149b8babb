"""The options that commands share: names offered while typing, periods, an answer for the asker alone."""

from collections.abc import Iterable
from typing import TypeVar

from discord import app_commands

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Topic
from bot.ledger.standing import Standing
from bot.ledger.suggesting import benchmarks_like as benchmarks_holding
from bot.ledger.suggesting import figures_like as figures_holding
from bot.ledger.suggesting import metrics_like as metrics_holding
from bot.ledger.wording import STANDING_WORDS
from cogs.views.corrections import claim_label
from cogs.views.interactions import Interaction, guild_of, require_manager

Command = TypeVar("Command")
Name = app_commands.Range[str, 1, 100]

PRIVATE = "Only you see the answer"
AS_OF = "As it was known at the end of this day, such as 2026-11-23"
PERIOD = "How far back; everything without it"

PERIODS = [
    app_commands.Choice(name=name, value=days)
    for name, days in (("day", 1), ("week", 7), ("month", 30), ("quarter", 91), ("year", 365))
]
TOPICS = [app_commands.Choice(name=topic.value, value=topic.value) for topic in Topic]
STANDINGS = [app_commands.Choice(name=STANDING_WORDS[standing], value=standing.value) for standing in Standing]


def everywhere(command: Command) -> Command:
    """Let a command be used in direct messages and by a person's own install too, where it tells of public feeds."""
    installed = app_commands.allowed_installs(guilds=True, users=True)(command)
    return app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(installed)


def for_managers(command: Command) -> Command:
    """Refuse a command to everybody but those who manage a server that the bot is a member of."""
    return app_commands.check(_manages)(command)


def _manages(interaction: Interaction) -> bool:
    require_manager(interaction)
    return True


Choices = list[app_commands.Choice[str]]


async def models_like(interaction: Interaction, typed: str) -> Choices:
    """Models of this server's feeds that hold what was typed."""
    return _choices(await interaction.client.services.suggestions.models(guild_of(interaction), typed))


async def labs_like(interaction: Interaction, typed: str) -> Choices:
    """Labs of this server's feeds that hold what was typed."""
    return _choices(await interaction.client.services.suggestions.labs(guild_of(interaction), typed))


async def subjects_like(interaction: Interaction, typed: str) -> Choices:
    """Labs, then models, of this server's feeds that hold what was typed."""
    return _choices(await interaction.client.services.suggestions.subjects(guild_of(interaction), typed))


async def sides_like(interaction: Interaction, typed: str) -> Choices:
    """The frontiers, then labs and models of this server's feeds that hold what was typed."""
    return _choices(await interaction.client.services.suggestions.sides(guild_of(interaction), typed))


async def metrics_like(_interaction: Interaction, typed: str) -> Choices:
    """Efficiency metrics that hold what was typed."""
    return [app_commands.Choice(name=label, value=metric) for label, metric in metrics_holding(typed)]


async def figures_like(_interaction: Interaction, typed: str) -> Choices:
    """Metrics and benchmarks that hold what was typed."""
    return [app_commands.Choice(name=label[:100], value=name[:100]) for label, name in figures_holding(typed)]


async def benchmarks_like(_interaction: Interaction, typed: str) -> Choices:
    """Benchmarks that hold what was typed."""
    return [app_commands.Choice(name=name[:100], value=name[:100]) for name in benchmarks_holding(typed)]


async def claims_like(interaction: Interaction, typed: str) -> Choices:
    """Recent claims of this server's feeds that hold what was typed."""
    return offered(await interaction.client.services.mending.suggest(guild_of(interaction), typed))


def offered(claims: Iterable[SourcedClaim]) -> Choices:
    """Claims to choose from, each by its number."""
    return [app_commands.Choice(name=claim_label(sourced), value=str(sourced.id)) for sourced in claims]


def _choices(names: list[str]) -> Choices:
    return [app_commands.Choice(name=name[:100], value=name[:100]) for name in names]
