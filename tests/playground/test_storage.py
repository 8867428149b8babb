"""What a playground knows after a restart, and what it has forgotten after starting over."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from bot.playground.permissions import Permission
from bot.playground.server import Playground
from bot.playground.storage import Kept, Storage, StorageUnreadable
from tests.playground.conftest import HandClock
from tests.playground.rest_client import BOT, COMMANDS, GENERAL, LOCKED, NEWS, NORTHWIND, RestClient
from tests.playground.small_bot import SmallBot, running


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "playground.db"


async def ask(playground: Playground, method: str, path: str, body: object = None, **files: bytes) -> Any:
    async with aiohttp.ClientSession() as session:
        return await RestClient(session, playground.api, playground.token).ask(method, path, body, files=files or None)


async def test_messages_threads_reactions_pins_and_files_survive_a_restart(file: Path) -> None:
    async with Playground(keep_in=file) as first, first.person("ada") as ada:
        told = (await ask(first, "POST", f"/channels/{NEWS}/messages", {"content": "Kept"}, chart=b"a,b")).body
        await ask(first, "POST", f"/channels/{NEWS}/messages/{told['id']}/threads", {"name": "What follows"})
        named = {"channel_id": NEWS, "message_id": told["id"]}
        await ada.act("POST", "reactions", named | {"emoji": "👍"})
        await ask(first, "PUT", f"/channels/{NEWS}/pins/{told['id']}")
        gone = await ada.say(GENERAL, "Taken back")
        await ada.act("DELETE", "messages", {"channel_id": GENERAL, "message_id": gone["id"]})
        await ada.say("@me", "Between us")
        before, old_address = await ada.messages(NEWS), first.address
    async with Playground(keep_in=file) as second, second.person("ada") as ada:
        after = await ada.messages(NEWS)
        assert second.address != old_address
        assert str(after) == str(before).replace(old_address, second.address)
        assert (await ada.download(after[0]["attachments"][0])) == b"a,b"
        assert after[0]["reactions"][0]["user_ids"] == [ada.id]
        assert after[0]["pinned"]
        assert await ada.messages(GENERAL) == []
        assert [one["content"] for one in await ada.messages("@me")] == ["Between us"]
        await ada.say("What follows", "Still here")
        assert int((await ada.say(NEWS, "Later"))["id"]) > int(after[0]["id"])


async def test_channels_permissions_and_commands_survive_a_restart_and_so_does_the_token(file: Path) -> None:
    async with Playground(keep_in=file) as first:
        made = (await ask(first, "POST", COMMANDS, {"name": "one", "description": "d"})).body
        first.changes.deny(NEWS, BOT, Permission.SEND_MESSAGES)
        first.changes.delete_channel(LOCKED)
        token = first.token
    async with Playground(keep_in=file) as second:
        assert second.token == token
        assert (await ask(second, "GET", COMMANDS)).body == [made]
        assert (await ask(second, "POST", f"/channels/{NEWS}/messages", {"content": "x"})).code == 50013
        assert (await ask(second, "GET", f"/channels/{LOCKED}")).code == 10003


async def test_old_buttons_and_the_tokens_of_answered_interactions_work_after_a_restart(
    file: Path, point_at: Callable[[Playground], None]
) -> None:
    async with Playground(keep_in=file) as first, first.person("ada") as ada:
        point_at(first)
        async with running(SmallBot(intents=discord.Intents.default()), first.token):
            panel = await ada.command(NEWS, "panel")
        port = int(first.address.rsplit(":", 1)[1])
        callback = next(one for one in first.requests if one.path.endswith("/callback"))
        token = callback.path.split("/")[3]
    async with Playground(keep_in=file, port=port) as second, second.person("ada") as ada:
        edited = await ask(second, "PATCH", f"/webhooks/{BOT}/{token}/messages/@original", {"flags": 1 << 15 | 4})
        assert edited.status == 200
        async with running(SmallBot(intents=discord.Intents.default()), second.token):
            assert (await ada.click(panel, "Vote")).text == "voted for 7"


async def test_a_nonce_is_honoured_over_a_restart_for_as_long_as_without(file: Path, clock: HandClock) -> None:
    path, body = f"/channels/{NEWS}/messages", {"content": "x", "nonce": "1", "enforce_nonce": True}
    async with Playground(keep_in=file, clock=clock) as playground:
        said = await ask(playground, "POST", path, body)
    async with Playground(keep_in=file, clock=clock) as playground:
        assert (await ask(playground, "POST", path, body)).body["id"] == said.body["id"]
        clock.advance(minutes=6)
        assert (await ask(playground, "POST", path, body)).body["id"] != said.body["id"]


async def test_starting_over_forgets_all_but_the_commands_and_everybody_is_told(file: Path) -> None:
    async with (
        Playground(keep_in=file) as playground,
        playground.person("ada") as ada,
        playground.person("milo") as milo,
    ):
        await ask(playground, "POST", COMMANDS, {"name": "one", "description": "d"})
        await ada.say(NEWS, "Forgotten")
        await ada.act("POST", "threads", {"channel_id": GENERAL, "name": "Also forgotten"})
        playground.changes.send_bot_away(NORTHWIND)
        await ada.ask("POST", "clock", {"forward_seconds": 3600})
        await ada.ask("POST", "start-over", {})
        await milo.wait_for(lambda event: event["type"] == "start_over")
        state = playground.state()
        assert await milo.messages(NEWS) == []
        assert "Also forgotten" not in str(state)
        assert state["clock"]["offset_seconds"] == 0
        assert playground.world.guild(NORTHWIND)
    async with Playground(keep_in=file) as again:
        assert again.token == playground.token
        assert [one["name"] for one in again.state()["commands"][NORTHWIND]] == ["one"]
        async with again.person("ada") as ada:
            assert await ada.messages(NEWS) == []


async def test_a_file_of_another_format_is_forgotten_and_one_that_is_none_is_refused(tmp_path: Path) -> None:
    other, broken = tmp_path / "other.db", tmp_path / "broken.db"
    storage = Storage(other)
    storage.put(Kept.MESSAGES, "1", {"old": True})
    storage.put(Kept.SETTINGS, "format", "0")
    storage.close()
    reopened = Storage(other)
    assert reopened.load(Kept.MESSAGES) == {}
    reopened.close()
    broken.write_bytes(b"no database" * 1000)
    with pytest.raises(StorageUnreadable, match=r"broken\.db"):
        Playground(keep_in=broken)


async def test_what_cannot_be_written_is_logged_and_the_playground_goes_on(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with Playground(keep_in=file) as playground, playground.person("ada") as ada:
        with sqlite3.connect(file) as direct:
            direct.execute("DROP TABLE messages")
        await ada.say(NEWS, "Not kept")
        assert len(await ada.messages(NEWS)) == 1
    direct.close()
    assert "cannot write" in caplog.text
