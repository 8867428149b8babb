"""What the ledger is asked, as a table: a name, how fast it has to be, and the call. To measure another is one line."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ledger_data import EVERYTHING, FILTERED, NOW, ONE_FEED, POPULAR, QUIET, SIXTY, World, make_world

from bot.briefing.editions import Editions
from bot.briefing.finding import Stories
from bot.catalogue.facts import CatalogueFacts
from bot.domain.claims import Kind, Topic
from bot.feeds.fetch import Fetcher
from bot.ledger.asking import understood
from bot.ledger.gaps import GapService
from bot.ledger.ledger import Ledger
from bot.ledger.mending import Mending
from bot.ledger.naming import FRONTIERS, Naming
from bot.ledger.news import NewsService
from bot.ledger.searching import Search, Wanted
from bot.ledger.subjects import Subjects
from bot.ledger.suggesting import Suggestions
from bot.ledger.trail import Trail
from bot.registry.load import load_registry
from db.engine import Database

GUILDS = (EVERYTHING, EVERYTHING, SIXTY, FILTERED, ONE_FEED, QUIET)
ANSWER, SUGGESTION = (150, 400), (50, 50)
"""Milliseconds that 95 and 99 of 100 stay under."""

_QUESTIONS = (
    "who cut inference cost most this month?",
    "is {} better than {} at coding, and who says?",
    "what does {} cost?",
    "what changed about {} since Friday?",
    "how far is {} behind the frontier on GPQA Diamond?",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Services:
    """What commands call."""

    ledger: Ledger
    subjects: Subjects
    gaps: GapService
    news: NewsService
    search: Search
    stories: Stories
    mending: Mending
    trail: Trail
    editions: Editions
    suggestions: Suggestions


def services_over(database: Database) -> Services:
    """The services of a database, put together as the bot does it; without a catalogue."""
    naming = Naming(load_registry().find_lab)
    catalogue = CatalogueFacts(database, Fetcher(), load_registry, "off")
    ledger = Ledger(database, naming, catalogue)
    return Services(
        ledger=ledger,
        subjects=Subjects(database, naming, catalogue),
        gaps=GapService(database, naming),
        news=NewsService(database, naming),
        search=Search(database, naming),
        stories=Stories(database, ledger),
        mending=Mending(database, ledger, lambda: NOW),
        trail=Trail(database, lambda: NOW),
        editions=Editions(database),
        suggestions=Suggestions(database, naming),
    )


@dataclass(kw_only=True, slots=True)
class Asking:
    """One question after another: who asks, and about what, drawn as in life from the popular and the rare."""

    services: Services
    world: World
    draw: random.Random
    guild: int = EVERYTHING

    @property
    def model(self) -> str:
        popular = self.draw.random() < 0.75 or len(self.world.models) <= POPULAR
        number = int(self.draw.paretovariate(0.7)) % POPULAR if popular else self.draw.randrange(len(self.world.models))
        return self.world.models[number][2]

    @property
    def lab(self) -> str:
        return self.draw.choice(self.world.labs[:40])[1]

    @property
    def benchmark(self) -> str:
        return self.draw.choice(self.world.benchmarks[:60])

    @property
    def word(self) -> str:
        """A word of some text: a frequent one more often than a rare one."""
        return self.draw.choice(self.draw.choice(self.world.sentences).rstrip(".").split())

    @property
    def words(self) -> str:
        return f"{self.word} {self.word}"

    @property
    def typed(self) -> str:
        return self.model[: self.draw.randint(0, 6)]

    @property
    def topic(self) -> Topic:
        return self.draw.choice(list(Topic))

    @property
    def question(self) -> str:
        said = self.draw.choice(_QUESTIONS)
        return said.format(*(self.model for _ in range(said.count("{}"))))

    @property
    def day(self) -> datetime:
        """Some day of the past, as it was known on which is asked."""
        return NOW - timedelta(days=self.draw.randint(1, 800))


Ask = Callable[[Asking], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the table."""

    name: str
    aim: tuple[int, int]
    ask: Ask


