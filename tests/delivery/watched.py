"""A server that watches, what its feed announces, and the bot's rounds from there to Discord: over a real database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from bot.briefing.keeping import StoryKeeper
from bot.delivery.alerting import Alerting
from bot.delivery.outbox import Outbox
from bot.delivery.pace import Pace
from bot.delivery.telling import Telling
from bot.domain.announcements import Entry, Feed, FeedKind
from bot.domain.claims import Claim, Reading, Topic
from bot.domain.names import ModelName
from bot.domain.schedules import Composed, Page
from bot.domain.watches import Alert, Outlet, WatchFor
from db import alerts, feeds, watches
from db.engine import Database
from db.readings import store_reading_of_edit, store_readings
from tests.claims import V4
from tests.delivery.fakes import FREE, NEWS, OURS, Channels, Shaky, Times, at_once
from tests.stored import announce

_numbers = count(1)


async def reads_feed(database: Database, times: Times, *guilds: int, channel_id: int | None = None) -> Feed:
    """A lab's feed that these servers read."""
    async with database.begin() as session:
        feed = await feeds.add_feed(
            session,
            url=f"https://feed-{next(_numbers)}.example/",
            title="DeepSeek News",
            publisher="DeepSeek",
            kind=FeedKind.VENDOR,
            lab="deepseek",
            site_url=None,
            now=times(),
        )
        for guild_id in guilds:
            await feeds.save_guild(session, guild_id=guild_id, name="A server", now=times())
            await feeds.subscribe(session, guild_id=guild_id, feed_id=feed.id, channel_id=channel_id, now=times())
    return feed


async def watch(
    database: Database,
    times: Times,
    wanted: WatchFor,
    guild_id: int = OURS,
    channel_id: int = NEWS,
    *,
    user_id: int | None = None,
) -> None:
    """A watch whose alerts go to a channel, or to a member."""
    place = (guild_id, channel_id if user_id is None else None, user_id)
    async with database.begin() as session:
        outlet = (await watches.open_outlets(session, [place], times()))[place]
        await watches.add(session, outlet, wanted, created_by=1, now=times())


async def bring(
    database: Database,
    feed: Feed,
    times: Times,
    title: str,
    *,
    models: Sequence[ModelName] = (V4,),
    claims: Sequence[Claim] = (),
    lab: str = "deepseek",
    days_ago: float = 0.0,
    read: bool = True,
) -> int:
    """What storing a feed's new entry writes; ``read`` as the reader does, in the same transaction."""
    now = times()
    entry = Entry(
        guid=title,
        link=f"https://news.example/{next(_numbers)}",
        title=title,
        text=title,
        published_at=now - timedelta(days=days_ago),
    )
    reading = Reading(labs=(lab,), models=tuple(models), topics=(Topic.RELEASE,), claims=tuple(claims))
    async with database.begin() as session:
        stored = await announce(session, feed.id, entry, now=now)
        if read:
            await store_readings(session, {stored: reading}, reader_version=1, now=now)
        await alerts.enqueue(session, [stored], now)
    return stored


async def edit(database: Database, times: Times, announcement_id: int, *claims: Claim) -> None:
    """What storing an edit writes: the text makes these claims now, and no others."""
    reading = Reading(labs=("deepseek",), models=(V4,), topics=(Topic.RELEASE,), claims=claims)
    now = times()
    async with database.begin() as session:
        await store_reading_of_edit(
            session, announcement_id=announcement_id, reading=reading, reader_version=1, now=now
        )
        await alerts.enqueue_edited(session, announcement_id, now)


@dataclass
class Rounds:
    """One run of the bot: everything between storing and posting."""

    keeper: StoryKeeper
    alerting: Alerting
    telling: Telling
    outbox: Outbox
    channels: Channels

    async def work(self) -> None:
        await self.keeper.place_waiting()
        await self.alerting.decide_waiting()
        await self.telling.tell_due()
        await self.outbox.send_due(self.channels)


def start(
    database: Database,
    times: Times,
    channels: Channels,
    *,
    step: Callable[[str], None] = lambda _name: None,
    locked: Callable[[], bool] = lambda: False,
) -> Rounds:
    """The bot, started anew."""
    shaky = Shaky(database, step, locked)
    return Rounds(
        keeper=StoryKeeper(database, times),
        alerting=Alerting(shaky, times),  # type: ignore[arg-type]
        telling=Telling(shaky, in_short, times),  # type: ignore[arg-type]
        outbox=Outbox(shaky, times, pace=Pace(FREE), sleep=at_once),  # type: ignore[arg-type]
        channels=channels,
    )


async def in_short(_outlet: Outlet, told: Sequence[Alert]) -> Composed:
    """Alerts as their occasions, and what has developed."""
    text = "; ".join(" ".join((each.occasion, *each.developments)) for each in told)
    return Composed(title="Alert", pages=(Page(components=({"type": 10, "content": text},)),))
