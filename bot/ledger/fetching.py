"""Lines of the ledger for one guild: claims fetched under the names that it uses, then joined off the event loop."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import SourcedClaim
from bot.ledger.corrections import corrected_claims
from bot.ledger.known import as_of
from bot.ledger.lines import Line
from bot.ledger.standing import ledger_of
from db.claims import ClaimFilter

CLAIMS_AT_ONCE = 2000
"""The newest that an answer is made of."""


async def claims_of(session: AsyncSession, guild_id: int, wanted: ClaimFilter) -> list[SourcedClaim]:
    """The newest of the claims asked for, whatever became of them."""
    return await corrected_claims(session, guild_id, wanted, limit=CLAIMS_AT_ONCE)


async def lines_about(
    session: AsyncSession,
    guild_id: int,
    *,
    models: Collection[str] = (),
    labs: Collection[str] = (),
    then: datetime | None = None,
) -> tuple[Line, ...]:
    """The ledger of these models (by key) or labs (by id), oldest first; as it was known ``then``, else as it is."""
    return await joined(_known(await claims_of(session, guild_id, ClaimFilter(model_keys=models, labs=labs)), then))


async def lines_of(
    session: AsyncSession, guild_id: int, wanted: ClaimFilter, then: datetime | None = None
) -> tuple[Line, ...]:
    """The lines of the claims asked for, oldest first, with standings that rest on what else is said of them."""
    claims = await claims_of(session, guild_id, wanted)
    asked = {sourced.id for sourced in claims}
    around = await claims_of(session, guild_id, replace(wanted, kinds=(), metrics=()))
    lines = await joined(_known([*claims, *(sourced for sourced in around if sourced.id not in asked)], then))
    return tuple(line for line in lines if any(sourced.id in asked for sourced in line.claims))


async def joined(claims: Collection[SourcedClaim]) -> tuple[Line, ...]:
    """The ledger of these claims."""
    return await asyncio.to_thread(ledger_of, claims)


def _known(claims: Collection[SourcedClaim], then: datetime | None) -> Collection[SourcedClaim]:
    return claims if then is None else as_of(claims, then)
