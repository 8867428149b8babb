"""Which claims are the newest on what is asked, as ids: read off the indexes, never sorted. What they say: claim_rows.

Of subjects, the newest are taken of each by itself; of metrics, of all together.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.claims import Allegation, Caveat, Kind, Ranking, Ratio, Release, Spec
from db.tables import AnnouncementRow, ClaimRow, LabRow, ModelRow
from db.visibility import feeds_read, newest_visible, visible_to

_CURRENT = ClaimRow.withdrawn_at.is_(None)
_NEWEST_FIRST = (ClaimRow.order_at.desc(), ClaimRow.id.desc())
_METRICS_OF: dict[Kind, tuple[str, ...]] = {
    Kind.SPEC: tuple(Spec),
    Kind.RATIO: tuple(Ratio),
    Kind.RANKING: tuple(Ranking),
    Kind.RELEASE: tuple(Release),
    Kind.CAVEAT: tuple(Caveat),
    Kind.ALLEGATION: tuple(Allegation),
}
"""The metrics of each kind; those of benchmarks are without number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimFilter:
    """Which claims are asked for; an empty collection or None asks for all. Models by key, labs by id.

    ``labs`` are those of the subjects: a claim on a lab's model is one on the lab. ``after_id``: claims that were
    stored later than the one with this id. Withdrawn claims are left out unless they are asked for.
    """

    model_keys: Collection[str] = ()
    baseline_keys: Collection[str] = ()
    labs: Collection[str] = ()
    kinds: Collection[Kind] = ()
    metrics: Collection[str] = ()
    announcement_ids: Collection[int] = ()
    after_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    include_withdrawn: bool = False


class Each(Enum):
    """What a claim can be to a name: of each name, the newest such claims are on an index."""

    SUBJECT_MODEL = (ModelRow, ClaimRow.subject_model_id, None)
    BASELINE_MODEL = (ModelRow, ClaimRow.baseline_model_id, None)
    SUBJECT_LAB = (LabRow, ClaimRow.subject_lab_id, None)
    LAB_ITSELF = (LabRow, ClaimRow.subject_lab_id, ClaimRow.subject_model_id)
    AGAINST_LAB = (LabRow, ClaimRow.baseline_lab_id, ClaimRow.baseline_model_id)


async def newest_of_each(
    session: AsyncSession,
    guild_id: int,
    each: Each,
    ids: Collection[Any],
    *,
    limit: int,
    kinds: Collection[Kind] = (),
    metrics: Collection[str] = (),
    conditions: Sequence[ColumnElement[bool]] = (),
) -> list[int]:
    """The newest claims of each of these models or labs that the guild is shown, withdrawn ones among them."""
    if not ids:
        return []
    named, column, unset = each.value
    wanted = [column == named.id, visible_to(guild_id, ClaimRow), *conditions]
    if unset is not None:
        wanted.append(unset.is_(None))
    if kinds:
        wanted.append(ClaimRow.kind.in_(kinds))
    if metrics:
        wanted.append(ClaimRow.metric.in_(metrics))
    newest = select(ClaimRow.id).where(*wanted).order_by(*_NEWEST_FIRST).limit(limit).correlate(named)
    return list(await session.scalars(_for_each(session, named, ids, newest)))


def _for_each(session: AsyncSession, named: Any, ids: Collection[Any], newest: Select[int]) -> Select[int]:
    """The ids that a query finds for each name, one after another: each database says this in its own way."""
    if session.get_bind().dialect.name == "postgresql":
        found = newest.lateral()
        return select(found.c.id).select_from(named).join(found, true()).where(named.id.in_(sorted(ids)))
    claims = aliased(ClaimRow)
    return select(claims.id).join_from(named, claims, claims.id.in_(newest)).where(named.id.in_(sorted(ids)))


