"""Threads as they age: archived by those who may, opened again by whoever writes, locked; and what is refused."""

from collections.abc import AsyncIterator

import discord
import pytest

from bot.playground.person import Person, Refusal
from bot.playground.refusals import Json
from bot.playground.server import Playground
from tests.playground.rest_client import BOT, GENERAL, NEWS, RestClient
from tests.playground.small_bot import SmallBot

FORUM = "1300000000000001016"


@pytest.fixture
async def milo(playground: Playground) -> AsyncIterator[Person]:
    async with playground.person("milo") as person:
        yield person


@pytest.fixture
async def thread(milo: Person) -> Json:
    """Milo's own, in #general."""
    return await milo.act("POST", "threads", {"channel_id": GENERAL, "name": "Prices"})


async def change(person: Person, thread: Json, **changes: bool) -> Json:
    return await person.act("PATCH", "threads", {"channel_id": thread["id"], **changes})


async def test_a_message_opens_an_archived_thread_again(
    ada: Person, milo: Person, thread: Json, rest: RestClient
) -> None:
    assert (await change(milo, thread, archived=True))["archived"]
    await ada.wait_for(lambda event: event["type"] == "state" and "'archived': True" in str(event))
    await ada.say(thread["id"], "still cheap")
    assert not (await rest.ask("GET", f"/channels/{thread['id']}")).body["thread_metadata"]["archived"]
    await change(ada, thread, archived=True)
    assert (await rest.post_message(thread["id"], content="and cheaper")).status == 200
    assert not (await rest.ask("GET", f"/channels/{thread['id']}")).body["thread_metadata"]["archived"]


async def test_only_who_began_it_or_manages_threads_archives_and_only_the_latter_lock(
    ada: Person, milo: Person, thread: Json, rest: RestClient
) -> None:
    adas = await ada.act("POST", "threads", {"channel_id": GENERAL, "name": "Evals"})
    for changes in ({"archived": True}, {"locked": True}):
        with pytest.raises(Refusal, match="do not have permission"):
            await change(milo, adas, **changes)
    with pytest.raises(Refusal, match="do not have permission"):
        await change(milo, thread, locked=True)
    await change(ada, thread, locked=True, archived=True)
    with pytest.raises(Refusal, match="do not have permission"):
        await change(milo, thread, archived=False)
    with pytest.raises(Refusal, match="locked: only those who manage threads"):
        await milo.say(thread["id"], "let me in")
    refused = await rest.post_message(thread["id"], content="me too")
    assert (refused.status, refused.code) == (403, 160005)
    assert (await rest.ask("PATCH", f"/channels/{thread['id']}", {"archived": False})).code == 50013
    await ada.say(thread["id"], "a last word")
    assert (await change(ada, thread, locked=False))["archived"] is False
    await milo.say(thread["id"], "thank you")


async def test_what_stands_in_an_archived_thread_is_not_edited(ada: Person, thread: Json, rest: RestClient) -> None:
    said = (await rest.post_message(thread["id"], content="a figure")).body
    await change(ada, thread, archived=True)
    path = f"/channels/{thread['id']}/messages/{said['id']}"
    assert (await rest.ask("PATCH", path, {"content": "another"})).code == 50083
    assert (await rest.ask("DELETE", path)).status == 204


async def test_a_bot_archives_its_own_thread_by_the_library(live: Playground, bot: SmallBot) -> None:
    general = bot.get_channel(int(GENERAL))
    assert isinstance(general, discord.TextChannel)
    thread = await general.create_thread(name="Briefing", type=discord.ChannelType.public_thread)
    archived = await thread.edit(archived=True, name="Briefing, done")
    assert (archived.archived, archived.name) == (True, "Briefing, done")
    await archived.send("one more thing")
    assert live.world.place(str(thread.id)).channel.archived is False


@pytest.mark.parametrize(
    ("channel", "fields", "place"),
    [
        (GENERAL, {"name": "Secret", "type": 12}, "type"),
        (FORUM, {"name": "Tagged", "message": {"content": "x"}, "applied_tags": ["1"]}, "applied_tags"),
    ],
)
async def test_private_threads_and_tags_are_refused_in_words(
    rest: RestClient, channel: str, fields: Json, place: str
) -> None:
    refused = await rest.ask("POST", f"/channels/{channel}/threads", fields)
    (fault,) = refused.body["errors"][place]["_errors"]
    assert (refused.code, "playground" in fault["message"]) == (50035, True)


async def test_other_channels_and_other_changes_are_refused(ada: Person, thread: Json, rest: RestClient) -> None:
    assert (await rest.ask("PATCH", f"/channels/{NEWS}", {"name": "olds"})).code == 50024
    owned = (await rest.ask("POST", f"/channels/{NEWS}/threads", {"name": "Mine", "type": 11})).body
    assert owned["owner_id"] == BOT
    slow = await rest.ask("PATCH", f"/channels/{owned['id']}", {"rate_limit_per_user": 5})
    assert slow.error_at("rate_limit_per_user") == "PLAYGROUND_NOT_CARRIED"
    with pytest.raises(Refusal, match="Only threads"):
        await change(ada, {"id": NEWS}, archived=True)
