"""What people do: read, write, run commands, press buttons. May they, and does it make sense; then on to the bot.

Every refusal is a sentence for the person (`Declined`). The page and its HTTP are page's business.
"""

from collections.abc import Callable

from bot.playground.commands import Commands
from bot.playground.components import find
from bot.playground.conversation import Conversation
from bot.playground.interactions import NO_RESPONSE, Interaction, InteractionKind, Interactions
from bot.playground.invoking import Invocation, Resolver, read_command, read_component, read_modal
from bot.playground.permissions import Permission, base_permissions, may_use_command, permissions_in
from bot.playground.records import Message, Records
from bot.playground.refusals import Declined, Json
from bot.playground.shapes import user_shape
from bot.playground.validate_messages import MOST_CONTENT
from bot.playground.world import Place, User

_MALFORMED = (KeyError, TypeError, AttributeError, ValueError)


class People:
    """The people of one playground, acting."""

    def __init__(
        self,
        records: Records,
        commands: Commands,
        conversation: Conversation,
        interactions: Interactions,
        state: Callable[[], Json],
    ) -> None:
        self._records = records
        self._commands = commands
        self._conversation = conversation
        self._interactions = interactions
        self.state = state

    def person(self, user_id: object) -> User:
        """The person of this id."""
        person = self._records.world.person(str(user_id))
        if person is None:
            raise Declined(404, "There is no such person here.")
        return person

    def messages(self, user_id: str, channel_id: str, *, limit: int, before: str | None) -> list[Json]:
        """What this person sees in the channel, oldest first."""
        person = self.person(user_id)
        place = self._place(person, channel_id, Permission.READ_MESSAGE_HISTORY)
        newest = int(before) if before and before.isdecimal() else None
        seen = [
            message.body
            for message in self._records.messages.in_channel(place.channel.id)
            if message.visible_to(person.id) and (newest is None or int(message.id) < newest)
        ]
        return seen[-limit:] if limit else []

    def say(self, body: Json) -> Json:
        """A person's own message."""
        person = self.person(body.get("user_id"))
        place = self._place(person, body.get("channel_id"), Permission.SEND_MESSAGES)
        content = body.get("content")
        if not isinstance(content, str) or not 1 <= len(content.strip()) <= MOST_CONTENT:
            raise Declined(400, f"A message is between 1 and {MOST_CONTENT} characters long.")
        return self._conversation.post(place, person, {"content": content}).body

    def interact(self, body: Json) -> str:
        """A command, a component or a modal; the id of the interaction that it began."""
        person = self.person(body.get("user_id"))
        begin = {"2": self._run, "3": self._use, "5": self._submit}.get(str(body.get("type")))
        if begin is None:
            raise Declined(400, "type must be 2 (command), 3 (component) or 5 (modal).")
        try:
            return begin(person, body).id
        except _MALFORMED as cause:
            raise Declined(400, f"The request is not formed as it should be: {cause!r}.") from cause

    async def complete(self, body: Json) -> list[Json]:
        """The bot's choices for the focused option."""
        person = self.person(body.get("user_id"))
        try:
            place, invocation = self._read_command(person, body, completing=True)
        except _MALFORMED as cause:
            raise Declined(400, f"The request is not formed as it should be: {cause!r}.") from cause
        interaction = self._interactions.begin(
            InteractionKind.AUTOCOMPLETE, person, place, invocation.data, focused=invocation.focused
        )
        choices = await interaction.choices if interaction.choices else None
        if choices is None:
            raise Declined(504, f"{NO_RESPONSE}.")
        return choices

    def _run(self, person: User, body: Json) -> Interaction:
        place, invocation = self._read_command(person, body, completing=False)
        return self._interactions.begin(InteractionKind.COMMAND, person, place, invocation.data, name=invocation.name)

    def _read_command(self, person: User, body: Json, *, completing: bool) -> tuple[Place, Invocation]:
        place = self._place(person, body.get("channel_id"), Permission.USE_APPLICATION_COMMANDS)
        given = body["data"]
        command_id = str(given["id"])
        usable = self._commands.usable(place.guild_id)
        command = next((one for one in usable if one["id"] == command_id), None)
        if command is None:
            raise Declined(404, "There is no such command here; it may have been changed. Reload the page.")
        granted = base_permissions(place.guild, person.id) if place.guild else 0
        if place.guild and not may_use_command(command["default_member_permissions"], granted):
            raise Declined(403, f"You do not have permission to use /{command['name']} here.")
        resolver = Resolver(self._records, place)
        invocation = read_command(command, given, resolver, completing=completing)
        if command["type"] != 1:
            self._add_target(invocation.data, given, resolver, person, place)
        return place, invocation

    def _add_target(self, data: Json, given: Json, resolver: Resolver, person: User, place: Place) -> None:
        target = str(given["target_id"])
        data["target_id"] = target
        if data["type"] == 3:
            message = self._seen_message(person, place, target)
            data["resolved"] = {"messages": {target: message.body}}
        else:
            resolver.resolve(target, ("users",), data["name"])
            data["resolved"] = resolver.resolved

    def _use(self, person: User, body: Json) -> Interaction:
        place = self._place(person, body.get("channel_id"), Permission.VIEW_CHANNEL)
        message = self._seen_message(person, place, str(body.get("message_id")))
        component = find(message.body["components"], str(body["data"]["custom_id"]))
        if component is None or message.body["author"] != user_shape(self._records.world.bot):
            raise Declined(404, "The message has no such button or menu any more.")
        data = read_component(component, body["data"], Resolver(self._records, place))
        return self._interactions.begin(InteractionKind.COMPONENT, person, place, data, message=message)

    def _submit(self, person: User, body: Json) -> Interaction:
        opener = self._interactions.opened_by(str(body.get("interaction_id")), person)
        data = read_modal(opener.modal or {}, body["data"], Resolver(self._records, opener.place))
        return self._interactions.begin(
            InteractionKind.MODAL, person, opener.place, data, message=opener.message, opener=opener
        )

    def _seen_message(self, person: User, place: Place, message_id: str) -> Message:
        message = self._records.messages.find(place.channel.id, message_id)
        if message is None or not message.visible_to(person.id):
            raise Declined(404, "That message is gone.")
        return message

    def _place(self, person: User, channel_id: object, needed: Permission) -> Place:
        place = self._records.world.place(str(channel_id))
        granted = permissions_in(place, person.id) if place else 0
        if place is None or not granted & Permission.VIEW_CHANNEL:
            raise Declined(403, "You cannot see that channel.")
        if granted & needed != needed:
            raise Declined(403, "You do not have permission to do that in this channel.")
        return place
