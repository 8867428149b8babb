"""What one cell of a table says: the metric or benchmark that its label names, and the number in it."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.claims import Kind, Spec
from bot.domain.names import Named
from bot.reading.amounts import Quantity, Unit
from bot.reading.frames import Draft
from bot.reading.grids import Grid
from bot.reading.mentions import BenchmarkMention
from bot.reading.specmetrics import PRICES
from bot.reading.structure import Cell

_LABELS: tuple[tuple[Spec, re.Pattern[str]], ...] = tuple(
    (metric, re.compile(words, re.IGNORECASE))
    for metric, words in (
        (Spec.TRAINING_GPU_HOURS, r"\b(?:gpu|tpu|accelerator)[ -]?hours?\b"),
        (Spec.ACTIVE_PARAMETERS, r"activ\w*(?: model)? ?(?:param\w*|size)?|\bparam\w* \(?activ|\u6fc0\u6d3b"),
        (
            Spec.TRAINING_TOKENS,
            r"training (?:tokens|data)|^pre-?training$|token count|tokens trained|pre-?training tokens",
        ),
        (Spec.MAX_OUTPUT, r"max(?:imum)? output|output (?:limit|length|tokens(?! ?/))"),
        (
            Spec.CONTEXT_WINDOW,
            r"context|max(?:imum)? (?:sequence|input)|^(?:max(?:imum)? |seq(?:uence)? )?len(?:gth)?$|"
            r"\u4e0a\u4e0b\u6587",
        ),
        (Spec.PARAMETERS, r"#? ?(?:total )?(?:param(?:eter)?s?\b|model size|\bsize\b)|\u53c2\u6570"),
        (
            Spec.CACHED_INPUT_PRICE,
            r"cache\w*(?: hit)?(?: input)?.{0,14}(?:price|cost|\$)|^cached?(?: inputs?| hits?| reads?)?$",
        ),
        (
            Spec.INPUT_PRICE,
            r"\binput\b.{0,24}(?:price|cost|\$|/ ?1?m)|(?:price|cost|\$).{0,16}\binput\b|^input$|"
            r"\u8f93\u5165",
        ),
        (
            Spec.OUTPUT_PRICE,
            r"\boutput\b.{0,24}(?:price|cost|\$|/ ?1?m)|(?:price|cost|\$).{0,16}\boutput\b|"
            r"^output$|\u8f93\u51fa",
        ),
        (Spec.OUTPUT_SPEED, r"tokens ?/ ?s|tokens per second|tok/s|output speed"),
        (Spec.TIME_TO_FIRST_TOKEN, r"ttft|time to first token"),
        (Spec.MEMORY, r"(?:v?ram|memory) ?(?:required|needed|\(|$)|gpu memory"),
    )
)
IS_SIZE = dict(_LABELS)[Spec.PARAMETERS]
_PRICED = re.compile(r"\b(?:pric\w+|costs?)\b", re.IGNORECASE)
_BY_UNIT = {Unit.SPEED: Spec.OUTPUT_SPEED, Unit.GPU_HOURS: Spec.TRAINING_GPU_HOURS}
_IN_BYTES = frozenset((Spec.MEMORY,))
_UNIT_IN_LABEL = re.compile(r"\((?:in )?(?P<unit>[BMKT]|billions?|millions?)\)", re.IGNORECASE)
_UNIT_SIZES = {"b": 1e9, "m": 1e6, "k": 1e3, "t": 1e12}
_NOT_A_SCORE = re.compile(
    r"\b(?:date|release|licen[cs]e|download|link|layers?|heads?|dim\w*|vocab\w*|experts?|size|type|architecture|"
    r"notes?|developer|description|precision|rank|version|speed|latency|price|cost|cut-?off|model|batch|gpus?|"
    r"hours?|temperature|top[- ]?[pk]|steps|epochs?|tokens?|time|year|seq\w*|warmup|dropout|count|power|emissions?|"
    r"watts?|languages|seed|multiplier|delta|change|gain|\u0394)\b",
    re.IGNORECASE,
)
_NO_BENCHMARK = re.compile(
    r"\b(?:overhead|retention|savings?|discounts?|shares?|uptime|adoption|users|seats)\b", re.IGNORECASE
)
_ONLY_SCORE = re.compile(
    r"(?:score|accuracy|pass@\d|results?|elo|rating|arena score|resolved|% ?resolved|success rate|win rate|average|"
    r"overall|percent\w*)(?: \([^()]{0,20}\)| ?%)?$",
    re.IGNORECASE,
)
_OPTION = re.compile(r"\s*\((?:[^()]{0,30})\)\s*$")
_SCORE_UNITS = frozenset((Unit.PERCENT, Unit.PLAIN, Unit.MONEY, Unit.POINTS))


def cell_claims(grid: Grid, cell: Cell, label: Cell, model: Named, *, coined: bool = True) -> Iterator[Draft]:
    """The claims of one cell, by the label that it stands under; ``coined``: it may name a benchmark no list holds."""
    numbers = grid.quantities(cell)
    if not numbers:
        return
    words = grid.words(label)
    benchmark = grid.benchmark(cell) or grid.benchmark(label)
    metric = None if benchmark else _metric(words, numbers[0])
    if metric is not None:
        yield from _figure(numbers, words, metric, model)
    elif benchmark is None and _PRICED.search(words) and numbers[0].unit in (Unit.PRICE, Unit.MONEY):
        yield from _prices(numbers, words, model)
    elif numbers[0].unit in _SCORE_UNITS and (
        name := _scored_as(grid, words, benchmark)
        or (
            coined
            and _is_alone(grid, cell, numbers[0])
            and _coined(words, numbers[0], among=len(grid.frame.benchmarks))
        )
    ):
        yield draft_of(Kind.BENCHMARK, model, name, numbers[0].value, numbers[0], "table.score")


def _metric(words: str, number: Quantity) -> Spec | None:
    told = next((spec for spec, pattern in _LABELS if pattern.search(words)), None)
    if told is None:
        return _BY_UNIT.get(number.unit)
    return told if (number.unit is Unit.BYTES) == (told in _IN_BYTES) else None


def _scored_as(grid: Grid, words: str, benchmark: BenchmarkMention | None) -> str | None:
    """The benchmark that a cell is a score on: its label's, or the one that stands over the table."""
    if benchmark is not None:
        return benchmark.name
    if not _ONLY_SCORE.match(words):
        return None
    standing = {mention.name for mention in grid.frame.standing}
    if len(standing) == 1:
        return standing.pop()
    return "average score" if words.lower().startswith(("average", "overall")) else None


