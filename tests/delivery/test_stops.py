"""What Discord refuses stops its schedule, keeps everything and is told once; what is paused or left gets nothing."""

from datetime import timedelta

from bot.delivery.notices import CannotPost
from bot.delivery.stops import Stops
from bot.domain.schedules import ScheduleStatus
from db import feeds, outbox, schedules
from db.engine import Database
from db.outbox import Sender, Stop
from tests.delivery.fakes import NEWS, OURS, PAGES, Channels, Times, scheduled, start

MINUTE = timedelta(minutes=1)


class Admins:
    def __init__(self, *, reachable: bool = True) -> None:
        self.reachable = reachable
        self.told: list[Stop] = []
        self.nonces: list[str] = []

    async def post_stop(self, told: Stop) -> int:
        self.nonces.append(told.nonce)
        if not self.reachable:
            raise CannotPost("There is no channel.")
        self.told.append(told)
        return len(self.told)


async def find(database: Database, guild_id: int, schedule_id: int):
    async with database.read() as session:
        found = await schedules.find(session, guild_id, schedule_id)
    assert found is not None
    return found


async def test_a_refusal_stops_the_schedule_keeps_everything_and_is_told_once(
    database: Database, times: Times, channels: Channels
):
    schedule = await scheduled(database, OURS, NEWS)
    await scheduled(database, 8, 88)
    times.to_eight()
    process, stops, told = start(database, times, channels), Stops(database, times), Admins()
    channels.refusing = True
    await process.work()
    assert (await find(database, OURS, schedule.id)).status is ScheduleStatus.STOPPED
    assert [await stops.tell_due(told) for _ in range(2)] == [2, 0]
    assert [each.reason for each in told.told] == ["The bot lacks the permission Send Messages."] * 2
    channels.refusing = False
    times.to_eight()
    await process.work()
    assert channels.posted == []
    async with database.begin() as session:
        await schedules.set_status(session, [schedule.id], ScheduleStatus.ACTIVE)
        assert await outbox.make_due(session, [Sender(schedule_id=schedule.id)], times()) == PAGES
    await process.work()
    texts = channels.texts(NEWS)
    assert len(texts) == 2 * PAGES  # the kept one, then what fell due meanwhile
    assert channels.texts(88) == []
    assert await stops.tell_due(told) == 0


async def test_a_stop_that_reaches_no_admin_is_told_later_with_the_same_nonce(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    times.to_eight()
    channels.refusing = True
    await start(database, times, channels).work()
    stops, told = Stops(database, times), Admins(reachable=False)
    assert await stops.tell_due(told) == 0
    told.reachable = True
    assert await stops.tell_due(told) == 0
    times.now += MINUTE
    assert await stops.tell_due(told) == 1
    assert len(set(told.nonces)) == 1


async def test_a_paused_schedule_and_a_server_that_was_left_get_nothing(
    database: Database, times: Times, channels: Channels
):
    paused = await scheduled(database, OURS, NEWS)
    await scheduled(database, 8, 88)
    async with database.begin() as session:
        await schedules.set_status(session, [paused.id], ScheduleStatus.PAUSED)
        await feeds.leave_guild(session, guild_id=8, now=times())
    times.to_eight()
    await start(database, times, channels).work()
    assert channels.requests == []
