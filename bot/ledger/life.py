"""The life of a model in dated stages, from the first rumour to its end, each with the words for it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Kind
from bot.domain.names import Named
from bot.ledger.known import known_at, order_of
from bot.ledger.lines import Line
from bot.ledger.questions import named_key
from bot.ledger.voices import Role, role_of


class Stage(StrEnum):
    """Where a model stands, in the order of a life."""

    RUMOURED = "rumoured"
    ANNOUNCED = "announced"
    PREVIEWED = "previewed"
    RELEASED = "released"
    OPEN_WEIGHTS = "open_weights"
    DEPRECATED = "deprecated"


_STAGES = tuple(Stage)


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One stage: since when, the claim that dates it, and everybody who tells of it, oldest first.

    The maker's own word dates a stage, however early others told of it. ``hedged``: the maker itself holds back.
    """

    stage: Stage
    since: datetime
    told_by: SourcedClaim
    sources: tuple[SourcedClaim, ...]
    hedged: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """A model's stages, in the order of a life."""

    model: Named
    steps: tuple[Step, ...]

    @property
    def now(self) -> Step | None:
        """The furthest stage that somebody tells of without holding back, else the furthest at all."""
        flat = [step for step in self.steps if not step.hedged and step.stage is not Stage.RUMOURED]
        return max(flat or self.steps, key=lambda step: _STAGES.index(step.stage), default=None)


def life_of(model: Named, lines: Iterable[Line]) -> Life:
    """The life of one model, out of the lines of a ledger."""
    key = named_key(model)
    told: dict[Stage, list[SourcedClaim]] = {}
    for line in lines:
        if line.question.kind is Kind.RELEASE and line.question.subject == key and line.grounds.ended_at is None:
            standing = (sourced for sourced in line.claims if sourced.withdrawn_at is None)
            told.setdefault(Stage(line.claim.metric), []).extend(standing)
    told = _by_who_knows(told)
    steps = [step for stage, claims in told.items() if (step := _step(stage, claims)) is not None]
    rumour = _rumour((sourced for claims in told.values() for sourced in claims), steps)
    every = [rumour, *steps] if rumour else steps
    return Life(model=model, steps=tuple(sorted(every, key=lambda step: _STAGES.index(step.stage))))


def lives_of(lines: Iterable[Line]) -> tuple[Life, ...]:
    """The life of every model that a stage is told of, the newest step first."""
    by_subject: dict[str, list[Line]] = {}
    for line in lines:
        if line.question.kind is Kind.RELEASE:
            by_subject.setdefault(line.question.subject, []).append(line)
    lives = [life_of(group[0].claim.subject, group) for group in by_subject.values()]
    told = [life for life in lives if life.steps]
    return tuple(sorted(told, key=lambda life: max(step.since for step in life.steps), reverse=True))


def _by_who_knows(told: dict[Stage, list[SourcedClaim]]) -> dict[Stage, list[SourcedClaim]]:
    """Oldest first; without what rivals tell of a model, where its maker tells of it."""
    every = [sourced for claims in told.values() for sourced in claims]
    speaks = any(_makers_own(sourced) for sourced in every)
    heard = {sourced.id for sourced in every if not (speaks and role_of(sourced) is Role.RIVAL)}
    return {stage: sorted((s for s in claims if s.id in heard), key=order_of) for stage, claims in told.items()}


def _step(stage: Stage, told: Sequence[SourcedClaim]) -> Step | None:
    """The stage as the maker dates it, else as the first who told of it flatly; nothing where all is rumour."""
    own = [sourced for sourced in told if _makers_own(sourced)]
    flat = [sourced for sourced in told if not sourced.claim.hedged]
    dating = [sourced for sourced in own if not sourced.claim.hedged] or flat or own
    if not dating:
        return None
    first = dating[0]
    return Step(stage=stage, since=known_at(first), told_by=first, sources=tuple(told), hedged=first.claim.hedged)


def _rumour(told: Iterable[SourcedClaim], steps: Sequence[Step]) -> Step | None:
    """What others said with reserve before anybody told of a stage flatly."""
    first = min((step.since for step in steps), default=None)
    rumours = [
        sourced
        for sourced in sorted(told, key=order_of)
        if sourced.claim.hedged and not _makers_own(sourced) and (first is None or known_at(sourced) < first)
    ]
    if not rumours:
        return None
    return Step(
        stage=Stage.RUMOURED, since=known_at(rumours[0]), told_by=rumours[0], sources=tuple(rumours), hedged=True
    )


def _makers_own(sourced: SourcedClaim) -> bool:
    return sourced.source.publisher_kind is FeedKind.VENDOR and role_of(sourced) is Role.MAKER
