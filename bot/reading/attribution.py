"""Whose word a claim is, by who speaks in its sentence and whose text it is; and whether that word is kept at a
distance."""

import re

from bot.domain.claims import Attribution, Kind, Spec
from bot.domain.names import LabName, ModelName
from bot.reading.frames import Draft, Frame
from bot.reading.structure import BlockKind
from bot.reading.voices import CLAIMED, EVALUATORS, Hearing, Source

_CITES = re.compile(
    rf"\b(?i:according to) (?:benchmarks from |data from |the )?{EVALUATORS}\b|"
    r"\bindependently (?:evaluated|benchmarked|tested|verified)\b|\b(?:ranks?|ranked|"
    r"ranking|placed?|places|landed|sits?|stands?|listed|scor\w+)\b[^.;]{0,120}? on (?:the )?[\w .-]{2,30}? "
    r"?(?:[Ll]eaderboard|(?:in|as of) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* (?:\d{1,2}, )?\d{4})|"
    r"\b(?:landed|ranked|placed) in \w+ place\b"
)
_MEASURING = (Kind.RANKING, Kind.BENCHMARK, Kind.RATIO, Kind.CAVEAT)
_HAN_TOLD = re.compile("称|表示|透露|爆料")
_SPEEDS = frozenset((Spec.OUTPUT_SPEED, Spec.TIME_TO_FIRST_TOKEN, Spec.MEMORY))


def attribution(frame: Frame, draft: Draft, hearing: Hearing) -> Attribution:
    """Whose word a claim is: the sentence's source, else the voice of the text."""
    if draft.kind is Kind.ALLEGATION:
        return Attribution.VENDOR if isinstance(draft.subject, LabName) else Attribution.THIRD_PARTY
    if frame.vendor:
        return _of_own_text(frame, draft)
    if hearing.guest:
        return Attribution.VENDOR
    told = None if hearing.carried else hearing.source
    if hearing.cited is not None and draft.kind is not Kind.CAVEAT and (told is None or draft.kind is Kind.RELEASE):
        return _whose(frame, hearing.cited, draft)
    if draft.kind is Kind.RELEASE:
        return _of_release(frame, draft, hearing)
    if draft.kind is Kind.CAVEAT:
        return _of_caveat(draft, hearing)
    if hearing.measured and (draft.kind in _MEASURING or draft.metric in _SPEEDS):
        return Attribution.THIRD_PARTY
    if hearing.source is not None:
        return _whose(frame, hearing.source, draft)
    return Attribution.THIRD_PARTY if frame.kind is BlockKind.QUOTED else Attribution.UNATTRIBUTED


def held_back(frame: Frame, draft: Draft, hearing: Hearing) -> bool:
    """Whether the source is said to "claim" it."""
    if frame.vendor or hearing.source is None or not hearing.source.claimed:
        return False
    if draft.kind in (Kind.CAVEAT, Kind.RELEASE, Kind.ALLEGATION):
        return False
    if hearing.carried:
        return frame.kind is not BlockKind.QUOTED
    claims = CLAIMED.within(frame, frame.start, draft.start)
    return claims is not None and not frame.breaks_between(claims.end(), draft.start)


def _of_own_text(frame: Frame, draft: Draft) -> Attribution:
    """A maker's page is its own word, but for ranks and scores on somebody else's board."""
    if draft.kind not in (Kind.RANKING, Kind.BENCHMARK) or frame.kind is BlockKind.TABLE or frame.paper:
        return Attribution.VENDOR
    cited = _CITES.search(frame.text, frame.start, frame.end)
    return Attribution.THIRD_PARTY if cited else Attribution.VENDOR


def _of_release(frame: Frame, draft: Draft, hearing: Hearing) -> Attribution:
    """A release is told by whoever is said to say so; nobody's word where a text just reports it."""
    source = hearing.source
    if source is None or source.maker or source.others or not source.labs:
        return Attribution.UNATTRIBUTED
    told = re.search(r"\b(?:says?|said|claims?|according to)\b", frame.text[frame.start : draft.end])
    told = told or _HAN_TOLD.search(frame.text, frame.start, draft.end)
    return _whose(frame, source, draft) if told else Attribution.UNATTRIBUTED


def _of_caveat(draft: Draft, hearing: Hearing) -> Attribution:
    if draft.metric == "disputed" or hearing.measured or (hearing.source is not None and hearing.source.others):
        return Attribution.THIRD_PARTY
    return Attribution.UNATTRIBUTED


def _whose(frame: Frame, source: Source, draft: Draft) -> Attribution:
    """The maker of the model itself, or somebody else; a rival's score in a maker's comparison is the maker's word."""
    subject = draft.subject
    lab = subject.lab if isinstance(subject, ModelName) else subject.id if isinstance(subject, LabName) else None
    if source.maker or (source.labs and (lab is None or lab in source.labs)):
        return Attribution.VENDOR
    compared = draft.kind is Kind.BENCHMARK and any(model.lab in source.labs for model in frame.models)
    return Attribution.VENDOR if compared else Attribution.THIRD_PARTY
