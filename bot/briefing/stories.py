"""Fold announcements about one thing into stories and rank them. Pure.

A story is told by one announcement, the maker's own where there is one; the others fold in under it. What makes two
announcements one story here is a model that both make claims about, in one window.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.announcements import Announcement, FeedKind, SourcedClaim
from bot.domain.claims import Kind, Spec
from bot.domain.names import ModelName
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
    """One thing that happened: the announcement that tells it, those that fold in, and what was claimed."""

    lead: Announcement
    also: tuple[Announcement, ...]
    figures: tuple[Line, ...]
    parts: tuple[Part, ...]

    @property
    def publishers(self) -> tuple[str, ...]:
        """Everybody who told it, the lead first, each once."""
        return tuple(dict.fromkeys(a.source.publisher for a in (self.lead, *self.also)))

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return sum(part.points for part in self.parts)


def tell_stories(
    announcements: Iterable[Announcement], claims: Iterable[SourcedClaim], now: datetime
) -> tuple[Story, ...]:
    """Stories of one window, the weightiest first."""
    by_announcement: dict[int, list[SourcedClaim]] = {}
    for sourced in claims:
        by_announcement.setdefault(sourced.source.announcement_id, []).append(sourced)
    stories = [_story(group, by_announcement, now) for group in _fold(announcements, by_announcement)]
    return tuple(sorted(stories, key=lambda story: (-story.score, story.lead.source.announcement_id)))


def _fold(
    announcements: Iterable[Announcement], claims: Mapping[int, Sequence[SourcedClaim]]
) -> list[list[Announcement]]:
    groups: list[tuple[set[str], list[Announcement]]] = []
    for announcement in sorted(announcements, key=_lead_first):
        models = _models_claimed(claims.get(announcement.source.announcement_id, ()))
        home = next((group for group in groups if models & group[0]), None)
        if home is None:
            groups.append((models, [announcement]))
        else:
            home[1].append(announcement)  # the lead's models stay the anchor, or stories would chain into one
    return [group for _, group in groups]


def _lead_first(announcement: Announcement) -> tuple[object, ...]:
    source = announcement.source
    return (
        source.publisher_kind is not FeedKind.VENDOR,
        -announcement.claims_count,
        source.order,
        source.announcement_id,
    )


def _models_claimed(claims: Iterable[SourcedClaim]) -> set[str]:
    """The models that an announcement is about: subjects of releases, else of any claim."""
    subjects = [(s.claim.kind, s.claim.subject.key) for s in claims if isinstance(s.claim.subject, ModelName)]
    released = {key for kind, key in subjects if kind is Kind.RELEASE}
    return released or {key for _, key in subjects}


def _story(group: Sequence[Announcement], claims: Mapping[int, Sequence[SourcedClaim]], now: datetime) -> Story:
    figures = ledger_of(claim for a in group for claim in claims.get(a.source.announcement_id, ()))
    lead, *also = group
    return Story(lead=lead, also=tuple(also), figures=figures, parts=_rank(group, figures, now))


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
