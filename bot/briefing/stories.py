"""Tell stories: which announcement leads, what was claimed, how much it weighs. Pure.

What belongs together was decided when the announcements came (deciding); here it is told of those that one guild sees.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.announcements import Announcement, FeedKind, SourcedClaim
from bot.domain.claims import Kind, Spec
from bot.ledger.lines import Line
from bot.ledger.standing import ledger_of
from bot.ledger.voices import Role

HALF_LIFE = timedelta(hours=24)
_PRICES = frozenset({Spec.INPUT_PRICE, Spec.OUTPUT_PRICE, Spec.PRICE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One reason for a story's rank: what counted, and how many points it gave."""

    reason: str
    points: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One thing that happened: the announcement that tells it, those that fold in, and what was claimed.

    ``id`` is None for an announcement that waits for its story.
    """

    id: int | None
    lead: Announcement
    also: tuple[Announcement, ...]
    figures: tuple[Line, ...]
    parts: tuple[Part, ...]

    @property
    def members(self) -> tuple[Announcement, ...]:
        """Every announcement that tells it, the lead first."""
        return (self.lead, *self.also)

    @property
    def publishers(self) -> tuple[str, ...]:
        """Everybody who told it, the lead first, each once."""
        return tuple(dict.fromkeys(a.source.publisher for a in self.members))

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return sum(part.points for part in self.parts)


def tell_stories(
    announcements: Iterable[Announcement], claims: Iterable[SourcedClaim], placed: Mapping[int, int], now: datetime
) -> tuple[Story, ...]:
    """The stories of these announcements, the weightiest first. ``placed``: the story of each, where it has one."""
    by_announcement: dict[int, list[SourcedClaim]] = {}
    for sourced in claims:
        by_announcement.setdefault(sourced.source.announcement_id, []).append(sourced)
    groups: dict[tuple[int | None, int], list[Announcement]] = {}
    for announcement in sorted(announcements, key=_lead_first):
        announcement_id = announcement.source.announcement_id
        story_id = placed.get(announcement_id)
        groups.setdefault((story_id, 0 if story_id is not None else announcement_id), []).append(announcement)
    stories = [_story(story_id, group, by_announcement, now) for (story_id, _), group in groups.items()]
    return tuple(sorted(stories, key=lambda story: (-story.score, story.lead.source.announcement_id)))


def _lead_first(announcement: Announcement) -> tuple[object, ...]:
    """The lab's own post, of several the one that claims most; else the first to tell."""
    source = announcement.source
    own = source.publisher_kind is FeedKind.VENDOR
    return (not own, -announcement.claims_count if own else 0, source.order, source.announcement_id)


def _story(
    story_id: int | None,
    group: Sequence[Announcement],
    claims: Mapping[int, Sequence[SourcedClaim]],
    now: datetime,
) -> Story:
    figures = ledger_of(claim for a in group for claim in claims.get(a.source.announcement_id, ()))
    lead, *also = group
    return Story(id=story_id, lead=lead, also=tuple(also), figures=figures, parts=_rank(group, figures, now))


def _rank(group: Sequence[Announcement], figures: Sequence[Line], now: datetime) -> tuple[Part, ...]:
    publishers = len({a.source.publisher for a in group})
    kinds = {f.claim.kind for f in figures}
    third = any(v.role is Role.INDEPENDENT for f in figures if f.claim.value is not None for v in f.voices)
    counted = [
        Part(reason=f"{publishers} independent sources" if publishers > 1 else "one source", points=float(publishers)),
        Part(reason="a model's release", points=3.0 if Kind.RELEASE in kinds else 0.0),
        Part(reason="an efficiency claim", points=2.0 if Kind.RATIO in kinds else 0.0),
        Part(reason="a price", points=1.5 if any(f.claim.metric in _PRICES for f in figures) else 0.0),
        Part(reason="a third party's figure", points=1.5 if third else 0.0),
        Part(reason="an allegation", points=1.0 if Kind.ALLEGATION in kinds else 0.0),
    ]
    total = sum(part.points for part in counted)
    newest = max(a.source.dated_at or a.source.seen_at for a in group)
    aged = total * 0.5 ** (max(now - newest, timedelta()) / HALF_LIFE) - total
    return (*(part for part in counted if part.points), Part(reason="age, halved every 24 hours", points=aged))
