"""How fast the ledger answers over a million announcements: ``make bench``. Latencies against aims, never a test.

Each call is asked a hundred times, by guilds that read everything, sixty feeds, sixty with filters, or a single feed,
about what is popular and what is rare, over ten thousand announcements and over a million; each line is printed when it
has been measured. Beside the time that passed stands what this process worked in it (on PostgreSQL the server's work
is not in that): on a busy machine the first is more than an answer takes, the second never is.

What is sent to the database is looked at as well: a plan that goes through a whole big table ends the measure with an
error.
"""

import argparse
import asyncio
import gc
import re
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from ledger_calls import CALLS, GUILDS, Asking, Call, asking
from ledger_seed import postgresql_url, sqlite_url
from rich.console import Console
from rich.table import Table
from sqlalchemy import event

from bot.errors import GapwatchError
from db.engine import Database

SMALL, LARGE, TIMES = 10_000, 1_000_000, 100
GROWTH_AT_MOST, HELD_AT_MOST = 3.0, 50
TICK = 0.005
BIG = ("announcements", "announcement_labs", "announcement_models", "announcement_topics", "announcement_search")
BIG += ("claims", "hidden_announcements", "model_mentions", "lab_mentions", "story_members", "stories")
IN_ORDER_OF_DATES = "ix_announcements_order_at_id_feed_id"  # read from the newest on, and only as far as is wanted
_SCANNED = re.compile(r"SCAN (?P<sqlite>\w+)(?! VIRTUAL)|Seq Scan on (?P<postgresql>\w+)")
_SIDES: dict[str, Callable[[Path, int, Callable[[str], None]], str | None]] = {
    "SQLite": sqlite_url,
    "PostgreSQL": postgresql_url,
}

Statements = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """Milliseconds that half, 95 and 99 of 100 answers took at most, and that this process worked for half and 95."""

    half: float
    most: float
    nearly_all: float
    half_worked: float
    most_worked: float

    @classmethod
    def of(cls, took: Sequence[tuple[float, float]]) -> "Spread":
        passed, worked = (statistics.quantiles(each, n=100) for each in zip(*took, strict=True))
        return cls(
            half=passed[49],
            most=passed[94],
            nearly_all=passed[98],
            half_worked=worked[49],
            most_worked=worked[94],
        )

    def __str__(self) -> str:
        passed = f"{self.half:.0f} / {self.most:.0f} / {self.nearly_all:.0f}"
        return f"{passed} ({self.half_worked:.0f}, {self.most_worked:.0f})"


@dataclass(kw_only=True, slots=True)
class Measured:
    """What one database showed: how long each call took; by how much the loop was held, and by which; bad plans."""

    spreads: dict[str, Spread] = field(default_factory=dict)
    held: tuple[float, str] = (0.0, "")
    scans: list[str] = field(default_factory=list)


async def measure(
    url: str, announcements: int, calls: Sequence[Call], times: int, say: Callable[[str], None]
) -> Measured:
    """Ask everything so many times."""
    measured = Measured()
    async with Database.open(url) as database:
        asked = asking(database, announcements)
        gc.collect()
        gc.freeze()
        for call in calls:
            statements: Statements = {}
            async with listening(database, statements), ticking() as held:
                took = [await timed(call, asked, guild) for guild, _ in zip(cycle(GUILDS), range(times), strict=False)]
            spread = measured.spreads[call.name] = Spread.of(took)
            measured.held = max(measured.held, (max(held), call.name))
            measured.scans += [f"{call.name}: {scan}" for scan in await full_scans(database, statements)]
            say(f"{announcements:>9,}  {call.name:30} {spread}, loop held {max(held):.0f}")
    return measured


async def timed(call: Call, asked: Asking, guild: int) -> tuple[float, float]:
    """Milliseconds until it is answered, and those of work; that there is no such name is an answer too."""
    asked.guild = guild
    passed, worked = time.perf_counter(), time.process_time()
    with suppress(GapwatchError):
        await call.ask(asked)
    return (time.perf_counter() - passed) * 1000, (time.process_time() - worked) * 1000


