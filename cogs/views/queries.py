"""A question in a form that a button can carry: a command of ours with what was asked, in few characters.

Buttons remember nothing else, so they work after a restart. Which page of the answer is shown stands beside it.
"""

from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode

from bot.domain.names import name_key

_NAMES = {"lab": "l", "model": "o", "baseline": "b"}
_WORDS = {
    "metric": "m",
    "kind": "k",
    "topic": "t",
    "text": "w",
    "benchmark": "e",
    "standing": "s",
    "feed": "f",
    "order": "r",
    "day": "y",
}
_NUMBERS = {"days": "d", "hours": "h", "item": "i"}
_DIGITS = 19  # a number of fewer fits into 64 bits


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """One question; what the command does not ask for stays empty.

    ``days`` and ``hours`` are how far back is looked, ``day`` the ISO date on which things were known, ``item`` the id
    of an announcement, a claim or a story.
    """

    command: str
    names: tuple[str, ...] = ()
    metric: str = ""
    kind: str = ""
    lab: str = ""
    model: str = ""
    topic: str = ""
    text: str = ""
    baseline: str = ""
    benchmark: str = ""
    standing: str = ""
    feed: str = ""
    order: str = ""
    day: str = ""
    days: int = 0
    hours: int = 0
    item: int = 0

    def encode(self) -> str:
        """The question in few characters, names as their keys."""
        pairs = [("c", self.command), *(("n", name_key(name)) for name in self.names)]
        pairs += [(code, name_key(getattr(self, field))) for field, code in _NAMES.items()]
        pairs += [(code, getattr(self, field)) for field, code in _WORDS.items()]
        pairs += [(code, str(getattr(self, field) or "")) for field, code in _NUMBERS.items()]
        return urlencode([pair for pair in pairs if pair[1]], errors="ignore")

    @classmethod
    def decode(cls, code: str) -> Self | None:
        """The question that was encoded, or None where the code is none of ours."""
        pairs = parse_qsl(code)
        said = dict(pairs)
        numbers = {field: said.get(letter, "0") for field, letter in _NUMBERS.items()}
        if "c" not in said or not all(map(_is_number, numbers.values())):
            return None
        asked: dict[str, Any] = {field: said.get(letter, "") for field, letter in (_NAMES | _WORDS).items()}
        asked |= {field: int(number) for field, number in numbers.items()}
        return cls(command=said["c"], names=tuple(value for key, value in pairs if key == "n"), **asked)


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdecimal() and len(digits) < _DIGITS
