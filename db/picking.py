"""Which claims are the newest on what is asked, as ids: read off the indexes. What they say: db.claim_rows.

Of subjects, the newest are taken of each by itself; of metrics, of all together. Each is read newest first off the
index of what is asked, and what other feeds say is passed over. Only where a guild's feeds brought little, so that
theirs would be far apart in that, the index that begins with the feed is read instead: for a model or a question at its
place, for anything else all that these feeds claim.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    String,
    Table,
    and_,
    bindparam,
    func,
    select,
    true,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.claims import Kind
from db.claim_filters import ClaimFilter, conditions_of, dated, metrics_of
from db.engine import among, in_index_order
from db.rows import rows_given
from db.tables import AnnouncementRow, ClaimRow, LabRow, ModelRow
from db.visibility import (
    brought_to,
    feeds_read,
    newest_first,
    newest_visible,
    not_hidden_by,
    own_feeds,
    visible_to,
)

_FEW_ANNOUNCEMENTS = 5_000
"""Where a guild's feeds brought no more than this, their claims are looked through, not those of all feeds."""

_OF_A_QUESTION = 2
"""At the least, however many questions are asked about."""

_NEWEST_FIRST = (ClaimRow.order_at.desc(), ClaimRow.id.desc())
DOUBTING = (Kind.CAVEAT, Kind.ALLEGATION)
"""Kinds of claims that hold back others."""

_FOUND = cast("Table", ClaimRow.__table__).alias("found")
_BROUGHT = select(func.count()).select_from(
    select(AnnouncementRow.id)
    .where(brought_to(bindparam("of_guild"), AnnouncementRow))
    .limit(_FEW_ANNOUNCEMENTS + 1)
    .subquery()
)
"""Every answer asks for it, so the statement is not made anew for each."""

Question = tuple[int, Kind, str]
"""A model by its number, a kind and a metric."""

Conditions = Sequence[ColumnElement[bool]]


class Each(Enum):
    """What a claim can be to a name: of each name, the newest such claims are on an index."""

    SUBJECT_MODEL = (ModelRow, ClaimRow.subject_model_id, None)
    BASELINE_MODEL = (ModelRow, ClaimRow.baseline_model_id, None)
    SUBJECT_LAB = (LabRow, ClaimRow.subject_lab_id, None)
    LAB_ITSELF = (LabRow, ClaimRow.subject_lab_id, ClaimRow.subject_model_id)
    AGAINST_LAB = (LabRow, ClaimRow.baseline_lab_id, ClaimRow.baseline_model_id)

    @property
    def is_rare(self) -> bool:
        """Whether claims are seldom that, so that those of other feeds are passed over quickly."""
        return self in {Each.LAB_ITSELF, Each.AGAINST_LAB}


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """A guild for which claims are looked for; ``few``: its feeds brought so little that theirs are looked through."""

    guild_id: int
    few: bool

    @property
    def shown(self) -> ColumnElement[bool]:
        """Holds for claims of announcements that the guild is shown, but those that it hides itself."""
        return and_(visible_to(self.guild_id, ClaimRow), not_hidden_by(self.guild_id))


async def reader_of(session: AsyncSession, guild_id: int) -> Reader:
    """The guild as claims are looked for."""
    count = await session.scalar(_BROUGHT, {"of_guild": guild_id}) or 0
    return Reader(guild_id=guild_id, few=count <= _FEW_ANNOUNCEMENTS)


async def newest_of_each(
    session: AsyncSession,
    reader: Reader,
    each: Each,
    ids: Collection[Any],
    *,
    limit: int,
    kinds: Collection[Kind] = (),
    conditions: Conditions = (),
) -> list[int]:
    """The newest claims of each of these models or labs that the guild is shown, withdrawn ones among them."""
    if not ids:
        return []
    named, column, unset = each.value
    wanted = list(conditions)
    if unset is not None:
        wanted.append(unset.is_(None))
    if kinds:
        wanted.append(ClaimRow.kind.in_(kinds))
    if reader.few and not each.is_rare:
        return await _newest_own_of_each(session, reader, each, ids, wanted, limit)
    query = select(ClaimRow.id).where(column == named.id, reader.shown, *wanted)
    query = query.order_by(*_NEWEST_FIRST).limit(limit).correlate(named)
    found = _for_each(session, named, query).where(named.id.in_(sorted(ids)))
    async with in_index_order(session):
        return list(await session.scalars(found))


