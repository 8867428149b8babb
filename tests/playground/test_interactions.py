"""The life of an interaction by hand: what is told to the bot, what it may answer, and until when."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.playground.demo_world import demo_world
from bot.playground.entrance import page_session
from bot.playground.person import Person
from bot.playground.server import Playground
from tests.playground.gateway_client import GatewayClient, connected
from tests.playground.rest_client import ADA, BOT, COMMANDS, NEWS, NORTHWIND, Answered, RestClient

BUTTONS = [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}]
OPTIONS = [
    {"type": 3, "name": "lab", "description": "d", "autocomplete": True},
    {"type": 4, "name": "count", "description": "d", "autocomplete": True},
]


class Bench:
    """A person, the bot's gateway and its REST side by side."""

    def __init__(self, ada: Person, gateway: GatewayClient, rest: RestClient) -> None:
        self.ada = ada
        self.gateway = gateway
        self.rest = rest
        self.waiting: list[asyncio.Task[Any]] = []

    async def invoke(self, coroutine: Any) -> tuple[dict[str, Any], "asyncio.Task[Any]"]:
        """The interaction that reaches the bot, and the person who waits for its answer."""
        task = asyncio.create_task(coroutine)
        self.waiting.append(task)
        return await self.gateway.event("INTERACTION_CREATE"), task

    async def run(self, name: str = "one", **options: Any) -> tuple[dict[str, Any], "asyncio.Task[Any]"]:
        return await self.invoke(self.ada.command(NEWS, name, **options))

    async def answer(
        self, interaction: dict[str, Any], kind: int, data: object = None, *, wait: bool = False
    ) -> Answered:
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        body = {"type": kind} | ({"data": data} if data is not None else {})
        return await self.rest.ask("POST", path + ("?with_response=true" if wait else ""), body)

    async def webhook(
        self, interaction: dict[str, Any], method: str, suffix: str = "", body: object = None
    ) -> Answered:
        return await self.rest.ask(method, f"/webhooks/{BOT}/{interaction['token']}{suffix}", body)


@pytest.fixture
async def bench(playground: Playground, rest: RestClient, ada: Person) -> AsyncIterator[Bench]:
    commands = [
        {"name": "one", "description": "d", "options": OPTIONS},
        {"name": "look", "type": 3},
        {"name": "admins", "description": "d", "default_member_permissions": "0"},
        {"name": "private", "description": "d", "contexts": [1]},
    ]
    await rest.ask("PUT", COMMANDS, commands)
    async with connected(playground) as gateway:
        await gateway.log_in()
        bench = Bench(ada, gateway, rest)
        yield bench
        for task in bench.waiting:
            task.cancel()
        await asyncio.gather(*bench.waiting, return_exceptions=True)


async def test_the_bot_is_told_who_where_and_what(bench: Bench) -> None:
    interaction, _ = await bench.run(lab="x", count=2)
    assert (interaction["type"], interaction["version"], interaction["context"]) == (2, 1, 0)
    assert (interaction["guild_id"], interaction["channel"]["id"]) == (NORTHWIND, NEWS)
    assert interaction["member"]["user"]["id"] == ADA
    assert int(interaction["member"]["permissions"]) & 1 << 5
    assert not int(interaction["app_permissions"]) & 1 << 5
    options = interaction["data"]["options"]
    assert [(one["name"], one["value"]) for one in options] == [("lab", "x"), ("count", 2)]


async def test_a_first_answer_with_response_tells_of_its_message(bench: Bench) -> None:
    interaction, asked = await bench.run()
    answered = await bench.answer(interaction, 4, {"content": "hello", "flags": 64}, wait=True)
    assert answered.body["interaction"]["response_message_ephemeral"]
    assert answered.body["resource"]["type"] == 4
    message = answered.body["resource"]["message"]
    assert (message["content"], message["type"], message["webhook_id"]) == ("hello", 20, BOT)
    assert (await asked).message == message


async def test_without_with_response_the_answer_is_empty(bench: Bench) -> None:
    interaction, _ = await bench.run()
    assert (await bench.answer(interaction, 4, {"content": "hello"})).status == 204


