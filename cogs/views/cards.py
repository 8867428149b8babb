"""Render the card of a model, and that of a lab."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from bot.catalogue.wording import catalogue_words
from bot.domain.catalogue import PRICE_FACTS, CatalogueModel, Fact
from bot.domain.names import ModelName
from bot.ledger.cards import LabCard, ModelCard
from bot.ledger.life import Step
from bot.ledger.lines import Line
from bot.ledger.prices import Period
from bot.ledger.standing import Standing
from bot.ledger.undisclosed import Item, Undisclosed
from bot.ledger.wording import (
    STANDING_WORDS,
    claim_words,
    conditions,
    fact_words,
    line_words,
    metric_label,
    name_of,
    value_words,
)
from cogs.views.answers import Answer, FollowUp, Footnotes
from cogs.views.comparison import claim_lines, footer
from cogs.views.queries import Query
from cogs.views.sheets import claims_sheet
from cogs.views.text import day, plural, safe, table

ROWS_AT_MOST = 6
LINES_AT_MOST = 3
MODELS_AT_MOST = 8
_PRICES_IN_ORDER = ("price in", "out", "cached")
TRY_LATEST = "Look at /latest to see what was read, or add feeds with /feed add."


def render_model_card(card: ModelCard, now: datetime) -> Answer:
    """A model at a glance: where it stands, what it is, what it costs, what it claims, what is not said."""
    name = safe(card.model.name)
    if not card.lines and card.catalogue is None:
        return Answer(texts=(f"### {name} is named, but nothing is claimed of it yet", TRY_LATEST))
    notes = Footnotes()
    texts = [f"### {_model_headline(card)}"]
    texts += _steps(card.life.steps, notes)
    texts += _figures(card, now, notes)
    texts += _unsaid(card.undisclosed, notes)
    texts += titled("Held back", card.caveats, notes)
    texts += titled("Said without a number", card.rankings, notes)
    shown = [*card.ratios, *card.scores, *card.specs, *(period.line for period in card.prices), *card.rankings]
    return Answer(
        texts=tuple(texts),
        small_print=footer(notes, standings_words(card.standings)),
        figures=tuple(shown),
        sheet=partial(claims_sheet, card.lines),
        follow_ups=_asks_of_model(card),
    )


def render_lab_card(card: LabCard) -> Answer:
    """A lab at a glance: its models, its efficiency claims, what is contested, alleged or not said."""
    name = safe(card.lab.name)
    if not card.lines and not card.allegations:
        return Answer(texts=(f"### {name} is named, but nothing is claimed of it yet", TRY_LATEST))
    notes = Footnotes()
    texts = [f"### {_lab_headline(card)}"]
    if card.lives:
        rows = [["model", "stands", "since", ""]]
        rows += [_life_row(life.model.name, step, notes) for life in card.lives if (step := life.now) is not None]
        texts.append(table(rows[: MODELS_AT_MOST + 1]))
    texts += titled("Efficiency", card.efficiency, notes)
    texts += titled("Contested", card.contested, notes)
    texts += titled("Alleged", card.allegations, notes)
    texts += titled("Held back", card.caveats, notes)
    texts += _unsaid(card.undisclosed, notes, of_whom=True)
    return Answer(
        texts=tuple(texts),
        small_print=footer(notes, standings_words(card.standings)),
        figures=(*card.efficiency[:LINES_AT_MOST], *card.contested[:LINES_AT_MOST], *card.allegations, *card.caveats),
        sheet=partial(claims_sheet, card.lines),
        follow_ups=(
            FollowUp(label="Timeline", query=Query(command="timeline", model=card.lab.name)),
            FollowUp(label="Undisclosed", query=Query(command="undisclosed", lab=card.lab.name)),
        ),
    )


def titled(title: str, figures: Sequence[Line], notes: Footnotes, at_most: int = LINES_AT_MOST) -> list[str]:
    """Figures as lines under a title; nothing where there are none."""
    if not figures:
        return []
    lines = [f"**{title}**", claim_lines(figures[:at_most], notes)]
    if len(figures) > at_most:
        lines.append(f"-# and {len(figures) - at_most} more in the CSV")
    return ["\n".join(lines)]


def standings_words(standings: Counter[Standing]) -> str:
    """``12 claims: 7 maker's word, 3 measured, 2 contested``."""
    total = standings.total()
    parts = ", ".join(f"{count} {STANDING_WORDS[standing]}" for standing, count in standings.most_common())
    return f"{plural(total, 'claim')}: {parts}" if total else "no claims"


def stage_words(step: Step) -> str:
    """The stage, and that the maker itself holds back where it does."""
    return metric_label(step.stage) + (" (hedged)" if step.hedged else "")


def item_words(item: Item) -> str:
    """The item as a person would call it."""
    return "something" if item is Item.OTHER else item.replace("_", " ")


