"""What a person does with a message: its buttons, selects, forms and menu."""

import pytest
from playwright.async_api import Page, expect

from tests.playground_web.chat import Chat, button, menu, row
from tests.playground_web.fake_playground import (
    HERE,
    LAB,
    MAX,
    NEWS,
    FakePlayground,
    Json,
    created,
    done,
    failed,
    message,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

FORM = {
    "title": "Report a mistake",
    "custom_id": "report",
    "components": [
        row({"type": 4, "custom_id": "what", "label": "What is wrong", "style": 2, "min_length": 5}),
        {"type": 18, "label": "Which figure", "component": menu("figure", "Compute", "Cache")},
    ],
}


async def test_a_button_sends_its_custom_id_and_the_answer_appears(chat: Chat, server: FakePlayground) -> None:
    server.messages[NEWS] = [message("1", "table", components=[row(button("chart", "Chart"))])]
    answer = message("2", "the chart", flags=64)
    server.on_interaction = lambda interaction_id, body: [done(interaction_id), created(answer)]
    await chat.open()
    await chat.message("1").get_by_role("button", name="Chart").press("Enter")
    data = {"custom_id": "chart", "component_type": 2}
    assert await server.wait_for_post("interactions") == HERE | {"type": 3, "message_id": "1", "data": data}
    await expect(chat.message("2")).to_contain_text("Only you can see this")
    # The keyboard stays where it was, though the message was drawn anew while it was busy.
    await expect(chat.message("1").get_by_role("button", name="Chart")).to_be_focused()


async def test_a_button_that_fails_says_so_below_its_message(chat: Chat, server: FakePlayground) -> None:
    server.messages[NEWS] = [message("1", "table", components=[row(button("chart", "Chart"))])]
    server.on_interaction = lambda interaction_id, body: [failed(interaction_id)]
    await chat.open()
    await chat.message("1").get_by_role("button", name="Chart").click()
    await expect(chat.message("1").get_by_role("alert")).to_have_text("The application did not respond")


async def test_a_select_sends_the_chosen_value(chat: Chat, server: FakePlayground) -> None:
    server.messages[NEWS] = [message("1", "table", components=[row(menu("why", "Compute", "Cache"))])]
    await chat.open()
    await chat.page.get_by_role("combobox", name="Pick why").click()
    await chat.page.get_by_role("option", name="Cache").click()
    data = {"custom_id": "why", "component_type": 3, "values": ["cache"]}
    assert await server.wait_for_post("interactions") == HERE | {"type": 3, "message_id": "1", "data": data}
    await expect(chat.page.get_by_role("combobox", name="Pick why")).to_have_text("Cache")


async def test_a_select_of_several_sends_them_when_it_closes(chat: Chat, server: FakePlayground) -> None:
    labs = menu("labs", "DeepSeek", "OpenAI", "Mistral", min_values=1, max_values=2)
    server.messages[NEWS] = [message("1", "table", components=[row(labs)])]
    await chat.open()
    await chat.page.get_by_role("combobox", name="Pick labs").press("ArrowDown")
    await chat.press("Enter", "ArrowDown", "Enter", "ArrowDown", "Enter")
    assert not server.posted["interactions"]
    await chat.press("Escape")
    assert (await server.wait_for_post("interactions"))["data"]["values"] == ["deepseek", "openai"]


@pytest.mark.parametrize(
    ("kind", "label", "value"), [(5, "@Max (member)", MAX), (6, "@admin", "511"), (8, "#lab", LAB)]
)
async def test_selects_of_people_roles_and_channels_offer_the_guilds_own(
    chat: Chat, server: FakePlayground, kind: int, label: str, value: str
) -> None:
    picker = {"type": kind, "custom_id": "it", "placeholder": "Pick it"}
    server.messages[NEWS] = [message("1", "table", components=[row(picker)])]
    await chat.open()
    await chat.page.get_by_role("combobox", name="Pick it").click()
    await chat.page.get_by_role("option", name=label).click()
    sent = await server.wait_for_post("interactions")
    assert sent["data"] == {"custom_id": "it", "component_type": kind, "values": [value]}


async def test_a_modal_is_checked_and_handed_in(chat: Chat, server: FakePlayground, page: Page) -> None:
    server.messages[NEWS] = [message("1", "table", components=[row(button("report", "Report"))])]

    def open_then_accept(interaction_id: str, body: Json) -> list[Json]:
        shown = {"type": "modal", "interaction_id": interaction_id, "modal": FORM}
        return [*([shown] if body["type"] == 3 else []), done(interaction_id)]

    server.on_interaction = open_then_accept
    await chat.open()
    await chat.message("1").get_by_role("button", name="Report").click()
    dialog = page.get_by_role("dialog", name="Report a mistake")
    await expect(dialog.get_by_label("What is wrong")).to_be_focused()
    await dialog.get_by_label("What is wrong").fill("abc")
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog).to_contain_text("Type at least 5 characters")
    await expect(dialog).to_contain_text("Choose something here.")
    await dialog.get_by_label("What is wrong").fill("The figure is old")
    await dialog.get_by_role("combobox").click()
    await dialog.get_by_role("option", name="Cache").click()
    await dialog.get_by_role("button", name="Submit").click()
    await expect(dialog).to_have_count(0)
    sent = await server.wait_for_post("interactions", 2)
    text = {"type": 4, "custom_id": "what", "value": "The figure is old"}
    chosen = {"type": 3, "custom_id": "figure", "values": ["cache"]}
    components = [{"type": 1, "components": [text]}, {"type": 18, "component": chosen}]
    data = {"custom_id": "report", "components": components}
    assert sent == HERE | {"type": 5, "interaction_id": "7001", "data": data}


