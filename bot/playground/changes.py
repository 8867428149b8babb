"""Changes of the world itself, for tests: channels that appear, change and go, servers that send the bot away.

The bot and the page are told, as Discord would tell them; a change that is made ``silently`` shows only in what REST
answers, as one does that happens while a request is under way.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.playground.audience import Audience
from bot.playground.gateway import Gateway
from bot.playground.records import Records
from bot.playground.refusals import Json
from bot.playground.shapes import channel_shape
from bot.playground.world import Channel, Guild, Overwrite


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Whoever runs the servers of this playground."""

    records: Records
    gateway: Gateway
    audience: Audience
    state: Callable[[], Json]

    def add_channel(self, guild_id: str, channel: Channel) -> None:
        """A new channel."""
        guild = self._guild(guild_id)
        self._put(replace(guild, channels=(*guild.channels, channel)))
        self._tell("CHANNEL_CREATE", channel_shape(channel, guild), guild_id)

    def allow(self, channel_id: str, user_id: str, permission: int) -> None:
        """Take back what was denied somebody in a channel."""
        self._overwrite(channel_id, user_id, deny=0, allow=permission, silently=False)

    def deny(self, channel_id: str, user_id: str, permission: int, *, silently: bool = False) -> None:
        """Deny somebody something in a channel."""
        self._overwrite(channel_id, user_id, deny=permission, allow=0, silently=silently)

    def delete_channel(self, channel_id: str, *, silently: bool = False) -> None:
        """Delete a channel, with what stands in it."""
        guild, channel = self._find(channel_id)
        self._put(replace(guild, channels=tuple(one for one in guild.channels if one.id != channel_id)))
        if not silently:
            self._tell("CHANNEL_DELETE", channel_shape(channel, guild), guild.id)

    def send_bot_away(self, guild_id: str) -> None:
        """Kick the bot."""
        guild = self._guild(guild_id)
        self._tell("GUILD_DELETE", {"id": guild_id}, guild_id)
        bot_id = self.records.world.bot.id
        self._put(replace(guild, members=tuple(one for one in guild.members if one.user_id != bot_id)))

    def _overwrite(self, channel_id: str, user_id: str, *, deny: int, allow: int, silently: bool) -> None:
        guild, channel = self._find(channel_id)
        others = tuple(one for one in channel.overwrites if one.id != user_id)
        own = Overwrite(id=user_id, of_member=True, deny=deny, allow=allow)
        changed = replace(channel, overwrites=(*others, own))
        self._put(replace(guild, channels=tuple(changed if one.id == channel_id else one for one in guild.channels)))
        if not silently:
            self._tell("CHANNEL_UPDATE", channel_shape(changed, guild), guild.id)

    def _guild(self, guild_id: str) -> Guild:
        return next(guild for guild in self.records.world.guilds if guild.id == guild_id)

    def _find(self, channel_id: str) -> tuple[Guild, Channel]:
        place = self.records.world.place(channel_id)
        if place is None or place.guild is None:
            raise LookupError(f"No guild has the channel {channel_id}.")
        return place.guild, place.channel

    def _put(self, changed: Guild) -> None:
        world = self.records.world
        guilds = tuple(changed if guild.id == changed.id else guild for guild in world.guilds)
        self.records.world = replace(world, guilds=guilds)

    def _tell(self, event: str, data: Json, guild_id: str) -> None:
        self.gateway.dispatch(event, data, guild_id)
        self.audience.tell_everyone({"type": "state", "state": self.state()})
