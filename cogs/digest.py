"""/digest: the briefing."""

from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from cogs.answering.sending import send_answer
from cogs.options import PRIVATE
from cogs.views.interactions import Interaction
from cogs.views.queries import Query


class Digest(commands.Cog):
    """Shows the briefing."""

    digest = app_commands.Group(name="digest", description="The briefing")

    @digest.command(name="preview", description="The briefing as it would be posted now")
    @app_commands.describe(hours="How far back it looks; 24 without it", private=PRIVATE)
    async def preview(
        self, interaction: Interaction, hours: app_commands.Range[int, 1, 24 * 90] = 24, private: bool = False
    ) -> None:
        """Answer with the edition of the last hours."""
        await send_answer(interaction, Query(command="digest", hours=hours), private=private)


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    await bot.add_cog(Digest())
