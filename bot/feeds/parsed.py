"""What a feed document holds, once parsed. How it is parsed: parse, in worker processes alone."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.announcements import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedFeed:
    """A feed document. ``salvaged``: it was broken, and read all the same; ``ttl``: how long it asks for peace."""

    title: str
    site_url: str | None
    entries: tuple[Entry, ...]
    salvaged: bool = False
    ttl: timedelta | None = None
