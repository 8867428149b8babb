"""One round of the measure in a process of its own: Gapwatch, its peer, or the bare floor. Prints seconds as JSON.

``python feed_rounds.py ours|peer|floor PORT``. Each polls the same feeds three times: all of it new, none of it, and
one new entry in every twentieth feed.
"""

import asyncio
import json
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feed_site import addresses

AT_ONCE = 20
Measured = dict[str, float]


def change(port: int) -> None:
    """Have every twentieth feed show something new."""
    urllib.request.urlopen(f"http://127.0.1.1:{port}/change").read()


def peak_mb() -> float:
    """The most memory that this process has held, with the most that each process which it started has held."""
    total = 0.0
    waiting = [Path("/proc/self")]
    while waiting:
        process = waiting.pop()
        fields = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        total += int(fields["VmHWM"].split()[0]) / 1024
        for thread in (process / "task").iterdir():
            waiting += [Path("/proc") / child for child in (thread / "children").read_text().split()]
    return total


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """How many seconds it takes."""
    start = time.perf_counter()
    await work()
    return time.perf_counter() - start


async def ours(port: int) -> Measured:
    """Storing with the search index, not reading; one worker process."""
    from feed_database import migrated, subscribe

    from bot.feeds.fetch import Fetcher
    from bot.feeds.ingest import Ingest
    from bot.feeds.offload import ProcessOffload
    from db.engine import Database

    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as home:
        async with (
            Database.open(migrated(Path(home))) as database,
            Fetcher(allow_private={"127.0.0.0/8"}, at_once=AT_ONCE) as fetcher,
            ProcessOffload(1) as offload,
        ):
            await subscribe(database, port, lambda _number: 1)
            ingest = Ingest(
                database,
                fetcher,
                offload,
                None,
                reader_version=1,
                clock=lambda: now,
                at_once=AT_ONCE,
                host_gap=0,
            )
            new = 0

            async def poll() -> None:
                nonlocal new, now
                now += timedelta(days=2)
                reports = await ingest.poll_due()
                assert not any(report.error for report in reports), next(r.error for r in reports if r.error)
                new = sum(report.new for report in reports)
                assert len(reports) == len(addresses(port))

            measured = {"first": await timed(poll)}
            assert new == 25 * len(addresses(port))
            measured["unchanged"] = await timed(poll)
            assert new == 0
            change(port)
            measured["changed"] = await timed(poll)
            assert new == len(addresses(port)) // 20
            return measured | {"memory": peak_mb()}


def peer(port: int) -> Measured:
    """reader, as its makers ship it."""
    from reader import make_reader

    with tempfile.TemporaryDirectory() as home:
        reader = make_reader(f"{home}/reader.db")
        for address in addresses(port):
            reader.add_feed(address)
        measured: Measured = {}
        start = time.perf_counter()
        reader.update_feeds(scheduled=False)
        measured["first poll"] = time.perf_counter() - start
        assert reader.get_entry_counts().total == 25 * len(addresses(port))
        reader.enable_search()
        reader.update_search()
        measured["first"] = time.perf_counter() - start
        start = time.perf_counter()
        reader.update_feeds(scheduled=False)
        measured["unchanged"] = time.perf_counter() - start
        change(port)
        start = time.perf_counter()
        reader.update_feeds(scheduled=False)
        measured["changed"] = time.perf_counter() - start
        memory = peak_mb()
        reader.close()
        return measured | {"memory": memory}


async def floor(port: int) -> Measured:
    """aiohttp alone: as many requests at once, and nothing done with what comes."""
    import aiohttp

    etags: dict[str, str] = {}
    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=AT_ONCE, limit_per_host=1), timeout=timeout
    ) as session:

        async def ask(address: str) -> None:
            headers = {"If-None-Match": etags[address]} if address in etags else {}
            async with session.get(address, headers=headers) as response:
                await response.read()
                etags[address] = response.headers["ETag"]

        async def poll() -> None:
            await asyncio.gather(*map(ask, addresses(port)))

        measured = {"first": await timed(poll), "unchanged": await timed(poll)}
        change(port)
        return measured | {"changed": await timed(poll), "memory": peak_mb()}


def main() -> None:
    """Measure what the command line names."""
    what, port = sys.argv[1], int(sys.argv[2])
    match what:
        case "ours":
            measured = asyncio.run(ours(port))
        case "floor":
            measured = asyncio.run(floor(port))
        case _:
            measured = peer(port)
    sys.stdout.write(json.dumps(measured) + "\n")


if __name__ == "__main__":
    main()
