"""The board of what was not said: by whom, of which model, since when, and who said it at last. Pure.

Which item is meant is read from the words of the claim; words that name none keep the item open for a reader to see.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Bound, Caveat, Kind, Release, Spec
from bot.domain.names import Named
from bot.ledger.known import known_at, order_of
from bot.ledger.lines import Line
from bot.ledger.questions import PRICES


class Item(StrEnum):
    """What can be left unsaid about a model."""

    PARAMETERS = "parameters"
    TRAINING_DATA = "training_data"
    TRAINING_COMPUTE = "training_compute"
    TRAINING_COST = "training_cost"
    PRICE = "price"
    WEIGHTS = "weights"
    ARCHITECTURE = "architecture"
    OTHER = "other"


_WORDS = {
    Item.PARAMETERS: r"\bparameter|\bmodel size\b|\bsize of the model\b|\bhow (?:large|big)\b|参数",
    Item.TRAINING_DATA: r"\bdata\b|\bdatasets?\b|\b(?:was|were) trained on\b|数据",
    Item.TRAINING_COMPUTE: r"\bcompute\b|\bFLOPs?\b|\bGPU[ -]hours\b|\btraining hardware\b|算力",
    Item.TRAINING_COST: r"\b(?:training|development) costs?\b|\bcosts? (?:of|to) (?:train|develop)|训练成本",
    Item.PRICE: r"\bpric(?:e|es|ing)\b|价格|定价",
    Item.WEIGHTS: r"\bweights\b|权重",
    Item.ARCHITECTURE: r"\barchitecture\b|架构",
}
_PATTERNS = {item: re.compile(words, re.IGNORECASE) for item, words in _WORDS.items()}
_SAYING: dict[Item, frozenset[str]] = {
    Item.PARAMETERS: frozenset({Spec.PARAMETERS}),
    Item.TRAINING_COMPUTE: frozenset({Spec.TRAINING_COMPUTE, Spec.TRAINING_GPU_HOURS}),
    Item.TRAINING_COST: frozenset({Spec.TRAINING_COST}),
    Item.PRICE: frozenset(PRICES),
    Item.WEIGHTS: frozenset({Release.OPEN_WEIGHTS}),
}
"""The metrics of what closes an entry of the board, or estimates it; no figure tells of the other items."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Undisclosed:
    """One thing that was not said of one model or lab. ``closed_by`` is who said it; ``estimates`` do not close it."""

    subject: Named
    item: Item
    since: datetime
    told_by: tuple[SourcedClaim, ...]
    closed_by: SourcedClaim | None
    estimates: tuple[SourcedClaim, ...]

    @property
    def closed_at(self) -> datetime | None:
        """When it was said; None while it is not."""
        return max(known_at(self.closed_by), self.since) if self.closed_by is not None else None


def board_of(lines: Iterable[Line]) -> tuple[Undisclosed, ...]:
    """The board: what is open before what is closed, each the longest unsaid first."""
    every = tuple(lines)
    told: dict[tuple[str, Item], list[SourcedClaim]] = {}
    said: dict[str, list[SourcedClaim]] = {}
    for line in every:
        claims = [sourced for sourced in line.claims if sourced.withdrawn_at is None]
        if line.question.kind is Kind.CAVEAT and line.claim.metric == Caveat.UNDISCLOSED:
            for sourced in claims:
                for item in items_in(sourced.claim.quote.text):
                    told.setdefault((line.question.subject, item), []).append(sourced)
        elif line.question.kind in {Kind.SPEC, Kind.RELEASE}:
            said.setdefault(line.question.subject, []).extend(claims)
    board = [_entry(item, claims, said.get(subject, [])) for (subject, item), claims in told.items()]
    return tuple(sorted(board, key=lambda entry: (entry.closed_by is not None, entry.since, entry.item)))


def items_in(words: str) -> tuple[Item, ...]:
    """The items that words speak of."""
    return tuple(item for item, pattern in _PATTERNS.items() if pattern.search(words)) or (Item.OTHER,)


def disclosing(words: str) -> frozenset[str]:
    """The metrics of claims that say what these words call unsaid."""
    return frozenset().union(*(_SAYING.get(item, frozenset()) for item in items_in(words)))


def _entry(item: Item, told: Iterable[SourcedClaim], said: Iterable[SourcedClaim]) -> Undisclosed:
    oldest_first = sorted(told, key=order_of)
    withholding = {sourced.source.announcement_id for sourced in oldest_first}
    on_it = sorted((sourced for sourced in said if _speaks_of(item, sourced)), key=order_of)
    flat = [sourced for sourced in on_it if _says_it(sourced)]
    # what one text both withholds and says, it withholds
    closing = [sourced for sourced in flat if sourced.source.announcement_id not in withholding]
    return Undisclosed(
        subject=oldest_first[0].claim.subject,
        item=item,
        since=known_at(oldest_first[0]),
        told_by=tuple(oldest_first),
        closed_by=closing[0] if closing else None,
        estimates=tuple(sourced for sourced in on_it if not _says_it(sourced)),
    )


def _speaks_of(item: Item, sourced: SourcedClaim) -> bool:
    kind = Kind.RELEASE if item is Item.WEIGHTS else Kind.SPEC
    return sourced.claim.kind is kind and sourced.claim.metric in _SAYING.get(item, ())


def _says_it(sourced: SourcedClaim) -> bool:
    """Whether a figure is said flatly: an estimate, a bound or a rumour tells nobody what it is."""
    return sourced.claim.bound is Bound.EXACT and not sourced.claim.hedged
