"""The demonstration put together: a playground, feeds to read in it, and the bot, which starts anew to start over.

The playground stays open all the while, so that windows stay too. The bot's own parts are the composition root's (app).
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path

from pydantic import SecretStr

from bot.app import App, InDiscord, open_app, prepare_database, run_in_discord, timetable
from bot.config import Settings
from bot.delivery.rounds import Round, Rounds
from bot.demo.feed_server import FeedServer, ServedFeed
from bot.feeds.polling import LATEST
from bot.playground.demo_world import demo_world
from bot.playground.server import Playground
from cogs.welcome import first_questions
from db import feeds as stored_feeds

DEMO_PORT = 8700
FEEDS_OF_OTHER_GUILDS = 6  # to show that a guild sees only its own feeds
READ_AT_ONCE = 4
SERVERS_WITHIN = 0.2  # seconds between the servers that the playground sends one after the other
LOOK_SECONDS = 5.0
"""How often it is looked whether a feed has published or the clock was set."""

QUESTIONS = first_questions(compared=("DeepSeek-V4-Pro", "GPT-5.5"), gap=("DeepSeek", "frontier"))

Report = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Demo:
    """A running demo: the page's address, and the task of the bot in it."""

    address: str
    running: asyncio.Task[None]
    playground: Playground


@asynccontextmanager
async def open_demo(
    settings: Settings,
    *,
    folder: Path | None,
    port: int,
    report: Report,
    opened: Callable[[str], None] = lambda _address: None,
    start_over: bool = False,
) -> AsyncIterator[Demo]:
    """The playground, the demo's feeds (or those of ``folder``) and the bot, with a guild that reads them.

    ``opened`` is told the page's address, which is there before the bot; ``report``, how many of how many feeds have
    been read. Raises GapwatchError where something cannot start.
    """
    home = _demo_home(settings.data_dir, folder)
    asked_to_start_over = asyncio.Event()
    playground = Playground(
        demo_world(),
        port=port,
        keep_in=home.playground_file,
        start_over=asked_to_start_over.set,
        connecting=resources.files("bot.demo").joinpath("connecting.md").read_text(encoding="utf-8"),
    )
    async with playground:
        if start_over:
            home.forget()
            playground.forget()
        opened(playground.page_address)
        stage = _Stage(settings=settings, folder=folder, home=home, playground=playground, report=report)
        ready = asyncio.Event()
        running = asyncio.create_task(stage.play(ready, asked_to_start_over), name="demo")
        try:
            await _first(ready, running)
            yield Demo(address=playground.page_address, running=running, playground=playground)
        finally:
            await _ended(running)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Home:
    """Where a demo keeps what it has. Each folder of captures has a home of its own, apart from the demo's."""

    folder: Path

    @property
    def playground_file(self) -> Path:
        return self.folder / "playground.db"

    @property
    def _started_at(self) -> Path:
        return self.folder / "started-at.txt"

    def forget(self) -> None:
        """Delete the bot's database and the moment of the first start. The playground forgets by itself."""
        for path in (*self.folder.glob("gapwatch.db*"), self._started_at):
            path.unlink(missing_ok=True)

    def anchor(self, now: datetime) -> datetime:
        """The moment of the demo's first start, from which its announcements are dated."""
        if self._started_at.is_file():
            return datetime.fromisoformat(self._started_at.read_text(encoding="utf-8").strip())
        anchor = now.replace(microsecond=0)
        self._started_at.write_text(anchor.isoformat(), encoding="utf-8")
        return anchor


