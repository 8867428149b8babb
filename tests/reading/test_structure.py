"""Blocks, sentences and tables."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.structure import BlockKind, split_blocks, split_sentences, table_rows

TEXT = """# Model card

A first line. It goes on
over a second line, e.g. here.

Key figures

The following models are out:

- Alpha-1
  - nested point
- Beta-2

| a | b |
|---|---|
| 1 | 2 |

> Quoted words.
"""


def _sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, split_blocks(text))]


def test_blocks_are_told_apart() -> None:
    kinds = [block.kind for block in split_blocks(TEXT)]
    assert kinds == [
        BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH,
        BlockKind.ITEM, BlockKind.ITEM, BlockKind.ITEM, BlockKind.TABLE, BlockKind.QUOTED,
    ]  # fmt: skip


def test_items_know_the_line_they_hang_on_and_how_far_they_are_set_in() -> None:
    blocks = split_blocks(TEXT)
    items = [block for block in blocks if block.kind is BlockKind.ITEM]
    assert [item.lead for item in items] == [3, 3, 3]
    assert items[1].level > items[0].level


def test_an_abbreviation_and_a_decimal_end_no_sentence() -> None:
    assert _sentences("It has 3.5 points vs. GPT-5. Then it rests.") == [
        "It has 3.5 points vs. GPT-5.",
        "Then it rests.",
    ]


def test_chinese_full_stops_end_sentences() -> None:
    assert _sentences("模型发布。已开源。") == ["模型发布。", "已开源。"]


def test_a_numbered_line_alone_is_a_heading_and_in_a_row_an_item() -> None:
    assert split_blocks("1. Overview\n\nSome words follow here.\n")[0].kind is BlockKind.HEADING
    assert [b.kind for b in split_blocks("1. one\n2. two\n")] == [BlockKind.ITEM, BlockKind.ITEM]


def test_a_table_gives_its_cells_without_the_ruled_line() -> None:
    blocks = split_blocks(TEXT)
    table = next(block for block in blocks if block.kind is BlockKind.TABLE)
    assert [[TEXT[c.start : c.end] for c in row] for row in table_rows(TEXT, table)] == [["a", "b"], ["1", "2"]]


def test_an_endless_line_is_cut_into_sentences_of_bearable_length() -> None:
    text = "word " * 5000
    assert max(s.end - s.start for s in split_sentences(text, split_blocks(text))) <= 1500


@given(st.text(max_size=300))
def test_sentences_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    sentences = split_sentences(text, split_blocks(text))
    assert all(0 <= s.start < s.end <= len(text) for s in sentences)
    assert all(left.end <= right.start for left, right in itertools.pairwise(sentences))
