"""Search in the announcements."""

import asyncio

from bot.domain.claims import Topic
from bot.ledger.searching import Wanted
from cogs.answering.asked import Asked
from cogs.views.answers import Answer
from cogs.views.search import render_search


async def search(asked: Asked) -> Answer:
    """Announcements that have all the words, newest first."""
    query = asked.query
    wanted = Wanted(
        words=query.text,
        lab=query.lab or None,
        model=query.model or None,
        topic=Topic(query.topic) if query.topic else None,
        feed=query.feed or None,
        since=asked.since,
    )
    found = await asked.services.search.find(asked.guild_id, wanted)
    # Looking for sentences in long texts takes a moment that the event loop does not have.
    return await asyncio.to_thread(render_search, found, wanted, query.days, asked.page)
