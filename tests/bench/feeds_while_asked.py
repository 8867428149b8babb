"""Whether the bot answers while a thousand feeds are polled: ``make bench``. Latencies and stalls, never a test.

The bot runs as it is shipped, reading included, in a process of its own; the feeds stand in another (feed_site), and
this one is Discord (the playground) and a person who asks one command after another. The bot's process notes by how
much a task that sleeps for 5 ms at a time oversleeps: that is how long its event loop was held up.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path

from feed_site import FEEDS
from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
SECONDS = 45
TICK = 0.005
GUILDS = 40
ANSWER_AIM, STALL_AIM = 250, 50
COMMANDS = ("latest", "claims", "efficiency", "feed list")


@asynccontextmanager
async def process(*arguments: str | Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """One of the processes beside this one; it ends when its input does."""
    pipe = asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec(sys.executable, *map(str, arguments), stdin=pipe, stdout=pipe)
    try:
        yield running
    finally:
        assert running.stdin is not None
        running.stdin.close()
        await running.wait()


async def said(running: asyncio.subprocess.Process) -> str:
    """The next line that it says."""
    assert running.stdout is not None
    return (await running.stdout.readline()).decode().strip()


async def run_bot(port: int, api: str, token: str, guild_id: int) -> None:
    """The bot, read by forty servers, 25 feeds each: ready, then polling for a while, then telling how its loop fared.

    No feed has been asked before, and the server that asks is among the forty.
    """
    from feed_database import subscribe
    from pydantic import SecretStr

    from bot.app import open_app, prepare_database, run_in_discord
    from bot.config import Settings

    with tempfile.TemporaryDirectory() as home:
        settings = Settings(
            _env_file=None,
            DISCORD_TOKEN=SecretStr(token),
            discord_api=api,
            data_dir=Path(home),
            allow_private_hosts=frozenset({"127.0.0.0/8"}),
            seconds_between_polls_of_a_host=0,
            log_level="ERROR",
        )
        await prepare_database(settings)
        async with open_app(settings) as app:
            await subscribe(app.database, port, lambda number: number % GUILDS or guild_id)
            async with run_in_discord(app, token):
                say("ready")
                await asyncio.to_thread(sys.stdin.readline)
                stalls: list[float] = []
                ticking = asyncio.create_task(tick(stalls))
                polling = asyncio.create_task(app.ingest.poll_due())
                await asyncio.wait({polling}, timeout=SECONDS)
                ticking.cancel()
                polling.cancel()
                await asyncio.gather(ticking, polling, return_exceptions=True)
                async with app.database.read() as session:
                    polled = [feed for feed in await all_feeds(session) if feed.last_success_at is not None]
                say(json.dumps({"stalls": spread(stalls), "polled": len(polled)}))
                await asyncio.to_thread(sys.stdin.readline)  # the last command is still to be answered


async def all_feeds(session):
    from db import feeds

    return await feeds.all_feeds(session)


async def tick(stalls: list[float]) -> None:
    """Notes in milliseconds by how much each short sleep was too long."""
    while True:
        start = time.perf_counter()
        await asyncio.sleep(TICK)
        stalls.append((time.perf_counter() - start - TICK) * 1000)


def spread(values: list[float]) -> tuple[float, float, float]:
    """Half of them are under the first, 99 of 100 under the second, all under the third."""
    percentiles = statistics.quantiles(values, n=100)
    return percentiles[49], percentiles[98], max(values)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def ask(person, channel: str, told: asyncio.Task[str]) -> list[float]:
    """Milliseconds of each answer, one command after another until the bot has told."""
    times = []
    for command in cycle(COMMANDS):
        if told.done():
            break
        start = time.perf_counter()
        reply = await person.command(channel, command)
        assert not reply.failed, reply.text
        times.append((time.perf_counter() - start) * 1000)
    return times


async def main() -> None:
    """Measure and print."""
    from bot.playground.demo_world import demo_world
    from bot.playground.server import Playground

    world = demo_world()
    guild = world.guilds[0]
    async with process(HERE / "feed_site.py") as site, Playground(world) as playground:
        port = await said(site)
        bot = process(__file__, "bot", port, playground.api, playground.token, guild.id)
        async with bot as running, playground.person("ada") as person:
            assert await said(running) == "ready"
            assert running.stdin is not None
            running.stdin.write(b"go\n")
            told = asyncio.create_task(said(running))
            times = await ask(person, f"{guild.name}/{guild.channels[0].name}", told)
            told_of = json.loads(await told)
    table = Table("while feeds are polled", "half", "99 of 100", "worst", "aim")
    for words, values, aim in (
        ("a command's answer, ms", spread(times), f"99 of 100 under {ANSWER_AIM}"),
        ("the loop held up, ms", told_of["stalls"], f"never over {STALL_AIM}"),
    ):
        table.add_row(words, *(f"{value:.1f}" for value in values), aim)
    table.caption = f"{len(times)} commands, {told_of['polled']} of {FEEDS} feeds polled, stored and read meanwhile"
    Console(width=120).print(table)


if __name__ == "__main__":
    if sys.argv[1:2] == ["bot"]:
        asyncio.run(run_bot(int(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5])))
    else:
        asyncio.run(main())
