"""What a guild leaves out of its channels, as people handle it."""

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

    @property
    def muted(self) -> tuple[tuple[MuteKind, str, str], ...]:
        """Everything that is muted, by its kind, its name and how it is shown; labs first.

        A lab is shown by its id where the feeds tell of it no more.
        """
        names = {lab.id: lab.name for lab in self.labs}
        return (
            *((MuteKind.LAB, lab, names.get(lab, lab)) for lab in sorted(self.mutes.labs)),
            *((MuteKind.TOPIC, topic.value, f"{topic} (topic)") for topic in sorted(self.mutes.topics)),
        )


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
        """Leave it out from now on."""
        async with self._database.begin() as session:
            await mutes.mute(session, guild_id, kind, name, user_id=user_id, now=self._clock())

    async def unmute(self, guild_id: int, kind: MuteKind, name: str) -> None:
        """Tell of it again."""
        async with self._database.begin() as session:
            await mutes.unmute(session, guild_id, kind, name)
