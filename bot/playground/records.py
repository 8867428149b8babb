"""What has happened in a playground so far, in memory: messages, files, commands. No rules about them and no events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.playground.refusals import Json
from bot.playground.snowflakes import Clock, Snowflakes
from bot.playground.world import World

NONCE_LIFE = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message in Discord's shape, and what that does not tell; `private_to` is the only person who sees it."""

    body: Json
    private_to: str | None = None
    pinned_at: str | None = None
    reactors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The message's id."""
        return str(self.body["id"])

    @property
    def channel_id(self) -> str:
        """The channel it stands in."""
        return str(self.body["channel_id"])

    def visible_to(self, user_id: str) -> bool:
        """Whether this user sees it, given that they see the channel."""
        return self.private_to in (None, user_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """An attachment's bytes and what they say they are."""

    filename: str
    content_type: str
    data: bytes


class Messages:
    """Messages by channel, oldest first."""

    def __init__(self) -> None:
        self._by_channel: dict[str, dict[str, Message]] = {}
        self._by_nonce: dict[tuple[str, str], tuple[datetime, Message]] = {}

    def keep(self, message: Message) -> None:
        """Store a new message, or the new state of an old one."""
        self._by_channel.setdefault(message.channel_id, {})[message.id] = message

    def drop(self, message: Message) -> None:
        """Forget a message."""
        self._by_channel.get(message.channel_id, {}).pop(message.id, None)

    def find(self, channel_id: str, message_id: str) -> Message | None:
        """The message of this id in this channel."""
        return self._by_channel.get(channel_id, {}).get(message_id)

    def in_channel(self, channel_id: str) -> Iterable[Message]:
        """Every message of the channel, oldest first."""
        return self._by_channel.get(channel_id, {}).values()

    def last_id(self, channel_id: str) -> str | None:
        """The id of the newest message that everyone sees."""
        public = (message.id for message in reversed([*self.in_channel(channel_id)]) if message.private_to is None)
        return next(public, None)

    def remember_nonce(self, author_id: str, nonce: str, message: Message, now: datetime) -> None:
        """Keep a nonce for the few minutes in which it is honoured."""
        self._by_nonce = {key: kept for key, kept in self._by_nonce.items() if now - kept[0] < NONCE_LIFE}
        self._by_nonce[author_id, nonce] = (now, message)

    def by_nonce(self, author_id: str, nonce: str, now: datetime) -> Message | None:
        """The message that this author sent with this nonce in the last few minutes, as it is now."""
        kept = self._by_nonce.get((author_id, nonce))
        if kept is None or now - kept[0] >= NONCE_LIFE:
            return None
        return self.find(kept[1].channel_id, kept[1].id)


@dataclass(kw_only=True, slots=True)
class Records:
    """Everything the parts of one playground share."""

    world: World
    clock: Clock
    snowflakes: Snowflakes
    address: str = ""
    messages: Messages = field(default_factory=Messages)
    files: dict[str, File] = field(default_factory=dict)
    uploads: dict[str, Json] = field(default_factory=dict)
