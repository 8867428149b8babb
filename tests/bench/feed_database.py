"""The database that polls are measured on: migrated, and holding feeds that were never asked."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from feed_site import addresses

from bot.domain.announcements import FeedKind
from db import feeds
from db.engine import Database


def migrated(home: Path) -> str:
    """The address of a new database in this folder, migrated by a process of its own, as it is before the bot runs."""
    url = f"sqlite+aiosqlite:///{home}/gapwatch.db"
    subprocess.run(
        [sys.executable, "-m", "bot", "migrate"],
        env=os.environ | {"GAPWATCH_DATABASE_URL": url},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return url


async def subscribe(database: Database, port: int, reader: Callable[[int], int]) -> None:
    """Store every feed, subscribed to by the guild that ``reader`` names for its number."""
    now = datetime.now(UTC)
    async with database.begin() as session:
        for number, address in enumerate(addresses(port)):
            added = await feeds.add_feed(
                session,
                url=address,
                title=f"Feed {number}",
                publisher=f"Site {number}",
                kind=FeedKind.UNKNOWN,
                lab=None,
                site_url=None,
                now=now,
            )
            await feeds.subscribe(session, guild_id=reader(number), feed_id=added.id, channel_id=None, now=now)
