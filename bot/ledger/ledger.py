"""The ledger as commands ask it: names resolved, claims fetched for one guild, joined and compared.

Every question takes the guild, and every answer is limited to the feeds that it subscribes to.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.facts import CatalogueFacts
from bot.domain.announcements import Announcement, SourcedClaim
from bot.domain.claims import Kind, Ratio, Spec, Topic
from bot.domain.names import LabName, ModelName, Named
from bot.errors import GapwatchError
from bot.ledger.chains import Implied, implied_ratios
from bot.ledger.compare import EFFICIENCY, Comparison, LabComparison, compare_labs, compare_models
from bot.ledger.corrections import corrected_claim, stored_keys
from bot.ledger.fetching import claims_of, joined, lines_about, lines_of
from bot.ledger.lines import Line
from bot.ledger.naming import Naming, metric_named
from bot.ledger.pareto import Front, front_of
from bot.ledger.questions import benchmark_of, lab_of, named_key
from bot.ledger.ranking import Order, ranked
from bot.ledger.standing import Standing, standing_of
from db import announcements
from db.claims import ClaimFilter
from db.engine import Database


class TooFewNames(GapwatchError):
    """A comparison needs two different names."""

    next_step = "Give at least two different ones."


@dataclass(frozen=True, kw_only=True, slots=True)
class Efficiency:
    """Ratios as stated, in the order asked for, and those worked out of them, which nobody states."""

    stated: tuple[Line, ...]
    implied: tuple[Implied, ...]


class Ledger:
    """Answers about what was claimed."""

    def __init__(self, database: Database, naming: Naming, catalogue: CatalogueFacts) -> None:
        self._database = database
        self._naming = naming
        self._catalogue = catalogue

    async def compare_models(
        self,
        guild_id: int,
        words: Sequence[str],
        now: datetime,
        metric: str | None = None,
        then: datetime | None = None,
    ) -> Comparison:
        """Put models side by side, on one metric or benchmark or on all, as known now or ``then``.

        Raises UnknownName, TooFewNames.
        """
        async with self._database.read() as session:
            found = [await self._naming.model(session, guild_id, name) for name in words]
            models = list({model.key: model for model in found}.values())
            if len(models) < 2:
                raise TooFewNames(f"“{', '.join(words)}” names only one model.")
            lines = await lines_about(session, guild_id, models=[model.key for model in models], then=then)
        comparison = compare_models(models, lines, then or now, metric)
        if metric is not None or then is not None:
            return comparison  # the catalogue tells of everything, and of today
        return replace(comparison, catalogue=await self._catalogue.facts_of(models))

    async def compare_labs(
        self, guild_id: int, words: Sequence[str], now: datetime, since: datetime | None = None
    ) -> LabComparison:
        """Put two or more labs side by side, by what was said since a day. Raises UnknownName, TooFewNames."""
        async with self._database.read() as session:
            found = [await self._naming.lab(session, guild_id, name) for name in words]
            labs = list({lab.id: lab for lab in found}.values())
            if len(labs) < 2:
                raise TooFewNames(f"“{', '.join(words)}” names only one lab.")
            lines = await lines_about(session, guild_id, labs=[lab.id for lab in labs])
        return compare_labs(labs, _said_since(lines, since), now)

    async def efficiency(
        self,
        guild_id: int,
        *,
        metric: str | None = None,
        baseline: str | None = None,
        lab: str | None = None,
        since: datetime | None = None,
        order: Order = Order.NEWEST,
    ) -> Efficiency:
        """Ratios of one amount over another, of all efficiency metrics where none is named, in the order asked for.

        Raises UnknownMetric, UnknownName.
        """
        metrics = [metric_named(metric)] if metric else EFFICIENCY
        async with self._database.read() as session:
            against = await self._naming.model(session, guild_id, baseline) if baseline else None
            maker = await self._naming.lab(session, guild_id, lab) if lab else None
            lines = await lines_of(session, guild_id, ClaimFilter(kinds=[Kind.RATIO], metrics=metrics))
        return Efficiency(
            stated=ranked(
                (
                    line
                    for line in _said_since(lines, since)
                    if _is_by(line, maker) and (against is None or line.question.baseline == against.key)
                ),
                order,
            ),
            implied=() if against is None else await asyncio.to_thread(_implied, lines, against, maker),
        )

    async def quality_for_cost(
        self, guild_id: int, benchmark: str, cost: Spec | Ratio = Spec.INPUT_PRICE, *, baseline: str | None = None
    ) -> Front:
        """Scores on a benchmark against what they cost, a ratio over the baseline named. Raises UnknownName."""
        known = benchmark_of(benchmark)
        async with self._database.read() as session:
            over = await self._naming.model(session, guild_id, baseline) if baseline else None
            scored = ClaimFilter(kinds=[Kind.BENCHMARK], metrics=[known.name if known else benchmark])
            scores = await claims_of(session, guild_id, scored)
            models = {s.claim.subject.key for s in scores if isinstance(s.claim.subject, ModelName)}
            kind = Kind.RATIO if isinstance(cost, Ratio) else Kind.SPEC
            paid = ClaimFilter(model_keys=models, kinds=[kind], metrics=[cost])
            costs = await claims_of(session, guild_id, paid) if models else []
        return front_of(benchmark, cost, await joined([*scores, *costs]), over=over)

    async def claims(
        self,
        guild_id: int,
        *,
        about: str | None = None,
        kind: Kind | None = None,
        standing: Standing | None = None,
        since: datetime | None = None,
        then: datetime | None = None,
    ) -> tuple[Line, ...]:
        """What is said about a model or a lab, newest first; of one kind, of one standing, as known now or ``then``.

        Raises UnknownName.
        """
        async with self._database.read() as session:
            wanted = ClaimFilter(kinds=[kind] if kind else [])
            if about is not None:
                wanted = _narrowed(wanted, await self._naming.subject(session, guild_id, about))
            lines = await lines_of(session, guild_id, wanted, then)
        return tuple(
            line for line in reversed(_said_since(lines, since)) if standing is None or standing_of(line) is standing
        )

    async def contested(self, guild_id: int, since: datetime | None = None) -> tuple[Line, ...]:
        """Figures that somebody else's figure or word stands against, newest first."""
        return await self.claims(guild_id, standing=Standing.CONTESTED, since=since)

    async def why(self, guild_id: int, claim_id: int) -> tuple[SourcedClaim, tuple[Line, ...]] | None:
        """A claim, and every figure on the same subject, metric and baseline, its own included."""
        async with self._database.read() as session:
            asked = await corrected_claim(session, guild_id, claim_id)
            if asked is None:
                return None
            lines = await lines_of(session, guild_id, _alike(asked))
        subject, baseline = named_key(asked.claim.subject), named_key(asked.claim.baseline)
        return asked, tuple(
            line for line in lines if line.question.subject == subject and line.question.baseline == baseline
        )

    async def latest(
        self,
        guild_id: int,
        *,
        lab: str | None = None,
        model: str | None = None,
        topic: Topic | None = None,
        words: str | None = None,
        since: datetime | None = None,
        limit: int = 25,
    ) -> list[Announcement]:
        """What was announced last, newest first. Raises UnknownName."""
        async with self._database.read() as session:
            lab_id = (await self._naming.lab(session, guild_id, lab)).id if lab else None
            keys = await self._keys(session, guild_id, model) if model else ()
            return await announcements.latest(
                session, guild_id, lab=lab_id, model_keys=keys, topic=topic, words=words, since=since, limit=limit
            )

    async def find_model(self, guild_id: int, words: str) -> ModelName:
        """The model that the guild means by these words. Raises UnknownName."""
        async with self._database.read() as session:
            return await self._naming.model(session, guild_id, words)

    async def find_named(self, guild_id: int, words: str) -> ModelName | LabName:
        """The model or the lab that the guild means by these words. Raises UnknownName."""
        async with self._database.read() as session:
            return await self._naming.named(session, guild_id, words)

    async def _keys(self, session: AsyncSession, guild_id: int, words: str) -> list[str]:
        """The keys under which the model meant is stored. Raises UnknownName."""
        return await stored_keys(session, guild_id, await self._naming.model(session, guild_id, words))


def _alike(asked: SourcedClaim) -> ClaimFilter:
    claim = asked.claim
    alike = ClaimFilter(kinds=[claim.kind], metrics=[claim.metric], themselves=isinstance(claim.subject, LabName))
    return _narrowed(alike, claim.subject)


def _narrowed(wanted: ClaimFilter, subject: Named) -> ClaimFilter:
    keys = [subject.key] if isinstance(subject, ModelName) else []
    labs = [subject.id] if isinstance(subject, LabName) else []
    return replace(wanted, model_keys=keys, labs=labs)


def _implied(lines: Sequence[Line], against: ModelName, maker: LabName | None) -> tuple[Implied, ...]:
    """What follows over this baseline, for the models of a lab or for all."""
    return tuple(
        implied
        for implied in implied_ratios(lines)
        if named_key(implied.baseline) == against.key and (maker is None or lab_of(implied.subject) == maker.id)
    )


def _said_since(lines: Sequence[Line], since: datetime | None) -> Sequence[Line]:
    return lines if since is None else [line for line in lines if line.last_at >= since]


def _is_by(line: Line, lab: LabName | None) -> bool:
    return lab is None or lab_of(line.claim.subject) == lab.id
