"""Checks requests against Discord's own OpenAPI description, where a checkout of it lies beside the repository.

`assert_valid(request)` takes what `Playground.requests` holds; tests of it skip by `openapi.is_present()`.
`assert_all_valid` checks what a whole run of tests has sent.
"""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from bot.playground.rest import RecordedRequest

DESCRIPTION = Path(__file__).parents[3] / "shared" / "discord" / "openapi.json"

_ROOT = "urn:discord"
_MEDIA_TYPES = ("application/json", "multipart/form-data")
# Routes that discord.py uses and Discord answers, though its description does not list them.
_UNLISTED = {("PUT", "/channels/{}/messages/{}/reactions/{}/@me"), ("GET", "/applications/@me")}


def is_present() -> bool:
    """Whether there is a description to check against."""
    return DESCRIPTION.is_file()


def assert_valid(request: RecordedRequest) -> None:
    """Fail unless the description knows the method and path, and its schema takes the body."""
    operation = find_operation(request.method, request.path)
    assert operation is not None, f"{request.method} {request.path} is not in Discord's description"
    content = operation.get("requestBody", {}).get("content")
    if request.body is None:
        assert not operation.get("requestBody", {}).get("required"), f"{request.method} {request.path} needs a body"
        return
    assert content, f"{request.method} {request.path} takes no body"
    media_type = _MEDIA_TYPES[bool(request.files)]
    error = best_match(_validator(json.dumps(content[media_type]["schema"])).iter_errors(request.body))
    assert error is None, f"{request.method} {request.path}: {error.json_path}: {error.message}"


def assert_all_valid(requests: Iterable[RecordedRequest]) -> None:
    """Fail unless all of them are, where there is a description to check against."""
    if is_present():
        for request in requests:
            assert_valid(request)


def find_operation(method: str, path: str) -> dict[str, Any] | None:
    """The description's entry for a request; literal parts of a path win over parameters."""
    fits = [
        (template.count("{"), operations[method.lower()])
        for template, operations in _description()["paths"].items()
        if method.lower() in operations and _pattern(template).fullmatch(path)
    ]
    return min(fits, key=lambda fit: fit[0])[1] if fits else None


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{\w+\}", template)
    return re.compile("[^/]+".join(re.escape(part) for part in parts))


@cache
def _description() -> dict[str, Any]:
    description = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    # Discord takes ids as numbers too, and discord.py sends them so in places; nonces and permissions likewise.
    schemas = description["components"]["schemas"]
    schemas["SnowflakeType"] = {"anyOf": [schemas["SnowflakeType"], {"type": "integer", "minimum": 0}]}
    return description


@cache
def _validator(schema: str) -> Draft202012Validator:
    resource = Resource(contents=_description(), specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource(_ROOT, resource)
    rooted = json.loads(schema.replace('"#/', f'"{_ROOT}#/'))
    return Draft202012Validator(rooted, registry=registry)
