"""Application commands and the choices of autocomplete: each limit at its edge."""

from typing import Any

import pytest

from bot.playground.validate_commands import OptionKind, check_choices, check_command, check_commands
from tests.playground.payloads import BAD, CHOICES, LENGTH, assert_edge, choices, codes, command, string


def strings(count: int, **fields: Any) -> list[dict[str, Any]]:
    return [string(f"o{number}", **fields) for number in range(count)]


LONG_CHOICES = [{"name": f"{number:0100}", "value": f"{number:0100}"} for number in range(25)]
SUBCOMMAND = {"type": 1, "name": "sub", "description": "d"}

EDGES = {
    "name": ({"name": "x" * 32}, {"name": "x" * 33}, "name", BAD),
    "name in lower case": ({"name": "comparé-2_'"}, {"name": "Compare"}, "name", "APPLICATION_COMMAND_INVALID_NAME"),
    "name without spaces": ({"name": "compare-models"}, {"name": "a b"}, "name", "APPLICATION_COMMAND_INVALID_NAME"),
    "name in Hindi": ({"name": "नमस्ते"}, {"name": "a.b"}, "name", "APPLICATION_COMMAND_INVALID_NAME"),
    "description": ({"description": "x" * 100}, {"description": "x" * 101}, "description", BAD),
    "no description": ({"description": "x"}, {"description": ""}, "description", BAD),
    "options": ({"options": strings(25)}, {"options": strings(26)}, "options", LENGTH),
    "option description": (
        {"options": [string(description="x" * 100)]},
        {"options": [string(description="x" * 101)]},
        "options.0.description",
        BAD,
    ),
    "option names apart": (
        {"options": [string("a"), string("b")]},
        {"options": [string("a"), string("a")]},
        "options.1.name",
        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
    ),
    "required first": (
        {"options": [string("a", required=True), string("b")]},
        {"options": [string("a"), string("b", required=True)]},
        "options.1",
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ),
    "choices": (
        {"options": [string(choices=choices(25))]},
        {"options": [string(choices=choices(26))]},
        "options.0.choices",
        LENGTH,
    ),
    "choice name": (
        {"options": [string(choices=[{"name": "x" * 100, "value": "v"}])]},
        {"options": [string(choices=[{"name": "x" * 101, "value": "v"}])]},
        "options.0.choices.0.name",
        BAD,
    ),
    "choices or autocomplete": (
        {"options": [string(autocomplete=True)]},
        {"options": [string(autocomplete=True, choices=choices(1))]},
        "options.0.choices",
        "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES",
    ),
    "subcommands alone": (
        {"options": [SUBCOMMAND]},
        {"options": [SUBCOMMAND, string()]},
        "options",
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ),
    "groups not nested": (
        {"options": [{**SUBCOMMAND, "type": 2, "options": [SUBCOMMAND]}]},
        {"options": [{**SUBCOMMAND, "type": 2, "options": [{**SUBCOMMAND, "type": 2}]}]},
        "options.0.options.0.type",
        CHOICES,
    ),
    "characters in all": (
        {"options": [string("o", choices=LONG_CHOICES), string("p", choices=LONG_CHOICES[:14])]},
        {"options": [string("o", choices=LONG_CHOICES), string("p", choices=LONG_CHOICES[:15])]},
        "",
        "APPLICATION_COMMAND_TOO_LARGE",
    ),
    "contexts": ({"contexts": [0, 1, 2]}, {"contexts": [3]}, "contexts", CHOICES),
    "permissions": (
        {"default_member_permissions": "32"},
        {"default_member_permissions": -1},
        "default_member_permissions",
        "NUMBER_TYPE_MIN",
    ),
}


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES.keys())
def test_the_edge_passes_and_one_beyond_is_refused(edge: tuple[Any, ...]) -> None:
    assert_edge(lambda fields: check_command(command(**fields)), *edge)


def test_a_hundred_commands_and_no_more() -> None:
    many = [command(name=f"c{number}") for number in range(101)]
    assert check_commands(many[:100]) == []
    assert codes(check_commands(many)) == {"": "APPLICATION_COMMANDS_MAXIMUM_REACHED"}


def test_two_commands_of_one_name_are_refused_unless_of_two_types() -> None:
    menu = {"name": "compare", "type": 3}
    assert check_commands([command(), menu]) == []
    assert codes(check_commands([command(), command()])) == {"1": "APPLICATION_COMMANDS_DUPLICATE_NAME"}


def test_autocomplete_offers_at_most_25_choices_of_the_options_type() -> None:
    assert check_choices({"choices": choices(25)}, OptionKind.STRING) == []
    assert codes(check_choices({"choices": choices(26)}, OptionKind.STRING)) == {"data.choices": LENGTH}
    assert codes(check_choices({"choices": choices(1)}, OptionKind.INTEGER)) == {
        "data.choices.0.value": "NUMBER_TYPE_COERCE"
    }
    assert codes(check_choices({"choices": [{"name": "", "value": "v"}]}, OptionKind.STRING)) == {
        "data.choices.0.name": BAD
    }
