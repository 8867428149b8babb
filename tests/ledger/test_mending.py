"""Mending a claim changes a guild's answers at once, is written down, and is undone to what was before."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Bound, Caveat, Kind, Ratio, Reading, Spec
from bot.domain.corrections import Action, AuditEntry
from bot.domain.names import ClassName, LabName
from bot.errors import GapwatchError
from bot.ledger.corrections import corrected_claims
from bot.ledger.ledger import Ledger
from bot.ledger.mending import Mending, NoSuchClaim, NothingChanged
from bot.ledger.naming import Naming
from bot.ledger.renaming import CannotSplit, Renaming, SameModel
from bot.ledger.trail import CannotUndo, Trail
from bot.ledger.typedclaims import NotUnderstood, Wish, metrics_like, typed_metric
from db import feeds
from db.claims import ClaimFilter, guild_claims_by_id
from db.engine import Database
from tests.claims import GPT, V3, V4, claim
from tests.db.test_queries import OURS, THEIRS, add_feed, announce
from tests.ledger.stored import catalogue_off
from tests.stored import remove_feed

COST = claim(Kind.RATIO, Ratio.COST, 0.27, baseline=V3, quote="27% of the cost of V3.2")
SIZE = claim(Kind.SPEC, Spec.PARAMETERS, 1.6e12, quote="1.6T parameters, unlike GPT-5.5")
QUIET = claim(Kind.CAVEAT, Caveat.UNDISCLOSED, quote="the training data was not disclosed")
READING = Reading(labs=("deepseek", "openai"), models=(V4, V3, GPT), claims=(COST, SIZE, QUIET))


class Server:
    """One guild's services over a database, and what it sees."""

    def __init__(self, database: Database, clock: Callable[[], datetime], guild: int = OURS) -> None:
        ledger = Ledger(
            database,
            Naming(lambda words: "openai" if words.casefold() == "openai" else None),
            catalogue_off(database),
        )
        self.guild = guild
        self.database = database
        self.mending = Mending(database, ledger, clock)
        self.naming = Renaming(database, ledger, clock)
        self.trail = Trail(database, clock)

    async def seen(self) -> list[SourcedClaim]:
        async with self.database.read() as session:
            return await corrected_claims(session, self.guild, ClaimFilter(), limit=100)

    async def one(self, metric: str) -> SourcedClaim:
        (found,) = [sourced for sourced in await self.seen() if sourced.claim.metric == metric]
        return found

    async def correct(self, metric: str, wish: Wish, reason: str = "", user_id: int = 7) -> SourcedClaim:
        found = await self.one(metric)
        mended = await self.mending.correct(self.guild, found.id, wish, reason=reason, user_id=user_id)
        assert mended.after is not None
        return mended.after

    async def last(self) -> AuditEntry:
        return (await self.trail.page(self.guild)).entries[0]


async def server(database: Database, now: datetime) -> Server:
    feed = await add_feed(database, "deepseek", now, OURS, THEIRS)
    await announce(database, feed, "V4", READING, now, published=now - timedelta(days=2))
    return Server(database, lambda: now)


async def test_a_claim_is_corrected_in_the_words_of_its_metric(database: Database, now: datetime):
    ours = await server(database, now)
    after = await ours.correct(
        Ratio.COST, Wish(value="over 70% less", baseline="OpenAI", hedged=True), "the table says so"
    )
    assert (after.claim.value, after.claim.bound) == (pytest.approx(0.3), Bound.LESS_THAN)
    assert isinstance(after.claim.baseline, LabName)
    assert after.claim.hedged
    assert after.as_read == COST
    entry = await ours.last()
    assert (entry.action, entry.user_id, entry.reason) == (Action.CORRECT, 7, "the table says so")
    assert entry.label == "DeepSeek-V4-Pro · cost 0.27× DeepSeek-V3.2"
    assert (entry.before.words, entry.after.words) == (
        "0.27×, against DeepSeek-V3.2, not hedged",
        "<0.3×, against openai, hedged",
    )
    assert [sourced.corrected for sourced in await Server(database, lambda: now, THEIRS).seen()] == [None] * 3


