"""What a person does in the page: commands and their options, channels, other people; and what is asked for it."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from tests.playground_web.chat import Chat
from tests.playground_web.fake_playground import (
    ADA,
    DIRECT_OF_ADA,
    GUILD,
    HERE,
    LAB,
    MAX,
    NEWS,
    OTHER_CHANNEL,
    USERS,
    FakePlayground,
    Json,
    created,
    failed,
    message,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def complete_models(body: Json) -> list[Json]:
    typed = body["data"]["options"][0]["options"][-1]["value"].lower()
    names = ["DeepSeek-V4-Pro", "GPT-5.5"]
    return [{"name": name, "value": name.lower()} for name in names if typed in name.lower()]


async def test_a_command_is_found_filled_in_and_sent_by_keyboard_alone(chat: Chat, server: FakePlayground) -> None:
    server.complete = complete_models
    await chat.open()
    await chat.page.get_by_role("button", name="Skip to the message box").press("Enter")
    await chat.page.keyboard.type("/comp mod")
    await expect(chat.suggestions).to_have_count(1)
    await expect(chat.suggestions).to_contain_text("Put models side by side")
    await chat.press("Enter")
    await expect(chat.option("a")).to_be_focused()
    await chat.page.keyboard.type("deep")
    await expect(chat.suggestions).to_have_text(["DeepSeek-V4-Pro"])
    asked = server.posted["autocomplete"][-1]
    assert asked["data"]["options"][0]["options"] == [{"name": "a", "type": 3, "value": "deep", "focused": True}]
    await chat.press("Enter")
    await expect(chat.option("b")).to_be_focused()
    await chat.page.keyboard.type("gpt")
    await expect(chat.suggestions).to_have_text(["GPT-5.5"])
    await chat.press("Tab", "Enter")
    given = [{"name": "a", "type": 3, "value": "deepseek-v4-pro"}, {"name": "b", "type": 3, "value": "gpt-5.5"}]
    options = [{"name": "models", "type": 1, "options": given}]
    data = {"id": "41", "name": "compare", "type": 1, "options": options}
    assert await server.wait_for_post("interactions") == HERE | {"type": 2, "data": data}
    await expect(chat.box).to_be_focused()


async def test_the_list_of_commands_narrows_as_one_types(chat: Chat) -> None:
    await chat.open()
    await chat.box.fill("/")
    await expect(chat.suggestions).to_have_count(4)
    await chat.box.fill("/newest")
    await expect(chat.suggestions).to_contain_text(["/latest"])
    await chat.box.fill("/nothing like it")
    await expect(chat.suggestions).to_have_count(0)


async def test_direct_messages_have_commands_of_their_own(chat: Chat, server: FakePlayground, page: Page) -> None:
    await chat.open(f"#/@me/{DIRECT_OF_ADA}")
    await expect(page.get_by_role("heading", name="Gapwatch", level=1)).to_be_visible()
    await chat.box.fill("/")
    await expect(chat.suggestions).to_have_count(3)
    await chat.box.press_sequentially("compare labs ")
    await chat.press("Enter")
    assert (await server.wait_for_post("interactions"))["channel_id"] == DIRECT_OF_ADA


async def test_a_missing_option_is_pointed_out_and_nothing_is_sent(chat: Chat, server: FakePlayground) -> None:
    server.complete = complete_models
    await chat.open()
    await chat.box.press_sequentially("/compare models ")
    await chat.press("Escape", "Enter")
    await expect(chat.option("a")).to_have_attribute("aria-invalid", "true")
    await expect(chat.option("b")).to_have_attribute("aria-invalid", "true")
    await expect(chat.page.get_by_text("This option is required.")).to_be_visible()
    assert not server.posted["interactions"]


async def test_choices_that_come_after_escape_do_not_open_the_list_again(chat: Chat, server: FakePlayground) -> None:
    asked, answer = asyncio.Event(), asyncio.Event()

    async def complete(body: Json) -> list[Json]:
        asked.set()
        await answer.wait()
        return await complete_models(body)

    server.complete = complete
    await chat.open()
    await chat.box.press_sequentially("/compare models ")
    await asked.wait()
    async with chat.page.expect_response(lambda response: "autocomplete" in response.url):
        await chat.press("Escape")
        answer.set()
    await chat.press("Enter")
    await expect(chat.option("a")).to_have_attribute("aria-invalid", "true")
    assert await chat.option("a").input_value() == ""


async def test_values_out_of_bounds_are_refused_with_the_bounds(chat: Chat, server: FakePlayground) -> None:
    await chat.open()
    await chat.box.press_sequentially("/latest cou")
    await chat.press("Enter")
    await expect(chat.page.get_by_text("whole number, between 1 and 25, optional")).to_be_visible()
    await chat.page.keyboard.type("99")
    await chat.press("Enter")
    await expect(chat.page.get_by_text("Type a number between 1 and 25.")).to_be_visible()
    await chat.option("count").fill("7")
    await chat.press("Enter")
    sent = await server.wait_for_post("interactions")
    assert sent["data"]["options"] == [{"name": "count", "type": 4, "value": 7}]


@pytest.mark.parametrize(
    ("option", "typed", "value"),
    [
        ({"name": "topic", "type": 3}, "pol", "pol"),
        ({"name": "where", "type": 7}, "lab", LAB),
        ({"name": "who", "type": 6}, "max", MAX),
        ({"name": "brief", "type": 5}, "tr", True),
    ],
)
async def test_an_option_offers_what_its_type_allows(
    chat: Chat, server: FakePlayground, option: Json, typed: str, value: object
) -> None:
    await chat.open()
    await chat.box.press_sequentially(f"/latest {option['name']}")
    await chat.press("Enter")
    await chat.page.keyboard.type(typed)
    await expect(chat.suggestions).to_have_count(1)
    await chat.press("Enter", "Enter")
    sent = await server.wait_for_post("interactions")
    assert sent["data"]["options"] == [option | {"value": value}]


async def test_a_file_is_uploaded_and_its_id_sent(chat: Chat, server: FakePlayground) -> None:
    await chat.open()
    await chat.box.press_sequentially("/feed ")
    await chat.option("file").set_input_files({"name": "feeds.opml", "mimeType": "text/xml", "buffer": b"<opml/>"})
    await expect(chat.page.get_by_text("feeds.opml (7 B)")).to_be_visible()
    await chat.page.get_by_role("button", name="Send").click()
    sent = await server.wait_for_post("interactions")
    assert server.posted["attachments"] == [{"filename": "feeds.opml", "content": "<opml/>"}]
    assert sent["data"]["options"] == [{"name": "file", "type": 11, "value": "7777"}]


async def test_answers_to_earlier_keystrokes_are_dropped(chat: Chat, server: FakePlayground, page: Page) -> None:
    release = asyncio.Event()

    async def first_one_late(body: Json) -> list[Json]:
        typed = body["data"]["options"][0]["options"][-1]["value"]
        if typed == "slow":
            await release.wait()
        return [{"name": f"for {typed}", "value": typed}]

    server.complete = first_one_late
    await chat.open()
    await chat.box.press_sequentially("/compare models ")
    await chat.option("a").fill("slow")
    async with page.expect_response(lambda response: "slow" in (response.request.post_data or "")):
        async with page.expect_request(lambda request: "slow" in (request.post_data or "")):
            pass
        await chat.option("a").fill("quick")
        await expect(chat.suggestions).to_have_text(["for quick"])
        release.set()
    await expect(chat.suggestions).to_have_text(["for quick"])


async def test_the_last_command_comes_back_with_its_options(chat: Chat, server: FakePlayground) -> None:
    server.complete = complete_models
    await chat.open()
    await chat.box.press_sequentially("/latest count")
    await chat.press("Enter")
    await chat.page.keyboard.type("3")
    await chat.press("Enter")
    first = await server.wait_for_post("interactions")
    await expect(chat.box).to_be_focused()
    await chat.press("ArrowUp")
    await expect(chat.option("count")).to_have_value("3")
    await chat.press("Enter")
    assert await server.wait_for_post("interactions", 2) == first


async def test_escape_leaves_the_command(chat: Chat, server: FakePlayground) -> None:
    await chat.open()
    await chat.box.press_sequentially("/compare labs ")
    await chat.press("Escape", "Escape")
    await expect(chat.box).to_be_focused()
    await chat.page.keyboard.type("just words")
    await chat.press("Enter")
    assert await server.wait_for_post("messages") == HERE | {"content": "just words"}
    await expect(chat.page.get_by_text("just words")).to_be_visible()


async def test_a_command_named_in_a_message_is_put_into_the_composer(chat: Chat, server: FakePlayground) -> None:
    server.messages[NEWS] = [message("1", "Try </compare models:41>.")]
    await chat.open()
    await chat.message("1").get_by_role("button", name="/compare models").click()
    await expect(chat.option("a")).to_be_focused()


async def test_a_command_that_fails_says_so(chat: Chat, server: FakePlayground) -> None:
    server.on_interaction = lambda interaction_id, body: [failed(interaction_id)]
    await chat.open()
    await chat.box.press_sequentially("/compare labs ")
    await chat.press("Enter")
    failure = chat.page.get_by_role("article", name="used /compare labs")
    await expect(failure).to_contain_text("The application did not respond")
    await expect(failure).to_contain_text("Only you can see this")
    await failure.get_by_role("button", name="Dismiss message").click()
    await expect(failure).to_have_count(0)


async def test_what_the_server_refuses_is_shown(chat: Chat, server: FakePlayground) -> None:
    server.refusal = "You cannot write here."
    await chat.open()
    await chat.box.fill("hello")
    await chat.box.press("Enter")
    await expect(chat.page.locator(".toast")).to_contain_text("You cannot write here.")
    await expect(chat.box).to_have_value("hello")


async def test_becoming_another_person_asks_everything_as_them(chat: Chat, server: FakePlayground, page: Page) -> None:
    server.messages[NEWS] = [
        message("1", "for Ada", only_for=ADA, flags=64),
        message("2", "for all", mentions=[USERS[MAX]]),
    ]
    await chat.open()
    await expect(chat.message("1")).to_be_visible()
    await chat.become("Max (member)")
    await expect(chat.message("2")).to_be_visible()
    await expect(chat.message("1")).to_have_count(0)
    assert server.asked_as[-1] == MAX
    # Max is in one server only, and may not manage feeds.
    await expect(page.get_by_role("navigation", name="Servers").get_by_role("button")).to_have_count(2)
    await chat.box.fill("/feed")
    await expect(chat.page.get_by_text("No command matches")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("combobox", name="You are: Max (member)")).to_be_visible()


async def test_the_address_names_the_channel(chat: Chat, page: Page) -> None:
    await chat.open(f"#/600/{OTHER_CHANNEL}")
    await expect(page.get_by_role("heading", name="elsewhere", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Research Desk").click()
    await expect(page).to_have_url(f"{chat.address}#/{GUILD}/{NEWS}")
    await page.get_by_role("link", name="lab").click()
    await expect(page).to_have_url(f"{chat.address}#/{GUILD}/{LAB}")


async def test_new_commands_are_offered_at_once(chat: Chat, server: FakePlayground) -> None:
    await chat.open()
    fresh = {"id": "50", "type": 1, "name": "efficiency", "description": "Efficiency claims", "options": []}
    await server.push({"type": "commands_changed", "guild_id": GUILD, "commands": [fresh]})
    await server.push(created(message("9", "new commands are there")))
    await expect(chat.message("9")).to_be_visible()
    await chat.box.fill("/")
    await expect(chat.suggestions).to_have_count(1)
    await expect(chat.suggestions).to_contain_text("/efficiency")
