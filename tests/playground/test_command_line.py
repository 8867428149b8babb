"""`gapwatch playground` as a process of its own, with the bot of the docs beside it, and faults from a third."""

import asyncio
import os
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.playground.person import Person
from tests.playground.rest_client import NORTHWIND

DOCS = Path(__file__).parents[2] / "docs" / "playground.md"
NEWS = "Northwind Research/ai-news"


def gapwatch(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", *arguments]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(gapwatch(*arguments), capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def token(port: int, tmp_path: Path) -> Iterator[str]:
    """A playground on the port, for the length of a test; its token."""
    command = gapwatch("playground", "--port", str(port), "--keep", str(tmp_path / "playground.db"))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    told = "".join(process.stdout.readline() for _ in range(3))
    found = re.search(r"Token: (\S+)", told)
    assert found, told
    assert f"http://127.0.0.1:{port}/api/v10" in told
    yield found[1]
    process.terminate()
    assert process.wait(timeout=20) == 0
    process.stdout.close()


@pytest.fixture
async def ping_bot(port: int, token: str, tmp_path: Path) -> AsyncIterator[None]:
    """The example of the docs, word for word, as a process."""
    script = tmp_path / "ping.py"
    example = next(
        block for block in re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.S) if "PLAYGROUND" in block
    )
    script.write_text(example)
    place = {"PLAYGROUND_API": f"http://127.0.0.1:{port}/api/v10", "PLAYGROUND_TOKEN": token}
    process = subprocess.Popen([sys.executable, str(script)], env={**os.environ, **place}, stderr=subprocess.DEVNULL)
    yield
    process.terminate()
    process.wait(timeout=20)


async def test_a_bot_that_is_not_ours_answers_in_it_and_suffers_what_is_asked_for(port: int, ping_bot: None) -> None:
    async with Person(f"http://127.0.0.1:{port}", "ada", patience_seconds=60) as ada:
        await ada.wait_for(lambda event: event["type"] == "bot_status" and event["online"])
        assert (await ada.command(NEWS, "ping")).text == "pong"
        added = await asyncio.to_thread(
            run, "playground", "faults", "add", "delay", "seconds=4", "route=interactions", "--at", str(port)
        )
        assert "Next 1 of the answers to interactions: carried out 4 s late" in added.stdout, added.stderr
        assert (await ada.command(NEWS, "ping")).failed == "The application did not respond"
        kicked = await asyncio.to_thread(
            run, "playground", "faults", "add", "kick_bot", f"guild_id={NORTHWIND}", "--at", str(port)
        )
        assert "Nothing is waiting" in kicked.stdout, kicked.stderr
        with pytest.raises(LookupError, match="No command 'ping'"):
            await ada.command(NEWS, "ping")


def test_faults_are_listed_and_refused_with_a_sentence(port: int, token: str) -> None:
    listed = run("playground", "faults", "list", "--at", str(port))
    assert "lost_answer" in listed.stdout
    assert "channel_id=…" in listed.stdout
    refused = run("playground", "faults", "add", "rain", "--at", str(port))
    assert (refused.returncode, "kind must be one of" in refused.stderr) == (1, True)
    malformed = run("playground", "faults", "add", "cut", "twice", "--at", str(port))
    assert (malformed.returncode, "name=value" in malformed.stderr) == (2, True)


def test_where_no_playground_runs_it_says_how_to_start_one(port: int) -> None:
    nowhere = run("playground", "faults", "clear", "--at", str(port))
    assert nowhere.returncode == 1
    assert "gapwatch playground" in nowhere.stderr
