"""Queries that make two feeds one, where one turns out to stand at the address of another. All in one transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.announcements import Key
from db.corrections import move_corrections
from db.engine import insert_unless_there
from db.tables import (
    AnnouncementLabRow,
    AnnouncementModelRow,
    AnnouncementRow,
    AnnouncementTopicRow,
    ClaimRow,
    FeedRow,
    HiddenAnnouncementRow,
    SeenEntryRow,
    SubscriptionRow,
)

_AT_ONCE = 500


async def keys_by_announcement(session: AsyncSession, feed_id: int) -> dict[int, list[Key]]:
    """Every identity that the feed has shown, under the announcement that it names."""
    query = select(SeenEntryRow.announcement_id, SeenEntryRow.kind, SeenEntryRow.value).where(
        SeenEntryRow.feed_id == feed_id
    )
    keys: dict[int, list[Key]] = defaultdict(list)
    for announcement_id, kind, value in await session.execute(query):
        keys[announcement_id].append((kind, value))
    return keys


async def merge_feeds(session: AsyncSession, *, gone: int, kept: int, same: Mapping[int, int]) -> None:
    """Give everything of the feed ``gone`` to the feed ``kept``, and forget ``gone``.

    ``same`` says which announcement of the one is which of the other: of these, the kept feed's stays. A guild that
    subscribes to both keeps its subscription to ``kept``, title and filter included.
    """
    both = await _guilds_of_both(session, gone, kept)
    keys = await keys_by_announcement(session, gone)
    doubled = list(same)
    for at in range(0, len(doubled), _AT_ONCE):
        await _fold(session, {each: same[each] for each in doubled[at : at + _AT_ONCE]}, gone, both)
    await _move(session, gone, kept)
    rows = [
        {"feed_id": kept, "kind": kind, "value": value, "announcement_id": same.get(announcement_id, announcement_id)}
        for announcement_id, of_announcement in keys.items()
        for kind, value in of_announcement
    ]
    for at in range(0, len(rows), _AT_ONCE):
        await insert_unless_there(session, SeenEntryRow, rows[at : at + _AT_ONCE])
    await _merge_subscriptions(session, gone, kept, both)
    await session.execute(delete(FeedRow).where(FeedRow.id == gone))


async def _fold(session: AsyncSession, same: Mapping[int, int], gone: int, both: Sequence[int]) -> None:
    """Forget announcements that another feed holds too; who had them hidden, and reads only this feed, still has."""
    hidden = await session.execute(
        select(HiddenAnnouncementRow.guild_id, HiddenAnnouncementRow.announcement_id, HiddenAnnouncementRow.because)
        .join(SubscriptionRow, SubscriptionRow.guild_id == HiddenAnnouncementRow.guild_id)
        .where(
            SubscriptionRow.feed_id == gone,
            SubscriptionRow.guild_id.not_in(both),
            HiddenAnnouncementRow.announcement_id.in_(same),
        )
    )
    rows = [
        {"guild_id": guild_id, "announcement_id": same[hides], "because": because}
        for guild_id, hides, because in hidden
    ]
    await insert_unless_there(session, HiddenAnnouncementRow, rows)
    await move_corrections(session, same)
    await session.execute(delete(AnnouncementRow).where(AnnouncementRow.id.in_(same)))


async def _move(session: AsyncSession, gone: int, kept: int) -> None:
    """Give the announcements of a feed, and what hangs off them, to the other."""
    of_gone = select(AnnouncementRow.id).where(AnnouncementRow.feed_id == gone)
    for table in (AnnouncementLabRow, AnnouncementModelRow, AnnouncementTopicRow, ClaimRow):
        await session.execute(update(table).where(table.announcement_id.in_(of_gone)).values(feed_id=kept))
    await session.execute(update(AnnouncementRow).where(AnnouncementRow.feed_id == gone).values(feed_id=kept))


async def _merge_subscriptions(session: AsyncSession, gone: int, kept: int, both: Sequence[int]) -> None:
    of_both = SubscriptionRow.guild_id.in_(both)
    old = select(SubscriptionRow).where(SubscriptionRow.feed_id == gone, of_both)
    new = select(SubscriptionRow).where(SubscriptionRow.feed_id == kept, of_both)
    staying = {row.guild_id: row for row in await session.scalars(new)}
    for row in await session.scalars(old):
        stays = staying[row.guild_id]
        stays.paused = stays.paused and row.paused  # what was read through either of them goes on being read
        stays.channel_id = row.channel_id if stays.channel_id is None else stays.channel_id
        await session.delete(row)
    await session.flush()
    await session.execute(update(SubscriptionRow).where(SubscriptionRow.feed_id == gone).values(feed_id=kept))


async def _guilds_of_both(session: AsyncSession, gone: int, kept: int) -> list[int]:
    of_gone = select(SubscriptionRow.guild_id).where(SubscriptionRow.feed_id == gone)
    query = select(SubscriptionRow.guild_id).where(
        SubscriptionRow.feed_id == kept, SubscriptionRow.guild_id.in_(of_gone)
    )
    return list(await session.scalars(query))
