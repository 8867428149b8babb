"""Where each line of the ledger stands, worked out of all lines together. Pure; nothing here is stored.

A standing rests on independent figures, disputes and withdrawals, never on how often a word was passed on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Kind, Ranking
from bot.ledger.disputes import Doubts, doubts_in
from bot.ledger.ends import with_ends
from bot.ledger.lines import Line, join_lines
from bot.ledger.questions import NUMBERS, Question
from bot.ledger.values import bears_out
from bot.ledger.voices import Role, Voice


class Standing(StrEnum):
    """How well founded a line is, by whom it is said."""

    UNSOURCED = "unsourced"
    VENDORS_WORD = "vendors_word"
    REPEATED = "repeated"
    INDEPENDENT = "independent"
    MEASURED = "measured"
    CONTESTED = "contested"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


WEIGHT: Mapping[Standing, int] = {
    Standing.SUPERSEDED: 0,
    Standing.WITHDRAWN: 0,
    Standing.CONTESTED: 0,
    Standing.UNSOURCED: 1,
    Standing.VENDORS_WORD: 2,
    Standing.REPEATED: 2,
    Standing.INDEPENDENT: 3,
    Standing.MEASURED: 4,
}
"""How far a standing carries; a word passed on carries no further."""

WEIGHED_AT_MOST = 60
"""Of the independent lines on one question the newest that are weighed; nothing real has so many."""

_GOODNESS = {Ranking.TRAILS: 0, Ranking.CLOSE_TO: 1, Ranking.MATCHES: 2, Ranking.BEATS: 3}
_TURNED = {Ranking.BEATS: Ranking.TRAILS, Ranking.TRAILS: Ranking.BEATS, Ranking.MATCHES: Ranking.MATCHES}


def ledger_of(claims: Iterable[SourcedClaim]) -> tuple[Line, ...]:
    """The ledger: claims joined into lines, oldest first, each with the grounds of its standing."""
    return ground(join_lines(claims))


def ground(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with the grounds of their standing. What is not among them counts for nothing."""
    every = with_ends(lines)
    doubts, evidence = doubts_in(every), _Evidence(every)
    return tuple(_grounded(line, doubts, evidence) for line in every)


def standing_of(line: Line) -> Standing:
    """Where a line stands."""
    grounds = line.grounds
    if grounds.ended_at is not None:
        return Standing.SUPERSEDED if _replaced(line) else Standing.WITHDRAWN
    if grounds.contradicted_by or grounds.disputed_by or grounds.alleged_by:
        return Standing.CONTESTED
    if _measured(line):
        return Standing.MEASURED
    if grounds.doubted_by:
        return Standing.CONTESTED
    return _of_voices(line.alive)


def _grounded(line: Line, doubts: Doubts, evidence: "_Evidence") -> Line:
    measured, contradicted = evidence.weigh(line)
    disputed, alleged, doubted = doubts.of_figure(line), doubts.of_gaming(line), doubts.of_subject(line)
    caveats = doubts.caveats(line)
    if not (measured or contradicted or disputed or alleged or doubted or caveats):
        return line  # as most: nobody else speaks of it
    grounds = replace(
        line.grounds,
        measured_by=measured,
        contradicted_by=contradicted,
        disputed_by=disputed,
        alleged_by=alleged,
        doubted_by=doubted,
        caveats=caveats,
    )
    return replace(line, grounds=grounds)


def _replaced(line: Line) -> bool:
    if line.grounds.replaced_by is not None:
        return True
    return any(s.replaced_by_id is not None for voice in line.voices for s in voice.statements)


def _measured(line: Line) -> bool:
    kind = line.question.kind
    if kind in NUMBERS:
        return bool(line.grounds.measured_by) or any(voice.role is Role.INDEPENDENT for voice in line.alive)
    return kind is Kind.RANKING and any(voice.measures for voice in (*line.alive, *line.grounds.measured_by))


def _of_voices(voices: Sequence[Voice]) -> Standing:
    roles = {voice.role for voice in voices}
    if Role.INDEPENDENT in roles:
        return Standing.INDEPENDENT
    word = [voice for voice in voices if voice.role in {Role.MAKER, Role.RIVAL}]
    if word:
        told = any(voice.repeated_by or voice.is_report for voice in word)
        return Standing.REPEATED if told else Standing.VENDORS_WORD
    return Standing.UNSOURCED


class _Evidence:
    """Independent lines, by the question that they answer and, for rankings, by the pair that they rank."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._figures: dict[Question, list[Line]] = {}
        self._rankings: dict[tuple[str, str, str], list[Line]] = {}
        for line in reversed(tuple(lines)):
            if not any(voice.role is Role.INDEPENDENT for voice in line.alive):
                continue
            if line.question.has_one_answer:
                self._add(self._figures.setdefault(line.question, []), line)
            elif line.question.kind is Kind.RANKING:
                self._add(self._rankings.setdefault(_pair(line.question), []), line)

    @staticmethod
    def _add(found: list[Line], line: Line) -> None:
        if len(found) < WEIGHED_AT_MOST:
            found.append(line)

    def weigh(self, line: Line) -> tuple[tuple[Voice, ...], tuple[Voice, ...]]:
        """The independent voices for a line and against it, of those that still say so."""
        verdicts = list(self._verdicts(line))
        if not verdicts:
            return (), ()
        own = {voice.speaker for voice in line.voices if voice.role is Role.INDEPENDENT}
        measured: dict[str, Voice] = {}
        contradicting: dict[str, Voice] = {}
        for other, holds in verdicts:
            for voice in other.alive:
                if voice.role is Role.INDEPENDENT and voice.speaker not in own:
                    (measured if holds else contradicting).setdefault(voice.speaker, voice)
        # who bears a figure out in one of its runs is not against it for another of them
        against = [voice for speaker, voice in contradicting.items() if speaker not in measured]
        return tuple(measured.values()), tuple(against)

    def _verdicts(self, line: Line) -> Iterable[tuple[Line, bool]]:
        if line.question.kind is Kind.RANKING:
            yield from self._opposite_rankings(line)
        for other in self._figures.get(line.question, ()):
            if other.origin.id == line.origin.id or other.condition != line.condition:
                continue
            figure = next(voice.said for voice in other.alive if voice.role is Role.INDEPENDENT)
            holds = bears_out(line.claim, figure.claim)
            if holds is not None:
                yield other, holds

    def _opposite_rankings(self, line: Line) -> Iterable[tuple[Line, bool]]:
        claimed = _GOODNESS[Ranking(line.claim.metric)]
        subject, baseline, scope = _pair(line.question)
        for other in self._rankings.get((subject, baseline, scope), ()):
            if _GOODNESS[Ranking(other.claim.metric)] < claimed:
                yield other, False
        for other in self._rankings.get((baseline, subject, scope), ()):
            turned = _TURNED.get(Ranking(other.claim.metric))
            if turned is not None and _GOODNESS[turned] < claimed:
                yield other, False


def _pair(question: Question) -> tuple[str, str, str]:
    return question.subject, question.baseline, question.scope
