"""The real bot, logged in by real discord.py to the playground, with feeds on loopback. One of them for a module."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import open_app, run_in_discord
from bot.demo.feed_server import FeedServer
from tests.acceptance.articles import write_feeds
from tests.acceptance.running import AT_ONCE, Running, settings_for
from tests.playground.checked import CheckedPlayground


@pytest.fixture(scope="module")
def discord_addresses() -> AsyncIterator[None]:
    """The bot points discord.py at another API for the whole process: put back what was there."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


def is_public(address: str) -> bool:
    """Of the feeds at hand everybody knows the lab's own."""
    return address.endswith("/deepseek.xml")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, discord_addresses: None
) -> AsyncIterator[Running]:
    """A bot that is ready, in two guilds that read nothing yet."""
    folder, home = tmp_path_factory.mktemp("feeds"), tmp_path_factory.mktemp("home")
    write_feeds(folder)
    shutil.copy(sqlite_template, home / "gapwatch.db")
    async with AsyncExitStack() as stack:
        feeds = await stack.enter_async_context(FeedServer.of_folder(folder))
        playground = await stack.enter_async_context(CheckedPlayground())
        settings = settings_for(playground, data_dir=home)
        app = await stack.enter_async_context(open_app(settings, public=is_public))
        await stack.enter_async_context(run_in_discord(app, settings.token(), servers_within=AT_ONCE))
        ada = await stack.enter_async_context(playground.person("ada"))
        milo = await stack.enter_async_context(playground.person("milo"))
        yield Running(playground=playground, feeds=feeds, folder=folder, app=app, ada=ada, milo=milo)
