"""What Discord refuses in application commands, their options and choices, and in autocomplete's answers. Pure."""

import unicodedata
from collections.abc import Collection, Sequence
from enum import IntEnum

from bot.playground.forms import Form
from bot.playground.refusals import FormError, Json

MOST_CHOICES = 25
MOST_OPTIONS = 25
MOST_CHARACTERS = 8000
MOST_OF_TYPE = {1: 100, 2: 15, 3: 15}
MOST_PERMISSIONS = 2**54 - 1

_LARGEST_INTEGER = 2**53


class OptionKind(IntEnum):
    """Discord's types of command options."""

    SUBCOMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


VALUES = frozenset(OptionKind) - {OptionKind.SUBCOMMAND, OptionKind.GROUP}
_CHOOSABLE = frozenset({OptionKind.STRING, OptionKind.INTEGER, OptionKind.NUMBER})


def check_command(data: object, path: tuple[str, ...] = ()) -> list[FormError]:
    """The faults of one command."""
    command = Form(data, path)
    kind = command.one_of("type", MOST_OF_TYPE) or 1
    if kind == 1:
        _inspect_name(command, "APPLICATION_COMMAND_INVALID_NAME")
        command.text("description", least=1, most=100, required=True)
        _inspect_options(command, frozenset(OptionKind))
    else:
        command.text("name", least=1, most=32, required=True)
        words = "Context menu commands cannot have a description or options"
        command.forbid("description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID", words)
        command.forbid("options", "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID", words)
    _inspect_reach(command)
    if _size(command.value) > MOST_CHARACTERS:
        command.fault(None, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MOST_CHARACTERS})")
    return command.errors


def check_commands(data: object) -> list[FormError]:
    """The faults of a whole list of commands that is to replace what there is."""
    if not isinstance(data, list):
        return [FormError(path=(), code="LIST_TYPE_CONVERT", message="Only iterables may be used in a ListType")]
    errors = [error for index, command in enumerate(data) for error in check_command(command, (str(index),))]
    seen: list[tuple[object, object]] = []
    for index, command in enumerate(data):
        key = (command.get("type") or 1, command.get("name")) if isinstance(command, dict) else (None, index)
        if key in seen:
            words = "Application command names must be unique"
            errors.append(FormError(path=(str(index),), code="APPLICATION_COMMANDS_DUPLICATE_NAME", message=words))
        seen.append(key)
    return errors + check_count([command for command in data if isinstance(command, dict)])


def check_count(commands: Sequence[Json]) -> list[FormError]:
    """Too many commands of one type in one place."""
    errors: list[FormError] = []
    for kind, most in MOST_OF_TYPE.items():
        if sum((command.get("type") or 1) == kind for command in commands) > most:
            words = f"Maximum number of application commands of this type reached ({most})."
            errors.append(FormError(path=(), code="APPLICATION_COMMANDS_MAXIMUM_REACHED", message=words))
    return errors


def check_choices(data: object, kind: OptionKind, path: tuple[str, ...] = ("data",)) -> list[FormError]:
    """The faults of an autocomplete answer for an option of this type."""
    answer = Form(data, path)
    for choice in answer.items("choices", most=MOST_CHOICES):
        _inspect_choice(choice, kind, most_value=100)
    return answer.errors


def is_valid_name(name: str) -> bool:
    """Letters, digits, hyphens, underscores and apostrophes; lower case where the script has one."""
    return 1 <= len(name) <= 32 and name == name.lower() and all(_is_name_character(letter) for letter in name)


def _is_name_character(letter: str) -> bool:
    # Devanagari and Thai write vowels as marks, which are no letters by themselves.
    script = unicodedata.name(letter, "").split(" ", 1)[0]
    return letter in "-_'" or letter.isalnum() or script in {"DEVANAGARI", "THAI"}


def _inspect_name(form: Form, code: str) -> None:
    name = form.text("name", least=1, most=32, required=True)
    if name and not is_valid_name(name):
        form.fault("name", code, "Command name is invalid")


