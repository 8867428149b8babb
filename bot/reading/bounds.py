"""How a number stands to the true one, by the words before it: up to, over, under, about."""

import re
from collections.abc import Sequence

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
_UP, _MORE, _LESS, _ABOUT = _BOUNDS
# The last words of the phrases above, with those that may end so: the quick way to see which to look for, if any.
_BY_LAST_WORD = {
    **dict.fromkeys(("as", "max", "max:", "maximum:", "maximum"), (_UP,)),
    **dict.fromkeys(("over", "least", "above", "exceed", "exceeds", "exceeding", "beyond", "minimum"), (_MORE,)),
    **dict.fromkeys(("under", "below", "within", "most", "sub"), (_LESS,)),
    **dict.fromkeys(
        ("roughly", "approximately", "approx", "approx.", "nearly", "almost", "circa", "some", "estimated"),
        (_ABOUT,),
    ),
    **dict.fromkeys(("about", "around", "to"), (_UP, _ABOUT)),
    **dict.fromkeys(("than",), (_MORE, _LESS)),
    "maximum of": (_UP,),
    **dict.fromkeys(("minimum of", "upward of", "upwards of", "excess of"), (_MORE,)),
}
_BETWEEN = frozenset(("a", "an", "the", "at"))  # these may stand between a phrase and its number
_BY_MARK = {">": (_MORE,), "<": (_LESS,), "=": (_MORE, _LESS), "~": (_UP, _ABOUT)}
_LOOK_LEFT = 28


def with_bound(text: str, quantity: Quantity) -> Quantity:
    """The quantity with the bound that the words before it give."""
    left = text[max(0, quantity.start - _LOOK_LEFT) : quantity.start]
    for pattern, bound in _likely(left):
        if pattern.search(left):
            return quantity._replace(bound=bound)
    if text[quantity.end : quantity.end + 1] == "+":
        return quantity._replace(bound=Bound.MORE_THAN, end=quantity.end + 1)
    return quantity


def _likely(left: str) -> Sequence[tuple[re.Pattern[str], Bound]]:
    """The bounds that words before a number may give, by the last of them."""
    stem = left.rstrip(" (")
    last = stem[-1:]
    if last in _BY_MARK:
        return _BY_MARK[last]
    if last >= "\u2013":
        return _BOUNDS
    before, _, printed = stem.rpartition(" ")
    word = printed.lower().lstrip("([")
    if word in _BETWEEN:
        return _likely(before)
    if word == "of":
        word = f"{before.rpartition(' ')[2].lower()} of"
    if word in _BY_LAST_WORD:
        return _BY_LAST_WORD[word]
    return _BOUNDS if word.endswith(("sub-", "sub", "max:", "maximum:")) else ()
