"""Announcements get their story once, whatever happens in between, and none that has its story is moved by another."""

import asyncio
import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.briefing import keeping
from bot.briefing.keeping import StoryKeeper
from bot.briefing.likeness import WINDOW
from bot.domain.announcements import FeedKind
from bot.domain.claims import Reading
from bot.reading.reader import READER_VERSION
from db import story_placing
from db.engine import Database, create_engine
from db.migrate import migrate, upgrade
from db.readings import store_reading
from db.tables import AnnouncementRow, StoryAnchorRow, StoryMemberRow, StoryQueueRow, StoryRow
from tests.briefing.telling import Told, own_post, store
from tests.briefing.test_likeness import IN_CHINESE, LAUNCH, REPORT, TEST
from tests.conftest import NOW

OTHER = own_post("Introducing GPT-6.1", "GPT-6.1 is available today, at $3 per million input tokens.", lab="openai")
OTHER_REPORT = Told(title="OpenAI ships GPT-6.1", text="OpenAI released GPT-6.1 at $3 per million input tokens.")
ISSUE = Told(
    title="The week in models",
    text="Claude Opus 6.1 scores 88.4% on SWE-bench Verified. GPT-6.1 costs $3 per million input tokens. Kimi K3 came.",
    publisher="Weekly",
    kind=FeedKind.NEWSLETTER,
)


def keeper(database: Database) -> StoryKeeper:
    return StoryKeeper(database, lambda: NOW)


async def placed(database: Database) -> dict[int, int]:
    async with database.read() as session:
        rows = await session.execute(select(StoryMemberRow.announcement_id, StoryMemberRow.story_id))
        return dict(rows.all())


async def groups(database: Database) -> set[frozenset[int]]:
    members: dict[int, set[int]] = {}
    for announcement_id, story_id in (await placed(database)).items():
        members.setdefault(story_id, set()).add(announcement_id)
    return {frozenset(each) for each in members.values()}


async def count(database: Database, table: type) -> int:
    async with database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_what_tells_of_one_event_becomes_one_story_and_the_rest_stays_apart(database: Database):
    ids = [await store(database, told) for told in (LAUNCH, OTHER, REPORT, ISSUE, TEST, OTHER_REPORT, IN_CHINESE)]
    assert await keeper(database).place_waiting() == len(ids)
    launch, other, report, issue, test, other_report, chinese = ids
    assert await groups(database) == {
        frozenset({launch, report, test, chinese}),
        frozenset({other, other_report}),
        frozenset({issue}),
    }
    assert await keeper(database).place_waiting() == 0


async def test_a_newcomer_moves_nobody(database: Database):
    for told in (LAUNCH, REPORT, OTHER, ISSUE):
        await store(database, told)
        await keeper(database).place_waiting()
    before = await placed(database)
    await store(database, TEST)
    await keeper(database).place_waiting()
    after = await placed(database)
    assert {each: after[each] for each in before} == before


@pytest.mark.parametrize("order", range(4))
async def test_in_whatever_order_they_come_the_stories_are_the_same(sqlite_database: Database, order: int):
    texts = [LAUNCH, REPORT, TEST, IN_CHINESE, OTHER, OTHER_REPORT, ISSUE]
    random.Random(order).shuffle(texts)
    stories: dict[str, int] = {}
    for told in texts:
        await store(sqlite_database, told)
        await keeper(sqlite_database).place_waiting()
    async with sqlite_database.read() as session:
        titles = dict((await session.execute(select(AnnouncementRow.id, AnnouncementRow.title))).all())
    for announcement_id, story_id in (await placed(sqlite_database)).items():
        stories[titles[announcement_id]] = story_id
    one = [LAUNCH, REPORT, TEST, IN_CHINESE]
    assert all(stories[a.title] == stories[b.title] for a, b in combinations(one, 2))
    assert stories[OTHER.title] == stories[OTHER_REPORT.title] != stories[LAUNCH.title]
    assert list(stories.values()).count(stories[ISSUE.title]) == 1


async def test_a_stop_at_any_step_loses_and_doubles_nothing(database: Database, monkeypatch: pytest.MonkeyPatch):
    ids = [await store(database, told) for told in (LAUNCH, REPORT, TEST)]
    for step in ("current_story", "new_story", "join", "save_anchors", "dequeue"):
        with monkeypatch.context() as broken:
            broken.setattr(story_placing, step, _stopped)
            with pytest.raises(_Stopped):
                await keeper(database).place_waiting()
        assert await placed(database) == {}
        assert await count(database, StoryQueueRow) == len(ids)
        assert await count(database, StoryRow) == 0
    await keeper(database).place_waiting()
    assert await groups(database) == {frozenset(ids)}


class _Stopped(Exception):
    pass


async def _stopped(*_args: object, **_more: object) -> None:
    raise _Stopped


