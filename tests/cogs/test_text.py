"""Outside words are harmless in a message, and lengths are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.snippets import Piece
from cogs.views.text import cut, fit, link, marked, safe, table, typed


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("@everyone look", "@\u200beveryone look"),
        ("**bold** `code`", r"\*\*bold\*\* \`code\`"),
        ("two\nlines\t here", "two lines here"),
        ("[text](https://x.example)", r"\[text](https://x.example)"),
    ],
)
def test_markdown_and_mentions_of_outside_words_do_nothing(hostile: str, harmless: str):
    assert safe(hostile) == harmless


def test_a_link_is_only_made_to_an_address_that_can_be_linked():
    assert link("A [title]", "https://x.example/a") == "[A (title\\)](<https://x.example/a>)".replace("\\)", ")")
    assert link("words", "javascript:alert(1)") == "words"
    assert link("words", "https://x.example/a b") == "words"
    assert link("words", None) == "words"


def test_a_table_aligns_its_columns_also_in_chinese():
    lines = table([["model", "score"], ["深度求索", "1"], ["V4", "22"]]).splitlines()
    assert lines == ["```", "model     score", "深度求索  1", "V4        22", "```"]


def test_a_table_cannot_be_left_by_its_cells():
    assert table([["a```b"]]) == "```\na'''b\n```"


@given(st.text(), st.integers(min_value=5, max_value=50))
def test_a_cut_text_is_one_line_and_never_longer(text: str, length: int):
    assert len(cut(text, length)) <= length
    assert "\n" not in cut(text, length)


def test_what_does_not_fit_is_counted():
    assert fit(["a" * 5, "b" * 5, "c"], length=8) == (["a" * 5], 2)


def test_what_was_found_is_bold_and_the_words_around_stay_words():
    pieces = [Piece("a [", False), Piece("click", True), Piece(" here](https://evil.example) **x**", False)]
    assert marked(pieces) == r"a \[**click** here](https://evil.example) \*\*x\*\*"
    assert marked([Piece("one", True), Piece("two", True)]) == "**onetwo**"
    assert marked([Piece("\ue000sly\ue001", False), Piece("@everyone", True)]) == "sly**@\u200beveryone**"


def test_a_typed_line_cannot_leave_its_span():
    assert typed("/ask `x` **y**") == "`/ask 'x' **y**`"
