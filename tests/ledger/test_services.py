"""What one guild is told of a model, a lab, two sides and of change; nothing of another guild's feeds."""

from datetime import timedelta

import pytest

from bot.domain.announcements import FeedKind
from bot.domain.claims import Attribution, Caveat, Claim, Kind, Ranking, Ratio, Release, Spec
from bot.domain.names import LabName, ModelName
from bot.ledger.changes import ChangeKind
from bot.ledger.gap import Frontier
from bot.ledger.gaps import GapService, NoGap
from bot.ledger.life import Stage
from bot.ledger.naming import UnknownName
from bot.ledger.news import FIRST_LOOK, NewsService
from bot.ledger.standing import Standing, standing_of
from bot.ledger.suggesting import Suggestions
from bot.ledger.undisclosed import Item
from db import picking
from db.claims import ClaimFilter, guild_claims
from db.engine import Database
from tests.claims import GPT, NOW, V3, V4, claim
from tests.ledger.stored import NAMING, OURS, THEIRS, Stored, ledger_on, subjects_on

RATIO = claim(Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.27, baseline=V3)
KIMI = ModelName(name="Kimi K2.6", lab="moonshot")
MEASURED = claim(
    Kind.RATIO, Ratio.INFERENCE_COMPUTE, 0.38, baseline=V3, attribution=Attribution.THIRD_PARTY, quote="we count 38%"
)


@pytest.fixture
def stored(database: Database) -> Stored:
    return Stored(database)


def price(amount: float) -> Claim:
    return claim(Kind.SPEC, Spec.INPUT_PRICE, amount)


async def test_a_card_says_where_a_model_stands_and_what_is_not_said(stored: Stored):
    unsaid = claim(Kind.CAVEAT, Caveat.UNDISCLOSED, quote="the training data is not disclosed")
    await stored.announce(
        claim(Kind.RELEASE, Release.PREVIEWED), claim(Kind.SPEC, Spec.PARAMETERS, 1.6e12), price(1.74), RATIO, unsaid
    )
    await stored.announce(MEASURED, by="Northlake", kind=FeedKind.EVALUATOR, days_ago=2)
    card = await subjects_on(stored.database).model(OURS, "deepseek v4 pro")
    assert card.life.now is not None
    assert card.life.now.stage is Stage.PREVIEWED
    assert [line.claim.value for line in card.specs] == [1.6e12]
    assert [period.line.claim.value for period in card.prices] == [1.74]
    assert [standing_of(line) for line in card.ratios] == [Standing.MEASURED, Standing.CONTESTED]
    assert [entry.item for entry in card.undisclosed] == [Item.TRAINING_DATA]


async def test_nothing_of_a_feed_that_a_guild_does_not_read_is_in_its_answers(stored: Stored):
    await stored.announce(RATIO, guilds=(OURS, THEIRS))
    await stored.announce(MEASURED, by="Northlake", kind=FeedKind.EVALUATOR, guilds=(OURS,))
    ours = await ledger_on(stored.database).contested(OURS)
    theirs = await ledger_on(stored.database).contested(THEIRS)
    assert [line.claim.value for line in ours] == [0.27]
    assert theirs == ()
    assert len((await subjects_on(stored.database).model(THEIRS, V4.name)).ratios) == 1
    await stored.announce(
        claim(Kind.SPEC, Spec.PARAMETERS, 1e12, subject=KIMI), by="Kimi", lab="moonshot", models=(KIMI,)
    )
    assert (await subjects_on(stored.database).lab(OURS, "moonshot")).lines
    with pytest.raises(UnknownName):
        await subjects_on(stored.database).lab(THEIRS, "moonshot")


async def test_a_lab_card_gathers_its_models(stored: Stored):
    await stored.announce(claim(Kind.RELEASE, Release.RELEASED, subject=V3), days_ago=200)
    await stored.announce(claim(Kind.RELEASE, Release.PREVIEWED), RATIO)
    card = await subjects_on(stored.database).lab(OURS, "deepseek")
    assert [life.model for life in card.lives] == [V4, V3]
    assert [line.claim for line in card.efficiency] == [RATIO]


async def test_a_timeline_of_a_lab_or_of_a_model(stored: Stored):
    await stored.announce(claim(Kind.RELEASE, Release.RELEASED, subject=V3), days_ago=200)
    await stored.announce(claim(Kind.RELEASE, Release.PREVIEWED), days_ago=20)
    await stored.announce(claim(Kind.RELEASE, Release.OPEN_WEIGHTS), days_ago=3)
    subjects = subjects_on(stored.database)
    assert len((await subjects.timeline(OURS, "deepseek")).lives) == 2
    (life,) = (await subjects.timeline(OURS, V4.name)).lives
    assert [(step.stage, (NOW - step.since).days) for step in life.steps] == [
        (Stage.PREVIEWED, 20),
        (Stage.OPEN_WEIGHTS, 3),
    ]


