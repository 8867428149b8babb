"""REST by hand: what Discord answers, and the codes it refuses with."""

import aiohttp
import pytest

from bot.playground.person import Person
from bot.playground.server import Playground
from tests.playground.rest_client import (
    ADA,
    BOT,
    COMMANDS,
    GENERAL,
    HARBOR,
    LOCKED,
    NEWS,
    NORTHWIND,
    OLGA,
    UNSEEN,
    RestClient,
)


async def test_a_wrong_token_and_an_unknown_route(playground: Playground, rest: RestClient) -> None:
    unknown = await rest.ask("GET", "/nowhere")
    assert (unknown.status, unknown.body) == (404, {"message": "404: Not Found", "code": 0})
    rest.token = "wrong"
    refused = await rest.ask("GET", "/users/@me")
    assert (refused.status, refused.body) == (401, {"message": "401: Unauthorized", "code": 0})


async def test_answers_are_json_without_a_charset(rest: RestClient) -> None:
    assert (await rest.ask("GET", "/users/@me")).headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/channels/5", 404, 10003),
        ("GET", f"/channels/{UNSEEN}", 403, 50001),
        ("GET", f"/channels/{UNSEEN}/messages", 403, 50001),
        ("POST", f"/channels/{LOCKED}/messages", 403, 50013),
        ("POST", f"/channels/{LOCKED}/typing", 403, 50013),
        ("GET", f"/channels/{NEWS}/messages/5", 404, 10008),
        ("DELETE", f"/channels/{NEWS}/messages/5", 404, 10008),
        ("GET", "/guilds/5", 404, 10004),
        ("GET", f"/guilds/{NORTHWIND}/members/5", 404, 10013),
        ("GET", f"/guilds/{NORTHWIND}/members/{OLGA}", 404, 10007),
        ("GET", f"/guilds/{NORTHWIND}/members", 403, 50001),
        ("GET", "/users/5", 404, 10013),
        ("GET", f"{COMMANDS}/5", 404, 10063),
        ("GET", "/applications/5/commands", 403, 20012),
        ("GET", f"/applications/{BOT}/guilds/5/commands", 403, 50001),
        ("POST", "/interactions/5/token/callback", 404, 10062),
        ("POST", f"/webhooks/{BOT}/token", 404, 10015),
        ("GET", f"/webhooks/{BOT}/token/messages/@original", 404, 10015),
    ],
)
async def test_what_is_not_there_or_not_allowed_has_its_code(
    rest: RestClient, method: str, path: str, status: int, code: int
) -> None:
    refused = await rest.ask(method, path, {"content": "x"} if method == "POST" else None)
    assert (refused.status, refused.code) == (status, code)


async def test_the_world_is_told_in_discords_shapes(rest: RestClient) -> None:
    guilds = await rest.ask("GET", "/users/@me/guilds")
    assert [guild["id"] for guild in guilds.body] == [NORTHWIND, HARBOR]
    guild = await rest.ask("GET", f"/guilds/{NORTHWIND}?with_counts=true")
    assert (guild.body["name"], guild.body["approximate_member_count"]) == ("Northwind Research", 3)
    roles = await rest.ask("GET", f"/guilds/{NORTHWIND}/roles")
    assert [role["name"] for role in roles.body] == ["@everyone", "admin", "Gapwatch"]
    channels = await rest.ask("GET", f"/guilds/{NORTHWIND}/channels")
    assert channels.body[0]["topic"] == "What the labs announced"
    member = await rest.ask("GET", f"/guilds/{NORTHWIND}/members/{ADA}")
    assert member.body["user"]["username"] == "ada"
    for path in ("/oauth2/applications/@me", "/applications/@me"):
        assert (await rest.ask("GET", path)).body["id"] == BOT


async def test_an_empty_message_and_a_form_with_faults(rest: RestClient) -> None:
    assert (await rest.post_message(content="  ")).code == 50006
    assert (await rest.ask("POST", f"/channels/{NEWS}/messages")).code == 50006
    faulty = await rest.post_message(embeds=[{"title": "x" * 257}])
    assert (faulty.status, faulty.code, faulty.body["message"]) == (400, 50035, "Invalid Form Body")
    assert faulty.error_at("embeds", "0", "title") == "BASE_TYPE_MAX_LENGTH"


