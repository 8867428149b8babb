"""What an edition is made of. How it is put together: digest; how it reads: cogs.views.digest."""

from dataclasses import dataclass
from datetime import datetime

from bot.briefing.developments import Development
from bot.briefing.scoring import Score
from bot.briefing.stories import Story
from bot.domain.claims import Release
from bot.domain.told import Told
from bot.ledger.changes import Change
from bot.ledger.lines import Line


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """What an edition rests on. ``muted`` announcements were left out; ``known`` stories were told before.

    ``next_at`` is when the next edition is due, where that is known.
    """

    feeds: int
    failing: int
    announcements: int
    claims: int
    muted: int = 0
    known: int = 0
    next_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A story, what it weighs, and in what it has moved on where its channel knows of it."""

    story: Story
    score: Score
    developed: tuple[Development, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Launch:
    """Models that one text says have come as far as these steps; ``was`` is the last step known before."""

    lines: tuple[Line, ...]
    steps: tuple[Release, ...]
    was: Release | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """Efficiency or prices of one model by one text, and what each was before, where that is known."""

    lines: tuple[Line, ...]
    former: tuple[float | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """A briefing of what came to be known from ``window_start`` (exclusive) to ``window_end``.

    ``top`` stories are told in full, ``policy`` and ``also`` by their titles; ``more`` had no room. ``told`` is what
    its channel knows once it is posted.
    """

    window_start: datetime
    window_end: datetime
    one_line: str | None
    top: tuple[Item, ...]
    launches: tuple[Launch, ...]
    offers: tuple[Offer, ...]
    changes: tuple[Change, ...]
    policy: tuple[Item, ...]
    also: tuple[Item, ...]
    more: int
    coverage: Coverage
    told: Told

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.top or self.launches or self.offers or self.changes or self.policy or self.also)
