"""People and a bot in the real playground, through its page: what one does, the others see."""

import pytest
from playwright.async_api import expect

from tests.playground.rest_client import ADA, GENERAL, MILO, NEWS, OLGA, RestClient
from tests.playground_web.conftest import Opener

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_two_windows_see_the_same(open_as: Opener) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    await ada.say("good morning")
    await expect(milo.said("good morning").locator(".author")).to_have_text("Ada (admin)")
    await milo.say("and to you")
    await expect(ada.said("and to you")).to_be_visible()


async def test_a_reaction_is_shared_counted_and_taken_back(open_as: Opener, rest: RestClient) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    posted = await rest.post_message(content="a figure")
    await rest.ask("PUT", f"/channels/{NEWS}/messages/{posted.body['id']}/reactions/👀/@me")
    await ada.menu(ada.said("a figure"), "Add reaction")
    await ada.page.get_by_role("button", name="rocket").click()
    await ada.said("a figure").get_by_role("button", name="👀, 1").click()
    seen_by_milo = milo.said("a figure").locator(".reaction")
    await expect(seen_by_milo).to_have_text(["👀2", "🚀1"])
    await milo.said("a figure").get_by_role("button", name="🚀, 1").click()
    await expect(ada.said("a figure").get_by_role("button", name="🚀, 2: Ada (admin), Milo (member)")).to_be_visible()
    await ada.said("a figure").get_by_role("button", name="🚀, 2").click()
    await expect(milo.said("a figure").get_by_role("button", name="🚀, 1")).to_have_attribute("aria-pressed", "true")


async def test_a_message_is_answered_changed_and_deleted(open_as: Opener) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    await milo.say("what is the price")
    await ada.menu(ada.said("what is the price"), "Reply")
    await expect(ada.page.get_by_text("Replying to Milo (member)")).to_be_visible()
    await ada.say("a dollar")
    await expect(milo.said("a dollar").locator(".above")).to_contain_text("what is the price")
    await ada.said("a dollar").hover()
    await ada.said("a dollar").get_by_role("button", name="Edit").click()
    await ada.say("two dollars")
    await expect(milo.said("two dollars")).to_contain_text("(edited)")
    await ada.menu(ada.said("two dollars"), "Delete message")
    await ada.page.get_by_role("dialog", name="Delete message").get_by_role("button", name="Delete").click()
    await expect(milo.said("two dollars")).to_have_count(0)


async def test_only_who_may_is_offered_to_delete_or_edit(open_as: Opener) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    await ada.say("from Ada")
    await milo.said("from Ada").get_by_role("button", name="More").press("Enter")
    entries = milo.page.get_by_role("menuitem")
    await expect(entries.filter(has_text="Reply")).to_have_count(1)
    await expect(entries.filter(has_text="Delete message")).to_have_count(0)
    await expect(entries.filter(has_text="Edit message")).to_have_count(0)
    await milo.say("from Milo")
    await ada.said("from Milo").get_by_role("button", name="More").press("Enter")
    # Ada manages messages: she may delete what others wrote, but not put words into their mouths.
    await expect(ada.page.get_by_role("menuitem", name="Delete message")).to_be_visible()
    await expect(ada.page.get_by_role("menuitem", name="Edit message")).to_have_count(0)


async def test_files_go_along_with_a_message(open_as: Opener) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    chooser = ada.page.locator("#composer > input[type=file]")
    table = {"name": "table.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}
    dropped = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"not this one"}
    await chooser.set_input_files([table, dropped])
    await ada.page.get_by_role("button", name="Remove notes.txt").click()
    await ada.say("the table")
    card = milo.said("the table").locator(".file-card")
    await expect(card).to_have_count(1)
    async with milo.page.expect_download() as download:
        await card.get_by_role("link", name="Download table.csv").click()
    assert (await (await download.value).path()).read_bytes() == b"a,b\n1,2\n"


async def test_people_and_channels_are_mentioned_by_name(open_as: Opener) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    await ada.box.press_sequentially("look @mil")
    await expect(ada.suggestions).to_contain_text(["@Milo (member)"])
    await ada.press("Enter")
    await ada.page.keyboard.type("in #gen")
    await expect(ada.suggestions).to_contain_text(["#general"])
    await ada.press("Tab", "Enter")
    await expect(milo.said("look").locator(".mention")).to_have_text(["@Milo (member)", "#general"])
    await expect(milo.page.locator(".message.named")).to_have_count(1)
    await milo.said("look").get_by_role("link", name="general").click()
    await expect(milo.page.get_by_role("heading", name="general", exact=True)).to_be_visible()


async def test_direct_messages_are_between_two(open_as: Opener, rest: RestClient) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    opened = await rest.ask("POST", "/users/@me/channels", {"recipient_id": ADA})
    await rest.ask("POST", f"/channels/{opened.body['id']}/messages", {"content": "a word with you"})
    home = ada.page.get_by_role("button", name="Direct messages with Gapwatch, unread")
    await expect(home.locator("xpath=..").locator(".count")).to_have_text("1")
    await home.click()
    await expect(ada.said("a word with you")).to_be_visible()
    await ada.say("yes?")
    await expect(ada.said("yes?")).to_be_visible()
    # Milo's own conversation is another one.
    await milo.page.get_by_role("button", name="Direct messages with Gapwatch", exact=True).click()
    await milo.ready()
    await expect(milo.page.locator("[data-message-id]")).to_have_count(0)


