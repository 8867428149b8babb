"""What outlets want to be told of: news held against the watches, and feeds whose alerts go to a channel.

Nothing is written here. A guild's watches see what the guild sees: without what it filters out or hides, under its own
names; and its channels are not told of what it has muted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.briefing.editions import LATE_NEWS
from bot.briefing.watching import Match, is_muted, matches, wanted_words
from bot.domain.announcements import Announcement, SourcedClaim
from bot.domain.watches import Outlet, Watch, WatchFor
from bot.ledger.corrections import as_named, by_announcement, corrected, load_corrections
from db import mutes, names, watches
from db.claims import ClaimFilter, claims_of_announcements, guild_claims
from db.visibility import alert_channels

CLAIMS_AT_MOST = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """An announcement that was not there before, or what an edit brought to one that was: then ``edited_at`` is set."""

    announcement: Announcement
    edited_at: datetime | None = None

    @property
    def is_old(self) -> bool:
        """Whether a feed shows again what is long known: an announcement that was days old when it was first seen."""
        source = self.announcement.source
        known = source.dated_at is not None and source.seen_at - source.dated_at < LATE_NEWS
        return self.edited_at is None and not known

    def met_by(self, wanted: WatchFor, announcement: Announcement, claims: Sequence[SourcedClaim]) -> Match | None:
        """How it is what a watch is for, if it is; ``announcement`` and ``claims`` as a guild sees them.

        Of an edit, only the claims that it brought count: whatever else is in the text was there before.
        """
        if self.edited_at is None:
            return matches(wanted, announcement, claims)
        brought = [each for each in claims if each.said_at is not None and each.said_at >= self.edited_at]
        match = matches(wanted, announcement, brought)
        return match if match is not None and match.claims else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """News that an outlet wants to be told of, and why. ``every_entry``: all that its feed brings is told there,
    whatever was told of its story.
    """

    outlet: Outlet
    news: News
    reasons: tuple[str, ...]
    claims: tuple[SourcedClaim, ...] = ()
    every_entry: bool = False

    @property
    def announcement_id(self) -> int:
        """The announcement that is told."""
        return self.news.announcement.source.announcement_id


async def hits_of(session: AsyncSession, news: Iterable[News], now: datetime) -> list[Hit]:
    """One hit for each outlet and each announcement that it wants to be told of, in the order stored."""
    fresh = {each.announcement.source.announcement_id: each for each in news if not each.is_old}
    if not fresh:
        return []
    hits = _together([*await _by_watches(session, fresh), *await _by_feeds(session, fresh, now)])
    muted = await mutes.of_guilds(session, {hit.outlet.guild_id for hit in hits})
    return [hit for hit in hits if not is_muted(hit.news.announcement, hit.outlet, muted[hit.outlet.guild_id])]


async def _by_feeds(session: AsyncSession, news: Mapping[int, News], now: datetime) -> list[Hit]:
    """New entries of feeds whose alerts a guild sends to a channel."""
    wanted = await alert_channels(session, [i for i, each in news.items() if each.edited_at is None])
    places = {(guild_id, channel_id, None) for _, guild_id, channel_id in wanted}
    outlets = await watches.open_outlets(session, places, now) if places else {}
    return [
        Hit(
            outlet=outlets[guild_id, channel_id, None],
            news=news[i],
            reasons=(f"new from {news[i].announcement.source.publisher}",),
            every_entry=True,
        )
        for i, guild_id, channel_id in wanted
    ]


async def _by_watches(session: AsyncSession, news: Mapping[int, News]) -> list[Hit]:
    """What watches are for, of guilds which may see it."""
    by_guild: dict[int, list[tuple[int, Watch]]] = {}
    for announcement_id, watch in await watches.seeing(session, list(news)):
        by_guild.setdefault(watch.outlet.guild_id, []).append((announcement_id, watch))
    read = by_announcement(await claims_of_announcements(session, list(news)))
    own = await names.with_own_names(session, by_guild.keys())
    hits: list[Hit] = []
    for guild_id, pairs in by_guild.items():
        met = (news[i].met_by(watch.wanted, news[i].announcement, read.get(i, ())) for i, watch in pairs)
        if guild_id in own or any(met):
            hits += await _of_guild(session, guild_id, pairs, news)
    return hits


async def _of_guild(
    session: AsyncSession, guild_id: int, pairs: Collection[tuple[int, Watch]], news: Mapping[int, News]
) -> list[Hit]:
    """What the guild's watches meet in what it sees: with its own names, and without what it hides."""
    corrections = await load_corrections(session, guild_id)
    claims = await guild_claims(session, guild_id, ClaimFilter(announcement_ids=list(news)), limit=CLAIMS_AT_MOST)
    seen = by_announcement(corrected(each, corrections) for each in claims)
    hits = []
    for announcement_id, watch in pairs:
        each = news[announcement_id]
        named = as_named(each.announcement, corrections)
        match = each.met_by(watch.wanted, named, seen.get(announcement_id, ()))
        if match is not None:
            reason = reason_of(watch, match, edited=each.edited_at is not None)
            hits.append(
                Hit(outlet=watch.outlet, news=replace(each, announcement=named), reasons=(reason,), claims=match.claims)
            )
    return hits


def reason_of(watch: Watch, match: Match, *, edited: bool = False) -> str:
    """Why an outlet is told: ``watch for model GPT-5: names GPT-5``."""
    since = ", since an edit" if edited else ""
    return f"watch for {wanted_words(watch.wanted)}: {'; '.join(match.conditions)}{since}"


def _together(hits: Iterable[Hit]) -> list[Hit]:
    """One hit for an outlet and an announcement, with all reasons there are; in the order stored."""
    one: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        key = (hit.announcement_id, hit.outlet.id)
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
