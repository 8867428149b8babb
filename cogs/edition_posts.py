"""Post editions through the bot, and tell what Discord's answers mean for the outbox (bot.delivery.outbox)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, timedelta

import aiohttp
import discord

from bot.client import GapwatchBot
from bot.delivery.posting import NotNow, Refused, Rejected, Uncertain
from bot.domain.schedules import Parcel, PostAs
from cogs.channel_rights import PostChannel, faults_of
from cogs.views.alerts import AlertButton
from cogs.views.editions import EditionButton, StoredView
from cogs.views.text import cut

REQUEST_SECONDS = 35.0
"""Less than what is left of a lease when a request begins; discord.py's own waits and retries fall within."""

_SLACK = timedelta(minutes=10)  # between our clock and Discord's
_READ_AT_LEAST = 100
_READ_AT_MOST = 2000
_THREAD_THERE, _PUBLISHED = 160004, 40033
_UNKNOWN_MESSAGE = 10008


class EditionPosts:
    """Discord, as the outbox sees it."""

    def __init__(self, bot: GapwatchBot) -> None:
        self._bot = bot

    async def post(self, parcel: Parcel) -> int:
        """Post the page with its nonce and its mark."""
        async with _told():
            channel = await self._channel(parcel)
            roles = [discord.Object(parcel.manner.role_id)] if parcel.manner.role_id else []
            message = await channel.send(
                view=StoredView.of_parcel(parcel),
                nonce=parcel.nonce,
                allowed_mentions=discord.AllowedMentions(everyone=False, users=False, roles=roles),
            )
            return message.id

    async def find(self, parcel: Parcel) -> int | None:
        """The page's message by its mark, among all messages since it was first tried, and the newest in any case."""
        assert parcel.tried_at is not None
        oldest = parcel.tried_at.astimezone(UTC) - _SLACK
        async with _told():
            channel = await self._channel(parcel)
            read = 0
            async for message in channel.history(limit=_READ_AT_MOST):
                if _bears(message, parcel.nonce):
                    return message.id
                read += 1
                if read >= _READ_AT_LEAST and message.created_at < oldest:
                    break
        return None

    async def finish(self, parcel: Parcel, message_id: int) -> None:
        """The thread under the first page, or the page's publication; doing so again does nothing."""
        async with _told():
            channel = await self._channel(parcel)
            assert isinstance(channel, discord.TextChannel)
            message = channel.get_partial_message(message_id)
            try:
                if parcel.manner.post_as is PostAs.CROSSPOST:
                    await message.publish()
                else:
                    await message.create_thread(name=cut(parcel.title, 100))
            except discord.HTTPException as failure:
                if failure.code not in (_THREAD_THERE, _PUBLISHED):
                    raise

    async def _channel(self, parcel: Parcel) -> PostChannel | discord.DMChannel:
        guild = self._bot.get_guild(parcel.guild_id)
        if guild is None:
            raise Refused("The bot is not in this server now.")
        if guild.unavailable:
            raise NotNow(f"Discord has trouble with {guild.name}.")
        if parcel.direct:
            # whoever has left the server is told nothing of it any more
            member = guild.get_member(parcel.channel_id) or await guild.fetch_member(parcel.channel_id)
            return await member.create_dm()
        in_thread = parcel.manner.post_as is PostAs.THREAD and parcel.number > 0 and parcel.head_id is not None
        channel_id = parcel.head_id if in_thread and parcel.head_id else parcel.channel_id
        # what the cache does not know may be a thread that was archived
        channel = guild.get_channel_or_thread(channel_id) or await self._bot.fetch_channel(channel_id)
        if not isinstance(channel, discord.TextChannel | discord.Thread):
            raise Refused("The channel is none that briefings can be posted in.")
        if not in_thread and (faults := faults_of(channel, parcel.manner)):
            raise Refused(". ".join(faults) + ".")
        return channel


@asynccontextmanager
async def _told() -> AsyncIterator[None]:
    """Raise what went wrong as the outbox wants to know it."""
    try:
        async with asyncio.timeout(REQUEST_SECONDS):
            yield
    except discord.RateLimited as cause:
        raise NotNow("Discord asks to wait.", timedelta(seconds=cause.retry_after)) from cause
    except discord.HTTPException as cause:
        raise _meaning_of(cause) from cause
    except (aiohttp.ClientError, OSError, TimeoutError) as cause:
        raise Uncertain(f"Discord did not answer: {cause or type(cause).__name__}.") from cause


def _meaning_of(cause: discord.HTTPException) -> Exception:
    said = f"Discord says: {cause.text or cause.status}."
    if cause.status == 404 and cause.code == _UNKNOWN_MESSAGE:
        return Rejected("The message was posted and then deleted.")  # Discord remembers its nonce
    if cause.status in (403, 404):
        return Refused(said)
    if cause.status == 429:
        return NotNow(said)
    if cause.status == 401 or cause.status >= 500:
        return Uncertain(said)
    return Rejected(said)


def _bears(message: discord.Message, nonce: str) -> bool:
    marks = {EditionButton.mark_of(nonce), AlertButton.mark_of(nonce)}
    rows = (row for row in message.components if isinstance(row, discord.ActionRow))
    return any(getattr(item, "custom_id", None) in marks for row in rows for item in row.children)
