"""Queries on what guilds say of claims: what is hidden, what stands in place of what was read.

That hidden claims show nowhere is db.visibility's part; what a correction does to a claim is bot.ledger.corrections'.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, RowMapping, Table, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.correction_state import instead_from, instead_state
from bot.domain.corrections import ClaimIdentity, Correction, Instead, same_claim
from bot.domain.names import ModelName, Named, name_key
from db.names import models_by_key
from db.tables import ClaimRow, GuildClaimCorrectionRow

_CLAIMS = cast("Table", ClaimRow.__table__)
_CORRECTIONS = cast("Table", GuildClaimCorrectionRow.__table__)
# Every answer asks for these, so the statement is not made anew for each.
_INSTEAD = select(
    _CORRECTIONS.c.claim_id,
    _CORRECTIONS.c.hidden,
    _CORRECTIONS.c.instead,
    _CORRECTIONS.c.reason,
    _CORRECTIONS.c.corrected_by,
    _CORRECTIONS.c.corrected_at,
).where(
    _CORRECTIONS.c.guild_id == bindparam("of_guild"),
    _CORRECTIONS.c.claim_id.is_not(None),
    _CORRECTIONS.c.instead.is_not(None),
    ~_CORRECTIONS.c.hidden,
)
_IN_FORCE = GuildClaimCorrectionRow.hidden | GuildClaimCorrectionRow.instead.is_not(None)


async def guild_corrections(session: AsyncSession, guild_id: int) -> dict[int, Correction]:
    """By the claim's id, what this guild puts in place of what was read. Hidden claims are not among them."""
    rows = await session.execute(_INSTEAD, {"of_guild": guild_id})
    found = {row.claim_id: _correction(row) for row in rows}
    return await _under_names_of_now(session, found)


async def mended_claim_ids(session: AsyncSession, guild_id: int, limit: int) -> list[int]:
    """Claims that this guild hides or corrects, the last corrected first."""
    query = (
        select(GuildClaimCorrectionRow.claim_id)
        .where(GuildClaimCorrectionRow.guild_id == guild_id, GuildClaimCorrectionRow.claim_id.is_not(None), _IN_FORCE)
        .order_by(GuildClaimCorrectionRow.corrected_at.desc(), GuildClaimCorrectionRow.id.desc())
        .limit(limit)
    )
    return [claim_id for claim_id in await session.scalars(query) if claim_id is not None]


async def count_mended(session: AsyncSession, guild_id: int) -> tuple[int, int]:
    """How many claims this guild hides, and how many others it corrects."""
    query = select(GuildClaimCorrectionRow.hidden, func.count()).where(
        GuildClaimCorrectionRow.guild_id == guild_id, GuildClaimCorrectionRow.claim_id.is_not(None), _IN_FORCE
    )
    counts = dict((await session.execute(query.group_by(GuildClaimCorrectionRow.hidden))).all())
    return counts.get(True, 0), counts.get(False, 0)


async def find_correction(session: AsyncSession, guild_id: int, claim_id: int) -> Correction | None:
    """What this guild says of a claim; None where it leaves it as it was read."""
    row = await _row(session, guild_id, GuildClaimCorrectionRow.claim_id == claim_id)
    return _correction(row) if row is not None and _in_force(row) else None


async def claim_of_correction(session: AsyncSession, guild_id: int, correction_id: int) -> int | None:
    """The claim that a correction is of; None where the reader makes it no more."""
    row = await _row(session, guild_id, GuildClaimCorrectionRow.id == correction_id)
    return row.claim_id if row is not None else None


async def save_correction(session: AsyncSession, guild_id: int, claim_id: int, correction: Correction | None) -> int:
    """Let this be what the guild says of the claim, or nothing; returns the id that the claim's correction keeps.

    Raises NoResultFound where there is no such claim.
    """
    row = await _row(session, guild_id, GuildClaimCorrectionRow.claim_id == claim_id)
    if row is None:
        claim = (await session.execute(select(_CLAIMS).where(_CLAIMS.c.id == claim_id))).mappings().one()
        known_by = _identity(claim)
        row = GuildClaimCorrectionRow(
            guild_id=guild_id,
            claim_id=claim_id,
            announcement_id=claim["announcement_id"],
            kind=known_by.kind,
            metric=known_by.metric,
            subject_key=known_by.subject_key,
            quote=known_by.quote,
            details=list(known_by.details),
        )
        session.add(row)
    row.hidden = correction is not None and correction.hidden
    row.instead = instead_state(correction.instead) if correction else None
    row.reason = correction.reason if correction else ""
    if correction is not None:
        row.corrected_by, row.corrected_at = correction.by, correction.at
    await session.flush()
    return row.id


