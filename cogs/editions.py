"""The one place where a schedule's edition is asked for and put into words."""

from datetime import datetime

from bot.briefing.editions import Editions
from bot.domain.schedules import Composed, Schedule, Window
from cogs.views.editions import compose_edition


async def edition_for(editions: Editions, schedule: Schedule, window: Window, next_at: datetime) -> Composed:
    """The schedule's edition of this window, as the pages that are posted."""
    return compose_edition(await editions.between(schedule, window, next_at))
