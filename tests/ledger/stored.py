"""Announcements with claims, stored for guilds to ask about."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.catalogue.facts import CatalogueFacts
from bot.domain.announcements import Entry, FeedKind
from bot.domain.claims import Claim, Reading
from bot.domain.names import ModelName
from bot.feeds.fetch import Fetcher
from bot.ledger.ledger import Ledger
from bot.ledger.naming import Naming
from bot.ledger.subjects import Subjects
from bot.registry.load import load_registry
from db import feeds, names
from db.engine import Database
from db.readings import store_reading
from tests.claims import GPT, NOW, V3, V4
from tests.stored import announce

OURS, THEIRS = 1, 2
NAMING = Naming(lambda _words: None)


def catalogue_off(database: Database) -> CatalogueFacts:
    """A catalogue that knows nothing and asks nobody."""
    return CatalogueFacts(database, Fetcher(), load_registry, "off")


def ledger_on(database: Database, lab_alias: Callable[[str], str | None] = lambda _words: None) -> Ledger:
    """The ledger without a catalogue."""
    return Ledger(database, Naming(lab_alias), catalogue_off(database))


def subjects_on(database: Database) -> Subjects:
    """Cards and histories without a catalogue."""
    return Subjects(database, NAMING, catalogue_off(database))


@dataclass
class Stored:
    """A database that feeds announce things into; each publisher has one feed, read by the guilds named."""

    database: Database
    feeds: dict[str, int] = field(default_factory=dict)
    count: int = 0

    async def announce(
        self,
        *claims: Claim,
        by: str = "DeepSeek",
        kind: FeedKind = FeedKind.VENDOR,
        lab: str | None = "deepseek",
        days_ago: float = 5,
        guilds: tuple[int, ...] = (OURS,),
        models: tuple[ModelName, ...] = (V4, V3, GPT),
    ) -> int:
        """Store one announcement with these claims; returns its id."""
        at: datetime = NOW - timedelta(days=days_ago)
        async with self.database.begin() as session:
            await names.save_labs(session, [])
            if by not in self.feeds:
                feed = await feeds.add_feed(
                    session,
                    url=f"https://{by.casefold().replace(' ', '-')}.example/feed",
                    title=by,
                    publisher=by,
                    kind=kind,
                    lab=lab if kind is FeedKind.VENDOR else None,
                    site_url=None,
                    now=at,
                )
                self.feeds[by] = feed.id
                for guild_id in guilds:
                    await feeds.subscribe(session, guild_id=guild_id, feed_id=feed.id, channel_id=None, now=at)
            self.count += 1
            entry = Entry(guid=str(self.count), link=None, title=f"No. {self.count}", text="Text.", published_at=at)
            stored = await announce(session, self.feeds[by], entry, keys=[("guid", str(self.count))], now=at)
            labs = tuple(dict.fromkeys(model.lab for model in models if model.lab))
            reading = Reading(labs=labs, models=models, claims=claims)
            await store_reading(session, announcement_id=stored, reading=reading, reader_version=1, now=at)
        return stored
