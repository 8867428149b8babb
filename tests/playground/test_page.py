"""The page's side, over plain HTTP: what is told, and the sentences of what cannot be done."""

import aiohttp
import pytest

from bot.playground.entrance import page_session
from bot.playground.person import NoAnswer, Person
from bot.playground.server import Playground, PlaygroundError
from tests.playground.rest_client import ADA, COMMANDS, GENERAL, HARBOR, LOCKED, MILO, NEWS, NORTHWIND, OLGA, RestClient


@pytest.fixture
async def browser(playground: Playground):
    async with page_session(playground.page_address) as session:
        yield session


async def test_the_state_has_guilds_people_commands_and_permissions(playground: Playground, rest: RestClient) -> None:
    await rest.ask("PUT", COMMANDS, [{"name": "one", "description": "d"}])
    state = playground.state()
    assert state["bot"]["username"] == "Gapwatch"
    assert [person["username"] for person in state["people"]] == ["ada", "milo", "olga"]
    northwind = state["guilds"][0]
    permissions = {member["user_id"]: int(member["permissions"]) for member in northwind["members"]}
    assert permissions[ADA] & 1 << 5
    assert not permissions[MILO] & 1 << 5
    assert OLGA not in permissions
    assert {guild: [one["name"] for one in listed] for guild, listed in state["commands"].items()} == {
        NORTHWIND: ["one"],
        HARBOR: ["one"],
        "@me": ["one"],
    }
    assert state["deadline_seconds"] == 0.5


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"user_id": ADA, "channel_id": NEWS, "content": ""}, 400, "between 1 and 2000"),
        ({"user_id": ADA, "channel_id": NEWS, "content": "x" * 2001}, 400, "between 1 and 2000"),
        ({"user_id": MILO, "channel_id": LOCKED, "content": "x"}, 403, "do not have permission"),
        ({"user_id": OLGA, "channel_id": NEWS, "content": "x"}, 403, "cannot see"),
        ({"user_id": "5", "channel_id": NEWS, "content": "x"}, 404, "no such person"),
        (["x"], 400, "must be an object"),
    ],
)
async def test_messages_that_cannot_be_said(
    browser: aiohttp.ClientSession, body: object, status: int, words: str
) -> None:
    async with browser.post("/playground/messages", json=body) as response:
        assert response.status == status
        assert words in (await response.json())["message"]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"type": 9}, 400, "type must be"),
        ({"type": 2}, 400, "not formed"),
        ({"type": 2, "data": []}, 400, "not formed"),
        ({"type": 2, "data": {"id": "5"}}, 404, "no such command"),
        ({"type": 3, "message_id": "5", "data": {"custom_id": "x"}}, 404, "is gone"),
        ({"type": 5, "interaction_id": "5", "data": {}}, 404, "no such form"),
    ],
)
async def test_interactions_that_cannot_begin(
    browser: aiohttp.ClientSession, body: dict, status: int, words: str
) -> None:
    async with browser.post("/playground/interactions", json={"user_id": ADA, "channel_id": NEWS} | body) as response:
        assert response.status == status
        assert words in (await response.json())["message"]


async def test_a_server_that_the_bot_has_left_has_no_commands(
    playground: Playground, browser: aiohttp.ClientSession, rest: RestClient
) -> None:
    command = (await rest.ask("PUT", COMMANDS, [{"name": "one", "description": "d"}])).body[0]
    playground.changes.send_bot_away(NORTHWIND)
    commands = playground.state()["commands"]
    assert (commands[NORTHWIND], len(commands[HARBOR])) == ([], 1)
    body = {"user_id": ADA, "channel_id": NEWS, "type": 2, "data": {"id": command["id"], "name": "one", "type": 1}}
    async with browser.post("/playground/interactions", json=body) as response:
        assert (await response.json())["message"] == "The bot is not in this server."


async def test_events_reach_those_who_see_the_channel(playground: Playground, ada: Person, rest: RestClient) -> None:
    async with playground.person("olga") as olga, playground.person("milo") as milo:
        await rest.post_message(content="for Northwind")
        assert (await milo.wait_for_message(NEWS))["content"] == "for Northwind"
        await rest.post_message("1300000000000002011", content="for Harbor")
        await olga.wait_for(lambda event: event["type"] == "message_create")
        assert olga.mark == 1


async def test_typing_edits_and_deletions_are_told(ada: Person, rest: RestClient) -> None:
    await rest.ask("POST", f"/channels/{NEWS}/typing")
    assert (await ada.wait_for(lambda event: event["type"] == "typing"))["channel_id"] == NEWS
    message = (await rest.post_message(content="x")).body
    await rest.ask("PATCH", f"/channels/{NEWS}/messages/{message['id']}", {"content": "y"})
    assert (await ada.wait_for(lambda event: event["type"] == "message_update"))["message"]["content"] == "y"
    await rest.ask("DELETE", f"/channels/{NEWS}/messages/{message['id']}")
    assert (await ada.wait_for(lambda event: event["type"] == "message_delete"))["message_id"] == message["id"]


async def test_changed_commands_are_told_for_every_guild(ada: Person, rest: RestClient) -> None:
    await rest.ask("PUT", COMMANDS, [{"name": "one", "description": "d"}])
    changed = await ada.wait_for(lambda event: event["type"] == "commands_changed" and event["guild_id"] == HARBOR)
    assert [command["name"] for command in changed["commands"]] == ["one"]


async def test_older_messages_come_a_page_at_a_time(browser: aiohttp.ClientSession, ada: Person) -> None:
    ids = [(await ada.say(GENERAL, str(number)))["id"] for number in range(5)]
    path = f"/playground/channels/{GENERAL}/messages"
    async with browser.get(path, params={"as": MILO, "limit": "2", "before": ids[3]}) as response:
        shown = (await response.json())["messages"]
    assert [message["content"] for message in shown] == ["1", "2"]


async def test_a_person_who_waits_in_vain_is_told_what_was_seen(playground: Playground) -> None:
    async with Person(playground.page_address, "ada", patience_seconds=0.2) as ada:
        await ada.say(NEWS, "x")
        with pytest.raises(NoAnswer, match="message_create"):
            await ada.wait_for(lambda event: event["type"] == "modal")


async def test_a_busy_port_is_told_with_what_to_do(playground: Playground) -> None:
    port = int(playground.address.rsplit(":", 1)[1])
    with pytest.raises(PlaygroundError, match=f"port {port}") as busy:
        await Playground(port=port).start()
    assert "another port" in busy.value.next_step


async def test_a_playground_keeps_its_port_and_world_over_a_restart() -> None:
    async with Playground() as first:
        port = int(first.address.rsplit(":", 1)[1])
        state = first.state()
    async with Playground(port=port) as second:
        assert second.state() | {"clock": state["clock"]} == state
