"""Filters and pauses at work: what of a feed is hidden from which guild, and what a filter would hide.

Whoever stores announcements calls ``hide_new`` in the same transaction, whoever changes what one says or what was read
in it ``hide_filtered``. So no guild is shown, for a moment, what its filter keeps out.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Subscription
from bot.domain.filters import FeedFilter, Filterable
from bot.feeds.filter_syntax import FilterParts, FindLab, change_filter, parse_filter
from bot.feeds.filters import Verdict, verdict_of
from db import feed_announcements, subscriptions
from db.engine import Database
from db.visibility import Because, hide, unfilter

TRIED_DAYS = 90
TRIED_AT_MOST = 2000
EXAMPLES = 5
_AT_ONCE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """An announcement that a filter was tried on, and why it is shown or not."""

    title: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DryRun:
    """What a filter would do to a feed's announcements of the last 90 days (``tried`` of them, the newest first)."""

    subscription: Subscription
    filter: FeedFilter
    tried: int
    shown: int
    examples_shown: tuple[Example, ...]
    examples_hidden: tuple[Example, ...]


class Filters:
    """What guilds want of their feeds. ``find_lab`` turns a lab's usual names into its id."""

    def __init__(self, database: Database, clock: Callable[[], datetime], find_lab: FindLab) -> None:
        self._database = database
        self._clock = clock
        self._find_lab = find_lab

    def parse(self, line: str) -> FeedFilter:
        """The filter that a line describes. Raises BadFilter."""
        return parse_filter(line, self._find_lab)

    def changed(self, current: FeedFilter, parts: FilterParts, *, clear: bool = False) -> FeedFilter:
        """The filter with some parts replaced, or but for them empty. Raises BadFilter."""
        return change_filter(current, parts, self._find_lab, clear=clear)

    async def try_out(self, subscription: Subscription, wanted: FeedFilter) -> DryRun:
        """Hold what is stored of the feed against a filter, and change nothing."""
        since = self._clock() - timedelta(days=TRIED_DAYS)
        shown: list[Example] = []
        hidden: list[Example] = []
        async with self._database.read() as session:
            ids = await feed_announcements.ids_for_guild(
                session, subscription.feed.id, subscription.guild_id, since=since, limit=TRIED_AT_MOST
            )
            async for _, announcement, verdict in _judged(session, ids, wanted):
                (shown if verdict.shown else hidden).append(Example(title=announcement.title, why=verdict.why))
        return DryRun(
            subscription=subscription,
            filter=wanted,
            tried=len(shown) + len(hidden),
            shown=len(shown),
            examples_shown=tuple(shown[:EXAMPLES]),
            examples_hidden=tuple(hidden[:EXAMPLES]),
        )

    async def save(self, subscription: Subscription, wanted: FeedFilter) -> int:
        """Note the filter, and hold everything that is stored of the feed against it; returns how much it hides."""
        guild_id, feed_id = subscription.guild_id, subscription.feed.id
        async with self._database.begin() as session:
            await subscriptions.set_filter(session, guild_id=guild_id, feed_id=feed_id, wanted=wanted)
            return await apply_filter(session, guild_id, feed_id, wanted)


async def hide_new(session: AsyncSession, announcement_ids: Mapping[int, Sequence[int]]) -> None:
    """Hide what has just been stored, given by feed, from the guilds that paused the feed or filter it out."""
    if not announcement_ids:
        return
    for reserve in await subscriptions.reserves(session, announcement_ids.keys()):
        ids = announcement_ids[reserve.feed_id]
        if reserve.paused:
            await hide(session, reserve.guild_id, ids, Because.PAUSE)
        elif reserve.filter:
            await _hide_by_filter(session, reserve.guild_id, ids, reserve.filter)


async def hide_filtered(session: AsyncSession, feed_id: int, announcement_ids: Sequence[int]) -> None:
    """Hold announcements whose words, or what was read in them, have changed against each guild's filter anew."""
    if not announcement_ids:
        return
    for reserve in await subscriptions.reserves(session, [feed_id]):
        await unfilter(session, reserve.guild_id, announcement_ids)
        if reserve.filter:
            await _hide_by_filter(session, reserve.guild_id, announcement_ids, reserve.filter)


async def hide_reread(session: AsyncSession, announcement_ids: Sequence[int]) -> None:
    """``hide_filtered`` for announcements of any feeds."""
    for feed_id, ids in (await feed_announcements.feeds_of(session, announcement_ids)).items():
        await hide_filtered(session, feed_id, ids)


async def apply_filter(session: AsyncSession, guild_id: int, feed_id: int, wanted: FeedFilter) -> int:
    """Hide from the guild what its filter keeps out of the feed, and nothing else by filter; returns how much."""
    ids = await feed_announcements.ids_of_feed(session, feed_id)
    await unfilter(session, guild_id, ids)
    return await _hide_by_filter(session, guild_id, ids, wanted) if wanted else 0


async def _hide_by_filter(session: AsyncSession, guild_id: int, ids: Sequence[int], wanted: FeedFilter) -> int:
    hidden = [each async for each, _, verdict in _judged(session, ids, wanted) if not verdict.shown]
    await hide(session, guild_id, hidden, Because.FILTER)
    return len(hidden)


async def _judged(
    session: AsyncSession, ids: Sequence[int], wanted: FeedFilter
) -> AsyncIterator[tuple[int, Filterable, Verdict]]:
    """Each announcement and the filter's verdict; in a thread, some at a time, so that the loop never waits long."""
    for at in range(0, len(ids), _AT_ONCE):
        batch = list((await feed_announcements.filterables(session, ids[at : at + _AT_ONCE])).items())
        verdicts = await asyncio.to_thread(_verdicts, wanted, batch)
        for (each, announcement), verdict in zip(batch, verdicts, strict=True):
            yield each, announcement, verdict


def _verdicts(wanted: FeedFilter, batch: Sequence[tuple[int, Filterable]]) -> list[Verdict]:
    return [verdict_of(wanted, announcement) for _, announcement in batch]
