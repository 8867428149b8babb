"""Hold an announcement against a server's filter. Pure; how a filter is written down: filter_syntax."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import re2  # type: ignore[import-untyped]

from bot.domain.claims import Kind, Topic
from bot.domain.filters import FeedFilter, Filterable
from bot.feeds.errors import BadFilter

PATTERN_LENGTH = 200
_PATTERN_MEMORY = 1 << 20

# Chinese and Japanese are written without spaces, so their characters bound a word as a space does.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W{_UNSPACED}]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Whether an announcement is shown, and why, as the rest of a sentence that begins with "it"."""

    shown: bool
    why: str


_Test = Callable[[str, Filterable], str | None]
"""Looks at the prepared text and the facts; what it found in words, or None."""


def verdict_of(wanted: FeedFilter, announcement: Filterable) -> Verdict:
    """Whether the filter lets the announcement through. Raises BadFilter where a pattern is none."""
    unwanted, required = _compiled(wanted)
    text = _prepared(f"{announcement.title}\n{announcement.text}")
    for test, _ in unwanted:
        found = test(text, announcement)
        if found is not None:
            return Verdict(shown=False, why=f"has {found}, which is unwanted")
    reasons = []
    for test, lacking in required:
        found = test(text, announcement)
        if found is None:
            return Verdict(shown=False, why=lacking)
        reasons.append(found)
    return Verdict(shown=True, why=f"has {', '.join(reasons)}" if reasons else "has nothing that is unwanted")


def compile_pattern(pattern: str) -> "re2._Regexp":
    """The pattern, for text of any case. RE2 takes time in proportion to the text. Raises BadFilter."""
    if len(pattern) > PATTERN_LENGTH:
        raise BadFilter(f"The pattern is {len(pattern)} characters long, and {PATTERN_LENGTH} are allowed.")
    options = re2.Options()
    options.max_mem = _PATTERN_MEMORY
    options.case_sensitive = False
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as cause:
        reason = cause.args[0].decode(errors="replace") if cause.args else "it cannot be read"
        raise BadFilter(f"The pattern “{pattern}” cannot be used: {reason}.") from cause


@lru_cache(maxsize=256)
def _compiled(wanted: FeedFilter) -> tuple[Sequence[tuple[_Test, str]], Sequence[tuple[_Test, str]]]:
    """The tests that none may pass, and those that each must pass with what is said of one that does not."""
    unwanted: list[tuple[_Test, str]] = []
    required: list[tuple[_Test, str]] = []
    if wanted.exclude_words:
        unwanted.append((_word_test(wanted.exclude_words), ""))
    if wanted.exclude_pattern is not None:
        unwanted.append((_pattern_test(wanted.exclude_pattern), ""))
    if wanted.include_words:
        required.append((_word_test(wanted.include_words), "has none of the wanted words"))
    if wanted.include_pattern is not None:
        required.append((_pattern_test(wanted.include_pattern), "has nothing that the wanted pattern matches"))
    facts: tuple[tuple[Sequence[str], _Facts, str, str], ...] = (
        (wanted.labs, lambda it: it.labs, "the lab", "names none of the wanted labs"),
        (wanted.models, lambda it: it.models, "the model", "names none of the wanted models"),
        (wanted.topics, lambda it: it.topics, "the topic", "is about none of the wanted topics"),
        (wanted.kinds, lambda it: it.kinds, "a claim of the kind", "makes no claim of a wanted kind"),
    )
    required += [(_fact_test(values, facts_of, named), lacking) for values, facts_of, named, lacking in facts if values]
    return tuple(unwanted), tuple(required)


def _word_test(words: Iterable[str]) -> _Test:
    patterns = [re.compile(_whole(word)) for word in words]  # one by one each finds its first letters fastest

    def test(text: str, _: Filterable) -> str | None:
        found = next(filter(None, (pattern.search(text) for pattern in patterns)), None)
        return f"“{' '.join(found[0].split())}”" if found else None

    return test


def _pattern_test(pattern: str) -> _Test:
    compiled = compile_pattern(pattern)

    def test(_: str, announcement: Filterable) -> str | None:
        found = compiled.search(f"{announcement.title}\n{announcement.text}")
        return f"“{found[0][:60]}”" if found else None

    return test


_Facts = Callable[[Filterable], frozenset[str] | frozenset[Topic] | frozenset[Kind]]


def _fact_test(values: Sequence[str], facts_of: _Facts, named: str) -> _Test:
    def test(_: str, announcement: Filterable) -> str | None:
        there = facts_of(announcement)
        found = next((value for value in values if value in there), None)
        return f"{named} {found}" if found else None

    return test


def _whole(word: str) -> str:
    """A pattern for the word or phrase as a whole: no letter goes on before or after it.

    What stands before the first part is looked at after it, so that the search can leap to its letters.
    """
    first, *others = map(re.escape, _prepared(word).split())
    before = rf"(?<!{_LETTER}{first})" if re.match(_LETTER, _prepared(word)) else ""
    whole = r"\s+".join([first + before, *others])
    return whole + (rf"(?!{_LETTER})" if re.search(rf"{_LETTER}\Z", _prepared(word)) else "")


def _prepared(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
