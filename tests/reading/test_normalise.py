"""Normalising: plain characters, each in its old place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.normalise import normalise


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(normalise(text)) == len(text)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("GPT\u20115 \u2013 \u201cfast\u201d", 'GPT-5 \u2013 "fast"'),
        ("3\u00d7 faster", "3x faster"),
        ("\uff11\uff10\uff10\uff05", "100%"),
        ("a\u00a0b", "a b"),
        ("**GLM-5** and `Qwen4`", "  GLM-5   and  Qwen4 "),
    ],
)
def test_dashes_quotes_widths_and_markup_become_plain(written: str, plain: str) -> None:
    assert normalise(written) == plain


def test_the_address_of_a_link_is_blanked_and_its_words_stay() -> None:
    assert normalise("[Qwen4](https://x.example/Qwen3)").split() == ["Qwen4"]
