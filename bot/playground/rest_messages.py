"""REST of messages: post, list, get, edit, delete, pins, reactions, typing.

Whether the bot may is asked here; conversation does it.
"""

from dataclasses import dataclass

from bot.playground.conversation import Conversation
from bot.playground.emoji import is_emoji
from bot.playground.forms import Form
from bot.playground.permissions import Permission, permissions_in
from bot.playground.ratelimit import Limits
from bot.playground.records import Message, Records
from bot.playground.refusals import (
    Json,
    Refused,
    missing_access,
    missing_permissions,
    not_your_message,
    refuse_form,
    thread_archived,
    thread_locked,
    unknown_channel,
    unknown_emoji,
    unknown_message,
)
from bot.playground.rest import NOTHING, Answer, Call, Endpoint
from bot.playground.shapes import FORUM, user_shape
from bot.playground.threads import may_write
from bot.playground.validate_messages import SUPPRESS_EMBEDS, check_new_message
from bot.playground.world import Place

MOST_REACTIONS = 20
MOST_PINS = 250

_READ = Permission.READ_MESSAGE_HISTORY


@dataclass(frozen=True, kw_only=True)
class MessageRoutes:
    """The routes under /channels/{channel_id} that are about messages."""

    records: Records
    conversation: Conversation
    limits: Limits

    def endpoints(self) -> list[Endpoint]:
        """Every route, the more particular paths first."""
        root, limits = "/channels/{channel_id}", self.limits
        one, pins = f"{root}/messages/{{message_id}}", f"{root}/messages/pins"
        own_reaction = f"{one}/reactions/{{emoji}}/@me"
        table = [
            ("POST", f"{root}/typing", self.type, limits.messages),
            ("POST", f"{root}/messages", self.create, limits.messages),
            ("GET", f"{root}/messages", self.list_messages, limits.other),
            ("GET", pins, self.list_pins, limits.other),
            ("PUT", f"{pins}/{{message_id}}", self.pin, limits.other),
            ("DELETE", f"{pins}/{{message_id}}", self.unpin, limits.other),
            ("GET", f"{root}/pins", self.list_pinned_messages, limits.other),
            ("PUT", f"{root}/pins/{{message_id}}", self.pin, limits.other),
            ("DELETE", f"{root}/pins/{{message_id}}", self.unpin, limits.other),
            ("GET", one, self.get, limits.other),
            ("PATCH", one, self.edit, limits.messages),
            ("DELETE", one, self.delete, limits.messages),
            ("PUT", own_reaction, self.add_reaction, limits.reactions),
            ("DELETE", own_reaction, self.remove_reaction, limits.reactions),
            ("GET", f"{one}/reactions/{{emoji}}", self.list_reactions, limits.other),
        ]
        return [Endpoint(method=m, path=p, handler=h, limit=limit) for m, p, h, limit in table]

    def create(self, call: Call) -> Answer:
        """Post a message, unless the nonce says that it was posted already."""
        bot = self.records.world.bot
        fields = call.fields
        place = self._place_to_write(call)
        refuse_form(check_new_message(call.body if call.body is not None else {}, call.uploads))
        self._ask_for_parts(place, call)
        nonce = str(fields["nonce"]) if fields.get("nonce") is not None else None
        now = self.records.clock()
        if nonce and fields.get("enforce_nonce") and (earlier := self.records.messages.by_nonce(bot.id, nonce, now)):
            return Answer(body=earlier.body)
        extra = self._reply(place, fields)
        if nonce:
            extra["nonce"] = fields["nonce"]
        message = self.conversation.post(place, bot, fields, call.uploads, extra=extra)
        if nonce:
            self.records.messages.remember_nonce(bot.id, nonce, message, now)
        return Answer(body=message.body)

    def _ask_for_parts(self, place: Place, call: Call) -> None:
        granted = permissions_in(place, self.records.world.bot.id)
        if call.fields.get("embeds") and not granted & Permission.EMBED_LINKS:
            raise missing_permissions()
        if call.uploads and not granted & Permission.ATTACH_FILES:
            raise missing_permissions()
        if place.guild is None and not self.records.world.shares_guild_with_bot(place.parties[0]):
            raise Refused(403, 50007, "Cannot send messages to this user")

    def _reply(self, place: Place, fields: Json) -> Json:
        reference = fields.get("message_reference")
        if not reference:
            return {}
        message_id = str(reference["message_id"])
        original = self.records.messages.find(place.channel.id, message_id)
        if original is None or original.private_to:
            if reference.get("fail_if_not_exists", True):
                form = Form(fields)
                form.fault("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
                refuse_form(form.errors)
            return {}
        if not permissions_in(place, self.records.world.bot.id) & _READ:
            raise Refused(403, 160002, "Cannot reply without permission to read message history")
        marks: Json = {"message_id": message_id, "channel_id": place.channel.id, "type": 0}
        if place.guild_id:
            marks["guild_id"] = place.guild_id
        return {"type": 19, "message_reference": marks, "referenced_message": original.body}

    def list_messages(self, call: Call) -> Answer:
        """Messages of the channel, newest first, around a given one or before or after it."""
        place = self._place(call)
        form = Form({key: _number(value) for key, value in call.query.items()})
        limit = form.whole("limit", least=1, most=100) or 50
        anchors = {key: form.whole(key, least=0, most=2**63) for key in ("before", "after", "around")}
        if sum(anchor is not None for anchor in anchors.values()) > 1:
            form.fault(None, "MUTUALLY_EXCLUSIVE", "Only one of before, after and around may be given")
        refuse_form(form.errors)
        if not permissions_in(place, self.records.world.bot.id) & _READ:
            return Answer(body=[])
        public = [one for one in self.records.messages.in_channel(place.channel.id) if one.private_to is None]
        chosen = _around(public, limit, before=anchors["before"], after=anchors["after"], around=anchors["around"])
        return Answer(body=[message.body for message in reversed(chosen)])

    def get(self, call: Call) -> Answer:
        """One message."""
        return Answer(body=self._message(call, _READ).body)

    def edit(self, call: Call) -> Answer:
        """Change the bot's own message; of another's, only whether its embeds are shown."""
        message = self._message(call)
        own = message.body["author"]["id"] == self.records.world.bot.id
        if not own and (set(call.fields) - {"flags"} or (call.fields.get("flags") or 0) & ~SUPPRESS_EMBEDS):
            raise not_your_message()
        if not own:
            self._place(call, Permission.MANAGE_MESSAGES)
        if self._place(call).channel.archived:
            raise thread_archived()
        changed = self.conversation.edit(message, call.fields, call.uploads)
        return Answer(body=changed.body)

    def delete(self, call: Call) -> Answer:
        """Delete a message, another's only with the permission to manage messages."""
        message = self._message(call)
        if message.body["author"]["id"] != self.records.world.bot.id:
            self._place(call, Permission.MANAGE_MESSAGES)
        self.conversation.delete(message)
        return NOTHING

    def type(self, call: Call) -> Answer:
        """Show that the bot is writing."""
        place = self._place(call, Permission.SEND_MESSAGES)
        self.conversation.show_typing(place, self.records.world.bot.id)
        return NOTHING

    def pin(self, call: Call) -> Answer:
        """Pin a message."""
        message = self._message(call, Permission.PIN_MESSAGES)
        if len(self.records.messages.pinned(message.channel_id)) >= MOST_PINS:
            raise Refused(400, 30003, f"Maximum number of pinned messages reached ({MOST_PINS})")
        self.conversation.pin(message, pinned=True)
        return NOTHING

    def unpin(self, call: Call) -> Answer:
        """Unpin a message."""
        self.conversation.pin(self._message(call, Permission.PIN_MESSAGES), pinned=False)
        return NOTHING

    def list_pins(self, call: Call) -> Answer:
        """Pinned messages with the time of each pin, newest first."""
        pinned = self.records.messages.pinned(self._place(call, _READ).channel.id)
        items = [{"pinned_at": message.pinned_at, "message": message.body} for message in pinned]
        return Answer(body={"items": items, "has_more": False})

    def list_pinned_messages(self, call: Call) -> Answer:
        """Pinned messages, as the older route lists them."""
        return Answer(
            body=[message.body for message in self.records.messages.pinned(self._place(call, _READ).channel.id)]
        )

    def add_reaction(self, call: Call) -> Answer:
        """React as the bot."""
        emoji = call.path["emoji"]
        if not is_emoji(emoji):
            raise unknown_emoji()
        message = self._message(call, _READ)
        shown = message.reactors
        if emoji not in shown:
            self._place(call, Permission.ADD_REACTIONS)
        if emoji not in shown and len(shown) >= MOST_REACTIONS:
            raise Refused(400, 30010, f"Maximum number of reactions reached ({MOST_REACTIONS})")
        self.conversation.react(message, emoji, self.records.world.bot.id, adds=True)
        return NOTHING

    def remove_reaction(self, call: Call) -> Answer:
        """Take the bot's reaction back."""
        message = self._message(call)
        self.conversation.react(message, call.path["emoji"], self.records.world.bot.id, adds=False)
        return NOTHING

    def list_reactions(self, call: Call) -> Answer:
        """Who reacted with this emoji."""
        ids = self._message(call, _READ).reactors.get(call.path["emoji"], ())
        users = [user for one in ids if (user := self.records.world.user(one))]
        return Answer(body=[user_shape(user) for user in users])

    def _place_to_write(self, call: Call) -> Place:
        place = self._place(call)
        if place.channel.type == FORUM:
            raise Refused(400, 50008, "Cannot send messages in a non-text channel")
        in_thread = place.channel.is_thread
        place = self._place(call, Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES)
        if not may_write(place.channel, permissions_in(place, self.records.world.bot.id)):
            raise thread_locked()
        return place

    def _place(self, call: Call, needed: int = 0) -> Place:
        return channel_for_bot(self.records, call.path["channel_id"], needed)

    def _message(self, call: Call, needed: int = 0) -> Message:
        place = self._place(call, needed)
        message = self.records.messages.find(place.channel.id, call.path["message_id"])
        if message is None or message.private_to:
            raise unknown_message()
        return message


def channel_for_bot(records: Records, channel_id: str, needed: int = 0) -> Place:
    """The channel, if the bot sees it and may do this there."""
    place = records.world.place(channel_id)
    bot_id = records.world.bot.id
    if place is None:
        raise unknown_channel()
    granted = permissions_in(place, bot_id)
    if not granted & Permission.VIEW_CHANNEL:
        raise missing_access()
    if granted & needed != needed:
        raise missing_permissions()
    return place


def _number(value: str) -> int | str:
    return int(value) if value.isdecimal() else value


def _around(
    messages: list[Message], limit: int, *, before: int | None, after: int | None, around: int | None
) -> list[Message]:
    if after is not None:
        return [one for one in messages if int(one.id) > after][:limit]
    if before is not None:
        return [one for one in messages if int(one.id) < before][-limit:]
    if around is None:
        return messages[-limit:]
    older = [one for one in messages if int(one.id) < around][-(limit // 2) :] if limit > 1 else []
    return (older + [one for one in messages if int(one.id) >= around])[:limit]
