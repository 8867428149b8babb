"""/watch: be told at once. Members for themselves, by direct message; for a channel, those who manage the server."""

import re
from datetime import time

import discord
from discord import app_commands
from discord.ext import commands

from bot.briefing.thresholds import metric_choices
from bot.client import GapwatchBot
from bot.delivery.watches import Asked, Asker, NoSuchWatch
from bot.delivery.whenwords import BadWhen, parse_time, parse_zone, zones_like
from bot.domain.claims import Kind, Topic
from bot.domain.schedules import Manner
from bot.domain.watches import AT_MOST_AN_HOUR, Quiet
from cogs.channel_rights import CannotPostThere, faults_of
from cogs.options import CHOICES_AT_MOST, TOPICS, Choices, Name, labs_like, models_like
from cogs.views.alerts import AlertButton
from cogs.views.answers import Answer
from cogs.views.interactions import Interaction, guild_of, require_manager
from cogs.views.layout import AnswerView
from cogs.views.watches import (
    render_added,
    render_hours,
    render_removed,
    render_replay,
    render_resumed,
    render_watches,
    watch_label,
)

_Days = app_commands.Range[int, 1, 90]
_AnHour = app_commands.Range[int, 1, 60]
_Channel = discord.TextChannel | discord.Thread
_KINDS = [app_commands.Choice(name=kind.value, value=kind.value) for kind in Kind]
_WATCH = "The watch: choose one of the list that opens while you type"
_SPAN = re.compile(r"\s*(?:-|–|to|until)\s*")
_DIGITS = 18


async def watches_like(interaction: Interaction, typed: str) -> Choices:
    """The watches that this person may handle, of those that hold what was typed."""
    there = await interaction.client.services.watches.visible(_asker(interaction))
    labels = [(watch_label(each, interaction.guild), each.id) for each in there]
    fitting = [(label, number) for label, number in labels if typed.casefold() in label.casefold()]
    return [app_commands.Choice(name=label, value=str(number)) for label, number in fitting[:CHOICES_AT_MOST]]


async def thresholds_like(_interaction: Interaction, typed: str) -> Choices:
    """Metrics while one is typed, then signs."""
    offered = metric_choices(typed, CHOICES_AT_MOST)
    return [app_commands.Choice(name=each[:100], value=each[:100]) for each in offered if each.strip()]


async def _zones(_interaction: Interaction, typed: str) -> Choices:
    return [app_commands.Choice(name=zone, value=zone) for zone in zones_like(typed, CHOICES_AT_MOST)]