def _inspect_reach(command: Form) -> None:
    permissions = command.value.get("default_member_permissions")
    if isinstance(permissions, str) and permissions.isdecimal():
        permissions = int(permissions)
    elif permissions is not None:
        permissions = command.whole("default_member_permissions", least=0, most=MOST_PERMISSIONS)
    if permissions is not None and permissions > MOST_PERMISSIONS:
        command.fault("default_member_permissions", "BITFIELD_TYPE_INVALID", "Not a set of permissions")
    command.flag("nsfw")
    command.flag("dm_permission")
    for key, known in (("contexts", [0, 1, 2]), ("integration_types", [0, 1])):
        if any(value not in known for value in command.values(key, least=1)):
            command.fault(key, "BASE_TYPE_CHOICES", f"Values must be among {known}.")


def _inspect_options(holder: Form, allowed: Collection[int]) -> None:
    names: set[str] = set()
    kinds: set[bool] = set()
    optional_seen = False
    for option in holder.items("options", most=MOST_OPTIONS):
        kind = option.one_of("type", allowed, required=True)
        _inspect_name(option, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID")
        option.text("description", least=1, most=100, required=True)
        required = option.flag("required")
        if required and optional_seen:
            words = "Required options must be placed before non-required options"
            option.fault(None, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words)
        optional_seen = optional_seen or not required
        if (name := str(option.value.get("name"))) in names:
            words = "Option names must be unique"
            option.fault("name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", words)
        names.add(name)
        if kind is not None:
            kinds.add(kind in VALUES)
            _inspect_option(option, OptionKind(kind))
    if len(kinds) > 1:
        words = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        holder.fault("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", words)


def _inspect_option(option: Form, kind: OptionKind) -> None:
    if kind is OptionKind.GROUP:
        _inspect_options(option, {OptionKind.SUBCOMMAND})
    elif kind is OptionKind.SUBCOMMAND:
        _inspect_options(option, VALUES)
    else:
        option.forbid("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "This option type has no options")
        _inspect_value_option(option, kind)


def _inspect_value_option(option: Form, kind: OptionKind) -> None:
    completes = option.flag("autocomplete")
    choices = list(option.items("choices", most=MOST_CHOICES))
    if (completes or choices) and kind not in _CHOOSABLE:
        words = "This option type has neither choices nor autocomplete"
        option.fault(None, "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", words)
        return
    if completes and choices:
        words = "Options with autocomplete cannot have choices"
        option.fault("choices", "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES", words)
    seen: set[str] = set()
    for choice in choices:
        _inspect_choice(choice, kind, most_value=100)
        if (name := str(choice.value.get("name"))) in seen:
            words = "Choice names must be unique"
            choice.fault("name", "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", words)
        seen.add(name)
    if kind is OptionKind.STRING:
        option.whole("min_length", least=0, most=6000)
        option.whole("max_length", least=1, most=6000)


def _inspect_choice(choice: Form, kind: OptionKind, *, most_value: int) -> None:
    choice.text("name", least=1, most=100, required=True)
    value = choice.value.get("value")
    if value is None:
        choice.require("value")
    elif kind is OptionKind.STRING:
        choice.text("value", most=most_value)
    elif kind is OptionKind.INTEGER:
        choice.whole("value", least=-_LARGEST_INTEGER, most=_LARGEST_INTEGER)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        choice.fault("value", "NUMBER_TYPE_COERCE", f'Value "{value}" is not float.')


def _size(command: Json) -> int:
    own = [command.get("name"), command.get("description")]
    values = [part for choice in _dicts(command, "choices") for part in (choice.get("name"), choice.get("value"))]
    length = sum(len(part) for part in own + values if isinstance(part, str))
    return length + sum(_size(option) for option in _dicts(command, "options"))


def _dicts(holder: Json, key: str) -> list[Json]:
    held = holder.get(key)
    return [item for item in held if isinstance(item, dict)] if isinstance(held, list) else []
