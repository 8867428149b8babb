"""Ten thousand servers whose briefings are due at one minute: ``make bench``. Rate, memory, answers; never a test.

The bot runs as it is shipped in a process of its own. It makes a lot of briefings out of the demo's announcements, as
it does before the minute where so many are due at it, and then sends them for a while. This process is Discord (the
playground, with its limits) and a person who asks one command after another meanwhile.
"""

import asyncio
import json
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

from feeds_while_asked import process, said, say, spread, tick
from rich.console import Console
from rich.table import Table

SERVERS = int(os.environ.get("SERVERS", "10000"))
DUE = int(os.environ.get("DUE", "2300"))  # of them in one lot: what can be sent in the time that is measured
SECONDS = float(os.environ.get("SECONDS", "45"))
FEEDS_OF_EACH = 10
ALLOWED, RATE_AIM, MEMORY_AIM, ANSWER_AIM = 50, 45, 300, 250
FIRST_GUILD = 1_310_000_000_000_000_000
COMMANDS = ("latest", "claims", "efficiency", "digest preview")


def crowded_world():
    """The demo's world, and servers in which nobody but the bot is."""
    from bot.playground.demo_world import demo_world
    from bot.playground.permissions import MEMBER
    from bot.playground.world import Channel, Guild, Member, Role

    world = demo_world()
    crowd = tuple(
        Guild(
            id=str(guild_id),
            name=f"Server {guild_id}",
            owner_id="1",
            roles=(Role(id=str(guild_id), name="@everyone", permissions=int(MEMBER)),),
            channels=(Channel(id=str(guild_id + 1), name="ai-news"),),
            members=(Member(user_id=world.bot.id),),
        )
        for guild_id in range(FIRST_GUILD, FIRST_GUILD + SERVERS * 1000, 1000)
    )
    return replace(world, guilds=(*world.guilds, *crowd))


async def run_bot(api: str, token: str, guild_id: int) -> None:
    """The bot: ready, then making and sending for a while, then telling how it fared."""
    from pydantic import SecretStr

    from bot.app import open_app, prepare_database, run_in_discord
    from bot.config import Settings
    from bot.delivery.rounds import MAKE_SECONDS, SEND_SECONDS, Round, Rounds

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
            await read_demo(app, guild_id)
            await crowd(app.database, guild_id)
            async with run_in_discord(app, token) as inside:
                begun = time.perf_counter()
                made = await app.making.make_due()
                say(json.dumps({"made": made, "seconds": time.perf_counter() - begun}))
                await asyncio.to_thread(sys.stdin.readline)
                await the_minute_has_come(app.database)
                stalls: list[float] = []
                busy = time.process_time()
                ticking = asyncio.create_task(tick(stalls))

                async def send() -> None:
                    await app.outbox.send_due(inside.editions)

                rounds = Rounds(
                    Round(name="make", work=app.making.make_due, pause=MAKE_SECONDS),
                    Round(name="send", work=send, pause=SEND_SECONDS),
                )
                async with rounds:
                    await asyncio.sleep(SECONDS)
                    busy = time.process_time() - busy
                    say("sent")
                    await asyncio.to_thread(sys.stdin.readline)
                ticking.cancel()
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                say(json.dumps({"stalls": spread(stalls), "memory": memory, "busy": busy}))
                await asyncio.to_thread(sys.stdin.readline)


async def read_demo(app, guild_id: int) -> None:
    """The demo's feeds, read for one server."""
    from bot.demo.feed_server import FeedServer

    now = datetime.now(UTC)
    async with FeedServer.of_demo(now, lambda: now) as server:
        for feed in server.feeds:
            await app.services.subscriptions.add(
                guild_id, feed.url, title=feed.title, publisher=feed.publisher, kind=feed.kind, lab=feed.lab
            )


