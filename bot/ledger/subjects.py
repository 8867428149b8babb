"""What one guild's feeds tell of one model or lab: its card, its life, its prices, what it does not say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.catalogue.facts import CatalogueFacts
from bot.domain.catalogue import CataloguePeriod
from bot.domain.claims import Caveat, Kind
from bot.domain.names import LabName, ModelName
from bot.ledger.cards import LabCard, ModelCard, lab_card, model_card
from bot.ledger.fetching import claims_of, joined, lines_about, lines_of
from bot.ledger.life import Life, life_of, lives_of
from bot.ledger.lines import Line
from bot.ledger.naming import Naming
from bot.ledger.prices import DATED, Period, history_of
from bot.ledger.undisclosed import Undisclosed, board_of, disclosing
from db.claims import ClaimFilter
from db.engine import Database


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline:
    """The lives of a lab's models, the newest step first, or of one model."""

    subject: ModelName | LabName
    lives: tuple[Life, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceHistory:
    """What a model cost and how much it took in, by metric, oldest first: as texts say, and as the catalogue lists."""

    model: ModelName
    periods: tuple[Period, ...]
    catalogue: tuple[CataloguePeriod, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """What was not said, open before closed; of one lab or of all."""

    lab: LabName | None
    entries: tuple[Undisclosed, ...]
    lines: tuple[Line, ...]


class Subjects:
    """Answers about one model or one lab."""

    def __init__(self, database: Database, naming: Naming, catalogue: CatalogueFacts) -> None:
        self._database = database
        self._naming = naming
        self._catalogue = catalogue

    async def model(self, guild_id: int, words: str, then: datetime | None = None) -> ModelCard:
        """The card of a model, as known now or ``then``. Raises UnknownName."""
        async with self._database.read() as session:
            model = await self._naming.model(session, guild_id, words)
            lines = await lines_about(session, guild_id, models=[model.key], then=then)
        listed = {} if then is not None else await self._catalogue.facts_of([model])
        return model_card(model, lines, listed.get(model.key))

    async def lab(self, guild_id: int, words: str) -> LabCard:
        """The card of a lab. Raises UnknownName."""
        async with self._database.read() as session:
            lab = await self._naming.lab(session, guild_id, words)
            return lab_card(lab, await lines_about(session, guild_id, labs=[lab.id]))

    async def timeline(self, guild_id: int, words: str) -> Timeline:
        """The life of a model, or of every model of a lab. Raises UnknownName."""
        async with self._database.read() as session:
            subject = await self._naming.subject(session, guild_id, words)
            lines = await lines_of(session, guild_id, _about(subject, [Kind.RELEASE]))
        lives = lives_of(lines) if isinstance(subject, LabName) else (life_of(subject, lines),)
        return Timeline(subject=subject, lives=tuple(life for life in lives if life.steps), lines=lines)

    async def prices(self, guild_id: int, words: str) -> PriceHistory:
        """The dated prices and sizes of context of a model. Raises UnknownName."""
        async with self._database.read() as session:
            model = await self._naming.model(session, guild_id, words)
            lines = await lines_of(session, guild_id, ClaimFilter(kinds=[Kind.SPEC], model_keys=[model.key]))
        listed = await self._catalogue.history_of(model)
        dated = tuple(period for period in listed if period.fact.value in DATED)
        return PriceHistory(model=model, periods=history_of(model, lines), catalogue=dated)

    async def undisclosed(self, guild_id: int, lab: str | None = None) -> Board:
        """What was not said, by one lab or by all, and what of it was said since. Raises UnknownName."""
        async with self._database.read() as session:
            meant = await self._naming.lab(session, guild_id, lab) if lab else None
            labs = [meant.id] if meant is not None else []
            unsaid = await claims_of(
                session, guild_id, ClaimFilter(labs=labs, kinds=[Kind.CAVEAT], metrics=[Caveat.UNDISCLOSED])
            )
            asked = [
                (s.claim.subject.key, metrics)
                for s in unsaid
                if isinstance(s.claim.subject, ModelName) and (metrics := disclosing(s.claim.quote.text))
            ]
            said = ClaimFilter(
                model_keys={model for model, _ in asked},
                kinds=[Kind.SPEC, Kind.RELEASE],
                metrics=frozenset().union(*(metrics for _, metrics in asked)),
            )
            lines = await joined([*unsaid, *(await claims_of(session, guild_id, said) if asked else [])])
        return Board(lab=meant, entries=board_of(lines), lines=lines)


def _about(subject: ModelName | LabName, kinds: Collection[Kind]) -> ClaimFilter:
    if isinstance(subject, LabName):
        return ClaimFilter(labs=[subject.id], kinds=kinds)
    return ClaimFilter(model_keys=[subject.key], kinds=kinds)
