"""What of a hostile name is lettered, and how words are fitted into the room there is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts.lettering import ELLIPSIS, cut_to, opening, plain, shown, wrapped


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two\nlines\tand  more ", "two lines and more"),
        ("\u202eevil\u202c", "evil"),
        ("nul\x00 bell\x07", "nul bell"),
        ("no\u00a0break", "no break"),
        ("e\u0301" + "\u0301" * 9, "\u00e9\u0301\u0301"),
        ("混元 3D", "混元 3D"),
        ("", ""),
    ],
)
def test_words_come_on_one_line_without_controls_or_piles(words: str, expected: str):
    assert plain(words) == expected


@given(st.text())
def test_plain_words_are_plain_already(words: str):
    once = plain(words)
    assert plain(once) == once
    assert not any(unicodedata.category(character)[0] == "C" for character in once)


def test_what_the_fonts_lack_is_left_out_with_an_ellipsis():
    assert shown("混元 3D", str.isascii) == "… 3D"
    assert shown("V4 🚀🔥 Pro", str.isascii) == "V4 … Pro"
    assert shown("文心一言", str.isascii) == ELLIPSIS
    assert shown("", str.isascii) == ELLIPSIS


def test_a_cut_keeps_as_much_as_fits():
    assert cut_to("DeepSeek-V4-Pro", 15, len) == "DeepSeek-V4-Pro"
    assert cut_to("DeepSeek-V4-Pro", 9, len) == "DeepSeek…"
    assert cut_to("GPT 5", 5, len) == "GPT 5"
    assert cut_to("GPT 55", 5, len) == "GPT…"


@given(st.text(min_size=1), st.integers(2, 40))
def test_a_cut_never_takes_more_than_its_room(words: str, room: int):
    assert len(cut_to(words, room, len)) <= room


def test_words_wrap_at_spaces_and_the_last_line_is_cut():
    assert wrapped("one two three", 7, 2, len) == ["one two", "three"]
    assert wrapped("one two three four", 7, 2, len) == ["one two", "three…"]
    assert wrapped("unbreakable words", 7, 2, len) == ["unbrea…", "words"]
    assert wrapped("short", 7, 2, len) == ["short"]


def test_a_sentence_opens_with_a_capital_and_keeps_the_rest():
    assert opening("wider on 6 Sep") == "Wider on 6 Sep"
    assert opening("") == ""
