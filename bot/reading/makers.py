"""Makers that no registry holds, known by what a text says of them: they release, own or are the source of a model.

Only models whose maker is unknown are looked at, so that a name beside a known lab's model stays what it is.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.mentions import LabMention, ModelMention
from bot.reading.nameindex import NameIndex
from bot.reading.tokens import Token
from bot.reading.vocabulary import AI_WORDS, NOT_NAMES

_ORGANISATION = (
    r"(?:start-?up|labs?|company|firm|unicorn|developer|maker|team|institute|university|group|collective|outfit|"
    r"non-?profit|spin-?off|consortium|conglomerate|giant|operator|research (?:centre|center|lab))"
)
_NAME = r"(?P<name>[A-Z0-9][\w&.-]*\w(?: (?:[A-Z]\w*|of)(?:-\w+)?){0,3})"
_WHEN = (
    r"(?:(?:has|have|had|today|also|just|now|recently|quietly|this week|this month|last week|on \w+|officially) ){0,3}"
)
_MAKES = (
    r"(?:releas\w+|announc\w+|unveil\w+|launch\w+|introduc\w+|open-?sourc\w+|debut\w*|shipp\w+|publish\w+|preview\w+|"
    r"present\w*|dropp\w+|train(?:ed|s)|buil(?:t|ds)|develop(?:ed|s)|creat(?:ed|es)|says?|said|claims?|claimed)"
)
_ASIDE = rf"(?:,? (?:an?|the) [^.,;()]{{0,60}}?\b{_ORGANISATION}\b[^.,;()]{{0,40}},| \([^()]{{1,40}}\))?"
_CALLED = rf"(?:(?P<called>\b(?:AI )?(?i:{_ORGANISATION}),? ))?"
_BEFORE = re.compile(
    rf"(?:^|(?<=[\s(\"'])){_CALLED}{_NAME}(?P<aside>{_ASIDE}) {_WHEN}{_MAKES} (?P<gap>[^.;:!?]{{0,60}})$"
)
_OWNS = re.compile(rf"(?:^|(?<=[\s(\"'])){_CALLED}{_NAME}(?P<aside>)(?:'s|(?<=s)') (?P<gap>(?:[\w-]+ ){{0,4}})\W?$")
_FROM = re.compile(
    rf"(?: \([^()]{{1,30}}\))?(?:,? (?:an?|the|which|that) [^.;]{{0,60}}?)? (?:from|by) (?:the )?"
    rf"(?P<called>(?:[\w-]+ ){{0,4}}?(?:AI )?{_ORGANISATION},? ){_NAME}"
)
_APPOSED = re.compile(
    rf"\b(?:models?|LLM) (?:from|by|of) (?:the )?(?P<called>(?:[\w-]+ ){{0,2}}?(?:AI )?(?i:{_ORGANISATION}),? )"
    rf"{_NAME}, $"
)
_SUFFIX = frozenset(
    "ai labs lab research technologies technology intelligence institute university inc computing".split()
)
_PEOPLE = re.compile(r"(?:ers|ists|ors|ians|ees|ents|ants)$")  # "Researchers unveiled X"
_ACTS = re.compile(rf"{_ASIDE} {_WHEN}{_MAKES} [^.;:!?]{{0,60}}$")
_REACH = 170  # characters of the sentence looked at before a model
_BORDER = re.compile(r"[.!?;] (?=[A-Z\"'(])|\n")


def find_makers(
    text: str, tokens: Sequence[Token], models: Sequence[ModelMention], labs: Sequence[LabMention], index: NameIndex
) -> tuple[list[ModelMention], list[LabMention]]:
    """The models with their makers, and the makers that no registry holds, wherever they are named."""
    if all(model.lab is not None for model in models):
        return list(models), []
    makers: dict[str, str] = {}  # a model's name to its maker's
    spots = sorted(lab.start for lab in labs)
    for model in models:
        if model.lab is None and model.name not in makers and (maker := _maker(text, model, spots, index)):
            makers[model.name] = maker
    if not makers:
        return list(models), []
    named = set(makers.values())
    heads = {model.split()[0].split("-")[0]: maker for model, maker in makers.items()}
    found = _mentions(text, tokens, named)
    kept = [model for model in models if not (model.bare and model.lab is None and model.name in named)]
    return [_made_by(model, makers, heads) for model in kept], found


def without_makers(text: str, models: Sequence[ModelMention]) -> list[ModelMention]:
    """The models without the bare names that are their makers' own: "Acme launched Acme-3"."""
    return [
        model
        for model, following in itertools.zip_longest(models, models[1:])
        if not (model.bare and following is not None and _makes(text, model, following))
    ]


def _makes(text: str, model: ModelMention, following: ModelMention) -> bool:
    same = following.lab == model.lab and following.name != model.name
    return same and following.start - model.end < _REACH and _ACTS.match(text[model.end : following.start]) is not None


def _made_by(model: ModelMention, makers: dict[str, str], heads: dict[str, str]) -> ModelMention:
    """The model with its maker, which its siblings by first word have too."""
    if model.lab is not None:
        return model
    maker = makers.get(model.name) or heads.get(model.name.split()[0].split("-")[0])
    return replace(model, lab=maker.lower()) if maker else model


def _maker(text: str, model: ModelMention, spots: Sequence[int], index: NameIndex) -> str | None:
    """Who is said to release or own a model, where that is nobody known."""
    first = max(0, model.start - _REACH)
    for border in _BORDER.finditer(text, first, model.start):
        first = border.end()
    left = text[first : model.start]
    if any(first <= place < model.start for place in spots):
        return None
    for pattern in (_OWNS, _BEFORE, _APPOSED):
        if (found := pattern.search(left)) and (name := _plain(found, index)):
            return name
    behind = _FROM.match(text, model.end, model.end + _REACH)
    return _plain(behind, index) if behind else None


def _plain(found: re.Match[str], index: NameIndex) -> str | None:
    """A maker's name as it is shown; none where the words are a person's, a place's or a product's."""
    words = found["name"].split()
    while words and (words[0].lower() in NOT_NAMES or words[0].lower() == "of"):
        words = words[1:]
    if not words or words[-1] == "of" or _PEOPLE.search(words[0]) or words[0].lower() in AI_WORDS:
        return None
    told = bool(found["called"]) or bool(found.groupdict().get("aside"))
    if len(words) > 1 and not told and words[-1].lower() not in _SUFFIX:
        return None  # by its shape it may be a person
    if (
        (len(words) == 1 and words[0].lower() in index.heads)
        or words[0].lower() in index.labs
        or words[0].lower() in index.others
    ):
        return None
    return " ".join(words)


def _mentions(text: str, tokens: Sequence[Token], makers: set[str]) -> list[LabMention]:
    """Wherever a maker is named."""
    starts = {token.start: at for at, token in enumerate(tokens)}
    ends = {token.end: at for at, token in enumerate(tokens)}
    found: list[LabMention] = []
    for maker in makers:
        for match in re.finditer(rf"(?<![\w-]){re.escape(maker)}(?![\w-])", text):
            first, last = starts.get(match.start()), ends.get(match.end())
            if first is not None and last is not None:
                found.append(LabMention(start=match.start(), end=match.end(), first=first, last=last, id=maker.lower()))
    return found
