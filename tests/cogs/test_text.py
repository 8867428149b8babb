"""Outside words are harmless in a message, and lengths are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.views.text import cut, fit, link, safe, table


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
