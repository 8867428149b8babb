"""Where a model stands: announced, previewed, released, its weights open, or on the way out."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.claims import Kind, Release
from bot.domain.names import Named
from bot.reading.cues import Cue, CueKind
from bot.reading.frames import Draft, Frame, Subjects, group_models, named
from bot.reading.mentions import ModelMention
from bot.reading.structure import BlockKind

_SHOWS = re.compile(r"^(?:introduc|present|propos)", re.IGNORECASE)
_PASSIVE_GAP = re.compile(
    r"^(?:[ ,(\"'-]*(?:series|family|models?|model series|weights?|is|are|was|were|has|have|been|being|now|just|"
    r"officially|also|today|finally|recently|fully|quietly|the|newly|\)|:)[ ,\"'-]*){0,5}[ ]?$",
    re.IGNORECASE,
)
_OBJECT_GAP = re.compile(r"^[^.;:()]{0,80}[\"'(]?$|^(?: of)? (?:the )?[^.;]{0,80}:? ?$", re.IGNORECASE)
_STOPS_OBJECT = re.compile(
    r"\b(?:than|for use|support for|based on|built on|powered by|trained on|using|compared|against|that|which|by|"
    r"outperform\w*|beat\w*|paper|report|benchmark|dataset|tool|framework|library|app|feature\w*|plan|api for|"
    r"integration|with|on top of|to replace|code|version of its|price|prices|pricing|cost|after|following|like|"
    r"fine-tun\w+|distilled|from|weeks|months|years)\b",
    re.IGNORECASE,
)
_CLASS_OF_OPEN = re.compile(
    r"\b(?:among|than|other|all|any|every|against|leading|existing|best|top|versus|vs\.?|strongest|largest|most|"
    r"these|many|some|for|between|of|like|previous|strong|#\d+|the first|compared to|similar|available|new|several|"
    r"as|and|or|vs|support for)\W+(?:[\w-]+\W+){0,1}$",
    re.IGNORECASE,
)
_PREVIEW_NEAR = re.compile(r"\b(?:preview|beta|early access)\b", re.IGNORECASE)
LISTS_MODELS = re.compile(
    r"\b(?:following|these|below)\b[^.:]{0,40}\b(?:models?|checkpoints?|weights|variants?)\b|^(?:deprecated|"
    r"retired|released|available|new|open[- ]source\w*) (?:models|checkpoints|weights)",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"^(?:'s)? ?(?:model )?(?:family|series|lineup|collection|suite|generation|models)\b", re.IGNORECASE
)
_WEIGHTS_HOST = re.compile(r"hugging ?face|modelscope", re.IGNORECASE)
_WEIGHTS_WORDS = re.compile(r"weights|checkpoints", re.IGNORECASE)
_NEW_MODELS = re.compile(
    r"\bnew (?:\w+ )?models?,? (?:like|such as|including|called|named) |\bnew models?: ", re.IGNORECASE
)
_OPEN_THING = re.compile(
    r"^[ -](?:\w+ )?(?:tools?|frameworks?|librar\w+|communit\w+|runtimes?|projects?|software|code|ecosystem|"
    r"packages?|developers?|agents?|stack|plugins?|platforms?|datasets?|alternatives?|players?|contenders?|world|"
    r"movement|implementations?|engines?|kernels?|models|llms|sota|SOTA|state)\b"
)


def read_releases(frame: Frame) -> Iterator[Draft]:
    """Every release event in a sentence."""
    for cue in frame.of(CueKind.RELEASES):
        yield from _released(frame, cue)
    for cue in frame.of(CueKind.STATES):
        yield from _stated(frame, cue)
    yield from _alongside(frame)
    yield from _opened(frame)
    yield from _listed(frame)


def _released(frame: Frame, cue: Cue) -> Iterator[Draft]:
    """A verb of release with its models behind it ("launched X"), or right before it ("X released")."""
    verb = frame.text[cue.start : cue.end].lower()
    if frame.paper and _SHOWS.match(verb):
        return
    models = _objects(frame, cue)
    if not models:
        before = [m for m in frame.models if m.end <= cue.start and _PASSIVE_GAP.match(frame.text[m.end : cue.start])]
        if not before or not verb.endswith("ed") or _SHOWS.match(verb):
            return
        models = [model for model in frame.group(before[-1]) if model.end <= cue.start]
    metric = _metric(frame, cue, verb)
    for model in models:
        yield _draft(named(model), metric, cue, f"release.{metric}")


def _metric(frame: Frame, cue: Cue, verb: str) -> Release:
    """The event, with what the words around the verb make of it."""
    metric = Release(cue.value)
    future = any(c.start < cue.start and cue.start - c.end < 25 for c in frame.of(CueKind.FUTURE))
    if metric is Release.RELEASED and (future or _SHOWS.match(verb)):
        return Release.ANNOUNCED
    tail = re.split(r"[.;] ", frame.text[cue.end : min(frame.end, cue.end + 80)])[0]
    if metric in (Release.RELEASED, Release.ANNOUNCED) and re.match(
        r" (?:an? |the )?(?:early |limited |public |research |new )*(?:preview|beta)\b", tail
    ):
        return Release.PREVIEWED
    if metric is Release.RELEASED and re.search(
        r"\bin (?:\w+ )?(?:preview|beta)\b|\bas an? (?:\w+ )?(?:preview|beta)\b", tail
    ):
        return Release.PREVIEWED
    return metric


def _objects(frame: Frame, cue: Cue) -> list[ModelMention]:
    """The models that a verb of release has for its object; a family gives way to its members where they are listed."""
    stop = next((c.start for c in frame.of(CueKind.RELEASES, CueKind.BREAK) if c.start >= cue.end), frame.end)
    after = [model for model in frame.models if cue.end <= model.start < stop]
    if not after:
        return []
    gap = frame.text[cue.end : after[0].start]
    if len(gap) > 80 or not _OBJECT_GAP.match(gap) or _STOPS_OBJECT.search(gap):
        return []
    groups = group_models(frame.text, after)
    first = groups[0]
    if gap.rstrip().endswith(":"):
        return [model for model in after if model.start not in frame.baselines]
    return _members(frame, first, groups[1:]) or first


def _members(
    frame: Frame, family: Sequence[ModelMention], groups: Sequence[Sequence[ModelMention]]
) -> list[ModelMention]:
    """The models behind "including" after a family's name."""
    if len(family) != 1 or not groups:
        return []
    gap = frame.text[family[0].end : groups[0][0].start]
    if (
        _FAMILY.match(gap)
        and re.search(r"\b(?:including|includes?|comprising|consisting of|such as|namely|with|featuring)\b|[:(]", gap)
        and len(gap) < 60
    ):
        return [model for model in groups[0] if model.start not in frame.baselines]
    return []


