"""Tell a server's admins, once, that a briefing of theirs was stopped because Discord refused it, and why.

As notices about feeds are (bot.delivery.notices): a row written with the decision, a lease, a nonce, the message noted.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bot.delivery.notices import ATTEMPTS_AT_MOST, CannotPost, wait_after
from db import outbox
from db.engine import Database
from db.outbox import Stop

_log = logging.getLogger(__name__)


class PostsStops(Protocol):
    """What puts it before a server's admins."""

    async def post_stop(self, told: Stop) -> int:
        """Post it where admins look; returns the message's id. Raises CannotPost."""
        ...


class Stops:
    """Has stops told."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def tell_due(self, posts: PostsStops) -> int:
        """Tell what has not been told; returns how many messages went out."""
        async with self._database.read() as session:
            due = await outbox.due_stops(session, self._clock(), attempts=ATTEMPTS_AT_MOST)
        return sum([await self._tell(posts, stop) for stop in due])

    async def _tell(self, posts: PostsStops, stop: Stop) -> bool:
        until = self._clock() + wait_after(stop.attempts + 1)
        async with self._database.begin() as session:
            if not await outbox.lease_stop(session, stop.id, attempts=stop.attempts, until=until):
                return False
        try:
            message_id = await posts.post_stop(stop)
        except CannotPost as failure:
            _log.warning("Nobody in server %s could be told of a stopped briefing: %s", stop.guild_id, failure)
            async with self._database.begin() as session:
                await outbox.note_stop(session, stop.id, last_error=str(failure))
            return False
        async with self._database.begin() as session:
            await outbox.note_stop(session, stop.id, message_id=message_id, sent_at=self._clock(), last_error=None)
        return True
