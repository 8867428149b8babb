"""Search a guild's announcements by their words: the newest, or the best of the newest, with the words shown.

Which have the words: db.finding. How well one fits is worked out of its text, alike on both databases; it is worked out
for the newest that have the words and not for all, since of a frequent word there are hundreds of thousands.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Announcement
from bot.domain.claims import Topic
from db.announcements import load_announcements
from db.engine import among
from db.excerpts import Excerpt, Span, excerpt_of, relevance, spans_in
from db.finding import FOUND_AT_MOST, AnnouncementFilter, ids_saying
from db.phrases import Phrases, phrases_in
from db.tables import AnnouncementRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """An announcement that has the words: where they stand in its title, and a piece of its text that shows them."""

    announcement: Announcement
    in_title: tuple[Span, ...]
    excerpt: Excerpt


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A page of hits. ``count`` is how many there are in all, ``more`` whether there are others, older ones."""

    hits: tuple[Hit, ...]
    count: int
    more: bool


async def search(
    session: AsyncSession,
    guild_id: int,
    words: str,
    *,
    lab: str | None = None,
    model_keys: Collection[str] = (),
    topic: Topic | None = None,
    feed_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    by_rank: bool = False,
    limit: int = 10,
    offset: int = 0,
) -> Found:
    """Announcements that the guild is shown and that have all of the words, which anyone may have typed.

    Newest first, or ``by_rank`` those first that fit best; of a frequent word, only the newest are looked at.
    """
    wanted = AnnouncementFilter(lab=lab, model_keys=model_keys, topic=topic, feed_id=feed_id, since=since, until=until)
    ids = await ids_saying(session, guild_id, words, wanted)
    phrases = phrases_in(words)
    if by_rank:
        ids = await _best_first(session, ids, phrases)
    page = await load_announcements(session, guild_id, ids[offset : offset + limit])
    hits = await asyncio.to_thread(lambda: tuple(_hit(announcement, phrases) for announcement in page))
    return Found(hits=hits, count=len(ids), more=len(ids) == FOUND_AT_MOST)


async def _best_first(session: AsyncSession, ids: Sequence[int], phrases: Phrases) -> list[int]:
    query = select(AnnouncementRow.id, AnnouncementRow.title, AnnouncementRow.text)
    texts = {
        announcement_id: (title, text)
        for announcement_id, title, text in await session.execute(query.where(among(session, AnnouncementRow.id, ids)))
    }
    fitting = await asyncio.to_thread(_relevances, texts, phrases)
    return sorted(ids, key=lambda each: -fitting[each])  # the newest first of those that fit alike


def _relevances(texts: Mapping[int, tuple[str, str]], phrases: Phrases) -> dict[int, float]:
    return {each: relevance(title, text, phrases) for each, (title, text) in texts.items()}


def _hit(announcement: Announcement, phrases: Phrases) -> Hit:
    return Hit(
        announcement=announcement,
        in_title=spans_in(announcement.source.title, phrases),
        excerpt=excerpt_of(announcement.text, phrases),
    )
