"""Normalising: plain characters, each in its old place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.normalise import normalise

# What is changed, what means something only beside its like, and what is left alone.
CHARACTERS = "*_`[]()|\n\t\r\u2028\u00a0\u2212\u223c\u201c\u2019\u00d7\u2248\uff21\uff05\u8fbe5aB. "


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(CHARACTERS), max_size=60))
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
