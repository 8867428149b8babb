"""Hold news against the watches, and write down which outlet is to be told of what.

Whatever stores news puts it into a queue in the same transaction. Here it is taken out in the one that writes the
alerts down, so a stop at any moment neither loses nor doubles one. News is looked at once it has been read and has its
story. How alerts are put into words and sent: telling, outbox.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.briefing.editions import LATE_NEWS
from bot.briefing.moves import moves
from bot.briefing.watching import Match, matches, wanted_words
from bot.domain.announcements import Announcement, SourcedClaim
from bot.domain.watches import Outlet, Watch
from bot.ledger.corrections import as_named, by_announcement, corrected, load_corrections
from db import alerts, announcements, names, watches
from db.alerts import NewAlert
from db.claims import ClaimFilter, claims_of_announcements, guild_claims
from db.engine import Database
from db.stories import stories_of
from db.visibility import alert_channels

AT_ONCE = 8
"""News that is looked at in one transaction: on SQLite, nobody else writes meanwhile."""

STALE_AFTER = timedelta(hours=6)
"""What could be neither read nor placed for so long is in the next briefing, and no alert any more."""

_CLAIMS_AT_MOST = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """An announcement that an outlet wants to be told of, and why."""

    outlet: Outlet
    announcement: Announcement
    reasons: tuple[str, ...]
    claims: tuple[SourcedClaim, ...] = ()
    every_entry: bool = False
    """Its feed's alerts go there: each entry is told, whatever was told of its story."""


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
            ids = await alerts.waiting_to_be_looked_at(session, AT_ONCE)
            written = 0
            for hit, story_id in await self._hits(session, ids):
                written += await self._write_down(session, hit, story_id)
            await alerts.dequeue(session, ids)
        return written

    async def _hits(self, session: AsyncSession, ids: Sequence[int]) -> list[tuple[Hit, int | None]]:
        """What outlets want to be told of, in the order stored, each with its story as the outlet's guild sees it."""
        found = {each.source.announcement_id: each for each in await announcements.announcements_by_id(session, ids)}
        news = {i: each for i, each in found.items() if is_news(each)}
        if not news:
            return []
        hits = _together([*await _by_watches(session, news), *await self._by_feeds(session, news)])
        placed: dict[int, dict[int, int]] = {}
        for guild_id in {hit.outlet.guild_id for hit in hits}:
            placed[guild_id] = await stories_of(session, guild_id, list(news))
        return [(hit, placed[hit.outlet.guild_id].get(hit.announcement.source.announcement_id)) for hit in hits]

    async def _by_feeds(self, session: AsyncSession, news: Mapping[int, Announcement]) -> list[Hit]:
        """Those in feeds whose alerts a guild sends to a channel."""
        wanted = await alert_channels(session, list(news))
        places = {(guild_id, channel_id, None) for _, guild_id, channel_id in wanted}
        outlets = await watches.open_outlets(session, places, self._clock()) if places else {}
        return [
            Hit(
                outlet=outlets[guild_id, channel_id, None],
                announcement=news[i],
                reasons=(f"new from {news[i].source.publisher}",),
                every_entry=True,
            )
            for i, guild_id, channel_id in wanted
        ]

    async def _write_down(self, session: AsyncSession, hit: Hit, story_id: int | None) -> int:
        announcement_id = hit.announcement.source.announcement_id
        known = await alerts.known_of_story(session, hit.outlet.id, story_id) if story_id is not None else []
        developments = await _developments(session, hit, known) if known else ()
        folded = bool(known) and not developments and not hit.every_entry
        new = NewAlert(
            outlet_id=hit.outlet.id,
            occasion=f"announcement {announcement_id}",
            announcement_id=announcement_id,
            story_id=story_id,
            reasons=hit.reasons,
            claim_ids=tuple(sourced.id for sourced in hit.claims),
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


def is_news(announcement: Announcement) -> bool:
    """Whether an announcement was young when it was first seen: what a feed shows again years later is not."""
    source = announcement.source
    return source.dated_at is not None and source.seen_at - source.dated_at < LATE_NEWS


async def _by_watches(session: AsyncSession, news: Mapping[int, Announcement]) -> list[Hit]:
    """Those that watches of guilds which may see them are for."""
    watched = await watches.seeing(session, list(news))
    by_guild: dict[int, list[tuple[int, Watch]]] = {}
    for announcement_id, watch in watched:
        by_guild.setdefault(watch.outlet.guild_id, []).append((announcement_id, watch))
    read = by_announcement(await claims_of_announcements(session, list(news)))
    own = await names.with_own_names(session, by_guild.keys())
    hits: list[Hit] = []
    for guild_id, pairs in by_guild.items():
        if guild_id in own or any(matches(w.wanted, news[i], read.get(i, ())) for i, w in pairs):
            hits += await _of_guild(session, guild_id, pairs, news)
    return hits


async def _of_guild(
    session: AsyncSession, guild_id: int, pairs: Iterable[tuple[int, Watch]], news: Mapping[int, Announcement]
) -> list[Hit]:
    """What the guild's watches meet in what it sees: with its own names, and without what it hides."""
    corrections = await load_corrections(session, guild_id)
    claims = await guild_claims(session, guild_id, ClaimFilter(announcement_ids=list(news)), limit=_CLAIMS_AT_MOST)
    seen = by_announcement(corrected(each, corrections) for each in claims)
    hits = []
    for announcement_id, watch in pairs:
        announcement = as_named(news[announcement_id], corrections)
        match = matches(watch.wanted, announcement, seen.get(announcement_id, ()))
        if match is not None:
            reasons = (reason_of(watch, match),)
            hits.append(Hit(outlet=watch.outlet, announcement=announcement, reasons=reasons, claims=match.claims))
    return hits


def reason_of(watch: Watch, match: Match) -> str:
    """Why an outlet is told: ``watch for model GPT-5: names GPT-5``."""
    return f"watch for {wanted_words(watch.wanted)}: {'; '.join(match.conditions)}"


def _together(hits: Iterable[Hit]) -> list[Hit]:
    """One hit for an outlet and an announcement, with all reasons there are; in the order stored."""
    one: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        key = (hit.announcement.source.announcement_id, hit.outlet.id)
        before = one.get(key)
        if before is None:
            one[key] = hit
            continue
        claims = {each.id: each for each in (*before.claims, *hit.claims)}
        one[key] = replace(
            before,
            reasons=(*before.reasons, *hit.reasons),
            claims=tuple(claims.values()),
            every_entry=before.every_entry or hit.every_entry,
        )
    return [one[key] for key in sorted(one)]


async def _developments(session: AsyncSession, hit: Hit, known: Sequence[int]) -> tuple[str, ...]:
    """In what the story has moved on, as the outlet's guild sees it."""
    guild_id, announcement_id = hit.outlet.guild_id, hit.announcement.source.announcement_id
    corrections = await load_corrections(session, guild_id)
    found = await guild_claims(
        session, guild_id, ClaimFilter(announcement_ids=[*known, announcement_id]), limit=_CLAIMS_AT_MOST
    )
    claims = by_announcement(corrected(each, corrections) for each in found)
    new = claims.pop(announcement_id, [])
    return moves([each for of_one in claims.values() for each in of_one], new)