@dataclass(frozen=True, kw_only=True, slots=True)
class _Stage:
    """What the bot of a demo plays on."""

    settings: Settings
    folder: Path | None
    home: _Home
    playground: Playground
    report: Report

    async def play(self, ready: asyncio.Event, asked_to_start_over: asyncio.Event) -> None:
        """Run the bot until it ends; each time that somebody starts over, forget everything and run it again."""
        while True:
            asked = asyncio.create_task(asked_to_start_over.wait())
            try:
                async with self._bot() as inside:
                    ready.set()
                    await asyncio.wait({inside.running, asked}, return_when=asyncio.FIRST_COMPLETED)
                    if inside.running.done():
                        inside.running.result()
                        return
            finally:
                asked.cancel()
            asked_to_start_over.clear()
            self.home.forget()
            self.playground.forget()

    @asynccontextmanager
    async def _bot(self) -> AsyncIterator[InDiscord]:
        """The feeds and the bot, subscribed to them and greeting."""
        clock = self.playground.clock
        async with AsyncExitStack() as stack:
            feeds = await stack.enter_async_context(self._feeds())
            inside = self._settings_of_bot()
            await prepare_database(inside)
            app = await stack.enter_async_context(open_app(inside, clock, public=lambda _address: True))
            # The feeds are read in a process of its own, which takes as long to start as the bot does.
            reading = asyncio.create_task(self._subscribe_all(app, feeds.feeds))
            stack.push_async_callback(_ended, reading)
            await app.services.catalogue.load_package(clock())
            bot = run_in_discord(app, inside.token(), servers_within=SERVERS_WITHIN)
            discord = await stack.enter_async_context(bot)
            self.playground.give_up_promises()
            await reading
            await app.keeper.place_waiting()
            first = self.playground.world.guilds[0].channels[0]
            await discord.welcome.greet(int(first.id), QUESTIONS)
            await stack.enter_async_context(timetable(app, discord))
            looking = _Looking(app=app, feeds=feeds, clock=clock, looked_at=clock())
            await stack.enter_async_context(Rounds(Round(name="looking", work=looking.look, pause=LOOK_SECONDS)))
            yield discord

    def _feeds(self) -> FeedServer:
        port = self.playground.port + 1 if self.playground.port else 0
        if self.folder:
            return FeedServer.of_folder(self.folder, port=port)
        clock = self.playground.clock
        return FeedServer.of_demo(self.home.anchor(clock()), clock, port=port)

    def _settings_of_bot(self) -> Settings:
        return self.settings.model_copy(
            update={
                "data_dir": self.home.folder,
                "database_url": "",
                "discord_token": SecretStr(self.playground.token),
                "discord_api": self.playground.api,
                "allow_private_hosts": frozenset({"127.0.0.1"}),
                "seconds_between_polls_of_a_host": 0.0,
                "catalogue": "off" if self.settings.catalogue == "off" else "package",
            }
        )

    async def _subscribe_all(self, app: App, feeds: Sequence[ServedFeed]) -> None:
        first, *others = self.playground.world.guilds
        await _subscribe(app, int(first.id), feeds, self.report, int(first.channels[0].id))
        for guild in others:
            some = feeds[:FEEDS_OF_OTHER_GUILDS]
            await _subscribe(app, int(guild.id), some, lambda _done, _of: None, int(guild.channels[0].id))


@dataclass(kw_only=True, slots=True)
class _Looking:
    """Polls a feed as soon as it has published, so that nobody need wait for its turn, and follows the clock back."""

    app: App
    feeds: FeedServer
    clock: Callable[[], datetime]
    looked_at: datetime

    async def look(self) -> None:
        now = self.clock()
        if now < self.looked_at:
            await self._come_back(now)
        renewed = {feed.url for feed in self.feeds.renewed(self.looked_at, now)}
        self.looked_at = now
        if renewed:
            async with self.app.database.read() as session:
                these = [feed for feed in await stored_feeds.all_feeds(session) if feed.url in renewed]
            async for _ in self.app.ingest.poll_feeds(these):
                pass

    async def _come_back(self, now: datetime) -> None:
        """What was put off to a time that is far ahead again: feeds' next turns, and schedules."""
        await self.app.making.tidy()
        async with self.app.database.begin() as session:
            for feed in await stored_feeds.all_feeds(session):
                if feed.next_poll_at > now + LATEST:
                    await stored_feeds.save_feed(session, replace(feed, next_poll_at=now + timedelta(minutes=1)))


def _demo_home(data_dir: Path, folder: Path | None) -> _Home:
    home = _Home(folder=data_dir / ("demo" if folder is None else f"captures-{folder.resolve().name}"))
    home.folder.mkdir(parents=True, exist_ok=True)
    return home


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _first(ready: asyncio.Event, running: asyncio.Task[None]) -> None:
    """Wait until the demo is ready; what it fails with before is raised here."""
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait({waiting, running}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if running.done():
        running.result()


async def _subscribe(app: App, guild_id: int, feeds: Sequence[ServedFeed], report: Report, channel_id: int) -> None:
    there = {s.feed.url for s in await app.services.subscriptions.list(guild_id)}
    missing = [feed for feed in feeds if feed.url not in there]
    turns, done = asyncio.Semaphore(READ_AT_ONCE), len(feeds) - len(missing)

    async def add(feed: ServedFeed) -> None:
        nonlocal done
        async with turns:
            await app.services.subscriptions.add(
                guild_id, feed.url, channel_id, title=feed.title, publisher=feed.publisher, kind=feed.kind, lab=feed.lab
            )
        done += 1
        report(done, len(feeds))

    report(done, len(feeds))
    async with asyncio.TaskGroup() as group:
        for feed in missing:
            group.create_task(add(feed))
