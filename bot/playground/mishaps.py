"""Everything that can be made to go wrong, as a panel or a command line asks for it: by name, with a few fields.

What befalls requests to come waits among the faults; the rest happens at once, to the gateway or the world.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.changes import Changes
from bot.playground.faults import Fault, FaultKind, Faults
from bot.playground.gateway import Gateway
from bot.playground.permissions import Permission
from bot.playground.refusals import Declined, Json

_ROUTES: Mapping[str, str] = {
    "any": ".*",
    "messages": r"/channels/\d+/messages.*",
    "interactions": "/(?:interactions|webhooks)/.*",
    "commands": "/applications/.*",
}
_WHERE: Mapping[str, str] = {
    "any": "all requests",
    "messages": "the requests about messages",
    "interactions": "the answers to interactions",
    "commands": "the requests about commands",
}
_REVOCABLE = (
    Permission.VIEW_CHANNEL,
    Permission.SEND_MESSAGES,
    Permission.SEND_MESSAGES_IN_THREADS,
    Permission.EMBED_LINKS,
    Permission.ATTACH_FILES,
    Permission.READ_MESSAGE_HISTORY,
    Permission.ADD_REACTIONS,
    Permission.PIN_MESSAGES,
    Permission.MANAGE_MESSAGES,
    Permission.CREATE_PUBLIC_THREADS,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One thing to say about a mishap. `default` is taken where it is left out; without one it is needed."""

    name: str
    type: str
    default: Any = None
    choices: tuple[int | str, ...] = ()
    least: float | None = None
    most: float | None = None

    def shape(self) -> Json:
        """As a panel is told of it."""
        shape: Json = {"name": self.name, "type": self.type}
        told = {"default": self.default, "choices": list(self.choices) or None, "min": self.least, "max": self.most}
        return shape | {key: value for key, value in told.items() if value is not None}

    def read(self, body: Json) -> Any:
        """What a request says for it."""
        value = body.get(self.name, self.default)
        if value is None:
            raise Declined(400, f"{self.name} must be given.")
        if self.choices and value not in self.choices:
            raise Declined(400, f"{self.name} must be one of {', '.join(map(str, self.choices))}.")
        if self.type == "number" and not _is_between(value, self.least, self.most):
            raise Declined(400, f"{self.name} must be a number from {self.least:g} to {self.most:g}.")
        if self.type == "flag" and not isinstance(value, bool):
            raise Declined(400, f"{self.name} must be true or false.")
        return value


