"""What a guild says of claims is its own, outlives a newer reading, and goes over to the feed that another becomes."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.claims import Kind, Ratio, Reading, Spec
from bot.domain.corrections import Action, Correction, Instead, Side
from bot.domain.names import ModelName
from db import announcements, audit, corrections, models
from db.claims import ClaimFilter, changed_claims, guild_claims, guild_claims_by_id
from db.engine import Database
from db.merging import merge_feeds
from db.readings import store_reading, store_reading_of_edit
from tests.claims import GPT, V3, V4, claim
from tests.db.test_queries import OURS, THEIRS, add_feed, announce

PRICE = claim(Kind.SPEC, Spec.INPUT_PRICE, 1.74, quote="$1.74 in and $3.48 out")
OUT = claim(Kind.SPEC, Spec.OUTPUT_PRICE, 3.48, quote="$1.74 in and $3.48 out")
COST = claim(Kind.RATIO, Ratio.COST, 0.27, baseline=V3, quote="27% of the cost")
READING = Reading(models=(V4, V3), claims=(PRICE, OUT, COST))


async def stored(database: Database, now: datetime) -> tuple[int, dict[str, int]]:
    """An announcement that two guilds see, and its claims' ids by their metrics."""
    feed = await add_feed(database, "deepseek", now, OURS, THEIRS)
    announcement_id = await announce(database, feed, "V4", READING, now)
    async with database.read() as session:
        found = await guild_claims(session, OURS, ClaimFilter())
    return announcement_id, {sourced.claim.metric: sourced.id for sourced in found}


async def say(database: Database, claim_id: int, correction: Correction | None, guild: int = OURS) -> int:
    async with database.begin() as session:
        return await corrections.save_correction(session, guild, claim_id, correction)


async def metrics_seen(database: Database, guild: int = OURS) -> set[str]:
    async with database.read() as session:
        return {sourced.claim.metric for sourced in await guild_claims(session, guild, ClaimFilter())}


async def reread(database: Database, announcement_id: int, reading: Reading, now: datetime) -> None:
    async with database.begin() as session:
        await store_reading(session, announcement_id=announcement_id, reading=reading, reader_version=2, now=now)


async def test_a_hidden_claim_is_in_no_query_of_its_guild_and_in_all_of_another(database: Database, now: datetime):
    announcement_id, ids = await stored(database, now)
    hidden = ids[Ratio.COST]
    await say(database, hidden, Correction(hidden=True, by=7, at=now))
    async with database.read() as session:
        assert await metrics_seen(database) == {Spec.INPUT_PRICE, Spec.OUTPUT_PRICE}
        assert await guild_claims_by_id(session, OURS, [hidden]) == []
        assert len(await guild_claims_by_id(session, OURS, [hidden], hidden_too=True)) == 1
        assert [each.claims_count for each in await announcements.latest(session, OURS)] == [2]
        assert await corrections.count_mended(session, OURS) == (1, 0)
        assert [each.claims_count for each in await announcements.latest(session, THEIRS)] == [3]
        assert await corrections.count_mended(session, THEIRS) == (0, 0)
        assert await corrections.mended_claim_ids(session, THEIRS, 9) == []
    assert len(await metrics_seen(database, THEIRS)) == 3
    gone = Reading(models=(V4,), claims=(PRICE, OUT))
    async with database.begin() as session:
        await store_reading_of_edit(
            session, announcement_id=announcement_id, reading=gone, reader_version=1, now=now + timedelta(days=1)
        )
        assert await changed_claims(session, OURS) == []
        assert len(await changed_claims(session, THEIRS)) == 1


async def test_a_correction_is_kept_until_it_is_taken_back_and_its_claim_keeps_its_number(
    database: Database, now: datetime
):
    _, ids = await stored(database, now)
    word = Correction(instead=Instead(value=2.0, hedged=True), reason="misread", by=1 << 60, at=now)
    number = await say(database, ids[Spec.INPUT_PRICE], word)
    async with database.read() as session:
        assert await corrections.guild_corrections(session, OURS) == {ids[Spec.INPUT_PRICE]: word}
        assert await corrections.guild_corrections(session, THEIRS) == {}
        assert await corrections.find_correction(session, THEIRS, ids[Spec.INPUT_PRICE]) is None
        assert await corrections.claim_of_correction(session, THEIRS, number) is None
    assert await say(database, ids[Spec.INPUT_PRICE], None) == number
    async with database.read() as session:
        assert await corrections.guild_corrections(session, OURS) == {}
        assert await corrections.find_correction(session, OURS, ids[Spec.INPUT_PRICE]) is None
        assert await corrections.mended_claim_ids(session, OURS, 9) == []
        assert await corrections.claim_of_correction(session, OURS, number) == ids[Spec.INPUT_PRICE]


