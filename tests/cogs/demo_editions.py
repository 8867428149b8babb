"""The demo's announcements as a server reads them, week after week, and the briefings that it is posted of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from bot.briefing.edition import Edition
from bot.briefing.editions import Editions
from bot.briefing.keeping import StoryKeeper
from bot.delivery.making import Making
from bot.demo.library import load_feeds, page_at
from bot.demo.render import MEDIA_TYPES, render_feed
from bot.domain.announcements import Entry
from bot.domain.schedules import KeptEdition, Manner, Wanted, When
from bot.feeds.parse import parse_feed
from bot.reading.document import Document
from bot.reading.reader import READER_VERSION, read_document
from cogs.editions import edition_for
from db import feeds, readings, schedules
from db.engine import Database
from db.schedules import Shape
from tests.conftest import NOW
from tests.stored import announce

GUILD, CHANNEL = 1, 10
WEEK = timedelta(days=7)
Told = tuple[datetime, int, str, Entry]


@dataclass(frozen=True, kw_only=True)
class Week:
    """A briefing: as it would have been, asked for just before, and as it was made."""

    edition: Edition
    kept: KeptEdition


class Reader:
    """A server that reads the demo as it comes out, with a weekly briefing."""

    def __init__(self, database: Database, begins: datetime, wanted: Wanted | None = None) -> None:
        self.now = begins
        self._database = database
        self._wanted = wanted or Wanted()
        self._coming: list[Told] = []
        self._labs = {feed.publisher: feed.lab for feed in load_feeds()}
        self._keeper = StoryKeeper(database, lambda: self.now)
        self._making = Making(database, partial(edition_for, Editions(database)), lambda: self.now)

    async def start(self) -> None:
        """Subscribe to everything; what came out before is there, the rest comes when it comes out."""
        async with self._database.begin() as session:
            await feeds.save_guild(session, guild_id=GUILD, name="Northwind", now=self.now)
            ids = {}
            for feed in load_feeds():
                made = await feeds.add_feed(
                    session, url=f"{feed.site}feed", title=feed.title, publisher=feed.publisher, kind=feed.kind,
                    lab=feed.lab, site_url=None, now=self.now,
                )  # fmt: skip
                await feeds.subscribe(session, guild_id=GUILD, feed_id=made.id, channel_id=None, now=self.now)
                ids[feed.publisher] = made.id
            when = When(at=time(9, 0), timezone="UTC", weekdays=(0,))
            shape = Shape(channel_id=CHANNEL, when=when, wanted=self._wanted, manner=Manner())
            await schedules.add(session, GUILD, shape, now=self.now, covered_until=self.now, next_at=self.now + WEEK)
        self._coming = sorted(_told(ids), key=lambda told: (told[0], told[1], told[3].link or ""))
        await self._read()

    async def week(self) -> Week:
        """The briefing at the end of the next week."""
        begins, self.now = self.now, self.now + WEEK
        await self._read()
        async with self._database.read() as session:
            (schedule,) = await schedules.of_guild(session, GUILD)
        edition = await Editions(self._database).upcoming(schedule, self.now)
        await self._making.make_due()
        async with self._database.read() as session:
            found = await schedules.editions_between(session, GUILD, begins, self.now + WEEK, 10)
        return Week(edition=edition, kept=found[-1])

    async def _read(self) -> None:
        due = [told for told in self._coming if told[0] <= self.now]
        self._coming = [told for told in self._coming if told[0] > self.now]
        async with self._database.begin() as session:
            for at, feed_id, publisher, entry in due:
                number = await announce(session, feed_id, entry, keys=[("guid", entry.link or "")], now=at)
                document = Document(
                    text=entry.text,
                    title=entry.title,
                    publisher=publisher,
                    publisher_lab=self._labs[publisher],
                    url=entry.link,
                )
                made = {number: read_document(document)}
                await readings.store_readings(session, made, reader_version=READER_VERSION, now=at)
        await self._keeper.place_waiting(at_most=None)


def _told(ids: dict[str, int]) -> Iterable[Told]:
    for feed in load_feeds():
        page = page_at(feed, anchor=NOW, now=NOW)
        out = {each.link: each.published_at for each in page.entries}
        for entry in parse_feed(render_feed(page), MEDIA_TYPES[feed.format], feed.site, NOW).entries:
            yield out[entry.link or ""], ids[feed.publisher], feed.publisher, entry


def words_of(editions: Sequence[KeptEdition]) -> str:
    """The briefings as a person reads them: texts, and what buttons and menus say."""
    return "\n\n".join(
        f"== page {number} ==\n{_page(page.components)}"
        for kept in editions
        for number, page in enumerate(kept.pages, 1)
    )


def _page(components: Sequence[dict[str, Any]]) -> str:
    lines = []
    for part in components:
        if "content" in part:
            lines.append(part["content"])
        else:
            shown = [each.get("label") or each.get("placeholder") for each in part["components"]]
            lines.append(" ".join(f"[ {each} ]" for each in shown))
    return "\n".join(lines)
