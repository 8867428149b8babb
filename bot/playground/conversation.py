"""What changes in channels: posting, editing, deleting, pinning, reacting.

Each change is stored, then told to the bot and the browsers.
Who may do it is asked by the callers (rest_messages, interactions, page); the payloads have been checked.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.playground.audience import Audience
from bot.playground.composing import compose_edit, compose_new
from bot.playground.gateway import Gateway
from bot.playground.permissions import Permission, permissions_in
from bot.playground.records import Message, Records
from bot.playground.refusals import Json, empty_message, refuse_form, unknown_channel
from bot.playground.shapes import acting_member_shape, member_shape
from bot.playground.threads import Threads
from bot.playground.validate_messages import LOADING, Upload, check_edit, is_empty
from bot.playground.world import Place, User


class Conversation:
    """The channels of a playground."""

    def __init__(self, records: Records, gateway: Gateway, audience: Audience, threads: Threads) -> None:
        self._records = records
        self._gateway = gateway
        self._audience = audience
        self._threads = threads

    def post(
        self,
        place: Place,
        author: User,
        payload: Json,
        uploads: Sequence[Upload] = (),
        *,
        private_to: str | None = None,
        extra: Json | None = None,
    ) -> Message:
        """Say something new. In an archived thread, that opens it again."""
        body = compose_new(self._records, place, author, payload, uploads) | (extra or {})
        if is_empty(body) and not body["flags"] & LOADING:
            raise empty_message()
        place = self._threads.change(place, {"archived": False})
        message = Message(body=body, private_to=private_to)
        self._records.messages.keep(message)
        self._announce("CREATE", message, place)
        return message

    def edit(
        self,
        message: Message,
        payload: Json,
        uploads: Sequence[Upload] = (),
        *,
        path: tuple[str, ...] = (),
        marks_edited: bool = True,
    ) -> Message:
        """Change what was said, if the change passes."""
        refuse_form(check_edit(payload, message.body, uploads, path=path))
        place = self.place_of(message)
        body = compose_edit(self._records, place, message.body, payload, uploads)
        if is_empty(body):
            raise empty_message()
        body["flags"] &= ~LOADING
        if not marks_edited:
            body["edited_timestamp"] = message.body["edited_timestamp"]
        return self._change(message, body)

    def _change(self, message: Message, body: Json, **marks: Any) -> Message:
        changed = replace(message, body=body, **marks)
        self._records.messages.keep(changed)
        self._announce("UPDATE", changed, self.place_of(changed))
        return changed

    def mark(self, message: Message, flag: int) -> Message:
        """Set a flag that tells what became of a message, which is no edit."""
        return self._change(message, message.body | {"flags": message.body["flags"] | flag})

    def delete(self, message: Message) -> None:
        """Take it back."""
        self._records.messages.drop(message)
        event = {"type": "message_delete", "channel_id": message.channel_id, "message_id": message.id}
        self._audience.tell_message(message, event)
        place = self.place_of(message)
        if message.private_to is None:
            self._tell_bot("MESSAGE_DELETE", place, {"id": message.id, "channel_id": message.channel_id})

    def pin(self, message: Message, *, pinned: bool) -> Message:
        """Pin or unpin a message."""
        if message.body["pinned"] == pinned:
            return message
        now = self._records.clock().isoformat()
        changed = self._change(message, message.body | {"pinned": pinned}, pinned_at=now if pinned else None)
        place = self.place_of(changed)
        self._tell_bot("CHANNEL_PINS_UPDATE", place, {"channel_id": message.channel_id, "last_pin_timestamp": now})
        return changed

    def react(self, message: Message, emoji: str, user_id: str, *, adds: bool) -> Message:
        """Add or remove one person's reaction. What the bot did is marked `me`, as REST shows it to the bot."""
        others = tuple(one for one in message.reactors.get(emoji, ()) if one != user_id)
        reactors = {**message.reactors, emoji: (*others, user_id) if adds else others}
        reactors = {name: ids for name, ids in reactors.items() if ids}
        reactions = [_reaction(name, ids, self._records.world.bot.id) for name, ids in reactors.items()]
        changed = replace(message, body=message.body | {"reactions": reactions}, reactors=reactors)
        self._records.messages.keep(changed)
        event = {"type": "message_update", "channel_id": message.channel_id, "message": changed.page_shape}
        self._audience.tell_message(changed, event)
        if adds != (user_id in message.reactors.get(emoji, ())):
            self._tell_bot_of_reaction(changed, emoji, user_id, adds=adds)
        return changed

    def _tell_bot_of_reaction(self, message: Message, emoji: str, user_id: str, *, adds: bool) -> None:
        place = self.place_of(message)
        data: Json = {
            "user_id": user_id,
            "channel_id": message.channel_id,
            "message_id": message.id,
            "emoji": {"id": None, "name": emoji},
            "message_author_id": message.body["author"]["id"],
            "burst": False,
            "type": 0,
        }
        if place.guild and adds:
            data["member"] = acting_member_shape(self._records.world, place, user_id)
        self._tell_bot("MESSAGE_REACTION_ADD" if adds else "MESSAGE_REACTION_REMOVE", place, data)

    def show_typing(self, place: Place, user_id: str) -> None:
        """Someone is writing."""
        event = {"type": "typing", "channel_id": place.channel.id, "user_id": user_id}
        self._audience.tell_channel(place.channel.id, event)

    def place_of(self, message: Message) -> Place:
        """Where a message stands."""
        place = self._records.world.place(message.channel_id)
        if place is None:
            raise unknown_channel()
        return place

    def _announce(self, change: str, message: Message, place: Place) -> None:
        event = {
            "type": f"message_{change.lower()}",
            "channel_id": message.channel_id,
            "message": message.page_shape,
        }
        self._audience.tell_message(message, event)
        if message.private_to is None:
            self._tell_bot(f"MESSAGE_{change}", place, message.body | self._sender(message, place))

    def _sender(self, message: Message, place: Place) -> Json:
        world = self._records.world
        author_id = message.body["author"]["id"]
        member = place.guild.member(author_id) if place.guild else None
        if place.guild is None or member is None:
            return {}
        return {"member": member_shape(world, place.guild, member, with_user=False)}

    def _tell_bot(self, event: str, place: Place, data: Json) -> None:
        bot_id = self._records.world.bot.id
        if not permissions_in(place, bot_id) & Permission.VIEW_CHANNEL:
            return
        where = {"guild_id": place.guild_id} if place.guild_id else {}
        self._gateway.dispatch(event, data | where, place.guild_id)


def _reaction(emoji: str, user_ids: Sequence[str], bot_id: str) -> Json:
    return {
        "emoji": {"id": None, "name": emoji},
        "count": len(user_ids),
        "count_details": {"normal": len(user_ids), "burst": 0},
        "me": bot_id in user_ids,
        "me_burst": False,
        "burst_colors": [],
    }
