"""Families named without a version where the words around say that a model is meant ("LLMs like Qwen").

Elsewhere such a name is the lab's, the product's or the family's, and no model.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.names import name_key
from bot.reading.mentions import ModelMention
from bot.reading.nameindex import NameIndex
from bot.reading.nametails import read_tail
from bot.reading.spotting import Evidence
from bot.reading.tokens import Words
from bot.registry.registry import Family, Guard

_KIND = r"(?:models?|llms?|mllms?|vlms?|chatbots?|ai assistants?)"
_CLASS_OF = re.compile(
    rf"\b{_KIND},? \(?(?:such as|like|including|e\.g\.,?|namely|called|named)[ :]+(?:the )?(?:[A-Z][\w.]* )?$",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"(?:\b(?:its|their|our|own|flagship|latest)|'s)\b[^.;:]{0,40}\bmodel, $", re.IGNORECASE)
_OWNED = re.compile(r"(?:\b(?:its|their|our|own)|'s) (?:\w+ )?$", re.IGNORECASE)
_ITS_MODEL = re.compile(r" (?:ai |language |chat )?(?:model|llm)\b(?!s| series| family| card)", re.IGNORECASE)
_IS_MODEL = re.compile(r" (?:is|was) (?:an?|the|our|its|their) [^.;:]{0,70}?\b(?:model|llm|chatbot)\b", re.IGNORECASE)
_RANKED = re.compile(
    r"\b(?:surpass|outperform|beat|trail|rival|outscor|outclass|overtak|match)(?:e?s|ed|ing|e)? "
    r"(?:even )?(?:[A-Z][\w.]*(?:'s)? )?$",
    re.IGNORECASE,
)
_RANKS = re.compile(
    r" (?:also |still |now |clearly |even |easily |only )?"
    r"(?:surpass|outperform|beat|trail|rival|outscor|outclass|overtak|lag)(?:e?s|ed|ing|e)?\b",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\)?(?: \([^()]{0,30}\))?,? ?(?:(?:and|or|&|,) (?:the |even )?(?:[A-Z]\w+(?:'s)? )?|/)?$")
_SERIES = re.compile(r" (?:series|models?|family|llms?|variants|versions|checkpoints)\b", re.IGNORECASE)
_OF_A_PRODUCT = re.compile(
    r"(?:'s|[ -](?:app|api|code|cli|chat|team|website|site|users?|blog|docs|platform|plus|pro|subscri\w+|plans?|moment|"
    r"research|inc|ai|labs?|technolog\w+|compan\w+|assistant))\b",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\d+(?:\.\d+)?b")
_LINE = re.compile(r"(?:'s)? (?:[a-z]+ )?(?:series|family|lineup|line|portfolio|suite|range)\b", re.IGNORECASE)
_OF_SEVERAL = re.compile(
    r"\b(?:both|all (?:two|three|four|five|of)) (?:of )?(?:the |these |its |our )?$", re.IGNORECASE
)
_WITHIN = re.compile(
    r"\b(?:model|member|one|variant|version|release|addition|part) (?:in|of|to|from) (?:the|its|our|their) $"
)
_REACH = 90  # characters


@dataclass(frozen=True, slots=True)
class Own:
    """Whose text it is, and the words of its title."""

    lab: str | None
    title: frozenset[str]

    def is_title(self, mention: ModelMention) -> bool:
        """Whether a text of the lab's own has the bare name in its title."""
        return self.lab is not None and mention.lab == self.lab and mention.name.lower() in self.title


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A bare name; ``is_product``: it is not the name of its lab as well."""

    mention: ModelMention
    is_product: bool

    @property
    def start(self) -> int:
        return self.mention.start

    @property
    def end(self) -> int:
        return self.mention.end


_Item = ModelMention | _Candidate


def find_loose(
    text: str,
    words: Words,
    models: Sequence[ModelMention],
    taken: Callable[[int], bool],
    index: NameIndex,
    evidence: Evidence,
    own: Own,
) -> list[ModelMention]:
    """Bare names of families that stand for a model where they are, given the models spotted before."""
    candidates = list(_candidates(text, words, taken, index, evidence))
    if not candidates:
        return []
    said = {id(one) for one in candidates if _said_to_be_model(text, one, own)}
    said |= {id(one) for one in _listed(text, models, candidates)}
    spread = {one.mention.name.lower() for one in candidates if id(one) in said and one.is_product}
    return [
        one.mention
        for one in candidates
        if id(one) in said or (one.mention.name.lower() in spread and not _OF_A_PRODUCT.match(text, one.mention.end))
    ]


def _candidates(
    text: str, words: Words, taken: Callable[[int], bool], index: NameIndex, evidence: Evidence
) -> Iterator[_Candidate]:
    tokens = words.tokens
    for match in index.heads.find(words):
        first, family = tokens[match.first], match.value
        if taken(match.first) or family.bare or family.guard is Guard.LAB or not evidence.admits(family):
            continue
        if first.glued and match.first and tokens[match.first - 1].kind in ("word", "number"):
            continue
        if not first.text[0].isupper() or read_tail(tokens, match.last) != match.last:
            continue
        if match.last + 1 < len(tokens) and tokens[match.last + 1].joint == "-":
            continue  # "ChatGPT-style"
        mention = ModelMention(
            start=first.start,
            end=tokens[match.last].end,
            first=match.first,
            last=match.last,
            name=text[first.start : tokens[match.last].end],
            lab=family.lab,
            bare=True,
        )
        yield _Candidate(mention, is_product=not _is_lab(mention.name, family, index))


def _is_lab(name: str, family: Family, index: NameIndex) -> bool:
    """Whether a family goes by the very name of its lab."""
    lab = index.registry.lab(family.lab)
    return lab is not None and lab.name.lower().startswith(name.lower())


def _said_to_be_model(text: str, candidate: _Candidate, own: Own) -> bool:
    """Whether the words beside a name call it a model."""
    mention = candidate.mention
    left = text[max(0, mention.start - _REACH) : mention.start]
    if _IS_MODEL.match(text, mention.end) or _RANKS.match(text, mention.end) or _APPOSED.search(left):
        return True
    if _ITS_MODEL.match(text, mention.end) and _OWNED.search(left):
        return True
    return own.is_title(mention) and _SERIES.match(text, mention.end) is not None


def _listed(text: str, models: Sequence[ModelMention], candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Names in a list that is one of models by its first words, or that something is ranked against."""
    for beside in _joined(text, sorted([*models, *candidates], key=lambda item: item.start)):
        if not any(isinstance(item, _Candidate) for item in beside):
            continue
        opened = False
        for item in beside:
            opened = opened or _opens(text, item)
            if opened and isinstance(item, _Candidate) and not _OF_A_PRODUCT.match(text, item.end):
                yield item


