"""Find models of known families: a head word and the version, size and variant words that belong to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.reading.mentions import ModelMention
from bot.reading.nameindex import NameIndex
from bot.reading.nametails import LONGEST_NAME, SIZE_LETTERS, read_tail
from bot.reading.tokens import Token, Words
from bot.reading.vocabulary import AMOUNT_WORDS, INTRODUCES, JOINS, LOWER_VARIANTS, NOT_NAMES, VARIANTS
from bot.registry.registry import Family, Guard

_SHORT = 6  # letters: no shorter word is made with the head of a family
_SUFFIXES = frozenset("ai com org io md py json txt yaml js cpp dev net cn".split())  # of sites and files


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a text shows of itself: the labs it names for sure, and whether it is about AI at all."""

    labs: frozenset[str]
    about_ai: bool

    def admits(self, family: Family) -> bool:
        """Whether a loose name of this family may be taken for a model here."""
        if family.guard is Guard.LAB:
            return family.lab in self.labs
        return family.guard is Guard.NONE or self.about_ai or family.lab in self.labs


def spot_models(
    text: str, words: Words, taken: Callable[[int], bool], index: NameIndex, evidence: Evidence
) -> list[ModelMention]:
    """Every model of a known family, left to right; tokens that are ``taken`` name something else."""
    tokens = words.tokens
    found: list[ModelMention] = []
    done = -1
    for at in _likely_starts(words, index):
        if at <= done or taken(at):
            continue
        mention = _mention_at(text, tokens, at, index, evidence)
        if mention is not None:
            if found and _completes(text, found[-1], mention):
                family = found.pop()
                whole = " ".join(text[family.start : mention.end].split())
                mention = replace(mention, start=family.start, first=family.first, name=whole)
            found.append(mention)
            found += elliptic_siblings(text, tokens, mention)
            done = found[-1].last
    return found


def _completes(text: str, family: ModelMention, mention: ModelMention) -> bool:
    """Whether a member's own word stands right behind its family's name ("X-5 Sol", "X-6 Sol")."""
    member = text[mention.start : mention.end]
    if mention.start - family.end != 1 or mention.name == member or not mention.name.endswith(f" {member}"):
        return False
    return mention.lab == family.lab and any(letter.isdigit() for letter in family.name)


def _likely_starts(words: Words, index: NameIndex) -> list[int]:
    """Where a name may start at all: at heads, at words made with one, at identifiers that end with a day."""
    starts = set(words.at_any(index.starts))
    starts.update(at for at in words.capitals if _made_with_head(words.tokens[at].lower, index))
    starts.update(
        _first_joined(words.tokens, at) for at in words.numbers if len(words.tokens[at].text) == len("20260101")
    )
    return sorted(at for at in starts if words.tokens[at].kind in ("word", "han"))


def _made_with_head(word: str, index: NameIndex) -> bool:
    return len(word) > _SHORT and word.endswith(index.stems)


def _first_joined(tokens: Sequence[Token], at: int) -> int:
    """The first of the words that hyphens join to a token."""
    earliest = max(0, at - LONGEST_NAME)
    while at > earliest and tokens[at].joint == "-":
        at -= 1
    return at


def _mention_at(
    text: str, tokens: Sequence[Token], at: int, index: NameIndex, evidence: Evidence
) -> ModelMention | None:
    token = tokens[at]
    if token.lower not in index.heads and token.lower not in index.shorts:
        return _compound(text, tokens, at, index) or _dated_id(text, tokens, at, evidence)
    if token.kind not in ("word", "han") or (token.glued and tokens[max(at - 1, 0)].kind in ("word", "number") and at):
        return _inner_head(text, tokens, at, index, evidence)
    match = index.heads.at(tokens, at)
    if match is not None:
        mention = _named(text, tokens, match.first, match.last, match.value, evidence)
        if mention is not None:
            return _others_own(text, tokens, mention, match.value, index)
    return _short(text, tokens, at, index, evidence) or _dated_id(text, tokens, at, evidence)


def _compound(text: str, tokens: Sequence[Token], at: int, index: NameIndex) -> ModelMention | None:
    """One word made with the head of a known family ("TinyLlama"): a model of somebody's own."""
    token = tokens[at]
    if token.kind != "word" or token.glued or len(token.text) < 7 or not token.text[0].isupper():
        return None
    if not token.lower.endswith(index.stems):
        return None
    stem = next(stem for stem in index.stems if token.lower.endswith(stem))
    if len(token.text) - len(stem) < 3 or not token.text[-len(stem)].isupper():
        return None
    last = read_tail(tokens, at)
    name = " ".join(text[token.start : tokens[last].end].split())
    return ModelMention(
        start=token.start, end=tokens[last].end, first=at, last=last, name=name, lab=None, bare=last == at
    )


