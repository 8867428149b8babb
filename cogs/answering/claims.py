"""Comparisons, efficiency figures, claims, announcements."""

from bot.domain.claims import Kind, Spec, Topic
from bot.ledger.mending import NoSuchClaim
from bot.ledger.pareto import COSTS
from bot.ledger.ranking import Order
from bot.ledger.standing import Standing
from cogs.answering.asked import Asked
from cogs.views.answers import Answer
from cogs.views.comparison import render_comparison, render_labs
from cogs.views.fronts import render_front
from cogs.views.lists import render_claims, render_contested, render_efficiency, render_latest
from cogs.views.text import safe
from cogs.views.why import render_why

ANNOUNCEMENTS_AT_MOST = 60


async def compare_models(asked: Asked) -> Answer:
    """Models side by side."""
    query = asked.query
    comparison = await asked.services.ledger.compare_models(
        asked.guild_id, query.names, asked.now, query.metric or None, asked.then
    )
    return render_comparison(comparison)


async def compare_labs(asked: Asked) -> Answer:
    """Labs side by side."""
    comparison = await asked.services.ledger.compare_labs(asked.guild_id, asked.query.names, asked.now, asked.since)
    return render_labs(comparison)


async def efficiency(asked: Asked) -> Answer:
    """Efficiency figures in the order asked for, and what follows from them."""
    query = asked.query
    if query.benchmark:
        return await _quality_for_cost(asked)
    order = Order(query.order or Order.NEWEST)
    found = await asked.services.ledger.efficiency(
        asked.guild_id,
        metric=query.metric or None,
        baseline=query.baseline or None,
        lab=query.lab or None,
        since=asked.since,
        order=order,
    )
    return render_efficiency(found, query.metric or None, asked.page, order)


async def _quality_for_cost(asked: Asked) -> Answer:
    query = asked.query
    cost = next((cost for cost in COSTS if cost == query.kind), Spec.INPUT_PRICE)
    front = await asked.services.ledger.quality_for_cost(
        asked.guild_id, query.benchmark, cost, baseline=query.baseline or None
    )
    return render_front(front, asked.page)


async def claims(asked: Asked) -> Answer:
    """Claims, newest first."""
    query = asked.query
    figures = await asked.services.ledger.claims(
        asked.guild_id,
        about=query.model or None,
        kind=Kind(query.kind) if query.kind else None,
        standing=Standing(query.standing) if query.standing else None,
        since=asked.since,
        then=asked.then,
    )
    return render_claims(figures, query.model or None, query.kind or None, asked.page)


async def why(asked: Asked) -> Answer:
    """One claim with its sentence and everything that bears on it. Raises NoSuchClaim."""
    claim = await asked.services.mending.find(asked.guild_id, asked.query.text)
    found = await asked.services.ledger.why(asked.guild_id, claim.id)
    if found is None:
        raise NoSuchClaim(f"The claim “{asked.query.text}” is hidden in this server.")
    return render_why(*found)


async def contested(asked: Asked) -> Answer:
    """What is contested, newest first."""
    return render_contested(await asked.services.ledger.contested(asked.guild_id, asked.since), asked.page)


async def latest(asked: Asked) -> Answer:
    """Announcements, newest first."""
    query = asked.query
    found = await asked.services.ledger.latest(
        asked.guild_id,
        lab=query.lab or None,
        model=query.model or None,
        topic=Topic(query.topic) if query.topic else None,
        words=query.text or None,
        since=asked.since,
        limit=ANNOUNCEMENTS_AT_MOST,
    )
    said = "".join(f" · {safe(part)}" for part in (query.lab, query.model, query.topic, query.text) if part)
    return render_latest(found, said, asked.page)