async def test_a_modal_stays_open_when_the_bot_does_not_take_it(chat: Chat, server: FakePlayground, page: Page) -> None:
    server.messages[NEWS] = [message("1", "table", components=[row(button("report", "Report"))])]
    form = FORM | {"components": []}

    def open_then_fail(interaction_id: str, body: Json) -> list[Json]:
        if body["type"] == 5:
            return [failed(interaction_id, "Something went wrong")]
        return [{"type": "modal", "interaction_id": interaction_id, "modal": form}, done(interaction_id)]

    server.on_interaction = open_then_fail
    await chat.open()
    await chat.message("1").get_by_role("button", name="Report").click()
    await page.get_by_role("button", name="Submit").click()
    await expect(page.get_by_role("dialog")).to_contain_text("Something went wrong")


async def test_a_message_command_names_its_message(chat: Chat, server: FakePlayground) -> None:
    server.messages[NEWS] = [message("1", "a claim", author=MAX)]
    await chat.open()
    await chat.message("1").get_by_role("button", name="More").press("Enter")
    await chat.page.get_by_role("menuitem", name="Claims in this message").press("Enter")
    data = {"id": "44", "name": "Claims in this message", "type": 3, "target_id": "1"}
    assert await server.wait_for_post("interactions") == HERE | {"type": 2, "data": data}


async def test_the_menu_of_a_message_is_walked_by_keyboard(chat: Chat, server: FakePlayground, page: Page) -> None:
    words = {"type": 17, "components": [{"type": 10, "content": "**27%** of the compute"}]}
    server.messages[NEWS] = [message("1", components=[words], flags=1 << 15)]
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await chat.open()
    more = chat.message("1").get_by_role("button", name="More")
    await more.press("Enter")
    await expect(page.get_by_role("menuitem", name="Claims in this message")).to_be_focused()
    await chat.press("ArrowUp")
    await expect(page.get_by_role("menuitem", name="Delete message")).to_be_focused()
    await chat.press("ArrowUp", "ArrowUp", "Enter")
    assert await page.evaluate("navigator.clipboard.readText()") == "**27%** of the compute"
    await expect(more).to_be_focused()
    await more.click(button="right")
    await expect(page.get_by_role("menu", name="Message")).to_be_visible()
    await chat.press("Escape")
    await expect(page.get_by_role("menu")).to_have_count(0)
