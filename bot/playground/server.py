"""The playground put together: one aiohttp server on one loopback port, opened and closed here."""

import asyncio
import base64
import secrets
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from types import TracebackType

from aiohttp import web

from bot.errors import GapwatchError
from bot.playground import intents
from bot.playground.audience import Audience
from bot.playground.changes import Changes
from bot.playground.clock import ShiftedClock
from bot.playground.commands import GLOBAL, Commands
from bot.playground.conversation import Conversation
from bot.playground.demo_world import demo_world
from bot.playground.entrance import ENTER, Entrance, make_page_token
from bot.playground.faults import Faults
from bot.playground.gateway import Gateway
from bot.playground.interactions import Interactions
from bot.playground.mishaps import Misfortune
from bot.playground.page import Page
from bot.playground.page_controls import PageControls
from bot.playground.page_people import PagePeople
from bot.playground.people import People
from bot.playground.person import Person
from bot.playground.ratelimit import Limits, RateLimiter
from bot.playground.records import Records
from bot.playground.refusals import Json
from bot.playground.rest import MOST_REQUEST_BYTES, PREFIX, RecordedRequest, RestApi
from bot.playground.rest_commands import CommandRoutes
from bot.playground.rest_guilds import GuildRoutes
from bot.playground.rest_interactions import InteractionRoutes
from bot.playground.rest_messages import MessageRoutes
from bot.playground.rest_threads import ThreadRoutes
from bot.playground.shapes import DIRECT, state_shape
from bot.playground.snowflakes import Clock, Snowflakes, utc_now
from bot.playground.storage import Kept, open_storage
from bot.playground.talking import Talking
from bot.playground.threads import Threads
from bot.playground.traffic import Traffic
from bot.playground.viewing import Viewing
from bot.playground.world import World

HOST = "127.0.0.1"
"""Nobody but this machine reaches it; it cannot be opened elsewhere."""


class PlaygroundError(GapwatchError):
    """The playground cannot be opened."""

    next_step = "Choose another port, or stop the program that uses this one."


