"""Queries on the trail of what people put right in their guild's answers. Entries are added, never changed."""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.corrections import Action, AuditEntry, Side, undoable
from db.tables import AuditEntryRow, GuildRow

_Undo = aliased(AuditEntryRow)


async def lock_trail(session: AsyncSession, guild_id: int) -> None:
    """Let nobody else put anything right in this guild until the transaction ends."""
    # SQLite knows no locks of rows and needs none: a writing transaction there is the only one.
    await session.execute(select(GuildRow.id).where(GuildRow.id == guild_id).with_for_update())


async def add_entry(
    session: AsyncSession,
    guild_id: int,
    *,
    at: datetime,
    user_id: int,
    action: Action,
    target: str,
    label: str,
    before: Side,
    after: Side,
    reason: str = "",
    undoes: int | None = None,
) -> AuditEntry:
    """Write down a change."""
    row = AuditEntryRow(
        guild_id=guild_id,
        at=at,
        user_id=user_id,
        action=action,
        target=target,
        label=label,
        before_words=before.words,
        before=before.state,
        after_words=after.words,
        after=after.state,
        reason=reason,
        undoes_id=undoes,
    )
    session.add(row)
    await session.flush()
    return _entry(row, None, can_be_undone=True)


async def guild_entries(
    session: AsyncSession, guild_id: int, *, user_id: int | None = None, offset: int = 0, limit: int = 25
) -> list[AuditEntry]:
    """What was put right in a guild, by anybody or by one person; the last first."""
    query = _entries(guild_id, user_id).order_by(AuditEntryRow.id.desc()).offset(offset).limit(limit)
    return await _read(session, guild_id, query)


async def count_entries(session: AsyncSession, guild_id: int, user_id: int | None = None) -> int:
    """How many entries there are."""
    return await session.scalar(select(func.count()).select_from(_entries(guild_id, user_id).subquery())) or 0


async def find_entry(session: AsyncSession, guild_id: int, entry_id: int) -> AuditEntry | None:
    """One entry of this guild's trail."""
    found = await _read(session, guild_id, _entries(guild_id, None).where(AuditEntryRow.id == entry_id))
    return found[0] if found else None


def _entries(guild_id: int, user_id: int | None) -> Select[AuditEntryRow, int | None]:
    query = (
        select(AuditEntryRow, _Undo.user_id)
        .outerjoin(_Undo, _Undo.undoes_id == AuditEntryRow.id)
        .where(AuditEntryRow.guild_id == guild_id)
    )
    return query if user_id is None else query.where(AuditEntryRow.user_id == user_id)


async def _read(session: AsyncSession, guild_id: int, query: Select[AuditEntryRow, int | None]) -> list[AuditEntry]:
    rows = (await session.execute(query)).all()
    histories: dict[str, list[tuple[int, int | None]]] = {row.target: [] for row, _ in rows}
    whole = (
        select(AuditEntryRow.target, AuditEntryRow.id, AuditEntryRow.undoes_id)
        .where(AuditEntryRow.guild_id == guild_id, AuditEntryRow.target.in_(histories))
        .order_by(AuditEntryRow.id)
    )
    for target, entry_id, undoes in await session.execute(whole):
        histories[target].append((entry_id, undoes))
    now = frozenset[int]().union(*map(undoable, histories.values()))
    return [_entry(row, undone_by, can_be_undone=row.id in now) for row, undone_by in rows]


def _entry(row: AuditEntryRow, undone_by: int | None, *, can_be_undone: bool) -> AuditEntry:
    return AuditEntry(
        id=row.id,
        at=row.at,
        user_id=row.user_id,
        action=Action(row.action),
        target=row.target,
        label=row.label,
        before=Side(words=row.before_words, state=row.before),
        after=Side(words=row.after_words, state=row.after),
        reason=row.reason,
        undoes=row.undoes_id,
        undone_by=undone_by,
        can_be_undone=can_be_undone,
    )
