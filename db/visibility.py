"""What a guild may be shown, in one place: every query for a guild's answer asks here, and nowhere else.

A guild sees the announcements of the feeds that it subscribes to, but those hidden from it: what its filter of the
feed keeps out, and what came while it had the feed paused. Of their claims, it sees those that it did not hide itself.
"""

from collections.abc import Collection
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import insert_unless_there
from db.tables import AnnouncementRow, ClaimRow, GuildClaimCorrectionRow, HiddenAnnouncementRow, SubscriptionRow

_ROWS_AT_ONCE = 100  # a statement of many rows takes long to put together


class Because(StrEnum):
    """Why an announcement is hidden from a guild."""

    FILTER = "filter"
    PAUSE = "pause"


def visible_to(guild_id: int) -> ColumnElement[bool]:
    """Holds for the announcements of a query that this guild may be shown; the query has ``AnnouncementRow`` in it."""
    subscribed = select(SubscriptionRow.feed_id).where(SubscriptionRow.guild_id == guild_id)
    hidden = exists().where(
        HiddenAnnouncementRow.guild_id == guild_id, HiddenAnnouncementRow.announcement_id == AnnouncementRow.id
    )
    return and_(AnnouncementRow.feed_id.in_(subscribed), ~hidden.correlate(AnnouncementRow))


def not_hidden_by(guild_id: int) -> ColumnElement[bool]:
    """Holds for the claims of a query that this guild did not hide; the query has ``ClaimRow`` in it."""
    hidden = exists().where(
        GuildClaimCorrectionRow.guild_id == guild_id,
        GuildClaimCorrectionRow.claim_id == ClaimRow.id,
        GuildClaimCorrectionRow.hidden,
    )
    return ~hidden.correlate(ClaimRow)


async def hide(session: AsyncSession, guild_id: int, announcement_ids: Collection[int], because: Because) -> None:
    """Hide these announcements from the guild; one that is hidden already stays so for its first reason."""
    ids = sorted(announcement_ids)
    for at in range(0, len(ids), _ROWS_AT_ONCE):
        rows = [
            {"guild_id": guild_id, "announcement_id": each, "because": because} for each in ids[at : at + _ROWS_AT_ONCE]
        ]
        await insert_unless_there(session, HiddenAnnouncementRow, rows)


async def unfilter(session: AsyncSession, guild_id: int, announcement_ids: Collection[int]) -> None:
    """Forget that a filter hid these announcements from the guild. What came during a pause stays hidden."""
    ids = sorted(announcement_ids)
    for at in range(0, len(ids), _ROWS_AT_ONCE):
        await session.execute(
            delete(HiddenAnnouncementRow).where(
                HiddenAnnouncementRow.guild_id == guild_id,
                HiddenAnnouncementRow.announcement_id.in_(ids[at : at + _ROWS_AT_ONCE]),
                HiddenAnnouncementRow.because == Because.FILTER,
            )
        )


async def forget_hidden(session: AsyncSession, guild_id: int, feed_id: int) -> None:
    """Forget what of a feed was hidden from the guild: it subscribes to the feed no more."""
    of_feed = select(AnnouncementRow.id).where(AnnouncementRow.feed_id == feed_id)
    await session.execute(
        delete(HiddenAnnouncementRow).where(
            HiddenAnnouncementRow.guild_id == guild_id, HiddenAnnouncementRow.announcement_id.in_(of_feed)
        )
    )
