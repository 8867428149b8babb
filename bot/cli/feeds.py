"""``gapwatch feeds``: what a server reads, from the command line."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.app import open_app
from bot.cli.console import out, run
from bot.config import Settings, load_settings
from bot.errors import GapwatchError
from db import feeds
from db.engine import Database

app = typer.Typer(no_args_is_help=True, help="Add, list and remove the feeds of a server.")

Guild = Annotated[int | None, typer.Option(help="The Discord server's id; not needed where the bot is in one only.")]


class WhichGuild(GapwatchError):
    """The command does not say which server it is about."""

    next_step = "Give its id: --guild ID (in Discord: developer mode on, right-click on the server, Copy Server ID)."


@app.command("add")
def add_command(url: str, guild: Guild = None, title: Annotated[str | None, typer.Option()] = None) -> None:
    """Subscribe a server to a feed, and read it now."""
    _run(lambda settings: _add(settings, url, guild, title))


@app.command("list")
def list_command(guild: Guild = None) -> None:
    """List the feeds of a server, and how they are."""
    _run(lambda settings: _list(settings, guild))


@app.command("remove")
def remove_command(feed: str, guild: Guild = None) -> None:
    """End a server's subscription to a feed, named by its address or title."""
    _run(lambda settings: _remove(settings, feed, guild))


def _run(work: Callable[[Settings], Coroutine[Any, Any, None]]) -> None:
    async def with_settings() -> None:
        await work(load_settings())

    run(with_settings())


async def _add(settings: Settings, url: str, guild: int | None, title: str | None) -> None:
    async with open_app(settings) as opened:
        guild_id = await guild_meant(opened.database, guild)
        subscription, report = await opened.services.subscriptions.add(guild_id, url, title=title)
        out.print(f"Reading {subscription.feed.title}: {report.new} announcements stored.", markup=False)
        if report.error:
            out.print(report.error, markup=False)


async def _list(settings: Settings, guild: int | None) -> None:
    async with Database.open(settings.database) as database:
        guild_id = await guild_meant(database, guild)
        async with database.read() as session:
            subscribed = await feeds.subscriptions(session, guild_id)
    if not subscribed:
        out.print("This server reads no feeds. Add one with: gapwatch feeds add URL")
        return
    table = Table("title", "address", "state")
    for subscription in subscribed:
        feed = subscription.feed
        table.add_row(feed.title, feed.url, feed.last_error or feed.status.value)
    out.print(table, markup=False)


async def _remove(settings: Settings, feed: str, guild: int | None) -> None:
    async with open_app(settings) as opened:
        gone = await opened.services.subscriptions.remove(await guild_meant(opened.database, guild), feed)
        out.print(f"No longer reading {gone.title}.", markup=False)


async def guild_meant(database: Database, guild: int | None) -> int:
    """The server meant: the one named, else the only one there is. Raises WhichGuild."""
    if guild is not None:
        return guild
    async with database.read() as session:
        known = await feeds.guilds(session)
    if len(known) != 1:
        names = ", ".join(f"{name} ({guild_id})" for guild_id, name in known) or "none yet"
        raise WhichGuild(f"The bot knows these servers: {names}.")
    return known[0][0]
