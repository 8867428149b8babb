"""Make the editions that schedules owe, and hand them to the outbox.

An edition, its deliveries and how far its schedule has come are written in one transaction, or none of them. Of two
processes that make the same edition, one finds the schedule moved and drops its own.
"""

import logging
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.delivery.deciding import Decision, clock_came_back, decide_edition
from bot.delivery.occurrences import LATE_AT_MOST, next_due
from bot.delivery.outbox import new_nonce
from bot.domain.schedules import Composed, KeptEdition, Schedule, Window
from bot.errors import GapwatchError
from db import outbox, schedules, told
from db.engine import Database
from db.outbox import Sender

KEPT_FOR = timedelta(days=90)
LEAD_AT_MOST = timedelta(minutes=15)
"""How long before their time editions are made where so many are due that making them takes so long."""

_AT_ONCE = 100
_LEAST_LEAD = timedelta(seconds=10)  # what takes less is begun when it is due
_SECONDS_EACH = 0.05  # until it is known how long one takes
_TIDY_EVERY_SECONDS = 3600.0

Compose = Callable[[Schedule, Window, datetime], Awaitable[Composed]]
"""Puts a schedule's edition of a window into words; the next one is due then."""

_log = logging.getLogger(__name__)


class NothingSince(GapwatchError):
    """The last edition ended just now."""

    next_step = "Try again in a minute."


@dataclass(frozen=True, kw_only=True, slots=True)
class MadeNow:
    """An edition made because somebody asked; None where it is a quiet day and the schedule is silent on those."""

    schedule: Schedule
    window: Window
    kept: KeptEdition | None


class Making:
    """Makes editions."""

    def __init__(
        self,
        database: Database,
        compose: Compose,
        clock: Callable[[], datetime],
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._compose = compose
        self._clock = clock
        self._timer = timer
        self._tidied: float | None = None
        self._seconds_each = _SECONDS_EACH

    async def make_due(self) -> int:
        """Make every edition that is owed; returns how many. One that cannot be made holds up no other."""
        await self._tidy_at_times()
        made, failed = 0, set[int]()
        while found := await self._due(failed):
            for schedule in found:
                try:
                    made += await self._make(schedule)
                except Exception:  # noqa: BLE001 - the boundary: one guild's edition is no other's
                    _log.exception("The edition of schedule %s could not be made; it is tried again.", schedule.id)
                    failed.add(schedule.id)
        return made

    async def make_now(self, schedule: Schedule) -> MadeNow:
        """Make a schedule's next edition now; the one after begins where it ends. Raises NothingSince."""
        now = self._clock()
        if schedule.covered_until >= now:
            raise NothingSince("An edition was made at this very moment.")
        window = Window(start=schedule.covered_until, end=now)
        decision = Decision(window=window, handled_until=schedule.handled_until, next_at=schedule.next_at, post_at=now)
        kept, moved = await self._write(schedule, decision, now)
        if not moved:
            raise NothingSince("Somebody else has just made one, or changed the schedule.")
        return MadeNow(schedule=schedule, window=window, kept=kept)

    async def tidy(self) -> None:
        """Drop old editions; let schedules that a wrong clock had carried into the future come back."""
        now = self._clock()
        async with self._database.begin() as session:
            await schedules.forget_editions(session, now - KEPT_FOR)
            for each in await schedules.ahead_of(session, now + LATE_AT_MOST):
                if clock_came_back(each, now):
                    await schedules.advance(
                        session,
                        each,
                        covered_until=min(each.covered_until, now),
                        handled_until=min(each.handled_until, now),
                        next_at=next_due(each.when, now),
                    )

    async def _due(self, failed: Collection[int]) -> list[Schedule]:
        now = self._clock()
        async with self._database.read() as session:
            coming = await schedules.count_due(session, now + LEAD_AT_MOST)
            lead = min(timedelta(seconds=coming * self._seconds_each), LEAD_AT_MOST)
            until = now + lead if lead >= _LEAST_LEAD else now
            found = await schedules.due(session, until, _AT_ONCE + len(failed))
        return [each for each in found if each.id not in failed]

    async def _make(self, schedule: Schedule) -> bool:
        now, begun = self._clock(), self._timer()
        kept, moved = await self._write(schedule, decide_edition(schedule, now), now)
        self._seconds_each += (max(self._timer() - begun, 0.0) - self._seconds_each) / 10
        if not moved:
            _log.info("Schedule %s was dealt with by another process, or changed.", schedule.id)
        return kept is not None

    async def _write(self, schedule: Schedule, decision: Decision, now: datetime) -> tuple[KeptEdition | None, bool]:
        """Keep and enqueue the edition, if one is owed and nobody else has made it; whether the schedule has moved."""
        window = decision.window
        composed = await self._compose(schedule, window, decision.next_at) if window else None
        async with self._database.begin() as session:
            moved = await schedules.advance(
                session,
                schedule,
                covered_until=window.end if window else schedule.covered_until,
                handled_until=decision.handled_until,
                next_at=decision.next_at,
            )
            if not moved or window is None or composed is None:
                return None, moved
            if composed.quiet and schedule.manner.silent_when_quiet:
                return None, moved
            kept = await schedules.add_edition(
                session, schedule, window=window, title=composed.title, pages=composed.pages, now=now
            )
            await told.tell(session, channel_id=schedule.channel_id, edition_id=kept.id, told=composed.told)
            nonces = [new_nonce() for _ in composed.pages]
            await outbox.enqueue(
                session,
                kept.id,
                Sender(schedule_id=schedule.id),
                channel_id=schedule.channel_id,
                nonces=nonces,
                due_at=decision.post_at,
            )
            return kept, moved

    async def _tidy_at_times(self) -> None:
        at = self._timer()
        if self._tidied is None or at - self._tidied >= _TIDY_EVERY_SECONDS:
            await self.tidy()
            self._tidied = at
