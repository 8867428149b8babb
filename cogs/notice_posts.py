"""Post notices before a server's admins. What is told, and when: bot.delivery.notices."""

from collections.abc import Iterator, Sequence

import aiohttp
import discord

from bot.client import GapwatchBot
from bot.delivery.notices import CannotPost
from cogs.views.answers import Answer
from cogs.views.layout import AnswerView
from cogs.views.notices import render_notices
from cogs.views.schedules import render_stop
from db.notices import DueNotice
from db.outbox import Stop


class NoticePosts:
    """Posts through the bot."""

    def __init__(self, bot: GapwatchBot) -> None:
        self._bot = bot

    async def post(self, guild_id: int, channel_id: int | None, told: Sequence[DueNotice], nonce: str) -> int:
        """Post them as one message; Discord itself takes no second one of the same nonce. Raises CannotPost."""
        return await self._post(guild_id, channel_id, render_notices(told), nonce)

    async def post_stop(self, told: Stop) -> int:
        """Post that a briefing was stopped; as above. Raises CannotPost."""
        return await self._post(told.guild_id, told.notice_channel_id, render_stop(told), told.nonce)

    async def _post(self, guild_id: int, channel_id: int | None, shown: Answer, nonce: str) -> int:
        guild = self._bot.get_guild(guild_id)
        if guild is None:
            raise CannotPost("The bot is not in this server now.")
        channel = place_for_notices(guild, channel_id)
        if channel is None:
            raise CannotPost(f"The bot may write in no channel of {guild.name} that notices could go to.")
        try:
            message = await channel.send(view=AnswerView(shown), nonce=nonce)
        except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError) as cause:
            raise CannotPost(f"Discord did not take a message in #{channel.name}: {cause}.") from cause
        return message.id


def place_for_notices(guild: discord.Guild, channel_id: int | None) -> discord.TextChannel | None:
    """The chosen channel, and nowhere else where one is chosen; else where admins look, if the bot may write there.

    That is Discord's channel for community updates, else the one for system messages, else the first that not everyone
    sees.
    """
    wanted = _chosen(guild, channel_id) if channel_id is not None else _usual(guild)
    return next((channel for channel in wanted if may_post(channel)), None)


def may_post(channel: discord.TextChannel) -> bool:
    """Whether the bot may write there."""
    allowed = channel.permissions_for(channel.guild.me)
    return allowed.view_channel and allowed.send_messages


def _chosen(guild: discord.Guild, channel_id: int) -> Iterator[discord.TextChannel]:
    channel = guild.get_channel(channel_id)
    if isinstance(channel, discord.TextChannel):
        yield channel


def _usual(guild: discord.Guild) -> Iterator[discord.TextChannel]:
    for channel in (guild.public_updates_channel, guild.system_channel):
        if channel is not None:
            yield channel
    yield from (each for each in guild.text_channels if not each.permissions_for(guild.default_role).view_channel)
