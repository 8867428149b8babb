"""The composition root: opens what must be opened, hands it to constructors, closes it. Nothing else wires."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from bot.briefing.alerted import AlertReader
from bot.briefing.editions import Editions
from bot.briefing.finding import Stories
from bot.briefing.keeping import StoryKeeper
from bot.briefing.muting import Muting
from bot.catalogue.facts import CatalogueFacts
from bot.charts.drawing import ready_to_draw
from bot.client import SERVERS_WITHIN, GapwatchBot, Services
from bot.config import Settings
from bot.delivery.alerting import Alerting
from bot.delivery.making import Making
from bot.delivery.notices import Notices
from bot.delivery.outbox import Outbox
from bot.delivery.reminders import Reminders
from bot.delivery.rounds import ALERT_SECONDS, MAKE_SECONDS, REMIND_SECONDS, SEND_SECONDS, Round, Rounds
from bot.delivery.schedules import Schedules
from bot.delivery.stops import Stops
from bot.delivery.telling import Telling
from bot.delivery.timetable import Timetable
from bot.delivery.watches import Watches
from bot.feeds.discovery import Discoverer
from bot.feeds.fetch import Fetcher
from bot.feeds.filtering import Filters
from bot.feeds.ingest import Ingest
from bot.feeds.introduction import called_by_its_own_name
from bot.feeds.knownnames import KnownNames
from bot.feeds.offload import Offload, ProcessOffload
from bot.feeds.passages import Passages
from bot.feeds.reread import Reread
from bot.feeds.sources import Sources
from bot.feeds.starter import load_starter
from bot.feeds.subscriptions import Subscriptions
from bot.feeds.trial import Trials
from bot.feeds.upkeep import Upkeep
from bot.ledger.gaps import GapService
from bot.ledger.keeping import KeptQuestions
from bot.ledger.ledger import Ledger
from bot.ledger.mending import Mending
from bot.ledger.naming import Naming
from bot.ledger.news import NewsService
from bot.ledger.renaming import Renaming
from bot.ledger.searching import Search
from bot.ledger.subjects import Subjects
from bot.ledger.suggesting import Suggestions
from bot.ledger.trail import Trail
from bot.reading.reader import READER_VERSION
from bot.reading.texts import read_text
from bot.registry.load import load_registry
from cogs.alerts import alert_for
from cogs.edition_posts import EditionPosts
from cogs.editions import edition_for
from cogs.notice_posts import NoticePosts
from cogs.welcome import Welcome
from db import names
from db.engine import Database, create_engine

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class App:
    """Everything that is open."""

    settings: Settings
    database: Database
    fetcher: Fetcher
    ingest: Ingest
    reread: Reread
    keeper: StoryKeeper
    making: Making
    alerting: Alerting
    reminders: Reminders
    telling: Telling
    outbox: Outbox
    stops: Stops
    services: Services


def utc_now() -> datetime:
    """The clock: read here and at the edges, handed in everywhere else."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_app(
    settings: Settings,
    clock: Callable[[], datetime] = utc_now,
    public: Callable[[str], bool] | None = None,
    offloading: Callable[[int], AbstractAsyncContextManager[Offload]] = ProcessOffload,
) -> AsyncIterator[App]:
    """Open the database, the network and the worker processes. Raises GapwatchError where the database is not ready.

    ``public`` says of which feeds direct messages may tell: those of the starter packs, unless told otherwise;
    ``offloading`` makes what slow functions run in, out of how many may run at once.
    """
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(Database.open(settings.database))
        known = KnownNames(database, load_registry())
        await known.additions()
        async with database.begin() as session:
            await names.save_labs(session, (known.registry.lab_name(lab.id) for lab in known.registry.labs))
        fetcher = await stack.enter_async_context(Fetcher(allow_private=settings.allow_private_hosts))
        offload = await stack.enter_async_context(offloading(settings.workers))
        ingest = Ingest(
            database,
            fetcher,
            offload,
            read_text,
            reader_version=READER_VERSION,
            clock=clock,
            at_once=settings.polls_at_once,
            host_gap=settings.seconds_between_polls_of_a_host,
            names=known,
            introduce=partial(called_by_its_own_name, lab_of_publisher=known.lab_of_publisher),
        )
        stack.push_async_callback(ingest.close)
        naming = Naming(known.find_lab)
        catalogue = CatalogueFacts(database, fetcher, lambda: known.registry, settings.catalogue)
        packs = load_starter()
        subscriptions = Subscriptions(database, ingest, clock, known.lab_of_publisher, public or packs.has)
        await subscriptions.open_known()
        sources = Sources(subscriptions, Discoverer(ingest, offload, packs), packs, offload, clock)
        ledger = Ledger(database, naming, catalogue)
        editions = Editions(database)
        making = Making(database, partial(edition_for, editions), clock)
        services = Services(
            database=database,
            suggestions=Suggestions(database, naming),
            subjects=Subjects(database, naming, catalogue),
            gaps=GapService(database, naming),
            news=NewsService(database, naming),
            catalogue=catalogue,
            ledger=ledger,
            search=Search(database, naming),
            stories=Stories(database, ledger),
            editions=editions,
            muting=Muting(database, clock),
            schedules=Schedules(database, making, clock),
            watches=Watches(database, naming, known.lab_named, clock),
            subscriptions=subscriptions,
            sources=sources,
            trials=Trials(sources, offload, read_text, names=known, clock=clock),
            passages=Passages(ingest, offload, read_text, names=known),
            upkeep=Upkeep(database, ingest, clock),
            filters=Filters(database, clock, known.find_lab),
            notices=Notices(database, clock),
            questions=KeptQuestions(database, clock),
            mending=Mending(database, ledger, clock),
            renaming=Renaming(database, ledger, clock),
            trail=Trail(database, clock),
            clock=clock,
        )
        reread = Reread(database, offload, read_text, reader_version=READER_VERSION, clock=clock, names=known)
        yield App(
            settings=settings,
            database=database,
            fetcher=fetcher,
            ingest=ingest,
            reread=reread,
            keeper=StoryKeeper(database, clock),
            making=making,
            alerting=Alerting(database, clock),
            reminders=Reminders(database, clock),
            telling=Telling(database, partial(alert_for, AlertReader(database), services), clock),
            outbox=Outbox(database, clock),
            stops=Stops(database, clock),
            services=services,
        )


