"""REST of answers to interactions: the first answer (callback), and the messages after it (webhook)."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.conversation import Conversation
from bot.playground.forms import Form
from bot.playground.interaction import Interaction, InteractionKind
from bot.playground.interactions import Interactions
from bot.playground.ratelimit import Limits
from bot.playground.records import Message, Records
from bot.playground.refusals import Json, refuse_form, unknown_message
from bot.playground.rest import NOTHING, Answer, Call, Endpoint
from bot.playground.validate_commands import OptionKind, check_choices
from bot.playground.validate_messages import EPHEMERAL, LOADING, check_new_message
from bot.playground.validate_modals import check_modal, title_and_components

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
REPLY, SLASH_COMMAND, CONTEXT_MENU = 19, 20, 23

_TAKES = {
    InteractionKind.COMMAND: {MESSAGE, DEFERRED, MODAL},
    InteractionKind.COMPONENT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL},
    InteractionKind.AUTOCOMPLETE: {CHOICES},
    InteractionKind.MODAL: {MESSAGE, DEFERRED},
}


@dataclass(frozen=True, kw_only=True)
class InteractionRoutes:
    """The routes that need an interaction's token instead of the bot's."""

    records: Records
    interactions: Interactions
    conversation: Conversation
    limits: Limits

    def endpoints(self) -> list[Endpoint]:
        """Every route."""
        root = "/webhooks/{webhook_id}/{token}"
        one = f"{root}/messages/{{message_id}}"
        callback = "/interactions/{interaction_id}/{token}/callback"
        table: list[tuple[str, str, Callable[[Call], Answer]]] = [
            ("POST", callback, self.answer),
            ("POST", root, self.follow_up),
            ("GET", one, self.get),
            ("PATCH", one, self.edit),
            ("DELETE", one, self.delete),
        ]
        return [
            Endpoint(method=m, path=p, handler=h, limit=self.limits.webhooks, needs_token=False) for m, p, h in table
        ]

    def answer(self, call: Call) -> Answer:
        """The first answer: a message, a promise of one, an update, choices or a modal."""
        interaction = self.interactions.awaiting_answer(call.path["interaction_id"], call.path["token"])
        form = Form(call.body)
        kinds = set(_TAKES[interaction.kind])
        if interaction.kind is InteractionKind.MODAL and interaction.message:
            kinds |= {DEFERRED_UPDATE, UPDATE}
        callback = form.one_of("type", kinds, required=True)
        refuse_form(form.errors)
        data = call.fields.get("data") or {}
        acts: dict[int, Callable[[], None]] = {
            MESSAGE: lambda: self._post_first(interaction, data, call),
            DEFERRED: lambda: self._defer(interaction, data),
            DEFERRED_UPDATE: lambda: self._keep_original(interaction),
            UPDATE: lambda: self._update(interaction, data, call),
            CHOICES: lambda: self._offer(interaction, data),
            MODAL: lambda: self._open_modal(interaction, data),
        }
        kind = callback or 0
        self.interactions.acknowledge(interaction, kind, acts[kind])
        if call.query.get("with_response") in ("1", "true", "True"):
            return Answer(body=_response(interaction, kind))
        return NOTHING

    def _post_first(self, interaction: Interaction, data: Json, call: Call) -> None:
        refuse_form(check_new_message(data, call.uploads, private_allowed=True, path=("data",)))
        interaction.original = self._say(interaction, data, call)

    def _defer(self, interaction: Interaction, data: Json) -> None:
        form = Form(data, ("data",))
        flags = form.whole("flags", least=0, most=2**31 - 1) or 0
        if flags & ~EPHEMERAL:
            form.fault("flags", "BITFIELD_TYPE_INVALID", "Only the ephemeral flag can be set here")
        refuse_form(form.errors)
        interaction.original = self._say(interaction, {"flags": flags | LOADING}, None)

    def _keep_original(self, interaction: Interaction) -> None:
        interaction.original = interaction.message

    def _update(self, interaction: Interaction, data: Json, call: Call) -> None:
        message = self._current(interaction.message)
        interaction.original = self.conversation.edit(message, data, call.uploads, path=("data",))

    def _offer(self, interaction: Interaction, data: Json) -> None:
        refuse_form(check_choices(data, interaction.focused or OptionKind.STRING))
        if interaction.choices and not interaction.choices.done():
            interaction.choices.set_result(data.get("choices") or [])

    def _open_modal(self, interaction: Interaction, data: Json) -> None:
        refuse_form(check_modal(data, ("data",)))
        interaction.modal = title_and_components(data)

    def _say(
        self, interaction: Interaction, payload: Json, call: Call | None, replies_to: Message | None = None
    ) -> Message:
        bot = self.records.world.bot
        private = bool((payload.get("flags") or 0) & EPHEMERAL)
        extra = interaction.marks | {"application_id": bot.id, "webhook_id": bot.id}
        if replied := replies_to or interaction.message:
            extra |= {"type": REPLY, "message_reference": _reference(interaction, replied)}
        elif interaction.kind is InteractionKind.COMMAND:
            extra["type"] = SLASH_COMMAND if interaction.data["type"] == 1 else CONTEXT_MENU
        return self.conversation.post(
            interaction.place,
            bot,
            payload,
            call.uploads if call else (),
            private_to=interaction.user.id if private else None,
            extra=extra,
        )

    def follow_up(self, call: Call) -> Answer:
        """A further message. The first one after a promise fulfils it, and stays as private as the promise was."""
        interaction = self._interaction(call)
        refuse_form(check_new_message(call.body, call.uploads, private_allowed=True))
        promised = interaction.original and self.records.messages.find(
            interaction.original.channel_id, interaction.original.id
        )
        if promised and promised.body["flags"] & LOADING:
            flags = (call.fields.get("flags") or 0) & ~EPHEMERAL
            payload = {**call.fields, "flags": flags | promised.body["flags"] & EPHEMERAL}
            return Answer(body=self.conversation.edit(promised, payload, call.uploads, marks_edited=False).body)
        return Answer(body=self._say(interaction, call.fields, call, interaction.original).body)

    def get(self, call: Call) -> Answer:
        """One of the interaction's messages."""
        return Answer(body=self._message(call).body)

    def edit(self, call: Call) -> Answer:
        """Change one of the interaction's messages; a promise is fulfilled that way too."""
        message = self._message(call)
        was_promise = bool(message.body["flags"] & LOADING)
        changed = self.conversation.edit(message, call.fields, call.uploads, marks_edited=not was_promise)
        return Answer(body=changed.body)

    def delete(self, call: Call) -> Answer:
        """Delete one of the interaction's messages."""
        self.conversation.delete(self._message(call))
        return NOTHING

    def _interaction(self, call: Call) -> Interaction:
        return self.interactions.answered(call.path["webhook_id"], call.path["token"])

    def _message(self, call: Call) -> Message:
        interaction = self._interaction(call)
        wanted = call.path["message_id"]
        if wanted == "@original":
            return self._current(interaction.original)
        message = self.records.messages.find(interaction.place.channel.id, wanted)
        marks = message.body.get("interaction_metadata") if message else None
        if message is None or marks is None or marks["id"] != interaction.id:
            raise unknown_message()
        return message

    def _current(self, message: Message | None) -> Message:
        kept = self.records.messages.find(message.channel_id, message.id) if message else None
        if kept is None:
            raise unknown_message()
        return kept


def _reference(interaction: Interaction, message: Message) -> Json:
    where = {"guild_id": interaction.place.guild_id} if interaction.place.guild_id else {}
    return {"type": 0, "message_id": message.id, "channel_id": message.channel_id} | where


def _response(interaction: Interaction, callback: int) -> Json:
    told: Json = {"id": interaction.id, "type": interaction.kind.value}
    if callback in (CHOICES, MODAL):
        return {"interaction": told}
    resource: Json = {"type": callback}
    if message := interaction.original:
        told |= {
            "response_message_id": message.id,
            "response_message_loading": bool(message.body["flags"] & LOADING),
            "response_message_ephemeral": bool(message.body["flags"] & EPHEMERAL),
        }
        resource["message"] = message.body
    return {"interaction": told, "resource": resource}
