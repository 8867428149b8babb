"""Join claims that say the same of the same into lines of the ledger. Pure.

A line is one answer to one question under one condition, with every voice that gives it. What a line is worth is worked
out in standing.py; here its voices are told apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Attribution, Bound, Claim
from bot.ledger.conditions import Condition, condition_of, homes
from bot.ledger.known import in_order, order_of
from bot.ledger.questions import Question, question_of
from bot.ledger.values import cluster, printed
from bot.ledger.voices import Role, Voice, voices_of

_ATTRIBUTION = {
    Role.MAKER: Attribution.VENDOR,
    Role.INDEPENDENT: Attribution.THIRD_PARTY,
    Role.RIVAL: Attribution.VENDOR,
    Role.UNSOURCED: Attribution.UNATTRIBUTED,
}
_ROUGH = {Bound.EXACT: Bound.EXACT, Bound.ABOUT: Bound.EXACT}


@dataclass(frozen=True, kw_only=True, slots=True)
class Grounds:
    """What a line's standing rests on, besides its own voices.

    ``measured_by`` and ``contradicted_by`` are independent parties with a figure of their own; ``disputed_by`` speaks
    of this very figure, ``doubted_by`` of the subject at large; ``caveats`` travel with the line. ``ended`` are the
    voices that took it back or have said otherwise since; ``ended_at`` when the last one did, None while one stands.
    """

    measured_by: tuple[Voice, ...] = ()
    contradicted_by: tuple[Voice, ...] = ()
    disputed_by: tuple[SourcedClaim, ...] = ()
    alleged_by: tuple[SourcedClaim, ...] = ()
    doubted_by: tuple[SourcedClaim, ...] = ()
    caveats: tuple[SourcedClaim, ...] = ()
    ended: tuple[Voice, ...] = ()
    ended_at: datetime | None = None
    replaced_by: SourcedClaim | None = None


NO_GROUNDS = Grounds()


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One answer to one question: its voices, the maker's first, and the grounds of its standing."""

    question: Question
    condition: Condition
    voices: tuple[Voice, ...]
    grounds: Grounds = NO_GROUNDS

    @property
    def origin(self) -> SourcedClaim:
        """The claim that stands for the line: the maker's own, else the best founded."""
        return self.voices[0].said

    @property
    def claim(self) -> Claim:
        """What the line says, in the words of its origin."""
        return self.origin.claim

    @property
    def claims(self) -> tuple[SourcedClaim, ...]:
        """Every claim that states it, the origin first, then as they came."""
        if len(self.voices) == 1 and len(self.voices[0].statements) == 1 and not self.voices[0].copies:
            return self.voices[0].statements
        every = in_order({s.id: s for v in self.voices for s in (*v.statements, *v.copies)}.values())
        origin = self.origin
        return (origin, *(sourced for sourced in every if sourced.id != origin.id))

    @property
    def copies(self) -> tuple[SourcedClaim, ...]:
        """The claims that only pass on what a voice says."""
        return tuple(copy for voice in self.voices for copy in voice.copies)

    @property
    def alive(self) -> tuple[Voice, ...]:
        """The voices that still say so."""
        ended = self.grounds.ended
        return tuple(voice for voice in self.voices if voice not in ended) if ended else self.voices

    @property
    def first_at(self) -> datetime:
        """Since when the first of its voices says so."""
        return min(voice.first_at for voice in self.voices)

    @property
    def last_at(self) -> datetime:
        """When the last of its voices joined."""
        return max(voice.first_at for voice in self.voices)

    @property
    def setting(self) -> str | None:
        """The setting in the words of whoever said most of it."""
        said = [sourced.claim.setting for sourced in self.claims if sourced.claim.setting]
        return max(said, key=lambda setting: len(condition_of(setting)), default=None)

    @property
    def attribution(self) -> Attribution:
        """Whose word the line is: the maker's, as soon as the maker says it."""
        return _ATTRIBUTION[self.voices[0].role]

    @property
    def hedges(self) -> tuple[SourcedClaim, ...]:
        """The claims that hold back."""
        return tuple(sourced for sourced in self.claims if sourced.claim.hedged)

    @property
    def hedged(self) -> bool:
        """Whether anybody who states it holds back: a hedge is never dropped."""
        return bool(self.hedges)

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who printed it, the origin first, each once."""
        return tuple(dict.fromkeys(sourced.source.publisher for sourced in self.claims))


def join_lines(claims: Iterable[SourcedClaim]) -> tuple[Line, ...]:
    """Claims that agree become one line each, oldest first; the order of arrival makes no difference."""
    by_question: dict[Question, list[SourcedClaim]] = {}
    for sourced in {sourced.id: sourced for sourced in claims}.values():
        by_question.setdefault(question_of(sourced.claim), []).append(sourced)
    lines = [line for question, asked in by_question.items() for line in _lines(question, asked)]
    return tuple(sorted(lines, key=lambda line: order_of(line.origin)))


def _lines(question: Question, claims: Sequence[SourcedClaim]) -> Iterable[Line]:
    if len(claims) == 1:  # as most are: there is nothing to tell apart
        yield Line(question=question, condition=condition_of(claims[0].claim.setting), voices=voices_of(claims))
        return
    groups = _by_value(claims)
    citing = _answering_twice(groups)
    for group in groups:
        settings = homes(condition_of(sourced.claim.setting) for sourced in group)
        by_home: dict[Condition, list[SourcedClaim]] = {}
        for sourced in group:
            by_home.setdefault(settings[condition_of(sourced.claim.setting)], []).append(sourced)
        for condition, joined in by_home.items():
            yield Line(question=question, condition=condition, voices=voices_of(joined, citing))


def _by_value(claims: Sequence[SourcedClaim]) -> list[list[SourcedClaim]]:
    """Claims of one question that state one value. A bound is no exact figure, a best case no usual one."""
    by_bound: dict[Bound, list[SourcedClaim]] = {}
    for sourced in claims:
        by_bound.setdefault(_ROUGH.get(sourced.claim.bound, sourced.claim.bound), []).append(sourced)
    groups: dict[tuple[Bound, int], list[SourcedClaim]] = {}
    for bound, alike in by_bound.items():
        numbers = cluster(sourced.claim for sourced in alike)
        for sourced in alike:
            groups.setdefault((bound, numbers[printed(sourced.claim)]), []).append(sourced)
    return list(groups.values())


def _answering_twice(groups: Iterable[Iterable[SourcedClaim]]) -> set[int]:
    """Announcements that give more than one figure for the question: one of them is somebody else's."""
    once: set[int] = set()
    twice: set[int] = set()
    for group in groups:
        here = {sourced.source.announcement_id for sourced in group if sourced.withdrawn_at is None}
        twice |= once & here
        once |= here
    return twice
