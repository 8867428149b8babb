"""One notice when a feed has failed for a day, one when it is well: over restarts, refusals and a clock handed in."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App, InDiscord
from bot.config import Settings
from bot.demo.feed_server import FeedServer
from bot.playground.person import Person
from db import feeds as stored_feeds
from tests.acceptance.articles import write_feeds
from tests.acceptance.delivering import started
from tests.acceptance.running import NEWS, settings_for
from tests.playground.checked import CheckedPlayground

ADMINS = "admin-log"
BEGAN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Scene:
    """A bot that may be restarted, its feeds, a clock that the test turns."""

    def __init__(self, settings: Settings, feeds: FeedServer, folder: Path, ada: Person) -> None:
        self.now = BEGAN
        self.settings = settings
        self.feeds = feeds
        self.folder = folder
        self.ada = ada

    @asynccontextmanager
    async def started(self) -> AsyncIterator[tuple[App, InDiscord]]:
        async with started(self.settings, lambda: self.now) as (app, inside):
            yield app, inside

    async def notices(self) -> list[str]:
        """What stands in the admins' channel."""
        messages = await self.ada.messages(ADMINS)
        return ["\n".join(part["content"] for part in each["components"] if "content" in part) for each in messages]

    async def poll(self, app: App) -> None:
        """Poll every feed, and keep the beginning of a failing as the polls are to keep it."""
        async with app.database.begin() as session:
            before = await stored_feeds.all_feeds(session)
            for feed in before:
                await stored_feeds.save_feed(session, replace(feed, next_poll_at=self.now))
        await app.ingest.poll_due()
        async with app.database.begin() as session:
            for feed in await stored_feeds.all_feeds(session):
                since = (feed.failing_since or self.now) if feed.failures else None
                await stored_feeds.save_feed(session, replace(feed, failing_since=since))


@pytest.fixture
async def scene(tmp_path: Path, sqlite_url: str, discord_addresses: None) -> AsyncIterator[Scene]:
    write_feeds(tmp_path)
    async with AsyncExitStack() as stack:
        feeds = await stack.enter_async_context(FeedServer.of_folder(tmp_path))
        playground = await stack.enter_async_context(CheckedPlayground())
        ada = await stack.enter_async_context(playground.person("ada"))
        settings = settings_for(playground, database_url=sqlite_url)
        yield Scene(settings, feeds, tmp_path, ada)


async def test_one_notice_when_a_feed_fails_for_a_day_and_one_when_it_is_well(scene: Scene):
    async with scene.started() as (app, inside):
        tell = app.services.notices.tell_due
        for name in ("deepseek.xml", "wire.xml"):
            await scene.ada.command(NEWS, "feed add", url=f"http://127.0.0.1:{scene.feeds.port}/{name}")
        (scene.folder / "wire.xml").rename(scene.folder / "away")
        for hours in (0, 12, 23):
            scene.now = BEGAN + timedelta(hours=hours)
            await scene.poll(app)
            assert await tell(inside.posts) == 0
        scene.now = BEGAN + timedelta(hours=25)
        await scene.poll(app)
        assert [await tell(inside.posts), await tell(inside.posts)] == [1, 0]
        (failing,) = await scene.notices()
        assert "A feed has been failing for a day" in failing
        assert "**The Wire**" in failing
        assert "There is nothing at" in failing

    async with scene.started() as (app, inside):
        scene.now = BEGAN + timedelta(hours=60)
        await scene.poll(app)
        assert await app.services.notices.tell_due(inside.posts) == 0
        (scene.folder / "away").rename(scene.folder / "wire.xml")
        await scene.poll(app)
        assert await app.services.notices.tell_due(inside.posts) == 1
    async with scene.started() as (app, inside):
        assert await app.services.notices.tell_due(inside.posts) == 0
        assert len(await scene.notices()) == 2
        assert "A feed is well again" in (await scene.notices())[1]


async def test_feeds_that_fail_together_share_a_message_and_paused_ones_are_left_out(scene: Scene):
    async with scene.started() as (app, inside):
        for name in ("deepseek.xml", "wire.xml", "openai.xml"):
            await scene.ada.command(NEWS, "feed add", url=f"http://127.0.0.1:{scene.feeds.port}/{name}")
            (scene.folder / name).unlink()
        await scene.ada.command(NEWS, "feed pause", feed="OpenAI News")
        await scene.poll(app)
        scene.now += timedelta(hours=25)
        assert await app.services.notices.tell_due(inside.posts) == 1
        (told,) = await scene.notices()
        assert "2 feeds have been failing for a day" in told
        assert "OpenAI" not in told


async def test_a_crash_after_posting_posts_nothing_twice(scene: Scene, monkeypatch: pytest.MonkeyPatch):
    async with scene.started() as (app, inside):
        await scene.ada.command(NEWS, "feed add", url=f"http://127.0.0.1:{scene.feeds.port}/wire.xml")
        (scene.folder / "wire.xml").unlink()
        await scene.poll(app)
        scene.now += timedelta(hours=25)

        async def die(*_args: object, **_kwargs: object) -> None:
            raise KeyError("the machine lost power")

        with monkeypatch.context() as broken:
            broken.setattr("db.notices.note_sent", die)
            with pytest.raises(KeyError):
                await app.services.notices.tell_due(inside.posts)
    async with scene.started() as (app, inside):
        assert await app.services.notices.tell_due(inside.posts) == 0  # leased: it may be under way
        scene.now += timedelta(minutes=2)
        assert await app.services.notices.tell_due(inside.posts) == 1
        assert len(await scene.notices()) == 1
        scene.now += timedelta(hours=1)
        assert await app.services.notices.tell_due(inside.posts) == 0


async def test_what_cannot_be_posted_is_tried_again_later_and_at_once_in_a_new_channel(scene: Scene):
    harbor = "Harbor Reading Group/ai-news"  # a server where no channel is for admins
    async with scene.started() as (app, inside):
        tell = app.services.notices.tell_due
        await scene.ada.command(harbor, "feed add", url=f"http://127.0.0.1:{scene.feeds.port}/wire.xml")
        (scene.folder / "wire.xml").unlink()
        await scene.poll(app)
        scene.now += timedelta(hours=25)
        assert await tell(inside.posts) == 0
        channel = next(c["id"] for g in scene.ada.state["guilds"] for c in g["channels"] if c["name"] == "papers")
        await scene.ada.command(harbor, "feed notices", channel=channel)
        assert await tell(inside.posts) == 1
        assert len(await scene.ada.messages("papers")) == 1
