"""Queries on who last asked what changed."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import insert_unless_there
from db.tables import LookRow


async def looked(session: AsyncSession, *, guild_id: int, user_id: int, now: datetime) -> datetime | None:
    """Note that a person asks in a guild now; returns when that person asked there before."""
    here = (LookRow.guild_id == guild_id, LookRow.user_id == user_id)
    before: datetime | None = await session.scalar(select(LookRow.looked_at).where(*here))
    await insert_unless_there(session, LookRow, [{"guild_id": guild_id, "user_id": user_id, "looked_at": now}])
    await session.execute(update(LookRow).where(*here).values(looked_at=now))
    return before
