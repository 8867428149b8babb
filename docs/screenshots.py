"""Take the README's pictures: the demo in its playground, asked as a person would, drawn by the system's Chromium.

``make screenshots`` runs it. It needs Debian's chromium (or another found by name) and writes docs/images/.
"""

import asyncio
import io
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from bot.config import Settings
from bot.demonstration import open_demo
from bot.playground.person import Person

IMAGES = Path(__file__).parent / "images"
PLACE = "Northwind Research/general"
WIDE, PHONE = 1280, 390
FIRST_VISIT_HEIGHT, PHONE_HEIGHT = 600, 844
COLORS = 192
"""Few enough that a picture is small, enough that letters and charts keep their edges."""

Gesture = Callable[[Page], Awaitable[None]]


async def _look(page: Page) -> None:
    """Nothing but what is there."""


async def _open_traffic(page: Page) -> None:
    await page.get_by_role("button", name="Workbench").click()
    await page.get_by_role("tab", name="Traffic").click()
    call = page.locator(".traffic-row", has_text="/webhooks/").last
    await call.locator("summary").first.click()
    await call.get_by_text("Answer").wait_for()


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """One command, and how the page looks at its answer. Without a command, how it looks at a first visit."""

    name: str
    command: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    width: int = WIDE
    theme: Literal["dark", "light"] = "dark"
    before: Gesture = _look


PICTURES = (
    Picture(name="welcome"),
    Picture(name="compare-models", command="compare models", options={"a": "DeepSeek-V4-Pro", "b": "DeepSeek-V3.2"}),
    Picture(name="efficiency", command="efficiency", options={"metric": "inference_compute"}, theme="light"),
    Picture(
        name="quality-for-cost",
        command="efficiency",
        options={"benchmark": "SWE-bench Verified"},
        theme="light",
    ),
    Picture(name="price-history", command="price-history", options={"model": "DeepSeek-V4-Pro"}),
    Picture(name="ask", command="ask", options={"question": "who cut inference cost most this month?"}, width=PHONE),
    Picture(
        name="feed-filter",
        command="feed filter",
        options={"feed": "The Token Ledger", "include": "price", "exclude": "rumour"},
    ),
    Picture(name="digest", command="digest preview", width=PHONE, theme="light"),
    Picture(name="workbench", command="latest", before=_open_traffic),
)


async def main() -> None:
    """Take every picture."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("No Chromium is installed. On Debian: apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(_env_file=None, data_dir=Path(home))
        async with (
            open_demo(settings, folder=None, port=0, report=lambda _done, _of: None) as demo,
            Person(demo.address, "ada") as ada,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for picture in PICTURES:
                if picture.command:
                    await ada.command(PLACE, picture.command, **picture.options)
                await _take(browser, _address_of(ada, demo.address, picture), picture)
            await browser.close()


def _address_of(ada: Person, address: str, picture: Picture) -> str:
    """The channel in which commands are run, or the one in which the bot greets."""
    guild = ada.state["guilds"][0]
    name = PLACE.rpartition("/")[2] if picture.command else guild["channels"][0]["name"]
    channel = next(one for one in guild["channels"] if one["name"] == name)
    return f"{address}#/{guild['id']}/{channel['id']}"


async def _take(browser: Browser, address: str, picture: Picture) -> None:
    size = ViewportSize(width=picture.width, height=PHONE_HEIGHT)
    page = await browser.new_page(viewport=size, color_scheme=picture.theme, locale="en-GB", timezone_id="UTC")
    await page.goto(address)
    await page.locator("[data-message-id]").last.wait_for()
    await page.wait_for_load_state("networkidle")
    await picture.before(page)
    if picture.width == WIDE:
        height = await _height_for_answer(page) if picture.command else FIRST_VISIT_HEIGHT
        await page.set_viewport_size(ViewportSize(width=picture.width, height=height))
    else:
        await page.locator("[data-message-id]").last.evaluate("row => row.scrollIntoView({ block: 'start' })")
    drawn = Image.open(io.BytesIO(await page.screenshot()))
    drawn.quantize(COLORS, dither=Image.Dither.NONE).save(IMAGES / f"{picture.name}.png", optimize=True)
    await page.close()


async def _height_for_answer(page: Page) -> int:
    """How high the window must be to hold the newest message and no part of the one before."""
    around = await page.evaluate("innerHeight - document.getElementById('timeline').clientHeight")
    return int(around + await page.locator("[data-message-id]").last.evaluate(HEIGHT_TO_END))


HEIGHT_TO_END = """row => {
  const { bottom } = document.getElementById("messages").getBoundingClientRect();
  return Math.ceil(bottom - row.getBoundingClientRect().top + 8);
}"""

if __name__ == "__main__":
    asyncio.run(main())
