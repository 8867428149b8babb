"""What survives: commands that did not change, buttons of old messages, announcements when the process is killed."""

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import open_app, prepare_database, run_in_discord
from bot.config import Settings
from bot.demo.feed_server import FeedServer
from bot.playground.server import Playground
from tests.acceptance.articles import write_feed, write_feeds
from tests.acceptance.running import AT_ONCE, NEWS
from tests.playground.checked import CheckedPlayground

ARTICLES = 40
KILLS_AFTER_SECONDS = (0.6, 1.0, 1.4, 1.8, 2.2)


def settings_for(home: Path, playground: Playground) -> Settings:
    return Settings(
        _env_file=None,
        DISCORD_TOKEN=SecretStr(playground.token),
        discord_api=playground.api,
        data_dir=home,
        allow_private_hosts=frozenset({"127.0.0.1"}),
        seconds_between_polls_of_a_host=0,
    )


async def test_a_second_start_syncs_nothing_and_old_buttons_still_work(tmp_path: Path, discord_addresses: None):
    write_feeds(tmp_path)
    async with (
        FeedServer.of_folder(tmp_path) as feeds,
        CheckedPlayground() as playground,
        playground.person("ada") as ada,
    ):
        settings = settings_for(tmp_path / "home", playground)
        await prepare_database(settings)
        async with open_app(settings) as app, run_in_discord(app, settings.token(), servers_within=AT_ONCE):
            await ada.command(NEWS, "feed add", url=f"http://127.0.0.1:{feeds.port}/deepseek.xml")
            old = await ada.command(NEWS, "compare models", a="DeepSeek-V4-Pro", b="DeepSeek-V3.2")
        async with open_app(settings) as app, run_in_discord(app, settings.token(), servers_within=AT_ONCE):
            menu = next(part for part in old.components if part["type"] == 3)
            why = await ada.choose(old, menu["custom_id"], menu["options"][0]["value"])
            assert "27%" in why.text
            file = await ada.click(old, "CSV")
            assert file.message is not None
            assert file.message["attachments"]
        synced = [r for r in playground.requests if r.method == "PUT" and r.path.endswith("/commands")]
        assert len(synced) == 1


@pytest.mark.timeout(120)
async def test_a_kill_at_any_moment_of_a_poll_loses_and_doubles_nothing(tmp_path: Path):
    feeds_folder, home = tmp_path / "feeds", tmp_path / "home"
    feeds_folder.mkdir()
    names = [f"lab{number}" for number in range(4)]
    for name in names:
        _write(feeds_folder / f"{name}.xml", 1)
    async with FeedServer.of_folder(feeds_folder) as feeds:
        environment = os.environ | {
            "GAPWATCH_DATA_DIR": str(home),
            "GAPWATCH_ALLOW_PRIVATE_HOSTS": "127.0.0.1",
            "GAPWATCH_SECONDS_BETWEEN_POLLS_OF_A_HOST": "0",
        }
        await _gapwatch(environment, "migrate")
        for name in names:
            await _gapwatch(environment, "feeds", "add", f"http://127.0.0.1:{feeds.port}/{name}.xml", "--guild", "5")
        for name in names:
            _write(feeds_folder / f"{name}.xml", ARTICLES)
        for seconds in KILLS_AFTER_SECONDS:
            _make_due(home)
            await _gapwatch(environment, "poll", kill_after=seconds)
        _make_due(home)
        await _gapwatch(environment, "poll")
        exported = await _gapwatch(environment, "export", "announcements")
        titles = [(row["publisher"], row["title"]) for row in map(json.loads, exported.splitlines())]
        assert len(titles) == len(set(titles)) == len(names) * ARTICLES
        assert _integrity(home) == "ok"


def _write(path: Path, count: int) -> None:
    body = "<p>Model-{n}B has {n}B parameters. " + "It is described at some length here. " * 20 + "</p>"
    articles = {f"Article {number}": body.replace("{n}", str(number)) for number in range(1, count + 1)}
    write_feed(path, path.stem, f"https://{path.stem}.example", articles)


async def _gapwatch(environment: dict[str, str], *words: str, kill_after: float | None = None) -> str:
    return await asyncio.to_thread(_run, environment, words, kill_after)


def _run(environment: dict[str, str], words: tuple[str, ...], kill_after: float | None) -> str:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    if kill_after is not None:
        time.sleep(kill_after)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return ""
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return out


def _make_due(home: Path) -> None:
    """Let every feed's time come."""
    with closing(sqlite3.connect(home / "gapwatch.db")) as connection, connection:
        connection.execute("UPDATE feeds SET next_poll_at = '2020-01-01 00:00:00'")


def _integrity(home: Path) -> str:
    with closing(sqlite3.connect(home / "gapwatch.db")) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
