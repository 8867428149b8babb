"""The composition root: opens what must be opened, hands it to constructors, closes it. Nothing else wires."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pydantic import SecretStr

from bot.briefing.digest import Briefing
from bot.briefing.editions import Editions
from bot.briefing.finding import Stories
from bot.briefing.keeping import StoryKeeper
from bot.catalogue.facts import CatalogueFacts
from bot.charts.drawing import ready_to_draw
from bot.client import GapwatchBot, Services
from bot.config import Settings
from bot.delivery.making import Making
from bot.delivery.notices import Notices
from bot.delivery.outbox import Outbox
from bot.delivery.rounds import MAKE_SECONDS, SEND_SECONDS, Round, Rounds
from bot.delivery.schedules import Schedules
from bot.delivery.stops import Stops
from bot.delivery.timetable import Timetable
from bot.demo.feed_server import FeedServer, ServedFeed
from bot.feeds.discovery import Discoverer
from bot.feeds.fetch import Fetcher
from bot.feeds.filtering import Filters
from bot.feeds.ingest import Ingest
from bot.feeds.introduction import called_by_its_own_name
from bot.feeds.knownnames import KnownNames
from bot.feeds.offload import ProcessOffload
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
from bot.playground.demo_world import demo_world
from bot.playground.server import Playground
from bot.reading.reader import READER_VERSION
from bot.reading.texts import read_text
from bot.registry.load import load_registry
from cogs.edition_posts import EditionPosts
from cogs.editions import edition_for
from cogs.notice_posts import NoticePosts
from db import names
from db.engine import Database, create_engine

DEMO_PORT = 8700
FEEDS_OF_OTHER_GUILDS = 6  # to show that a guild sees only its own feeds

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
    outbox: Outbox
    stops: Stops
    services: Services


def utc_now() -> datetime:
    """The clock: read here and at the edges, handed in everywhere else."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_app(
    settings: Settings, clock: Callable[[], datetime] = utc_now, public: Callable[[str], bool] | None = None
) -> AsyncIterator[App]:
    """Open the database, the network and the worker processes. Raises GapwatchError where the database is not ready.

    ``public`` says of which feeds direct messages may tell: those of the starter packs, unless told otherwise.
    """
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(Database.open(settings.database))
        known = KnownNames(database, load_registry())
        await known.additions()
        async with database.begin() as session:
            await names.save_labs(session, (known.registry.lab_name(lab.id) for lab in known.registry.labs))
        fetcher = await stack.enter_async_context(Fetcher(allow_private=settings.allow_private_hosts))
        offload = await stack.enter_async_context(ProcessOffload(settings.workers))
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
            briefing=Briefing(database),
            stories=Stories(database, ledger),
            editions=editions,
            schedules=Schedules(database, making, clock),
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
            outbox=Outbox(database, clock),
            stops=Stops(database, clock),
            services=services,
        )


async def run_bot(settings: Settings) -> None:
    """Run the bot until it is stopped. Raises GapwatchError where it cannot start."""
    token = settings.token()
    async with open_app(settings) as app, run_in_discord(app, token) as inside, _timetable(app, inside):
        await inside.running


@dataclass(frozen=True, kw_only=True, slots=True)
class InDiscord:
    """The bot in Discord: the task that it runs in, which ends when the bot does, and what posts for it."""

    running: asyncio.Task[None]
    posts: NoticePosts
    editions: EditionPosts


@asynccontextmanager
async def run_in_discord(app: App, token: str) -> AsyncIterator[InDiscord]:
    """The bot, logged in and ready."""
    bot = GapwatchBot(app.services, app.settings.discord_api)
    running = asyncio.create_task(bot.run_with(token), name="bot")
    try:
        await asyncio.gather(bot.became_ready(running), ready_to_draw())
        # What is loaded by now stays: looking through all of it for garbage would hold up the loop time and again.
        gc.collect()
        gc.freeze()
        yield InDiscord(running=running, posts=NoticePosts(bot), editions=EditionPosts(bot))
    finally:
        await bot.close()
        await asyncio.gather(running, return_exceptions=True)


