"""What Discord refuses among a message's components, of the old kind (action rows) and of Components V2. Pure."""

from collections.abc import Callable, Collection

from bot.playground.components import SELECTS, Kind, media_of, walk
from bot.playground.emoji import is_emoji
from bot.playground.forms import Form

MOST_IN_ALL = 40
MOST_TEXT = 4000
MOST_ROWS = 5
MOST_OPTIONS = 25

_MEDIA = ("http", "https", "attachment")
_LINK_SCHEMES = ("http", "https", "discord")
_LINK, _PREMIUM = 5, 6
_IN_ROW = SELECTS | {Kind.BUTTON}
_IN_CONTAINER = frozenset(
    {Kind.ACTION_ROW, Kind.SECTION, Kind.TEXT_DISPLAY, Kind.MEDIA_GALLERY, Kind.FILE, Kind.SEPARATOR}
)
_AT_TOP = _IN_CONTAINER | {Kind.CONTAINER}


def inspect_components(message: Form, *, v2: bool, files: Collection[str]) -> None:
    """Every component of a message; `files` are the names that `attachment://` may point at."""
    allowed = _AT_TOP if v2 else frozenset({Kind.ACTION_ROW})
    for component in message.items("components", most=MOST_IN_ALL if v2 else MOST_ROWS):
        _inspect_component(component, allowed)
    _inspect_whole(message, v2=v2)
    _inspect_references(message, files)


def _inspect_whole(message: Form, *, v2: bool) -> None:
    components = message.value.get("components")
    found = list(walk(components))
    if v2 and len(found) > MOST_IN_ALL:
        words = f"The total number of components exceeds the maximum of {MOST_IN_ALL}"
        message.fault("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", words)
    texts = [component.get("content") for _, component in found if component.get("type") == Kind.TEXT_DISPLAY]
    if sum(len(text) for text in texts if isinstance(text, str)) > MOST_TEXT:
        words = f"The total displayable text size in components exceeds the maximum of {MOST_TEXT}"
        message.fault("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", words)
    _inspect_unique(message, "custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    _inspect_unique(message, "id", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")


def _inspect_unique(message: Form, key: str, code: str, words: str) -> None:
    seen: set[object] = set()
    for path, component in walk(message.value.get("components")):
        value = component.get(key)
        if not isinstance(value, str | int) or value == 0:
            continue
        if value in seen:
            message.fault(".".join(("components", *path, key)), code, words)
        seen.add(value)


def _inspect_references(message: Form, files: Collection[str]) -> None:
    for path, component in walk(message.value.get("components")):
        for media in media_of(component):
            url = media.get("url")
            if (
                isinstance(url, str)
                and url.startswith("attachment://")
                and url.removeprefix("attachment://") not in files
            ):
                message.fault(
                    ".".join(("components", *path)),
                    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                    f"The referenced attachment was not found: {url}",
                )


def _inspect_component(component: Form, allowed: Collection[int]) -> None:
    kind = component.one_of("type", allowed, required=True)
    component.whole("id", least=0, most=2**31 - 1)
    if kind is None:
        return
    inspect = _inspect_select if kind in SELECTS else _BY_KIND[Kind(kind)]
    inspect(component)


def _inspect_row(row: Form) -> None:
    children = row.value.get("components")
    kinds = [child.get("type") for child in children if isinstance(child, dict)] if isinstance(children, list) else []
    for child in row.items("components", least=1, most=MOST_ROWS, required=True):
        _inspect_component(child, _IN_ROW)
    if any(kind in SELECTS for kind in kinds) and len(kinds) > 1:
        row.fault("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")


