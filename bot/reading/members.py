"""Members of a family that a text calls by less than their name: a version alone, a size alone, "the 27B model"."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.domain.names import name_key
from bot.reading.mentions import LabMention, ModelMention
from bot.reading.tokens import Token, Words
from bot.reading.vocabulary import AMOUNT_WORDS, JOINS, VARIANTS

Taken = Callable[[int], bool]

_SIZE = re.compile(r"\d+(?:\.\d+)?[Bb]\b")
_NOUNS = frozenset(
    (
        "variant variants version versions model models sibling siblings checkpoint checkpoints one ones member "
        "members flavour flavours flavor flavors"
    ).split()
)
_LOOSE_NOUNS = frozenset(("variant", "variants", "version", "versions"))
_KINDS = frozenset("dense moe base instruct chat reasoning parameter param thinking language sparse full".split())
_DEFINITE = frozenset("the our its their both this that".split())
_DEGREES = frozenset(
    (
        "smaller larger bigger small large tiny compact flagship full main dense biggest largest smallest mid medium "
        "new newer original older even much top big huge massive lightweight"
    ).split()
)
_MEASURED = frozenset("params weights images samples words class classes scale sizes dataset corpus range".split())
_VERBS = frozenset("is was has had can will and also only beat runs ran scored outperformed matched".split())
_BETWEEN = JOINS | {"+"}
_YARDSTICKS = frozenset("than over vs versus unlike replaces".split())
_AMOUNTS_THAN = frozenset("more less higher lower greater fewer larger smaller longer shorter rather".split())
_DOTTED = re.compile(r"\d+\.\d+")
_VERSION = re.compile(r"(?<![\w.])([A-Za-z]{0,2})(\d+(?:\.\d+)?)(?![\w.]*[Bb]\b)")
_REACH = 1.5  # versions that a lone number may be away from the one it is weighed against
_NEAR = 6  # mentions looked back on


def find_members(
    text: str,
    words: Words,
    models: Sequence[ModelMention],
    labs: Sequence[LabMention],
    taken: Taken,
    publisher_lab: str | None,
) -> list[ModelMention]:
    """Members called by less than their name, given the models already found in order of place."""
    if not words.numbers:
        return []
    tokens, numbers = words.tokens, [at for at in words.numbers if not taken(at)]
    runs = list(_size_runs(tokens, numbers))
    coined = _sizes_of_labs(text, tokens, models, labs, runs)
    models = sorted([*models, *coined], key=lambda model: model.start) if coined else models
    found = coined + _bare_versions(tokens, models, numbers)
    found += _older_versions(tokens, models, numbers)
    found += _bare_sizes(text, tokens, models, numbers)
    found += _members_by_size(tokens, models, runs, publisher_lab)
    return found


def _bare_versions(
    tokens: Sequence[Token], models: Sequence[ModelMention], numbers: Sequence[int]
) -> list[ModelMention]:
    """A version alone ("than 5.1") where the text names just one model with it."""
    versions: dict[str, set[tuple[str, str | None]]] = {}
    for model in models:
        for token in tokens[model.first : model.last + 1]:
            if token.kind == "number" and "." in token.text:
                versions.setdefault(token.text, set()).add((model.name, model.lab))
    found: list[ModelMention] = []
    for at in numbers:
        token = tokens[at]
        if token.text not in versions or _is_amount(tokens, at):
            continue
        last = _variant_end(tokens, at)
        variant = " ".join(part.text for part in tokens[at : last + 1])
        known = [item for item in versions[token.text] if last == at or name_key(item[0]).endswith(name_key(variant))]
        plain = _plainest(known)
        if plain is not None:
            name, lab = plain
            found.append(ModelMention(start=token.start, end=tokens[last].end, first=at, last=last, name=name, lab=lab))
    return found


def _plainest(known: Sequence[tuple[str, str | None]]) -> tuple[str, str | None] | None:
    """The one name, or the one that all others begin with ("GPT-5.2" of "GPT-5.2 Pro")."""
    plain = min(known, key=lambda item: len(name_key(item[0])), default=None)
    if plain is None or not all(name_key(name).startswith(name_key(plain[0])) for name, _ in known):
        return None
    return plain


def _older_versions(
    tokens: Sequence[Token], models: Sequence[ModelMention], numbers: Sequence[int]
) -> list[ModelMention]:
    """Another version that its number alone names ("better than 4.6", in a text about Opus 4.7)."""
    found: list[ModelMention] = []
    weighed = [at for at in numbers if _weighs_versions(tokens, at) and _DOTTED.fullmatch(tokens[at].text)]
    if not weighed:
        return found
    named = {number for model in models for number in _DOTTED.findall(model.name)}
    starts = [model.start for model in models]
    for at in weighed:
        token = tokens[at]
        if token.text in named or _is_amount(tokens, at):
            continue
        place = bisect_left(starts, token.start)
        last = _variant_end(tokens, at)
        variant = "".join(f" {part.text}" for part in tokens[at + 1 : last + 1])
        for model in reversed(models[max(0, place - _NEAR) : place]):
            if name := _with_version(model.name, token.text, variant):
                end = tokens[last].end
                found.append(ModelMention(start=token.start, end=end, first=at, last=last, name=name, lab=model.lab))
                break
    return found


def _weighs_versions(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before a number compare with what it names, not with an amount."""
    if at < 2 or (tokens[at - 2].kind != "word" and tokens[at - 1].lower != "for"):
        return False
    before, word = tokens[at - 2].lower, tokens[at - 1].lower
    if word == "for":
        return before in ("%", "percent", "points") or tokens[at - 2].kind == "number"
    if word == "from":
        return before in ("points", "point", "pp", "upgrade", "upgrading")
    return word in _YARDSTICKS and before not in _AMOUNTS_THAN


