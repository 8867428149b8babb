"""The bot's first words in a channel, with four questions as buttons. The buttons are those under every answer."""

import discord
from discord import ui

from bot.client import GapwatchBot
from cogs.answering.sending import AskButton, code_of
from cogs.views.answers import Answer, FollowUp
from cogs.views.layout import AnswerView
from cogs.views.queries import Query

DAY_HOURS = 24

_WORDS = (
    "## Gapwatch reads AI news and keeps every claim",
    "It notes who says what about which model, in which number, against which baseline, and shows the sentence that a "
    "figure came from. A vendor's word stays a vendor's word until somebody else has measured it.",
    "Press a button, or type `/` to see every command. `/help` explains them, and `/ask` takes a plain question.",
)


def first_questions(*, compared: tuple[str, str], gap: tuple[str, str]) -> tuple[FollowUp, ...]:
    """A comparison of two models, the efficiency table, a gap as a chart, and the day's briefing."""
    return (
        FollowUp(label=f"Compare {' and '.join(compared)}", query=Query(command="models", names=compared)),
        FollowUp(label="Efficiency claims", query=Query(command="efficiency")),
        FollowUp(label=f"The gap between {' and '.join(gap)}", query=Query(command="gap", names=gap)),
        FollowUp(label="Today's briefing", query=Query(command="digest", hours=DAY_HOURS)),
    )


class Welcome:
    """Greets channels in which nothing has been said."""

    def __init__(self, bot: GapwatchBot) -> None:
        self._bot = bot

    async def greet(self, channel_id: int, questions: tuple[FollowUp, ...]) -> bool:
        """Post the welcome where the channel is empty, so that it stands there once; whether it was posted."""
        channel = self._bot.get_channel(channel_id)
        if not isinstance(channel, discord.TextChannel):
            return False
        async for _ in channel.history(limit=1):
            return False
        services = self._bot.services
        buttons = [AskButton(await code_of(services, each.query), each.label) for each in questions]
        await channel.send(view=AnswerView(Answer(texts=_WORDS), [ui.ActionRow(*buttons)]))
        return True
