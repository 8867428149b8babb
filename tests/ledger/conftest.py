"""The demo's announcements as the bot reads them: rendered as feeds, parsed, read, sourced; no storage."""

from datetime import datetime
from itertools import count

import pytest

from bot.demo.library import DemoFeed, load_feeds, page_at
from bot.demo.render import MEDIA_TYPES, render_feed
from bot.domain.announcements import Source, SourcedClaim
from bot.feeds.parse import parse_feed
from bot.reading.document import Document
from bot.reading.reader import read_document
from tests.conftest import NOW


@pytest.fixture(scope="session")
def demo_claims() -> tuple[SourcedClaim, ...]:
    """Every claim of the demo at its first start."""
    numbers = count(1)
    return tuple(sourced for feed in load_feeds() for sourced in _claims_of(feed, NOW, numbers))


def _claims_of(feed: DemoFeed, now: datetime, numbers: "count[int]") -> list[SourcedClaim]:
    found = []
    parsed = parse_feed(render_feed(page_at(feed, anchor=now, now=now)), MEDIA_TYPES[feed.format], feed.site, now)
    for entry in parsed.entries:
        document = Document(
            text=entry.text, title=entry.title, publisher=feed.publisher, publisher_lab=feed.lab, url=entry.link
        )
        source = Source(
            announcement_id=next(numbers),
            title=entry.title,
            url=entry.link,
            publisher=feed.publisher,
            publisher_kind=feed.kind,
            published_at=entry.published_at,
            seen_at=now,
            dated_at=entry.published_at,
            lab=feed.lab,
        )
        claims = read_document(document).claims
        found += [SourcedClaim(id=next(numbers), claim=claim, source=source) for claim in claims]
    return found
