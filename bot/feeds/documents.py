"""Entries in their publishers' words, and the entries that are stored made of them. Pure.

``RawEntry`` is the shape that every format is brought into (parse, json_feed). What a whole document holds: parsed.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.announcements import Entry
from bot.feeds.html import html_text, looks_like_html, one_line, plain_text
from bot.feeds.links import canonical_link

MAX_ENTRIES = 5_000
MAX_TITLE = 300
_TITLE_FROM_TEXT = 80
_MAX_GUID = 4_000
_FIRST_FEEDS = datetime(1995, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Markup:
    """Text and whether its publisher calls it HTML; where not, it may be all the same."""

    value: str
    is_html: bool

    @property
    def text(self) -> str:
        """As plain text."""
        return html_text(self.value) if self.is_html or looks_like_html(self.value) else plain_text(self.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class RawEntry:
    """An entry in its publisher's words."""

    guid: str | None
    link: str | None
    title: Markup
    bodies: tuple[Markup, ...]
    author: str | None = None
    published_at: datetime | None = None


def clean_entry(raw: RawEntry, base: str, now: datetime | None) -> Entry | None:
    """The entry as it is stored; None where it holds nothing. Links are completed against ``base``."""
    text = _richest(raw.bodies)
    guid = one_line(raw.guid or "")[:_MAX_GUID] or None
    link = canonical_link(raw.link, base)
    title = _cut(one_line(raw.title.text), MAX_TITLE) or _title_of(text, link)
    if not (text or link or raw.title.value.strip()):
        return None
    return Entry(
        guid=guid,
        link=link,
        title=title,
        text=text,
        author=_cut(one_line(raw.author or ""), MAX_TITLE) or None,
        published_at=_sane(raw.published_at, now),
    )


def _richest(bodies: tuple[Markup, ...]) -> str:
    best = ""
    for body in sorted(bodies, key=lambda body: len(body.value), reverse=True):
        if len(body.value) <= len(best):
            break  # no text is longer than its markup
        best = max(best, body.text, key=len)
    return best


def _title_of(text: str, link: str | None) -> str:
    first = next((line for line in text.split("\n") if line.strip("#-|* ")), "")
    if words := first.lstrip("#-|* "):
        return _cut(words, _TITLE_FROM_TEXT)
    slug = re.split(r"[?#]", link or "")[0].rstrip("/").rpartition("/")[2]
    return _cut(re.sub(r"[-_]+", " ", slug), _TITLE_FROM_TEXT) or "Untitled"


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    words = text[:length].rpartition(" ")[0]
    return f"{words if len(words) > length // 2 else text[:length]}…"


def _sane(published_at: datetime | None, now: datetime | None) -> datetime | None:
    """Clocks that were never set give 1970, and some publishers date ahead by years: no date is better than those."""
    if published_at is None or published_at < _FIRST_FEEDS:
        return None
    return None if now is not None and published_at > now + _AHEAD else published_at
