"""What the ledger is asked, as a table: a name, how fast it has to be, and the call. To measure another is one line."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ledger_data import EVERYTHING, FILTERED, NOW, ONE_FEED, POPULAR, QUIET, SIXTY, World, make_world

from bot.catalogue.facts import CatalogueFacts
from bot.domain.claims import Kind, Topic
from bot.feeds.fetch import Fetcher
from bot.ledger.corrections import corrected_claims_in_context, corrected_subject_claims
from bot.ledger.fetching import CLAIMS_AT_ONCE
from bot.ledger.ledger import Ledger
from bot.ledger.naming import Naming
from bot.ledger.standing import ledger_of
from bot.ledger.suggesting import Suggestions
from bot.registry.load import load_registry
from db import claims, search
from db.claims import ClaimFilter
from db.engine import Database

_NAMING = Naming(load_registry().find_lab)
GUILDS = (EVERYTHING, EVERYTHING, SIXTY, FILTERED, ONE_FEED, QUIET)
ANSWER, SUGGESTION = (150, 400), (50, 50)
"""Milliseconds that 95 and 99 of 100 stay under."""


@dataclass(kw_only=True, slots=True)
class Asking:
    """One question after another: who asks, and about what, drawn as in life from the popular and the rare."""

    database: Database
    world: World
    draw: random.Random
    guild: int = EVERYTHING

    @property
    def ledger(self) -> Ledger:
        catalogue = CatalogueFacts(self.database, Fetcher(), load_registry, "off")
        return Ledger(self.database, _NAMING, catalogue)

    @property
    def suggestions(self) -> Suggestions:
        return Suggestions(self.database, _NAMING)

    @property
    def model(self) -> str:
        return self._any_model[2]

    @property
    def key(self) -> str:
        return self._any_model[1]

    @property
    def lab(self) -> str:
        return self.draw.choice(self.world.labs[:40])[1]

    @property
    def word(self) -> str:
        """A word of some text: a frequent one more often than a rare one."""
        return self.draw.choice(self.draw.choice(self.world.sentences).rstrip(".").split())

    @property
    def typed(self) -> str:
        return self.model[: self.draw.randint(0, 6)]

    @property
    def _any_model(self) -> tuple[int, str, str, str]:
        popular = self.draw.random() < 0.75 or len(self.world.models) <= POPULAR
        number = int(self.draw.paretovariate(0.7)) % POPULAR if popular else self.draw.randrange(len(self.world.models))
        return self.world.models[number]


Ask = Callable[[Asking], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the table."""

    name: str
    aim: tuple[int, int]
    ask: Ask


def asking(database: Database, announcements: int) -> Asking:
    """The same questions each time."""
    return Asking(database=database, world=make_world(announcements), draw=random.Random(5))


async def _search(a: Asking, words: int = 1, **filters: object) -> object:
    typed = " ".join(a.word for _ in range(words))
    async with a.database.read() as session:
        return await search.search(session, a.guild, typed, **filters)  # type: ignore[arg-type]


async def _subjects(a: Asking, models: Sequence[str], labs: Sequence[str] = ()) -> object:
    async with a.database.read() as session:
        found = await corrected_subject_claims(session, a.guild, models, labs, limit=CLAIMS_AT_ONCE)
    return ledger_of(found)


async def _metric(a: Asking, wanted: ClaimFilter) -> object:
    async with a.database.read() as session:
        newest = CLAIMS_AT_ONCE // 2
        asked, around = await corrected_claims_in_context(session, a.guild, wanted, newest=newest, limit=CLAIMS_AT_ONCE)
    return ledger_of([*asked, *around])


async def _changed(a: Asking) -> object:
    async with a.database.read() as session:
        return await claims.changed_claims(session, a.guild, since=NOW - timedelta(days=a.draw.choice((1, 30, 400))))


async def _stored_since(a: Asking) -> object:
    async with a.database.read() as session:
        last = await claims.guild_claims(session, a.guild, ClaimFilter(), limit=1)
        before = max(last[0].id - 5_000, 0) if last else 0
        return await claims.guild_claims(session, a.guild, ClaimFilter(after_id=before), limit=500)


