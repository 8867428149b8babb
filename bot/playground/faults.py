"""What goes wrong with the bot's REST requests when somebody wants it to: refused, late, or not answered at all.

A cut connection tells the bot nothing; whether the request was carried out is the fault's choice.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """What happens to a request."""

    SERVER_ERROR = "server_error"
    SERVER_ERROR_AFTER = "server_error_after"
    RATE_LIMITED = "rate_limited"
    CUT = "cut"
    LOST_ANSWER = "lost_answer"
    DELAY = "delay"

    @property
    def carried_out(self) -> bool:
        """Whether the request has its effect."""
        return self in (FaultKind.SERVER_ERROR_AFTER, FaultKind.LOST_ANSWER, FaultKind.DELAY)

    @property
    def answered(self) -> bool:
        """Whether the bot is told anything."""
        return self not in (FaultKind.CUT, FaultKind.LOST_ANSWER)


@dataclass(kw_only=True, slots=True)
class Fault:
    """Befalls the next ``times`` requests of this method (None: of any) whose path matches.

    ``status`` is that of a server error; ``seconds`` how long a delay lasts, or what a rate limit asks to wait.
    """

    kind: FaultKind
    method: str | None = "POST"
    path: re.Pattern[str] = field(default_factory=lambda: re.compile(r"/channels/\d+/messages"))
    times: int = 1
    status: int = 503
    seconds: float = 1.0
    where: str = "the requests that it is meant for"
    id: int = 0

    @property
    def effect(self) -> str:
        """What happens to such a request, for a person."""
        match self.kind:
            case FaultKind.SERVER_ERROR:
                return f"{self.status}, and nothing is carried out"
            case FaultKind.SERVER_ERROR_AFTER:
                return f"{self.status}, although it is carried out"
            case FaultKind.RATE_LIMITED:
                return f"429, to be tried again in {self.seconds:g} s"
            case FaultKind.CUT:
                return "the connection is cut before anything is carried out"
            case FaultKind.LOST_ANSWER:
                return "carried out, and the connection is cut before the answer"
            case FaultKind.DELAY:
                return f"carried out {self.seconds:g} s late"

    @property
    def words(self) -> str:
        """What is still going to happen, for a person."""
        return f"Next {self.times} of {self.where}: {self.effect}"


class Faults:
    """The faults that are still to come, in the order in which they were asked for."""

    def __init__(self, faults: Iterable[Fault] = (), on_change: Callable[[], None] = lambda: None) -> None:
        self._faults: list[Fault] = []
        self._on_change = on_change
        self._last = 0
        for fault in faults:
            self.add(fault)

    @property
    def waiting(self) -> tuple[Fault, ...]:
        """Those that have not yet been used up."""
        return tuple(self._faults)

    def add(self, fault: Fault) -> None:
        """Let this go wrong too."""
        self._last += 1
        fault.id = self._last
        self._faults.append(fault)
        self._on_change()

    def take_back(self, fault_id: int) -> bool:
        """Let the fault of this number not happen; false where there is none."""
        kept = [fault for fault in self._faults if fault.id != fault_id]
        found = len(kept) < len(self._faults)
        self._faults = kept
        self._on_change()
        return found

    def clear(self) -> None:
        """Let all go well again."""
        self._faults.clear()
        self._on_change()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that befalls this request, if one does."""
        for fault in self._faults:
            if fault.method in (None, method) and fault.path.fullmatch(path):
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
                self._on_change()
                return fault
        return None
