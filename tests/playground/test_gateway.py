"""The gateway by hand: identify, heartbeats, resume, what a session may see, and every way to be shown out."""

import asyncio
import json

import aiohttp
import pytest

from bot.playground.person import Person
from bot.playground.server import Playground
from tests.playground.gateway_client import NO_PRIVILEGED, connected
from tests.playground.rest_client import BOT, NEWS, NORTHWIND, UNSEEN, RestClient


async def test_hello_ready_and_every_guild(playground: Playground) -> None:
    async with connected(playground) as client:
        hello = await client.receive()
        assert (hello["op"], hello["d"]["heartbeat_interval"]) == (10, 41250)
        await client.identify()
        ready = await client.event("READY")
        assert ready["user"]["id"] == ready["application"]["id"] == BOT
        assert ready["resume_gateway_url"] == playground.gateway.url
        guild = await client.event("GUILD_CREATE")
        assert (guild["id"], guild["member_count"]) == (NORTHWIND, 3)
        assert [member["user"]["id"] for member in guild["members"]] == [BOT]


async def test_a_heartbeat_is_acknowledged_even_before_identify(playground: Playground) -> None:
    async with connected(playground) as client:
        await client.receive()
        await client.send(1, None)
        assert (await client.receive())["op"] == 11


async def test_a_zlib_stream_is_one_stream_for_the_whole_connection(playground: Playground) -> None:
    async with connected(playground, "?v=10&encoding=json&compress=zlib-stream") as client:
        assert await client.log_in() == ["Northwind Research", "Harbor Reading Group"]


async def test_an_unknown_compression_is_refused_with_a_sentence(playground: Playground) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError, match="400"):
        async with connected(playground, "?compress=lzw"):
            pass


async def test_a_client_that_stops_its_heartbeats_is_closed() -> None:
    async with Playground(heartbeat_seconds=0.1) as playground, connected(playground) as client:
        await client.log_in()
        for _ in range(4):
            await asyncio.sleep(0.1)
            await client.send(1, client.sequence)
        assert await client.close_code() == 4009


async def test_a_frozen_gateway_answers_no_heartbeat_and_its_events_come_after_a_resume(
    playground: Playground, ada: Person
) -> None:
    async with connected(playground) as zombie:
        await zombie.log_in()
        playground.gateway.freeze()
        await zombie.send(1, zombie.sequence)
        await ada.say(NEWS, f"<@{BOT}> hello")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(zombie.socket.receive(), 0.3)
        async with connected(playground) as fresh:
            await fresh.receive()
            await fresh.resume(zombie.session_id, zombie.sequence)
            assert (await fresh.event("MESSAGE_CREATE"))["content"] == f"<@{BOT}> hello"
            await fresh.event("RESUMED")


async def test_a_resume_replays_what_was_missed_in_order_and_nothing_else(playground: Playground, ada: Person) -> None:
    async with connected(playground) as first:
        await first.log_in()
        await ada.say(NEWS, f"<@{BOT}> seen")
        await first.event("MESSAGE_CREATE")
        playground.drop_gateway()
        assert await first.close_code() == 1006
    await ada.say(NEWS, f"<@{BOT}> one")
    await ada.say(NEWS, f"<@{BOT}> two")
    async with connected(playground) as second:
        await second.receive()
        await second.resume(first.session_id, first.sequence)
        frames = [await second.receive() for _ in range(3)]
    assert [frame["t"] for frame in frames] == ["MESSAGE_CREATE", "MESSAGE_CREATE", "RESUMED"]
    assert [frame["s"] for frame in frames] == [first.sequence + step for step in (1, 2, 3)]


