"""Every rule that the reader can name has a sentence that says what it means."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.reading
from bot.domain.claims import Caveat, Ranking, Release
from bot.reading.amounts import Unit
from bot.reading.rulewords import rule_meaning

KINDS = ("spec.", "score.", "ratio.", "ranking.", "release.", "caveat.", "allegation.", "table.")
UNITS = tuple(unit.name.lower() for unit in Unit)
EVENTS = tuple(map(str, Release))
# What a rule module may put into a rule's name, by the words around it.
FILLED = {
    ("spec.", ""): UNITS,
    ("ratio.", ""): UNITS,
    ("ranking.", ""): (*map(str, Ranking), "than", "apart"),
    ("release.", ""): EVENTS,
    ("release.", "_state"): EVENTS,
    ("release.chinese_", ""): EVENTS,
    ("caveat.", ""): tuple(map(str, Caveat)),
}


def _sources() -> Iterator[ast.Module]:
    for path in sorted(Path(*bot.reading.__path__).glob("*.py")):
        if path.name != "rulewords.py":
            yield ast.parse(path.read_text(encoding="utf-8"))


def _filled_names() -> Iterator[str]:
    for tree in _sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and (around := _around(node))[0].startswith(KINDS):
                for filling in FILLED[around]:
                    yield f"{around[0]}{filling}{around[1]}"


def _around(node: ast.JoinedStr) -> tuple[str, str]:
    first, last = node.values[0], node.values[-1]
    before = first.value if isinstance(first, ast.Constant) else ""
    after = last.value if isinstance(last, ast.Constant) and last is not first else ""
    return str(before), str(after)


def _plain_names() -> Iterator[str]:
    for tree in _sources():
        inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            named = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside
            if named and node.value.startswith(KINDS) and node.value.replace(".", "").replace("_", "").isalpha():
                yield node.value


RULES = sorted({*_filled_names(), *_plain_names()})


def test_the_rules_are_found() -> None:
    assert {"spec.tokens", "release.by_weights", "ranking.than", "table.score", "caveat.disputed"} <= set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_what_it_means(rule: str) -> None:
    meaning = rule_meaning(rule)
    assert meaning.endswith(".")
    assert meaning[:1].isupper()


def test_a_rule_of_another_version_of_the_reader_means_nothing_here() -> None:
    assert rule_meaning("spec.of_old") == ""
