"""``gapwatch demo``: everything in one process, one address to open."""

from contextlib import AsyncExitStack
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.cli.console import err, out
from bot.config import Settings
from bot.demonstration import open_demo


async def show_demo(settings: Settings, folder: Path | None, port: int, *, start_over: bool) -> None:
    """Start it, print the page's address, stay until stopped."""
    bar = Progress(TextColumn("Reading feeds"), BarColumn(), MofNCompleteColumn(), console=err, transient=True)
    task = bar.add_task("feeds", total=None)

    def report(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)

    async with AsyncExitStack() as stack:
        with bar:
            opening = open_demo(settings, folder=folder, port=port, report=report, start_over=start_over)
            demo = await stack.enter_async_context(opening)
        out.print(f"Gapwatch is in its playground: {demo.address} (Ctrl-C stops it)")
        await demo.running
