"""Which claims are the newest on what is asked, as ids: read off the indexes, never sorted. What they say: claim_rows.

Of subjects, the newest are taken of each by itself; of metrics, of all together.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.claims import Allegation, Caveat, Kind, Ranking, Ratio, Release, Spec
from db.tables import AnnouncementRow, ClaimRow, LabRow, ModelRow
from db.visibility import feeds_read, newest_first, newest_visible, not_hidden_by, visible_to

_CURRENT = ClaimRow.withdrawn_at.is_(None)
_FEW_ANNOUNCEMENTS = 5_000
"""Where a guild's feeds brought no more than this, their claims are looked through, not those of all feeds."""

_FEW_CLAIMS = 100_000
"""Claims on a metric that are no more than this are looked through for certain subjects."""

_NEWEST_FIRST = (ClaimRow.order_at.desc(), ClaimRow.id.desc())
DOUBTING = (Kind.CAVEAT, Kind.ALLEGATION)
"""Kinds of claims that hold back others."""

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
    wanted = [column == named.id, _shown(guild_id), *conditions]
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
        query = select(ClaimRow.id).where(_shown(guild_id), *conditions)
        return list(await session.scalars(query.order_by(ClaimRow.id.desc()).limit(limit)))
    metrics = _metrics(wanted)
    if metrics:
        own = await few_announcements(session, guild_id)
        if own is not None:
            return list(await session.scalars(_made_in(guild_id, own, conditions).limit(limit)))
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
    visible = and_(_shown(guild_id), *conditions)
    arms = [
        select(ClaimRow.id, ClaimRow.order_at).where(ClaimRow.kind == kind, ClaimRow.metric == metric, visible)
        for kind, metric in metrics
    ]
    return list(await session.scalars(newest_first(arms, limit)))


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
    return list(await session.scalars(_made_in(guild_id, select(newest.c.id), conditions).limit(limit)))


def _shown(guild_id: int) -> ColumnElement[bool]:
    """Holds for claims of announcements that the guild is shown, but those that it hides itself."""
    return and_(visible_to(guild_id, ClaimRow), not_hidden_by(guild_id))


def _made_in(guild_id: int, announcements: Select[int], conditions: Sequence[ColumnElement[bool]]) -> Select[int]:
    """The claims that these announcements, which the guild is shown, make; newest first."""
    # held against each claim of these, or SQLite would begin with all claims of a kind
    as_wanted = and_(not_hidden_by(guild_id), *conditions).is_(true())
    query = select(ClaimRow.id).where(ClaimRow.announcement_id.in_(announcements), as_wanted)
    return query.order_by(ClaimRow.order_at.desc(), ClaimRow.id)


async def newest_about(
    session: AsyncSession,
    guild_id: int,
    subjects: Collection[int],
    metrics: Collection[tuple[Kind, str]],
    *,
    share: int,
    limit: int,
) -> list[int]:
    """What is said of these models on these metrics, or holds the models back; withdrawn claims too.

    ``share`` is how many on the metrics are taken of each model, where so much is said on them that of all models
    together the newest ``limit`` would be of a few.
    """
    doubting = ClaimRow.kind.in_(DOUBTING)
    on = tuple_(ClaimRow.kind, ClaimRow.metric).in_(metrics)
    own = await few_announcements(session, guild_id)
    if own is not None:
        theirs = and_(ClaimRow.subject_model_id.in_(subjects), or_(on, doubting))
        alleged = and_(ClaimRow.baseline_model_id.in_(subjects), ClaimRow.kind == Kind.ALLEGATION)
        return list(await session.scalars(_made_in(guild_id, own, [or_(theirs, alleged)]).limit(limit)))
    few = max(share // 4, 1)
    kinds, names = {kind for kind, _ in metrics}, {metric for _, metric in metrics}
    if await _are_few(session, metrics):
        about = [ClaimRow.subject_model_id.in_(subjects)]
        found = await _newest_on(session, guild_id, metrics, about, limit)
    else:
        found = await newest_of_each(
            session, guild_id, Each.SUBJECT_MODEL, subjects, limit=share, kinds=kinds, metrics=names
        )
    return [
        *await newest_of_each(session, guild_id, Each.SUBJECT_MODEL, subjects, limit=few, kinds=DOUBTING),
        *await newest_of_each(session, guild_id, Each.BASELINE_MODEL, subjects, limit=few, kinds=(Kind.ALLEGATION,)),
        *found,
    ]


async def _are_few(session: AsyncSession, metrics: Collection[tuple[Kind, str]]) -> bool:
    """Whether little is said on these metrics, by whomever."""
    every = union_all(
        *(select(ClaimRow.id).where(ClaimRow.kind == kind, ClaimRow.metric == metric) for kind, metric in metrics)
    )
    some = every.limit(_FEW_CLAIMS + 1).subquery()
    return (await session.scalar(select(func.count()).select_from(some)) or 0) <= _FEW_CLAIMS


async def few_announcements(session: AsyncSession, guild_id: int) -> Select[int] | None:
    """All announcements that the guild is shown, if its feeds brought few."""
    feeds = await feeds_read(session, guild_id)
    own = select(AnnouncementRow.id).where(AnnouncementRow.feed_id.in_(feeds))
    some = own.limit(_FEW_ANNOUNCEMENTS + 1).subquery()
    if (await session.scalar(select(func.count()).select_from(some)) or 0) > _FEW_ANNOUNCEMENTS:
        return None
    return own.where(visible_to(guild_id))


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
