"""REST of threads and posts of forums, and of a message's publication to the servers that follow the channel."""

from dataclasses import dataclass

from bot.playground.conversation import Conversation
from bot.playground.forms import Form
from bot.playground.permissions import Permission, permissions_in
from bot.playground.ratelimit import Limits
from bot.playground.records import Message, Records
from bot.playground.refusals import (
    Json,
    Refused,
    empty_message,
    missing_permissions,
    refuse_form,
    thread_archived,
    unknown_message,
)
from bot.playground.rest import Answer, Call, Endpoint
from bot.playground.rest_messages import channel_for_bot
from bot.playground.shapes import FORUM, thread_shape
from bot.playground.threads import (
    ANNOUNCEMENT_THREAD,
    ANNOUNCEMENTS,
    MOST_NAME,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT,
    Threads,
    may_change,
)
from bot.playground.validate_messages import check_new_message
from bot.playground.world import Place

CROSSPOSTED, HAS_THREAD = 1 << 0, 1 << 5


@dataclass(frozen=True, kw_only=True)
class ThreadRoutes:
    """Routes under /channels/{channel_id}."""

    records: Records
    conversation: Conversation
    threads: Threads
    limits: Limits

    def endpoints(self) -> list[Endpoint]:
        """Every route."""
        root = "/channels/{channel_id}"
        one = f"{root}/messages/{{message_id}}"
        table = [
            ("POST", f"{one}/threads", self.start_under_message),
            ("POST", f"{one}/crosspost", self.crosspost),
            ("POST", f"{root}/threads", self.start),
            ("PATCH", root, self.change),
        ]
        return [Endpoint(method=m, path=p, handler=h, limit=self.limits.other) for m, p, h in table]

    def start_under_message(self, call: Call) -> Answer:
        """A thread under a message; it has the message's id, so a message has at most one."""
        place, message = self._message(call, Permission.CREATE_PUBLIC_THREADS)
        name = _checked_name(call.fields)
        if place.guild is None or place.channel.type not in (TEXT, ANNOUNCEMENTS):
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        if place.guild.channel(message.id):
            raise Refused(400, 160004, "A thread has already been created for this message")
        opened = self.threads.open(place, name, self.records.world.bot.id, message)
        self.conversation.mark(message, HAS_THREAD)
        return _answer(opened)

    def start(self, call: Call) -> Answer:
        """A thread of its own, or a post of a forum with its first message."""
        place = channel_for_bot(self.records, call.path["channel_id"])
        if place.channel.type == FORUM:
            return self._post(call, channel_for_bot(self.records, place.channel.id, Permission.SEND_MESSAGES))
        channel_for_bot(self.records, place.channel.id, Permission.CREATE_PUBLIC_THREADS)
        name = _checked_name(call.fields)
        form = Form(call.fields)
        kind = ANNOUNCEMENT_THREAD if place.channel.type == ANNOUNCEMENTS else PUBLIC_THREAD
        if call.fields.get("type") == PRIVATE_THREAD:
            form.fault("type", "PLAYGROUND_NOT_CARRIED", "The playground does not carry private threads")
        else:
            form.one_of("type", {kind}, required=True)
        refuse_form(form.errors)
        if place.guild is None or place.channel.type not in (TEXT, ANNOUNCEMENTS):
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        return _answer(self.threads.open(place, name, self.records.world.bot.id))

    def _post(self, call: Call, place: Place) -> Answer:
        name = _checked_name(call.fields)
        form = Form(call.fields)
        form.child("message", required=True)
        refuse_form(form.errors)
        if call.fields.get("applied_tags"):
            form.fault("applied_tags", "INVALID_TAGS", "The forums of the playground have no tags")
        first = call.fields["message"]
        refuse_form([*form.errors, *check_new_message(first, call.uploads, path=("message",))])
        if not call.uploads and not any(first.get(part) for part in ("content", "embeds", "components")):
            raise empty_message()
        bot = self.records.world.bot
        opened = self.threads.open(place, name, bot.id)
        message = self.conversation.post(opened, bot, first, call.uploads, extra={"id": opened.channel.id})
        return _answer(opened, message=message.body)

    def change(self, call: Call) -> Answer:
        """Rename a thread, archive or lock it, or take that back. Other channels are not changed by bots here."""
        place = channel_for_bot(self.records, call.path["channel_id"])
        if not place.channel.is_thread or place.guild is None:
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        form = Form(call.fields)
        changes: Json = {key: form.flag(key) for key in ("archived", "locked") if form.has(key)}
        if form.has("name"):
            changes["name"] = form.text("name", least=1, most=MOST_NAME)
        for key in set(call.fields) - {"archived", "locked", "name"}:
            form.forbid(key, "PLAYGROUND_NOT_CARRIED", f"The playground does not carry changes of `{key}`")
        refuse_form(form.errors)
        bot_id = self.records.world.bot.id
        if not may_change(place.channel, bot_id, permissions_in(place, bot_id), changes):
            raise missing_permissions()
        if place.channel.archived and changes.get("archived", True):
            raise thread_archived()
        changed = self.threads.change(place, changes)
        assert changed.guild is not None
        return Answer(body=thread_shape(changed.channel, changed.guild))

    def crosspost(self, call: Call) -> Answer:
        """Publish a message of an announcement channel, once."""
        place, message = self._message(call, Permission.SEND_MESSAGES)
        if place.channel.type != ANNOUNCEMENTS:
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        if message.body["flags"] & CROSSPOSTED:
            raise Refused(400, 40033, "This message was already crossposted")
        return Answer(body=self.conversation.mark(message, CROSSPOSTED).body)

    def _message(self, call: Call, needed: int) -> tuple[Place, Message]:
        place = channel_for_bot(self.records, call.path["channel_id"], needed)
        message = self.records.messages.find(place.channel.id, call.path["message_id"])
        if message is None or message.private_to:
            raise unknown_message()
        return place, message


def _checked_name(fields: Json) -> str:
    form = Form(fields)
    name = form.text("name", least=1, most=MOST_NAME, required=True)
    form.one_of("auto_archive_duration", {60, 1440, 4320, 10080})
    refuse_form(form.errors)
    return str(name)


def _answer(opened: Place, **extra: Json) -> Answer:
    assert opened.guild is not None
    return Answer(body=thread_shape(opened.channel, opened.guild) | extra, status=201)