def _dated_id(text: str, tokens: Sequence[Token], at: int, evidence: Evidence) -> ModelMention | None:
    """An identifier in lower case that ends with a day ("medium-20260101"): a snapshot of a model."""
    if at + 1 == len(tokens) or tokens[at + 1].joint != "-" or tokens[at].kind != "word" or tokens[at].glued:
        return None
    if not evidence.about_ai or not tokens[at].text.islower():
        return None
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].joint == "-" and last - at < LONGEST_NAME:
        last += 1
    day = tokens[last]
    ends = last + 1 == len(tokens) or tokens[last + 1].kind == "mark" or not tokens[last + 1].glued
    if not ends or day.kind != "number" or len(day.text) != 8 or not day.text.startswith("20"):
        return None
    start, end = tokens[at].start, day.end
    return ModelMention(start=start, end=end, first=at, last=last, name=text[start:end], lab=None)


def _others_own(
    text: str, tokens: Sequence[Token], mention: ModelMention, family: Family, index: NameIndex
) -> ModelMention:
    """A made-up word before a name that goes by half ("DreamHouse Opus 2"): somebody else's model."""
    maker = tokens[mention.first - 1] if mention.first else None
    if maker is None or not family.prefix or maker.kind != "word" or mention.start - maker.end != 1:
        return mention
    made_up = not maker.text.isupper() and any(letter.isupper() for letter in maker.text[1:])
    if not made_up or maker.lower in index.labs or maker.lower in NOT_NAMES:
        return mention
    name = " ".join(text[maker.start : mention.end].split())
    return replace(mention, start=maker.start, first=mention.first - 1, name=name, lab=maker.lower)


def _inner_head(
    text: str, tokens: Sequence[Token], at: int, index: NameIndex, evidence: Evidence
) -> ModelMention | None:
    """A head after a hyphen ("Jet-Nemotron"): the printed word before it is part of the name."""
    if tokens[at].joint != "-" or tokens[at].kind != "word":
        return None
    match = index.heads.at(tokens, at)
    first = printed_start(tokens, at)
    if match is None or match.value.guard is Guard.LAB or not tokens[first].text[:1].isupper():
        return None
    if tokens[first].lower in ("non", "pre", "post", "multi", "anti"):
        return None
    mention = _named(text, tokens, first, match.last, match.value, evidence)
    if mention is None or not match.value.prefix:
        return mention
    printed = " ".join(text[mention.start : mention.end].split())
    return replace(mention, name=printed, lab=None)  # "SmallLM-R1" is nobody's known R1


def _named(
    text: str, tokens: Sequence[Token], first: int, head: int, family: Family, evidence: Evidence
) -> ModelMention | None:
    if family.heads == ("o",) and not _o_series(tokens, head, own=family.lab in evidence.labs):
        return None
    last = read_tail(tokens, head)
    versioned = any(token.kind == "number" for token in tokens[head + 1 : last + 1])
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    if behind is not None and behind.text == "/" and text[tokens[first].start].islower() and not versioned:
        return None  # the owner in "deepseek-ai/DeepSeek-V4"
    if behind is not None and behind.joint == "." and behind.text in _SUFFIXES:
        return None
    tight = versioned and tokens[head + 1].glued
    head_text = tokens[first].text
    if head_text.islower() and family.guard is not Guard.NONE and not (tight or last - head >= 2):
        identifier = "-" in text[tokens[first].start : tokens[last].end] and family.lab in evidence.labs
        if not identifier:
            return None
    capital, long = tokens[head].text[0].isupper(), last - head >= 2
    plain = (tight or long) if family.guard is Guard.FIELD else (tight and long)
    if not (
        evidence.admits(family) or (versioned and capital and (plain or _presented(tokens, first, last, evidence)))
    ):
        return None
    if last == head:
        if first > 1 and tokens[first - 1].text == "/" and tokens[first - 1].glued and tokens[first].glued:
            return None  # a folder or a repository: "github.com/acme/X"
        if not family.bare or (last + 1 < len(tokens) and tokens[last + 1].joint == "-"):
            return None  # "Mythos-level" names a yardstick
        if not any(character.isupper() for character in head_text) and tokens[first].kind != "han":
            return None
    return _mention(text, tokens, first, last, family, versioned=versioned)


def _presented(tokens: Sequence[Token], first: int, last: int, evidence: Evidence) -> bool:
    """A version with a point that is brought in as something new ("announced Inflection 2.5")."""
    if not evidence.about_ai or not any("." in token.text for token in tokens[first : last + 1]):
        return False
    following = tokens[last + 1].lower if last + 1 < len(tokens) else ""
    return following in ("model", "models") or any(
        token.lower in INTRODUCES for token in tokens[max(0, first - 2) : first]
    )


