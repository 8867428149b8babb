"""The one place where an edition is asked for and put into words."""

from bot.briefing.editions import Editions
from bot.domain.schedules import Composed, Wanted, Window
from cogs.views.editions import compose_edition


async def edition_for(editions: Editions, guild_id: int, window: Window, wanted: Wanted) -> Composed:
    """The guild's edition of this window, as the pages that are posted."""
    return compose_edition(await editions.between(guild_id, window, wanted))