async def test_a_second_correction_adds_to_the_first(sqlite_database: Database, now: datetime):
    ours = await server(sqlite_database, now)
    await ours.correct(Ratio.COST, Wish(value="0.25"))
    after = await ours.correct(Ratio.COST, Wish(metric="speed", baseline="-"))
    assert (after.claim.value, after.claim.metric, after.claim.baseline) == (0.25, Ratio.SPEED, None)
    back = await ours.correct(Ratio.SPEED, Wish(value="27%", metric="cost", baseline="deepseek v3.2"))
    assert (back.claim, back.corrected, back.as_read) == (COST, None, None)


async def test_a_class_in_plain_words_is_a_baseline(sqlite_database: Database, now: datetime):
    ours = await server(sqlite_database, now)
    assert (await ours.correct(Ratio.COST, Wish(baseline="open models"))).claim.baseline == ClassName(
        name="open models"
    )
    assert (await ours.correct(Ratio.COST, Wish(baseline="gpt-5.5"))).claim.baseline == GPT


@pytest.mark.parametrize(
    ("metric", "wish", "says"),
    [
        (Ratio.COST, Wish(value="lots"), "not one figure"),
        (Ratio.COST, Wish(value="$3"), "times or percent"),
        (Ratio.COST, Wish(metric="charm"), "Choose one of"),
        (Ratio.COST, Wish(baseline="DeepSeek-V4-Pro"), "compared with itself"),
        (Ratio.COST, Wish(subject="GPT 6.7"), "names the model"),
        (Ratio.COST, Wish(value="0.27"), "says so already"),
        (Spec.PARAMETERS, Wish(metric="context"), "another unit"),
        (Spec.PARAMETERS, Wish(baseline="GPT-5.5"), "compared with nothing"),
        (Caveat.UNDISCLOSED, Wish(value="3"), "has no number"),
        (Caveat.UNDISCLOSED, Wish(bound=Bound.ABOUT), "has no number"),
        (Caveat.UNDISCLOSED, Wish(), "Nothing was given"),
    ],
)
async def test_what_cannot_be_is_refused_and_leaves_no_trace(
    sqlite_database: Database, now: datetime, metric: str, wish: Wish, says: str
):
    ours = await server(sqlite_database, now)
    with pytest.raises(GapwatchError) as caught:
        await ours.correct(metric, wish)
    assert says in caught.value.sentence
    assert (await ours.trail.page(OURS)).count == 0


async def test_a_metric_is_understood_by_its_name_its_label_or_a_benchmarks_any_name():
    assert typed_metric("compute / token", Kind.RATIO) == Ratio.INFERENCE_COMPUTE
    assert typed_metric("HLE", Kind.BENCHMARK) == "Humanity's Last Exam"
    assert typed_metric("My own bench", Kind.BENCHMARK) == "My own bench"
    assert ("KV cache", "kv_cache") in metrics_like("cache")
    with pytest.raises(NotUnderstood):
        typed_metric("?", Kind.BENCHMARK)


async def test_claims_are_found_by_words_of_them_those_that_say_it_themselves_first(
    sqlite_database: Database, now: datetime
):
    ours = await server(sqlite_database, now)
    assert [s.claim.metric for s in await ours.mending.suggest(OURS, "v3.2 cost")] == [Ratio.COST]
    assert [s.claim.metric for s in await ours.mending.suggest(OURS, "gpt")] == [Spec.PARAMETERS]
    assert (await ours.mending.find(OURS, "training data")).claim.metric == Caveat.UNDISCLOSED
    for words, says in (("zebra", "No claim"), ("deepseek", "More than one"), ("123456", "No claim")):
        with pytest.raises(NoSuchClaim, match=says):
            await ours.mending.find(OURS, words)
    with pytest.raises(NoSuchClaim):
        await Server(sqlite_database, lambda: now, 99).mending.find(99, str((await ours.one(Ratio.COST)).id))


