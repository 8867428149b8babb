"""Payloads that pass every validator, to be spoiled one field at a time, and the codes of Discord's refusals."""

from collections.abc import Callable, Iterable
from typing import Any

from bot.playground.refusals import FormError

V2 = 1 << 15
LENGTH, BAD, MISSING = "BASE_TYPE_MAX_LENGTH", "BASE_TYPE_BAD_LENGTH", "BASE_TYPE_REQUIRED"
CHOICES = "BASE_TYPE_CHOICES"
LEGACY = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
BEFORE = {"flags": 0, "content": "x", "embeds": [], "attachments": [], "components": []}


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


def command(**fields: Any) -> dict[str, Any]:
    return {"name": "compare", "description": "Compare things", **fields}


def string(name: str = "a", **fields: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "d", **fields}


def choices(count: int) -> list[dict[str, Any]]:
    return [{"name": f"n{number}", "value": f"v{number}"} for number in range(count)]


def modal(*rows: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"custom_id": "m", "title": "T", "components": list(rows), **fields}


def label(custom_id: str = "a", **fields: Any) -> dict[str, Any]:
    return {"type": 18, "label": "L", "component": {"type": 4, "custom_id": custom_id, "style": 1, **fields}}


def codes(errors: Iterable[FormError]) -> dict[str, str]:
    """The code of each fault, by its place."""
    return {".".join(error.path): error.code for error in errors}


def assert_edge(
    check: Callable[[Any], list[FormError]], passes: dict[str, Any], fails: dict[str, Any], place: str, code: str
) -> None:
    """What lies at the edge passes; what lies beyond is refused at this place with this code."""
    assert check(passes) == []
    assert (place, code) in [(".".join(error.path), error.code) for error in check(fails)]
