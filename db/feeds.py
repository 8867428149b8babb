"""Queries on feeds, guilds and their subscriptions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from operator import attrgetter
from typing import Any, cast

from sqlalchemy import CursorResult, Null, Row, Table, bindparam, delete, func, null, select, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Feed, FeedKind, FeedStatus, Subscription, WaitReason
from bot.domain.claims import Kind, Topic
from bot.domain.filters import NO_FILTER, FeedFilter
from db.engine import insert_unless_there
from db.tables import AnnouncementRow, FeedRow, GuildRow, SubscriptionRow

_FEEDS = cast("Table", FeedRow.__table__)
_ROWS_AT_ONCE = 100
_VALUES = attrgetter(*Feed.__dataclass_fields__)
_FIELDS = tuple(name for name in Feed.__dataclass_fields__ if name != "id")

# Every poll that brings something locks and saves a feed, so these are not made anew for each.
_LOCK = (
    select(_FEEDS).where(_FEEDS.c.id.in_(bindparam("of_feeds", expanding=True))).order_by(_FEEDS.c.id).with_for_update()
)
_SAVE = update(_FEEDS).where(_FEEDS.c.id == bindparam("of_feed")).values({name: bindparam(name) for name in _FIELDS})


async def add_feed(
    session: AsyncSession,
    *,
    url: str,
    title: str,
    publisher: str,
    kind: FeedKind,
    lab: str | None,
    site_url: str | None,
    now: datetime,
) -> Feed:
    """Store a feed that is due at once. Raises IntegrityError where the address is stored already."""
    row = FeedRow(
        url=url,
        title=title,
        publisher=publisher,
        kind=kind,
        lab=lab,
        site_url=site_url,
        status=FeedStatus.ACTIVE,
        next_poll_at=now,
        failures=0,
        created_at=now,
        wait_reason=WaitReason.ADDED,
        moved_successes=0,
        salvaged=False,
        full_text=False,
    )
    session.add(row)
    await session.flush()
    return feed_of(row)


async def find_feed(session: AsyncSession, url: str) -> Feed | None:
    """The feed at this address."""
    row = (await session.execute(select(_FEEDS).where(_FEEDS.c.url == url))).one_or_none()
    return feed_of(row) if row else None


async def get_feed(session: AsyncSession, feed_id: int) -> Feed:
    """The feed with this id. Raises NoResultFound."""
    return feed_of((await session.scalars(select(FeedRow).where(FeedRow.id == feed_id))).one())


async def lock_feed(session: AsyncSession, feed_id: int) -> Feed:
    """The feed with this id, which no other transaction changes until this one ends. Raises NoResultFound."""
    feed = (await lock_feeds(session, [feed_id])).get(feed_id)
    if feed is None:
        raise NoResultFound(f"there is no feed {feed_id}")
    return feed


async def lock_feeds(session: AsyncSession, feed_ids: Collection[int]) -> dict[int, Feed]:
    """These feeds by their ids, as lock_feed; without those that are not there."""
    # In one order, so that two transactions never wait for each other. SQLite knows no locks of rows and needs none: a
    # writing transaction there is the only one.
    rows = await session.execute(_LOCK, {"of_feeds": sorted(feed_ids)})
    return {row.id: feed_of(row) for row in rows}


async def last_dates(session: AsyncSession, feed_id: int, limit: int = 20) -> list[datetime]:
    """When the feed's announcements are dated, or were seen where they bear no date; the last first."""
    query = (
        select(AnnouncementRow.dated_at)
        .where(AnnouncementRow.feed_id == feed_id, AnnouncementRow.dated_at.is_not(None))
        .order_by(AnnouncementRow.order_at.desc())
        .limit(limit)
    )
    return [dated_at for dated_at in await session.scalars(query) if dated_at is not None]


async def all_feeds(session: AsyncSession) -> list[Feed]:
    """Every feed, by title."""
    return [feed_of(row) for row in await session.scalars(select(FeedRow).order_by(FeedRow.title, FeedRow.id))]


async def due_feeds(session: AsyncSession, now: datetime, limit: int = 1000) -> list[Feed]:
    """Active feeds whose time has come, the longest waiting first."""
    query = (
        select(_FEEDS)
        .where(_FEEDS.c.status == FeedStatus.ACTIVE, _FEEDS.c.next_poll_at <= now)
        .order_by(_FEEDS.c.next_poll_at, _FEEDS.c.id)
        .limit(limit)
    )
    rows = await session.stream(query.execution_options(yield_per=_ROWS_AT_ONCE))
    return [feed_of(row) async for row in rows]  # some at a time, so that the loop runs in between


async def save_feed(session: AsyncSession, feed: Feed) -> None:
    """Write every field of the feed to its row."""
    values = {name: getattr(feed, name) for name in _FIELDS}
    await session.execute(update(FeedRow).where(FeedRow.id == feed.id).values(**values))


async def save_locked(session: AsyncSession, feeds: Sequence[Feed]) -> None:
    """As save_feed, for feeds that came from lock_feeds: quick, since no loaded row has to be told."""
    rows = [{name: getattr(feed, name) for name in _FIELDS} | {"of_feed": feed.id} for feed in feeds]
    await (await session.connection()).execute(_SAVE, rows)


