"""Which voices have taken a line back, or have said otherwise since. Pure.

A party's newest figure for a question stands for it. Newest is what it said last itself: that others still pass on an
old figure does not renew it, and what others report of the maker ends nothing that stands in a text of its own.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Bound
from bot.ledger.conditions import Condition
from bot.ledger.known import known_at
from bot.ledger.lines import Line
from bot.ledger.questions import Question
from bot.ledger.voices import Role, Voice

_Party = tuple[Question, Condition, Bound, Role, str, bool]


@dataclass(frozen=True, slots=True)
class End:
    """How a voice of a line came to an end: when, and by what statement if one took its place."""

    at: datetime
    by: SourcedClaim | None


def with_ends(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with what ended of them among their grounds, judged by each other."""
    every = tuple(lines)
    by_id = {sourced.id: sourced for line in every for sourced in line.claims}
    answers = Counter(line.question for line in every)
    # where a question has one answer only, nothing takes its place
    newest = _newest(line for line in every if answers[line.question] > 1)
    return tuple(_with_end(line, newest if answers[line.question] > 1 else {}, by_id) for line in every)


def _with_end(line: Line, newest: dict[_Party, Voice], by_id: dict[int, SourcedClaim]) -> Line:
    ends = [(voice, end) for voice in line.voices if (end := _end(line, voice, newest, by_id)) is not None]
    if not ends:
        return line
    ended = tuple(voice for voice, _ in ends)
    if len(ended) < len(line.voices):
        return replace(line, grounds=replace(line.grounds, ended=ended))
    at = max(end.at for _, end in ends)
    by = next((end.by for _, end in ends if end.by is not None), None)
    return replace(line, grounds=replace(line.grounds, ended=ended, ended_at=at, replaced_by=by))


def _newest(lines: Iterable[Line]) -> dict[_Party, Voice]:
    """By party, the voice of the line that it stands by now; by what it says itself, and by what is reported of it."""
    newest: dict[_Party, Voice] = {}
    for line in lines:
        if not line.question.has_one_answer:
            continue
        for voice in line.voices:
            if voice.withdrawn_at is not None:
                continue
            for party in {_party(line, voice, reports=True), _party(line, voice, reports=voice.is_report)}:
                if party not in newest or newest[party].last_at < voice.last_at:
                    newest[party] = voice
    return newest


def _end(line: Line, voice: Voice, newest: dict[_Party, Voice], by_id: dict[int, SourcedClaim]) -> End | None:
    if voice.withdrawn_at is not None:
        last = max(voice.statements, key=lambda statement: statement.withdrawn_at or known_at(statement))
        return End(at=voice.withdrawn_at, by=by_id.get(last.replaced_by_id) if last.replaced_by_id else None)
    since = newest.get(_party(line, voice, reports=voice.is_report)) if newest else None
    if since is None or since.last_at <= voice.last_at:
        return None
    by = min((said for said in since.statements if known_at(said) > voice.last_at), key=known_at)
    return End(at=known_at(by), by=by)


def _party(line: Line, voice: Voice, *, reports: bool) -> _Party:
    """``reports``: with what others report of the maker, which only ends what others report."""
    bound = Bound.EXACT if line.claim.bound is Bound.ABOUT else line.claim.bound
    speaker = "" if voice.role is Role.MAKER else voice.speaker
    return (line.question, line.condition, bound, voice.role, speaker, reports)
