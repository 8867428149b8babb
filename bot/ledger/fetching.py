"""Lines of the ledger for one guild: claims fetched under the names that it uses, then joined off the event loop."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import SourcedClaim
from bot.ledger.corrections import corrected_claims, corrected_claims_in_context, corrected_subject_claims
from bot.ledger.known import as_of
from bot.ledger.lines import Line
from bot.ledger.standing import ledger_of
from db.claims import ClaimFilter

CLAIMS_AT_ONCE = 600
"""The newest that lines are made of: each is weighed against the others."""

HISTORY_AT_ONCE = 500
"""The newest that a course of things is told of, of each side or sort that is asked for."""

_INSTANT = timedelta(microseconds=1)


async def claims_of(
    session: AsyncSession, guild_id: int, wanted: ClaimFilter, *, of_each: int | None = None
) -> list[SourcedClaim]:
    """The newest of the claims asked for, whatever became of them; at most so many ``of_each`` metric."""
    wanted = replace(wanted, include_withdrawn=True)
    return await corrected_claims(session, guild_id, wanted, limit=HISTORY_AT_ONCE, of_each=of_each)


async def lines_about(
    session: AsyncSession,
    guild_id: int,
    *,
    models: Collection[str] = (),
    labs: Collection[str] = (),
    then: datetime | None = None,
) -> tuple[Line, ...]:
    """The ledger of these models (by key) or labs (by id), oldest first; as it was known ``then``, else as it is.

    What is only said of others, with one of the models as the baseline, is among it.
    """
    claims = await corrected_subject_claims(
        session, guild_id, models, labs, limit=CLAIMS_AT_ONCE, until=_just_after(then)
    )
    return await joined(_known(claims, then))


async def lines_of(
    session: AsyncSession, guild_id: int, wanted: ClaimFilter, then: datetime | None = None
) -> tuple[Line, ...]:
    """The lines of the claims asked for, oldest first, with standings that rest on what else is said of them."""
    wanted = replace(wanted, include_withdrawn=True, until=_just_after(then))
    claims, around = await corrected_claims_in_context(
        session, guild_id, wanted, newest=CLAIMS_AT_ONCE // 2, limit=CLAIMS_AT_ONCE
    )
    asked = {sourced.id for sourced in claims}
    lines = await joined(_known([*claims, *around], then))
    return tuple(line for line in lines if any(sourced.id in asked for sourced in line.claims))


async def claims_around(session: AsyncSession, guild_id: int, announcement_ids: Collection[int]) -> list[SourcedClaim]:
    """The claims of these announcements, and what else bears on where they stand."""
    if not announcement_ids:
        return []
    wanted = ClaimFilter(announcement_ids=announcement_ids, include_withdrawn=True)
    asked, around = await corrected_claims_in_context(
        session, guild_id, wanted, newest=HISTORY_AT_ONCE, limit=HISTORY_AT_ONCE + CLAIMS_AT_ONCE
    )
    return [*asked, *around]


async def joined(claims: Collection[SourcedClaim]) -> tuple[Line, ...]:
    """The ledger of these claims."""
    return await asyncio.to_thread(ledger_of, claims)


def _known(claims: Collection[SourcedClaim], then: datetime | None) -> Collection[SourcedClaim]:
    return claims if then is None else as_of(claims, then)


def _just_after(then: datetime | None) -> datetime | None:
    """The moment before which everything is dated that was known then: nothing is known before its date."""
    return None if then is None else then + _INSTANT
