"""The ledger as commands ask it: names resolved, claims fetched for one guild, joined and compared.

Every question takes the guild, and every answer is limited to the feeds that it subscribes to.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from rapidfuzz import fuzz, process, utils
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Announcement, SourcedClaim
from bot.domain.claims import Kind, Ratio, Topic
from bot.domain.names import LabName, ModelName, name_key
from bot.errors import GapwatchError
from bot.ledger.compare import EFFICIENCY, Comparison, LabComparison, compare_labs, compare_models
from bot.ledger.corrections import corrected_claims, meant, renamed
from bot.ledger.lines import Line
from bot.ledger.questions import named_key
from bot.ledger.standing import ledger_of
from bot.ledger.wording import metric_label
from db import announcements, names
from db.claims import ClaimFilter, guild_claims_by_id
from db.engine import Database

CLAIMS_AT_ONCE = 800
_NEAR = 60  # rapidfuzz's score of 100 is equality; below 60 a "did you mean" is noise


class UnknownName(GapwatchError):
    """A name that no announcement of the guild's feeds uses."""

    def __init__(self, sort: str, words: str, near: Sequence[str], look: str) -> None:
        super().__init__(f"No announcement in this server's feeds names the {sort} “{words}”.")
        self.next_step = f"Did you mean {' or '.join(near)}?" if near else look


class UnknownMetric(GapwatchError):
    """Words that name no efficiency metric."""

    next_step = f"Choose one of: {', '.join(map(metric_label, EFFICIENCY))}."


class SameModel(GapwatchError):
    """A correction that would change nothing."""

    next_step = "Name another model, or another name."


class TooFewNames(GapwatchError):
    """A comparison needs two different names."""

    next_step = "Give at least two different ones."


