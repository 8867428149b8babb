"""Put what outlets are to be told into words, and hand it to the outbox: at once, after quiet hours, or summed up.

A message, its delivery, and that its alerts wait no more are written in one transaction, or none of them.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.delivery.holding import HOUR, decide_posting
from bot.delivery.making import KEPT_FOR
from bot.delivery.outbox import new_nonce
from bot.domain.schedules import Composed
from bot.domain.watches import Alert, Outlet
from db import alerts, outbox, watches
from db.engine import Database
from db.outbox import Sender

OUTLETS_AT_ONCE = 200
WAITING_AT_MOST = 200
AHEAD_OF_BRIEFINGS = timedelta(hours=1)
"""What is due longest is sent first: an alert does not wait behind thousands of briefings of one minute."""

_TIDY_EVERY = timedelta(hours=1)

ComposeAlert = Callable[[Outlet, Sequence[Alert]], Awaitable[Composed | None]]
"""Puts alerts into one message; None where the guild may see nothing of them any more."""

_log = logging.getLogger(__name__)


class Telling:
    """Makes messages out of alerts."""

    def __init__(self, database: Database, compose: ComposeAlert, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._compose = compose
        self._clock = clock
        self._tidied: datetime | None = None

    async def tell_due(self) -> int:
        """Make every message that is due; returns how many. One that cannot be made holds up no other."""
        await self._tidy_at_times()
        async with self._database.read() as session:
            due = await watches.with_alerts_due(session, self._clock(), OUTLETS_AT_ONCE)
        made = 0
        for outlet in due:
            try:
                made += await self._tell(outlet)
            except Exception:  # noqa: BLE001 - the boundary: one outlet's alert is no other's
                _log.exception("Alerts for outlet %s could not be made; they are tried again.", outlet.id)
        return made

    async def _tell(self, outlet: Outlet) -> int:
        now = self._clock()
        async with self._database.read() as session:
            waiting = await alerts.waiting_in(session, outlet.id, WAITING_AT_MOST)
            posted_at = await alerts.posted_at(session, outlet.id, now - HOUR)
        posting = decide_posting(outlet, waiting, posted_at, now)
        made = sum([await self._write(outlet, message) for message in posting.messages])
        if posting.held_until is not None:
            async with self._database.begin() as session:
                await watches.hold(session, outlet.id, posting.held_until)
        return made

    async def _write(self, outlet: Outlet, told: Sequence[Alert]) -> bool:
        """Keep and enqueue one message, unless another process has."""
        composed = await self._compose(outlet, told)
        now = self._clock()
        async with self._database.begin() as session:
            await alerts.lock_deciding(session)
            if composed is None:
                await alerts.note_told(session, [each.id for each in told])
                return False
            edition_id = await alerts.put_into_edition(
                session, outlet, told, title=composed.title, pages=composed.pages, now=now
            )
            if edition_id is None:
                return False
            to = outlet.channel_id if outlet.channel_id is not None else outlet.user_id
            assert to is not None
            nonces = [new_nonce() for _ in composed.pages]
            sender = Sender(outlet_id=outlet.id)
            due_at = now - AHEAD_OF_BRIEFINGS
            await outbox.enqueue(session, edition_id, sender, channel_id=to, nonces=nonces, due_at=due_at)
            return True

    async def _tidy_at_times(self) -> None:
        now = self._clock()
        if self._tidied is not None and timedelta() <= now - self._tidied < _TIDY_EVERY:
            return
        async with self._database.begin() as session:
            await alerts.forget(session, now - KEPT_FOR)
            await watches.forget_idle_outlets(session)
        self._tidied = now
