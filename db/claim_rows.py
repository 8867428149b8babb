"""Turn stored claims into the nouns of the domain, hundreds at a time. Which claims: db.picking and db.claims.

A command may rest on a thousand claims, so they are read as plain columns: no row becomes an object of the mapper, what
many claims share (a source, a name) is made once, and the event loop runs in between.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import BigInteger, Row, Select, Table, bindparam, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import FeedKind, Source, SourcedClaim
from bot.domain.claims import Attribution, Bound, Claim, Kind, Quote
from bot.domain.names import ClassName, LabName, ModelName, Named
from db.engine import among_given, given_as
from db.tables import AnnouncementRow, ClaimRow, FeedRow, LabRow, ModelRow

_AT_ONCE = 200  # rows that take a few milliseconds
_CLAIMS, _ANNOUNCEMENTS, _FEEDS, _MODELS, _LABS = (
    cast("Table", row.__table__).c for row in (ClaimRow, AnnouncementRow, FeedRow, ModelRow, LabRow)
)
_KINDS = {kind.value: kind for kind in Kind}
_BOUNDS = {bound.value: bound for bound in Bound}
_ATTRIBUTIONS = {attribution.value: attribution for attribution in Attribution}

_CLAIM = select(
    _CLAIMS.id,
    type_coerce(_CLAIMS.order_at, BigInteger),  # only to be sorted by
    _CLAIMS.announcement_id,
    _CLAIMS.kind,
    _CLAIMS.subject_name,
    _CLAIMS.subject_model_id,
    _CLAIMS.subject_lab_id,
    _CLAIMS.metric,
    _CLAIMS.quote,
    _CLAIMS.quote_start,
    _CLAIMS.value,
    _CLAIMS.baseline_name,
    _CLAIMS.baseline_model_id,
    _CLAIMS.baseline_lab_id,
    _CLAIMS.bound,
    _CLAIMS.attribution,
    _CLAIMS.hedged,
    _CLAIMS.scope,
    _CLAIMS.setting,
    _CLAIMS.margin,
    _CLAIMS.rule,
    _CLAIMS.said_at,
    _CLAIMS.withdrawn_at,
    _CLAIMS.replaced_by_id,
)
_SOURCE = select(
    _ANNOUNCEMENTS.id,
    _ANNOUNCEMENTS.title,
    _ANNOUNCEMENTS.url,
    _ANNOUNCEMENTS.published_at,
    _ANNOUNCEMENTS.seen_at,
    _ANNOUNCEMENTS.dated_at,
    _FEEDS.publisher,
    _FEEDS.kind,
    _FEEDS.lab,
).join_from(AnnouncementRow.__table__, FeedRow.__table__, _FEEDS.id == _ANNOUNCEMENTS.feed_id)
_MODEL = select(_MODELS.id, _MODELS.name, _MODELS.lab_id)
_LAB = select(_LABS.id, _LABS.name)

Columns = tuple[Any, ...]
Names = Mapping[int | str, ModelName | LabName]
"""The models by their numbers, and the labs by their ids."""


async def load_claims(session: AsyncSession, ids: Collection[int]) -> list[SourcedClaim]:
    """These claims, newest first; of one announcement, in the order that it makes them."""
    rows = await _rows(session, _CLAIM, _CLAIMS.id, set(ids))
    rows.sort(key=lambda row: row[0])
    rows.sort(key=lambda row: row[1], reverse=True)
    sources = {row[0]: _source(row) for row in await _rows(session, _SOURCE, _ANNOUNCEMENTS.id, {r[2] for r in rows})}
    names = await _names(session, rows)
    claims: list[SourcedClaim] = []
    for at in range(0, len(rows), _AT_ONCE):
        claims += [_sourced(row, sources, names) for row in rows[at : at + _AT_ONCE]]
        await asyncio.sleep(0)
    return claims


async def _rows(
    session: AsyncSession, query: Select[*Columns], column: Any, wanted: Collection[Any]
) -> list[Row[*Columns]]:
    if not wanted:
        return []
    connection = await session.connection()
    dialect = connection.dialect.name
    given = {"wanted": given_as(dialect, sorted(wanted))}
    return list((await connection.execute(_of_given(query, column, dialect), given)).all())


@cache
def _of_given(query: Select[*Columns], column: Any, dialect: str) -> Select[*Columns]:
    """The query narrowed to what is given, which is not made anew for every answer."""
    return query.where(among_given(dialect, column, bindparam("wanted")))


async def _names(session: AsyncSession, rows: Sequence[Row[*Columns]]) -> dict[int | str, ModelName | LabName]:
    """What the claims are on, or against."""
    models, labs = set[int](), set[str]()
    for row in rows:
        models |= {each for each in (row.subject_model_id, row.baseline_model_id) if each is not None}
        # a model's row names its lab too: it is asked for where the lab itself is meant
        for model, lab in ((row.subject_model_id, row.subject_lab_id), (row.baseline_model_id, row.baseline_lab_id)):
            if model is None and lab is not None:
                labs.add(lab)
    names: dict[int | str, ModelName | LabName] = {}
    for model_id, name, lab_id in await _rows(session, _MODEL, _MODELS.id, models):
        names[model_id] = ModelName(name=name, lab=lab_id)
    for lab_id, name in await _rows(session, _LAB, _LABS.id, labs):
        names[lab_id] = LabName(id=lab_id, name=name)
    return names


def _source(row: Row[*Columns]) -> Source:
    announcement_id, title, url, published_at, seen_at, dated_at, publisher, kind, lab = row
    return Source(
        announcement_id=announcement_id,
        title=title,
        url=url,
        publisher=publisher,
        publisher_kind=FeedKind(kind),
        published_at=published_at,
        seen_at=seen_at,
        dated_at=dated_at,
        lab=lab,
    )


def _sourced(row: Row[*Columns], sources: Mapping[int, Source], names: Names) -> SourcedClaim:
    # taken apart at once: to ask a row for each of its columns by name takes longer than all else here
    (
        claim_id,
        _,
        announcement_id,
        kind,
        subject_name,
        subject_model_id,
        subject_lab_id,
        metric,
        quote,
        quote_start,
        value,
        baseline_name,
        baseline_model_id,
        baseline_lab_id,
        bound,
        attribution,
        hedged,
        scope,
        setting,
        margin,
        rule,
        said_at,
        withdrawn_at,
        replaced_by_id,
    ) = row
    baseline = _named(baseline_name, baseline_model_id, baseline_lab_id, names) if baseline_name else None
    return SourcedClaim(
        id=claim_id,
        claim=Claim(
            kind=_KINDS[kind],
            subject=_named(subject_name, subject_model_id, subject_lab_id, names),
            metric=metric,
            quote=Quote(text=quote, start=quote_start),
            value=value,
            baseline=baseline,
            bound=_BOUNDS[bound],
            attribution=_ATTRIBUTIONS[attribution],
            hedged=hedged,
            scope=scope,
            setting=setting,
            margin=margin,
            rule=rule,
        ),
        source=sources[announcement_id],
        said_at=said_at,
        withdrawn_at=withdrawn_at,
        replaced_by_id=replaced_by_id,
        subject_words=subject_name,
        baseline_words=baseline_name or "",
    )


def _named(as_written: str, model: int | None, lab: str | None, names: Names) -> Named:
    if model is not None:
        return names[model]
    return names[lab] if lab is not None else ClassName(name=as_written)
