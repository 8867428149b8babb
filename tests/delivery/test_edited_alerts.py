"""An edit is told where it makes a claim that is watched for, once: on both databases, over a fake Discord."""

from datetime import timedelta

from bot.domain.claims import Kind, Ratio, Release, Spec
from bot.domain.watches import Comparison, Threshold, WatchFor
from db.engine import Database
from tests.claims import V3, V4, claim
from tests.delivery.fakes import NEWS, OURS, Channels, Times
from tests.delivery.watched import bring, edit, reads_feed, start, watch

HOUR = timedelta(hours=1)
HALF = Threshold(kind=Kind.RATIO, metric=Ratio.INFERENCE_COMPUTE, comparison=Comparison.AT_MOST, value=0.5)
ON_V4 = WatchFor(model="DeepSeek-V4")
PREVIEWED = claim(Kind.RELEASE, Release.PREVIEWED)
CHEAP = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3)
DEAR = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.9, baseline=V3)
PRICE, CUT = (claim(Kind.SPEC, Spec.INPUT_PRICE, value) for value in (2.0, 1.5))


async def test_an_edit_with_a_claim_that_is_watched_for_is_told_once_with_what_is_new(
    database: Database, times: Times, channels: Channels
):
    feed = await reads_feed(database, times, OURS)
    await watch(database, times, WatchFor(threshold=HALF))
    stored = await bring(database, feed, times, "DeepSeek-V4-Pro", claims=[PREVIEWED, DEAR])
    await start(database, times, channels).work()
    assert channels.posted == []
    for said in ([PREVIEWED, CHEAP], [CHEAP], [CHEAP, PRICE], [DEAR], [CHEAP]):
        times.now += HOUR
        await edit(database, times, stored, *said)
        await start(database, times, channels).work()
    (told,) = channels.texts(NEWS)
    assert told.startswith(f"announcement {stored} edited ")
    assert told.endswith("DeepSeek-V4-Pro: compute / token 0.27× DeepSeek-V3.2")


async def test_what_was_told_is_told_again_only_with_the_claims_that_an_edit_brings(
    database: Database, times: Times, channels: Channels
):
    feed = await reads_feed(database, times, OURS)
    await watch(database, times, ON_V4)
    stored = await bring(database, feed, times, "Previewing DeepSeek-V4-Pro", claims=[PREVIEWED, PRICE])
    await start(database, times, channels).work()
    for said in ([PREVIEWED, PRICE], [PREVIEWED, CUT], [PREVIEWED, CUT], [PREVIEWED], [PREVIEWED, CUT]):
        times.now += HOUR
        await edit(database, times, stored, *said)
        await start(database, times, channels).work()
    first, second = channels.texts(NEWS)
    assert first == f"announcement {stored}"
    assert second.endswith("DeepSeek-V4-Pro: price in $1.50, was $2.00")


async def test_an_edit_that_only_repeats_what_its_story_said_is_not_told(
    sqlite_database: Database, times: Times, channels: Channels
):
    feed, wire = [await reads_feed(sqlite_database, times, OURS) for _ in range(2)]
    await watch(sqlite_database, times, ON_V4)
    await bring(sqlite_database, feed, times, "Previewing DeepSeek-V4-Pro", claims=[PREVIEWED, CHEAP])
    copied = await bring(sqlite_database, wire, times, "Previewing DeepSeek-V4-Pro", claims=[PREVIEWED])
    await start(sqlite_database, times, channels).work()
    times.now += HOUR
    await edit(sqlite_database, times, copied, PREVIEWED, CHEAP)
    await start(sqlite_database, times, channels).work()
    assert len(channels.posted) == 1


async def test_an_edit_of_what_has_not_been_looked_at_yet_is_told_with_it(
    sqlite_database: Database, times: Times, channels: Channels
):
    feed = await reads_feed(sqlite_database, times, OURS, channel_id=78)
    await watch(sqlite_database, times, ON_V4)
    stored = await bring(sqlite_database, feed, times, "Previewing DeepSeek-V4-Pro", claims=[PREVIEWED])
    times.now += HOUR
    await edit(sqlite_database, times, stored, PREVIEWED, CHEAP)
    for _ in range(2):
        await start(sqlite_database, times, channels).work()
    assert channels.texts(NEWS) == channels.texts(78) == [f"announcement {stored}"]


async def test_a_feeds_own_channel_is_not_told_of_edits(sqlite_database: Database, times: Times, channels: Channels):
    feed = await reads_feed(sqlite_database, times, OURS, channel_id=NEWS)
    stored = await bring(sqlite_database, feed, times, "DeepSeek-V4-Pro", models=[V4], claims=[PREVIEWED])
    await start(sqlite_database, times, channels).work()
    times.now += HOUR
    await edit(sqlite_database, times, stored, PREVIEWED, CHEAP)
    await start(sqlite_database, times, channels).work()
    assert channels.texts(NEWS) == [f"announcement {stored}"]
