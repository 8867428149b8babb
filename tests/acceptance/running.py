"""What an acceptance test has at hand: the playground, the feeds, the bot's services, two people."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import App, utc_now
from bot.config import Settings
from bot.demo.feed_server import FeedServer
from bot.playground.person import Person
from bot.playground.server import Playground
from db import feeds as stored_feeds

AT_ONCE = 0.05
"""Seconds within which the playground tells a bot of the next server, if there is one."""

NEWS, LOCKED, PAPERS = "Northwind Research/ai-news", "announcements-locked", "papers"


def settings_for(playground: Playground, **home: Any) -> Settings:
    """Of a bot that logs in to the playground and reads feeds on loopback; ``home``: data_dir or database_url."""
    return Settings(
        _env_file=None,
        DISCORD_TOKEN=SecretStr(playground.token),
        discord_api=playground.api,
        allow_private_hosts=frozenset({"127.0.0.1"}),
        seconds_between_polls_of_a_host=0,
        **home,
    )


@dataclass(frozen=True, kw_only=True)
class Running:
    """Everything that a test may touch."""

    playground: Playground
    feeds: FeedServer
    folder: Path
    app: App
    ada: Person
    milo: Person

    def url(self, name: str) -> str:
        """The address of one of the feeds."""
        return f"http://127.0.0.1:{self.feeds.port}/{name}"

    async def poll_now(self) -> None:
        """Poll every feed as though its time had come."""
        async with self.app.database.begin() as session:
            for feed in await stored_feeds.all_feeds(session):
                await stored_feeds.save_feed(session, replace(feed, next_poll_at=utc_now()))
        await self.app.ingest.poll_due()
