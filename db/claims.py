"""Queries on claims: what a guild may see of those that still stand, and of those that an edit took away or changed.

How claims are stored: db.readings.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.announcements import ChangedClaim, SourcedClaim
from bot.domain.claims import Attribution, Bound, Claim, Kind, Quote
from bot.domain.names import ClassName, LabName, ModelName, Named
from db.announcements import source_of
from db.tables import (
    AnnouncementRow,
    ClaimRow,
    FeedRow,
    LabRow,
    ModelRow,
)
from db.visibility import not_hidden_by, visible_to

_ROWS_AT_ONCE = 50
_SubjectModel = aliased(ModelRow)
_BaselineModel = aliased(ModelRow)
_SubjectLab = aliased(LabRow)
_BaselineLab = aliased(LabRow)
_CURRENT = ClaimRow.withdrawn_at.is_(None)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimFilter:
    """Which claims are asked for; an empty collection or None asks for all. Models by key, labs by id."""

    model_keys: Collection[str] = ()
    labs: Collection[str] = ()
    kinds: Collection[Kind] = ()
    metrics: Collection[str] = ()
    since: datetime | None = None
    announcement_ids: Collection[int] = ()


async def guild_claims(
    session: AsyncSession, guild_id: int, wanted: ClaimFilter, *, limit: int = 500
) -> list[SourcedClaim]:
    """Claims that announcements of the guild's feeds still make, newest first."""
    query = _claims().where(visible_to(guild_id), not_hidden_by(guild_id), _CURRENT)
    if wanted.model_keys:
        query = query.where(_SubjectModel.key.in_(wanted.model_keys))
    if wanted.labs:
        query = query.where(ClaimRow.subject_lab_id.in_(wanted.labs))
    if wanted.kinds:
        query = query.where(ClaimRow.kind.in_(wanted.kinds))
    if wanted.metrics:
        query = query.where(ClaimRow.metric.in_(wanted.metrics))
    if wanted.since is not None:
        query = query.where(AnnouncementRow.dated_at >= wanted.since)
    if wanted.announcement_ids:
        query = query.where(ClaimRow.announcement_id.in_(wanted.announcement_ids))
    query = query.order_by(AnnouncementRow.dated_at.desc().nulls_last(), ClaimRow.id).limit(limit)
    # Some at a time, so that the loop runs in between: hundreds of rows of seven tables take a while to be loaded.
    rows = await session.stream(query.execution_options(yield_per=_ROWS_AT_ONCE))
    return [_sourced(row) async for row in rows]


async def guild_claims_by_id(
    session: AsyncSession, guild_id: int, ids: Collection[int], *, hidden_too: bool = False
) -> list[SourcedClaim]:
    """These claims, as far as they still stand and the guild may see them; on demand those that it hid itself too."""
    query = _claims().where(visible_to(guild_id), ClaimRow.id.in_(ids), _CURRENT).order_by(ClaimRow.id)
    if not hidden_too:
        query = query.where(not_hidden_by(guild_id))
    return [_sourced(row) for row in await session.execute(query)]


async def guild_metrics(session: AsyncSession, guild_id: int, kind: Kind) -> list[str]:
    """Metrics of this kind that the guild's feeds make claims on, the most claimed first."""
    query = (
        select(ClaimRow.metric)
        .join(AnnouncementRow, AnnouncementRow.id == ClaimRow.announcement_id)
        .where(visible_to(guild_id), not_hidden_by(guild_id), ClaimRow.kind == kind, _CURRENT)
        .group_by(ClaimRow.metric)
        .order_by(func.count().desc(), ClaimRow.metric)
    )
    return list(await session.scalars(query))


async def all_claims(session: AsyncSession, *, after_id: int, limit: int) -> list[SourcedClaim]:
    """Every claim that still stands in the order stored, a page at a time: for export, never for a guild's answer."""
    query = _claims().where(ClaimRow.id > after_id, _CURRENT).order_by(ClaimRow.id).limit(limit)
    return [_sourced(row) for row in await session.execute(query)]


async def changed_claims(
    session: AsyncSession, guild_id: int, *, since: datetime | None = None, limit: int = 500
) -> list[ChangedClaim]:
    """Claims that edits took away from announcements of the guild's feeds, the last change first."""
    shown = not_hidden_by(guild_id)
    query = _claims().where(visible_to(guild_id), shown, ClaimRow.withdrawn_at.is_not(None))
    if since is not None:
        query = query.where(ClaimRow.withdrawn_at >= since)
    query = query.order_by(ClaimRow.withdrawn_at.desc(), ClaimRow.id).limit(limit)
    rows = (await session.execute(query)).all()
    later = _claims().where(shown, ClaimRow.id.in_([row[0].replaced_by_id for row in rows if row[0].replaced_by_id]))
    now_said = {row[0].id: _sourced(row) for row in await session.execute(later)}
    return [
        ChangedClaim(before=_sourced(row), after=now_said.get(row[0].replaced_by_id), changed_at=row[0].withdrawn_at)
        for row in rows
    ]


def _claims() -> Select[*tuple[Any, ...]]:
    return (
        select(ClaimRow, AnnouncementRow, FeedRow, _SubjectModel, _SubjectLab, _BaselineModel, _BaselineLab)
        .join(AnnouncementRow, AnnouncementRow.id == ClaimRow.announcement_id)
        .join(FeedRow, FeedRow.id == AnnouncementRow.feed_id)
        .outerjoin(_SubjectModel, _SubjectModel.id == ClaimRow.subject_model_id)
        .outerjoin(_SubjectLab, _SubjectLab.id == ClaimRow.subject_lab_id)
        .outerjoin(_BaselineModel, _BaselineModel.id == ClaimRow.baseline_model_id)
        .outerjoin(_BaselineLab, _BaselineLab.id == ClaimRow.baseline_lab_id)
    )


def _sourced(row: Any) -> SourcedClaim:
    claim, announcement, feed, subject_model, subject_lab, baseline_model, baseline_lab = row
    return SourcedClaim(
        id=claim.id,
        claim=Claim(
            kind=Kind(claim.kind),
            subject=_named(claim.subject_name, subject_model, subject_lab),
            metric=claim.metric,
            quote=Quote(text=claim.quote, start=claim.quote_start),
            value=claim.value,
            baseline=_named(claim.baseline_name, baseline_model, baseline_lab) if claim.baseline_name else None,
            bound=Bound(claim.bound),
            attribution=Attribution(claim.attribution),
            hedged=claim.hedged,
            scope=claim.scope,
            setting=claim.setting,
            margin=claim.margin,
            rule=claim.rule,
        ),
        source=source_of(announcement, feed),
        said_at=claim.said_at,
        withdrawn_at=claim.withdrawn_at,
        replaced_by_id=claim.replaced_by_id,
        subject_words=claim.subject_name,
        baseline_words=claim.baseline_name or "",
    )


def _named(as_written: str, model: ModelRow | None, lab: LabRow | None) -> Named:
    if model is not None:
        return ModelName(name=model.name, lab=model.lab_id)
    if lab is not None:
        return LabName(id=lab.id, name=lab.name)
    return ClassName(name=as_written)