async def test_only_one_first_answer_is_taken(bench: Bench) -> None:
    interaction, _ = await bench.run()
    await bench.answer(interaction, 5)
    again = await bench.answer(interaction, 4, {"content": "again"})
    assert (again.status, again.code) == (400, 40060)


async def test_a_refused_answer_can_be_corrected_in_time(bench: Bench) -> None:
    interaction, asked = await bench.run()
    refused = await bench.answer(interaction, 4, {"content": "x" * 2001})
    assert refused.error_at("data", "content") == "BASE_TYPE_MAX_LENGTH"
    assert (await bench.answer(interaction, 4, {"content": ""})).code == 50006
    await bench.answer(interaction, 4, {"content": "short"})
    assert (await asked).text == "short"


async def test_after_the_deadline_the_token_is_dead(bench: Bench) -> None:
    interaction, asked = await bench.run()
    assert (await asked).failed == "The application did not respond"
    late = await bench.answer(interaction, 5)
    assert (late.status, late.code) == (404, 10062)
    assert (await bench.webhook(interaction, "POST", body={"content": "x"})).code == 10015


async def test_with_no_bot_there_it_fails_at_once(playground: Playground, rest: RestClient, ada: Person) -> None:
    await rest.ask("PUT", COMMANDS, [{"name": "one", "description": "d"}])
    started = asyncio.get_running_loop().time()
    assert (await ada.command(NEWS, "one")).failed == "The application did not respond"
    assert asyncio.get_running_loop().time() - started < 0.4


async def test_followups_before_the_first_answer_are_refused(bench: Bench) -> None:
    interaction, _ = await bench.run()
    assert (await bench.webhook(interaction, "POST", body={"content": "x"})).code == 10015


async def test_after_fifteen_minutes_the_token_is_invalid(bench: Bench, clock) -> None:
    interaction, asked = await bench.run()
    await bench.answer(interaction, 5)
    clock.advance(minutes=14, seconds=59)
    assert (await bench.webhook(interaction, "PATCH", "/messages/@original", {"content": "done"})).status == 200
    assert (await asked).text == "done"
    clock.advance(seconds=1)
    late = await bench.webhook(interaction, "POST", body={"content": "late"})
    assert (late.status, late.code, late.body["message"]) == (401, 50027, "Invalid Webhook Token")


async def test_a_promise_not_kept_in_time_is_shown_as_failed(bench: Bench, playground: Playground) -> None:
    overdue, _ = await bench.run()
    await bench.answer(overdue, 5)
    playground.set_clock({"forward_seconds": 14 * 60})
    fresh, asked = await bench.run()
    await bench.answer(fresh, 5)
    assert [one.get("failed") for one in await bench.ada.messages(NEWS)] == [None, None]
    playground.set_clock({"forward_seconds": 60})
    told = await bench.ada.wait_for(lambda event: bool(event.get("message", {}).get("failed")))
    assert told["message"]["failed"] == "The application did not respond"
    await bench.webhook(fresh, "PATCH", "/messages/@original", {"content": "in time"})
    assert (await asked).text == "in time"
    assert [one.get("failed") for one in await bench.ada.messages(NEWS)] == [told["message"]["failed"], None]


async def test_after_a_restart_what_nobody_can_answer_any_more_has_failed_at_once(tmp_path: Path, clock) -> None:
    kept = tmp_path / "kept.db"
    async with (
        Playground(keep_in=kept, clock=clock) as first,
        connected(first) as gateway,
        first.person("ada") as ada,
        aiohttp.ClientSession() as session,
    ):
        bench = Bench(ada, gateway, RestClient(session, first.api, first.token))
        await bench.rest.ask("PUT", COMMANDS, [{"name": "one", "description": "d"}])
        await gateway.log_in()
        for minutes in (0, 25, 10):
            clock.advance(minutes=minutes)
            promised, _ = await bench.run()
            await bench.answer(promised, 5)
        for task in bench.waiting:
            task.cancel()
        await asyncio.gather(*bench.waiting, return_exceptions=True)
    # The first is forgotten, the second nearly over, and the third could still be answered by a bot that runs on.
    clock.advance(minutes=4)
    async with Playground(keep_in=kept, clock=clock) as second, second.person("ada") as ada:
        failed = "The application did not respond"
        assert [one.get("failed") for one in await ada.messages(NEWS)] == [failed, None, None]
        second.set_clock({"forward_seconds": 60})
        assert [one.get("failed") for one in await ada.messages(NEWS)] == [failed, failed, None]
        second.give_up_promises()
        assert [one.get("failed") for one in await ada.messages(NEWS)] == [failed] * 3


