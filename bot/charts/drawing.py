"""Draw charts off the event loop. Which chart it is, is the caller's business."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec

from bot.charts.chart import Chart

Arguments = ParamSpec("Arguments")

# One thread, so that matplotlib is never in two: its fonts and caches are shared. It starts with the first chart.
_DRAWING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")


async def drawn(draw: Callable[Arguments, Chart], *args: Arguments.args, **kwargs: Arguments.kwargs) -> Chart:
    """The chart that ``draw`` makes of the arguments; charts asked for together are drawn one after the other."""
    return await asyncio.get_running_loop().run_in_executor(_DRAWING, lambda: draw(*args, **kwargs))
