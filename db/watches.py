"""Queries on outlets, where alerts go, and on watches, what they are to be told of. The alerts: db.alerts."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, time
from typing import Any

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.claims import Kind, Topic
from bot.domain.schedules import ScheduleStatus
from bot.domain.watches import (
    AT_MOST_AN_HOUR,
    AlertState,
    Comparison,
    Outlet,
    OutletStatus,
    Quiet,
    Threshold,
    Watch,
    WatchFor,
)
from db.engine import insert_unless_there
from db.tables import AlertRow, AnnouncementRow, GuildRow, OutletRow, ScheduleRow, WatchRow
from db.visibility import visible_to

Place = tuple[int, int | None, int | None]
"""A guild, and in it a channel, or a member's direct messages."""


async def open_outlets(session: AsyncSession, places: Collection[Place], now: datetime) -> dict[Place, Outlet]:
    """The outlets of these places, made where there are none."""
    wanted = set(places)
    rows = [
        {
            "guild_id": guild_id,
            "channel_id": channel_id,
            "user_id": user_id,
            "status": OutletStatus.ACTIVE,
            "at_most": AT_MOST_AN_HOUR,
            "created_at": now,
        }
        for guild_id, channel_id, user_id in sorted(wanted, key=str)
    ]
    await insert_unless_there(session, OutletRow, rows)
    query = select(OutletRow).where(OutletRow.guild_id.in_({guild_id for guild_id, _, _ in wanted}))
    found = {(row.guild_id, row.channel_id, row.user_id): outlet_of(row) for row in await session.scalars(query)}
    return {place: found[place] for place in wanted}


async def outlet(session: AsyncSession, outlet_id: int) -> Outlet | None:
    """One outlet."""
    row = await session.get(OutletRow, outlet_id, populate_existing=True)
    return outlet_of(row) if row is not None else None


async def outlets_of(session: AsyncSession, guild_id: int, *, user_id: int | None = None) -> list[Outlet]:
    """The guild's outlets in channels, or that of a member."""
    whose = OutletRow.user_id.is_(None) if user_id is None else OutletRow.user_id == user_id
    query = select(OutletRow).where(OutletRow.guild_id == guild_id, whose).order_by(OutletRow.id)
    return [outlet_of(row) for row in await session.scalars(query)]


async def set_hours(session: AsyncSession, outlet_id: int, *, quiet: Quiet | None, at_most: int) -> None:
    """Note when nothing is posted there, and how many alerts an hour at most."""
    values = {"quiet": _quiet_values(quiet), "at_most": at_most, "held_until": None}
    await session.execute(update(OutletRow).where(OutletRow.id == outlet_id).values(values))


async def resume(session: AsyncSession, outlet_ids: Collection[int]) -> None:
    """Post there again."""
    values = {"status": OutletStatus.ACTIVE, "reason": None, "held_until": None}
    await session.execute(update(OutletRow).where(OutletRow.id.in_(outlet_ids)).values(values))


async def hold(session: AsyncSession, outlet_id: int, until: datetime | None) -> None:
    """Post nothing of what waits there before."""
    await session.execute(update(OutletRow).where(OutletRow.id == outlet_id).values(held_until=until))


async def forget_idle_outlets(session: AsyncSession) -> None:
    """Drop outlets that nothing is watched for and nothing was told in, of those that nobody has set hours for."""
    idle = ~exists().where(WatchRow.outlet_id == OutletRow.id) & ~exists().where(AlertRow.outlet_id == OutletRow.id)
    await session.execute(delete(OutletRow).where(idle, OutletRow.quiet.is_(None)))


async def with_alerts_due(session: AsyncSession, now: datetime, limit: int) -> list[Outlet]:
    """Active outlets in which an alert waits that is not held."""
    waits = exists().where(AlertRow.outlet_id == OutletRow.id, AlertRow.state == AlertState.WAITING)
    query = (
        select(OutletRow)
        .join(GuildRow, GuildRow.id == OutletRow.guild_id)
        .where(
            waits,
            OutletRow.status == OutletStatus.ACTIVE,
            (OutletRow.held_until.is_(None)) | (OutletRow.held_until <= now),
            GuildRow.left_at.is_(None),
        )
        .order_by(OutletRow.id)
        .limit(limit)
    )
    return [outlet_of(row) for row in await session.scalars(query)]


async def add(session: AsyncSession, where: Outlet, wanted: WatchFor, *, created_by: int, now: datetime) -> Watch:
    """A new watch."""
    row = WatchRow(outlet_id=where.id, wanted=_wanted_values(wanted), created_by=created_by, created_at=now)
    session.add(row)
    await session.flush()
    return _watch_of(row, where)


