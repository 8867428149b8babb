"""/feed discover, test, starter, import, export: where feeds come from, and where a list of them goes."""

import io

import discord
from discord import app_commands

from bot.errors import GapwatchError
from bot.feeds.opml import MAX_BYTES
from cogs.feed_group import Url, feed_group, may_manage
from cogs.views.feed_menus import discovery_view, pack_view, packs_view
from cogs.views.feed_sources import render_imported
from cogs.views.feed_trial import render_trial
from cogs.views.interactions import Interaction, guild_of
from cogs.views.layout import AnswerView
from cogs.views.text import plural

_PACKS = [app_commands.Choice(name=name.title(), value=name) for name in ("labs", "press", "research", "newsletters")]


class FileUnavailable(GapwatchError):
    """An attachment could not be had, or is too large to be looked at."""

    next_step = f"Send an OPML file of at most {MAX_BYTES // 1_000_000} MB, as other feed readers export it."


@feed_group.command(name="discover", description="Find the feeds of a site, by any address of it")
@app_commands.describe(url="A feed, a page, a repository, a channel: any address")
@may_manage
async def discover(interaction: Interaction, url: Url) -> None:
    """Answer with the feeds that belong to the address, and a menu to add them."""
    await interaction.response.defer(thinking=True)
    sources = interaction.client.services.sources
    discovery = await sources.discover(url)
    view = discovery_view(discovery, await sources.subscribed(guild_of(interaction)))
    await interaction.followup.send(view=view)


@feed_group.command(name="test", description="Try a feed, and a filter, without storing anything")
@app_commands.describe(
    url="The feed's address, or any page of its site",
    filter='A filter to try on it: price "open weights" -funding lab:deepseek kind:ratio',
)
@may_manage
async def try_out(
    interaction: Interaction,
    url: Url,
    filter: app_commands.Range[str, 1, 1000] | None = None,  # noqa: A002 - the option's name
) -> None:
    """Answer with what would be stored of the feed, and what of it would be shown."""
    await interaction.response.defer(thinking=True)
    trial = await interaction.client.services.trials.try_out(url, filter)
    await interaction.followup.send(view=AnswerView(render_trial(trial)))


@feed_group.command(name="starter", description="Feeds to begin with: labs, press, research, newsletters")
@app_commands.describe(pack="The pack to show; without it, all packs")
@app_commands.choices(pack=_PACKS)
@may_manage
async def starter(interaction: Interaction, pack: app_commands.Choice[str] | None = None) -> None:
    """Answer with the packs, or with one and menus to subscribe to its feeds."""
    await interaction.response.defer(thinking=True)
    sources = interaction.client.services.sources
    subscribed = await sources.subscribed(guild_of(interaction))
    if pack is None:
        view = packs_view(sources.packs.packs, subscribed)
    else:
        view = pack_view(sources.packs.pack(pack.value), subscribed)
    await interaction.followup.send(view=view)


@feed_group.command(name="import", description="Subscribe to every feed of an OPML file from another reader")
@app_commands.describe(file="The OPML file that the other reader exports")
@may_manage
async def import_list(interaction: Interaction, file: discord.Attachment) -> None:
    """Subscribe without polling, and say what became of each feed of the list."""
    await interaction.response.defer(thinking=True)
    imported = await interaction.client.services.sources.import_opml(guild_of(interaction), await _bytes_of(file))
    await interaction.followup.send(view=AnswerView(render_imported(imported)))


@feed_group.command(name="export", description="This server's feeds as an OPML file, for any other reader")
@may_manage
async def export_list(interaction: Interaction) -> None:
    """Answer with the file."""
    await interaction.response.defer(thinking=True)
    name = interaction.guild.name if interaction.guild else "Gapwatch"
    body, count = await interaction.client.services.sources.export_opml(guild_of(interaction), f"Feeds of {name}")
    file = discord.File(io.BytesIO(body), filename="gapwatch-feeds.opml")
    await interaction.followup.send(f"{plural(count, 'feed')}, with titles and folders.", file=file)


async def _bytes_of(file: discord.Attachment) -> bytes:
    if file.size > MAX_BYTES:
        raise FileUnavailable(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    try:
        return await file.read()
    except discord.HTTPException as cause:
        raise FileUnavailable("Discord did not hand the file over.") from cause