def _stated(frame: Frame, cue: Cue) -> Iterator[Draft]:
    """A state said of the models before it ("X is now available")."""
    before = frame.subject_mentions(cue.start)
    models: Sequence[ModelMention] = ()
    if before and cue.start - before[-1].end < 70 and not frame.breaks_between(before[-1].end, cue.start):
        models = [model for model in frame.group(before[-1]) if model in before]
    after = [m for m in frame.models if 0 <= m.start - cue.end < 40]
    if (
        not models
        and after
        and re.match(r"^[\s\w-]{0,20}(?:models?|versions?)?[\s:\u2014\u2013-]*$", frame.text[cue.end : after[0].start])
    ):
        models = frame.group(after[0])
    subjects: Subjects = tuple(named(model) for model in models)
    if (
        not subjects
        and frame.vendor
        and re.search(
            r"\b(?:models?|weights|checkpoints|it|they)\b",
            frame.text[max(frame.start, cue.start - 30) : cue.start],
            re.I,
        )
    ):
        subjects = frame.subjects_before(cue.start)
    metric = Release(cue.value)
    if metric is Release.RELEASED and _PREVIEW_NEAR.search(frame.text[cue.end : cue.end + 30]):
        metric = Release.PREVIEWED
    if re.search(
        r"\b(?:not|n't|n't yet|will)\b[^.;]{0,12}$", frame.text[max(frame.start, cue.start - 20) : cue.start + 2]
    ):
        return
    open_too = "open" in frame.text[cue.start : cue.end].lower() or _WEIGHTS_HOST.search(
        frame.text[cue.end : cue.end + 40]
    )
    for subject in subjects:
        yield _draft(subject, metric, cue, f"release.{metric}_state")
        if open_too and metric is Release.RELEASED:
            yield _draft(subject, Release.OPEN_WEIGHTS, cue, "release.open_state")


