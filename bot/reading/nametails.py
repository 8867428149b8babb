"""The end of a model's name: which versions, sizes and variant words behind a head still belong to it."""

import itertools
from collections.abc import Sequence

from bot.reading.apposition import is_model_phrase
from bot.reading.tokens import Token
from bot.reading.vocabulary import (
    AMOUNT_WORDS,
    COUNTED,
    LOWER_VARIANTS,
    NOT_IN_NAMES,
    NOT_NAMES,
    OTHER_NOUNS,
    PRODUCTS,
    VARIANTS,
)

SIZE_LETTERS = frozenset("bmt")
LONGEST_NAME = 16  # tokens
_GENERIC = frozenset(("moe", "dense"))  # words of kind where "model" comes next ("X-7B MoE base model")
_KIND_NOUNS = frozenset(("model", "models", "base", "chat", "language", "architecture", "foundation", "llm"))
_TUNED = frozenset(("instruct", "chat", "base", "it", "thinking"))
# Words that a printer's slip glues to a version: "X 3.5an open model".
_SLIPPED = frozenset("an and the is are was has with which while its at on for from to by as or that".split())


def read_tail(tokens: Sequence[Token], head: int) -> int:
    """The last token of the name whose head ends at a token."""
    last, versions = head, 0
    while last + 1 < len(tokens) and last - head < LONGEST_NAME:
        step = (
            _glued_part(tokens, last + 1)
            if tokens[last + 1].glued
            else _spaced_part(tokens, last + 1, versions, head) or _tuned_part(tokens, last + 1)
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
    if token.kind not in ("word", "number"):
        return None
    if token.lower in NOT_IN_NAMES and not _goes_on(tokens, at):
        return None
    if token.joint == "." and token.kind == "word" and (token.text[0].isupper() or tokens[at - 1].kind == "word"):
        return None  # the next sentence without its space, a site or a file ("X.ai", "X.md")
    if token.joint == "" and token.lower == "s" and tokens[at - 1].kind == "word":
        return None
    if token.joint == "" and token.text in _SLIPPED and tokens[at - 1].kind == "number":
        return None
    return at


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the printed word holds a number behind a capitalised part ("Tuned" in "X-Tuned-7B")."""
    if not tokens[at].text[0].isupper():
        return False
    if at + 2 < len(tokens) and tokens[at + 1].kind == "number" and tokens[at + 2].joint == "":
        return tokens[at + 2].lower in SIZE_LETTERS  # "X-Scale 27B"
    rest = itertools.takewhile(lambda token: token.glued, tokens[at + 1 : at + 6])
    return any(token.kind == "number" for token in rest)


def _tuned_part(tokens: Sequence[Token], at: int) -> int | None:
    """How a sized model was tuned, behind a dash or in lower case: "8x7B - Instruct", "405B instruct"."""
    if tokens[at - 1].lower not in SIZE_LETTERS or at < 2 or tokens[at - 2].kind != "number":
        return None
    if tokens[at].lower == "instruct":
        return at
    if tokens[at].text not in ("-", "\u2013") or at + 1 >= len(tokens) or tokens[at + 1].start - tokens[at].end != 1:
        return None
    following = tokens[at + 2].lower if at + 2 < len(tokens) else "."
    ends = tokens[at + 1].text[0].isupper() or following in (",", ".", ")", "model", "models", "that", "and")
    if tokens[at + 1].lower not in _TUNED or not ends:
        return None
    return at + 1


def _spaced_part(tokens: Sequence[Token], at: int, versions: int, head: int) -> int | None:
    """A version, size or variant after one space."""
    if tokens[at].start - tokens[at - 1].end != 1:
        return None
    token = tokens[at]
    glued_next = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].glued else None
    if token.kind == "number":
        return _spaced_number(tokens, at, versions)
    if token.kind != "word":
        return None
    if token.lower == "with" and at + 1 < len(tokens) and tokens[at + 1].text == "Vision" and versions:
        return at + 1  # "GPT-4 Turbo with Vision"
    if glued_next is not None and glued_next.joint == "" and glued_next.kind == "number" and len(token.text) <= 2:
        return at + 1 if token.text.isupper() or token.lower == "v" else None
    if (
        at == head + 1
        and len(token.text) == 1
        and token.text.isupper()
        and token.text not in "AI"
        and (glued_next is None or glued_next.text == "+")
    ):
        return at  # "Command R"
    if glued_next is not None and glued_next.joint == "." and glued_next.kind == "number" and token.text.isupper():
        return at + 1 if len(token.text) <= 2 and at == head + 1 else None  # "M.1"
    if token.lower in _GENERIC and at + 1 < len(tokens) and tokens[at + 1].text in _KIND_NOUNS:
        return None
    product = tokens[at + 1] if at + 1 < len(tokens) else None
    if product is not None and product.lower in OTHER_NOUNS and product.text[0].isupper() and not product.glued:
        return None  # "X Coding Plan"
    if token.lower in VARIANTS and (token.text[0].isupper() or (versions and token.lower in LOWER_VARIANTS)):
        return at
    if versions and token.lower in VARIANTS and _is_doubled(tokens, at):
        return at
    return _own_word(tokens, at, versions, head)


def _own_word(tokens: Sequence[Token], at: int, versions: int, head: int) -> int | None:
    """A member's own word: behind a version, or between the head and one."""
    if versions and _is_brought_in(tokens, at):
        return at
    return at + 1 if at == head + 1 and _is_coined(tokens, at) else None


def _is_brought_in(tokens: Sequence[Token], at: int) -> bool:
    """A member's own word behind a version, where what follows says that it is a model ("X 4 Argon, a new model")."""
    word = tokens[at]
    if not word.text.istitle() or len(word.text) < 3 or at + 2 >= len(tokens) or tokens[at + 1].text != ",":
        return False
    named = word.lower in NOT_NAMES or word.lower in OTHER_NOUNS or word.lower in COUNTED or word.lower in PRODUCTS
    return not named and tokens[at + 2].lower in ("a", "an", "its", "our", "the") and is_model_phrase(tokens, at + 3)


def _is_doubled(tokens: Sequence[Token], at: int) -> bool:
    """Whether a variant in lower case is joined to another: "X 4 reasoning-plus", "X 5 flash-lite"."""
    other = tokens[at + 1] if at + 1 < len(tokens) else None
    return other is not None and other.joint == "-" and other.lower in VARIANTS and other.lower not in NOT_IN_NAMES


def _is_coined(tokens: Sequence[Token], at: int) -> bool:
    """A member's own word between a head and its version: "Claude Aria 5", "Llama Boreal 2.1"."""
    if at + 1 >= len(tokens) or not tokens[at].text.istitle() or len(tokens[at].text) < 3:
        return False
    word, number = tokens[at], tokens[at + 1]
    named = word.lower in NOT_NAMES or word.lower in OTHER_NOUNS or word.lower in COUNTED or word.lower in PRODUCTS
    if named or number.kind != "number" or number.joint != " " or number.start - word.end != 1 or len(number.text) > 3:
        return False
    following = tokens[at + 2] if at + 2 < len(tokens) else None
    return following is None or not (following.lower in AMOUNT_WORDS or (following.glued and following.kind == "word"))


def _spaced_number(tokens: Sequence[Token], at: int, versions: int) -> int | None:
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.joint == "" and following.lower in SIZE_LETTERS:
        after = tokens[at + 2].lower if at + 2 < len(tokens) else ""
        return (
            None
            if after in ("parameters", "parameter", "params", "active", "total", "tokens", "token", "context")
            else at + 1
        )
    if _is_mixture(tokens, at):
        return at + 3
    if following is not None and following.lower in AMOUNT_WORDS:
        return None
    if "," in token.text or (following is not None and following.joint == "" and following.lower in ("k", "x", "th")):
        return None
    if versions and not (len(token.text) == 4 and token.text[0] in "01") and not _is_letters_version(tokens, at):
        return None
    return at if len(token.text) <= 5 and not token.text.startswith(("19", "20")) else None


def _is_letters_version(tokens: Sequence[Token], at: int) -> bool:
    """A version with a point behind a lone capital: the "2.5" of "X-Llama3-V 2.5"."""
    letter = tokens[at - 1]
    lone = letter.kind == "word" and len(letter.text) == 1 and letter.text.isupper() and letter.joint == "-"
    return lone and len(tokens[at].text) == 3 and tokens[at].text[1] == "."


def _is_mixture(tokens: Sequence[Token], at: int) -> bool:
    """The size of a mixture: "8x7B"."""
    if at + 3 >= len(tokens):
        return False
    times, size, letter = tokens[at + 1 : at + 4]
    glued = times.joint == size.joint == letter.joint == ""
    return glued and times.lower == "x" and size.kind == "number" and letter.lower in SIZE_LETTERS
