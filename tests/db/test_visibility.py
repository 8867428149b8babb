"""Whatever is asked, a guild is shown the announcements of its own feeds, but the hidden ones: and no others."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.claims import Kind, Reading, Topic
from bot.domain.names import ModelName
from db import announcements, feeds, names
from db.claims import ClaimFilter, guild_claims, guild_claims_by_id
from db.engine import Database
from db.visibility import Because, forget_hidden, hide, unfilter
from tests.claims import claim
from tests.db.test_queries import add_feed, announce

GUILDS, FEEDS, EACH = 3, 3, 2
_fresh = count(1000)
pairs = st.frozensets(st.tuples(st.integers(0, GUILDS - 1), st.integers(0, FEEDS - 1)))
hidings = st.frozensets(st.tuples(st.integers(0, GUILDS - 1), st.integers(0, FEEDS * EACH - 1)))


async def _by_latest(session: AsyncSession, guild: int) -> set[str]:
    return {a.source.title for a in await announcements.latest(session, guild, limit=99)}


async def _by_topic(session: AsyncSession, guild: int) -> set[str]:
    return {a.source.title for a in await announcements.latest(session, guild, topic=Topic.RELEASE, limit=99)}


async def _by_claims(session: AsyncSession, guild: int) -> set[str]:
    return {c.source.title for c in await guild_claims(session, guild, ClaimFilter())}


async def _by_claim_ids(session: AsyncSession, guild: int) -> set[str]:
    return {c.source.title for c in await guild_claims_by_id(session, guild, range(1, 1000))}


async def _by_models(session: AsyncSession, guild: int) -> set[str]:
    return {model.name for model in await names.guild_models(session, guild, limit=99)}


async def _by_labs(session: AsyncSession, guild: int) -> set[str]:
    return {lab.id for lab in await names.guild_labs(session, guild)}


QUESTIONS: tuple[Callable[[AsyncSession, int], Awaitable[set[str]]], ...] = (
    _by_latest,
    _by_topic,
    _by_claims,
    _by_claim_ids,
    _by_models,
    _by_labs,
)


async def _announce(database: Database, feed: Any, name: str, now: datetime) -> int:
    """An announcement whose model, lab, metric and title are all called the same."""
    model = ModelName(name=name, lab=name)
    told = claim(Kind.BENCHMARK, name, 1.0, subject=model)
    reading = Reading(labs=(name,), models=(model,), topics=(Topic.RELEASE,), claims=(told,))
    return await announce(database, feed, name, reading, now)


@settings(
    max_examples=12,
    phases=[Phase.generate],  # each example is a database full: shrinking would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(subscribed=pairs, hidden=hidings)
async def test_no_guild_sees_another_guilds_or_hidden_announcements(
    database: Database, now: datetime, subscribed: frozenset[tuple[int, int]], hidden: frozenset[tuple[int, int]]
):
    guilds = [next(_fresh) for _ in range(GUILDS)]
    kept: list[tuple[int, str, int]] = []
    for number in range(FEEDS):
        readers = [guilds[guild] for guild, feed in subscribed if feed == number]
        feed = await add_feed(database, f"feed{next(_fresh)}", now, *readers)
        for _ in range(EACH):
            name = f"n{next(_fresh)}"
            kept.append((number, name, await _announce(database, feed, name, now)))
    async with database.begin() as session:
        for guild in guilds:
            await feeds.save_guild(session, guild_id=guild, name="A guild", now=now)
        for guild, announced in hidden:
            await hide(session, guilds[guild], [kept[announced][2]], Because.FILTER)
    async with database.read() as session:
        for at, guild in enumerate(guilds):
            wanted = {
                name
                for number, (feed, name, _) in enumerate(kept)
                if (at, feed) in subscribed and (at, number) not in hidden
            }
            for question in QUESTIONS:
                assert await question(session, guild) == wanted, question.__name__
            found = {name for _, name, _ in kept if await names.find_guild_model(session, guild, name)}
            assert found == wanted


async def test_what_came_during_a_pause_stays_hidden_when_a_filter_goes(database: Database, now: datetime):
    feed = await add_feed(database, "lab", now, 1)
    ids = [await _announce(database, feed, name, now) for name in ("a", "b", "c")]
    async with database.begin() as session:
        await hide(session, 1, ids[:1], Because.PAUSE)
        await hide(session, 1, ids[:2], Because.FILTER)
        assert await _by_latest(session, 1) == {"c"}
        await unfilter(session, 1, ids)
        assert await _by_latest(session, 1) == {"b", "c"}
        await forget_hidden(session, 1, feed.id)
        assert await _by_latest(session, 1) == {"a", "b", "c"}


@pytest.mark.parametrize("module", sorted(path.name for path in (Path(__file__).parents[2] / "db").glob("*.py")))
def test_only_modules_about_subscriptions_themselves_name_their_table(module: str):
    """A query for a guild's answer asks ``visible_to``, which knows of hidden announcements as well."""
    about_subscriptions = {"feeds.py", "merging.py", "notices.py", "subscriptions.py", "visibility.py"}
    text = (Path(__file__).parents[2] / "db" / module).read_text(encoding="utf-8")
    assert "SubscriptionRow" not in text or module in about_subscriptions