async def crowd(database, guild_id: int) -> None:
    """Every other server reads ten of these feeds, and has a briefing that is due now, or a day later."""
    from sqlalchemy import select

    from db.engine import insert_all
    from db.tables import GuildRow, ScheduleRow, SubscriptionRow

    now = datetime.now(UTC)
    minute = now.replace(second=0, microsecond=0)
    guilds = range(FIRST_GUILD, FIRST_GUILD + SERVERS * 1000, 1000)
    async with database.begin() as session:
        query = select(SubscriptionRow.feed_id).where(SubscriptionRow.guild_id == guild_id).limit(FEEDS_OF_EACH)
        feeds = [*await session.scalars(query)]
        await insert_all(session, GuildRow, ({"id": each, "name": "A server", "joined_at": now} for each in guilds))
        subscriptions = (
            {"guild_id": each, "feed_id": feed, "created_at": now, "paused": False} for each in guilds for feed in feeds
        )
        await insert_all(session, SubscriptionRow, subscriptions)
        schedules = (
            {
                "guild_id": each,
                "channel_id": each + 1,
                "cron": f"{minute.minute} {minute.hour} * * *",
                "timezone": "UTC",
                "status": "active",
                "wanted": {},
                "manner": {"post_as": "messages", "role_id": None, "silent_when_quiet": False},
                "created_at": now - timedelta(days=2),
                "covered_until": now - timedelta(days=2),
                "next_at": minute if number < DUE else minute + timedelta(days=1),
                "handled_until": now - timedelta(hours=12),
            }
            for number, each in enumerate(guilds)
        )
        await insert_all(session, ScheduleRow, schedules)


async def the_minute_has_come(database) -> None:
    """Let what was made be due now."""
    from sqlalchemy import update

    from db.tables import DeliveryRow

    async with database.begin() as session:
        await session.execute(update(DeliveryRow).values(due_at=datetime.now(UTC)))


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


def rate_of(requests) -> tuple[float, int, int, int]:
    """Messages a second, and how many those were; those refused for haste; those posted twice."""
    posts = [r for r in requests if r.method == "POST" and r.path.endswith("/messages")]
    sent = [r for r in posts if r.status == 200]
    moments = [r.at.timestamp() for r in sent]
    nonces = Counter(r.body["nonce"] for r in sent)
    seconds = moments[-1] - moments[0]
    return len(sent) / seconds, len(sent), sum(r.status == 429 for r in posts), sum(n > 1 for n in nonces.values())


async def main() -> None:
    """Measure and print."""
    from bot.playground.server import Playground

    world = crowded_world()
    guild = world.guilds[0]
    async with Playground(world, heartbeat_seconds=120) as playground:
        bot = process(__file__, "bot", playground.api, playground.token, guild.id)
        async with bot as running, playground.person("ada") as person:
            ready = json.loads(await said(running))
            assert running.stdin is not None
            running.stdin.write(b"go\n")
            told = asyncio.create_task(said(running))
            times = await ask(person, f"{guild.name}/{guild.channels[0].name}", told)
            rate, sent, hasty, twice = rate_of(playground.requests)
            running.stdin.write(b"enough\n")
            fared = json.loads(await said(running))
    table = Table(f"{SERVERS:,} servers, {DUE:,} of them due in one lot", "measured", "aim")
    table.add_row("milliseconds to make one briefing", f"{1000 * ready['seconds'] / ready['made']:.0f}", "")
    table.add_row("messages a second", f"{rate:.1f}", f"at least {RATE_AIM} of the {ALLOWED} allowed")
    table.add_row("the bot's processor time for each of them, ms", f"{1000 * fared['busy'] / sent:.1f}", "under 20")
    table.add_row("refused for haste; posted twice", f"{hasty}; {twice}", "0; 0")
    table.add_row("the bot's memory at its most, MB", f"{fared['memory']:.0f}", f"under {MEMORY_AIM}")
    answers, stalls = (", ".join(f"{each:.0f}" for each in values) for values in (spread(times), fared["stalls"]))
    table.add_row("a command's answer, ms: half, 99 of 100, worst", answers, f"99 of 100 under {ANSWER_AIM}")
    table.add_row("the loop held up, ms: half, 99 of 100, worst", stalls, "")
    table.caption = f"{sent:,} messages in {SECONDS:g} s, {len(times)} commands meanwhile"
    Console(width=120).print(table)


if __name__ == "__main__":
    if sys.argv[1:2] == ["bot"]:
        asyncio.run(run_bot(sys.argv[2], sys.argv[3], int(sys.argv[4])))
    else:
        asyncio.run(main())
