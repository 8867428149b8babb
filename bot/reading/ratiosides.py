"""The other side of a ratio: the models, labs and classes that words hold an amount against."""

import re
from collections.abc import Sequence

from bot.domain.names import ClassName, Named
from bot.reading.amounts import Quantity
from bot.reading.frames import Frame, in_class, lab_subject, named
from bot.reading.mentions import ModelMention
from bot.reading.ratiowords import ABOUT

RIGHT = 110  # characters behind a number that may say what it is held against
_COMPARED = re.compile(
    r"\b(?:of|than|vs\.?|versus|compared (?:to|with|against)|relative to|over|as|to|undercut\w*|from|against|what|"
    r"that|below|above|\u6bd4)\b|'s\b|\btime (?:it )?(?:takes? |took )?$",
    re.IGNORECASE,
)
_RIGHT_BEHIND = re.compile(r" (?:the )?(?:\w+'s )?")
_THAN_LAB = re.compile(r"\bthan\b|\bcompared\b|\bof\b|\bversus\b|\bvs\b", re.IGNORECASE)
_THAN_RIGHT_BEFORE = re.compile(r"\b(?:than|over|versus|vs\.?|compared (?:to|with)) (?:the )?$", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:(?:its|their|the) (?:direct |immediate )?predecessors?|(?:the |its |their )?(?:previous|prior|last|"
    r"earlier|preceding|"
    r"older)[ -](?:generations?|versions?|models?|releases?|one)|the original(?: model| version)?)\b",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"\b(?:than|over|compared (?:to|with)|versus|vs\.?|relative to|of) (?P<words>(?:the |other |most |"
    r"its )?(?:[a-z-]+ ){0,4}"
    r"(?:models?|llms?|competitors|rivals|peers|systems|methods|baselines?))\b"
)
_THAT_ALONE = re.compile(r" (?:of )?that\b(?=[.,;)]|$)")
_UNDERCUTS = re.compile(r"\bundercut\w* (?:\w+ )?$", re.IGNORECASE)
_HELD_AGAINST = re.compile(
    r"\b(?:as [\w-]+ (?:[\w-]+ ){0,2}as|within [^,;]{1,24} of) (?:the |its )?(?:[A-Z]\w+(?:'s)? )?$|"
    r"^(?:where|whereas) (?:the |its )?(?:[A-Z]\w+(?:'s)? )?$|"
    r"\b(?:(?:switch|mov|migrat|upgrad|go)(?:e|es|ed|ing) (?:\w+ )?from|replac(?:e|es|ed|ing)|supersed(?:e|es|ed|"
    r"ing)) (?:the |its )?$",
    re.IGNORECASE,
)
# "X beats Y, a model twice its size", "Y, which is four times larger"
_APPOSED = re.compile(
    r"[,(\u2014\u2013-] ?\(?(?:(?:itself |still |also )?(?:an?|the) (?:[\w-]+ ){0,3}?(?:model|system|one|network|rival|"
    rf"competitor|llm)s?(?:,? (?:that|which))?(?: is| was|'s)?|(?:which|that) (?:is|was|are|has|have)) ?{ABOUT}$",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(
    r"(?:\b(?:models|llms|systems|competitors|rivals|ones|labs|families),? (?:like|including)|\bsuch as|\be\.g\.,?) "
    r"(?:the )?$",
    re.IGNORECASE,
)
_RIGHT_AFTER = re.compile(
    rf",? (?:but |yet |and |all |while |though )?(?:at|for|with|using|being|costing|running|only|just)(?: only|"
    rf" just)? ?{ABOUT}",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r",? (?:also |now |still )?(?:is|are|was|has|have|can|could|will|would|costs?|runs?|delivers?|offers?|uses?|"
    r"needs?|takes?|"
    r"scor\w+|beats?|outperform\w*|comes?|gets?|shows?|achiev\w+|reach\w*)\b"
)


def compared_after(frame: Frame, quantity: Quantity, stop: int) -> ModelMention | None:
    """The model that a number's own words compare with: "than X", "of X", before the next ratio starts."""
    for model in frame.models:
        if quantity.end <= model.start < stop and model.start - quantity.end <= RIGHT:
            gap = frame.text[quantity.end : model.start]
            if _RIGHT_BEHIND.fullmatch(gap):
                return model  # "doubles X's score", "2x X's speed"
            if _COMPARED.search(gap) and "," not in gap.rpartition(" than ")[2]:
                return model
    return None


def undercut(frame: Frame, quantity: Quantity) -> ModelMention | None:
    """The model that is undercut or outdone by a number."""
    for model in reversed(frame.models):
        if model.end <= quantity.start and quantity.start - model.end < 60:
            verb = frame.text[max(frame.start, model.start - 24) : model.start]
            if _UNDERCUTS.search(verb):
                return model
    return None


def apposed(frame: Frame, quantity: Quantity) -> ModelMention | None:
    """The beaten model that a number is said of: "X beats Y, a model twice its size"."""
    before = [model for model in frame.models if model.end <= quantity.start]
    if not before or before[-1].start not in frame.baselines or not frame.subject_mentions(before[-1].start):
        return None
    return before[-1] if _APPOSED.fullmatch(frame.text, before[-1].end, quantity.start) else None


def is_object(frame: Frame, model: ModelMention) -> bool:
    """Whether something is held against a model in passing: "as many tasks as X", "within a point of X"."""
    start = max(frame.start, model.start - 50)
    return _HELD_AGAINST.search(frame.text[start : model.start]) is not None


def listed_with(frame: Frame, model: ModelMention, subject: Named) -> list[Named]:
    """A model and those listed behind it as other sides too: "2x faster than A and B"."""
    group = [other for other in frame.group(model) if other.start >= model.start]
    while len(group) > 1 and _GOES_ON.match(frame.text, group[-1].end):
        group.pop()
    return list(dict.fromkeys(named(other) for other in group if named(other) != subject))


def compared_elsewhere(frame: Frame, quantity: Quantity, subject: Named) -> Sequence[Named]:
    """What else in the sentence is held against the subject: models, a lab, a class; or what came before it."""
    compared = [model for model in frame.models if model.start in frame.baselines and named(model) != subject]
    compared = compared or [model for model in frame.models if is_object(frame, model) and named(model) != subject]
    if compared:
        nearest = compared[-1] if compared[-1].end <= quantity.start else compared[0]
        return _of_list(frame, [model for model in frame.group(nearest) if model in compared], quantity, subject)
    for lab in frame.labs:
        behind = lab.start >= quantity.end and _THAN_LAB.search(frame.text, quantity.end, lab.start)
        if behind or _THAN_RIGHT_BEFORE.search(frame.text, max(frame.start, lab.start - 20), lab.start):
            return (lab_subject(lab, frame.text[lab.start : lab.end]),)
    of_class = _class(frame)
    return (of_class,) if of_class else _carried(frame, quantity, subject)


def _of_list(frame: Frame, listed: list[ModelMention], quantity: Quantity, subject: Named) -> Sequence[Named]:
    """The other sides of a list that the number does not name itself: "beats A, B and C at half the price".

    Of a long list it is not said which of them the number is over, unless it stands right behind.
    """
    if len(listed) > 1 and _EXAMPLES.search(frame.text, frame.start, listed[0].start):
        return (in_class("other models"),)
    near = _RIGHT_AFTER.fullmatch(frame.text, listed[-1].end, quantity.start)
    return listed_with(frame, listed[0], subject) if near or len(listed) < 3 else ()


def _carried(frame: Frame, quantity: Quantity, subject: Named) -> Sequence[Named]:
    """What the sentence before, or the line that a list hangs on, compares the same subject with; or spoke of."""
    if _THAT_ALONE.match(frame.text, quantity.end):
        return [other for other in frame.default if other != subject]
    if subject not in frame.default or subject in frame.against or len(frame.against) > 1:
        return ()
    return frame.against


def _class(frame: Frame) -> ClassName | None:
    """The class in plain words that a ratio is over."""
    if _EARLIER.search(frame.words):
        return ClassName(name="previous model")
    found = _CLASS.search(frame.words)
    return in_class(found["words"]) if found else None
