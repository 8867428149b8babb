"""Discord's ids: numbers that carry the time they were made, in milliseconds since 2015."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def utc_now() -> datetime:
    """The clock of a playground that runs for real."""
    return datetime.now(UTC)


def created_at(snowflake: str) -> datetime:
    """When the thing of this id was made."""
    return EPOCH + timedelta(milliseconds=int(snowflake) >> 22)


class Snowflakes:
    """Makes ids from a clock; each is larger than the one before, even where the clock stands still or goes back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def go_on_after(self, last: int) -> None:
        """Make none that is not larger than this one, of before a restart."""
        self._last = max(self._last, last)

    def make(self) -> str:
        """The next id."""
        by_clock = ((self._clock() - EPOCH) // _MILLISECOND) << 22
        self._last = max(by_clock, self._last + 1)
        return str(self._last)
