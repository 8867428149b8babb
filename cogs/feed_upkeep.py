"""/feed show, health, pause, resume, fulltext, notices: looking after the feeds that this server reads."""

import discord
from discord import app_commands

from bot.delivery.notices import CannotPost
from bot.feeds.upkeep import Resumed
from cogs.answering.sending import send_answer
from cogs.feed_group import Url, feed_group, feeds_like, may_manage
from cogs.notice_posts import may_post, place_for_notices
from cogs.views.answers import Answer
from cogs.views.feeds import render_feed
from cogs.views.interactions import Interaction, guild_of
from cogs.views.layout import AnswerView
from cogs.views.queries import Query
from cogs.views.text import plural, safe


@feed_group.command(name="show", description="Everything about one feed: its polls, errors, rhythm, filter")
@app_commands.describe(feed="The feed, by its title or address")
@app_commands.autocomplete(feed=feeds_like)
@may_manage
async def show(interaction: Interaction, feed: Url) -> None:
    """Answer with the feed's details."""
    await interaction.response.defer(thinking=True)
    details = await interaction.client.services.upkeep.details(guild_of(interaction), feed)
    await interaction.followup.send(view=AnswerView(render_feed(details)))


@feed_group.command(name="health", description="Feeds to look at: failing, silent, moved, broken, gone")
@may_manage
async def health(interaction: Interaction) -> None:
    """Answer with what is not well, the worst first, paged."""
    await send_answer(interaction, Query(command="health"))


@feed_group.command(name="pause", description="Read a feed no more on this server's behalf, until it is resumed")
@app_commands.describe(feed="The feed, by its title or address")
@app_commands.autocomplete(feed=feeds_like)
@may_manage
async def pause(interaction: Interaction, feed: Url) -> None:
    """Pause, and say what that means."""
    await interaction.response.defer(thinking=True)
    paused = await interaction.client.services.upkeep.pause(guild_of(interaction), feed)
    meaning = (
        "What was read stays in this server's answers. What it publishes until `/feed resume` will not be shown here, "
        "now or later."
    )
    await interaction.followup.send(view=AnswerView(Answer(texts=(f"### {safe(paused.title)} is paused", meaning))))


@feed_group.command(name="resume", description="Read a paused feed again, from now on")
@app_commands.describe(feed="The feed, by its title or address")
@app_commands.autocomplete(feed=feeds_like)
@may_manage
async def resume(interaction: Interaction, feed: Url) -> None:
    """Resume, and say from when."""
    await interaction.response.defer(thinking=True)
    resumed = await interaction.client.services.upkeep.resume(guild_of(interaction), feed)
    texts = (f"### {safe(resumed.subscription.title)} is read again", _from_when(resumed))
    await interaction.followup.send(view=AnswerView(Answer(texts=texts)))


@feed_group.command(name="fulltext", description="Fetch the articles behind a feed's links, or only the feed")
@app_commands.describe(feed="The feed, by its title or address", on="Whether the articles are fetched")
@app_commands.autocomplete(feed=feeds_like)
@may_manage
async def fulltext(interaction: Interaction, feed: Url, on: bool) -> None:
    """Switch the fetching of articles."""
    await interaction.response.defer(thinking=True)
    changed = await interaction.client.services.upkeep.fetch_articles(guild_of(interaction), feed, on=on)
    state = "The articles behind its links are fetched and read" if on else "Only what the feed itself holds is read"
    meaning = f"{state}, from its next new entry on, for every server that reads it."
    await interaction.followup.send(view=AnswerView(Answer(texts=(f"### {safe(changed.title)}", meaning))))


@feed_group.command(name="notices", description="Where admins are told that a feed fails for a day, or is well again")
@app_commands.describe(channel="The channel for notices; without it, the answer says where they go")
@may_manage
async def notices(interaction: Interaction, channel: discord.TextChannel | None = None) -> None:
    """Choose the channel, where the bot may write in it; say where notices go."""
    guild = interaction.guild
    assert guild is not None
    if channel is not None and not may_post(channel):
        raise CannotPost(f"The bot may not write in #{channel.name}.")
    await interaction.response.defer(thinking=True)
    service = interaction.client.services.notices
    if channel is not None:
        await service.choose_channel(guild.id, channel.id)
    chosen = await service.channel(guild.id)
    place = place_for_notices(guild, chosen)
    if place is None:
        raise CannotPost("Notices go nowhere: the bot may write in no channel that they could go to.")
    how = "as chosen" if chosen else "because nobody chose a channel"
    told = "One when a feed has been failing for a day, one when it is well again."
    await interaction.followup.send(
        view=AnswerView(Answer(texts=(f"### Notices about feeds go to <#{place.id}>, {how}", told)))
    )


def _from_when(resumed: Resumed) -> str:
    if resumed.error:
        reason = f"It could not be asked just now: {safe(resumed.error)}"
        return f"{reason} What it published meanwhile will show once it answers."
    if resumed.skipped:
        entries = plural(resumed.skipped, "announcement")
        return f"From now on: {entries} of the time in between are kept from this server's answers."
    return "From now on: what it published in between is kept from this server's answers."
