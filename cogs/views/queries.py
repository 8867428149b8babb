"""A question in the form of a button's custom id, so that buttons work after a restart: nothing is remembered.

Discord allows 100 characters; a question that does not fit gets no button.
"""

from dataclasses import dataclass, replace
from typing import Literal, Self, get_args
from urllib.parse import parse_qsl, urlencode

from bot.domain.names import name_key

CUSTOM_ID_LENGTH = 100

Command = Literal["models", "labs", "efficiency", "claims", "latest", "digest", "feeds", "health"]
_COMMANDS: tuple[Command, ...] = get_args(Command)
FOR_MANAGERS: frozenset[Command] = frozenset({"feeds", "health"})
_PREFIX_ROOM = len("gapwatch:page:")


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """One question to the ledger or the briefing. Unused fields stay empty; pages count from 0."""

    command: Command
    names: tuple[str, ...] = ()
    metric: str = ""
    kind: str = ""
    lab: str = ""
    model: str = ""
    topic: str = ""
    text: str = ""
    hours: int = 0
    page: int = 0

    def at(self, page: int) -> Self:
        """The same question, another page of its answer."""
        return replace(self, page=page)

    def encode(self) -> str | None:
        """The question in few characters, or None where it does not fit into a custom id."""
        pairs = [("c", self.command), *(("n", name_key(name)) for name in self.names)]
        pairs += [("m", self.metric), ("k", self.kind), ("l", name_key(self.lab)), ("o", name_key(self.model))]
        pairs += [("t", self.topic), ("w", self.text), ("h", str(self.hours or "")), ("p", str(self.page or ""))]
        code = urlencode([pair for pair in pairs if pair[1]], errors="ignore")
        return code if len(code) <= CUSTOM_ID_LENGTH - _PREFIX_ROOM else None

    @classmethod
    def decode(cls, code: str) -> Self | None:
        """The question of a custom id, or None where the id is not one of ours any more."""
        pairs = parse_qsl(code)
        said = dict(pairs)
        command = next((known for known in _COMMANDS if known == said.get("c")), None)
        hours, page = said.get("h", "0"), said.get("p", "0")
        if command is None or not (hours.isdecimal() and page.isdecimal()):
            return None
        return cls(
            command=command,
            names=tuple(value for key, value in pairs if key == "n"),
            metric=said.get("m", ""),
            kind=said.get("k", ""),
            lab=said.get("l", ""),
            model=said.get("o", ""),
            topic=said.get("t", ""),
            text=said.get("w", ""),
            hours=int(hours),
            page=int(page),
        )
