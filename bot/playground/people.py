"""What people ask of the bot: commands, buttons, menus, forms. May they, and does it make sense; then on to the bot.

Every refusal is a sentence for the person (`Declined`). What people say to each other is talking's business.
"""

from bot.playground.commands import Commands
from bot.playground.components import find
from bot.playground.interaction import Interaction, InteractionKind
from bot.playground.interactions import NO_RESPONSE, Interactions
from bot.playground.invoking import Invocation, Resolver, read_command, read_component, read_modal
from bot.playground.permissions import Permission, base_permissions, may_use_command
from bot.playground.records import Records
from bot.playground.refusals import Declined, Json
from bot.playground.shapes import user_shape
from bot.playground.viewing import Viewing
from bot.playground.world import Place, User

_MALFORMED = (KeyError, TypeError, AttributeError, ValueError)


class People:
    """The people of one playground, asking."""

    def __init__(
        self,
        records: Records,
        commands: Commands,
        viewing: Viewing,
        interactions: Interactions,
    ) -> None:
        self._records = records
        self._commands = commands
        self._viewing = viewing
        self._interactions = interactions

    def interact(self, body: Json) -> str:
        """A command, a component or a modal; the id of the interaction that it began."""
        person = self._viewing.person(body.get("user_id"))
        begin = {"2": self._run, "3": self._use, "5": self._submit}.get(str(body.get("type")))
        if begin is None:
            raise Declined(400, "type must be 2 (command), 3 (component) or 5 (modal).")
        try:
            return begin(person, body).id
        except _MALFORMED as cause:
            raise Declined(400, f"The request is not formed as it should be: {cause!r}.") from cause

    async def complete(self, body: Json) -> list[Json]:
        """The bot's choices for the focused option."""
        person = self._viewing.person(body.get("user_id"))
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

    def _require_bot(self, place: Place) -> None:
        if place.guild and self._records.world.guild(place.guild.id) is None:
            raise Declined(404, "The bot is not in this server.")

    def _run(self, person: User, body: Json) -> Interaction:
        place, invocation = self._read_command(person, body, completing=False)
        return self._interactions.begin(InteractionKind.COMMAND, person, place, invocation.data, name=invocation.name)

    def _read_command(self, person: User, body: Json, *, completing: bool) -> tuple[Place, Invocation]:
        place = self._viewing.place(person, body.get("channel_id"), Permission.USE_APPLICATION_COMMANDS)
        self._require_bot(place)
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
            message = self._viewing.message(person, place, target)
            data["resolved"] = {"messages": {target: message.body}}
        else:
            resolver.resolve(target, ("users",), data["name"])
            data["resolved"] = resolver.resolved

    def _use(self, person: User, body: Json) -> Interaction:
        place = self._viewing.place(person, body.get("channel_id"), Permission.VIEW_CHANNEL)
        self._require_bot(place)
        message = self._viewing.message(person, place, str(body.get("message_id")))
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
