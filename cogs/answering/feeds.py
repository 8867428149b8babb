"""The feeds of a guild, and the briefing made of them."""

from datetime import timedelta

from cogs.answering.asked import Asked
from cogs.views.answers import Answer
from cogs.views.digest import render_edition
from cogs.views.feeds import render_feeds, render_health
from cogs.views.lists import render_latest
from cogs.views.text import safe

HOURS = 24


async def digest(asked: Asked) -> Answer:
    """The briefing as it would be now."""
    back = timedelta(hours=asked.query.hours or HOURS)
    return render_edition(await asked.services.editions.preview(asked.guild_id, asked.now, back))


async def edition(asked: Asked) -> Answer:
    """Everything that was read in an edition's window."""
    kept = await asked.services.schedules.edition(asked.guild_id, asked.query.item)
    found = await asked.services.editions.announcements(asked.guild_id, kept.window)
    return render_latest(found, f" of {safe(kept.title)}, all of them", asked.page)


async def feeds(asked: Asked) -> Answer:
    """Every feed of the guild."""
    return render_feeds(await asked.services.subscriptions.list(asked.guild_id), asked.now, asked.page)


async def health(asked: Asked) -> Answer:
    """The feeds that are not well."""
    return render_health(await asked.services.subscriptions.list(asked.guild_id), asked.now, asked.page)
