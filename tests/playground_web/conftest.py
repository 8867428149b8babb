"""The page in a real browser: Debian's Chromium, driven by Playwright, against a stand-in for the server."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.playground.ratelimit import Limit, Limits
from bot.playground.server import Playground
from tests.playground.rest_client import ADA, RestClient
from tests.playground_web.chat import Chat
from tests.playground_web.fake_playground import FakePlayground, command
from tests.playground_web.windows import Windows

# A person would wait that long too, and a busy machine needs it.
expect.set_options(timeout=10_000)

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

COMMANDS = [
    command(
        "41",
        "compare",
        "Side by side",
        options=[
            {
                "type": 1,
                "name": "models",
                "description": "Put models side by side",
                "options": [
                    {"type": 3, "name": "a", "description": "A model", "required": True, "autocomplete": True},
                    {"type": 3, "name": "b", "description": "Another", "required": True, "autocomplete": True},
                    {"type": 3, "name": "c", "description": "A third", "autocomplete": True},
                ],
            },
            {"type": 1, "name": "labs", "description": "Put labs side by side"},
        ],
    ),
    command(
        "42",
        "latest",
        "The newest announcements",
        options=[
            {"type": 4, "name": "count", "description": "How many", "min_value": 1, "max_value": 25},
            {"type": 3, "name": "topic", "description": "Topic", "choices": [{"name": "Policy", "value": "pol"}]},
            {"type": 7, "name": "where", "description": "Channel", "channel_types": [0]},
            {"type": 6, "name": "who", "description": "Person"},
            {"type": 5, "name": "brief", "description": "Short"},
        ],
    ),
    command(
        "43",
        "feed",
        "Feeds",
        default_member_permissions="32",
        options=[{"type": 11, "name": "file", "description": "An OPML file", "required": True}],
    ),
    command("44", "Claims in this message", "", type=3),
]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("No Chromium is installed; the page's tests need one (Debian: apt install chromium).")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        await opened.close()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def kept_windows(browser: Browser) -> AsyncIterator[Windows]:
    async with Windows(browser) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def windows(kept_windows: Windows) -> AsyncIterator[Windows]:
    """The windows of this file, as new."""
    yield kept_windows
    await kept_windows.leave()


@pytest_asyncio.fixture(loop_scope="session")
async def page(windows: Windows) -> Page:
    return await windows.page()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def kept_server() -> AsyncIterator[FakePlayground]:
    fake = FakePlayground(COMMANDS)
    async with TestServer(fake.app()) as listening:
        fake.address = str(listening.make_url("/"))
        yield fake


@pytest.fixture
def server(kept_server: FakePlayground) -> FakePlayground:
    """A stand-in server that listens, and in which nothing has happened."""
    kept_server.start_over()
    return kept_server


@pytest.fixture
def chat(page: Page, server: FakePlayground) -> Chat:
    return Chat(page, server.address)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def kept_playground() -> AsyncIterator[Playground]:
    plenty = Limit(requests=1000, seconds=1)
    async with Playground(limits=Limits(messages=plenty, reactions=plenty)) as opened:
        yield opened


@pytest.fixture
def playground(kept_playground: Playground) -> Playground:
    """The real server, without a bot, as at its first start."""
    kept_playground.forget()
    return kept_playground


@pytest_asyncio.fixture(loop_scope="session")
async def rest(playground: Playground) -> AsyncIterator[RestClient]:
    """The bot's side of it, by hand."""
    async with aiohttp.ClientSession() as session:
        yield RestClient(session, playground.api, playground.token)


Opener = Callable[..., Awaitable[Chat]]


@pytest.fixture
def open_as(windows: Windows, playground: Playground) -> Opener:
    """Opens a window on the real server, as Ada or as another person by id."""

    async def open_window(user_id: str = ADA) -> Chat:
        chat = Chat(await windows.page(user_id), playground.page_address)
        await chat.open()
        return chat

    return open_window