def _joined(text: str, items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Names that stand beside one another, with no more than "and" between them."""
    beside: list[_Item] = []
    for item in items:
        if beside and not (
            item.start - beside[-1].end <= _REACH and _JOINS.fullmatch(text[beside[-1].end : item.start])
        ):
            yield beside
            beside = []
        beside.append(item)
    if beside:
        yield beside


def _opens(text: str, item: _Item) -> bool:
    """Whether the words before a name make it one of models ("LLMs such as", "surpassed")."""
    left = text[max(0, item.start - _REACH) : item.start]
    return _CLASS_OF.search(left) is not None or _RANKED.search(left) is not None


def without_lines(text: str, models: Sequence[ModelMention]) -> list[ModelMention]:
    """The models without the lines of products that others belong to ("the Command family" beside Command R).

    A line whose members differ in nothing but size is their model ("the Yi series" beside Yi-6B).
    """
    keys = sorted({name_key(model.name) for model in models})
    lines = {key for key in {name_key(model.name) for model in models if model.bare} if _has_members(key, keys)}
    kept = [
        model for model in models if not (model.bare and name_key(model.name) in lines and _LINE.match(text, model.end))
    ]
    return [model for model in kept if not (_is_of_line(text, model) and _has_members(name_key(model.name), keys))]


def _is_of_line(text: str, model: ModelMention) -> bool:
    """Whether a name says which line others are of: "both X3 models" are its members."""
    if _SERIES.match(text, model.end) and _OF_SEVERAL.search(text, max(0, model.start - 24), model.start):
        return True
    return _is_within_line(text, model)


def _is_within_line(text: str, model: ModelMention) -> bool:
    """Whether a name only says which line another model is of: "the first model in the X3 series"."""
    return _WITHIN.search(text, max(0, model.start - 20), model.start) is not None and (
        _LINE.match(text, model.end) is not None
    )


def _has_members(key: str, keys: Sequence[str]) -> bool:
    """Whether a longer name begins with a key and goes on with more than a size; the keys are sorted."""
    for other in keys[bisect_right(keys, key) :]:
        if not other.startswith(key):
            return False
        if not _SIZE.match(other, len(key)):
            return True
    return False