def _mention(
    text: str, tokens: Sequence[Token], first: int, last: int, family: Family, *, versioned: bool
) -> ModelMention:
    start, end = tokens[first].start, tokens[last].end
    printed = " ".join(text[start:end].split())
    prefix = family.prefix or ""
    if prefix and any(printed.lower().startswith(head.lower()) for head in (prefix.strip(" -"),)):
        prefix = ""
    bare = not versioned and not any(letter.isdigit() for letter in prefix)
    return ModelMention(start=start, end=end, first=first, last=last, name=prefix + printed, lab=family.lab, bare=bare)


def _short(text: str, tokens: Sequence[Token], at: int, index: NameIndex, evidence: Evidence) -> ModelMention | None:
    """A version that stands for its family ("V4", "K2") in a text about the family's lab."""
    token = tokens[at]
    families = index.shorts.get(token.lower)
    if not families or at + 1 >= len(tokens) or not token.text.isupper():
        return None
    number = tokens[at + 1]
    if number.kind != "number" or number.joint != "" or len(number.text) > 4:
        return None
    candidates = [family for family in families if family.lab in evidence.labs]
    if len(candidates) != 1:
        return None
    return _mention(text, tokens, at, read_tail(tokens, at), candidates[0], versioned=True)


def _o_series(tokens: Sequence[Token], head: int, *, own: bool) -> bool:
    """Whether a letter and digit are a model; in a text that names the lab any later digit may be one."""
    if head + 1 >= len(tokens):
        return False
    number = tokens[head + 1]
    later = own and tokens[head].text == "o" and len(number.text) == 1 and number.text in "56789"
    return number.joint == "" and (number.text in ("1", "3", "4") or later)


def printed_start(tokens: Sequence[Token], at: int) -> int:
    """The first token of the printed word that a token is in."""
    earliest = max(0, at - LONGEST_NAME)
    while at > earliest and tokens[at].glued and tokens[at - 1].kind in ("word", "number"):
        at -= 1
    return at


def elliptic_siblings(text: str, tokens: Sequence[Token], mention: ModelMention) -> list[ModelMention]:
    """Names that share their first words with the one before: "Gemini 3 Pro and Flash", "Llama 3.2 1B and 3B"."""
    siblings: list[ModelMention] = []
    last = mention
    while True:
        sibling = _sibling(text, tokens, mention, last.last)
        if sibling is None:
            return siblings
        siblings.append(sibling)
        last = sibling


def _sibling(text: str, tokens: Sequence[Token], mention: ModelMention, after: int) -> ModelMention | None:
    at = after + 1
    while at < len(tokens) and tokens[at].lower in JOINS and at - after <= 2:
        at += 1
    if at == after + 1 or at >= len(tokens) or tokens[at].start - tokens[after].end > 6:
        return None
    final, token = tokens[mention.last], tokens[at]
    size = at + 1 < len(tokens) and tokens[at + 1].joint == "" and _same_scale(tokens, at + 1, final)
    if (
        token.kind == "number"
        and final.lower in SIZE_LETTERS
        and final.joint == ""
        and size
        and mention.last - mention.first > 1
    ):
        stem, last = tokens[mention.last - 1].start, at + 1
    elif token.kind == "word" and _is_variant_pair(tokens, mention, at):
        stem, last = final.start, at
    else:
        return None
    if last + 1 < len(tokens) and tokens[last + 1].glued and tokens[last + 1].kind in ("word", "number"):
        return None
    if last + 1 < len(tokens) and tokens[last + 1].kind == "number":
        return None
    lead = mention.name[: len(mention.name) - (tokens[mention.last].end - stem)]
    name = lead + text[token.start : tokens[last].end]
    return ModelMention(
        start=token.start, end=tokens[last].end, first=at, last=last, name=name, lab=mention.lab, bare=mention.bare
    )


def _same_scale(tokens: Sequence[Token], at: int, final: Token) -> bool:
    """Whether a letter makes a size as the name's own does: "135M and 1.7B", but not "8B and 2T tokens"."""
    if tokens[at].text == final.text:
        return True
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return {tokens[at].text, final.text} == {"M", "B"} and following not in AMOUNT_WORDS


def _is_variant_pair(tokens: Sequence[Token], mention: ModelMention, at: int) -> bool:
    final, other = tokens[mention.last], tokens[at]
    if not other.text[0].isupper() and not (final.text.islower() and other.lower in LOWER_VARIANTS):
        return False
    return mention.last > mention.first and final.lower in VARIANTS and final.kind == "word" and other.lower in VARIANTS
