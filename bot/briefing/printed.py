"""The figure of a claim as its own sentence prints it: ``27%``, ``$1.16``. Pure.

What was worked out (0.27 of "73% less") is not printed; what is printed can be said in the words of its kind.
"""

import re
from collections.abc import Callable, Iterator

from bot.domain.claims import Bound, Claim
from bot.ledger.wording import metric_label

_NEAR = 0.006
_NUMBER = re.compile(r"(?P<dollar>\$\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>\s?%|\s?[x×](?!\w)|\s?times\b)?")


def amount_in(text: str, value: float) -> str | None:
    """A sum of money as the text prints it."""
    for match in _NUMBER.finditer(text):
        if match["dollar"] and _digits(match) == value:
            return match[0].strip()
    return None


def ratio_in(claim: Claim, baseline: str) -> str | None:
    """A ratio in the figure that its sentence prints: ``27% of V3.2's KV cache``, ``3.7x less KV cache than V3.2``."""
    if claim.value is None or claim.bound not in (Bound.EXACT, Bound.ABOUT):
        return None
    label = metric_label(claim.metric)
    about = "about " if claim.bound is Bound.ABOUT else ""
    for match, words in _readings(claim.quote.text, claim.value):
        return about + words(match, label, baseline)
    return None


_Words = Callable[[str, str, str], str]


def _readings(text: str, value: float) -> Iterator[tuple[str, _Words]]:
    """Each printed number that states the ratio, with the words in which it does."""
    for match in _NUMBER.finditer(text):
        unit, digits = (match["unit"] or "").strip(), _digits(match)
        for fits, words in _WAYS.get("%" if unit == "%" else "x" if unit else "", ()):
            if digits and not match["dollar"] and abs(fits(digits) / value - 1) < _NEAR:
                yield match[0].strip(), words


def _digits(match: re.Match[str]) -> float:
    return float(match["digits"].replace(",", "").rstrip("."))


_WAYS: dict[str, tuple[tuple[Callable[[float], float], _Words], ...]] = {
    "%": (
        (lambda printed: printed / 100, lambda figure, label, than: f"{figure} of {than}'s {label}"),
        (lambda printed: 1 - printed / 100, lambda figure, label, than: f"{figure} less {label} than {than}"),
        (lambda printed: 1 + printed / 100, lambda figure, label, than: f"{figure} more {label} than {than}"),
    ),
    "x": (
        (lambda printed: printed, lambda figure, label, than: f"{figure} the {label} of {than}"),
        (lambda printed: 1 / printed, lambda figure, label, than: f"{figure} less {label} than {than}"),
    ),
}
"""For a percentage and for a factor, the ratios that it may state, each with its words."""
