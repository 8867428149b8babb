"""Unchanged and equal prices: "the same price as X" is a cost of 1."""

import re
from collections.abc import Iterator

from bot.domain.claims import Bound, Kind, Ratio
from bot.domain.names import ClassName, Named
from bot.reading.frames import Draft, Frame, named
from bot.reading.mentions import ModelMention
from bot.reading.signs import Signed, where

_PRICE = r"(?:price(?: tag| points?| levels?)?s?|pricing|costs?|rates?)"
_EQUALLY = (
    r"(?:similar(?:ly)?|comparabl[ey]|identical(?:ly)?|equal(?:ly)?|equivalent(?:ly)?|exactly|alike|the same|on par)"
)
_SAME_PRICE = Signed(
    "same identical* unchanged similar* comparabl* equivalent* equal* exactly alike par match* mirror* keep* parity",
    re.compile(
        rf"\b(?:at (?:about |roughly |around )?the (?:exact )?same|(?:the )?(?:exact )?same|identical|unchanged|"
        rf"similar|comparable|equivalent) (?:[\w-]+ ){{0,2}}{_PRICE}\b(?! (?:range|class|bracket|tier))|"
        r"\bpric(?:e|es|ing) (?:is|are|remains?|stays?|stayed) (?:about |roughly )?(?:the )?(?:same|unchanged|"
        r"identical)\b|"
        rf"\bpriced {_EQUALLY}\b|"
        r"\bpriced (?:at|on) (?:the same|an? (?:similar|identical|comparable)|par)\b(?: (?:level|rate|point))?|"
        r"\bcost(?:s|ing)? (?:about |roughly |exactly |almost |around )?the same\b|"
        r"\b(?:match|equal|mirror|keep)\w*(?: the)? (?:\w+ )?(?:price|pricing|cost)s? (?=of\b)|"
        r"\b(?:price|pricing|cost)s? parity with\b",
        re.IGNORECASE,
    ),
)
_SAME_BEFORE = re.compile(
    r"\b(?:price|pricing|prices)\b[^;,]{0,24}\b(?:did(?:n't| not) change|has(?:n't| not) changed|have(?:n't|"
    r" not) changed|"
    r"unchanged|stays? the same|remains? the same|remained the same|identical)\b",
    re.IGNORECASE,
)
_PRICE_OF = re.compile(r"\b(?:match|equal|mirror|at|keep|shar|inherit)\w* (?:the )?$", re.IGNORECASE)
_OWN_PRICE = re.compile(
    r"(?:'s|') (?:\w+ )?(?:price|prices|pricing|costs?|rates)\b(?! (?:cut|drop|hike|increase))", re.IGNORECASE
)
_ROUGHLY = re.compile(r"\b(?:similar|comparabl|about|roughly|around|almost|approximately)", re.IGNORECASE)
_OTHER_COST = re.compile(r"\b(?:training|trained|train)\b", re.IGNORECASE)
_FOR_BOTH = re.compile(r"[^.;]{0,12}\bfor both\b")


@where("pric* cost* rates")
def read_same_price(frame: Frame) -> Iterator[Draft]:
    """ "The same price as X" is a cost of 1."""
    found = _SAME_PRICE.search(frame)
    if found is None or _OTHER_COST.search(frame.text, max(frame.start, found.start() - 20), found.end()):
        yield from _matched_price(frame)
        yield from _unchanged(frame)
        return
    others = [model for model in frame.models if model.start >= found.end()]
    subjects: list[Named] = [*map(named, frame.subject_mentions(found.start())[-1:])]
    subjects = subjects or list(frame.default)
    if _FOR_BOTH.match(frame.text, found.end()) and len(others) >= 2:
        subjects, others = [named(others[0])], others[1:]
    if others and subjects:
        for other in _listed(frame, others):
            if named(other) != subjects[0]:
                bound = Bound.ABOUT if _ROUGHLY.search(found.group()) else Bound.EXACT
                yield equal(subjects[0], Ratio.COST, named(other), found.start(), other.end, bound)
    elif not others:
        yield from _unchanged(frame)


def _listed(frame: Frame, others: list[ModelMention]) -> list[ModelMention]:
    """The first model behind "the same price as", and those listed with it."""
    group = frame.group(others[0])
    return [other for other in others if other in group]


def _matched_price(frame: Frame) -> Iterator[Draft]:
    """ "Y matches X's pricing", "Y is sold at X's price"."""
    for model in frame.models:
        verb = _PRICE_OF.search(frame.text, max(frame.start, model.start - 24), model.start)
        if verb and (price := _OWN_PRICE.match(frame.text, model.end)):
            for subject in frame.subjects_before(verb.start())[:1]:
                if subject != named(model):
                    yield equal(subject, Ratio.COST, named(model), verb.start(), price.end())


def _unchanged(frame: Frame) -> Iterator[Draft]:
    """ "Pricing stays the same": as the model before it."""
    found = _SAME_BEFORE.search(frame.text, frame.start, frame.end)
    if found is None:
        return
    others = [model for model in frame.models if model.start in frame.baselines or model.start >= found.end()]
    other = named(others[0]) if others else ClassName(name="previous price")
    for subject in frame.subjects_before(found.end())[:1]:
        if subject != other:
            yield equal(subject, Ratio.COST, other, found.start(), found.end())


def equal(subject: Named, metric: Ratio, other: Named, start: int, end: int, bound: Bound = Bound.EXACT) -> Draft:
    """A ratio of 1."""
    return Draft(
        kind=Kind.RATIO,
        subject=subject,
        metric=metric,
        value=1.0,
        baseline=other,
        bound=bound,
        start=start,
        end=end,
        rule="ratio.same",
    )
