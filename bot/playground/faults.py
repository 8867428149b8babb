"""What goes wrong with the bot's REST requests when a test wants it to: refused by a server in trouble, or cut off.

A cut connection tells the bot nothing; whether the request was carried out is the fault's choice.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum


class FaultKind(Enum):
    """What happens to a request."""

    SERVER_ERROR = "a 5xx, and nothing is carried out"
    SERVER_ERROR_AFTER = "a 5xx, although it was carried out"
    CUT = "the connection is cut before anything is carried out"
    LOST_ANSWER = "it is carried out, and the connection is cut before the answer"

    @property
    def carried_out(self) -> bool:
        """Whether the request has its effect."""
        return self in (FaultKind.SERVER_ERROR_AFTER, FaultKind.LOST_ANSWER)

    @property
    def answered(self) -> bool:
        """Whether the bot is told anything."""
        return self in (FaultKind.SERVER_ERROR, FaultKind.SERVER_ERROR_AFTER)


@dataclass(kw_only=True, slots=True)
class Fault:
    """Befalls the next ``times`` requests of this method whose path matches. ``status`` is that of a server error."""

    kind: FaultKind
    method: str = "POST"
    path: re.Pattern[str] = field(default_factory=lambda: re.compile(r"/channels/\d+/messages"))
    times: int = 1
    status: int = 503


class Faults:
    """The faults that are still to come, in the order in which they were asked for."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._faults = list(faults)

    def add(self, fault: Fault) -> None:
        """Let this go wrong too."""
        self._faults.append(fault)

    def clear(self) -> None:
        """Let all go well again."""
        self._faults.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that befalls this request, if one does."""
        for fault in self._faults:
            if fault.times > 0 and fault.method == method and fault.path.fullmatch(path):
                fault.times -= 1
                return fault
        return None
