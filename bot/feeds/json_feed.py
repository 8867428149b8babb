"""JSON Feed 1.0 and 1.1, which feedparser does not read. Fields of a wrong type count as missing."""

import json
from dataclasses import dataclass
from typing import Any

from bot.feeds.dates import parse_date
from bot.feeds.documents import MAX_ENTRIES, Markup, RawEntry


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonFeed:
    """A JSON Feed document, its entries raw."""

    title: str
    site_url: str | None
    entries: tuple[RawEntry, ...]


def read_json_feed(text: str) -> JsonFeed | None:
    """The feed in a JSON document; None where it is no JSON, or no feed."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return None
    version = document.get("version")
    if not isinstance(version, str) or "jsonfeed.org/version/" not in version:
        return None
    items = [item for item in document["items"][:MAX_ENTRIES] if isinstance(item, dict)]
    return JsonFeed(
        title=_string(document, "title") or "",
        site_url=_string(document, "home_page_url"),
        entries=tuple(_entry(item) for item in items),
    )


def _entry(item: dict[str, Any]) -> RawEntry:
    bodies = [Markup(value=html, is_html=True) for html in [_string(item, "content_html")] if html]
    bodies += [
        Markup(value=text, is_html=False) for text in (_string(item, "content_text"), _string(item, "summary")) if text
    ]
    return RawEntry(
        guid=_guid(item.get("id")),
        link=_string(item, "url") or _string(item, "external_url"),
        title=Markup(value=_string(item, "title") or "", is_html=False),
        bodies=tuple(bodies),
        author=_author(item),
        published_at=parse_date(_string(item, "date_published") or _string(item, "date_modified") or ""),
    )


def _string(item: dict[str, Any], name: str) -> str | None:
    value = item.get(name)
    return value if isinstance(value, str) else None


def _guid(value: Any) -> str | None:
    """Version 1.0 lets publishers write numbers, and some do."""
    if isinstance(value, str):
        return value
    return repr(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _author(item: dict[str, Any]) -> str | None:
    several = item.get("authors")
    authors = several if isinstance(several, list) else [item.get("author")]
    names = [name for author in authors if isinstance(author, dict) and (name := _string(author, "name"))]
    return ", ".join(names) or None
