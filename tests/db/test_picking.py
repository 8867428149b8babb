"""Whether a guild's feeds brought much or little, the same claims are found: off either sort of index."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Allegation, Caveat, Kind, Ratio, Reading, Spec
from bot.domain.corrections import Correction
from db import picking
from db.claims import ClaimFilter, context_of, guild_claims, subject_claims
from db.corrections import save_correction
from db.engine import Database
from tests.claims import GPT, NOW, V3, V4, claim
from tests.db.test_queries import OURS, THEIRS, add_feed, announce

DAY = timedelta(days=1)
SAID = (
    claim(Kind.RATIO, Ratio.COST, 0.27, baseline=V3),
    claim(Kind.RATIO, Ratio.SPEED, 3.0, baseline=GPT),
    claim(Kind.SPEC, Spec.PARAMETERS, 1.6e12),
    claim(Kind.SPEC, Spec.PARAMETERS, 6.7e11, subject=V3),
    claim(Kind.BENCHMARK, "HLE", 37.7),
    claim(Kind.BENCHMARK, "HLE", 44.4, subject=GPT),
    claim(Kind.CAVEAT, Caveat.UNDISCLOSED),
    claim(Kind.ALLEGATION, Allegation.BENCHMARK_GAMING, subject=GPT, baseline=V4),
)
Ask = Callable[[AsyncSession], Awaitable[list[SourcedClaim]]]


async def told(database: Database) -> None:
    """Twelve announcements of three feeds, of which we read two; a claim of one of them we hide."""
    ours, busy = await add_feed(database, "a", NOW, OURS), await add_feed(database, "b", NOW, OURS, THEIRS)
    theirs = await add_feed(database, "c", NOW, THEIRS)
    for number in range(12):
        reading = Reading(models=(V4, V3, GPT), claims=SAID[number % 3 :: 2] + SAID[:1])
        at = NOW - (12 - number) * DAY
        await announce(database, (ours, busy, theirs)[number % 3], f"No. {number}", reading, at, published=at)
    async with database.begin() as session:
        newest = (await guild_claims(session, OURS, ClaimFilter(), limit=1))[0]
        await save_correction(session, OURS, newest.id, Correction(hidden=True, by=7, at=NOW))


def claims(wanted: ClaimFilter, limit: int = 100) -> Ask:
    return lambda session: guild_claims(session, OURS, wanted, limit=limit)


async def context(session: AsyncSession) -> list[SourcedClaim]:
    asked = await guild_claims(session, OURS, ClaimFilter(kinds=[Kind.SPEC]), limit=2)
    stored = {model.key: [model.key] for model in (V4, V3, GPT)}
    return await context_of(session, OURS, asked, stored, limit=100, until=NOW - 2 * DAY)


@pytest.mark.parametrize(
    "ask",
    [
        claims(ClaimFilter()),
        claims(ClaimFilter(), limit=3),
        claims(ClaimFilter(kinds=[Kind.SPEC, Kind.RATIO])),
        claims(ClaimFilter(kinds=[Kind.RATIO], metrics=[Ratio.COST]), limit=2),
        claims(ClaimFilter(kinds=[Kind.BENCHMARK], metrics=["HLE"])),
        claims(ClaimFilter(model_keys=[V4.key])),
        claims(ClaimFilter(model_keys=[V4.key, GPT.key], kinds=[Kind.BENCHMARK]), limit=4),
        claims(ClaimFilter(model_keys=[V4.key, GPT.key], kinds=[Kind.BENCHMARK, Kind.SPEC], metrics=["HLE"])),
        claims(ClaimFilter(baseline_keys=[V3.key])),
        claims(ClaimFilter(labs=["deepseek"], since=NOW - 8 * DAY, until=NOW - 2 * DAY)),
        lambda session: subject_claims(session, OURS, [V4.key, V3.key], [], limit=100),
        lambda session: subject_claims(session, OURS, [], ["deepseek"], limit=40, until=NOW - 3 * DAY),
        context,
    ],
)
async def test_where_feeds_brought_little_or_much_the_same_is_found(
    ask: Ask, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await told(database)
    async with database.read() as session:
        little = await ask(session)
        monkeypatch.setattr(picking, "_FEW_ANNOUNCEMENTS", -1)
        much = await ask(session)
    assert little == much
    assert little


async def test_of_each_metric_so_many_at_most(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await told(database)
    monkeypatch.setattr(picking, "_FEW_ANNOUNCEMENTS", -1)
    wanted = ClaimFilter(kinds=[Kind.RATIO], metrics=[Ratio.COST, Ratio.SPEED])
    async with database.read() as session:
        found = await guild_claims(session, OURS, wanted, limit=100, of_each=1)
        every = await guild_claims(session, OURS, wanted, limit=100)
    newest = {metric: next(s for s in every if s.claim.metric == metric) for metric in (Ratio.COST, Ratio.SPEED)}
    assert {s.id for s in found} == {s.id for s in newest.values()}


async def test_what_bears_on_claims_is_no_later_than_asked(database: Database, now: datetime) -> None:
    await told(database)
    async with database.read() as session:
        assert all(sourced.source.order < NOW - 2 * DAY for sourced in await context(session))
        assert await context_of(session, OURS, [], {}, limit=100) == []