async def test_a_body_that_is_no_json(playground: Playground, rest: RestClient) -> None:
    headers = {"Authorization": f"Bot {playground.token}", "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{playground.api}/channels/{NEWS}/messages", data="{", headers=headers) as response,
    ):
        assert (response.status, (await response.json())["code"]) == (400, 50109)


async def test_an_enforced_nonce_posts_once_for_some_minutes(rest: RestClient, clock) -> None:
    first = await rest.post_message(content="one", nonce="n", enforce_nonce=True)
    assert first.body["nonce"] == "n"
    clock.advance(minutes=4, seconds=59)
    assert (await rest.post_message(content="two", nonce="n", enforce_nonce=True)).body == first.body
    clock.advance(seconds=1)
    later = await rest.post_message(content="three", nonce="n", enforce_nonce=True)
    assert later.body["id"] != first.body["id"]
    not_enforced = await rest.post_message(content="four", nonce="n")
    assert not_enforced.body["content"] == "four"


async def test_a_nonce_returns_the_message_as_it_was_edited_since(rest: RestClient) -> None:
    first = await rest.post_message(content="one", nonce="n", enforce_nonce=True)
    await rest.ask("PATCH", f"/channels/{NEWS}/messages/{first.body['id']}", {"content": "edited"})
    again = await rest.post_message(GENERAL, content="one", nonce="n", enforce_nonce=True)
    assert (again.body["id"], again.body["content"]) == (first.body["id"], "edited")


async def test_five_messages_in_five_seconds_and_the_sixth_must_wait(rest: RestClient, clock) -> None:
    for left in (4, 3, 2, 1, 0):
        sent = await rest.post_message(content="x")
        assert (sent.status, sent.headers["X-RateLimit-Remaining"]) == (200, str(left))
    clock.advance(seconds=2)
    limited = await rest.post_message(content="x")
    assert limited.status == 429
    assert limited.body == {"message": "You are being rate limited.", "retry_after": 3.0, "global": False}
    assert limited.headers["Retry-After"] == "3.000"
    assert limited.headers["X-RateLimit-Scope"] == "user"
    assert (await rest.post_message(GENERAL, content="x")).status == 200
    clock.advance(seconds=3)
    assert (await rest.post_message(content="x")).status == 200


async def test_fifty_requests_a_second_in_all(rest: RestClient, clock) -> None:
    statuses = [(await rest.ask("GET", f"/channels/{number}")).status for number in range(51)]
    assert statuses == [404] * 50 + [429]
    limited = await rest.ask("GET", "/users/@me")
    assert (limited.body["global"], limited.headers["X-RateLimit-Global"]) == (True, "true")
    clock.advance(seconds=1)
    assert (await rest.ask("GET", "/users/@me")).status == 200


async def test_messages_are_listed_newest_first_before_after_and_around(rest: RestClient, clock) -> None:
    ids = []
    for number in range(5):
        ids.append((await rest.post_message(content=str(number))).body["id"])
    clock.advance(seconds=5)

    async def listed(query: str) -> str:
        answer = await rest.ask("GET", f"/channels/{NEWS}/messages?{query}")
        return "".join(message["content"] for message in answer.body)

    assert await listed("limit=3") == "432"
    assert await listed(f"before={ids[2]}") == "10"
    assert await listed(f"after={ids[2]}&limit=1") == "3"
    assert await listed(f"around={ids[2]}&limit=3") == "321"
    too_many = await rest.ask("GET", f"/channels/{NEWS}/messages?limit=101")
    assert too_many.error_at("limit") == "NUMBER_TYPE_MAX"


