"""The tree of a message's components: its types, and ways to walk it. What it may hold is for validate_components."""

from collections.abc import Iterator
from enum import IntEnum

from bot.playground.refusals import Json


class Kind(IntEnum):
    """Discord's component types."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = frozenset(
    {Kind.STRING_SELECT, Kind.USER_SELECT, Kind.ROLE_SELECT, Kind.MENTIONABLE_SELECT, Kind.CHANNEL_SELECT}
)


def walk(components: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Json]]:
    """Every component under a list of them, with its path, parents before children."""
    if not isinstance(components, list):
        return
    for index, component in enumerate(components):
        if isinstance(component, dict):
            yield from _walk_one(component, (*path, str(index)))


def _walk_one(component: Json, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Json]]:
    yield path, component
    yield from walk(component.get("components"), (*path, "components"))
    for key in ("accessory", "component"):
        if isinstance(child := component.get(key), dict):
            yield from _walk_one(child, (*path, key))


def find(components: object, custom_id: str) -> Json | None:
    """The component a person may use under this custom id."""
    return next((component for _, component in walk(components) if component.get("custom_id") == custom_id), None)


def media_of(component: Json) -> Iterator[Json]:
    """The pictures and files that a component shows; each holds a `url`."""
    for key in ("media", "file"):
        if isinstance(media := component.get(key), dict):
            yield media
    items = component.get("items")
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict) and isinstance(media := item.get("media"), dict):
            yield media


def texts(components: object) -> Iterator[str]:
    """What a person reads in them, in order: text, labels, placeholders, options."""
    for _, component in walk(components):
        for key in ("content", "label", "placeholder"):
            if isinstance(text := component.get(key), str):
                yield text
        for option in component.get("options") or []:
            yield option["label"]