async def test_unknown_closed_or_impossible_sessions_are_invalid(playground: Playground) -> None:
    async with connected(playground) as first:
        await first.log_in()
        await first.socket.close(code=1000)
    for session_id, sequence in (("unknown", 1), (first.session_id, 1)):
        async with connected(playground) as client:
            await client.receive()
            await client.resume(session_id, sequence)
            assert (await client.receive()) == {"op": 9, "d": False, "s": None, "t": None}
    async with connected(playground) as third:
        await third.log_in()
        async with connected(playground) as client:
            await client.receive()
            await client.resume(third.session_id, 999)
            assert (await client.receive())["op"] == 9


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"token": "wrong"}, 4004),
        ({"intents": None}, 4013),
        ({"intents": 1 << 30}, 4013),
        ({"intents": NO_PRIVILEGED | 1 << 15}, 4014),
        ({"shard": [1, 1]}, 4010),
        ({"shard": "all"}, 4010),
    ],
)
async def test_a_faulty_identify_is_closed_with_its_code(playground: Playground, data: dict, code: int) -> None:
    async with connected(playground) as client:
        await client.receive()
        await client.identify(**data)
        assert await client.close_code() == code


async def test_frames_that_are_no_frames_or_out_of_turn_are_closed_with_their_codes(playground: Playground) -> None:
    for text, code in (
        ("not json", 4002),
        ("[]", 4002),
        (json.dumps({"op": 1, "d": "x" * 5000}), 4002),
        (json.dumps({"op": 99, "d": None}), 4001),
        (json.dumps({"op": 3, "d": {}}), 4003),
        (json.dumps({"op": 2, "d": None}), 4002),
    ):
        async with connected(playground) as client:
            await client.receive()
            await client.socket.send_str(text)
            assert await client.close_code() == code, text
    async with connected(playground) as client:
        await client.log_in()
        await client.identify()
        assert await client.close_code() == 4005


async def test_more_than_120_frames_a_minute_are_too_many(playground: Playground) -> None:
    async with connected(playground) as client:
        for _ in range(121):
            await client.send(1, None)
        assert await client.close_code() == 4008


async def test_without_its_intent_an_event_does_not_come(playground: Playground, ada: Person) -> None:
    async with connected(playground) as client:
        await client.log_in(intents=1)
        await ada.say(NEWS, f"<@{BOT}> hello")
        await client.send(1, None)
        assert (await client.receive())["op"] == 11


async def test_content_is_hidden_without_the_content_intent_unless_it_concerns_the_bot() -> None:
    async with (
        Playground(allowed_privileged_intents=1 << 15) as playground,
        playground.person("ada") as writer,
        connected(playground) as blind,
        connected(playground) as reader,
    ):
        await blind.log_in()
        await reader.log_in(intents=NO_PRIVILEGED | 1 << 15)
        await writer.say(NEWS, "between us")
        assert (await blind.event("MESSAGE_CREATE"))["content"] == ""
        assert (await reader.event("MESSAGE_CREATE"))["content"] == "between us"


async def test_channels_that_the_bot_cannot_see_stay_silent(playground: Playground, ada: Person) -> None:
    async with connected(playground) as client:
        await client.log_in()
        await ada.say(UNSEEN, f"<@{BOT}> psst")
        await ada.say(NEWS, f"<@{BOT}> hello")
        assert (await client.event("MESSAGE_CREATE"))["channel_id"] == NEWS


async def test_members_can_be_asked_for_by_id(playground: Playground, rest: RestClient) -> None:
    async with connected(playground) as client:
        await client.log_in()
        wanted = {"guild_id": NORTHWIND, "user_ids": [BOT, "5"], "limit": 0, "nonce": "n"}
        await client.send(8, wanted)
        chunk = await client.event("GUILD_MEMBERS_CHUNK")
        assert [member["user"]["id"] for member in chunk["members"]] == [BOT]
        assert (chunk["not_found"], chunk["nonce"]) == (["5"], "n")


async def test_the_page_is_told_when_the_bot_comes_and_goes(playground: Playground, ada: Person) -> None:
    async with connected(playground) as client:
        await client.log_in()
        await ada.wait_for(lambda event: event == {"type": "bot_status", "online": True})
        assert playground.state()["bot"]["online"]
    await ada.wait_for(lambda event: event == {"type": "bot_status", "online": False})