async def test_what_was_hidden_is_found_to_be_restored(sqlite_database: Database, now: datetime):
    ours = await server(sqlite_database, now)
    cost = await ours.one(Ratio.COST)
    assert (await ours.mending.hide(OURS, cost.id, reason="", user_id=7)).after is None
    with pytest.raises(NothingChanged, match="hidden already"):
        await ours.mending.hide(OURS, cost.id, reason="", user_id=7)
    with pytest.raises(NoSuchClaim, match="hidden"):
        await ours.mending.correct(OURS, cost.id, Wish(value="1"), reason="", user_id=7)
    assert await ours.mending.suggest(OURS, "cost") == []
    found = await ours.mending.find_mended(OURS, "cost")
    assert (await ours.mending.restore(OURS, found.id, user_id=8)).after == cost
    with pytest.raises(NothingChanged, match="as it was read"):
        await ours.mending.restore(OURS, cost.id, user_id=8)


async def test_a_claim_under_another_subject_is_asked_for_there(database: Database, now: datetime):
    ours = await server(database, now)
    await ours.correct(Ratio.COST, Wish(subject="gpt 5.5"))
    async with database.read() as session:
        for key, metrics in ((GPT.key, [Ratio.COST]), (V4.key, [Spec.PARAMETERS, Caveat.UNDISCLOSED])):
            found = await corrected_claims(session, OURS, ClaimFilter(model_keys=[key]), limit=10)
            assert [sourced.claim.metric for sourced in found] == metrics
        by_lab = await corrected_claims(session, OURS, ClaimFilter(labs=["openai"], kinds=[Kind.RATIO]), limit=10)
        assert len(by_lab) == 1
        wanted = ClaimFilter(labs=["openai"], since=now - timedelta(days=1))
        assert await corrected_claims(session, OURS, wanted, limit=10) == []
        deepseek = await corrected_claims(session, OURS, ClaimFilter(labs=["deepseek"]), limit=10)
        assert len(deepseek) == 2


async def test_an_entry_is_undone_once_and_only_as_the_last_of_its_claim(database: Database, now: datetime):
    ours = await server(database, now)
    await ours.correct(Ratio.COST, Wish(value="0.25"))
    corrected = await ours.last()
    await ours.mending.hide(OURS, (await ours.one(Ratio.COST)).id, reason="", user_id=7)
    hidden = await ours.last()
    await ours.correct(Spec.PARAMETERS, Wish(value="1T"))
    with pytest.raises(CannotUndo, match="Undo that first"):
        await ours.trail.undo(OURS, corrected.id, user_id=7)
    with pytest.raises(CannotUndo, match="no such entry"):
        await ours.trail.undo(THEIRS, hidden.id, user_id=7)
    undone = await ours.trail.undo(OURS, hidden.id, user_id=9)
    assert (undone.action, undone.undoes, undone.user_id) == (Action.UNDO, hidden.id, 9)
    assert (await ours.one(Ratio.COST)).claim.value == 0.25
    with pytest.raises(CannotUndo, match="already"):
        await ours.trail.undo(OURS, hidden.id, user_id=7)
    await ours.trail.undo(OURS, undone.id, user_id=7)
    assert [sourced.claim.metric for sourced in await ours.seen()] == [Spec.PARAMETERS, Caveat.UNDISCLOSED]


async def test_what_is_read_no_more_cannot_be_brought_back(sqlite_database: Database, now: datetime):
    ours = await server(sqlite_database, now)
    await ours.correct(Ratio.COST, Wish(value="0.25"))
    entry = await ours.last()
    async with sqlite_database.begin() as session:
        (feed,) = await feeds.all_feeds(session)
        await remove_feed(session, feed.id)
    with pytest.raises(CannotUndo, match="no more"):
        await ours.trail.undo(OURS, entry.id, user_id=7)


