"""What the ledger says now and did not say then. Pure: two moments are handed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.announcements import SourcedClaim
from bot.ledger.known import as_of
from bot.ledger.lines import Line
from bot.ledger.standing import Standing, ledger_of, standing_of


class ChangeKind(StrEnum):
    """What became of a line."""

    NEW = "new"
    STANDING = "standing"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One line that is new or stands otherwise. ``was`` is where it stood then, None for what was not there.

    ``replaced_by`` is the claim that superseded it, where there is one.
    """

    kind: ChangeKind
    line: Line
    was: Standing | None
    now: Standing

    @property
    def replaced_by(self) -> SourcedClaim | None:
        """The claim that superseded the line."""
        return self.line.grounds.replaced_by


def changes_between(claims: Iterable[SourcedClaim], since: datetime, until: datetime) -> tuple[Change, ...]:
    """What changed from one moment to the other, in the order of the lines; new lines that ended meanwhile included."""
    known = tuple(claims)
    then = standings(as_of(known, since))
    now = ledger_of(as_of(known, until))
    return tuple(change for line in now if (change := _change(line, then)) is not None)


def standings(claims: Iterable[SourcedClaim]) -> dict[int, Standing]:
    """By the id of each claim, where its line stands."""
    return {sourced.id: standing_of(line) for line in ledger_of(claims) for sourced in line.claims}


def stood(line: Line, then: Mapping[int, Standing]) -> Standing | None:
    """Where a line stood: by its origin, else by the first of its claims that was known; None where none was."""
    return next((then[sourced.id] for sourced in line.claims if sourced.id in then), None)


def _change(line: Line, then: Mapping[int, Standing]) -> Change | None:
    stands = standing_of(line)
    was = stood(line, then)
    if was is None:
        return Change(kind=ChangeKind.NEW, line=line, was=None, now=stands)
    if was is stands:
        return None
    kinds = {Standing.SUPERSEDED: ChangeKind.SUPERSEDED, Standing.WITHDRAWN: ChangeKind.WITHDRAWN}
    return Change(kind=kinds.get(stands, ChangeKind.STANDING), line=line, was=was, now=stands)
