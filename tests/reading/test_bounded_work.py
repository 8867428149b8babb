"""Hostile texts cost work in proportion to their length: counted in calls, which no clock and no load disturbs."""

import sys
import time
from collections.abc import Callable
from types import FrameType

import pytest

from bot.domain.claims import Reading
from bot.reading.document import Document
from bot.reading.reader import READ_AT_MOST, Reader

Read = Callable[..., Reading]

SHORT, LONG = 3_000, 6_000
MOST_CALLS_A_CHARACTER = 80

SHAPES = {
    "nested": "((((\"'[{" * 9 + "}]'\"))))" * 9,
    "numbers": "17 4%, 3x 2024 ",
    "commas": "1,",
    "prices": "$3/",
    "names": "GPT-5 ",
    "hyphens": "a-",
    "no end": "the model is good and fast and cheap and ",
    "compared": "GPT-7 is 2x faster than GPT-6. ",
    "paragraphs": "GPT-7 costs half the price of GPT-6.\n\n",
    "list of names": "GPT-7, Claude Opus 9 and ",
    "than": "than GPT-7 ",
    "rows": "| GPT-7 | 80.1 | 70.2 |\n",
    "cells": "GPT-7\n80.1\n79.2\n",
    "tabs": "GPT-7\t80.1\t79.2\n",
    "items": "- GPT-7: 80.1% on MMLU\n",
    "deep items": " - GPT-7: 80.1%\n",
    "headings": "# GPT-7\n\n",
    "code marks": "`a",
    "links": "[a](",
    "introduced": "We introduce Foo, a language model. ",
}


def _calls(reader: Reader, text: str) -> int:
    """How many functions, Python's own included, reading a text calls."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        reader.read(Document(text=text))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_twice_the_text_is_about_twice_the_work(reader: Reader, shape: str) -> None:
    short = _calls(reader, (shape * SHORT)[:SHORT])
    long = _calls(reader, (shape * LONG)[:LONG])
    assert long < 2.4 * short
    assert long < MOST_CALLS_A_CHARACTER * LONG


def test_a_text_beyond_the_bound_is_read_in_its_first_part(read: Read) -> None:
    filler = "Nothing is told here.\n" * (READ_AT_MOST // 20)
    assert len(read("OpenAI launched GPT-7.\n\n" + filler).claims) == 1
    assert read(filler + "\n\nOpenAI launched GPT-7.").claims == ()


def test_a_long_number_is_tried_in_one_way(read: Read) -> None:
    """With two ways to read each digit, this text would be read for years."""
    assert read(f"GPT-7 is within {'1' * 60} of Claude Opus 9.").claims == ()


def test_words_that_may_stand_before_an_accuser_are_counted(read: Read) -> None:
    """With any number of them a sentence is read in the square of its length, which counting calls does not show."""
    text = ("OpenAI " + "a " * 740 + "accused.\n\n") * 12
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 1
