"""Find models of known families: a head word and the version, size and variant words that belong to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.reading.mentions import ModelMention
from bot.reading.nameindex import NameIndex
from bot.reading.tokens import Token
from bot.reading.vocabulary import AMOUNT_WORDS, LOWER_VARIANTS, NOT_IN_NAMES, VARIANTS
from bot.registry.registry import Family, Guard

_SIZE_LETTERS = frozenset("bmt")
_LONGEST_NAME = 16  # tokens


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
    text: str, tokens: Sequence[Token], taken: Callable[[int], bool], index: NameIndex, evidence: Evidence
) -> list[ModelMention]:
    """Every model of a known family, left to right; tokens that are ``taken`` name something else."""
    found: list[ModelMention] = []
    at = 0
    while at < len(tokens):
        mention = None if taken(at) else _mention_at(text, tokens, at, index, evidence)
        if mention is None:
            at += 1
            continue
        found.append(mention)
        found += elliptic_siblings(text, tokens, mention)
        at = found[-1].last + 1
    return found


def _mention_at(
    text: str, tokens: Sequence[Token], at: int, index: NameIndex, evidence: Evidence
) -> ModelMention | None:
    token = tokens[at]
    if token.lower not in index.heads and token.lower not in index.shorts:
        return None
    if token.kind not in ("word", "han") or (token.glued and tokens[max(at - 1, 0)].kind in ("word", "number") and at):
        return _inner_head(text, tokens, at, index, evidence)
    match = index.heads.at(tokens, at)
    if match is not None:
        mention = _named(text, tokens, match.first, match.last, match.value, evidence)
        if mention is not None:
            return mention
    return _short(text, tokens, at, index, evidence)


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
    return _named(text, tokens, first, match.last, match.value, evidence)


def _named(
    text: str, tokens: Sequence[Token], first: int, head: int, family: Family, evidence: Evidence
) -> ModelMention | None:
    if family.heads == ("o",) and not _o_series(tokens, head):
        return None
    last = read_tail(text, tokens, head)
    if last + 1 < len(tokens) and tokens[last + 1].text == "/" and text[tokens[first].start].islower():
        return None  # the owner in "deepseek-ai/DeepSeek-V4"
    versioned = any(token.kind == "number" for token in tokens[head + 1 : last + 1])
    tight = versioned and tokens[head + 1].glued
    head_text = tokens[first].text
    if head_text.islower() and family.guard is not Guard.NONE and not (tight or last - head >= 2):
        identifier = "-" in text[tokens[first].start : tokens[last].end] and family.lab in evidence.labs
        if not identifier:
            return None
    capital, long = tokens[head].text[0].isupper(), last - head >= 2
    plain = (tight or long) if family.guard is Guard.FIELD else (tight and long)
    if not (evidence.admits(family) or (versioned and capital and plain)):
        return None
    if last == head:
        if not family.bare or (last + 1 < len(tokens) and tokens[last + 1].joint == "-"):
            return None  # "Mythos-level" names a yardstick
        if not any(character.isupper() for character in head_text) and tokens[first].kind != "han":
            return None
    return _mention(text, tokens, first, last, family, versioned=versioned)


def _mention(
    text: str, tokens: Sequence[Token], first: int, last: int, family: Family, *, versioned: bool
) -> ModelMention:
    start, end = tokens[first].start, tokens[last].end
    printed = " ".join(text[start:end].split())
    prefix = family.prefix or ""
    if prefix and any(printed.lower().startswith(head.lower()) for head in (prefix.strip(" -"),)):
        prefix = ""
    return ModelMention(
        start=start, end=end, first=first, last=last, name=prefix + printed, lab=family.lab, bare=not versioned
    )


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
    return _mention(text, tokens, at, read_tail(text, tokens, at), candidates[0], versioned=True)


def read_tail(text: str, tokens: Sequence[Token], head: int) -> int:
    """The last token of the name whose head ends at a token."""
    last, versions = head, 0
    while last + 1 < len(tokens) and last - head < _LONGEST_NAME:
        step = (
            _glued_part(tokens, last + 1)
            if tokens[last + 1].glued
            else _spaced_part(text, tokens, last + 1, versions, head)
        )
        if step is None:
            break
        if any(token.kind == "number" for token in tokens[last + 1 : step + 1]):
            versions += 1
        last = step
    return last


def _glued_part(tokens: Sequence[Token], at: int) -> int | None:
    """A part of the same printed word, as far as it belongs to the name."""
    token = tokens[at]
    if token.text == "+":
        joined = at + 1 < len(tokens) and tokens[at + 1].joint == "" and tokens[at + 1].kind in ("word", "number")
        return None if joined else at
    if token.kind not in ("word", "number") or token.lower in NOT_IN_NAMES:
        return None
    if token.joint == "." and token.kind == "word" and token.text[0].isupper():
        return None  # the next sentence without its space
    if token.joint == "" and token.lower == "s" and tokens[at - 1].kind == "word":
        return None
    return at


def _spaced_part(text: str, tokens: Sequence[Token], at: int, versions: int, head: int) -> int | None:
    """A version, size or variant after one space."""
    if tokens[at].start - tokens[at - 1].end != 1:
        return None
    token = tokens[at]
    glued_next = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].glued else None
    if token.kind == "number":
        return _spaced_number(tokens, at, versions)
    if token.kind != "word":
        return None
    if glued_next is not None and glued_next.joint == "" and glued_next.kind == "number" and len(token.text) <= 2:
        return at + 1 if token.text.isupper() or token.lower == "v" else None
    if (
        at == head + 1
        and len(token.text) == 1
        and token.text.isupper()
        and token.text not in "AI"
        and glued_next is None
    ):
        return at  # "Command R"
    if token.lower in VARIANTS and (token.text[0].isupper() or (versions and token.lower in LOWER_VARIANTS)):
        return at
    return None


def _spaced_number(tokens: Sequence[Token], at: int, versions: int) -> int | None:
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.joint == "" and following.lower in _SIZE_LETTERS:
        after = tokens[at + 2].lower if at + 2 < len(tokens) else ""
        return None if after in ("parameters", "parameter", "params", "active", "total", "tokens") else at + 1
    if _is_mixture(tokens, at):
        return at + 3
    if following is not None and following.lower in AMOUNT_WORDS:
        return None
    if "," in token.text or (following is not None and following.joint == "" and following.lower in ("k", "x", "th")):
        return None
    if versions and not (len(token.text) == 4 and token.text[0] in "01"):
        return None
    return at if len(token.text) <= 5 and not token.text.startswith(("19", "20")) else None


def _is_mixture(tokens: Sequence[Token], at: int) -> bool:
    """The size of a mixture: "8x7B"."""
    if at + 3 >= len(tokens):
        return False
    times, size, letter = tokens[at + 1 : at + 4]
    glued = times.joint == size.joint == letter.joint == ""
    return glued and times.lower == "x" and size.kind == "number" and letter.lower in _SIZE_LETTERS


def _o_series(tokens: Sequence[Token], head: int) -> bool:
    if head + 1 >= len(tokens):
        return False
    number = tokens[head + 1]
    return number.joint == "" and number.text in ("1", "3", "4")


def printed_start(tokens: Sequence[Token], at: int) -> int:
    """The first token of the printed word that a token is in."""
    earliest = max(0, at - _LONGEST_NAME)
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
    while at < len(tokens) and tokens[at].lower in (",", "and", "or", "&", "/") and at - after <= 2:
        at += 1
    if at == after + 1 or at >= len(tokens) or tokens[at].start - tokens[after].end > 6:
        return None
    final, token = tokens[mention.last], tokens[at]
    size = at + 1 < len(tokens) and tokens[at + 1].joint == "" and tokens[at + 1].text == final.text
    if (
        token.kind == "number"
        and final.lower in _SIZE_LETTERS
        and final.joint == ""
        and size
        and mention.last - mention.first > 1
    ):
        stem, last = tokens[mention.last - 1].start, at + 1
    elif token.kind == "word" and token.text[0].isupper() and _is_variant_pair(tokens, mention, at):
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


def _is_variant_pair(tokens: Sequence[Token], mention: ModelMention, at: int) -> bool:
    final = tokens[mention.last]
    return (
        mention.last > mention.first
        and final.lower in VARIANTS
        and final.kind == "word"
        and tokens[at].lower in VARIANTS
    )