async def test_a_file_is_kept_served_and_limited_to_ten_megabytes(playground: Playground, rest: RestClient) -> None:
    path = f"/channels/{NEWS}/messages"
    body = {
        "attachments": [{"id": 0, "description": "A chart"}],
        "embeds": [{"image": {"url": "attachment://a b.png"}}],
    }
    png = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")
    sent = await rest.ask("POST", path, body, files={"a b.png": png})
    (attachment,) = sent.body["attachments"]
    assert (attachment["width"], attachment["height"], attachment["description"]) == (640, 480, "A chart")
    assert sent.body["embeds"][0]["image"]["url"] == attachment["url"]
    async with aiohttp.ClientSession() as session, session.get(attachment["url"]) as response:
        assert (await response.read(), response.content_type) == (png, "image/png")
    limit = 10 * 1024 * 1024
    assert (await rest.ask("POST", path, files={"a": b"x" * limit})).status == 200
    over = await rest.ask("POST", path, files={"a": b"x" * (limit + 1)})
    assert (over.status, over.code) == (413, 40005)
    altogether = await rest.ask("POST", path, files={"a": b"x" * limit, "b": b"x" * limit, "c": b"x" * limit})
    assert (altogether.status, altogether.code) == (413, 40005)


async def test_a_file_of_markup_is_not_served_as_markup(rest: RestClient) -> None:
    sent = await rest.ask("POST", f"/channels/{NEWS}/messages", files={"a.html": b"<script>alert(1)</script>"})
    async with aiohttp.ClientSession() as session, session.get(sent.body["attachments"][0]["url"]) as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment"
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")


async def test_an_edit_keeps_what_it_does_not_name(rest: RestClient) -> None:
    sent = await rest.ask(
        "POST", f"/channels/{NEWS}/messages", {"content": "x", "embeds": [{"title": "T"}]}, files={"a": b"1"}
    )
    path = f"/channels/{NEWS}/messages/{sent.body['id']}"
    edited = (await rest.ask("PATCH", path, {"content": "y"})).body
    assert (edited["content"], edited["embeds"][0]["title"], len(edited["attachments"])) == ("y", "T", 1)
    assert edited["edited_timestamp"]
    without = (await rest.ask("PATCH", path, {"attachments": [], "embeds": []})).body
    assert (without["content"], without["embeds"], without["attachments"]) == ("y", [], [])
    assert (await rest.ask("PATCH", path, {"content": ""})).code == 50006


async def test_components_get_ids_and_their_files_addresses(rest: RestClient) -> None:
    components = [
        {
            "type": 17,
            "components": [{"type": 10, "content": "x", "id": 2}, {"type": 13, "file": {"url": "attachment://a.csv"}}],
        }
    ]
    body = {"flags": 1 << 15, "components": components}
    sent = await rest.ask("POST", f"/channels/{NEWS}/messages", body, files={"a.csv": b"1,2"})
    (container,) = sent.body["components"]
    assert [container["id"], *(child["id"] for child in container["components"])] == [1, 2, 3]
    file = container["components"][1]
    assert (file["name"], file["size"], file["file"]["url"]) == ("a.csv", 3, sent.body["attachments"][0]["url"])


async def test_only_the_author_edits_and_only_managers_delete(rest: RestClient, ada: Person) -> None:
    message = await ada.say(NEWS, "mine")
    path = f"/channels/{NEWS}/messages/{message['id']}"
    assert (await rest.ask("PATCH", path, {"content": "yours"})).code == 50005
    assert (await rest.ask("PATCH", path, {"flags": 4})).status == 200
    assert (await rest.ask("DELETE", path)).status == 204


async def test_mentions_are_parsed_as_far_as_allowed(rest: RestClient) -> None:
    text = f"<@{ADA}> <@{OLGA}> @everyone <@&1300000000000001001>"
    free = (await rest.post_message(content=text)).body
    assert [user["id"] for user in free["mentions"]] == [ADA, OLGA]
    # The bot may not call everyone, nor roles that cannot be mentioned.
    assert (free["mention_everyone"], free["mention_roles"]) == (False, [])
    bound = (await rest.post_message(content=text, allowed_mentions={"users": [ADA]})).body
    assert [user["id"] for user in bound["mentions"]] == [ADA]
    silent = (await rest.post_message(content=text, allowed_mentions={"parse": []})).body
    assert silent["mentions"] == []


async def test_a_reply_names_its_message_or_is_refused(rest: RestClient) -> None:
    first = (await rest.post_message(content="x")).body
    reply = (await rest.post_message(content="y", message_reference={"message_id": first["id"]})).body
    assert (reply["type"], reply["referenced_message"]["content"]) == (19, "x")
    missing = await rest.post_message(content="y", message_reference={"message_id": "5"})
    assert missing.error_at("message_reference") == "MESSAGE_REFERENCE_UNKNOWN_MESSAGE"
    lenient = await rest.post_message(content="y", message_reference={"message_id": "5", "fail_if_not_exists": False})
    assert lenient.body["type"] == 0


