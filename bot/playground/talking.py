"""What people say and do with what was said: write, reply, change, take back, react, pin, open threads.

Whether they may is asked here; conversation and threads do it. Every refusal is a sentence for the person.
"""

from typing import Any

from bot.playground.conversation import Conversation
from bot.playground.emoji import is_emoji
from bot.playground.permissions import Permission, permissions_in
from bot.playground.records import Message, Records
from bot.playground.refusals import Declined, Json
from bot.playground.rest_messages import MOST_PINS, MOST_REACTIONS
from bot.playground.rest_threads import HAS_THREAD
from bot.playground.shapes import FORUM, page_channel
from bot.playground.threads import ANNOUNCEMENTS, MOST_NAME, TEXT, Threads, may_change, may_write
from bot.playground.validate_messages import MOST_CONTENT, MOST_FILES
from bot.playground.viewing import Viewing
from bot.playground.world import Place, User

_REPLY = 19
_SENDING = Permission.SEND_MESSAGES


class Talking:
    """The people of one playground, talking."""

    def __init__(self, records: Records, viewing: Viewing, conversation: Conversation, threads: Threads) -> None:
        self._records = records
        self._viewing = viewing
        self._conversation = conversation
        self._threads = threads

    def say(self, body: Json) -> Json:
        """A person's own message."""
        person = self._viewing.person(body.get("user_id"))
        place = self._place_to_write(person, body.get("channel_id"))
        attachments = self._attachments(body.get("attachments") or [])
        content = _words(body.get("content"), may_be_empty=bool(attachments))
        extra: Json = {"attachments": attachments} | self._reply(person, place, body.get("reply_to"))
        return self._conversation.post(place, person, {"content": content}, extra=extra).page_shape

    def edit(self, body: Json) -> Json:
        """Other words for one's own message."""
        person, _, message = self._named(body)
        if message.body["author"]["id"] != person.id:
            raise Declined(403, "Only the author of a message can change it.")
        content = _words(body.get("content"), may_be_empty=bool(message.body["attachments"]))
        return self._conversation.edit(message, {"content": content}).page_shape

    def delete(self, body: Json) -> Json:
        """Take back one's own message, dismiss a private one, or delete another's."""
        person, place, message = self._named(body)
        own = person.id in (message.body["author"]["id"], message.private_to)
        if not own and not (place.guild and permissions_in(place, person.id) & Permission.MANAGE_MESSAGES):
            raise Declined(403, "You do not have permission to delete that message.")
        self._conversation.delete(message)
        return {}

    def react(self, body: Json) -> Json:
        """Add or take back a reaction."""
        person, place, message = self._named(body, Permission.READ_MESSAGE_HISTORY)
        emoji, adds = str(body.get("emoji")), bool(body.get("adds", True))
        if not is_emoji(emoji):
            raise Declined(400, f"{emoji!r} is no emoji that the playground knows.")
        if message.private_to:
            raise Declined(403, "A message that only you can see takes no reactions.")
        if adds and emoji not in message.reactors:
            self._viewing.place(person, place.channel.id, Permission.ADD_REACTIONS)
            if len(message.reactors) >= MOST_REACTIONS:
                raise Declined(400, f"A message takes at most {MOST_REACTIONS} different reactions.")
        return self._conversation.react(message, emoji, person.id, adds=adds).page_shape

    def pin(self, body: Json) -> Json:
        """Pin a message, or unpin it."""
        _, place, message = self._named(body, Permission.PIN_MESSAGES)
        pinned = bool(body.get("pinned", True))
        if message.private_to:
            raise Declined(403, "A message that only you can see cannot be pinned.")
        if pinned and len(self._records.messages.pinned(place.channel.id)) >= MOST_PINS:
            raise Declined(400, f"A channel has at most {MOST_PINS} pinned messages.")
        return self._conversation.pin(message, pinned=pinned).page_shape

    def start_thread(self, body: Json) -> Json:
        """A thread under a message, one of its own, or a post of a forum."""
        person = self._viewing.person(body.get("user_id"))
        place = self._viewing.place(person, body.get("channel_id"), Permission.VIEW_CHANNEL)
        forum = place.channel.type == FORUM
        needed = Permission.SEND_MESSAGES if forum else Permission.CREATE_PUBLIC_THREADS
        self._viewing.place(person, place.channel.id, needed)
        name = body.get("name")
        if not isinstance(name, str) or not 1 <= len(name.strip()) <= MOST_NAME:
            raise Declined(400, f"A thread's name is between 1 and {MOST_NAME} characters long.")
        if place.channel.type not in (TEXT, ANNOUNCEMENTS, FORUM):
            raise Declined(400, "Threads cannot be opened here.")
        opened = self._post(person, place, name, body) if forum else self._open(person, place, name, body)
        return self._page_channel(opened)

    def change_thread(self, body: Json) -> Json:
        """Archive a thread or open it again, lock it or take the lock away."""
        person = self._viewing.person(body.get("user_id"))
        place = self._viewing.place(person, body.get("channel_id"), Permission.VIEW_CHANNEL)
        changes: Json = {key: bool(body[key]) for key in ("archived", "locked") if key in body}
        if not place.channel.is_thread:
            raise Declined(400, "Only threads are archived and locked.")
        if not may_change(place.channel, person.id, permissions_in(place, person.id), changes):
            raise Declined(403, "You do not have permission to do that with this thread.")
        return self._page_channel(self._threads.change(place, changes))

    def _page_channel(self, place: Place) -> Json:
        assert place.guild is not None
        last = self._records.messages.last_id(place.channel.id)
        return page_channel(self._records.world, place.guild, place.channel, last)

    def _post(self, person: User, place: Place, name: str, body: Json) -> Place:
        content = _words(body.get("content"), may_be_empty=False)
        opened = self._threads.open(place, name.strip(), person.id)
        self._conversation.post(opened, person, {"content": content}, extra={"id": opened.channel.id})
        return opened

    def _open(self, person: User, place: Place, name: str, body: Json) -> Place:
        if body.get("message_id") is None:
            return self._threads.open(place, name.strip(), person.id)
        message = self._viewing.message(person, place, body["message_id"])
        if message.private_to or (place.guild and place.guild.channel(message.id)):
            raise Declined(400, "That message has a thread already, or is seen by you alone.")
        opened = self._threads.open(place, name.strip(), person.id, message)
        self._conversation.mark(message, HAS_THREAD)
        return opened

    def _reply(self, person: User, place: Place, message_id: object) -> Json:
        if message_id is None:
            return {}
        replied = self._viewing.message(person, place, message_id)
        if replied.private_to:
            raise Declined(403, "A message that only you can see takes no replies.")
        marks: Json = {"type": 0, "message_id": replied.id, "channel_id": replied.channel_id}
        if place.guild_id:
            marks["guild_id"] = place.guild_id
        return {"type": _REPLY, "message_reference": marks, "referenced_message": replied.body}

    def _attachments(self, ids: Any) -> list[Json]:
        if not isinstance(ids, list) or len(ids) > MOST_FILES:
            raise Declined(400, f"A message has at most {MOST_FILES} files.")
        found = [self._records.uploads.get(str(one)) for one in ids]
        if None in found:
            raise Declined(404, "A file of the message is not here any more; choose it again.")
        return [one for one in found if one is not None]

    def _named(self, body: Json, needed: int = Permission.VIEW_CHANNEL) -> tuple[User, Place, Message]:
        person = self._viewing.person(body.get("user_id"))
        place = self._viewing.place(person, body.get("channel_id"), needed)
        return person, place, self._viewing.message(person, place, body.get("message_id"))

    def _place_to_write(self, person: User, channel_id: object) -> Place:
        place = self._viewing.place(person, channel_id, Permission.VIEW_CHANNEL)
        if place.channel.type == FORUM:
            raise Declined(400, "A forum takes posts, not messages: open a post in it.")
        in_thread = place.channel.is_thread
        place = self._viewing.place(person, channel_id, Permission.SEND_MESSAGES_IN_THREADS if in_thread else _SENDING)
        if not may_write(place.channel, permissions_in(place, person.id)):
            raise Declined(403, "This thread is locked: only those who manage threads write in it.")
        return place


def _words(content: object, *, may_be_empty: bool) -> str:
    text = content.strip() if isinstance(content, str) else ""
    if len(text) > MOST_CONTENT or not (text or may_be_empty):
        raise Declined(400, f"A message is between 1 and {MOST_CONTENT} characters long.")
    return text
