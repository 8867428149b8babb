"""``gapwatch demo``: everything in one process, one address to open."""

from contextlib import AsyncExitStack
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.cli.console import err, out
from bot.config import Settings
from bot.demonstration import open_demo


async def show_demo(settings: Settings, folder: Path | None, port: int, *, start_over: bool) -> None:
    """Print the page's address as soon as it can be opened, let the bot come, stay until stopped."""
    bar = Progress(TextColumn("Reading feeds"), BarColumn(), MofNCompleteColumn(), console=err, transient=True)
    task = bar.add_task("feeds", total=None)

    def report(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)

    def opened(address: str) -> None:
        out.print(f"The playground is open: {address} (Ctrl-C stops it)")

    async with AsyncExitStack() as stack:
        with bar:
            opening = open_demo(settings, folder=folder, port=port, report=report, opened=opened, start_over=start_over)
            demo = await stack.enter_async_context(opening)
        out.print("Gapwatch is in it.")
        await demo.running
