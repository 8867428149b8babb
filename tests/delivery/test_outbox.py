"""Each page of each edition is posted once, whatever Discord answers: on both databases, over a fake Discord."""

from datetime import timedelta

from sqlalchemy import select

from bot.delivery.outbox import LONGEST_WAIT, wait_after
from bot.domain.schedules import DeliveryState, Manner, PostAs
from db.engine import Database
from db.tables import DeliveryRow
from tests.delivery.fakes import NEWS, OURS, PAGES, Channels, Times, scheduled, start

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


async def rows(database: Database) -> list[DeliveryRow]:
    async with database.read() as session:
        return [*await session.scalars(select(DeliveryRow).order_by(DeliveryRow.id))]


async def test_what_is_due_is_posted_in_order_and_no_more(database: Database, times: Times, channels: Channels):
    await scheduled(database, OURS, NEWS)
    process = start(database, times, channels)
    await process.work()
    assert channels.posted == []
    for day in range(1, 4):
        times.to_eight()
        await process.work()
        await process.work()
        assert len(channels.texts(NEWS)) == PAGES * day
    assert channels.texts(NEWS)[0].endswith("22 12:00:00 to 24 08:00:01, page 0")
    assert channels.texts(NEWS)[1].endswith("page 1")
    assert channels.texts(NEWS)[2].endswith("24 08:00:01 to 25 08:00:01, page 0")
    assert {row.state for row in await rows(database)} == {DeliveryState.SENT}


async def test_a_lost_answer_posts_nothing_twice_within_the_life_of_a_nonce_and_after(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    process = start(database, times, channels)
    for wait in (timedelta(seconds=6), HOUR):
        times.to_eight()
        answers = iter(["lost", "", "lost"])
        channels.fault = lambda answers=answers: next(answers, "")  # type: ignore[misc]
        for _ in range(4):
            await process.work()
            times.now += wait
    texts = channels.texts(NEWS)
    assert len(texts) == len(set(texts)) == 2 * PAGES


async def test_an_uncertain_page_is_looked_for_before_it_is_sent_again(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    times.to_eight()
    process = start(database, times, channels)
    answers = iter(["cut"])
    channels.fault = lambda: next(answers, "")
    await process.work()
    times.now += MINUTE
    await process.work()
    assert channels.requests == ["post", "find", "post", "post"]


async def test_what_discord_asks_to_wait_for_is_not_tried_before(database: Database, times: Times, channels: Channels):
    await scheduled(database, OURS, NEWS)
    times.to_eight()
    process = start(database, times, channels)
    answers = iter(["wait"])
    channels.fault = lambda: next(answers, "")
    await process.work()
    times.now += timedelta(seconds=19)
    await process.work()
    assert channels.requests == ["post"]
    times.now += timedelta(seconds=1)
    await process.work()
    assert channels.requests == ["post", "post", "post"]  # it was not carried out, so nothing is to be looked for


async def test_no_second_page_before_the_first_and_no_edition_before_the_last(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    process = start(database, times, channels)
    channels.fault = lambda: "cut"
    for _ in range(3):
        times.to_eight()
        await process.work()
    assert channels.posted == []
    channels.fault = lambda: ""
    times.now += LONGEST_WAIT
    await process.work()
    texts = channels.texts(NEWS)
    assert len(texts) == 3 * PAGES
    assert texts == sorted(texts)


async def test_what_discord_will_never_take_fails_with_its_other_pages_and_the_next_edition_goes_on(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS)
    process = start(database, times, channels)
    times.to_eight()
    answers = iter(["reject"])
    channels.fault = lambda: next(answers, "")
    await process.work()
    assert channels.posted == []
    times.to_eight()
    await process.work()
    assert len(channels.texts(NEWS)) == PAGES
    assert [row.state for row in await rows(database)].count(DeliveryState.FAILED) == PAGES


async def test_a_thread_or_a_crosspost_follows_its_message_and_is_made_up_for(
    database: Database, times: Times, channels: Channels
):
    await scheduled(database, OURS, NEWS, manner=Manner(post_as=PostAs.THREAD))
    await scheduled(database, 8, 88, manner=Manner(post_as=PostAs.CROSSPOST))
    times.to_eight()
    process = start(database, times, channels)
    answers = iter(["", "", "cut", "lost"])
    channels.fault = lambda: next(answers, "")
    for _ in range(4):
        await process.work()
        times.now += MINUTE
    assert len(channels.posted) == 2 * PAGES
    first = channels.posted[0].id if channels.posted[0].channel_id == NEWS else channels.posted[1].id
    assert first in channels.finished
    assert len(set(channels.finished)) == 1 + PAGES
    assert {row.state for row in await rows(database)} == {DeliveryState.SENT}


async def test_waits_double_up_to_the_longest():
    assert [wait_after(attempts).total_seconds() for attempts in (1, 2, 3, 8, 30)] == [5, 10, 20, 600, 600]
