"""One interaction: who asked what where, how far its answer has come, and how it is kept over a restart."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from bot.playground.records import Message, Records
from bot.playground.refusals import Json
from bot.playground.shapes import user_shape
from bot.playground.validate_commands import OptionKind
from bot.playground.world import Place, User


class InteractionKind(IntEnum):
    """Discord's interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Stage(IntEnum):
    """How far an interaction has come."""

    WAITING = 0
    ANSWERED = 1
    DEAD = 2


@dataclass(kw_only=True, slots=True, eq=False)
class Interaction:
    """One interaction and what has become of it."""

    id: str
    token: str
    kind: InteractionKind
    user: User
    place: Place
    data: Json
    created_at: datetime
    name: str | None = None
    message: Message | None = None
    opener: "Interaction | None" = None
    focused: OptionKind | None = None
    stage: Stage = Stage.WAITING
    original: Message | None = None
    modal: Json | None = None
    choices: asyncio.Future[list[Json] | None] | None = None
    timer: asyncio.TimerHandle | None = None

    @property
    def marks(self) -> Json:
        """What its answers carry to say what they answer."""
        owner = self.place.guild_id or "0"
        marks = _marks(self.user, self.id, self.kind, self.name, owner)
        if self.kind is InteractionKind.COMPONENT and self.message:
            marks["interaction_metadata"]["interacted_message_id"] = self.message.id
        if self.opener:
            marks["interaction_metadata"]["triggering_interaction_metadata"] = self.opener.marks["interaction_metadata"]
        return marks

    def kept(self) -> Json:
        """As JSON. What only matters until its first answer is left out."""
        return {
            "id": self.id,
            "token": self.token,
            "kind": self.kind,
            "user": self.user.id,
            "channel": self.place.channel.id,
            "data": self.data,
            "created_at": self.created_at.isoformat(),
            "name": self.name,
            "message": self.message.id if self.message else None,
            "original": self.original.id if self.original else None,
            "modal": self.modal,
        }


def interaction_from(kept: Json, records: Records) -> Interaction | None:
    """The answered interaction of its JSON; none where its channel or its person is no more."""
    place, user = records.world.place(kept["channel"]), records.world.user(kept["user"])
    if place is None or user is None:
        return None

    def message(message_id: Any) -> Message | None:
        return records.messages.find(place.channel.id, message_id) if message_id else None

    return Interaction(
        id=kept["id"],
        token=kept["token"],
        kind=InteractionKind(kept["kind"]),
        user=user,
        place=place,
        data=kept["data"],
        created_at=datetime.fromisoformat(kept["created_at"]),
        name=kept["name"],
        message=message(kept["message"]),
        original=message(kept["original"]),
        modal=kept["modal"],
        stage=Stage.ANSWERED,
    )


def _marks(user: User, interaction_id: str, kind: int, name: str | None, owner: str) -> Json:
    metadata: Json = {
        "id": interaction_id,
        "type": kind,
        "user": user_shape(user),
        "authorizing_integration_owners": {"0": owner},
    }
    if name is None:
        return {"interaction_metadata": metadata}
    marks = {"interaction_metadata": metadata | {"name": name}}
    if kind == 2:
        marks["interaction"] = {"id": interaction_id, "type": kind, "name": name, "user": user_shape(user)}
    return marks
