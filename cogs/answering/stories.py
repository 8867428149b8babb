"""Stories: a list of them, and one."""

from cogs.answering.asked import Asked
from cogs.views.answers import Answer
from cogs.views.stories import render_found, render_story
from cogs.views.text import safe


async def stories(asked: Asked) -> Answer:
    """The stories that fit, those told of last first."""
    query = asked.query
    found = await asked.services.stories.find(
        asked.guild_id,
        words=query.text or None,
        model=query.model or None,
        lab=query.lab or None,
        since=asked.since,
        page=asked.page,
    )
    return render_found(found, "".join(f" · {safe(part)}" for part in (query.text, query.model, query.lab) if part))


async def story(asked: Asked) -> Answer:
    """One story."""
    return render_story(await asked.services.stories.show(asked.guild_id, asked.query.item, asked.now))