async def newest_on_each(
    session: AsyncSession,
    reader: Reader,
    questions: Sequence[Question],
    *,
    limit: int,
    conditions: Conditions = (),
) -> list[int]:
    """The newest claims on each of these questions, in this order, withdrawn ones among them.

    Where the guild's feeds brought little, those of each feed.
    """
    asked = rows_given(session, questions, model_id=Integer, kind=String, metric=String)
    on = [
        ClaimRow.subject_model_id == asked.c.model_id,
        ClaimRow.kind == asked.c.kind,
        ClaimRow.metric == asked.c.metric,
        *conditions,
    ]
    own = own_feeds(reader.guild_id)
    given: Any = asked
    if reader.few:
        given = asked.join(own, true())
        on.append(ClaimRow.feed_id == own.c.feed_id)
    newest = select(ClaimRow.id).where(*on, reader.shown).order_by(*_NEWEST_FIRST).limit(limit).correlate(asked, own)
    async with in_index_order(session):
        return list(await session.scalars(_for_each(session, given, newest)))


async def _newest_of_each_metric(
    session: AsyncSession,
    reader: Reader,
    metrics: Sequence[tuple[Kind, str]],
    conditions: Conditions,
    limit: int,
) -> list[int]:
    """The newest claims on each of these metrics, in this order."""
    asked = rows_given(session, metrics, kind=String, metric=String)
    on = [ClaimRow.kind == asked.c.kind, ClaimRow.metric == asked.c.metric]
    newest = select(ClaimRow.id).where(*on, *conditions, reader.shown).order_by(*_NEWEST_FIRST)
    async with in_index_order(session):
        return list(await session.scalars(_for_each(session, asked, newest.limit(limit).correlate(asked))))


def _for_each(session: AsyncSession, given: Any, newest: Select[int]) -> Select[int]:
    """The ids that a query finds for each row given, one after another: each database says this in its own way."""
    if session.get_bind().dialect.name == "postgresql":
        found = newest.lateral()
        return select(found.c.id).select_from(given).join(found, true())
    return select(_FOUND.c.id).join_from(given, _FOUND, _FOUND.c.id.in_(newest))


