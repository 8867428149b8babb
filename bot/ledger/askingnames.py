"""The models, labs and benchmarks that a question names, under the names that one guild's feeds use. Pure.

The reader's own finder says where a name ends ("DeepSeek V4 Ultra" is not DeepSeek V4) and knows the benchmarks; the
guild's names are found besides in lower case, without their lab, and misspelt. Where several fit ("Opus"), the newest
version is taken, then the one most talked of.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.domain.names import LabName, ModelName, name_key
from bot.ledger.askingperiods import PERIOD_WORDS
from bot.ledger.askingwords import known_words, spelt_words
from bot.reading.mentions import BenchmarkMention, Names
from bot.reading.nameindex import NameIndex, build_index
from bot.reading.naming import find_names
from bot.reading.tokens import Token, Words, tokenise, words_of
from bot.reading.vocabulary import VARIANTS
from bot.registry.load import load_registry

_TOKENS_OF_A_NAME = 8
_SPELT_AT_MOST = 12  # words of one question that are looked up as misspelt
_SHORTEST_SPELT = 4
_FAMILIES = frozenset("opus sonnet haiku fable mythos maverick scout behemoth codex nemotron gemma titan saba".split())
"""Words that are on the reader's list of variants, and tell a model all the same."""

_WORDS_TOO = frozenset("fair together essential character inception harmonic cognition motif apple cursor".split())


