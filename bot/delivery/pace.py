"""How fast requests may go to Discord: so many a second in all, so many a while in one channel. Pure: no clock.

discord.py keeps to what Discord's answers say; this keeps from ever being told so.
"""

from collections import deque
from dataclasses import dataclass

_CHANNELS_KEPT = 4096


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """``a_second`` evenly, of which ``at_once`` together; ``in_a_channel`` within ``channel_seconds``.

    Discord takes 50 a second and 5 in 5 seconds. A little less, since what leaves evenly does not arrive evenly.
    """

    a_second: float = 47.0
    at_once: int = 3
    in_a_channel: int = 5
    channel_seconds: float = 5.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """Whether a request may go after ``wait`` seconds, or is to ask again then."""

    granted: bool
    wait: float


class Pace:
    """Gives requests their turns."""

    def __init__(self, rate: Rate | None = None) -> None:
        self._rate = rate or Rate()
        self._even = float("-inf")  # when the next request would go if all went evenly
        self._channels: dict[int, deque[float]] = {}

    def ask(self, channel_id: int, now: float) -> Turn:
        """A turn in this channel; ``now`` is in seconds of any clock that only goes forward.

        What waits for its channel takes no turn from the others.
        """
        ahead = (self._rate.at_once - 1) / self._rate.a_second
        at = max(now, self._even - ahead)
        free = self._free_in(channel_id)
        if free > at:
            return Turn(granted=False, wait=free - now)
        self._even = max(self._even, at) + 1 / self._rate.a_second
        self._note(channel_id, at, now)
        return Turn(granted=True, wait=at - now)

    def _free_in(self, channel_id: int) -> float:
        turns = self._channels.get(channel_id)
        if turns is None or len(turns) < self._rate.in_a_channel:
            return float("-inf")
        return turns[0] + self._rate.channel_seconds

    def _note(self, channel_id: int, at: float, now: float) -> None:
        if len(self._channels) > _CHANNELS_KEPT:
            past = now - self._rate.channel_seconds
            self._channels = {key: turns for key, turns in self._channels.items() if turns[-1] > past}
        self._channels.setdefault(channel_id, deque(maxlen=self._rate.in_a_channel)).append(at)
