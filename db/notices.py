"""Queries on notices to admins: which are due, which were sent. What is to be told, and when: bot.delivery.notices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.announcements import Feed, FeedNotice, NoticeKind
from db.engine import insert_unless_there
from db.feeds import feed_of
from db.tables import FeedNoticeRow, FeedRow, GuildRow, SubscriptionRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """Something that a guild's admins are to be told once."""

    guild_id: int
    feed_id: int
    kind: NoticeKind
    since: datetime
    nonce: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DueNotice:
    """A notice to be sent, with what it takes to word it. ``channel_id`` is the guild's choice."""

    notice: FeedNotice
    feed: Feed
    title: str
    channel_id: int | None


async def failing_since_before(session: AsyncSession, moment: datetime) -> list[tuple[int, int, datetime]]:
    """Guilds, and the feeds read for them that have been failing since before that moment, and since when.

    Without what has been written down already.
    """
    written = exists().where(
        FeedNoticeRow.guild_id == SubscriptionRow.guild_id,
        FeedNoticeRow.feed_id == FeedRow.id,
        FeedNoticeRow.kind == NoticeKind.FAILING,
        FeedNoticeRow.since == FeedRow.failing_since,
    )
    query = (
        select(SubscriptionRow.guild_id, FeedRow.id, FeedRow.failing_since)
        .join(FeedRow, FeedRow.id == SubscriptionRow.feed_id)
        .join(GuildRow, GuildRow.id == SubscriptionRow.guild_id)
        .where(FeedRow.failing_since <= moment, SubscriptionRow.paused.is_(False), GuildRow.left_at.is_(None), ~written)
    )
    return [(guild_id, feed_id, since) for guild_id, feed_id, since in await session.execute(query) if since]


async def told_of_failing_and_well_now(session: AsyncSession) -> list[tuple[int, int, datetime]]:
    """Guilds that were told of a feed's failing and not yet that it is well, and since when it had failed."""
    later = aliased(FeedNoticeRow)
    same_feed = and_(later.guild_id == FeedNoticeRow.guild_id, later.feed_id == FeedNoticeRow.feed_id)
    query = (
        select(FeedNoticeRow.guild_id, FeedNoticeRow.feed_id, FeedNoticeRow.since)
        .join(FeedRow, FeedRow.id == FeedNoticeRow.feed_id)
        .join(
            SubscriptionRow,
            and_(SubscriptionRow.guild_id == FeedNoticeRow.guild_id, SubscriptionRow.feed_id == FeedNoticeRow.feed_id),
        )
        .where(
            FeedNoticeRow.kind == NoticeKind.FAILING,
            FeedNoticeRow.sent_at.is_not(None),
            FeedRow.failing_since.is_(None),
            ~exists().where(same_feed, later.since >= FeedNoticeRow.since, later.kind == NoticeKind.WELL),
            ~exists().where(same_feed, later.since > FeedNoticeRow.since),
        )
    )
    return [(guild_id, feed_id, since) for guild_id, feed_id, since in await session.execute(query)]


async def write_down(session: AsyncSession, occasions: Iterable[Occasion], now: datetime) -> int:
    """Write down what is to be told; what was written down before is left as it is. Returns how much is new."""
    rows = [
        {
            "guild_id": each.guild_id,
            "feed_id": each.feed_id,
            "kind": each.kind,
            "since": each.since,
            "nonce": each.nonce,
            "attempts": 0,
            "due_at": now,
        }
        for each in occasions
    ]
    return await insert_unless_there(session, FeedNoticeRow, rows)


async def due_notices(session: AsyncSession, now: datetime, *, attempts: int) -> list[DueNotice]:
    """Notices not sent yet, of fewer attempts than that; those of a failing that is over, or nobody's, are not due."""
    query = (
        select(FeedNoticeRow, FeedRow, SubscriptionRow.own_title, GuildRow.notice_channel_id)
        .join(FeedRow, FeedRow.id == FeedNoticeRow.feed_id)
        .join(GuildRow, GuildRow.id == FeedNoticeRow.guild_id)
        .join(
            SubscriptionRow,
            and_(SubscriptionRow.guild_id == FeedNoticeRow.guild_id, SubscriptionRow.feed_id == FeedNoticeRow.feed_id),
        )
        .where(
            FeedNoticeRow.sent_at.is_(None),
            FeedNoticeRow.due_at <= now,
            FeedNoticeRow.attempts < attempts,
            GuildRow.left_at.is_(None),
            or_(
                FeedNoticeRow.kind == NoticeKind.WELL,
                and_(FeedRow.failing_since == FeedNoticeRow.since, SubscriptionRow.paused.is_(False)),
            ),
        )
        .order_by(FeedNoticeRow.guild_id, FeedNoticeRow.id)
    )
    return [
        DueNotice(notice=_notice(row), feed=feed_of(feed), title=own_title or feed.title, channel_id=channel_id)
        for row, feed, own_title, channel_id in await session.execute(query)
    ]


async def lease(session: AsyncSession, ids: Sequence[int], until: datetime) -> None:
    """Note that these are being sent; should nobody say how it went, they are due again then."""
    await session.execute(
        update(FeedNoticeRow).where(FeedNoticeRow.id.in_(ids)).values(attempts=FeedNoticeRow.attempts + 1, due_at=until)
    )


async def note_sent(session: AsyncSession, ids: Sequence[int], *, message_id: int, now: datetime) -> None:
    """Note that these stand in a message."""
    values = {"sent_at": now, "message_id": message_id, "last_error": None}
    await session.execute(update(FeedNoticeRow).where(FeedNoticeRow.id.in_(ids)).values(values))


async def note_failed(session: AsyncSession, ids: Sequence[int], error: str) -> None:
    """Note why these could not be sent."""
    await session.execute(update(FeedNoticeRow).where(FeedNoticeRow.id.in_(ids)).values(last_error=error))


async def notice_channel(session: AsyncSession, guild_id: int) -> int | None:
    """The channel that the guild chose for notices."""
    return await session.scalar(select(GuildRow.notice_channel_id).where(GuildRow.id == guild_id))


async def set_notice_channel(session: AsyncSession, guild_id: int, channel_id: int, now: datetime) -> None:
    """Note the guild's choice; what could not be sent so far is tried there anew."""
    await session.execute(update(GuildRow).where(GuildRow.id == guild_id).values(notice_channel_id=channel_id))
    waiting = update(FeedNoticeRow).where(FeedNoticeRow.guild_id == guild_id, FeedNoticeRow.sent_at.is_(None))
    await session.execute(waiting.values(attempts=0, due_at=now))


def _notice(row: FeedNoticeRow) -> FeedNotice:
    return FeedNotice(
        id=row.id,
        guild_id=row.guild_id,
        feed_id=row.feed_id,
        kind=NoticeKind(row.kind),
        since=row.since,
        nonce=row.nonce,
        attempts=row.attempts,
        due_at=row.due_at,
    )