async def test_the_trail_counts_what_is_in_force(sqlite_database: Database, now: datetime):
    ours = await server(sqlite_database, now)
    for number in range(9):
        await ours.correct(Ratio.COST, Wish(value=f"{number + 1}x"), user_id=7 + number % 2)
    await ours.mending.hide(OURS, (await ours.one(Spec.PARAMETERS)).id, reason="", user_id=7)
    await ours.naming.alias(OURS, V4.name, "the whale", user_id=7)
    page = await ours.trail.page(OURS, 9)
    assert (page.count, page.page, page.pages, len(page.entries)) == (11, 1, 2, 5)
    assert (page.hidden, page.corrected, page.names) == (1, 1, 1)
    assert (await ours.trail.page(OURS, 0, 8)).count == 4
    assert (await ours.trail.page(THEIRS)).hidden == 0


_WISHES = (
    Wish(value="10%"),
    Wish(value="2x", bound=Bound.ABOUT),
    Wish(subject="GPT-5.5"),
    Wish(baseline="GPT-5.5"),
    Wish(baseline="-"),
    Wish(metric="speed"),
    Wish(hedged=True),
)
_ACTS = st.one_of(st.sampled_from(["hide", "restore", "alias", "merge", "split"]), st.sampled_from(_WISHES))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(_ACTS, min_size=1, max_size=4))
async def test_undoing_restores_exactly_what_was_and_undoing_that_what_came_of_it(
    sqlite_database: Database, now: datetime, acts: list[str | Wish]
):
    async with sqlite_database.read() as session:
        known = await feeds.all_feeds(session)
    ours = Server(sqlite_database, lambda: now) if known else await server(sqlite_database, now)
    states, done = [await _state(ours)], list[int]()
    for act in acts:
        try:
            await _act(ours, act)
        except (NoSuchClaim, NothingChanged, NotUnderstood, CannotSplit, SameModel):
            assert await _state(ours) == states[-1]
        else:
            done.append((await ours.last()).id)
            states.append(await _state(ours))
    undone = []
    for entry_id, state in zip(reversed(done), reversed(states[:-1]), strict=True):
        undone.append((await ours.trail.undo(OURS, entry_id, user_id=9)).id)
        assert await _state(ours) == state
    again = []
    for entry_id, state in zip(reversed(undone), states[1:], strict=True):
        again.append((await ours.trail.undo(OURS, entry_id, user_id=9)).id)
        assert await _state(ours) == state
    for entry_id in reversed(again):
        await ours.trail.undo(OURS, entry_id, user_id=9)
    assert await _state(ours) == states[0]


async def _act(ours: Server, act: str | Wish) -> None:
    async with ours.database.read() as session:
        (cost,) = [s for s in await guild_claims_by_id(session, OURS, range(100), hidden_too=True) if s.claim == COST]
    match act:
        case Wish():
            await ours.mending.correct(OURS, cost.id, act, reason="", user_id=7)
        case "hide":
            await ours.mending.hide(OURS, cost.id, reason="no", user_id=7)
        case "restore":
            await ours.mending.restore(OURS, cost.id, user_id=7)
        case "alias":
            await ours.naming.alias(OURS, V4.name, "the whale", user_id=7)
        case "merge":
            await ours.naming.alias(OURS, V4.name, GPT.name, user_id=7, action=Action.MERGE)
        case "split":
            await ours.naming.split(OURS, V4.name, GPT.name, user_id=7)


async def _state(ours: Server) -> tuple[object, ...]:
    page = await ours.trail.page(OURS)
    return (await ours.seen(), page.hidden, page.corrected, page.names, await ours.naming.suggest_names(OURS, "", ""))
