"""``gapwatch export``: everything stored, to standard output, a page at a time."""

import csv
import json
import sys
from collections.abc import AsyncIterator, Iterable
from typing import Any, Literal

from bot.config import Settings
from bot.domain.announcements import Announcement, SourcedClaim
from bot.ledger.wording import defused
from bot.reading.rows import claim_row
from db.announcements import all_announcements
from db.claims import all_claims
from db.engine import Database

PAGE = 500

Row = dict[str, Any]


async def export(settings: Settings, what: Literal["announcements", "claims"], form: Literal["jsonl", "csv"]) -> None:
    """Write every announcement or claim as one row. Raises GapwatchError where the database is not ready."""
    async with Database.open(settings.database) as database:
        pages = _announcements(database) if what == "announcements" else _claims(database)
        writer: csv.DictWriter[str] | None = None
        async for rows in pages:
            if form == "jsonl":
                _write_lines(rows)
                continue
            if writer is None:
                writer = csv.DictWriter(sys.stdout, list(rows[0]))
                writer.writeheader()
            writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)


async def _announcements(database: Database) -> AsyncIterator[list[Row]]:
    last = 0
    while True:
        async with database.read() as session:
            found = await all_announcements(session, after_id=last, limit=PAGE)
        if not found:
            return
        last = found[-1].source.announcement_id
        yield [_announcement_row(announcement) for announcement in found]


async def _claims(database: Database) -> AsyncIterator[list[Row]]:
    last = 0
    while True:
        async with database.read() as session:
            found = await all_claims(session, after_id=last, limit=PAGE)
        if not found:
            return
        last = found[-1].id
        yield [_claim_row(sourced) for sourced in found]


def _announcement_row(announcement: Announcement) -> Row:
    source = announcement.source
    return {
        "id": source.announcement_id,
        "title": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "published_at": source.published_at.isoformat() if source.published_at else None,
        "seen_at": source.seen_at.isoformat(),
        "labs": list(announcement.labs),
        "models": [model.name for model in announcement.models],
        "topics": [topic.value for topic in announcement.topics],
        "text": announcement.text,
    }


_CLAIM_FIELDS = (
    "kind", "subject", "metric", "value", "baseline", "bound", "attribution", "hedged", "scope", "setting", "margin",
    "quote", "quote_start", "quote_end",
)  # fmt: skip


def _claim_row(sourced: SourcedClaim) -> Row:
    source = sourced.source
    said = claim_row(sourced.claim)
    return {
        "id": sourced.id,
        **{field: said.get(field) for field in _CLAIM_FIELDS},
        "announcement": source.announcement_id,
        "publisher": source.publisher,
        "date": source.dated_at.isoformat() if source.dated_at else None,
        "url": source.url,
    }


def _write_lines(rows: Iterable[Row]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _cell(value: Any) -> object:
    """Lists as words, everything harmless to a spreadsheet."""
    return defused("; ".join(map(str, value)) if isinstance(value, list) else value)
