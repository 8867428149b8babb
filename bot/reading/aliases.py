"""One name for one model in a text: spellings meet, short names grow to longer ones, API ids go by the name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.domain.names import name_key
from bot.reading.mentions import LabMention, ModelMention
from bot.reading.tokens import Token
from bot.reading.vocabulary import VARIANTS

_PARTS = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*|\+")
_SIZE = re.compile(r"\d+(?:\.\d+)?[Bb]\b")
_SIZE_ALONE = re.compile(r"(?P<stem>[^\W\d_]+)[ -](?:\d+x)?\d+(?:\.\d+)?[Bb]")
_VERSION_ALONE = re.compile(r"[^\W\d_]+[ -]\d+(?:\.\d+)?")
_CODE = re.compile(r"[A-Z]+\d+[A-Z]+\d+")
_SECOND_NAME = re.compile(r" \((?:aka |also |formerly |i\.e\.,? )?")
_ID = re.compile(r"[a-z][a-z0-9]*(?:[-._][a-z0-9]+)+")
_OPENS_ID = re.compile(
    r"[\"' ]*\([\"' ]*(?:(?:and )?(?:the )?(?:aka |alias |api )?(?:model )?(?:id |name |string )?)?[:\"' ]*",
    re.IGNORECASE,
)
_LABELS_ID = re.compile(r"\b(?:api|model) ?(?:id|name|identifier|string)?[\"' ]*[:|][\"' ]*$", re.IGNORECASE)
_MODE = re.compile(r" (?:Non-)?Reasoning$")
_NEAR = 12  # mentions looked back on
_CLOSES = re.compile(r"[\"' ]*\)")


def made_whole(
    text: str, tokens: Sequence[Token], models: Sequence[ModelMention], labs: Sequence[LabMention]
) -> list[ModelMention]:
    """Every mention, in order of place, under the one name that its model has in this text."""
    makers = {lab.last: lab for lab in labs}
    known = _Known()
    whole: list[ModelMention] = []
    for model in _without_modes(models):
        model = known.grown(text, model)
        maker = makers.get(model.first - 1)
        if len(name_key(model.name)) < 4 and maker is not None and maker.id == model.lab:
            # "OpenAI o3": too short a name to stand alone
            model = replace(model, name=f"{text[maker.start : maker.end]} {model.name}")
        if whole and _is_second_name(text, whole[-1], model):
            whole[-1] = replace(whole[-1], end=model.end + 1, last=_last_token(tokens, model.last, model.end + 1))
            known.renamed[model.name] = whole[-1].name
            continue
        named = known.of_id(text, model, whole)
        if named is not None and whole and named is whole[-1] and (closes := _beside(text, named, model)) is not None:
            whole[-1] = replace(named, end=closes, last=_last_token(tokens, model.last, closes))
            continue
        model = known.spelled(replace(model, name=named.name, bare=False) if named is not None else model)
        known.add(model)
        whole.append(model)
    return whole


def _without_modes(models: Sequence[ModelMention]) -> Sequence[ModelMention]:
    """The models, a mode in which one runs ("X Mini Reasoning") under the name that the text gives it elsewhere."""
    names = {model.name for model in models}
    plain = {name: _MODE.sub("", name) for name in names if _MODE.search(name)}
    modes = {name: base for name, base in plain.items() if base in names and _words(base)[-1] in VARIANTS}
    return [replace(model, name=modes.get(model.name, model.name)) for model in models] if modes else models


@dataclass(slots=True)
class _Known:
    """The names of a text so far, by what they may be called later."""

    sized: dict[str, str] = field(default_factory=dict)  # "Mixtral" of "Mixtral 8x7B"
    latest: dict[str, str] = field(default_factory=dict)  # "Claude Sonnet" of "Claude 3.5 Sonnet"
    versions: dict[str, str] = field(default_factory=dict)  # "Claude" of "Claude 3"
    spellings: dict[tuple[str, ...], str] = field(default_factory=dict)
    ids: dict[str, ModelMention] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)  # second names, given in brackets
    parts: dict[str, ModelMention] = field(default_factory=dict)  # "R1V3" of "Lab-R1V3-38B"

    def grown(self, text: str, model: ModelMention) -> ModelMention:
        """A name without a version with the one that the text gave it before."""
        printed = " ".join(text[model.start : model.end].split())
        prefixed = model.name != printed
        owner = self.parts.get(printed) if prefixed else None
        if owner is not None and owner.lab != model.lab:
            return replace(owner, start=model.start, end=model.end, first=model.first, last=model.last)
        if not model.bare:
            return model
        key = name_key(model.name)
        whole = self.latest.get(key) if prefixed else self.sized.get(key)
        if whole is None and prefixed and not any(letter.isdigit() for letter in model.name):
            family, _, variant = model.name.partition(" ")
            version = self.versions.get(name_key(family))
            whole = f"{version} {variant}" if version and variant else None
        return replace(model, name=whole, bare=False) if whole else model

    def of_id(self, text: str, model: ModelMention, before: Sequence[ModelMention]) -> ModelMention | None:
        """The model that an API's identifier stands for: named right before it, or alone called by its words."""
        if not _ID.fullmatch(model.name) or not any(letter.isdigit() for letter in model.name):
            return None
        key = name_key(model.name)
        beside = before[-1] if before and _beside(text, before[-1], model) is not None else None
        if beside is None and key not in self.ids and _LABELS_ID.search(text, max(0, model.start - 30), model.start):
            called = [other for other in before[-_NEAR:] if _same_words(other.name, model.name)]
            beside = max(called, key=lambda other: len(_words(other.name.replace("+", " plus"))), default=None)
        if beside is not None and _same_words(beside.name, model.name):
            self.ids[key] = beside
        return self.ids.get(key)

    def spelled(self, model: ModelMention) -> ModelMention:
        """The name as it was first spelled, whatever the order of its words."""
        parts = tuple(sorted(_PARTS.findall(model.name.casefold())))
        name = self.spellings.setdefault(parts, self.renamed.get(model.name, model.name))
        return model if name == model.name else replace(model, name=name)

    def add(self, model: ModelMention) -> None:
        """Keep what a name may be called later."""
        if stem := _SIZE_ALONE.fullmatch(model.name):
            self.sized[name_key(stem["stem"])] = model.name
        if _VERSION_ALONE.fullmatch(model.name):
            self.versions[name_key(_words(model.name)[0])] = model.name
        for part in model.name.split("-")[1:]:
            if _CODE.fullmatch(part):
                self.parts.setdefault(part, model)
        self.latest.update(dict.fromkeys(_stems(model.name), model.name))


