"""What a person may send the bot: command options, component values and modal inputs, checked as Discord's client does.

Pure but for looking things up: the data of an interaction comes out, or the sentence that the person is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.playground.components import SELECTS, Kind, walk
from bot.playground.permissions import permissions_in
from bot.playground.records import Records
from bot.playground.refusals import Declined, Json
from bot.playground.shapes import channel_shape, member_shape, role_shape, user_shape
from bot.playground.validate_commands import OptionKind
from bot.playground.world import Place

_FAMILIES = {
    OptionKind.USER: ("users",),
    OptionKind.CHANNEL: ("channels",),
    OptionKind.ROLE: ("roles",),
    OptionKind.MENTIONABLE: ("users", "roles"),
    OptionKind.ATTACHMENT: ("attachments",),
}
_FAMILIES_OF_SELECT = {
    Kind.USER_SELECT: ("users",),
    Kind.CHANNEL_SELECT: ("channels",),
    Kind.ROLE_SELECT: ("roles",),
    Kind.MENTIONABLE_SELECT: ("users", "roles"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Invocation:
    """A command with options that passed: its data for the bot, and its full name for people."""

    data: Json
    name: str
    focused: OptionKind | None


class Resolver:
    """Looks up what ids in options and selects stand for, and gathers it as the interaction's `resolved`."""

    def __init__(self, records: Records, place: Place) -> None:
        self._records = records
        self._place = place
        self.resolved: Json = {}

    def resolve(self, value: object, families: Sequence[str], label: str) -> str:
        """The id, once it is found in one of these families."""
        if not isinstance(value, str) or not any(self._find(family, value) for family in families):
            raise Declined(400, f"{label}: nothing here has the id {value!r}.")
        return value

    def _find(self, family: str, one: str) -> bool:
        shape = getattr(self, f"_find_{family}")(one)
        if shape is not None:
            self.resolved.setdefault(family, {})[one] = shape
        return shape is not None

    def _find_users(self, one: str) -> Json | None:
        world, guild = self._records.world, self._place.guild
        user = world.user(one)
        if user is None:
            return None
        if guild and (member := guild.member(one)):
            shape = member_shape(world, guild, member, with_user=False)
            shape["permissions"] = str(permissions_in(self._place, one))
            self.resolved.setdefault("members", {})[one] = shape
        return user_shape(user)

    def _find_roles(self, one: str) -> Json | None:
        role = self._place.guild.role(one) if self._place.guild else None
        return role_shape(role, self._records.world.bot.id) if role else None

    def _find_channels(self, one: str) -> Json | None:
        guild = self._place.guild
        channel = guild.channel(one) if guild else None
        if guild is None or channel is None:
            return None
        granted = permissions_in(Place(channel=channel, guild=guild), self._records.world.bot.id)
        return channel_shape(channel, guild) | {"permissions": str(granted)}

    def _find_attachments(self, one: str) -> Json | None:
        return self._records.uploads.get(one)


def read_command(command: Json, given: Json, resolver: Resolver, *, completing: bool) -> Invocation:
    """A person's use of this command, or why it cannot be sent. While completing, options may be missing."""
    reader = _OptionReader(resolver, completing=completing)
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    if command["type"] != 1:
        return Invocation(data=data, name=command["name"], focused=None)
    data["options"] = reader.read(command["options"], given.get("options") or [], command["name"])
    if resolver.resolved:
        data["resolved"] = resolver.resolved
    if completing and reader.focused is None:
        raise Declined(400, "No option is focused.")
    return Invocation(data=data, name=" ".join([command["name"], *reader.subcommands]), focused=reader.focused)


class _OptionReader:
    def __init__(self, resolver: Resolver, *, completing: bool) -> None:
        self._resolver = resolver
        self._completing = completing
        self.subcommands: list[str] = []
        self.focused: OptionKind | None = None

    def read(self, declared: Sequence[Json], given: Sequence[Json], name: str) -> list[Json]:
        by_name = {option["name"]: option for option in declared}
        unknown = [str(option.get("name")) for option in given if option.get("name") not in by_name]
        if unknown or len({option["name"] for option in given}) < len(given):
            raise Declined(400, f"/{name} has no option {', '.join(unknown) or 'twice'}.")
        if any(option["type"] <= OptionKind.GROUP for option in declared):
            return [self._read_subcommand(by_name, given, name)]
        missing = [key for key, option in by_name.items() if option.get("required") and key not in _names(given)]
        if missing and not self._completing:
            raise Declined(400, f"This option is required: {', '.join(missing)}.")
        return [self._read_value(by_name[option["name"]], option) for option in given]

    def _read_subcommand(self, by_name: dict[str, Json], given: Sequence[Json], name: str) -> Json:
        if len(given) != 1:
            raise Declined(400, f"/{name} needs one of its subcommands: {', '.join(by_name)}.")
        declared = by_name[given[0]["name"]]
        self.subcommands.append(declared["name"])
        options = self.read(declared.get("options") or [], given[0].get("options") or [], f"{name} {declared['name']}")
        return {"name": declared["name"], "type": declared["type"], "options": options}

    def _read_value(self, declared: Json, given: Json) -> Json:
        kind = OptionKind(declared["type"])
        option: Json = {"name": declared["name"], "type": declared["type"]}
        if given.get("focused") and self._completing:
            if not declared.get("autocomplete"):
                raise Declined(400, f"{declared['name']} has no autocomplete.")
            self.focused = kind
            return option | {"value": str(given.get("value", "")), "focused": True}
        return option | {"value": self._check_value(kind, declared, given.get("value"))}

    def _check_value(self, kind: OptionKind, declared: Json, value: object) -> object:
        label = str(declared["name"])
        if kind in _FAMILIES:
            resolved = self._resolver.resolve(value, _FAMILIES[kind], label)
            _check_channel_type(declared, self._resolver.resolved, resolved)
            return resolved
        value = _typed(kind, value, label)
        if not self._completing:
            _check_bounds(kind, declared, value, label)
        choices = declared.get("choices") or []
        if choices and value not in [choice["value"] for choice in choices]:
            raise Declined(400, f"{label}: choose one of {', '.join(choice['name'] for choice in choices)}.")
        return value


