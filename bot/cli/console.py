"""How the command line speaks: answers to standard output, everything else to standard error."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.logging import RichHandler
from rich.markup import escape

from bot.config import Settings, TokenMissing
from bot.errors import GapwatchError

out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)

T = TypeVar("T")


def set_up_logging(settings: Settings, *, quiet: bool = False) -> None:
    """Log to standard error: our own words from the level that is set, libraries' (and ``quiet``) from warnings on."""
    handler = RichHandler(console=err, show_path=False, rich_tracebacks=True)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", datefmt="%X", handlers=[handler], force=True)
    for ours in ("bot", "cogs", "db"):
        logging.getLogger(ours).setLevel(logging.WARNING if quiet else settings.log_level)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end, to an error told in a sentence, or until Ctrl-C or SIGTERM, which close everything cleanly."""
    try:
        return asyncio.run(_until_terminated(work))
    except GapwatchError as error:
        fail(error)
    except (KeyboardInterrupt, asyncio.CancelledError):
        err.print("Stopped.")
        raise typer.Exit(0) from None


async def _until_terminated(work: Coroutine[Any, Any, T]) -> T:
    """SIGTERM cancels the work, as asyncio's runner does for Ctrl-C."""
    this = asyncio.current_task()
    assert this is not None
    with suppress(NotImplementedError):  # Windows has no such handlers
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, this.cancel)
    return await work


def fail(error: GapwatchError) -> NoReturn:
    """Tell the person and leave: exit 2 where a setting is missing, 1 otherwise."""
    err.print(f"[bold]{escape(str(error))}[/bold]\n{escape(error.next_step)}")
    raise typer.Exit(2 if isinstance(error, TokenMissing) else 1)
