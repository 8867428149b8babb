"""What a timeline says: stages of models, each with its day and by whose word, the latest first. Pure text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.charts.chart import alt_text, listed
from bot.charts.lettering import opening
from bot.charts.scales import day_words, short_day
from bot.charts.words import Word, word_of_telling
from bot.ledger.life import Life, Stage, Step

STAGE_WORDS: Mapping[Stage, str] = {
    Stage.RUMOURED: "rumoured",
    Stage.ANNOUNCED: "announced",
    Stage.PREVIEWED: "previewed",
    Stage.RELEASED: "released",
    Stage.OPEN_WEIGHTS: "open weights",
    Stage.DEPRECATED: "deprecated",
}
NOTHING = "No release is known."
_STAGES = tuple(Stage)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of a timeline: its name at the left, its steps in order, words at the right, all of it as a sentence."""

    name: str
    steps: tuple[Step, ...]
    words: str
    sentence: str


def rows_of(lives: Iterable[Life], now: datetime) -> list[Row]:
    """A row for each stage where there is one model, else one for each model; the latest on top."""
    told = [(life, in_order(life.steps)) for life in lives if life.steps]
    if len(told) == 1:
        return [_stage_row(step) for step in reversed(told[0][1])]
    told.sort(key=lambda pair: pair[0].model.name)
    told.sort(key=lambda pair: _order(pair[1][-1]), reverse=True)
    return [_model_row(life, steps, now) for life, steps in told]


def headline(lives: Iterable[Life]) -> str:
    """What came last."""
    told = [(life, in_order(life.steps)) for life in lives if life.steps]
    life, steps = max(told, key=lambda pair: _order(pair[1][-1]))
    words = f"{STAGE_WORDS[steps[-1].stage]} {day_words(steps[-1].since)}"
    words += "" if word_of_telling(steps[-1].told_by) is Word.MAKER else ", said by others"
    return opening(words) if len(told) == 1 else f"{life.model.name}: {words}"


def timeline_alt(name: str, lives: Sequence[Life], now: datetime, at_most: int) -> str:
    """Every row that is drawn as a sentence, the latest first, and how many are not."""
    rows = rows_of(lives, now)
    if not rows:
        return alt_text([f"{name}, timeline: {NOTHING}"])
    more = len(rows) - at_most
    sentences = [f"{name}, timeline, the latest first.", *(f"{row.sentence}." for row in rows[:at_most])]
    return alt_text([*sentences, f"And {more} more."] if more > 0 else sentences)


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps by day, those of one day in the order of a life."""
    return tuple(sorted(steps, key=_order))


def is_makers(step: Step) -> bool:
    """Whether the maker itself says so without holding back."""
    return word_of_telling(step.told_by) is Word.MAKER and not step.hedged


def _order(step: Step) -> tuple[object, ...]:
    return step.since.date(), _STAGES.index(step.stage), step.since


def _stage_row(step: Step) -> Row:
    said = f"{day_words(step.since)}, {step.told_by.source.publisher}"
    name = STAGE_WORDS[step.stage]
    return Row(name=name, steps=(step,), words=said, sentence=opening(f"{name} {day_words(step.since)}{_whose(step)}"))


def _model_row(life: Life, steps: tuple[Step, ...], now: datetime) -> Row:
    last = steps[-1]
    return Row(
        name=life.model.name,
        steps=steps,
        words=f"{STAGE_WORDS[last.stage]} {short_day(last.since, now)}",
        sentence=f"{life.model.name}: {', '.join(_by_day(steps))}",
    )


def _by_day(steps: Iterable[Step]) -> Iterable[str]:
    """``released and open weights 1 Nov 2026``, day by day and by whose word."""
    for (_, whose), together in groupby(steps, key=lambda step: (day_words(step.since), _whose(step))):
        of_day = list(together)
        yield f"{listed(STAGE_WORDS[step.stage] for step in of_day)} {day_words(of_day[0].since)}{whose}"


def _whose(step: Step) -> str:
    """Who tells of it where that is not the maker, and that it is held back; a rumour is by its name."""
    told = [] if word_of_telling(step.told_by) is Word.MAKER else [f"said by {step.told_by.source.publisher}"]
    told += ["hedged"] if step.hedged and step.stage is not Stage.RUMOURED else []
    return f" ({', '.join(told)})" if told else ""
