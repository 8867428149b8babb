"""Scores on benchmarks in running text: which number is the score, on what, and whose it is."""

import re
from collections.abc import Iterator

from bot.domain.claims import Kind
from bot.domain.names import Named
from bot.reading.amounts import Quantity, Unit
from bot.reading.frames import Draft, Frame, named
from bot.reading.mentions import BenchmarkMention, ModelMention
from bot.reading.specs import changes_from
from bot.reading.structure import BlockKind

_SCORE_THEN_NAME = re.compile(
    r"^[ \n]*(?:\([^()]{0,20}\) )?(?:(?:pass rate|pass@\d|accuracy|resolve[d]? rate|resolved|success rate|solve "
    r"rate|score[sd]?|points?|elo|rating|win rate|performance|result|average|mean|overall|correct|f1|recall)[ \n]*)*"
    r"(?:(?:on|in|for|at|across|of|against|over)[ \n]+)?(?:(?:the|both|its|our|tough|new|challenging|popular|"
    r"demanding)[ \n]+)*$",
    re.IGNORECASE,
)
_SCORING = re.compile(
    r"\b(?:scor\w*|achiev\w*|reach\w*|attain\w*|obtain\w*|gets?|got|hits?|hitting|record\w*|post\w*|earn\w*|rating|"
    r"elo|accuracy|pass@\d|rate|finish\w*|balance|result\w*|perform\w*|solv\w*|resolv\w*|deliver\w*|"
    r"set|sets|setting|averag\w*|mean|points?|of|at|with|to|from|is|was|maintain\w*|dropp?\w*|manag\w*|climb\w*|"
    r"jump\w*|improv\w*)\b|[:=(|,/\u2192\u5f97\u5206\u8fbe]",
    re.IGNORECASE,
)
_NOT_SCORE_RIGHT = re.compile(
    r"[ -]*(?:(?:in )?(?:\w+ )?(?:reduction|savings)\b|(?:percentage )?(?:points? )?(?:higher|lower|better|worse|"
    r"more|fewer|less|faster|slower|cheaper|improvement|increase|gain|reduction|drop|boost|jump|lead|of the "
    r"(?!questions|problems|tasks|time)|above|below|over|ahead|behind|relative)"
    r"|tasks?\b|questions?|problems?|languages|experts|layers|tokens|shots?\b|-shot|runs?\b|attempts|models|"
    r"examples|benchmarks|times\b|hours|days|th\b|st\b|nd\b|rd\b|[KMB]\b)",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r" (?!(?:on|in|at|for|vs|and|or|to|with|while|but|points?|compared|versus|score|elo|after|as|using|over|from|"
    r"by|across|which|making|than|pass|accuracy|resolved)\b)[A-Za-z]",
    re.IGNORECASE,
)
_NOT_SCORE_LEFT = re.compile(
    r"(?:\bby|\bpass@|\btop|#|\brank\w*|\bNo\.?|\bmaj@|\bcons@|\bavg@|@)\s*(?:about |over |nearly |up to |~)?$",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"\b(?:average score|mean score|average accuracy|overall average|overall score|average benchmark score)"
    r"\b[^.;\d]{0,14}$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^[^.;\d]{0,8}(?:for|by|from|with|\()\s?(?:the |both )?(?:[A-Z]\w+(?:'s)? )?$")
_OF_BASELINE = re.compile(
    r"^(?:'s|'|[ ]?\(|: ?| (?:at|with|scor\w+|achiev\w+|reach\w+|got|gets|which \w+)[^.;,]{0,30})\s*(?:score of |"
    r"result of |about |~|only |just )?$",
    re.IGNORECASE,
)
_SCORE_UNITS = frozenset((Unit.PERCENT, Unit.PLAIN, Unit.POINTS))
_OWN_NUMBER = re.compile(
    r"[ :(]*(?:(?:scor\w+|at|with|achiev\w+|reach\w+|got|gets|hits?|post\w+|roughly|about|around|only|of|is|was|"
    r"nearly)[ :]*)*~?\d"
)
_SCORED = re.compile(r"\b(?:scor\w+|gets?|got|achiev\w+|reach\w+|hits?|attain\w+|manag\w+|post(?:s|ed))\b[^.;]{0,24}$")
_FAR = 150


def read_scores(frame: Frame) -> Iterator[Draft]:
    """Every benchmark score in a sentence."""
    pairs = _respective(frame) or list(_pairs(frame))
    for benchmark, quantity in pairs:
        subject = _subject(frame, quantity)
        if subject is not None:
            yield _draft(subject, benchmark.name, quantity, benchmark, "score.sentence")
    for quantity in frame.quantities:
        left = frame.text[max(frame.start, quantity.start - 60) : quantity.start]
        subject = _subject(frame, quantity)
        if (
            quantity.unit in _SCORE_UNITS
            and _AVERAGE.search(left)
            and subject
            and not any(q is quantity for _, q in pairs)
        ):
            yield _draft(subject, "average score", quantity, None, "score.average")


