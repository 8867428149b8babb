"""Where a model stands: announced, previewed, released, its weights open, or on the way out."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.claims import Release
from bot.domain.names import ModelName, name_key
from bot.reading.cues import Cue, CueKind
from bot.reading.frames import Draft, Frame, Subjects, draft_release, group_models, named
from bot.reading.mentions import ModelMention
from bot.reading.releasewords import LONG_AGO, LOOSE_VERBS, PLANNED, PREVIEW_NEAR
from bot.reading.signs import where

_SHOWS = re.compile(r"^(?:introduc|present|propos)", re.IGNORECASE)
_PASSIVE_GAP = re.compile(
    r"^(?:[ ,(\"'-]*(?:series|family|models?|model series|weights?|is|are|was|were|has|have|been|being|now|just|"
    r"officially|also|today|finally|recently|fully|quietly|the|newly|\)|:)[ ,\"'-]*){0,5}[ ]?$",
    re.IGNORECASE,
)
_PAST_APPOSITION = re.compile(r", (?:an?|the|its|their) [^;.]{5,120}, (?:was|were|has been|have been) (?:\w+ )?")
_OBJECT_GAP = re.compile(r"^[^.;:()]{0,80}[\"'(]?$|^(?: of)? (?:the )?[^.;]{0,80}:? ?$", re.IGNORECASE)
_STOPS_OBJECT = re.compile(
    r"\b(?:than|for use|support for|based on|built on|powered by|trained on|using|compared|against|that|which|by|"
    r"outperform\w*|beat\w*|paper|report|cards?|jailbreak\w*|quants?|quanti[sz]\w+|ggufs?|docs|documentation|guide|support|"
    r"loras?|review|study|analysis|notes|demo|results|wrapper|client|prompts?|users?|"
    r"benchmark|charts?|article|podcast|interview|dataset|tool|framework|library|app|feature\w*|plan|api for|"
    r"integration|with|on top of|to replace|code|version of its|price|prices|pricing|cost|after|following|like|"
    r"fine-tun\w+|distilled|from|weeks|months|years|ways?|(?:connectors?|extensions?|plugins?|skills?|sdks?|programs?|"
    r"tiers?|modes?|initiatives?) (?:for|to|in))\b",
    re.IGNORECASE,
)
_RANKED_LEFT = re.compile(r"\b(?:\w+est|most \w+|only|best-known|previously|already) $", re.IGNORECASE)
_PAPER_DOES = re.compile(r"\b(?:papers?|reports?|works?|study|authors|researchers|article) $", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:since|after|before|prior to|until|ever since) (?:the |its |their )?(?:\w+ )?$", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:not|n't|n't yet|will|once|when|if|until|before|remains?|remained|still|stays?|continu\w+)\b[^.;]{0,12}$"
)
_UNDONE = re.compile(
    r"\b(?:delay\w*|postpon\w*|yet|cancel\w*|not|never|no (?:\w+ )?(?:plans?|intentions?)|not plan\w*|without|"
    r"refus\w+|declin\w+|instead of|"
    r"hold\w* (?:off|back)(?: on)?|halt\w*|block\w*|avoid\w*|paus\w+)\W+"
    r"(?:(?:the|its|their|to|public|publicly|wide|full|planned|releasing) )*$|n't (?:\w+ )?$",
    re.IGNORECASE,
)
_GLAD = re.compile(
    r"\b(?:excited|pleased|happy|proud|thrilled|delighted|glad|honou?red|here|able|decided|chose|continue\w*|today|want\w*|"
    r"like|love) to (?:\w+ )?$",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"\b(?:to|would|could|might|may|can|should) (?:\w+ly )?$", re.IGNORECASE)
_INTENDS = re.compile(
    r"\b(?:plan\w*|set|expect\w*|prepar\w*|ready\w*|aim\w*|intend\w*|promis\w*|about|schedul\w*|vow\w*|hop\w*|going|due|"
    r"pois\w*|gear\w* up|pledg\w*|will|would|agreed) (?:to )?(?:\w+ly )?$",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r" (?:\w+ )?(?:data|datasets?|web|text|code|sources?|tools?|benchmarks?|corpora|corpus|information|internet)\b",
    re.IGNORECASE,
)
_NOT_ITSELF = re.compile(
    r"[^.;]{0,40}\b(?:compared|support|paper|report|tech(?:nical)? report|dataset|plugin|extension|integration|feature|"
    r"SDK|fine-tun\w+|recipe|guide|app|tutorial|cookbook|benchmark results)\b",
    re.IGNORECASE,
)
_TRANSITIVE = re.compile(r"\b(?:rolling out|launched|shipping|released|open-sourced)$", re.IGNORECASE)
_BRINGS_IN = re.compile(
    r"^(?: (?:new|in \w+|on \w+|today|now))?(?: models?| versions?)?\s*[:\u2014\u2013-]*\s*(?:the |our )?$"
)
_PRONOUN = re.compile(r"\b(?:models?|weights|checkpoints|it|they)\b", re.IGNORECASE)
_IT = re.compile(r"(?:It|They|Both)(?:'s|'re)? ?(?:\w+ ){0,2}")
_THE_MODEL = re.compile(
    r"\b(?:(?:the|this|both|these)(?: new| [A-Z]\w+)? models?|(?:the|its|model) weights)\b[^.;,]{0,12}$", re.IGNORECASE
)
_PLURAL_NOUNS = frozenset(("releases", "launches"))
_OWN_OBJECT = re.compile(
    r" (?:(?P<its>its|their) |(?:the|our|these|both|all|full|model|trained|new|of|open) ){0,4}"
    r"(?:(?P<weights>weights|checkpoints|parameters)|models?)\b(?! (?:of|for|from|by|that|which|to) )",
    re.IGNORECASE,
)
_THE_MAKER = re.compile(
    r"\bthe (?:[\w-]+ ){0,2}?(?:company|lab|start-?up|firm|team|developers?|researchers|authors)"
    r"(?: also| has| have)? $",
    re.IGNORECASE,
)
_OPENLY = re.compile(r"\b(?:openly|freely|publicly) $", re.IGNORECASE)
_IS_PREVIEW = re.compile(r"[ -](?:preview|beta)(?:[ -][\d.-]+)?$", re.IGNORECASE)
# "Rolls X out across its workforce": a customer takes up what has long been out.
_TAKEN_UP = re.compile(
    r"(?:(?:[^.;]|\.\d){0,80}?\b(?:across|to|for|among))? (?:all |each )?(?:of )?(?:its|their|approximately|"
    r"about|around|over|some|more than|nearly|\d)[^.;]{0,60}?\b(?:workforce|employees|staff|workers|consultants|"
    r"professionals|clinicians|offices)\b",
    re.IGNORECASE,
)
_LOOSE_REACH = 25  # characters
_FAMILY = re.compile(
    r"^(?:'s)? ?(?:[a-z-]+ ){0,2}(?:family|series|lineup|collection|suite|generation|models)\b", re.IGNORECASE
)
_FAMILY_COMMA = re.compile(
    r"(?:'s)? ?(?:model )?(?:family|series|lineup|collection|suite|generation),? ?", re.IGNORECASE
)
_IN_VARIANTS = re.compile(
    r"(?: (?:family|series|models?|lineup))?,? (?:in|with|as|comes in|comprising|consisting of) (?:the )?(?:\w+ ){0,3}"
    r"(?:variants|versions|flavou?rs|editions|models|members|checkpoints)"
    r"(?:[,:(]| -|,? namely:?| called) ?\(?(?:the )?",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:potential|possible|upcoming|expected|anticipated|planned|future|forthcoming|rumou?red|likely|next) "
    r"(?:\w+ )?$",
    re.IGNORECASE,
)
_UPDATE_WITH = re.compile(
    r" (?:an? |its |their )(?:[\w-]+ ){0,2}(?:update|upgrade|refresh|lineup|release) with (?:the )?(?:new )?",
    re.IGNORECASE,
)
_AT_OWNERS = re.compile(r" (?:at|as|under|from|here):? [\w.-]+/")
_VERSION_OF_IT = re.compile(r"\b(?:models?|weights|checkpoints?|versions?|it|they) $", re.IGNORECASE)
_PLACES = 90  # characters of a list of where a model can be had
_CLAUSE = re.compile(r"[.;] | (?:but|while|which|where)\b")
_WEIGHTS_HOST = re.compile(r"hugging ?face|modelscope|\bHF\b", re.IGNORECASE)
_OURS = re.compile(r"(?:We|Our)\b")
_RELATIVE_OF = re.compile(
    r"\b(?:successors?|predecessors?|follow-?ups?|rivals?|alternatives?|answers?|competitors?|responses?) (?:to|"
    r"of|for)\b|"
    r"^ (?:model |release )?since\b",
    re.IGNORECASE,
)
_AMONG_MODELS = re.compile(r"\b(?:one of|among) the [^.;]{0,40}\bmodels $", re.IGNORECASE)
_NEW_MODELS = re.compile(
    r"\bnew (?:\w+ )?models?,? (?:like|such as|including|called|named) |\bnew models?: ", re.IGNORECASE
)


@where(":releases :states")
def read_releases(frame: Frame) -> Iterator[Draft]:
    """Every release event in a sentence."""
    for cue in frame.of(CueKind.RELEASES):
        yield from _released(frame, cue)
    for cue in frame.of(CueKind.STATES):
        yield from (draft for draft in _stated(frame, cue) if not frame.is_anothers(draft.subject))
    yield from _alongside(frame)


def _released(frame: Frame, cue: Cue) -> Iterator[Draft]:
    """A verb of release with its models behind it ("launched X"), or right before it ("X released")."""
    verb = frame.text[cue.start : cue.end].lower()
    left, right = frame.text[max(frame.start, cue.start - 40) : cue.start], frame.text[cue.end : frame.end]
    paper = frame.paper or _PAPER_DOES.search(left)
    if (paper and _SHOWS.match(verb)) or _is_passing(verb, left, right) or _UNDONE.search(left):
        return
    intends = _INTENDS.search(left) is not None
    if _TO_DO.search(left) and not (intends or _GLAD.search(left)):
        return
    if _TAKEN_UP.match(right):
        return
    models = objects_of(frame, cue)
    if not models and (own := _own_weights(frame, cue)):
        yield from own
        return
    if not models:
        before = [m for m in frame.models if m.end <= cue.start and _leads_to(frame.text[m.end : cue.start])]
        if not before or not verb.endswith("ed") or _SHOWS.match(verb):
            return
        models = [model for model in frame.group(before[-1]) if model.end <= cue.start]
    metric = _metric(frame, cue, verb)
    if intends and metric in (Release.RELEASED, Release.PREVIEWED):
        metric = Release.ANNOUNCED
    for model in models:
        event = Release.PREVIEWED if metric is Release.RELEASED and _IS_PREVIEW.search(model.name) else metric
        yield draft_release(named(model), event, cue.start, cue.end, f"release.{event}")


def _leads_to(gap: str) -> bool:
    """Whether nothing but what a model is stands between it and "released"."""
    return bool(_PASSIVE_GAP.match(gap) or _PAST_APPOSITION.fullmatch(gap))


def _own_weights(frame: Frame, cue: Cue) -> list[Draft]:
    """ "Acme released the weights", "we openly release these models": what the text speaks of, where it is theirs."""
    found = _OWN_OBJECT.match(frame.text, cue.end, frame.end)
    openly = found and (found["weights"] or _OPENLY.search(frame.text, max(frame.start, cue.start - 20), cue.start))
    if not found or not openly or cue.value != Release.RELEASED:
        return []
    several = frame.vendor and frame.main and not frame.models and not found["weights"]
    subjects = frame.main if several else frame.subjects_before(cue.start)
    makers = {lab.id for lab in frame.labs}
    told = not makers and _THE_MAKER.search(frame.text, frame.start, cue.start)
    own = [
        subject
        for subject in subjects
        if frame.vendor or found["its"] or told or (isinstance(subject, ModelName) and subject.lab in makers)
    ]
    events = (Release.RELEASED, Release.OPEN_WEIGHTS)
    return [
        draft_release(subject, event, cue.start, cue.end, "release.own_weights") for subject in own for event in events
    ]


def _is_passing(verb: str, left: str, right: str) -> bool:
    """Whether a release only says which model, or when: "its largest released model", "since the launch of"."""
    if _RANKED_LEFT.search(left) and right.startswith((" model", " models")):
        return True
    if (verb.endswith((" of", " to")) or right.startswith(",")) and _SINCE.search(left):
        return True
    return verb.endswith("ed") and LONG_AGO.match(right) is not None


def _metric(frame: Frame, cue: Cue, verb: str) -> Release:
    """The event, with what the words around the verb make of it."""
    metric = Release(cue.value)
    future = any(c.start < cue.start and cue.start - c.end < 25 for c in frame.of(CueKind.FUTURE))
    if metric is Release.RELEASED and (future or _SHOWS.match(verb)):
        return Release.ANNOUNCED
    if verb in _PLURAL_NOUNS and _COMING.search(frame.text[max(frame.start, cue.start - 40) : cue.start]):
        return Release.ANNOUNCED
    tail = re.split(r"[.;] ", frame.text[cue.end : min(frame.end, cue.end + 80)])[0]
    if metric in (Release.RELEASED, Release.ANNOUNCED) and re.match(
        r" (?:an? |the )?(?:early |limited |public |research |new )*(?:preview|beta)\b", tail
    ):
        return Release.PREVIEWED
    if metric is Release.RELEASED and re.search(
        r"\bin (?:\w+ )?(?:preview|beta|early access)\b|\bas an? [\"']?(?:[\w-]+ ){0,2}(?:preview|beta)\b", tail
    ):
        return Release.PREVIEWED
    return metric


def objects_of(frame: Frame, cue: Cue) -> list[ModelMention]:
    """The models that a verb of release has for its object; a family gives way to its members where they are listed."""
    stop = next((c.start for c in frame.of(CueKind.RELEASES, CueKind.BREAK) if c.start >= cue.end), frame.end)
    after = [model for model in frame.models if cue.end <= model.start < stop]
    if not after:
        return []
    after += [model for model in frame.group(after[-1]) if model.start >= stop]  # a list with its own semicolons
    gap = frame.text[cue.end : after[0].start]
    if len(gap) > _LOOSE_REACH and frame.text[cue.start : cue.end].lower() in LOOSE_VERBS:
        return []
    if _RELATIVE_OF.search(gap):
        return []  # "the launch of the successor to A"
    stops = _STOPS_OBJECT.search(gap) and not _UPDATE_WITH.fullmatch(gap)
    if len(gap) > 80 or not _OBJECT_GAP.match(gap) or stops:
        return []
    groups = group_models(frame.text, after)
    first = groups[0]
    if len(first) > 1 and _are_members(frame, first[0], first[1:]):
        first = first[1:]
    elif len(first) > 1 and _are_sizes(frame, first[0], first[1:]):
        first = first[:1]
    if gap.rstrip().endswith(":"):
        return [model for model in after if model.start not in frame.baselines]
    return _members(frame, first, groups[1:]) or first


def _are_sizes(frame: Frame, family: ModelMention, models: Sequence[ModelMention]) -> bool:
    """Whether brackets behind a family's name only tell the sizes that it comes in ("X models (27B and 9B)")."""
    opens = frame.text[family.end : models[0].start].rstrip().endswith("(")
    return opens and all(re.search(r"[ -]\d+(?:\.\d+)?[Bb]$", model.name) for model in models)


