"""Pack what a worker makes of a document, so that it crosses to our process in pieces. Unpacked: parcels.

Neither asyncio, the database nor the network may be imported here, which each worker would carry; and what parses a
document is imported by the workers alone.
"""

import pickle
from dataclasses import dataclass, replace
from datetime import datetime

from bot.feeds.parsed import ParsedFeed
from bot.feeds.showing import show

_ENTRIES_IN_A_PIECE = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Parcel:
    """A parsed document without its entries, and these in pieces."""

    parsed: ParsedFeed
    pieces: tuple[bytes, ...]


def parse_and_pack(body: bytes, content_type: str | None, url: str, now: datetime) -> Parcel:
    """In a worker: the feed in these bytes. Raises what parse_feed raises."""
    from bot.feeds.parse import parse_feed

    return pack(parse_feed(body, content_type, url, now))


def pack(parsed: ParsedFeed) -> Parcel:
    """The document and what its entries are known by."""
    shown = show(parsed.entries)
    pieces = []
    for at in range(0, len(parsed.entries), _ENTRIES_IN_A_PIECE):
        these = slice(at, at + _ENTRIES_IN_A_PIECE)
        pieces.append(pickle.dumps((shown.entries[these], shown.keys[these], shown.fingerprints[these]), protocol=5))
    return Parcel(parsed=replace(parsed, entries=()), pieces=tuple(pieces))
