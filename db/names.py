"""Queries on labs, models and benchmarks: what names are known, and to whom."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Select, Table, bindparam, delete, exists, func, not_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.corrections import OwnName, meaning
from bot.domain.names import LabName, ModelName, name_key
from db.engine import among, in_index_order, insert_unless_there
from db.tables import (
    AnnouncementLabRow,
    AnnouncementModelRow,
    BenchmarkRow,
    ClaimRow,
    GuildModelNameRow,
    LabMentionsRow,
    LabRow,
    ModelAliasRow,
    ModelMentionsRow,
    ModelRow,
)
from db.visibility import FEW_FEEDS, feeds_read, newest_visible, visible_mentions, visible_to

_LATELY = 1_000
"""Of the newest announcements, how many tell what is talked of now."""

_OWN, _MEANT, _APART = (
    cast("Table", GuildModelNameRow.__table__),
    cast("Table", ModelRow.__table__).alias(),
    cast("Table", ModelRow.__table__).alias(),
)

# Every answer asks for these, so the statement is not made anew for each.
_OWN_NAMES = (
    select(_OWN.c.key, _OWN.c.name, _MEANT.c.name, _MEANT.c.lab_id, _APART.c.name, _APART.c.lab_id)
    .outerjoin_from(_OWN, _MEANT, _MEANT.c.id == _OWN.c.model_id)
    .outerjoin(_APART, _APART.c.id == _OWN.c.apart_from_id)
    .where(_OWN.c.guild_id == bindparam("of_guild"))
    .order_by(_OWN.c.key)
)


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
    """Models that the guild's feeds name; ``containing`` is part of a name's key.

    Those come first that the newest announcements name most often. Then, of the others: where something is typed, by
    how often they are named; else those that came up last.
    """
    feeds = await feeds_read(session, guild_id)
    few = len(feeds) <= FEW_FEEDS
    like = ModelRow.key.contains(name_key(containing), autoescape=True) if name_key(containing) else true()
    lately = await _lately(session, guild_id, feeds)
    named = AnnouncementModelRow
    query = (
        select(ModelRow.id, ModelRow.name, ModelRow.lab_id)
        .join(named, named.model_id == ModelRow.id)
        .where(among(session, named.announcement_id, lately), like)
        .group_by(ModelRow.id, ModelRow.name, ModelRow.lab_id)
        .order_by(func.count().desc(), ModelRow.name)
        .limit(limit)
    )
    found = list((await session.execute(query)).all())
    if len(found) < limit:
        others = not_(among(session, ModelRow.id, [row.id for row in found]))
        rest = _named_less(guild_id, feeds, like, others) if containing or few else _of_late(guild_id, others)
        found += (await session.execute(rest.limit(limit - len(found)))).all()
    return [ModelName(name=row.name, lab=row.lab_id) for row in found]


def _named_less(
    guild_id: int, feeds: Sequence[int], like: ColumnElement[bool], others: ColumnElement[bool]
) -> Select[int, str, str | None]:
    """The models that the guild's feeds name, the most talked of first, but for some."""
    few = len(feeds) <= FEW_FEEDS
    read, visible = visible_mentions(guild_id, ModelMentionsRow, feeds if few else None)
    # From the feeds' own models where feeds are few, else from the models whose names fit: the fewer rows either way.
    # An outer join is what keeps SQLite to that.
    same = ModelMentionsRow.model_id == ModelRow.id
    query = select(ModelRow.id, ModelRow.name, ModelRow.lab_id)
    query = query.join_from(ModelMentionsRow, ModelRow, same) if few else query.outerjoin(ModelMentionsRow, same)
    return (
        query.where(like, read, others)
        .group_by(ModelRow.id, ModelRow.name, ModelRow.lab_id)
        .having(func.sum(visible) > 0)
        .order_by(func.sum(visible).desc(), ModelRow.name)
    )


def _of_late(guild_id: int, others: ColumnElement[bool]) -> Select[int, str, str | None]:
    """The models that the guild's feeds name, the last that came up first, but for some."""
    read, visible = visible_mentions(guild_id, ModelMentionsRow)
    seen = exists().where(ModelMentionsRow.model_id == ModelRow.id, read, visible > 0)
    query = select(ModelRow.id, ModelRow.name, ModelRow.lab_id).where(others, seen.is_(true()))
    return query.order_by(ModelRow.id.desc())


async def find_guild_model(session: AsyncSession, guild_id: int, name: str) -> ModelName | None:
    """The model of this name or alias, if a feed of the guild's names it."""
    model_id = (await _model_ids(session, {name_key(name)})).get(name_key(name))
    if model_id is None:
        return None
    read, visible = visible_mentions(guild_id, ModelMentionsRow)
    seen = exists().where(ModelMentionsRow.model_id == model_id, read, visible > 0)
    row = (await session.execute(select(ModelRow.name, ModelRow.lab_id).where(ModelRow.id == model_id, seen))).first()
    return ModelName(name=row.name, lab=row.lab_id) if row else None


async def models_by_key(session: AsyncSession, keys: Collection[str]) -> dict[str, ModelName]:
    """The models that go by these keys now, for every guild."""
    ids = await _model_ids(session, keys)
    query = select(ModelRow).where(ModelRow.id.in_(ids.values()))
    models = {row.id: _model(row) for row in await session.scalars(query)} if ids else {}
    return {key: models[model_id] for key, model_id in ids.items()}


