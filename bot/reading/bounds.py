"""How a number stands to the true one, by the words before it: up to, over, under, about."""

import re

from bot.domain.claims import Bound
from bot.reading.amounts import Quantity

_BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (
        re.compile(
            r"(?:\bup to|\bas (?:much|many|little|few|low|high|fast) as|\bmaximum of|\bmaximum:?|\b(?-i:max):?|\bMax:|"
            r"\bas long as|\bexpandable to|\bextend(?:s|ed|able) to|\bextending to|\bscal(?:es|ing|able|ed) to|"
            r"\u9ad8\u8fbe|\u4f4e\u81f3|"
            r"\u6700\u9ad8|\u8fbe\u5230)(?: an?| the| about| around)?[ ~(]*$",
            re.I,
        ),
        Bound.UP_TO,
    ),
    (
        re.compile(
            r"(?:\bover|\bmore than|\bat least|\bgreater than|\babove|\bexceed(?:s|ing)?|\bupwards? of|"
            r"\bbeyond|\bminimum(?: of)?|\bin excess of|>=?|\u2265|\u8d85\u8fc7|\u8d85)(?: an?| the)?[ (]*$",
            re.I,
        ),
        Bound.MORE_THAN,
    ),
    (
        re.compile(
            r"(?:\bunder|\bless than|\bbelow|\bfewer than|\bwithin|\bno more than|\bat most|\bsub-?|<=?|\u2264)"
            r"(?: an?| the)?[ (]*$",
            re.I,
        ),
        Bound.LESS_THAN,
    ),
    (
        re.compile(
            r"(?:\babout|\baround|\broughly|\bapproximately|\bapprox\.?|\bnearly|\balmost|\bclose to|\bcirca|"
            r"\bsome|\bestimated|~|\u2013|\u7ea6|\u5927\u7ea6|\u8fd1)(?: at| an?| the)?[ (]*$",
            re.I,
        ),
        Bound.ABOUT,
    ),
)
# The last words of the phrases above: the quick way to see that none is there.
_BEFORE_BOUNDED = frozenset(
    """to of as than least over above exceed exceeds exceeding beyond minimum excess under below within most sub about
    around roughly approximately approx approx. nearly almost circa some estimated at a an the > >= < <= max max:
    maximum maximum:""".split()
)
_MARKS = frozenset("<>=~")
_LOOK_LEFT = 28


def with_bound(text: str, quantity: Quantity) -> Quantity:
    """The quantity with the bound that the words before it give."""
    left = text[max(0, quantity.start - _LOOK_LEFT) : quantity.start]
    if _may_bound(left):
        for pattern, bound in _BOUNDS:
            if pattern.search(left):
                return quantity._replace(bound=bound)
    if text[quantity.end : quantity.end + 1] == "+":
        return quantity._replace(bound=Bound.MORE_THAN, end=quantity.end + 1)
    return quantity


def _may_bound(left: str) -> bool:
    """The quick way to see that no such word stands before a number."""
    stem = left.rstrip(" (")
    last = stem[-1:]
    if not last or last in _MARKS or last >= "\u2013":
        return bool(last)
    word = stem.rpartition(" ")[2].lower().lstrip("([")
    return word in _BEFORE_BOUNDED or word.endswith(("sub-", "sub", ":"))
