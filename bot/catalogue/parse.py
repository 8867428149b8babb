"""Turn the catalogue's bytes into offers, believing nothing. Which models they are: matching.

What has the wrong type is skipped and counted; a figure that cannot be right is left out and counted; a document that
is not a catalogue at all is refused as a whole.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.domain.catalogue import Provider
from bot.errors import GapwatchError

MAX_BYTES = 10_000_000
_LONGEST = 120
_DEAREST = 2_000.0  # USD per million tokens; the dearest model ever sold took 600
_LARGEST = 50_000_000  # tokens
_EARLIEST = "2015"
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


class CatalogueUnreadable(GapwatchError):
    """What came is no catalogue of models, or not one that can be believed."""

    next_step = "What was known before stays. It is read again by itself; an update of Gapwatch may know its new shape."


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A model as one provider lists it. Prices in USD per million tokens, of the lowest tier where there are more."""

    provider: Provider
    entry: str
    name: str
    input_price: float | None
    output_price: float | None
    cached_input_price: float | None
    context_window: float | None
    max_output: float | None
    release_date: str | None
    open_weights: bool | None
    knowledge_cutoff: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """What a document holds. ``updated``: the newest day on which one of its entries was changed."""

    offers: tuple[Offer, ...]
    skipped: int
    refused: int
    updated: date | None


@dataclass(kw_only=True, slots=True)
class _Doubts:
    """What was not taken, counted while it is read; ``today`` is what no date may lie far beyond."""

    today: date
    skipped: int = 0
    refused: int = 0
    updated: str = ""


def parse_catalogue(body: bytes, providers: Collection[str], today: date) -> Parsed:
    """What a document says these providers offer. Raises CatalogueUnreadable."""
    document = _json(body)
    doubts = _Doubts(today=today)
    there = [each for each in providers if each in document]
    offers = [offer for provider_id in there for offer in _offers(provider_id, document[provider_id], doubts)]
    if not offers:
        raise CatalogueUnreadable("The catalogue of models holds no model of a provider that is known.")
    if doubts.skipped > len(offers):
        raise CatalogueUnreadable(f"Of the catalogue of models, {doubts.skipped} entries could not be read.")
    updated = date.fromisoformat(doubts.updated) if doubts.updated else None
    return Parsed(offers=tuple(offers), skipped=doubts.skipped, refused=doubts.refused, updated=updated)


def _json(body: bytes) -> dict[str, Any]:
    if len(body) > MAX_BYTES:
        raise CatalogueUnreadable(f"The catalogue of models is larger than {MAX_BYTES // 1_000_000} MB.")
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as cause:
        raise CatalogueUnreadable("The catalogue of models is not JSON.") from cause
    if not isinstance(document, dict):
        raise CatalogueUnreadable("The catalogue of models is not a list of providers by their names.")
    return document


def _offers(provider_id: str, found: object, doubts: _Doubts) -> list[Offer]:
    models = found.get("models") if isinstance(found, dict) else None
    name = _text(found.get("name")) if isinstance(found, dict) else None
    if not isinstance(models, dict):
        doubts.skipped += 1
        return []
    provider = Provider(id=provider_id, name=name or provider_id)
    read = [_offer(provider, entry, model, doubts) for entry, model in models.items()]
    doubts.skipped += read.count(None)
    return [offer for offer in read if offer is not None]


def _offer(provider: Provider, entry: str, found: object, doubts: _Doubts) -> Offer | None:
    if not isinstance(found, dict):
        return None
    identifier, name = _identifier(entry), _text(found.get("name"))
    cost, limit = found.get("cost", {}), found.get("limit", {})
    if identifier is None or name is None or not isinstance(cost, dict) or not isinstance(limit, dict):
        return None
    updated = found.get("last_updated")
    if isinstance(updated, str) and len(updated) == 10 and _is_date(updated, doubts.today):
        doubts.updated = max(doubts.updated, updated)
    return Offer(
        provider=provider,
        entry=identifier,
        name=name,
        input_price=_price(cost, "input", doubts),
        output_price=_price(cost, "output", doubts),
        cached_input_price=_price(cost, "cache_read", doubts),
        context_window=_tokens(limit, "context", doubts),
        max_output=_tokens(limit, "output", doubts),
        release_date=_date(found, "release_date", doubts),
        open_weights=_flag(found, "open_weights", doubts),
        knowledge_cutoff=_date(found, "knowledge", doubts),
    )


def _price(cost: Mapping[str, Any], key: str, doubts: _Doubts) -> float | None:
    value = cost.get(key)
    if value is None:
        return None
    if _is_number(value) and 0 <= value <= _DEAREST:
        return float(value)
    doubts.refused += 1
    return None


def _tokens(limit: Mapping[str, Any], key: str, doubts: _Doubts) -> float | None:
    value = limit.get(key)
    if value is None or (_is_number(value) and value == 0):  # 0 is how the catalogue says that it does not know
        return None
    if _is_number(value) and 1 <= value <= _LARGEST and value == int(value):
        return float(value)
    doubts.refused += 1
    return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)  # no range holds what is not finite


def _flag(found: Mapping[str, Any], key: str, doubts: _Doubts) -> bool | None:
    value = found.get(key)
    if value is None or isinstance(value, bool):
        return value
    doubts.refused += 1
    return None


def _date(found: Mapping[str, Any], key: str, doubts: _Doubts) -> str | None:
    """A day, a month or a year as it is written; nothing is added to it."""
    value = found.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, str) and _is_date(value, doubts.today):
        return value
    doubts.refused += 1
    return None


def _is_date(value: str, today: date) -> bool:
    match = _DATE.fullmatch(value)
    if match is None or not value.isascii():
        return False
    try:
        date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return False
    return _EARLIEST <= value <= (today + timedelta(days=366)).isoformat()


def _identifier(value: object) -> str | None:
    """A model's name for programs: printable, without spaces."""
    usable = isinstance(value, str) and 0 < len(value) <= _LONGEST and value.isprintable() and " " not in value
    return value if isinstance(value, str) and usable else None


def _text(value: object) -> str | None:
    """A name for people, without what is not seen: control characters, and those that turn a text round."""
    if not isinstance(value, str):
        return None
    seen = "".join(" " if unicodedata.category(char).startswith(("C", "Z")) else char for char in value[: 4 * _LONGEST])
    return " ".join(seen.split())[:_LONGEST] or None