def _are_members(frame: Frame, family: ModelMention, models: Sequence[ModelMention]) -> bool:
    """Whether a family's name is followed at once by those of its members ("the X series, X-A and X-B")."""
    key = name_key(family.name)
    behind = _FAMILY_COMMA.fullmatch(frame.text, family.end, models[0].start)
    return behind is not None and all(name_key(model.name).startswith(key) for model in models)


def _members(
    frame: Frame, family: Sequence[ModelMention], groups: Sequence[Sequence[ModelMention]]
) -> list[ModelMention]:
    """The models behind "including" after a family's name."""
    if len(family) != 1 or not groups:
        return []
    gap = frame.text[family[0].end : groups[0][0].start]
    if _are_sizes(frame, family[0], groups[0]):
        return []
    if _are_members(frame, family[0], groups[0]) or _IN_VARIANTS.fullmatch(gap):
        return [model for model in groups[0] if model.start not in frame.baselines]
    if (
        _FAMILY.match(gap)
        and re.search(
            r"\b(?:including|includes?|comprising|consisting of|such as|namely|with|featuring)\b|[:(\u2013\u2014]|"
            r" --? ",
            gap,
        )
        and len(gap) < 60
    ):
        return [model for model in groups[0] if model.start not in frame.baselines]
    return []


