"""Queries on claims: what a guild may see of those that still stand, and of those that an edit took away or changed.

The newest claims on anything are read off an index, so that it matters little how many there are: which (db.picking)
comes first, and what they say is read of these alone. How claims are stored: db.readings.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import ChangedClaim, SourcedClaim
from bot.domain.claims import Kind
from bot.domain.names import LabName, ModelName
from db.claim_filters import CURRENT, ClaimFilter, dated_before
from db.claim_rows import load_claims
from db.engine import among, in_index_order
from db.picking import DOUBTING, Each, newest_about, newest_by_filter, newest_of_each, reader_of
from db.tables import ClaimRow, ModelRow
from db.visibility import not_hidden_by, visible_to

__all__ = [
    "ClaimFilter",
    "all_claims",
    "changed_claims",
    "claims_of_announcements",
    "claims_on",
    "context_of",
    "guild_claims",
    "guild_claims_by_id",
    "subject_claims",
]

SUBJECTS_AT_MOST = 60
"""Of the subjects of claims on a metric, how many the rest is looked up of: those that the newest speak of."""

_OF_A_SUBJECT = 16


async def guild_claims(
    session: AsyncSession, guild_id: int, wanted: ClaimFilter, *, limit: int = 500, of_each: int | None = None
) -> list[SourcedClaim]:
    """Claims that announcements of the guild's feeds make, newest first.

    Where several subjects are asked for, each has its share of ``limit``: none is crowded out by one more talked of.
    Of metrics, the newest of all together are taken, or at most so many ``of_each``.
    """
    reader = await reader_of(session, guild_id)
    return await load_claims(session, await newest_by_filter(session, reader, wanted, limit=limit, of_each=of_each))


async def guild_claims_by_id(
    session: AsyncSession,
    guild_id: int,
    ids: Collection[int],
    *,
    hidden_too: bool = False,
    withdrawn_too: bool = False,
) -> list[SourcedClaim]:
    """These claims in their order, as far as the guild may see them.

    On demand those that it hid itself too, and those that an edit took away.
    """
    query = select(ClaimRow.id).where(visible_to(guild_id, ClaimRow), ClaimRow.id.in_(ids))
    if not hidden_too:
        query = query.where(not_hidden_by(guild_id))
    if not withdrawn_too:
        query = query.where(CURRENT)
    found = await load_claims(session, (await session.scalars(query)).all())
    return sorted(found, key=lambda sourced: sourced.id)


async def subject_claims(
    session: AsyncSession,
    guild_id: int,
    model_keys: Collection[str],
    labs: Collection[str],
    *,
    limit: int,
    until: datetime | None = None,
) -> list[SourcedClaim]:
    """Everything that the ledger of these subjects rests on, newest first: of each as much as its share of ``limit``.

    That is claims of every kind about them, withdrawn ones too; claims that name the models as their baseline; and what
    is said of, or alleged against, the labs themselves and those that make the models. What is dated ``until`` or later
    is left out.
    """
    reader = await reader_of(session, guild_id)

    async def newest(each: Each, ids: Collection[Any], most: int, kinds: Collection[Kind] = ()) -> list[int]:
        before = dated_before(until)
        return await newest_of_each(session, reader, each, ids, limit=most, kinds=kinds, conditions=before)

    models = (await session.execute(select(ModelRow.id, ModelRow.lab_id).where(ModelRow.key.in_(model_keys)))).all()
    subjects = len(models) + len(labs) or 1
    share = max(limit // subjects, 1)
    ids = [model.id for model in models]
    makers = {model.lab_id for model in models if model.lab_id} - set(labs)
    aside = max(share // 8, 1)
    picked = [
        *await newest(Each.SUBJECT_MODEL, ids, share - share // 4),
        *await newest(Each.BASELINE_MODEL, ids, share // 4 or 1),
        *await newest(Each.SUBJECT_LAB, labs, share),
        *await newest(Each.LAB_ITSELF, makers, aside, DOUBTING),
        *await newest(Each.AGAINST_LAB, {*labs, *makers}, aside),
    ]
    return await load_claims(session, picked)


async def context_of(
    session: AsyncSession,
    guild_id: int,
    claims: Collection[SourcedClaim],
    stored: Mapping[str, Collection[str]],
    *,
    limit: int,
    until: datetime | None = None,
) -> list[SourcedClaim]:
    """What may change where these claims stand: with them, about ``limit`` in all, and of each something.

    That is what else is said of their subjects on the same metrics, withdrawn claims too, and what holds the subjects
    back: caveats, allegations, and what was alleged against the labs. ``claims`` are newest first; ``stored`` has the
    keys under which their models are stored, by the model's own. What is dated ``until`` or later is left out.
    """
    if not claims:
        return []
    labs = list(dict.fromkeys(lab for s in claims if (lab := _lab(s)) is not None))[:SUBJECTS_AT_MOST]
    said = [
        (key, s.claim) for s in claims if isinstance(s.claim.subject, ModelName) for key in stored[s.claim.subject.key]
    ]
    ids = await _model_ids(session, {key for key, _ in said})
    questions = dict.fromkeys((ids[key], claim.kind, claim.metric) for key, claim in said if key in ids)
    subjects = list(dict.fromkeys(model_id for model_id, _, _ in questions))[:SUBJECTS_AT_MOST]
    room = max(limit - len(claims), 0)
    share = min(max(room // (2 * len(subjects) or 1), 1), _OF_A_SUBJECT)
    reader = await reader_of(session, guild_id)
    few, before = max(share // 4, 1), dated_before(until)
    picked = [
        *await newest_about(session, reader, subjects, list(questions), few=few, limit=limit, conditions=before),
        *await newest_of_each(session, reader, Each.AGAINST_LAB, labs, limit=few, conditions=before),
    ]
    known = {sourced.id for sourced in claims}
    return await load_claims(session, [each for each in dict.fromkeys(picked) if each not in known][:room])


async def claims_of_announcements(session: AsyncSession, announcement_ids: Collection[int]) -> list[SourcedClaim]:
    """The claims of these that still stand: for what is worked out of all feeds, never for a guild's answer."""
    query = select(ClaimRow.id).where(ClaimRow.announcement_id.in_(announcement_ids), CURRENT)
    return await load_claims(session, (await session.scalars(query)).all())


