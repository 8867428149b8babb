"""The sentence that holds what was looked for, with its words marked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.snippets import snippet

TEXT = (
    "Nothing of note happened. The model scores 80.6 on SWE-bench Verified, says the lab. Sparse attention is used "
    "throughout; attention is sparse.\n新模型发布：这是一个开放权重的模型。"
)


def marked(text: str, words: str, length: int = 240) -> str:
    return "".join(f"<{piece.text}>" if piece.found else piece.text for piece in snippet(text, words, length)).strip()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("scores", "The model <scores> 80.6 on SWE-bench Verified, says the lab."),
        ("swe-bench", "The model scores 80.6 on <SWE-bench> Verified, says the lab."),
        ("80.6", "The model scores <80.6> on SWE-bench Verified, says the lab."),
        ("verif LAB", "The model scores 80.6 on SWE-bench <Verified>, says the <lab>."),
        ("sparse attention", "<Sparse> <attention> is used throughout; <attention> is <sparse>."),
        ("开放权重", "新模型发布：这是一个<开放权重>的模型。"),
        ("elsewhere", TEXT.replace("\n", " ")[:240].replace("。", "。")),
    ],
)
def test_the_first_sentence_with_the_most_of_the_words_is_shown(words: str, shown: str):
    assert re.sub(r"\s", " ", marked(TEXT, words)) == shown


def test_a_short_word_is_no_beginning_of_another():
    assert marked("It is an AI model. Air is thin.", "ai") == "It is an <AI> model."


def test_a_long_sentence_is_cut_around_the_word():
    text = "word " * 200 + "needle " + "word " * 200
    shown = marked(text, "needle", 100)
    assert "<needle>" in shown
    assert len(shown) <= 102
    assert shown.startswith("word")


def test_a_word_without_end_is_cut_too():
    assert len(marked("x" * 5000, "xxx", 100)) <= 102


@given(st.text(max_size=200), st.text(max_size=20), st.integers(20, 300))
def test_a_snippet_is_a_stretch_of_its_text(text: str, words: str, length: int):
    pieces = snippet(text, words, length)
    shown = "".join(piece.text for piece in pieces)
    assert shown in text
    assert len(shown) <= length
    assert all(piece.text for piece in pieces)
