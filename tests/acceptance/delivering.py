"""A bot with briefings on schedule, and a clock that the test turns, for it and for Discord."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import App, InDiscord, open_app, run_in_discord
from bot.config import Settings
from bot.demo.feed_server import FeedServer
from bot.playground.faults import FaultKind
from bot.playground.person import Person, Reply
from bot.playground.server import Playground

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
        self.settings = Settings(
            _env_file=None,
            DISCORD_TOKEN=SecretStr(playground.token),
            discord_api=playground.api,
            data_dir=home,
            allow_private_hosts=frozenset({"127.0.0.1"}),
            seconds_between_polls_of_a_host=0,
        )

    @asynccontextmanager
    async def started(self) -> AsyncIterator["Run"]:
        """The bot, from its start to its end."""
        async with open_app(self.settings, self.clock) as app, run_in_discord(app, self.settings.token()) as inside:
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
