"""A bot in a process of its own that makes and sends what is due, and is killed (-9) at the step that it is told.

The processes are forked off one that has imported and read everything: what costs most of a start proves nothing here.
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from importlib import import_module
from typing import Any

import bot.charts.panel  # noqa: F401 - imported by a bot when it has started
from bot.client import COGS
from bot.config import Settings
from bot.delivery import making
from bot.delivery.making import Making
from bot.delivery.outbox import Outbox
from bot.registry.load import load_registry
from cogs.edition_posts import EditionPosts
from db import outbox
from tests.acceptance.delivering import started

STEPS: dict[str, tuple[Any, str, bool]] = {
    "before enqueue": (outbox, "enqueue", False),
    "enqueued, not committed": (outbox, "enqueue", True),
    "after enqueue": (Making, "make_due", True),
    "before lease": (outbox, "lease", False),
    "leased, not committed": (outbox, "lease", True),
    "after lease": (Outbox, "deliver", False),
    "before send": (EditionPosts, "post", False),
    "after send": (EditionPosts, "post", True),
    "before record": (outbox, "note_sent", False),
    "recorded, not committed": (outbox, "note_sent", True),
    "after record": (Outbox, "deliver", True),
}


def killed_at(where: Any, name: str, *, after: bool) -> None:
    """Let the process be killed when this is called, or when it returns."""
    do: Callable[..., Any] = getattr(where, name)

    @wraps(do)
    async def deadly(*args: Any, **kwargs: Any) -> Any:
        if not after:
            os.kill(os.getpid(), signal.SIGKILL)
        await do(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(where, name, deadly)


for each in COGS:
    import_module(each)
load_registry()

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload([__name__])


async def run_process(settings: Settings, ahead: timedelta, step: str, *, seconds_each: float = 0.05) -> int | None:
    """How a process ended that was told to die at a step, or at none."""
    process = _FORKING.Process(target=_run, args=(settings, ahead, step, seconds_each))
    process.start()
    await asyncio.to_thread(process.join)
    return process.exitcode


def _run(settings: Settings, ahead: timedelta, step: str, seconds_each: float) -> None:
    asyncio.run(_work(settings, ahead, step, seconds_each))


async def _work(settings: Settings, ahead: timedelta, step: str, seconds_each: float) -> None:
    """Start, work, end. ``seconds_each``: what making one briefing is thought to take at first."""
    making._SECONDS_EACH = seconds_each
    if step in STEPS:
        where, name, after = STEPS[step]
        killed_at(where, name, after=after)

    def clock() -> datetime:
        return datetime.now(UTC) + ahead

    async with started(settings, clock) as (app, inside):
        await app.making.make_due()
        await app.outbox.send_due(inside.editions)