def _draft(subject: Named, metric: str, quantity: Quantity, benchmark: BenchmarkMention | None, rule: str) -> Draft:
    start = min(quantity.start, benchmark.start) if benchmark else quantity.start
    end = max(quantity.end, benchmark.end) if benchmark else quantity.end
    return Draft(
        kind=Kind.BENCHMARK,
        subject=subject,
        metric=metric,
        value=quantity.value,
        bound=quantity.bound,
        start=start,
        end=end,
        rule=rule,
    )


def _pairs(frame: Frame) -> Iterator[tuple[BenchmarkMention, Quantity]]:
    for quantity in frame.quantities:
        benchmark = _benchmark_of(frame, quantity)
        if benchmark is not None and _is_score(frame, quantity, benchmark):
            yield benchmark, quantity


def _respective(frame: Frame) -> list[tuple[BenchmarkMention, Quantity]]:
    """ "80.1 and 72.4 on A and B, respectively" pairs in order."""
    if "respectively" not in frame.words.lower():
        return []
    scores = [q for q in frame.quantities if q.unit in (Unit.PERCENT, Unit.PLAIN)]
    if len(scores) == len(frame.benchmarks) > 1:
        return list(zip(frame.benchmarks, scores, strict=True))
    return []


def _benchmark_of(frame: Frame, quantity: Quantity) -> BenchmarkMention | None:
    """The benchmark that a number is on: right after it, else the last before it, else the one that stands over it."""
    if quantity.unit not in _SCORE_UNITS and quantity.unit is not Unit.MONEY:
        return None
    after = next((b for b in frame.benchmarks if b.start >= quantity.end), None)
    if (
        after is not None
        and _SCORE_THEN_NAME.match(frame.text[quantity.end : after.start])
        and after.start - quantity.end < 60
    ):
        return after
    before = [b for b in frame.benchmarks if b.end <= quantity.start]
    if before and quantity.start - before[-1].end < _FAR:
        return before[-1]
    if after is not None and after.start - quantity.end < _FAR // 2 and not _number_between(frame, quantity, after):
        return after
    if len(frame.standing) != 1 or frame.benchmarks:
        return None
    scored = _SCORED.search(frame.text, max(frame.start, quantity.start - 40), quantity.start)
    return frame.standing[0] if scored or frame.kind is not BlockKind.PARAGRAPH else None


def _number_between(frame: Frame, quantity: Quantity, benchmark: BenchmarkMention) -> bool:
    return any(
        quantity.end <= other.start < benchmark.start and other.unit in _SCORE_UNITS for other in frame.quantities
    )


def _is_score(frame: Frame, quantity: Quantity, benchmark: BenchmarkMention) -> bool:
    left = frame.text[max(frame.start, quantity.start - 70) : quantity.start]
    right = frame.text[quantity.end : min(len(frame.text), quantity.end + 40)]
    if _NOT_SCORE_RIGHT.match(right) or _NOT_SCORE_LEFT.search(left):
        return False
    if quantity.unit is Unit.MONEY:
        return benchmark.unit == "usd" or (
            "bench" in benchmark.name.lower() and bool(re.search(r"balance|earn|profit|score", left, re.I))
        )
    if quantity.unit is Unit.PERCENT:
        return True
    if _COUNTS.match(right):
        return False
    if benchmark.unit == "elo" or "arena" in benchmark.name.lower() or "codeforces" in benchmark.name.lower():
        return quantity.value >= 200
    if quantity.scaled or (quantity.value > 100 and benchmark.unit not in ("points", "other", "minutes")):
        return False
    between = frame.text[min(benchmark.end, quantity.end) : max(quantity.start, benchmark.start)]
    fractional = quantity.value != int(quantity.value) or quantity.value >= 10
    return fractional and bool(_SCORING.search(between) or _SCORING.search(left[-40:]))


def _subject(frame: Frame, quantity: Quantity) -> Named | None:
    """Whose score it is."""
    if changes_from(frame, quantity):
        compared = [model for model in frame.models if model.start in frame.baselines]
        return named(compared[0]) if compared else None
    mention = _after(frame, quantity) or _baseline_owner(frame, quantity)
    if mention is not None:
        return named(mention)
    subjects = frame.subjects_before(quantity.start)
    return subjects[0] if subjects else None


def _after(frame: Frame, quantity: Quantity) -> ModelMention | None:
    """ "77.2% for Sonnet 4.5", "(81.0 from GPT-5)"."""
    model = next((model for model in frame.models if model.start >= quantity.end), None)
    if model is None:
        return None
    return model if _AFTER.match(frame.text[quantity.end : model.start]) and not _takes_own(frame, model) else None


def _takes_own(frame: Frame, model: ModelMention) -> bool:
    """ "A (80.1%), B (77.2%)": a number in brackets right behind a name is that name's own."""
    return bool(_OWN_NUMBER.match(frame.text[model.end : model.end + 30]))


def _baseline_owner(frame: Frame, quantity: Quantity) -> ModelMention | None:
    before = [model for model in frame.models if model.end <= quantity.start]
    if not before or before[-1].start not in frame.baselines:
        return None
    gap = frame.text[before[-1].end : quantity.start]
    return before[-1] if len(gap) < 45 and _OF_BASELINE.match(gap) else None
