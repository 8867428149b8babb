"""/compare, /efficiency, /claims, /contested: what was claimed, side by side."""

from discord import app_commands
from discord.ext import commands

from bot.client import GapwatchBot
from bot.domain.claims import Kind
from bot.ledger.pareto import COSTS
from bot.ledger.ranking import Order
from bot.ledger.wording import metric_label
from cogs.answering.sending import BUTTONS, send_answer
from cogs.options import (
    AS_OF,
    PERIOD,
    PERIODS,
    PRIVATE,
    STANDINGS,
    Name,
    benchmarks_like,
    claims_like,
    everywhere,
    figures_like,
    labs_like,
    metrics_like,
    models_like,
    subjects_like,
)
from cogs.views.interactions import Interaction
from cogs.views.queries import Query

_ORDERS = [app_commands.Choice(name=f"{order} first", value=order.value) for order in Order]
_COSTS = [app_commands.Choice(name=metric_label(cost), value=cost.value) for cost in COSTS]
_KINDS = [app_commands.Choice(name=kind.value, value=kind.value) for kind in Kind]


class Compare(commands.Cog):
    """Puts models, labs and efficiency claims side by side."""

    compare = everywhere(
        app_commands.Group(name="compare", description="Put models or labs side by side, each figure with its quote")
    )

    @compare.command(name="models", description="Put two to five models side by side")
    @app_commands.describe(
        a="A model",
        b="A model to compare it with",
        c="A third model",
        d="A fourth model",
        e="A fifth model",
        metric="Only this metric or benchmark",
        as_of=AS_OF,
        private=PRIVATE,
    )
    @app_commands.autocomplete(
        a=models_like, b=models_like, c=models_like, d=models_like, e=models_like, metric=figures_like
    )
    async def models(
        self,
        interaction: Interaction,
        a: Name,
        b: Name,
        c: Name | None = None,
        d: Name | None = None,
        e: Name | None = None,
        metric: Name | None = None,
        as_of: Name | None = None,
        private: bool = False,
    ) -> None:
        """Answer with a comparison of the models named."""
        names = tuple(filter(None, (a, b, c, d, e)))
        query = Query(command="models", names=names, metric=metric or "", day=as_of or "")
        await send_answer(interaction, query, private=private)

    @compare.command(name="labs", description="Put two to four labs side by side")
    @app_commands.describe(
        a="A lab", b="A lab to compare it with", c="A third lab", d="A fourth lab", period=PERIOD, private=PRIVATE
    )
    @app_commands.autocomplete(a=labs_like, b=labs_like, c=labs_like, d=labs_like)
    @app_commands.choices(period=PERIODS)
    async def labs(
        self,
        interaction: Interaction,
        a: Name,
        b: Name,
        c: Name | None = None,
        d: Name | None = None,
        period: int | None = None,
        private: bool = False,
    ) -> None:
        """Answer with a comparison of the labs named."""
        names = tuple(filter(None, (a, b, c, d)))
        await send_answer(interaction, Query(command="labs", names=names, days=period or 0), private=private)

    @everywhere
    @app_commands.command(
        name="efficiency", description="Claims of one amount over another: compute, cost, speed, memory"
    )
    @app_commands.describe(
        metric="Only this amount; all of them without it",
        baseline="Only against this model; what follows from other ratios is shown too",
        period=PERIOD,
        lab="Only models of this lab",
        benchmark="Instead: scores on this benchmark against what they cost",
        cost="What counts as the cost of a score; the input price without it",
        sort="Which ratios come first; the newest without it",
        private=PRIVATE,
    )
    @app_commands.autocomplete(metric=metrics_like, baseline=models_like, lab=labs_like, benchmark=benchmarks_like)
    @app_commands.choices(period=PERIODS)
    @app_commands.choices(cost=_COSTS)
    @app_commands.choices(sort=_ORDERS)
    async def efficiency(
        self,
        interaction: Interaction,
        metric: Name | None = None,
        baseline: Name | None = None,
        period: int | None = None,
        lab: Name | None = None,
        benchmark: Name | None = None,
        cost: str | None = None,
        sort: str | None = None,
        private: bool = False,
    ) -> None:
        """Answer with the efficiency claims, the newest first or by their ratio; or with quality for cost."""
        query = Query(
            command="efficiency",
            metric=metric or "",
            baseline=baseline or "",
            days=period or 0,
            lab=lab or "",
            benchmark=benchmark or "",
            kind=cost or "",
            order=sort or "",
        )
        await send_answer(interaction, query, private=private)

    @everywhere
    @app_commands.command(name="claims", description="Claims about a model or a lab, newest first, each with its quote")
    @app_commands.describe(
        about="A model or a lab; everything without it",
        kind="Only claims of this kind",
        standing="Only claims that stand like this",
        period=PERIOD,
        as_of=AS_OF,
        private=PRIVATE,
    )
    @app_commands.autocomplete(about=subjects_like)
    @app_commands.choices(kind=_KINDS, standing=STANDINGS)
    @app_commands.choices(period=PERIODS)
    async def claims(
        self,
        interaction: Interaction,
        about: Name | None = None,
        kind: str | None = None,
        standing: str | None = None,
        period: int | None = None,
        as_of: Name | None = None,
        private: bool = False,
    ) -> None:
        """Answer with the claims, newest first."""
        query = Query(
            command="claims",
            model=about or "",
            kind=kind or "",
            standing=standing or "",
            days=period or 0,
            day=as_of or "",
        )
        await send_answer(interaction, query, private=private)

    @everywhere
    @app_commands.command(name="contested", description="Figures that another figure or somebody's word stands against")
    @app_commands.describe(period=PERIOD, private=PRIVATE)
    @app_commands.choices(period=PERIODS)
    async def contested(self, interaction: Interaction, period: int | None = None, private: bool = False) -> None:
        """Answer with what is contested, newest first, each with what stands against it."""
        await send_answer(interaction, Query(command="contested", days=period or 0), private=private)

    @everywhere
    @app_commands.command(name="why", description="One claim: its sentence, who says so, how the number was worked out")
    @app_commands.describe(claim="The claim, by words of it", private=PRIVATE)
    @app_commands.autocomplete(claim=claims_like)
    async def why(self, interaction: Interaction, claim: Name, private: bool = False) -> None:
        """Answer with the claim and everything that bears on it."""
        await send_answer(interaction, Query(command="why", text=claim), private=private)


async def setup(bot: GapwatchBot) -> None:
    """Called by discord.py when the cog is loaded."""
    bot.add_dynamic_items(*BUTTONS)
    await bot.add_cog(Compare())
