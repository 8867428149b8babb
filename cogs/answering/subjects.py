"""One model or lab: its card, its life, its prices, what it does not say; gaps; what changed."""

from datetime import UTC, datetime

from cogs.answering.asked import Asked
from cogs.views.answers import Answer
from cogs.views.cards import render_lab_card, render_model_card
from cogs.views.gaps import render_gaps
from cogs.views.histories import render_board, render_news, render_prices, render_timeline


async def model(asked: Asked) -> Answer:
    """The card of a model."""
    card = await asked.services.subjects.model(asked.guild_id, asked.query.model, asked.then)
    return render_model_card(card, asked.now)


async def lab(asked: Asked) -> Answer:
    """The card of a lab."""
    return render_lab_card(await asked.services.subjects.lab(asked.guild_id, asked.query.lab))


async def timeline(asked: Asked) -> Answer:
    """The life of a model, or of a lab's models."""
    found = await asked.services.subjects.timeline(asked.guild_id, asked.query.model)
    return render_timeline(found, asked.now, asked.page)


async def prices(asked: Asked) -> Answer:
    """Prices and sizes of context over time."""
    return render_prices(await asked.services.subjects.prices(asked.guild_id, asked.query.model), asked.now)


async def undisclosed(asked: Asked) -> Answer:
    """What was not said."""
    found = await asked.services.subjects.undisclosed(asked.guild_id, asked.query.lab or None)
    return render_board(found, asked.page)


async def gap(asked: Asked) -> Answer:
    """How far two sides are apart."""
    one, other = asked.query.names
    found = await asked.services.gaps.between(
        asked.guild_id, one, other, benchmark=asked.query.benchmark or None, since=asked.since
    )
    return render_gaps(found, asked.now, asked.page)


async def changed(asked: Asked) -> Answer:
    """What changed since the day asked for, or since the second that the query carries."""
    asked_then = datetime.fromtimestamp(asked.query.item, UTC) if asked.query.item else None
    since = asked.since or asked_then or asked.now
    found = await asked.services.news.changed(asked.guild_id, since, asked.now, asked.query.model or None)
    return render_news(found, asked.page)