def _alongside(frame: Frame) -> Iterator[Draft]:
    """Models named by "new models like" in a sentence of release."""
    cue = next(frame.of(CueKind.RELEASES), None)
    found = _NEW_MODELS.search(frame.text, frame.start, frame.end)
    if cue is None or found is None or found.start() < cue.end:
        return
    after = [model for model in frame.models if 0 <= model.start - found.end() <= 3]
    if after:
        metric = _metric(frame, cue, frame.text[cue.start : cue.end].lower())
        for model in frame.group(after[0]):
            yield _draft(named(model), metric, cue, "release.alongside")


def _opened(frame: Frame) -> Iterator[Draft]:
    """Weights said to be open, of the models that the words stand by."""
    for cue in frame.of(CueKind.OPEN):
        left = frame.text[max(frame.start, cue.start - 30) : cue.start]
        words = frame.text[cue.start : cue.end].lower()
        if words.endswith("models") and not any(frame.of(CueKind.RELEASES, CueKind.STATES)):
            continue
        if _OPEN_THING.match(frame.text[cue.end : cue.end + 40]):
            continue
        if _CLASS_OF_OPEN.search(left) and not re.search(r"\b(?:license|apache|mit|weights)\b", words):
            continue
        subjects = _open_subjects(frame, cue)
        for subject in subjects:
            yield _draft(subject, Release.OPEN_WEIGHTS, cue, "release.open_weights")
        if subjects:
            return


def _open_subjects(frame: Frame, cue: Cue) -> Subjects:
    after = [
        m for m in frame.models if m.start >= cue.end and m.start - cue.end < 30 and m.start not in frame.baselines
    ]
    if after and re.fullmatch(
        r"[ \"'(]*(?:(?:the|model|models|weights|of|its|new|release|series|language|reasoning)[ ]*){0,3}",
        frame.text[cue.end : after[0].start],
    ):
        return tuple(named(model) for model in frame.group(after[0]))
    releases = [
        c
        for c in frame.of(CueKind.RELEASES, CueKind.STATES)
        if c.value == Release.RELEASED or c.value == Release.ANNOUNCED
    ]
    objects = [model for c in releases if c.start < cue.start for model in _objects(frame, c)]
    if objects:
        near = [model for model in objects if model.end <= cue.start]
        return tuple(dict.fromkeys(named(model) for model in near))
    before = frame.subject_mentions(cue.start)
    if before and cue.start - before[-1].end < 60 and not frame.breaks_between(before[-1].end, cue.start):
        return tuple(named(model) for model in frame.group(before[-1]) if model in before)
    if frame.vendor and _WEIGHTS_WORDS.search(frame.text, cue.start, cue.end) and len(frame.models) == 1:
        return (named(frame.models[0]),)
    if frame.vendor and not frame.models:
        return frame.subjects_before(frame.end)
    return ()


def _listed(frame: Frame) -> Iterator[Draft]:
    """Models in a list whose first line tells of the event ("Deprecated models:")."""
    if frame.kind is not BlockKind.ITEM or not frame.lead_cues or not frame.models:
        return
    first = frame.models[0]
    if first.start - frame.start > 4 or first.start in frame.baselines:
        return
    for metric in listed_events(frame):
        yield Draft(
            kind=Kind.RELEASE,
            subject=named(first),
            metric=metric,
            start=frame.start,
            end=first.end,
            rule="release.listed",
        )


def listed_events(frame: Frame) -> list[Release]:
    """What the line that a list or table hangs on says of every model in it."""
    if not LISTS_MODELS.search(frame.lead):
        return []
    cue = next((cue for cue in frame.lead_cues if cue.kind in (CueKind.RELEASES, CueKind.STATES)), None)
    events = [Release(cue.value)] if cue else []
    if events != [Release.ANNOUNCED] and (
        re.search(r"open[- ]?sourc|open[- ](?:weight|model)", frame.lead, re.IGNORECASE)
    ):
        events.append(Release.OPEN_WEIGHTS)
    return events


def _draft(subject: Named, metric: Release, cue: Cue, rule: str) -> Draft:
    return Draft(kind=Kind.RELEASE, subject=subject, metric=metric, start=cue.start, end=cue.end, rule=rule)
