"""Merging two models gives everything of one to the other, also what is read later."""

from datetime import datetime

from bot.domain.claims import Kind, Ratio, Reading
from bot.domain.names import ModelName
from db import models, names
from db.claims import ClaimFilter, guild_claims
from db.engine import Database
from tests.claims import V3, V4, claim
from tests.db.test_queries import OURS, add_feed, announce

RESPELT = ModelName(name="DeepSeek V4 Professional", lab="deepseek")
TWO = Reading(models=(V4, RESPELT), claims=(claim(Kind.RATIO, Ratio.COST, 0.5, subject=V3, baseline=RESPELT),))
ONE = Reading(models=(RESPELT,), claims=(claim(Kind.RATIO, Ratio.COST, 0.4, subject=RESPELT, baseline=V3),))


async def test_a_merged_model_is_the_other_in_every_claim_read_before_and_after(database: Database, now: datetime):
    feed = await add_feed(database, "deepseek", now, OURS)
    await announce(database, feed, "one", TWO, now)
    async with database.begin() as session:
        duplicate, into = await models.find_model(session, RESPELT.name), await models.find_model(session, V4.name)
        assert duplicate is not None
        assert into is not None
        await models.merge_models(session, duplicate, into)
    await announce(database, feed, "two", ONE, now)
    async with database.read() as session:
        claims = [sourced.claim for sourced in await guild_claims(session, OURS, ClaimFilter())]
        assert {(c.subject, c.baseline) for c in claims} == {(V3, V4), (V4, V3)}
        known = await models.known_models(session, containing="v4")
        assert [(each.model, each.announcements, each.aliases) for each in known] == [(V4, 2, (RESPELT.key,))]
        assert await names.find_guild_model(session, OURS, RESPELT.name) == V4


async def test_a_name_is_taken_once(sqlite_database: Database, now: datetime):
    async with sqlite_database.begin() as session:
        assert await models.add_model(session, V4, now)
        assert not await models.add_model(session, V4, now)
        known = await models.find_model(session, V4.name)
        assert known is not None
        assert await models.add_alias(session, known.id, "the whale")
        assert not await models.add_alias(session, known.id, "The Whale")
