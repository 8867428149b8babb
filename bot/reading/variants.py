"""Members of a family that a text calls by their variant word alone ("Ultra, Pro and Nano", "Lite costs") or without
one ("the regular version", beside a Lightning)."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.reading.mentions import ModelMention
from bot.reading.nameindex import NameIndex
from bot.reading.tokens import Token, Words
from bot.reading.vocabulary import JOINS, VARIANTS

Taken = Callable[[int], bool]

# Of the variant words those that members of a family are told apart by; the others say how a model was tuned.
_TELLING = frozenset(
    (
        "pro max mini nano micro flash lite ultra plus turbo large medium small tiny speciale terminus premier sonic "
        "maverick scout behemoth spark heavy lightning coder thinking omni titan swift prime"
    ).split()
)
_LISTS = re.compile(
    r"\b(?:sizes|versions|variants|models|flavou?rs|editions|members|siblings|options|configurations|in)"
    r"(?:[:,(]| \(| (?:--?|[\u2013\u2014])|:? (?:called|named|namely|including|like|such as|are|as))? ?[\"']?$",
    re.IGNORECASE,
)
_LISTED_FOR = re.compile(r"[\"']? (?:sizes|versions|variants|models|flavou?rs|editions|siblings)\b")
_ACTS = re.compile(
    r"[\"']?(?: \([^()]{1,30}\))? (?:(?:also|now|still|even|only|already|itself|alone) )?"
    r"(?:is|was|has|had|will|can|may|might|could|would|roughly|appears?|seems?|does|leads?|scor\w+|costs?|beats?|beat|"
    r"match\w*|trail\w*|rank\w*|w[io]ns?|outperform\w*|runs?|ran|tops?|reach\w*|gets?|got|achiev\w+|offers?|supports?|"
    r"handles?|sits?|deliver\w*|outscor\w+|surpass\w*|hits?|posts?|surpass\w*|comes?|cover\w*|rivals?|lags?|uses?|needs?|"
    r"approach\w*|exceed\w*|edges?|falls?|fell|starts?|stands?|lands?|holds?|targets?|undercut\w*|remains?)\b"
)
_AFTER = re.compile(
    r"(?:\b(?:than|over|unlike|versus|vs\.?|beats?|while|whereas|but|and|with|of|for|by|both|as|to|against|matches|"
    r"plac\w+|called|puts?|pits?|the|its|whose|on|that)|[.;:,(]) [\"']?$|^[\"']?$",
    re.IGNORECASE,
)
_PLANS = re.compile(
    r"\b(?:plans?|subscri\w+|users?|customers?|Enterprise|Business|Team|Teams|Free|Edu|Go|iPhone|"
    r"MacBook|accounts?|paid)\b"
)
_PLAIN = frozenset("regular standard ordinary plain normal vanilla".split())
_NOUNS = frozenset("version variant edition model one".split())
_REACH = 90  # characters
_BRACKETS = 7  # tokens of what stands in brackets behind a member, brackets included
_NEAR = 8  # mentions looked back on
_TOKENS = 25  # looked back on for a family's bare name


def find_variants(
    text: str, words: Words, models: Sequence[ModelMention], taken: Taken, index: NameIndex
) -> list[ModelMention]:
    """Members by their variant words alone, given the models found in order of place."""
    tokens = words.tokens
    told = [at for at in words.at_any(_TELLING) if tokens[at].text.istitle()]
    if not told:
        return []
    covered = {at for model in models for at in range(model.first, model.last + 1)}
    told = [at for at in told if at not in covered and not taken(at)]
    if not told:
        return []
    known = _Known(models)
    found: list[ModelMention] = []
    others = {tokens[at].lower for at in told if at and _is_named(tokens[at - 1], tokens[at])}
    for run in _runs(tokens, told):
        first, last = tokens[run[0]], tokens[run[-1]]
        if _PLANS.search(text, max(0, first.start - _REACH), last.end + _REACH):
            continue
        left = text[max(0, first.start - _REACH) : first.start]
        listed = len(run) > 1 and (_LISTS.search(left) or _LISTED_FOR.match(text, last.end))
        acts = _AFTER.search(left.rpartition("\n")[2]) is not None and _ACTS.match(text, last.end) is not None
        if not (listed or acts):
            continue
        family = known.family(first, listed=bool(listed)) or (_bare_family(tokens, run[0], index) if listed else None)
        for at in run:
            coined = None if tokens[at].lower in others else family
            if member := known.member(tokens, at, coined):
                found.append(member)
    return found


def find_plain(words: Words, models: Sequence[ModelMention]) -> list[ModelMention]:
    """The member without a variant word, where the model named last has one; models come in order of place."""
    tokens, found = words.tokens, []
    starts = [model.first for model in models]
    for at in words.at_any(_PLAIN):
        if not _is_plain_member(tokens, at) or not (before := bisect_left(starts, at)):
            continue
        last = models[before - 1]
        if _last_word(last.name) in _TELLING and tokens[at].start - last.end < _REACH * 3:
            start, end = tokens[at].start, tokens[at + 1].end
            found.append(replace(last, start=start, end=end, first=at, last=at + 1, name=_stem(last.name)))
    return found


def _is_plain_member(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word such as "regular" is within "the regular version", said of no named thing ("of the app")."""
    before, after = tokens[max(0, at - 1)], tokens[at + 1 : at + 3]
    if before.lower not in ("the", "its") or not after or after[0].lower not in _NOUNS:
        return False
    return len(after) < 2 or after[1].lower not in ("of", "for", "in")


