"""Queries on what a guild's briefings leave out."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.claims import Topic
from bot.domain.mutes import MuteKind, Mutes
from db.engine import insert_unless_there
from db.tables import MuteRow


async def of_guild(session: AsyncSession, guild_id: int) -> Mutes:
    """What the guild has muted."""
    rows = (await session.execute(select(MuteRow.kind, MuteRow.name).where(MuteRow.guild_id == guild_id))).all()
    return Mutes(
        labs=frozenset(row.name for row in rows if row.kind == MuteKind.LAB),
        topics=frozenset(Topic(row.name) for row in rows if row.kind == MuteKind.TOPIC),
    )


async def mute(session: AsyncSession, guild_id: int, kind: MuteKind, name: str, *, user_id: int, now: datetime) -> None:
    """Leave it out from now on."""
    row = {"guild_id": guild_id, "kind": kind, "name": name, "muted_by": user_id, "muted_at": now}
    await insert_unless_there(session, MuteRow, [row])


async def unmute(session: AsyncSession, guild_id: int, kind: MuteKind, name: str) -> None:
    """Tell of it again."""
    await session.execute(
        delete(MuteRow).where(MuteRow.guild_id == guild_id, MuteRow.kind == kind, MuteRow.name == name)
    )