def _with_version(name: str, version: str, variant: str) -> str | None:
    """The name with another version in place of its own, where the two are near; a variant given replaces its own."""
    own = _VERSION.search(name)
    if own is None or abs(float(own[2]) - float(version)) > _REACH:
        return None
    return name[: own.start(2)] + version + (variant or name[own.end(2) :])


def _variant_end(tokens: Sequence[Token], at: int) -> int:
    """The last of the capitalised variant words behind a version."""
    while at + 1 < len(tokens) and tokens[at + 1].lower in VARIANTS and tokens[at + 1].text[0].isupper():
        at += 1
    return at


def _bare_sizes(
    text: str, tokens: Sequence[Token], models: Sequence[ModelMention], numbers: Sequence[int]
) -> list[ModelMention]:
    """A size with its active part alone ("35B-A3B"), of the family named last before it."""
    found: list[ModelMention] = []
    parted = [at for at in numbers if _has_active_part(tokens, at)]
    sized = [(model.start, model) for model in models if _SIZE.search(model.name)] if parted else []
    for at in parted:
        size = tokens[at]
        place = bisect_left(sized, size.start, key=lambda pair: pair[0])
        if place:
            family = sized[place - 1][1]
            last = at + 4 if at + 4 < len(tokens) and tokens[at + 4].lower == "b" else at + 3
            name = _SIZE.split(family.name)[0] + "".join(text[size.start : tokens[last].end].split())
            found.append(
                ModelMention(start=size.start, end=tokens[last].end, first=at, last=last, name=name, lab=family.lab)
            )
    return found


