"""Search in the announcements of one guild: by words and filters, and what comes near where nothing is found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Announcement
from bot.domain.claims import Topic
from bot.errors import GapwatchError
from bot.ledger.askingnames import GuildNames, respelt
from bot.ledger.corrections import stored_keys
from bot.ledger.naming import Naming
from bot.ledger.suggesting import guild_names
from bot.reading.tokens import tokenise
from db import announcements, feeds
from db.engine import Database

FOUND_AT_MOST = 60
_TRIED_AT_MOST = 8
_NEAR_AT_MOST = 3


class NoSuchFeed(GapwatchError):
    """A feed is named that the guild does not read, or two that it does."""

    next_step = "Pick one from the list while typing."


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is looked for. ``lab``, ``model`` and ``feed`` are typed names; ``since`` None is everything."""

    words: str
    lab: str | None = None
    model: str | None = None
    topic: Topic | None = None
    feed: str | None = None
    since: datetime | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether more than the words is asked for."""
        return any((self.lab, self.model, self.topic, self.feed, self.since))


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The newest announcements that have all the words; where there are none, what would have found some."""

    hits: tuple[Announcement, ...]
    near: tuple[Wanted, ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than were looked for."""
        return len(self.hits) >= FOUND_AT_MOST


class Search:
    """Looks for words in what a guild's feeds announced."""

    def __init__(self, database: Database, naming: Naming) -> None:
        self._database = database
        self._naming = naming

    async def find(self, guild_id: int, wanted: Wanted) -> Found:
        """What has all the words, newest first. Raises UnknownName, NoSuchFeed."""
        async with self._database.read() as session:
            hits = await self._hits(session, guild_id, wanted, FOUND_AT_MOST)
            if hits:
                return Found(hits=tuple(hits))
            near: list[Wanted] = []
            for other in list(_nearby(wanted, await guild_names(session, guild_id)))[:_TRIED_AT_MOST]:
                if len(near) < _NEAR_AT_MOST and await self._hits(session, guild_id, other, 1):
                    near.append(other)
        return Found(hits=(), near=tuple(near))

    async def feeds(self, guild_id: int) -> list[tuple[str, str]]:
        """The guild's feeds by title, each with what names it here: the title, or a number where two share it."""
        async with self._database.read() as session:
            subscribed = await feeds.subscriptions(session, guild_id)
        titles = [each.title.casefold() for each in subscribed]
        return [
            (each.title, each.title if titles.count(each.title.casefold()) == 1 else str(each.feed.id))
            for each in subscribed
        ]

    async def _hits(self, session: AsyncSession, guild_id: int, wanted: Wanted, limit: int) -> Sequence[Announcement]:
        lab = await self._naming.lab(session, guild_id, wanted.lab) if wanted.lab else None
        model = await self._naming.model(session, guild_id, wanted.model) if wanted.model else None
        return await announcements.latest(
            session,
            guild_id,
            words=wanted.words,
            lab=lab.id if lab else None,
            model_keys=await stored_keys(session, guild_id, model) if model else (),
            topic=wanted.topic,
            feed_id=await _feed_id(session, guild_id, wanted.feed) if wanted.feed else None,
            since=wanted.since,
            limit=limit,
        )


async def _feed_id(session: AsyncSession, guild_id: int, name: str) -> int:
    """The feed of this title or number. Members search too, and an address may hold a secret: none is told."""
    subscribed = await feeds.subscriptions(session, guild_id)
    found = {each.feed.id for each in subscribed if str(each.feed.id) == name}
    found = found or {each.feed.id for each in subscribed if each.title.casefold() == name.strip().casefold()}
    if len(found) != 1:
        raise NoSuchFeed(f"{'Several feeds' if found else 'No feed'} of this server can be meant by “{name}”.")
    return found.pop()


def _nearby(wanted: Wanted, names: GuildNames) -> Iterator[Wanted]:
    """The same with names spelt as the feeds spell them, without filters, and with a word less."""
    right = respelt(wanted.words, tokenise(wanted.words), names)
    if right != wanted.words:
        yield replace(wanted, words=right)
    if wanted.is_narrowed:
        yield Wanted(words=wanted.words)
    words = right.split()
    for at in range(len(words)) if len(words) > 1 else ():
        yield replace(wanted, words=" ".join(words[:at] + words[at + 1 :]))
    if wanted.is_narrowed and right != wanted.words:
        yield Wanted(words=right)
    for word in sorted(words, key=len, reverse=True) if len(words) > 2 else ():
        yield replace(wanted, words=word)
