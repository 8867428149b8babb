"""Amounts, their units and bounds."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.claims import Bound
from bot.reading.amounts import Quantity, Unit
from bot.reading.normalise import normalise
from bot.reading.quantities import find_quantities
from bot.reading.tokens import words_of


def _find(text: str) -> list[Quantity]:
    plain = normalise(text)
    return find_quantities(plain, words_of(plain), lambda start, end: False)


def _short(text: str) -> list[tuple[float, Unit]]:
    return [(round(q.value, 6), q.unit) for q in _find(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.6T parameters", 1.6e12, Unit.PARAMETERS),
        ("1,600 billion parameters", 1.6e12, Unit.PARAMETERS),
        ("a 2-trillion-parameter giant", 2e12, Unit.PARAMETERS),
        ("1.8万亿参数", 1.8e12, Unit.PARAMETERS),
        ("128K context window", 128e3, Unit.CONTEXT),
        ("131,072 tokens", 131072, Unit.TOKENS),
        ("14.8 trillion diverse and high-quality tokens", 14.8e12, Unit.TOKENS),
        ("one million tokens", 1e6, Unit.TOKENS),
        ("$0.28/M tokens", 0.28, Unit.PRICE),
        ("28 cents per million tokens", 0.28, Unit.PRICE),
        ("2.788M H800 GPU hours", 2.788e6, Unit.GPU_HOURS),
        ("120 tokens per second", 120, Unit.SPEED),
        ("3.2e24 FLOPs", 3.2e24, Unit.FLOP),
        ("24 GB", 24e9, Unit.BYTES),
        ("22GiB", 22 * 2**30, Unit.BYTES),
        ("350 ms", 0.35, Unit.SECONDS),
        ("73%", 73, Unit.PERCENT),
        ("3.7x", 3.7, Unit.TIMES),
        ("an order of magnitude", 10, Unit.TIMES),
        ("half", 0.5, Unit.FRACTION),
        ("1/8th", 0.125, Unit.FRACTION),
        ("5 points", 5, Unit.POINTS),
    ],
)
def test_every_form_of_number_comes_in_its_unit(text: str, value: float, unit: Unit) -> None:
    assert _short(text) == [(round(value, 6), unit)]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("up to 3x", Bound.UP_TO),
        ("over 95%", Bound.MORE_THAN),
        ("at least 40 GB", Bound.MORE_THAN),
        ("under 12%", Bound.LESS_THAN),
        ("roughly 70%", Bound.ABOUT),
        ("~27B parameters", Bound.ABOUT),
        ("exactly 9%", Bound.EXACT),
    ],
)
def test_the_words_before_a_number_set_its_bound(text: str, bound: Bound) -> None:
    assert [q.bound for q in _find(text)] == [bound]


def test_a_range_takes_its_upper_end_and_a_change_stays_two_numbers() -> None:
    assert [(q.value, q.bound) for q in _find("models from 8B to 253B parameters")] == [(253e9, Bound.UP_TO)]
    assert [q.value for q in _find("data grows from 23T to 28.5T tokens")] == [23e12, 28.5e12]


def test_a_pair_of_prices_is_input_and_output() -> None:
    assert [(q.value, q.part) for q in _find("$3/$15 per million tokens")] == [(3, "input"), (15, "output")]
    assert [(q.value, q.part) for q in _find("$2 per million input tokens and $8 per million output")] == [
        (2, "input"),
        (8, "output"),
    ]


def test_a_number_inside_a_name_is_left_alone() -> None:
    text = "GPT-5 has 3 tools"
    assert [q.value for q in find_quantities(text, words_of(text), lambda start, end: start < 5)] == [3]


@given(st.text(max_size=200))
def test_amounts_lie_in_the_text_in_order(text: str) -> None:
    found = _find(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(left.start <= right.start for left, right in itertools.pairwise(found))


@given(st.integers(min_value=1, max_value=999))
def test_a_rewritten_unit_is_the_same_amount(billions: int) -> None:
    forms = [f"{billions}B parameters", f"{billions} billion parameters", f"{billions},000 million parameters"]
    assert len({q.value for form in forms for q in _find(form)}) == 1