class WatchCommands(commands.Cog):
    """Adds, lists and tries out watches."""

    watch = app_commands.Group(name="watch", description="Be told at once of what you watch for", guild_only=True)

    @watch.command(name="add", description="Be told within a minute of what you name; all of it has to hold together")
    @app_commands.describe(
        model="A model, or a family of models",
        lab="A lab: its own posts, and what names it",
        topic="What the announcement is about",
        kind="A kind of claim",
        phrase="Words, as they stand in the text",
        threshold="A figure: inference_compute ≤ 0.5, price in < $1, MMLU-Pro ≥ 80",
        channel="Where alerts go; to you by direct message without it",
    )
    @app_commands.autocomplete(model=models_like, lab=labs_like, threshold=thresholds_like)
    @app_commands.choices(topic=TOPICS, kind=_KINDS)
    async def add(
        self,
        interaction: Interaction,
        model: Name | None = None,
        lab: Name | None = None,
        topic: str | None = None,
        kind: str | None = None,
        phrase: Name | None = None,
        threshold: Name | None = None,
        channel: _Channel | None = None,
    ) -> None:
        """Add the watch, where the bot may post."""
        if channel is not None:
            require_manager(interaction)
            _check(channel)
        await interaction.response.defer(thinking=True, ephemeral=True)
        asked = Asked(
            model=model,
            lab=lab,
            topic=Topic(topic) if topic else None,
            kind=Kind(kind) if kind else None,
            phrase=phrase,
            threshold=threshold,
        )
        channel_id = channel.id if channel else None
        added = await interaction.client.services.watches.add(_asker(interaction), channel_id, asked)
        await _answer(interaction, render_added(added, await _muted(interaction)))

    @watch.command(name="list", description="What is watched for, and where alerts go")
    async def list_watches(self, interaction: Interaction) -> None:
        """Answer with the person's own watches, and for who manages the server its own."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        watches, asker = interaction.client.services.watches, _asker(interaction)
        there, stopped = await watches.visible(asker), await watches.stopped(asker)
        await _answer(interaction, render_watches(there, stopped, await _muted(interaction)))

    @watch.command(name="remove", description="End a watch")
    @app_commands.describe(watch=_WATCH)
    @app_commands.autocomplete(watch=watches_like)
    async def remove(self, interaction: Interaction, watch: Name) -> None:
        """End it."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        removed = await interaction.client.services.watches.remove(_asker(interaction), _number(watch))
        await _answer(interaction, render_removed(removed))

    @watch.command(name="replay", description="What a watch would have told of the last days; nothing is posted")
    @app_commands.describe(watch=_WATCH, days="How many days back")
    @app_commands.autocomplete(watch=watches_like)
    async def replay(self, interaction: Interaction, watch: Name, days: _Days = 14) -> None:
        """Answer with a dry run."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        replayed = await interaction.client.services.watches.replay(_asker(interaction), _number(watch), days)
        await _answer(interaction, render_replay(replayed, days))

    @watch.command(name="quiet", description="Quiet hours and the most alerts an hour, for a channel or for yourself")
    @app_commands.describe(
        hours="Hours without alerts: 22:00-07:00; none without it",
        timezone="Whose clock: Europe/Berlin; UTC without it",
        at_most="The most alerts an hour; what is more is summed up",
        channel="The channel; your own direct messages without it",
    )
    @app_commands.autocomplete(timezone=_zones)
    async def quiet(
        self,
        interaction: Interaction,
        hours: Name | None = None,
        timezone: Name | None = None,
        at_most: _AnHour = AT_MOST_AN_HOUR,
        channel: _Channel | None = None,
    ) -> None:
        """Note when to be quiet."""
        if channel is not None:
            require_manager(interaction)
        quiet = quiet_hours(hours, timezone or "UTC") if hours else None
        await interaction.response.defer(thinking=True, ephemeral=True)
        changed = await interaction.client.services.watches.set_hours(
            _asker(interaction), channel.id if channel else None, quiet=quiet, at_most=at_most
        )
        await _answer(interaction, render_hours(changed))

    @watch.command(name="resume", description="Go on with alerts that Discord had refused, and post what waits")
    async def resume(self, interaction: Interaction) -> None:
        """Resume what was stopped of the person's own, and for who manages the server of its channels."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        resumed = await interaction.client.services.watches.resume(_asker(interaction))
        await _answer(interaction, render_resumed(resumed))


def quiet_hours(hours: str, timezone: str) -> Quiet:
    """``22:00-07:00`` in a time zone. Raises BadWhen."""
    parts = _SPAN.split(hours.strip(), maxsplit=1)
    if len(parts) != 2:
        raise BadWhen(f"“{hours}” are no hours from one time to another, such as 22:00-07:00.")
    start, end = map(parse_time, parts)
    _refuse_whole_days(start, end)
    return Quiet(start=start, end=end, timezone=parse_zone(timezone))


def _refuse_whole_days(start: time, end: time) -> None:
    if start == end:
        raise BadWhen("Quiet hours that never end would tell nothing; `/watch remove` ends a watch.")


def _asker(interaction: Interaction) -> Asker:
    return Asker(
        guild_id=guild_of(interaction), user_id=interaction.user.id, manages=interaction.permissions.manage_guild
    )


def _number(watch: str) -> int:
    if not (watch.isascii() and watch.isdecimal() and len(watch) <= _DIGITS):
        raise NoSuchWatch(f"“{watch}” is no watch of yours.")
    return int(watch)


def _check(channel: _Channel) -> None:
    if faults := faults_of(channel, Manner()):
        raise CannotPostThere(". ".join(faults) + ".")


async def _muted(interaction: Interaction) -> list[str]:
    """What the server has muted, as it is shown."""
    there = await interaction.client.services.muting.overview(guild_of(interaction))
    return [shown for _, _, shown in there.muted]


async def _answer(interaction: Interaction, shown: Answer) -> None:
    await interaction.followup.send(view=AnswerView(shown), ephemeral=True)


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    bot.add_dynamic_items(AlertButton)
    await bot.add_cog(WatchCommands())