async def test_two_keepers_at_once_place_each_announcement_once_and_begin_one_story(
    database: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keeping, "AT_ONCE", 1)
    ids = [await store(database, told) for told in (LAUNCH, REPORT, TEST, IN_CHINESE)]
    await asyncio.gather(keeper(database).place_waiting(), keeper(database).place_waiting())
    assert await groups(database) == {frozenset(ids)}


async def test_a_reading_that_is_not_stored_after_all_queues_nothing(database: Database):
    async def undone(session: AsyncSession) -> None:
        await story_placing.enqueue(session, [stored])
        raise _Stopped

    stored = await store(database, LAUNCH)
    await keeper(database).place_waiting()
    with pytest.raises(_Stopped):
        async with database.begin() as session:
            await undone(session)
    assert await count(database, StoryQueueRow) == 0


async def _read_again(database: Database, announcement_id: int, told: Told, reading: Reading | None = None) -> None:
    async with database.begin() as session:
        await store_reading(
            session,
            announcement_id=announcement_id,
            reading=reading or told.reading(),
            reader_version=READER_VERSION,
            now=NOW,
        )
    await keeper(database).place_waiting()


async def test_what_is_read_anew_stays_in_a_story_that_others_tell_as_well(database: Database):
    launch, report = await store(database, LAUNCH), await store(database, REPORT)
    await keeper(database).place_waiting()
    before, anchors = await placed(database), await count(database, StoryAnchorRow)
    await _read_again(database, report, REPORT, Reading())
    assert await placed(database) == before == {launch: before[launch], report: before[launch]}
    assert await count(database, StoryAnchorRow) < anchors  # it is found by less, as less is read in it


async def test_what_stood_alone_may_join_when_a_reader_sees_more_in_it(database: Database):
    launch = await store(database, LAUNCH)
    report = await store(database, REPORT)
    async with database.begin() as session:
        await store_reading(session, announcement_id=report, reading=Reading(), reader_version=1, now=NOW)
    await keeper(database).place_waiting()
    assert await groups(database) == {frozenset({launch}), frozenset({report})}
    await _read_again(database, report, REPORT)
    assert await groups(database) == {frozenset({launch, report})}
    assert await count(database, StoryRow) == 1


async def test_only_so_many_are_placed_in_a_turn_and_the_newest_first(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keeping, "AT_ONCE", 1)
    ids = [await store(sqlite_database, told) for told in (LAUNCH, OTHER, REPORT)]
    assert await keeper(sqlite_database).place_waiting(at_most=2) == 2
    assert set(await placed(sqlite_database)) == set(ids[1:])


async def test_announcements_that_go_take_their_places_with_them(database: Database):
    ids = [await store(database, told) for told in (LAUNCH, REPORT)]
    await keeper(database).place_waiting()
    await store(database, TEST)
    async with database.begin() as session:
        await session.execute(text("DELETE FROM announcements"))
    assert await placed(database) == {}
    assert len(ids) == 2
    assert await count(database, StoryAnchorRow) == await count(database, StoryQueueRow) == 0
    assert await keeper(database).place_waiting() == 0


async def test_an_existing_database_is_caught_up_on(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path}/old.db"
    engine = create_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(upgrade, "5e8f1d2b97c4")
        await connection.exec_driver_sql(
            "INSERT INTO feeds (id, url, title, publisher, kind, status, next_poll_at, failures, created_at) "
            "VALUES (1, 'u', 't', 'p', 'press', 'active', '2026-01-01', 0, '2026-01-01')"
        )
        for number, version in ((1, 5), (2, 5), (3, None)):
            await connection.exec_driver_sql(
                "INSERT INTO announcements (id, feed_id, title, text, seen_at, dated_at, reader_version) "
                "VALUES (?, 1, 'Claude Opus 6.1 is out', '', '2026-11-20', '2026-11-20', ?)",
                (number, version),
            )
    await migrate(engine)
    await engine.dispose()
    async with Database.open(url) as database:
        assert await keeper(database).place_waiting() == 2
        assert sorted(await placed(database)) == [1, 2]  # the third has not been read yet


async def test_what_is_asked_of_the_past_is_bounded(sqlite_database: Database):
    await _crowd(
        sqlite_database, [Told(title=f"A note on chips, number {n}", hours_ago=30 + n / 60) for n in range(80)]
    )
    async with sqlite_database.read() as session:
        found = await story_placing.found_by(session, {"lab:crowd"}, NOW, WINDOW)
        plan = await session.execute(
            text(
                "EXPLAIN QUERY PLAN SELECT announcement_id FROM story_anchors WHERE anchor = 'x' AND at BETWEEN 1 AND 2"
            )
        )
        assert "ix_story_anchors_anchor_at" in str(plan.all())
    assert len(found) == story_placing.BEFORE


async def _crowd(database: Database, texts: Sequence[Told]) -> None:
    ids = [await store(database, told) for told in texts]
    await keeper(database).place_waiting()
    async with database.begin() as session:
        for announcement_id, told in zip(ids, texts, strict=True):
            assert told.dated_at is not None
            await story_placing.save_anchors(session, announcement_id, ["lab:crowd"], told.dated_at)
