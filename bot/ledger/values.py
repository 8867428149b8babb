"""When two numbers state the same, and when a measurement bears out a claim. Pure; who says them is not looked at."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from bot.domain.claims import Bound, Claim, Kind, Spec
from bot.ledger.questions import PRICES, TOKEN_COUNTS, benchmark_of

APART_AT_MOST = 0.05
"""Numbers further apart than this state different values, however roughly one of them was printed."""

POINTS = 2.0
ELO_POINTS = 20.0
RATIO_TOLERANCE = 0.15
OTHER_TOLERANCE = 0.1
SPEC_TOLERANCE: dict[str, float] = {
    **dict.fromkeys(PRICES, 0.01),
    Spec.PARAMETERS: 0.05,
    Spec.ACTIVE_PARAMETERS: 0.05,
    Spec.TRAINING_TOKENS: 0.05,
    Spec.CONTEXT_WINDOW: 0.05,
    Spec.MAX_OUTPUT: 0.05,
    Spec.OUTPUT_SPEED: 0.2,
    Spec.TIME_TO_FIRST_TOKEN: 0.2,
    Spec.TRAINING_COMPUTE: 0.5,  # of the larger: an estimate may be off by a factor of two
}
_PRICE_SLACK = 0.001  # of a price: what is left of it in floating point
_THOUSANDS = (1.024, 1.024**2)  # 128K tokens are 131,072, and 1M are 1,048,576
Printed = tuple[float | None, Bound]
_BIT = 1e-4  # of a value: what is lost where it was stored to six digits


def same_value(one: Claim, other: Claim) -> bool:
    """Whether one number can be the other one rounded; no number agrees with no number only."""
    if one.value is None or other.value is None:
        return one.value is other.value
    rough, fine = sorted((one, other), key=_fineness, reverse=True)
    return _rounds_to(fine, rough)


def exactly(one: Claim, other: Claim) -> bool:
    """Whether two numbers are the same to the digit."""
    return one.value is not None and one.value == other.value


def cluster(claims: Iterable[Claim]) -> dict[Printed, int]:
    """Which numbers of one question state the same value, as the number of their group.

    The finest numbers are the anchors; a rougher one joins the nearest that it can be a rounding of. So a rough number
    never makes one value of two, and the order of the claims makes no difference.
    """
    different = {printed(claim): claim for claim in claims}
    groups: dict[Printed, int] = {}
    anchors: list[tuple[float, int, Claim]] = []
    for claim in sorted(different.values(), key=_fineness):
        value = _number(claim)
        fitting = [(abs(near - value), at) for near, at, anchor in _near(anchors, value) if same_value(anchor, claim)]
        if not fitting:
            fitting = [(0.0, len(anchors))]
            insort(anchors, (value, len(anchors), claim), key=lambda anchor: anchor[:2])
        groups[printed(claim)] = min(fitting)[1]
    return groups


def printed(claim: Claim) -> Printed:
    """A number as far as rounding goes: its value, and whether the text says "about"."""
    return claim.value, claim.bound


def tolerance(claim: Claim) -> float:
    """How far, in the claim's unit, a measurement may be from it and bear it out."""
    value = abs(claim.value or 0.0)
    if claim.kind is Kind.BENCHMARK:
        found = benchmark_of(claim.metric)
        unit = found.unit if found else "percent" if value <= 100 else "other"
        return POINTS if unit in {"percent", "points"} else ELO_POINTS if unit == "elo" else OTHER_TOLERANCE * value
    if claim.kind is Kind.RATIO:
        return RATIO_TOLERANCE * value
    return SPEC_TOLERANCE.get(claim.metric, OTHER_TOLERANCE) * value


def bears_out(claim: Claim, measured: Claim) -> bool | None:
    """Whether a measurement bears a claim out; None where a bound leaves it open."""
    if claim.value is None or measured.value is None:
        return None
    leeway = max(tolerance(claim), tolerance(measured))
    above = measured.value - claim.value
    if measured.bound is Bound.LESS_THAN:
        return False if above < -leeway and claim.bound is not Bound.LESS_THAN else None
    if measured.bound is Bound.MORE_THAN:
        return False if above > leeway and claim.bound is not Bound.MORE_THAN else None
    if measured.bound is Bound.UP_TO or claim.bound is Bound.UP_TO:
        return None
    if claim.bound is Bound.MORE_THAN:
        return above >= -leeway
    if claim.bound is Bound.LESS_THAN:
        return above <= leeway
    return abs(above) <= leeway


def _rounds_to(fine: Claim, rough: Claim) -> bool:
    assert fine.value is not None
    assert rough.value is not None
    largest = max(abs(fine.value), abs(rough.value))
    apart = abs(fine.value - rough.value)
    if apart <= _BIT * largest:
        return True
    if fine.kind is Kind.SPEC and fine.metric in TOKEN_COUNTS and _same_tokens(fine.value, rough.value):
        return True
    return apart <= APART_AT_MOST * largest and apart <= slack(rough) * abs(rough.value) * (1 + _BIT)


def _near(anchors: list[tuple[float, int, Claim]], value: float) -> list[tuple[float, int, Claim]]:
    """The anchors that are not too far from a value to state the same."""
    reach = 2 * APART_AT_MOST * abs(value)
    low = bisect_left(anchors, value - reach, key=lambda anchor: anchor[0])
    return anchors[low : bisect_right(anchors, value + reach, key=lambda anchor: anchor[0])]


def _number(claim: Claim) -> float:
    return claim.value if claim.value is not None else 0.0


def _same_tokens(one: float, other: float) -> bool:
    low, high = sorted((one, other))
    return low > 0 and any(abs(high / low - step) < _BIT for step in _THOUSANDS)


def slack(claim: Claim) -> float:
    """Half of the last printed place, as a share of the value: 0.27 may be 1.9% off, 80.6 0.06%."""
    if not claim.value:
        return 0.0
    if claim.metric in PRICES and claim.kind is Kind.SPEC:
        return APART_AT_MOST if claim.bound is Bound.ABOUT else _PRICE_SLACK
    return _printed_slack(claim.value, claim.kind)


@lru_cache(maxsize=8192)
def _printed_slack(value: float, kind: Kind) -> float:
    """A ratio may have been printed upside down ("3.7x fewer"): of the two readings, the shorter was printed."""
    digits, half = _last_place(value, whole=kind is not Kind.SPEC)
    if kind is Kind.RATIO:
        turned_digits, turned_half = _last_place(1 / value, whole=True)
        if turned_digits < digits:
            return turned_half
    return half


def _last_place(value: float, *, whole: bool) -> tuple[int, float]:
    """How many digits a number was printed with, and half of its last place as a share of it.

    The zeros of 80 are digits where ``whole``; those of 1.6 trillion are not.
    """
    printed = Decimal(f"{abs(value):.5g}").normalize()
    digits, exponent = len(printed.as_tuple().digits), int(printed.as_tuple().exponent)
    if whole and exponent > 0:
        digits, exponent = digits + exponent, 0
    return digits, 0.5 * 10.0**exponent / abs(value)


def _fineness(claim: Claim) -> tuple[float, float, str]:
    return (slack(claim), _number(claim), claim.bound)
