"""/lab, /timeline, /price-history, /undisclosed, /gap, /changed: one subject, two sides, what moved."""

from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from cogs.answering.sending import send_answer
from cogs.options import (
    PERIOD,
    PERIODS,
    PRIVATE,
    Name,
    benchmarks_like,
    everywhere,
    labs_like,
    models_like,
    sides_like,
    subjects_like,
)
from cogs.views.interactions import Interaction, guild_of
from cogs.views.queries import Query


class Subjects(commands.Cog):
    """Answers about one model or lab, and about the gap between two."""

    lab = everywhere(app_commands.Group(name="lab", description="What is known of a lab"))

    @lab.command(name="show", description="A lab at a glance: models, efficiency, what is contested or not said")
    @app_commands.describe(name="A lab", private=PRIVATE)
    @app_commands.autocomplete(name=labs_like)
    async def show(self, interaction: Interaction, name: Name, private: bool = False) -> None:
        """Answer with the lab's card."""
        await send_answer(interaction, Query(command="lab", lab=name), private=private)

    @everywhere
    @app_commands.command(name="timeline", description="The life of a model, or of a lab's models, stage by stage")
    @app_commands.describe(about="A model or a lab", private=PRIVATE)
    @app_commands.autocomplete(about=subjects_like)
    async def timeline(self, interaction: Interaction, about: Name, private: bool = False) -> None:
        """Answer with the stages, dated."""
        await send_answer(interaction, Query(command="timeline", model=about), private=private)

    @everywhere
    @app_commands.command(name="price-history", description="What a model cost and took in, from when to when")
    @app_commands.describe(model="A model", private=PRIVATE)
    @app_commands.autocomplete(model=models_like)
    async def price_history(self, interaction: Interaction, model: Name, private: bool = False) -> None:
        """Answer with the dated prices and context windows."""
        await send_answer(interaction, Query(command="prices", model=model), private=private)

    @everywhere
    @app_commands.command(
        name="undisclosed", description="What labs have not said, since when, and what was said since"
    )
    @app_commands.describe(lab="Only this lab", private=PRIVATE)
    @app_commands.autocomplete(lab=labs_like)
    async def undisclosed(self, interaction: Interaction, lab: Name | None = None, private: bool = False) -> None:
        """Answer with the board."""
        await send_answer(interaction, Query(command="undisclosed", lab=lab or ""), private=private)

    @everywhere
    @app_commands.command(name="gap", description="How far two models or labs, or one and the frontier, are apart")
    @app_commands.describe(
        a="A model, a lab or a frontier",
        b="What it is held against: a model, a lab, or the frontier",
        benchmark="Only this benchmark",
        period=PERIOD,
        private=PRIVATE,
    )
    @app_commands.autocomplete(a=sides_like, b=sides_like, benchmark=benchmarks_like)
    @app_commands.choices(period=PERIODS)
    async def gap(
        self,
        interaction: Interaction,
        a: Name,
        b: Name,
        benchmark: Name | None = None,
        period: int | None = None,
        private: bool = False,
    ) -> None:
        """Answer with the gap on every benchmark that both have."""
        query = Query(command="gap", names=(a, b), benchmark=benchmark or "", days=period or 0)
        await send_answer(interaction, query, private=private)

    @everywhere
    @app_commands.command(name="changed", description="What changed in the ledger since you last asked")
    @app_commands.describe(
        since="How far back; since you last asked without it", about="Only this model or lab", private=PRIVATE
    )
    @app_commands.autocomplete(about=subjects_like)
    @app_commands.choices(since=PERIODS)
    async def changed(
        self, interaction: Interaction, since: int | None = None, about: Name | None = None, private: bool = False
    ) -> None:
        """Answer with what stands otherwise and what is new."""
        services = interaction.client.services
        now = services.clock()
        last = await services.news.last_asked(guild_of(interaction), interaction.user.id, now)
        query = Query(command="changed", model=about or "", days=since or 0, item=0 if since else int(last.timestamp()))
        await send_answer(interaction, query, private=private)


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    await bot.add_cog(Subjects())