def _names(options: Sequence[Json]) -> set[str]:
    return {option["name"] for option in options}


def _typed(kind: OptionKind, value: object, label: str) -> object:
    fits = {
        OptionKind.STRING: isinstance(value, str),
        OptionKind.BOOLEAN: isinstance(value, bool),
        OptionKind.INTEGER: isinstance(value, int) and not isinstance(value, bool),
        OptionKind.NUMBER: isinstance(value, int | float) and not isinstance(value, bool),
    }
    if not fits[kind]:
        raise Declined(400, f"{label}: {value!r} is not of the type {kind.name.lower()}.")
    return value


def _check_bounds(kind: OptionKind, declared: Json, value: object, label: str) -> None:
    if isinstance(value, str) and kind is OptionKind.STRING:
        least, most = declared.get("min_length") or 0, declared.get("max_length") or 6000
        if not max(least, 1 if declared.get("required") else 0) <= len(value) <= most:
            raise Declined(400, f"{label}: must be between {least} and {most} characters long.")
    elif isinstance(value, int | float):
        low, high = declared.get("min_value"), declared.get("max_value")
        if (low is not None and value < low) or (high is not None and value > high):
            raise Declined(400, f"{label}: must be between {low} and {high}.")


def _check_channel_type(declared: Json, resolved: Json, channel_id: str) -> None:
    kinds = declared.get("channel_types")
    channel = resolved.get("channels", {}).get(channel_id)
    if kinds and channel and channel["type"] not in kinds:
        raise Declined(400, f"{declared['name']}: #{channel['name']} is not of a type that this option takes.")


def read_component(component: Json, given: Json, resolver: Resolver) -> Json:
    """A person's use of a button or a select menu."""
    kind = Kind(component["type"])
    if component.get("disabled"):
        raise Declined(400, "This component is disabled.")
    data: Json = {"custom_id": component["custom_id"], "component_type": kind.value, "id": component["id"]}
    if kind not in SELECTS:
        return data
    data["values"] = _check_selection(component, given.get("values") or [], resolver)
    if kind != Kind.STRING_SELECT:
        data["resolved"] = resolver.resolved
    return data


def _check_selection(component: Json, values: Sequence[object], resolver: Resolver) -> list[str]:
    least, most = component.get("min_values"), component.get("max_values")
    low, high = 1 if least is None else least, 1 if most is None else most
    if not low <= len(values) <= high:
        raise Declined(400, f"Choose between {low} and {high}.")
    kind = Kind(component["type"])
    if kind in _FAMILIES_OF_SELECT:
        return [resolver.resolve(value, _FAMILIES_OF_SELECT[kind], "This menu") for value in values]
    known = {option["value"] for option in component.get("options") or []}
    if unknown := [value for value in values if value not in known]:
        raise Declined(400, f"This menu has no {unknown[0]!r}.")
    return [str(value) for value in values]


def read_modal(modal: Json, given: Json, resolver: Resolver) -> Json:
    """A person's answers to a modal, in the modal's own order."""
    answers = {part["custom_id"]: part for _, part in walk(given.get("components")) if part.get("custom_id")}
    rows = [_read_row(row, answers, resolver) for row in modal["components"]]
    data: Json = {"custom_id": modal["custom_id"], "components": rows}
    if resolver.resolved:
        data["resolved"] = resolver.resolved
    return data


def _read_row(row: Json, answers: dict[str, Json], resolver: Resolver) -> Json:
    place: Json = {"type": row["type"], "id": row.get("id", 0)}
    if row["type"] == Kind.TEXT_DISPLAY:
        return place
    if row["type"] == Kind.ACTION_ROW:
        inputs = [
            _read_input(one, answers.get(one["custom_id"], {}), one["label"], resolver) for one in row["components"]
        ]
        return place | {"components": inputs}
    held = row["component"]
    return place | {"component": _read_input(held, answers.get(held["custom_id"], {}), row["label"], resolver)}


def _read_input(declared: Json, answer: Json, label: str, resolver: Resolver) -> Json:
    kind = Kind(declared["type"])
    read: Json = {"type": kind.value, "id": declared.get("id", 0), "custom_id": declared["custom_id"]}
    required = declared.get("required", True)
    if kind is Kind.TEXT_INPUT:
        return read | {"value": _read_text(declared, str(answer.get("value") or ""), label, required=required)}
    if kind is Kind.CHECKBOX:
        return read | {"value": bool(answer.get("value"))}
    if kind is Kind.RADIO_GROUP:
        chosen = answer.get("value")
        known = [option["value"] for option in declared["options"]]
        if chosen not in known and (required or chosen is not None):
            raise Declined(400, f"{label}: choose one.")
        return read | {"value": chosen}
    values = answer.get("values") or []
    if not values and not required:
        return read | {"values": []}
    if kind is Kind.FILE_UPLOAD:
        return read | {"values": [resolver.resolve(value, ("attachments",), label) for value in values]}
    return read | {"values": _check_selection(declared, values, resolver)}


def _read_text(declared: Json, text: str, label: str, *, required: bool) -> str:
    least, most = declared.get("min_length") or 0, declared.get("max_length") or 4000
    if not text and not required:
        return ""
    if not max(least, 1) <= len(text) <= most:
        raise Declined(400, f"{label}: must be between {max(least, 1)} and {most} characters long.")
    return text
