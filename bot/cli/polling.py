"""``gapwatch poll`` and ``gapwatch reread``: long work with a bar."""

from rich.progress import Progress

from bot.app import open_app, utc_now
from bot.cli.console import err, out
from bot.config import Settings
from db import feeds


async def poll_once(settings: Settings) -> None:
    """Poll what is due and say what came of it; a feed that fails is named, and does not stop the others."""
    async with open_app(settings) as app:
        async with app.database.read() as session:
            due = await feeds.due_feeds(session, utc_now())
        if not due:
            out.print("No feed is due. Add one with: gapwatch feeds add URL")
            return
        with Progress(console=err, transient=True) as bar:
            task = bar.add_task("Polling", total=len(due))
            new = 0
            async for report in app.ingest.poll_feeds(due):
                bar.advance(task)
                new += report.new
                if report.error:
                    out.print(f"{report.feed.title}: {report.error}", markup=False)
    out.print(f"{len(due)} feeds polled, {new} new announcements.")


async def reread_all(settings: Settings) -> None:
    """Read again what only an older reader has read. What is done when it is stopped stays done."""
    async with open_app(settings) as app:
        count = await app.reread.count()
        done = 0
        with Progress(console=err, transient=True) as bar:
            task = bar.add_task("Reading", total=count)
            async for batch in app.reread.run():
                done += batch
                bar.advance(task, batch)
        left = await app.reread.count()
    out.print(f"{done - left} announcements read, {left} left." if count else "Everything is read already.")
