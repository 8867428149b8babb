"""The workbench: the clock that can be set forward, the traffic, the faults, and starting over."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.playground.server import Playground
from tests.playground.rest_client import MILO, RestClient
from tests.playground_web.chat import Chat
from tests.playground_web.conftest import Opener

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def open_bench(chat: Chat, tab: str) -> Locator:
    if await chat.page.locator("#bench").is_hidden():
        await chat.page.get_by_role("button", name="Workbench").click()
    await chat.page.get_by_role("tab", name=tab).click()
    return chat.page.get_by_role("tabpanel", name=tab)


async def test_the_clock_set_forward_shows_in_every_window(open_as: Opener, rest: RestClient) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    await ada.say("before")
    await expect(ada.said("before").locator(".byline time")).to_contain_text("Today at")
    clock = await open_bench(ada, "Clock")
    await clock.get_by_role("button", name="+ 1 day").click()
    await expect(clock.get_by_text("1 day ahead of the real time")).to_be_visible()
    await expect(milo.page.locator("#clock-shift")).to_have_text("+1 day")
    await expect(milo.said("before").locator(".byline time")).to_contain_text("Yesterday at")
    await rest.post_message(content="<t:1:R> after")
    await expect(milo.said("after").locator(".byline time")).to_contain_text("Today at")
    await clock.get_by_role("button", name="Back to the real time").click()
    await expect(milo.page.locator("#clock-shift")).to_be_hidden()


async def test_the_clock_is_set_to_a_moment_and_not_before_now(open_as: Opener) -> None:
    ada = await open_as()
    clock = await open_bench(ada, "Clock")
    await clock.get_by_label("Set it to").fill("2001-01-01T09:00")
    await clock.get_by_role("button", name="Set", exact=True).click()
    await expect(ada.page.locator(".toast")).to_be_visible()
    tomorrow = await ada.page.evaluate("new Date(Date.now() + 86400000).toISOString().slice(0, 11) + '09:00'")
    await clock.get_by_label("Set it to").fill(tomorrow)
    await clock.get_by_role("button", name="Set", exact=True).click()
    await expect(clock.locator(".clock-face")).to_contain_text(re.compile("^09:00:"))


async def test_starting_over_asks_first_and_empties_every_window(open_as: Opener) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    await ada.say("soon forgotten")
    await open_bench(ada, "Clock")
    await ada.page.get_by_role("button", name="Start over").click()
    dialog = ada.page.get_by_role("dialog", name="Start over")
    await dialog.get_by_role("button", name="Cancel").click()
    await expect(milo.said("soon forgotten")).to_be_visible()
    await ada.page.get_by_role("button", name="Start over").click()
    await dialog.get_by_role("button", name="Start over").click()
    for window in (ada, milo):
        await expect(window.said("soon forgotten")).to_have_count(0)
        await window.ready()
    await ada.say("a fresh start")
    await expect(milo.said("a fresh start")).to_be_visible()


async def test_a_restart_is_said_and_survived(page: Page, tmp_path: Path) -> None:
    async with Playground(keep_in=tmp_path / "kept.db") as first:
        port = int(first.address.rpartition(":")[2])
        ada = Chat(page, first.page_address)
        await ada.open()
        await ada.say("still here tomorrow")
        await expect(ada.said("still here tomorrow")).to_be_visible()
    await expect(page.get_by_text("The connection was lost. Trying again…")).to_be_visible()
    async with Playground(keep_in=tmp_path / "kept.db", port=port):
        await expect(page.locator("#banner")).to_be_hidden(timeout=15_000)
        await expect(ada.said("still here tomorrow")).to_have_count(1)
        await ada.say("and so am I")
        await expect(ada.said("and so am I")).to_be_visible()


async def test_a_browser_without_the_token_is_told_what_to_open_and_goes_on_once_it_has(
    page: Page, playground: Playground
) -> None:
    await page.goto(playground.address)
    await expect(page.get_by_text("Open the address that was printed")).to_be_visible()
    await expect(page.locator("[data-message-id]")).to_have_count(0)
    beside = await page.context.new_page()
    await Chat(beside, playground.page_address).open()
    assert "enter" not in beside.url
    await beside.close()
    await Chat(page, playground.address).ready()
    await expect(page.locator("#banner")).to_be_hidden()


async def test_a_window_that_is_shut_out_says_so(page: Page, playground: Playground) -> None:
    ada = Chat(page, playground.page_address)
    await ada.open()
    await page.context.clear_cookies()
    await page.get_by_role("link", name="general").click()
    await expect(page.get_by_text("Open the address that was printed")).to_be_visible()


async def test_the_corner_leads_to_a_real_server(open_as: Opener) -> None:
    ada = await open_as()
    await ada.page.get_by_role("button", name="Connect to a real server").click()
    dialog = ada.page.get_by_role("dialog", name="Connect to a real server")
    await expect(dialog).to_contain_text("Start the bot with the new token")
    await expect(dialog).not_to_contain_text("gapwatch", ignore_case=True)
    await expect(dialog.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer")
    await ada.press("Escape")
    await expect(ada.page.get_by_role("button", name="Connect to a real server")).to_be_focused()


async def test_the_traffic_shows_each_call_with_what_the_validator_said(open_as: Opener, rest: RestClient) -> None:
    ada = await open_as()
    await rest.post_message(content="fine")
    traffic = await open_bench(ada, "Traffic")
    rows = traffic.get_by_role("listitem")
    await expect(rows.filter(has_text="200 ok")).to_have_count(1)
    await rest.post_message(content="x" * 2001)
    refused = rows.filter(has_text="400 refused")
    await expect(refused).to_contain_text("2000 or fewer in length")
    await traffic.get_by_role("checkbox", name="Only what was not ok").check()
    await expect(rows).to_have_count(1)
    await refused.locator("summary").first.click()
    await expect(refused.locator(".traffic-body")).to_contain_text("code: 50035")
    await traffic.get_by_role("searchbox", name="Filter").fill("nothing like it")
    await expect(rows).to_have_count(0)


async def test_a_fault_waits_befalls_and_is_used_up(open_as: Opener, rest: RestClient) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    faults = await open_bench(ada, "Faults")
    seen_by_milo = await open_bench(milo, "Faults")
    await faults.get_by_text("Server error", exact=True).click()
    form = faults.locator('[data-kind="server_error"]')
    await form.get_by_label("Status").select_option("502")
    await form.get_by_label("Times").fill("2")
    await form.get_by_role("button", name="Set").click()
    await expect(seen_by_milo.locator(".fault-waiting")).to_contain_text("502")
    assert (await rest.post_message(content="lost")).status == 502
    assert (await rest.post_message(content="lost too")).status == 502
    await expect(faults.get_by_text("Nothing is set to go wrong.")).to_be_visible()
    assert (await rest.post_message(content="found")).status == 200
    await expect(milo.said("found")).to_be_visible()
    await expect(milo.said("lost")).to_have_count(0)


async def test_a_fault_is_taken_back_and_a_channel_deleted_at_once(open_as: Opener, rest: RestClient) -> None:
    ada = await open_as()
    faults = await open_bench(ada, "Faults")
    await faults.get_by_text("Rate limit", exact=True).click()
    await faults.locator('[data-kind="rate_limited"]').get_by_role("button", name="Set").click()
    await faults.get_by_role("button", name=re.compile("^Take back: ")).click()
    await expect(faults.get_by_text("Nothing is set to go wrong.")).to_be_visible()
    await faults.get_by_text("Delete a channel", exact=True).click()
    form = faults.locator('[data-kind="delete_channel"]')
    await form.get_by_label("Channel").select_option(label="Northwind Research / general")
    await form.get_by_role("button", name="Do it now").click()
    channels = ada.page.get_by_role("navigation", name="Channels")
    await expect(channels.get_by_role("link", name="general")).to_have_count(0)
    await expect(channels.get_by_role("link", name="ai-news")).to_be_visible()
