"""Prices and context windows as dated rows."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.announcements import FeedKind, Source, SourcedClaim
from bot.domain.claims import Attribution, Kind, Spec
from bot.domain.names import ModelName
from bot.ledger.known import as_of
from bot.ledger.prices import history_of
from bot.ledger.standing import ledger_of
from tests.claims import NOW, V4, claim, source, sourced

DAY = timedelta(days=1)
Row = tuple[str, float | None, float, float | None]


def price(value: float, where: Source, metric: Spec = Spec.INPUT_PRICE, **more: object) -> SourcedClaim:
    return sourced(claim(Kind.SPEC, metric, value, **more), where)


def rows(*claims: SourcedClaim) -> list[Row]:
    """Metric, value, and how many days ago the period began and ended."""
    return [
        (p.line.claim.metric, p.line.claim.value, (NOW - p.since) / DAY, (NOW - p.until) / DAY if p.until else None)
        for p in history_of(V4, ledger_of(claims))
    ]


def test_a_cut_ends_one_row_and_opens_another():
    cut, first = price(1.16, source(days_ago=2)), price(1.74, source(days_ago=29))
    context = price(1e6, source(days_ago=5), Spec.CONTEXT_WINDOW)
    assert rows(context, cut, first) == [
        ("input_price", 1.74, 29, 2),
        ("input_price", 1.16, 2, None),
        ("context_window", 1e6, 5, None),
    ]


def test_a_price_that_comes_back_opens_a_new_row():
    assert rows(*(price(value, source(days_ago=age)) for value, age in ((1.0, 9), (0.8, 5), (1.0, 2)))) == [
        ("input_price", 1.0, 9, 5),
        ("input_price", 0.8, 5, 2),
        ("input_price", 1.0, 2, None),
    ]


def test_a_price_said_again_opens_nothing():
    assert rows(price(1.0, source(days_ago=9)), price(1.0, source(days_ago=5))) == [("input_price", 1.0, 9, None)]


def test_tiers_of_one_text_hold_side_by_side():
    tiers = source(days_ago=9)
    claims = [price(2.0, tiers), price(4.0, tiers), price(2.0, source(days_ago=5)), price(3.0, source(days_ago=2))]
    assert rows(*claims) == [
        ("input_price", 2.0, 9, 2),
        ("input_price", 4.0, 9, 2),
        ("input_price", 3.0, 2, None),
    ]


def test_a_report_stands_beside_the_makers_own_and_ends_nothing_of_it():
    own = price(1.74, source(days_ago=29))
    wrong = price(9.99, source("Wire", kind=FeedKind.PRESS, days_ago=10))
    later = price(1.16, source(days_ago=2))
    assert rows(own, wrong, later) == [
        ("input_price", 1.74, 29, 2),
        ("input_price", 9.99, 10, 2),
        ("input_price", 1.16, 2, None),
    ]


def test_without_the_maker_what_others_say_is_the_history():
    blog = price(1.74, source("Blog", kind=FeedKind.NEWSLETTER, days_ago=3), attribution=Attribution.UNATTRIBUTED)
    assert rows(blog) == [("input_price", 1.74, 3, None)]


def test_an_edit_ends_a_row_on_its_day():
    first = price(1.74, replace(source(days_ago=29), seen_at=NOW - 29 * DAY))
    edited = replace(price(1.5, first.source), said_at=NOW - 3 * DAY)
    before = replace(first, withdrawn_at=NOW - 3 * DAY, replaced_by_id=edited.id)
    assert rows(before, edited) == [("input_price", 1.74, 29, 3), ("input_price", 1.5, 3, None)]
    assert rows(before) == [("input_price", 1.74, 29, 3)]


def test_settings_have_histories_of_their_own():
    short, long = (
        price(value, source(days_ago=age), setting=words)
        for value, age, words in ((2.0, 9, "128K tokens"), (4.0, 5, "1M tokens"))
    )
    assert [row[3] for row in rows(short, long)] == [None, None]


def test_as_of_a_day_the_history_ends_there():
    claims = [price(1.74, source(days_ago=29)), price(1.16, source(days_ago=2))]
    assert rows(*as_of(claims, NOW - 5 * DAY)) == [("input_price", 1.74, 29, None)]


def test_the_price_of_v4_in_the_demo(demo_claims: tuple[SourcedClaim, ...]):
    found = history_of(ModelName(name="DeepSeek-V4-Pro"), ledger_of(demo_claims), [Spec.OUTPUT_PRICE])
    assert [(p.line.claim.value, p.until is None) for p in found] == [(3.48, False), (2.32, True)]
    assert found[0].until == found[1].since
