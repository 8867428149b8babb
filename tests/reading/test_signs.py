"""Patterns and rules behind signs find what they find without them."""

import importlib
import json
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bot.reading
from bot.demo.library import load_feeds
from bot.domain.claims import Reading
from bot.feeds.html import html_text
from bot.reading import discourse
from bot.reading.cues import build_cues
from bot.reading.document import Document
from bot.reading.normalise import normalise
from bot.reading.reader import Reader
from bot.reading.signs import ANYTHING, Part, Signed, SignedRows, Signs, signs_of, where
from bot.reading.tokens import Token, tokenise

PATTERN = re.compile(r"\bnot (?:yet )?(?:disclos|reveal)\w+", re.IGNORECASE)
SIGNED = Signed("not & disclos* reveal*", PATTERN)


def part(text: str, start: int = 0, end: int | None = None) -> Part:
    stop = len(text) if end is None else end
    return Part(text, start, stop, signs_of([token for token in tokenise(text) if start <= token.start < stop]))


@pytest.mark.parametrize("text", ["Not yet disclosed.", "It was NOT revealed", "Revealed, not hidden", "", "A note"])
def test_a_signed_pattern_finds_what_its_pattern_finds(text: str) -> None:
    found, plain = SIGNED.search(part(text)), PATTERN.search(text)
    assert (found and found.span()) == (plain and plain.span())


def test_only_what_stands_in_the_stretch_counts() -> None:
    text = "It is not disclosed. It is out."
    assert SIGNED.search(part(text, 0, 20)) is not None
    assert SIGNED.search(part(text, 21)) is None


def test_a_sign_is_a_word_a_beginning_a_mark_or_a_chinese_character() -> None:
    needs = Signs("not discl* @ 蒸")
    assert [needs.among(part(text).signs) for text in ("NOT", "undisclosed", "Disclosed", "by @x", "蒸馏", "note")] == [
        True,
        False,
        True,
        True,
        True,
        False,
    ]


def test_an_address_meets_every_need() -> None:
    assert SIGNED.needs.among(part("at https://x.example/not-disclosed").signs)


def test_rows_give_the_patterns_worth_trying_in_their_order() -> None:
    rows = SignedRows((("up", Signed("ris*", re.compile("rises"))), ("down", Signed("fall*", re.compile("falls")))))
    assert [meaning for meaning, _ in rows.worth(part("It falls, rises and falls."))] == ["up", "down"]
    assert [meaning for meaning, _ in rows.worth(part("It falls."))] == ["down"]
    assert list(rows.worth(part("It stays."))) == []


def test_a_rule_is_not_asked_of_a_stretch_without_what_it_needs() -> None:
    @where("price & fell rose")
    def rule(stretch: Part) -> Iterator[int]:
        yield stretch.start

    assert list(rule(part("The price fell"))) == [0]
    assert list(rule(part("The price stood"))) == []


def signed_patterns() -> dict[str, Signed]:
    """Every pattern of the reader that declares signs, by where it stands."""
    found: dict[str, Signed] = {}
    for module in pkgutil.iter_modules(bot.reading.__path__, "bot.reading."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Signed):
                found[f"{module.name}.{name}"] = value
            elif isinstance(value, SignedRows):
                found |= {f"{module.name}.{name}[{at}]": row for at, (_, row) in enumerate(value.rows)}
    return found


@pytest.mark.parametrize("signed", signed_patterns().values(), ids=signed_patterns().keys())
@settings(max_examples=5, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_no_words_that_a_pattern_matches_are_without_its_signs(signed: Signed, data: st.DataObject) -> None:
    text = normalise(data.draw(st.from_regex(signed.pattern)))
    assert signed.needs.among(part(text).signs) or signed.pattern.search(text) is None


def texts() -> Iterator[str]:
    for name in ("own_texts.jsonl", "own_chinese.jsonl"):
        lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
        yield from (json.loads(line)["text"] for line in lines)
    for feed in load_feeds():
        yield "\n\n".join(html_text(entry.body) for entry in feed.entries)


def ungated(tokens: Iterable[Token]) -> int:
    return ANYTHING


@pytest.fixture
def both_ways(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], tuple[Reading, Reading]]:
    """A text as it is read, and as it is read where every rule and pattern is tried on every sentence."""

    def read(text: str) -> tuple[Reading, Reading]:
        document = Document(text=text, title="", publisher="The Daily Test")
        gated = reader.read(document)
        with monkeypatch.context() as patch:
            patch.setattr(discourse, "signs_of", ungated)
            return gated, reader.read(document)

    return read


def test_gates_change_nothing_that_is_read(both_ways: Callable[[str], tuple[Reading, Reading]]) -> None:
    for text in texts():
        gated, plain = both_ways(text)
        assert gated == plain


CUES = sorted(" ".join(words) for words in build_cues().phrases())
PIECES = [
    *CUES,
    *("GPT-7 Claude-Opus-9 Anthropic OpenAI MMLU it they the company users 40% 2x $3 128K half the more than").split(),
    *("faster cheaper latency weights price per million tokens of over than and , . ; did not has not by on").split(),
]


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(words=st.lists(st.sampled_from(PIECES), min_size=3, max_size=40))
def test_gates_change_nothing_of_made_up_texts(
    words: list[str], both_ways: Callable[[str], tuple[Reading, Reading]]
) -> None:
    gated, plain = both_ways(" ".join(words))
    assert gated == plain