async def test_each_sees_the_channels_that_are_theirs(open_as: Opener) -> None:
    milo, olga = await open_as(MILO), await open_as(OLGA)
    channels = milo.page.get_by_role("navigation", name="Channels")
    await expect(channels.get_by_role("link", name="general")).to_be_visible()
    await expect(channels.get_by_role("link", name="admin-log")).to_have_count(0)
    await channels.get_by_role("link", name="announcements-locked").click()
    await expect(milo.box).to_be_disabled()
    await expect(milo.box).to_have_attribute(
        "placeholder", "You do not have permission to send messages in this channel."
    )
    await expect(olga.page.get_by_role("heading", name="Harbor Reading Group")).to_be_visible()
    servers = olga.page.get_by_role("navigation", name="Servers").get_by_role("button")
    await expect(servers).to_have_count(2)


async def test_the_members_who_see_the_channel_stand_by_their_roles(open_as: Opener) -> None:
    ada = await open_as()
    await ada.page.get_by_role("button", name="Member list").press("Enter")
    members = ada.page.get_by_role("complementary", name="Members")
    await expect(members.get_by_role("heading")).to_have_text(["admin — 1", "Online — 1", "Offline — 1"])
    await expect(members.get_by_role("listitem")).to_contain_text(["Ada (admin)", "Milo (member)", "Gapwatch"])
    await expect(members.get_by_role("listitem").filter(has_text="Gapwatch").locator(".badge")).to_have_text("APP")
    await ada.page.get_by_role("link", name="no-bots").click()
    await expect(members.get_by_role("listitem")).to_contain_text(["Ada (admin)", "Milo (member)"])
    await ada.page.reload()
    await expect(members).to_be_visible()
    await ada.page.set_viewport_size({"width": 390, "height": 844})
    await expect(members).to_be_hidden()
    await expect(ada.page.get_by_role("button", name="Member list")).to_be_hidden()


async def test_a_pinned_message_is_found_again(open_as: Opener, rest: RestClient) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    posted = await rest.post_message(content="**read** this first")
    await rest.ask("PUT", f"/channels/{NEWS}/messages/pins/{posted.body['id']}")
    for number in range(3):
        await rest.post_message(content="a long note\n" * 20 + f"note {number}")
    await expect(milo.said("note 2")).to_be_in_viewport()
    await milo.page.get_by_role("button", name="Pinned messages").click()
    await milo.page.get_by_role("dialog", name="Pinned messages").get_by_role("button", name="read this first").click()
    await expect(milo.said("read this first")).to_be_in_viewport()
    await milo.page.get_by_role("button", name="Newest messages").click()
    await expect(milo.said("note 2")).to_be_in_viewport()
    await ada.page.get_by_role("link", name="general").click()
    await ada.page.get_by_role("button", name="Pinned messages").click()
    await expect(ada.page.get_by_text("Nothing is pinned in this channel.")).to_be_visible()


async def test_a_thread_hangs_under_its_message(open_as: Opener) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    await ada.page.get_by_role("link", name="general").click()
    await ada.ready()
    await ada.say("shall we talk about prices")
    await ada.menu(ada.said("shall we talk about prices"), "Create thread")
    await ada.page.get_by_role("dialog", name="Create thread").get_by_label("Thread name").fill("prices")
    await ada.press("Enter")
    await expect(ada.page.get_by_role("heading", name="prices", level=1)).to_be_visible()
    await ada.say("they fall")
    await milo.page.get_by_role("link", name="general").click()
    await milo.said("shall we talk about prices").get_by_role("link", name="Open thread").click()
    await expect(milo.said("they fall")).to_be_visible()
    await expect(milo.page.get_by_role("link", name="prices")).to_have_attribute("aria-current", "page")


async def test_a_thread_is_archived_locked_and_opened_again(open_as: Opener) -> None:
    ada, milo = await open_as(), await open_as(MILO)
    for window in (ada, milo):
        await window.page.get_by_role("link", name="Which evals we trust").click()
        await window.ready()
    listed = milo.page.get_by_role("navigation", name="Channels").get_by_role("link", name="Which evals we trust")
    await expect(milo.page.get_by_role("button", name="Thread", exact=True)).to_be_hidden()
    await ada.page.get_by_role("button", name="Thread", exact=True).press("Enter")
    await ada.page.get_by_role("menuitem", name="Archive thread").press("Enter")
    await expect(milo.page.locator("#channel-topic")).to_have_text("Archived")
    await milo.page.get_by_role("link", name="general").click()
    await expect(listed).to_have_count(0)
    await ada.say("none of them")
    await listed.click()
    await expect(milo.said("none of them")).to_be_visible()
    await ada.page.get_by_role("button", name="Thread", exact=True).click()
    await ada.page.get_by_role("menuitem", name="Lock thread").click()
    await expect(milo.box).to_be_disabled()
    await expect(milo.box).to_have_attribute("placeholder", "This thread is locked.")
    await expect(ada.box).to_be_enabled()


async def test_a_channel_unread_is_marked_until_it_is_opened(open_as: Opener, rest: RestClient) -> None:
    ada = await open_as()
    await rest.ask("POST", f"/channels/{GENERAL}/messages", {"content": f"<@{ADA}> look"})
    await expect(ada.page.get_by_role("link", name="general , unread 1")).to_be_visible()
    await ada.page.get_by_role("link", name="general , unread 1").click()
    await expect(ada.page.get_by_role("link", name="general", exact=True)).to_be_visible()
