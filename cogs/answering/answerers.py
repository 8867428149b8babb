"""Which question is answered by what: the one list of everything that a button can ask again."""

from collections.abc import Mapping

from bot.errors import GapwatchError
from cogs.answering import asking, claims, feeds, searching, stories, subjects
from cogs.answering.asked import Answerer, Asked
from cogs.views.answers import Answer


async def _ask(asked: Asked) -> Answer:
    """A plain question is answered by another of these."""
    return await asking.ask(asked, ANSWERERS)


ANSWERERS: Mapping[str, Answerer] = {
    "ask": Answerer(answer=_ask),
    "models": Answerer(answer=claims.compare_models),
    "labs": Answerer(answer=claims.compare_labs),
    "efficiency": Answerer(answer=claims.efficiency),
    "claims": Answerer(answer=claims.claims),
    "why": Answerer(answer=claims.why),
    "contested": Answerer(answer=claims.contested),
    "latest": Answerer(answer=claims.latest),
    "search": Answerer(answer=searching.search),
    "model": Answerer(answer=subjects.model),
    "lab": Answerer(answer=subjects.lab),
    "timeline": Answerer(answer=subjects.timeline),
    "prices": Answerer(answer=subjects.prices),
    "undisclosed": Answerer(answer=subjects.undisclosed),
    "gap": Answerer(answer=subjects.gap),
    "changed": Answerer(answer=subjects.changed),
    "stories": Answerer(answer=stories.stories),
    "story": Answerer(answer=stories.story),
    "digest": Answerer(answer=feeds.digest),
    "feeds": Answerer(answer=feeds.feeds, for_managers=True),
    "health": Answerer(answer=feeds.health, for_managers=True),
}


class AnswerOutdated(GapwatchError):
    """A button of an answer whose form has changed, or whose claim is gone."""

    next_step = "Run the command again for a fresh answer."


async def answer(asked: Asked) -> Answer:
    """Answer a question. Raises GapwatchError."""
    return await answerer_of(asked.query.command).answer(asked)


def answerer_of(command: str) -> Answerer:
    """What answers this command. Raises AnswerOutdated where it is none of ours any more."""
    found = ANSWERERS.get(command)
    if found is None:
        raise AnswerOutdated("This button belongs to an older form of the answer.")
    return found
