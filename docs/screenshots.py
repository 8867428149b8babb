"""Take the README's pictures: the demo in its playground, asked as a person would, drawn by the system's Chromium.

``make screenshots`` runs it. It needs Debian's chromium (or another found by name) and writes docs/images/.
"""

import asyncio
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Browser, async_playwright

from bot.config import Settings
from bot.demonstration import open_demo
from bot.playground.person import Person

IMAGES = Path(__file__).parent / "images"
CHANNEL = "Northwind Research/ai-news"
PORT = 18700


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """One command, and how the page looks at its answer."""

    name: str
    command: str
    options: dict[str, Any]
    width: int = 1280
    height: int = 1000
    theme: Literal["dark", "light"] = "dark"


PICTURES = (
    Picture(
        name="compare-models",
        command="compare models",
        options={"a": "DeepSeek-V4-Pro", "b": "DeepSeek-V3.2"},
        height=1350,
    ),
    Picture(name="efficiency", command="efficiency", options={"metric": "inference_compute"}, theme="light"),
    Picture(
        name="quality-for-cost",
        command="efficiency",
        options={"benchmark": "SWE-bench Verified"},
        theme="light",
        height=860,
    ),
    Picture(name="price-history", command="price-history", options={"model": "DeepSeek-V4-Pro"}, height=940),
    Picture(
        name="ask",
        command="ask",
        options={"question": "who cut inference cost most this month?"},
        width=820,
        height=900,
    ),
    Picture(
        name="feed-filter",
        command="feed filter",
        options={"feed": "The Token Ledger", "include": "price", "exclude": "rumour"},
        height=760,
    ),
    Picture(name="digest", command="digest preview", options={}, width=390, height=844),
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
            open_demo(settings, folder=None, port=PORT, report=lambda _done, _of: None) as demo,
            Person(demo.address, "ada") as ada,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for picture in PICTURES:
                await ada.command(CHANNEL, picture.command, **picture.options)
                await _take(browser, demo.address, picture)
            await browser.close()


async def _take(browser: Browser, address: str, picture: Picture) -> None:
    size = {"width": picture.width, "height": picture.height}
    page = await browser.new_page(viewport=size, color_scheme=picture.theme)  # type: ignore[arg-type]
    await page.goto(address)
    await page.get_by_text("used").last.wait_for()
    await page.wait_for_load_state("networkidle")
    await page.screenshot(path=IMAGES / f"{picture.name}.png")
    await page.close()


if __name__ == "__main__":
    asyncio.run(main())
