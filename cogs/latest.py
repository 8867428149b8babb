"""/latest: what the feeds announced last."""

from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from bot.domain.claims import Topic
from cogs.answering.sending import send_answer
from cogs.options import PRIVATE, Name, everywhere, labs_like, models_like
from cogs.views.interactions import Interaction
from cogs.views.queries import Query

_TOPICS = [app_commands.Choice(name=topic.value, value=topic.value) for topic in Topic]


class Latest(commands.Cog):
    """Shows announcements."""

    @everywhere
    @app_commands.command(name="latest", description="What was announced last, by lab, model, topic or words")
    @app_commands.describe(
        lab="Only this lab",
        model="Only this model",
        topic="Only this topic",
        text="Only with these words in it",
        private=PRIVATE,
    )
    @app_commands.autocomplete(lab=labs_like, model=models_like)
    @app_commands.choices(topic=_TOPICS)
    async def latest(
        self,
        interaction: Interaction,
        lab: Name | None = None,
        model: Name | None = None,
        topic: str | None = None,
        text: Name | None = None,
        private: bool = False,
    ) -> None:
        """Answer with the announcements, newest first."""
        query = Query(command="latest", lab=lab or "", model=model or "", topic=topic or "", text=text or "")
        await send_answer(interaction, query, private=private)


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    await bot.add_cog(Latest())
