"""What the ledger of a subject rests on, and what may change where claims stand: as a guild corrects it."""

from datetime import datetime, timedelta

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Caveat, Kind, Ratio, Reading, Spec
from bot.domain.corrections import Correction, Instead
from bot.ledger.corrections import corrected_claims_in_context, corrected_edits, corrected_subject_claims
from bot.ledger.fetching import lines_about, lines_of
from bot.ledger.standing import Standing, standing_of
from db.claims import ClaimFilter, guild_claims
from db.corrections import save_correction
from db.engine import Database
from db.readings import store_reading_of_edit
from tests.claims import GPT, V3, V4, claim
from tests.db.test_queries import OURS, THEIRS, add_feed, announce

COST = claim(Kind.RATIO, Ratio.COST, 0.27, baseline=V3, quote="27% of the cost of V3.2")
SIZE = claim(Kind.SPEC, Spec.PARAMETERS, 1.6e12, quote="1.6T parameters")
QUIET = claim(Kind.CAVEAT, Caveat.UNDISCLOSED, quote="the training data was not disclosed")
READING = Reading(labs=("deepseek", "openai"), models=(V4, V3, GPT), claims=(COST, SIZE, QUIET))


async def stored(database: Database, now: datetime) -> int:
    feed = await add_feed(database, "deepseek", now, OURS, THEIRS)
    return await announce(database, feed, "V4", READING, now - timedelta(days=2), published=now - timedelta(days=2))


async def say(database: Database, metric: str, correction: Correction) -> None:
    async with database.begin() as session:
        (found,) = await guild_claims(session, OURS, ClaimFilter(metrics=[metric]))
        await save_correction(session, OURS, found.id, correction)


def metrics(claims: list[SourcedClaim]) -> set[str]:
    return {sourced.claim.metric for sourced in claims}


async def about(database: Database, key: str, guild: int = OURS) -> set[str]:
    async with database.read() as session:
        return metrics(await corrected_subject_claims(session, guild, [key], [], limit=100))


async def test_a_subject_has_its_claims_of_every_kind_and_those_against_it(database: Database, now: datetime):
    await stored(database, now)
    assert await about(database, V4.key) == {Ratio.COST, Spec.PARAMETERS, Caveat.UNDISCLOSED}
    assert await about(database, V3.key) == {Ratio.COST}
    assert await about(database, GPT.key) == set()


async def test_a_claim_that_a_guild_moves_is_on_its_new_subject_there_only(database: Database, now: datetime):
    await stored(database, now)
    await say(database, Ratio.COST, Correction(instead=Instead(subject=GPT), by=7, at=now))
    assert await about(database, GPT.key) == {Ratio.COST}
    assert await about(database, V4.key) == {Spec.PARAMETERS, Caveat.UNDISCLOSED}
    assert await about(database, V3.key) == {Ratio.COST}
    assert await about(database, GPT.key, THEIRS) == set()
    assert Ratio.COST in await about(database, V4.key, THEIRS)


async def test_what_a_guild_hides_is_neither_on_a_subject_nor_in_a_context(database: Database, now: datetime):
    await stored(database, now)
    wanted = ClaimFilter(kinds=[Kind.SPEC])
    async with database.read() as session:
        asked, around = await corrected_claims_in_context(session, OURS, wanted, newest=10, limit=20)
    assert (metrics(asked), metrics(around)) == ({Spec.PARAMETERS}, {Caveat.UNDISCLOSED})
    await say(database, Caveat.UNDISCLOSED, Correction(hidden=True, by=7, at=now))
    assert await about(database, V4.key) == {Ratio.COST, Spec.PARAMETERS}
    async with database.read() as session:
        assert (await corrected_claims_in_context(session, OURS, wanted, newest=10, limit=20))[1] == []
        assert len((await corrected_claims_in_context(session, THEIRS, wanted, newest=10, limit=20))[1]) == 1


async def test_a_caveat_that_is_moved_to_a_subject_is_in_its_context(database: Database, now: datetime):
    await stored(database, now)
    await say(database, Caveat.UNDISCLOSED, Correction(instead=Instead(subject=GPT), by=7, at=now))
    await say(database, Ratio.COST, Correction(instead=Instead(subject=GPT), by=7, at=now))
    async with database.read() as session:
        wanted = ClaimFilter(kinds=[Kind.RATIO])
        asked, around = await corrected_claims_in_context(session, OURS, wanted, newest=10, limit=20)
    assert [sourced.claim.subject for sourced in (*asked, *around)] == [GPT, GPT]
    assert metrics(around) == {Caveat.UNDISCLOSED}


async def test_what_was_taken_back_is_told_as_such_and_stood_then(database: Database, now: datetime):
    announcement_id = await stored(database, now)
    async with database.begin() as session:
        reading = Reading(models=(V4, V3), claims=(COST, QUIET))
        await store_reading_of_edit(
            session, announcement_id=announcement_id, reading=reading, reader_version=1, now=now
        )
    async with database.read() as session:
        wanted, before = ClaimFilter(kinds=[Kind.SPEC]), now - timedelta(days=1)
        (today,) = await lines_of(session, OURS, wanted)
        (then,) = await lines_of(session, OURS, wanted, before)
        assert await lines_of(session, OURS, wanted, now - timedelta(days=3)) == ()
        known = await lines_about(session, OURS, models=[V4.key], then=before)
    assert (standing_of(today), standing_of(then)) == (Standing.WITHDRAWN, Standing.VENDORS_WORD)
    assert len(known) == 3


async def test_what_an_edit_took_away_is_told_as_the_guild_corrects_it(database: Database, now: datetime):
    announcement_id = await stored(database, now)
    await say(database, Spec.PARAMETERS, Correction(instead=Instead(value=1.5e12), by=7, at=now))
    async with database.begin() as session:
        reading = Reading(models=(V4, V3), claims=(COST, QUIET))
        await store_reading_of_edit(
            session, announcement_id=announcement_id, reading=reading, reader_version=1, now=now
        )
    async with database.read() as session:
        since = now - timedelta(days=1)
        (ours,) = await corrected_edits(session, OURS, since=since, limit=10)
        (theirs,) = await corrected_edits(session, THEIRS, since=since, limit=10)
    assert (ours.claim.value, theirs.claim.value) == (1.5e12, 1.6e12)
