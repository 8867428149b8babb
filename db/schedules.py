"""Queries on schedules and on the editions that they made. The outbox: db.outbox."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.claims import Topic
from bot.domain.schedules import (
    DeliveryState,
    KeptEdition,
    Manner,
    Page,
    PostAs,
    Schedule,
    ScheduleStatus,
    Section,
    Wanted,
    When,
    Window,
)
from db.tables import DeliveryRow, EditionRow, GuildRow, ScheduleRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """What a person says of a schedule."""

    channel_id: int
    when: When
    wanted: Wanted
    manner: Manner


async def add(
    session: AsyncSession, guild_id: int, shape: Shape, *, now: datetime, covered_until: datetime, next_at: datetime
) -> Schedule:
    """A new schedule, active."""
    row = ScheduleRow(
        guild_id=guild_id,
        status=ScheduleStatus.ACTIVE,
        created_at=now,
        covered_until=covered_until,
        next_at=next_at,
        handled_until=now,
        **_values(shape),
    )
    session.add(row)
    await session.flush()
    return schedule_of(row)


async def change(
    session: AsyncSession, schedule_id: int, shape: Shape, *, handled_until: datetime, next_at: datetime
) -> None:
    """Let it be otherwise from then on; what fell due before is not looked at again."""
    values = _values(shape) | {"next_at": next_at, "handled_until": handled_until}
    await session.execute(update(ScheduleRow).where(ScheduleRow.id == schedule_id).values(values))
    waiting = update(DeliveryRow).where(DeliveryRow.schedule_id == schedule_id, _untried())
    await session.execute(waiting.values(channel_id=shape.channel_id))


async def set_wanted(session: AsyncSession, schedule_id: int, wanted: Wanted) -> None:
    """Note what its editions may tell of from now on."""
    await session.execute(update(ScheduleRow).where(ScheduleRow.id == schedule_id).values(wanted=_stored(wanted)))


async def of_guild(session: AsyncSession, guild_id: int) -> list[Schedule]:
    """The guild's schedules, oldest first."""
    query = select(ScheduleRow).where(ScheduleRow.guild_id == guild_id).order_by(ScheduleRow.id)
    return [schedule_of(row) for row in await session.scalars(query)]


async def find(session: AsyncSession, guild_id: int, schedule_id: int) -> Schedule | None:
    """One of the guild's schedules."""
    row = await session.get(ScheduleRow, schedule_id)
    return schedule_of(row) if row is not None and row.guild_id == guild_id else None


async def count(session: AsyncSession, guild_id: int) -> int:
    """How many schedules the guild has."""
    return await session.scalar(select(func.count()).where(ScheduleRow.guild_id == guild_id)) or 0


async def remove(session: AsyncSession, schedule_id: int) -> None:
    """Remove a schedule and what waits to be posted for it; its editions are kept."""
    await session.execute(delete(ScheduleRow).where(ScheduleRow.id == schedule_id))


async def set_status(session: AsyncSession, schedule_ids: Iterable[int], status: ScheduleStatus) -> None:
    """Note whether they make briefings."""
    await session.execute(update(ScheduleRow).where(ScheduleRow.id.in_([*schedule_ids])).values(status=status))


async def count_due(session: AsyncSession, until: datetime) -> int:
    """How many active schedules are due by then."""
    query = select(func.count()).where(ScheduleRow.status == ScheduleStatus.ACTIVE, ScheduleRow.next_at <= until)
    return await session.scalar(query) or 0


async def due(session: AsyncSession, until: datetime, limit: int) -> list[Schedule]:
    """Active schedules that are due by then, in servers that the bot is in, the longest due first."""
    query = (
        select(ScheduleRow)
        .join(GuildRow, GuildRow.id == ScheduleRow.guild_id)
        .where(
            ScheduleRow.status == ScheduleStatus.ACTIVE,
            ScheduleRow.next_at <= until,
            GuildRow.left_at.is_(None),
        )
        .order_by(ScheduleRow.next_at, ScheduleRow.id)
        .limit(limit)
    )
    return [schedule_of(row) for row in await session.scalars(query)]


async def ahead_of(session: AsyncSession, moment: datetime) -> list[Schedule]:
    """Schedules that were dealt with at a later time than that."""
    query = select(ScheduleRow).where(
        or_(ScheduleRow.covered_until >= moment, ScheduleRow.handled_until >= moment),
    )
    return [schedule_of(row) for row in await session.scalars(query)]