def _inspect_button(button: Form) -> None:
    style = button.one_of("style", range(1, 7), required=True)
    button.text("label", most=80)
    button.flag("disabled")
    inspect_emoji(button)
    if style == _PREMIUM:
        button.require("sku_id")
        return
    if not button.value.get("label") and not button.has("emoji"):
        button.fault("label", "BASE_TYPE_REQUIRED", "This field is required")
    if style == _LINK:
        button.url("url", most=512, schemes=_LINK_SCHEMES, required=True)
        words = "A custom id and url cannot both be specified"
        button.forbid("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", words)
    elif style is not None:
        button.text("custom_id", least=1, most=100, required=True)
        words = "A custom id and url cannot both be specified"
        button.forbid("url", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", words)


def _inspect_select(select: Form) -> None:
    select.text("custom_id", least=1, most=100, required=True)
    select.text("placeholder", most=150)
    select.flag("disabled")
    least = select.whole("min_values", least=0, most=MOST_OPTIONS)
    most = select.whole("max_values", least=1, most=MOST_OPTIONS)
    if (1 if least is None else least) > (1 if most is None else most):
        select.fault("min_values", "SELECT_COMPONENT_MIN_VALUE_TOO_LARGE", "Min values may not exceed max values")
    if select.value.get("type") == Kind.STRING_SELECT:
        _inspect_options(select, most or 1)
    else:
        select.values("default_values", most=most or 1)
        select.forbid("options", "SELECT_COMPONENT_OPTIONS_NOT_ALLOWED", "This select menu fills its own options")


def _inspect_options(select: Form, most_values: int) -> None:
    seen: set[str] = set()
    options = list(select.items("options", least=1, most=MOST_OPTIONS, required=True))
    for option in options:
        inspect_option(option, seen)
    if most_values > max(len(options), 1):
        words = f"Max values may not exceed the number of options ({len(options)})"
        select.fault("max_values", "SELECT_COMPONENT_MAX_VALUE_TOO_LARGE", words)
    if sum(option.flag("default") for option in options) > most_values:
        words = "More options are selected by default than may be chosen"
        select.fault("options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", words)


def inspect_option(option: Form, seen: set[str]) -> None:
    """One choice of a select menu, radio or checkbox group; `seen` holds the values before it."""
    option.text("label", least=1, most=100, required=True)
    option.text("description", most=100)
    inspect_emoji(option)
    value = option.text("value", least=1, most=100, required=True)
    if value is None:
        return
    if value in seen:
        words = "The specified option value is already used"
        option.fault("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words)
    seen.add(value)


def inspect_emoji(holder: Form) -> None:
    """The emoji of a button or an option: one of Unicode's, for no guild here has its own."""
    emoji = holder.child("emoji")
    if emoji is not None and (emoji.has("id") or not is_emoji(str(emoji.value.get("name") or ""))):
        emoji.fault("name", "COMPONENT_INVALID_EMOJI", "Invalid emoji")


def _inspect_section(section: Form) -> None:
    for text in section.items("components", least=1, most=3, required=True):
        _inspect_component(text, {Kind.TEXT_DISPLAY})
    if accessory := section.child("accessory", required=True):
        _inspect_component(accessory, {Kind.BUTTON, Kind.THUMBNAIL})


def _inspect_text(text: Form) -> None:
    text.text("content", least=1, most=MOST_TEXT, required=True)


def _inspect_thumbnail(thumbnail: Form) -> None:
    _inspect_media(thumbnail)


def _inspect_gallery(gallery: Form) -> None:
    for item in gallery.items("items", least=1, most=10, required=True):
        _inspect_media(item)


def _inspect_media(holder: Form) -> None:
    holder.text("description", least=1, most=1024)
    holder.flag("spoiler")
    if media := holder.child("media", required=True):
        media.url("url", most=2048, schemes=_MEDIA, required=True)


def _inspect_file(file: Form) -> None:
    file.flag("spoiler")
    if media := file.child("file", required=True):
        media.url("url", most=2048, schemes=("attachment",), required=True)


def _inspect_separator(separator: Form) -> None:
    separator.flag("divider")
    separator.one_of("spacing", {1, 2})


def _inspect_container(container: Form) -> None:
    container.whole("accent_color", least=0, most=0xFFFFFF)
    container.flag("spoiler")
    for child in container.items("components", least=1, most=MOST_IN_ALL, required=True):
        _inspect_component(child, _IN_CONTAINER)


_BY_KIND: dict[Kind, Callable[[Form], None]] = {
    Kind.ACTION_ROW: _inspect_row,
    Kind.BUTTON: _inspect_button,
    Kind.SECTION: _inspect_section,
    Kind.TEXT_DISPLAY: _inspect_text,
    Kind.THUMBNAIL: _inspect_thumbnail,
    Kind.MEDIA_GALLERY: _inspect_gallery,
    Kind.FILE: _inspect_file,
    Kind.SEPARATOR: _inspect_separator,
    Kind.CONTAINER: _inspect_container,
}