@asynccontextmanager
async def listening(database: Database, statements: Statements) -> AsyncIterator[None]:
    """Notes each statement that is sent, with what was sent along with it the first time."""

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        statements.setdefault(statement, parameters)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)


@asynccontextmanager
async def ticking() -> AsyncIterator[list[float]]:
    """Notes in milliseconds by how much each short sleep was too long: so long was the loop held up."""
    held: list[float] = [0.0]

    async def tick() -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(TICK)
            held.append((time.perf_counter() - start - TICK) * 1000)

    task = asyncio.create_task(tick())
    try:
        yield held
    finally:
        task.cancel()


async def full_scans(database: Database, statements: Statements) -> list[str]:
    """The lines of plans that go through a whole big table, each with its statement."""
    explain = "EXPLAIN " if database.engine.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN "
    found = []
    async with database.engine.connect() as connection:
        for statement, parameters in statements.items():
            if not statement.lstrip("( ").upper().startswith(("SELECT", "WITH")):
                continue
            rows = (await connection.exec_driver_sql(explain + statement, parameters)).all()
            found += [f"{row[-1]}\n  in {statement}" for row in rows if is_full_scan(str(row[-1]))]
    return found


def is_full_scan(line: str) -> bool:
    """Whether a line of a plan goes through a big table without knowing where to begin or when to stop."""
    scanned = _SCANNED.search(line)
    return bool(scanned) and scanned[scanned.lastgroup] in BIG and IN_ORDER_OF_DATES not in line


def show(name: str, calls: Sequence[Call], found: dict[int, Measured]) -> Table:
    """The table, with what misses its aim in red."""
    sizes = sorted(found)
    table = Table("half / 95 / 99 of 100, in ms (worked: half, 95)", title=name)
    for size in sizes:
        table.add_column(f"{size:,}", justify="right")
    for column in ("growth", "aim of 95, 99"):
        table.add_column(column, justify="right")
    for call in calls:
        before, after = (found[size].spreads[call.name] for size in (sizes[0], sizes[-1]))
        growth = after.half / before.half
        missed = after.most > call.aim[0] or after.nearly_all > call.aim[1]
        cells = [*(str(found[size].spreads[call.name]) for size in sizes[:-1]), marked(str(after), missed)]
        grown = marked(f"{growth:.1f}", growth > GROWTH_AT_MOST)
        table.add_row(call.name, *cells, grown, f"{call.aim[0]}, {call.aim[1]}")
    held, by = found[sizes[-1]].held
    longest = marked(f"{held:.0f} ms", held > HELD_AT_MOST)
    table.caption = f"the loop was held up for {longest} at most, by {by} (aim: {HELD_AT_MOST}); growth of half: 3"
    return table


def marked(text: str, missed: bool) -> str:
    """Red where an aim is missed."""
    return f"[red]{text}[/red]" if missed else text


def told() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure how fast the ledger answers.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[SMALL, LARGE], help="announcements")
    parser.add_argument("--on", choices=_SIDES, nargs="+", default=list(_SIDES), help="databases")
    parser.add_argument("--times", type=int, default=TIMES, help="how often each call is asked")
    parser.add_argument("--only", default="", help="calls whose name holds this")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "gapwatch-bench"), help="kept in")
    return parser.parse_args()


async def main() -> None:
    """Build what is not there yet, measure, print; fail on plans that no size should allow."""
    asked = told()
    calls = [call for call in CALLS if asked.only in call.name]
    console = Console(width=130)
    scans: list[str] = []
    for name in asked.on:
        found = {}
        for size in asked.sizes:
            url = await asyncio.to_thread(_SIDES[name], asked.folder, size, console.print)
            if url is None:
                break
            found[size] = await measure(url, size, calls, asked.times, console.print)
            scans += [f"{name}, {size:,}: {scan}" for scan in found[size].scans if size > SMALL]
        console.print(show(name, calls, found) if found else f"{name} is not installed: not measured.")
    if scans:
        sys.exit("Plans that go through a whole table:\n" + "\n".join(scans))


if __name__ == "__main__":
    asyncio.run(main())
