"""Fills in slash commands in the composer by keyboard, as a person would who takes what is offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.async_api import expect

from tests.playground_web.chat import Chat

SUB_COMMAND, GROUP, ATTACHMENT = 1, 2, 11

TYPED = {
    "question": "who cut inference cost most this month?",
    "query": "price",
    "url": "https://feeds.example/nothing.xml",
    "time": "09:00",
    "date": "2026-11-23",
    "timezone": "Europe/Berlin",
    "days": "every",
    "alias": "V4P",
    "channel": "#general",
    "on": "True",
}
PAIRS = {"models": ("DeepSeek-V4-Pro", "DeepSeek-V3.2"), "labs": ("DeepSeek", "OpenAI"), "gap": ("DeepSeek", "OpenAI")}
OPML = {"name": "feeds.opml", "mimeType": "text/xml", "buffer": b"<opml version='2.0'><body/></opml>"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """One thing that can be run: its whole name and what it must be told."""

    name: str
    required: tuple[dict[str, Any], ...]


def leaves(commands: list[dict[str, Any]]) -> list[Leaf]:
    """Every slash command, those last that take something away which others need."""
    found = [leaf for command in commands if command.get("type", 1) == 1 for leaf in _expand(command, command["name"])]
    return sorted(found, key=lambda leaf: "remove" in leaf.name)


def _expand(node: dict[str, Any], name: str) -> Iterator[Leaf]:
    options = node.get("options") or []
    nested = [option for option in options if option["type"] in (SUB_COMMAND, GROUP)]
    for option in nested:
        yield from _expand(option, f"{name} {option['name']}")
    if not nested:
        yield Leaf(name=name, required=tuple(option for option in options if option.get("required")))


async def fill_in(chat: Chat, leaf: Leaf) -> None:
    """Type the command and everything that it must be told; it is not sent."""
    await chat.box.fill(f"/{leaf.name} ")
    await expect(chat.page.locator(".command-chip")).to_have_text(f"/{leaf.name}")
    for option in leaf.required:
        await _fill_option(chat, leaf, option)


async def _fill_option(chat: Chat, leaf: Leaf, option: dict[str, Any]) -> None:
    field = chat.option(option["name"])
    if option["type"] == ATTACHMENT:
        await field.set_input_files(OPML)
        await expect(chat.page.locator(".pill-file-name")).to_contain_text("feeds.opml (")
        return
    await field.focus()
    if text := _text_for(leaf, option["name"]):
        await field.fill(text)
    if option.get("autocomplete"):
        await expect(chat.page.locator(".suggest-note")).not_to_have_text("Loading options…")
        if await chat.suggestions.count() == 0:
            await field.fill("nothing of the kind")
            await expect(chat.page.locator(".suggest-note")).not_to_have_text("Loading options…")
    await chat.press("Tab")


def _text_for(leaf: Leaf, option: str) -> str:
    last = leaf.name.split()[-1]
    if option in ("a", "b") and last in PAIRS:
        return PAIRS[last][option == "b"]
    return TYPED.get(option, "")
