"""Changes of the world itself, for tests: channels that appear, change and go, servers that send the bot away.

The bot and the page are told, as Discord would tell them; a change that is made ``silently`` shows only in what REST
answers, as one does that happens while a request is under way.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.playground.gateway import Gateway
from bot.playground.records import Records
from bot.playground.refusals import Json
from bot.playground.shapes import channel_shape, guild_create_shape
from bot.playground.world import Channel, Guild, Member, Overwrite


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Whoever runs the servers of this playground."""

    records: Records
    gateway: Gateway
    tell_state: Callable[[], None]

    def add_channel(self, guild_id: str, channel: Channel) -> None:
        """A new channel."""
        guild = self._guild(guild_id)
        self.records.put_guild(replace(guild, channels=(*guild.channels, channel)))
        self._tell("CHANNEL_CREATE", channel_shape(channel, guild), guild_id)

    def allow(self, channel_id: str, user_id: str, permission: int) -> None:
        """Take back what was denied somebody in a channel."""
        self._overwrite(channel_id, user_id, deny=0, allow=permission, silently=False)

    def deny(self, channel_id: str, user_id: str, permission: int, *, silently: bool = False) -> None:
        """Deny somebody something in a channel."""
        self._overwrite(channel_id, user_id, deny=permission, allow=0, silently=silently)

    def delete_channel(self, channel_id: str, *, silently: bool = False) -> None:
        """Delete a channel, with what stands in it and its threads."""
        guild, channel = self._find(channel_id)
        gone = {one.id for one in guild.channels if channel_id in (one.id, one.parent_id)}
        self.records.put_guild(replace(guild, channels=tuple(one for one in guild.channels if one.id not in gone)))
        for each in gone:
            self.records.messages.drop_channel(each)
        if not silently:
            self._tell("CHANNEL_DELETE", channel_shape(channel, guild), guild.id)

    def send_bot_away(self, guild_id: str) -> None:
        """Kick the bot."""
        guild = self._guild(guild_id)
        self._tell("GUILD_DELETE", {"id": guild_id}, guild_id)
        bot_id = self.records.world.bot.id
        self.records.put_guild(replace(guild, members=tuple(one for one in guild.members if one.user_id != bot_id)))

    def invite_bot(self, guild_id: str) -> None:
        """Let the bot in again, with the role that is its own."""
        guild, bot_id = self._guild(guild_id), self.records.world.bot.id
        if guild.member(bot_id) is None:
            own = tuple(role.id for role in guild.roles if role.managed)
            changed = replace(guild, members=(*guild.members, Member(user_id=bot_id, roles=own)))
            self.records.put_guild(changed)
            told = guild_create_shape(self.records.world, changed, all_members=False)
            del told["unavailable"]  # it is told of guilds that come back, not of those that the bot joins
            self._tell("GUILD_CREATE", told, guild_id)

    def _overwrite(self, channel_id: str, user_id: str, *, deny: int, allow: int, silently: bool) -> None:
        guild, channel = self._find(channel_id)
        others = tuple(one for one in channel.overwrites if one.id != user_id)
        own = Overwrite(id=user_id, of_member=True, deny=deny, allow=allow)
        changed = replace(channel, overwrites=(*others, own))
        channels = tuple(changed if one.id == channel_id else one for one in guild.channels)
        self.records.put_guild(replace(guild, channels=channels))
        if not silently:
            self._tell("CHANNEL_UPDATE", channel_shape(changed, guild), guild.id)

    def _guild(self, guild_id: str) -> Guild:
        found = next((guild for guild in self.records.world.guilds if guild.id == guild_id), None)
        if found is None:
            raise LookupError(f"There is no guild {guild_id}.")
        return found

    def _find(self, channel_id: str) -> tuple[Guild, Channel]:
        place = self.records.world.place(channel_id)
        if place is None or place.guild is None:
            raise LookupError(f"No guild has the channel {channel_id}.")
        return place.guild, place.channel

    def _tell(self, event: str, data: Json, guild_id: str) -> None:
        self.gateway.dispatch(event, data, guild_id)
        self.tell_state()
