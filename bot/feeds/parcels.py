"""Carry what a worker made of a document over to our process in pieces.

A document of thousands of entries crosses as one object otherwise, and the event loop waits until all of it is made
anew: pieces are unpacked one at a time, and the loop runs between two. Nothing here may import the database or the
network, which each worker would carry.
"""

import asyncio
import pickle
from dataclasses import dataclass, replace
from datetime import datetime

from bot.feeds.documents import ParsedFeed
from bot.feeds.parse import parse_feed
from bot.feeds.showing import Shown, show

_ENTRIES_IN_A_PIECE = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Parcel:
    """A parsed document without its entries, and these in pieces."""

    parsed: ParsedFeed
    pieces: tuple[bytes, ...]


def parse_and_pack(body: bytes, content_type: str | None, url: str, now: datetime) -> Parcel:
    """In a worker: the feed in these bytes. Raises what parse_feed raises."""
    return pack(parse_feed(body, content_type, url, now))


def pack(parsed: ParsedFeed) -> Parcel:
    """The document and what its entries are known by."""
    shown = show(parsed.entries)
    pieces = []
    for at in range(0, len(parsed.entries), _ENTRIES_IN_A_PIECE):
        these = slice(at, at + _ENTRIES_IN_A_PIECE)
        pieces.append(pickle.dumps((shown.entries[these], shown.keys[these], shown.fingerprints[these]), protocol=5))
    return Parcel(parsed=replace(parsed, entries=()), pieces=tuple(pieces))


async def unpack(parcel: Parcel) -> tuple[ParsedFeed, Shown]:
    """The document and what it shows."""
    shown = Shown(entries=(), keys=(), fingerprints=())
    unpacked = []
    for piece in parcel.pieces:
        unpacked.append(pickle.loads(piece))  # noqa: S301 - made by our own worker a moment ago
        await asyncio.sleep(0)
    if unpacked:
        entries, keys, fingerprints = (
            tuple(each for piece in column for each in piece) for column in zip(*unpacked, strict=True)
        )
        shown = Shown(entries=entries, keys=keys, fingerprints=fingerprints)
    return replace(parcel.parsed, entries=shown.entries), shown
