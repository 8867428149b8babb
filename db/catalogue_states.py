"""Store one state of the catalogue of models: what it says no longer ends, what it says now begins.

What is asked of it: db.catalogue.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.domain.catalogue import Catalogue, CatalogueModel
from db.engine import insert_all, insert_unless_there
from db.tables import CatalogueFactRow, CatalogueModelRow, CatalogueNameRow, CatalogueSourceRow

_IDS_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class CatalogueSource:
    """Where the catalogue comes from and what was last had from there. ``as_of`` is None until it was believed once."""

    id: str
    edition: str | None = None
    as_of: date | None = None
    asked_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    document: str | None = None
    matched_by: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CatalogueChange:
    """What a state of the catalogue changed: facts that began, and facts that ended."""

    begun: int
    ended: int


async def catalogue_sources(session: AsyncSession, ids: Sequence[str], *, lock: bool = False) -> list[CatalogueSource]:
    """The sources; ``lock`` keeps other processes from changing what is stored until the transaction ends."""
    if lock:
        await insert_unless_there(session, CatalogueSourceRow, [{"id": each} for each in ids])
    query = select(CatalogueSourceRow).where(CatalogueSourceRow.id.in_(ids)).order_by(CatalogueSourceRow.id)
    rows = {row.id: row for row in await session.scalars(query.with_for_update() if lock else query)}
    return [source_of(rows[each]) if each in rows else CatalogueSource(id=each) for each in ids]


async def save_catalogue_source(session: AsyncSession, source: CatalogueSource) -> None:
    """Note what was had from a source."""
    await insert_unless_there(session, CatalogueSourceRow, [{"id": source.id}])
    values = {key: value for key, value in asdict(source).items() if key != "id"}
    await session.execute(update(CatalogueSourceRow).where(CatalogueSourceRow.id == source.id).values(values))


async def catalogue_size(session: AsyncSession) -> int:
    """How many models the catalogue lists now."""
    listed = select(CatalogueFactRow.model_key).where(CatalogueFactRow.until.is_(None)).distinct()
    return await session.scalar(select(func.count()).select_from(listed.subquery())) or 0


async def save_catalogue(session: AsyncSession, catalogue: Catalogue, now: datetime) -> CatalogueChange:
    """End what the catalogue says no longer, begin what it says now; what it goes on saying stays as it is."""
    await _save_models(session, catalogue)
    await _save_names(session, catalogue)
    return await _save_facts(session, catalogue, now)


async def _save_models(session: AsyncSession, catalogue: Catalogue) -> None:
    known = {row.key: row for row in await session.scalars(select(CatalogueModelRow))}
    wanted = {key: _model_values(key, model) for key, model in catalogue.models.items()}
    await insert_all(session, CatalogueModelRow, [row for key, row in wanted.items() if key not in known])
    for key, row in wanted.items():
        if key in known and any(getattr(known[key], column) != value for column, value in row.items()):
            await session.execute(update(CatalogueModelRow).where(CatalogueModelRow.key == key).values(row))


async def _save_names(session: AsyncSession, catalogue: Catalogue) -> None:
    query = select(CatalogueNameRow.id, CatalogueNameRow.key, CatalogueNameRow.model_key)
    current = {
        (row.key, row.model_key): row.id for row in await session.execute(query.where(CatalogueNameRow.until.is_(None)))
    }
    wanted = set(catalogue.names.items())
    # A model that is no longer listed keeps its names, by which its history is found, until they mean another.
    taken = {key for key, _ in wanted}
    ended = [row_id for (key, own), row_id in current.items() if key in taken and (key, own) not in wanted]
    await _end(session, CatalogueNameRow.id, ended, catalogue.as_of)
    rows = [
        {"key": key, "model_key": own, "since": catalogue.as_of, "until": None}
        for key, own in sorted(wanted - current.keys())
    ]
    await insert_all(session, CatalogueNameRow, rows)


async def _save_facts(session: AsyncSession, catalogue: Catalogue, now: datetime) -> CatalogueChange:
    table = CatalogueFactRow
    query = select(table.id, table.model_key, table.fact, table.provider_id, table.value)
    current = {
        (row.model_key, row.fact, row.provider_id, row.value): row.id
        for row in await session.execute(query.where(table.until.is_(None)))
    }
    wanted = {
        (key, fact.value, provider.id, value): provider
        for key, model in catalogue.models.items()
        for fact, (value, provider) in model.facts().items()
    }
    ended = [current[fact] for fact in current.keys() - wanted.keys()]
    await _end(session, table.id, ended, catalogue.as_of)
    begun = sorted(wanted.keys() - current.keys(), key=lambda fact: fact[:3])
    rows = [
        {
            "model_key": key,
            "fact": fact,
            "value": value,
            "provider_id": provider_id,
            "provider_name": wanted[key, fact, provider_id, value].name,
            "source": catalogue.source,
            "since": catalogue.as_of,
            "until": None,
            "seen_at": now,
        }
        for key, fact, provider_id, value in begun
    ]
    await insert_all(session, table, rows)
    return CatalogueChange(begun=len(begun), ended=len(ended))


async def _end(session: AsyncSession, column: InstrumentedAttribute[int], ids: Sequence[int], on: date) -> None:
    for at in range(0, len(ids), _IDS_AT_ONCE):
        some = ids[at : at + _IDS_AT_ONCE]
        await session.execute(update(column.class_).where(column.in_(some)).values(until=on))


def _model_values(key: str, model: CatalogueModel) -> dict[str, Any]:
    return {
        "key": key,
        "name": model.model.name,
        "lab_id": model.model.lab,
        "entry": model.entry,
        "entry_name": model.name,
        "provider_id": model.provider.id,
        "provider_name": model.provider.name,
    }


def source_of(row: CatalogueSourceRow) -> CatalogueSource:
    """A row as what stands above the tables knows it."""
    return CatalogueSource(
        id=row.id,
        edition=row.edition,
        as_of=row.as_of,
        asked_at=row.asked_at,
        etag=row.etag,
        last_modified=row.last_modified,
        document=row.document,
        matched_by=row.matched_by,
    )