def _beside(text: str, named: ModelMention, model: ModelMention) -> int | None:
    """Where the brackets close in which an identifier stands right behind a name."""
    opens = _OPENS_ID.fullmatch(text, named.end, model.start)
    closes = _CLOSES.match(text, model.end) if opens else None
    return closes.end() if closes else None


def _is_second_name(text: str, named: ModelMention, model: ModelMention) -> bool:
    """Whether brackets right behind a name hold another of its own, told by size ("X-Large (X-MoE-A52B)")."""
    if named.lab is None or named.lab != model.lab or not _SECOND_NAME.fullmatch(text, named.end, model.start):
        return False
    if text[model.end : model.end + 1] != ")" or _SIZE.search(named.name) or not _SIZE.search(model.name):
        return False
    own, other = _words(named.name), _words(model.name)
    digits = [re.findall(r"\d+(?:\.\d+)?", _SIZE.sub("", name)) for name in (named.name, model.name)]
    return own[0] == other[0] and len(own) > 1 and own[1] not in other and digits[0] == digits[1]


def _same_words(name: str, identifier: str) -> bool:
    """Whether a name's words begin an identifier, or end with it, and no size sets the two apart."""
    one, other = _words(name.replace("+", " plus")), _words(identifier)
    sizes = {size.lower() for size in _SIZE.findall(name)} ^ {size.lower() for size in _SIZE.findall(identifier)}
    return not sizes and (one[: len(other)] == other[: len(one)])


def _last_token(tokens: Sequence[Token], last: int, end: int) -> int:
    while last + 1 < len(tokens) and tokens[last + 1].end <= end:
        last += 1
    return last


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", name.casefold())


def _stems(name: str) -> list[str]:
    """What a name may be cut to when it is named again: without its last words, or without its version."""
    words = name.split()
    cut = [" ".join(words[:count]) for count in range(2, len(words))]
    unversioned = [word for word in words if not word[0].isdigit()]
    if 1 < len(unversioned) < len(words):
        cut.append(" ".join(unversioned))
    return [name_key(stem) for stem in cut]
