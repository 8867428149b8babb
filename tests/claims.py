"""Claims and sources for tests, with everything that a test does not care about filled in."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.domain.announcements import Announcement, FeedKind, Source, SourcedClaim
from bot.domain.claims import Attribution, Claim, Kind, Quote, Topic
from bot.domain.names import ModelName, Named

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
V4 = ModelName(name="DeepSeek-V4-Pro", lab="deepseek")
V3 = ModelName(name="DeepSeek-V3.2", lab="deepseek")
GPT = ModelName(name="GPT-5.5", lab="openai")

_numbers = count(1)


def source(publisher: str = "DeepSeek", *, kind: FeedKind = FeedKind.VENDOR, days_ago: float = 1.0) -> Source:
    number = next(_numbers)
    dated = NOW - timedelta(days=days_ago)
    return Source(
        announcement_id=number,
        title=f"Announcement {number}",
        url=f"https://{publisher.lower().replace(' ', '-')}.example/{number}",
        publisher=publisher,
        publisher_kind=kind,
        published_at=dated,
        seen_at=dated,
        dated_at=dated,
    )


def claim(kind: Kind, metric: str, value: float | None = None, *, subject: Named = V4, **more: Any) -> Claim:
    text = more.pop("quote", f"{subject.name} {metric} {value}")
    attribution = more.pop("attribution", Attribution.VENDOR)
    quote = Quote(text=text, start=0)
    return Claim(kind=kind, subject=subject, metric=metric, value=value, quote=quote, attribution=attribution, **more)


def sourced(said: Claim, where: Source | None = None) -> SourcedClaim:
    return SourcedClaim(id=next(_numbers), claim=said, source=where or source())


def announcement(
    where: Source,
    *,
    text: str = "Some words.",
    labs: tuple[str, ...] = (),
    topics: tuple[Topic, ...] = (),
    claims_count: int = 1,
) -> Announcement:
    return Announcement(source=where, text=text, labs=labs, models=(), topics=topics, claims_count=claims_count)