async def newest_by_filter(session: AsyncSession, guild_id: int, wanted: ClaimFilter, *, limit: int) -> list[int]:
    """The newest claims that a filter asks for, as far as the guild is shown them."""
    conditions = _conditions(wanted)
    models = await _models(session, wanted.model_keys)
    baselines = await _models(session, wanted.baseline_keys)
    if (wanted.model_keys and not models) or (wanted.baseline_keys and not baselines):
        return []
    if models or baselines or wanted.labs:
        if baselines:
            conditions.append(ClaimRow.baseline_model_id.in_(baselines))
        if wanted.labs:
            conditions.append(ClaimRow.subject_lab_id.in_(wanted.labs))
        each, ids = (
            (Each.SUBJECT_MODEL, models)
            if models
            else (Each.SUBJECT_LAB, wanted.labs)
            if wanted.labs
            else (Each.BASELINE_MODEL, baselines)
        )
        share = max(limit // len(ids), 1)
        return await newest_of_each(session, guild_id, each, ids, limit=share, conditions=conditions)
    if wanted.announcement_ids or wanted.after_id is not None:
        query = select(ClaimRow.id).where(visible_to(guild_id, ClaimRow), *conditions)
        return list(await session.scalars(query.order_by(ClaimRow.id.desc()).limit(limit)))
    metrics = _metrics(wanted)
    if metrics:
        return await _newest_on(session, guild_id, metrics, _conditions(replace(wanted, kinds=(), metrics=())), limit)
    return await _newest_of_all(session, guild_id, wanted, conditions, limit)


async def _newest_on(
    session: AsyncSession,
    guild_id: int,
    metrics: Collection[tuple[Kind, str]],
    conditions: Sequence[ColumnElement[bool]],
    limit: int,
) -> list[int]:
    """The newest of several metrics together: each is in order, so that they are merged, and only as far as wanted."""
    visible = and_(visible_to(guild_id, ClaimRow), *conditions)
    every = union_all(
        *(
            select(ClaimRow.id, ClaimRow.order_at).where(ClaimRow.kind == kind, ClaimRow.metric == metric, visible)
            for kind, metric in metrics
        )
    ).subquery()
    query = select(every.c.id).order_by(every.c.order_at.desc(), every.c.id.desc()).limit(limit)
    return list(await session.scalars(query))


async def _newest_of_all(
    session: AsyncSession,
    guild_id: int,
    wanted: ClaimFilter,
    conditions: Sequence[ColumnElement[bool]],
    limit: int,
) -> list[int]:
    """The claims of as many of the newest announcements as claims are wanted: most make several."""
    feeds = await feeds_read(session, guild_id)
    dates = _dates(AnnouncementRow.order_at, wanted)
    newest = newest_visible(guild_id, feeds, *dates, limit=limit).subquery()
    query = (
        select(ClaimRow.id)
        .join_from(newest, ClaimRow, ClaimRow.announcement_id == newest.c.id)
        .where(*conditions)
        .order_by(newest.c.order_at.desc(), newest.c.id.desc(), ClaimRow.id)
        .limit(limit)
    )
    return list(await session.scalars(query))


def _metrics(wanted: ClaimFilter) -> list[tuple[Kind, str]]:
    """The metrics, each of its kind, that a filter asks for; none where they are too many to be told apart."""
    kinds = wanted.kinds or tuple(Kind)
    if wanted.metrics:
        return [
            (kind, metric)
            for kind in kinds
            for metric in wanted.metrics
            if kind is Kind.BENCHMARK or metric in _METRICS_OF[kind]
        ]
    if not wanted.kinds or Kind.BENCHMARK in kinds:
        return []
    return [(kind, metric) for kind in kinds for metric in _METRICS_OF[kind]]


def _conditions(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """What holds for claims that a filter asks for, whoever they are about."""
    conditions = _dates(ClaimRow.order_at, wanted)
    if wanted.kinds:
        conditions.append(ClaimRow.kind.in_(wanted.kinds))
    if wanted.metrics:
        conditions.append(ClaimRow.metric.in_(wanted.metrics))
    if wanted.announcement_ids:
        conditions.append(ClaimRow.announcement_id.in_(wanted.announcement_ids))
    if wanted.after_id is not None:
        conditions.append(ClaimRow.id > wanted.after_id)
    if not wanted.include_withdrawn:
        conditions.append(_CURRENT)
    return conditions


def _dates(order_at: Any, wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """``since`` is within, ``until`` is not; what has no date is in no period that begins."""
    since = [order_at >= wanted.since] if wanted.since is not None else []
    return since + ([order_at < wanted.until] if wanted.until is not None else [])


async def _models(session: AsyncSession, keys: Collection[str]) -> list[int]:
    return list(await session.scalars(select(ModelRow.id).where(ModelRow.key.in_(keys)))) if keys else []
