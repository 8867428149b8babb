"""What the catalogue of models says of a model, now and before. How it is stored: db.catalogue_states.

It is public, so no query takes a guild.
"""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.catalogue import PRICE_FACTS, CatalogueModel, CataloguePeriod, Fact, Provider
from bot.domain.names import ModelName
from db.tables import (
    CatalogueFactRow,
    CatalogueModelRow,
    CatalogueNameRow,
    CatalogueSourceRow,
    ModelAliasRow,
    ModelRow,
)


async def catalogue_facts(session: AsyncSession, models: Sequence[ModelName]) -> dict[str, CatalogueModel]:
    """By the model's key, what the catalogue says now of those that it lists."""
    names = await _names_of(session, models, CatalogueNameRow.until.is_(None))
    meant = {key: found[-1].model_key for key, found in names.items()}
    asked = {model.key: model for model in models}
    listed = await _listed(session, set(meant.values()))
    facts = await _facts(session, listed, CatalogueFactRow.until.is_(None))
    latest = await _latest(session)
    if latest is None:
        return {}
    return {
        key: _model(asked[key], listed[own], facts[own], latest)
        for key, own in meant.items()
        if own in facts and _is_of(asked[key], listed[own])
    }


async def catalogue_history(session: AsyncSession, model: ModelName) -> tuple[CataloguePeriod, ...]:
    """Every fact that the catalogue gave of the model, by fact, the oldest first."""
    names = (await _names_of(session, [model])).get(model.key, [])
    listed = await _listed(session, {name.model_key for name in names})
    facts = await _facts(session, [key for key, row in listed.items() if _is_of(model, row)])
    periods = [
        period
        for name in names
        for row in facts.get(name.model_key, [])
        if (period := _period(row, listed[name.model_key], _meant_from(name, names), name.until)) is not None
    ]
    order = tuple(Fact)
    return tuple(sorted(periods, key=lambda period: (order.index(period.fact), period.since, period.provider.id)))


async def _listed(session: AsyncSession, keys: Collection[str]) -> dict[str, CatalogueModelRow]:
    rows = await session.scalars(select(CatalogueModelRow).where(CatalogueModelRow.key.in_(keys)))
    return {row.key: row for row in rows}


async def _facts(
    session: AsyncSession, keys: Collection[str], *where: ColumnElement[bool]
) -> dict[str, list[CatalogueFactRow]]:
    found: dict[str, list[CatalogueFactRow]] = {}
    for row in await session.scalars(select(CatalogueFactRow).where(CatalogueFactRow.model_key.in_(keys), *where)):
        found.setdefault(row.model_key, []).append(row)
    return found


async def _names_of(
    session: AsyncSession, models: Collection[ModelName], *where: ColumnElement[bool]
) -> dict[str, list[CatalogueNameRow]]:
    """By the key of each model, its names in the catalogue, the oldest first: its own, else its aliases'."""
    keys = {model.key for model in models}
    own = await _by_key(session, keys, *where)
    missing = keys - own.keys()
    if not missing:
        return own
    aliases = select(ModelRow.key, ModelAliasRow.key).join(ModelAliasRow, ModelAliasRow.model_id == ModelRow.id)
    found = (await session.execute(aliases.where(ModelRow.key.in_(missing)).order_by(ModelAliasRow.key))).all()
    by_alias = await _by_key(session, {alias for _, alias in found}, *where)
    for key, alias in found:
        if alias in by_alias:
            own.setdefault(key, by_alias[alias])
    return own


async def _by_key(
    session: AsyncSession, keys: Collection[str], *where: ColumnElement[bool]
) -> dict[str, list[CatalogueNameRow]]:
    query = select(CatalogueNameRow).where(CatalogueNameRow.key.in_(keys), *where).order_by(CatalogueNameRow.id)
    found: dict[str, list[CatalogueNameRow]] = {}
    for row in await session.scalars(query):
        found.setdefault(row.key, []).append(row)
    return found


async def _latest(session: AsyncSession) -> tuple[date, str] | None:
    """The day of what is held, and where it is from."""
    query = select(CatalogueSourceRow.as_of, CatalogueSourceRow.edition)
    query = query.where(CatalogueSourceRow.as_of.is_not(None), CatalogueSourceRow.edition.is_not(None))
    row = (
        await session.execute(query.order_by(CatalogueSourceRow.as_of.desc(), CatalogueSourceRow.id).limit(1))
    ).first()
    return (row.as_of, row.edition) if row and row.as_of and row.edition else None


def _is_of(model: ModelName, row: CatalogueModelRow) -> bool:
    """Whether the labs agree, or one of them is not known."""
    return model.lab is None or row.lab_id is None or model.lab == row.lab_id


def _model(
    asked: ModelName, row: CatalogueModelRow, facts: Sequence[CatalogueFactRow], latest: tuple[date, str]
) -> CatalogueModel:
    values = {fact.fact: fact.value for fact in facts}
    priced = next((fact for fact in facts if fact.fact in PRICE_FACTS), None)
    return CatalogueModel(
        model=asked,
        entry=row.entry,
        name=row.entry_name,
        provider=Provider(id=row.provider_id, name=row.provider_name),
        price_provider=Provider(id=priced.provider_id, name=priced.provider_name) if priced else None,
        as_of=latest[0],
        source=latest[1],
        **values,
    )


def _meant_from(name: CatalogueNameRow, names: Sequence[CatalogueNameRow]) -> date | None:
    """Since when the name means its model: what was before is another's only if it meant another then."""
    return None if name is names[0] else name.since


def _period(
    row: CatalogueFactRow, model: CatalogueModelRow, after: date | None, before: date | None
) -> CataloguePeriod | None:
    """The fact for as long as the name meant its model; None where it held for no day of that."""
    since = max(row.since, after) if after else row.since
    until = min(filter(None, (row.until, before)), default=None)
    if until is not None and until <= since:
        return None
    return CataloguePeriod(
        fact=Fact(row.fact),
        value=row.value,
        since=since,
        until=until,
        seen_at=row.seen_at,
        entry=model.entry,
        provider=Provider(id=row.provider_id, name=row.provider_name),
        source=row.source,
    )
