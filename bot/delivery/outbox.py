"""Send what waits in the outbox, each page once: lease it, send it with its nonce, note its message.

Whatever happens between two of these steps, the page is taken up again when its lease has run out. It may stand in its
channel then, so it is looked for there before it is sent again; what is still under way at that moment, Discord knows
by its nonce. Nothing here knows how Discord is spoken to (bot.delivery.posting), or when an edition is due.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.delivery.lots import Lots
from bot.delivery.pace import Pace
from bot.delivery.posting import NotNow, PostsEditions, Refused, Rejected, Uncertain
from bot.delivery.waits import doubled
from bot.domain.schedules import Parcel, PostAs
from db import outbox
from db.engine import Database

AT_ONCE = 100
"""Pages under way; at 47 a second each has its turn long before its lease runs out."""

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)
NOTED_TOGETHER_SECONDS = 0.25
"""How long a page that was posted waits for others, so that one transaction notes a dozen: each of its own would take
more of the event loop than the sending does.
"""

_BEFORE_A_DIRECT_MESSAGE = 2  # requests: whether the person is a member still, and where messages to them go
_TOO_LATE = 0.1  # seconds
_FRESH = timedelta(seconds=40)  # a request takes less than this, so such a lease outlasts it

_log = logging.getLogger(__name__)


class Outbox:
    """Sends what is due. One of them a process; several processes may share a database."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        *,
        pace: Pace | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._clock = clock
        self._pace = pace or Pace()
        self._sleep = sleep
        self._sent = Lots(self._note_sent, self._gather_sent)
        self._under_way: set[asyncio.Task[bool]] = set()
        self.name = secrets.token_hex(16)

    async def send_due(self, posts: PostsEditions) -> int:
        """Send everything that is due; returns how many pages were posted. One round of it at a time."""
        sent = 0
        try:
            while True:
                if len(self._under_way) <= AT_ONCE // 2:
                    self._under_way |= await self._begin(posts, AT_ONCE - len(self._under_way))
                if not self._under_way:
                    return sent
                done, self._under_way = await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
                sent += _count(done)
        except Exception:  # of the database: what is under way may end well all the same
            await asyncio.gather(*self._under_way, return_exceptions=True)
            raise
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)
            self._under_way = set()

    async def _begin(self, posts: PostsEditions, room: int) -> set[asyncio.Task[bool]]:
        async with self._database.begin() as session:
            parcels = await outbox.lease(session, by=self.name, now=self._clock(), limit=room)
        return {asyncio.create_task(self.deliver(posts, parcel)) for parcel in parcels}

    async def deliver(self, posts: PostsEditions, parcel: Parcel) -> bool:
        """One attempt; whether the page stands in its channel now, and that is noted."""
        try:
            message_id = await self._posted(posts, parcel)
            return message_id is not None and await self._finished(posts, parcel, message_id)
        except Uncertain as failure:
            await self._put_off(parcel, failure, timedelta(), maybe_sent=True)
        except NotNow as failure:
            await self._put_off(parcel, failure, failure.wait, maybe_sent=False)
        except Refused as failure:
            await self._stop(parcel, failure)
        except Rejected as failure:
            _log.error("Discord does not take page %s of edition %s: %s", parcel.number, parcel.edition_id, failure)
            async with self._database.begin() as session:
                await outbox.note_failed(session, parcel, by=self.name, error=str(failure))
        return False

    async def _posted(self, posts: PostsEditions, parcel: Parcel) -> int | None:
        """The page's message: known, found, or posted now. None where the lease was lost, so that others see to it."""
        if parcel.message_id is not None:
            return parcel.message_id
        if parcel.tried_at is not None:
            await self._turn(parcel)
            found = await posts.find(parcel)
            if found is not None:
                return found
            async with self._database.begin() as session:
                if not await outbox.note_not_there(session, parcel, by=self.name, now=self._clock()):
                    return None
            parcel = replace(parcel, tried_at=None, leased_until=self._clock() + outbox.LEASE)
        await self._turn(parcel)
        for _ in range(_BEFORE_A_DIRECT_MESSAGE if parcel.direct else 0):
            await self._turn(parcel)
        if not await self._still_ours(parcel):
            return None
        return await posts.post(parcel)

    async def _finished(self, posts: PostsEditions, parcel: Parcel, message_id: int) -> bool:
        if _has_more_to_do(parcel):
            async with self._database.begin() as session:
                if not await outbox.note_posted(session, parcel, by=self.name, message_id=message_id):
                    return False
            await self._turn(parcel)
            try:
                await posts.finish(parcel, message_id)
            except Rejected as failure:
                _log.warning("What follows message %s cannot be done: %s", message_id, failure)
        return await self._sent.done((parcel.delivery_id, message_id))

    async def _gather_sent(self) -> None:
        if len(self._under_way) > 1:
            await self._sleep(NOTED_TOGETHER_SECONDS)

    async def _note_sent(self, sent: Sequence[tuple[int, int]]) -> list[bool]:
        """Note messages by their deliveries, in one transaction: at 47 a second, each for itself would hold up all."""
        async with self._database.begin() as session:
            held = await outbox.note_sent(session, dict(sent), by=self.name, now=self._clock())
        return [delivery_id in held for delivery_id, _ in sent]

    async def _still_ours(self, parcel: Parcel) -> bool:
        """Whether the lease lasts for a request; renewed where it has waited long for its turn."""
        now = self._clock()
        if _FRESH <= parcel.leased_until - now <= outbox.LEASE:
            return True
        async with self._database.begin() as session:
            return await outbox.renew(session, parcel, by=self.name, now=now)

    async def _turn(self, parcel: Parcel) -> None:
        """Wait for a turn. One that was slept through is lost: all that woke late together would go together."""
        time = asyncio.get_running_loop().time
        while True:
            turn = self._pace.ask(parcel.channel_id, time())
            wakes_at = time() + turn.wait
            if turn.wait > 0:
                await self._sleep(turn.wait)
            if turn.granted and time() - wakes_at < _TOO_LATE:
                return

    async def _put_off(self, parcel: Parcel, failure: Exception, wait: timedelta, *, maybe_sent: bool) -> None:
        _log.warning("Page %s of edition %s is tried again: %s", parcel.number, parcel.edition_id, failure)
        until = self._clock() + max(wait, wait_after(parcel.attempts))
        async with self._database.begin() as session:
            await outbox.put_off(session, parcel, by=self.name, error=str(failure), until=until, maybe_sent=maybe_sent)

    async def _stop(self, parcel: Parcel, failure: Refused) -> None:
        whose = f"outlet {parcel.outlet_id}" if parcel.schedule_id is None else f"schedule {parcel.schedule_id}"
        _log.warning("The %s is stopped: %s", whose, failure)
        now = self._clock()
        async with self._database.begin() as session:
            await outbox.put_off(session, parcel, by=self.name, error=str(failure), until=now, maybe_sent=False)
            await outbox.stop(session, parcel, reason=str(failure), nonce=new_nonce(), now=now)


def wait_after(attempts: int) -> timedelta:
    """How long after this many attempts the next one is made."""
    return doubled(FIRST_WAIT, attempts, LONGEST_WAIT)


def new_nonce() -> str:
    """Tells one message from all others; Discord takes up to 25 characters."""
    return secrets.token_hex(12)


def _has_more_to_do(parcel: Parcel) -> bool:
    match parcel.manner.post_as:
        case PostAs.THREAD:
            return parcel.number == 0
        case PostAs.CROSSPOST:
            return True
        case PostAs.MESSAGES:
            return False


def _count(done: Iterable["asyncio.Task[bool]"]) -> int:
    """How many of these posted. What went wrong with one, such as a locked database, holds up no other: its lease
    runs out, and it is tried again.
    """
    posted = 0
    for task in done:
        failure = task.exception()
        if failure is None:
            posted += task.result()
        elif isinstance(failure, Exception):
            _log.error("A page could not be delivered; it is tried again.", exc_info=failure)
        else:
            raise failure
    return posted
