"""The group /feed, to which several modules add their commands. For those who may manage the server."""

import discord
from discord import app_commands

from bot.domain.announcements import Subscription
from bot.domain.names import name_key
from cogs.views.interactions import Interaction, guild_of

CHOICES_AT_MOST = 25
Url = app_commands.Range[str, 1, 1000]

feed_group = app_commands.Group(
    name="feed",
    description="The feeds that this server reads",
    default_permissions=discord.Permissions(manage_guild=True),
)
may_manage = app_commands.checks.has_permissions(manage_guild=True)


async def feeds_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Feeds of this server whose title or address holds what was typed."""
    subscribed = await interaction.client.services.subscriptions.list(guild_of(interaction))
    found = [subscription for subscription in subscribed if _holds(subscription, typed)]
    # Discord takes 100 characters; a longer address is named by its title
    return [
        app_commands.Choice(
            name=each.title[:100], value=each.feed.url if len(each.feed.url) <= 100 else each.title[:100]
        )
        for each in found[:CHOICES_AT_MOST]
    ]


def _holds(subscription: Subscription, typed: str) -> bool:
    return name_key(typed) in name_key(subscription.title) or typed.casefold() in subscription.feed.url.casefold()
