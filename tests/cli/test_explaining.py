"""A claim explained on a terminal: labels stand under their words, with or without colour."""

from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.cli.explaining import explanation_lines
from bot.reading.document import Document
from bot.reading.explain import Explanation, explain
from bot.reading.reader import trace_document


def explained(text: str) -> tuple[Explanation, ...]:
    return explain(trace_document(Document(text=text)))


def lines(explanation: Explanation, width: int = 80) -> list[str]:
    return [line.plain for line in explanation_lines(explanation, width)]


def test_each_label_begins_under_its_part():
    (ratio,) = explained("GPT-5.5 is 3x faster than GPT-5.4.")
    sentence, labels, *_ = lines(ratio)
    for label, part in (("subject", "GPT-5.5"), ("number", "3x"), ("baseline", "GPT-5.4")):
        row = next(line for line in lines(ratio)[1:] if label in line)
        assert row.index(label) == sentence.index(part), labels


def test_labels_that_would_touch_go_to_rows_of_their_own():
    (ratio,) = explained("GPT-5.5 is 3x faster than GPT-5.4.")
    rows = [line.split() for line in lines(ratio)[1:] if line.split()[0].strip("─") in ("subject", "number", "metric")]
    assert rows == [["subject", "number", "baseline"], ["metric"]]


def test_labels_under_chinese_words_allow_for_their_width():
    ratio = next(each for each in explained("评测：DeepSeek-V4-Flash 的推理成本比 DeepSeek-V3.2 降低 50%。"))
    sentence, *rest = lines(ratio)
    row = next(line for line in rest if "number" in line)
    assert cell_len(sentence[: sentence.index("50%")]) == row.index("number")


@pytest.mark.parametrize("width", [10, 44, 60, 200])
def test_a_long_sentence_is_cut_into_lines_that_fit(width: int):
    (spec,) = explained("After long talk about much else besides, GPT-5.5 was said to have 900B parameters.")
    words = [
        line.strip() for line in lines(spec, width) if not line.strip().startswith(("subject", "number", "metric"))
    ]
    assert all(len(line) <= max(30, width - 13) for line in words[:-1])
    assert "900B parameters" in " ".join(words)


def test_a_subject_of_an_earlier_sentence_is_told_in_words():
    spec = next(each for each in explained("GPT-5.5 is here. It has 900B parameters.") if each.claim.kind == "spec")
    assert any("subject: “GPT-5.5”, named earlier (at character 0)" in line for line in lines(spec))


def test_a_baseline_in_the_rules_own_words_is_said_to_be_so():
    (ratio,) = explained("GPT-5.5 doubles the price of its predecessor.")
    assert any("baseline: previous model, not in these words in the text" in line for line in lines(ratio))


def test_colour_changes_no_character():
    (ratio,) = explained("GPT-5.5 is 3x faster than GPT-5.4.")
    shown = StringIO()
    console = Console(file=shown, force_terminal=True, color_system="truecolor", width=120)
    for line in explanation_lines(ratio, 80):
        console.print(line)
    assert "\x1b[" in shown.getvalue()
    assert "3x" in shown.getvalue()


def test_a_text_cannot_write_to_the_terminal():
    (ratio,) = explained("GPT-5.5 \x1b[2J is 3x faster than GPT-5.4.")
    assert not any("\x1b" in line for line in lines(ratio))
