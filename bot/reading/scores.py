"""Scores on benchmarks in running text: which number is the score, on what, and whose it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.claims import Kind
from bot.domain.names import Named
from bot.reading.amounts import Quantity, Unit
from bot.reading.frames import Draft, Frame, named
from bot.reading.mentions import BenchmarkMention, ModelMention
from bot.reading.scorewords import is_ceiling, is_none, is_score, is_scored
from bot.reading.signs import Signed, where
from bot.reading.specowners import changes_from
from bot.reading.structure import BlockKind
from bot.reading.turns import in_turn, runs

_SCORE_THEN_NAME = re.compile(
    r"^[ \n]*(?:\([^()]{0,20}\) )?(?:(?:pass rate|pass@\d|accuracy|resolve[d]? rate|resolved|success rate|solve "
    r"rate|score[sd]?|points?|elo|rating|win rate|performance|result|average|mean|overall|correct|f1|recall|"
    r"respectively,?)[ \n]*)*"
    r"(?:(?:on|in|for|at|across|of|against|over)[ \n]+)?(?:(?:the|both|its|our|tough|new|challenging|popular|"
    r"demanding)[ \n]+)*$",
    re.IGNORECASE,
)
_AVERAGE = Signed(
    "average mean overall",
    re.compile(
        r"\b(?:average score|mean score|average accuracy|overall average|overall score|average benchmark score)"
        r"\b[^.;\d]{0,14}$",
        re.IGNORECASE,
    ),
)
_ACROSS = re.compile(
    r"\b(?:across|over|on|averaged over) (?:a (?:suite|set|range|collection) of )?(?:all |the |these |"
    r"our )?(?:\d+|ten|twelve|"
    r"eight|six|seven|nine|several|multiple|many)? ?(?:[\w-]+ ){0,4}(?:benchmarks|evaluations)\b",
    re.IGNORECASE,
)
_OVERALL_SCORE = Signed(
    "scor* result* averag*",
    re.compile(r"\b(?:scores? of|scor(?:es|ed|ing)|results? (?:at|of)|averag\w+)\W{0,3}(?:about |only |just )?$", re.I),
)
_ONE = re.compile(r"\b(?:benchmark|leaderboard)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\b(?:above|than|over|below|exceed\w*|beat\w*|surpass\w*)\b[^.;\d]{0,40}$", re.IGNORECASE)
_AFTER = re.compile(r"^[^.;\d]{0,8}(?:for|by|from|with|\()\s?(?:the |both )?(?:[A-Z]\w+(?:'s)? )?$")
_BESIDE = re.compile(r"^[ ]*[:\u2013\u2014|-]?[ ]*$")
_OF_BASELINE = re.compile(
    r"^(?:'s|'|[ ]?\u7684|[ ]?\(|: ?| (?:at|with|scor\w+|achiev\w+|reach\w+|got|gets|gained|is|was|has|had|hit|"
    r"hits|manag\w+|stands?|sits|"
    r"lands?|which \w+)[^.;,]{0,30})\s*(?:score of |result of |about |~|only |just )?$",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(
    r"[ :(]*(?:(?:scor\w+|at|with|achiev\w+|reach\w+|got|gets|hits?|post\w+|roughly|about|around|only|of|is|was|"
    r"nearly)[ :]*)*~?\d"
)
_SCORED = re.compile(
    r"\b(?:scor\w+|gets?|got|achiev\w+|reach\w+|hits?|attain\w+|manag\w+|post(?:s|ed)|set a new|records?|"
    r"recorded)\b[^;]{0,90}$"
)
_ON_OTHER = re.compile(
    r" (?:accuracy )?on (?!(?:the|both|a|an|this|that|it|its|all|average|each|every|these|those|our)\b)[a-z]"
)
_VERSUS = re.compile(r"[ ,(]*(?:vs\.?|versus|compared (?:to|with)|against|up from|down from|from)[ ]*$", re.IGNORECASE)
_AND = re.compile(r"[ ,]*(?:and |& )?(?:the |on )?")
_FOR = re.compile(r" (?:for|by|from|with) (?:the )?$")
_SIZE_BEFORE = re.compile(r"[Bb]/")
_SIZE_BEHIND = re.compile(r"/\d+(?:\.\d+)?[Bb]\b")
_FAR = 150


@dataclass(frozen=True, slots=True)
class _Score:
    """A number that is a score, on what, with the numbers that it is listed with."""

    benchmark: BenchmarkMention
    quantity: Quantity
    run: Sequence[Quantity]


@where(":number")
def read_scores(frame: Frame) -> Iterator[Draft]:
    """Every benchmark score in a sentence."""
    scores = list(_scores(frame)) if frame.benchmarks or frame.standing or frame.main_benchmark else []
    for score in scores:
        subject = _subject(frame, score)
        if subject is not None:
            yield _draft(subject, score.benchmark.name, score.quantity, score.benchmark, "score.sentence")
    taken = {score.quantity.start for score in scores}
    for quantity in frame.quantities:
        if quantity.start not in taken and is_scored(quantity) and _is_average(frame, quantity):
            subject = _subject(frame, _Score(_NO_BENCHMARK, quantity, (quantity,)))
            if subject is not None:
                yield _draft(subject, "average score", quantity, None, "score.average")


_NO_BENCHMARK = BenchmarkMention(start=0, end=0, first=0, last=0, name="")


def _draft(subject: Named, metric: str, quantity: Quantity, benchmark: BenchmarkMention | None, rule: str) -> Draft:
    near = benchmark is not None and abs(benchmark.start - quantity.start) < 2 * _FAR
    start = min(quantity.start, benchmark.start) if benchmark and near else quantity.start
    end = max(quantity.end, benchmark.end) if benchmark and near else quantity.end
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


def _is_average(frame: Frame, quantity: Quantity) -> bool:
    """A score over several benchmarks that are not told apart."""
    left = frame.text[max(frame.start, quantity.start - 60) : quantity.start]
    if _AVERAGE.among(left, frame.signs) is None and not _is_overall(frame, quantity, left):
        return False
    return not is_none(frame, quantity) and _OF_OTHERS.search(left) is None


def _is_overall(frame: Frame, quantity: Quantity, left: str) -> bool:
    """A share of what several benchmarks asked ("across twelve benchmarks it scores 71%")."""
    fractional = quantity.unit is Unit.PERCENT or (
        quantity.unit is Unit.PLAIN and not quantity.scaled and quantity.value <= 100
    )
    if not fractional or frame.benchmarks or _OVERALL_SCORE.among(left, frame.signs) is None:
        return False
    if _ONE.search(frame.words):
        return False
    return _ACROSS.search(frame.text, max(0, frame.start - 250), quantity.start) is not None


def _scores(frame: Frame) -> Iterator[_Score]:
    scored = [q for q in frame.quantities if is_scored(q) or q.unit is Unit.MONEY]
    scored = [q for q in scored if not (is_ceiling(frame, q) or _is_size(frame, q))]
    for run in runs(frame.text, scored):
        if len(run) > 1 and is_none(frame, run[-1]):
            continue  # "87 and 34 problems" are both of problems
        paired = _paired(frame, run)
        last = _benchmark_of(frame, run[-1])
        shared = last if last is not None and last.start >= run[-1].end else None
        for at, quantity in enumerate(run):
            benchmark = paired[at] if paired else shared or _benchmark_of(frame, quantity) or _versus(frame, quantity)
            if benchmark is not None and is_score(frame, quantity, benchmark):
                yield _Score(benchmark, quantity, () if paired else run)


def _is_size(frame: Frame, quantity: Quantity) -> bool:
    """Whether a bare number stands in a list of sizes ("7B/13/70B")."""
    before, after = frame.text[max(0, quantity.start - 2) : quantity.start], frame.text[quantity.end : quantity.end + 7]
    return _SIZE_BEFORE.fullmatch(before) is not None or _SIZE_BEHIND.match(after) is not None


def _versus(frame: Frame, quantity: Quantity) -> BenchmarkMention | None:
    """The benchmark of the number that this one is held against: "63% vs. 55% for X on A"."""
    other = _held_against(frame, quantity)
    return _benchmark_of(frame, other) if other else None


def _held_against(frame: Frame, quantity: Quantity) -> Quantity | None:
    """The second number of "63% vs. 55%", for the first."""
    other = next((q for q in frame.quantities if q.start >= quantity.end and is_scored(q)), None)
    return other if other and _VERSUS.fullmatch(frame.text, quantity.end, other.start) else None


def _paired(frame: Frame, run: Sequence[Quantity]) -> list[BenchmarkMention]:
    """As many benchmarks listed behind or before scores as there are scores: "80.1 and 72.4 on A and B"."""
    if len(run) < 2:
        return []
    behind = [b for b in frame.benchmarks if b.start >= run[-1].end]
    if len(behind) >= len(run) and _SCORE_THEN_NAME.match(frame.text[run[-1].end : behind[0].start]):
        listed = _listed(frame, behind)
        if len(listed) == len(run):
            return listed
    before = [b for b in frame.benchmarks if b.end <= run[0].start]
    if len(before) >= len(run) and "respectively" in frame.text[run[-1].end : run[-1].end + 40].lower():
        listed = _listed(frame, before[-len(run) :])
        return listed if len(listed) == len(run) else []
    return []


def _listed(frame: Frame, benchmarks: Sequence[BenchmarkMention]) -> list[BenchmarkMention]:
    """The benchmarks that stand in one list with the first."""
    listed = [benchmarks[0]]
    for benchmark in benchmarks[1:]:
        if not _AND.fullmatch(frame.text, listed[-1].end, benchmark.start):
            break
        listed.append(benchmark)
    return listed


def _benchmark_of(frame: Frame, quantity: Quantity) -> BenchmarkMention | None:
    """The benchmark that a number is on: right after it, else the last before it, else the one that stands over it."""
    after = next((b for b in frame.benchmarks if b.start >= quantity.end), None)
    if after is not None and after.start - quantity.end < 90 and _SCORE_THEN_NAME.match(_gap(frame, quantity, after)):
        return after
    if _ON_OTHER.match(frame.text, quantity.end, frame.end):
        return None
    before = [b for b in frame.benchmarks if b.end <= quantity.start]
    if before and quantity.start - before[-1].end < _FAR:
        return before[-1]
    if after is not None and after.start - quantity.end < _FAR // 2 and not _number_between(frame, quantity, after):
        return after
    if frame.benchmarks:
        return None
    scored = _SCORED.search(frame.text, max(frame.start, quantity.start - 130), quantity.start)
    if len(frame.standing) == 1:
        return frame.standing[0] if scored or frame.kind is not BlockKind.PARAGRAPH else None
    return frame.main_benchmark if scored else None


def _gap(frame: Frame, quantity: Quantity, benchmark: BenchmarkMention) -> str:
    """The words between a number and the benchmark behind it, but for whose it is: "71% for X on A"."""
    owner = next((m for m in frame.models if quantity.end <= m.start and m.end <= benchmark.start), None)
    told = _FOR.search(frame.text, quantity.end, owner.start) if owner else None
    if owner is None or told is None:
        return frame.text[quantity.end : benchmark.start]
    return frame.text[quantity.end : told.start()] + frame.text[owner.end : benchmark.start]


def _number_between(frame: Frame, quantity: Quantity, benchmark: BenchmarkMention) -> bool:
    return any(quantity.end <= other.start < benchmark.start and is_scored(other) for other in frame.quantities)


def _subject(frame: Frame, score: _Score) -> Named | None:
    """Whose score it is."""
    quantity = score.quantity
    if changes_from(frame, quantity):
        compared = [model for model in frame.models if model.start in frame.baselines]
        return named(compared[0]) if compared else None
    if _is_other_side(frame, quantity):
        compared = [model for model in frame.models if model.start in frame.baselines]
        return named(compared[-1]) if compared else None
    mention = _after(frame, quantity)
    if mention is None and not _held_against(frame, quantity):
        mention = _baseline_owner(frame, quantity)
    if mention is None and len(score.run) > 1:
        mention = in_turn(frame, score.run, quantity)
    if mention is not None:
        return named(mention)
    subjects = frame.subjects_before(quantity.start)
    return subjects[0] if subjects else None


def _is_other_side(frame: Frame, quantity: Quantity) -> bool:
    """The second number of "27.5% vs. 25.1%"."""
    before = [other for other in frame.quantities if other.end <= quantity.start and is_scored(other)]
    return bool(before) and _VERSUS.fullmatch(frame.text, before[-1].end, quantity.start) is not None


def _after(frame: Frame, quantity: Quantity) -> ModelMention | None:
    """ "77.2% for Sonnet 4.5", "(81.0 from GPT-5)", the item "77% Sonnet 4.5"."""
    model = next((model for model in frame.models if model.start >= quantity.end), None)
    if model is None:
        return None
    gap = frame.text[quantity.end : model.start]
    if frame.kind is BlockKind.ITEM and quantity.start == frame.start and _BESIDE.match(gap):
        return model
    return model if _AFTER.match(gap) and not gap.startswith(",") and not _takes_own(frame, model) else None


def _takes_own(frame: Frame, model: ModelMention) -> bool:
    """ "A (80.1%), B (77.2%)": a number in brackets right behind a name is that name's own."""
    return bool(_OWN_NUMBER.match(frame.text[model.end : model.end + 30]))


def _baseline_owner(frame: Frame, quantity: Quantity) -> ModelMention | None:
    before = [model for model in frame.models if model.end <= quantity.start]
    if not before or before[-1].start not in frame.baselines:
        return None
    gap = frame.text[before[-1].end : quantity.start]
    return before[-1] if len(gap) < 45 and _OF_BASELINE.match(gap) else None
