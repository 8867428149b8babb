"""Tokens and phrase tables."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.phrases import PhraseTable
from bot.reading.tokens import tokenise, words_of


def test_a_hyphen_inside_a_word_joins_the_next_token() -> None:
    tokens = tokenise("GLM-5.1 Air")
    assert [(token.text, token.joint) for token in tokens] == [("GLM", " "), ("5.1", "-"), ("Air", " ")]


def test_a_full_stop_ends_a_word_and_thousands_stay_one_number() -> None:
    assert [token.text for token in tokenise("It has 131,072 tokens.")] == ["It", "has", "131,072", "tokens", "."]


def test_chinese_is_cut_into_characters_and_addresses_stay_whole() -> None:
    kinds = [(token.text, token.kind) for token in tokenise("开源 https://x.example/a-b.")]
    assert kinds == [("开", "han"), ("源", "han"), ("https://x.example/a-b", "url"), (".", "mark")]


def test_the_longest_phrase_wins_whatever_its_hyphens() -> None:
    table: PhraseTable[str] = PhraseTable()
    table.add("open", "short")
    table.add("open-source model", "long")
    words = words_of("An open source model, and an OPEN door")
    assert [(match.first, match.last, match.value) for match in table.find(words)] == [(1, 3, "long"), (7, 7, "short")]


@given(st.text(max_size=200))
def test_tokens_are_slices_of_the_text_in_order(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(left.end <= right.start for left, right in itertools.pairwise(tokens))
