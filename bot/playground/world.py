"""The people, guilds and channels of a playground: frozen data. Fixed ids, so that a bot's database still fits.

What happens in them (messages, commands, interactions) is kept elsewhere.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class User:
    """A person or the bot."""

    id: str
    username: str
    global_name: str | None = None
    color: str = "#5865f2"
    bot: bool = False
    dm_channel_id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """A role of a guild; the one with the guild's own id is everyone's. Members of a hoisted one are listed apart."""

    id: str
    name: str
    permissions: int
    color: int = 0
    position: int = 0
    managed: bool = False
    hoist: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Overwrite:
    """What a role or a member is given or denied in one channel."""

    id: str
    of_member: bool = False
    allow: int = 0
    deny: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """A text channel (type 0), an announcement channel (5), a forum (15), direct messages (1), or a thread (10, 11) in
    its parent; a thread has no overwrites of its own, and may be archived or locked.
    """

    id: str
    name: str
    type: int = 0
    topic: str | None = None
    position: int = 0
    overwrites: tuple[Overwrite, ...] = ()
    parent_id: str | None = None
    owner_id: str | None = None
    archived: bool = False
    locked: bool = False

    @property
    def is_thread(self) -> bool:
        """Whether it is a thread."""
        return self.type in (10, 11)


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A user in a guild."""

    user_id: str
    roles: tuple[str, ...] = ()
    nick: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Guild:
    """A server."""

    id: str
    name: str
    owner_id: str
    roles: tuple[Role, ...]
    channels: tuple[Channel, ...]
    members: tuple[Member, ...]
    joined_at: datetime = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

    def member(self, user_id: str) -> Member | None:
        """The user's membership, if any."""
        return next((member for member in self.members if member.user_id == user_id), None)

    def role(self, role_id: str) -> Role | None:
        """The role of this id."""
        return next((role for role in self.roles if role.id == role_id), None)

    def channel(self, channel_id: str) -> Channel | None:
        """The channel of this id."""
        return next((channel for channel in self.channels if channel.id == channel_id), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where something is said: a channel and its guild, or direct messages between two parties."""

    channel: Channel
    guild: Guild | None = None
    parties: tuple[str, ...] = ()

    @property
    def guild_id(self) -> str | None:
        """The guild's id; None in direct messages."""
        return self.guild.id if self.guild else None


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """Everyone and everywhere. The bot's application has the bot's own id, as every application made since 2016."""

    bot: User
    people: tuple[User, ...]
    guilds: tuple[Guild, ...]
    bot_guilds: tuple[Guild, ...] = field(init=False, repr=False, compare=False)
    """The guilds that the bot is in."""
    _of_bot: Mapping[str, Guild] = field(init=False, repr=False, compare=False)
    _by_channel: Mapping[str, Guild] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index what every request asks for: a world may have thousands of guilds."""
        of_bot = {guild.id: guild for guild in self.guilds if guild.member(self.bot.id)}
        object.__setattr__(self, "bot_guilds", tuple(of_bot.values()))
        object.__setattr__(self, "_of_bot", of_bot)
        by_channel = {channel.id: guild for guild in self.guilds for channel in guild.channels}
        object.__setattr__(self, "_by_channel", by_channel)

    @property
    def guilds_of_people(self) -> tuple[Guild, ...]:
        """The guilds that somebody here is a member of, and can look into."""
        ids = {person.id for person in self.people}
        return tuple(guild for guild in self.guilds if any(member.user_id in ids for member in guild.members))

    def user(self, user_id: str) -> User | None:
        """The person or the bot of this id."""
        return next((user for user in (self.bot, *self.people) if user.id == user_id), None)

    def person(self, user_id: str) -> User | None:
        """The person of this id; not the bot."""
        return next((user for user in self.people if user.id == user_id), None)

    def guild(self, guild_id: str) -> Guild | None:
        """The guild of this id, if the bot is in it."""
        return self._of_bot.get(guild_id)

    def place(self, channel_id: str) -> Place | None:
        """The channel of this id, in a guild or in direct messages."""
        guild = self._by_channel.get(channel_id)
        if guild is not None and (found := guild.channel(channel_id)):
            return Place(channel=found, guild=guild)
        for person in self.people:
            if person.dm_channel_id == channel_id:
                channel = Channel(id=channel_id, name=person.username, type=1)
                return Place(channel=channel, parties=(person.id, self.bot.id))
        return None

    def shares_guild_with_bot(self, user_id: str) -> bool:
        """Whether the bot may write to this person directly."""
        return any(guild.member(user_id) for guild in self.bot_guilds)


def guild_json(guild: Guild) -> dict[str, Any]:
    """A guild as JSON."""
    return asdict(guild) | {"joined_at": guild.joined_at.isoformat()}


def guild_from(kept: dict[str, Any]) -> Guild:
    """The guild of its JSON."""
    channels = (
        Channel(**(one | {"overwrites": tuple(Overwrite(**each) for each in one["overwrites"])}))
        for one in kept["channels"]
    )
    members = (Member(**(one | {"roles": tuple(one["roles"])})) for one in kept["members"])
    return Guild(
        id=kept["id"],
        name=kept["name"],
        owner_id=kept["owner_id"],
        roles=tuple(Role(**one) for one in kept["roles"]),
        channels=tuple(channels),
        members=tuple(members),
        joined_at=datetime.fromisoformat(kept["joined_at"]),
    )
