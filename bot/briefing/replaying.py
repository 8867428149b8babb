"""What a watch would have told of stored announcements: the same matching and grouping, and nothing written."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.briefing.moves import moves
from bot.briefing.watching import Match, is_muted, matches
from bot.domain.announcements import Announcement, SourcedClaim
from bot.domain.watches import Watch
from bot.ledger.corrections import as_named, by_announcement, corrected, load_corrections
from db import announcements, mutes
from db.claims import ClaimFilter, guild_claims
from db.stories import stories_of

LOOKED_AT_MOST = 2000
_AT_ONCE = 200
_CLAIMS_AT_ONCE = 4000


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One alert that there would have been."""

    announcement: Announcement
    match: Match
    developments: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Replay:
    """The alerts that there would have been, oldest first; how many more announcements of their stories matched."""

    watch: Watch
    since: datetime
    looked_at: int
    told: tuple[Told, ...]
    folded: int


async def replay(session: AsyncSession, watch: Watch, since: datetime) -> Replay:
    """Hold everything that the watch's guild sees since then against the watch, the newest of it where it is much."""
    guild_id = watch.outlet.guild_id
    found = await announcements.latest(session, guild_id, since=since, limit=LOOKED_AT_MOST)
    corrections = await load_corrections(session, guild_id)
    muted = await mutes.of_guild(session, guild_id)
    told_of = [each for each in reversed(found) if not is_muted(each, watch.outlet, muted)]
    looked = [as_named(each, corrections) for each in told_of]
    claims: dict[int, list[SourcedClaim]] = {}
    for at in range(0, len(looked), _AT_ONCE):
        ids = [each.source.announcement_id for each in looked[at : at + _AT_ONCE]]
        read = await guild_claims(session, guild_id, ClaimFilter(announcement_ids=ids), limit=_CLAIMS_AT_ONCE)
        claims |= by_announcement(corrected(each, corrections) for each in read)
    met = await asyncio.to_thread(_met, watch, looked, claims)
    placed = await stories_of(session, guild_id, [each.source.announcement_id for each, _ in met])
    told, folded = _grouped(met, claims, placed)
    return Replay(watch=watch, since=since, looked_at=len(looked), told=told, folded=folded)


def _met(
    watch: Watch, looked: Sequence[Announcement], claims: Mapping[int, Sequence[SourcedClaim]]
) -> list[tuple[Announcement, Match]]:
    pairs = ((each, matches(watch.wanted, each, claims.get(each.source.announcement_id, ()))) for each in looked)
    return [(each, match) for each, match in pairs if match is not None]


def _grouped(
    met: Sequence[tuple[Announcement, Match]],
    claims: Mapping[int, Sequence[SourcedClaim]],
    placed: Mapping[int, int],
) -> tuple[tuple[Told, ...], int]:
    """One alert a story, and one more for each development in it."""
    told: list[Told] = []
    known: dict[int, list[SourcedClaim]] = {}
    for announcement, match in met:
        announcement_id = announcement.source.announcement_id
        new, story_id = claims.get(announcement_id, ()), placed.get(announcement_id)
        if story_id is None or story_id not in known:
            told.append(Told(announcement=announcement, match=match))
        elif developments := moves(known[story_id], new):
            told.append(Told(announcement=announcement, match=match, developments=developments))
        if story_id is not None:
            known.setdefault(story_id, []).extend(new)
    return tuple(told), len(met) - len(told)
