"""Unpack what a worker made of a document, a piece at a time.

A document of thousands of entries crosses as one object otherwise, and the event loop waits until all of it is made
anew: so it comes in pieces (packing), and the loop runs between two.
"""

import asyncio
import pickle
from dataclasses import replace

from bot.feeds.packing import Parcel
from bot.feeds.parsed import ParsedFeed
from bot.feeds.showing import Shown


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
