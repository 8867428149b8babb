"""``gapwatch demo``: everything in one process, one address to open."""

from contextlib import AsyncExitStack
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.app import open_demo
from bot.cli.console import err, out
from bot.config import Settings


async def show_demo(settings: Settings, folder: Path | None, port: int) -> None:
    """Start it, print the page's address, stay until stopped."""
    bar = Progress(TextColumn("Reading feeds"), BarColumn(), MofNCompleteColumn(), console=err, transient=True)
    task = bar.add_task("feeds", total=None)

    def report(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)

    async with AsyncExitStack() as stack:
        with bar:
            demo = await stack.enter_async_context(open_demo(settings, folder=folder, port=port, report=report))
        out.print(f"Gapwatch is in its playground: {demo.address} (Ctrl-C stops it)")
        await demo.running
