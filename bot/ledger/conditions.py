"""The setting that a figure holds under, taken apart into aspects that can be compared. Pure text."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from bot.domain.names import name_key

Condition = frozenset[tuple[str, str]]
"""Aspects and what was said of each; empty where no setting was said."""

UNSAID: Condition = frozenset()

_SIZES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}
_COUNTS = {"a": 1.0, "one": 1.0, "two": 2.0, "half a": 0.5}
_SHOTS = {"zero": "0", "one": "1"}
_EFFORTS = {"maximum": "max", "highest": "max", "extra high": "xhigh", "extra-high": "xhigh", "minimum": "minimal"}
_FILLERS = re.compile(
    r"\b(?:a|an|the|at|in|of|on|for|with|and|its|context|contexts|length|setting|mode|tokens?|reasoning)\b"
)


def _tokens(match: re.Match[str]) -> str:
    count = _COUNTS.get(match["count"])
    number = count if count is not None else float(match["count"].replace(",", ""))
    return str(round(number * _SIZES.get(match["size"] or "", 1)))


def _effort(match: re.Match[str]) -> str:
    said = match["before"] or match["after"]
    return _EFFORTS.get(said, said)


def _having(match: re.Match[str]) -> str:
    return "without" if match["how"] in {"without", "no", "non", "w/o", "off"} else "with"


_LEVEL = r"minimal|minimum|low|medium|high|xhigh|extra[ -]high|max|maximum|highest"
_ASPECTS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("shots", re.compile(r"\b(?P<count>\d+|zero|one|few)[ -]shots?\b"), lambda m: _SHOTS.get(m[1], m[1])),
    (
        "attempts",
        re.compile(r"\b(?P<how>pass|maj|cons|avg|mean|best)(?:[ -]?of[ -]?|\s?@\s?)(?P<count>\d+)\b"),
        lambda m: f"{m['how']}@{m['count']}",
    ),
    (
        "effort",
        re.compile(
            rf"\b(?P<before>{_LEVEL})\b[ -](?:reasoning |thinking )?effort\b|\beffort[ :=]+(?P<after>{_LEVEL})\b"
        ),
        _effort,
    ),
    ("thinking", re.compile(r"\b(?:(?P<how>without|no|non|with)[ -])?(?:extended )?thinking\b(?: mode)?"), _having),
    ("tools", re.compile(r"(?:(?P<how>\bwithout|\bwith|\bno|\bw/o|\bw/)[ ]?(?:any )?)?\btools?(?: use)?\b"), _having),
    (
        "context",
        re.compile(
            r"\b(?P<count>\d[\d,]*(?:\.\d+)?|(?:half a|a|one|two)(?= (?:thousand|million)))"
            r"[ -]?(?P<size>k|m|thousand|million)?\b[ -]?"
            r"(?:tokens?|context)\b(?:[ -]context)?(?! (?:in|out)\b)"
        ),
        _tokens,
    ),
)


@lru_cache(maxsize=4096)
def condition_of(setting: str | None) -> Condition:
    """The aspects of a setting; words that are none of them are kept as its harness."""
    rest = (setting or "").casefold()
    aspects = set()
    for aspect, pattern, canonical in _ASPECTS:
        match = pattern.search(rest)
        if match:
            aspects.add((aspect, canonical(match)))
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    harness = name_key(_FILLERS.sub(" ", rest))
    if harness:
        aspects.add(("harness", harness))
    return frozenset(aspects)


def homes(conditions: Iterable[Condition]) -> dict[Condition, Condition]:
    """Where a figure under each condition belongs: what was left out is understood where only one thing was said."""
    said = set(conditions)
    fullest = [condition for condition in said if not any(condition < other for other in said)]
    return {condition: _home(condition, fullest) for condition in said}


def _home(condition: Condition, fullest: list[Condition]) -> Condition:
    around = [other for other in fullest if condition <= other]
    return around[0] if len(around) == 1 else condition