_STATUS = Field(name="status", type="choice", choices=(500, 502, 503, 504), default=503)
_TIMES = Field(name="times", type="number", least=1, most=100, default=1)
_ROUTE = Field(name="route", type="choice", choices=tuple(_ROUTES), default="messages")
_WAIT = Field(name="seconds", type="number", least=0, most=600, default=2)
_LATE = Field(name="seconds", type="number", least=0, most=60, default=2)
_CHANNEL = Field(name="channel_id", type="channel")
_GUILD = Field(name="guild_id", type="guild")
_PERMISSION = Field(
    name="permission", type="permission", choices=tuple(str(one.name) for one in _REVOCABLE), default="SEND_MESSAGES"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mishap:
    """One thing that can go wrong."""

    kind: str
    title: str
    about: str
    fields: tuple[Field, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it befalls requests to come."""
        return self.kind in frozenset(FaultKind)

    def shape(self) -> Json:
        """As a panel is told of it."""
        told: Json = {"kind": self.kind, "title": self.title, "about": self.about, "waits": self.waits}
        return told | {"fields": [each.shape() for each in self.fields]}


MISHAPS: Mapping[str, Mishap] = {
    each.kind: each
    for each in (
        Mishap(
            kind=FaultKind.SERVER_ERROR,
            title="Server error",
            about="A 5xx, and nothing is carried out.",
            fields=(_STATUS, _TIMES, _ROUTE),
        ),
        Mishap(
            kind=FaultKind.SERVER_ERROR_AFTER,
            title="Server error, carried out",
            about="A 5xx, although the request was carried out.",
            fields=(_STATUS, _TIMES, _ROUTE),
        ),
        Mishap(
            kind=FaultKind.RATE_LIMITED,
            title="Rate limit",
            about="A 429 that asks to wait; nothing is carried out.",
            fields=(_WAIT, _TIMES, _ROUTE),
        ),
        Mishap(
            kind=FaultKind.CUT,
            title="Cut connection",
            about="The connection is cut before anything is carried out.",
            fields=(_TIMES, _ROUTE),
        ),
        Mishap(
            kind=FaultKind.LOST_ANSWER,
            title="Lost answer",
            about="The request is carried out, and the connection is cut before the answer.",
            fields=(_TIMES, _ROUTE),
        ),
        Mishap(
            kind=FaultKind.DELAY,
            title="Delay",
            about="The request is carried out late.",
            fields=(_LATE, _TIMES, _ROUTE),
        ),
        Mishap(
            kind="drop_gateway",
            title="Drop the gateway",
            about="The connection is cut; the bot may resume.",
        ),
        Mishap(
            kind="invalidate_session",
            title="Invalidate the session",
            about="The bot has to identify anew, or, where the session is resumable, to resume it.",
            fields=(Field(name="resumable", type="flag", default=False),),
        ),
        Mishap(
            kind="freeze_gateway",
            title="Freeze the gateway",
            about="The connection stays open, but nothing comes any more, and heartbeats are not answered.",
        ),
        Mishap(
            kind="revoke_permission",
            title="Revoke a permission",
            about="The bot may no longer do this in the channel.",
            fields=(_CHANNEL, _PERMISSION),
        ),
        Mishap(
            kind="restore_permission",
            title="Give a permission",
            about="The bot may do this in the channel, whatever its roles say.",
            fields=(_CHANNEL, _PERMISSION),
        ),
        Mishap(
            kind="delete_channel",
            title="Delete a channel",
            about="The channel goes, with its messages and threads.",
            fields=(_CHANNEL,),
        ),
        Mishap(kind="kick_bot", title="Kick the bot", about="The bot is no longer in the server.", fields=(_GUILD,)),
        Mishap(kind="invite_bot", title="Invite the bot", about="The bot is in the server again.", fields=(_GUILD,)),
    )
}


@dataclass(frozen=True, kw_only=True)
class Misfortune:
    """Makes things go wrong."""

    faults: Faults
    changes: Changes
    gateway: Gateway

    def shape(self) -> Json:
        """What can go wrong, and what is about to."""
        return {"kinds": [each.shape() for each in MISHAPS.values()], "waiting": self.waiting()}

    def waiting(self) -> list[Json]:
        """What is about to go wrong."""
        return [
            {"id": fault.id, "kind": fault.kind.value, "words": fault.words, "left": fault.times}
            for fault in self.faults.waiting
        ]

    def begin(self, body: Json) -> Json:
        """Let it go wrong as a request says, and tell how things stand."""
        mishap = MISHAPS.get(str(body.get("kind")))
        if mishap is None:
            raise Declined(400, f"kind must be one of {', '.join(MISHAPS)}.")
        unknown = set(body) - {"kind", *(each.name for each in mishap.fields)}
        if unknown:
            raise Declined(400, f"{mishap.kind} has no {', '.join(sorted(unknown))}.")
        given = {each.name: each.read(body) for each in mishap.fields}
        if mishap.waits:
            self.faults.add(_fault(mishap.kind, **given))
        else:
            self._happen(mishap.kind, given)
        return self.shape()

    def take_back(self, body: Json) -> Json:
        """Take one back, or all that wait."""
        if "id" not in body:
            self.faults.clear()
        elif not isinstance(body["id"], int) or not self.faults.take_back(body["id"]):
            raise Declined(404, "That fault is not waiting any more.")
        return self.shape()

    def _happen(self, kind: str, given: Json) -> None:
        bot_id = self.changes.records.world.bot.id
        acts: dict[str, Callable[[], None]] = {
            "drop_gateway": self.gateway.drop,
            "invalidate_session": lambda: self.gateway.invalidate(resumable=given["resumable"]),
            "freeze_gateway": self.gateway.freeze,
            "revoke_permission": lambda: self.changes.deny(
                given["channel_id"], bot_id, Permission[given["permission"]]
            ),
            "restore_permission": lambda: self.changes.allow(
                given["channel_id"], bot_id, Permission[given["permission"]]
            ),
            "delete_channel": lambda: self.changes.delete_channel(given["channel_id"]),
            "kick_bot": lambda: self.changes.send_bot_away(given["guild_id"]),
            "invite_bot": lambda: self.changes.invite_bot(given["guild_id"]),
        }
        try:
            acts[kind]()
        except LookupError as cause:
            raise Declined(404, str(cause)) from cause


def _fault(kind: str, *, route: str, times: float, status: int = 503, seconds: float = 0.0) -> Fault:
    return Fault(
        kind=FaultKind(kind),
        method=None,
        path=re.compile(_ROUTES[route]),
        times=int(times),
        status=status,
        seconds=seconds,
        where=_WHERE[route],
    )


def _is_between(value: object, least: float | None, most: float | None) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return (least is None or value >= least) and (most is None or value <= most)
