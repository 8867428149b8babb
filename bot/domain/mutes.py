"""What a guild leaves out of what is posted in its channels: its briefings, and alerts there."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.announcements import Announcement
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

    def hold_for(self, announcement: Announcement) -> bool:
        """Whether nothing but muted labs, or nothing but muted topics, is in it: what others are named in stays."""
        own = announcement.source.lab
        labs, topics = {own} if own else set(announcement.labs), set(announcement.topics)
        return bool(labs and labs <= self.labs) or bool(topics and topics <= self.topics)