@asynccontextmanager
async def _timetable(app: App, inside: InDiscord) -> AsyncIterator[None]:
    """Everything that the bot does without being asked."""
    services = app.services

    async def refresh() -> None:
        await services.catalogue.refresh(services.clock())

    async def tell() -> None:
        await services.notices.tell_due(inside.posts)
        await app.stops.tell_due(inside.posts)

    briefings = Rounds(
        Round(name="making briefings", work=app.making.make_due, pause=MAKE_SECONDS),
        Round(name="sending briefings", work=partial(app.outbox.send_due, inside.editions), pause=SEND_SECONDS),
    )
    async with Timetable(app.ingest.poll_due, tell, app.keeper.place_waiting, refresh=refresh), briefings:
        yield


@dataclass(frozen=True, kw_only=True, slots=True)
class Demo:
    """A running demo: the page's address, and the task of the bot in it."""

    address: str
    running: asyncio.Task[None]


@asynccontextmanager
async def open_demo(
    settings: Settings,
    *,
    folder: Path | None,
    port: int,
    report: Callable[[int, int], None],
) -> AsyncIterator[Demo]:
    """The playground, the demo's feeds (or those of ``folder``) and the bot, with a guild that reads them.

    ``report`` is told how many of how many feeds have been read. Raises GapwatchError where something cannot start.
    """
    home = _demo_home(settings.data_dir, folder)
    async with AsyncExitStack() as stack:
        anchor = _anchor(home / "started-at.txt")
        server = (
            FeedServer.of_folder(folder, port=port + 1)
            if folder
            else FeedServer.of_demo(anchor, utc_now, port=port + 1)
        )
        await stack.enter_async_context(server)
        world = demo_world()
        playground = await stack.enter_async_context(Playground(world, port=port))
        inside = settings.model_copy(
            update={
                "data_dir": home,
                "database_url": "",
                "discord_token": SecretStr(playground.token),
                "discord_api": playground.api,
                "allow_private_hosts": frozenset({"127.0.0.1"}),
                "seconds_between_polls_of_a_host": 0.0,
                "catalogue": "off" if settings.catalogue == "off" else "package",
            }
        )
        await prepare_database(inside)
        app = await stack.enter_async_context(open_app(inside, public=lambda _address: True))
        await app.services.catalogue.load_package(utc_now())
        discord = await stack.enter_async_context(run_in_discord(app, inside.token()))
        first, *others = (int(guild.id) for guild in world.guilds)
        await _subscribe(app, first, server.feeds, report)
        for guild_id in others:
            await _subscribe(app, guild_id, server.feeds[:FEEDS_OF_OTHER_GUILDS], lambda _done, _of: None)
        await app.keeper.place_waiting()
        await stack.enter_async_context(_timetable(app, discord))
        yield Demo(address=playground.address, running=discord.running)


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


def _demo_home(data_dir: Path, folder: Path | None) -> Path:
    """Each folder of captures keeps a database of its own, apart from the demo's."""
    name = "demo" if folder is None else f"captures-{folder.resolve().name}"
    home = data_dir / name
    home.mkdir(parents=True, exist_ok=True)
    return home


def _anchor(path: Path) -> datetime:
    """The moment of the demo's first start, from which its announcements are dated."""
    if path.is_file():
        return datetime.fromisoformat(path.read_text(encoding="utf-8").strip())
    anchor = utc_now().replace(microsecond=0)
    path.write_text(anchor.isoformat(), encoding="utf-8")
    return anchor


async def _subscribe(app: App, guild_id: int, feeds: Sequence[ServedFeed], report: Callable[[int, int], None]) -> None:
    there = {s.feed.url for s in await app.services.subscriptions.list(guild_id)}
    for done, feed in enumerate(feeds):
        report(done, len(feeds))
        if feed.url not in there:
            await app.services.subscriptions.add(
                guild_id, feed.url, title=feed.title, publisher=feed.publisher, kind=feed.kind, lab=feed.lab
            )
    report(len(feeds), len(feeds))
