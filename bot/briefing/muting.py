"""What a guild's briefings leave out, as people handle it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.mutes import MuteKind, Mutes
from bot.domain.names import LabName
from db import mutes, names
from db.engine import Database


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """The mutes of a guild, and the labs that its feeds tell of, most often first."""

    mutes: Mutes
    labs: tuple[LabName, ...]

    def name_of(self, lab_id: str) -> str:
        """A lab as it is shown; by its id where the feeds tell of it no more."""
        return next((lab.name for lab in self.labs if lab.id == lab_id), lab_id)


class Muting:
    """Mutes of guilds."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def overview(self, guild_id: int) -> Overview:
        """What is muted, and what could be."""
        async with self._database.read() as session:
            return Overview(
                mutes=await mutes.of_guild(session, guild_id), labs=tuple(await names.guild_labs(session, guild_id))
            )

    async def mute(self, guild_id: int, kind: MuteKind, name: str, *, user_id: int) -> None:
        """Leave it out of briefings from now on."""
        async with self._database.begin() as session:
            await mutes.mute(session, guild_id, kind, name, user_id=user_id, now=self._clock())

    async def unmute(self, guild_id: int, kind: MuteKind, name: str) -> None:
        """Tell of it again."""
        async with self._database.begin() as session:
            await mutes.unmute(session, guild_id, kind, name)
