"""The page held against axe-core's rules, state by state, and what no rule can see: motion, focus, what is told."""

from collections.abc import Awaitable, Callable
from typing import Any, Literal

import pytest
from playwright.async_api import Page, expect

from tests.playground_web.chat import Chat, button, row
from tests.playground_web.conftest import Opener
from tests.playground_web.fake_playground import ADA, NEWS, FakePlayground, Json, channel, created, done, message
from tests.playground_web.samples import FILES, one_of_everything

axe = pytest.importorskip(
    "axe_playwright_python.async_playwright", reason="axe-core is not installed (pip install axe-playwright-python)."
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


async def faults_of(page: Page) -> list[str]:
    """What axe-core finds wrong, each with where."""
    # Without word of all that is well, which takes most of its time.
    found: Any = (await axe.Axe().run(page, options={"resultTypes": ["violations"]})).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


async def _compose(chat: Chat) -> None:
    await chat.box.press_sequentially("/latest count")
    await chat.press("Enter")
    await chat.page.keyboard.type("99")
    await chat.press("Enter")
    await expect(chat.page.get_by_text("Type a number between 1 and 25.")).to_be_visible()


async def _open_menu(chat: Chat) -> None:
    await chat.message("4").get_by_role("button", name="More").press("Enter")
    await expect(chat.page.get_by_role("menuitem", name="Reply")).to_be_visible()


async def _open_select(chat: Chat) -> None:
    await chat.page.get_by_role("combobox", name="Pick why").press("ArrowDown")
    await expect(chat.page.get_by_role("option", name="Cache")).to_be_visible()


async def _open_modal(chat: Chat) -> None:
    await chat.page.get_by_role("button", name="Style 1").click()
    await chat.page.get_by_role("dialog", name="Report").get_by_role("button", name="Submit").click()
    await expect(chat.page.get_by_text("This field is required.")).to_be_visible()


async def _choose_person(chat: Chat) -> None:
    await chat.page.get_by_role("combobox", name="Be another person").click()


async def _list_members(chat: Chat) -> None:
    await chat.page.get_by_role("button", name="Member list").click()
    await expect(chat.page.get_by_role("complementary", name="Members")).to_contain_text("Online — ")


async def _open_forum(chat: Chat) -> None:
    await chat.page.get_by_role("link", name="ideas").click()
    await expect(chat.page.get_by_role("button", name="New post")).to_be_visible()


STEPS: tuple[Callable[[Chat], Awaitable[None]], ...] = (
    _compose,
    _open_menu,
    _open_select,
    _open_modal,
    _choose_person,
    _list_members,
    _open_forum,
)


@pytest.mark.parametrize(("theme", "size"), [("dark", DESK), ("light", DESK), ("light", PHONE)])
async def test_axe_finds_no_fault_in_a_channel_of_everything(
    chat: Chat, server: FakePlayground, page: Page, theme: Literal["dark", "light"], size: Any
) -> None:
    server.files.update(FILES)
    server.messages[NEWS] = one_of_everything()
    await page.emulate_media(color_scheme=theme)
    await page.set_viewport_size(size)
    await chat.open()
    assert await faults_of(page) == []


def _form(interaction_id: str, body: Json) -> list[Json]:
    text = {"type": 4, "custom_id": "what", "label": "What is wrong", "style": 2}
    form = {"title": "Report", "custom_id": "report", "components": [row(text)]}
    return [{"type": "modal", "interaction_id": interaction_id, "modal": form}, done(interaction_id)]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__.strip("_"))
async def test_axe_finds_no_fault_while_one_uses_it(
    chat: Chat, server: FakePlayground, page: Page, step: Callable[[Chat], Awaitable[None]]
) -> None:
    server.files.update(FILES)
    server.messages[NEWS] = one_of_everything()
    server.on_interaction = _form
    forum = channel("504", "ideas", kind=15, topic="One post for each")
    post = channel("1300000000000009001", "A first idea", kind=11, parent_id="504", owner_id=ADA)
    server.state["guilds"][0]["channels"] += [forum, post]
    await page.emulate_media(color_scheme="light")
    await chat.open()
    await step(chat)
    assert await faults_of(page) == []


async def test_axe_finds_no_fault_in_the_workbench(open_as: Opener) -> None:
    ada = await open_as()
    await ada.page.get_by_role("button", name="Workbench").click()
    for tab in ("Clock", "Traffic", "Faults"):
        await ada.page.get_by_role("tab", name=tab).click()
        await expect(ada.page.get_by_role("tabpanel", name=tab)).to_be_visible()
        assert await faults_of(ada.page) == []


async def test_new_messages_are_told_to_screen_readers_and_the_pane_has_a_name(
    chat: Chat, server: FakePlayground, page: Page
) -> None:
    await chat.open()
    log = page.get_by_role("log", name="Messages in ai-news")
    await server.push(created(message("1", "fresh from the lab")))
    await expect(log.get_by_role("article")).to_contain_text("fresh from the lab")
    for landmark in ("main", "complementary", "navigation"):
        assert await page.get_by_role(landmark, include_hidden=True).count() > 0  # type: ignore[arg-type]


async def test_nothing_moves_for_those_who_asked_for_stillness(chat: Chat, server: FakePlayground, page: Page) -> None:
    server.messages[NEWS] = [message("1", flags=128)]
    await page.emulate_media(reduced_motion="reduce")
    await chat.open()
    await expect(chat.message("1").locator(".dots i").first).to_have_css("animation-duration", "0s")


async def test_the_focus_is_always_seen(chat: Chat, server: FakePlayground, page: Page) -> None:
    server.messages[NEWS] = [message("1", "table", components=[row(button("chart", "Chart"))])]
    await chat.open()
    unseen = []
    for _ in range(18):
        await chat.press("Tab")
        unseen += await page.evaluate(FOCUS_WITHOUT_MARK)
    assert unseen == []


FOCUS_WITHOUT_MARK = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const line = getComputedStyle(element.closest(".composer-line, .pill") ?? element);
  const box = element.getBoundingClientRect();
  const shown = box.width > 0 && box.bottom > 0;
  const marked = style.outlineStyle !== "none" || line.borderColor.includes("srgb");
  return element === document.body || (shown && marked) ? [] : [element.outerHTML.slice(0, 120)];
}"""
