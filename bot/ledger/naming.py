"""Which model, lab, side, metric or benchmark a person means, out of those that the guild's feeds speak of."""

from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz, process, utils
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.claims import Ratio
from bot.domain.names import LabName, ModelName, name_key
from bot.errors import GapwatchError
from bot.ledger.compare import EFFICIENCY
from bot.ledger.corrections import meant
from bot.ledger.gap import Frontier, Side
from bot.ledger.wording import metric_label
from db import names

_NEAR = 60  # rapidfuzz's score of 100 is equality; below 60 a "did you mean" is noise
_HELD_AGAINST = 500  # models that a misspelt name is held against, those of late
_LOOK = "Pick one from the list while typing, or look at /latest."

FRONTIERS = {
    Frontier.ALL: "frontier",
    Frontier.CLOSED: "closed frontier",
    Frontier.OPEN: "open frontier",
}
"""What a person types for the best of all, of the closed or of the open models."""


class UnknownName(GapwatchError):
    """A name that no announcement of the guild's feeds uses."""

    def __init__(self, sort: str, words: str, near: Sequence[str], look: str = _LOOK) -> None:
        super().__init__(f"No announcement in this server's feeds names the {sort} “{words}”.")
        self.next_step = f"Did you mean {' or '.join(near)}?" if near else look


class UnknownMetric(GapwatchError):
    """Words that name no efficiency metric."""

    next_step = f"Choose one of: {', '.join(map(metric_label, EFFICIENCY))}."


class Naming:
    """Finds names within one guild's feeds. ``lab_alias`` turns a lab's usual names and brands into its id."""

    def __init__(self, lab_alias: Callable[[str], str | None]) -> None:
        self._lab_alias = lab_alias

    async def model(self, session: AsyncSession, guild_id: int, words: str) -> ModelName:
        """The model meant: by its name or alias, else the only one whose name holds the words. Raises UnknownName."""
        own = await names.guild_names(session, guild_id)
        if name_key(words) in own:
            return meant(own[name_key(words)], own)
        exact = await names.find_guild_model(session, guild_id, words)
        if exact is not None:
            return meant(exact, own)
        holding = await names.guild_models(session, guild_id, containing=words, limit=4) if name_key(words) else []
        if len(holding) == 1:
            return meant(holding[0], own)
        known = [model.name for model in holding]
        if not known:
            known = _nearest(words, (m.name for m in await names.guild_models(session, guild_id, limit=_HELD_AGAINST)))
        raise UnknownName("model", words, known[:3])

    async def lab(self, session: AsyncSession, guild_id: int, words: str) -> LabName:
        """The lab meant, by its name, id or brand. Raises UnknownName."""
        found = await self._find_lab(session, guild_id, words)
        if found is None:
            labs = await names.guild_labs(session, guild_id)
            raise UnknownName("lab", words, _nearest(words, (lab.name for lab in labs)))
        return found

    async def subject(self, session: AsyncSession, guild_id: int, words: str) -> ModelName | LabName:
        """The lab where the words are a lab's name, else the model. Raises UnknownName."""
        lab = await self._find_lab(session, guild_id, words)
        return lab if lab is not None else await self.model(session, guild_id, words)

    async def named(self, session: AsyncSession, guild_id: int, words: str) -> ModelName | LabName:
        """The model of exactly this name or alias, else the lab, else the model nearest. Raises UnknownName."""
        own = await names.guild_names(session, guild_id)
        if name_key(words) in own or await names.find_guild_model(session, guild_id, words) is not None:
            return await self.model(session, guild_id, words)
        return await self.subject(session, guild_id, words)

    async def side(self, session: AsyncSession, guild_id: int, words: str) -> Side:
        """A frontier by its usual words, else a lab, else a model. Raises UnknownName."""
        key = name_key(words)
        for frontier, said in FRONTIERS.items():
            if key in {name_key(said), name_key(f"{said} models"), name_key(f"the {said}")}:
                return frontier
        return await self.subject(session, guild_id, words)

    def brand_of(self, words: str) -> str | None:
        """The id of the lab that the words are a usual name or brand of, whether the guild's feeds name it or not."""
        return self._lab_alias(words)

    async def _find_lab(self, session: AsyncSession, guild_id: int, words: str) -> LabName | None:
        """The lab of this name, id or brand; of several the one that is talked of most."""
        found = await names.find_guild_labs(session, guild_id, words, self.brand_of(words))
        if len(found) > 1:
            found = await names.guild_labs(session, guild_id, like=lambda lab: lab in found, limit=1)
        return found[0] if found else None


def metric_named(words: str) -> Ratio:
    """The efficiency metric of this name or label. Raises UnknownMetric."""
    for metric in EFFICIENCY:
        if name_key(words) in {name_key(metric), name_key(metric_label(metric))}:
            return metric
    raise UnknownMetric(f"“{words}” is no efficiency metric.")


def _nearest(words: str, known: Iterable[str]) -> list[str]:
    found = process.extract(words, list(known), scorer=fuzz.WRatio, processor=utils.default_process, limit=3)
    return [name for name, score, _ in found if score >= _NEAR]
