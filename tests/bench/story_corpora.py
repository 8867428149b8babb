"""The announcements that stories are scored on, as the bot reads and stores them: the demo's, and captured feeds.

Captured feeds are others' texts and no part of this repository: a folder of them is named by GAPWATCH_BENCH_FEEDS, or
as the first argument, and left out where it is not there. Announcements go by their feed and the hash of their link.
"""

import os
import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from bot.briefing.keeping import StoryKeeper
from bot.demo.library import load_feeds, page_at
from bot.demo.render import MEDIA_TYPES, render_feed
from bot.domain.announcements import Entry, FeedKind
from bot.domain.claims import Reading
from bot.feeds.parse import parse_feed
from bot.reading.document import Document
from bot.reading.reader import READER_VERSION, read_document
from db import announcements, feeds, readings
from db.engine import Database, create_engine
from db.migrate import migrate
from db.tables import StoryMemberRow

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=5)
CAPTURED = {
    "aibase_daily": ("AIbase", FeedKind.PRESS, None),
    "anthropic_news": ("Anthropic", FeedKind.VENDOR, "anthropic"),
    "artificial_analysis": ("Artificial Analysis", FeedKind.EVALUATOR, None),
    "cohere": ("Cohere", FeedKind.VENDOR, "cohere"),
    "deepseek_news": ("DeepSeek", FeedKind.VENDOR, "deepseek"),
    "google_ai": ("Google", FeedKind.VENDOR, "google"),
    "huggingface_daily_papers": ("Hugging Face", FeedKind.COMMUNITY, None),
    "meta_ai": ("Meta", FeedKind.VENDOR, "meta"),
    "minimax_blog": ("MiniMax", FeedKind.VENDOR, "minimax"),
    "mistral_news": ("Mistral AI", FeedKind.VENDOR, "mistral"),
    "moonshot_blog": ("Moonshot AI", FeedKind.VENDOR, "moonshot"),
    "ollama": ("Ollama", FeedKind.COMMUNITY, None),
    "openai_research": ("OpenAI", FeedKind.VENDOR, "openai"),
    "the_batch": ("The Batch", FeedKind.NEWSLETTER, None),
    "z_ai_blog": ("Z.ai", FeedKind.VENDOR, "zhipu"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One announcement: its name in the labels, whose it is, and what it says."""

    name: str
    publisher: str
    kind: FeedKind
    lab: str | None
    entry: Entry


def corpora() -> Iterator[tuple[str, list[Item]]]:
    """Each corpus that is there, by name, with its announcements in the order of their dates."""
    yield "demo", _in_order(_demo())
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("GAPWATCH_BENCH_FEEDS", ""))
    if folder.name and folder.is_dir():
        yield "feeds", _in_order(_captured(folder))


def read(items: Sequence[Item]) -> list[Reading]:
    """What the reader makes of them."""
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(_read, items, chunksize=20))


async def stories(items: Sequence[Item], made: Sequence[Reading], *, order: int | None = None) -> dict[str, int]:
    """The story of each announcement as the bot places them one by one: by date, or shuffled by ``order``."""
    arriving = list(zip(items, made, strict=True))
    if order is not None:
        random.Random(order).shuffle(arriving)
    with TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/stories.db"
        engine = create_engine(url)
        await migrate(engine)
        await engine.dispose()
        async with Database.open(url) as database:
            keeper, names, feed_ids = StoryKeeper(database, lambda: LATER), {}, {}
            for item, reading in arriving:
                names[await _store(database, item, reading, feed_ids)] = item.name
                await keeper.place_waiting()
            async with database.read() as session:
                rows = await session.execute(select(StoryMemberRow.announcement_id, StoryMemberRow.story_id))
                return {names[announcement_id]: story_id for announcement_id, story_id in rows}


async def _store(database: Database, item: Item, reading: Reading, feed_ids: dict[str, int]) -> int:
    async with database.begin() as session:
        if item.publisher not in feed_ids:
            feed = await feeds.add_feed(
                session,
                url=f"https://{len(feed_ids)}.example/feed",
                title=item.publisher,
                publisher=item.publisher,
                kind=item.kind,
                lab=item.lab,
                site_url=None,
                now=NOW,
            )
            feed_ids[item.publisher] = feed.id
        new = announcements.NewAnnouncement(
            feed_id=feed_ids[item.publisher], entry=item.entry, keys=[("guid", item.name)], backlog=True
        )
        (announcement_id,) = await announcements.store_announcements(session, [new], now=LATER)
        await readings.store_readings(session, {announcement_id: reading}, reader_version=READER_VERSION, now=LATER)
    return announcement_id


def _demo() -> Iterator[Item]:
    for feed in load_feeds():
        page = render_feed(page_at(feed, anchor=NOW, now=LATER))
        ids = {f"{feed.site}{entry.id}": entry.id for entry in feed.entries}
        for entry in parse_feed(page, MEDIA_TYPES[feed.format], feed.site, LATER).entries:
            name = f"{feed.id}/{ids[entry.link or '']}"
            yield Item(name=name, publisher=feed.publisher, kind=feed.kind, lab=feed.lab, entry=entry)


def _captured(folder: Path) -> Iterator[Item]:
    for name, (publisher, kind, lab) in CAPTURED.items():
        seen: set[str] = set()
        for path in (folder / f"{name}.xml", folder / f"{name}.earlier.xml"):
            if not path.is_file():
                continue
            for entry in parse_feed(path.read_bytes(), "application/xml", f"https://{name}.example/", LATER).entries:
                key = f"{name}:{sha256((entry.link or '').encode()).hexdigest()[:12]}"
                if key not in seen:
                    seen.add(key)
                    yield Item(name=key, publisher=publisher, kind=kind, lab=lab, entry=entry)


def _in_order(items: Iterator[Item]) -> list[Item]:
    numbered = zip(items, count(), strict=False)
    return [item for item, _ in sorted(numbered, key=lambda each: (each[0].entry.published_at or NOW, each[1]))]


def _read(item: Item) -> Reading:
    entry = item.entry
    return read_document(
        Document(text=entry.text, title=entry.title, publisher=item.publisher, publisher_lab=item.lab, url=entry.link)
    )
