"""Figures as their sentences print them, and prices as they were before."""

import pytest

from bot.briefing.former import former_prices
from bot.briefing.printed import amount_in, ratio_in
from bot.domain.claims import Bound, Kind, Ratio, Spec
from bot.ledger.standing import ledger_of
from tests.claims import V3, claim, source, sourced


@pytest.mark.parametrize(
    ("quote", "value", "words"),
    [
        ("It needs 27% of the FLOPs of V3.2.", 0.27, "27% of V3.2's compute / token"),
        ("It needs 73% less compute than V3.2.", 0.27, "73% less compute / token than V3.2"),
        ("3.7x fewer FLOPs than V3.2.", 1 / 3.7, "3.7x less compute / token than V3.2"),
        ("At 2 times the compute of V3.2", 2.0, "2 times the compute / token of V3.2"),
        ("It takes 30% more compute than V3.2.", 1.3, "30% more compute / token than V3.2"),
        ("About a quarter of what V3.2 takes.", 0.25, None),
        ("It scores 27 and has 27 layers.", 0.27, None),
        ("It costs $0.27x, they say.", 0.27, None),
        ("In 4 of 15 cases.", 4 / 15, None),
    ],
)
def test_a_ratio_is_said_in_the_figure_that_is_printed(quote: str, value: float, words: str | None):
    assert ratio_in(claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, value, baseline=V3, quote=quote), "V3.2") == words


def test_a_rough_ratio_is_said_to_be_one_and_a_bound_is_not_said():
    quote = "roughly 27% of V3.2"
    said = claim(Kind.RATIO, Ratio.KV_CACHE, 0.27, baseline=V3, quote=quote, bound=Bound.ABOUT)
    assert ratio_in(said, "V3.2") == "about 27% of V3.2's KV cache"
    assert ratio_in(claim(Kind.RATIO, Ratio.KV_CACHE, 0.27, quote=quote, bound=Bound.UP_TO), "V3.2") is None


def test_an_amount_is_found_as_it_is_printed():
    assert amount_in("from $1,200.50 to $3", 1200.5) == "$1,200.50"
    assert amount_in("3 dollars or 3%", 3.0) is None


@pytest.mark.parametrize(
    ("quote", "value", "before"),
    [
        ("Input is $1.16 (before: $1.74), output $2.32 (before: $3.48).", 1.16, 1.74),
        ("Input is $1.16 (before: $1.74), output $2.32 (before: $3.48).", 2.32, 3.48),
        ("It now costs $0.10 per million input tokens, down from $0.15.", 0.10, 0.15),
        ("Input costs $5 and output $25, up from $20.", 5.0, None),
        ("Input costs $5 per million tokens.", 5.0, None),
        ("Before, it was $7.", 7.0, None),
    ],
)
def test_what_a_price_was_before_is_taken_from_its_own_sentence(quote: str, value: float, before: float | None):
    lines = ledger_of([sourced(claim(Kind.SPEC, Spec.INPUT_PRICE, value, quote=quote))])
    assert former_prices(lines) == ({lines[0].origin.id: before} if before else {})


def test_the_ledger_knows_the_price_before_where_the_sentence_does_not_say_it():
    old = sourced(claim(Kind.SPEC, Spec.INPUT_PRICE, 1.74), source(days_ago=9))
    new = sourced(claim(Kind.SPEC, Spec.INPUT_PRICE, 1.16), source(days_ago=0))
    assert former_prices(ledger_of([old, new])) == {new.id: 1.74}
