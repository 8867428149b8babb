"""Bots in processes of their own that are killed (-9) at the step that they are told.

The processes are forked off one that has imported and read everything: what costs most of a start proves nothing here.
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable, Coroutine
from functools import wraps
from importlib import import_module
from typing import Any

import bot.charts.panel  # noqa: F401 - imported by a bot when it has started
from bot.client import COGS
from bot.registry.load import load_registry

Step = tuple[Any, str, bool]
"""Where a function stands, its name, and whether it is to have returned."""

for each in COGS:
    import_module(each)
load_registry()

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload([__name__])


async def died(work: Callable[..., Coroutine[Any, Any, None]], *arguments: Any) -> bool:
    """Whether a process that does this is killed on the way; it may do nothing else but end well."""
    process = _FORKING.Process(target=_run, args=(work, *arguments))
    process.start()
    await asyncio.to_thread(process.join)
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return process.exitcode != 0


def die_at(step: Step) -> None:
    """Let this process be killed when a function is called, or when it returns."""
    where, name, after = step
    do: Callable[..., Any] = getattr(where, name)

    @wraps(do)
    async def deadly(*args: Any, **kwargs: Any) -> Any:
        if not after:
            os.kill(os.getpid(), signal.SIGKILL)
        await do(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(where, name, deadly)


def _run(work: Callable[..., Coroutine[Any, Any, None]], *arguments: Any) -> None:
    asyncio.run(work(*arguments))
