"""The commands and their options. Each calls one function of a sibling module."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.app import prepare_database, run_bot
from bot.cli import catalogue, exporting, feed_sources, playground, reading, registry
from bot.cli.console import fail, out, run, set_up_logging
from bot.cli.demo import show_demo
from bot.cli.doctor import examine
from bot.cli.polling import poll_once, reread_all
from bot.config import Settings, load_settings
from bot.demonstration import DEMO_PORT
from bot.errors import GapwatchError

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Gapwatch reads AI news and keeps every claim.")
app.add_typer(feed_sources.app, name="feeds")
app.add_typer(registry.app, name="registry")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(playground.app, name="playground")


class Exported(StrEnum):
    """What can be exported."""

    ANNOUNCEMENTS = "announcements"
    CLAIMS = "claims"


class Format(StrEnum):
    """As what it can be exported."""

    JSONL = "jsonl"
    CSV = "csv"


def main() -> None:
    """The entry point."""
    app()


@app.command("run")
def run_command() -> None:
    """Run the bot on Discord, until it is stopped."""
    settings = settings_or_exit()
    set_up_logging(settings)
    run(run_bot(settings))


@app.command()
def demo(
    feeds: Annotated[Path | None, typer.Option(help="Serve the feed files of this folder instead.")] = None,
    port: Annotated[
        int, typer.Option(min=1024, max=65534, help="The page's port; the feeds take the next.")
    ] = DEMO_PORT,
    start_over: Annotated[bool, typer.Option("--start-over", help="Forget all that was said and read before.")] = False,
) -> None:
    """Start the playground with the bot in it, and print the page's address."""
    settings = settings_or_exit()
    set_up_logging(settings, quiet=True)
    run(show_demo(settings, feeds, port, start_over=start_over))


@app.command()
def read(
    source: Annotated[str | None, typer.Argument(help="A file, an address, or - for standard input.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a text, for programs.")] = False,
    jsonl: Annotated[
        Path | None, typer.Option(help="Rows with id, title, text, url, source; writes rows with labs, models, claims.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show for each claim its sentence, what was found in it, and the rule.")
    ] = False,
) -> None:
    """Print the claims of a text, a page or a feed's entries."""
    if (source is None) == (jsonl is None):
        raise typer.BadParameter("give a file, an address or -; or --jsonl with a file of rows")
    if jsonl is not None:
        run(reading.read_rows(jsonl, explain=explain))
    elif source is not None:
        run(reading.read_source(source, settings_or_exit(), as_json=json, explain=explain))


@app.command()
def poll() -> None:
    """Poll every feed that is due, once."""
    settings = settings_or_exit()
    set_up_logging(settings)
    run(poll_once(settings))


@app.command()
def reread() -> None:
    """Read stored announcements again after an upgrade of the reader; may be stopped and goes on where it was."""
    settings = settings_or_exit()
    set_up_logging(settings)
    run(reread_all(settings))


@app.command()
def migrate() -> None:
    """Bring the database to the version of the code; makes it where there is none."""
    before, after = run(prepare_database(settings_or_exit()))
    out.print(f"The database is at version {after}" + ("." if before == after else f" (was {before or 'empty'})."))


@app.command()
def doctor() -> None:
    """Check settings, database, feeds, Discord and the clock, and say what to mend."""
    if not run(examine(settings_or_exit())):
        raise typer.Exit(1)


@app.command()
def export(
    what: Exported,
    format: Annotated[Format, typer.Option(help="One JSON object a line, or CSV.")] = Format.JSONL,  # noqa: A002
) -> None:
    """Write everything stored to standard output."""
    run(exporting.export(settings_or_exit(), what.value, format.value))


def settings_or_exit() -> Settings:
    """The settings, or an exit with what is wrong in them."""
    try:
        return load_settings()
    except GapwatchError as error:
        fail(error)
