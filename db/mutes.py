"""Queries on what guilds leave out of their channels."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.claims import Topic
from bot.domain.mutes import MuteKind, Mutes
from db.engine import insert_unless_there
from db.tables import MuteRow


async def of_guild(session: AsyncSession, guild_id: int) -> Mutes:
    """What the guild has muted."""
    return (await of_guilds(session, [guild_id]))[guild_id]


async def of_guilds(session: AsyncSession, guild_ids: Collection[int]) -> dict[int, Mutes]:
    """What each of these guilds has muted."""
    query = select(MuteRow.guild_id, MuteRow.kind, MuteRow.name).where(MuteRow.guild_id.in_(guild_ids))
    labs: dict[int, set[str]] = {}
    topics: dict[int, set[Topic]] = {}
    for guild_id, kind, name in await session.execute(query):
        if kind == MuteKind.LAB:
            labs.setdefault(guild_id, set()).add(name)
        else:
            topics.setdefault(guild_id, set()).add(Topic(name))
    return {
        each: Mutes(labs=frozenset(labs.get(each, ())), topics=frozenset(topics.get(each, ()))) for each in guild_ids
    }


async def mute(session: AsyncSession, guild_id: int, kind: MuteKind, name: str, *, user_id: int, now: datetime) -> None:
    """Leave it out from now on."""
    row = {"guild_id": guild_id, "kind": kind, "name": name, "muted_by": user_id, "muted_at": now}
    await insert_unless_there(session, MuteRow, [row])


async def unmute(session: AsyncSession, guild_id: int, kind: MuteKind, name: str) -> None:
    """Tell of it again."""
    await session.execute(
        delete(MuteRow).where(MuteRow.guild_id == guild_id, MuteRow.kind == kind, MuteRow.name == name)
    )
