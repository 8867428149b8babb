"""Which items an edition has room for: in the order of their rank, none of a lab or topic beyond its share. Pure."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.briefing.edition import Item
from bot.ledger.questions import lab_of

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """How much fits: so many in all, so many of one lab, so many of one topic."""

    items: int
    of_lab: int
    of_topic: int


def choose(items: Sequence[Item], room: Room) -> tuple[list[Item], list[Item]]:
    """Those that have room, and the others; both in the order given."""
    return within(items, room.items, (labs_of, room.of_lab), (topics_of, room.of_topic))


def within(
    items: Iterable[T], most: int, *shares: tuple[Callable[[T], Iterable[Hashable]], int]
) -> tuple[list[T], list[T]]:
    """The first ``most`` items that leave every share kept, and the others. A share says of what how many may be."""
    chosen: list[T] = []
    left: list[T] = []
    counts = [Counter[Hashable]() for _ in shares]
    for item in items:
        kinds = [frozenset(kinds_of(item)) for kinds_of, _ in shares]
        full = any(
            count[kind] >= share
            for count, (_, share), theirs in zip(counts, shares, kinds, strict=True)
            for kind in theirs
        )
        if full or len(chosen) >= most:
            left.append(item)
            continue
        chosen.append(item)
        for count, theirs in zip(counts, kinds, strict=True):
            count.update(theirs)
    return chosen, left


def labs_of(item: Item) -> frozenset[str]:
    """Whose story it is: the lab in whose feed the lead stands, else that of the models claimed about."""
    lead = item.story.lead
    if lead.source.lab:
        return frozenset({lead.source.lab})
    claimed = (lab_of(line.claim.subject) for line in item.story.figures)
    return frozenset(lab for lab in claimed if lab)


def topics_of(item: Item) -> frozenset[str]:
    """What its lead is about."""
    return frozenset(item.story.lead.topics)
