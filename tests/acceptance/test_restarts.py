"""What survives a restart: commands that did not change, buttons of old messages."""

from pathlib import Path

from bot.app import utc_now
from bot.demo.feed_server import FeedServer
from tests.acceptance.articles import write_feeds
from tests.acceptance.delivering import started
from tests.acceptance.running import NEWS, settings_for
from tests.playground.checked import CheckedPlayground


async def test_a_second_start_syncs_nothing_and_old_buttons_still_work(
    tmp_path: Path, sqlite_url: str, discord_addresses: None
):
    write_feeds(tmp_path)
    async with (
        FeedServer.of_folder(tmp_path) as feeds,
        CheckedPlayground() as playground,
        playground.person("ada") as ada,
    ):
        settings = settings_for(playground, database_url=sqlite_url)
        async with started(settings, utc_now):
            await ada.command(NEWS, "feed add", url=f"http://127.0.0.1:{feeds.port}/deepseek.xml")
            old = await ada.command(NEWS, "compare models", a="DeepSeek-V4-Pro", b="DeepSeek-V3.2")
        async with started(settings, utc_now):
            menu = next(part for part in old.components if part["type"] == 3)
            why = await ada.choose(old, menu["custom_id"], menu["options"][0]["value"])
            assert "27%" in why.text
            file = await ada.click(old, "CSV")
            assert file.message is not None
            assert file.message["attachments"]
        synced = [r for r in playground.requests if r.method == "PUT" and r.path.endswith("/commands")]
        assert len(synced) == 1
