"""What Discord refuses in a modal: its title, its labels, and the inputs under them. Pure."""

from collections.abc import Callable

from bot.playground.components import SELECTS, Kind, walk
from bot.playground.forms import Form
from bot.playground.refusals import FormError, Json
from bot.playground.validate_components import inspect_option

MOST_ROWS = 5
MOST_TEXT = 4000

_INPUTS = SELECTS | {Kind.TEXT_INPUT, Kind.FILE_UPLOAD, Kind.RADIO_GROUP, Kind.CHECKBOX_GROUP, Kind.CHECKBOX}


def check_modal(data: object, path: tuple[str, ...] = ()) -> list[FormError]:
    """The faults of a modal."""
    modal = Form(data, path)
    modal.text("custom_id", least=1, most=100, required=True)
    modal.text("title", least=1, most=45, required=True)
    for row in modal.items("components", least=1, most=MOST_ROWS, required=True):
        _inspect_row(row)
    _inspect_unique(modal)
    return modal.errors


def _inspect_unique(modal: Form) -> None:
    seen: set[str] = set()
    for path, component in walk(modal.value.get("components")):
        custom_id = component.get("custom_id")
        if isinstance(custom_id, str) and custom_id in seen:
            place = ".".join(("components", *path, "custom_id"))
            modal.fault(place, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
        if isinstance(custom_id, str):
            seen.add(custom_id)


def _inspect_row(row: Form) -> None:
    kind = row.one_of("type", {Kind.ACTION_ROW, Kind.TEXT_DISPLAY, Kind.LABEL}, required=True)
    if kind == Kind.TEXT_DISPLAY:
        row.text("content", least=1, most=MOST_TEXT, required=True)
    elif kind == Kind.ACTION_ROW:
        for text_input in row.items("components", least=1, most=1, required=True):
            text_input.one_of("type", {Kind.TEXT_INPUT}, required=True)
            text_input.text("label", least=1, most=45, required=True)
            _inspect_text_input(text_input)
    elif kind == Kind.LABEL:
        row.text("label", least=1, most=45, required=True)
        row.text("description", least=1, most=100)
        if held := row.child("component", required=True):
            _inspect_held(held)


def _inspect_held(held: Form) -> None:
    kind = held.one_of("type", _INPUTS, required=True)
    if kind is None:
        return
    if kind in SELECTS:
        _inspect_select(held)
    else:
        _BY_KIND[Kind(kind)](held)


def _inspect_text_input(text_input: Form) -> None:
    text_input.text("custom_id", least=1, most=100, required=True)
    text_input.one_of("style", {1, 2}, required=True)
    text_input.text("placeholder", most=100)
    text_input.text("value", most=MOST_TEXT)
    text_input.flag("required")
    least = text_input.whole("min_length", least=0, most=MOST_TEXT)
    most = text_input.whole("max_length", least=1, most=MOST_TEXT)
    if least is not None and most is not None and least > most:
        text_input.fault("min_length", "TEXT_INPUT_MIN_LENGTH_TOO_LARGE", "Min length may not exceed max length")


def _inspect_select(select: Form) -> None:
    select.text("custom_id", least=1, most=100, required=True)
    select.text("placeholder", most=150)
    select.flag("required")
    _inspect_counts(select, 25)
    if select.value.get("type") == Kind.STRING_SELECT:
        _inspect_options(select, least=1, most=25)


def _inspect_upload(upload: Form) -> None:
    upload.text("custom_id", least=1, most=100, required=True)
    upload.flag("required")
    _inspect_counts(upload, 10)


def _inspect_radio(radio: Form) -> None:
    radio.text("custom_id", least=1, most=100, required=True)
    radio.flag("required")
    _inspect_options(radio, least=2, most=10)


def _inspect_checkboxes(group: Form) -> None:
    group.text("custom_id", least=1, most=100, required=True)
    group.flag("required")
    _inspect_counts(group, 10)
    _inspect_options(group, least=1, most=10)


def _inspect_checkbox(checkbox: Form) -> None:
    checkbox.text("custom_id", least=1, most=100, required=True)
    checkbox.flag("default")


def _inspect_counts(holder: Form, limit: int) -> None:
    least = holder.whole("min_values", least=0, most=limit)
    most = holder.whole("max_values", least=1, most=limit)
    if least is not None and most is not None and least > most:
        holder.fault("min_values", "SELECT_COMPONENT_MIN_VALUE_TOO_LARGE", "Min values may not exceed max values")


def _inspect_options(holder: Form, *, least: int, most: int) -> None:
    seen: set[str] = set()
    for option in holder.items("options", least=least, most=most, required=True):
        inspect_option(option, seen)


_BY_KIND: dict[Kind, Callable[[Form], None]] = {
    Kind.TEXT_INPUT: _inspect_text_input,
    Kind.FILE_UPLOAD: _inspect_upload,
    Kind.RADIO_GROUP: _inspect_radio,
    Kind.CHECKBOX_GROUP: _inspect_checkboxes,
    Kind.CHECKBOX: _inspect_checkbox,
}


def title_and_components(data: Json) -> Json:
    """What the page needs to show a modal."""
    return {"title": data["title"], "custom_id": data["custom_id"], "components": data["components"]}
