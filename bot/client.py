"""The bot on Discord: loads the cogs, syncs the commands when they changed, turns every error into a sentence.

It is pointed at Discord, or at anything that speaks its API, by one address.
"""

import asyncio
import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.briefing.editions import Editions
from bot.briefing.finding import Stories
from bot.briefing.muting import Muting
from bot.catalogue.facts import CatalogueFacts
from bot.config import DISCORD_API
from bot.delivery.notices import Notices
from bot.delivery.schedules import Schedules
from bot.delivery.watches import Watches
from bot.errors import GapwatchError
from bot.feeds.filtering import Filters
from bot.feeds.passages import Passages
from bot.feeds.sources import Sources
from bot.feeds.subscriptions import Subscriptions
from bot.feeds.trial import Trials
from bot.feeds.upkeep import Upkeep
from bot.ledger.gaps import GapService
from bot.ledger.keeping import KeptQuestions
from bot.ledger.ledger import Ledger
from bot.ledger.mending import Mending
from bot.ledger.news import NewsService
from bot.ledger.renaming import Renaming
from bot.ledger.searching import Search
from bot.ledger.subjects import Subjects
from bot.ledger.suggesting import Suggestions
from bot.ledger.trail import Trail
from db import feeds
from db.engine import Database

COGS = (
    "cogs.ask",
    "cogs.compare",
    "cogs.corrections",
    "cogs.digest",
    "cogs.feeds",
    "cogs.help",
    "cogs.latest",
    "cogs.models",
    "cogs.passages",
    "cogs.search",
    "cogs.stories",
    "cogs.subjects",
    "cogs.watch",
)

LONGEST_RATE_LIMIT = 30.0
"""Seconds that a request waits where Discord says so; told to wait longer, it fails, and what asked for it decides."""

SERVERS_WITHIN = 2.0
"""Seconds after which, no further server being told of, the bot takes those for all that it is in."""

_log = logging.getLogger(__name__)

# It has no voice, so it need not be told at every start that voice is not installed.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Services:
    """What the cogs may call."""

    database: Database
    ledger: Ledger
    suggestions: Suggestions
    subjects: Subjects
    gaps: GapService
    news: NewsService
    catalogue: CatalogueFacts
    search: Search
    stories: Stories
    editions: Editions
    muting: Muting
    schedules: Schedules
    watches: Watches
    subscriptions: Subscriptions
    sources: Sources
    trials: Trials
    passages: Passages
    upkeep: Upkeep
    filters: Filters
    notices: Notices
    questions: KeptQuestions
    mending: Mending
    renaming: Renaming
    trail: Trail
    clock: Callable[[], datetime]


class LoginRefused(GapwatchError):
    """Discord does not accept the token."""

    next_step = (
        "Copy the token anew from the page Bot of your application at https://discord.com/developers/applications into "
        "DISCORD_TOKEN, then start again."
    )


class DiscordUnreachable(GapwatchError):
    """Discord did not answer, or not as Discord does."""

    next_step = "Check the network, GAPWATCH_DISCORD_API if it is set, and https://discordstatus.com; then start again."


