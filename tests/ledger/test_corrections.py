"""A guild's corrections change its answers, never what was read, and never another guild's answers."""

from datetime import datetime

import pytest

from bot.domain.announcements import Entry, FeedKind
from bot.domain.claims import Kind, Ratio, Reading, Spec
from bot.domain.corrections import Correction, Instead
from bot.domain.names import ModelName
from bot.ledger.corrections import Corrections, corrected, keys_meaning, meant
from bot.ledger.renaming import CannotSplit, Renaming, SameModel
from bot.ledger.suggesting import Suggestions
from bot.ledger.trail import Trail
from bot.ledger.wording import correction_words
from db import feeds, models
from db.engine import Database
from db.readings import store_reading
from tests.claims import GPT, NOW, V3, V4, claim, sourced
from tests.ledger.stored import NAMING, ledger_on
from tests.stored import announce

OURS, THEIRS = 1, 2
RESPELT = ModelName(name="DeepSeek V4 Professional")


def naming(database: Database, now: datetime) -> Renaming:
    return Renaming(database, ledger_on(database), lambda: now)


async def merge_for_everybody(database: Database, duplicate: ModelName, into: ModelName) -> None:
    async with database.begin() as session:
        one, other = await models.find_model(session, duplicate.name), await models.find_model(session, into.name)
        assert one is not None
        assert other is not None
        await models.merge_models(session, one, other)


async def store(database: Database, now: datetime) -> None:
    reading = Reading(
        models=(V3, V4, RESPELT),
        claims=(
            claim(Kind.SPEC, Spec.PARAMETERS, 1.6e12),
            claim(Kind.RATIO, Ratio.COST, 0.5, subject=RESPELT, baseline=V3),
        ),
    )
    async with database.begin() as session:
        feed = await feeds.add_feed(
            session,
            url="https://x.example/feed",
            title="X",
            publisher="X",
            kind=FeedKind.PRESS,
            lab=None,
            site_url=None,
            now=now,
        )
        for guild_id in (OURS, THEIRS):
            await feeds.subscribe(session, guild_id=guild_id, feed_id=feed.id, channel_id=None, now=now)
        entry = Entry(guid="1", link=None, title="V4", text="Text.")
        stored = await announce(session, feed.id, entry, now=now)
        await store_reading(session, announcement_id=stored, reading=reading, reader_version=1, now=now)


async def test_a_merged_model_counts_as_the_other_in_this_guild_alone(database: Database, now: datetime):
    await store(database, now)
    ledger = ledger_on(database)
    assert len(await ledger.claims(OURS, about=V4.name)) == 1
    await naming(database, now).alias(OURS, V4.name, RESPELT.name, user_id=7)
    ours = await ledger.claims(OURS, about=V4.name)
    assert {figure.claim.subject for figure in ours} == {V4}
    assert len(ours) == 2
    assert len(await ledger.claims(OURS, about=RESPELT.name)) == 2
    assert await Suggestions(database, NAMING).models(OURS, "professional") == [V4.name]
    assert len(await ledger.claims(THEIRS, about=V4.name)) == 1
    comparison = await ledger.compare_models(OURS, [V4.name, V3.name], now)
    assert comparison.headline is not None
    assert comparison.headline.claim.value == 0.5


async def test_a_later_word_replaces_the_earlier(sqlite_database: Database, now: datetime):
    await store(sqlite_database, now)
    ledger = ledger_on(sqlite_database)
    for target in (V3, V4):
        await naming(sqlite_database, now).alias(OURS, target.name, "the whale", user_id=7)
    assert {figure.claim.subject for figure in await ledger.claims(OURS, about="the whale")} == {V4}


def test_corrections_are_followed_to_the_last_and_a_circle_ends():
    names = {RESPELT.key: V4, V4.key: V3}
    assert meant(RESPELT, names) == V3
    assert keys_meaning([V3.key], names) == sorted([RESPELT.key, V4.key, V3.key])
    assert meant(GPT, {GPT.key: V4, V4.key: GPT}) in (GPT, V4)


async def test_a_name_of_the_guilds_own_is_split_from_its_model_again(database: Database, now: datetime):
    await store(database, now)
    ledger, names = ledger_on(database), naming(database, now)
    await names.alias(OURS, V4.name, RESPELT.name, user_id=7)
    assert await names.suggest_names(OURS, V4.name, "") == [RESPELT.name]
    assert await names.split(OURS, V4.name, RESPELT.name, user_id=7) == V4
    assert [figure.claim.subject for figure in await ledger.claims(OURS, about=RESPELT.name)] == [RESPELT]
    assert len(await ledger.claims(OURS, about=V4.name)) == 1
    with pytest.raises(CannotSplit, match="does not count as"):
        await names.split(OURS, V4.name, RESPELT.name, user_id=7)