async def test_reactions_are_emoji_and_at_most_twenty(rest: RestClient, clock) -> None:
    message = (await rest.post_message(content="x")).body
    path = f"/channels/{NEWS}/messages/{message['id']}"

    async def react(emoji: str) -> object:
        clock.advance(seconds=1)
        answer = await rest.ask("PUT", f"{path}/reactions/{emoji}/@me")
        return answer.code if answer.body else answer.status

    assert await react("nice") == 10014
    statuses = [await react(chr(0x1F600 + number)) for number in range(21)]
    assert statuses == [204] * 20 + [30010]
    assert (await rest.ask("DELETE", f"{path}/reactions/{chr(0x1F600)}/@me")).status == 204
    assert len((await rest.ask("GET", path)).body["reactions"]) == 19
    users = await rest.ask("GET", f"{path}/reactions/{chr(0x1F601)}")
    assert [user["id"] for user in users.body] == [BOT]


async def test_a_direct_message_channel_is_the_same_each_time(rest: RestClient) -> None:
    first = await rest.ask("POST", "/users/@me/channels", {"recipient_id": ADA})
    second = await rest.ask("POST", "/users/@me/channels", {"recipient_id": int(ADA)})
    assert first.body == second.body
    assert (first.body["type"], first.body["recipients"][0]["id"]) == (1, ADA)
    assert (await rest.ask("POST", "/users/@me/channels", {"recipient_id": "5"})).code == 50033
    assert (await rest.ask("POST", "/users/@me/channels", {})).error_at("recipient_id") == "BASE_TYPE_REQUIRED"


async def test_commands_are_made_changed_listed_and_removed(rest: RestClient) -> None:
    made = await rest.ask("POST", COMMANDS, {"name": "one", "description": "d", "default_member_permissions": 32})
    assert (made.status, made.body["default_member_permissions"]) == (201, "32")
    again = await rest.ask("POST", COMMANDS, {"name": "one", "description": "e"})
    assert (again.status, again.body["id"], again.body["description"]) == (200, made.body["id"], "e")
    path = f"{COMMANDS}/{made.body['id']}"
    changed = await rest.ask("PATCH", path, {"description": "f"})
    assert (await rest.ask("GET", path)).body == changed.body
    assert changed.body["version"] != again.body["version"]
    assert (await rest.ask("DELETE", path)).status == 204
    assert (await rest.ask("GET", COMMANDS)).body == []


async def test_replacing_commands_refuses_the_whole_list_for_one_fault(rest: RestClient) -> None:
    await rest.ask("PUT", COMMANDS, [{"name": "one", "description": "d"}])
    refused = await rest.ask(
        "PUT", COMMANDS, [{"name": "one", "description": "d"}, {"name": "Two", "description": "d"}]
    )
    assert refused.error_at("1", "name") == "APPLICATION_COMMAND_INVALID_NAME"
    assert [command["name"] for command in (await rest.ask("GET", COMMANDS)).body] == ["one"]


async def test_a_guilds_commands_are_its_own(playground: Playground, rest: RestClient) -> None:
    in_guild = f"/applications/{BOT}/guilds/{NORTHWIND}/commands"
    await rest.ask("PUT", COMMANDS, [{"name": "everywhere", "description": "d"}])
    await rest.ask("PUT", in_guild, [{"name": "here", "description": "d"}])
    commands = playground.state()["commands"]
    assert [command["name"] for command in commands[NORTHWIND]] == ["here", "everywhere"]
    assert [command["name"] for command in commands[HARBOR]] == ["everywhere"]


async def test_every_request_is_recorded_with_its_body_and_status(playground: Playground, rest: RestClient) -> None:
    await rest.post_message(content="x")
    await rest.ask("GET", "/nowhere?a=1")
    posted, unknown = playground.requests
    assert (posted.method, posted.path, posted.body, posted.status) == (
        "POST",
        f"/channels/{NEWS}/messages",
        {"content": "x"},
        200,
    )
    assert (unknown.path, unknown.query, unknown.status) == ("/nowhere", {"a": "1"}, 404)
