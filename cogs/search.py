"""/search: words in what the feeds announced."""

from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from bot.domain.names import name_key
from cogs.answering.sending import send_answer
from cogs.options import PERIOD, PERIODS, PRIVATE, TOPICS, Choices, Name, everywhere, labs_like, models_like
from cogs.views.interactions import Interaction, guild_of
from cogs.views.layout import OPTIONS_AT_MOST
from cogs.views.queries import Query


async def titles_like(interaction: Interaction, typed: str) -> Choices:
    """Feeds of this server by their titles; their addresses are for those who manage it."""
    found = await interaction.client.services.search.feeds(guild_of(interaction))
    offered = [(title, name) for title, name in found if name_key(typed) in name_key(title)]
    return [app_commands.Choice(name=title[:100], value=name[:100]) for title, name in offered[:OPTIONS_AT_MOST]]


class Search(commands.Cog):
    """Looks for words."""

    @everywhere
    @app_commands.command(name="search", description="Announcements with all of these words, newest first")
    @app_commands.describe(
        query="Words; the beginning of one is enough, and GPT-5.5 is found as it is written",
        lab="Only where this lab is named",
        model="Only where this model is named",
        topic="Only on this topic",
        feed="Only of this feed",
        period=PERIOD,
        private=PRIVATE,
    )
    @app_commands.autocomplete(lab=labs_like, model=models_like, feed=titles_like)
    @app_commands.choices(topic=TOPICS)
    @app_commands.choices(period=PERIODS)
    async def search(
        self,
        interaction: Interaction,
        query: app_commands.Range[str, 1, 200],
        lab: Name | None = None,
        model: Name | None = None,
        topic: str | None = None,
        feed: Name | None = None,
        period: int | None = None,
        private: bool = False,
    ) -> None:
        """Answer with the hits, each with the sentence that the words stand in."""
        asked = Query(
            command="search",
            text=query,
            lab=lab or "",
            model=model or "",
            topic=topic or "",
            feed=feed or "",
            days=period or 0,
        )
        await send_answer(interaction, asked, private=private)


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    await bot.add_cog(Search())
