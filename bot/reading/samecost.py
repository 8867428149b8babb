"""Unchanged and equal prices: "the same price as X" is a cost of 1."""

import re
from collections.abc import Iterator

from bot.domain.claims import Kind, Ratio
from bot.domain.names import ClassName, Named
from bot.reading.frames import Draft, Frame, named

_SAME_PRICE = re.compile(
    r"\b(?:at the same|(?:the )?same|identical|unchanged) (?:\w+ )?(?:price|pricing|cost)s?\b|\bpric(?:e|es|ing) "
    r"(?:is|are|remains?|stays?|stayed) (?:the )?(?:same|unchanged|identical)\b|\bpriced (?:the same|identically)\b|"
    r"\b(?:match|equal|mirror|keep)\w*(?: the)? (?:\w+ )?(?:price|pricing|cost)s? (?=of\b)|"
    r"\b(?:price|pricing|cost)s? parity with\b",
    re.IGNORECASE,
)
_SAME_BEFORE = re.compile(
    r"\b(?:price|pricing|prices)\b[^;,]{0,24}\b(?:did(?:n't| not) change|has(?:n't| not) changed|have(?:n't|"
    r" not) changed|"
    r"unchanged|stays? the same|remains? the same|remained the same|identical)\b",
    re.IGNORECASE,
)
_PRICE_OF = re.compile(r"\b(?:match|equal|mirror)\w* (?:the )?$", re.IGNORECASE)
_OWN_PRICE = re.compile(r"(?:'s|') (?:\w+ )?(?:price|prices|pricing|costs?)\b", re.IGNORECASE)


def read_same_price(frame: Frame) -> Iterator[Draft]:
    """ "The same price as X" is a cost of 1."""
    found = _SAME_PRICE.search(frame.text, frame.start, frame.end)
    if found is None:
        yield from _matched_price(frame)
        yield from _unchanged(frame)
        return
    others = [model for model in frame.models if model.start >= found.end()]
    subjects: list[Named] = [*map(named, frame.subject_mentions(found.start())[-1:])]
    subjects = subjects or list(frame.default)
    if re.match(r"[^.;]{0,12}\bfor both\b", frame.text[found.end() : found.end() + 24]) and len(others) >= 2:
        subjects, others = [named(others[0])], others[1:]
    if others and subjects and subjects[0] != named(others[0]):
        yield equal(subjects[0], Ratio.COST, named(others[0]), found.start(), others[0].end)
    elif not others:
        yield from _unchanged(frame)


def _matched_price(frame: Frame) -> Iterator[Draft]:
    """ "Y matches X's pricing"."""
    for model in frame.models:
        verb = _PRICE_OF.search(frame.text, max(frame.start, model.start - 24), model.start)
        if verb and (price := _OWN_PRICE.match(frame.text, model.end)):
            for subject in frame.subjects_before(verb.start())[:1]:
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


def equal(subject: Named, metric: Ratio, other: Named, start: int, end: int) -> Draft:
    """A ratio of 1."""
    return Draft(
        kind=Kind.RATIO,
        subject=subject,
        metric=metric,
        value=1.0,
        baseline=other,
        start=start,
        end=end,
        rule="ratio.same",
    )
