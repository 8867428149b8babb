"""The application commands that the bot has registered, global and by guild."""

from bot.playground.refusals import Json, refuse_form, unknown_command
from bot.playground.snowflakes import Snowflakes
from bot.playground.storage import Keeps, Kept
from bot.playground.validate_commands import check_command, check_commands, check_count

_DEFAULTS: Json = {
    "type": 1,
    "description": "",
    "default_member_permissions": None,
    "dm_permission": True,
    "contexts": None,
    "integration_types": [0],
    "nsfw": False,
    "name_localizations": None,
    "description_localizations": None,
    "options": [],
}

_FIELDS = ("name", *_DEFAULTS)

GLOBAL = ""


class Commands:
    """Commands by place: a guild's id, or `GLOBAL`."""

    def __init__(self, application_id: str, snowflakes: Snowflakes, storage: Keeps) -> None:
        self._application_id = application_id
        self._snowflakes = snowflakes
        self._storage = storage
        self._by_place: dict[str, dict[str, Json]] = {}

    def restore(self) -> None:
        """Take up what was registered before a restart."""
        for place, listed in self._storage.load(Kept.COMMANDS).items():
            self._by_place[place] = {command["id"]: command for command in listed}
        versions = [int(command["version"]) for listed in self._by_place.values() for command in listed.values()]
        self._snowflakes.go_on_after(max(versions, default=0))

    def keep_all(self) -> None:
        """Hand everything to a storage that has been emptied."""
        for place in self._by_place:
            self._keep(place)

    def listed(self, place: str) -> list[Json]:
        """What is registered in exactly this place."""
        return list(self._by_place.get(place, {}).values())

    def usable(self, guild_id: str | None) -> list[Json]:
        """What can be used in a guild, or in direct messages (None)."""
        if guild_id is None:
            return self._global_for(context=1)
        return self.listed(guild_id) + self._global_for(context=0)

    def _global_for(self, context: int) -> list[Json]:
        return [command for command in self.listed(GLOBAL) if _works_in(command, context)]

    def find(self, place: str, command_id: str) -> Json:
        """The command of this id, or Discord's refusal."""
        command = self._by_place.get(place, {}).get(command_id)
        if command is None:
            raise unknown_command()
        return command

    def replace_all(self, place: str, payload: object) -> list[Json]:
        """Make this list the whole of what is registered in the place; commands of the same name keep their ids."""
        refuse_form(check_commands(payload))
        data: list[Json] = payload if isinstance(payload, list) else []
        before = {_key(command): command for command in self.listed(place)}
        made = [self._make(place, command, before.get(_key(command))) for command in data]
        self._by_place[place] = {command["id"]: command for command in made}
        self._keep(place)
        return made

    def put(self, place: str, payload: object) -> tuple[Json, bool]:
        """Register one command; one of the same name and type is replaced. Also says whether it is new."""
        refuse_form(check_command(payload))
        data: Json = payload if isinstance(payload, dict) else {}
        before = next((command for command in self.listed(place) if _key(command) == _key(data)), None)
        if before is None:
            refuse_form(check_count([*self.listed(place), data]))
        made = self._make(place, data, before)
        self._by_place.setdefault(place, {})[made["id"]] = made
        self._keep(place)
        return made, before is None

    def change(self, place: str, command_id: str, payload: object) -> Json:
        """Change some fields of a command."""
        before = self.find(place, command_id)
        changes = payload if isinstance(payload, dict) else {}
        return self._changed(place, before, {key: before[key] for key in _FIELDS} | changes)

    def _changed(self, place: str, before: Json, data: Json) -> Json:
        refuse_form(check_command(data))
        made = self._make(place, data, before)
        self._by_place[place][made["id"]] = made
        self._keep(place)
        return made

    def remove(self, place: str, command_id: str) -> None:
        """Unregister a command."""
        self.find(place, command_id)
        del self._by_place[place][command_id]
        self._keep(place)

    def _keep(self, place: str) -> None:
        self._storage.put(Kept.COMMANDS, place, self.listed(place))

    def _make(self, place: str, data: Json, before: Json | None) -> Json:
        known = {key: data[key] for key in _FIELDS if data.get(key) is not None}
        made = _DEFAULTS | known
        if made["default_member_permissions"] is not None:
            made["default_member_permissions"] = str(made["default_member_permissions"])
        made["application_id"] = self._application_id
        if place != GLOBAL:
            made["guild_id"] = place
        same = before is not None and all(before[key] == made[key] for key in _FIELDS)
        version = before["version"] if before and same else self._snowflakes.make()
        return made | {"id": before["id"] if before else version, "version": version}


def _key(command: Json) -> tuple[int, str]:
    return command.get("type") or 1, command["name"]


def _works_in(command: Json, context: int) -> bool:
    if command["contexts"] is not None:
        return context in command["contexts"]
    return context == 0 or bool(command["dm_permission"])
