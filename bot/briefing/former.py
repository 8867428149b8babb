"""What a price was before: by the ledger, else by the sentence that states it. Pure."""

import re
from collections.abc import Iterable, Mapping

from bot.domain.claims import Bound, Kind
from bot.ledger.lines import Line
from bot.ledger.questions import PRICES, Question

_NEAR = 60  # characters: further off, "before" speaks of another price
_NUMBER = r"\$\s?(?P<amount>\d[\d,]*(?:\.\d+)?)"
_AMOUNT = re.compile(_NUMBER)
_BEFORE = re.compile(
    rf"(?:\bbefore|\b(?:down|up) from|\bpreviously|\bformerly|\binstead of|\bwas|\brather than):?\s+{_NUMBER}",
    re.IGNORECASE,
)


def is_price(line: Line) -> bool:
    """Whether it is what a model costs."""
    return line.question.kind is Kind.SPEC and line.claim.metric in PRICES


def former_prices(lines: Iterable[Line]) -> dict[int, float]:
    """By the id of its origin, what each price that has changed was before; those that hold no more are left out."""
    prices = [line for line in lines if is_price(line) and line.claim.value is not None]
    by_question: dict[Question, list[Line]] = {}
    for line in prices:
        by_question.setdefault(line.question, []).append(line)
    found = {line.origin.id: _before(line, by_question) for line in prices if line.grounds.ended_at is None}
    return {claim_id: value for claim_id, value in found.items() if value is not None}


def _before(line: Line, by_question: Mapping[Question, Iterable[Line]]) -> float | None:
    ended = [
        other
        for other in by_question[line.question]
        if other.grounds.ended_at is not None
        and other.condition == line.condition
        and other.claim.bound is Bound.EXACT
        and other.first_at < line.first_at
    ]
    if ended:
        return max(ended, key=lambda other: (other.first_at, other.origin.id)).claim.value
    return _said_before(line)


def _said_before(line: Line) -> float | None:
    """The amount that the sentence gives as the former one, right after the one that it gives as the new one."""
    text = line.claim.quote.text
    for stated in _AMOUNT.finditer(text):
        if _amount(stated) != line.claim.value:
            continue
        said = _BEFORE.search(text, stated.end())
        next_stated = _AMOUNT.search(text, stated.end())
        if said and next_stated and said.start("amount") == next_stated.start("amount"):
            return _amount(said) if said.start() - stated.end() <= _NEAR else None
    return None


def _amount(match: re.Match[str]) -> float:
    return float(match["amount"].replace(",", ""))
