"""Weights said to be open, and of which models: by a licence, by the words "open weights", by where they can be had."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from bot.domain.claims import Release
from bot.reading.cues import Cue, CueKind
from bot.reading.frames import Draft, Frame, Subjects, draft_release, named
from bot.reading.mentions import ModelMention
from bot.reading.releases import objects_of
from bot.reading.signs import where
from bot.reading.structure import BlockKind

_CLASS_OF_OPEN = re.compile(
    r"\b(?:among|than|other|all|any|every|against|leading|existing|best|top|versus|vs\.?|strongest|largest|most|"
    r"these|many|some|for|between|of|like|previous|strong|#\d+|the first|compared to|similar|available|new|several|"
    r"as|and|or|vs|support for|no|not|non|popular|well-known|famous|widely used|favou?rite)\W+(?:[\w-]+\W+){0,1}$",
    re.IGNORECASE,
)
_KIND_OF = re.compile(r"\b(?:generation|family|series|suite|collection|line) of (?:our |fully )?$", re.IGNORECASE)
_FREED_TOO = re.compile(r"\b(?:releas|launch|ship|publish|develop|train)\w*,? and (?:fully |also )?$", re.IGNORECASE)
_OPEN_THING = re.compile(
    r"^[ -](?:\w+ )?(?:(?:\w+ )?software|tools?|intelligence|"
    r"endpoints?|toolkits?|frameworks?|librar\w+|communit\w+|runtimes?|projects?|code|codebases?|"
    r"ecosystem|packages?|developers?|agents?|stack|plugins?|platforms?|datasets?|data|alternatives?|players?|"
    r"contenders?|world|movement|implementations?|engines?|kernels?|models|llms|sota|SOTA|state|evaluations?|"
    r"approach\w*|methods?|recipes?|benchmarks?|scripts?|repo\w*|competitors?|rivals?|peers?|baselines?|maintainers?|"
    r"contributors?|harness\w*|infrastructure|systems?|leaderboards?|labs?|choices?|compan\w+|wave|race|camp|push|scene|space|field|"
    r"tide|trend|efforts?|strateg\w+|initiatives?|ethos|spirit|advocates?|movements?)\b"
)
_OPEN_OBJECT = re.compile(
    r" (?:the|our|its|their|an?|all|some|\d+) (?:[\w.+-]+ ){0,3}?(?:questions?|problems|(?:gold|test|eval) sets?|"
    r"prompts|environments?|tasks|traces|trajectories|notebooks?|simulators?|examples|solutions?|code|codebase|frameworks?|toolkits?|"
    r"tools?|pipelines?|librar\w+|inference|kernels?|engines?|harness\w*|benchmarks?|datasets?|data|recipes?|scripts?|stack|"
    r"plugins?|sdk|infrastructure|implementations?|repo\w*)\b",
    re.IGNORECASE,
)
# "Open-sourced Petri, our audit tool": a name behind the verb that the text treats as no model.
_FREES = re.compile(r"open[- ]sourc(?:ed|es|ing)", re.IGNORECASE)
_NAMED_THING = re.compile(r" (?:our |the )?[A-Z][\w-]+(?:,? \(|, (?:an?|our|the|its) )")
_WHETHER = re.compile(r"\b(?:whether|if)\b", re.IGNORECASE)
_IN_APPOSITION = re.compile(r"^,? (?:the|our|its|an?) [^.,;]{0,50}$")
_IS_OURS = re.compile(r"^(?: \([^()]*\))? (?:is|as) (?:currently |now |also )?(?:our|the|an?) [^.,;]{0,40}$")
_ONE_MODEL = re.compile(r"(?:[ -][\w-]+){0,5}? (?:model|llm|vlm)\b", re.IGNORECASE)
_LICENCE = re.compile(r"\b(?:licen[cs]e\w*|apache|mit|weights)\b", re.IGNORECASE)
_OF_LICENCE = re.compile(
    r"\b(?:comply|complies|compliance|accordance|governed|subject|updat\w+|accept\w*|agree\w*)\b", re.IGNORECASE
)
_AGREEMENT = re.compile(r"^(?:'s)? ?(?:agreement|terms|is updated|was updated|has been updated)\b", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:will|would|may|might|could|to|considering|not|n't|never|eventually) (?:be )?$", re.IGNORECASE
)
_GLAD = re.compile(
    r"\b(?:excited|pleased|happy|proud|thrilled|delighted|glad|decided|chose|continue\w*) to $", re.IGNORECASE
)
_WEIGHTS = re.compile(r"weights|checkpoints", re.IGNORECASE)
_RELEASED_LEAD = re.compile(
    r"[ \"'(]*(?:(?:the|both|our|model|models|weights|of|its|new|base|chat|instruct|"
    r"release|series|language|reasoning)[ ]*){0,4}"
)
_HOSTED = re.compile(
    r"\b(?:weights?|checkpoints?|models?|it|them|artifacts|collection)\b[^.;]{0,60}?"
    r"\b(?:hugging ?face|modelscope)\b(?! spaces?\b)|"
    r"\b(?:hugging ?face|modelscope)\b(?! spaces?\b)[^.;]{0,80}?\b(?:weights?|checkpoints?)\b|"
    r"\b(?:weights?|checkpoints?|models?|it)\b[^.;]{0,40}?\bhuggingface\.co/\w",
    re.IGNORECASE,
)
_HAD = re.compile(
    r"\b(?:download|find|found|get|grab|visit|search|stored|hosted|published|up|uploaded|live|available|accessed|"
    r"access|here)\b",
    re.IGNORECASE,
)
_OPENLY = re.compile(
    r"\b(?:we|and) (?:fully |publicly |openly )?(?:release|publish|open)\b[^.;]{0,60}"
    r"\b(?:openly|artifacts|checkpoints|weights)\b|"
    r"\breleased (?:openly|as (?:both )?(?:\w+ (?:and \w+ )?)?(?:quantized )?(?:weights|checkpoints))\b",
    re.IGNORECASE,
)
_OUT_AT = re.compile(
    r"\b(?:checkpoints?|weights|models)(?:,? and (?:[a-z]+ ){0,2}[a-z]+)?(?: of [A-Z][\w. -]{1,30})? (?:are|"
    r"have been|were)"
    r"(?: (?:all|now|publicly|openly|freely|also|made))* (?:available|released|accessible|published|open[- ]sourced)"
    r"(?: publicly)? (?:on|at|in|via|through) (?:our |the )?(?:GitHub|Hugging ?Face|ModelScope|https?:)",
    re.IGNORECASE,
)
_ITS_WEIGHTS = re.compile(
    r"(?:(?:the|its|model|all) )*(?:weights|checkpoints)\b|it(?:'s| is| has|,)|the model", re.IGNORECASE
)
_CLOSED = re.compile(r"\b(?:not|never|will be|soon|later|datasets?|paper|demo|spaces)\b", re.IGNORECASE)
_INCLUDES = re.compile(r"\b(?:includes?|comprises?|consists? of|contains?) (?:the |two |three |several )?$", re.I)
_FEATURE = re.compile(
    r"\W*(?:fully )?open[- ]weights?(?=[.,;]|\s*$| (?:under|with an?|via|released|available)\b)", re.I
)
_WE = re.compile(r"we (?:\w+ )?(?:make|release|publish|open|provide|share)", re.I)
_ASIDE = re.compile(
    r"\b(?:alongside|besides|beyond|in addition to|together with|apart from|like|unlike) (?:the )?$", re.I
)
_VERB_REACH = 12  # characters between a model and its verb
_REACH = 60  # characters between a model and what is said of its weights


def read_openness(frame: Frame) -> Iterator[Draft]:
    """Models whose weights a sentence says are out."""
    for draft in chain(_by_word(frame), _by_place(frame)):
        if not frame.is_anothers(draft.subject):
            yield draft


@where(":open")
def _by_word(frame: Frame) -> Iterator[Draft]:
    """ "Open weights" or a licence, of the models that the words stand by."""
    for cue in frame.of(CueKind.OPEN):
        if _OPEN_OBJECT.match(frame.text, cue.end, min(cue.end + _REACH, frame.end)):
            return  # what is opened, wherever it is hosted, is no model
        if _frees_another_thing(frame, cue):
            return
        if _is_general(frame, cue):
            continue
        subjects = _subjects(frame, cue)
        for subject in subjects:
            yield draft_release(subject, Release.OPEN_WEIGHTS, cue.start, cue.end, "release.open_weights")
        if subjects:
            return


def _frees_another_thing(frame: Frame, cue: Cue) -> bool:
    """Whether the name behind "open-sourced" is no model's."""
    if not _FREES.fullmatch(frame.text, cue.start, cue.end):
        return False
    thing = _NAMED_THING.match(frame.text, cue.end, min(cue.end + _REACH, frame.end))
    return thing is not None and not any(cue.end <= model.start < thing.end() for model in frame.models)


