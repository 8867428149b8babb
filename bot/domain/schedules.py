"""Schedules of briefings, the editions that they make, and the outbox in which an edition's pages wait."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Any, Self

from bot.domain.claims import Topic
from bot.domain.told import NOTHING_TOLD, Told

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, kw_only=True, slots=True)
class When:
    """At what local time a briefing is due: on some days of the week (0 is Monday), or on one day of each month.

    Neither means every day. A month that is too short for ``month_day`` has it on its last day.
    """

    at: time
    timezone: str
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None

    @property
    def cron(self) -> str:
        """Five fields, as cron writes them: ``30 8 * * mon,fri``."""
        days = ",".join(WEEKDAYS[day] for day in self.weekdays) or "*"
        return f"{self.at.minute} {self.at.hour} {self.month_day or '*'} * {days}"

    @classmethod
    def of_cron(cls, cron: str, timezone: str) -> Self:
        """What ``cron`` wrote."""
        minute, hour, month_day, _, days = cron.split()
        return cls(
            at=time(int(hour), int(minute)),
            timezone=timezone,
            weekdays=() if days == "*" else tuple(WEEKDAYS.index(day) for day in days.split(",")),
            month_day=None if month_day == "*" else int(month_day),
        )


class ScheduleStatus(StrEnum):
    """Whether a schedule makes briefings: a person may pause it; what Discord refuses stops it."""

    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"


class PostAs(StrEnum):
    """How an edition stands in its channel."""

    MESSAGES = "messages"
    THREAD = "thread"  # the first page in the channel, the others in a thread under it
    CROSSPOST = "crosspost"  # published to the servers that follow an announcement channel


class Section(StrEnum):
    """A part of an edition that a schedule may leave out; its one line and what it rests on are always there."""

    STORIES = "stories"
    MODELS = "models"
    EFFICIENCY = "efficiency"
    CHANGES = "changes"
    POLICY = "policy"
    ALSO = "also"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What an edition may tell of: announcements of these labs and topics, figures that stand at least so well, and
    these sections; of all, where none is named.
    """

    labs: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    min_standing: str | None = None
    sections: tuple[Section, ...] = ()

    def has(self, section: Section) -> bool:
        """Whether the section is wanted."""
        return not self.sections or section in self.sections


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """How editions are posted: as what, calling which role, and whether a quiet day is told at all."""

    post_as: PostAs = PostAs.MESSAGES
    role_id: int | None = None
    silent_when_quiet: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """A guild's wish for briefings, and how far it has been met.

    ``covered_until`` is the end of the last edition's window, ``next_at`` when the next edition is due. Occurrences up
    to ``handled_until`` have been dealt with.
    """

    id: int
    guild_id: int
    channel_id: int
    when: When
    status: ScheduleStatus
    wanted: Wanted
    manner: Manner
    created_at: datetime
    covered_until: datetime
    next_at: datetime
    handled_until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """The time that an edition tells of: what came to be known after ``start``, up to ``end``."""

    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One message of an edition, as it is handed to Discord whenever it is sent: its words never change."""

    components: tuple[dict[str, Any], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Composed:
    """An edition that has been put into words. ``quiet``: there is nothing to tell. ``told``: what its channel knows by
    it.
    """

    title: str
    pages: tuple[Page, ...]
    quiet: bool = False
    told: Told = NOTHING_TOLD


class DeliveryState(StrEnum):
    """Where one page stands.

    What a lease left behind, and what was sent without an answer, may stand in the channel already.
    """

    PENDING = "pending"
    LEASED = "leased"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Parcel:
    """A leased page on its way to its channel. ``number`` counts from 0, of ``of`` pages.

    It is a schedule's or an outlet's; one that is ``direct`` goes to the person of the number ``channel_id``.
    ``tried_at`` is when it may first have been sent, None where it cannot have been; ``message_id`` is its message once
    that is known; ``head_id`` the message of the edition's first page.
    """

    delivery_id: int
    schedule_id: int | None
    outlet_id: int | None
    edition_id: int
    guild_id: int
    channel_id: int
    direct: bool
    number: int
    of: int
    page: Page
    nonce: str
    manner: Manner
    title: str
    attempts: int
    leased_until: datetime
    tried_at: datetime | None
    message_id: int | None
    head_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptEdition:
    """An edition that was made, to be read again."""

    id: int
    guild_id: int
    schedule_id: int | None
    number: int
    title: str
    window: Window
    pages: tuple[Page, ...]
    created_at: datetime
