"""Ratios in the order asked for, each among its own metric; what stands no more comes last."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.claims import Kind, Ratio
from bot.ledger.ranking import Order, ranked
from bot.ledger.standing import ledger_of
from tests.claims import NOW, V3, claim, source, sourced


def ratio(metric: Ratio, value: float, days_ago: int, **more: object):
    return replace(sourced(claim(Kind.RATIO, metric, value, baseline=V3, **more), source(days_ago=days_ago)))


def values(order: Order) -> list[float | None]:
    told = [
        ratio(Ratio.COST, 0.5, 9, scope="summaries"),
        ratio(Ratio.COST, 0.2, 8, scope="code"),
        ratio(Ratio.SPEED, 3.0, 7),
        replace(ratio(Ratio.COST, 0.1, 6, scope="chat"), withdrawn_at=NOW - timedelta(days=1)),
    ]
    return [line.claim.value for line in ranked(ledger_of(told), order)]


def test_the_newest_come_first_where_nothing_else_is_asked():
    assert values(Order.NEWEST) == [0.1, 3.0, 0.2, 0.5]


def test_a_ratio_is_ranked_among_those_of_its_metric():
    assert values(Order.LEAST) == [0.2, 0.5, 3.0, 0.1]
    assert values(Order.MOST) == [0.5, 0.2, 3.0, 0.1]
