"""Queries on labs, models and benchmarks: what names are known, and to whom."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.names import LabName, ModelName, name_key
from db.engine import insert_unless_there
from db.tables import (
    AnnouncementLabRow,
    AnnouncementModelRow,
    AnnouncementRow,
    BenchmarkRow,
    GuildModelNameRow,
    LabRow,
    ModelAliasRow,
    ModelRow,
)
from db.visibility import visible_to


async def save_labs(session: AsyncSession, labs: Iterable[LabName]) -> None:
    """Bring the labs of the registry into the database, with the names they are shown by."""
    known: dict[str, str] = {row.id: row.name for row in await session.scalars(select(LabRow))}
    wanted = {lab.id: lab.name for lab in labs}
    await insert_unless_there(session, LabRow, [{"id": i, "name": n} for i, n in wanted.items() if i not in known])
    for lab_id, name in wanted.items():
        if known.get(lab_id, name) != name:
            await session.execute(update(LabRow).where(LabRow.id == lab_id).values(name=name))


async def save_names(
    session: AsyncSession, *, labs: Collection[str], models: Collection[ModelName], now: datetime
) -> dict[str, int]:
    """Make sure that these labs and models have rows; returns the model ids by key, aliases followed."""
    lab_ids = {*labs, *(model.lab for model in models if model.lab)}
    await insert_unless_there(session, LabRow, [{"id": lab, "name": lab} for lab in sorted(lab_ids)])
    found = await _model_ids(session, {model.key for model in models})
    new = {model.key: model for model in models if model.key not in found}
    rows = [{"key": model.key, "name": model.name, "lab_id": model.lab, "first_seen_at": now} for model in new.values()]
    await insert_unless_there(session, ModelRow, rows)
    return found | await _model_ids(session, new.keys())


async def _model_ids(session: AsyncSession, keys: Collection[str]) -> dict[str, int]:
    if not keys:
        return {}
    direct = await session.execute(select(ModelRow.key, ModelRow.id).where(ModelRow.key.in_(keys)))
    aliases = await session.execute(
        select(ModelAliasRow.key, ModelAliasRow.model_id).where(ModelAliasRow.key.in_(keys))
    )
    return dict(direct.all()) | dict(aliases.all())


async def save_benchmarks(session: AsyncSession, names: Collection[str]) -> dict[str, int]:
    """Make sure that these benchmarks have rows; returns their ids by key."""
    wanted: Mapping[str, str] = {name_key(name): name for name in names}
    await insert_unless_there(session, BenchmarkRow, [{"key": k, "name": n} for k, n in wanted.items()])
    found = await session.execute(select(BenchmarkRow.key, BenchmarkRow.id).where(BenchmarkRow.key.in_(wanted)))
    return dict(found.all())


async def guild_models(
    session: AsyncSession, guild_id: int, *, containing: str = "", limit: int = 25
) -> list[ModelName]:
    """Models that the guild's feeds name, the most talked of first; ``containing`` is part of a name's key."""
    mentions = func.count(AnnouncementModelRow.announcement_id)
    query = (
        select(ModelRow)
        .join(AnnouncementModelRow, AnnouncementModelRow.model_id == ModelRow.id)
        .where(AnnouncementModelRow.announcement_id.in_(_guild_announcements(guild_id)))
        .group_by(ModelRow.id)
        .order_by(mentions.desc(), ModelRow.name)
        .limit(limit)
    )
    if containing:
        query = query.where(ModelRow.key.contains(name_key(containing), autoescape=True))
    return [ModelName(name=row.name, lab=row.lab_id) for row in await session.scalars(query)]


async def find_guild_model(session: AsyncSession, guild_id: int, name: str) -> ModelName | None:
    """The model of this name or alias, if a feed of the guild's names it."""
    model_id = (await _model_ids(session, {name_key(name)})).get(name_key(name))
    if model_id is None:
        return None
    query = (
        select(ModelRow)
        .join(AnnouncementModelRow, AnnouncementModelRow.model_id == ModelRow.id)
        .where(ModelRow.id == model_id, AnnouncementModelRow.announcement_id.in_(_guild_announcements(guild_id)))
        .limit(1)
    )
    row = await session.scalar(query)
    return ModelName(name=row.name, lab=row.lab_id) if row else None


async def save_guild_name(
    session: AsyncSession, *, guild_id: int, name: str, model: ModelName, user_id: int, now: datetime
) -> None:
    """In this guild's answers, what goes by ``name`` is the model from now on; an earlier word on it is replaced."""
    model_id = (await _model_ids(session, {model.key}))[model.key]
    await session.execute(
        delete(GuildModelNameRow).where(GuildModelNameRow.guild_id == guild_id, GuildModelNameRow.key == name_key(name))
    )
    row = GuildModelNameRow(
        guild_id=guild_id, key=name_key(name), name=name, model_id=model_id, created_by=user_id, created_at=now
    )
    session.add(row)
    await session.flush()


async def guild_names(session: AsyncSession, guild_id: int) -> dict[str, ModelName]:
    """The guild's own names: by key, the model that each one means."""
    query = (
        select(GuildModelNameRow.key, ModelRow)
        .join(ModelRow, ModelRow.id == GuildModelNameRow.model_id)
        .where(GuildModelNameRow.guild_id == guild_id)
    )
    return {key: ModelName(name=row.name, lab=row.lab_id) for key, row in await session.execute(query)}


async def guild_labs(session: AsyncSession, guild_id: int) -> list[LabName]:
    """Labs that the guild's feeds name, the most talked of first."""
    mentions = func.count(AnnouncementLabRow.announcement_id)
    query = (
        select(LabRow)
        .join(AnnouncementLabRow, AnnouncementLabRow.lab_id == LabRow.id)
        .where(AnnouncementLabRow.announcement_id.in_(_guild_announcements(guild_id)))
        .group_by(LabRow.id)
        .order_by(mentions.desc(), LabRow.name)
    )
    return [LabName(id=row.id, name=row.name) for row in await session.scalars(query)]


def _guild_announcements(guild_id: int) -> Select[int]:
    """The announcements that a guild may see."""
    return select(AnnouncementRow.id).where(visible_to(guild_id))