async def test_a_private_promise_makes_its_fulfilment_private_whatever_it_says(bench: Bench) -> None:
    interaction, asked = await bench.run()
    await bench.answer(interaction, 5, {"flags": 64})
    filled = await bench.webhook(interaction, "POST", body={"content": "secret"})
    assert (filled.body["flags"], filled.body["edited_timestamp"]) == (64, None)
    assert (await asked).ephemeral
    second = await bench.webhook(interaction, "POST", body={"content": "public"})
    assert (second.body["flags"], second.body["type"]) == (0, 19)
    # A private message is no message of the channel.
    path = f"/channels/{NEWS}/messages/{filled.body['id']}"
    assert (await bench.rest.ask("GET", path)).code == 10008


async def test_a_promise_deleted_and_followed_by_a_private_word(bench: Bench) -> None:
    interaction, asked = await bench.run()
    await bench.answer(interaction, 5)
    assert (await bench.webhook(interaction, "DELETE", "/messages/@original")).status == 204
    await bench.webhook(interaction, "POST", body={"content": "failed", "flags": 64})
    reply = await asked
    assert (reply.text, reply.ephemeral) == ("failed", True)
    assert [message["content"] for message in await bench.ada.messages(NEWS)] == ["failed"]


async def test_messages_of_another_interaction_are_unknown(bench: Bench) -> None:
    first, _ = await bench.run()
    message = (await bench.answer(first, 4, {"content": "a"}, wait=True)).body["resource"]["message"]
    second, _ = await bench.run()
    await bench.answer(second, 4, {"content": "b"})
    assert (await bench.webhook(first, "GET", f"/messages/{message['id']}")).body["content"] == "a"
    assert (await bench.webhook(second, "GET", f"/messages/{message['id']}")).code == 10008


@pytest.mark.parametrize("kind", [6, 7, 8, 12, None])
async def test_a_command_takes_no_update_and_no_choices(bench: Bench, kind: int | None) -> None:
    interaction, _ = await bench.run()
    refused = await bench.answer(interaction, kind, {})
    assert refused.code == 50035
    assert "type" in refused.body["errors"]


async def test_a_button_may_be_deferred_updated_and_followed(bench: Bench) -> None:
    command, asked = await bench.run()
    await bench.answer(command, 4, {"content": "press", "components": BUTTONS})
    shown = await asked
    press, pressed = await bench.invoke(bench.ada.click(shown, "Go"))
    assert (press["type"], press["data"]["custom_id"], press["message"]["id"]) == (3, "go", shown.message["id"])
    deferred = await bench.answer(press, 6, wait=True)
    assert deferred.body["interaction"]["response_message_id"] == shown.message["id"]
    await bench.webhook(press, "PATCH", "/messages/@original", {"content": "pressed", "components": []})
    reply = await pressed
    assert (reply.text, reply.components) == ("pressed", [])
    gone = await bench.ada.click(shown, "Go")
    assert gone.failed == "The message has no such button or menu any more."


