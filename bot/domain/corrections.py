"""What a guild puts right in its own answers: claims hidden or corrected, names counted otherwise; and the trail of it.

Pure. What was read stays as it was read; how corrections are stored: db.corrections, db.names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.claims import Bound, Claim
from bot.domain.names import ModelName, Named

Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Instead:
    """What stands in place of fields of a claim; None leaves a field as it was read. ``no_baseline`` takes it away."""

    value: float | None = None
    metric: str | None = None
    subject: Named | None = None
    baseline: Named | None = None
    no_baseline: bool = False
    bound: Bound | None = None
    hedged: bool | None = None

    def __bool__(self) -> bool:
        return self != NOTHING

    @property
    def moves(self) -> bool:
        """Whether the claim is to be found elsewhere than where it was read: under another subject or metric."""
        return self.subject is not None or self.metric is not None

    def applied_to(self, claim: Claim) -> Claim:
        """The claim with these fields in place of its own."""
        kept = None if self.no_baseline else claim.baseline
        return replace(
            claim,
            value=claim.value if self.value is None else self.value,
            metric=claim.metric if self.metric is None else self.metric,
            subject=claim.subject if self.subject is None else self.subject,
            baseline=kept if self.baseline is None else self.baseline,
            bound=claim.bound if self.bound is None else self.bound,
            hedged=claim.hedged if self.hedged is None else self.hedged,
        )


NOTHING = Instead()
"""Everything stays as it was read."""


def instead_of(read: Claim, wanted: Claim) -> Instead:
    """What has to stand in place of a claim's fields to make it the one wanted."""
    return Instead(
        value=None if wanted.value == read.value else wanted.value,
        metric=None if wanted.metric == read.metric else wanted.metric,
        subject=None if wanted.subject == read.subject else wanted.subject,
        baseline=None if wanted.baseline == read.baseline else wanted.baseline,
        no_baseline=wanted.baseline is None and read.baseline is not None,
        bound=None if wanted.bound == read.bound else wanted.bound,
        hedged=None if wanted.hedged == read.hedged else wanted.hedged,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """A guild's word on one claim: that it is hidden, or what stands instead of its fields; who says so, when, why."""

    hidden: bool = False
    instead: Instead = NOTHING
    reason: str = ""
    by: int
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnName:
    """What a guild means by a name: ``means`` a model, or a model of its own where that is None.

    ``apart_from`` is the model under which the name is stored, for every guild, and out of which this one takes it.
    """

    name: str
    means: ModelName | None
    apart_from: ModelName | None = None


def meaning(own: OwnName) -> ModelName:
    """The model that a guild means by its own name."""
    if own.means is not None:
        return own.means
    return ModelName(name=own.name, lab=own.apart_from.lab if own.apart_from else None)


class Action(StrEnum):
    """What somebody did to put something right."""

    HIDE = "hide"
    RESTORE = "restore"
    CORRECT = "correct"
    ALIAS = "alias"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """How a thing stood before or after a change: in words, and as data from which it can be made again."""

    words: str
    state: Json | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditEntry:
    """One change that somebody made. Entries are never changed; an undo is another entry, of what it ``undoes``.

    ``target`` tells what was changed, ``label`` says it to people. ``undone_by`` is who took the entry back.
    ``can_be_undone``: nothing that came later would be lost by it.
    """

    id: int
    at: datetime
    user_id: int
    action: Action
    target: str
    label: str
    before: Side
    after: Side
    reason: str = ""
    undoes: int | None = None
    undone_by: int | None = None
    can_be_undone: bool = True


def undoable(history: Sequence[tuple[int, int | None]]) -> frozenset[int]:
    """Of one target's entries, oldest first, each with the entry that it undoes: those that can be undone now.

    That is the last change that stands; and the last undo, as long as nothing new was done since.
    """
    standing: list[int] = []
    undos: list[int] = []
    for entry_id, undoes in history:
        if undoes is None:
            undos.clear()
            standing.append(entry_id)
        elif undoes in undos:  # to undo an undo is to do it again
            undos.remove(undoes)
            standing.append(entry_id)
        else:
            standing.remove(undoes)
            undos.append(entry_id)
    return frozenset(standing[-1:] + undos[-1:])


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimIdentity:
    """By what a claim is known again when its announcement is read anew and it has another id.

    Its sentence, what it is about and the key of its subject have to be the same. ``details`` (its baseline, figure,
    setting, scope) tell apart several claims that one sentence makes.
    """

    kind: str
    metric: str
    subject_key: str
    quote: str
    details: tuple[str, ...] = ()

    @property
    def sentence(self) -> tuple[str, str, str, str]:
        """All but the details."""
        return (self.kind, self.metric, self.subject_key, self.quote)


def same_claim(lost: ClaimIdentity, found: Mapping[int, ClaimIdentity]) -> int | None:
    """Which of these claims is the one that was lost; None where none is, or where nobody can tell which."""
    alike = {claim_id: _agreeing(lost, each) for claim_id, each in found.items() if each.sentence == lost.sentence}
    best = [claim_id for claim_id, agreeing in alike.items() if agreeing == max(alike.values())]
    return best[0] if len(best) == 1 else None


def _agreeing(one: ClaimIdentity, other: ClaimIdentity) -> int:
    return sum(mine == theirs for mine, theirs in zip(one.details, other.details, strict=False))
