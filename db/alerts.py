"""Queries on alerts: announcements that wait to be held against the watches, and what outlets are to be told.

What an outlet is told is unique by its occasion; it is put into an edition (the outbox's) in one transaction with it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.schedules import Page
from bot.domain.watches import Alert, AlertState, Outlet
from db.engine import insert_unless_there
from db.tables import AlertQueueRow, AlertRow, AnnouncementRow, DeliveryRow, EditionRow, OutletRow, StoryQueueRow
from db.watches import outlet_of

_DECIDING = 0x616C6572  # the key of PostgreSQL's advisory lock


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """An announcement in the queue; ``edited_at`` where it was put there by an edit, and had been looked at before."""

    announcement_id: int
    edited_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAlert:
    """Something to be told in an outlet, or, where it is ``folded``, only to be known as part of what was told."""

    outlet_id: int
    occasion: str
    announcement_id: int
    story_id: int | None = None
    reasons: tuple[str, ...]
    claim_ids: tuple[int, ...] = ()
    developments: tuple[str, ...] = ()
    folded: bool = False


async def enqueue(session: AsyncSession, announcement_ids: Iterable[int], now: datetime) -> None:
    """Have news held against the watches, in the transaction that stores it."""
    rows = [{"announcement_id": each, "queued_at": now} for each in announcement_ids]
    await insert_unless_there(session, AlertQueueRow, rows)


async def enqueue_edited(session: AsyncSession, announcement_id: int, now: datetime) -> None:
    """Have what an edit brought held against the watches, in the transaction that stores it.

    Of an announcement that waits still, the edit is looked at with the rest.
    """
    await lock_deciding(session)  # or it might be put behind what is being taken out this moment, and go with it
    await enqueue(session, [announcement_id], now)


async def waiting_to_be_looked_at(session: AsyncSession, limit: int) -> list[Waiting]:
    """News that has been read and has its story, the oldest first.

    What is new was queued when it was first seen, to the instant; what was edited, later.
    """
    query = (
        select(AlertQueueRow.announcement_id, AlertQueueRow.queued_at, AnnouncementRow.seen_at)
        .join(AnnouncementRow, AnnouncementRow.id == AlertQueueRow.announcement_id)
        .where(
            AnnouncementRow.reader_version.is_not(None),
            ~exists().where(StoryQueueRow.announcement_id == AlertQueueRow.announcement_id),
        )
        .order_by(AlertQueueRow.announcement_id)
        .limit(limit)
    )
    return [
        Waiting(announcement_id=announcement_id, edited_at=queued_at if queued_at > seen_at else None)
        for announcement_id, queued_at, seen_at in await session.execute(query)
    ]


async def lock_deciding(session: AsyncSession) -> None:
    """Decide alone until the transaction ends: of two at once, each would tell the first of a story."""
    if session.get_bind().dialect.name == "postgresql":  # SQLite lets but one transaction write
        await session.execute(select(func.pg_advisory_xact_lock(_DECIDING)))


async def dequeue(session: AsyncSession, announcement_ids: Collection[int]) -> None:
    """These have been held against the watches."""
    await session.execute(delete(AlertQueueRow).where(AlertQueueRow.announcement_id.in_(announcement_ids)))


async def has_stale(session: AsyncSession, before: datetime) -> bool:
    """Whether something has waited in the queue since before then."""
    return (
        await session.scalar(select(AlertQueueRow.announcement_id).where(AlertQueueRow.queued_at < before).limit(1))
        is not None
    )


async def drop_stale(session: AsyncSession, before: datetime) -> None:
    """Drop from the queue what could not be read or placed for so long that it is no news any more."""
    await session.execute(delete(AlertQueueRow).where(AlertQueueRow.queued_at < before))


async def known_of_story(session: AsyncSession, outlet_id: int, story_id: int) -> list[int]:
    """The announcements of a story that the outlet was told of, or that were folded into what it was told."""
    query = select(AlertRow.announcement_id).where(AlertRow.outlet_id == outlet_id, AlertRow.story_id == story_id)
    return list(await session.scalars(query.order_by(AlertRow.id)))


async def add(session: AsyncSession, new: Iterable[NewAlert], now: datetime) -> int:
    """Write down what is to be told; what was written down before, under the same occasion, stays. Returns how many."""
    rows = [
        {
            "outlet_id": each.outlet_id,
            "occasion": each.occasion,
            "announcement_id": each.announcement_id,
            "story_id": each.story_id,
            "reasons": list(each.reasons),
            "claim_ids": list(each.claim_ids),
            "developments": list(each.developments),
            "state": AlertState.FOLDED if each.folded else AlertState.WAITING,
            "decided_at": now,
        }
        for each in new
    ]
    return await insert_unless_there(session, AlertRow, rows)


async def waiting_in(session: AsyncSession, outlet_id: int, limit: int) -> list[Alert]:
    """What waits to be told in an outlet, the oldest first."""
    query = (
        select(AlertRow)
        .where(AlertRow.outlet_id == outlet_id, AlertRow.state == AlertState.WAITING)
        .order_by(AlertRow.id)
        .limit(limit)
    )
    return [alert_of(row) for row in await session.scalars(query)]


async def posted_at(session: AsyncSession, outlet_id: int, since: datetime) -> list[datetime]:
    """When the messages of an outlet were made since then."""
    query = select(EditionRow.created_at).where(EditionRow.outlet_id == outlet_id, EditionRow.created_at > since)
    return list(await session.scalars(query))


async def put_into_edition(
    session: AsyncSession, outlet: Outlet, alerts: Sequence[Alert], *, title: str, pages: Sequence[Page], now: datetime
) -> int | None:
    """Keep the message that tells of these alerts; None, and nothing, where another process tells of one of them.

    The session has ``lock_deciding``.
    """
    ids = [each.id for each in alerts]
    left = select(func.count()).where(AlertRow.id.in_(ids), AlertRow.state == AlertState.WAITING)
    if await session.scalar(left) != len(ids):
        return None
    row = EditionRow(
        guild_id=outlet.guild_id,
        outlet_id=outlet.id,
        number=1,
        window_start=min(each.decided_at for each in alerts),
        window_end=now,
        title=title,
        pages=[list(page.components) for page in pages],
        created_at=now,
    )
    session.add(row)
    await session.flush()
    await note_told(session, ids, row.id)
    return row.id


async def note_told(session: AsyncSession, alert_ids: Collection[int], edition_id: int | None = None) -> None:
    """These wait no more: they stand in this edition, or what they told of is to be seen no more."""
    values = {"state": AlertState.TOLD, "edition_id": edition_id}
    await session.execute(update(AlertRow).where(AlertRow.id.in_(alert_ids)).values(values))


async def of_page(session: AsyncSession, nonce: str) -> tuple[Outlet, list[Alert]] | None:
    """The outlet of a posted page, and the alerts that it tells of."""
    query = (
        select(OutletRow, AlertRow)
        .join(EditionRow, EditionRow.outlet_id == OutletRow.id)
        .join(DeliveryRow, DeliveryRow.edition_id == EditionRow.id)
        .join(AlertRow, AlertRow.edition_id == EditionRow.id)
        .where(DeliveryRow.nonce == nonce)
        .order_by(AlertRow.id)
    )
    found = (await session.execute(query)).all()
    return (outlet_of(found[0][0]), [alert_of(row) for _, row in found]) if found else None


async def forget(session: AsyncSession, before: datetime) -> None:
    """Drop alerts that were told, or folded, before then."""
    await session.execute(delete(AlertRow).where(AlertRow.decided_at < before, AlertRow.state != AlertState.WAITING))


def alert_of(row: AlertRow) -> Alert:
    """The noun of a row."""
    return Alert(
        id=row.id,
        outlet_id=row.outlet_id,
        occasion=row.occasion,
        announcement_id=row.announcement_id,
        story_id=row.story_id,
        reasons=tuple(row.reasons),
        claim_ids=tuple(row.claim_ids),
        developments=tuple(row.developments),
        decided_at=row.decided_at,
    )
