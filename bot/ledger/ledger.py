"""The ledger as commands ask it: names resolved, claims fetched for one guild, joined and compared.

Every question takes the guild, and every answer is limited to the feeds that it subscribes to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.announcements import Announcement, SourcedClaim
from bot.domain.claims import Kind, Topic
from bot.domain.names import LabName, ModelName, Named, name_key
from bot.errors import GapwatchError
from bot.ledger.chains import Implied, implied_ratios
from bot.ledger.compare import EFFICIENCY, Comparison, LabComparison, compare_labs, compare_models
from bot.ledger.corrections import renamed
from bot.ledger.fetching import lines_about, lines_of
from bot.ledger.lines import Line
from bot.ledger.naming import Naming, metric_named
from bot.ledger.questions import lab_of, named_key
from bot.ledger.ranking import Order, ranked
from bot.ledger.standing import Standing, standing_of
from db import announcements, names
from db.claims import ClaimFilter, guild_claims_by_id
from db.engine import Database


class SameModel(GapwatchError):
    """A correction that would change nothing."""

    next_step = "Name another model, or another name."


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

    def __init__(self, database: Database, naming: Naming) -> None:
        self._database = database
        self._naming = naming

    async def compare_models(
        self, guild_id: int, words: Sequence[str], now: datetime, metric: str | None = None
    ) -> Comparison:
        """Put models side by side, on one metric or benchmark or on all. Raises UnknownName, TooFewNames."""
        async with self._database.read() as session:
            found = [await self._naming.model(session, guild_id, name) for name in words]
            models = list({model.key: model for model in found}.values())
            if len(models) < 2:
                raise TooFewNames(f"“{', '.join(words)}” names only one model.")
            lines = await lines_about(session, guild_id, models=[model.key for model in models])
        return compare_models(models, lines, now, metric)

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
            implied=tuple(
                implied
                for implied in implied_ratios(lines)
                if against is not None and named_key(implied.baseline) == against.key
                if maker is None or lab_of(implied.subject) == maker.id
            ),
        )

    async def claims(
        self,
        guild_id: int,
        *,
        about: str | None = None,
        kind: Kind | None = None,
        standing: Standing | None = None,
        since: datetime | None = None,
    ) -> tuple[Line, ...]:
        """What is said about a model or a lab, newest first; of one kind, of one standing. Raises UnknownName."""
        async with self._database.read() as session:
            wanted = ClaimFilter(kinds=[kind] if kind else [])
            if about is not None:
                wanted = _narrowed(wanted, await self._naming.subject(session, guild_id, about))
            lines = await lines_of(session, guild_id, wanted)
        return tuple(
            line for line in reversed(_said_since(lines, since)) if standing is None or standing_of(line) is standing
        )

    async def contested(self, guild_id: int, since: datetime | None = None) -> tuple[Line, ...]:
        """Figures that somebody else's figure or word stands against, newest first."""
        return await self.claims(guild_id, standing=Standing.CONTESTED, since=since)

    async def why(self, guild_id: int, claim_id: int) -> tuple[SourcedClaim, tuple[Line, ...]] | None:
        """A claim, and every figure on the same subject, metric and baseline, its own included."""
        async with self._database.read() as session:
            found = await guild_claims_by_id(session, guild_id, [claim_id])
            if not found:
                return None
            asked = renamed(found[0], await names.guild_names(session, guild_id))
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
            key = (await self._naming.model(session, guild_id, model)).key if model else None
            return await announcements.latest(
                session, guild_id, lab=lab_id, model_key=key, topic=topic, words=words, since=since, limit=limit
            )

    async def alias_model(self, guild_id: int, words: str, name: str, *, user_id: int, now: datetime) -> ModelName:
        """In this guild, what goes by ``name`` is the model named by ``words`` from now on.

        A name that is a model of its own is thereby merged into it. Raises UnknownName, SameModel.
        """
        async with self._database.begin() as session:
            model = await self._naming.model(session, guild_id, words)
            if name_key(name) in {"", model.key}:
                raise SameModel(f"“{name}” is {model.name} already.")
            await names.save_guild_name(session, guild_id=guild_id, name=name, model=model, user_id=user_id, now=now)
        return model


def _alike(asked: SourcedClaim) -> ClaimFilter:
    claim = asked.claim
    return _narrowed(ClaimFilter(kinds=[claim.kind], metrics=[claim.metric]), claim.subject)


def _narrowed(wanted: ClaimFilter, subject: Named) -> ClaimFilter:
    keys = [subject.key] if isinstance(subject, ModelName) else []
    labs = [subject.id] if isinstance(subject, LabName) else []
    return ClaimFilter(model_keys=keys, labs=labs, kinds=wanted.kinds, metrics=wanted.metrics)


def _said_since(lines: Sequence[Line], since: datetime | None) -> Sequence[Line]:
    return lines if since is None else [line for line in lines if line.last_at >= since]


def _is_by(line: Line, lab: LabName | None) -> bool:
    return lab is None or lab_of(line.claim.subject) == lab.id
