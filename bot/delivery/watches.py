"""Watches as people handle them: added, listed, removed, tried out on what was announced; and the outlets of alerts.

A member's own go to the member's direct messages, and nobody else sees them; those of a channel are the server's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.briefing.replaying import Replay, replay
from bot.briefing.thresholds import parse_threshold
from bot.domain.claims import Kind, Topic
from bot.domain.names import LabName
from bot.domain.watches import Alert, Outlet, OutletStatus, Quiet, Watch, WatchFor
from bot.errors import GapwatchError
from bot.ledger.naming import Naming, UnknownName
from db import alerts, outbox, watches
from db.engine import Database
from db.outbox import Sender

WATCHES_OF_A_MEMBER = 25
WATCHES_OF_A_SERVER = 100


class TooManyWatches(GapwatchError):
    """As many as there may be."""

    next_step = "Remove one that is not needed: `/watch remove`."


class NothingWatched(GapwatchError):
    """No condition was given."""

    next_step = "Give a model, a lab, a topic, a kind of claim, a phrase or a threshold; several have to hold together."


class NoSuchWatch(GapwatchError):
    """What was chosen is no watch that this person may handle."""

    next_step = "Choose one of the list that opens while you type; `/watch list` shows them all."


class NoOutlet(GapwatchError):
    """Nothing is watched for there."""

    next_step = "Add a watch first: `/watch add`."


@dataclass(frozen=True, kw_only=True, slots=True)
class Asker:
    """Who handles watches, in which guild; ``manages``: the server's own may be handled too."""

    guild_id: int
    user_id: int
    manages: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What somebody says a watch is to be for, as typed."""

    model: str | None = None
    lab: str | None = None
    topic: Topic | None = None
    kind: Kind | None = None
    phrase: str | None = None
    threshold: str | None = None


class Watches:
    """Watches of people and of servers. ``find_lab`` knows labs by their usual names."""

    def __init__(
        self,
        database: Database,
        naming: Naming,
        find_lab: Callable[[str], LabName | None],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._naming = naming
        self._find_lab = find_lab
        self._clock = clock

    async def add(self, asker: Asker, channel_id: int | None, asked: Asked) -> Watch:
        """A new watch: of the server's where it has a channel, else the asker's own.

        Raises NothingWatched, UnknownName, BadThreshold, NotAFigure, TooManyWatches.
        """
        wanted = await self._understood(asker.guild_id, asked)
        if not wanted:
            raise NothingWatched("Nothing was given to watch for.")
        own = channel_id is None
        place = (asker.guild_id, channel_id, asker.user_id if own else None)
        async with self._database.begin() as session:
            there = (
                await watches.count_of_member(session, asker.user_id)
                if own
                else len(await watches.of_guild(session, asker.guild_id))
            )
            most = WATCHES_OF_A_MEMBER if own else WATCHES_OF_A_SERVER
            if there >= most:
                whose = "You have" if own else "The channels of this server have"
                raise TooManyWatches(f"{whose} {most} watches, as many as there may be.")
            outlet = (await watches.open_outlets(session, [place], self._clock()))[place]
            return await watches.add(session, outlet, wanted, created_by=asker.user_id, now=self._clock())

    async def visible(self, asker: Asker) -> list[Watch]:
        """The asker's own watches, then the server's where the asker manages it."""
        async with self._database.read() as session:
            own = await watches.of_guild(session, asker.guild_id, user_id=asker.user_id)
            return [*own, *(await watches.of_guild(session, asker.guild_id) if asker.manages else ())]

    async def find(self, asker: Asker, watch_id: int) -> Watch:
        """One of those. Raises NoSuchWatch."""
        found = next((each for each in await self.visible(asker) if each.id == watch_id), None)
        if found is None:
            raise NoSuchWatch("You have no such watch in this server.")
        return found

    async def remove(self, asker: Asker, watch_id: int) -> Watch:
        """End a watch. Raises NoSuchWatch."""
        found = await self.find(asker, watch_id)
        async with self._database.begin() as session:
            await watches.remove(session, watch_id)
        return found

    async def replay(self, asker: Asker, watch_id: int, days: int) -> Replay:
        """What a watch would have told of the last days' announcements. Raises NoSuchWatch."""
        watch = await self.find(asker, watch_id)
        async with self._database.read() as session:
            return await replay(session, watch, self._clock() - timedelta(days=days))

    async def set_hours(self, asker: Asker, channel_id: int | None, *, quiet: Quiet | None, at_most: int) -> Outlet:
        """When nothing is posted in a channel, or to the asker, and how many alerts an hour. Raises NoOutlet."""
        outlet = next((each for each in await self._outlets(asker) if each.channel_id == channel_id), None)
        if outlet is None:
            raise NoOutlet("No alerts go there.")
        async with self._database.begin() as session:
            await watches.set_hours(session, outlet.id, quiet=quiet, at_most=at_most)
            changed = await watches.outlet(session, outlet.id)
        assert changed is not None
        return changed

    async def resume(self, asker: Asker) -> list[Outlet]:
        """Go on where Discord's refusal had stopped alerts: the asker's own, and the server's for who manages it."""
        stopped = [each for each in await self._outlets(asker) if each.status is OutletStatus.STOPPED]
        ids = [each.id for each in stopped]
        async with self._database.begin() as session:
            await watches.resume(session, ids)
            await outbox.make_due(session, [Sender(outlet_id=each) for each in ids], self._clock())
        return stopped

    async def stopped(self, asker: Asker) -> list[Outlet]:
        """Where alerts are stopped, of those that the asker may handle."""
        return [each for each in await self._outlets(asker) if each.status is OutletStatus.STOPPED]

    async def of_page(self, nonce: str) -> tuple[Outlet, list[Alert]] | None:
        """The outlet of a posted message, and the alerts that it tells of; None where they are kept no more."""
        async with self._database.read() as session:
            return await alerts.of_page(session, nonce)

    async def _outlets(self, asker: Asker) -> Sequence[Outlet]:
        async with self._database.read() as session:
            own = await watches.outlets_of(session, asker.guild_id, user_id=asker.user_id)
            return [*own, *(await watches.outlets_of(session, asker.guild_id) if asker.manages else ())]

    async def _understood(self, guild_id: int, asked: Asked) -> WatchFor:
        lab = await self._lab(guild_id, asked.lab) if asked.lab else None
        return WatchFor(
            model=await self._model(guild_id, asked.model) if asked.model else None,
            lab=lab.id if lab else None,
            lab_name=lab.name if lab else None,
            topic=asked.topic,
            kind=asked.kind,
            phrase=" ".join(asked.phrase.split()) or None if asked.phrase else None,
            threshold=parse_threshold(asked.threshold) if asked.threshold else None,
        )

    async def _model(self, guild_id: int, words: str) -> str:
        """The model's own name; one that nobody has named yet is watched for by the words."""
        async with self._database.read() as session:
            try:
                return (await self._naming.model(session, guild_id, words)).name
            except UnknownName:
                return " ".join(words.split())

    async def _lab(self, guild_id: int, words: str) -> LabName:
        """The lab by any of its usual names, else one that only this guild's feeds name."""
        known = self._find_lab(words)
        if known is not None:
            return known
        async with self._database.read() as session:
            return await self._naming.lab(session, guild_id, words)
