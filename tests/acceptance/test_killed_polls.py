"""A bot that is killed (-9) at every step of storing what a poll brought: everything is stored once in the end."""

import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path

from bot.app import open_app, utc_now
from bot.config import Settings
from bot.demo.feed_server import FeedServer
from bot.feeds.ingest import Ingest
from bot.feeds.intake import Intake
from bot.feeds.offload import InlineOffload
from db import alerts, announcements, readings
from db.feeds import save_guild
from tests.acceptance.articles import write_feed
from tests.acceptance.dying import Step, die_at, died

ARTICLES = 4
STEPS: dict[str, Step] = {
    "fetched": (Intake, "store", False),
    "announcements stored": (announcements, "store_announcements", True),
    "readings stored": (readings, "store_readings", True),
    "queued for the watches": (alerts, "enqueue", True),
    "all of a document stored, not committed": (Intake, "store", True),
    "committed": (Ingest, "poll_due", True),
}


async def poll(settings: Settings, step: str | None) -> None:
    """Poll what is due."""
    if step is not None:
        die_at(STEPS[step])
    async with open_app(settings, offloading=lambda _workers: nullcontext(InlineOffload())) as app:
        await app.ingest.poll_due()


async def test_a_kill_at_any_step_of_a_poll_loses_and_doubles_nothing(tmp_path: Path, sqlite_url: str):
    names = ["lab1", "lab2"]
    settings = Settings(
        _env_file=None,
        database_url=sqlite_url,
        allow_private_hosts=frozenset({"127.0.0.1"}),
        seconds_between_polls_of_a_host=0,
    )
    stored = sqlite_url.removeprefix("sqlite+aiosqlite:///")
    feeds_folder = tmp_path / "feeds"
    feeds_folder.mkdir()
    for name in names:
        write(feeds_folder / f"{name}.xml", 1)
    async with FeedServer.of_folder(feeds_folder) as feeds:
        async with open_app(settings, offloading=lambda _workers: nullcontext(InlineOffload())) as app:
            async with app.database.begin() as session:
                await save_guild(session, guild_id=5, name="A server", now=utc_now())
            for name in names:
                await app.services.subscriptions.add(5, f"http://127.0.0.1:{feeds.port}/{name}.xml")
        for number, step in enumerate(STEPS, 1):
            for name in names:
                write(feeds_folder / f"{name}.xml", number * ARTICLES)
            make_due(stored)
            assert await died(poll, settings, step), step
        make_due(stored)
        assert not await died(poll, settings, None)
    titles = asked(stored, "SELECT feed_id, title FROM announcements")
    assert len(titles) == len(set(titles)) == len(names) * len(STEPS) * ARTICLES
    assert asked(stored, "SELECT count(*) FROM announcements WHERE reader_version IS NULL") == [(0,)]
    assert asked(stored, "PRAGMA integrity_check") == [("ok",)]


def write(path: Path, count: int) -> None:
    articles = {f"Article {n}": f"<p>Model-{n}B has {n}B parameters.</p>" for n in range(1, count + 1)}
    write_feed(path, path.stem, f"https://{path.stem}.example", articles)


def make_due(stored: str) -> None:
    """Let every feed's time come."""
    with closing(sqlite3.connect(stored)) as connection, connection:
        connection.execute("UPDATE feeds SET next_poll_at = '2020-01-01 00:00:00'")


def asked(stored: str, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(stored)) as connection:
        return connection.execute(query).fetchall()