async def test_prices_have_a_day_from_and_a_day_to(stored: Stored):
    await stored.announce(price(1.74), days_ago=30)
    await stored.announce(price(1.16), days_ago=3)
    found = await subjects_on(stored.database).prices(OURS, V4.name)
    was, now = found.periods
    assert (was.line.claim.value, now.line.claim.value) == (1.74, 1.16)
    assert was.until == now.since == NOW - timedelta(days=3)
    assert now.until is None


async def test_what_is_undisclosed_closes_when_somebody_says_it(stored: Stored):
    unsaid = claim(Kind.CAVEAT, Caveat.UNDISCLOSED, quote="It does not say how many parameters there are.")
    await stored.announce(unsaid, days_ago=9)
    subjects = subjects_on(stored.database)
    (before,) = (await subjects.undisclosed(OURS)).entries
    await stored.announce(claim(Kind.SPEC, Spec.PARAMETERS, 1.6e12), days_ago=2)
    (after,) = (await subjects.undisclosed(OURS, "deepseek")).entries
    assert (before.closed_by, (NOW - before.since).days) == (None, 9)
    assert after.closed_by is not None
    assert after.closed_at == NOW - timedelta(days=2)


async def test_a_gap_against_a_lab_and_against_the_frontier(stored: Stored):
    score = claim(Kind.BENCHMARK, "SWE-bench Verified", 80.6)
    theirs = claim(Kind.BENCHMARK, "SWE-bench Verified", 82.0, subject=GPT)
    await stored.announce(score)
    await stored.announce(theirs, by="OpenAI", lab="openai", days_ago=4)
    gaps = GapService(stored.database, NAMING)
    for other in (GPT.name, "openai", "frontier", "the closed frontier"):
        found = await gaps.between(OURS, V4.name, other)
        assert [gap.now.lead for gap in found.gaps] == [-1.4], other
    found = await gaps.between(OURS, "frontier", V4.name, benchmark="swe-bench verified")
    assert (found.one, [gap.now.lead for gap in found.gaps]) == (Frontier.ALL, [1.4])
    assert (await gaps.between(OURS, V4.name, "open frontier")).gaps == ()


async def test_a_gap_says_why_two_figures_do_not_compare(stored: Stored):
    ours = claim(Kind.BENCHMARK, "SWE-bench Verified", 80.6, setting="with tools")
    await stored.announce(ours, claim(Kind.BENCHMARK, "SWE-bench Verified", 82.0, subject=GPT))
    found = await GapService(stored.database, NAMING).between(OURS, V4.name, GPT.name)
    assert found.gaps == ()
    ((line, reason),) = found.apart
    assert line.claim == ours
    assert "tools" in reason


