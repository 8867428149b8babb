"""What a guild's briefings leave out."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.claims import Topic


class MuteKind(StrEnum):
    """What can be muted."""

    LAB = "lab"
    TOPIC = "topic"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mutes:
    """Labs by id, and topics."""

    labs: frozenset[str] = frozenset()
    topics: frozenset[Topic] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.labs or self.topics)
