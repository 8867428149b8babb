"""/feed add, edit, list, remove: what this server reads."""

import discord
from discord import app_commands

from bot.domain.filters import NO_FILTER
from bot.errors import GapwatchError
from bot.feeds.discovery import Discovery
from cogs.answering.sending import send_answer
from cogs.feed_group import Url, feed_group, feeds_like, may_manage
from cogs.views.answers import Answer
from cogs.views.feed_menus import added_view, discovery_view
from cogs.views.interactions import Interaction, guild_of
from cogs.views.layout import AnswerView
from cogs.views.queries import Query
from cogs.views.text import safe

SHOWN_AT_MOST = 10
Title = app_commands.Range[str, 1, 100]
FilterLine = app_commands.Range[str, 1, 1000]


class NothingToChange(GapwatchError):
    """An edit without a change."""

    next_step = "Give a title, a channel, or both."


@feed_group.command(name="add", description="Subscribe this server to a feed, and read it now")
@app_commands.describe(
    url="The feed's address, or any page of its site",
    channel="Where its alerts will go",
    title="A name of this server's own for it",
    filter='Show only some of it: price "open weights" -funding lab:deepseek kind:ratio',
    show_last="Show so many of its last announcements in the answer",
)
@may_manage
async def add(
    interaction: Interaction,
    url: Url,
    channel: discord.TextChannel | None = None,
    title: Title | None = None,
    filter: FilterLine | None = None,  # noqa: A002 - the option's name
    show_last: app_commands.Range[int, 1, SHOWN_AT_MOST] | None = None,
) -> None:
    """Subscribe, poll once, say what was read; where the address has several feeds, offer them."""
    services = interaction.client.services
    wanted = services.filters.parse(filter) if filter else NO_FILTER
    await interaction.response.defer(thinking=True)
    guild_id, channel_id = guild_of(interaction), channel.id if channel else None
    found = await services.sources.add(guild_id, url, channel_id, own_title=title, wanted=wanted)
    if isinstance(found, Discovery):
        view = discovery_view(found, await services.sources.subscribed(guild_id), channel_id, title, wanted)
    else:
        view = added_view(found, await services.upkeep.last_of(found.subscription, show_last) if show_last else ())
    await interaction.followup.send(view=view)


@feed_group.command(name="edit", description="Change what this server calls a feed, or where its alerts go")
@app_commands.describe(
    feed="The feed, by its title or address",
    title="A name of this server's own for it; - for the feed's own",
    channel="Where its alerts will go",
)
@app_commands.autocomplete(feed=feeds_like)
@may_manage
async def edit(
    interaction: Interaction, feed: Url, title: Title | None = None, channel: discord.TextChannel | None = None
) -> None:
    """Change the server's own; the feed itself is shared with others and stays as it is."""
    if title is None and channel is None:
        raise NothingToChange("Nothing was given to change.")
    await interaction.response.defer(thinking=True)
    services, guild_id = interaction.client.services, guild_of(interaction)
    changed = await services.subscriptions.find(guild_id, feed)
    if title is not None:
        changed = await services.upkeep.rename(guild_id, str(changed.feed.id), "" if title == "-" else title)
    if channel is not None:
        changed = await services.upkeep.send_alerts_to(guild_id, str(changed.feed.id), channel.id)
    where = f"Its alerts go to <#{changed.channel_id}>." if changed.channel_id else "Its alerts go nowhere."
    await interaction.followup.send(view=AnswerView(Answer(texts=(f"### {safe(changed.title)}", where))))


@feed_group.command(name="list", description="The feeds that this server reads, and how they are")
@may_manage
async def list_feeds(interaction: Interaction) -> None:
    """Answer with the subscriptions and their health, paged."""
    await send_answer(interaction, Query(command="feeds"))


@feed_group.command(name="remove", description="End this server's subscription to a feed")
@app_commands.describe(feed="The feed, by its title or address")
@app_commands.autocomplete(feed=feeds_like)
@may_manage
async def remove(interaction: Interaction, feed: Url) -> None:
    """Unsubscribe; what was read stays for other servers that read the feed."""
    await interaction.response.defer(thinking=True)
    gone = await interaction.client.services.subscriptions.remove(guild_of(interaction), feed)
    shown = Answer(
        texts=(
            f"### No longer reading {safe(gone.title)}",
            "Its announcements no longer show in this server's answers. `/feed add` brings it back.",
        )
    )
    await interaction.followup.send(view=AnswerView(shown))
