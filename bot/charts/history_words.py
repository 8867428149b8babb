"""Dated figures of a model, as stretches of time, and what their chart says. Pure.

What the ledger knows comes as periods; what a catalogue lists is handed in as stretches of its own, and stays apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from bot.charts.chart import alt_text, listed
from bot.charts.lettering import opening
from bot.charts.scales import day_words
from bot.charts.words import Word, reserve_of, word_of_telling
from bot.domain.claims import Kind, Spec
from bot.ledger.prices import Period
from bot.ledger.questions import PRICES, TOKEN_COUNTS
from bot.ledger.wording import metric_label, number, with_unit

SHORT: Mapping[Spec, str] = {
    Spec.INPUT_PRICE: "in",
    Spec.OUTPUT_PRICE: "out",
    Spec.CACHED_INPUT_PRICE: "cached in",
    Spec.PRICE: "price",
    Spec.CONTEXT_WINDOW: "context",
    Spec.MAX_OUTPUT: "output",
}
NOTHING = "No dated figure is known."
PRICED = tuple(metric for metric in SHORT if metric in PRICES)
SIZED = tuple(metric for metric in SHORT if metric in TOKEN_COUNTS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """One figure from a day to a day; ``until`` is None while it holds. ``setting`` tells tiers apart."""

    metric: Spec
    value: float
    since: datetime
    until: datetime | None
    word: Word
    setting: str = ""
    reserve: str | None = None

    @property
    def words(self) -> str:
        """The figure with its unit."""
        return with_unit(Kind.SPEC, self.metric, self.value)

    @property
    def series(self) -> tuple[Spec, Word, str]:
        """What it is one step of."""
        return self.metric, self.word, self.setting


def stretches_of(periods: Iterable[Period]) -> tuple[Stretch, ...]:
    """What the ledger dates."""
    return tuple(
        Stretch(
            metric=Spec(period.line.claim.metric),
            value=period.line.claim.value,
            since=period.since,
            until=period.until,
            word=word_of_telling(period.told_by),
            setting=period.line.setting or "",
            reserve=reserve_of(period.line),
        )
        for period in periods
        if period.line.claim.value is not None
    )


def in_series(stretches: Iterable[Stretch]) -> list[list[Stretch]]:
    """Stretches that follow one another: of one metric, one sort of word and one tier, oldest first."""
    series: dict[tuple[Spec, Word, str], list[Stretch]] = {}
    order = list(SHORT)
    for stretch in sorted(
        stretches, key=lambda s: (order.index(s.metric), list(Word).index(s.word), s.setting, s.since)
    ):
        series.setdefault(stretch.series, []).append(stretch)
    return list(series.values())


def headline(stretches: Iterable[Stretch], metrics: Sequence[Spec]) -> str:
    """What holds now, of each metric by the best word there is."""
    holding = [stretch for stretch in stretches if stretch.until is None]
    figures = [figure for metric in metrics if (figure := _now(holding, metric))]
    return ", ".join(figures) or "Nothing that still holds"


def latest_change(stretches: Iterable[Stretch]) -> str:
    """What moved last, and by how much; where nothing did, since when."""
    series = in_series(stretches)
    changes = [(after.since, before, after) for before, after in _changes(series)]
    if not changes:
        return f"no change known since {day_words(min(steps[0].since for steps in series))}"
    at, before, after = max(changes, key=lambda change: change[0])
    return f"{SHORT[after.metric]} {change_words(before, after)} since {day_words(at)}"


def change_words(before: Stretch, after: Stretch) -> str:
    """By how much a figure went up or down: ``33% less``, ``8× as much``."""
    if before.value == 0:
        return "no longer free" if after.metric in PRICES else "from none"
    ratio = after.value / before.value
    if ratio >= 2:
        return f"{number(ratio)}× as much"
    return f"{number(round(abs(ratio - 1) * 100, 1))}% {'more' if ratio > 1 else 'less'}"


def history_alt(subject: str, stretches: Sequence[Stretch], metrics: Sequence[Spec]) -> str:
    """What holds now and what was before, metric by metric, each by whose word."""
    if not stretches:
        return alt_text([f"{subject}: {NOTHING}"])
    told = [f"{subject}: {headline(stretches, metrics)}; {latest_change(stretches)}."]
    return alt_text([*told, *(_told(steps) for steps in in_series(stretches))])


def _now(holding: Sequence[Stretch], metric: Spec) -> str:
    of_metric = [stretch for stretch in holding if stretch.metric is metric]
    word = min((list(Word).index(stretch.word) for stretch in of_metric), default=None)
    best = sorted((s for s in of_metric if list(Word).index(s.word) == word), key=lambda s: s.value)
    if not best:
        return ""
    low, high = best[0].words, best[-1].words
    return f"{low} {SHORT[metric]}" if low == high else f"{low} to {high} {SHORT[metric]}"


def _changes(series: Iterable[Sequence[Stretch]]) -> Iterable[tuple[Stretch, Stretch]]:
    """Each stretch with the one that it took the place of."""
    for steps in series:
        for before, after in pairwise(steps):
            if before.until is not None and before.until <= after.since and before.value != after.value:
                yield before, after


def _told(steps: Sequence[Stretch]) -> str:
    tier = f" ({steps[0].setting})" if steps[0].setting else ""
    figures = listed(map(_dated, steps))
    return f"{opening(metric_label(steps[0].metric))}{tier}, {steps[0].word}: {figures}."


def _dated(stretch: Stretch) -> str:
    reserve = f" ({stretch.reserve})" if stretch.reserve else ""
    if stretch.until is None:
        return f"{stretch.words}{reserve} since {day_words(stretch.since)}"
    return f"{stretch.words}{reserve} from {day_words(stretch.since)} to {day_words(stretch.until)}"