async def save_states(session: AsyncSession, states: Mapping[int, Mapping[str, Any]]) -> None:
    """Write some columns of many feeds, by the feeds' ids. A feed that was removed stays so."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for feed_id, values in sorted(states.items()):  # in one order, so that two transactions never wait for each other
        alike.setdefault(tuple(values), []).append({"of_feed": feed_id, **values})
    connection = await session.connection()
    for columns, rows in alike.items():
        changed = update(_FEEDS).where(_FEEDS.c.id == bindparam("of_feed"))
        await connection.execute(changed.values({column: bindparam(column) for column in columns}), rows)


async def set_status(session: AsyncSession, feed_id: int, status: FeedStatus) -> None:
    """Poll the feed, or poll it no more."""
    await session.execute(update(FeedRow).where(FeedRow.id == feed_id).values(status=status))


async def set_full_text(session: AsyncSession, feed_id: int, on: bool) -> None:
    """Have the articles behind the feed's links fetched, or not."""
    await session.execute(update(FeedRow).where(FeedRow.id == feed_id).values(full_text=on))


async def save_guild(session: AsyncSession, *, guild_id: int, name: str, now: datetime) -> None:
    """Note that the bot is in this guild, under this name."""
    await insert_unless_there(session, GuildRow, [{"id": guild_id, "name": name, "joined_at": now}])
    await session.execute(update(GuildRow).where(GuildRow.id == guild_id).values(name=name, left_at=None))


async def leave_guild(session: AsyncSession, *, guild_id: int, now: datetime) -> None:
    """Note that the bot is in this guild no more. Its subscriptions are kept, should it come back."""
    await session.execute(update(GuildRow).where(GuildRow.id == guild_id).values(left_at=now))


async def guilds(session: AsyncSession) -> list[tuple[int, str]]:
    """The id and name of every guild that the bot is in."""
    query = select(GuildRow.id, GuildRow.name).where(GuildRow.left_at.is_(None)).order_by(GuildRow.id)
    return [(guild_id, name) for guild_id, name in await session.execute(query)]


async def subscribe(
    session: AsyncSession,
    *,
    guild_id: int,
    feed_id: int,
    channel_id: int | None,
    now: datetime,
    own_title: str | None = None,
    folder: str | None = None,
    wanted: FeedFilter = NO_FILTER,
) -> bool:
    """Subscribe the guild to the feed; False where it was already, and then nothing changes."""
    unnamed = {"id": guild_id, "name": str(guild_id), "joined_at": now}  # until the gateway tells of the guild
    await insert_unless_there(session, GuildRow, [unnamed])
    values: dict[str, Any] = {
        "guild_id": guild_id,
        "feed_id": feed_id,
        "channel_id": channel_id,
        "created_at": now,
        "own_title": own_title,
        "folder": folder,
        "filter": filter_values(wanted),
    }
    return await insert_unless_there(session, SubscriptionRow, [values]) == 1


async def unsubscribe(session: AsyncSession, *, guild_id: int, feed_id: int) -> bool:
    """End the guild's subscription; False where there was none."""
    gone = await session.execute(
        delete(SubscriptionRow).where(SubscriptionRow.guild_id == guild_id, SubscriptionRow.feed_id == feed_id)
    )
    return isinstance(gone, CursorResult) and gone.rowcount == 1


async def subscriptions(session: AsyncSession, guild_id: int) -> list[Subscription]:
    """What the guild subscribes to, by the feeds' titles."""
    query = (
        select(SubscriptionRow, FeedRow)
        .join(FeedRow, FeedRow.id == SubscriptionRow.feed_id)
        .where(SubscriptionRow.guild_id == guild_id)
        .order_by(FeedRow.title, FeedRow.id)
    )
    return [
        Subscription(
            guild_id=row.guild_id,
            feed=feed_of(feed),
            channel_id=row.channel_id,
            created_at=row.created_at,
            own_title=row.own_title,
            folder=row.folder,
            paused=row.paused,
            filter=filter_of(row.filter),
        )
        for row, feed in await session.execute(query)
    ]


async def count_read(session: AsyncSession, guild_id: int) -> tuple[int, int]:
    """How many feeds the guild subscribes to, and how many of them failed when they were polled last."""
    of_guild = select(func.count(), func.count().filter(FeedRow.failures > 0)).select_from(SubscriptionRow)
    query = of_guild.join(FeedRow, FeedRow.id == SubscriptionRow.feed_id).where(SubscriptionRow.guild_id == guild_id)
    read, failing = (await session.execute(query)).one()
    return read, failing


async def subscribers(session: AsyncSession, feed_id: int) -> int:
    """How many guilds subscribe to the feed."""
    return len(
        (await session.scalars(select(SubscriptionRow.guild_id).where(SubscriptionRow.feed_id == feed_id))).all()
    )


def feed_of(row: FeedRow | Row[Any]) -> Feed:
    """The noun of a row."""
    values: dict[str, Any] = dict(zip(Feed.__dataclass_fields__, _VALUES(row), strict=True))
    kinds = {"kind": FeedKind(row.kind), "status": FeedStatus(row.status), "wait_reason": WaitReason(row.wait_reason)}
    return Feed(**(values | kinds))


def filter_of(stored: dict[str, Any] | None) -> FeedFilter:
    """The noun of a subscription's stored filter."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in (stored or {}).items()
    }
    topics = tuple(Topic(topic) for topic in values.pop("topics", ()))
    kinds = tuple(Kind(kind) for kind in values.pop("kinds", ()))
    return FeedFilter(**values, topics=topics, kinds=kinds)


def filter_values(wanted: FeedFilter) -> dict[str, Any] | Null:
    """A filter as it is stored; nothing where everything is shown."""
    return {name: value for name, value in asdict(wanted).items() if value} if wanted else null()