async def test_what_is_said_of_a_claim_outlives_readings_that_make_it_anew(database: Database, now: datetime):
    announcement_id, ids = await stored(database, now)
    hidden = await say(database, ids[Ratio.COST], Correction(hidden=True, by=7, at=now))
    corrected = await say(database, ids[Spec.OUTPUT_PRICE], Correction(instead=Instead(value=3.0), by=7, at=now))
    # a newer reader finds the baseline to be another, and does not see the price at first
    again = replace(COST, baseline=GPT, value=0.28)
    await reread(database, announcement_id, Reading(models=(V4, GPT), claims=(PRICE, again)), now)
    assert await metrics_seen(database) == {Spec.INPUT_PRICE}
    async with database.read() as session:
        assert await corrections.claim_of_correction(session, OURS, corrected) is None
        new_id = await corrections.claim_of_correction(session, OURS, hidden)
        assert new_id not in {None, ids[Ratio.COST]}
        assert len(await guild_claims_by_id(session, OURS, [new_id or 0], hidden_too=True)) == 1
    await reread(database, announcement_id, Reading(models=(V4, GPT), claims=(PRICE, OUT, again)), now)
    async with database.read() as session:
        (claim_id,) = await corrections.guild_corrections(session, OURS)
        (found,) = await guild_claims_by_id(session, OURS, [claim_id])
        assert found.claim == OUT
    assert len(await metrics_seen(database, THEIRS)) == 3


async def test_a_correction_stays_with_its_claim_through_an_edit_of_the_sentence(database: Database, now: datetime):
    announcement_id, ids = await stored(database, now)
    await say(database, ids[Ratio.COST], Correction(hidden=True, by=7, at=now))
    reworded = replace(COST, quote=replace(COST.quote, text="merely 27% of the cost"))
    dearer = replace(PRICE, value=2.0)
    await say(database, ids[Spec.INPUT_PRICE], Correction(hidden=True, by=7, at=now))
    async with database.begin() as session:
        await store_reading_of_edit(
            session,
            announcement_id=announcement_id,
            reading=Reading(models=(V4, V3), claims=(dearer, OUT, reworded)),
            reader_version=1,
            now=now,
        )
    # the publisher's new figure is another claim: nobody has said anything of it
    assert await metrics_seen(database) == {Spec.INPUT_PRICE, Spec.OUTPUT_PRICE}


async def test_what_is_said_of_a_feeds_claims_goes_over_to_the_feed_that_it_becomes(database: Database, now: datetime):
    kept, gone = await add_feed(database, "deepseek", now, THEIRS), await add_feed(database, "openai", now, OURS)
    first, second = (
        await announce(database, kept, "V4", READING, now),
        await announce(database, gone, "V4", READING, now),
    )
    async with database.read() as session:
        (ours,) = [s for s in await guild_claims(session, OURS, ClaimFilter()) if s.claim.metric == Ratio.COST]
    number = await say(database, ours.id, Correction(hidden=True, by=7, at=now))
    async with database.begin() as session:
        await merge_feeds(session, gone=gone.id, kept=kept.id, same={second: first})
        claim_id = await corrections.claim_of_correction(session, OURS, number)
        (found,) = await guild_claims_by_id(session, OURS, [claim_id or 0], hidden_too=True)
    assert (found.claim, found.source.announcement_id) == (COST, first)
    assert await metrics_seen(database) == {Spec.INPUT_PRICE, Spec.OUTPUT_PRICE}
    assert len(await metrics_seen(database, THEIRS)) == 3


async def test_a_correction_follows_a_model_that_is_merged_for_everybody(database: Database, now: datetime):
    _, ids = await stored(database, now)
    respelt = ModelName(name="DeepSeek V3.2 Exp", lab="deepseek")
    async with database.begin() as session:
        await models.add_model(session, respelt, now)
    await say(database, ids[Spec.INPUT_PRICE], Correction(instead=Instead(subject=respelt), by=7, at=now))
    async with database.begin() as session:
        one, other = await models.find_model(session, respelt.name), await models.find_model(session, V3.name)
        assert one is not None
        assert other is not None
        await models.merge_models(session, one, other)
        (word,) = (await corrections.guild_corrections(session, OURS)).values()
    assert word.instead.subject == V3


async def test_a_trail_is_read_newest_first_by_person_and_never_by_another_guild(database: Database, now: datetime):
    await add_feed(database, "deepseek", now, OURS, THEIRS)
    async with database.begin() as session:
        made = [
            await audit.add_entry(
                session,
                guild,
                at=now,
                user_id=user_id,
                action=action,
                target="claim 1",
                label="V4",
                before=Side(words="shown", state=None),
                after=Side(words="hidden", state={"hidden": True}),
            )
            for guild, user_id, action in ((OURS, 7, Action.HIDE), (THEIRS, 7, Action.HIDE), (OURS, 8, Action.RESTORE))
        ]
        undone = await audit.add_entry(
            session,
            OURS,
            at=now,
            user_id=9,
            action=Action.UNDO,
            target="claim 1",
            label="V4",
            before=made[2].after,
            after=made[2].before,
            undoes=made[2].id,
        )
    async with database.read() as session:
        found = await audit.guild_entries(session, OURS)
        assert [each.id for each in found] == [undone.id, made[2].id, made[0].id]
        assert [each.can_be_undone for each in found] == [True, False, True]
        assert [each.undone_by for each in found] == [None, 9, None]
        assert found[2].after == Side(words="hidden", state={"hidden": True})
        assert [each.id for each in await audit.guild_entries(session, OURS, user_id=8)] == [made[2].id]
        assert await audit.count_entries(session, OURS) == 3
        assert await audit.count_entries(session, OURS, 7) == 1
        (theirs,) = await audit.guild_entries(session, THEIRS)
        assert theirs.can_be_undone
        assert await audit.find_entry(session, OURS, theirs.id) is None
