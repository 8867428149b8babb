"""Editions out of the database: what each channel is told is kept with the edition, and what is muted is left out."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from bot.briefing.edition import Edition
from bot.briefing.editions import Editions
from bot.briefing.keeping import StoryKeeper
from bot.briefing.muting import Muting
from bot.delivery.making import Making
from bot.domain.announcements import FeedKind
from bot.domain.claims import Topic
from bot.domain.mutes import MuteKind, Mutes
from bot.domain.schedules import Manner, Schedule, Section, Wanted, Window
from cogs.editions import edition_for
from db import schedules
from db.engine import Database
from db.tables import EditionRow, ToldAnnouncementRow, ToldFactRow
from tests.briefing.telling import Told, own_post, store
from tests.claims import announcement, source
from tests.conftest import NOW
from tests.delivery.fakes import scheduled

GUILD, CHANNEL, OTHER_CHANNEL = 1, 10, 11
DAY = timedelta(days=1)
PREVIEW = own_post(
    "Previewing DeepSeek-V9",
    "DeepSeek-V9 is available as a preview. It needs only 27% of the single-token inference FLOPs of DeepSeek-V8.",
    lab="deepseek",
    hours_ago=3,
)
REPORT = Told(title="DeepSeek previews V9", text="DeepSeek has previewed DeepSeek-V9, it says.", hours_ago=2)
RELEASE = own_post("DeepSeek-V9 is released", "DeepSeek-V9 is released today.", lab="deepseek", hours_ago=1)


class Bot:
    """A bot with a clock that the test turns."""

    def __init__(self, database: Database) -> None:
        self.now = NOW
        self.database = database
        self.editions = Editions(database)
        self.making = Making(database, partial(edition_for, self.editions), lambda: self.now)
        self.muting = Muting(database, lambda: self.now)

    async def told(self, *texts: Told) -> None:
        for each in texts:
            await store(self.database, each, GUILD)
        await StoryKeeper(self.database, lambda: NOW).place_waiting()

    async def upcoming(self, schedule: Schedule) -> Edition:
        return await self.editions.upcoming(await self.read(schedule), self.now)

    async def read(self, schedule: Schedule) -> Schedule:
        async with self.database.read() as session:
            found = await schedules.find(session, GUILD, schedule.id)
        assert found is not None
        return found

    async def post(self, schedule: Schedule) -> None:
        self.now += timedelta(seconds=1)
        await self.making.make_now(await self.read(schedule))

    async def count(self, table: type) -> int:
        async with self.database.read() as session:
            return await session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
async def bot(database: Database) -> Bot:
    return Bot(database)


async def test_a_preview_of_a_schedule_is_what_is_made_then(bot: Bot):
    schedule = await scheduled(bot.database, GUILD, CHANNEL, now=NOW)
    await bot.told(PREVIEW)
    edition = await bot.upcoming(schedule)
    assert [item.story.lead.source.title for item in edition.top] == [PREVIEW.title]
    assert edition.coverage.next_at == schedule.next_at
    await bot.post(schedule)
    assert await bot.count(ToldAnnouncementRow) == 1
    assert await bot.count(ToldFactRow) == len(edition.told.facts) > 1


async def test_a_report_of_what_was_told_makes_a_quiet_day_and_a_release_an_update(bot: Bot):
    schedule = await scheduled(bot.database, GUILD, CHANNEL, now=NOW)
    await bot.told(PREVIEW)
    await bot.post(schedule)
    later = Window(start=NOW - DAY, end=NOW)  # as if all of it had been seen after that
    await bot.told(REPORT)
    again = await bot.editions.between(await bot.read(schedule), later, NOW)
    assert (again.is_quiet, again.coverage.known) == (True, 1)
    await bot.told(RELEASE)
    updated = await bot.editions.between(await bot.read(schedule), later, NOW)
    assert [bool(item.developed) for item in updated.top] == [True]


async def test_what_one_channel_was_told_another_was_not(bot: Bot):
    first = await scheduled(bot.database, GUILD, CHANNEL, now=NOW)
    second = await scheduled(bot.database, GUILD, OTHER_CHANNEL, now=NOW)
    await bot.told(PREVIEW)
    await bot.post(first)
    window = Window(start=NOW - DAY, end=NOW)
    assert (await bot.editions.between(first, window, NOW)).is_quiet
    assert not (await bot.editions.between(second, window, NOW)).is_quiet


async def test_what_could_not_be_kept_was_not_told(bot: Bot, monkeypatch: pytest.MonkeyPatch):
    schedule = await scheduled(bot.database, GUILD, CHANNEL, now=NOW)
    await bot.told(PREVIEW)

    async def lost(*_args: object, **_more: object) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr("bot.delivery.making.outbox.enqueue", lost)
    with pytest.raises(OSError, match="disk"):
        await bot.post(schedule)
    assert [await bot.count(table) for table in (EditionRow, ToldAnnouncementRow, ToldFactRow)] == [0, 0, 0]


async def test_a_silent_quiet_day_tells_nothing_and_what_was_told_goes_with_its_edition(bot: Bot):
    quiet = await scheduled(bot.database, GUILD, CHANNEL, now=NOW, manner=Manner(silent_when_quiet=True))
    await bot.post(quiet)
    assert await bot.count(EditionRow) == 0
    await bot.told(PREVIEW)
    loud = await scheduled(bot.database, GUILD, OTHER_CHANNEL, now=NOW)
    await bot.post(loud)
    assert await bot.count(ToldFactRow) > 0
    bot.now += timedelta(days=91)
    async with bot.database.begin() as session:
        await schedules.remove(session, loud.id)
    await bot.making.tidy()
    assert [await bot.count(table) for table in (EditionRow, ToldAnnouncementRow, ToldFactRow)] == [0, 0, 0]


async def test_the_last_word_on_a_figure_is_what_counts_as_told(bot: Bot):
    schedule = await scheduled(bot.database, GUILD, CHANNEL, now=NOW)
    await bot.told(PREVIEW)
    await bot.post(schedule)
    before = await bot.count(ToldFactRow)
    async with bot.database.begin() as session:
        await session.execute(ToldFactRow.__table__.update().values(standing="contested"))
        await session.execute(ToldAnnouncementRow.__table__.delete())
    await schedules_back(bot, schedule)
    await bot.post(schedule)
    assert await bot.count(ToldFactRow) == before
    async with bot.database.read() as session:
        assert "contested" not in (await session.scalars(select(ToldFactRow.standing))).all()


async def schedules_back(bot: Bot, schedule: Schedule) -> None:
    """Let its next window hold the same day again."""
    async with bot.database.begin() as session:
        now = await schedules.find(session, GUILD, schedule.id)
        assert now is not None
        await schedules.advance(
            session, now, covered_until=NOW - DAY, handled_until=now.handled_until, next_at=now.next_at
        )


async def test_sections_are_kept_with_a_schedule(bot: Bot):
    schedule = await scheduled(bot.database, GUILD, CHANNEL, now=NOW)
    wanted = Wanted(labs=("deepseek",), sections=(Section.MODELS, Section.POLICY))
    shape = schedules.Shape(channel_id=CHANNEL, when=schedule.when, wanted=wanted, manner=schedule.manner)
    async with bot.database.begin() as session:
        await schedules.change(session, schedule.id, shape, handled_until=NOW, next_at=NOW + DAY)
    assert (await bot.read(schedule)).wanted == wanted


async def test_what_is_muted_is_left_out_and_counted_and_can_be_told_of_again(bot: Bot):
    schedule = await scheduled(bot.database, GUILD, CHANNEL, now=NOW)
    await bot.told(PREVIEW)
    for _ in range(2):  # muting twice is muting
        await bot.muting.mute(GUILD, MuteKind.LAB, "deepseek", user_id=7)
    muted = await bot.upcoming(schedule)
    assert (muted.is_quiet, muted.coverage.muted) == (True, 1)
    assert (await bot.muting.overview(GUILD)).mutes == Mutes(labs=frozenset({"deepseek"}))
    assert not (await bot.muting.overview(2)).mutes
    await bot.muting.unmute(GUILD, MuteKind.LAB, "deepseek")
    assert not (await bot.upcoming(schedule)).is_quiet


def test_only_what_is_of_muted_labs_alone_or_about_muted_topics_alone_is_muted():
    muted = Mutes(labs=frozenset({"openai", "xai"}), topics=frozenset({Topic.FUNDING}))
    wire = source("Wire", kind=FeedKind.PRESS)
    cases = [
        (announcement(wire, labs=("openai",)), True),
        (announcement(wire, labs=("openai", "deepseek")), False),
        (announcement(replace(wire, lab="xai"), labs=("deepseek",)), True),
        (announcement(wire, topics=(Topic.FUNDING,)), True),
        (announcement(wire, topics=(Topic.FUNDING, Topic.RELEASE)), False),
        (announcement(wire), False),
    ]
    assert [muted.hold_for(each) for each, _ in cases] == [expected for _, expected in cases]