def _is_alone(grid: Grid, cell: Cell, number: Quantity) -> bool:
    """Whether a cell holds a score and no more: neither a gain ("+30%") nor what it counts ("30 days")."""
    before = grid.frame.text[cell.start : number.start].strip(" *~`|")
    behind = grid.frame.text[number.end : cell.end].strip(" *`|")
    return before == "" and not re.match(r"[A-Za-z]{2,}", behind)


def _figure(numbers: Sequence[Quantity], words: str, metric: Spec, model: Named) -> Iterator[Draft]:
    value = numbers[0].value
    unit = _UNIT_IN_LABEL.search(words)
    if unit and not numbers[0].scaled:
        value *= _UNIT_SIZES[unit["unit"][0].lower()]
    if metric in (Spec.PARAMETERS, Spec.ACTIVE_PARAMETERS) and value < 1e6:
        return
    if metric is Spec.CONTEXT_WINDOW and value < 500:
        return
    if metric in PRICES.values() and numbers[0].unit in (Unit.TIMES, Unit.PERCENT):
        return
    yield draft_of(Kind.SPEC, model, metric, value, numbers[0], "table.figure")
    second = numbers[1] if len(numbers) > 1 else None
    if metric is Spec.PARAMETERS and second is not None and second.scaled and second.value < value:
        yield draft_of(Kind.SPEC, model, Spec.ACTIVE_PARAMETERS, second.value, second, "table.figure")


def _prices(numbers: Sequence[Quantity], words: str, model: Named) -> Iterator[Draft]:
    """A cell of prices ("$3 / $15") under a label that says no more than that they are prices."""
    for number in numbers:
        if number.part or number.unit is Unit.PRICE or "token" in words.lower():
            yield draft_of(Kind.SPEC, model, PRICES[number.part], number.value, number, "table.price")


def _coined(words: str, number: Quantity, among: int) -> str | None:
    """A label that no list of benchmarks holds, yet scored as one: a name and a number up to 100.

    One word in lower case is a name ``among`` two benchmarks that are known.
    """
    plain = number.unit in (Unit.PLAIN, Unit.PERCENT) and not number.scaled and 0 < number.value <= 100
    if not plain or not 2 < len(words) <= 40 or not (words[0].isupper() or (among > 1 and words.isalnum())):
        return None
    if _NOT_A_SCORE.search(words) or _NO_BENCHMARK.search(words) or _ONLY_SCORE.match(words):
        return None
    return _OPTION.sub("", words)


def draft_of(kind: Kind, model: Named, metric: str, value: float, number: Quantity, rule: str) -> Draft:
    """A claim that a number of a cell carries."""
    return Draft(
        kind=kind,
        subject=model,
        metric=metric,
        value=value,
        bound=number.bound,
        start=number.start,
        end=number.end,
        rule=rule,
    )
