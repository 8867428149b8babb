"""How fast the ledger answers over a million announcements: ``make bench``. Latencies against aims, never a test.

Each call is asked a hundred times, by guilds that read everything, sixty feeds, sixty with filters, or a single feed,
about what is popular and what is rare, over ten thousand announcements and over so many as the command line says. What
is sent to the database is looked at as well: a plan that goes through a whole big table ends the measure with an error.
"""

import asyncio
import re
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
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
BIG += ("claims", "hidden_announcements", "model_mentions", "lab_mentions")
IN_ORDER_OF_DATES = "ix_announcements_order_at_id_feed_id"  # read from the newest on, and only as far as is wanted
_SCANNED = re.compile(r"SCAN (?P<sqlite>\w+)(?! VIRTUAL)|Seq Scan on (?P<postgresql>\w+)")

Spread = tuple[float, float, float]
Statements = dict[str, Any]


@dataclass(kw_only=True, slots=True)
class Measured:
    """What one database showed: of each call half, 95 and 99 of 100; by how much the loop was held; bad plans."""

    spreads: dict[str, Spread] = field(default_factory=dict)
    held: float = 0.0
    scans: list[str] = field(default_factory=list)


async def measure(url: str, announcements: int) -> Measured:
    """Ask everything."""
    measured = Measured()
    statements: Statements = {}
    async with Database.open(url) as database:
        asked = asking(database, announcements)
        for call in CALLS:
            async with listening(database, statements), ticking() as held:
                times = [await timed(call, asked, guild) for guild, _ in zip(cycle(GUILDS), range(TIMES), strict=False)]
            percentiles = statistics.quantiles(times, n=100)
            measured.spreads[call.name] = percentiles[49], percentiles[94], percentiles[98]
            measured.held = max(measured.held, *held)
        measured.scans = await full_scans(database, statements)
    return measured


async def timed(call: Call, asked: Asking, guild: int) -> float:
    """Milliseconds until it is answered; that there is no such name is an answer too."""
    asked.guild = guild
    start = time.perf_counter()
    with suppress(GapwatchError):
        await call.ask(asked)
    return (time.perf_counter() - start) * 1000


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


def show(name: str, small: Measured, large: Measured, announcements: int) -> Table:
    """The table, with what misses its aim in red."""
    columns = [f"{size:,}: half" if at == 0 else word for size in (SMALL, announcements) for at, word in _WORDS]
    table = Table("ms", *columns, "growth", "aim", title=f"{name}: {SMALL:,} and {announcements:,} announcements")
    for call in CALLS:
        before, after = small.spreads[call.name], large.spreads[call.name]
        growth = after[0] / before[0]
        cells = [f"{value:.0f}" for value in (*before, *after)]
        for at, aim in zip((4, 5), call.aim, strict=True):
            cells[at] = marked(cells[at], after[at - 3] > aim)
        aim = f"{call.aim[0]}, {call.aim[1]}"
        table.add_row(call.name, *cells, marked(f"{growth:.1f}", growth > GROWTH_AT_MOST), aim)
    held = marked(f"{large.held:.0f} ms", large.held > HELD_AT_MOST)
    table.caption = f"the loop was held up for {held} at most (aim: {HELD_AT_MOST}); growth of half: {GROWTH_AT_MOST:g}"
    return table


_WORDS = ((0, "half"), (1, "95"), (2, "99"))


def marked(text: str, missed: bool) -> str:
    """Red where an aim is missed."""
    return f"[red]{text}[/red]" if missed else text


async def main() -> None:
    """Build what is not there yet, measure, print; fail on plans that no size should allow."""
    announcements = int(sys.argv[1]) if len(sys.argv) > 1 else LARGE
    console = Console(width=120)
    scans: list[str] = []
    makers: dict[str, Callable[..., str | None]] = {"SQLite": sqlite_url, "PostgreSQL": postgresql_url}
    for name, make in makers.items():
        urls = [await asyncio.to_thread(make, size, console.print) for size in (SMALL, announcements)]
        if urls[0] is None or urls[1] is None:
            console.print(f"{name} is not installed: not measured.")
            continue
        small, large = await measure(urls[0], SMALL), await measure(urls[1], announcements)
        console.print(show(name, small, large, announcements))
        scans += [f"{name}: {scan}" for scan in large.scans]
    if scans:
        sys.exit("Plans that go through a whole table:\n" + "\n".join(scans))


if __name__ == "__main__":
    asyncio.run(main())
