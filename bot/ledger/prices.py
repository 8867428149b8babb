"""What a model cost and how much it took in, from a day to a day. Pure.

The maker's own texts open and close the periods; what others report of it stands beside them and closes nothing of its
own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Kind, Spec
from bot.domain.names import Named
from bot.ledger.conditions import Condition
from bot.ledger.known import known_at, order_of
from bot.ledger.lines import Line
from bot.ledger.questions import Question, named_key
from bot.ledger.voices import Role, Voice

DATED = (
    Spec.INPUT_PRICE,
    Spec.OUTPUT_PRICE,
    Spec.CACHED_INPUT_PRICE,
    Spec.PRICE,
    Spec.CONTEXT_WINDOW,
    Spec.MAX_OUTPUT,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """One figure from a day to a day; ``until`` is None while it holds. ``told_by`` opens it."""

    line: Line
    since: datetime
    until: datetime | None
    told_by: SourcedClaim


@dataclass(frozen=True, kw_only=True, slots=True)
class _Telling:
    """One text's answer: its lines for one question, more than one where it gives tiers."""

    at: datetime
    lines: dict[int, tuple[Line, SourcedClaim]]


def history_of(model: Named, lines: Iterable[Line], metrics: Sequence[Spec] = DATED) -> tuple[Period, ...]:
    """The dated figures of a model, by metric in the order asked for, oldest first."""
    key = named_key(model)
    by_question: dict[tuple[Question, Condition], list[Line]] = {}
    for line in lines:
        if line.question.kind is Kind.SPEC and line.question.subject == key and line.claim.metric in metrics:
            by_question.setdefault((line.question, line.condition), []).append(line)
    periods = [period for asked in by_question.values() for period in _periods(asked)]
    return tuple(
        sorted(periods, key=lambda p: (metrics.index(Spec(p.line.claim.metric)), p.since, order_of(p.told_by)))
    )


def _periods(lines: Sequence[Line]) -> list[Period]:
    """Of what the maker says, where anything of it is there, else of what anybody says."""
    told = [(line, voice) for line in lines for voice in line.voices if voice.role is Role.MAKER]
    if not told:
        told = [(line, line.voices[0]) for line in lines]
    own = [pair for pair in told if not pair[1].is_report]
    tellings = _tellings(own)
    reported = [(line, voice) for line, voice in told if voice.is_report]
    return [*_in_turn(tellings), *(_reported(line, voice, tellings) for line, voice in reported)]


def _tellings(told: Iterable[tuple[Line, Voice]]) -> list[_Telling]:
    by_text: dict[tuple[datetime, int], dict[int, tuple[Line, SourcedClaim]]] = {}
    for line, voice in told:
        for said in voice.statements:
            text = (known_at(said), said.source.announcement_id)
            by_text.setdefault(text, {})[line.origin.id] = (line, said)
    return [_Telling(at=at, lines=by_text[at, text]) for at, text in sorted(by_text)]


def _in_turn(tellings: Iterable[_Telling]) -> list[Period]:
    """Each telling ends what it does not repeat and opens what it tells anew."""
    done: list[Period] = []
    current: dict[int, Period] = {}
    for telling in tellings:
        if telling.lines.keys() <= current.keys():
            continue  # a part repeated: of two tiers, the other is not gone because one is named again
        ended = [number for number in current if number not in telling.lines]
        done.extend(_until(current.pop(number), telling.at) for number in ended)
        for number, (line, said) in telling.lines.items():
            current.setdefault(number, Period(line=line, since=telling.at, until=_taken_back(line), told_by=said))
    return [*done, *current.values()]


def _reported(line: Line, voice: Voice, tellings: Iterable[_Telling]) -> Period:
    until = next((telling.at for telling in tellings if telling.at > voice.first_at), line.grounds.ended_at)
    return Period(line=line, since=voice.first_at, until=until, told_by=voice.said)


def _until(period: Period, at: datetime) -> Period:
    ends = min(at, period.until) if period.until is not None else at
    return Period(line=period.line, since=period.since, until=ends, told_by=period.told_by)


def _taken_back(line: Line) -> datetime | None:
    """When an edit took a figure away; what another text says in its place shows by itself."""
    withdrawn = [voice.withdrawn_at for voice in line.voices]
    return max(at for at in withdrawn if at is not None) if all(at is not None for at in withdrawn) else None
