"""A clock that can be set forward: it runs at the usual pace, so far ahead of the one below it."""

from datetime import datetime, timedelta

from bot.playground.refusals import Declined, Json
from bot.playground.snowflakes import Clock

FURTHEST = timedelta(days=400)


class ShiftedClock:
    """Tells the time of a playground. Never behind the real time: what has happened must not be yet to come."""

    def __init__(self, real: Clock) -> None:
        self._real = real
        self._offset = timedelta()

    def __call__(self) -> datetime:
        """The time that it is in the playground."""
        return self._real() + self._offset

    @property
    def offset_seconds(self) -> float:
        """How far it is ahead."""
        return self._offset.total_seconds()

    def set_ahead(self, offset: timedelta) -> None:
        """Set how far it is ahead; a sentence says why not."""
        if not timedelta() <= offset <= FURTHEST:
            raise Declined(400, f"The clock goes from the real time to {FURTHEST.days} days ahead, no further.")
        self._offset = offset

    def set_as_asked(self, body: Json) -> None:
        """Set it as a request says: forward from where it stands, to a moment, or back to the real time."""
        match body:
            case {"forward_seconds": int() | float() as seconds} if not isinstance(seconds, bool):
                self.set_ahead(self._offset + timedelta(seconds=min(max(seconds, -1.0), 1e9)))
            case {"now": str(text)}:
                self.set_ahead(_moment(text) - self._real())
            case {"real": True}:
                self.set_ahead(timedelta())
            case _:
                raise Declined(400, "Say forward_seconds (a number), now (a moment) or real (true).")

    def shape(self) -> Json:
        """As the page is told of it."""
        return {"now": self().isoformat(), "offset_seconds": self.offset_seconds}


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as cause:
        raise Declined(400, f"{text!r} is no moment; write it as 2026-11-24T09:00:00Z.") from cause
    if moment.tzinfo is None:
        raise Declined(400, f"{text!r} says no time zone; write Z or an offset behind it.")
    return moment
