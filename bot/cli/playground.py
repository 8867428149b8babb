"""``gapwatch playground``: the loopback Discord alone, for any bot; and what can be made to go wrong in one."""

import asyncio
from pathlib import Path
from typing import Annotated, Any

import aiohttp
import typer
from rich.table import Table

from bot.cli.console import out, run
from bot.errors import GapwatchError
from bot.playground.demo_world import demo_world
from bot.playground.entrance import page_session
from bot.playground.server import Playground
from bot.playground.world import World

DEFAULT_PORT = 8700

app = typer.Typer(add_completion=False, help="A Discord of one's own on loopback, for any bot.")
faults = typer.Typer(no_args_is_help=True, help="Make things go wrong in a playground or a demo that runs.")
app.add_typer(faults, name="faults")

At = Annotated[str, typer.Option("--at", metavar="ADDRESS", help="The page's address, as it was printed.")]


class NoPlayground(GapwatchError):
    """Nothing answers there."""

    next_step = "Start one with `gapwatch playground` or `gapwatch demo`, and give --at the address that it prints."


class FaultRefused(GapwatchError):
    """The playground would not do it; its sentence says why."""

    next_step = "`gapwatch playground faults list` shows what there is."


@app.callback(invoke_without_command=True)
def playground(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1024, max=65535, help="Where it listens.")] = DEFAULT_PORT,
    keep: Annotated[Path | None, typer.Option(help="Keep what happens in this file.")] = None,
    name: Annotated[str, typer.Option(help="What the bot is called here.")] = "Bot",
) -> None:
    """Serve a playground without a bot, and print what a bot needs to log in to it."""
    if context.invoked_subcommand is None:
        run(_serve(demo_world(name), port, keep))


async def _serve(world: World, port: int, keep: Path | None) -> None:
    async with Playground(world, port=port, keep_in=keep) as opened:
        out.print(f"The playground is at {opened.page_address} (Ctrl-C stops it)")
        out.print(f"API:   {opened.api}")
        out.print(f"Token: {opened.token}")
        await asyncio.Event().wait()


@faults.command("list")
def list_faults(at: At) -> None:
    """What can go wrong, with its fields, and what is about to."""
    _show(run(_ask(at, "GET")))


@faults.command("add")
def add_fault(
    at: At,
    kind: Annotated[str, typer.Argument(help="Which one, as listed.")],
    fields: Annotated[list[str] | None, typer.Argument(help="name=value, as listed; times=2 status=502")] = None,
) -> None:
    """Let something go wrong: at once, or for requests to come."""
    _show(run(_ask(at, "POST", {"kind": kind, **dict(map(_field, fields or []))})), only_waiting=True)


@faults.command("clear")
def clear_faults(at: At) -> None:
    """Take back what has not yet gone wrong."""
    _show(run(_ask(at, "DELETE", {})), only_waiting=True)


def _field(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise typer.BadParameter(f"{text!r} is not name=value")
    if value in ("true", "false"):
        return name, value == "true"
    # Ids are numbers too long to be meant as such.
    return name, float(value) if value.replace(".", "", 1).isdecimal() and len(value) < 10 else value


async def _ask(address: str, method: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    try:
        async with (
            page_session(address) as session,
            session.request(method, "/playground/faults", json=body) as response,
        ):
            answer: dict[str, Any] = await response.json()
    except (aiohttp.ClientError, ValueError) as cause:
        raise NoPlayground(f"There is no playground at {address}.") from cause
    if response.status != 200:
        raise FaultRefused(answer["message"])
    return answer


def _show(told: dict[str, Any], *, only_waiting: bool = False) -> None:
    if not only_waiting:
        table = Table("kind", "what happens", "fields", box=None)
        for each in told["kinds"]:
            table.add_row(each["kind"], each["about"], " ".join(map(_field_words, each["fields"])))
        out.print(table)
    for fault in told["waiting"]:
        out.print(f"{fault['id']}: {fault['words']}")
    if not told["waiting"]:
        out.print("Nothing is waiting to go wrong.")


def _field_words(field: dict[str, Any]) -> str:
    return f"{field['name']}={field['default']}" if "default" in field else f"{field['name']}=…"