async def test_autocomplete_checks_the_choices_of_the_focused_option(bench: Bench) -> None:
    asking, typed = await bench.invoke(bench.ada.autocomplete(NEWS, "one", "count", "1", lab="x"))
    assert asking["type"] == 4
    assert asking["data"]["options"][1] == {"name": "count", "type": 4, "value": "1", "focused": True}
    refused = await bench.answer(asking, 8, {"choices": [{"name": "one", "value": "1"}]})
    assert refused.error_at("data", "choices", "0", "value") == "NUMBER_TYPE_COERCE"
    assert (await bench.answer(asking, 4, {"content": "x"})).error_at("type") == "BASE_TYPE_CHOICES"
    await bench.answer(asking, 8, {"choices": [{"name": "one", "value": 1}]})
    assert await typed == [{"name": "one", "value": 1}]


async def test_autocomplete_without_an_answer_is_a_504(playground: Playground, bench: Bench) -> None:
    data = {"id": playground.state()["commands"][NORTHWIND][0]["id"], "name": "one", "type": 1}
    data["options"] = [{"name": "lab", "type": 3, "value": "", "focused": True}]
    body = {"user_id": ADA, "channel_id": NEWS, "type": 2, "data": data}
    async with (
        page_session(playground.page_address) as session,
        session.post("/playground/autocomplete", json=body) as response,
    ):
        assert response.status == 504
        assert (await response.json())["message"] == "The application did not respond."


async def test_a_modal_carries_its_opener_and_cannot_be_answered_with_another(bench: Bench) -> None:
    command, asked = await bench.run()
    label = {"type": 18, "label": "Name", "component": {"type": 4, "custom_id": "name", "style": 1}}
    await bench.answer(command, 9, {"custom_id": "m", "title": "T", "components": [label]})
    form = await asked
    assert form.modal == {"custom_id": "m", "title": "T", "components": [label]}
    submitted, answered = await bench.invoke(bench.ada.submit(form, {"name": "Ada"}))
    assert submitted["data"]["components"][0]["component"]["value"] == "Ada"
    assert (await bench.answer(submitted, 9, {})).error_at("type") == "BASE_TYPE_CHOICES"
    message = (await bench.answer(submitted, 4, {"content": "hi"}, wait=True)).body["resource"]["message"]
    opener = message["interaction_metadata"]["triggering_interaction_metadata"]
    assert (opener["id"], opener["name"]) == (command["id"], "one")
    assert (await answered).text == "hi"


async def test_a_message_command_carries_the_message(bench: Bench) -> None:
    message = await bench.ada.say(NEWS, "look at this")
    looking, asked = await bench.invoke(bench.ada.context_menu(message, "look"))
    assert looking["data"]["resolved"]["messages"][message["id"]]["content"] == "look at this"
    await bench.answer(looking, 4, {"content": "seen"})
    assert (await asked).message["type"] == 23


async def test_in_direct_messages_there_is_a_user_and_no_guild(playground: Playground, bench: Bench) -> None:
    (command,) = [one for one in (await bench.rest.ask("GET", COMMANDS)).body if one["name"] == "private"]
    direct = demo_world().people[0].dm_channel_id
    data = {"id": command["id"], "name": "private", "type": 1, "options": []}
    body = {"user_id": ADA, "channel_id": direct, "type": 2, "data": data}
    async with page_session(playground.page_address) as session:
        await session.post("/playground/interactions", json=body)
        interaction = await bench.gateway.event("INTERACTION_CREATE")
        assert (interaction["context"], interaction["user"]["id"], "guild_id" in interaction) == (1, ADA, False)
        await bench.answer(interaction, 4, {"content": "between us"})
        data["id"] = next(one["id"] for one in playground.state()["commands"][NORTHWIND] if one["name"] == "one")
        assert (await bench.rest.ask("PATCH", f"{COMMANDS}/{data['id']}", {"dm_permission": False})).status == 200
        async with session.post("/playground/interactions", json=body) as response:
            assert response.status == 404
    assert [message["content"] for message in await bench.ada.messages(direct)] == ["between us"]


async def test_commands_for_nobody_and_for_direct_messages_are_refused_in_a_guild(bench: Bench) -> None:
    assert "permission to use /admins" in (await bench.ada.command(NEWS, "admins")).failed
    with pytest.raises(LookupError, match="No command 'private'"):
        await bench.ada.command(NEWS, "private")