async def test_a_name_merged_for_everybody_stands_for_itself_in_the_guild_that_splits_it(
    database: Database, now: datetime
):
    await store(database, now)
    await merge_for_everybody(database, RESPELT, V4)
    ledger, names = ledger_on(database), naming(database, now)
    assert len(await ledger.claims(OURS, about=V4.name)) == 2
    assert await names.suggest_names(OURS, V4.name, "prof") == [RESPELT.name]
    await names.split(OURS, V4.name, "deepseek-v4 professional", user_id=7)
    (apart,) = await ledger.claims(OURS, about=RESPELT.name)
    assert apart.claim.subject.name == RESPELT.name
    assert [figure.claim.kind for figure in await ledger.claims(OURS, about=V4.name)] == [Kind.SPEC]
    assert {figure.claim.subject.name for figure in await ledger.claims(OURS)} == {V4.name, RESPELT.name}
    comparison = await ledger.compare_models(OURS, [RESPELT.name, V3.name], now)
    assert comparison.headline is not None
    assert RESPELT.name in await Suggestions(database, NAMING).models(OURS, "professional")
    assert len(await ledger.latest(OURS, model=RESPELT.name)) == 1
    assert {figure.claim.subject for figure in await ledger.claims(THEIRS)} == {V4}
    with pytest.raises(CannotSplit, match="already"):
        await names.split(OURS, V4.name, RESPELT.name, user_id=7)


async def test_a_name_that_was_split_can_be_merged_elsewhere_and_all_of_it_undone(database: Database, now: datetime):
    await store(database, now)
    await merge_for_everybody(database, RESPELT, V4)
    ledger, names, trail = ledger_on(database), naming(database, now), Trail(database, lambda: now)
    await names.split(OURS, V4.name, RESPELT.name, user_id=7)
    with pytest.raises(SameModel, match="in this server only"):
        await names.alias(OURS, RESPELT.name, "the whale", user_id=7)
    await names.alias(OURS, V3.name, RESPELT.name, user_id=8)
    assert {figure.claim.subject for figure in await ledger.claims(OURS, about=V3.name)} == {V3}
    merge, split = (await trail.page(OURS)).entries
    await trail.undo(OURS, merge.id, user_id=7)
    assert [figure.claim.subject.name for figure in await ledger.claims(OURS, about=RESPELT.name)] == [RESPELT.name]
    newest = (await trail.page(OURS)).entries[0]
    assert (newest.undoes, newest.before.words, newest.after.words) == (merge.id, V3.name, "a model of its own")
    assert split.before.words == "as read"


async def test_what_no_claim_was_read_under_cannot_be_split(sqlite_database: Database, now: datetime):
    await store(sqlite_database, now)
    async with sqlite_database.begin() as session:
        known = await models.find_model(session, V4.name)
        assert known is not None
        await models.add_alias(session, known.id, "whale four")
    for name, says in (("whale four", "No claim was read"), (V4.name, "the model itself"), ("GPT-5.5", "not count")):
        with pytest.raises(CannotSplit, match=says):
            await naming(sqlite_database, now).split(OURS, V4.name, name, user_id=7)


async def test_a_merge_shows_in_the_latest_announcements_too(sqlite_database: Database, now: datetime):
    await store(sqlite_database, now)
    ledger = ledger_on(sqlite_database)
    async with sqlite_database.begin() as session:
        reading = Reading(models=(GPT,))
        (feed,) = await feeds.all_feeds(session)
        entry = Entry(guid="2", link=None, title="GPT", text="Text.")
        stored = await announce(session, feed.id, entry, now=now)
        await store_reading(session, announcement_id=stored, reading=reading, reader_version=1, now=now)
    assert [each.source.title for each in await ledger.latest(OURS, model=V4.name)] == ["V4"]
    await naming(sqlite_database, now).alias(OURS, V4.name, GPT.name, user_id=7)
    assert {each.source.title for each in await ledger.latest(OURS, model=V4.name)} == {"V4", "GPT"}


def test_a_corrected_claim_keeps_its_quote_and_what_was_read():
    read = sourced(claim(Kind.RATIO, Ratio.COST, 0.27, subject=RESPELT, baseline=GPT, quote="27% of the cost"))
    word = Correction(instead=Instead(value=0.25, baseline=RESPELT), by=7, at=NOW)
    seen = corrected(read, Corrections(claims={read.id: word}, names={RESPELT.key: V4}))
    assert (seen.claim.subject, seen.claim.value, seen.claim.baseline) == (V4, 0.25, V4)
    assert seen.claim.quote == read.claim.quote
    assert seen.corrected == word
    assert correction_words(seen) == "corrected by this server: was 0.27×, against GPT-5.5"


def test_a_claim_that_is_read_as_it_was_corrected_is_corrected_no_more():
    read = sourced(claim(Kind.RATIO, Ratio.COST, 0.25))
    word = Correction(instead=Instead(value=0.25), by=7, at=NOW)
    assert corrected(read, Corrections(claims={read.id: word})) == read
    assert correction_words(read) == ""
