"""An answer before it is a message: its texts in order of importance, the figures behind it, how to ask on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.charts.chart import Chart
from bot.domain.announcements import Source
from bot.ledger.lines import Line
from cogs.views.queries import Query
from cogs.views.sheets import Sheet

T = TypeVar("T")

PAGE_SIZE = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """A further question, offered as a button."""

    label: str
    query: Query


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What is shown. ``texts`` come most important first: what does not fit is left out from the end, and said so.

    ``small_print`` (the sources, the page, what was looked at) always stays. ``figures`` can be asked *Why?*; ``sheet``
    makes everything behind the answer, not only what is shown, for an attachment. ``picture`` draws a chart: it takes a
    while, and is for a thread of its own. ``explains`` is the claim that the answer is all about, by its id.
    """

    texts: tuple[str, ...]
    picture: Callable[[], Chart] | None = None
    small_print: str = ""
    figures: tuple[Line, ...] = ()
    pages: int = 1
    sheet: Callable[[], Sheet] | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    explains: int | None = None


def page_of(items: Sequence[T], page: int, size: int = PAGE_SIZE) -> tuple[Sequence[T], int]:
    """The items of one page, and how many pages there are; a page past the end is the last."""
    pages = max(1, -(-len(items) // size))
    at = min(page, pages - 1)
    return items[at * size : (at + 1) * size], pages


class Footnotes:
    """Numbers the sources of an answer in the order of their first mention."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self.sources: list[Source] = []

    def mark(self, source: Source) -> str:
        """``[2]``: the number of the source, given at its first mention."""
        if source.announcement_id not in self._numbers:
            self.sources.append(source)
            self._numbers[source.announcement_id] = len(self.sources)
        return f"[{self._numbers[source.announcement_id]}]"
