"""The record of what went between the bot and the playground, as developers see it."""

import asyncio

import aiohttp
import pytest

from bot.playground.entrance import page_session
from bot.playground.faults import Fault, FaultKind
from bot.playground.person import Person, Refusal
from bot.playground.refusals import Json
from bot.playground.server import Playground
from bot.playground.traffic import MOST_ENTRIES
from tests.playground.rest_client import ADA, NEWS, RestClient
from tests.playground.small_bot import SmallBot

POST = f"/channels/{NEWS}/messages"


async def entries(ada: Person, after: int = 0) -> list[Json]:
    return (await ada.ask("GET", f"traffic?after={after}", {}))["entries"]


async def test_a_call_is_shown_with_what_the_validator_said(ada: Person, rest: RestClient) -> None:
    await rest.post_message(content="x")
    await rest.post_message(content="x" * 2001)
    await rest.ask("GET", "/nowhere")
    fine, refused, unknown = await entries(ada)
    assert (fine["name"], fine["status"], fine["verdict"], fine["says"]) == (f"POST {POST}", 200, "ok", None)
    assert (refused["status"], refused["verdict"]) == (400, "refused")
    assert refused["says"] == "Invalid Form Body; content: Must be 2000 or fewer in length."
    assert (unknown["status"], unknown["verdict"]) == (404, "refused")
    whole = await ada.ask("GET", f"traffic/{refused['id']}", {})
    assert whole["body"] == {"content": "x" * 2001}
    assert whole["answer"]["code"] == 50035
    with pytest.raises(Refusal, match="not kept"):
        await ada.ask("GET", "traffic/999", {})


async def test_rate_limits_and_faults_are_told_apart_from_refusals(
    playground: Playground, ada: Person, rest: RestClient
) -> None:
    playground.faults.add(Fault(kind=FaultKind.SERVER_ERROR, status=502))
    for _ in range(7):
        await rest.post_message(content="x")
    verdicts = [entry["verdict"] for entry in await entries(ada)]
    assert (verdicts[0], verdicts[1], verdicts[-1]) == ("fault", "ok", "limited")
    assert "502" in (await entries(ada))[0]["says"]


async def test_gateway_frames_and_calls_of_a_real_bot_are_shown_without_tokens(live: Playground, bot: SmallBot) -> None:
    async with live.person("ada") as ada:
        await ada.command(NEWS, "compare labs", a="x", b="y")
        shown = await entries(ada)
        whole = [await ada.ask("GET", f"traffic/{entry['id']}", {}) for entry in shown]
    names = [(entry["kind"], entry["name"]) for entry in shown]
    assert ("received", "IDENTIFY") in names
    assert names.index(("sent", "READY")) < names.index(("sent", "INTERACTION_CREATE"))
    assert any(kind == "rest" and name.endswith("/…/callback") for kind, name in names)
    used = [request.path.split("/")[3] for request in live.requests if request.path.endswith("/callback")]
    assert used
    assert not any(secret in str(whole) for secret in (live.token, *used))


async def test_a_frame_that_ends_the_connection_says_so(playground: Playground, ada: Person) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(playground.gateway.url) as socket:
        await socket.receive_json()
        await socket.send_json({"op": 2, "d": {"token": "wrong", "intents": 0}})
        await socket.receive()
    last = (await entries(ada))[-1]
    assert (last["name"], last["verdict"]) == ("IDENTIFY", "refused")
    assert "4004" in last["says"]


async def test_only_windows_that_ask_for_it_are_told_and_of_no_details(
    playground: Playground, ada: Person, rest: RestClient
) -> None:
    async with (
        page_session(playground.page_address) as session,
        session.ws_connect(f"/playground/events?as={ADA}&traffic=1") as developer,
    ):
        await asyncio.sleep(0)
        await rest.post_message(content="x")
        told = [await developer.receive_json(timeout=5) for _ in range(2)]
    traffic = next(event for event in told if event["type"] == "traffic")
    assert traffic["entry"]["name"] == f"POST {POST}"
    assert "body" not in traffic["entry"]
    await ada.wait_for_message(NEWS, "x")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await ada.wait_for(lambda event: event["type"] == "traffic")


async def test_the_oldest_are_forgotten(playground: Playground, ada: Person, rest: RestClient) -> None:
    for _ in range(MOST_ENTRIES + 5):
        playground.gateway.ask_to_reconnect()
        await rest.ask("GET", "/gateway")
    shown = await entries(ada)
    assert len(shown) == MOST_ENTRIES
    assert shown[0]["id"] > 1
    assert [entry["id"] for entry in await entries(ada, after=shown[-2]["id"])] == [shown[-1]["id"]]
