"""A guild's schedules as people handle them: made, changed, paused, resumed, removed; and the editions they made.

When an edition is made: bot.delivery.making. How it is sent: bot.delivery.outbox.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.delivery.making import MadeNow, Making
from bot.delivery.occurrences import moment_of, next_due
from bot.domain.schedules import KeptEdition, Schedule, ScheduleStatus, Section
from bot.errors import GapwatchError
from db import outbox, schedules
from db.engine import Database
from db.outbox import Sender
from db.schedules import Shape

SCHEDULES_AT_MOST = 25
FIRST_WINDOW = timedelta(days=1)
SHOWN_AT_MOST = 25


class TooManySchedules(GapwatchError):
    """The guild has as many as it may have."""

    next_step = "Remove one that is not needed: `/digest schedule remove`."


class NoSuchSchedule(GapwatchError):
    """What was chosen is no schedule of this guild."""

    next_step = "Choose one of the list that opens while you type; `/digest schedule list` shows them all."


class EditionGone(GapwatchError):
    """An edition that was dropped after its time, or that is another guild's."""

    next_step = "`/digest preview` shows one made now; `/latest` has all announcements."


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """A schedule, and how many pages wait to be posted for it."""

    schedule: Schedule
    waiting: int


class Schedules:
    """Schedules of guilds."""

    def __init__(self, database: Database, making: Making, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._making = making
        self._clock = clock

    async def add(self, guild_id: int, shape: Shape) -> Schedule:
        """A new schedule; its first edition tells of a day. Raises TooManySchedules."""
        now = self._clock()
        async with self._database.begin() as session:
            if await schedules.count(session, guild_id) >= SCHEDULES_AT_MOST:
                raise TooManySchedules(f"This server has {SCHEDULES_AT_MOST} schedules, as many as it may have.")
            return await schedules.add(
                session,
                guild_id,
                shape,
                now=now,
                covered_until=now - FIRST_WINDOW,
                next_at=next_due(shape.when, now),
            )

    async def of_guild(self, guild_id: int) -> list[Overview]:
        """The guild's schedules, oldest first."""
        async with self._database.read() as session:
            found = await schedules.of_guild(session, guild_id)
            waiting = await outbox.waiting(session, [each.id for each in found])
        return [Overview(schedule=each, waiting=waiting.get(each.id, 0)) for each in found]

    async def find(self, guild_id: int, schedule_id: int) -> Schedule:
        """One of the guild's schedules. Raises NoSuchSchedule."""
        async with self._database.read() as session:
            return _there(await schedules.find(session, guild_id, schedule_id))

    async def change(self, guild_id: int, schedule_id: int, shape: Shape) -> Schedule:
        """Let it be otherwise from now on. Raises NoSuchSchedule."""
        old = await self.find(guild_id, schedule_id)
        handled_until = max(self._clock(), old.handled_until)  # its edition may have been made before its time
        next_at = next_due(shape.when, handled_until)
        async with self._database.begin() as session:
            await schedules.change(session, schedule_id, shape, handled_until=handled_until, next_at=next_at)
        return await self.find(guild_id, schedule_id)

    async def choose_sections(self, guild_id: int, schedule_id: int, sections: Sequence[Section]) -> Schedule:
        """Let its editions have these sections from now on, and nothing else change. Raises NoSuchSchedule."""
        every = len(set(sections)) == len(Section)  # which is what a schedule has that names none
        async with self._database.begin() as session:
            found = _there(await schedules.find(session, guild_id, schedule_id))
            wanted = replace(found.wanted, sections=() if every else tuple(sections))
            await schedules.set_wanted(session, schedule_id, wanted)
        return replace(found, wanted=wanted)

    async def pause(self, guild_id: int, schedule_id: int) -> Schedule:
        """Make and post nothing until it is resumed. Raises NoSuchSchedule."""
        found = await self.find(guild_id, schedule_id)
        async with self._database.begin() as session:
            await schedules.set_status(session, [schedule_id], ScheduleStatus.PAUSED)
        return replace(found, status=ScheduleStatus.PAUSED)

    async def resume(self, guild_id: int, schedule_id: int) -> Overview:
        """Make briefings again, and post what waits. Raises NoSuchSchedule."""
        (resumed,) = await self._resume([await self.find(guild_id, schedule_id)])
        return resumed

    async def resume_stopped(self, guild_id: int) -> list[Overview]:
        """Resume every schedule of the guild that Discord's refusal stopped."""
        async with self._database.read() as session:
            found = await schedules.of_guild(session, guild_id)
        return await self._resume([each for each in found if each.status is ScheduleStatus.STOPPED])

    async def remove(self, guild_id: int, schedule_id: int) -> Schedule:
        """End it; what waits is not posted, and its editions are kept. Raises NoSuchSchedule."""
        found = await self.find(guild_id, schedule_id)
        async with self._database.begin() as session:
            await schedules.remove(session, schedule_id)
        return found

    async def make_now(self, guild_id: int, schedule_id: int) -> MadeNow:
        """Make the schedule's next edition now. Raises NoSuchSchedule, NothingSince."""
        return await self._making.make_now(await self.find(guild_id, schedule_id))

    async def editions_of(self, guild_id: int, day: date, timezone: str) -> list[KeptEdition]:
        """The guild's editions made on that day, as the time zone counts days."""
        zone = ZoneInfo(timezone)
        start, end = (moment_of(datetime.combine(each, time.min), zone) for each in (day, day + timedelta(days=1)))
        async with self._database.read() as session:
            return await schedules.editions_between(session, guild_id, start, end, SHOWN_AT_MOST)

    async def edition(self, guild_id: int, edition_id: int) -> KeptEdition:
        """One of the guild's editions. Raises EditionGone."""
        async with self._database.read() as session:
            found = await schedules.edition(session, guild_id, edition_id)
        if found is None:
            raise EditionGone("This briefing is not kept any more.")
        return found

    async def edition_of_page(self, guild_id: int, nonce: str) -> KeptEdition:
        """The edition that a posted page belongs to. Raises EditionGone."""
        async with self._database.read() as session:
            edition_id = await outbox.edition_of_page(session, nonce)
        return await self.edition(guild_id, edition_id or 0)

    async def _resume(self, stopped: Sequence[Schedule]) -> list[Overview]:
        ids = [each.id for each in stopped]
        async with self._database.begin() as session:
            await schedules.set_status(session, ids, ScheduleStatus.ACTIVE)
            await outbox.make_due(session, [Sender(schedule_id=each) for each in ids], self._clock())
            waiting = await outbox.waiting(session, ids)
        active = ScheduleStatus.ACTIVE
        return [Overview(schedule=replace(each, status=active), waiting=waiting.get(each.id, 0)) for each in stopped]


def _there(found: Schedule | None) -> Schedule:
    if found is None:
        raise NoSuchSchedule("There is no such schedule in this server.")
    return found
