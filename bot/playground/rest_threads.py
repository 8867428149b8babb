"""REST of what can follow a message: a thread under it, its publication to the servers that follow the channel."""

from dataclasses import dataclass, replace

from bot.playground.audience import Audience
from bot.playground.conversation import Conversation
from bot.playground.forms import Form
from bot.playground.gateway import Gateway
from bot.playground.permissions import Permission
from bot.playground.ratelimit import Limits
from bot.playground.records import Message, Records
from bot.playground.refusals import Refused, refuse_form, unknown_message
from bot.playground.rest import Answer, Call, Endpoint
from bot.playground.rest_messages import channel_for_bot
from bot.playground.shapes import thread_shape
from bot.playground.world import Channel, Place

ANNOUNCEMENTS, PUBLIC_THREAD, ANNOUNCEMENT_THREAD = 5, 11, 10
CROSSPOSTED, HAS_THREAD = 1 << 0, 1 << 5


@dataclass(frozen=True, kw_only=True)
class ThreadRoutes:
    """Routes under /channels/{channel_id}/messages/{message_id}."""

    records: Records
    conversation: Conversation
    gateway: Gateway
    audience: Audience
    limits: Limits

    def endpoints(self) -> list[Endpoint]:
        """Every route."""
        one = "/channels/{channel_id}/messages/{message_id}"
        table = [("POST", f"{one}/threads", self.start_thread), ("POST", f"{one}/crosspost", self.crosspost)]
        return [Endpoint(method=m, path=p, handler=h, limit=self.limits.other) for m, p, h in table]

    def start_thread(self, call: Call) -> Answer:
        """A thread under a message; it has the message's id, so a message has at most one."""
        place, message = self._message(call, Permission.CREATE_PUBLIC_THREADS)
        form = Form(call.fields)
        name = form.text("name", least=1, most=100, required=True)
        form.one_of("auto_archive_duration", {60, 1440, 4320, 10080})
        refuse_form(form.errors)
        if place.guild is None or place.channel.type not in (0, ANNOUNCEMENTS):
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        if place.guild.channel(message.id):
            raise Refused(400, 160004, "A thread has already been created for this message")
        kind = ANNOUNCEMENT_THREAD if place.channel.type == ANNOUNCEMENTS else PUBLIC_THREAD
        thread = replace(
            place.channel,
            id=message.id,
            name=str(name),
            type=kind,
            topic=None,
            parent_id=place.channel.id,
            owner_id=self.records.world.bot.id,
        )
        self._open(place, thread)
        self.conversation.mark(message, HAS_THREAD)
        return Answer(body=thread_shape(thread, place.guild), status=201)

    def crosspost(self, call: Call) -> Answer:
        """Publish a message of an announcement channel, once."""
        place, message = self._message(call, Permission.SEND_MESSAGES)
        if place.channel.type != ANNOUNCEMENTS:
            raise Refused(400, 50024, "Cannot execute action on this channel type")
        if message.body["flags"] & CROSSPOSTED:
            raise Refused(400, 40033, "This message was already crossposted")
        return Answer(body=self.conversation.mark(message, CROSSPOSTED).body)

    def _open(self, place: Place, thread: Channel) -> None:
        assert place.guild is not None
        changed = replace(place.guild, channels=(*place.guild.channels, thread))
        world = self.records.world
        guilds = tuple(changed if guild.id == changed.id else guild for guild in world.guilds)
        self.records.world = replace(world, guilds=guilds)
        self.gateway.dispatch("THREAD_CREATE", thread_shape(thread, changed) | {"newly_created": True}, changed.id)

    def _message(self, call: Call, needed: int) -> tuple[Place, Message]:
        place = channel_for_bot(self.records, call.path["channel_id"], needed)
        message = self.records.messages.find(place.channel.id, call.path["message_id"])
        if message is None or message.private_to:
            raise unknown_message()
        return place, message
