"""Ratios in an order that a person asks for. Pure.

Only ratios of one metric are put in order among themselves; over different baselines they still say nothing of each
other's amounts, and whoever shows them has to say so.
"""

from collections.abc import Iterable
from enum import StrEnum

from bot.ledger.compare import EFFICIENCY
from bot.ledger.lines import Line
from bot.ledger.standing import Standing, standing_of

_OVER = frozenset({Standing.WITHDRAWN, Standing.SUPERSEDED})


class Order(StrEnum):
    """What comes first."""

    NEWEST = "newest"
    LEAST = "least"
    MOST = "most"


def ranked(lines: Iterable[Line], order: Order) -> tuple[Line, ...]:
    """The ratios, handed in oldest first, in this order; by value those that stand no more come last."""
    newest = tuple(lines)[::-1]
    if order is Order.NEWEST:
        return newest
    sign = 1 if order is Order.LEAST else -1
    metrics = [str(metric) for metric in EFFICIENCY]
    return tuple(
        sorted(
            newest,
            key=lambda line: (
                standing_of(line) in _OVER,
                metrics.index(line.claim.metric),
                sign * (line.claim.value or 0.0),
            ),
        )
    )
