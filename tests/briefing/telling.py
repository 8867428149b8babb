"""Announcements in words of our own, read by the real reader, for tests of what belongs together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from bot.briefing.facts import Facts, Said, facts_of
from bot.domain.announcements import Announcement, Entry, FeedKind, Source
from bot.domain.claims import Reading
from bot.domain.names import ModelName
from bot.reading.document import Document
from bot.reading.reader import READER_VERSION, read_document
from db import feeds, readings
from db.engine import Database
from tests.conftest import NOW
from tests.stored import announce

_numbers = count(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One text as a feed would bring it."""

    title: str
    text: str = ""
    publisher: str = "The Wire"
    kind: FeedKind = FeedKind.PRESS
    lab: str | None = None
    hours_ago: float | None = 24.0
    url: str | None = None

    @property
    def dated_at(self) -> datetime | None:
        return None if self.hours_ago is None else NOW - timedelta(hours=self.hours_ago)

    def reading(self) -> Reading:
        document = Document(
            text=self.text, title=self.title, publisher=self.publisher, publisher_lab=self.lab, url=self.url
        )
        return read_document(document)


def own_post(title: str, text: str = "", *, lab: str, hours_ago: float = 24.0, url: str | None = None) -> Told:
    """A lab's own post."""
    return Told(
        title=title, text=text, publisher=f"{lab} news", kind=FeedKind.VENDOR, lab=lab, hours_ago=hours_ago, url=url
    )


def facts(told: Told) -> Facts:
    """The facts of a text, with nothing stored."""
    reading, number = told.reading(), next(_numbers)
    models = {model.key: model for model in reading.models}
    models |= {c.subject.key: c.subject for c in reading.claims if isinstance(c.subject, ModelName)}
    source = Source(
        announcement_id=number,
        title=told.title,
        url=told.url or f"https://x.example/{number}",
        publisher=told.publisher,
        publisher_kind=told.kind,
        published_at=told.dated_at,
        seen_at=NOW,
        dated_at=told.dated_at,
        lab=told.lab,
    )
    announcement = Announcement(
        source=source,
        text=told.text,
        labs=tuple(sorted({*reading.labs, *(model.lab for model in models.values() if model.lab)})),
        models=tuple(models.values()),
        topics=reading.topics,
        claims_count=len(reading.claims),
    )
    said = [
        Said(model=claim.subject, kind=claim.kind, metric=claim.metric)
        for claim in reading.claims
        if isinstance(claim.subject, ModelName)
    ]
    return facts_of(announcement, said)


async def store(database: Database, told: Told, *guilds: int) -> int:
    """Store a text as a feed's turn does, in the feed of its publisher, to which these guilds subscribe."""
    url = f"https://{told.publisher.lower().replace(' ', '-')}.example/feed"
    number = next(_numbers)
    link = told.url or f"https://x.example/{number}"
    entry = Entry(guid=str(number), link=link, title=told.title, text=told.text, published_at=told.dated_at)
    async with database.begin() as session:
        feed = await feeds.find_feed(session, url)
        if feed is None:
            feed = await feeds.add_feed(
                session,
                url=url,
                title=told.publisher,
                publisher=told.publisher,
                kind=told.kind,
                lab=told.lab,
                site_url=None,
                now=NOW,
            )
        for guild_id in guilds:
            await feeds.save_guild(session, guild_id=guild_id, name="A guild", now=NOW)
            await feeds.subscribe(session, guild_id=guild_id, feed_id=feed.id, channel_id=None, now=NOW)
        announcement_id = await announce(
            session, feed.id, entry, keys=[("guid", str(number))], now=NOW, backlog=told.hours_ago is None
        )
        await readings.store_readings(
            session, {announcement_id: told.reading()}, reader_version=READER_VERSION, now=NOW
        )
    return announcement_id
