"""/feed: what this server reads. For those who may manage the server."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from bot.domain.announcements import Subscription
from bot.domain.names import name_key
from cogs.views.answers import Answer
from cogs.views.feeds import render_added, render_feeds
from cogs.views.layout import AnswerView, Interaction, guild_of

CHOICES_AT_MOST = 25
_Url = app_commands.Range[str, 1, 1000]


async def feeds_like(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Feeds of this server whose title or address holds what was typed."""
    subscribed = await interaction.client.services.subscriptions.list(guild_of(interaction))
    found = [s.feed for s in subscribed if _holds(s, typed)]
    # Discord takes 100 characters; a longer address is named by its title
    return [
        app_commands.Choice(name=feed.title[:100], value=feed.url if len(feed.url) <= 100 else feed.title[:100])
        for feed in found[:CHOICES_AT_MOST]
    ]


class Feeds(commands.Cog):
    """Adds, lists and removes feeds."""

    feed = app_commands.Group(
        name="feed",
        description="The feeds that this server reads",
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @feed.command(name="add", description="Subscribe this server to a feed, and read it now")
    @app_commands.describe(
        url="The feed's address", channel="Where its alerts will go", title="A name of your own for it"
    )
    @app_commands.checks.has_permissions(manage_guild=True)
    async def add(
        self,
        interaction: Interaction,
        url: _Url,
        channel: discord.TextChannel | None = None,
        title: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        """Subscribe, poll once, say what was read."""
        await interaction.response.defer(thinking=True)
        subscription, report = await interaction.client.services.subscriptions.add(
            guild_of(interaction), url, channel_id=channel.id if channel else None, title=title
        )
        await interaction.followup.send(view=AnswerView(render_added(subscription, report)))

    @feed.command(name="list", description="The feeds that this server reads, and how they are")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def list(self, interaction: Interaction) -> None:
        """Answer with the subscriptions and their health."""
        await interaction.response.defer(thinking=True)
        subscribed = await interaction.client.services.subscriptions.list(guild_of(interaction))
        await interaction.followup.send(view=AnswerView(render_feeds(subscribed)))

    @feed.command(name="remove", description="End this server's subscription to a feed")
    @app_commands.describe(feed="The feed, by its title or address")
    @app_commands.autocomplete(feed=feeds_like)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def remove(self, interaction: Interaction, feed: _Url) -> None:
        """Unsubscribe; what was read stays for other servers that read the feed."""
        await interaction.response.defer(thinking=True)
        gone = await interaction.client.services.subscriptions.remove(guild_of(interaction), feed)
        text = f"### No longer reading {discord.utils.escape_markdown(gone.title)}"
        shown = Answer(
            texts=(text, "Its announcements no longer show in this server's answers. `/feed add` brings it back.")
        )
        await interaction.followup.send(view=AnswerView(shown))


def _holds(subscription: Subscription, typed: str) -> bool:
    feed = subscription.feed
    return name_key(typed) in name_key(feed.title) or typed.casefold() in feed.url.casefold()


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    await bot.add_cog(Feeds())
