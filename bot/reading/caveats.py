"""What holds a claim back, and accusations against labs."""

import re
from collections.abc import Iterator

from bot.domain.claims import Allegation, Caveat, Kind
from bot.domain.names import ClassName, Named
from bot.reading.cues import Cue, CueKind
from bot.reading.frames import Draft, Frame, lab_subject
from bot.reading.mentions import LabMention

_PARTY = re.compile(
    r"(?:\b(?:The|the|a|an)\s+)?(?P<name>(?:US |U\.S\. )?[A-Z][\w.&'-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w.&-]*){0,4})"
    r"(?P<more>(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+)[A-Z][\w.&-]*(?:\s+[A-Z][\w.&-]*){0,3})?\s+(?:\w+\s+){0,3}$"
)
_NOT_PARTY = frozenset(
    ("meanwhile however the this that it in on according moreover additionally i we they when while after").split()
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being) $")
_RISK_NOTE = re.compile(r"\b(?:use|usage|proceed|users|should|be|with) (?:\w+ ){0,2}$", re.IGNORECASE)


def read_caveats(frame: Frame) -> Iterator[Draft]:
    """Caveats on a model, or on a lab where no model is named."""
    for cue in frame.of(CueKind.CAVEAT):
        left = frame.text[max(frame.start, cue.start - 30) : cue.start]
        if cue.value == Caveat.DISPUTED and _RISK_NOTE.search(left):
            continue
        subject = _subject(frame, cue)
        if subject is not None:
            yield Draft(
                kind=Kind.CAVEAT,
                subject=subject,
                metric=Caveat(cue.value),
                start=cue.start,
                end=cue.end,
                rule=f"caveat.{cue.value}",
            )


def _subject(frame: Frame, cue: Cue) -> Named | None:
    if frame.models:
        subjects = frame.subjects_before(cue.start)
        return subjects[0] if subjects else None
    if frame.labs:
        lab = frame.labs[0]
        return lab_subject(lab, frame.text[lab.start : lab.end])
    return frame.default[0] if frame.default else None


def read_allegations(frame: Frame) -> Iterator[Draft]:
    """Accusations of one party against a lab, where the sentence also names the offence."""
    offence = next(frame.of(CueKind.OFFENCE), None)
    if offence is None:
        return
    for accuses in frame.of(CueKind.ACCUSES):
        if _PASSIVE.search(frame.text, max(frame.start, accuses.start - 10), accuses.start):
            continue
        accused = [lab for lab in frame.labs if lab.start >= accuses.end]
        accusers = _accusers(frame, accuses)
        if accused and accusers:
            yield from _alleged(frame, accused, accusers, offence)
            return


def _alleged(frame: Frame, accused: list[LabMention], accusers: list[Named], offence: Cue) -> Iterator[Draft]:
    for lab in _accused(frame, accused):
        for accuser in accusers:
            yield Draft(
                kind=Kind.ALLEGATION,
                subject=accuser,
                metric=Allegation(offence.value),
                baseline=lab_subject(lab, frame.text[lab.start : lab.end]),
                start=frame.start,
                end=frame.end,
                rule="allegation.sentence",
            )


def _accused(frame: Frame, labs: list[LabMention]) -> list[LabMention]:
    """The first lab behind the accusing word with those listed beside it."""
    listed = [labs[0]]
    for lab in labs[1:]:
        gap = frame.text[listed[-1].end : lab.start]
        if not re.fullmatch(r"\s*(?:,|,?\s*and|,?\s*or|&|/)\s*(?:the )?", gap):
            break
        listed.append(lab)
    return listed


def _accusers(frame: Frame, accuses: Cue) -> list[Named]:
    before = [lab for lab in frame.labs if lab.end <= accuses.start]
    if before:
        lab = before[-1]
        return [lab_subject(lab, frame.text[lab.start : lab.end])]
    found = _PARTY.search(frame.text[frame.start : accuses.start])
    if found is None or found["name"].lower() in _NOT_PARTY:
        return []
    names = [found["name"], *([re.sub(r"^[\s,]*(?:and\s+)?", "", found["more"])] if found["more"] else [])]
    return [ClassName(name=name.strip()) for name in names]
