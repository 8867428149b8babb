"""An answer before it is a message: its texts in order of importance, the figures behind it, how to ask on."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.announcements import Source, SourcedClaim
from bot.ledger.lines import Line
from bot.ledger.wording import correction_words, defused, name_of

T = TypeVar("T")

PAGE_SIZE = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What is shown. ``texts`` come most important first: what does not fit is left out from the end, and said so.

    ``small_print`` (the sources, the page, what was looked at) always stays.
    """

    texts: tuple[str, ...]
    small_print: str = ""
    figures: tuple[Line, ...] = ()
    pages: int = 1
    to_export: tuple[Line, ...] = ()


def page_of(items: Sequence[T], page: int, size: int = PAGE_SIZE) -> tuple[Sequence[T], int]:
    """The items of one page, and how many pages there are; a page past the end is the last."""
    pages = max(1, -(-len(items) // size))
    at = min(page, pages - 1)
    return items[at * size : (at + 1) * size], pages


def csv_of(figures: Iterable[Line]) -> bytes:
    """Every claim behind the figures as CSV, in UTF-8 with a mark that spreadsheets look for."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for figure in figures:
        for sourced in figure.claims:
            writer.writerow([defused(cell) for cell in _cells(sourced)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


_COLUMNS = (
    "subject", "kind", "metric", "value", "baseline", "bound", "attribution", "hedged", "scope", "setting", "margin",
    "quote", "publisher", "date", "link", "corrected",
)  # fmt: skip


def _cells(sourced: SourcedClaim) -> tuple[object, ...]:
    claim, source = sourced.claim, sourced.source
    return (
        claim.subject.name,
        claim.kind.value,
        claim.metric,
        "" if claim.value is None else repr(claim.value),
        name_of(claim.baseline) if claim.baseline else "",
        claim.bound.value,
        claim.attribution.value,
        "yes" if claim.hedged else "no",
        claim.scope or "",
        claim.setting or "",
        "" if claim.margin is None else repr(claim.margin),
        claim.quote.text,
        source.publisher,
        source.dated_at.isoformat() if source.dated_at else "",
        source.url or "",
        correction_words(sourced),
    )


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
