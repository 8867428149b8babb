"""A bot in a process of its own that makes and sends what is due, and is killed (-9) at the step that it is told.

python delivering_process.py HOME API TOKEN SECONDS_AHEAD STEP SECONDS_EACH
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import open_app, run_in_discord
from bot.config import Settings
from bot.delivery import making
from bot.delivery.making import Making
from bot.delivery.outbox import Outbox
from cogs.edition_posts import EditionPosts
from db import outbox

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


async def main(home: str, api: str, token: str, ahead: str, step: str, seconds_each: str) -> None:
    """Start, work, end. ``seconds_each``: what making one briefing is thought to take at first."""
    making._SECONDS_EACH = float(seconds_each)
    if step in STEPS:
        where, name, after = STEPS[step]
        killed_at(where, name, after=after)
    settings = Settings(_env_file=None, DISCORD_TOKEN=SecretStr(token), discord_api=api, data_dir=Path(home))

    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(ahead))

    async with open_app(settings, clock) as app, run_in_discord(app, token) as inside:
        await app.making.make_due()
        await app.outbox.send_due(inside.editions)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
