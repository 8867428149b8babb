"""Watches: what somebody wants to be told of at once, where the alerts go, and the alerts themselves."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bot.domain.claims import Kind, Topic


class Comparison(StrEnum):
    """How a claim's figure has to stand to the one that was named."""

    AT_MOST = "≤"
    BELOW = "<"
    AT_LEAST = "≥"
    ABOVE = ">"
    EQUAL = "="


@dataclass(frozen=True, kw_only=True, slots=True)
class Threshold:
    """A figure of a metric, in the metric's unit, that claims are held against."""

    kind: Kind
    metric: str
    comparison: Comparison
    value: float


@dataclass(frozen=True, kw_only=True, slots=True)
class WatchFor:
    """What a watch is for: everything that is set has to hold. ``model`` and ``lab_name`` as people write them.

    What is asked of claims (``kind``, ``threshold``, beside them ``model`` and ``lab``) one claim has to meet whole.
    """

    model: str | None = None
    lab: str | None = None
    lab_name: str | None = None
    topic: Topic | None = None
    kind: Kind | None = None
    phrase: str | None = None
    threshold: Threshold | None = None

    def __bool__(self) -> bool:
        return any((self.model, self.lab, self.topic, self.kind, self.phrase, self.threshold))

    @property
    def names_only(self) -> bool:
        """Whether it is for a model or a lab, whatever is told of it."""
        named = self.model is not None or self.lab is not None
        return named and not (self.of_claims or self.topic or self.phrase)

    @property
    def of_claims(self) -> bool:
        """Whether something is asked of a single claim."""
        return self.kind is not None or self.threshold is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quiet:
    """The hours of a local day in which nothing is posted; over midnight where ``end`` is not after ``start``."""

    start: time
    end: time
    timezone: str


class OutletStatus(StrEnum):
    """Whether alerts are posted there: what Discord refuses stops it."""

    ACTIVE = "active"
    STOPPED = "stopped"


AT_MOST_AN_HOUR = 10
"""Alerts in one outlet, until somebody chooses otherwise."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlet:
    """Where alerts of a guild go: a channel, or a member's direct messages; and when, and how many.

    ``held_until``: nothing that waits is due before.
    """

    id: int
    guild_id: int
    channel_id: int | None
    user_id: int | None
    status: OutletStatus = OutletStatus.ACTIVE
    reason: str | None = None
    quiet: Quiet | None = None
    at_most: int = AT_MOST_AN_HOUR
    held_until: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """One wish to be told at once."""

    id: int
    outlet: Outlet
    wanted: WatchFor
    created_by: int
    created_at: datetime


class AlertState(StrEnum):
    """Waiting to be told, told, or folded into a story that was told of before."""

    WAITING = "waiting"
    TOLD = "told"
    FOLDED = "folded"


REMINDER = "retirement "
"""What the occasion of a reminder begins with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """Something that an outlet is to be told, once: ``occasion`` tells it from everything else there.

    ``reasons`` are sentences, ``claim_ids`` the claims that met what was wanted; ``developments`` what is new in a
    story that was told before.
    """

    id: int
    outlet_id: int
    occasion: str
    announcement_id: int
    story_id: int | None
    reasons: tuple[str, ...]
    claim_ids: tuple[int, ...]
    developments: tuple[str, ...]
    decided_at: datetime

    @property
    def is_reminder(self) -> bool:
        """Whether it reminds of something told long before."""
        return self.occasion.startswith(REMINDER)
