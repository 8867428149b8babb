"""Tell a server's admins, without having been asked, that a feed fails for a day, and once that it is well again.

What is to be told is a row, unique by server, feed, kind and the beginning of the failing, written in the transaction
that decides it. Then it is leased, sent with a nonce, and its message noted: a restart tells nothing twice. What falls
due for a server at one time goes into one message.
"""

import logging
import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Protocol

from bot.delivery.waits import doubled
from bot.domain.announcements import NoticeKind
from bot.errors import GapwatchError
from db import notices
from db.engine import Database
from db.notices import DueNotice, Occasion

TELL_AFTER = timedelta(days=1)
ATTEMPTS_AT_MOST = 20
_FIRST_WAIT = timedelta(minutes=1)  # within the few minutes in which Discord honours a nonce
_LONGEST_WAIT = timedelta(hours=6)
_NEVER = datetime.min.replace(tzinfo=UTC)

_log = logging.getLogger(__name__)


class CannotPost(GapwatchError):
    """There is no channel for it, or Discord did not take it."""

    next_step = "Choose a channel that the bot may write in: `/feed notices`."


class PostsNotices(Protocol):
    """What puts notices before a server's admins."""

    async def post(self, guild_id: int, channel_id: int | None, told: Sequence[DueNotice], nonce: str) -> int:
        """Post them as one message, in the channel or where admins look; returns its id. Raises CannotPost."""
        ...


class Notices:
    """Decides which notices are due and has them posted."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def tell_due(self, posts: PostsNotices) -> int:
        """Write down what is to be told, and post what has not been; returns how many messages went out."""
        now = self._clock()
        async with self._database.read() as session:  # mostly there is nothing, and no writer is to wait for that
            failing = await notices.failing_since_before(session, now - TELL_AFTER)
            well = await notices.told_of_failing_and_well_now(session)
            due = await notices.due_notices(session, now, attempts=ATTEMPTS_AT_MOST)
        if failing or well:
            async with self._database.begin() as session:
                await notices.write_down(session, _occasions(failing, NoticeKind.FAILING), now)
                await notices.write_down(session, _occasions(well, NoticeKind.WELL), now)
                due = await notices.due_notices(session, now, attempts=ATTEMPTS_AT_MOST)
        return sum([await self._post(posts, told) for told in together(due)])

    async def channel(self, guild_id: int) -> int | None:
        """The channel that the guild chose, None where it chose none."""
        async with self._database.read() as session:
            return await notices.notice_channel(session, guild_id)

    async def choose_channel(self, guild_id: int, channel_id: int) -> None:
        """Send the guild's notices there from now on."""
        async with self._database.begin() as session:
            await notices.set_notice_channel(session, guild_id, channel_id, self._clock())

    async def _post(self, posts: PostsNotices, told: Sequence[DueNotice]) -> bool:
        ids = [each.notice.id for each in told]
        first = told[0].notice
        async with self._database.begin() as session:
            await notices.lease(session, ids, self._clock() + wait_after(first.attempts + 1))
        try:
            message_id = await posts.post(first.guild_id, told[0].channel_id, told, first.nonce)
        except CannotPost as failure:
            _log.warning("A notice could not be posted in server %s: %s", first.guild_id, failure)
            async with self._database.begin() as session:
                await notices.note_failed(session, ids, str(failure))
            return False
        async with self._database.begin() as session:
            await notices.note_sent(session, ids, message_id=message_id, now=self._clock())
        return True


def wait_after(attempts: int) -> timedelta:
    """How long after this many attempts the next one is made."""
    return doubled(_FIRST_WAIT, attempts, _LONGEST_WAIT)


def together(due: Iterable[DueNotice]) -> list[list[DueNotice]]:
    """Notices by the message that they go into: those never tried, and those that were tried together before.

    So a message that is tried again has the nonce it had.
    """

    def message(each: DueNotice) -> tuple[int, bool, datetime]:
        tried = each.notice.attempts > 0
        return each.notice.guild_id, tried, each.notice.due_at if tried else _NEVER

    ordered = sorted(due, key=lambda each: (message(each), each.notice.id))
    return [list(group) for _, group in groupby(ordered, key=message)]


def _occasions(found: Iterable[tuple[int, int, datetime]], kind: NoticeKind) -> list[Occasion]:
    return [
        Occasion(guild_id=guild_id, feed_id=feed_id, kind=kind, since=since, nonce=secrets.token_hex(12))
        for guild_id, feed_id, since in found
    ]