class Playground:
    """A loopback Discord. `async with Playground() as playground:` opens it on a free port.

    What happens in it is kept in the file `keep_in`, where one is named. `start_over` is what the page's button does,
    unless it is to do no more than to forget everything; `connecting` are the steps, in markdown, that lead this bot to
    a real server.
    """

    def __init__(
        self,
        world: World | None = None,
        *,
        port: int = 0,
        token: str | None = None,
        keep_in: Path | None = None,
        start_over: Callable[[], None] | None = None,
        connecting: str | None = None,
        clock: Clock = utc_now,
        limits: Limits | None = None,
        deadline_seconds: float = 3.0,
        heartbeat_seconds: float = 41.25,
        allowed_privileged_intents: int = 0,
        shards: int = 1,
    ) -> None:
        world = world or demo_world()
        self._port = port
        self._connecting = connecting
        self._storage = open_storage(keep_in)
        self._settings = self._storage.load(Kept.SETTINGS)
        self.token = token or self._settings.get("token") or _make_token(world.bot.id)
        self._entrance = Entrance(token=self._settings.get("page_token") or make_page_token())
        self.clock = ShiftedClock(clock)
        self._records = Records(world=world, clock=self.clock, snowflakes=Snowflakes(self.clock), storage=self._storage)
        self._audience = Audience(self._records)
        self._traffic = Traffic(self.clock, self._audience.tell_traffic)
        allowed = intents.VALID & ~intents.PRIVILEGED | allowed_privileged_intents
        self.gateway = Gateway(
            self._records,
            token=self.token,
            allowed_intents=allowed,
            heartbeat_seconds=heartbeat_seconds,
            on_status=lambda online: self._audience.tell_everyone({"type": "bot_status", "online": online}),
            traffic=self._traffic,
        )
        self._commands = Commands(world.bot.id, self._records.snowflakes, self._storage)
        threads = Threads(self._records, self.gateway, self._tell_state)
        conversation = Conversation(self._records, self.gateway, self._audience, threads)
        self._interactions = Interactions(self._records, self.gateway, self._audience, deadline_seconds)
        self.faults = Faults(on_change=self._tell_faults)
        self.changes = Changes(records=self._records, gateway=self.gateway, tell_state=self._tell_state)
        self.misfortune = Misfortune(faults=self.faults, changes=self.changes, gateway=self.gateway)
        viewing = Viewing(self._records)
        self._page = (
            Page(self._records, self._audience, viewing),
            PagePeople(
                records=self._records,
                viewing=viewing,
                talking=Talking(self._records, viewing, conversation, threads),
                people=People(self._records, self._commands, viewing, self._interactions),
            ),
            PageControls(
                state=self.state,
                clock=self.clock.shape,
                set_clock=self.set_clock,
                start_over=start_over or self.forget,
                traffic=self._traffic,
                misfortune=self.misfortune,
            ),
        )
        limits = limits or Limits()
        self._rest = RestApi(
            records=self._records,
            token=self.token,
            limiter=RateLimiter(limits),
            faults=self.faults,
            traffic=self._traffic,
        )
        self._routes = [
            *GuildRoutes(
                records=self._records, gateway=self.gateway, limits=limits, allowed_intents=allowed, shards=shards
            ).endpoints(),
            *CommandRoutes(
                records=self._records, commands=self._commands, limits=limits, on_change=self._tell_commands
            ).endpoints(),
            *MessageRoutes(records=self._records, conversation=conversation, limits=limits).endpoints(),
            *ThreadRoutes(records=self._records, conversation=conversation, threads=threads, limits=limits).endpoints(),
            *InteractionRoutes(
                records=self._records, interactions=self._interactions, conversation=conversation, limits=limits
            ).endpoints(),
        ]
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return self._records.address

    @property
    def page_address(self) -> str:
        """The address that a person opens: it carries the page's token."""
        return self._records.address + ENTER + self._entrance.token

    @property
    def port(self) -> int:
        """The port that was asked for; 0 took any that was free."""
        return self._port

    @property
    def api(self) -> str:
        """The address that a bot takes for Discord's API."""
        return self._records.address + PREFIX

    @property
    def world(self) -> World:
        """The people, guilds and channels."""
        return self._records.world

    @property
    def requests(self) -> Sequence[RecordedRequest]:
        """The bot's REST requests so far, oldest first; the last few thousand of them."""
        return tuple(self._rest.requests)

    def state(self) -> Json:
        """The object of GET /playground/state."""
        commands = {guild.id: self._usable(guild.id) for guild in self.world.guilds_of_people}
        commands[DIRECT] = self._commands.usable(None)
        return state_shape(
            self.world,
            online=self.gateway.online,
            commands=commands,
            last_message_id=self._records.messages.last_id,
            clock=self.clock.shape(),
            deadline_seconds=self._interactions.deadline_seconds,
            connecting=self._connecting,
        )

    def person(self, username: str) -> Person:
        """Someone to use the playground as: `async with playground.person("ada") as ada`."""
        return Person(self.page_address, username)

    def drop_gateway(self, code: int | None = None) -> None:
        """Lose the bot's gateway connections, without a word or with a close code."""
        self.gateway.drop(code)

    def set_clock(self, asked: Json) -> Json:
        """Set the clock as a request says, and tell everyone."""
        self.clock.set_as_asked(asked)
        self._storage.put(Kept.SETTINGS, "ahead_seconds", self.clock.offset_seconds)
        self._interactions.give_up_overdue()
        self._audience.tell_everyone({"type": "clock", "clock": self.clock.shape()})
        return self.clock.shape()

    def give_up_promises(self) -> None:
        """Show as failed what the bot has promised and not told: it has been started anew, and knows nothing of it."""
        self._interactions.give_up_all()

    def forget(self) -> None:
        """Start over: as at the first start, but for the commands that the bot has registered, and the tokens."""
        self._interactions.close()
        self._records.forget()
        self._commands.keep_all()
        self.faults.clear()
        self._traffic.clear()
        self.clock.set_ahead(timedelta())
        self._keep_settings()
        self._audience.tell_everyone({"type": "start_over"})
        self.gateway.invalidate()

    async def start(self) -> None:
        """Open the port, and take up what was kept."""
        app = web.Application(client_max_size=MOST_REQUEST_BYTES)
        self._entrance.mount(app)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/", self.gateway.handle)
        self._rest.mount(app, self._routes)
        for part in self._page:
            part.mount(app)
        app.on_shutdown.append(self._on_shutdown)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self._port)
        try:
            await site.start()
        except OSError as cause:
            await self.stop()
            raise PlaygroundError(f"The playground cannot use port {self._port} of {HOST}.") from cause
        self._records.address = f"http://{HOST}:{self._runner.addresses[0][1]}"
        self._restore()

    def _restore(self) -> None:
        self.clock.set_ahead(timedelta(seconds=self._settings.get("ahead_seconds", 0.0)))
        self._records.restore()
        self._commands.restore()
        self._interactions.restore()
        self._keep_settings()

    def _keep_settings(self) -> None:
        now = {
            "token": self.token,
            "page_token": self._entrance.token,
            "address": self.address,
            "ahead_seconds": self.clock.offset_seconds,
        }
        for key, value in now.items():
            self._storage.put(Kept.SETTINGS, key, value)

    async def stop(self) -> None:
        """Close every connection and the port."""
        if self._runner is not None:
            runner, self._runner = self._runner, None
            await runner.cleanup()
            await asyncio.to_thread(self._storage.close)

    async def _on_shutdown(self, app: web.Application) -> None:
        self._interactions.close()
        self.gateway.drop(1001)
        await self._audience.close()

    async def __aenter__(self) -> "Playground":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def _usable(self, guild_id: str) -> list[Json]:
        return self._commands.usable(guild_id) if self.world.guild(guild_id) else []

    def _tell_state(self) -> None:
        self._audience.tell_everyone({"type": "state", "state": self.state()})

    def _tell_faults(self) -> None:
        self._audience.tell_everyone({"type": "faults", "waiting": self.misfortune.waiting()})

    def _tell_commands(self, place: str) -> None:
        for guild in self.world.guilds_of_people:
            if place in (GLOBAL, guild.id):
                event = {"type": "commands_changed", "guild_id": guild.id, "commands": self._usable(guild.id)}
                self._audience.tell_everyone(event)


def _make_token(bot_id: str) -> str:
    named = base64.urlsafe_b64encode(bot_id.encode()).decode().rstrip("=")
    return f"{named}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"