async def _why(a: Asking) -> object:
    async with a.database.read() as session:
        found = await claims.guild_claims(session, a.guild, ClaimFilter(kinds=[Kind.RATIO]), limit=20)
    return await a.ledger.why(a.guild, a.draw.choice(found).id) if found else None


_LABS = [lab.id for lab in load_registry().labs[:40]]
CALLS = (
    Call("compare two models", ANSWER, lambda a: a.ledger.compare_models(a.guild, [a.model, a.model], NOW)),
    Call("compare five models", ANSWER, lambda a: a.ledger.compare_models(a.guild, [a.model for _ in range(5)], NOW)),
    Call("compare two labs", ANSWER, lambda a: a.ledger.compare_labs(a.guild, [a.lab, a.lab], NOW)),
    Call("efficiency", ANSWER, lambda a: a.ledger.efficiency(a.guild)),
    Call("efficiency by speed", ANSWER, lambda a: a.ledger.efficiency(a.guild, metric="speed")),
    Call("claims", ANSWER, lambda a: a.ledger.claims(a.guild)),
    Call("claims on a model", ANSWER, lambda a: a.ledger.claims(a.guild, about=a.model)),
    Call("claims on a lab", ANSWER, lambda a: a.ledger.claims(a.guild, about=a.lab)),
    Call("claims of a kind", ANSWER, lambda a: a.ledger.claims(a.guild, kind=a.draw.choice(list(Kind)))),
    Call("why", ANSWER, _why),
    Call("ledger of two models", ANSWER, lambda a: _subjects(a, [a.key, a.key])),
    Call("ledger of a lab", ANSWER, lambda a: _subjects(a, [], [a.draw.choice(_LABS)])),
    Call("ratios with context", ANSWER, lambda a: _metric(a, ClaimFilter(kinds=[Kind.RATIO]))),
    Call(
        "a benchmark with context",
        ANSWER,
        lambda a: _metric(a, ClaimFilter(kinds=[Kind.BENCHMARK], metrics=[a.draw.choice(a.world.benchmarks)])),
    ),
    Call("changed claims", ANSWER, _changed),
    Call("claims stored since", ANSWER, _stored_since),
    Call("latest", ANSWER, lambda a: a.ledger.latest(a.guild)),
    Call("latest of a lab", ANSWER, lambda a: a.ledger.latest(a.guild, lab=a.lab)),
    Call("latest of a model", ANSWER, lambda a: a.ledger.latest(a.guild, model=a.model)),
    Call("latest on a topic", ANSWER, lambda a: a.ledger.latest(a.guild, topic=a.draw.choice(list(Topic)))),
    Call(
        "latest of lab and topic",
        ANSWER,
        lambda a: a.ledger.latest(a.guild, lab=a.lab, topic=a.draw.choice(list(Topic))),
    ),
    Call("search a word", ANSWER, _search),
    Call("search two words", ANSWER, lambda a: _search(a, 2)),
    Call("search, best first", ANSWER, lambda a: _search(a, by_rank=True)),
    Call("search in a lab", ANSWER, lambda a: _search(a, lab=a.draw.choice(_LABS))),
    Call("search in a model", ANSWER, lambda a: _search(a, model_keys=[a.key])),
    Call("search on a topic", ANSWER, lambda a: _search(a, topic=a.draw.choice(list(Topic)))),
    Call("search in a feed", ANSWER, lambda a: _search(a, feed_id=a.draw.randint(1, 300))),
    Call(
        "search in a past month",
        ANSWER,
        lambda a: _search(a, since=NOW - timedelta(days=430), until=NOW - timedelta(days=400)),
    ),
    Call("suggest models", SUGGESTION, lambda a: a.suggestions.models(a.guild, a.typed)),
    Call("suggest labs", SUGGESTION, lambda a: a.suggestions.labs(a.guild, a.lab[: a.draw.randint(0, 4)])),
)