def asking(database: Database, announcements: int) -> Asking:
    """The same questions each time."""
    return Asking(services=services_over(database), world=make_world(announcements), draw=random.Random(5))


async def _why(a: Asking) -> object:
    found = await a.services.mending.suggest(a.guild, a.typed)
    return await a.services.ledger.why(a.guild, a.draw.choice(found).id) if found else None


async def _story(a: Asking) -> object:
    offered = await a.services.stories.suggest(a.guild, "")
    return await a.services.stories.show(a.guild, a.draw.choice(offered)[1], NOW) if offered else None


async def _ask(a: Asking) -> object:
    return understood(a.question, await a.services.suggestions.names(a.guild), NOW)


def _models(a: Asking, count: int, metric: str | None = None, then: datetime | None = None) -> Awaitable[object]:
    return a.services.ledger.compare_models(a.guild, [a.model for _ in range(count)], NOW, metric, then)


def _claims(a: Asking, **narrowed: object) -> Awaitable[object]:
    return a.services.ledger.claims(a.guild, **narrowed)  # type: ignore[arg-type]


def _gap(a: Asking, one: str, other: str, benchmark: str | None = None) -> Awaitable[object]:
    return a.services.gaps.between(a.guild, one, other, benchmark=benchmark)


def _changed(a: Asking, days: int, about: str | None = None) -> Awaitable[object]:
    return a.services.news.changed(a.guild, NOW - timedelta(days=days), NOW, about)


def _latest(a: Asking, **narrowed: object) -> Awaitable[object]:
    return a.services.ledger.latest(a.guild, limit=60, **narrowed)  # type: ignore[arg-type]


def _search(a: Asking, words: str, **narrowed: object) -> Awaitable[object]:
    return a.services.search.find(a.guild, Wanted(words=words, **narrowed))  # type: ignore[arg-type]


