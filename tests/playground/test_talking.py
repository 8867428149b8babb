"""What people do with messages: reply, change, take back, react, pin, open threads and posts; and what they may not."""

import asyncio

import discord
import pytest

from bot.playground.person import Person, Refusal
from bot.playground.server import Playground
from tests.playground.rest_client import ADA, BOT, GENERAL, LOCKED, NEWS, RestClient
from tests.playground.small_bot import SmallBot

FORUM, RELEASES = "1300000000000001016", "1300000000000001015"


async def test_a_reply_names_what_it_replies_to(ada: Person) -> None:
    first = await ada.say(NEWS, "A question")
    reply = await ada.act("POST", "messages", {"channel_id": NEWS, "content": "An answer", "reply_to": first["id"]})
    assert reply["message_reference"]["message_id"] == first["id"]
    assert reply["referenced_message"]["content"] == "A question"


async def test_a_file_is_sent_with_or_without_words(ada: Person) -> None:
    uploaded = await ada.upload("scores.csv", b"a,b")
    said = await ada.act("POST", "messages", {"channel_id": NEWS, "attachments": [uploaded["id"]]})
    assert [one["filename"] for one in said["attachments"]] == ["scores.csv"]
    assert await ada.download(said["attachments"][0]) == b"a,b"
    with pytest.raises(Refusal, match="choose it again"):
        await ada.act("POST", "messages", {"channel_id": NEWS, "attachments": ["5"]})


async def test_own_messages_are_changed_and_taken_back_and_others_are_not(playground: Playground, ada: Person) -> None:
    said = await ada.say(NEWS, "Frist")
    named = {"channel_id": NEWS, "message_id": said["id"]}
    edited = await ada.act("PATCH", "messages", named | {"content": "First"})
    assert (edited["content"], bool(edited["edited_timestamp"])) == ("First", True)
    async with playground.person("milo") as milo:
        with pytest.raises(Refusal, match="Only the author"):
            await milo.act("PATCH", "messages", named | {"content": "Milo's"})
        with pytest.raises(Refusal, match="permission to delete"):
            await milo.act("DELETE", "messages", named)
        own = await milo.say(NEWS, "Milo's own")
        await ada.act("DELETE", "messages", {"channel_id": NEWS, "message_id": own["id"]})
    await ada.act("DELETE", "messages", named)
    assert await ada.messages(NEWS) == []


async def test_reactions_name_everybody_and_me_is_the_bot(
    playground: Playground, ada: Person, rest: RestClient
) -> None:
    said = await ada.say(NEWS, "Look")
    named = {"channel_id": NEWS, "message_id": said["id"], "emoji": "👍"}
    assert (await ada.act("POST", "reactions", named))["reactions"][0]["me"] is False
    await rest.ask("PUT", f"/channels/{NEWS}/messages/{said['id']}/reactions/👍/@me")
    shown = (await ada.messages(NEWS))[0]["reactions"][0]
    assert (shown["count"], shown["me"], shown["user_ids"]) == (2, True, [ADA, BOT])
    assert "user_ids" not in (await rest.ask("GET", f"/channels/{NEWS}/messages/{said['id']}")).body["reactions"][0]
    left = await ada.act("POST", "reactions", named | {"adds": False})
    assert left["reactions"][0]["user_ids"] == [BOT]
    with pytest.raises(Refusal, match="no emoji"):
        await ada.act("POST", "reactions", named | {"emoji": "word"})


@pytest.mark.parametrize("channel", ["@me", NEWS])
async def test_pins_are_listed_newest_first_and_need_the_permission(
    playground: Playground, ada: Person, channel: str
) -> None:
    first, second = [await ada.say(channel, words) for words in ("one", "two")]
    for each in (first, second):
        await ada.act("POST", "pins", {"channel_id": each["channel_id"], "message_id": each["id"]})
    path = f"channels/{first['channel_id']}/pins?as={ada.id}"
    assert [one["message"]["content"] for one in (await ada.ask("GET", path, {}))["items"]] == ["two", "one"]
    async with playground.person("milo") as milo:
        said = await milo.say(NEWS, "Not to be pinned")
        with pytest.raises(Refusal, match="do not have permission"):
            await milo.act("POST", "pins", {"channel_id": NEWS, "message_id": said["id"]})


async def test_a_thread_is_listed_under_its_channel_and_takes_messages(playground: Playground, ada: Person) -> None:
    said = await ada.say(GENERAL, "A long matter")
    async with playground.person("milo") as milo:
        thread = await ada.act(
            "POST", "threads", {"channel_id": GENERAL, "name": "The matter", "message_id": said["id"]}
        )
        assert (thread["id"], thread["parent_id"], thread["type"]) == (said["id"], GENERAL, 11)
        told = await milo.wait_for(lambda event: event["type"] == "state")
        channels = told["state"]["guilds"][0]["channels"]
        assert thread["id"] in [one["id"] for one in channels]
    await ada.say(thread["id"], "In it")
    with pytest.raises(Refusal, match="has a thread already"):
        await ada.act("POST", "threads", {"channel_id": GENERAL, "name": "Again", "message_id": said["id"]})
    with pytest.raises(Refusal, match="name is between"):
        await ada.act("POST", "threads", {"channel_id": GENERAL, "name": " "})
    with pytest.raises(Refusal, match="cannot be opened here"):
        await ada.act("POST", "threads", {"channel_id": "1300000000000000111", "name": "In private"})


async def test_a_forum_takes_posts_and_no_messages(ada: Person, rest: RestClient) -> None:
    with pytest.raises(Refusal, match="open a post"):
        await ada.say(FORUM, "Just words")
    post = await ada.act("POST", "threads", {"channel_id": FORUM, "name": "A paper", "content": "Read this"})
    assert [one["content"] for one in await ada.messages(post["id"])] == ["Read this"]
    assert (await rest.post_message(FORUM, content="x")).code == 50008
    assert (await rest.ask("POST", f"/channels/{FORUM}/threads", {"name": "Nothing said"})).status == 400
    empty = await rest.ask("POST", f"/channels/{FORUM}/threads", {"name": "Nothing said", "message": {}})
    assert empty.code == 50006
    assert "Nothing said" not in str(await ada.ask("GET", "state", {}))


async def test_a_bot_opens_posts_and_threads_and_sees_those_of_people(live: Playground, bot: SmallBot) -> None:
    forum, general = bot.get_channel(int(FORUM)), bot.get_channel(int(GENERAL))
    assert isinstance(forum, discord.ForumChannel)
    thread, message = await forum.create_thread(name="A release", content="What is in it")
    assert (thread.id, message.content, thread.parent_id) == (message.id, "What is in it", forum.id)
    free = await general.create_thread(name="On its own", type=discord.ChannelType.public_thread)
    await free.send("Said in it")
    async with live.person("ada") as ada:
        waiting = asyncio.create_task(bot.wait_for("thread_create", timeout=5))
        await asyncio.sleep(0)
        await ada.act("POST", "threads", {"channel_id": FORUM, "name": "Ada's", "content": "Hers"})
        assert (await waiting).name == "Ada's"
        assert [one["content"] for one in await ada.messages(str(free.id))] == ["Said in it"]


async def test_a_thread_has_the_permissions_of_the_channel_above_it(ada: Person, playground: Playground) -> None:
    thread = await ada.act("POST", "threads", {"channel_id": LOCKED, "name": "For admins"})
    may = thread["permissions"]
    assert int(may[ADA]) & 1 << 11
    assert not int(may["1300000000000000012"]) & 1 << 11
    playground.changes.delete_channel(LOCKED)
    assert playground.world.place(thread["id"]) is None
