"""The life of an interaction: three seconds for the first answer, fifteen minutes for the rest, one first answer only.

Time comes from the records' clock, the three seconds from the event loop. What an answer is, rest_interactions knows.
"""

import asyncio
import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from bot.playground.audience import Audience
from bot.playground.gateway import Gateway
from bot.playground.interaction import Interaction, InteractionKind, Stage, interaction_from
from bot.playground.permissions import permissions_in
from bot.playground.records import Message, Records
from bot.playground.refusals import (
    Declined,
    Json,
    already_acknowledged,
    invalid_webhook_token,
    unknown_interaction,
    unknown_webhook,
)
from bot.playground.shapes import LOCALE, acting_member_shape, place_shape, user_shape
from bot.playground.storage import Kept
from bot.playground.validate_commands import OptionKind
from bot.playground.validate_messages import LOADING, MOST_FILE_BYTES
from bot.playground.world import Place, User

TOKEN_LIFE = timedelta(minutes=15)
NO_RESPONSE = "The application did not respond"


class Interactions:
    """Every interaction of the last fifteen minutes."""

    def __init__(self, records: Records, gateway: Gateway, audience: Audience, deadline_seconds: float) -> None:
        self._records = records
        self._gateway = gateway
        self._audience = audience
        self.deadline_seconds = deadline_seconds
        self._by_id: dict[str, Interaction] = {}

    def begin(
        self,
        kind: InteractionKind,
        user: User,
        place: Place,
        data: Json,
        *,
        name: str | None = None,
        message: Message | None = None,
        opener: Interaction | None = None,
        focused: OptionKind | None = None,
    ) -> Interaction:
        """Tell the bot, and start its three seconds."""
        loop = asyncio.get_running_loop()
        interaction = Interaction(
            id=self._records.snowflakes.make(),
            token=secrets.token_urlsafe(48),
            kind=kind,
            user=user,
            place=place,
            data=data,
            created_at=self._records.clock(),
            name=name,
            message=message,
            opener=opener,
            focused=focused,
            choices=loop.create_future() if kind is InteractionKind.AUTOCOMPLETE else None,
        )
        self._forget_old()
        self._by_id[interaction.id] = interaction
        reached = self._gateway.dispatch("INTERACTION_CREATE", self._event(interaction), place.guild_id)
        wait = self.deadline_seconds if reached else 0
        interaction.timer = loop.call_later(wait, self._expire, interaction)
        return interaction

    def _event(self, interaction: Interaction) -> Json:
        world, place, user = self._records.world, interaction.place, interaction.user
        last = self._records.messages.last_id(place.channel.id)
        granted = permissions_in(place, user.id)
        event: Json = {
            "id": interaction.id,
            "application_id": world.bot.id,
            "type": interaction.kind.value,
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": place.channel.id,
            "channel": place_shape(world, place, last) | {"permissions": str(granted)},
            "app_permissions": str(permissions_in(place, world.bot.id)),
            "locale": LOCALE,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": {"0": place.guild_id or "0"},
            "context": 0 if place.guild else 1,
            "attachment_size_limit": MOST_FILE_BYTES,
        }
        if place.guild is None:
            event["user"] = user_shape(user)
        else:
            event["guild_id"] = place.guild.id
            event["guild"] = {"id": place.guild.id, "locale": LOCALE, "features": []}
            event["guild_locale"] = LOCALE
            event["member"] = acting_member_shape(world, place, user.id)
        if interaction.message:
            event["message"] = interaction.message.body
        return event

    def _expire(self, interaction: Interaction) -> None:
        interaction.stage = Stage.DEAD
        if interaction.choices and not interaction.choices.done():
            interaction.choices.set_result(None)
        failed = {"type": "interaction_failed", "interaction_id": interaction.id, "message": NO_RESPONSE}
        self._audience.tell_person(interaction.user.id, failed)

    def _forget_old(self) -> None:
        # A dead token is remembered for as long again, so that its late use is told from an unknown one.
        oldest = self._records.clock() - 2 * TOKEN_LIFE
        for gone in [one for one in self._by_id.values() if one.created_at < oldest]:
            del self._by_id[gone.id]
            self._records.storage.drop(Kept.INTERACTIONS, gone.id)

    def restore(self) -> None:
        """Take up those that were answered before a restart: their tokens last as long as they would have."""
        for kept in self._records.storage.load(Kept.INTERACTIONS).values():
            if interaction := interaction_from(kept, self._records):
                self._by_id[interaction.id] = interaction
                self._watch(interaction)
        self._forget_old()
        self.give_up_overdue()

    def give_up_overdue(self) -> None:
        """Show as failed what was promised under a token that is over, or that nobody knows any more."""
        kept = {one.original.id for one in self._by_id.values() if one.original and not self._is_over(one)}
        self._give_up(message for message in self._records.messages.promised() if message.id not in kept)

    def give_up_all(self) -> None:
        """Show as failed all that was promised: the bot that did is no more."""
        self._give_up(self._records.messages.promised())

    def _give_up(self, promises: Iterable[Message]) -> None:
        for message in promises:
            failed = replace(message, failed=NO_RESPONSE)
            self._records.messages.keep(failed)
            event = {"type": "message_update", "channel_id": message.channel_id, "message": failed.page_shape}
            self._audience.tell_message(failed, event)

    def _watch(self, interaction: Interaction) -> None:
        """Look after a promise once its token is over."""
        if interaction.original and interaction.original.body["flags"] & LOADING:
            left = interaction.created_at + TOKEN_LIFE - self._records.clock()
            loop = asyncio.get_running_loop()
            interaction.timer = loop.call_later(max(left.total_seconds(), 0), self.give_up_overdue)

    def _is_over(self, interaction: Interaction) -> bool:
        return self._records.clock() - interaction.created_at >= TOKEN_LIFE

    def close(self) -> None:
        """Forget all of them; no answer is waited for."""
        for interaction in self._by_id.values():
            if interaction.timer:
                interaction.timer.cancel()
        self._by_id.clear()

    def opened_by(self, interaction_id: str, user: User) -> Interaction:
        """The interaction whose answer was a modal for this person."""
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.user != user or interaction.modal is None:
            raise Declined(404, "There is no such form open.")
        return interaction

    def awaiting_answer(self, interaction_id: str, token: str) -> Interaction:
        """The interaction that a first answer is for, or Discord's refusal."""
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.token != token:
            raise unknown_interaction()
        if interaction.stage is Stage.ANSWERED:
            raise already_acknowledged()
        if interaction.stage is Stage.DEAD:
            raise unknown_interaction()
        return interaction

    def answered(self, webhook_id: str, token: str) -> Interaction:
        """The interaction that a later message belongs to, or Discord's refusal."""
        interaction = next((one for one in self._by_id.values() if one.token == token), None)
        if interaction is None or webhook_id != self._records.world.bot.id or interaction.stage is not Stage.ANSWERED:
            raise unknown_webhook()
        if self._is_over(interaction):
            raise invalid_webhook_token()
        return interaction

    def acknowledge(self, interaction: Interaction, callback: int, act: Callable[[], None]) -> None:
        """Carry out a first answer. If it is refused, the bot may try again within its three seconds."""
        act()
        interaction.stage = Stage.ANSWERED
        if interaction.timer:
            interaction.timer.cancel()
        self._watch(interaction)
        self._records.storage.put(Kept.INTERACTIONS, interaction.id, interaction.kept())
        done: Json = {"type": "interaction_done", "interaction_id": interaction.id, "callback_type": callback}
        if interaction.original:
            done["message_id"] = interaction.original.id
        self._audience.tell_person(interaction.user.id, done)
        if interaction.modal is not None and callback == 9:
            shown = {"type": "modal", "interaction_id": interaction.id, "modal": interaction.modal}
            self._audience.tell_person(interaction.user.id, shown)