async def test_what_nothing_is_said_of_has_an_empty_answer_however_much_the_feeds_bring(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(picking, "_FEW_ANNOUNCEMENTS", -1)
    await stored.announce(RATIO)
    assert (await subjects_on(stored.database).timeline(OURS, GPT.name)).lines == ()
    assert await ledger_on(stored.database).claims(OURS, then=NOW - timedelta(days=900)) == ()


async def test_a_gap_of_a_side_to_itself_is_refused(stored: Stored):
    await stored.announce(RATIO)
    for a, b in ((V4.name, V4.name), ("frontier", "open frontier")):
        with pytest.raises(NoGap):
            await GapService(stored.database, NAMING).between(OURS, a, b)


async def test_what_changed_is_told_once_since_the_person_last_asked(stored: Stored):
    await stored.announce(RATIO, days_ago=20)
    news = NewsService(stored.database, NAMING)
    first = await news.last_asked(OURS, 7, NOW - timedelta(days=3))
    assert first == NOW - timedelta(days=3) - FIRST_LOOK
    await stored.announce(MEASURED, by="Northlake", kind=FeedKind.EVALUATOR, days_ago=2)
    since = await news.last_asked(OURS, 7, NOW)
    assert since == NOW - timedelta(days=3)
    assert await news.last_asked(OURS, 8, NOW) == NOW - FIRST_LOOK
    changes = (await news.changed(OURS, since, NOW)).changes
    assert {(change.kind, change.was, change.now) for change in changes} == {
        (ChangeKind.STANDING, Standing.VENDORS_WORD, Standing.CONTESTED),
        (ChangeKind.NEW, None, Standing.MEASURED),
    }
    assert (await news.changed(OURS, NOW, NOW)).changes == ()
    assert (await news.changed(THEIRS, since, NOW)).changes == ()


async def test_efficiency_is_filtered_and_what_follows_is_kept_apart(stored: Stored):
    cheaper = claim(Kind.RATIO, Ratio.COST, 0.5, baseline=V3)
    dearer = claim(Kind.RATIO, Ratio.COST, 4.0, subject=V3, baseline=GPT)
    await stored.announce(cheaper, days_ago=40)
    await stored.announce(dearer, days_ago=3)
    ledger = ledger_on(stored.database)
    found = await ledger.efficiency(OURS, baseline=GPT.name)
    assert [line.claim for line in found.stated] == [dearer]
    ((subject, value),) = [(implied.subject, implied.value) for implied in found.implied]
    assert (subject, value) == (V4, 2.0)
    assert [line.claim for line in (await ledger.efficiency(OURS, since=NOW - timedelta(days=30))).stated] == [dearer]
    assert (await ledger.efficiency(OURS, lab="openai")).stated == ()


async def test_quality_for_cost_takes_scores_and_prices_together(stored: Stored):
    score = claim(Kind.BENCHMARK, "SWE-bench Verified", 80.6)
    dearer = claim(Kind.BENCHMARK, "SWE-bench Verified", 73.0, subject=V3)
    await stored.announce(score, price(1.74), dearer, claim(Kind.SPEC, Spec.INPUT_PRICE, 2.0, subject=V3))
    front = await ledger_on(stored.database).quality_for_cost(OURS, "swe-bench verified")
    assert [(point.model, point.score, point.cost, point.best) for point in front.points] == [
        (V4, 80.6, 1.74, True),
        (V3, 73.0, 2.0, False),
    ]
    assert (await ledger_on(stored.database).quality_for_cost(OURS, "AIME 2025")).points == ()


async def test_what_was_known_on_a_day_knows_nothing_later(stored: Stored):
    await stored.announce(RATIO, price(1.74), days_ago=20)
    await stored.announce(MEASURED, price(1.16), by="Northlake", kind=FeedKind.EVALUATOR, days_ago=2)
    then = NOW - timedelta(days=10)
    card = await subjects_on(stored.database).model(OURS, V4.name, then)
    assert [standing_of(line) for line in card.ratios] == [Standing.VENDORS_WORD]
    ledger = ledger_on(stored.database)
    assert {line.claim.value for line in await ledger.claims(OURS, then=then)} == {0.27, 1.74}
    assert await ledger.claims(OURS, about=V4.name, then=NOW - timedelta(days=30)) == ()
    comparison = await ledger.compare_models(OURS, [V4.name, V3.name], NOW, then=then)
    assert comparison.as_of == then
    assert {line.claim.value for row in comparison.rows for cell in row.cells for line in cell} == {0.27, 1.74}


async def test_claims_are_asked_for_by_standing(stored: Stored):
    await stored.announce(RATIO, claim(Kind.RANKING, Ranking.BEATS, baseline=GPT))
    await stored.announce(MEASURED, by="Northlake", kind=FeedKind.EVALUATOR, days_ago=2)
    ledger = ledger_on(stored.database)
    assert [line.claim for line in await ledger.claims(OURS, standing=Standing.CONTESTED)] == [RATIO]
    assert [line.claim for line in await ledger.claims(OURS, about=V4.name, standing=Standing.MEASURED)] == [MEASURED]


async def test_frontiers_labs_and_models_are_offered_as_sides(stored: Stored):
    await stored.announce(RATIO)
    suggestions = Suggestions(stored.database, NAMING)
    assert await suggestions.sides(OURS, "front") == ["frontier", "closed frontier", "open frontier"]
    assert await suggestions.subjects(OURS, "deepseek") == ["deepseek", V3.name, V4.name]
    assert await suggestions.sides(THEIRS, "deepseek") == []
    assert LabName(id="deepseek", name="deepseek").name in await suggestions.labs(OURS, "")


async def test_why_a_claim_on_a_lab_is_held_against_those_on_the_lab_and_not_on_its_models(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
):
    lab = LabName(id="deepseek", name="deepseek")
    stored, doubt = Stored(sqlite_database), claim(Kind.CAVEAT, Caveat.UNVERIFIED, subject=lab, quote="nobody checked")
    await stored.announce(doubt, claim(Kind.CAVEAT, Caveat.UNVERIFIED, quote="V4 was not checked"))
    await stored.announce(doubt, by="Wire", kind=FeedKind.PRESS)
    for few in (5_000, -1):
        monkeypatch.setattr(picking, "_FEW_ANNOUNCEMENTS", few)
        async with sqlite_database.read() as session:
            asked = next(s for s in await guild_claims(session, OURS, ClaimFilter()) if s.claim.subject == lab)
        answer = await ledger_on(sqlite_database).why(OURS, asked.id)
        assert answer is not None
        assert [line.claim.subject for line in answer[1]] == [lab]
        assert answer[1][0].publishers == ("DeepSeek", "Wire")
