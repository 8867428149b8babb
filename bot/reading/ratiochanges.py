"""Ratios by verbs and trailing numbers: "cuts the cost by N", "throughput rises N", "faster than X, up to N"."""

import re

from bot.domain.claims import Ratio
from bot.reading.amounts import Quantity, Unit
from bot.reading.ratiometrics import GOOD_WHEN_LOW, Measure, first_measure, last_measure, measure_at
from bot.reading.ratiowords import ABOUT, LESS, MORE, Beside, Form, directed, lasting, plainly, scaled
from bot.reading.signs import Signed

_CHANGE = Signed(
    "reduc* cut cuts cutting lower* sav* decreas* shr* slash* drop* compress* trim* declin* fall* fell* "
    "undercut* shav* knock* discount* lessen* plung* plummet* shorten* down increas* boost* improv* rais* "
    "accelerat* speed* sped grew* grow* climb* rise* rose* rising jump* hik* expand* extend* enlarg* multipl* surg* up",
    re.compile(
        r"(?P<less>\b(?:reduc\w+|cut(?:s|ting)?|lower(?:s|ed|ing)?|sav(?:e|es|ed|ing|ings)|decreas\w+|shr[aiu]nk\w*|"
        r"slash\w*|"
        r"drop\w*|compress\w*|trim\w*|declin\w*|f[ae]ll(?:s|en|ing)?|undercut\w*|shav\w+|knock\w*|discount\w*|lessen\w*|"
        r"plung\w*|plummet\w*|shorten\w*|down(?! to))\b)|"
        r"(?P<more>\b(?:increas\w+|boost\w*|improv\w+|rais\w+|accelerat\w+|speed(?:s|ed|ing)?[ -]?ups?|sped up|"
        r"gr[eo]w\w*|"
        r"climb\w*|r[io]se\w?|rising|jump\w*|hik\w+|expand\w*|extend\w*|enlarg\w*|multipl\w+|surg\w+|up(?! to))\b)",
        re.IGNORECASE,
    ),
)
_BY = re.compile(
    rf"(?:\b(?:by|of|to|in|further|additional|factor of|reach(?:es|ed|ing)?|exceed(?:s|ed|ing)?)|"
    rf"[,(\u2014\u2013:])[ (]*{ABOUT}$",
    re.IGNORECASE,
)
_TO = re.compile(rf"(?<!up )\bto (?:just |only |merely )?{ABOUT}$", re.IGNORECASE)
_OF_RIGHT = re.compile(r"(?:th|rd|nd)? of\b", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom [^;]{0,24}\bto [^;]{0,12}$", re.IGNORECASE)
_IN = re.compile(r"\bin $")
_NOTHING = re.compile(rf" *(?:an? |the )?{ABOUT}$", re.IGNORECASE)
_TO_MONEY = re.compile(r"[,]? (?:down |up )?to (?:just |only |about )?\$\d")
_LISTED = re.compile(r"\band\b|,")

_TRAILING = Signed(
    "fewer less lower smaller cheaper lighter shorter slower leaner reduc* decreas* sav* cut cuts drop drops "
    "decline declines discount compression shrinkage slowdown off more higher faster greater larger bigger "
    "increas* improve* better speed* boost* longer quicker sooner gain* accelerat* pricier costlier jump uplift "
    "hike",
    re.compile(rf"\b(?P<way>{LESS}|{MORE})\b[^;]{{0,80}}?(?:,|\(|\bby|\u2014|\u2013| -)[ ~(]*{ABOUT}$", re.IGNORECASE),
)
_ENDS = re.compile(r"[ ]*(?:[).,;!]|$|than\b|compared\b)", re.IGNORECASE)
_ENDS_OTHER = re.compile(r"[^,;]{0,30}\b(?:than|compared|over|versus|vs|relative)\b", re.IGNORECASE)
_OUTPACED = Signed(
    "outperform* outpac* beat* surpass*",
    re.compile(rf"\b(?:outperform|outpac|beat|surpass)\w*\b[^;,]{{0,60}}\bby {ABOUT}$", re.IGNORECASE),
)


def change(quantity: Quantity, beside: Beside) -> Form | None:
    """ "cuts the cost by N", "throughput rises N", "a reduction of N in memory", "shrinks to N of"."""
    left, right = beside.left, beside.right
    verb = _verb(left) if _CHANGE.needs.among(beside.signs) else None
    if verb is None or _FROM_TO.search(left, verb.start()):
        return None
    gap = left[verb.end() :]
    measure = _changed(left, verb, right)
    if measure is None or measure.metric is Ratio.PERFORMANCE:
        return None
    less = verb["less"] is not None
    if (
        not less
        and measure.metric in (Ratio.TOKENS_USED, Ratio.INFERENCE_COMPUTE, Ratio.ENERGY)
        and not _ENDS_OTHER.match(right)
    ):
        return None  # what grows on its own is use, not need
    if _TO.search(gap) and (quantity.unit is not Unit.TIMES or not less):
        told = quantity.unit is Unit.TIMES or (less and (_OF_RIGHT.match(right) or first_measure(gap)))
        return plainly(quantity, measure.metric) if told else None
    if _IN.search(gap) and quantity.unit is not Unit.FRACTION:
        return None
    if verb.group().lower().startswith("improv"):
        less = measure.metric in GOOD_WHEN_LOW
    return scaled(quantity, measure.metric, less=less, thrift=measure.thrift)


def _verb(left: str) -> re.Match[str] | None:
    """The last verb of change that the words up to a number go with."""
    for verb in reversed(list(_CHANGE.pattern.finditer(left))):
        gap = left[verb.end() :]
        if ";" in gap:
            return None
        measure = last_measure(gap)
        if _BY.search(gap) or _NOTHING.match(gap) or (measure and not gap[measure.end :].strip()):
            return verb
    return None


def _changed(left: str, verb: re.Match[str], right: str) -> Measure | None:
    """What a verb of change changes: named after it, nearest the number, else before it, else behind the number."""
    gap = left[verb.end() :]
    if _TO_MONEY.match(right):
        return Measure(metric=Ratio.COST, start=0, end=0)
    for part in reversed(_LISTED.split(gap)):
        if measure := first_measure(part):
            return measure
    if own := measure_at(left, verb.start()):
        return own
    return last_measure(left[max(0, verb.start() - 60) : verb.start()]) or first_measure(right[:40])


def trailing(quantity: Quantity, beside: Beside) -> Form | None:
    """ "is faster than X, up to 3x", "cheaper (by 40%)"."""
    left = beside.left
    if not _TRAILING.needs.among(beside.signs) or not _ENDS.match(beside.right):
        return None
    ways = list(_TRAILING.pattern.finditer(left))
    if not ways:
        return None
    word, start, end = ways[-1]["way"].lower(), *ways[-1].span("way")
    measure = first_measure(left, start)
    if measure is None and word in ("longer", "shorter"):
        measure = lasting(left[:start], start, end)
    return directed(quantity, measure, word, "")


def outpaced(quantity: Quantity, beside: Beside) -> Form | None:
    """ "At 1,000 tokens per second it outperforms X by 10x": of speed, where speed is spoken of."""
    if quantity.unit is not Unit.TIMES or not _OUTPACED.among(beside.left, beside.signs):
        return None
    measure = last_measure(beside.left)
    return Form(value=quantity.value, metric=Ratio.SPEED) if measure and measure.metric is Ratio.SPEED else None