async def save_own_name(
    session: AsyncSession, guild_id: int, key: str, own: OwnName | None, *, user_id: int, now: datetime
) -> bool:
    """Let this be what the guild means by the key, or nothing of its own; False where a model is not known any more."""
    wanted = [model for model in (own.means, own.apart_from) if model is not None] if own else []
    ids = await _model_ids(session, {model.key for model in wanted})
    if any(model.key not in ids for model in wanted):
        return False
    of_key = (GuildModelNameRow.guild_id == guild_id, GuildModelNameRow.key == key)
    await session.execute(delete(GuildModelNameRow).where(*of_key))
    if own is not None:
        row = GuildModelNameRow(
            guild_id=guild_id,
            key=key,
            name=own.name,
            model_id=ids[own.means.key] if own.means else None,
            apart_from_id=ids[own.apart_from.key] if own.apart_from else None,
            created_by=user_id,
            created_at=now,
        )
        session.add(row)
        await session.flush()
    return True


async def own_names(session: AsyncSession, guild_id: int) -> dict[str, OwnName]:
    """What the guild means by names, by their keys, where that is another thing than for every guild."""
    return {
        key: OwnName(
            name=name,
            means=ModelName(name=meant, lab=lab) if meant is not None else None,
            apart_from=ModelName(name=apart, lab=lab_apart) if apart is not None else None,
        )
        for key, name, meant, lab, apart, lab_apart in await session.execute(_OWN_NAMES, {"of_guild": guild_id})
    }


async def with_own_names(session: AsyncSession, guild_ids: Collection[int]) -> set[int]:
    """Those of the guilds that mean something of their own by a name."""
    query = select(GuildModelNameRow.guild_id).where(GuildModelNameRow.guild_id.in_(guild_ids)).distinct()
    return set(await session.scalars(query))


async def guild_names(session: AsyncSession, guild_id: int) -> dict[str, ModelName]:
    """By key, the model that the guild means by each of its own names; itself where it is a model of its own."""
    return {key: meaning(own) for key, own in (await own_names(session, guild_id)).items()}


async def words_for_model(session: AsyncSession, guild_id: int, model: ModelName) -> list[str]:
    """The names under which claims of the guild's feeds were stored as this model's, its own left out."""
    model_id = (await _model_ids(session, {model.key})).get(model.key)
    found: dict[str, str] = {}
    for words, stored_as in (
        (ClaimRow.subject_name, ClaimRow.subject_model_id),
        (ClaimRow.baseline_name, ClaimRow.baseline_model_id),
    ):
        query = select(words).where(stored_as == model_id, visible_to(guild_id, ClaimRow)).distinct().order_by(words)
        found |= {name_key(name): name for name in await session.scalars(query) if name}
    return [name for key, name in found.items() if key != model.key]


async def guild_labs(
    session: AsyncSession, guild_id: int, *, like: Callable[[LabName], bool] | None = None, limit: int | None = None
) -> list[LabName]:
    """Labs that the guild's feeds name: those first that the newest announcements name most often, then by name."""
    feeds = await feeds_read(session, guild_id)
    lately = await _lately(session, guild_id, feeds)
    named = AnnouncementLabRow
    query = select(named.lab_id, func.count()).where(among(session, named.announcement_id, lately))
    often = dict((await session.execute(query.group_by(named.lab_id))).all())
    labs = [lab for lab in await _labs(session) if like is None or like(lab)]
    labs.sort(key=lambda lab: (-often.get(lab.id, 0), lab.name))
    talked_of = [lab for lab in labs if lab.id in often]
    if limit is not None and len(talked_of) >= limit:
        return talked_of[:limit]
    others = labs[len(talked_of) :]
    visible = await _visible_labs(session, guild_id, feeds, [lab.id for lab in others])
    return [*talked_of, *(lab for lab in others if lab.id in visible)][:limit]


async def find_guild_labs(session: AsyncSession, guild_id: int, name: str, lab_id: str | None) -> list[LabName]:
    """The labs of this name or id, and that of ``lab_id``, as far as the guild's feeds name them."""
    key = name_key(name)
    found = [lab for lab in await _labs(session) if lab.id == lab_id or key in (name_key(lab.name), name_key(lab.id))]
    if not found:
        return []
    feeds = await feeds_read(session, guild_id)
    visible = await _visible_labs(session, guild_id, feeds, [lab.id for lab in found])
    return [lab for lab in found if lab.id in visible]


async def _labs(session: AsyncSession) -> list[LabName]:
    """Every lab, whoever names it."""
    return [LabName(id=lab_id, name=name) for lab_id, name in await session.execute(select(LabRow.id, LabRow.name))]


async def _visible_labs(session: AsyncSession, guild_id: int, feeds: Sequence[int], ids: Sequence[str]) -> set[str]:
    """Those of the labs that the guild's feeds name."""
    read, visible = visible_mentions(guild_id, LabMentionsRow, feeds if len(feeds) <= FEW_FEEDS else None)
    seen = exists().where(LabMentionsRow.lab_id == LabRow.id, read, visible > 0)
    return set(await session.scalars(select(LabRow.id).where(among(session, LabRow.id, ids), seen))) if ids else set()


async def _lately(session: AsyncSession, guild_id: int, feeds: Sequence[int]) -> list[int]:
    """The announcements that tell what is talked of now."""
    async with in_index_order(session):
        return list(await session.scalars(newest_visible(session, guild_id, feeds, limit=_LATELY)))


def _model(row: ModelRow) -> ModelName:
    return ModelName(name=row.name, lab=row.lab_id)
