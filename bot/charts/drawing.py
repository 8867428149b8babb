"""Draw charts off the event loop. Which chart it is, is the caller's business."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec

from bot.charts.chart import Chart

Arguments = ParamSpec("Arguments")

# One thread, so that matplotlib is never in two: its fonts and caches are shared.
_DRAWING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")


async def drawn(draw: Callable[Arguments, Chart], *args: Arguments.args, **kwargs: Arguments.kwargs) -> Chart:
    """The chart that ``draw`` makes of the arguments; charts asked for together are drawn one after the other."""
    return await asyncio.get_running_loop().run_in_executor(_DRAWING, lambda: draw(*args, **kwargs))


async def ready_to_draw() -> None:
    """Import what charts are drawn with, and draw one. It holds up the event loop, so a bot does it as it starts."""
    await asyncio.get_running_loop().run_in_executor(_DRAWING, _draw_nothing)


def _draw_nothing() -> None:
    from bot.charts.panel import blank

    blank("Nothing", "Nothing to draw", "").png()
