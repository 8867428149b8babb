"""Numbers that are a ratio themselves: "27% of the FLOPs", "half the price", "twice that of", "the price doubled"."""

import re

from bot.domain.claims import Ratio
from bot.reading.amounts import Quantity, Unit
from bot.reading.ratiometrics import Measure, last_measure, measure_at
from bot.reading.ratiowords import ABOUT, MODIFIERS, Beside, Form, plainly, scaled

_OF = re.compile(r"[ -]*(?P<of>of )?(?P<article>(?:the|its|that|their|this) )?", re.IGNORECASE)
_POSSESSED = re.compile(r"[^,;]{1,40}?(?:'s|s') ", re.IGNORECASE)
_ONE_WORD = re.compile(r"\w+ ")
_TIME = re.compile(
    r"time\b(?! (?:spent|zone|horizon))(?P<taken> (?:of|it|that|to|taken|required|needed)\b)?", re.IGNORECASE
)
_WITHIN = re.compile(rf"\b(?:in|takes?|taking|within) (?:just |only )?{ABOUT}$", re.IGNORECASE)
_OF_OTHER = re.compile(
    r"(?:th|rd|nd)? of (?:that of |what )?(?:(?:the )?(?:original|previous|predecessor)|"
    r"(?:an?|the|its|our|other|most|comparable|similar|leading|current|existing) (?:[\w-]+ ){0,3}(?:models?|"
    r"counterparts?|"
    r"llms?|rivals?|competitors?|predecessors?|siblings?|systems?|baselines?)\b(?! (?:siz|param|weight|card|famil|"
    r"cost|pric|"
    r"perform|qual|accur)))"
)
_ON_TESTS = re.compile(
    r"(?:'s)? (?:on|in|across) [^,;.]{0,30}\b(?:benchmarks?|tests?|evals?|evaluations?|tasks|exams?)\b"
)
_THAT = re.compile(
    r"(?:th|rd|nd)?[ ]*(?:of )?(?:the (?:price |cost )?)?(?:(?:that|those) (?:of|for|with|on|in|seen|needed|required|"
    r"used|measured|offered|charged)\b|what\b(?! (?:was|is) (?:expected|claimed|planned)))|"
    r"[ ](?:of )?that\b(?=[.,;)]|$)",
    re.IGNORECASE,
)
_NAMED_BEHIND = re.compile(r"(?:'s|s')?[ ]")
_HOLDS = frozenset((Ratio.KV_CACHE, Ratio.CONTEXT_WINDOW, Ratio.MEMORY))
_MADE = re.compile(
    rf"\b(?:develop|buil[dt]|creat|design|ship|releas|finish)\w* in (?:just |only )?{ABOUT}$", re.IGNORECASE
)
_TURNS = re.compile(
    r"[ ]*(?:$|[.,;()]|(?:to|from|compared|over|versus|vs|relative|against|with|in|since|between|after|overnight|again|"
    r"while|and|year)\b)",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"[ ]*(?:(?:of|for|on|with|at) (?:the |its )?[^,;]{1,40}?|(?:has|have|also|more than|nearly|almost|roughly|was|"
    r"were|is|are|will)|"
    r" )*$",
    re.IGNORECASE,
)
_NEARLY = re.compile(r"\bwithin (?:\w+ )?$", re.IGNORECASE)
_OF_DATA = re.compile(r"\b(?:tokens?|datasets?|data|corpus|corpora)\b[^;]{0,30}$", re.IGNORECASE)
_LOWERED = re.compile(rf"\b(?:sav|cut|reduc|lower|trim|eliminat|slash|shav|knock)\w* {ABOUT}$", re.IGNORECASE)


def portion(quantity: Quantity, beside: Beside) -> Form | None:
    """ "27% of the FLOPs", "half the price", "3.5x throughput", "94% of X's performance", "2x X's speed"."""
    left, right = beside.left, beside.right
    opening = _OF.match(right)
    if opening is None or (quantity.unit is Unit.PERCENT and not (opening["of"] or opening["article"])):
        return None
    if quantity.unit is Unit.PERCENT and (_NEARLY.search(left) or quantity.value == 100):
        return None  # "within 1% of X's score", "100% of its electricity"
    if time := _TIME.match(right, opening.end()):
        if _MADE.search(left):
            return None
        told = time["taken"] or (quantity.unit is not Unit.PERCENT and _WITHIN.search(left))
        return plainly(quantity, Ratio.LATENCY) if told else None
    if beside.verb and beside.behind is not None and _ON_TESTS.match(right, beside.behind):
        return plainly(quantity, Ratio.PERFORMANCE)
    measure = _measured(right, opening, owned=beside.verb or bool(opening["of"]))
    if measure is None and beside.behind is not None:
        measure = _measured_behind(right, beside.behind)
    if measure is not None and measure.metric is Ratio.SIZE:
        measure = _held(left) or measure
    if measure is None or (measure.metric is Ratio.SIZE and _OF_DATA.search(left)):
        return None
    if quantity.unit is not Unit.TIMES and _LOWERED.search(left):
        return scaled(quantity, measure.metric, less=True)
    return plainly(quantity, measure.metric, thrift=measure.thrift)


def _measured(right: str, opening: re.Match[str], *, owned: bool) -> Measure | None:
    """The amount right behind "of the", some usual words, or the one that it belongs to."""
    if measure := measure_at(right, opening.end()):
        return measure
    modifiers = MODIFIERS.match(right, opening.end())
    if modifiers and (measure := measure_at(right, modifiers.end())):
        return measure
    owner = _POSSESSED.match(right, opening.end()) if owned else None
    if owner is None:
        return None
    for words in (MODIFIERS, _ONE_WORD):
        skipped = words.match(right, owner.end())
        if measure := measure_at(right, owner.end()) or (measure_at(right, skipped.end()) if skipped else None):
            return measure
    return None


def _measured_behind(right: str, end: int) -> Measure | None:
    """The amount named behind the model that a number stands before: "2x X's speed", "2x X total parameters"."""
    gap = _NAMED_BEHIND.match(right, end)
    modifiers = MODIFIERS.match(right, gap.end()) if gap else None
    return measure_at(right, modifiers.end()) if modifiers else None


def _held(left: str) -> Measure | None:
    """What has the size that is spoken of: "a KV cache one-eighth the size"."""
    measure = last_measure(left[-40:])
    return measure if measure is not None and measure.metric in _HOLDS else None


def turned_by(quantity: Quantity, beside: Beside) -> Form | None:
    """ "The price of X doubled", "its pricing doubles to $5"."""
    measure = last_measure(beside.left[-70:]) if beside.verb and _TURNS.match(beside.right) else None
    if measure is None or not _OWNER.fullmatch(beside.left[-70:], measure.end):
        return None
    return plainly(quantity, measure.metric, thrift=measure.thrift)


def of_other(quantity: Quantity, beside: Beside) -> Form | None:
    """ "its KV cache is 10% of X's", "$0.2, about 1/9th of X", "3x of X"."""
    left, right = beside.left, beside.right
    that = _THAT.match(right)
    if that is None and not (beside.of_model or _OF_OTHER.match(right)):
        return None
    measure = last_measure(left if that else left[-70:]) or last_measure(beside.before)
    if "$" in left[-60:] and (measure is None or measure.metric is Ratio.TOKENS_USED):
        return plainly(quantity, Ratio.COST)
    return plainly(quantity, measure.metric, thrift=measure.thrift) if measure else None
