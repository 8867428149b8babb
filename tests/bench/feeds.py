"""How fast feeds are polled and stored, against a peer on the same feeds: ``make bench``. Ratios, never a test.

The peer is reader: a feed library that stores and indexes as we do, and reads no claims; so reading is off here. Each
of them, and the floor (aiohttp alone), runs in a process of its own against one server in another: a thousand feeds of
25 entries on a hundred loopback hosts. Both are used as their makers ship them, but that ours is told of no gap between
two requests to a host, of which the peer knows none.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feed_site import CHANGED_OF, ENTRIES, FEEDS
from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
TARGETS = {"first": 5.0, "unchanged": 5.0, "changed": 4.0}
MEMORY_AT_MOST = 2.0
ROUNDS = {
    "first": "first poll, with the search index",
    "unchanged": "nothing changed (304)",
    "changed": f"one new entry in every {CHANGED_OF}th feed",
}


@contextmanager
def site() -> Iterator[str]:
    """The server's port, while it runs: each measure gets a fresh one."""
    with subprocess.Popen(
        [sys.executable, HERE / "feed_site.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()


def measure(what: str) -> dict[str, float]:
    """Seconds of each round, and megabytes."""
    with site() as port:
        run = [sys.executable, HERE / "feed_rounds.py", what, port]
        measured: dict[str, float] = json.loads(subprocess.run(run, stdout=subprocess.PIPE, check=True).stdout)
    return measured


def main() -> None:
    """Measure and print."""
    floor, ours, peer = measure("floor"), measure("ours"), measure("peer")
    table = Table(
        "feeds a second",
        "aiohttp alone",
        "reader",
        "Gapwatch",
        "ours is",
        "aim",
        title=f"{FEEDS} feeds of {ENTRIES} entries, stored and indexed, not read",
    )
    for name, words in ROUNDS.items():
        rates = [f"{FEEDS / measured[name]:,.0f}" for measured in (floor, peer, ours)]
        table.add_row(words, *rates, f"{peer[name] / ours[name]:.1f} times as fast", f"{TARGETS[name]:g} times")
    table.add_row(
        "peak memory, MB, all processes",
        *(f"{measured['memory']:.0f}" for measured in (floor, peer, ours)),
        f"{ours['memory'] / peer['memory']:.1f} times as much",
        f"at most {MEMORY_AT_MOST:g} times",
    )
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
