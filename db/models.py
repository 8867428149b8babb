"""Queries for the operator who mends what models there are: for every guild at once, unlike a guild's own names."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.names import ModelName, name_key
from db.engine import insert_unless_there
from db.names import save_names
from db.tables import AnnouncementModelRow, ClaimRow, GuildModelNameRow, ModelAliasRow, ModelMentionsRow, ModelRow


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownModel:
    """A model as stored: how many announcements name it, and the keys of its other names."""

    id: int
    model: ModelName
    announcements: int
    aliases: tuple[str, ...]


async def known_models(session: AsyncSession, *, containing: str = "", limit: int = 1000) -> list[KnownModel]:
    """Models whose name holds the words, the most talked of first."""
    mentions = func.coalesce(func.sum(ModelMentionsRow.mentions), 0)
    query = (
        select(ModelRow, mentions)
        .outerjoin(ModelMentionsRow, ModelMentionsRow.model_id == ModelRow.id)
        .where(ModelRow.key.contains(name_key(containing), autoescape=True))
        .group_by(ModelRow.id)
        .order_by(mentions.desc(), ModelRow.name)
        .limit(limit)
    )
    found = (await session.execute(query)).all()
    aliases: dict[int, list[str]] = {}
    ids = [row.id for row, _ in found]
    for alias in await session.scalars(select(ModelAliasRow).where(ModelAliasRow.model_id.in_(ids))):
        aliases.setdefault(alias.model_id, []).append(alias.key)
    return [_known(row, count, aliases.get(row.id, [])) for row, count in found]


async def find_model(session: AsyncSession, name: str) -> KnownModel | None:
    """The model of this name or alias."""
    key = name_key(name)
    aliased = select(ModelAliasRow.model_id).where(ModelAliasRow.key == key)
    row = await session.scalar(select(ModelRow).where((ModelRow.key == key) | ModelRow.id.in_(aliased)))
    if row is None:
        return None
    count = select(func.sum(ModelMentionsRow.mentions)).where(ModelMentionsRow.model_id == row.id)
    keys = await session.scalars(select(ModelAliasRow.key).where(ModelAliasRow.model_id == row.id))
    return _known(row, await session.scalar(count) or 0, list(keys))


async def add_model(session: AsyncSession, model: ModelName, now: datetime) -> bool:
    """Store a model before any feed names it; False where its name is taken."""
    if await find_model(session, model.name) is not None:
        return False
    await save_names(session, labs=(), models=[model], now=now)
    return True


async def add_alias(session: AsyncSession, model_id: int, alias: str) -> bool:
    """Let a model go by another name; False where that name is taken."""
    if await find_model(session, alias) is not None:
        return False
    return await insert_unless_there(session, ModelAliasRow, [{"key": name_key(alias), "model_id": model_id}]) == 1


async def give_lab(session: AsyncSession, heads: Collection[str], lab_id: str) -> int:
    """Let models that no lab was known of, and whose names begin with one of these, be a lab's; tells how many."""
    begins = re.compile(rf"(?:{'|'.join(map(re.escape, heads))})(?![^\W\d_])", re.IGNORECASE)
    rows = await session.scalars(select(ModelRow).where(ModelRow.lab_id.is_(None)))
    ids = [row.id for row in rows if begins.match(row.name)]
    await session.execute(update(ModelRow).where(ModelRow.id.in_(ids)).values(lab_id=lab_id))
    for model, lab in (
        (ClaimRow.subject_model_id, ClaimRow.subject_lab_id),
        (ClaimRow.baseline_model_id, ClaimRow.baseline_lab_id),
    ):
        await session.execute(update(ClaimRow).where(model.in_(ids)).values({lab: lab_id}))
    return len(ids)


async def merge_models(session: AsyncSession, duplicate: KnownModel, into: KnownModel) -> None:
    """Give everything of the duplicate to the other, and let its name be an alias: a later reading follows it too."""
    row = AnnouncementModelRow
    named = await session.execute(
        select(row.announcement_id, row.feed_id, row.order_at).where(row.model_id == duplicate.id)
    )
    await insert_unless_there(session, row, [dict(each) | {"model_id": into.id} for each in named.mappings()])
    await session.execute(delete(AnnouncementModelRow).where(AnnouncementModelRow.model_id == duplicate.id))
    for model, lab in (
        (ClaimRow.subject_model_id, ClaimRow.subject_lab_id),
        (ClaimRow.baseline_model_id, ClaimRow.baseline_lab_id),
    ):
        values = {model: into.id, lab: into.model.lab}
        await session.execute(update(ClaimRow).where(model == duplicate.id).values(values))
    for column in (ModelAliasRow.model_id, GuildModelNameRow.model_id, GuildModelNameRow.apart_from_id):
        await session.execute(update(column.class_).where(column == duplicate.id).values({column.key: into.id}))
    await session.execute(delete(ModelRow).where(ModelRow.id == duplicate.id))
    await insert_unless_there(session, ModelAliasRow, [{"key": duplicate.model.key, "model_id": into.id}])


def _known(row: ModelRow, announcements: int, aliases: list[str]) -> KnownModel:
    model = ModelName(name=row.name, lab=row.lab_id)
    return KnownModel(id=row.id, model=model, announcements=announcements, aliases=tuple(sorted(aliases)))
