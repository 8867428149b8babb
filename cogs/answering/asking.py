"""A plain question, answered by the command that it becomes."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from bot.errors import GapwatchError
from bot.ledger.asking import Meaning, Unclear, Understood, understood
from cogs.answering.asked import Answerer, Asked
from cogs.answering.command_lines import command_line
from cogs.views.answers import Answer, FollowUp
from cogs.views.asking import render_unclear, render_understood
from cogs.views.queries import Query


async def ask(asked: Asked, answerers: Mapping[str, Answerer]) -> Answer:
    """The answer of the command that the question became; of one that nothing fits, the nearest commands."""
    offered = frozenset(command for command, each in answerers.items() if not each.for_managers)
    names = await asked.services.suggestions.names(asked.guild_id)
    question = asked.query.text
    match await asyncio.to_thread(understood, question, names, asked.now, offered):
        case Unclear(nearest=nearest):
            return render_unclear(question, _offers(nearest))
        case Understood(meaning=meaning, others=others, notes=notes):
            query = _query_of(meaning)
            shown = await _answered(replace(asked, query=query), answerers)
            return render_understood(shown, command_line(query), notes, _offers(others))


async def _answered(asked: Asked, answerers: Mapping[str, Answerer]) -> Answer:
    """What the command says; where it cannot answer, why, so that the question is not left without its command."""
    try:
        return await answerers[asked.query.command].answer(asked)
    except GapwatchError as cause:
        return Answer(texts=(cause.sentence,))


def _query_of(meaning: Meaning) -> Query:
    return Query(**asdict(meaning))


def _offers(meanings: Sequence[Meaning]) -> tuple[FollowUp, ...]:
    queries = map(_query_of, meanings)
    return tuple(FollowUp(label=command_line(query), query=query) for query in queries)
