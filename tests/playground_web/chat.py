"""The chat page as a test speaks of it: places and gestures, by what a person sees."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

Json = dict[str, object]
START = re.compile("^This is the start of")


class Chat:
    """One window on the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    async def open(self, fragment: str = "") -> None:
        """Open the page and wait until the channel's messages are there."""
        await self.page.goto(self.address + fragment)
        await self.ready()

    async def ready(self) -> None:
        await expect(self.page.get_by_text(START)).to_be_visible()

    def message(self, message_id: str) -> Locator:
        return self.page.locator(f'[data-message-id="{message_id}"]')

    def said(self, text: str) -> Locator:
        """The message that has these words."""
        return self.page.locator("[data-message-id]", has_text=text)

    async def say(self, text: str) -> None:
        await self.box.fill(text)
        await self.box.press("Enter")

    async def menu(self, message: Locator, entry: str) -> None:
        """Choose from a message's menu."""
        await message.get_by_role("button", name="More").press("Enter")
        await self.page.get_by_role("menuitem", name=entry).click()

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name="Message")

    @property
    def suggestions(self) -> Locator:
        return self.page.locator(".suggest").get_by_role("option")

    def option(self, name: str) -> Locator:
        """The field of a command's option."""
        return self.page.locator(f'.pill[data-option="{name}"] input')

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def become(self, name: str) -> None:
        await self.page.get_by_role("combobox", name="Be another person").click()
        await self.page.get_by_role("option", name=name).click()
        await self.ready()


def button(custom_id: str, label: str, **more: object) -> Json:
    return {"type": 2, "style": 1, "custom_id": custom_id, "label": label, **more}


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def menu(custom_id: str, *labels: str, **more: object) -> Json:
    options = [{"label": label, "value": label.lower()} for label in labels]
    return {"type": 3, "custom_id": custom_id, "placeholder": f"Pick {custom_id}", "options": options, **more}
