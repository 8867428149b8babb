"""Releases that no verb tells: lists under a line, tables with a column of downloads, dated entries of a changelog."""

import re
from collections.abc import Iterator

from bot.domain.claims import Release
from bot.reading.cues import CueKind
from bot.reading.frames import Draft, Frame, draft_release, named
from bot.reading.releasewords import LOOSE_VERBS
from bot.reading.signs import where
from bot.reading.structure import BlockKind

LISTS_MODELS = re.compile(
    r"\b(?:following|these|below|two|three|four|five|six|several)\b[^.:]{0,40}\b(?:models?|checkpoints?|weights|variants?)\b|^(?:deprecated|"
    r"retired|released|available|new|open[- ]source\w*) (?:models|checkpoints|weights)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"open[- ]?sourc|open[- ](?:weight|model)", re.IGNORECASE)
_HOST = re.compile(r"hugging ?face|huggingface|modelscope|\U0001f917|\bHF\b|\bdownload\b|github\.com", re.IGNORECASE)
_DOWNLOADS = re.compile(
    r"\b(?:downloads?|weights?|checkpoints?|repo(?:sitory)?|hugging ?face|hf|modelscope|model links?|links?|urls?)\b|"
    r"\U0001f917",
    re.IGNORECASE,
)
_ABSENT = re.compile(r"(?:|-|\u2013|\u2014|n/?a|tba|tbd|coming soon|soon|not .*|closed.*|private.*)\s*$", re.IGNORECASE)
_DATED = re.compile(
    r"\W{0,6}(?:\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}"
    r"(?:, \d{4})?)\W{1,4}",
    re.IGNORECASE,
)
_RELEASE_DATE = re.compile(
    r"\b(?:(?:model )?(?:release|launch) dates?|released(?: on)?)[\"' ]*[:|][\"' ]*"
    r"(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_DATES_LEAD = re.compile(r"\b(?:release|launch) dates?\W*$", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{1,2},? )?20\d\d\b|\b20\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
_ONLY_NAMES = re.compile(
    r"(?:(?:the|new|our|latest|and|base|instruct|chat|models?|series|family|of|weights|checkpoints?|versions?|with|"
    r"\d+[bB]|is|here|now|[\W_])\s*)*",
    re.IGNORECASE,
)
_ON_DATE = re.compile(
    r" (?:on|in) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2}(?:st|nd|rd|th)?)?\b"
    r"(?=\s*[,.;)]|\s*$| and\b)",
    re.IGNORECASE,
)
_AGENDA = re.compile(r"(?:^|[,:;(]|\band)\s*$")
_TRIED = re.compile(
    r"\b(?:test|tried|try|ran|run|compar|evaluat|benchmark|us(?:ed|ing)|trained|sued?)\w*\b", re.IGNORECASE
)


def read_listings(frame: Frame) -> Iterator[Draft]:
    """Models whose release a list or a dated line tells without a verb."""
    yield from _of_date(frame)
    yield from _listed(frame)
    yield from _dated(frame)
    yield from _agenda(frame)


def _of_date(frame: Frame) -> Iterator[Draft]:
    """The date of a lab's release, given as such: "Release date: 3 May"."""
    if not frame.vendor:
        return
    date = _RELEASE_DATE.search(frame.text, frame.start, frame.end)
    if date is None and frame.kind is BlockKind.ITEM and _DATES_LEAD.search(frame.lead):
        date = _DAY.search(frame.text, frame.start, frame.end)
    if date:
        for subject in frame.subjects_before(date.start()):
            yield draft_release(subject, Release.RELEASED, date.start(), date.end(), "release.date")


@where(":model")
def _listed(frame: Frame) -> Iterator[Draft]:
    """Models in a list whose first line tells of the event ("Deprecated models:")."""
    if frame.kind is not BlockKind.ITEM or not frame.lead_cues or not frame.models:
        return
    first = frame.models[0]
    if first.start - frame.start > 4 or first.start in frame.baselines:
        return
    for event in listed_events(frame):
        yield draft_release(named(first), event, frame.start, first.end, "release.listed")


def listed_events(frame: Frame) -> list[Release]:
    """What the line that a list or table hangs on says of every model in it."""
    if not LISTS_MODELS.search(frame.lead):
        return []
    cues = (cue for cue in frame.lead_cues if cue.kind in (CueKind.RELEASES, CueKind.STATES))
    cue = next((cue for cue in cues if frame.text[cue.start : cue.end].lower() not in LOOSE_VERBS), None)
    events = [Release(cue.value)] if cue else []
    if events != [Release.ANNOUNCED] and _OPEN.search(frame.lead):
        events.append(Release.OPEN_WEIGHTS)
    return events


def is_download(label: str, cell: str) -> bool:
    """Whether a table's cell under this label says where the weights are."""
    if not _DOWNLOADS.search(label) or _ABSENT.match(cell):
        return False
    return _HOST.search(cell) is not None or re.search(r"hugging ?face|\bhf\b|modelscope", label, re.I) is not None


@where(":model")
def _dated(frame: Frame) -> Iterator[Draft]:
    """A line of a changelog that is a date and names ("2024-03-01: Foo-7B and Foo-13B")."""
    date = _DATED.match(frame.text, frame.start, frame.end) if frame.vendor else None
    if date is None or any(frame.of(CueKind.RELEASES, CueKind.STATES)):
        return
    rest, at = "", date.end()
    for model in frame.models:
        rest += frame.text[at : model.start]
        at = model.end
    rest += frame.text[at : frame.end]
    if not _ONLY_NAMES.fullmatch(rest):
        return
    for model in frame.models:
        if model.start not in frame.baselines:
            yield draft_release(named(model), Release.RELEASED, date.start(), model.end, "release.dated")


@where(":model & on in & jan* feb* mar* apr* may* jun* jul* aug* sep* oct* nov* dec*")
def _agenda(frame: Frame) -> Iterator[Draft]:
    """A model and its day in a run of such ("A on 2 May, B on April 16th")."""
    if any(frame.of(CueKind.RELEASES, CueKind.STATES)) or _TRIED.search(frame.words):
        return
    for group in frame.groups:
        last = group[-1]
        day = _ON_DATE.match(frame.text, last.end, frame.end)
        if day is None or not _AGENDA.search(frame.text[frame.start : group[0].start]):
            continue
        for model in group:
            yield draft_release(named(model), Release.RELEASED, model.start, day.end(), "release.day")