class GapwatchBot(commands.AutoShardedBot):
    """The bot, with its services. It reads no messages: slash commands carry everything that it is told.

    ``servers_within``: where Discord stands on the same machine, there is less to wait for at the start.
    """

    def __init__(self, services: Services, api: str = DISCORD_API, *, servers_within: float = SERVERS_WITHIN) -> None:
        intents = discord.Intents(guilds=True)
        super().__init__(
            command_prefix=commands.when_mentioned,
            intents=intents,
            help_command=None,
            tree_cls=Tree,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=LONGEST_RATE_LIMIT,
            guild_ready_timeout=servers_within,
        )
        self.services = services
        self._api = api.rstrip("/")
        self._is_ready = asyncio.Event()

    async def run_with(self, token: str) -> None:
        """Run until closed. Raises LoginRefused, DiscordUnreachable."""
        try:
            await self.start(token)
        except discord.LoginFailure as cause:
            raise LoginRefused("Discord refused the token.") from cause
        except (aiohttp.ClientError, discord.GatewayNotFound, discord.HTTPException, TimeoutError) as cause:
            raise DiscordUnreachable(f"Discord cannot be reached at {self._api}: {cause}.") from cause

    async def became_ready(self, running: asyncio.Task[None]) -> None:
        """Wait until the bot is ready; what ``running`` (the task of ``run_with``) fails with before is raised here."""
        ready = asyncio.create_task(self._is_ready.wait())
        await asyncio.wait({ready, running}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if running.done():
            running.result()

    async def on_ready(self) -> None:
        """Logged in, and every guild is known."""
        self._is_ready.set()

    async def login(self, token: str) -> None:
        """Log in at the address that the bot was given."""
        Route.BASE = self._api
        await super().login(token)
        if self._api != DISCORD_API:
            _, url, _ = await self.http.get_bot_gateway()
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)

    async def setup_hook(self) -> None:
        """Load the cogs and sync the commands when they changed."""
        for cog in COGS:
            await self.load_extension(cog)
        await self._sync_if_changed()

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Note every guild that the bot is in."""
        await self._save(guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note a guild that the bot was invited to."""
        await self._save(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note a guild that the bot has left; what it subscribed to is kept."""
        async with self.services.database.begin() as session:
            await feeds.leave_guild(session, guild_id=guild.id, now=self.services.clock())

    async def _save(self, guild: discord.Guild) -> None:
        async with self.services.database.begin() as session:
            await feeds.save_guild(session, guild_id=guild.id, name=guild.name, now=self.services.clock())

    async def _sync_if_changed(self) -> None:
        """Discord limits how often commands may be written, so they are compared with what it has first."""
        wanted = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        assert self.application_id is not None
        there = await self.http.get_global_commands(self.application_id)
        if _by_name(wanted) != _by_name(there):
            await self.tree.sync()
            _log.info("Synced %s commands with Discord.", len(wanted))


class Tree(app_commands.CommandTree[GapwatchBot]):
    """The commands, with the one handler of their errors."""

    async def on_error(
        self, interaction: discord.Interaction[GapwatchBot], error: app_commands.AppCommandError
    ) -> None:
        """Tell the person, and nobody else, what happened and what to do next."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await tell(interaction, cause)


async def tell(interaction: discord.Interaction[GapwatchBot], error: Exception) -> None:
    """Answer an interaction with an error's sentence, only to the person who asked; log what nobody expected."""
    try:
        if interaction.response.is_done():
            if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
                # the first answer after "is thinking" is as public as that was, so that goes first
                await interaction.delete_original_response()
            await interaction.followup.send(sentence_for(error), ephemeral=True)
        else:
            await interaction.response.send_message(sentence_for(error), ephemeral=True)
    except discord.HTTPException as failure:
        _log.warning("An error could not be told: %s (%s)", error, failure)


def sentence_for(error: Exception) -> str:
    """What a person reads of an error; the trace of an unexpected one goes to the log."""
    match error:
        case GapwatchError():
            text = error.sentence
        case app_commands.MissingPermissions():
            needed = ", ".join(name.replace("_", " ").title() for name in error.missing_permissions)
            text = f"This command needs the permission {needed}. Ask somebody who has it."
        case app_commands.NoPrivateMessage():
            text = "This command works in a server only. Use it in a channel of one."
        case app_commands.CommandOnCooldown():
            times = f"{error.cooldown.rate:g} times in {error.cooldown.per:g} seconds"
            text = f"This may be asked {times}. Ask again in {math.ceil(error.retry_after)} seconds."
        case discord.RateLimited():
            text = f"Discord asks the bot to be quiet for a while. Try again in {round(error.retry_after)} seconds."
        case app_commands.CheckFailure():
            text = "You may not use this command here. Ask an admin of this server."
        case _:
            _log.error("A command failed.", exc_info=error)
            text = "Something went wrong on our side, and it is in the bot's log. Try again in a minute."
    return discord.utils.escape_mentions(text)[:2000]


def _by_name(found: Sequence[Any]) -> dict[str, Any]:
    return {command["name"]: _compared(command) for command in found}


_COMPARED = (
    "name",
    "description",
    "type",
    "options",
    "choices",
    "value",
    "required",
    "autocomplete",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "channel_types",
    "default_member_permissions",
    "nsfw",
    "contexts",
    "integration_types",
)


def _compared(value: Any) -> Any:
    """Equal for equal commands, ours or as Discord gives them back with fields and defaults of its own."""
    if isinstance(value, list):
        return [_compared(item) for item in value]
    if isinstance(value, dict):
        return {key: _compared(value[key]) for key in _COMPARED if value.get(key)}
    return str(value)
