"""Amounts and what they count: the nouns that the stages from quantities on share."""

from enum import StrEnum
from typing import NamedTuple

from bot.domain.claims import Bound


class Unit(StrEnum):
    """What a number counts, as the words beside it say."""

    PARAMETERS = "parameters"
    SIZE = "size"  # a scaled number, most likely of parameters, its noun left out
    TOKENS = "tokens"
    CONTEXT = "context"
    SPEED = "tokens per second"
    GPU_HOURS = "GPU-hours"
    MONEY = "money"
    PRICE = "money per million tokens"
    FLOP = "FLOP"
    BYTES = "bytes"
    SECONDS = "seconds"
    PERCENT = "percent"
    TIMES = "times"
    FRACTION = "fraction"
    POINTS = "points"
    PLAIN = "plain"


RATIO_UNITS = frozenset((Unit.PERCENT, Unit.TIMES, Unit.FRACTION))  # of what may be one amount over another


class Quantity(NamedTuple):
    """An amount at ``text[start:end]`` in its unit's own size. ``part`` says more: active, input, output, cached."""

    start: int
    end: int
    value: float
    unit: Unit
    bound: Bound = Bound.EXACT
    part: str = ""
    currency: str = ""
    scaled: bool = False
    low: float | None = None  # the lower end where it is a range