async def remove(session: AsyncSession, watch_id: int) -> None:
    """End a watch; what waits because of it is told still."""
    await session.execute(delete(WatchRow).where(WatchRow.id == watch_id))


async def of_guild(session: AsyncSession, guild_id: int, *, user_id: int | None = None) -> list[Watch]:
    """The guild's watches in channels, or those of a member, oldest first."""
    whose = OutletRow.user_id.is_(None) if user_id is None else OutletRow.user_id == user_id
    query = (
        select(WatchRow, OutletRow)
        .join(OutletRow, OutletRow.id == WatchRow.outlet_id)
        .where(OutletRow.guild_id == guild_id, whose)
        .order_by(WatchRow.id)
    )
    return [_watch_of(row, outlet_of(place)) for row, place in await session.execute(query)]


async def count_of_member(session: AsyncSession, user_id: int) -> int:
    """How many watches a person has in all servers."""
    query = select(func.count(WatchRow.id)).join(OutletRow, OutletRow.id == WatchRow.outlet_id)
    return await session.scalar(query.where(OutletRow.user_id == user_id)) or 0


async def seeing(session: AsyncSession, announcement_ids: Collection[int]) -> list[tuple[int, Watch]]:
    """Each of these announcements with every watch of a guild that may see it."""
    query = (
        select(AnnouncementRow.id, WatchRow, OutletRow)
        .select_from(WatchRow)
        .join(OutletRow, OutletRow.id == WatchRow.outlet_id)
        .join(GuildRow, GuildRow.id == OutletRow.guild_id)
        .join(AnnouncementRow, AnnouncementRow.id.in_(announcement_ids))
        .where(GuildRow.left_at.is_(None), visible_to(OutletRow.guild_id))
        .order_by(AnnouncementRow.id, WatchRow.id)
    )
    return [(i, _watch_of(row, outlet_of(place))) for i, row, place in await session.execute(query)]


async def briefing_places(session: AsyncSession, announcement_ids: Collection[int]) -> list[tuple[Place, str]]:
    """Where briefings are posted in guilds that may see one of these, each with its schedule's time zone."""
    query = (
        select(ScheduleRow.guild_id, ScheduleRow.channel_id, ScheduleRow.timezone)
        .join(GuildRow, GuildRow.id == ScheduleRow.guild_id)
        .join(AnnouncementRow, AnnouncementRow.id.in_(announcement_ids))
        .where(
            ScheduleRow.status == ScheduleStatus.ACTIVE,
            GuildRow.left_at.is_(None),
            visible_to(ScheduleRow.guild_id),
        )
        .order_by(ScheduleRow.id)
    )
    found: dict[Place, str] = {}
    for guild_id, channel_id, zone in await session.execute(query):
        found.setdefault((guild_id, channel_id, None), zone)
    return list(found.items())


def outlet_of(row: OutletRow) -> Outlet:
    """The noun of a row."""
    return Outlet(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        user_id=row.user_id,
        status=OutletStatus(row.status),
        reason=row.reason,
        quiet=_quiet_of(row.quiet),
        at_most=row.at_most,
        held_until=row.held_until,
    )


def _watch_of(row: WatchRow, where: Outlet) -> Watch:
    return Watch(
        id=row.id,
        outlet=where,
        wanted=_wanted_of(row.wanted),
        created_by=row.created_by,
        created_at=row.created_at,
    )


def _wanted_values(wanted: WatchFor) -> dict[str, Any]:
    return {key: value for key, value in asdict(wanted).items() if value is not None}


def _wanted_of(stored: dict[str, Any]) -> WatchFor:
    threshold = stored.get("threshold")
    return WatchFor(
        model=stored.get("model"),
        lab=stored.get("lab"),
        lab_name=stored.get("lab_name"),
        topic=Topic(stored["topic"]) if "topic" in stored else None,
        kind=Kind(stored["kind"]) if "kind" in stored else None,
        phrase=stored.get("phrase"),
        threshold=None
        if threshold is None
        else Threshold(
            kind=Kind(threshold["kind"]),
            metric=threshold["metric"],
            comparison=Comparison(threshold["comparison"]),
            value=threshold["value"],
        ),
    )


def _quiet_values(quiet: Quiet | None) -> dict[str, str] | None:
    if quiet is None:
        return None
    return {"start": f"{quiet.start:%H:%M}", "end": f"{quiet.end:%H:%M}", "timezone": quiet.timezone}


def _quiet_of(stored: dict[str, Any] | None) -> Quiet | None:
    if stored is None:
        return None
    start, end = (time.fromisoformat(stored[key]) for key in ("start", "end"))
    return Quiet(start=start, end=end, timezone=stored["timezone"])
