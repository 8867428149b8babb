"""Direct messages: what is read of the feeds that everybody knows, and nothing of any server's own."""

import pytest

from bot.playground.shapes import DIRECT
from tests.acceptance.running import NEWS, Running

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_without_a_feed_that_everybody_knows_there_is_nothing(running: Running):
    await running.ada.command(NEWS, "feed add", url=running.url("wire.xml"))
    assert "The Wire" in (await running.milo.command(NEWS, "latest")).text
    assert "Nothing announced" in (await running.milo.command(DIRECT, "latest")).text


async def test_a_feed_that_everybody_knows_answers_and_no_other(running: Running):
    await running.ada.command(NEWS, "feed add", url=running.url("deepseek.xml"))
    card = await running.milo.command(DIRECT, "model show", name="DeepSeek-V4-Pro")
    assert "1.6T" in card.text
    latest = await running.milo.command(DIRECT, "latest")
    assert "Previewing V4" in latest.text
    assert "The Wire" not in latest.text
    assert [one["value"] for one in await running.milo.autocomplete(DIRECT, "compare models", "a", "v4")] == [
        "DeepSeek-V4-Pro"
    ]
    assert "are new" in (await running.milo.command(DIRECT, "changed", since=365)).text


async def test_nobody_manages_direct_messages(running: Running):
    refused = await running.ada.command(DIRECT, "model alias", model="DeepSeek-V4-Pro", alias="the whale")
    assert "works in a server only" in refused.text
    with pytest.raises(LookupError):
        await running.ada.command(DIRECT, "feed list")


async def test_a_feed_that_no_server_reads_any_more_is_not_polled_for_direct_messages(running: Running):
    await running.ada.command(NEWS, "feed remove", feed="DeepSeek News")
    health = await running.app.services.subscriptions.list(0)
    assert [str(subscription.feed.status) for subscription in health] == ["paused"]
    assert "Previewing V4" in (await running.milo.command(DIRECT, "latest")).text
