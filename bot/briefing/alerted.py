"""Alerts with what they tell of, as a guild sees it now: the announcement, and its figures with where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.announcements import Announcement
from bot.domain.watches import Alert
from bot.ledger.fetching import lines_of
from bot.ledger.lines import Line
from db.announcements import guild_announcements_by_id
from db.claims import ClaimFilter
from db.engine import Database


@dataclass(frozen=True, kw_only=True, slots=True)
class Alerted:
    """An alert, the announcement that it is about, and the figures that it was given for; of all, where for none."""

    alert: Alert
    announcement: Announcement
    figures: tuple[Line, ...]


class AlertReader:
    """Reads what alerts tell of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, guild_id: int, alerts: Sequence[Alert]) -> list[Alerted]:
        """What the guild may still see of these, in their order."""
        ids = [each.announcement_id for each in alerts]
        async with self._database.read() as session:
            found = await guild_announcements_by_id(session, guild_id, ids)
            seen = {each.source.announcement_id: each for each in found}
            lines = await lines_of(session, guild_id, ClaimFilter(announcement_ids=list(seen))) if seen else ()
        return [
            Alerted(alert=each, announcement=seen[each.announcement_id], figures=_figures_of(each, lines))
            for each in alerts
            if each.announcement_id in seen
        ]


def _figures_of(alert: Alert, lines: Sequence[Line]) -> tuple[Line, ...]:
    wanted = set(alert.claim_ids)
    if wanted:
        return tuple(line for line in lines if any(sourced.id in wanted for sourced in line.claims))
    return tuple(
        line
        for line in lines
        if any(sourced.source.announcement_id == alert.announcement_id for sourced in line.claims)
    )
