"""How far two models, two labs, or one of them and the frontier are apart, as a guild's feeds have it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Kind, Release
from bot.domain.names import LabName, ModelName
from bot.errors import GapwatchError
from bot.ledger.comparable import why_apart
from bot.ledger.fetching import HISTORY_AT_ONCE, claims_of
from bot.ledger.gap import Frontier, Gap, Side, gaps_between
from bot.ledger.lines import Line
from bot.ledger.naming import Naming
from bot.ledger.questions import benchmark_key, benchmark_of, lab_of
from bot.ledger.standing import ledger_of
from db.claims import ClaimFilter
from db.engine import Database

BENCHMARKS_AT_MOST = 40
"""Of one side, those with the newest figures."""


class NoGap(GapwatchError):
    """Two sides that cannot be apart."""

    next_step = "Name two models, two labs, or one of them and a frontier."


@dataclass(frozen=True, kw_only=True, slots=True)
class Gaps:
    """Two sides on every benchmark that both have. ``apart`` are figures that meet no other, each with the reason."""

    one: Side
    other: Side
    gaps: tuple[Gap, ...]
    apart: tuple[tuple[Line, str], ...]


class GapService:
    """Answers how far two sides are apart."""

    def __init__(self, database: Database, naming: Naming) -> None:
        self._database = database
        self._naming = naming

    async def between(
        self, guild_id: int, a: str, b: str, *, benchmark: str | None = None, since: datetime | None = None
    ) -> Gaps:
        """The gap of the first side to the other, on one benchmark or on all. Raises UnknownName, NoGap."""
        if benchmark:
            known = benchmark_of(benchmark)
            benchmark = known.name if known else benchmark
        async with self._database.read() as session:
            one = await self._naming.side(session, guild_id, a)
            other = await self._naming.side(session, guild_id, b)
            if one == other or (isinstance(one, Frontier) and isinstance(other, Frontier) and not benchmark):
                raise NoGap(f"“{a}” against “{b}” leaves nothing to measure.")
            narrower, broader = (other, one) if isinstance(one, Frontier) else (one, other)
            claims = await self._claims(session, guild_id, narrower, broader, benchmark)
        return await asyncio.to_thread(_worked_out, one, other, claims, benchmark, since)

    async def _claims(
        self, session: AsyncSession, guild_id: int, narrower: Side, broader: Side, benchmark: str | None
    ) -> Sequence[SourcedClaim]:
        """Scores of both sides on the benchmarks of the narrower one, and when weights came out."""
        scores = ClaimFilter(kinds=[Kind.BENCHMARK], metrics=[benchmark] if benchmark else [])
        own = await claims_of(session, guild_id, _of_side(scores, narrower))
        if isinstance(broader, Frontier):
            metrics = list(dict.fromkeys(sourced.claim.metric for sourced in own))[:BENCHMARKS_AT_MOST]
            if not metrics:
                return own
            of_each = max(HISTORY_AT_ONCE // len(metrics), 1)
            others = await claims_of(session, guild_id, replace(scores, metrics=metrics), of_each=of_each)
        else:
            others = await claims_of(session, guild_id, _of_side(scores, broader))
        opened = ClaimFilter(kinds=[Kind.RELEASE], metrics=[Release.OPEN_WEIGHTS])
        by_openness = {narrower, broader} & {Frontier.OPEN, Frontier.CLOSED}
        openings = await claims_of(session, guild_id, opened) if by_openness else []
        return list({sourced.id: sourced for sourced in (*own, *others, *openings)}.values())


def _worked_out(
    one: Side, other: Side, claims: Sequence[SourcedClaim], benchmark: str | None, since: datetime | None
) -> Gaps:
    lines = [line for line in ledger_of(claims) if benchmark is None or _is_other_or_on(line, benchmark)]
    found = gaps_between(one, other, lines)
    gaps = tuple(_since(gap, since) for gap in found)
    return Gaps(one=one, other=other, gaps=gaps, apart=_apart(one, other, lines, found))


def _of_side(wanted: ClaimFilter, side: Side) -> ClaimFilter:
    if isinstance(side, ModelName):
        return replace(wanted, model_keys=[side.key])
    return replace(wanted, labs=[side.id]) if isinstance(side, LabName) else wanted


def _is_other_or_on(line: Line, benchmark: str) -> bool:
    return line.question.kind is not Kind.BENCHMARK or line.question.metric == benchmark_key(benchmark)


def _since(gap: Gap, since: datetime | None) -> Gap:
    """The gap with what moved it since a day, and how it stood on that day."""
    if since is None:
        return gap
    before = [moment for moment in gap.moments if moment.at < since]
    return replace(gap, moments=(*before[-1:], *(moment for moment in gap.moments if moment.at >= since)))


def _apart(one: Side, other: Side, lines: Sequence[Line], gaps: Sequence[Gap]) -> tuple[tuple[Line, str], ...]:
    """Figures of two models or labs that meet on a benchmark, but not under one setting; one for each benchmark."""
    met = {benchmark_key(gap.benchmark) for gap in gaps}
    theirs: dict[str, list[Line]] = {}
    for line in reversed(lines):
        if line.question.kind is Kind.BENCHMARK and _is_of(line, other):
            theirs.setdefault(line.question.metric, []).append(line)
    reasons: dict[str, tuple[Line, str]] = {}
    for line in reversed(lines):
        metric = line.question.metric
        if metric in met or metric in reasons or line.question.kind is not Kind.BENCHMARK or not _is_of(line, one):
            continue
        reason = next((why for against in theirs.get(metric, ()) if (why := why_apart(line, against))), None)
        if reason is not None:
            reasons[metric] = (line, reason)
    return tuple(reasons.values())


def _is_of(line: Line, side: Side) -> bool:
    if isinstance(side, ModelName):
        return line.question.subject == side.key
    return isinstance(side, LabName) and lab_of(line.claim.subject) == side.id
