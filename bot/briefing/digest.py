"""Put an edition together for one guild: stories, efficiency and price claims, policy and safety, what was looked at.

Every sentence is a source's own or a template filled with figures; nothing is invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.briefing.stories import Story, tell_stories
from bot.domain.announcements import Announcement, SourcedClaim, Subscription
from bot.domain.claims import Kind, Spec, Topic
from bot.ledger.compare import EFFICIENCY
from bot.ledger.corrections import corrected_claims
from bot.ledger.lines import Line
from bot.ledger.standing import ledger_of
from bot.ledger.wording import claim_words
from db import announcements, feeds
from db.claims import ClaimFilter
from db.engine import Database
from db.stories import stories_of

ANNOUNCEMENTS_AT_MOST = 300
CLAIMS_AT_MOST = 3000
_PRICES = (Spec.INPUT_PRICE, Spec.OUTPUT_PRICE, Spec.PRICE)
_POLICY = frozenset({Topic.POLICY, Topic.SAFETY, Topic.LEGAL})


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """What an edition rests on."""

    feeds: int
    failing: int
    announcements: int
    claims: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """A briefing of what was announced from ``window_start`` (exclusive) to ``window_end``."""

    window_start: datetime
    window_end: datetime
    one_line: str | None
    stories: tuple[Story, ...]
    efficiency: tuple[Line, ...]
    policy: tuple[Announcement, ...]
    coverage: Coverage


class Briefing:
    """Editions for guilds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def preview(self, guild_id: int, now: datetime, window: timedelta = timedelta(days=1)) -> Edition:
        """The edition that would be posted now."""
        since = now - window
        async with self._database.read() as session:
            found = await announcements.latest(session, guild_id, since=since, limit=ANNOUNCEMENTS_AT_MOST)
            claims = await corrected_claims(session, guild_id, ClaimFilter(since=since), limit=CLAIMS_AT_MOST)
            subscribed = await feeds.subscriptions(session, guild_id)
            placed = await stories_of(session, guild_id, [each.source.announcement_id for each in found])
        return put_together(found, claims, subscribed, placed, since, now)


def put_together(
    found: list[Announcement],
    claims: list[SourcedClaim],
    subscribed: list[Subscription],
    placed: Mapping[int, int],
    window_start: datetime,
    window_end: datetime,
) -> Edition:
    """The edition of one window. Pure. ``placed``: the story of each announcement, where it has one."""
    stories = tuple(
        story
        for story in tell_stories(found, claims, placed, window_end)
        if any(member.claims_count for member in story.members)
    )
    measured = (c for c in claims if c.claim.metric in _PRICES or _is_efficiency(c))
    return Edition(
        window_start=window_start,
        window_end=window_end,
        one_line=_one_line(stories),
        stories=stories,
        efficiency=tuple(reversed(ledger_of(measured))),
        policy=tuple(a for a in found if _POLICY & set(a.topics)),
        coverage=Coverage(
            feeds=len(subscribed),
            failing=sum(1 for s in subscribed if s.feed.failures),
            announcements=len(found),
            claims=len(claims),
        ),
    )


def _is_efficiency(sourced: SourcedClaim) -> bool:
    return sourced.claim.kind is Kind.RATIO and sourced.claim.metric in EFFICIENCY


def _one_line(stories: tuple[Story, ...]) -> str | None:
    """The two weightiest stories in a sentence: their titles, and the figure that was claimed."""
    told = [_in_short(story) for story in stories[:2]]
    return "; ".join(told) + "." if told else None


def _in_short(story: Story) -> str:
    title = story.lead.source.title.rstrip(".!")
    figure = next((f for f in story.figures if _is_efficiency(f.origin)), None)
    if figure is None:
        return title
    return f"{title} ({claim_words(figure.claim)}, {story.lead.source.publisher})"
