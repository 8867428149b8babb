"""Each limit of messages, embeds and components at its edge: N passes, N + 1 is refused with Discord's code."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.refusals import FormError, nest_errors
from bot.playground.validate_commands import OptionKind, check_choices, check_command, check_commands
from bot.playground.validate_messages import Upload, check_edit, check_new_message
from bot.playground.validate_modals import check_modal

V2 = 1 << 15


def v2(*components: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"flags": V2, "components": list(components), **fields}


def text(content: str = "x", **fields: Any) -> dict[str, Any]:
    return {"type": 10, "content": content, **fields}


def button(custom_id: str = "b", **fields: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": custom_id, **fields}


def link(**fields: Any) -> dict[str, Any]:
    return {"type": 2, "style": 5, "label": "Go", "url": "https://example.org", **fields}


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def option(value: str = "v", **fields: Any) -> dict[str, Any]:
    return {"label": "L", "value": value, **fields}


def select(count: int = 1, custom_id: str = "s", **fields: Any) -> dict[str, Any]:
    options = [option(f"v{number}") for number in range(count)]
    return {"type": 3, "custom_id": custom_id, "options": options, **fields}


def container(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 17, "components": list(components)}


def section(count: int = 1, **fields: Any) -> dict[str, Any]:
    return {"type": 9, "components": [text() for _ in range(count)], "accessory": button(), **fields}


def picture(url: str = "https://example.org/a.png") -> dict[str, Any]:
    return {"media": {"url": url}}


def embed(**fields: Any) -> dict[str, Any]:
    return {"embeds": [{"title": "T", **fields}]}


def rows_of_text(count: int) -> dict[str, Any]:
    return v2(*(text() for _ in range(count)))


def codes(errors: list[FormError]) -> dict[str, str]:
    return {".".join(error.path): error.code for error in errors}


LENGTH, BAD, MISSING = "BASE_TYPE_MAX_LENGTH", "BASE_TYPE_BAD_LENGTH", "BASE_TYPE_REQUIRED"
CHOICES = "BASE_TYPE_CHOICES"
LEGACY = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"

EDGES = {
    "content": ({"content": "x" * 2000}, {"content": "x" * 2001}, "content", LENGTH),
    "nonce": ({"nonce": "n" * 25}, {"nonce": "n" * 26}, "nonce", LENGTH),
    "embeds": (
        {"embeds": [{"title": "T"}] * 10},
        {"embeds": [{"title": "T"}] * 11},
        "embeds",
        LENGTH,
    ),
    "embed title": (embed(title="x" * 256), embed(title="x" * 257), "embeds.0.title", LENGTH),
    "embed description": (
        embed(description="x" * 4096),
        embed(description="x" * 4097),
        "embeds.0.description",
        LENGTH,
    ),
    "embed footer": (
        embed(footer={"text": "x" * 2048}),
        embed(footer={"text": "x" * 2049}),
        "embeds.0.footer.text",
        LENGTH,
    ),
    "embed author": (
        embed(author={"name": "x" * 256}),
        embed(author={"name": "x" * 257}),
        "embeds.0.author.name",
        LENGTH,
    ),
    "embed fields": (
        embed(fields=[{"name": "n", "value": "v"}] * 25),
        embed(fields=[{"name": "n", "value": "v"}] * 26),
        "embeds.0.fields",
        LENGTH,
    ),
    "field name": (
        embed(fields=[{"name": "x" * 256, "value": "v"}]),
        embed(fields=[{"name": "x" * 257, "value": "v"}]),
        "embeds.0.fields.0.name",
        LENGTH,
    ),
    "field value": (
        embed(fields=[{"name": "n", "value": "x" * 1024}]),
        embed(fields=[{"name": "n", "value": "x" * 1025}]),
        "embeds.0.fields.0.value",
        LENGTH,
    ),
    "empty field value": (
        embed(fields=[{"name": "n", "value": "v"}]),
        embed(fields=[{"name": "n", "value": " "}]),
        "embeds.0.fields.0.value",
        MISSING,
    ),
    "embeds in all": (
        {"embeds": [{"description": "x" * 3000}] * 2},
        {"embeds": [{"description": "x" * 3000}, {"description": "x" * 2999, "footer": {"text": "yy"}}]},
        "embeds",
        "MAX_EMBED_SIZE_EXCEEDED",
    ),
    "empty embed": (embed(), {"embeds": [{"color": 1}]}, "embeds.0.description", MISSING),
    "embed colour": (embed(color=0xFFFFFF), embed(color=0x1000000), "embeds.0.color", "NUMBER_TYPE_MAX"),
    "embed address": (
        embed(url="https://example.org"),
        embed(url="javascript:alert(1)"),
        "embeds.0.url",
        "URL_TYPE_INVALID_SCHEME",
    ),
    "rows": (
        {"components": [row(button(str(number))) for number in range(5)]},
        {"components": [row(button(str(number))) for number in range(6)]},
        "components",
        LENGTH,
    ),
    "old message without rows": (
        {"components": [row(button())]},
        {"components": [text()]},
        "components.0.type",
        CHOICES,
    ),
    "buttons in a row": (
        v2(row(*(button(str(number)) for number in range(5)))),
        v2(row(*(button(str(number)) for number in range(6)))),
        "components.0.components",
        BAD,
    ),
    "empty row": (v2(row(button())), v2(row()), "components.0.components", BAD),
    "a select alone": (
        v2(row(select())),
        v2(row(select(), button())),
        "components.0.components",
        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    ),
    "button label": (
        v2(row(button(label="x" * 80))),
        v2(row(button(label="x" * 81))),
        "components.0.components.0.label",
        LENGTH,
    ),
    "button without face": (
        v2(row(button(label=None, emoji={"name": "👍"}))),
        v2(row(button(label=None))),
        "components.0.components.0.label",
        MISSING,
    ),
    "button emoji": (
        v2(row(button(emoji={"name": "📈"}))),
        v2(row(button(emoji={"name": "chart"}))),
        "components.0.components.0.emoji.name",
        "COMPONENT_INVALID_EMOJI",
    ),
    "custom id": (
        v2(row(button("x" * 100))),
        v2(row(button("x" * 101))),
        "components.0.components.0.custom_id",
        BAD,
    ),
    "custom id at all": (v2(row(button())), v2(row(button(""))), "components.0.components.0.custom_id", BAD),
    "custom ids apart": (
        v2(row(button("a"), button("b"))),
        v2(row(button("a")), row(select(custom_id="a"))),
        "components.1.components.0.custom_id",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    "component ids apart": (
        v2(text(id=1), text(id=2)),
        v2(text(id=1), text(id=1)),
        "components.1.id",
        "COMPONENT_ID_DUPLICATED",
    ),
    "link": (v2(row(link())), v2(row(link(url=None))), "components.0.components.0.url", MISSING),
    "link with custom id": (
        v2(row(link())),
        v2(row(link(custom_id="x"))),
        "components.0.components.0.custom_id",
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    ),
    "button with address": (
        v2(row(button())),
        v2(row(button(url="https://example.org"))),
        "components.0.components.0.url",
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    ),
    "button style": (v2(row(button(style=4))), v2(row(button(style=7))), "components.0.components.0.style", CHOICES),
    "options": (v2(row(select(25))), v2(row(select(26))), "components.0.components.0.options", BAD),
    "no options": (v2(row(select(1))), v2(row(select(0))), "components.0.components.0.options", BAD),
    "option label": (
        v2(row(select(options=[option(label="x" * 100)]))),
        v2(row(select(options=[option(label="x" * 101)]))),
        "components.0.components.0.options.0.label",
        BAD,
    ),
    "option value": (
        v2(row(select(options=[option("x" * 100)]))),
        v2(row(select(options=[option("x" * 101)]))),
        "components.0.components.0.options.0.value",
        BAD,
    ),
    "option description": (
        v2(row(select(options=[option(description="x" * 100)]))),
        v2(row(select(options=[option(description="x" * 101)]))),
        "components.0.components.0.options.0.description",
        LENGTH,
    ),
    "option values apart": (
        v2(row(select(options=[option("a"), option("b")]))),
        v2(row(select(options=[option("a"), option("a")]))),
        "components.0.components.0.options.1.value",
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ),
    "defaults": (
        v2(row(select(options=[option("a", default=True), option("b")]))),
        v2(row(select(options=[option("a", default=True), option("b", default=True)]))),
        "components.0.components.0.options",
        "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
    ),
    "placeholder": (
        v2(row(select(placeholder="x" * 150))),
        v2(row(select(placeholder="x" * 151))),
        "components.0.components.0.placeholder",
        LENGTH,
    ),
    "max values": (
        v2(row(select(25, max_values=25))),
        v2(row(select(25, max_values=26))),
        "components.0.components.0.max_values",
        "SELECT_COMPONENT_MAX_VALUE_TOO_LARGE",
    ),
    "more values than options": (
        v2(row(select(3, max_values=3))),
        v2(row(select(3, max_values=4))),
        "components.0.components.0.max_values",
        "SELECT_COMPONENT_MAX_VALUE_TOO_LARGE",
    ),
    "min above max": (
        v2(row(select(3, min_values=2, max_values=2))),
        v2(row(select(3, min_values=3, max_values=2))),
        "components.0.components.0.min_values",
        "SELECT_COMPONENT_MIN_VALUE_TOO_LARGE",
    ),
    "text": (v2(text("x" * 4000)), v2(text("x" * 4001)), "components.0.content", BAD),
    "no text": (v2(text("x")), v2(text("")), "components.0.content", BAD),
    "text in all": (
        v2(text("x" * 2000), container(text("x" * 2000))),
        v2(text("x" * 2000), container(text("x" * 2001))),
        "components",
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    ),
    "components at the top": (
        rows_of_text(40),
        rows_of_text(41),
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    "components in all": (
        v2(container(*(text() for _ in range(39)))),
        v2(text(), container(*(text() for _ in range(39)))),
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    "an accessory counts": (
        v2(section(), *(text() for _ in range(37))),
        v2(section(), *(text() for _ in range(38))),
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    "section": (v2(section(3)), v2(section(4)), "components.0.components", BAD),
    "section's accessory": (v2(section()), v2(section(accessory=None)), "components.0.accessory", MISSING),
    "section's accessory type": (
        v2(section(accessory={"type": 11, **picture()})),
        v2(section(accessory=select())),
        "components.0.accessory.type",
        CHOICES,
    ),
    "gallery": (
        v2({"type": 12, "items": [picture()] * 10}),
        v2({"type": 12, "items": [picture()] * 11}),
        "components.0.items",
        BAD,
    ),
    "picture's address": (
        v2({"type": 12, "items": [picture()]}),
        v2({"type": 12, "items": [picture("ftp://example.org/a.png")]}),
        "components.0.items.0.media.url",
        "URL_TYPE_INVALID_SCHEME",
    ),
    "nested containers": (
        v2(container(text())),
        v2(container(container(text()))),
        "components.0.components.0.type",
        CHOICES,
    ),
    "accent": (
        v2({**container(text()), "accent_color": 0xFFFFFF}),
        v2({**container(text()), "accent_color": 0x1000000}),
        "components.0.accent_color",
        "NUMBER_TYPE_MAX",
    ),
    "separator": (
        v2({"type": 14, "spacing": 2}),
        v2({"type": 14, "spacing": 3}),
        "components.0.spacing",
        CHOICES,
    ),
    "no content beside": (v2(text(), content=""), v2(text(), content="x"), "content", LEGACY),
    "no embeds beside": (v2(text(), embeds=[]), v2(text(), embeds=[{"title": "T"}]), "embeds", LEGACY),
    "no poll beside": (v2(text(), poll=None), v2(text(), poll={"question": {}}), "poll", LEGACY),
    "no stickers beside": (v2(text(), sticker_ids=[]), v2(text(), sticker_ids=["1"]), "sticker_ids", LEGACY),
    "flags": ({"flags": 1 << 12}, {"flags": 1 << 6}, "flags", "BITFIELD_TYPE_INVALID"),
    "mentions": (
        {"allowed_mentions": {"parse": ["roles"], "users": ["1"]}},
        {"allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    "mentioned users": (
        {"allowed_mentions": {"users": ["1"] * 100}},
        {"allowed_mentions": {"users": ["1"] * 101}},
        "allowed_mentions.users",
        LENGTH,
    ),
    "wrong types": ({"content": "5"}, {"content": 5}, "content", "STRING_TYPE_CONVERT"),
    "wrong lists": ({"embeds": []}, {"embeds": "x"}, "embeds", "LIST_TYPE_CONVERT"),
    "wrong truths": ({"tts": False}, {"tts": "no"}, "tts", "BOOLEAN_TYPE_CONVERT"),
    "wrong objects": ({"embeds": [{"title": "T"}]}, {"embeds": ["T"]}, "embeds.0", "MODEL_TYPE_CONVERT"),
}


@pytest.mark.parametrize(("passes", "fails", "place", "code"), EDGES.values(), ids=EDGES.keys())
def test_the_edge_passes_and_one_beyond_is_refused(
    passes: dict[str, Any], fails: dict[str, Any], place: str, code: str
) -> None:
    assert check_new_message(passes) == []
    found = [(".".join(error.path), error.code) for error in check_new_message(fails)]
    assert (place, code) in found


def test_errors_nest_as_discord_nests_them() -> None:
    errors = check_new_message(embed(title="x" * 257))
    fault = {"code": LENGTH, "message": "Must be 256 or fewer in length."}
    assert nest_errors(errors) == {"embeds": {"0": {"title": {"_errors": [fault]}}}}


def upload(name: str, index: int = 0) -> Upload:
    return Upload(index=str(index), filename=name, content_type="image/png", data=b"")


def test_attachments_that_components_name_must_be_there() -> None:
    message = v2({"type": 13, "file": {"url": "attachment://a.png"}})
    assert check_new_message(message, [upload("a.png")]) == []
    assert codes(check_new_message(message, [upload("b.png")])) == {
        "components.0": "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
    }


def test_at_most_ten_files_and_only_those_that_came() -> None:
    files = [upload(f"{number}.png", number) for number in range(11)]
    assert check_new_message({}, files[:10]) == []
    assert codes(check_new_message({}, files)) == {"attachments": LENGTH}
    assert codes(check_new_message({"attachments": [{"id": 1}]}, files[:1])) == {
        "attachments.0.id": "ATTACHMENT_NOT_FOUND"
    }


BEFORE = {"flags": 0, "content": "x", "embeds": [], "attachments": [], "components": []}


def test_the_v2_flag_cannot_be_taken_from_a_message() -> None:
    before = {**BEFORE, "flags": V2, "content": ""}
    assert check_edit({"components": [text()]}, before) == []
    assert "flags" in codes(check_edit({"flags": 0}, before))
    assert codes(check_edit({"content": "x"}, before)) == {"content": LEGACY}


def test_an_old_message_becomes_a_v2_one_only_without_its_content() -> None:
    edit = v2(text())
    assert codes(check_edit(edit, BEFORE)) == {"content": LEGACY}
    assert check_edit({**edit, "content": None}, BEFORE) == []


def test_an_edit_may_show_a_file_that_the_message_keeps() -> None:
    before = {**BEFORE, "attachments": [{"id": "5", "filename": "a.png"}]}
    shows = embed(image={"url": "attachment://a.png"})
    assert check_edit({**shows, "attachments": [{"id": "5"}]}, before) == []
    assert "attachments.0.id" in codes(check_edit({"attachments": [{"id": "6"}]}, before))


def command(**fields: Any) -> dict[str, Any]:
    return {"name": "compare", "description": "Compare things", **fields}


def string(name: str = "a", **fields: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "d", **fields}


def choices(count: int) -> list[dict[str, Any]]:
    return [{"name": f"n{number}", "value": f"v{number}"} for number in range(count)]


def strings(count: int, **fields: Any) -> list[dict[str, Any]]:
    return [string(f"o{number}", **fields) for number in range(count)]


LONG_CHOICES = [{"name": f"{number:0100}", "value": f"{number:0100}"} for number in range(25)]
SUBCOMMAND = {"type": 1, "name": "sub", "description": "d"}

COMMAND_EDGES = {
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


@pytest.mark.parametrize(("passes", "fails", "place", "code"), COMMAND_EDGES.values(), ids=COMMAND_EDGES.keys())
def test_commands_at_their_edges(passes: dict[str, Any], fails: dict[str, Any], place: str, code: str) -> None:
    assert check_command(command(**passes)) == []
    assert (place, code) in [(".".join(error.path), error.code) for error in check_command(command(**fails))]


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


def modal(*rows: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"custom_id": "m", "title": "T", "components": list(rows), **fields}


def label(custom_id: str = "a", **fields: Any) -> dict[str, Any]:
    return {"type": 18, "label": "L", "component": {"type": 4, "custom_id": custom_id, "style": 1, **fields}}


MODAL_EDGES = {
    "title": (modal(label(), title="x" * 45), modal(label(), title="x" * 46), "title", BAD),
    "rows": (
        modal(*(label(str(number)) for number in range(5))),
        modal(*(label(str(number)) for number in range(6))),
        "components",
        BAD,
    ),
    "label": (modal({**label(), "label": "x" * 45}), modal({**label(), "label": "x" * 46}), "components.0.label", BAD),
    "value": (
        modal(label(value="x" * 4000)),
        modal(label(value="x" * 4001)),
        "components.0.component.value",
        LENGTH,
    ),
    "placeholder": (
        modal(label(placeholder="x" * 100)),
        modal(label(placeholder="x" * 101)),
        "components.0.component.placeholder",
        LENGTH,
    ),
    "custom ids apart": (
        modal(label("a"), label("b")),
        modal(label("a"), label("a")),
        "components.1.component.custom_id",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    "radio": (
        modal(
            {
                "type": 18,
                "label": "L",
                "component": {"type": 21, "custom_id": "r", "options": [option("a"), option("b")]},
            }
        ),
        modal({"type": 18, "label": "L", "component": {"type": 21, "custom_id": "r", "options": [option("a")]}}),
        "components.0.component.options",
        BAD,
    ),
    "no buttons": (modal(label()), modal(row(button())), "components.0.components.0.type", CHOICES),
}


@pytest.mark.parametrize(("passes", "fails", "place", "code"), MODAL_EDGES.values(), ids=MODAL_EDGES.keys())
def test_modals_at_their_edges(passes: dict[str, Any], fails: dict[str, Any], place: str, code: str) -> None:
    assert check_modal(passes) == []
    assert (place, code) in [(".".join(error.path), error.code) for error in check_modal(fails)]


KEYS = st.sampled_from(
    ["type", "components", "content", "custom_id", "options", "accessory", "media", "items", "url", "label", "value",
     "embeds", "fields", "name", "flags", "component", "attachments", "id", "allowed_mentions", "parse", "users",
     "choices", "description", "min_values", "max_values", "nonce", "style", "emoji", "file", "default", "required",
     "default_member_permissions", "contexts"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 25) | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)


@given(data=JSON)
def test_no_json_whatever_makes_a_validator_fall_over(data: Any) -> None:
    everywhere = [
        check_new_message(data),
        check_new_message({"flags": V2, "components": data}),
        check_edit(data, BEFORE),
        check_command(data),
        check_commands(data),
        check_commands([data]),
        check_modal(data),
        check_modal(modal(label(), components=data)),
        check_choices(data, OptionKind.NUMBER),
    ]
    assert all(error.code for errors in everywhere for error in errors)
