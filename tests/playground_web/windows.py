"""Browser windows that outlive a test: to open one anew costs more than most tests do in it."""

from __future__ import annotations

from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

DESK = ViewportSize(width=1280, height=800)

BECOME = """
if (location.protocol === "http:") localStorage.setItem("playground.person", JSON.stringify("%s"));
"""


class Window:
    """One window with cookies and a storage of its own, in which no script may fail and no policy may be broken."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.page = page
        self._context = context
        self._faults: list[str] = []
        page.on("pageerror", lambda error: self._faults.append(str(error)))
        page.on("console", lambda line: self._faults.append(line.text) if _is_fault(line) else None)

    async def leave(self) -> None:
        """Make it as new for the next test; fails if something went wrong in it."""
        if self.page.url.startswith("http"):
            await self.page.evaluate("localStorage.clear()")
        await self.page.goto("about:blank")
        await self._context.clear_cookies()
        await self._context.clear_permissions()
        await self.page.set_viewport_size(DESK)
        await self.page.emulate_media(color_scheme="null", reduced_motion="reduce")
        faults, self._faults = self._faults, []
        assert faults == []


class Windows:
    """The windows of a file of tests, each for one person of the playground."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._stack = AsyncExitStack()
        self._open: dict[str, Window] = {}

    async def page(self, user_id: str = "") -> Page:
        """The window of a person, who is nobody in particular without an id."""
        if user_id not in self._open:
            context = await self._browser.new_context(
                viewport=DESK, locale="en-GB", timezone_id="UTC", reduced_motion="reduce"
            )
            self._stack.push_async_callback(context.close)
            if user_id:
                await context.add_init_script(BECOME % user_id)
            self._open[user_id] = Window(context, await context.new_page())
        return self._open[user_id].page

    async def leave(self) -> None:
        """Make them all as new; fails if something went wrong in one."""
        for window in self._open.values():
            await window.leave()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()


def _is_fault(line: ConsoleMessage) -> bool:
    # The browser itself remarks on answers such as 403 and on sockets that close; those are wanted here.
    return line.type == "error" and not line.text.startswith(("Failed to load resource", "WebSocket connection"))
