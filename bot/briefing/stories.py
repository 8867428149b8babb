"""Tell stories: which announcement leads, who else tells it, what was claimed. Pure.

What belongs together was decided when the announcements came (deciding); here it is told of those that one guild sees.
How much a story weighs: scoring.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.announcements import Announcement, FeedKind, SourcedClaim
from bot.ledger.lines import Line


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One thing that happened: the announcement that tells it, those that fold in, and what was claimed.

    ``id`` is None for an announcement that waits for its story. ``figures`` are the ledger's lines that a member
    states, oldest first.
    """

    id: int | None
    lead: Announcement
    also: tuple[Announcement, ...]
    figures: tuple[Line, ...]

    @property
    def members(self) -> tuple[Announcement, ...]:
        """Every announcement that tells it, the lead first."""
        return (self.lead, *self.also)

    @property
    def announcement_ids(self) -> frozenset[int]:
        """The ids of its members."""
        return frozenset(each.source.announcement_id for each in self.members)

    @property
    def publishers(self) -> tuple[str, ...]:
        """Everybody who told it, the lead first, each once."""
        return tuple(dict.fromkeys(a.source.publisher for a in self.members))

    @property
    def speakers(self) -> tuple[str, ...]:
        """Those of its publishers that say something of their own; who only passes on a word does not.

        A story that no figure is read in has its lead's.
        """
        speaking = {s.source.publisher for line in self.figures for s in self._statements(line)}
        return tuple(each for each in self.publishers if each in speaking) or self.publishers[:1]

    @property
    def stated(self) -> tuple[Line, ...]:
        """The figures that one of its members gives as its own word or finding, not only passes on."""
        return tuple(line for line in self.figures if self._statements(line))

    def said(self, line: Line) -> SourcedClaim:
        """The claim by which the story tells a figure: its lead's, else the first of its members'."""
        own, lead = self.announcement_ids, self.lead.source.announcement_id
        theirs = [s for s in line.claims if s.source.announcement_id in own]
        return min(theirs, key=lambda s: s.source.announcement_id != lead, default=line.origin)

    def _statements(self, line: Line) -> list[SourcedClaim]:
        own = self.announcement_ids
        return [s for voice in line.voices for s in voice.statements if s.source.announcement_id in own]


def tell_stories(
    announcements: Iterable[Announcement], lines: Iterable[Line], placed: Mapping[int, int]
) -> tuple[Story, ...]:
    """The stories of these announcements, by their leads. ``placed``: the story of each, where it has one."""
    stating: dict[int, dict[int, Line]] = {}
    for number, line in enumerate(lines):
        for sourced in line.claims:
            stating.setdefault(sourced.source.announcement_id, {})[number] = line
    groups: dict[tuple[int | None, int], list[Announcement]] = {}
    for announcement in sorted(announcements, key=lead_first):
        announcement_id = announcement.source.announcement_id
        story_id = placed.get(announcement_id)
        groups.setdefault((story_id, 0 if story_id is not None else announcement_id), []).append(announcement)
    stories = []
    for (story_id, _), (lead, *also) in groups.items():
        stated: dict[int, Line] = {}
        for member in (lead, *also):
            stated |= stating.get(member.source.announcement_id, {})
        figures = tuple(stated[number] for number in sorted(stated))
        stories.append(Story(id=story_id, lead=lead, also=tuple(also), figures=figures))
    return tuple(stories)


def lead_first(announcement: Announcement) -> tuple[object, ...]:
    """The lab's own post, of several the one that claims most; else the first to tell."""
    source = announcement.source
    own = source.publisher_kind is FeedKind.VENDOR
    return (not own, -announcement.claims_count if own else 0, source.order, source.announcement_id)
