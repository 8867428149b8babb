"""Queries on the outbox: pages that wait, are leased, were sent. What happens between: bot.delivery.outbox.

A page is a schedule's (of a briefing) or an outlet's (of an alert): ``Sender`` is either.

Whoever works on a page holds a lease on it. Leases are taken by one conditional update, so that of two processes on
one database one gets the page; and everything that is noted of a page is noted only while the lease is still held.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Row, Select, and_, exists, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.schedules import DeliveryState, Manner, Page, Parcel, ScheduleStatus
from bot.domain.watches import OutletStatus
from db.engine import insert_all
from db.schedules import manner_of
from db.tables import DeliveryRow, EditionRow, GuildRow, OutletRow, ScheduleRow, StopRow

LEASE = timedelta(minutes=1)
_CLOCK_WAS_WRONG = 2 * LEASE  # no lease was ever granted for so long
_LONGEST_WAIT = timedelta(hours=1)  # nor any page put off for so long
_DONE = (DeliveryState.SENT, DeliveryState.FAILED)
_STATUS = func.coalesce(ScheduleRow.status, OutletRow.status)  # both are called active and stopped alike


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """What a guild's admins are to be told: a schedule of theirs, or a channel's alerts, were stopped, and why."""

    id: int
    guild_id: int
    channel_id: int
    alerts: bool
    notice_channel_id: int | None
    reason: str
    nonce: str
    attempts: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sender:
    """Whose pages these are: one of the two is set."""

    schedule_id: int | None = None
    outlet_id: int | None = None

    @property
    def what(self) -> str:
        """Its name in the outbox."""
        return f"outlet {self.outlet_id}" if self.schedule_id is None else f"schedule {self.schedule_id}"


async def enqueue(
    session: AsyncSession,
    edition_id: int,
    sender: Sender,
    *,
    channel_id: int,
    nonces: Sequence[str],
    due_at: datetime,
) -> None:
    """Write down that each page of the edition is to be posted, in the transaction that keeps the edition."""
    rows = (
        {
            "what": sender.what,
            "schedule_id": sender.schedule_id,
            "outlet_id": sender.outlet_id,
            "edition_id": edition_id,
            "page": number,
            "channel_id": channel_id,
            "state": DeliveryState.PENDING,
            "nonce": nonce,
            "attempts": 0,
            "due_at": due_at,
        }
        for number, nonce in enumerate(nonces)
    )
    await insert_all(session, DeliveryRow, rows)


async def lease(session: AsyncSession, *, by: str, now: datetime, limit: int) -> list[Parcel]:
    """Take up to so many pages that may be sent now: of each sender the first that has not been, and no other.

    From here on a page may have been sent; the parcel's ``tried_at`` tells of attempts before this one.
    """
    due = await _due(session, now, limit)
    if not due:
        return []
    # that nobody had it in between is held by the number of attempts, which each lease raises
    unchanged = tuple_(DeliveryRow.id, DeliveryRow.attempts).in_([(row.id, row.attempts) for row in due])
    values = {
        "state": DeliveryState.LEASED,
        "leased_by": by,
        "leased_until": now + LEASE,
        "tried_at": func.coalesce(DeliveryRow.tried_at, now),
        "attempts": DeliveryRow.attempts + 1,
    }
    taken = update(DeliveryRow).where(unchanged, _free(now)).values(values).returning(DeliveryRow.id)
    ids = (await session.scalars(taken)).all()
    return await _parcels(session, ids, {row.id: row.tried_at for row in due}) if ids else []


async def renew(session: AsyncSession, parcel: Parcel, *, by: str, now: datetime) -> bool:
    """Hold the page for another minute; False where the lease was lost."""
    return await _note(session, parcel, by, {"leased_until": now + LEASE})


async def note_not_there(session: AsyncSession, parcel: Parcel, *, by: str, now: datetime) -> bool:
    """Note that no attempt before this one has posted it."""
    return await _note(session, parcel, by, {"tried_at": now, "leased_until": now + LEASE})


async def note_posted(session: AsyncSession, parcel: Parcel, *, by: str, message_id: int) -> bool:
    """Note its message; what follows the posting (a thread, a crosspost) is still to be done."""
    return await _note(session, parcel, by, {"message_id": message_id})


async def note_sent(session: AsyncSession, parcel: Parcel, *, by: str, message_id: int, now: datetime) -> bool:
    """Note that all is done."""
    values = {"message_id": message_id, "sent_at": now, "last_error": None}
    return await _note(session, parcel, by, values | _let_go(DeliveryState.SENT))


async def put_off(
    session: AsyncSession, parcel: Parcel, *, by: str, error: str, until: datetime, maybe_sent: bool
) -> bool:
    """Try again then. ``maybe_sent``: this attempt may have been carried out."""
    values: dict[str, Any] = {"last_error": error, "due_at": until}
    if maybe_sent:
        return await _note(session, parcel, by, values | _let_go(DeliveryState.UNKNOWN))
    # what was tried before this attempt stays uncertain
    values |= {"tried_at": parcel.tried_at}
    state = DeliveryState.PENDING if parcel.tried_at is None else DeliveryState.UNKNOWN
    return await _note(session, parcel, by, values | _let_go(state))


async def note_failed(session: AsyncSession, parcel: Parcel, *, by: str, error: str) -> bool:
    """Note that Discord will never take it; the pages after it go with it."""
    if not await _note(session, parcel, by, {"last_error": error} | _let_go(DeliveryState.FAILED)):
        return False
    others = update(DeliveryRow).where(
        DeliveryRow.edition_id == parcel.edition_id, DeliveryRow.state.not_in(_DONE), DeliveryRow.page > parcel.number
    )
    await session.execute(others.values({"last_error": error} | _let_go(DeliveryState.FAILED)))
    return True


async def make_due(session: AsyncSession, senders: Iterable[Sender], now: datetime) -> int:
    """Let what waits for these be sent now; returns how many pages that are."""
    waiting = update(DeliveryRow).where(
        DeliveryRow.what.in_([each.what for each in senders]),
        DeliveryRow.state.not_in([*_DONE, DeliveryState.LEASED]),
    )
    changed = await session.execute(waiting.values(due_at=now))
    return changed.rowcount if isinstance(changed, CursorResult) else 0


async def waiting(session: AsyncSession, schedule_ids: Iterable[int]) -> dict[int, int]:
    """How many pages wait for each of these schedules."""
    query = (
        select(DeliveryRow.schedule_id, func.count())
        .where(DeliveryRow.schedule_id.in_([*schedule_ids]), DeliveryRow.state.not_in(_DONE))
        .group_by(DeliveryRow.schedule_id)
    )
    return {found: count for found, count in await session.execute(query) if found is not None}


async def edition_of_page(session: AsyncSession, nonce: str) -> int | None:
    """The edition that the page of this nonce belongs to."""
    return await session.scalar(select(DeliveryRow.edition_id).where(DeliveryRow.nonce == nonce))


async def stop(session: AsyncSession, parcel: Parcel, *, reason: str, nonce: str, now: datetime) -> bool:
    """Stop the parcel's sender, and write down that its admins are to be told; False where it was stopped before.

    Of a member's own direct messages the admins are not told: the member reads it in the list of watches.
    """
    if parcel.schedule_id is not None:
        active = and_(ScheduleRow.id == parcel.schedule_id, ScheduleRow.status == ScheduleStatus.ACTIVE)
        stopping = update(ScheduleRow).where(active).values(status=ScheduleStatus.STOPPED)
    else:
        active = and_(OutletRow.id == parcel.outlet_id, OutletRow.status == OutletStatus.ACTIVE)
        stopping = update(OutletRow).where(active).values(status=OutletStatus.STOPPED, reason=reason)
    stopped = await session.execute(stopping)
    if not isinstance(stopped, CursorResult) or stopped.rowcount == 0:
        return False
    if not parcel.direct:
        session.add(
            StopRow(
                schedule_id=parcel.schedule_id,
                outlet_id=parcel.outlet_id,
                reason=reason,
                stopped_at=now,
                nonce=nonce,
                attempts=0,
                due_at=now,
            )
        )
    return True


async def due_stops(session: AsyncSession, now: datetime, *, attempts: int) -> list[Stop]:
    """Stops that the admins have not been told of, of what is stopped still."""
    query = (
        _of_sender(
            select(
                StopRow,
                GuildRow.id,
                GuildRow.notice_channel_id,
                func.coalesce(ScheduleRow.channel_id, OutletRow.channel_id),
            ),
            StopRow,
        )
        .where(
            StopRow.sent_at.is_(None),
            StopRow.due_at <= now,
            StopRow.attempts < attempts,
            _STATUS == ScheduleStatus.STOPPED,
            GuildRow.left_at.is_(None),
        )
        .order_by(StopRow.id)
    )
    return [
        Stop(
            id=row.id,
            guild_id=guild_id,
            channel_id=channel_id,
            alerts=row.outlet_id is not None,
            notice_channel_id=notice_channel_id,
            reason=row.reason,
            nonce=row.nonce,
            attempts=row.attempts,
        )
        for row, guild_id, notice_channel_id, channel_id in await session.execute(query)
    ]


async def lease_stop(session: AsyncSession, stop_id: int, *, attempts: int, until: datetime) -> bool:
    """Note that it is being told; False where another process tells it."""
    taken = await session.execute(
        update(StopRow)
        .where(StopRow.id == stop_id, StopRow.attempts == attempts, StopRow.sent_at.is_(None))
        .values(attempts=attempts + 1, due_at=until)
    )
    return isinstance(taken, CursorResult) and taken.rowcount == 1


async def note_stop(session: AsyncSession, stop_id: int, **values: Any) -> None:
    """Note how the telling went."""
    await session.execute(update(StopRow).where(StopRow.id == stop_id).values(values))


def _free(now: datetime) -> ColumnElement[bool]:
    """Pages that wait and are due, and those whose lease was not renewed. Times that only a wrong clock can have
    written do not bind.
    """
    due = or_(DeliveryRow.due_at <= now, DeliveryRow.due_at > now + _LONGEST_WAIT)
    left = or_(DeliveryRow.leased_until <= now, DeliveryRow.leased_until > now + _CLOCK_WAS_WRONG)
    waits = DeliveryRow.state.in_([DeliveryState.PENDING, DeliveryState.UNKNOWN])
    return or_(and_(waits, due), and_(DeliveryRow.state == DeliveryState.LEASED, left))


async def _due(session: AsyncSession, now: datetime, limit: int) -> Sequence[Row[int, int, datetime | None]]:
    before = aliased(DeliveryRow)
    earlier = or_(
        before.edition_id < DeliveryRow.edition_id,
        and_(before.edition_id == DeliveryRow.edition_id, before.page < DeliveryRow.page),
    )
    query = (
        _of_sender(select(DeliveryRow.id, DeliveryRow.attempts, DeliveryRow.tried_at), DeliveryRow)
        .where(
            _free(now),
            _STATUS == ScheduleStatus.ACTIVE,
            GuildRow.left_at.is_(None),
            ~exists().where(before.what == DeliveryRow.what, before.state.not_in(_DONE), earlier),
        )
        .order_by(DeliveryRow.due_at, DeliveryRow.id)
        .limit(limit)
    )
    return (await session.execute(query)).all()


def _of_sender(query: Select[*tuple[Any, ...]], row: type[DeliveryRow | StopRow]) -> Select[*tuple[Any, ...]]:
    """The query with the schedule or the outlet of each row, and its guild."""
    return (
        query.select_from(row)
        .outerjoin(ScheduleRow, ScheduleRow.id == row.schedule_id)
        .outerjoin(OutletRow, OutletRow.id == row.outlet_id)
        .join(GuildRow, GuildRow.id == func.coalesce(ScheduleRow.guild_id, OutletRow.guild_id))
    )


async def _parcels(session: AsyncSession, ids: Sequence[int], tried_at: Mapping[int, datetime | None]) -> list[Parcel]:
    head = aliased(DeliveryRow)
    query = (
        select(DeliveryRow, EditionRow, ScheduleRow.manner, head.message_id, OutletRow.user_id)
        .join(EditionRow, EditionRow.id == DeliveryRow.edition_id)
        .outerjoin(ScheduleRow, ScheduleRow.id == DeliveryRow.schedule_id)
        .outerjoin(OutletRow, OutletRow.id == DeliveryRow.outlet_id)
        .join(head, and_(head.edition_id == DeliveryRow.edition_id, head.page == 0))
        .where(DeliveryRow.id.in_(ids))
        .order_by(DeliveryRow.due_at, DeliveryRow.id)
        .execution_options(populate_existing=True)
    )
    return [
        _parcel(row, edition, manner, head_id, tried_at[row.id], direct=user_id is not None)
        for row, edition, manner, head_id, user_id in await session.execute(query)
    ]


def _parcel(
    row: DeliveryRow,
    edition: EditionRow,
    manner: dict[str, Any] | None,
    head_id: int | None,
    tried_at: datetime | None,
    *,
    direct: bool,
) -> Parcel:
    assert row.leased_until is not None
    return Parcel(
        delivery_id=row.id,
        schedule_id=row.schedule_id,
        outlet_id=row.outlet_id,
        edition_id=row.edition_id,
        guild_id=edition.guild_id,
        channel_id=row.channel_id,
        direct=direct,
        number=row.page,
        of=len(edition.pages),
        page=Page(components=tuple(edition.pages[row.page])),
        nonce=row.nonce,
        manner=manner_of(manner) if manner else Manner(),
        title=edition.title,
        attempts=row.attempts,
        leased_until=row.leased_until,
        tried_at=tried_at,
        message_id=row.message_id,
        head_id=head_id,
    )


def _let_go(state: DeliveryState) -> dict[str, Any]:
    return {"state": state, "leased_by": None, "leased_until": None}


async def _note(session: AsyncSession, parcel: Parcel, by: str, values: dict[str, Any]) -> bool:
    held = and_(
        DeliveryRow.id == parcel.delivery_id, DeliveryRow.state == DeliveryState.LEASED, DeliveryRow.leased_by == by
    )
    noted = await session.execute(update(DeliveryRow).where(held).values(values))
    return isinstance(noted, CursorResult) and noted.rowcount == 1
