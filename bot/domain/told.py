"""What a channel has been told: which announcements its briefings were made of, and where each figure stood then."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One figure as it was told: where it stood, and its value; None for what has none, such as a step in a life."""

    standing: str
    value: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """Announcements by id, and facts by the key of what they answer (bot.briefing.developments)."""

    announcements: frozenset[int] = frozenset()
    facts: Mapping[str, Fact] = field(default_factory=dict)


NOTHING_TOLD = Told()
