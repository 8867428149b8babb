"""The page in a real browser: Debian's Chromium, driven by Playwright, against a stand-in for the server."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp
import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

from bot.playground.server import Playground
from tests.playground.rest_client import RestClient
from tests.playground_web.chat import Chat
from tests.playground_web.fake_playground import FakePlayground, command

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


@pytest_asyncio.fixture(loop_scope="session")
async def server() -> AsyncIterator[FakePlayground]:
    """A stand-in server that listens."""
    fake = FakePlayground(COMMANDS)
    async with TestServer(fake.app()) as listening:
        fake.address = str(listening.make_url("/"))
        yield fake


@asynccontextmanager
async def opened_window(browser: Browser) -> AsyncIterator[Page]:
    """A window in which no script may fail and no policy may be broken."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB", timezone_id="UTC")
    window = await context.new_page()
    faults: list[str] = []
    window.on("pageerror", lambda error: faults.append(str(error)))
    window.on("console", lambda line: faults.append(line.text) if _is_fault(line) else None)
    yield window
    await context.close()
    assert faults == []


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    async with opened_window(browser) as window:
        yield window


@pytest_asyncio.fixture(loop_scope="session")
async def playground() -> AsyncIterator[Playground]:
    """The real server, without a bot."""
    async with Playground() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def rest(playground: Playground) -> AsyncIterator[RestClient]:
    """The bot's side of it, by hand."""
    async with aiohttp.ClientSession() as session:
        yield RestClient(session, playground.api, playground.token)


Opener = Callable[..., Awaitable[Chat]]


@pytest_asyncio.fixture(loop_scope="session")
async def open_as(browser: Browser, playground: Playground) -> AsyncIterator[Opener]:
    """Opens a window on the real server, as Ada or as somebody else by name."""
    async with AsyncExitStack() as windows:

        async def open_window(name: str = "Ada (admin)") -> Chat:
            chat = Chat(await windows.enter_async_context(opened_window(browser)), playground.page_address)
            await chat.open()
            if name != "Ada (admin)":
                await chat.become(name)
            return chat

        yield open_window


def _is_fault(line: ConsoleMessage) -> bool:
    # The browser itself remarks on answers such as 403 and on sockets that close; those are wanted here.
    return line.type == "error" and not line.text.startswith(("Failed to load resource", "WebSocket connection"))


@pytest.fixture
def chat(page: Page, server: FakePlayground) -> Chat:
    return Chat(page, server.address)
