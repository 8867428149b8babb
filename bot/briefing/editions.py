"""The editions of one guild: what is fetched for them, as each schedule wants it.

A window on schedule is one of knowledge: an announcement belongs to the window in which it was first seen, or an entry
that was published before the last edition and read after it would be in neither. What is older than that by days is a
feed's backlog, not news. A look back of some hours goes by dates.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.briefing.developments import keys_asked
from bot.briefing.digest import Material, put_together
from bot.briefing.edition import Edition
from bot.domain.announcements import Announcement
from bot.domain.schedules import Schedule, Wanted, Window
from bot.domain.told import NOTHING_TOLD
from bot.ledger.fetching import claims_around, joined
from bot.ledger.known import as_of, as_seen
from db import announcements, feeds, mutes, names, told
from db.engine import Database
from db.stories import members_of, stories_of

ANNOUNCEMENTS_AT_MOST = 300
LATE_NEWS = timedelta(days=3)
"""How long after its date an announcement is news still, for a server that reads it only now."""


class Editions:
    """Makes editions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def announcements(self, guild_id: int, window: Window) -> list[Announcement]:
        """Everything that came to be known in this window, newest first."""
        async with self._database.read() as session:
            return await _known_in(session, guild_id, window)

    async def preview(self, guild_id: int, now: datetime, back: timedelta = timedelta(days=1)) -> Edition:
        """What the last hours brought, for a channel that has been told nothing."""
        window = Window(start=now - back, end=now)
        async with self._database.read() as session:
            found = await announcements.latest(session, guild_id, since=window.start, limit=ANNOUNCEMENTS_AT_MOST)
            material = await _material(session, guild_id, window, found, Wanted())
        before = as_of(material.claims, window.start)
        return await asyncio.to_thread(put_together, replace(material, before=before), Wanted())

    async def upcoming(self, schedule: Schedule, now: datetime) -> Edition:
        """The schedule's next edition, as it would be if it were made now."""
        return await self.between(schedule, Window(start=min(schedule.covered_until, now), end=now), schedule.next_at)

    async def between(self, schedule: Schedule, window: Window, next_at: datetime) -> Edition:
        """The schedule's edition of this window, for a channel that knows what it has been told."""
        guild_id, wanted = schedule.guild_id, schedule.wanted
        async with self._database.read() as session:
            found = await _known_in(session, guild_id, window)
            material = await _material(session, guild_id, window, found, wanted, schedule.channel_id)
        before = as_seen(material.claims, window.start)
        return await asyncio.to_thread(put_together, replace(material, before=before, next_at=next_at), wanted)


async def _known_in(session: AsyncSession, guild_id: int, window: Window) -> list[Announcement]:
    since = window.start - LATE_NEWS
    return await announcements.first_seen(session, guild_id, window, since=since, limit=ANNOUNCEMENTS_AT_MOST)


async def _material(
    session: AsyncSession,
    guild_id: int,
    window: Window,
    found: Sequence[Announcement],
    wanted: Wanted,
    channel_id: int | None = None,
) -> Material:
    muted = await mutes.of_guild(session, guild_id)
    asked = [each for each in found if is_wanted(each, wanted)]
    fresh = [each for each in asked if not muted.hold_for(each)]
    placed, earlier = await _whole_stories(session, guild_id, [each.source.announcement_id for each in fresh])
    ids = [each.source.announcement_id for each in (*fresh, *earlier)]
    claims = await claims_around(session, guild_id, ids)
    ledger = await joined(claims)
    read, failing = await feeds.count_read(session, guild_id)
    return Material(
        window=window,
        announcements=fresh,
        earlier=earlier,
        claims=claims,
        ledger=ledger,
        placed=placed,
        feeds=read,
        failing=failing,
        labs=[lab.id for lab in await names.guild_labs(session, guild_id)] if fresh else [],
        told=await told.told_of(session, channel_id, ids, keys_asked(ledger)) if channel_id else NOTHING_TOLD,
        muted=len(asked) - len(fresh),
    )


async def _whole_stories(
    session: AsyncSession, guild_id: int, ids: Sequence[int]
) -> tuple[dict[int, int], list[Announcement]]:
    """The stories of these announcements, and the others that tell them."""
    placed = await stories_of(session, guild_id, ids)
    members = await members_of(session, guild_id, set(placed.values()))
    placed |= {announcement_id: story_id for story_id, those in members.items() for announcement_id in those}
    others = placed.keys() - set(ids)
    return placed, await announcements.guild_announcements_by_id(session, guild_id, others) if others else []


def is_wanted(announcement: Announcement, wanted: Wanted) -> bool:
    """Whether it is of one of the labs and one of the topics, where such are named."""
    of_lab = not wanted.labs or bool(set(wanted.labs) & {*announcement.labs, announcement.source.lab})
    return of_lab and (not wanted.topics or bool(set(wanted.topics) & set(announcement.topics)))
