from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import aiohttp
import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.playground.person import Person
from bot.playground.server import Playground
from tests.playground.rest_client import RestClient
from tests.playground.small_bot import SmallBot, running


class HandClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def playground(clock: HandClock) -> AsyncIterator[Playground]:
    """A playground whose clock stands still and whose deadline is short."""
    async with Playground(clock=clock, deadline_seconds=0.5) as opened:
        yield opened


@pytest.fixture
async def rest(playground: Playground) -> AsyncIterator[RestClient]:
    """The bot's REST, asked by hand."""
    async with aiohttp.ClientSession() as session:
        yield RestClient(session, playground.api, playground.token)


@pytest.fixture
async def ada(playground: Playground) -> AsyncIterator[Person]:
    async with playground.person("ada") as person:
        yield person


@pytest.fixture
def point_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[Playground], None]:
    """Points discord.py at a playground for the length of a test."""

    def point(playground: Playground) -> None:
        monkeypatch.setattr(Route, "BASE", playground.api)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(playground.gateway.url))

    return point


@pytest.fixture
async def live(point_at: Callable[[Playground], None]) -> AsyncIterator[Playground]:
    """A playground on the real clock, for real clients."""
    async with Playground(deadline_seconds=1.0) as opened:
        point_at(opened)
        yield opened


@pytest.fixture
async def bot(live: Playground) -> AsyncIterator[SmallBot]:
    """A small discord.py bot, logged in to `live` and synced."""
    async with running(SmallBot(intents=discord.Intents.default()), live.token) as started:
        yield started
