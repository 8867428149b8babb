"""Everything behind an answer as rows of columns, and such rows as CSV or JSON."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.announcements import SourcedClaim
from bot.ledger.lines import Line
from bot.ledger.standing import standing_of
from bot.ledger.wording import correction_words, defused

Cell = str | float | bool | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """Rows of the same columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def claims_sheet(figures: Iterable[Line]) -> Sheet:
    """Every claim behind the figures, a row each, with the standing of the line that it belongs to."""
    rows = (_cells(sourced, standing_of(figure).value) for figure in figures for sourced in figure.claims)
    return Sheet(columns=_CLAIM_COLUMNS, rows=tuple(rows))


def csv_of(sheet: Sheet) -> bytes:
    """The sheet as CSV, in UTF-8 with a mark that spreadsheets look for."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.columns)
    writer.writerows([_for_csv(cell) for cell in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def json_of(sheet: Sheet) -> bytes:
    """The sheet as a JSON array of objects, in UTF-8."""
    found = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


_CLAIM_COLUMNS = (
    "subject", "kind", "metric", "value", "baseline", "bound", "attribution", "hedged", "scope", "setting", "margin",
    "standing", "quote", "publisher", "date", "link", "corrected",
)  # fmt: skip


def _cells(sourced: SourcedClaim, standing: str) -> tuple[Cell, ...]:
    claim, source = sourced.claim, sourced.source
    return (
        claim.subject.name,
        claim.kind.value,
        claim.metric,
        claim.value,
        claim.baseline.name if claim.baseline else None,
        claim.bound.value,
        claim.attribution.value,
        claim.hedged,
        claim.scope,
        claim.setting,
        claim.margin,
        standing,
        claim.quote.text,
        source.publisher,
        source.dated_at.isoformat() if source.dated_at else None,
        source.url,
        correction_words(sourced) or None,
    )


def _for_csv(cell: Cell) -> object:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return defused(cell) if isinstance(cell, str) else repr(cell)
