"""What the panel makes go wrong, each kind with real discord.py, and what it refuses."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from bot.playground.mishaps import MISHAPS
from bot.playground.person import Person, Refusal
from bot.playground.server import Playground
from tests.playground.rest_client import GENERAL, NEWS, NORTHWIND
from tests.playground.small_bot import SmallBot


@pytest.fixture
async def ada(live: Playground, bot: SmallBot) -> AsyncIterator[Person]:
    async with live.person("ada") as person:
        yield person


@pytest.fixture
def news(bot: SmallBot) -> discord.TextChannel:
    channel = bot.get_channel(int(NEWS))
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_server_errors_are_tried_again_by_the_client(ada: Person, news: discord.TextChannel) -> None:
    told = await ada.ask("POST", "faults", {"kind": "server_error", "status": 502, "times": 1})
    assert told["waiting"][0]["words"] == "Next 1 of the requests about messages: 502, and nothing is carried out"
    await news.send("Once")
    assert [one["content"] for one in await ada.messages(NEWS)] == ["Once"]
    assert (await ada.ask("GET", "faults", {}))["waiting"] == []


async def test_what_was_carried_out_before_an_error_is_not_doubled_thanks_to_the_nonce(
    live: Playground, ada: Person, news: discord.TextChannel
) -> None:
    await ada.ask("POST", "faults", {"kind": "server_error_after", "status": 500})
    await news.send("Sent twice")
    assert [request.status for request in live.requests if request.path.endswith("/messages")] == [500, 200]
    assert len(await ada.messages(NEWS)) == 1


async def test_a_rate_limit_is_waited_for(live: Playground, ada: Person, news: discord.TextChannel) -> None:
    await ada.ask("POST", "faults", {"kind": "rate_limited", "seconds": 0.3})
    began = asyncio.get_running_loop().time()
    await news.send("After the wait")
    assert asyncio.get_running_loop().time() - began >= 0.3
    assert [request.status for request in live.requests if request.path.endswith("/messages")] == [429, 200]


async def test_a_delay_is_sat_out(ada: Person, news: discord.TextChannel) -> None:
    await ada.ask("POST", "faults", {"kind": "delay", "seconds": 0.3})
    began = asyncio.get_running_loop().time()
    await news.send("Late")
    assert asyncio.get_running_loop().time() - began >= 0.3


async def test_an_answer_that_comes_too_late_fails_the_interaction(ada: Person) -> None:
    await ada.ask("POST", "faults", {"kind": "delay", "seconds": 1.5, "route": "interactions"})
    reply = await ada.command(NEWS, "whisper")
    assert reply.failed == "The application did not respond"


@pytest.mark.parametrize(("kind", "said"), [("cut", 0), ("lost_answer", 1)])
async def test_a_cut_line_tells_the_bot_nothing(ada: Person, news: discord.TextChannel, kind: str, said: int) -> None:
    await ada.ask("POST", "faults", {"kind": kind, "times": 1})
    with pytest.raises(aiohttp.ClientError):
        await news.send("x")
    assert len(await ada.messages(NEWS)) == said


async def test_a_dropped_gateway_is_resumed_and_an_invalid_session_identified_anew(
    live: Playground, bot: SmallBot, ada: Person
) -> None:
    await ada.ask("POST", "faults", {"kind": "drop_gateway"})
    await asyncio.wait_for(bot.resumed.wait(), 20)
    ready = asyncio.create_task(bot.wait_for("shard_ready", timeout=20))
    await asyncio.sleep(0)
    await ada.ask("POST", "faults", {"kind": "invalidate_session"})
    await ready
    assert live.gateway.online


async def test_a_frozen_gateway_answers_no_more_heartbeats(live: Playground, bot: SmallBot, ada: Person) -> None:
    await ada.ask("POST", "faults", {"kind": "freeze_gateway"})
    reply = await ada.command(NEWS, "whisper")
    assert reply.failed == "The application did not respond"


async def test_permissions_are_revoked_and_given(ada: Person, news: discord.TextChannel) -> None:
    revoked = {"kind": "revoke_permission", "channel_id": NEWS, "permission": "SEND_MESSAGES"}
    await ada.ask("POST", "faults", revoked)
    with pytest.raises(discord.Forbidden):
        await news.send("x")
    await ada.ask("POST", "faults", revoked | {"kind": "restore_permission"})
    await news.send("x")


async def test_a_channel_is_deleted_and_the_bot_kicked_and_invited(bot: SmallBot, ada: Person) -> None:
    gone = asyncio.create_task(bot.wait_for("guild_channel_delete", timeout=5))
    kicked = asyncio.create_task(bot.wait_for("guild_remove", timeout=5))
    back = asyncio.create_task(bot.wait_for("guild_join", timeout=5))
    await asyncio.sleep(0)
    await ada.ask("POST", "faults", {"kind": "delete_channel", "channel_id": GENERAL})
    await ada.ask("POST", "faults", {"kind": "kick_bot", "guild_id": NORTHWIND})
    await ada.ask("POST", "faults", {"kind": "invite_bot", "guild_id": NORTHWIND})
    assert (await gone).id == int(GENERAL)
    assert (await kicked).id == (await back).id == int(NORTHWIND)
    assert bot.get_channel(int(NEWS)) is not None


async def test_everybody_sees_what_waits_and_it_can_be_taken_back(ada: Person) -> None:
    first = (await ada.ask("POST", "faults", {"kind": "cut"}))["waiting"][0]["id"]
    second = (await ada.ask("POST", "faults", {"kind": "delay", "route": "any"}))["waiting"][1]["id"]
    await ada.wait_for(lambda event: event["type"] == "faults" and len(event["waiting"]) == 2)
    left = await ada.ask("DELETE", "faults", {"id": first})
    assert [fault["id"] for fault in left["waiting"]] == [second]
    assert (await ada.ask("DELETE", "faults", {}))["waiting"] == []
    with pytest.raises(Refusal, match="not waiting"):
        await ada.ask("DELETE", "faults", {"id": first})


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"kind": "rain"}, "kind must be one of"),
        ({"kind": "cut", "status": 500}, "has no status"),
        ({"kind": "server_error", "status": 404}, "status must be one of"),
        ({"kind": "cut", "times": 0}, "times must be a number from 1 to 100"),
        ({"kind": "cut", "times": "2"}, "times must be a number"),
        ({"kind": "delete_channel"}, "channel_id must be given"),
        ({"kind": "delete_channel", "channel_id": "5"}, "No guild has the channel 5"),
        ({"kind": "kick_bot", "guild_id": "5"}, "no guild 5"),
        ({"kind": "invalidate_session", "resumable": "no"}, "must be true or false"),
        ({"kind": "revoke_permission", "channel_id": NEWS, "permission": "FLY"}, "permission must be one of"),
    ],
)
async def test_what_cannot_go_wrong_is_refused_with_a_sentence(playground: Playground, asked: dict, words: str) -> None:
    async with playground.person("milo") as milo:
        with pytest.raises(Refusal, match=words):
            await milo.ask("POST", "faults", asked)


async def test_a_panel_can_be_built_from_what_is_told(playground: Playground) -> None:
    kinds = playground.misfortune.shape()["kinds"]
    assert [kind["kind"] for kind in kinds] == list(MISHAPS)
    for kind in kinds:
        assert kind["title"]
        assert kind["about"].endswith(".")
        for field in kind["fields"]:
            assert field["type"] in ("choice", "number", "channel", "guild", "permission", "flag")
            assert "choices" in field or field["type"] not in ("choice", "permission")
