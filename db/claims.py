"""Queries on claims: store what was read, find what a guild may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Attribution, Bound, Claim, Kind, Quote, Reading
from bot.domain.names import ClassName, LabName, ModelName, Named, name_key
from db.announcements import source_of
from db.engine import insert_unless_there
from db.names import save_benchmarks, save_names
from db.tables import (
    AnnouncementLabRow,
    AnnouncementModelRow,
    AnnouncementRow,
    AnnouncementTopicRow,
    ClaimRow,
    FeedRow,
    LabRow,
    ModelRow,
)
from db.visibility import visible_to

_SubjectModel = aliased(ModelRow)
_BaselineModel = aliased(ModelRow)
_SubjectLab = aliased(LabRow)
_BaselineLab = aliased(LabRow)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimFilter:
    """Which claims are asked for; an empty collection or None asks for all. Models by key, labs by id."""

    model_keys: Collection[str] = ()
    labs: Collection[str] = ()
    kinds: Collection[Kind] = ()
    metrics: Collection[str] = ()
    since: datetime | None = None


async def store_reading(
    session: AsyncSession, *, announcement_id: int, reading: Reading, reader_version: int, now: datetime
) -> None:
    """Store what the reader made of an announcement in place of what an earlier reading left."""
    named = [name for claim in reading.claims for name in (claim.subject, claim.baseline) if name is not None]
    models = list({m.key: m for m in (*(n for n in named if isinstance(n, ModelName)), *reading.models)}.values())
    labs = {*reading.labs, *(name.id for name in named if isinstance(name, LabName))}
    model_ids = await save_names(session, labs=labs, models=models, now=now)
    scores = {claim.metric for claim in reading.claims if claim.kind is Kind.BENCHMARK}
    benchmark_ids = await save_benchmarks(session, scores)
    for table in (AnnouncementLabRow, AnnouncementModelRow, AnnouncementTopicRow, ClaimRow):
        await session.execute(delete(table).where(table.announcement_id == announcement_id))
    here = {"announcement_id": announcement_id}
    mentioned = {model_ids[model.key] for model in models}
    lab_ids = {*labs, *(model.lab for model in models if model.lab)}
    await insert_unless_there(session, AnnouncementLabRow, [here | {"lab_id": lab} for lab in sorted(lab_ids)])
    await insert_unless_there(session, AnnouncementModelRow, [here | {"model_id": i} for i in sorted(mentioned)])
    await insert_unless_there(session, AnnouncementTopicRow, [here | {"topic": t} for t in sorted(set(reading.topics))])
    rows = [here | _row_of(claim, model_ids, benchmark_ids) for claim in reading.claims]
    if rows:
        await session.execute(insert(ClaimRow), rows)
    await session.execute(
        update(AnnouncementRow).where(AnnouncementRow.id == announcement_id).values(reader_version=reader_version)
    )


async def guild_claims(
    session: AsyncSession, guild_id: int, wanted: ClaimFilter, *, limit: int = 500
) -> list[SourcedClaim]:
    """Claims in announcements of the guild's feeds, newest first."""
    query = _claims().where(visible_to(guild_id))
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
    query = query.order_by(AnnouncementRow.dated_at.desc().nulls_last(), ClaimRow.id).limit(limit)
    return [_sourced(row) for row in await session.execute(query)]


async def guild_claims_by_id(session: AsyncSession, guild_id: int, ids: Collection[int]) -> list[SourcedClaim]:
    """These claims, as far as the guild may see them."""
    query = _claims().where(visible_to(guild_id), ClaimRow.id.in_(ids)).order_by(ClaimRow.id)
    return [_sourced(row) for row in await session.execute(query)]


async def guild_metrics(session: AsyncSession, guild_id: int, kind: Kind) -> list[str]:
    """Metrics of this kind that the guild's feeds make claims on, the most claimed first."""
    query = (
        select(ClaimRow.metric)
        .join(AnnouncementRow, AnnouncementRow.id == ClaimRow.announcement_id)
        .where(visible_to(guild_id), ClaimRow.kind == kind)
        .group_by(ClaimRow.metric)
        .order_by(func.count().desc(), ClaimRow.metric)
    )
    return list(await session.scalars(query))


async def all_claims(session: AsyncSession, *, after_id: int, limit: int) -> list[SourcedClaim]:
    """Every stored claim in the order stored, a page at a time: for export, never for a guild's answer."""
    query = _claims().where(ClaimRow.id > after_id).order_by(ClaimRow.id).limit(limit)
    return [_sourced(row) for row in await session.execute(query)]


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


def _row_of(claim: Claim, model_ids: dict[str, int], benchmark_ids: dict[str, int]) -> dict[str, Any]:
    return {
        "kind": claim.kind,
        "metric": claim.metric,
        **_reference("subject", claim.subject, model_ids),
        **_reference("baseline", claim.baseline, model_ids),
        "benchmark_id": benchmark_ids.get(name_key(claim.metric)) if claim.kind is Kind.BENCHMARK else None,
        "value": claim.value,
        "bound": claim.bound,
        "attribution": claim.attribution,
        "hedged": claim.hedged,
        "scope": claim.scope,
        "setting": claim.setting,
        "margin": claim.margin,
        "quote": claim.quote.text,
        "quote_start": claim.quote.start,
        "rule": claim.rule,
    }


def _reference(role: str, name: Named | None, model_ids: dict[str, int]) -> dict[str, Any]:
    """A model's row names its lab too, so that a lab's claims are found in one column."""
    model = name if isinstance(name, ModelName) else None
    lab = name.id if isinstance(name, LabName) else model.lab if model else None
    return {
        f"{role}_name": name.name if name else None,
        f"{role}_model_id": model_ids[model.key] if model else None,
        f"{role}_lab_id": lab,
    }


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
    )


def _named(as_written: str, model: ModelRow | None, lab: LabRow | None) -> Named:
    if model is not None:
        return ModelName(name=model.name, lab=model.lab_id)
    if lab is not None:
        return LabName(id=lab.id, name=lab.name)
    return ClassName(name=as_written)
