"""Which claims are asked for: as a filter, and as what holds for their rows. Which are the newest: db.picking."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement

from bot.domain.claims import Allegation, Caveat, Kind, Ranking, Ratio, Release, Spec
from db.tables import ClaimRow

CURRENT = ClaimRow.withdrawn_at.is_(None)

_METRICS_OF: dict[Kind, tuple[str, ...]] = {
    Kind.SPEC: tuple(Spec),
    Kind.RATIO: tuple(Ratio),
    Kind.RANKING: tuple(Ranking),
    Kind.RELEASE: tuple(Release),
    Kind.CAVEAT: tuple(Caveat),
    Kind.ALLEGATION: tuple(Allegation),
}
"""The metrics of each kind; those of benchmarks are without number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimFilter:
    """Which claims are asked for; an empty collection or None asks for all. Models by key, labs by id.

    ``labs`` are those of the subjects: a claim on a lab's model is one on the lab, unless they are asked for
    ``themselves``. Withdrawn claims are left out unless they are asked for.
    """

    model_keys: Collection[str] = ()
    baseline_keys: Collection[str] = ()
    labs: Collection[str] = ()
    themselves: bool = False
    kinds: Collection[Kind] = ()
    metrics: Collection[str] = ()
    announcement_ids: Collection[int] = ()
    since: datetime | None = None
    until: datetime | None = None
    include_withdrawn: bool = False


def metrics_of(wanted: ClaimFilter) -> list[tuple[Kind, str]]:
    """The metrics, each of its kind, that a filter asks for; none where they are too many to be told apart."""
    kinds = wanted.kinds or tuple(Kind)
    if wanted.metrics:
        return [
            (kind, metric)
            for kind in kinds
            for metric in wanted.metrics
            if kind is Kind.BENCHMARK or metric in _METRICS_OF[kind]
        ]
    if not wanted.kinds or Kind.BENCHMARK in kinds:
        return []
    return [(kind, metric) for kind in kinds for metric in _METRICS_OF[kind]]


def conditions_of(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """What holds for claims that a filter asks for, whoever they are about."""
    conditions = dated(ClaimRow.order_at, wanted)
    if wanted.kinds:
        conditions.append(ClaimRow.kind.in_(wanted.kinds))
    if wanted.metrics:
        conditions.append(ClaimRow.metric.in_(wanted.metrics))
    if wanted.announcement_ids:
        conditions.append(ClaimRow.announcement_id.in_(wanted.announcement_ids))
    if not wanted.include_withdrawn:
        conditions.append(CURRENT)
    return conditions


def dated(order_at: Any, wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """``since`` is within, ``until`` is not; what has no date is in no period that begins."""
    since = [order_at >= wanted.since] if wanted.since is not None else []
    return since + ([order_at < wanted.until] if wanted.until is not None else [])


def dated_before(until: datetime | None) -> list[ColumnElement[bool]]:
    """What holds for claims that are dated before; all are where no moment is given."""
    return dated(ClaimRow.order_at, ClaimFilter(until=until))