def _is_general(frame: Frame, cue: Cue) -> bool:
    """Whether the words speak of a class, of software, or of a licence for its own sake."""
    left = frame.text[max(frame.start, cue.start - 40) : cue.start]
    right = frame.text[cue.end : min(cue.end + 40, frame.end)]
    words = frame.text[cue.start : cue.end].lower()
    said = _KIND_OF.search(left) or _INCLUDES.search(left) or any(frame.of(CueKind.RELEASES, CueKind.STATES))
    if words.endswith("models") and not said:
        return True
    if _OPEN_THING.match(right) and not _INCLUDES.search(left):
        return True
    if right.lower().startswith(" spaces") or _WHETHER.search(frame.text, frame.start, cue.start):
        return True
    if _LATER.search(left) and not _GLAD.search(left):
        return True
    if "licen" in words and (_OF_LICENCE.search(left) or _AGREEMENT.match(right)):
        return True
    if _LICENCE.search(words) or _FREED_TOO.search(left) or _KIND_OF.search(left):
        return False
    return _CLASS_OF_OPEN.search(left) is not None and not _is_itself_open(frame, cue)


def _is_itself_open(frame: Frame, cue: Cue) -> bool:
    """Whether a lab calls its own model open by what it ranks it in: "X, the first open-source model that"."""
    before = frame.subject_mentions(cue.start)
    if not frame.vendor:
        return False
    words = frame.text[cue.start : cue.end].lower()
    if not words.endswith("model") and not _ONE_MODEL.match(frame.text, cue.end, frame.end):
        return False
    it = frame.start + 2 if frame.words.startswith("It ") else cue.start
    between = frame.text[before[-1].end if before else it : cue.start]
    return (_IN_APPOSITION.match(between) or _IS_OURS.match(between)) is not None


