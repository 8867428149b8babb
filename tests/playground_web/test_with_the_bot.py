"""The real bot over the demo's data, used through the page: what `make demo` opens."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, Locator, Page, expect

from bot.config import Settings
from bot.demonstration import open_demo
from tests.playground.rest_client import ADA, MILO
from tests.playground_web.chat import Chat
from tests.playground_web.filling_in import Leaf, fill_in, leaves
from tests.playground_web.windows import Windows

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(240)]

BROKEN = ("did not respond", "Something went wrong")


@pytest.fixture(scope="module")
def discord_addresses() -> Iterator[None]:
    """The bot points discord.py at another API for the whole process: put back what was there."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, discord_addresses: None
) -> AsyncIterator[str]:
    """A demo that is up, once for this file."""
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("demo"))
    async with open_demo(settings, folder=None, port=0, report=lambda _done, _of: None) as demo:
        yield demo.address


@pytest_asyncio.fixture(loop_scope="session")
async def ada(windows: Windows, address: str) -> Chat:
    return await _visit(await windows.page(ADA), address)


@pytest_asyncio.fixture(loop_scope="session")
async def milo(windows: Windows, address: str) -> Chat:
    return await _visit(await windows.page(MILO), address)


async def _visit(page: Page, address: str) -> Chat:
    chat = Chat(page, address)
    await chat.open()
    await expect(page.locator("#bot-status")).to_have_text("Gapwatch online")
    return chat


def answers(chat: Chat, name: str) -> Locator:
    """The rows that answer a command, once they no longer only say that they will."""
    asked = chat.page.locator(".above", has_text=f"used /{name}")
    return chat.page.locator(".message", has=asked).filter(has_not=chat.page.locator(".thinking"))


async def ask(chat: Chat, name: str, **typed: str) -> Locator:
    """Run a command through the composer with optional options typed, and wait for its answer."""
    before = await answers(chat, name).count()
    await chat.box.fill(f"/{name} ")
    for option, text in typed.items():
        field = chat.option(option)
        if await field.count() == 0:
            await chat.page.locator(".pill-tail").fill(option)
            await chat.press("Enter")
        await field.fill(text)
        await expect(chat.page.locator(".suggest-note")).not_to_have_text("Loading options…")
        await chat.press("Tab")
    await chat.page.get_by_role("button", name="Send").click()
    answer = answers(chat, name).nth(before)
    await expect(answer).to_be_visible(timeout=15_000)
    return answer


async def test_a_first_visit_is_greeted_with_four_questions_that_are_answered(ada: Chat) -> None:
    greeting = ada.said("Gapwatch reads AI news")
    await expect(greeting).to_be_visible()
    questions = greeting.locator(".action-row").get_by_role("button")
    await expect(questions).to_have_count(4)
    for number, words in enumerate(("GPT-5.5", "efficiency claims", "against", "AI briefing")):
        before = await ada.page.locator("[data-message-id]").count()
        await questions.nth(number).click()
        answer = ada.page.locator("[data-message-id]").nth(before)
        await expect(answer).to_contain_text(words, timeout=15_000)


async def test_the_way_to_a_real_server_is_this_bots_own(ada: Chat) -> None:
    await ada.page.get_by_role("button", name="Connect to a real server").click()
    await expect(ada.page.get_by_role("dialog")).to_contain_text("gapwatch run")


async def test_every_command_is_offered_and_answered(ada: Chat) -> None:
    state = await ada.page.evaluate("fetch('/playground/state').then((answer) => answer.json())")
    every = leaves(state["commands"][state["guilds"][0]["id"]])
    await ada.page.get_by_role("link", name="general").click()
    await ada.ready()
    await ada.box.fill("/")
    await expect(ada.suggestions).to_have_count(len(every))
    broken = {leaf.name: words for leaf in every if (words := await _trouble_with(ada, leaf))}
    assert broken == {}


async def _trouble_with(ada: Chat, leaf: Leaf) -> str | None:
    """Run one command; what the page shows where it was not answered as it should be."""
    answer = answers(ada, leaf.name)
    dialog = ada.page.get_by_role("dialog")
    await fill_in(ada, leaf)
    await ada.press("Enter")
    await expect(answer.or_(dialog)).to_be_visible(timeout=15_000)
    if await dialog.count():
        await ada.press("Escape")
        return None
    words = await answer.inner_text()
    return words if any(broken in words for broken in BROKEN) else None


async def test_a_figure_is_chosen_from_a_menu_and_explained(ada: Chat) -> None:
    answer = await ask(ada, "compare models", a="DeepSeek-V4-Pro", b="DeepSeek-V3.2")
    await expect(answer).to_contain_text("0.27× V3.2")
    await answer.get_by_role("combobox", name="Why? Choose a figure").click()
    await ada.page.get_by_role("option", name="compute / token 0.27×").click()
    why = ada.page.locator("[data-message-id]", has_text="single-token inference FLOPs").last
    await expect(why).to_contain_text("Only you can see this")


async def test_a_long_answer_is_paged(ada: Chat) -> None:
    answer = await ask(ada, "latest")
    shown = await answer.inner_text()
    await answer.get_by_role("button", name="Next").click()
    await expect(answer).not_to_have_text(shown)
    await answer.get_by_role("button", name="Previous").click()
    await expect(answer.get_by_role("button", name="Previous")).to_be_disabled()


async def test_a_private_answer_is_for_one_alone(ada: Chat, milo: Chat) -> None:
    answer = await ask(ada, "efficiency", private="True")
    await expect(answer).to_contain_text("Only you can see this")
    await milo.say("did I miss something")
    await expect(milo.said("did I miss something")).to_be_visible()
    await expect(milo.page.locator(".above", has_text="Ada (admin) used /efficiency")).to_have_count(0)
    await answer.get_by_role("button", name="Dismiss message").click()
    await expect(ada.page.locator(".above", has_text="used /efficiency")).to_have_count(0)


async def test_a_member_is_not_offered_what_only_admins_may(milo: Chat) -> None:
    await milo.box.fill("/feed")
    await expect(milo.page.get_by_text("No command matches")).to_be_visible()
    await milo.box.fill("/lat")
    await expect(milo.suggestions).to_have_count(1)
