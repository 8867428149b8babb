"""/feed add, list, remove: what this server reads."""

import discord
from discord import app_commands

from bot.feeds.discovery import Discovery
from cogs.feed_group import Url, feed_group, feeds_like, may_manage
from cogs.views.answers import Answer
from cogs.views.feed_menus import added_view, discovery_view
from cogs.views.feeds import render_feeds
from cogs.views.layout import AnswerView, Interaction, guild_of


@feed_group.command(name="add", description="Subscribe this server to a feed, and read it now")
@app_commands.describe(
    url="The feed's address, or any page of its site",
    channel="Where its alerts will go",
    title="A name of your own for it",
)
@may_manage
async def add(
    interaction: Interaction,
    url: Url,
    channel: discord.TextChannel | None = None,
    title: app_commands.Range[str, 1, 100] | None = None,
) -> None:
    """Subscribe, poll once, say what was read; where the address has several feeds, offer them."""
    await interaction.response.defer(thinking=True)
    sources, channel_id = interaction.client.services.sources, channel.id if channel else None
    found = await sources.add(guild_of(interaction), url, channel_id, own_title=title)
    if isinstance(found, Discovery):
        view = discovery_view(found, await sources.subscribed(guild_of(interaction)), channel_id, title)
    else:
        view = added_view(found)
    await interaction.followup.send(view=view)


@feed_group.command(name="list", description="The feeds that this server reads, and how they are")
@may_manage
async def list_feeds(interaction: Interaction) -> None:
    """Answer with the subscriptions and their health."""
    await interaction.response.defer(thinking=True)
    subscribed = await interaction.client.services.subscriptions.list(guild_of(interaction))
    await interaction.followup.send(view=AnswerView(render_feeds(subscribed)))


@feed_group.command(name="remove", description="End this server's subscription to a feed")
@app_commands.describe(feed="The feed, by its title or address")
@app_commands.autocomplete(feed=feeds_like)
@may_manage
async def remove(interaction: Interaction, feed: Url) -> None:
    """Unsubscribe; what was read stays for other servers that read the feed."""
    await interaction.response.defer(thinking=True)
    gone = await interaction.client.services.subscriptions.remove(guild_of(interaction), feed)
    text = f"### No longer reading {discord.utils.escape_markdown(gone.title)}"
    shown = Answer(
        texts=(text, "Its announcements no longer show in this server's answers. `/feed add` brings it back.")
    )
    await interaction.followup.send(view=AnswerView(shown))