async def run_bot(settings: Settings) -> None:
    """Run the bot until it is stopped. Raises GapwatchError where it cannot start."""
    token = settings.token()
    async with open_app(settings) as app, run_in_discord(app, token) as inside, timetable(app, inside):
        await inside.running


@dataclass(frozen=True, kw_only=True, slots=True)
class InDiscord:
    """The bot in Discord: the task that it runs in, which ends when the bot does, and what posts for it."""

    running: asyncio.Task[None]
    posts: NoticePosts
    editions: EditionPosts
    welcome: Welcome


@asynccontextmanager
async def run_in_discord(app: App, token: str, *, servers_within: float = SERVERS_WITHIN) -> AsyncIterator[InDiscord]:
    """The bot, logged in and ready."""
    bot = GapwatchBot(app.services, app.settings.discord_api, servers_within=servers_within)
    running = asyncio.create_task(bot.run_with(token), name="bot")
    try:
        await asyncio.gather(bot.became_ready(running), ready_to_draw())
        # What is loaded by now stays: looking through all of it for garbage would hold up the loop time and again.
        gc.collect()
        gc.freeze()
        yield InDiscord(running=running, posts=NoticePosts(bot), editions=EditionPosts(bot), welcome=Welcome(bot))
    finally:
        await bot.close()
        await asyncio.gather(running, return_exceptions=True)


@asynccontextmanager
async def timetable(app: App, inside: InDiscord) -> AsyncIterator[None]:
    """Everything that the bot does without being asked."""
    services = app.services

    async def refresh() -> None:
        await services.catalogue.refresh(services.clock())

    async def tell() -> None:
        await services.notices.tell_due(inside.posts)
        await app.stops.tell_due(inside.posts)

    async def alert() -> None:
        await app.alerting.decide_waiting()
        await app.telling.tell_due()

    rounds = Rounds(
        Round(name="making briefings", work=app.making.make_due, pause=MAKE_SECONDS),
        Round(name="making alerts", work=alert, pause=ALERT_SECONDS),
        Round(name="reminding", work=app.reminders.remind_due, pause=REMIND_SECONDS),
        Round(name="sending", work=partial(app.outbox.send_due, inside.editions), pause=SEND_SECONDS),
    )
    async with Timetable(app.ingest.poll_due, tell, app.keeper.place_waiting, refresh=refresh), rounds:
        yield


async def prepare_database(settings: Settings) -> tuple[str | None, str]:
    """Make the database's folder and migrate it; returns the version before and after."""
    from db.migrate import migrate  # carries Alembic, which a bot that only runs need not

    if not settings.database_url:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    engine = create_engine(settings.database)
    try:
        return await migrate(engine)
    finally:
        await engine.dispose()