async def claims_on(
    session: AsyncSession, kind: Kind, metric: str, *, since: datetime, limit: int
) -> list[SourcedClaim]:
    """The newest claims of a sort that still stand: for what is worked out of all feeds, never for a guild's answer."""
    query = (
        select(ClaimRow.id)
        .where(ClaimRow.kind == kind, ClaimRow.metric == metric, ClaimRow.order_at >= since, CURRENT)
        .order_by(ClaimRow.order_at.desc(), ClaimRow.id.desc())
        .limit(limit)
    )
    return await load_claims(session, (await session.scalars(query)).all())


async def all_claims(session: AsyncSession, *, after_id: int, limit: int) -> list[SourcedClaim]:
    """Every claim that still stands in the order stored, a page at a time: for export, never for a guild's answer."""
    query = select(ClaimRow.id).where(ClaimRow.id > after_id, CURRENT).order_by(ClaimRow.id).limit(limit)
    found = await load_claims(session, (await session.scalars(query)).all())
    return sorted(found, key=lambda sourced: sourced.id)


async def changed_claims(
    session: AsyncSession, guild_id: int, *, since: datetime | None = None, limit: int = 500
) -> list[ChangedClaim]:
    """Claims that edits took away from announcements of the guild's feeds, the last change first."""
    query = select(ClaimRow.id, ClaimRow.withdrawn_at, ClaimRow.replaced_by_id).where(
        visible_to(guild_id, ClaimRow), not_hidden_by(guild_id), ClaimRow.withdrawn_at.is_not(None)
    )
    if since is not None:
        query = query.where(ClaimRow.withdrawn_at >= since)
    async with in_index_order(session):
        rows = (await session.execute(query.order_by(ClaimRow.withdrawn_at.desc(), ClaimRow.id).limit(limit))).all()
    later = {row.replaced_by_id for row in rows if row.replaced_by_id is not None}
    shown = await session.scalars(select(ClaimRow.id).where(ClaimRow.id.in_(later), not_hidden_by(guild_id)))
    by_id = {sourced.id: sourced for sourced in await load_claims(session, {*(row.id for row in rows), *shown})}
    return [
        ChangedClaim(before=by_id[row.id], after=by_id.get(row.replaced_by_id), changed_at=row.withdrawn_at)
        for row in rows
    ]


async def _model_ids(session: AsyncSession, keys: Collection[str]) -> dict[str, int]:
    query = select(ModelRow.key, ModelRow.id).where(among(session, ModelRow.key, sorted(keys)))
    return dict((await session.execute(query)).all())


def _lab(sourced: SourcedClaim) -> str | None:
    subject = sourced.claim.subject
    if isinstance(subject, LabName):
        return subject.id
    return subject.lab if isinstance(subject, ModelName) else None