async def carry_over(session: AsyncSession, announcement_id: int) -> None:
    """Give corrections whose claim went with an older reading to the claim that now says the same, where one does."""
    query = select(_CORRECTIONS).where(_CORRECTIONS.c.announcement_id == announcement_id)
    rows = (await session.execute(query)).mappings().all()
    lost = [row for row in rows if row["claim_id"] is None]
    if not lost:
        return
    query = select(_CLAIMS).where(_CLAIMS.c.announcement_id == announcement_id, _CLAIMS.c.withdrawn_at.is_(None))
    found = {row["id"]: _identity(row) for row in (await session.execute(query)).mappings()}
    taken = {(row["guild_id"], row["claim_id"]) for row in rows}
    for row in lost:
        free = {claim_id: each for claim_id, each in found.items() if (row["guild_id"], claim_id) not in taken}
        claim_id = same_claim(_known_by(row), free)
        if claim_id is not None:
            taken.add((row["guild_id"], claim_id))
            statement = update(_CORRECTIONS).where(_CORRECTIONS.c.id == row["id"]).values(claim_id=claim_id)
            await session.execute(statement)


async def move_corrections(session: AsyncSession, same: Mapping[int, int]) -> None:
    """Give what is said of some announcements' claims to the claims of the others that they turn out to be."""
    query = select(_CORRECTIONS.c.announcement_id).where(_CORRECTIONS.c.announcement_id.in_(same)).distinct()
    for gone in (await session.scalars(query)).all():
        statement = update(_CORRECTIONS).where(_CORRECTIONS.c.announcement_id == gone)
        await session.execute(statement.values(announcement_id=same[gone], claim_id=None))
        await carry_over(session, same[gone])


async def _row(session: AsyncSession, guild_id: int, condition: ColumnElement[bool]) -> GuildClaimCorrectionRow | None:
    query = select(GuildClaimCorrectionRow).where(GuildClaimCorrectionRow.guild_id == guild_id, condition)
    # What a reading did to the claims since, only the database knows.
    return await session.scalar(query.execution_options(populate_existing=True))


def _in_force(row: GuildClaimCorrectionRow) -> bool:
    return row.hidden or row.instead is not None


def _correction(row: GuildClaimCorrectionRow | Row[*tuple[Any, ...]]) -> Correction:
    return Correction(
        hidden=row.hidden,
        instead=instead_from(row.instead),
        reason=row.reason,
        by=row.corrected_by,
        at=row.corrected_at,
    )


async def _under_names_of_now(session: AsyncSession, found: dict[int, Correction]) -> dict[int, Correction]:
    """The corrections with the names that their models have by now: one may have been merged into another since."""
    named = [name for each in found.values() for name in (each.instead.subject, each.instead.baseline)]
    known = await models_by_key(session, {name.key for name in named if isinstance(name, ModelName)})
    return {claim_id: replace(each, instead=_renamed(each.instead, known)) for claim_id, each in found.items()}


def _renamed(instead: Instead, known: Mapping[str, ModelName]) -> Instead:
    return replace(instead, subject=_now(instead.subject, known), baseline=_now(instead.baseline, known))


def _now(name: Named | None, known: Mapping[str, ModelName]) -> Named | None:
    return known.get(name.key, name) if isinstance(name, ModelName) else name


def _identity(claim: RowMapping) -> ClaimIdentity:
    value = "" if claim["value"] is None else repr(claim["value"])
    baseline = name_key(claim["baseline_name"] or "")
    return ClaimIdentity(
        kind=claim["kind"],
        metric=claim["metric"],
        subject_key=name_key(claim["subject_name"]),
        quote=claim["quote"],
        details=(baseline, value, claim["setting"] or "", claim["scope"] or ""),
    )


def _known_by(row: Mapping[str, Any] | RowMapping) -> ClaimIdentity:
    return ClaimIdentity(
        kind=row["kind"],
        metric=row["metric"],
        subject_key=row["subject_key"],
        quote=row["quote"],
        details=tuple(row["details"]),
    )
