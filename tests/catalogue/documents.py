"""Catalogues of our own, as models.dev shapes them; and a package that carries one."""

import json
from datetime import date
from typing import Any

from bot.catalogue.package import Package, Snapshot


def model(name: str, **facts: Any) -> dict[str, Any]:
    """An entry; prices as ``input``, ``output``, ``cache_read``, the window as ``context``, the rest as it is."""
    cost = {key: facts.pop(key) for key in ("input", "output", "cache_read") if key in facts}
    limit = {"context": facts.pop("context", 128_000), "output": facts.pop("max_output", 8_000)}
    return {
        "name": name,
        "cost": cost,
        "limit": limit,
        "release_date": facts.pop("release_date", "2026-01-15"),
        "last_updated": facts.pop("last_updated", "2026-02-01"),
        "open_weights": facts.pop("open_weights", False),
        **facts,
    }


def document(**providers: dict[str, Any]) -> bytes:
    """Providers by their ids (``_`` for ``-``), each with its entries by their names for programs."""
    shaped = {
        provider.replace("_", "-"): {"name": provider.title(), "models": models}
        for provider, models in providers.items()
    }
    return json.dumps(shaped).encode()


class CarriedPackage(Package):
    """A package of a version, with a document of a day; change them to install another."""

    def __init__(self, body: bytes, version: str = "1.0.1", made_on: date | None = date(2026, 5, 21)) -> None:
        super().__init__("not-installed")
        self.body = body
        self.number = version
        self.made_on = made_on
        self.read = 0

    def version(self) -> str:
        return self.number

    def snapshot(self) -> Snapshot:
        self.read += 1
        return Snapshot(body=self.body, made_on=self.made_on)
