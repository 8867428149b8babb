"""What a public catalogue of models says of them: prices, sizes, dates. Never a claim, and never in place of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.claims import Spec
from bot.domain.names import ModelName


class Fact(StrEnum):
    """What the catalogue is asked for. Those that claims are made of too go by the claims' names."""

    INPUT_PRICE = Spec.INPUT_PRICE.value
    OUTPUT_PRICE = Spec.OUTPUT_PRICE.value
    CACHED_INPUT_PRICE = Spec.CACHED_INPUT_PRICE.value
    CONTEXT_WINDOW = Spec.CONTEXT_WINDOW.value
    MAX_OUTPUT = Spec.MAX_OUTPUT.value
    RELEASE_DATE = "release_date"
    OPEN_WEIGHTS = "open_weights"
    KNOWLEDGE_CUTOFF = "knowledge_cutoff"


PRICE_FACTS = (Fact.INPUT_PRICE, Fact.OUTPUT_PRICE, Fact.CACHED_INPUT_PRICE)
FactValue = float | bool | str
"""Prices in USD per million tokens, sizes in tokens, dates as ``2026-04-24`` or, where no day is given, ``2026-04``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Provider:
    """Who sells access to a model: its maker, or somebody who resells it."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CatalogueModel:
    """What the catalogue says of one model on the day ``as_of``. The fields of facts are called as in ``Fact``.

    ``entry`` and ``name`` are what ``provider`` calls it: the maker where the maker lists it. The prices may be
    another's (``price_provider``), where the maker's entry has none.
    """

    model: ModelName
    entry: str
    name: str
    provider: Provider
    price_provider: Provider | None = None
    input_price: float | None = None
    output_price: float | None = None
    cached_input_price: float | None = None
    context_window: float | None = None
    max_output: float | None = None
    release_date: str | None = None
    open_weights: bool | None = None
    knowledge_cutoff: str | None = None
    as_of: date
    source: str

    def facts(self) -> dict[Fact, tuple[FactValue, Provider]]:
        """Every fact that is given, with who gives it."""
        found: dict[Fact, tuple[FactValue, Provider]] = {}
        for fact in Fact:
            value: FactValue | None = getattr(self, fact.value)
            by = self.price_provider if fact in PRICE_FACTS else self.provider
            if value is not None and by is not None:
                found[fact] = (value, by)
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """One state of the catalogue: its models by their own keys, and the keys of all names that mean one of them.

    Of the ``first_party`` entries, those of makers, ``first_party_known`` begin with a name of a family of that maker.
    ``skipped`` entries could not be read, ``refused`` figures cannot be right.
    """

    as_of: date
    source: str
    models: Mapping[str, CatalogueModel]
    names: Mapping[str, str]
    first_party: int
    first_party_known: int
    skipped: int
    refused: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CataloguePeriod:
    """One fact from a day to a day of the catalogue: it said so on ``since`` first, and no longer on ``until``.

    What it said before it was first read here is not known, so ``since`` may be late. ``seen_at`` is when it was read.
    """

    fact: Fact
    value: FactValue
    since: date
    until: date | None
    seen_at: datetime
    entry: str
    provider: Provider
    source: str
