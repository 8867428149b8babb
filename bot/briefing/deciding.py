"""Decide which story an announcement belongs to. Pure: what is stored and looked up is told by the caller.

Only the newcomer is placed. Whatever the answer, no announcement that has its story is moved.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.briefing.facts import Facts
from bot.briefing.likeness import Familiar, Likeness, likeness

ENOUGH = 2.0
"""Points from which two announcements are of one event."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A story that an announcement may belong to, with those of its announcements that it is held against."""

    story_id: int
    members: tuple[Facts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Placing:
    """Where an announcement goes: a story, or None for a new one; to whom it is most like, and how much."""

    story_id: int | None
    nearest_id: int | None = None
    likeness: Likeness | None = None


def decide_story(facts: Facts, candidates: Iterable[Candidate], familiar: Familiar) -> Placing:
    """The story whose announcement is most like this one, where that is enough and its lead has nothing against it."""
    best: Placing | None = None
    for candidate in candidates:
        if likeness(facts, leading(candidate.members), familiar).veto:
            continue
        for member in candidate.members:
            alike = likeness(facts, member, familiar)
            if best is None or best.likeness is None or alike.score > best.likeness.score:
                best = Placing(story_id=candidate.story_id, nearest_id=member.announcement_id, likeness=alike)
    if best is None or best.likeness is None or best.likeness.score < ENOUGH:
        return Placing(story_id=None)
    return best


def leading(members: Sequence[Facts]) -> Facts:
    """The announcement that tells a story: the lab's own, else the first."""
    return min(members, key=lambda each: (each.own_lab is None, each.at, each.announcement_id))
