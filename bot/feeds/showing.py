"""What a document shows, ready to be taken in: the part of it that is slow and pure, for worker processes.

Nothing here may import the database or the network: each worker would carry them.
"""

from dataclasses import dataclass

from bot.domain.announcements import Entry
from bot.feeds.identity import IdentityKey, identity_keys
from bot.feeds.revisions import fingerprint


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The entries of a document, and what each is known and compared by."""

    entries: tuple[Entry, ...]
    keys: tuple[tuple[IdentityKey, ...], ...]
    fingerprints: tuple[str, ...]


def show(entries: tuple[Entry, ...]) -> Shown:
    """What these entries are known and compared by."""
    return Shown(
        entries=entries, keys=identity_keys(entries), fingerprints=tuple(fingerprint(entry) for entry in entries)
    )
