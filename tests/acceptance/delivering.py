"""A bot with briefings on schedule, and a clock that the test turns, for it and for Discord.

It reads in its own process: that workers do is for the tests of the bot that ``running`` starts, and a worker's start
would take longer than everything else here.
"""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.app import App, InDiscord, open_app, run_in_discord
from bot.config import Settings
from bot.demo.feed_server import FeedServer
from bot.feeds.offload import InlineOffload
from bot.playground.faults import FaultKind
from bot.playground.person import Person, Reply
from bot.playground.server import Playground
from tests.acceptance.articles import write_feeds
from tests.acceptance.running import AT_ONCE, settings_for
from tests.playground.checked import CheckedPlayground

THAT_REACH_US = tuple(kind for kind in FaultKind if kind is not FaultKind.RATE_LIMITED)
"""The kinds of faults that the bot is left with: a rate limit discord.py waits out by itself."""

CHANNEL = "1300000000000001010"
NORTHWIND = "1300000000000001000"


class Clock:
    """Real time, moved by as much as a test says."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def advance(self, **duration: float) -> None:
        self.ahead += timedelta(**duration)

    def to_next(self, hour: int) -> None:
        """The next time that it is so late, and a second."""
        now = self()
        then = now.replace(hour=hour, minute=0, second=1, microsecond=0)
        self.ahead += then + timedelta(days=then <= now) - now


class Delivering:
    """A bot that may be restarted, its playground and feeds, an admin."""

    def __init__(
        self, playground: Playground, feeds: FeedServer, folder: Path, home: Path, ada: Person, clock: Clock
    ) -> None:
        self.playground, self.feeds, self.folder, self.ada, self.clock = playground, feeds, folder, ada, clock
        self.settings = settings_for(playground, data_dir=home)

    @asynccontextmanager
    async def started(self) -> AsyncIterator["Run"]:
        """The bot, from its start to its end."""
        async with started(self.settings, self.clock) as (app, inside):
            yield Run(self, app, inside)

    async def briefings(self, channel: str = CHANNEL) -> list[dict[str, Any]]:
        """Messages of the channel that bear the mark of a briefing, oldest first."""
        return [each for each in await self.ada.messages(channel) if mark_of(each)]

    async def ask(self, name: str, /, **options: Any) -> Reply:
        """A command of the admin's, in a channel where no briefings are."""
        return await self.ada.command("general", name, **options)

    async def schedule(self, channel: str = CHANNEL, **options: Any) -> str:
        """A daily briefing at eight; returns the number of its schedule."""
        wanted = {"channel": channel, "time": "08:00", "days": "daily", "timezone": "UTC"} | options
        made = await self.ask("digest schedule add", **wanted)
        assert "A briefing is scheduled" in made.text, made
        choices = await self.ada.autocomplete("general", "digest schedule pause", "schedule", "")
        return str(choices[-1]["value"])


@asynccontextmanager
async def started(settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[tuple[App, InDiscord]]:
    """A bot in the playground, which tells it of all its servers at once."""
    async with (
        open_app(settings, clock, offloading=lambda _workers: nullcontext(InlineOffload())) as app,
        run_in_discord(app, settings.token(), servers_within=AT_ONCE) as inside,
    ):
        yield app, inside


Scene = TypeVar("Scene", bound=Delivering)


@asynccontextmanager
async def opened(kind: type[Scene], folder: Path, migrated: Path) -> AsyncIterator[Scene]:
    """The playground, the feeds and an admin of a scene, and a database like the migrated one; no bot yet."""
    feeds, home, clock = folder / "feeds", folder / "home", Clock()
    feeds.mkdir()
    home.mkdir()
    write_feeds(feeds)
    shutil.copy(migrated, home / "gapwatch.db")
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(FeedServer.of_folder(feeds))
        playground = await stack.enter_async_context(CheckedPlayground(clock=clock))
        ada = await stack.enter_async_context(playground.person("ada"))
        yield kind(playground, server, feeds, home, ada, clock)


class Run:
    """One run of the bot."""

    def __init__(self, scene: Delivering, app: App, inside: InDiscord) -> None:
        self.scene, self.app, self.inside = scene, app, inside

    async def work(self) -> None:
        """What the bot does by itself: make editions, send pages, tell of stops."""
        await self.app.making.make_due()
        await self.app.outbox.send_due(self.inside.editions)
        await self.app.stops.tell_due(self.inside.posts)


def mark_of(message: dict[str, Any]) -> str | None:
    """The mark in the button below a briefing."""
    for row in message["components"]:
        for part in row.get("components", ()):
            if str(part.get("custom_id")).startswith("gapwatch:edition:"):
                return str(part["custom_id"])
    return None


def words_of(message: dict[str, Any]) -> str:
    """All texts of a message."""
    return "\n".join(part["content"] for part in message["components"] if "content" in part)
