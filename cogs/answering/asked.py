"""A question as it is put: by which guild, when, to which services, for which page of the answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.client import Services
from bot.errors import GapwatchError
from cogs.views.answers import Answer
from cogs.views.queries import Query


class NoDate(GapwatchError):
    """A day that cannot be understood."""

    next_step = "Write it as year-month-day: 2026-11-23."


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One question of one guild. ``page`` counts from 0."""

    services: Services
    guild_id: int
    query: Query
    now: datetime
    page: int = 0

    @property
    def then(self) -> datetime | None:
        """The end of the day whose knowledge is asked for; None asks for today's. Raises NoDate."""
        if not self.query.day:
            return None
        try:
            asked = date.fromisoformat(self.query.day)
            return min(datetime.combine(asked, time.max, UTC), self.now)
        except ValueError as cause:
            raise NoDate(f"“{self.query.day}” is no date.") from cause

    @property
    def since(self) -> datetime | None:
        """The day from which on things are asked for; None asks for all."""
        return self.now - timedelta(days=self.query.days) if self.query.days else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Answerer:
    """What answers a command's questions; ``for_managers``: only those who may manage the server may turn its pages."""

    answer: Callable[[Asked], Awaitable[Answer]]
    for_managers: bool = False
