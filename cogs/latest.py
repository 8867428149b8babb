"""/latest: what the feeds announced last."""

from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from cogs.answering.sending import send_answer
from cogs.options import PERIOD, PERIODS, PRIVATE, TOPICS, Name, everywhere, labs_like, models_like
from cogs.views.interactions import Interaction
from cogs.views.queries import Query


class Latest(commands.Cog):
    """Shows announcements."""

    @everywhere
    @app_commands.command(name="latest", description="What was announced last, by lab, model, topic or words")
    @app_commands.describe(
        lab="Only this lab",
        model="Only this model",
        topic="Only this topic",
        text="Only with these words in it",
        period=PERIOD,
        private=PRIVATE,
    )
    @app_commands.autocomplete(lab=labs_like, model=models_like)
    @app_commands.choices(topic=TOPICS)
    @app_commands.choices(period=PERIODS)
    async def latest(
        self,
        interaction: Interaction,
        lab: Name | None = None,
        model: Name | None = None,
        topic: str | None = None,
        text: Name | None = None,
        period: int | None = None,
        private: bool = False,
    ) -> None:
        """Answer with the announcements, newest first."""
        query = Query(
            command="latest", lab=lab or "", model=model or "", topic=topic or "", text=text or "", days=period or 0
        )
        await send_answer(interaction, query, private=private)


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    await bot.add_cog(Latest())