async def newest_by_filter(
    session: AsyncSession, reader: Reader, wanted: ClaimFilter, *, limit: int, of_each: int | None = None
) -> list[int]:
    """The newest claims that a filter asks for, as far as the guild is shown them; ``of_each`` metric so many."""
    conditions = conditions_of(wanted)
    models = await _models(session, wanted.model_keys)
    baselines = await _models(session, wanted.baseline_keys)
    if (wanted.model_keys and not models) or (wanted.baseline_keys and not baselines):
        return []
    if models or baselines or wanted.labs:
        others: list[ColumnElement[bool]] = [ClaimRow.baseline_model_id.in_(baselines)] if baselines else []
        others += [ClaimRow.subject_lab_id.in_(wanted.labs)] if wanted.labs else []
        if models and wanted.metrics and not reader.few:
            questions = [(model_id, kind, metric) for model_id in models for kind, metric in metrics_of(wanted)]
            share = max(limit // (len(questions) or 1), _OF_A_QUESTION)
            others += conditions_of(replace(wanted, kinds=(), metrics=()))
            return await newest_on_each(session, reader, questions, limit=share, conditions=others)
        conditions += others
        each, ids = _each_of(wanted, models, baselines)
        share = max(limit // len(ids), 1)
        return await newest_of_each(session, reader, each, ids, limit=share, conditions=conditions)
    if wanted.announcement_ids:
        query = select(ClaimRow.id).where(reader.shown, *conditions)
        return list(await session.scalars(query.order_by(ClaimRow.id.desc()).limit(limit)))
    metrics = metrics_of(wanted)
    if not metrics:
        return await _newest_of_all(session, reader, wanted, conditions, limit)
    if reader.few:
        return list(await session.scalars(_own(reader, select(ClaimRow.id), conditions).limit(limit)))
    conditions = conditions_of(replace(wanted, kinds=(), metrics=()))
    if of_each is not None:
        return await _newest_of_each_metric(session, reader, metrics, conditions, of_each)
    return await _newest_on(session, reader, metrics, conditions, limit)


def _each_of(
    wanted: ClaimFilter, models: Collection[int], baselines: Collection[int]
) -> tuple[Each, Collection[int | str]]:
    """The names that a filter asks for claims of, those that the fewest claims are of."""
    if models:
        return Each.SUBJECT_MODEL, models
    if wanted.labs:
        return Each.LAB_ITSELF if wanted.themselves else Each.SUBJECT_LAB, wanted.labs
    return Each.BASELINE_MODEL, baselines


async def _newest_on(
    session: AsyncSession,
    reader: Reader,
    metrics: Collection[tuple[Kind, str]],
    conditions: Conditions,
    limit: int,
) -> list[int]:
    """The newest of several metrics together: each is in order, so that they are merged, and only as far as wanted."""
    visible = and_(reader.shown, *conditions)
    arms = [
        select(ClaimRow.id, ClaimRow.order_at).where(ClaimRow.kind == kind, ClaimRow.metric == metric, visible)
        for kind, metric in metrics
    ]
    async with in_index_order(session):
        return list(await session.scalars(newest_first(session, arms, limit)))


async def _newest_of_all(
    session: AsyncSession, reader: Reader, wanted: ClaimFilter, conditions: Conditions, limit: int
) -> list[int]:
    """The claims of as many of the newest announcements as claims are wanted: most make several."""
    feeds = await feeds_read(session, reader.guild_id)
    dates = dated(AnnouncementRow.order_at, wanted)
    newest = newest_visible(session, reader.guild_id, feeds, *dates, limit=limit)
    async with in_index_order(session):
        ids = list(await session.scalars(newest))
    # held against each claim of these, or SQLite would begin with all claims of a kind
    as_wanted = and_(not_hidden_by(reader.guild_id), *conditions).is_(true())
    query = select(ClaimRow.id).where(among(session, ClaimRow.announcement_id, ids), as_wanted)
    return list(await session.scalars(query.order_by(ClaimRow.order_at.desc(), ClaimRow.id).limit(limit)))


async def newest_about(
    session: AsyncSession,
    reader: Reader,
    subjects: Collection[int],
    questions: Sequence[Question],
    *,
    few: int,
    limit: int,
    conditions: Conditions = (),
) -> list[int]:
    """What is said on these questions, or holds the subjects back, both models; withdrawn claims too.

    Of each question at least two, in all about ``limit``; ``few`` of what holds back each subject.
    """
    if not questions:
        return []

    async def against(each: Each, *kinds: Kind) -> list[int]:
        return await newest_of_each(session, reader, each, subjects, limit=few, kinds=kinds, conditions=conditions)

    of_each = max(limit // len(questions), _OF_A_QUESTION)
    return [
        *await against(Each.SUBJECT_MODEL, *DOUBTING),
        *await against(Each.BASELINE_MODEL, Kind.ALLEGATION),
        *await newest_on_each(session, reader, questions, limit=of_each, conditions=conditions),
    ]


async def _newest_own_of_each(
    session: AsyncSession, reader: Reader, each: Each, ids: Collection[Any], conditions: Conditions, limit: int
) -> list[int]:
    """Of what the guild's own feeds claim, the newest of each of these names."""
    _, column, _ = each.value
    named = column.in_(sorted(ids))
    if each is Each.SUBJECT_MODEL:  # by which the index of feeds goes on
        query = _own(reader, select(ClaimRow.id, column), conditions).where(named)
    else:
        query = _own(reader, select(ClaimRow.id, column), [*conditions, named])
    counted: Counter[Any] = Counter()
    found = []
    for claim_id, name in await session.execute(query):
        counted[name] += 1
        if counted[name] <= limit:
            found.append(claim_id)
    return found


def _own(reader: Reader, claims: Select[Any], conditions: Conditions) -> Select[Any]:
    """Of these claims, those that the guild's own feeds make and that hold to the conditions; newest first."""
    # SQLite knows not how little they bring, and would begin with all that is said of a name: so it is to take the
    # conditions for no more than what a claim of these feeds is held against
    held_against = and_(true(), *conditions).is_(true())
    query = claims.where(brought_to(reader.guild_id, ClaimRow), held_against, reader.shown)
    # with the sum, no index has this order: that of the feeds is used
    return query.order_by((type_coerce(ClaimRow.order_at, BigInteger) + 0).desc(), ClaimRow.id.desc())


async def _models(session: AsyncSession, keys: Collection[str]) -> list[int]:
    return list(await session.scalars(select(ModelRow.id).where(ModelRow.key.in_(keys)))) if keys else []
