"""What a server wants of a feed. How entries are held against it: bot.feeds.filters."""

from dataclasses import dataclass

from bot.domain.claims import Kind, Topic


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedFilter:
    """An entry is shown where it meets one of every wanted kind of thing that is set, and nothing that is unwanted.

    Words are matched whole and without case, anywhere in title and text; patterns are RE2 (linear time). Labs by id,
    models by key.
    """

    include_words: tuple[str, ...] = ()
    exclude_words: tuple[str, ...] = ()
    include_pattern: str | None = None
    exclude_pattern: str | None = None
    labs: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    kinds: tuple[Kind, ...] = ()

    def __bool__(self) -> bool:
        return self != NO_FILTER


NO_FILTER = FeedFilter()
"""Everything is shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filterable:
    """What a filter looks at of an announcement: labs by id, models by key."""

    title: str
    text: str
    labs: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    topics: frozenset[Topic] = frozenset()
    kinds: frozenset[Kind] = frozenset()
