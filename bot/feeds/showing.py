"""A document made ready to be taken in: all of it that is slow and pure, in one job of a worker process.

Nothing here may import the database or the network: each worker would carry them.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.announcements import Entry
from bot.feeds.documents import ParsedFeed
from bot.feeds.identity import IdentityKey, identity_keys
from bot.feeds.parse import parse_feed
from bot.feeds.revisions import fingerprint


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The entries of a document, and what each is known and compared by."""

    entries: tuple[Entry, ...]
    keys: tuple[tuple[IdentityKey, ...], ...]
    fingerprints: tuple[str, ...]


def show_feed(body: bytes, content_type: str | None, url: str, now: datetime) -> tuple[ParsedFeed, Shown]:
    """The feed in these bytes, and what its entries are known by. Raises what parse_feed raises."""
    parsed = parse_feed(body, content_type, url, now)
    return parsed, show(parsed.entries)


def show(entries: tuple[Entry, ...]) -> Shown:
    """What these entries are known and compared by."""
    return Shown(
        entries=entries, keys=identity_keys(entries), fingerprints=tuple(fingerprint(entry) for entry in entries)
    )
