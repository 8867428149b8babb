"""What has happened in a playground so far: the world as it is now, messages, files. No rules about them, no events.

All of it is in memory, but for files of before a restart, and what changes is handed to the storage.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta

from bot.playground.refusals import Json
from bot.playground.snowflakes import Clock, Snowflakes, created_at
from bot.playground.storage import Keeps, Kept, Nowhere
from bot.playground.validate_messages import LOADING
from bot.playground.world import Guild, World, guild_from, guild_json

NONCE_LIFE = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message in Discord's shape, and what that does not tell; `private_to` is the only person who sees it.

    `failed` is what is shown in place of an answer that was promised and can no longer come.
    """

    body: Json
    private_to: str | None = None
    pinned_at: str | None = None
    reactors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    failed: str | None = None

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

    @property
    def page_shape(self) -> Json:
        """As the page is shown it: with everyone who reacted, and what became of a promise."""
        told: Json = {"failed": self.failed} if self.failed and self.body["flags"] & LOADING else {}
        if reactions := self.body.get("reactions"):
            told["reactions"] = [one | {"user_ids": list(self.reactors[one["emoji"]["name"]])} for one in reactions]
        return self.body | told


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """An attachment's bytes and what they say they are."""

    filename: str
    content_type: str
    data: bytes

    def packed(self) -> bytes:
        """As it is kept: a line about the bytes, then the bytes."""
        return json.dumps([self.filename, self.content_type]).encode() + b"\n" + self.data

    @classmethod
    def unpacked(cls, kept: bytes) -> "File":
        """The file as it was before it was packed."""
        head, _, data = kept.partition(b"\n")
        filename, content_type = json.loads(head)
        return cls(filename=filename, content_type=content_type, data=data)


class Messages:
    """Messages by channel, oldest first."""

    def __init__(self, storage: Keeps) -> None:
        self._storage = storage
        self._by_channel: dict[str, dict[str, Message]] = {}
        self._by_nonce: dict[tuple[str, str], tuple[datetime, Message]] = {}

    def keep(self, message: Message) -> None:
        """Store a new message, or the new state of an old one."""
        self._place(message)
        self._storage.put(Kept.MESSAGES, message.id, asdict(message))

    def drop(self, message: Message) -> None:
        """Forget a message."""
        self._by_channel.get(message.channel_id, {}).pop(message.id, None)
        self._storage.drop(Kept.MESSAGES, message.id)

    def drop_channel(self, channel_id: str) -> None:
        """Forget everything that was said in a channel."""
        for message in list(self.in_channel(channel_id)):
            self.drop(message)

    def restore(self, old_address: str, address: str) -> None:
        """Take up what was kept before a restart. Files are named by the playground's address, which may be another."""
        for kept in self._storage.load(Kept.MESSAGES).values():
            body = json.loads(json.dumps(kept["body"]).replace(f'"{old_address}/', f'"{address}/'))
            reactors = {emoji: tuple(users) for emoji, users in kept["reactors"].items()}
            message = Message(**(kept | {"body": body, "reactors": reactors}))
            self._place(message)
            if body != kept["body"]:
                self.keep(message)
            if nonce := body.get("nonce"):
                self.remember_nonce(body["author"]["id"], str(nonce), message, created_at(message.id))

    def forget(self) -> None:
        """Forget every message."""
        self._by_channel.clear()
        self._by_nonce.clear()

    def _place(self, message: Message) -> None:
        self._by_channel.setdefault(message.channel_id, {})[message.id] = message

    def find(self, channel_id: str, message_id: str) -> Message | None:
        """The message of this id in this channel."""
        return self._by_channel.get(channel_id, {}).get(message_id)

    def in_channel(self, channel_id: str) -> Iterable[Message]:
        """Every message of the channel, oldest first."""
        return self._by_channel.get(channel_id, {}).values()

    def promised(self) -> list[Message]:
        """The messages that only say that the bot is thinking, and may still become more."""
        every = (message for channel in self._by_channel.values() for message in channel.values())
        return [message for message in every if message.body["flags"] & LOADING and not message.failed]

    def last_id(self, channel_id: str) -> str | None:
        """The id of the newest message that everyone sees."""
        public = (message.id for message in reversed([*self.in_channel(channel_id)]) if message.private_to is None)
        return next(public, None)

    def pinned(self, channel_id: str) -> list[Message]:
        """What is pinned in the channel, newest pin first."""
        pinned = [message for message in self.in_channel(channel_id) if message.pinned_at]
        return sorted(pinned, key=lambda message: (str(message.pinned_at), message.id), reverse=True)

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
    storage: Keeps = field(default_factory=Nowhere)
    address: str = ""
    messages: Messages = field(init=False)
    uploads: dict[str, Json] = field(default_factory=dict)
    _files: dict[str, File] = field(default_factory=dict)
    _first_world: World = field(init=False)

    def __post_init__(self) -> None:
        """What came before this start is taken up by `restore`."""
        self.messages = Messages(self.storage)
        self._first_world = self.world

    def put_guild(self, changed: Guild) -> None:
        """A guild is other than it was: a channel more or less, other permissions, other members."""
        guilds = tuple(changed if guild.id == changed.id else guild for guild in self.world.guilds)
        self.world = replace(self.world, guilds=guilds)
        self.storage.put(Kept.GUILDS, changed.id, guild_json(changed))

    def keep_file(self, file_id: str, file: File) -> None:
        """Store a file."""
        self._files[file_id] = file
        self.storage.put(Kept.FILES, file_id, file.packed())

    def find_file(self, file_id: str) -> File | None:
        """The file of this id."""
        if file_id in self._files:
            return self._files[file_id]
        kept = self.storage.find_file(file_id)
        return File.unpacked(kept) if kept is not None else None

    def restore(self) -> None:
        """Take up what was kept before a restart."""
        kept = self.storage.load(Kept.GUILDS)
        guilds = tuple(guild_from(kept[one.id]) if one.id in kept else one for one in self.world.guilds)
        self.world = replace(self.world, guilds=guilds)
        old_address = self.storage.load(Kept.SETTINGS).get("address", self.address)
        self.messages.restore(old_address, self.address)
        last = (self.storage.last_key(kind) for kind in (Kept.MESSAGES, Kept.FILES, Kept.INTERACTIONS))
        self.snowflakes.go_on_after(max((int(key) for key in last if key), default=0))

    def forget(self) -> None:
        """Start over: the world as it was first, with nothing said in it."""
        self.storage.clear()
        self.world = self._first_world
        self.messages.forget()
        self.uploads.clear()
        self._files.clear()
