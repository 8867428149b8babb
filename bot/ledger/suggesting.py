"""What a person may mean while typing: names of the guild's feeds and of the vocabulary that hold what was typed."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.claims import Spec
from bot.domain.names import LabName, name_key
from bot.ledger.askingnames import GuildNames
from bot.ledger.compare import EFFICIENCY
from bot.ledger.corrections import meant
from bot.ledger.figures import BENCHMARK_SORTS
from bot.ledger.naming import FRONTIERS, Naming
from bot.ledger.wording import metric_label
from bot.registry.load import load_registry
from db import names
from db.engine import Database

SUGGESTIONS = 25
"""As many as Discord shows."""

NAMES_AT_MOST = 500
"""Models that a question is searched for: the most talked of, and those that came up last."""


class Suggestions:
    """Names that hold what was typed, the most talked of first."""

    def __init__(self, database: Database, naming: Naming) -> None:
        self._database = database
        self._naming = naming

    async def models(self, guild_id: int, typed: str, limit: int = SUGGESTIONS) -> list[str]:
        """Models of the guild's feeds, under the guild's own names too."""
        async with self._database.read() as session:
            found = await names.guild_models(session, guild_id, containing=typed, limit=limit)
            own = await names.guild_names(session, guild_id)
        by_own_name = [meant(model, own) for key, model in own.items() if name_key(typed) in key]
        offered = {model.key: model.name for model in (*by_own_name, *(meant(model, own) for model in found))}
        return list(offered.values())[:limit]

    async def labs(self, guild_id: int, typed: str, limit: int = SUGGESTIONS) -> list[str]:
        """Labs of the guild's feeds, by name, id or brand."""
        key, brand = name_key(typed), self._naming.brand_of(typed)

        def fits(lab: LabName) -> bool:
            return key in name_key(lab.name) or key in name_key(lab.id) or lab.id == brand

        async with self._database.read() as session:
            return [lab.name for lab in await names.guild_labs(session, guild_id, like=fits, limit=limit)]

    async def subjects(self, guild_id: int, typed: str, limit: int = SUGGESTIONS) -> list[str]:
        """Labs, then models."""
        labs = await self.labs(guild_id, typed, limit)
        if len(labs) >= limit:
            return labs
        return [*labs, *await self.models(guild_id, typed, limit)][:limit]

    async def names(self, guild_id: int) -> GuildNames:
        """Everything that a question of the guild can name."""
        async with self._database.read() as session:
            return await guild_names(session, guild_id)

    async def sides(self, guild_id: int, typed: str, limit: int = SUGGESTIONS) -> list[str]:
        """The frontiers, then labs and models."""
        frontiers = [said for said in FRONTIERS.values() if name_key(typed) in name_key(said)]
        return [*frontiers, *await self.subjects(guild_id, typed, limit)][:limit]


async def guild_names(session: AsyncSession, guild_id: int) -> GuildNames:
    """The models and labs of the guild's feeds, and its own names for models."""
    own = await names.guild_names(session, guild_id)
    models = await names.guild_models(session, guild_id, limit=NAMES_AT_MOST)
    return GuildNames(
        models=tuple({model.key: model for model in (meant(each, own) for each in models)}.values()),
        labs=tuple(await names.guild_labs(session, guild_id)),
        own=tuple((key, meant(model, own)) for key, model in sorted(own.items())),
    )


def figures_like(typed: str) -> list[tuple[str, str]]:
    """Metrics, sorts of benchmarks, then benchmarks of the registry, each as its label and its name."""
    key = name_key(typed)
    metrics = {metric_label(metric): metric.value for metric in (*Spec, *EFFICIENCY)}
    sorts = {f"all of {sort}": sort for sort in BENCHMARK_SORTS}
    benchmarks = {benchmark.name: benchmark.name for benchmark in load_registry().benchmarks}
    offered = [(label, name) for label, name in (metrics | sorts | benchmarks).items() if key in name_key(label)]
    return offered[:SUGGESTIONS]


def metrics_like(typed: str) -> list[tuple[str, str]]:
    """Efficiency metrics, each as its label and its name in the vocabulary."""
    key = name_key(typed)
    labels = [(metric_label(metric), metric.value) for metric in EFFICIENCY]
    return [(label, metric) for label, metric in labels if key in name_key(label) or key in name_key(metric)]


def benchmarks_like(typed: str) -> list[str]:
    """Benchmarks of the registry, by any of their names."""
    key = name_key(typed)
    found = (b for b in load_registry().benchmarks if any(key in name_key(name) for name in (b.name, *b.names)))
    return [benchmark.name for benchmark in found][:SUGGESTIONS]
