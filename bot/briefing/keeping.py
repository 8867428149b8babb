"""Give announcements their stories as they are read. What belongs together: deciding. What is shown: finding.

Whatever stores a reading puts its announcement into a queue in the same transaction. Here it is taken out in the one
that places it, so a stop at any moment neither loses nor doubles a placing. Existing databases are caught up on alike.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.briefing.deciding import decide_story
from bot.briefing.facts import Facts
from bot.briefing.gathering import FactsInMind, anchors, candidates, familiar
from db import story_placing
from db.engine import Database

AT_ONCE = 8
"""Announcements that are placed in one transaction: on SQLite, nobody else writes meanwhile."""

_A_TURN = 400  # announcements: what is caught up on leaves room between two turns of the timetable


class StoryKeeper:
    """Places what waits in the queue, the newest first."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._mind = FactsInMind()

    async def place_waiting(self, at_most: int | None = _A_TURN) -> int:
        """Place announcements until none waits, or as many as one turn takes; returns how many were placed."""
        placed = 0
        while at_most is None or placed < at_most:
            some = await self._place_some()
            if not some:
                break
            placed += some
            await asyncio.sleep(0)
        return placed

    async def _place_some(self) -> int:
        async with self._database.read() as session:
            if not await story_placing.waiting(session, 1):
                return 0
        async with self._database.begin() as session:
            await story_placing.lock_placing(session)
            waiting = await story_placing.waiting(session, AT_ONCE)
            self._mind.forget(waiting)
            facts = await self._mind.load(session, waiting)
            for announcement_id in sorted(facts):
                await self._place(session, facts[announcement_id])
            for announcement_id in waiting:
                await story_placing.dequeue(session, announcement_id)
        return len(waiting)

    async def _place(self, session: AsyncSession, facts: Facts) -> None:
        """One that has a story stays in it, unless it is the only one there: then it may join another one now."""
        now, announcement_id = self._clock(), facts.announcement_id
        current = await story_placing.current_story(session, announcement_id)
        if current is None:
            story_id = await self._decided(session, facts) or await story_placing.new_story(session, now)
            await story_placing.join(session, announcement_id, story_id, now)
        elif not await story_placing.is_settled(session, current):
            better = await self._decided(session, facts)
            if better is not None:
                await story_placing.move(session, announcement_id, better, left=current)
        await story_placing.save_anchors(session, announcement_id, anchors(facts), facts.at)

    async def _decided(self, session: AsyncSession, facts: Facts) -> int | None:
        if facts.roundup:
            return None
        placing = decide_story(facts, await candidates(session, facts, self._mind), await familiar(session, [facts]))
        return placing.story_id
