"""What went between the bot and the playground: the last REST calls and gateway frames, with what the validator said.

For developers to look at; nothing here decides anything. Tokens are left out.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any

from bot.playground.refusals import Json
from bot.playground.snowflakes import Clock

MOST_ENTRIES = 1000
HIDDEN = "…"

_TOKEN_KEYS = ("token", "session_id")


class Way(StrEnum):
    """A call, or a frame to the bot or from it."""

    REST = "rest"
    SENT = "sent"
    RECEIVED = "received"


class Outcome(StrEnum):
    """What became of it."""

    OK = "ok"
    REFUSED = "refused"
    LIMITED = "limited"
    FAULT = "fault"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One call or frame."""

    id: int
    at: str
    kind: Way
    name: str
    verdict: Outcome = Outcome.OK
    says: str | None = None
    status: int | None = None
    milliseconds: float | None = None
    details: Json = field(default_factory=dict)

    def shape(self, *, detailed: bool = False) -> Json:
        """As the page is told of it."""
        told: Json = {
            "id": self.id,
            "at": self.at,
            "kind": self.kind.value,
            "name": self.name,
            "status": self.status,
            "verdict": self.verdict.value,
            "says": self.says,
            "milliseconds": self.milliseconds,
        }
        return told | self.details if detailed else told


class Traffic:
    """The last thousand entries, oldest first; `tell` hears of each as it comes."""

    def __init__(self, clock: Clock, tell: Callable[[Entry], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._entries: deque[Entry] = deque(maxlen=MOST_ENTRIES)
        self._last = 0

    def note(self, kind: Way, name: str, **parts: Any) -> None:
        """Add an entry."""
        self._last += 1
        entry = Entry(id=self._last, at=self._clock().isoformat(), kind=kind, name=name, **parts)
        self._entries.append(entry)
        self._tell(entry)

    def note_frame(self, kind: Way, name: str, data: Any, refusal: str | None = None) -> None:
        """Add a frame of the gateway."""
        verdict = Outcome.REFUSED if refusal else Outcome.OK
        self.note(kind, name, verdict=verdict, says=refusal, details={"data": without_tokens(data)})

    def clear(self) -> None:
        """Forget them; numbers go on."""
        self._entries.clear()

    def after(self, last_seen: int, most: int) -> list[Entry]:
        """The first entries after one that was seen."""
        return list(islice((entry for entry in self._entries if entry.id > last_seen), most))

    def find(self, entry_id: int) -> Entry | None:
        """The entry of this number, while it is kept."""
        return next((entry for entry in self._entries if entry.id == entry_id), None)


def without_tokens(data: Any) -> Any:
    """A frame's data with its tokens hidden."""
    if not isinstance(data, dict):
        return data
    return data | {key: HIDDEN for key in _TOKEN_KEYS if key in data}


def refusal_words(body: Json) -> str:
    """A refusal as one sentence: Discord's message, and each fault of the form with its place."""
    return "; ".join([str(body.get("message")), *_faults(body.get("errors") or {}, ())])


def _faults(tree: Json, path: tuple[str, ...]) -> Iterable[str]:
    for step, below in tree.items():
        if step == "_errors":
            yield from (f"{'.'.join(path) or 'the body'}: {error['message']}" for error in below)
        else:
            yield from _faults(below, (*path, step))
