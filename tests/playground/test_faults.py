"""What goes wrong when a test wants it to: server errors, lost answers, permissions, channels, threads."""

import re

import aiohttp
import pytest

from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from bot.playground.server import Playground
from bot.playground.world import Channel
from tests.playground.rest_client import BOT, GENERAL, NEWS, NORTHWIND, RestClient
from tests.playground.small_bot import SmallBot

POST = f"/channels/{NEWS}/messages"
WORDS = {"content": "Said", "nonce": "7", "enforce_nonce": True}


async def said(rest: RestClient) -> int:
    return len((await rest.ask("GET", POST)).body)


async def test_a_server_error_carries_nothing_out_and_passes(playground: Playground, rest: RestClient) -> None:
    playground.faults.add(Fault(kind=FaultKind.SERVER_ERROR, status=502, times=2))
    assert [(await rest.ask("POST", POST, WORDS)).status for _ in range(3)] == [502, 502, 200]
    assert await said(rest) == 1


async def test_a_server_error_may_come_after_it_was_carried_out(playground: Playground, rest: RestClient) -> None:
    playground.faults.add(Fault(kind=FaultKind.SERVER_ERROR_AFTER))
    assert (await rest.ask("POST", POST, WORDS)).status == 503
    assert await said(rest) == 1


@pytest.mark.parametrize(("kind", "left"), [(FaultKind.CUT, 0), (FaultKind.LOST_ANSWER, 1)])
async def test_a_cut_connection_tells_nothing(
    playground: Playground, rest: RestClient, kind: FaultKind, left: int
) -> None:
    playground.faults.add(Fault(kind=kind))
    with pytest.raises(aiohttp.ClientError):
        await rest.ask("POST", POST, WORDS)
    assert await said(rest) == left
    assert (await rest.ask("POST", POST, WORDS)).status == 200
    assert await said(rest) == 1  # the nonce tells that it is there


async def test_faults_befall_only_what_they_are_meant_for(playground: Playground, rest: RestClient) -> None:
    playground.faults.add(Fault(kind=FaultKind.SERVER_ERROR, path=re.compile(rf"/channels/{GENERAL}/messages")))
    assert (await rest.ask("POST", POST, WORDS)).status == 200
    playground.faults.clear()
    assert (await rest.ask("POST", f"/channels/{GENERAL}/messages", WORDS)).status == 200


async def test_permissions_are_taken_and_given_back_and_the_bot_is_told(live: Playground, bot: SmallBot) -> None:
    channel = bot.get_channel(int(NEWS))
    live.changes.deny(NEWS, BOT, Permission.SEND_MESSAGES, silently=True)
    assert channel.permissions_for(channel.guild.me).send_messages
    live.changes.deny(NEWS, BOT, Permission.SEND_MESSAGES)
    await bot.wait_for("guild_channel_update", timeout=5)
    assert not channel.permissions_for(channel.guild.me).send_messages
    live.changes.allow(NEWS, BOT, Permission.SEND_MESSAGES)
    await bot.wait_for("guild_channel_update", timeout=5)
    assert channel.permissions_for(channel.guild.me).send_messages


async def test_channels_come_and_go_and_the_bot_is_sent_away(live: Playground, bot: SmallBot) -> None:
    live.changes.add_channel(NORTHWIND, Channel(id="1300000000000001099", name="fresh"))
    assert (await bot.wait_for("guild_channel_create", timeout=5)).name == "fresh"
    live.changes.delete_channel("1300000000000001099")
    assert (await bot.wait_for("guild_channel_delete", timeout=5)).name == "fresh"
    live.changes.send_bot_away(NORTHWIND)
    assert (await bot.wait_for("guild_remove", timeout=5)).id == int(NORTHWIND)
    assert live.world.guild(NORTHWIND) is None


async def test_a_thread_under_a_message_is_made_once_and_takes_messages(live: Playground, bot: SmallBot) -> None:
    message = await bot.get_channel(int(NEWS)).send("A headline")
    thread = await message.create_thread(name="What follows")
    assert thread.id == message.id
    assert thread.parent_id == int(NEWS)
    await thread.send("More of it")
    assert [each.content async for each in thread.history()] == ["More of it"]
    assert (await bot.fetch_channel(thread.id)).name == "What follows"


async def test_what_threads_and_crossposts_are_refused_with(playground: Playground, rest: RestClient) -> None:
    said = (await rest.ask("POST", POST, WORDS)).body["id"]
    threads, crosspost = f"{POST}/{said}/threads", f"{POST}/{said}/crosspost"
    assert (await rest.ask("POST", threads, {})).status == 400
    made = await rest.ask("POST", threads, {"name": "What follows"})
    assert (made.status, made.body["type"]) == (201, 11)
    assert (await rest.ask("POST", threads, {"name": "Again"})).code == 160004
    assert (await rest.ask("POST", crosspost)).code == 50024
    playground.changes.add_channel(NORTHWIND, Channel(id="1300000000000001099", name="announcements", type=5))
    there = "/channels/1300000000000001099/messages"
    told = (await rest.ask("POST", there, {"content": "Hear"})).body["id"]
    assert (await rest.ask("POST", f"{there}/{told}/crosspost")).body["flags"] == 1
    assert (await rest.ask("POST", f"{there}/{told}/crosspost")).code == 40033
    playground.changes.deny(NEWS, BOT, Permission.CREATE_PUBLIC_THREADS)
    assert (await rest.ask("POST", threads, {"name": "Again"})).code == 50013
