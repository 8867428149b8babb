"""Take news out of its queue, and write down which outlet is to be told of what.

Whatever stores news puts it into a queue in the same transaction. Here it is taken out in the one that writes the
alerts down, so a stop at any moment neither loses nor doubles one. News is looked at once it has been read and has its
story. Who wants to be told of it: hits. How alerts are put into words and sent: telling, outbox.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.briefing.moves import brought_by_edit, moves
from bot.delivery.hits import CLAIMS_AT_MOST, Hit, News, hits_of
from bot.ledger.corrections import corrected, load_corrections
from db import alerts
from db.alerts import NewAlert, Waiting
from db.announcements import announcements_by_id
from db.claims import ClaimFilter, guild_claims
from db.engine import Database
from db.stories import stories_of

AT_ONCE = 8
"""News that is looked at in one transaction: on SQLite, nobody else writes meanwhile."""

STALE_AFTER = timedelta(hours=6)
"""What could be neither read nor placed for so long is in the next briefing, and no alert any more."""


class Alerting:
    """Decides what outlets are to be told."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def decide_waiting(self) -> int:
        """Look at all news that waits; returns how many alerts were written down."""
        await self._drop_stale()
        written = 0
        while (some := await self._decide_some()) is not None:
            written += some
            await asyncio.sleep(0)
        return written

    async def _decide_some(self) -> int | None:
        async with self._database.read() as session:
            if not await alerts.waiting_to_be_looked_at(session, 1):
                return None
        async with self._database.begin() as session:
            await alerts.lock_deciding(session)
            waiting = await alerts.waiting_to_be_looked_at(session, AT_ONCE)
            hits = await hits_of(session, await _news(session, waiting), self._clock())
            written = 0
            for hit, story_id in await _placed(session, hits):
                written += await self._write_down(session, hit, story_id)
            await alerts.dequeue(session, [each.announcement_id for each in waiting])
        return written

    async def _write_down(self, session: AsyncSession, hit: Hit, story_id: int | None) -> int:
        known = await alerts.known_of_story(session, hit.outlet.id, story_id) if story_id is not None else []
        edited = hit.news.edited_at is not None
        developments = await _developments(session, hit, known) if known or edited else ()
        folded = bool(known) and not developments and not hit.every_entry
        claim_ids = tuple(sourced.id for sourced in hit.claims)
        new = NewAlert(
            outlet_id=hit.outlet.id,
            # no claim is brought by two edits, so that its number tells the edit from others
            occasion=f"announcement {hit.announcement_id}" + (f" edited {min(claim_ids)}" if edited else ""),
            announcement_id=hit.announcement_id,
            story_id=story_id,
            reasons=hit.reasons,
            claim_ids=claim_ids,
            developments=developments,
            folded=folded,
        )
        written = await alerts.add(session, [new], self._clock())
        return 0 if folded else written

    async def _drop_stale(self) -> None:
        before = self._clock() - STALE_AFTER
        async with self._database.read() as session:
            if not await alerts.has_stale(session, before):
                return
        async with self._database.begin() as session:
            await alerts.drop_stale(session, before)


async def _news(session: AsyncSession, waiting: Sequence[Waiting]) -> list[News]:
    edited_at = {each.announcement_id: each.edited_at for each in waiting}
    return [
        News(announcement=each, edited_at=edited_at[each.source.announcement_id])
        for each in await announcements_by_id(session, edited_at)
    ]


async def _placed(session: AsyncSession, hits: Sequence[Hit]) -> list[tuple[Hit, int | None]]:
    """Each hit with its story as the outlet's guild sees it."""
    placed: dict[int, dict[int, int]] = {}
    for guild_id in {hit.outlet.guild_id for hit in hits}:
        theirs = {hit.announcement_id for hit in hits if hit.outlet.guild_id == guild_id}
        placed[guild_id] = await stories_of(session, guild_id, theirs)
    return [(hit, placed[hit.outlet.guild_id].get(hit.announcement_id)) for hit in hits]


async def _developments(session: AsyncSession, hit: Hit, known: Sequence[int]) -> tuple[str, ...]:
    """In what the story has moved on, as the outlet's guild sees it; or what an edit says for the first time."""
    guild_id, edited = hit.outlet.guild_id, hit.news.edited_at is not None
    corrections = await load_corrections(session, guild_id)
    # what an edit took away is what its figures are held against
    asked = ClaimFilter(announcement_ids=[*known, hit.announcement_id], include_withdrawn=edited)
    claims = [
        corrected(each, corrections) for each in await guild_claims(session, guild_id, asked, limit=CLAIMS_AT_MOST)
    ]
    if edited:
        brought = {sourced.id for sourced in hit.claims}
        return brought_by_edit([each for each in claims if each.id not in brought], hit.claims)
    new = [each for each in claims if each.source.announcement_id == hit.announcement_id]
    return moves([each for each in claims if each.source.announcement_id != hit.announcement_id], new)