def _has_active_part(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is the first of "35B-A3B"."""
    if at + 3 >= len(tokens) or tokens[at].glued or tokens[at + 1].lower != "b":
        return False
    return tokens[at + 2].lower == "a" and tokens[at + 2].joint == "-"


def _members_by_size(
    tokens: Sequence[Token], models: Sequence[ModelMention], runs: Sequence[list[int]], publisher_lab: str | None
) -> list[ModelMention]:
    """Members by their size: "the 27B model", "27B and 9B variants".

    One size alone describes the model that is spoken of; only sizes set against each other make members of a family.
    """
    called = [run for run in runs if _is_called(tokens, run)]
    if not called:
        return []
    known = _Known(models, publisher_lab)
    apart = len({_size_at(tokens, at) for run in called for at in run}) > 1
    found: list[ModelMention] = []
    for run in called:
        loose = _noun_after(tokens, run[-1] + 2) in _LOOSE_NOUNS
        of = _family_after(tokens, run[-1] + 2)
        for at in run:
            member = known.member(tokens, at, of, coined=apart or loose)
            if member is not None:
                start, end = tokens[at].start, tokens[at + 1].end
                found.append(replace(member, start=start, end=end, first=at, last=at + 1, bare=False))
    return found


def _sizes_of_labs(
    text: str,
    tokens: Sequence[Token],
    models: Sequence[ModelMention],
    labs: Sequence[LabMention],
    runs: Sequence[list[int]],
) -> list[ModelMention]:
    """Models called by their maker and size alone ("Acme's 105B and 30B models"), where no other is named."""
    owners = {lab.last: lab for lab in labs if text.startswith(("'s ", "' "), lab.end)} if runs else {}
    made = {model.lab for model in models}
    found: list[ModelMention] = []
    for run in runs if owners else ():
        before = run[0] - 1
        while before > 0 and run[0] - before <= 3 and tokens[before].lower in (*_DEGREES, "s", "'"):
            before -= 1
        lab = owners.get(before)
        if lab is None or lab.id in made or _noun_after(tokens, run[-1] + 2) not in _NOUNS:
            continue
        for at in run:
            start, end = tokens[at].start, tokens[at + 1].end
            name = f"{text[lab.start : lab.end]} {_size_at(tokens, at)}"
            found.append(ModelMention(start=start, end=end, first=at, last=at + 1, name=name, lab=lab.id))
    return found


class _Known:
    """The models of a text by place, and by the sizes in their names."""

    def __init__(self, models: Sequence[ModelMention], publisher_lab: str | None) -> None:
        self._models = models
        self._starts = [model.start for model in models]
        self._by_size: dict[str, list[ModelMention]] = {}
        self._own_by_size = self._by_size if publisher_lab is None else {}
        for model in models:
            for size in _SIZE.findall(model.name):
                self._by_size.setdefault(size.lower(), []).append(model)
                if publisher_lab is not None and model.lab == publisher_lab:
                    self._own_by_size.setdefault(size.lower(), []).append(model)

    def member(self, tokens: Sequence[Token], at: int, of: int | None, *, coined: bool) -> ModelMention | None:
        """The model that a size stands for: one named with it, else of the family behind "of" or last named before."""
        size, start = _size_at(tokens, at), tokens[at].start
        if named := (self._own_by_size if _is_own(tokens, at) else self._by_size).get(size.lower()):
            place = bisect_left(named, start, key=lambda model: model.start)
            return named[max(place - 1, 0)]
        place = bisect_left(self._starts, start) - 1
        if of is not None:
            place = bisect_left(self._starts, tokens[of].start)
            if place == len(self._models) or self._models[place].first != of:
                return None
        if not coined or place < 0 or _SIZE.search(self._models[place].name):
            return None
        return replace(self._models[place], name=f"{self._models[place].name} {size}")


def _is_called(tokens: Sequence[Token], run: Sequence[int]) -> bool:
    """Whether sizes stand for models rather than measure one."""
    noun = _noun_after(tokens, run[-1] + 2)
    if noun in _LOOSE_NOUNS:
        return True
    return _is_definite(tokens, run[0]) and (noun in _NOUNS or _stands_alone(tokens, run[-1] + 2))


def _family_after(tokens: Sequence[Token], at: int) -> int | None:
    """Where the family's name would stand in "8B version of X"."""
    while at < len(tokens) and tokens[at].lower in _KINDS:
        at += 1
    if at + 2 >= len(tokens) or tokens[at + 1].lower != "of":
        return None
    return at + 3 if tokens[at + 2].lower in ("the", "its", "our") and at + 3 < len(tokens) else at + 2


def _size_at(tokens: Sequence[Token], at: int) -> str:
    return f"{tokens[at].text}{tokens[at + 1].text}"


def _size_runs(tokens: Sequence[Token], numbers: Sequence[int]) -> Iterator[list[int]]:
    """Sizes that stand beside one another ("27B, 9B and 4B"), each by its first token."""
    run: list[int] = []
    for at in numbers:
        letter = tokens[at + 1] if at + 1 < len(tokens) else None
        if letter is None or letter.lower != "b" or letter.joint or tokens[at].glued:
            continue
        if run and not all(token.lower in _BETWEEN for token in tokens[run[-1] + 2 : at]):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _noun_after(tokens: Sequence[Token], at: int) -> str:
    """The noun that a size belongs to, past words of kind ("the 8B dense model")."""
    while at < len(tokens) and tokens[at].lower in _KINDS:
        at += 1
    return tokens[at].lower if at < len(tokens) else ""


def _stands_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb or a sentence's end follows, and nothing that a size could measure ("the 27B is slower")."""
    word = tokens[at].lower if at < len(tokens) else "."
    if word in AMOUNT_WORDS or word in _MEASURED:
        return False
    return word in _VERBS or word in (",", ".", ")", ";", "'") or (len(word) > 3 and word.endswith("s"))


def _is_definite(tokens: Sequence[Token], at: int) -> bool:
    """Whether an article before a size says that it names somebody known: "the smaller 8B"."""
    return _determiner(tokens, at) in _DEFINITE


def _is_own(tokens: Sequence[Token], at: int) -> bool:
    return _determiner(tokens, at) == "our"


def _determiner(tokens: Sequence[Token], at: int) -> str:
    before = at - 1
    while before > 0 and at - before <= 3 and tokens[before].lower in _DEGREES:
        before -= 1
    return tokens[before].lower if before >= 0 else ""


def _is_amount(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].glued or before in ("$", "\u20ac", "~", "+", "-", "v", "V"):
        return True
    return after is not None and (after.lower in AMOUNT_WORDS or (after.glued and after.kind in ("word", "number")))
