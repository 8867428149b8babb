"""Put an edition together out of what a guild's feeds told in a window. Pure; what is fetched for it: editions.

Stories that the channel knows stay out unless they have moved on; the others are ranked, and what has no room is told
by its title, or counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.briefing.choosing import Room, choose
from bot.briefing.developments import Development, developments, facts_of, key_of, spoken_for
from bot.briefing.edition import Coverage, Edition, Item, Launch, Offer
from bot.briefing.former import former_prices
from bot.briefing.oneline import one_line
from bot.briefing.roster import CHANGES, LAUNCHES, OFFERS, changes_of, launches_of, offers_of
from bot.briefing.scoring import score_of
from bot.briefing.stories import Story, lead_first, tell_stories
from bot.domain.announcements import Announcement, SourcedClaim
from bot.domain.claims import Topic
from bot.domain.schedules import Section, Wanted, Window
from bot.domain.told import NOTHING_TOLD, Told
from bot.ledger.changes import Change, standings
from bot.ledger.lines import Line
from bot.ledger.standing import WEIGHT, Standing, standing_of

TOP = Room(items=4, of_lab=2, of_topic=3)
ALSO = Room(items=8, of_lab=3, of_topic=5)
POLICY = Room(items=4, of_lab=2, of_topic=4)
_POLICY = frozenset({Topic.POLICY, Topic.SAFETY, Topic.LEGAL})


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """What an edition is put together of.

    ``announcements`` came in the window and are wanted, ``earlier`` ones are of the same stories. ``claims`` are theirs
    and what bears on them, ``ledger`` their lines, ``before`` what of them was known when the window began. ``placed``
    has the story of each, ``labs`` those that the feeds tell of, most often first; ``feeds`` are read, of which so many
    are ``failing``.
    """

    window: Window
    announcements: Sequence[Announcement]
    earlier: Sequence[Announcement] = ()
    claims: Sequence[SourcedClaim] = ()
    before: Sequence[SourcedClaim] = ()
    ledger: Sequence[Line] = ()
    placed: Mapping[int, int]
    feeds: int = 0
    failing: int = 0
    labs: Sequence[str] = ()
    told: Told = NOTHING_TOLD
    muted: int = 0
    next_at: datetime | None = None


def put_together(material: Material, wanted: Wanted) -> Edition:
    """The edition of one window."""
    return _Desk(material, wanted).edition()


class _Desk:
    """The material laid out: the ledger of its claims, and which of it is fresh."""

    def __init__(self, material: Material, wanted: Wanted) -> None:
        self._material = material
        self._wanted = wanted
        self._ids = frozenset(each.source.announcement_id for each in material.announcements)
        self._spoken = spoken_for(material.ledger)
        self._former = former_prices(material.ledger)
        holding = (line for line in material.ledger if line.grounds.ended_at is None)
        self._lines = tuple(line for line in holding if _is_founded(line, wanted))
        self._fresh = tuple(line for line in self._lines if any(map(self._is_fresh, line.claims)))

    def edition(self) -> Edition:
        items, known = self._items()
        top, rest = self._chosen(items)
        policy = self._policy(rest)
        others = [each for each in rest if each not in policy and _claims(each.story)]
        also, more = choose(others, self._room(ALSO)) if self._wanted.has(Section.ALSO) else ([], others)
        shown = (*top, *policy, *also)
        edition = Edition(
            window_start=self._material.window.start,
            window_end=self._material.window.end,
            one_line=one_line(top or [*policy, *also], self._former),
            top=tuple(top),
            launches=self._launches() if self._wanted.has(Section.MODELS) else (),
            offers=self._offers() if self._wanted.has(Section.EFFICIENCY) else (),
            changes=self._changes(top) if self._wanted.has(Section.CHANGES) else (),
            policy=tuple(policy),
            also=tuple(also),
            more=len(more),
            coverage=self._coverage(known),
            told=NOTHING_TOLD,
        )
        return replace(edition, told=self._told(edition, shown))

    def _items(self) -> tuple[list[Item], int]:
        """The stories that are to be told, the weightiest first, and how many the channel knows already."""
        material, told = self._material, self._material.told
        stories = tell_stories([*material.announcements, *material.earlier], self._lines, material.placed)
        items = [self._item(story) for story in stories if _claims(story) or _POLICY & set(story.lead.topics)]
        items.sort(key=rank)
        kept: list[Item] = []
        seen: set[str] = set()
        for item in items:
            new = tuple(each for each in item.developed if key_of(each.line) not in seen)
            if not new and item.story.announcement_ids & told.announcements:
                continue
            seen |= {key_of(each.line) for each in new}
            kept.append(self._scored(self._led(item.story, new), new) if item.developed else item)
        return sorted(kept, key=rank), len(items) - len(kept)

    def _item(self, story: Story) -> Item:
        fresh = [line for line in story.figures if any(map(self._is_fresh, line.claims))]
        return self._scored(story, developments(fresh, self._spoken, self._material.told))

    def _scored(self, story: Story, developed: tuple[Development, ...]) -> Item:
        score = score_of(
            story,
            labs=self._material.labs,
            former=self._former,
            told=self._material.told,
            facts=facts_of(story.figures, self._spoken),
            developed=developed,
            now=self._material.window.end,
        )
        return Item(story=story, score=score, developed=developed)

    def _led(self, story: Story, developed: Sequence[Development]) -> Story:
        """A story that has moved on is led by the text that moved it."""
        keys = {key_of(each.line) for each in developed}
        moving = {
            sourced.source.announcement_id
            for line in story.figures
            if key_of(line) in keys
            for sourced in line.claims
            if self._is_fresh(sourced)
        }
        those = (each for each in story.members if each.source.announcement_id in moving)
        leading = min(those, key=lead_first, default=story.lead)
        return replace(story, lead=leading, also=tuple(each for each in story.members if each is not leading))

    def _chosen(self, items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
        if not self._wanted.has(Section.STORIES):
            return [], list(items)
        told = [each for each in items if _claims(each.story)]
        top, _ = choose(told, self._room(TOP))
        return top, [each for each in items if each not in top]

    def _policy(self, items: Sequence[Item]) -> list[Item]:
        if not self._wanted.has(Section.POLICY):
            return []
        chosen, _ = choose([each for each in items if _is_policy(each)], self._room(POLICY))
        return chosen

    def _room(self, room: Room) -> Room:
        """Whoever asks for certain labs or topics alone gets as many of them as there are."""
        labs = room.items if self._wanted.labs else room.of_lab
        return replace(room, of_lab=labs, of_topic=room.items if self._wanted.topics else room.of_topic)

    def _is_fresh(self, sourced: SourcedClaim) -> bool:
        return sourced.source.announcement_id in self._ids

    def _launches(self) -> tuple[Launch, ...]:
        material = self._material
        return launches_of(self._fresh, material.ledger, material.told, self._is_fresh, self._room(LAUNCHES))

    def _offers(self) -> tuple[Offer, ...]:
        return offers_of(self._fresh, self._spoken, self._former, self._material.told, self._room(OFFERS))

    def _changes(self, top: Iterable[Item]) -> tuple[Change, ...]:
        then = standings(self._material.before)
        told = {key_of(development.line) for item in top for development in item.developed}
        room = self._room(CHANGES)
        return changes_of(self._spoken.values(), then, self._material.told, self._is_fresh, told, room)

    def _coverage(self, known: int) -> Coverage:
        material = self._material
        return Coverage(
            feeds=material.feeds,
            failing=material.failing,
            announcements=len(material.announcements),
            claims=sum(1 for sourced in material.claims if self._is_fresh(sourced) and sourced.withdrawn_at is None),
            muted=material.muted,
            known=known,
            next_at=material.next_at,
        )

    def _told(self, edition: Edition, shown: Iterable[Item]) -> Told:
        """What a channel knows by this edition: the stories in it, and every figure of them and of its lists."""
        stories = [item.story for item in shown]
        lines = [
            *(line for launch in edition.launches for line in launch.lines),
            *(line for offer in edition.offers for line in offer.lines),
            *(change.line for change in edition.changes),
            *(line for story in stories for line in story.figures),
        ]
        return Told(
            announcements=frozenset().union(*(story.announcement_ids for story in stories)),
            facts=facts_of(lines, self._spoken),
        )


def rank(item: Item) -> tuple[float, float, int]:
    """What items are sorted by: the weightiest first, of equals the newest, of those the one stored first."""
    source = item.story.lead.source
    return (-item.score.points, -(source.dated_at or source.seen_at).timestamp(), source.announcement_id)


def _claims(story: Story) -> bool:
    return any(each.claims_count for each in story.members)


def _is_policy(item: Item) -> bool:
    return bool(_POLICY & set(item.story.lead.topics))


def _is_founded(line: Line, wanted: Wanted) -> bool:
    """Whether a line stands as well as is wanted; what is contested is news, however it stands."""
    if wanted.min_standing is None:
        return True
    standing = standing_of(line)
    return standing is Standing.CONTESTED or WEIGHT[standing] >= WEIGHT[Standing(wanted.min_standing)]