_FRONTIERS = list(FRONTIERS.values())
CALLS = (
    Call("compare two models", ANSWER, lambda a: _models(a, 2)),
    Call("compare five models", ANSWER, lambda a: _models(a, 5)),
    Call("compare on a benchmark", ANSWER, lambda a: _models(a, 2, a.benchmark)),
    Call("compare as of a day", ANSWER, lambda a: _models(a, 2, then=a.day)),
    Call("compare two labs", ANSWER, lambda a: a.services.ledger.compare_labs(a.guild, [a.lab, a.lab], NOW)),
    Call("efficiency", ANSWER, lambda a: a.services.ledger.efficiency(a.guild)),
    Call("efficiency by speed", ANSWER, lambda a: a.services.ledger.efficiency(a.guild, metric="speed")),
    Call("efficiency over a model", ANSWER, lambda a: a.services.ledger.efficiency(a.guild, baseline=a.model)),
    Call("quality for cost", ANSWER, lambda a: a.services.ledger.quality_for_cost(a.guild, a.benchmark)),
    Call("gap of two models", ANSWER, lambda a: _gap(a, a.model, a.model)),
    Call("gap of two labs", ANSWER, lambda a: _gap(a, a.lab, a.lab)),
    Call("gap of a model to a frontier", ANSWER, lambda a: _gap(a, a.model, a.draw.choice(_FRONTIERS))),
    Call("gap of a lab to a frontier", ANSWER, lambda a: _gap(a, a.lab, a.draw.choice(_FRONTIERS))),
    Call("gap of two frontiers", ANSWER, lambda a: _gap(a, *_FRONTIERS[1:], a.benchmark)),
    Call("claims", ANSWER, _claims),
    Call("claims on a model", ANSWER, lambda a: _claims(a, about=a.model)),
    Call("claims on a lab", ANSWER, lambda a: _claims(a, about=a.lab)),
    Call("claims of a kind", ANSWER, lambda a: _claims(a, kind=a.draw.choice(list(Kind)))),
    Call("claims as of a day", ANSWER, lambda a: _claims(a, kind=a.draw.choice(list(Kind)), then=a.day)),
    Call("contested", ANSWER, lambda a: a.services.ledger.contested(a.guild, NOW - timedelta(days=30))),
    Call("why", ANSWER, _why),
    Call("model show", ANSWER, lambda a: a.services.subjects.model(a.guild, a.model)),
    Call("model show as of a day", ANSWER, lambda a: a.services.subjects.model(a.guild, a.model, a.day)),
    Call("lab show", ANSWER, lambda a: a.services.subjects.lab(a.guild, a.lab)),
    Call("timeline of a model", ANSWER, lambda a: a.services.subjects.timeline(a.guild, a.model)),
    Call("timeline of a lab", ANSWER, lambda a: a.services.subjects.timeline(a.guild, a.lab)),
    Call("price-history", ANSWER, lambda a: a.services.subjects.prices(a.guild, a.model)),
    Call("undisclosed", ANSWER, lambda a: a.services.subjects.undisclosed(a.guild)),
    Call("undisclosed by a lab", ANSWER, lambda a: a.services.subjects.undisclosed(a.guild, a.lab)),
    Call("changed in a day", ANSWER, lambda a: _changed(a, 1)),
    Call("changed in a year", ANSWER, lambda a: _changed(a, 365)),
    Call("changed about a model", ANSWER, lambda a: _changed(a, 30, a.model)),
    Call("latest", ANSWER, _latest),
    Call("latest of a lab", ANSWER, lambda a: _latest(a, lab=a.lab)),
    Call("latest of a model", ANSWER, lambda a: _latest(a, model=a.model)),
    Call("latest on a topic", ANSWER, lambda a: _latest(a, topic=a.topic)),
    Call("latest of lab and topic", ANSWER, lambda a: _latest(a, lab=a.lab, topic=a.topic)),
    Call("story find", ANSWER, lambda a: a.services.stories.find(a.guild, words=a.word)),
    Call("story show", ANSWER, _story),
    Call("search a word", ANSWER, lambda a: _search(a, a.word)),
    Call("search two words", ANSWER, lambda a: _search(a, a.words)),
    Call("search in a lab", ANSWER, lambda a: _search(a, a.word, lab=a.lab)),
    Call("search in a model", ANSWER, lambda a: _search(a, a.word, model=a.model)),
    Call("search on a topic", ANSWER, lambda a: _search(a, a.word, topic=a.topic)),
    Call("search in a feed", ANSWER, lambda a: _search(a, a.word, feed=str(a.draw.randint(1, 300)))),
    Call("search in a month", ANSWER, lambda a: _search(a, a.word, since=NOW - timedelta(days=30))),
    Call("ask", ANSWER, _ask),
    Call("digest preview", ANSWER, lambda a: a.services.editions.preview(a.guild, NOW)),
    Call("audit", ANSWER, lambda a: a.services.trail.page(a.guild)),
    Call("suggest models", SUGGESTION, lambda a: a.services.suggestions.models(a.guild, a.typed)),
    Call("suggest labs", SUGGESTION, lambda a: a.services.suggestions.labs(a.guild, a.lab[: a.draw.randint(0, 4)])),
    Call("suggest sides", SUGGESTION, lambda a: a.services.suggestions.sides(a.guild, a.typed)),
    Call("suggest claims", SUGGESTION, lambda a: a.services.mending.suggest(a.guild, a.typed)),
    Call("suggest mended claims", SUGGESTION, lambda a: a.services.mending.suggest_mended(a.guild, a.typed)),
    Call("suggest stories", SUGGESTION, lambda a: a.services.stories.suggest(a.guild, a.word[:4])),
    Call("suggest feeds", SUGGESTION, lambda a: a.services.search.feeds(a.guild)),
)