def _stated(frame: Frame, cue: Cue) -> Iterator[Draft]:
    """A state said of the models before it ("X is now available")."""
    words = frame.text[cue.start : cue.end].lower()
    left, right = frame.text[max(frame.start, cue.start - 20) : cue.start + 2], frame.text[cue.end : frame.end]
    said = frame.text[frame.start : cue.start]
    if (
        _DENIED.search(left)
        or _ATTRIBUTE.match(right)
        or _TAKEN_UP.match(right)
        or PLANNED.search(said)
        or _AMONG_MODELS.search(said)
    ):
        return
    subjects = _stated_of(frame, cue, words)
    metric = Release(cue.value)
    if metric is Release.RELEASED and PREVIEW_NEAR.search(right[:30]):
        metric = Release.PREVIEWED
    open_too = "open" in words or _WEIGHTS_HOST.search(_CLAUSE.split(right[:_PLACES], maxsplit=1)[0])
    for subject in subjects:
        yield draft_release(subject, metric, cue.start, cue.end, f"release.{metric}_state")
        if open_too and metric is Release.RELEASED:
            yield draft_release(subject, Release.OPEN_WEIGHTS, cue.start, cue.end, "release.open_state")


def _stated_of(frame: Frame, cue: Cue, words: str) -> Subjects:
    """The models that a state is said of: those before it, those it brings in, or what the text speaks of."""
    before = frame.subject_mentions(cue.start)
    if before and cue.start - before[-1].end < 70 and not frame.breaks_between(before[-1].end, cue.start):
        if _NOT_ITSELF.match(frame.text, before[-1].end, cue.start):
            return ()
        return tuple(named(model) for model in frame.group(before[-1]) if model in before)
    if not before and _TRANSITIVE.search(words):
        return tuple(named(model) for model in objects_of(frame, cue))
    after = [m for m in frame.models if 0 <= m.start - cue.end < 40]
    if (
        after
        and words.endswith(("available", "now", "out", "live", "today"))
        and _BRINGS_IN.match(frame.text[cue.end : after[0].start])
    ):
        return tuple(named(model) for model in frame.group(after[0]))
    left = frame.text[max(frame.start, cue.start - 30) : cue.start]
    if after and _VERSION_OF_IT.search(left) and _AT_OWNERS.fullmatch(frame.text, cue.end, after[0].start):
        return (named(after[0]),)
    if not frame.models and _OURS.match(frame.words) and frame.speaks_of_rival():
        return frame.main
    if (_PRONOUN if frame.vendor else _THE_MODEL).search(left) or (frame.fresh and _IT.fullmatch(left)):
        return frame.subjects_before(cue.start)
    return ()


@where(":releases & :model & new & model models")
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
            yield draft_release(named(model), metric, cue.start, cue.end, "release.alongside")