def _model_headline(card: ModelCard) -> str:
    name, now = safe(card.model.name), card.life.now
    stands = f"{stage_words(now)} {day(now.since)}" if now else "no stage told"
    best = next(iter(card.ratios or card.scores), None)
    said = f"; {safe(claim_words(best.claim))} ({line_words(best)})" if best else ""
    return f"{name}: {stands}{said}"


def _lab_headline(card: LabCard) -> str:
    newest = next((life for life in card.lives if life.now is not None), None)
    name = safe(card.lab.name)
    if newest is None or newest.now is None:
        return f"{name}: {plural(len(card.lines), 'claim')}, no release told"
    models = plural(len(card.lives), "model")
    return f"{name}: newest is {safe(newest.model.name)}, {stage_words(newest.now)} {day(newest.now.since)}; {models}"


def _steps(steps: Sequence[Step], notes: Footnotes) -> list[str]:
    if not steps:
        return []
    told = [f"{stage_words(step)} {day(step.since)} {notes.mark(step.told_by.source)}" for step in steps]
    return [" → ".join(told)]


def _figures(card: ModelCard, now: datetime, notes: Footnotes) -> list[str]:
    rows = [_spec_row(line, notes) for line in card.specs]
    rows += [_price_row(period, notes) for period in card.prices]
    rows += _catalogue_rows(card.catalogue, now)
    rows += [_row(line, notes) for line in card.ratios[:ROWS_AT_MOST]]
    rows += [_row(line, notes) for line in card.scores[:ROWS_AT_MOST]]
    if not rows:
        return []
    left_out = max(0, len(card.ratios) - ROWS_AT_MOST) + max(0, len(card.scores) - ROWS_AT_MOST)
    more = f"\n-# and {plural(left_out, 'figure')} more in the CSV" if left_out else ""
    return [table([["", "", "against", "standing"], *rows], widest=26) + more]


def _spec_row(line: Line, notes: Footnotes) -> list[str]:
    label = metric_label(line.claim.metric) + conditions(line.claim)
    return [label, f"{value_words(line.claim)} {notes.mark(line.origin.source)}", "", line_words(line)]


def _price_row(period: Period, notes: Footnotes) -> list[str]:
    claim = period.line.claim
    amount = f"{value_words(claim)} {notes.mark(period.told_by.source)}"
    return [metric_label(claim.metric) + conditions(claim), amount, "", line_words(period.line)]


def _catalogue_rows(listed: CatalogueModel | None, now: datetime) -> list[list[str]]:
    """Prices in one row, sizes and dates in one each; whose list it is, and of which day."""
    if listed is None:
        return []
    facts = {fact: fact_words(fact, value) for fact, (value, _) in listed.facts().items()}
    prices = [facts.pop(fact) for fact in PRICE_FACTS if fact in facts]
    rows = []
    if prices:
        words = catalogue_words(listed, Fact.INPUT_PRICE, now.date())
        rows.append([" / ".join(_PRICES_IN_ORDER[: len(prices)]), " / ".join(prices), "", words])
    words = catalogue_words(listed, Fact.CONTEXT_WINDOW, now.date())
    rows += [[metric_label(fact.value), said, "", words] for fact, said in facts.items()]
    return rows


def _row(line: Line, notes: Footnotes) -> list[str]:
    claim = line.claim
    label = metric_label(claim.metric) + conditions(claim)
    against = name_of(claim.baseline) if claim.baseline else ""
    return [label, f"{value_words(claim)} {notes.mark(line.origin.source)}", against, line_words(line)]


def _life_row(name: str, step: Step, notes: Footnotes) -> list[str]:
    return [name, stage_words(step), f"{step.since:%d %b %Y}", notes.mark(step.told_by.source)]


def _unsaid(entries: Iterable[Undisclosed], notes: Footnotes, *, of_whom: bool = False) -> list[str]:
    told = []
    for entry in entries:
        whose = f"{safe(entry.subject.name)}: " if of_whom else ""
        told.append(f"{whose}{item_words(entry.item)} {notes.mark(entry.told_by[0].source)}")
    return [f"**Undisclosed** {', '.join(told[:ROWS_AT_MOST])}"] if told else []


def _asks_of_model(card: ModelCard) -> tuple[FollowUp, ...]:
    name = card.model.name
    asks = [FollowUp(label="Timeline", query=Query(command="timeline", model=name))]
    if card.prices:
        asks.append(FollowUp(label="Price history", query=Query(command="prices", model=name)))
    against = _compared_with(card)
    if against is not None:
        query = Query(command="models", names=(name, against.name))
        asks.append(FollowUp(label=f"Compare with {against.name}", query=query))
    return tuple(asks)


def _compared_with(card: ModelCard) -> ModelName | None:
    """The model that it is held against most."""
    named = Counter(
        line.claim.baseline
        for line in (*card.ratios, *card.rankings)
        if isinstance(line.claim.baseline, ModelName) and line.claim.baseline.key != card.model.key
    )
    return next((model for model, _ in named.most_common(1)), None)
