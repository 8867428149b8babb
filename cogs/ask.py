"""/ask: a plain question, turned into one of the other commands."""

from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from cogs.answering.sending import send_answer
from cogs.options import PRIVATE, everywhere
from cogs.views.interactions import Interaction
from cogs.views.queries import Query


class Ask(commands.Cog):
    """Takes questions in plain words."""

    @everywhere
    @app_commands.command(name="ask", description="A plain question: who cut inference cost most this month?")
    @app_commands.describe(question="In your own words; the answer says which command it became", private=PRIVATE)
    async def ask(
        self, interaction: Interaction, question: app_commands.Range[str, 1, 1000], private: bool = False
    ) -> None:
        """Answer with the command that the question became, and what that says."""
        await send_answer(interaction, Query(command="ask", text=question), private=private)


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    await bot.add_cog(Ask())
