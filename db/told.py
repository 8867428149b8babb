"""Queries on what channels have been told."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.told import Fact, Told
from db.engine import among, insert_all
from db.tables import ToldAnnouncementRow, ToldFactRow


async def told_of(
    session: AsyncSession, channel_id: int, announcement_ids: Collection[int], keys: Collection[str]
) -> Told:
    """Which of these announcements and facts the channel has been told, and as what."""
    known = select(ToldAnnouncementRow.announcement_id).where(
        ToldAnnouncementRow.channel_id == channel_id,
        among(session, ToldAnnouncementRow.announcement_id, sorted(announcement_ids)),
    )
    facts = select(ToldFactRow).where(
        ToldFactRow.channel_id == channel_id, among(session, ToldFactRow.key, sorted(keys))
    )
    return Told(
        announcements=frozenset(await session.scalars(known)),
        facts={row.key: Fact(standing=row.standing, value=row.value) for row in await session.scalars(facts)},
    )


async def tell(session: AsyncSession, *, channel_id: int, edition_id: int, told: Told) -> None:
    """Note what an edition tells its channel, in the transaction that keeps the edition."""
    await _forget(session, channel_id, told)
    here = {"channel_id": channel_id, "edition_id": edition_id}
    await insert_all(session, ToldAnnouncementRow, (here | {"announcement_id": each} for each in told.announcements))
    await insert_all(session, ToldFactRow, (here | _row(key, fact) for key, fact in told.facts.items()))


async def _forget(session: AsyncSession, channel_id: int, told: Told) -> None:
    """What was told of the same before: the last word counts, and stays as long as its edition."""
    await session.execute(
        delete(ToldAnnouncementRow).where(
            ToldAnnouncementRow.channel_id == channel_id,
            among(session, ToldAnnouncementRow.announcement_id, sorted(told.announcements)),
        )
    )
    await session.execute(
        delete(ToldFactRow).where(
            ToldFactRow.channel_id == channel_id, among(session, ToldFactRow.key, sorted(told.facts))
        )
    )


def _row(key: str, fact: Fact) -> dict[str, str | float | None]:
    return {"key": key, "standing": fact.standing, "value": fact.value}
