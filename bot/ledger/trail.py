"""The trail of what people put right in a server: read, and taken back an entry at a time.

Whoever changes something writes the entry in the same transaction, with the guild's trail locked. An entry holds how
the thing stood before and after, so that to undo it is to put back what stood before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.correction_state import correction_of, own_name_of
from bot.domain.corrections import Action, AuditEntry
from bot.errors import GapwatchError
from db import stories
from db.audit import add_entry, count_entries, find_entry, guild_entries, lock_trail
from db.corrections import claim_of_correction, count_mended, save_correction
from db.engine import Database
from db.names import own_names, save_own_name

ENTRIES_ON_A_PAGE = 6
_CLAIM, _NAME, _STORY, _MEMBER = "claim ", "name ", "story ", "member "


class CannotUndo(GapwatchError):
    """A change that cannot be taken back."""

    next_step = "Look at `/audit` for what holds now."


def claim_target(correction_id: int) -> str:
    """How an entry names a claim: by its correction, which stays when the claim gets another id."""
    return f"{_CLAIM}{correction_id}"


def name_target(key: str) -> str:
    """How an entry names a name."""
    return f"{_NAME}{key}"


def story_target(story_id: int) -> str:
    """How an entry names a story that became part of another."""
    return f"{_STORY}{story_id}"


def member_target(announcement_id: int) -> str:
    """How an entry names an announcement that was split off its story."""
    return f"{_MEMBER}{announcement_id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class TrailPage:
    """Some entries of a trail, the last first. ``page`` counts from 0; ``user_id`` is whose entries were asked for.

    ``hidden`` and ``corrected`` are how many claims the guild now hides and corrects, ``names`` its own names.
    """

    entries: tuple[AuditEntry, ...]
    page: int
    pages: int
    count: int
    hidden: int
    corrected: int
    names: int
    user_id: int | None = None


def why_not_undone(entry: AuditEntry) -> str | None:
    """Why an entry cannot be taken back, where it cannot. Pure."""
    if entry.undone_by is not None:
        return "This was undone already."
    if not entry.can_be_undone:
        return "Something later was changed about the same: undoing this would lose it. Undo that first."
    return None


class Trail:
    """Who put what right in which guild."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def page(self, guild_id: int, page: int = 0, user_id: int | None = None) -> TrailPage:
        """One page of a guild's trail, or of one person's part in it; a page past the end is the last."""
        async with self._database.read() as session:
            count = await count_entries(session, guild_id, user_id)
            pages = max(1, -(-count // ENTRIES_ON_A_PAGE))
            at = min(page, pages - 1)
            found = await guild_entries(
                session, guild_id, user_id=user_id, offset=at * ENTRIES_ON_A_PAGE, limit=ENTRIES_ON_A_PAGE
            )
            hidden, corrected = await count_mended(session, guild_id)
            own = await own_names(session, guild_id)
        return TrailPage(
            entries=tuple(found),
            page=at,
            pages=pages,
            count=count,
            hidden=hidden,
            corrected=corrected,
            names=len(own),
            user_id=user_id,
        )

    async def undo(self, guild_id: int, entry_id: int, *, user_id: int) -> AuditEntry:
        """Put back what stood before an entry; returns the entry of that. Raises CannotUndo."""
        async with self._database.begin() as session:
            await lock_trail(session, guild_id)
            entry = await find_entry(session, guild_id, entry_id)
            if entry is None:
                raise CannotUndo("There is no such entry in this server's trail.")
            refused = why_not_undone(entry)
            if refused is not None:
                raise CannotUndo(refused)
            await self._put_back(session, guild_id, entry, user_id)
            return await add_entry(
                session,
                guild_id,
                at=self._clock(),
                user_id=user_id,
                action=Action.UNDO,
                target=entry.target,
                label=entry.label,
                before=entry.after,
                after=entry.before,
                undoes=entry.id,
            )

    async def _put_back(self, session: AsyncSession, guild_id: int, entry: AuditEntry, user_id: int) -> None:
        state = entry.before.state
        if entry.target.startswith(_CLAIM):
            claim_id = await claim_of_correction(session, guild_id, int(entry.target.removeprefix(_CLAIM)))
            if claim_id is None:
                raise CannotUndo("The announcement makes this claim no more, as it is read now.")
            await save_correction(session, guild_id, claim_id, correction_of(state))
            return
        if entry.target.startswith((_STORY, _MEMBER)):
            await self._put_story_back(session, guild_id, entry, user_id)
            return
        key, own = entry.target.removeprefix(_NAME), own_name_of(state)
        if not await save_own_name(session, guild_id, key, own, user_id=user_id, now=self._clock()):
            raise CannotUndo("The model that the name meant is not known any more.")

    async def _put_story_back(self, session: AsyncSession, guild_id: int, entry: AuditEntry, user_id: int) -> None:
        kind, _, number = entry.target.partition(" ")
        state, now = entry.before.state or {}, self._clock()
        into: int | None = state.get("into")
        if kind == _MEMBER.strip():
            await stories.save_split(
                session, guild_id=guild_id, announcement_id=int(number), into_id=into, user_id=user_id, now=now
            )
        elif into is None:
            followers = state.get("followers", ())
            await stories.take_apart(session, guild_id=guild_id, story_id=int(number), followers=followers)
        else:
            await stories.save_merge(
                session, guild_id=guild_id, story_id=int(number), into_id=into, user_id=user_id, now=now
            )
