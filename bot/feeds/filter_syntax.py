"""Write a filter as one line and read it again: ``price "open weights" -funding lab:deepseek kind:ratio``.

Words and phrases in quotes are wanted, with a minus unwanted; ``lab:``, ``model:``, ``topic:`` and ``kind:`` want one
of those named; ``match:`` and ``-match:`` take an RE2 pattern. Inside quotes, two quotes stand for one. Whatever a
filter can be is written in one way, and read back as it was.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple, TypeVar

from bot.domain.claims import Kind, Topic
from bot.domain.filters import NO_FILTER, FeedFilter
from bot.domain.names import name_key
from bot.feeds.errors import BadFilter
from bot.feeds.filters import compile_pattern

FILTER_LENGTH = 1000
PARTS_AT_MOST = 50
_WORD_LENGTH = 100
NONE = "-"

FindLab = Callable[[str], str | None]
"""The id of the lab that goes by a name."""

_KEYS = ("lab", "model", "topic", "kind", "match")
_TOKEN = re.compile(r'(?P<minus>-?)(?:(?P<key>[a-z]+):)?(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<bare>[^\s"]+))(?=\s|\Z)')
_PLAIN = re.compile(r'(?!-)[^\s":]+')
T = TypeVar("T", bound=StrEnum)
V = TypeVar("V")


class _Part(NamedTuple):
    unwanted: bool
    key: str
    value: str


def parse_filter(line: str, find_lab: FindLab) -> FeedFilter:
    """The filter that the line describes. Raises BadFilter."""
    parts = _parts(line)

    def wanted(key: str, *, unwanted: bool = False) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.value for part in parts if part.key == key and part.unwanted is unwanted))

    return FeedFilter(
        include_words=wanted(""),
        exclude_words=wanted("", unwanted=True),
        include_pattern=_only_pattern(wanted("match")),
        exclude_pattern=_only_pattern(wanted("match", unwanted=True)),
        labs=_distinct(_lab(value, find_lab) for value in wanted("lab")),
        models=_distinct(_model(value) for value in wanted("model")),
        topics=_distinct(_member(Topic, "topic", value) for value in wanted("topic")),
        kinds=_distinct(_member(Kind, "claim kind", value) for value in wanted("kind")),
    )


def write_filter(wanted: FeedFilter) -> str:
    """The line that ``parse_filter`` reads as this filter; empty for the one that lets everything through."""
    parts = [_quoted(word) for word in wanted.include_words]
    parts += [f"-{_quoted(word)}" for word in wanted.exclude_words]
    for key, values in (
        ("lab", wanted.labs), ("model", wanted.models), ("topic", wanted.topics), ("kind", wanted.kinds)
    ):  # fmt: skip
        parts += [f"{key}:{_quoted(value)}" for value in values]
    if wanted.include_pattern is not None:
        parts.append(f"match:{_quoted(wanted.include_pattern)}")
    if wanted.exclude_pattern is not None:
        parts.append(f"-match:{_quoted(wanted.exclude_pattern)}")
    return " ".join(parts)


def change_filter(
    current: FeedFilter,
    find_lab: FindLab,
    *,
    include: str | None = None,
    exclude: str | None = None,
    labs: str | None = None,
    models: str | None = None,
    topics: str | None = None,
    kinds: str | None = None,
    include_pattern: str | None = None,
    exclude_pattern: str | None = None,
    clear: bool = False,
) -> FeedFilter:
    """The filter with the parts that are given replaced; ``-`` empties a part, ``clear`` all others. Raises BadFilter.

    Words as in a line, names separated by commas.
    """
    changed = NO_FILTER if clear else current
    if include is not None:
        changed = replace(changed, include_words=_words(include))
    if exclude is not None:
        changed = replace(changed, exclude_words=_words(exclude))
    if labs is not None:
        changed = replace(changed, labs=_distinct(_lab(value, find_lab) for value in _listed(labs)))
    if models is not None:
        changed = replace(changed, models=_distinct(_model(value) for value in _listed(models)))
    if topics is not None:
        changed = replace(changed, topics=_distinct(_member(Topic, "topic", value) for value in _listed(topics)))
    if kinds is not None:
        changed = replace(changed, kinds=_distinct(_member(Kind, "claim kind", value) for value in _listed(kinds)))
    if include_pattern is not None:
        changed = replace(changed, include_pattern=_one_pattern(include_pattern))
    if exclude_pattern is not None:
        changed = replace(changed, exclude_pattern=_one_pattern(exclude_pattern))
    return parse_filter(write_filter(changed), find_lab)  # the same limits as for a line


def _parts(line: str) -> list[_Part]:
    if len(line) > FILTER_LENGTH:
        raise BadFilter(f"The filter is {len(line):,} characters long, and {FILTER_LENGTH:,} are allowed.")
    if "`" in line or not _is_text(line):
        raise BadFilter("The filter holds a sign that it cannot: a backtick, or half of one that is two.")
    parts, at = [], 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        token = _TOKEN.match(line, at)
        if token is None:
            raise BadFilter(f"The filter cannot be read from “{line[at : at + 40]}” on: a quote has no second.")
        parts.append(_part(token))
        at = token.end()
    if len(parts) > PARTS_AT_MOST:
        raise BadFilter(f"The filter has {len(parts)} parts, and {PARTS_AT_MOST} are allowed.")
    return parts


def _part(token: re.Match[str]) -> _Part:
    quoted, key = token["quoted"], token["key"] or ""
    value = token["bare"] if quoted is None else quoted.replace('""', '"')
    if key and key not in _KEYS:
        raise BadFilter(f"“{key}:” means nothing in a filter: there are {', '.join(f'{each}:' for each in _KEYS)}.")
    if key not in ("", "match") and token["minus"]:
        raise BadFilter(f"“-{key}:” means nothing in a filter: only words and patterns can be unwanted.")
    if key != "match":
        value = " ".join(value.split())
    if not value or not (key == "match" or name_key(value)):
        raise BadFilter(f"“{token[0][:40]}” names nothing.")
    if key != "match" and len(value) > _WORD_LENGTH:
        raise BadFilter(f"“{value[:40]}…” is longer than {_WORD_LENGTH} characters.")
    return _Part(bool(token["minus"]), key, value)


def _words(text: str) -> tuple[str, ...]:
    parts = [] if text.strip() == NONE else _parts(text.replace(",", " "))
    strange = next((part for part in parts if part.key or part.unwanted), None)
    if strange is not None:
        raise BadFilter(f"“{strange.value}” is to be a word or a phrase in quotes: the other options take the rest.")
    return tuple(dict.fromkeys(part.value for part in parts))


def _listed(text: str) -> list[str]:
    return [] if text.strip() == NONE else [value.strip() for value in text.split(",") if value.strip()]


def _one_pattern(text: str) -> str | None:
    return None if text.strip() == NONE else _only_pattern((text,))


def _only_pattern(found: Sequence[str]) -> str | None:
    if len(found) > 1:
        raise BadFilter("A filter takes one wanted and one unwanted pattern; join several with “|”.")
    for pattern in found:
        compile_pattern(pattern)
    return found[0] if found else None


def _lab(value: str, find_lab: FindLab) -> str:
    found = find_lab(value)
    if found is None:
        raise BadFilter(f"No lab is called “{value}”.")
    return found


def _model(value: str) -> str:
    key = name_key(value)
    if not key:
        raise BadFilter(f"“{value}” is no model's name.")
    return key


def _member(members: type[T], what: str, value: str) -> T:
    try:
        return members(value.lower())
    except ValueError as cause:
        known = ", ".join(member.value for member in members)
        raise BadFilter(f"“{value}” is no {what}: there are {known}.") from cause


def _distinct(values: Iterable[V]) -> tuple[V, ...]:
    return tuple(dict.fromkeys(values))


def _is_text(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _quoted(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else '"' + value.replace('"', '""') + '"'
