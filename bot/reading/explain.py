"""Why a claim was read: its sentence with the claim's parts marked, and the rule that joined them. Pure.

The parts are those that the reader found: its names, amounts and cues, asked for again by its own functions.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.claims import Claim, Kind
from bot.reading import evidence
from bot.reading.evidence import Places, Span
from bot.reading.rulewords import rule_meaning
from bot.reading.structure import BlockKind
from bot.reading.traces import Origin, Trace

_EDGE = re.compile(r"[\w$€£¥%]")


class PartName(StrEnum):
    """What a part of a sentence is to its claim."""

    SUBJECT = "subject"
    METRIC = "metric"
    NUMBER = "number"
    BASELINE = "baseline"
    HEDGE = "hedge"


class Place(StrEnum):
    """Where a part stands: in the claim's sentence, or in another one of the text."""

    SENTENCE = "sentence"
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """The words ``text[start:end]`` of an announcement, and what they are to a claim."""

    name: PartName
    start: int
    end: int
    text: str
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """A claim with its sentence (of a table, its row) and its parts in order of place.

    A part that the text does not spell out has no place: a subject that only the publisher's name tells, a baseline in
    the rule's own words. ``rule_meaning`` is empty for a rule that is not known here.
    """

    claim: Claim
    sentence: str
    sentence_start: int
    sentence_end: int
    parts: tuple[Part, ...]
    rule: str
    rule_meaning: str

    def here(self) -> tuple[Part, ...]:
        """The parts that stand in the sentence."""
        return tuple(part for part in self.parts if part.place is Place.SENTENCE)

    def elsewhere(self) -> tuple[Part, ...]:
        """The parts that the text named in another place."""
        return tuple(part for part in self.parts if part.place is not Place.SENTENCE)


def explain(trace: Trace) -> tuple[Explanation, ...]:
    """Every claim of a reading explained, in their order."""
    places = Places(trace.frames)
    by_quote: dict[int, list[Origin]] = {}
    for origin in trace.origins:
        by_quote.setdefault(origin.claim.quote.start, []).append(origin)
    return tuple(
        _explained(trace, places, claim, _origin_of(claim, by_quote.get(claim.quote.start, trace.origins)))
        for claim in trace.reading.claims
    )


def _origin_of(claim: Claim, origins: Sequence[Origin]) -> Origin:
    """What a claim was made of: settling a text's claims may change the event and the rule, never whose claim it is."""

    def likeness(origin: Origin) -> tuple[bool, ...]:
        made = origin.claim
        return (
            made.kind is claim.kind,
            made.subject == claim.subject,
            made.baseline == claim.baseline,
            made.value == claim.value,
            made.metric == claim.metric,
            made.rule == claim.rule,
        )

    return max(origins, key=likeness)


def _explained(trace: Trace, places: Places, claim: Claim, origin: Origin) -> Explanation:
    table = origin.frame.kind is BlockKind.TABLE
    quote = claim.quote
    within = (quote.start, quote.end) if table else (origin.frame.start, origin.frame.end)
    spans = _Spans(trace.text, within)
    for name, span in _told(claim, origin, places, within):
        spans.add(name, span)
    if claim.kind is Kind.RELEASE and not spans.has(PartName.METRIC):
        spans.add(PartName.METRIC, evidence.event_at(origin))
    return Explanation(
        claim=claim,
        sentence=trace.text[slice(*within)],
        sentence_start=within[0],
        sentence_end=within[1],
        parts=spans.parts(),
        rule=claim.rule,
        rule_meaning=rule_meaning(claim.rule),
    )


def _told(claim: Claim, origin: Origin, places: Places, within: Span) -> Iterator[tuple[PartName, Span | None]]:
    """The parts in order of weight: of two that overlap the earlier one keeps the words."""
    quantity = evidence.number_of(origin.frame, origin.draft)
    yield PartName.SUBJECT, evidence.subject_at(origin, places, within)
    yield PartName.BASELINE, evidence.baseline_at(origin, places, within)
    if quantity is not None:
        yield PartName.NUMBER, evidence.number_at(origin.frame, quantity)
    if claim.hedged:
        yield PartName.HEDGE, evidence.hedge_at(origin)
    for span in evidence.metric_at(origin, places, quantity, within):
        yield PartName.METRIC, span


class _Spans:
    """Parts as they are marked: no word is marked twice."""

    def __init__(self, text: str, within: Span) -> None:
        self._text, self._within = text, within
        self._taken: list[tuple[Span, PartName]] = []

    def add(self, name: PartName, span: Span | None) -> None:
        """Mark the longest stretch that is still free, without the marks and spaces at its ends."""
        if span is None:
            return
        free = [self._trimmed(piece) for piece in self._free(span)]
        start, end = max(free, key=lambda piece: piece[1] - piece[0], default=(0, 0))
        if end > start:
            self._taken.append(((start, end), name))

    def has(self, name: PartName) -> bool:
        """Whether such a part is marked."""
        return any(name is marked for _, marked in self._taken)

    def parts(self) -> tuple[Part, ...]:
        """All of them in order of place."""
        return tuple(
            Part(name=name, start=start, end=end, text=self._text[start:end], place=self._place(start))
            for (start, end), name in sorted(self._taken)
        )

    def _free(self, span: Span) -> Iterable[Span]:
        at = span[0]
        for (start, end), _ in sorted(self._taken):
            if start < span[1] and end > at:
                yield at, max(start, at)
                at = end
        yield at, max(at, span[1])

    def _trimmed(self, piece: Span) -> Span:
        start, end = piece
        while start < end and not self._kept(start):
            start += 1
        while end > start and not self._kept(end - 1):
            end -= 1
        closes = self._text[end : end + 1] == ")" and "(" in self._text[start:end] and end < piece[1]
        return start, end + closes

    def _kept(self, at: int) -> bool:
        return _EDGE.match(self._text, at) is not None

    def _place(self, start: int) -> Place:
        if start < self._within[0]:
            return Place.EARLIER
        return Place.SENTENCE if start < self._within[1] else Place.LATER