def _subjects(frame: Frame, cue: Cue) -> Subjects:
    """The models that openness is said of: right behind the words, released in this sentence, or before them."""
    after = [
        m for m in frame.models if m.start >= cue.end and m.start - cue.end < 30 and m.start not in frame.baselines
    ]
    if after and _RELEASED_LEAD.fullmatch(frame.text, cue.end, after[0].start):
        return tuple(named(model) for model in frame.group(after[0]))
    out = (Release.RELEASED, Release.ANNOUNCED)
    releases = [c for c in frame.of(CueKind.RELEASES, CueKind.STATES) if c.value in out and c.start < cue.start]
    objects = [model for c in releases for model in objects_of(frame, c)]
    before = frame.subject_mentions(cue.start)
    if objects and not (before and _is_another(frame, before[-1], objects)):
        return tuple(dict.fromkeys(named(model) for model in objects if model.end <= cue.start))
    if before and _ASIDE.search(frame.text, frame.start, before[-1].start):
        return ()
    if before and cue.start - before[-1].end < _REACH and not frame.breaks_between(before[-1].end, cue.start):
        return tuple(named(model) for model in frame.group(before[-1]) if model in before)
    if frame.vendor and _WEIGHTS.search(frame.text, cue.start, cue.end) and len(frame.models) == 1:
        return (named(frame.models[0]),)
    if not frame.models and frame.main and _WE.match(frame.words) and frame.speaks_of_rival():
        return frame.main
    if not frame.models and frame.kind is BlockKind.ITEM and _FEATURE.match(frame.words):
        return frame.default
    if not frame.models and (frame.vendor or (frame.fresh and _ITS_WEIGHTS.match(frame.words))):
        return frame.subjects_before(frame.end)
    return ()


def _is_another(frame: Frame, nearest: ModelMention, objects: Sequence[ModelMention]) -> bool:
    """Whether a model after those released begins a clause of its own ("A ships X, Y launches an open model")."""
    acts = (cue.start - nearest.end <= _VERB_REACH for cue in frame.of(CueKind.RELEASES) if cue.start >= nearest.end)
    return nearest.start > objects[-1].start and any(acts) and nearest not in frame.group(objects[-1])


@where("openly artifacts weight weights checkpoint checkpoints hugging* modelscope*")
def _by_place(frame: Frame) -> Iterator[Draft]:
    """Weights that a lab says where to find, or calls released as such."""
    if not frame.vendor:
        return
    places = [
        *_OPENLY.finditer(frame.text, frame.start, frame.end),
        *_OUT_AT.finditer(frame.text, frame.start, frame.end),
    ]
    if not places and _HAD.search(frame.words) and not _CLOSED.search(frame.words):
        places = list(_HOSTED.finditer(frame.text, frame.start, frame.end))
    for found in places:
        for subject in _at_place(frame, found):
            yield draft_release(subject, Release.OPEN_WEIGHTS, found.start(), found.end(), "release.weights_at")


def _at_place(frame: Frame, found: re.Match[str]) -> Subjects:
    """The models before a place to get weights, else those in the same breath, else what the text speaks of."""
    before = frame.subject_mentions(found.start())
    if before:
        return tuple(named(model) for model in frame.group(before[-1]) if model in before)
    inside = [m for m in frame.models if found.start() <= m.start and m.start not in frame.baselines]
    if inside:
        return tuple(named(model) for model in frame.group(inside[0]))
    return frame.subjects_before(frame.end)
