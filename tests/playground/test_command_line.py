"""`gapwatch playground` as a process of its own, with the bot of the docs beside it, and faults by command line."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.playground.person import Person
from tests.playground.rest_client import HARBOR

DOCS = Path(__file__).parents[2] / "docs" / "playground.md"
NEWS = "Northwind Research/ai-news"


def gapwatch(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", *arguments]


def faults(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["playground", "faults", *arguments])


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass(frozen=True, kw_only=True, slots=True)
class Served:
    """What `gapwatch playground` prints."""

    page: str
    token: str


@pytest.fixture(scope="module")
def served(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A playground on the port, once for this file: to start a process takes seconds."""
    kept = tmp_path_factory.mktemp("kept") / "playground.db"
    command = gapwatch("playground", "--port", str(port), "--keep", str(kept), "--name", "Pingu")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    told = "".join(process.stdout.readline() for _ in range(3))
    token, page = re.search(r"Token: (\S+)", told), re.search(r"is at (\S+)", told)
    assert token, told
    assert page, told
    assert f"http://127.0.0.1:{port}/api/v10" in told
    yield Served(page=page[1], token=token[1])
    process.terminate()
    assert process.wait(timeout=20) == 0
    process.stdout.close()


@pytest.fixture
async def ping_bot(port: int, served: Served, tmp_path: Path) -> AsyncIterator[None]:
    """The example of the docs, word for word, as a process."""
    script = tmp_path / "ping.py"
    example = next(
        block for block in re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.S) if "PLAYGROUND" in block
    )
    script.write_text(example)
    place = {"PLAYGROUND_API": f"http://127.0.0.1:{port}/api/v10", "PLAYGROUND_TOKEN": served.token}
    process = subprocess.Popen([sys.executable, str(script)], env={**os.environ, **place}, stderr=subprocess.DEVNULL)
    yield
    process.terminate()
    process.wait(timeout=20)


async def test_a_bot_that_is_not_ours_answers_in_it(served: Served, ping_bot: None) -> None:
    async with Person(served.page, "ada", patience_seconds=60) as ada:
        await ada.wait_for(lambda event: event["type"] == "bot_status" and event["online"])
        assert (await ada.command(NEWS, "ping")).text == "pong"
        assert ada.state["bot"]["username"] == "Pingu"
        assert "Gapwatch" not in str(ada.state)


def test_faults_are_listed_set_and_taken_back(served: Served) -> None:
    listed = faults("list", "--at", served.page)
    assert "lost_answer" in listed.stdout
    assert "channel_id=…" in listed.stdout
    added = faults("add", "delay", "seconds=4", "route=interactions", "--at", served.page)
    assert "Next 1 of the answers to interactions: carried out 4 s late" in added.stdout
    assert "carried out 4 s late" in faults("list", "--at", served.page).stdout
    assert "Nothing is waiting" in faults("clear", "--at", served.page).stdout
    kicked = faults("add", "kick_bot", f"guild_id={HARBOR}", "--at", served.page)
    assert (kicked.exit_code, "Nothing is waiting" in kicked.stdout) == (0, True)


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        (("add", "rain"), 1, "kind must be one of"),
        (("add", "cut", "twice"), 2, "name=value"),
    ],
)
def test_what_cannot_go_wrong_is_refused_with_a_sentence(
    served: Served, asked: tuple[str, ...], code: int, words: str
) -> None:
    refused = faults(*asked, "--at", served.page)
    assert (refused.exit_code, words in refused.stderr) == (code, True)


def test_without_the_printed_address_it_says_what_is_missing(port: int, served: Served) -> None:
    stranger = faults("list", "--at", f"http://127.0.0.1:{port}")
    assert (stranger.exit_code, "the address that was printed" in stranger.stderr) == (1, True)
    for nowhere in ("http://127.0.0.1:9/enter/x", "8700"):
        failed = faults("clear", "--at", nowhere)
        assert (failed.exit_code, "gapwatch playground" in failed.stderr) == (1, True)
