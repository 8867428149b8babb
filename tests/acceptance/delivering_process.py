"""A bot in a process of its own that makes and sends what is due, and dies at the step that it is told."""

from datetime import UTC, datetime, timedelta

from bot.config import Settings
from bot.delivery import making
from bot.delivery.making import Making
from bot.delivery.outbox import Outbox
from cogs.edition_posts import EditionPosts
from db import outbox
from tests.acceptance.delivering import started
from tests.acceptance.dying import Step, die_at

STEPS: dict[str, Step] = {
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


async def deliver(settings: Settings, ahead: timedelta, step: str | None, seconds_each: float) -> None:
    """Start, work, end. ``seconds_each``: what making one briefing is thought to take at first."""
    making._SECONDS_EACH = seconds_each
    if step is not None:
        die_at(STEPS[step])

    def clock() -> datetime:
        return datetime.now(UTC) + ahead

    async with started(settings, clock) as (app, inside):
        await app.making.make_due()
        await app.outbox.send_due(inside.editions)