def _bare_family(tokens: Sequence[Token], at: int, index: NameIndex) -> ModelMention | None:
    """The family that a list of members follows though its name alone is no model ("Gemini comes in three sizes")."""
    for place in range(at - 1, max(0, at - _TOKENS) - 1, -1):
        match = index.heads.at(tokens, place) if tokens[place].lower in index.heads.firsts else None
        if match is not None and tokens[place].text[0].isupper():
            start, end = tokens[place].start, tokens[match.last].end
            name = " ".join(token.text for token in tokens[place : match.last + 1])
            lab = match.value.lab
            return ModelMention(start=start, end=end, first=place, last=match.last, name=name, lab=lab, bare=True)
    return None


def _is_named(before: Token, token: Token) -> bool:
    """Whether a variant word is part of another thing's name ("M4 Max", "MacBook Pro")."""
    name = before.kind == "number" or (before.kind == "word" and before.text[0].isupper())
    return token.start - before.end <= 1 and name and before.lower not in _OPENERS


def _runs(tokens: Sequence[Token], words: Sequence[int]) -> Iterator[list[int]]:
    """Variant words with a capital that stand by themselves, those of one list together."""
    run: list[int] = []
    for at in words:
        if not _stands_alone(tokens, at):
            continue
        if run and not _beside(tokens, run[-1], at):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _beside(tokens: Sequence[Token], one: int, other: int) -> bool:
    """Whether no more than a comma or "and" parts two words, and what brackets say of the first ("Nano (8B) and")."""
    between = list(tokens[one + 1 : min(other, one + _BRACKETS + 3)])
    if between and between[0].text == "(":
        closes = next((at for at, token in enumerate(between) if token.text == ")"), len(between) - 1)
        between = between[closes + 1 :]
    return other - one <= _BRACKETS + 3 and len(between) <= 2 and all(part.lower in JOINS for part in between)


def _stands_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the whole of a name: no capital or number beside it, nothing glued to it."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].glued or (after is not None and after.glued and after.kind in ("word", "number")):
        return False
    if after is not None and (after.kind == "number" or (after.kind == "word" and after.text[0].isupper())):
        return False
    if before is None or tokens[at].start - before.end != 1:
        return True
    return before.kind == "mark" or before.text.islower() or before.lower in JOINS or before.lower in _OPENERS


_OPENERS = frozenset("the while whereas but both its and with as even only than unlike".split())


class _Known:
    """The families and members of a text."""

    def __init__(self, models: Sequence[ModelMention]) -> None:
        self._models = models
        self._starts = [model.start for model in models]
        self._by_variant: dict[str, list[ModelMention]] = {}
        for model in models:
            if (word := _last_word(model.name)) in _TELLING:
                self._by_variant.setdefault(word, []).append(model)

    def family(self, token: Token, *, listed: bool) -> ModelMention | None:
        """Whose members are spoken of at a token: of the last model that is itself told apart by such a word."""
        place = bisect_left(self._starts, token.start)
        before = self._models[max(0, place - _NEAR) : place]
        told = [model for model in before if _last_word(model.name) in _TELLING]
        if listed and before and (before[-1] in told or token.start - before[-1].end < _REACH):
            return before[-1]
        return told[-1] if told else None

    def member(self, tokens: Sequence[Token], at: int, family: ModelMention | None) -> ModelMention | None:
        """The model that a variant word stands for: the member named with it, else that of the family."""
        token = tokens[at]
        made = self._by_variant.get(token.lower)
        if made:
            place = bisect_left([model.start for model in made], token.start)
            whole = made[max(place - 1, 0)]
            return replace(whole, start=token.start, end=token.end, first=at, last=at)
        if family is None:
            return None
        name = f"{_stem(family.name)} {token.text}"
        member = replace(family, start=token.start, end=token.end, first=at, last=at, name=name, bare=False)
        self._by_variant[token.lower] = [member]
        return member


def _last_word(name: str) -> str:
    return re.split(r"[ -]", name)[-1].lower()


def _stem(name: str) -> str:
    """A name without its own variant word: what its siblings' names begin with."""
    stem, _, last = name.replace("-", " ").rpartition(" ")
    return name[: len(stem)] if stem and last.lower() in VARIANTS else name