async def advance(
    session: AsyncSession,
    schedule: Schedule,
    *,
    covered_until: datetime,
    handled_until: datetime,
    next_at: datetime,
) -> bool:
    """Note how far it has come, unless it has moved since it was read: then False, and nothing is changed.

    Of two processes that decide on the same edition, one gets True.
    """
    changed = await session.execute(
        update(ScheduleRow)
        .where(
            ScheduleRow.id == schedule.id,
            ScheduleRow.status == schedule.status,
            ScheduleRow.covered_until == schedule.covered_until,
            ScheduleRow.handled_until == schedule.handled_until,
            ScheduleRow.next_at == schedule.next_at,
        )
        .values(covered_until=covered_until, handled_until=handled_until, next_at=next_at)
    )
    return isinstance(changed, CursorResult) and changed.rowcount == 1


async def add_edition(
    session: AsyncSession, schedule: Schedule, *, window: Window, title: str, pages: Sequence[Page], now: datetime
) -> KeptEdition:
    """Keep an edition, with the next number of its schedule."""
    last = await session.scalar(select(func.max(EditionRow.number)).where(EditionRow.schedule_id == schedule.id))
    row = EditionRow(
        guild_id=schedule.guild_id,
        schedule_id=schedule.id,
        number=(last or 0) + 1,
        window_start=window.start,
        window_end=window.end,
        title=title,
        pages=[list(page.components) for page in pages],
        created_at=now,
    )
    session.add(row)
    await session.flush()
    return edition_of(row)


async def editions_between(
    session: AsyncSession, guild_id: int, start: datetime, end: datetime, limit: int
) -> list[KeptEdition]:
    """The briefings of the guild's schedules made then, oldest first."""
    query = (
        select(EditionRow)
        .where(
            EditionRow.guild_id == guild_id,
            EditionRow.outlet_id.is_(None),
            EditionRow.created_at >= start,
            EditionRow.created_at < end,
        )
        .order_by(EditionRow.created_at, EditionRow.id)
        .limit(limit)
    )
    return [edition_of(row) for row in await session.scalars(query)]


async def edition(session: AsyncSession, guild_id: int, edition_id: int) -> KeptEdition | None:
    """One of the guild's editions."""
    row = await session.get(EditionRow, edition_id)
    return edition_of(row) if row is not None and row.guild_id == guild_id else None


async def forget_editions(session: AsyncSession, before: datetime) -> None:
    """Drop editions made before that, but those of which a page still waits."""
    waits = exists().where(
        DeliveryRow.edition_id == EditionRow.id,
        DeliveryRow.state.not_in([DeliveryState.SENT, DeliveryState.FAILED]),
    )
    await session.execute(delete(EditionRow).where(EditionRow.created_at < before, ~waits))


def schedule_of(row: ScheduleRow) -> Schedule:
    """The noun of a row."""
    return Schedule(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        when=When.of_cron(row.cron, row.timezone),
        status=ScheduleStatus(row.status),
        wanted=Wanted(
            labs=tuple(row.wanted.get("labs", ())),
            topics=tuple(Topic(topic) for topic in row.wanted.get("topics", ())),
            min_standing=row.wanted.get("min_standing"),
            sections=tuple(Section(section) for section in row.wanted.get("sections", ())),
        ),
        manner=manner_of(row.manner),
        created_at=row.created_at,
        covered_until=row.covered_until,
        next_at=row.next_at,
        handled_until=row.handled_until,
    )


def manner_of(stored: dict[str, Any]) -> Manner:
    """How editions are posted, as it was stored."""
    return Manner(**(stored | {"post_as": PostAs(stored["post_as"])}))


def edition_of(row: EditionRow) -> KeptEdition:
    """The noun of a row."""
    return KeptEdition(
        id=row.id,
        guild_id=row.guild_id,
        schedule_id=row.schedule_id,
        number=row.number,
        title=row.title,
        window=Window(start=row.window_start, end=row.window_end),
        pages=tuple(Page(components=tuple(page)) for page in row.pages),
        created_at=row.created_at,
    )


def _values(shape: Shape) -> dict[str, Any]:
    return {
        "channel_id": shape.channel_id,
        "cron": shape.when.cron,
        "timezone": shape.when.timezone,
        "wanted": _stored(shape.wanted),
        "manner": asdict(shape.manner),
    }


def _stored(wanted: Wanted) -> dict[str, Any]:
    return {key: value for key, value in asdict(wanted).items() if value}


def _untried() -> Any:
    return cast("Any", DeliveryRow.state == DeliveryState.PENDING) & DeliveryRow.tried_at.is_(None)