class Ledger:
    """Answers about what was claimed. ``lab_alias`` turns a lab's usual names and brands into its id."""

    def __init__(self, database: Database, lab_alias: Callable[[str], str | None]) -> None:
        self._database = database
        self._lab_alias = lab_alias

    async def compare_models(self, guild_id: int, words: Sequence[str], now: datetime) -> Comparison:
        """Put two or more models side by side. Raises UnknownName, TooFewNames."""
        async with self._database.read() as session:
            found = [await self._model(session, guild_id, name) for name in words]
            models = list({model.key: model for model in found}.values())
            if len(models) < 2:
                raise TooFewNames(f"“{', '.join(words)}” names only one model.")
            wanted = ClaimFilter(model_keys=[model.key for model in models])
            claims = await corrected_claims(session, guild_id, wanted, limit=CLAIMS_AT_ONCE)
        return compare_models(models, claims, now)

    async def compare_labs(self, guild_id: int, words: Sequence[str], now: datetime) -> LabComparison:
        """Put two or more labs side by side. Raises UnknownName, TooFewNames."""
        async with self._database.read() as session:
            found = [await self._lab(session, guild_id, name) for name in words]
            labs = list({lab.id: lab for lab in found}.values())
            if len(labs) < 2:
                raise TooFewNames(f"“{', '.join(words)}” names only one lab.")
            wanted = ClaimFilter(labs=[lab.id for lab in labs])
            claims = await corrected_claims(session, guild_id, wanted, limit=CLAIMS_AT_ONCE)
        return compare_labs(labs, claims, now)

    async def efficiency(self, guild_id: int, metric: str | None = None) -> tuple[Line, ...]:
        """Ratios of one amount over another, newest first; of all efficiency metrics where none is named.

        Raises UnknownMetric.
        """
        metrics = [_metric(metric)] if metric else EFFICIENCY
        async with self._database.read() as session:
            wanted = ClaimFilter(kinds=[Kind.RATIO], metrics=metrics)
            claims = await corrected_claims(session, guild_id, wanted, limit=CLAIMS_AT_ONCE)
        return tuple(reversed(ledger_of(claims)))

    async def claims(self, guild_id: int, about: str | None = None, kind: Kind | None = None) -> tuple[Line, ...]:
        """Figures about a model or a lab, newest first, of one kind or of all. Raises UnknownName."""
        async with self._database.read() as session:
            wanted = ClaimFilter(kinds=[kind] if kind else [])
            if about is not None:
                wanted = await self._about(session, guild_id, about, wanted)
            claims = await corrected_claims(session, guild_id, wanted, limit=CLAIMS_AT_ONCE)
        return tuple(reversed(ledger_of(claims)))

    async def why(self, guild_id: int, claim_id: int) -> tuple[SourcedClaim, tuple[Line, ...]] | None:
        """A claim, and every figure on the same subject, metric and baseline, its own included."""
        async with self._database.read() as session:
            found = await guild_claims_by_id(session, guild_id, [claim_id])
            if not found:
                return None
            asked = renamed(found[0], await names.guild_names(session, guild_id))
            claim = asked.claim
            keys = [claim.subject.key] if isinstance(claim.subject, ModelName) else []
            wanted = ClaimFilter(model_keys=keys, kinds=[claim.kind], metrics=[claim.metric])
            claims = await corrected_claims(session, guild_id, wanted, limit=CLAIMS_AT_ONCE)
        alike = (
            other
            for other in claims
            if named_key(other.claim.subject) == named_key(claim.subject)
            and named_key(other.claim.baseline) == named_key(claim.baseline)
        )
        return asked, ledger_of(alike)

    async def latest(
        self,
        guild_id: int,
        *,
        lab: str | None = None,
        model: str | None = None,
        topic: Topic | None = None,
        words: str | None = None,
        limit: int = 25,
    ) -> list[Announcement]:
        """What was announced last, newest first. Raises UnknownName."""
        async with self._database.read() as session:
            lab_id = (await self._lab(session, guild_id, lab)).id if lab else None
            key = (await self._model(session, guild_id, model)).key if model else None
            return await announcements.latest(
                session, guild_id, lab=lab_id, model_key=key, topic=topic, words=words, limit=limit
            )

    async def alias_model(self, guild_id: int, words: str, name: str, *, user_id: int, now: datetime) -> ModelName:
        """In this guild, what goes by ``name`` is the model named by ``words`` from now on.

        A name that is a model of its own is thereby merged into it. Raises UnknownName, SameModel.
        """
        async with self._database.begin() as session:
            model = await self._model(session, guild_id, words)
            if name_key(name) in {"", model.key}:
                raise SameModel(f"“{name}” is {model.name} already.")
            await names.save_guild_name(session, guild_id=guild_id, name=name, model=model, user_id=user_id, now=now)
        return model

    async def suggest_models(self, guild_id: int, typed: str, limit: int = 25) -> list[str]:
        """Models of the guild's feeds whose name holds what was typed, the most talked of first."""
        async with self._database.read() as session:
            found = await names.guild_models(session, guild_id, containing=typed, limit=limit)
            own = await names.guild_names(session, guild_id)
        by_own_name = [meant(model, own) for key, model in own.items() if name_key(typed) in key]
        offered = {model.key: model.name for model in (*by_own_name, *(meant(model, own) for model in found))}
        return list(offered.values())[:limit]

    async def suggest_labs(self, guild_id: int, typed: str, limit: int = 25) -> list[str]:
        """Labs of the guild's feeds whose name or id holds what was typed, the most talked of first."""
        async with self._database.read() as session:
            labs = await names.guild_labs(session, guild_id)
        typed = name_key(typed)
        alias = self._lab_alias(typed)
        return [lab.name for lab in labs if typed in name_key(lab.name) or typed in lab.id or lab.id == alias][:limit]

    def suggest_metrics(self, typed: str) -> list[tuple[str, str]]:
        """Efficiency metrics that hold what was typed, each as its label and its name in the vocabulary."""
        key = name_key(typed)
        labels = [(metric_label(metric), metric.value) for metric in EFFICIENCY]
        return [(label, metric) for label, metric in labels if key in name_key(label) or key in name_key(metric)]

    async def _about(self, session: AsyncSession, guild_id: int, words: str, wanted: ClaimFilter) -> ClaimFilter:
        """Claims about a lab where the words are a lab's name, else about a model."""
        lab = _named_lab(await names.guild_labs(session, guild_id), words, self._lab_alias)
        if lab is not None:
            return ClaimFilter(labs=[lab.id], kinds=wanted.kinds)
        model = await self._model(session, guild_id, words)
        return ClaimFilter(model_keys=[model.key], kinds=wanted.kinds)

    async def _model(self, session: AsyncSession, guild_id: int, words: str) -> ModelName:
        """The model meant: by its name or alias, else the only one whose name holds the words."""
        own = await names.guild_names(session, guild_id)
        if name_key(words) in own:
            return meant(own[name_key(words)], own)
        exact = await names.find_guild_model(session, guild_id, words)
        if exact is not None:
            return exact
        holding = await names.guild_models(session, guild_id, containing=words, limit=4) if name_key(words) else []
        if len(holding) == 1:
            return holding[0]
        known = [model.name for model in holding]
        if not known:
            known = _nearest(words, (m.name for m in await names.guild_models(session, guild_id, limit=1000)))
        raise UnknownName("model", words, known[:3], "Pick one from the list while typing, or look at /latest.")

    async def _lab(self, session: AsyncSession, guild_id: int, words: str) -> LabName:
        labs = await names.guild_labs(session, guild_id)
        found = _named_lab(labs, words, self._lab_alias)
        if found is None:
            near = _nearest(words, (lab.name for lab in labs))
            raise UnknownName("lab", words, near, "Pick one from the list while typing, or look at /latest.")
        return found


def _metric(words: str) -> Ratio:
    """The efficiency metric of this name or label. Raises UnknownMetric."""
    for metric in EFFICIENCY:
        if name_key(words) in {name_key(metric), name_key(metric_label(metric))}:
            return metric
    raise UnknownMetric(f"“{words}” is no efficiency metric.")


def _named_lab(labs: Iterable[LabName], words: str, alias: Callable[[str], str | None]) -> LabName | None:
    key, meant = name_key(words), alias(words)
    return next((lab for lab in labs if key in {name_key(lab.name), name_key(lab.id)} or lab.id == meant), None)


def _nearest(words: str, known: Iterable[str]) -> list[str]:
    found = process.extract(words, list(known), scorer=fuzz.WRatio, processor=utils.default_process, limit=3)
    return [name for name, score, _ in found if score >= _NEAR]
