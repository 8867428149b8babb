"""The edition of one window for one guild, as it wants it: what came to be known in the window, and nothing before.

A window is one of knowledge: an announcement belongs to the window in which it was first seen, or an entry that was
published before the last edition and read after it would be in neither. What is older than that by days is a feed's
backlog, not news.
"""

from dataclasses import replace
from datetime import timedelta

from bot.briefing.digest import ANNOUNCEMENTS_AT_MOST, CLAIMS_AT_MOST, Edition, put_together
from bot.briefing.stories import Story
from bot.domain.announcements import Announcement, Source
from bot.domain.schedules import Wanted, Window
from bot.ledger.corrections import corrected_claims
from bot.ledger.lines import Line
from bot.ledger.standing import WEIGHT, Standing, standing_of
from db import announcements, feeds
from db.claims import ClaimFilter
from db.engine import Database
from db.stories import stories_of

LATE_NEWS = timedelta(days=3)
"""How long after its date an announcement is news still, for a server that reads it only now."""


class Editions:
    """Makes editions for schedules."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def announcements(self, guild_id: int, window: Window) -> list[Announcement]:
        """Everything that came to be known in this window, newest first."""
        since = window.start - LATE_NEWS
        async with self._database.read() as session:
            found = await announcements.latest(session, guild_id, since=since, limit=ANNOUNCEMENTS_AT_MOST)
        return [each for each in found if _is_in(window, each.source)]

    async def between(self, guild_id: int, window: Window, wanted: Wanted) -> Edition:
        """The edition of this window."""
        since = window.start - LATE_NEWS
        async with self._database.read() as session:
            found = await announcements.latest(session, guild_id, since=since, limit=ANNOUNCEMENTS_AT_MOST)
            claims = await corrected_claims(session, guild_id, ClaimFilter(since=since), limit=CLAIMS_AT_MOST)
            subscribed = await feeds.subscriptions(session, guild_id)
            told = [each for each in found if _is_in(window, each.source) and is_wanted(each, wanted)]
            ids = {each.source.announcement_id for each in told}
            placed = await stories_of(session, guild_id, list(ids))
        theirs = [each for each in claims if each.source.announcement_id in ids]
        return well_founded(put_together(told, theirs, subscribed, placed, window.start, window.end), wanted)


def is_wanted(announcement: Announcement, wanted: Wanted) -> bool:
    """Whether it is of one of the labs and one of the topics, where such are named."""
    of_lab = not wanted.labs or bool(set(wanted.labs) & {*announcement.labs, announcement.source.lab})
    return of_lab and (not wanted.topics or bool(set(wanted.topics) & set(announcement.topics)))


def well_founded(edition: Edition, wanted: Wanted) -> Edition:
    """The edition with the figures alone that stand as well as is wanted; what is contested is news and stays."""
    if wanted.min_standing is None:
        return edition
    least = WEIGHT[Standing(wanted.min_standing)]

    def kept(figures: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(each for each in figures if _stands(each, least))

    def told(story: Story) -> Story:
        return replace(story, figures=kept(story.figures))

    stories = tuple(told(story) for story in edition.stories)
    # its one line may state a figure that is not wanted
    return replace(edition, one_line=None, stories=stories, efficiency=kept(edition.efficiency))


def _stands(line: Line, least: int) -> bool:
    standing = standing_of(line)
    return standing is Standing.CONTESTED or WEIGHT[standing] >= least


def _is_in(window: Window, source: Source) -> bool:
    return window.start < source.seen_at <= window.end
