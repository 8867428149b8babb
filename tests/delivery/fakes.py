"""A stand-in for Discord, which loses answers and honours nonces for a while, and ways to kill the bot at any step."""

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import TypeVar

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.making import Compose, Making
from bot.delivery.outbox import Outbox
from bot.delivery.pace import Pace, Rate
from bot.delivery.posting import NotNow, Refused, Rejected, Uncertain
from bot.domain.schedules import Composed, Manner, Page, Parcel, Schedule, Wanted, When, Window
from db import feeds, schedules
from db.engine import Database
from db.schedules import Shape

OURS, NEWS = 1 << 60, 77
NONCE_LIFE = timedelta(minutes=3)
BEGAN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FREE = Rate(a_second=1e9, at_once=10**6, in_a_channel=10**6, channel_seconds=0.0)
PAGES = 2


class Killed(BaseException):
    """The process died here: nothing after this point runs."""


class Steps:
    """Every point at which the process may die, numbered as they are passed; dies at one of them."""

    def __init__(self, die_at: int | None = None) -> None:
        self._numbers = count()
        self._die_at = die_at
        self.passed: list[str] = []

    def __call__(self, name: str) -> None:
        if next(self._numbers) == self._die_at:
            raise Killed(name)
        self.passed.append(name)


@dataclass
class Times:
    """What time it is, and how wrong the bot's clock is."""

    now: datetime = BEGAN
    wrong_by: timedelta = timedelta()

    def __call__(self) -> datetime:
        return self.now + self.wrong_by

    def to_eight(self) -> None:
        """A second past eight on the next day."""
        self.now = (self.now + timedelta(days=1)).replace(hour=8, minute=0, second=1)


@dataclass(frozen=True)
class Posted:
    id: int
    channel_id: int
    nonce: str
    text: str


T = TypeVar("T")
Fault = Callable[[], str]


@dataclass
class Channels:
    """Discord's side: what stands in its channels. It goes by the true time."""

    times: Times
    posted: list[Posted] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    finished: list[int] = field(default_factory=list)
    fault: Fault = lambda: ""
    refusing: bool = False
    step: Callable[[str], None] = lambda _name: None
    _nonces: dict[str, tuple[datetime, int]] = field(default_factory=dict)

    def texts(self, channel_id: int) -> list[str]:
        return [each.text for each in self.posted if each.channel_id == channel_id]

    async def post(self, parcel: Parcel) -> int:
        self._arrive("post")
        self.step("before the send")
        message_id = await self._answered(lambda: self._post(parcel))
        self.step("after the send")
        return message_id

    async def find(self, parcel: Parcel) -> int | None:
        assert parcel.tried_at is not None
        self._arrive("find")
        return await self._answered(lambda: next((each.id for each in self.posted if each.nonce == parcel.nonce), None))

    async def finish(self, parcel: Parcel, message_id: int) -> None:
        self._arrive("finish")
        self.step("before what follows")
        await self._answered(lambda: self.finished.append(message_id))
        self.step("after what follows")

    def _arrive(self, what: str) -> None:
        self.requests.append(what)
        if self.refusing:
            raise Refused("The bot lacks the permission Send Messages.")

    async def _answered(self, carry_out: Callable[[], T]) -> T:
        match self.fault():
            case "cut":
                raise Uncertain("The connection was cut.")
            case "lost":
                carry_out()
                raise Uncertain("The answer was lost.")
            case "wait":
                raise NotNow("Discord asks to wait.", timedelta(seconds=20))
            case "reject":
                raise Rejected("Invalid Form Body")
        return carry_out()

    def _post(self, parcel: Parcel) -> int:
        known = self._nonces.get(parcel.nonce)
        if known and self.times.now - known[0] < NONCE_LIFE:
            return known[1]
        (first, *_) = parcel.page.components
        posted = Posted(len(self.posted) + 1, parcel.channel_id, parcel.nonce, first["content"])
        self.posted.append(posted)
        self._nonces[parcel.nonce] = (self.times.now, posted.id)
        return posted.id


class Shaky:
    """A database in whose transactions the process may die, or that is locked by somebody else."""

    def __init__(self, database: Database, step: Callable[[str], None], locked: Callable[[], bool]) -> None:
        self._database = database
        self._step = step
        self._locked = locked
        self.read = database.read

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        self._step("before a transaction")
        if self._locked():
            raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))
        async with self._database.begin() as session:
            yield session
            self._step("before a commit")
        self._step("after a commit")


@dataclass
class Process:
    """One run of the bot: what makes editions and what sends them."""

    making: Making
    outbox: Outbox
    channels: Channels

    async def work(self) -> None:
        await self.making.make_due()
        await self.outbox.send_due(self.channels)


def start(
    database: Database,
    times: Times,
    channels: Channels,
    *,
    step: Callable[[str], None] = lambda _name: None,
    locked: Callable[[], bool] = lambda: False,
    compose: Compose | None = None,
) -> Process:
    """The bot, started anew."""
    shaky = Shaky(database, step, locked)
    return Process(
        making=Making(shaky, compose or two_pages, times, timer=lambda: times().timestamp()),  # type: ignore[arg-type]
        outbox=Outbox(shaky, times, pace=Pace(FREE), sleep=at_once),  # type: ignore[arg-type]
        channels=channels,
    )


async def at_once(_seconds: float) -> None:
    """Wait for nothing."""


async def two_pages(schedule: Schedule, window: Window, _next_at: datetime) -> Composed:
    """An edition whose words tell what it is of."""
    texts = [
        f"{schedule.guild_id}: {window.start:%d %H:%M:%S} to {window.end:%d %H:%M:%S}, page {n}" for n in range(PAGES)
    ]
    return Composed(
        title="AI briefing", pages=tuple(Page(components=({"type": 10, "content": text},)) for text in texts)
    )


async def scheduled(
    database: Database,
    guild_id: int,
    channel_id: int,
    *,
    now: datetime = BEGAN,
    at: time = time(8, 0),
    manner: Manner | None = None,
) -> Schedule:
    """A server with a daily briefing."""
    async with database.begin() as session:
        await feeds.save_guild(session, guild_id=guild_id, name=f"Server {guild_id}", now=now)
        return await schedules.add(
            session,
            guild_id,
            Shape(
                channel_id=channel_id,
                when=When(at=at, timezone="UTC"),
                wanted=Wanted(),
                manner=manner or Manner(),
            ),
            now=now,
            covered_until=now - timedelta(days=1),
            next_at=(now + timedelta(days=1)).replace(hour=at.hour, minute=at.minute),
        )


def faults(source: random.Random, often: float, kinds: tuple[str, ...] = ("cut", "lost", "wait")) -> Fault:
    """Now and then one of these."""
    return lambda: source.choice(kinds) if source.random() < often else ""