@dataclass(frozen=True, kw_only=True, slots=True)
class GuildNames:
    """What a guild's feeds name, the most talked of first; ``own`` are its own names for models, by key."""

    models: tuple[ModelName, ...] = ()
    labs: tuple[LabName, ...] = ()
    own: tuple[tuple[str, ModelName], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Spoken:
    """A name in a question, at tokens ``first`` to ``last``. ``others`` are the models that ``words`` fit as well.

    ``known``: the guild's feeds name it.
    """

    first: int
    last: int
    words: str
    name: ModelName | LabName
    others: tuple[ModelName, ...] = ()
    known: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class NamesSpoken:
    """Every name of a question in order; ``benchmarks`` by their usual names, each with the tokens that it takes."""

    spoken: tuple[Spoken, ...]
    benchmarks: tuple[tuple[str, int, int], ...]


def names_in(text: str, words: Words, known: GuildNames) -> NamesSpoken:
    """The names of a plain text, none overlapping another."""
    index = _index_of(known)
    tokens = words.tokens
    read = find_names(text, words, words_of(""), _registry_index(), None)
    benchmarks = [(each.name, each.first, each.last) for each in read.benchmarks if not _is_guilds(tokens, each, index)]
    taken = {at for _, first, last in benchmarks for at in range(first, last + 1)}
    found = {each.first: each for each in _of_guild(text, tokens, index, taken)}
    for strange in _of_reader(read, index):
        within = [each for each in found.values() if strange.first <= each.last and each.first <= strange.last]
        if all(strange.first <= each.first and each.last <= strange.last for each in within):
            for each in within:
                del found[each.first]
            found[strange.first] = strange
    spoken = sorted(found.values(), key=lambda each: each.first)
    return NamesSpoken(spoken=tuple(_without_makers(spoken)), benchmarks=tuple(benchmarks))


def respelt(text: str, tokens: Sequence[Token], known: GuildNames) -> str:
    """The text with its misspelt names and words put right, as far as one near word can be meant."""
    index = _index_of(known)
    strange = [
        token
        for token in tokens
        if token.kind == "word"
        and len(token.text) >= _SHORTEST_SPELT
        and not {token.lower, token.lower.removesuffix("s")} & (known_words() | PERIOD_WORDS | index.words)
    ]
    for token in reversed(strange[:_SPELT_AT_MOST]):
        right = _nearest(token.lower, index.words_by_letter, 7) or _nearest(token.lower, _spelt_by_letter(), 9)
        if right is not None:
            text = text[: token.start] + right + text[token.end :]
    return text


@dataclass(slots=True)
class _GuildIndex:
    """Models by every stretch of their names that tells them, labs by their names, and the words of all these."""

    models: dict[str, list[ModelName]] = field(default_factory=dict)
    labs: dict[str, LabName] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    words_by_letter: dict[str, list[str]] = field(default_factory=dict)


@lru_cache(maxsize=16)
def _index_of(known: GuildNames) -> _GuildIndex:
    index = _GuildIndex()
    for model in known.models:
        tokens = tokenise(model.name)
        for first in range(len(tokens)):
            for last in range(first, min(len(tokens), first + _TOKENS_OF_A_NAME)):
                if _tells(tokens[first : last + 1]) or (first == 0 and last == len(tokens) - 1):
                    _add(index, name_key(model.name[tokens[first].start : tokens[last].end]), model)
        words = [token.lower for token in tokens if token.kind == "word"]
        if sum(1 for word in words if len(word) > 1) > 1:
            _add(index, name_key("".join(words)), model)  # "gemini flash", whichever it is now
        index.words.update(words)
    for key, model in known.own:
        index.models[key] = [model]
    for lab in known.labs:
        registered = load_registry().lab(lab.id)
        for name in (lab.id, lab.name, *(registered.names if registered else ())):
            index.labs[name_key(name)] = lab
            index.words |= {token.lower for token in tokenise(name) if token.kind == "word"}
    index.words_by_letter = _by_letter(word for word in index.words if word not in VARIANTS)
    return index


def _add(index: _GuildIndex, key: str, model: ModelName) -> None:
    fitting = index.models.setdefault(key, [])
    if model not in fitting:
        fitting.append(model)


def _tells(tokens: Sequence[Token]) -> bool:
    """Whether a stretch of a name is enough to know the model by: no number, and no word that many names end in."""
    letters = [token.lower for token in tokens if token.kind in ("word", "han")]
    if len(tokens) == 1:
        return bool(letters) and len(letters[0]) > 2 and letters[0] not in VARIANTS - _FAMILIES
    return bool(letters)


def _of_guild(text: str, tokens: Sequence[Token], index: _GuildIndex, taken: set[int]) -> Iterable[Spoken]:
    """The guild's own names from left to right, the longest first."""
    at = 0
    while at < len(tokens):
        spoken = None if at in taken or tokens[at].kind == "mark" else _longest(text, tokens, at, index, taken)
        if spoken is not None:
            yield spoken
            at = spoken.last
        at += 1


def _longest(text: str, tokens: Sequence[Token], first: int, index: _GuildIndex, taken: set[int]) -> Spoken | None:
    found: Spoken | None = None
    key = ""
    for last in range(first, min(len(tokens), first + _TOKENS_OF_A_NAME)):
        if last in taken or tokens[last].kind in ("mark", "url"):
            break
        key += name_key(tokens[last].text)
        words = text[tokens[first].start : tokens[last].end]
        if last == first and words.islower() and words in _WORDS_TOO:
            continue
        # A lab that gave its name to models is meant as the lab: "Claude" is Anthropic's voice, "Opus" a model.
        if key in index.labs:
            found = Spoken(first=first, last=last, words=words, name=index.labs[key])
        elif key in index.models and not _goes_on(tokens, last):
            best, *others = _fitting(key, index)
            found = Spoken(first=first, last=last, words=words, name=best, others=tuple(others))
    return found


def _goes_on(tokens: Sequence[Token], last: int) -> bool:
    """Whether a number that the stretch ends in is only the beginning of one printed there ("GPT-5" of "GPT-50B")."""
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    is_glued = following is not None and following.kind in ("word", "number") and following.joint == ""
    return is_glued and tokens[last].kind == "number"


def _fitting(key: str, index: _GuildIndex) -> list[ModelName]:
    """The models that the words fit, the one that is meant first."""
    fitting = index.models[key]
    exact = [model for model in fitting if model.key == key]
    return exact or sorted(fitting, key=lambda model: _version(model.name), reverse=True)


@lru_cache(maxsize=4096)
def _version(name: str) -> tuple[int, ...]:
    """The version in a name: its first number that is neither a size ("120b") nor a date ("2507")."""
    tokens = tokenise(name)
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        is_size = after is not None and after.joint == "" and after.lower in ("b", "m", "k", "x")
        if token.kind == "number" and not is_size and len(token.text.partition(".")[0]) < 3:
            return tuple(int(part) for part in token.text.replace(",", "").split("."))
    return ()


def _of_reader(read: Names, index: _GuildIndex) -> Iterable[Spoken]:
    """Names of known families and labs that the guild's feeds do not use."""
    for model in read.models:
        if model.lab is not None and not model.bare and name_key(model.name) not in index.models:
            name = ModelName(name=model.name, lab=model.lab)
            yield Spoken(first=model.first, last=model.last, words=model.name, name=name, known=False)
    ids = {lab.id for lab in index.labs.values()}
    for mention in read.labs:
        if mention.id not in ids:
            lab = load_registry().lab_name(mention.id)
            yield Spoken(first=mention.first, last=mention.last, words=lab.name, name=lab, known=False)


def _is_guilds(tokens: Sequence[Token], mention: BenchmarkMention, index: _GuildIndex) -> bool:
    """Whether what the reader takes for a benchmark is a model of the guild's."""
    key = "".join(name_key(token.text) for token in tokens[mention.first : mention.last + 1])
    return key in index.models


def _without_makers(spoken: Sequence[Spoken]) -> list[Spoken]:
    """Without labs that are named beside a model of theirs: "Anthropic's Opus" is one thing."""
    makers = {each.name.lab for each in spoken if isinstance(each.name, ModelName)}
    return [each for each in spoken if not (isinstance(each.name, LabName) and each.name.id in makers)]


@lru_cache(maxsize=1)
def _registry_index() -> NameIndex:
    return build_index(load_registry())


@lru_cache(maxsize=1)
def _spelt_by_letter() -> Mapping[str, Sequence[str]]:
    return _by_letter(spelt_words())


def _by_letter(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by their first letter, which hardly anybody mistypes."""
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= _SHORTEST_SPELT:
            found.setdefault(word[0], []).append(word)
    return found


def _nearest(typed: str, words: Mapping[str, Sequence[str]], long: int) -> str | None:
    """The word that is one letter off, or two where it is ``long``; none where two are as near."""
    allowed = 1 if len(typed) < long else 2
    scored = [(OSA.distance(typed, word, score_cutoff=allowed), word) for word in words.get(typed[0], ())]
    near = sorted((distance, word) for distance, word in scored if distance <= allowed)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]
