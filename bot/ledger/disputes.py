"""What holds a line back from outside: disputes, allegations of gaming, doubts, caveats. Pure.

A dispute is of the figure that its text spoke of last before it; one that follows no figure is a doubt of what the
model can do at large.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Allegation, Caveat, Kind, Ranking
from bot.domain.names import name_key
from bot.ledger.known import known_at
from bot.ledger.lines import Line
from bot.ledger.questions import Question, lab_of, named_key, question_of
from bot.ledger.voices import Role

CONTESTABLE = frozenset({Kind.SPEC, Kind.BENCHMARK, Kind.RATIO, Kind.RANKING})
_PERFORMANCE = frozenset({Kind.BENCHMARK, Kind.RATIO, Kind.RANKING})
_TRAVELLING = frozenset({Caveat.SELF_REPORTED, Caveat.UNVERIFIED})


@dataclass(frozen=True, slots=True)
class Doubts:
    """Disputes by the question they are of, doubts and caveats by subject, allegations of gaming by who is accused."""

    disputes: dict[Question, list[SourcedClaim]]
    doubts: dict[str, list[SourcedClaim]]
    alleged: dict[str, list[SourcedClaim]]
    travelling: dict[str, list[SourcedClaim]]

    def of_figure(self, line: Line) -> tuple[SourcedClaim, ...]:
        """Disputes of this very figure, by others than those who state it."""
        return _by_others(line, self.disputes.get(line.question, ()))

    def of_gaming(self, line: Line) -> tuple[SourcedClaim, ...]:
        """Allegations that the model's scores were gamed; of a whole lab, they reach what it had claimed by then."""
        if line.question.kind is not Kind.BENCHMARK or not _makers_word(line):
            return ()
        lab = lab_of(line.claim.subject)
        of_lab = [s for s in self.alleged.get(f"lab:{lab}", ()) if known_at(s) >= line.first_at]
        return (*self.alleged.get(line.question.subject, ()), *of_lab)

    def of_subject(self, line: Line) -> tuple[SourcedClaim, ...]:
        """Doubts of the model's performance that name no figure, said after the line was."""
        if line.question.kind not in _PERFORMANCE or line.claim.metric == Ranking.TRAILS or not _makers_word(line):
            return ()
        doubts = self.doubts.get(line.question.subject, ())
        return _by_others(line, [sourced for sourced in doubts if known_at(sourced) >= line.first_at])

    def caveats(self, line: Line) -> tuple[SourcedClaim, ...]:
        """What a text that states the line says against the figures of its subject."""
        if line.question.kind not in CONTESTABLE:
            return ()
        travelling = self.travelling.get(line.question.subject)
        if not travelling:
            return ()
        stated_in = {sourced.source.announcement_id for sourced in line.claims}
        return tuple(sourced for sourced in travelling if sourced.source.announcement_id in stated_in)


def doubts_in(lines: Iterable[Line]) -> Doubts:
    """Everything among these lines that holds others back."""
    claims = [s for line in lines for s in line.claims if s.withdrawn_at is None]
    disputing = {s.source.announcement_id for s in claims if s.claim.metric == Caveat.DISPUTED}
    texts: dict[tuple[int, str], list[SourcedClaim]] = {}
    for sourced in claims:
        if sourced.source.announcement_id in disputing and sourced.claim.kind in CONTESTABLE:
            key = (sourced.source.announcement_id, named_key(sourced.claim.subject))
            texts.setdefault(key, []).append(sourced)
    found = Doubts({}, {}, {}, {})
    for sourced in claims:
        if sourced.claim.kind is Kind.CAVEAT:
            _sort(sourced, texts, found)
        elif sourced.claim.kind is Kind.ALLEGATION and sourced.claim.metric == Allegation.BENCHMARK_GAMING:
            found.alleged.setdefault(named_key(sourced.claim.baseline), []).append(sourced)
    return found


def _sort(caveat: SourcedClaim, texts: dict[tuple[int, str], list[SourcedClaim]], found: Doubts) -> None:
    subject = named_key(caveat.claim.subject)
    if caveat.claim.metric in _TRAVELLING:
        found.travelling.setdefault(subject, []).append(caveat)
    elif caveat.claim.metric == Caveat.DISPUTED:
        of = _disputed(caveat, texts.get((caveat.source.announcement_id, subject), []))
        if not of:
            found.doubts.setdefault(subject, []).append(caveat)
        for question in of:
            found.disputes.setdefault(question, []).append(caveat)


def _disputed(caveat: SourcedClaim, said: list[SourcedClaim]) -> set[Question]:
    """The questions of the figures that a text gives last before it disputes, else in the same sentence."""
    start = caveat.claim.quote.start
    before = [sourced for sourced in said if sourced.claim.quote.start < start]
    last = max((sourced.claim.quote.start for sourced in before), default=start)
    return {question_of(sourced.claim) for sourced in said if sourced.claim.quote.start == last}


def _by_others(line: Line, caveats: Sequence[SourcedClaim]) -> tuple[SourcedClaim, ...]:
    """Nobody disputes the figure that is its own."""
    if not caveats:
        return ()
    own = {name_key(s.source.publisher) for voice in line.voices for s in voice.statements}
    return tuple(sourced for sourced in caveats if name_key(sourced.source.publisher) not in own)


def _makers_word(line: Line) -> bool:
    return any(voice.role is Role.MAKER for voice in line.voices)
