"""What every command and every button needs of an interaction: whose guild it is, and where an error of it goes."""

from collections.abc import Awaitable, Callable

import discord
from discord import app_commands

from bot.client import GapwatchBot, tell
from bot.domain.announcements import PUBLIC

Interaction = discord.Interaction[GapwatchBot]


def guild_of(interaction: Interaction) -> int:
    """The guild that asks; none in direct messages and where only the person, not the server, has the bot."""
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return PUBLIC
    return interaction.guild_id


def require_manager(interaction: Interaction) -> None:
    """Whoever asks or clicks has to manage the server now. Raises NoPrivateMessage, MissingPermissions."""
    if guild_of(interaction) == PUBLIC:
        raise app_commands.NoPrivateMessage
    if not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])


async def guarded(interaction: Interaction, act: Callable[[Interaction], Awaitable[None]]) -> None:
    """discord.py only logs what a dynamic item raises, so the person is told here, by the same words as everywhere."""
    try:
        await act(interaction)
    except Exception as error:  # noqa: BLE001 - the boundary: tell() names it to the person or logs its trace
        await tell(interaction, error)
