"""Patterns behind signs find what they find without them."""

import re

import pytest

from bot.reading.signs import Signed, SignedRows

PATTERN = re.compile(r"\bnot (?:yet )?(?:disclos|reveal)\w+", re.IGNORECASE)
SIGNED = Signed("not + disclos, reveal", PATTERN)


@pytest.mark.parametrize("text", ["Not yet disclosed.", "It was NOT revealed", "Revealed, not hidden", "", "A note"])
def test_a_signed_pattern_finds_what_its_pattern_finds(text: str) -> None:
    found, plain = SIGNED.search(text, 0, len(text)), PATTERN.search(text)
    assert (found and found.span()) == (plain and plain.span())


def test_signs_count_only_between_the_two_places_and_anew_for_each_text() -> None:
    text = "It is not disclosed. It is out."
    assert SIGNED.search(text, 0, 20) is not None
    assert SIGNED.search(text, 21, len(text)) is None
    assert SIGNED.search("It is out.", 0, 10) is None
    assert SIGNED.search(text, 0, 20) is not None


def test_rows_give_every_match_with_its_meaning_in_their_order() -> None:
    rows = SignedRows((("up", Signed("ris", re.compile("rises"))), ("down", Signed("fall", re.compile("falls")))))
    text = "It falls, rises and falls."
    assert [(meaning, match.start()) for meaning, match in rows.matches(text, 0, 18)] == [("up", 10), ("down", 3)]
    assert [meaning for meaning, _ in rows.matches(text, 9, len(text))] == ["up", "down"]
    assert rows.matches("It stays.", 0, 9) == []
