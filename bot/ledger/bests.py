"""Which of many figures is the best on each of many days. Pure, and quick: each figure is looked at a few times."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.ledger.lines import Line


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A figure that a side has from a day on, and until another unless it is None. A higher ``score`` is better."""

    line: Line
    score: float
    since: datetime
    until: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether the side has not lost it by then."""
        return self.until is None or self.until > at


def days_of_change(held: Iterable[Held]) -> list[datetime]:
    """The days on which a figure comes or goes."""
    return sorted({day for each in held for day in (each.since, each.until) if day is not None})


def best_on(held: Iterable[Held], days: Sequence[datetime]) -> Iterator[Line | None]:
    """The best figure that is held on each of these days, which are in order; of equals the one that was said first."""
    coming = sorted(held, key=lambda each: each.since)[::-1]
    here: list[tuple[float, datetime, int, Held]] = []
    for day in days:
        while coming and coming[-1].since <= day:
            each = coming.pop()
            heapq.heappush(here, (-each.score, each.line.first_at, -len(coming), each))
        while here and not here[0][-1].holds(day):
            heapq.heappop(here)
        yield here[0][-1].line if here else None
