"""Every request that a real bot makes fits Discord's own description of its API."""

from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord
import pytest

from bot.playground.rest import RecordedRequest
from bot.playground.server import Playground
from tests.playground import openapi
from tests.playground.checked import CheckedPlayground
from tests.playground.rest_client import COMMANDS, MILO, NEWS, RestClient
from tests.playground.small_bot import SmallBot

pytestmark = pytest.mark.skipif(not openapi.is_present(), reason="Discord's OpenAPI description is not here")


def recorded(method: str, path: str, body: Any) -> RecordedRequest:
    return RecordedRequest(
        method=method, path=path, query={}, body=body, files=(), status=200, answer=None, at=datetime.now(UTC)
    )


async def test_whatever_the_small_bot_sends_is_described(live: Playground, bot: SmallBot) -> None:
    async with live.person("ada") as ada:
        await ada.command(NEWS, "compare labs", a="x", b="y")
        await ada.autocomplete(NEWS, "compare labs", "a", "x")
        await ada.command(NEWS, "whisper")
        await ada.command(NEWS, "chart")
        panel = await ada.command(NEWS, "panel")
        await ada.choose(panel, "lab", "Google")
        await ada.click(panel, "slow")
        form = await ada.command(NEWS, "survey")
        await ada.submit(form, {"name": "Ada", "lab": ["Google"]})
    channel = bot.get_channel(int(NEWS))
    message = await channel.send(
        "x", nonce="1", allowed_mentions=discord.AllowedMentions(users=[discord.Object(int(MILO))])
    )
    await message.edit(content="y")
    await message.pin()
    await message.add_reaction("👍")
    await message.delete()
    for request in live.requests:
        openapi.assert_valid(request)
    assert len(live.requests) > 15


def test_an_unknown_route_a_wrong_field_and_a_missing_body_are_told() -> None:
    with pytest.raises(AssertionError, match="not in Discord's description"):
        openapi.assert_valid(recorded("GET", "/nowhere", None))
    with pytest.raises(AssertionError, match="content"):
        openapi.assert_valid(recorded("POST", f"/channels/{NEWS}/messages", {"content": 5}))
    with pytest.raises(AssertionError, match="needs a body"):
        openapi.assert_valid(recorded("PUT", COMMANDS, None))


def test_a_literal_path_wins_over_a_parameter() -> None:
    operation = openapi.find_operation("GET", f"/channels/{NEWS}/messages/pins")
    assert operation is not None
    assert operation["operationId"] == "list_pins"


async def test_a_checked_playground_fails_at_its_end_for_what_discord_would_not_know() -> None:
    playground = CheckedPlayground()
    await playground.start()
    async with aiohttp.ClientSession() as session:
        await RestClient(session, playground.api, playground.token).ask(
            "POST", f"/channels/{NEWS}/messages", {"tts": 1}
        )
    with pytest.raises(AssertionError, match="tts"):
        await playground.stop()
