"""What changed in a guild's ledger since a person last asked, or since a day."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import SourcedClaim
from bot.domain.names import LabName, ModelName
from bot.ledger.changes import Change, changes_between
from bot.ledger.corrections import corrected_edits
from bot.ledger.fetching import claims_of
from bot.ledger.naming import Naming
from db import looks
from db.claims import ClaimFilter
from db.engine import Database

FIRST_LOOK = timedelta(days=7)
"""How far back somebody is told of who never asked before."""

EDITS_AT_ONCE = 100
"""The last claims that were taken away, or given another figure, of which is told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """What changed from one moment to another, the newest first."""

    since: datetime
    until: datetime
    changes: tuple[Change, ...]


class NewsService:
    """Answers what changed, and remembers who asked when."""

    def __init__(self, database: Database, naming: Naming) -> None:
        self._database = database
        self._naming = naming

    async def last_asked(self, guild_id: int, user_id: int, now: datetime) -> datetime:
        """When this person last asked in this guild, and from now on: now. A week ago where never."""
        async with self._database.begin() as session:
            before = await looks.looked(session, guild_id=guild_id, user_id=user_id, now=now)
        return before or now - FIRST_LOOK

    async def changed(self, guild_id: int, since: datetime, until: datetime, about: str | None = None) -> News:
        """What the ledger says now and did not say then, of all or of one model or lab. Raises UnknownName."""
        async with self._database.read() as session:
            subject = await self._naming.subject(session, guild_id, about) if about else None
            claims = await self._claims(session, guild_id, subject, since)
        changes = await asyncio.to_thread(changes_between, claims, since, until)
        return News(since=since, until=until, changes=changes[::-1])

    async def _claims(
        self, session: AsyncSession, guild_id: int, subject: ModelName | LabName | None, since: datetime
    ) -> list[SourcedClaim]:
        """Everything about the subject, or about whatever something new was said of or taken back."""
        if isinstance(subject, LabName):
            return await claims_of(session, guild_id, ClaimFilter(labs=[subject.id]))
        if subject is not None:
            return await claims_of(session, guild_id, ClaimFilter(model_keys=[subject.key]))
        new = await claims_of(session, guild_id, ClaimFilter(since=since))
        edited = await corrected_edits(session, guild_id, since=since, limit=EDITS_AT_ONCE)
        moved = {s.claim.subject.key for s in (*new, *edited) if isinstance(s.claim.subject, ModelName)}
        around = await claims_of(session, guild_id, ClaimFilter(model_keys=moved)) if moved else []
        return list({sourced.id: sourced for sourced in (*new, *edited, *around)}.values())
