"""What the page shows: messages of every kind, drawn as Discord draws them, and never as HTML."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.playground_web.chat import Chat, button, row
from tests.playground_web.fake_playground import ADA, LAB, MAX, NEWS, USERS, FakePlayground, created, message

pytestmark = pytest.mark.asyncio(loop_scope="session")

WIDE_TABLE = "```\n" + "\n".join("model  ".ljust(140, ".") + " 0.27" for _ in range(4)) + "\n```"

HOSTILE = (
    "<script>window.harmed = 1</script> <img src=x onerror='window.harmed = 2'> "
    "[run](javascript:window.harmed=3) [data](<data:text/html,x>) **<b onclick=alert(1)>**"
)


async def test_a_hostile_message_is_shown_as_text(chat: Chat, server: FakePlayground, page: Page) -> None:
    hostile_embed = {
        "title": HOSTILE,
        "url": "javascript:alert(1)",
        "description": HOSTILE,
        "footer": {"text": HOSTILE},
    }
    components = [{"type": 10, "content": HOSTILE}, row(button("x", HOSTILE[:80]))]
    server.messages[NEWS] = [message("1", HOSTILE, embeds=[hostile_embed], components=components)]
    await chat.open()
    drawn = chat.message("1")
    await expect(drawn).to_contain_text("<script>window.harmed = 1</script>")
    await expect(drawn).to_contain_text("[run](javascript:window.harmed=3)")
    assert await drawn.locator("script, img, b, iframe").count() == 0
    assert await drawn.locator("a").count() == 0
    assert await page.evaluate("window.harmed") is None


async def test_markdown_is_drawn_as_discord_draws_it(chat: Chat, server: FakePlayground) -> None:
    text = (
        "# Title\n## Second\n### Third\n-# small\n**bold** *it* __under__ ~~gone~~ `code` \\*plain\\*\n"
        "> quoted\n- one\n  - two\n1. first\n"
        "[source](<https://example.org/a>) https://example.org/b <@101> <#502> <@&511> </compare models:41>\n"
        "<t:1763888400:D> ||hidden||\n```py\nx = 1\n```"
    )
    server.messages[NEWS] = [message("1", text)]
    await chat.open()
    drawn = chat.message("1")
    await expect(drawn.get_by_role("heading")).to_have_text(["Title", "Second", "Third"])
    for selector, words in {
        ".subtext": "small", "strong": "bold", "em": "it", "u": "under", "s": "gone", ".inline-code": "code",
        "blockquote": "quoted", "ul ul li": "two", "ol li": "first", "pre code": "x = 1",
        "time.stamp": "23 November 2025",
    }.items():  # fmt: skip
        await expect(drawn.locator(f".content {selector}").first).to_have_text(words)
    await expect(drawn).to_contain_text("*plain*")
    await expect(drawn.locator(".mention")).to_have_text(["@Ada (admin)", "#lab", "@admin", "/compare models"])


async def test_links_leave_the_page_without_telling_where_from(chat: Chat, server: FakePlayground) -> None:
    server.messages[NEWS] = [message("1", "[source](<https://example.org/a>)")]
    await chat.open()
    link = chat.message("1").get_by_role("link", name="source")
    await expect(link).to_have_attribute("href", "https://example.org/a")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_a_spoiler_hides_until_it_is_asked_for(chat: Chat, server: FakePlayground) -> None:
    server.messages[NEWS] = [message("1", "the end: ||everyone publishes weights||")]
    await chat.open()
    hidden = chat.message("1").locator(".spoiler-text")
    await expect(hidden).to_have_css("opacity", "0")
    await chat.message("1").get_by_role("button", name="Show spoiler").press("Enter")
    await expect(hidden).to_have_css("opacity", "1")


async def test_messages_of_one_author_are_grouped_and_commands_named(chat: Chat, server: FakePlayground) -> None:
    used = {"id": "9", "type": 2, "name": "compare models", "user": USERS[ADA]}
    server.messages[NEWS] = [
        message("1", "first", author=MAX),
        message("2", "second", author=MAX, minute=1, edited_timestamp="2026-11-23T09:02:00+00:00"),
        message("3", "answer", minute=2, type=20, interaction_metadata=used),
    ]
    await chat.open()
    await expect(chat.message("1").locator(".author")).to_have_text("Max (member)")
    await expect(chat.message("2").locator(".author")).to_have_count(0)
    await expect(chat.message("2")).to_contain_text("(edited)")
    await expect(chat.message("3").locator(".above")).to_have_text(re.compile(r"Ada \(admin\) used /compare models"))
    await expect(chat.message("3").locator(".badge")).to_have_text("APP")


async def test_a_published_message_says_so(chat: Chat, server: FakePlayground) -> None:
    server.messages[NEWS] = [message("1", "the briefing", flags=1)]
    await chat.open()
    await expect(chat.message("1")).to_contain_text("Published to the servers that follow")


async def test_a_reply_shows_what_it_answers(chat: Chat, server: FakePlayground) -> None:
    server.messages[NEWS] = [
        message("1", "**the** table", author=MAX),
        message("2", "its chart", type=19, message_reference={"message_id": "1"}),
        message("3", "of another", type=19, message_reference={"message_id": "0"}, referenced_message=None),
    ]
    await chat.open()
    await expect(chat.message("2").locator(".above")).to_have_text(re.compile("Max \\(member\\).*the table"))
    await expect(chat.message("3").locator(".above")).to_contain_text("not here any more")


async def test_an_embed_shows_all_its_parts(chat: Chat, server: FakePlayground, page: Page) -> None:
    server.files["chart.svg"] = (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "image/svg+xml")
    embed = {
        "title": "V4 previewed", "url": "https://example.org", "description": "**27%**", "color": 0x112233,
        "author": {"name": "DeepSeek"}, "footer": {"text": "8 sources"},
        "fields": [
            {"name": "compute", "value": "0.27", "inline": True},
            {"name": "cache", "value": "0.10", "inline": True},
        ],
        "image": {"url": "/cdn/chart.svg"}, "thumbnail": {"url": "https://elsewhere.example/t.png"},
    }  # fmt: skip
    server.messages[NEWS] = [message("1", embeds=[embed])]
    await chat.open()
    drawn = chat.message("1").locator(".embed")
    for words in ("DeepSeek", "V4 previewed", "27%", "compute", "0.27", "cache", "8 sources"):
        await expect(drawn).to_contain_text(words)
    await expect(drawn).to_have_css("border-left-color", "rgb(17, 34, 51)")
    await expect(drawn.locator(".embed-row-2")).to_have_count(1)
    await expect(drawn.locator(".embed-image img")).to_have_js_property("naturalWidth", 9)
    # A picture from outside is named, not loaded.
    await expect(drawn.locator(".elsewhere")).to_contain_text("elsewhere.example")


async def test_components_v2_are_drawn_and_unknown_ones_said(chat: Chat, server: FakePlayground) -> None:
    container = {
        "type": 17,
        "accent_color": 0x445566,
        "components": [
            {"type": 10, "content": "# Briefing"},
            {"type": 14, "divider": True, "spacing": 1},
            {"type": 9, "components": [{"type": 10, "content": "A story"}], "accessory": button("read", "Read")},
            {"type": 13, "file": {"url": "attachment://claims.csv"}},
            row(
                {"type": 2, "style": 5, "label": "Source", "url": "https://example.org"},
                button("no", "Later", disabled=True),
            ),
            {"type": 99},
        ],
    }
    attached = [{"id": "5", "filename": "claims.csv", "url": "/cdn/claims.csv", "size": 2048}]
    server.messages[NEWS] = [message("1", flags=1 << 15, components=[container], attachments=attached)]
    await chat.open()
    drawn = chat.message("1").locator(".container")
    await expect(drawn).to_have_css("border-left-color", "rgb(68, 85, 102)")
    await expect(drawn.get_by_role("heading", name="Briefing")).to_be_visible()
    await expect(drawn.locator(".section").get_by_role("button", name="Read")).to_be_enabled()
    await expect(drawn.locator(".file-card")).to_contain_text("2.0 KB")
    await expect(drawn.get_by_role("link", name="Source")).to_have_attribute("href", "https://example.org/")
    await expect(drawn.get_by_role("button", name="Later")).to_be_disabled()
    await expect(drawn.locator(".unknown")).to_contain_text("type 99")


async def test_thinking_gives_way_to_the_answer(chat: Chat, server: FakePlayground) -> None:
    server.messages[NEWS] = [message("1", flags=128)]
    await chat.open()
    await expect(chat.message("1")).to_contain_text("Gapwatch is thinking…")
    await server.push({"type": "message_update", "channel_id": NEWS, "message": message("1", "the answer")})
    await expect(chat.message("1")).to_contain_text("the answer")
    await expect(chat.message("1")).not_to_contain_text("thinking")


async def test_a_promise_that_was_not_kept_says_so(chat: Chat, server: FakePlayground) -> None:
    server.messages[NEWS] = [message("1", flags=128, failed="The application did not respond")]
    await chat.open()
    await expect(chat.message("1").get_by_role("alert")).to_have_text("The application did not respond")
    await expect(chat.message("1")).not_to_contain_text("thinking")


async def test_a_private_answer_can_be_dismissed_for_good(chat: Chat, server: FakePlayground, page: Page) -> None:
    server.messages[NEWS] = [message("1", "just you", flags=64, only_for=ADA)]
    await chat.open()
    await expect(chat.message("1")).to_contain_text("Only you can see this")
    await chat.message("1").get_by_role("button", name="Dismiss message").click()
    await expect(chat.message("1")).to_have_count(0)
    await page.reload()
    await chat.ready()
    await expect(chat.message("1")).to_have_count(0)


async def test_a_deleted_message_goes_and_a_new_one_elsewhere_marks_its_channel(
    chat: Chat, server: FakePlayground
) -> None:
    server.messages[NEWS] = [message("1", "soon gone")]
    await chat.open()
    await server.push({"type": "message_delete", "channel_id": NEWS, "message_id": "1"})
    await expect(chat.message("1")).to_have_count(0)
    await server.push(created(message("2", "over here", mentions=[USERS[ADA]]), LAB))
    await expect(chat.page.get_by_role("link", name="lab , unread 1")).to_be_visible()


async def test_older_messages_come_when_one_scrolls_up(chat: Chat, server: FakePlayground, page: Page) -> None:
    server.messages[NEWS] = [message(str(n), f"note {n}", author=MAX) for n in range(1, 131)]
    await page.goto(server.address)
    await expect(chat.message("130")).to_be_in_viewport()
    await expect(chat.message("30")).to_have_count(0)
    await chat.message("31").scroll_into_view_if_needed()
    await expect(chat.message("1")).to_have_count(1)
    await expect(chat.message("31")).to_be_in_viewport()


async def test_a_lost_connection_is_said_and_what_was_missed_is_fetched(chat: Chat, server: FakePlayground) -> None:
    await chat.open()
    server.messages[NEWS] = [message("5", "said meanwhile")]
    await server.drop_sockets()
    await expect(chat.message("5")).to_be_visible()
    await expect(chat.page.locator("#banner")).to_be_hidden()


async def test_a_channel_one_may_not_read_says_so(chat: Chat, server: FakePlayground, page: Page) -> None:
    server.unreadable.add(LAB)
    await chat.open()
    await page.get_by_role("link", name="lab").click()
    await expect(page.get_by_text("You cannot see that channel.")).to_be_visible()
    await expect(chat.box).to_be_disabled()


async def test_the_bot_going_away_is_shown(chat: Chat, server: FakePlayground, page: Page) -> None:
    await chat.open()
    await expect(page.locator("#bot-status")).to_have_text("Gapwatch online")
    await server.push({"type": "bot_status", "online": False})
    await expect(page.locator("#bot-status")).to_have_text("Gapwatch offline")


async def test_a_phone_scrolls_the_table_and_not_the_page(chat: Chat, server: FakePlayground, page: Page) -> None:
    long_word = "x" * 300
    server.messages[NEWS] = [
        message("1", f"{WIDE_TABLE}\n{long_word}", embeds=[{"title": long_word, "description": WIDE_TABLE}])
    ]
    await page.set_viewport_size({"width": 390, "height": 844})
    await chat.open()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    assert await page.evaluate("document.getElementById('timeline').scrollWidth") <= 390
    table = chat.message("1").locator("pre").first
    assert await table.evaluate("pre => pre.scrollWidth > pre.clientWidth")
    await page.get_by_role("button", name="Servers and channels").click()
    await expect(page.get_by_role("button", name="Research Desk")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#sidebar")).to_be_hidden()
    await page.get_by_role("button", name="Servers and channels").press("Enter")
    await page.get_by_role("link", name="lab").click()
    await expect(page.get_by_role("heading", name="lab", exact=True)).to_be_visible()
    await expect(page.locator("#sidebar")).to_be_hidden()


async def test_dark_and_light_follow_the_system_until_chosen(chat: Chat, page: Page) -> None:
    await page.emulate_media(color_scheme="light")
    await chat.open()
    await expect(page.locator("#pane")).to_have_css("background-color", "rgb(255, 255, 255)")
    await page.get_by_role("button", name="Switch to dark colours").click()
    await expect(page.locator("#pane")).to_have_css("background-color", "rgb(49, 51, 56)")
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
