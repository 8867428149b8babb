"""One model, or one lab, at a glance: what a card of it says. Pure: lines of the ledger in, card out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.catalogue import CatalogueModel
from bot.domain.claims import Caveat, Kind, Spec
from bot.domain.names import LabName, ModelName
from bot.ledger.compare import EFFICIENCY
from bot.ledger.life import Life, life_of, lives_of
from bot.ledger.lines import Line
from bot.ledger.prices import Period, history_of
from bot.ledger.questions import PRICES, lab_of
from bot.ledger.standing import WEIGHT, Standing, standing_of
from bot.ledger.undisclosed import Undisclosed, board_of

_ENDED = frozenset({Standing.SUPERSEDED, Standing.WITHDRAWN})
_SPECS = tuple(spec for spec in Spec if spec not in PRICES)
_PRICES = tuple(spec for spec in Spec if spec in PRICES)  # in one order, which a set has not


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelCard:
    """What is said of one model now: the best founded first in each group. ``standings`` counts its lines."""

    model: ModelName
    life: Life
    specs: tuple[Line, ...]
    prices: tuple[Period, ...]
    ratios: tuple[Line, ...]
    scores: tuple[Line, ...]
    rankings: tuple[Line, ...]
    caveats: tuple[Line, ...]
    undisclosed: tuple[Undisclosed, ...]
    standings: Counter[Standing]
    lines: tuple[Line, ...]
    catalogue: CatalogueModel | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LabCard:
    """What is said of one lab and its models now; ``lives`` begin with the newest step."""

    lab: LabName
    lives: tuple[Life, ...]
    efficiency: tuple[Line, ...]
    contested: tuple[Line, ...]
    allegations: tuple[Line, ...]
    caveats: tuple[Line, ...]
    undisclosed: tuple[Undisclosed, ...]
    standings: Counter[Standing]
    lines: tuple[Line, ...]


def model_card(model: ModelName, lines: Sequence[Line], catalogue: CatalogueModel | None = None) -> ModelCard:
    """The card of a model out of the lines about it, oldest first; beside it what the catalogue lists."""
    own = [line for line in lines if line.question.subject == model.key]
    current = [line for line in own if standing_of(line) not in _ENDED]
    return ModelCard(
        model=model,
        life=life_of(model, own),
        specs=_of_specs(current),
        prices=tuple(period for period in history_of(model, own, _PRICES) if period.until is None),
        ratios=_best_founded(line for line in current if line.claim.kind is Kind.RATIO),
        scores=_best_founded(line for line in current if line.claim.kind is Kind.BENCHMARK),
        rankings=_best_founded(line for line in current if line.claim.kind is Kind.RANKING),
        caveats=_others_caveats(current),
        undisclosed=tuple(entry for entry in board_of(own) if entry.closed_by is None),
        standings=Counter(map(standing_of, own)),
        lines=tuple(own),
        catalogue=catalogue,
    )


def lab_card(lab: LabName, lines: Sequence[Line]) -> LabCard:
    """The card of a lab out of the lines about it and its models, oldest first."""
    own = [line for line in lines if lab_of(line.claim.subject) == lab.id]
    current = [line for line in reversed(own) if standing_of(line) not in _ENDED]
    return LabCard(
        lab=lab,
        lives=lives_of(own),
        efficiency=tuple(line for line in current if line.claim.kind is Kind.RATIO and line.claim.metric in EFFICIENCY),
        contested=tuple(line for line in current if standing_of(line) is Standing.CONTESTED),
        allegations=tuple(
            line
            for line in reversed(lines)
            if line.claim.kind is Kind.ALLEGATION
            and lab.id in {lab_of(line.claim.subject), lab_of(line.claim.baseline)}
        ),
        caveats=_others_caveats(current),
        undisclosed=tuple(entry for entry in board_of(own) if entry.closed_by is None),
        standings=Counter(map(standing_of, own)),
        lines=tuple(own),
    )


def _of_specs(lines: Iterable[Line]) -> tuple[Line, ...]:
    specs = [line for line in lines if line.claim.kind is Kind.SPEC and line.claim.metric in _SPECS]
    return tuple(sorted(_best_founded(specs), key=lambda line: _SPECS.index(Spec(line.claim.metric))))


def _best_founded(lines: Iterable[Line]) -> tuple[Line, ...]:
    """What carries furthest first, of what carries as far the newest."""
    return tuple(sorted(lines, key=lambda line: (-WEIGHT[standing_of(line)], -line.last_at.timestamp())))


def _others_caveats(lines: Iterable[Line]) -> tuple[Line, ...]:
    """What holds a subject back, but that it is not out or something is undisclosed, which the card says elsewhere."""
    said_elsewhere = {Caveat.NOT_RELEASED, Caveat.UNDISCLOSED}
    return tuple(line for line in lines if line.claim.kind is Kind.CAVEAT and line.claim.metric not in said_elsewhere)
