"""Render what has dates: the lives of models, prices over time, what was left unsaid, what changed."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from functools import partial

from bot.charts.chart import Chart
from bot.charts.history import price_chart
from bot.charts.history_words import Stretch
from bot.charts.timeline import timeline_chart
from bot.charts.words import Word
from bot.domain.catalogue import PRICE_FACTS, CataloguePeriod
from bot.domain.claims import Spec
from bot.ledger.changes import Change, ChangeKind
from bot.ledger.known import known_at
from bot.ledger.life import Life
from bot.ledger.news import News
from bot.ledger.prices import Period
from bot.ledger.questions import PRICES, named_key
from bot.ledger.subjects import Board, PriceHistory, Timeline
from bot.ledger.undisclosed import Undisclosed
from bot.ledger.wording import (
    STANDING_WORDS,
    claim_words,
    conditions,
    fact_words,
    line_words,
    metric_label,
    value_words,
)
from cogs.views.answers import Answer, Footnotes, page_of
from cogs.views.cards import TRY_LATEST, item_words, stage_words
from cogs.views.comparison import footer
from cogs.views.lists import page_words
from cogs.views.sheets import Sheet, claims_sheet
from cogs.views.text import day, plural, safe, stamp, table

LIVES_ON_A_PAGE = 5
ROWS_AT_MOST = 24
ENTRIES_ON_A_PAGE = 8
CHANGES_ON_A_PAGE = 8


def render_timeline(found: Timeline, now: datetime, page: int) -> Answer:
    """The stages of each model, dated, the newest model first."""
    name = safe(found.subject.name)
    if not found.lives:
        return Answer(texts=(f"### No release of {name} is told of in this server's feeds", TRY_LATEST))
    shown, pages = page_of(found.lives, page, LIVES_ON_A_PAGE)
    told_of = {named_key(life.model) for life in shown}
    notes = Footnotes()
    return Answer(
        texts=(f"### {_timeline_headline(found)}", *(_life(life, notes) for life in shown)),
        picture=partial(timeline_chart, found.subject.name, found.lives, now),
        small_print=footer(notes, page_words(page, pages)),
        figures=tuple(line for line in found.lines if line.question.subject in told_of),
        pages=pages,
        sheet=partial(claims_sheet, found.lines),
    )


def render_prices(found: PriceHistory, now: datetime) -> Answer:
    """Each figure from a day to a day, by metric; what the catalogue lists stands below, dated, not in its place."""
    name = safe(found.model.name)
    if not found.periods and not found.catalogue:
        return Answer(texts=(f"### No price or context window of {name} is told of in this server's feeds", TRY_LATEST))
    notes = Footnotes()
    rows = [["", "amount", "from", "to", "standing"]]
    rows += [_period_row(period, notes) for period in found.periods[-ROWS_AT_MOST:]]
    rows += [_catalogue_row(period) for period in found.catalogue]
    return Answer(
        texts=(f"### {_price_headline(found)}", table(rows)),
        picture=_price_picture(found, now),
        small_print=footer(notes, *_listed_by(found.catalogue)),
        figures=tuple(period.line for period in found.periods),
        sheet=partial(_periods_sheet, found.periods),
    )


def render_board(found: Board, page: int) -> Answer:
    """What was not said, the longest unsaid first, then what was said at last."""
    whose = f" of {safe(found.lab.name)}" if found.lab else ""
    if not found.entries:
        return Answer(texts=(f"### Nothing is reported as undisclosed{whose} in this server's feeds", TRY_LATEST))
    shown, pages = page_of(found.entries, page, ENTRIES_ON_A_PAGE)
    notes = Footnotes()
    still = sum(1 for entry in found.entries if entry.closed_by is None)
    heading = f"### {plural(still, 'thing')} still undisclosed{whose}, {len(found.entries) - still} said since"
    asked = {sourced.id for entry in shown for sourced in entry.told_by}
    return Answer(
        texts=(heading, "\n".join(_entry(entry, notes) for entry in shown)),
        small_print=footer(notes, page_words(page, pages)),
        figures=tuple(line for line in found.lines if any(sourced.id in asked for sourced in line.claims)),
        pages=pages,
        sheet=partial(_board_sheet, found.entries),
    )


def render_news(found: News, page: int) -> Answer:
    """What stands otherwise, then what is new, the newest first."""
    span = f"{stamp(found.since)} and {stamp(found.until)}"
    if not found.changes:
        return Answer(texts=(f"### Nothing changed in the ledger between {span}", "Ask again later, or for longer."))
    ordered = sorted(found.changes, key=lambda change: change.kind is ChangeKind.NEW)
    shown, pages = page_of(ordered, page, CHANGES_ON_A_PAGE)
    notes = Footnotes()
    new = sum(1 for change in ordered if change.kind is ChangeKind.NEW)
    heading = f"### {plural(len(ordered) - new, 'claim')} stand otherwise, {new} are new, between {span}"
    return Answer(
        texts=(heading, "\n".join(_change(change, notes) for change in shown)),
        small_print=footer(notes, page_words(page, pages)),
        figures=tuple(change.line for change in shown),
        pages=pages,
        sheet=partial(claims_sheet, [change.line for change in ordered]),
    )


def _timeline_headline(found: Timeline) -> str:
    newest = found.lives[0]
    step = max(newest.steps, key=lambda step: step.since)
    told = f"{stage_words(step)} {day(step.since)}"
    if len(found.lives) == 1:
        return f"{safe(newest.model.name)}: {told}"
    return f"{safe(found.subject.name)}, {plural(len(found.lives), 'model')}: {safe(newest.model.name)} {told}"


def _life(life: Life, notes: Footnotes) -> str:
    lines = [f"**{safe(life.model.name)}**"]
    for step in sorted(life.steps, key=lambda step: step.since):
        others = len({sourced.source.publisher for sourced in step.sources}) - 1
        also = f", and {plural(others, 'other')}" if others > 0 else ""
        said_by = f"{safe(step.told_by.source.publisher)} {notes.mark(step.told_by.source)}{also}"
        lines.append(f"- {day(step.since)} {stage_words(step)}, says {said_by}")
    return "\n".join(lines)


def _price_headline(found: PriceHistory) -> str:
    name = safe(found.model.name)
    now = [period for period in found.periods if period.until is None]
    changed = [period for period in found.periods if period.until is not None]
    told = [f"{metric_label(period.line.claim.metric)} {value_words(period.line.claim)}" for period in now[:3]]
    if not found.periods:
        told = [f"{metric_label(p.fact.value)} {fact_words(p.fact, p.value)}" for p in found.catalogue if not p.until][
            :3
        ]
        told.append("by the catalogue alone")
    current = ", ".join(told)
    moved = plural(len(changed), "earlier figure") if changed else "no change told of"
    return f"{name}: {safe(current) or 'no figure holds'} now; {moved}"


def _period_row(period: Period, notes: Footnotes) -> list[str]:
    claim = period.line.claim
    until = f"{period.until:%d %b %Y}" if period.until else "now"
    label = metric_label(claim.metric) + conditions(claim)
    amount = f"{value_words(claim)} {notes.mark(period.told_by.source)}"
    return [label, amount, f"{period.since:%d %b %Y}", until, line_words(period.line)]


def _catalogue_row(period: CataloguePeriod) -> list[str]:
    until = f"{period.until:%d %b %Y}" if period.until else "now"
    amount = fact_words(period.fact, period.value)
    return [metric_label(period.fact.value), amount, f"{period.since:%d %b %Y}", until, "catalogue"]


def _listed_by(periods: Sequence[CataloguePeriod]) -> list[str]:
    """Whose list the catalogue's figures are."""
    providers = dict.fromkeys(f"{period.provider.name}, {period.source}" for period in periods)
    return [f"catalogue: models.dev ({safe('; '.join(providers))})"] if providers else []


def _price_picture(found: PriceHistory, now: datetime) -> Callable[[], Chart] | None:
    """A chart where a price changed: of one figure a table says as much."""
    listed = tuple(
        Stretch(
            metric=Spec(period.fact.value),
            value=period.value,
            since=datetime.combine(period.since, time(), UTC),
            until=datetime.combine(period.until, time(), UTC) if period.until else None,
            word=Word.CATALOGUE,
        )
        for period in found.catalogue
        if period.fact in PRICE_FACTS and isinstance(period.value, float)
    )
    changed = Counter(period.line.claim.metric for period in found.periods if period.line.claim.metric in PRICES)
    if max(changed.values(), default=0) < 2:
        return None
    return partial(price_chart, found.model.name, found.periods, now, listed)


def _entry(entry: Undisclosed, notes: Footnotes) -> str:
    first = entry.told_by[0]
    line = (
        f"- {safe(entry.subject.name)}: {item_words(entry.item)}, since {day(entry.since)} "
        f"({safe(first.source.publisher)} {notes.mark(first.source)})"
    )
    if entry.closed_by is not None:
        said = entry.closed_by
        words = safe(claim_words(said.claim))
        line += f"; said {day(known_at(said))}: {words} ({safe(said.source.publisher)} {notes.mark(said.source)})"
    elif entry.estimates:
        guess = entry.estimates[0]
        line += f"; estimated {safe(claim_words(guess.claim))} {notes.mark(guess.source)}, which does not close it"
    return line


def _change(change: Change, notes: Footnotes) -> str:
    line = change.line
    said = f"{safe(line.claim.subject.name)}: {safe(claim_words(line.claim))} {notes.mark(line.origin.source)}"
    if change.was is None:
        return f"- new: {said} ({line_words(line)})"
    words = f"was {STANDING_WORDS[change.was]}, now {STANDING_WORDS[change.now]}"
    if change.replaced_by is not None:
        by = change.replaced_by
        words += f" by {value_words(by.claim) or safe(claim_words(by.claim))} {notes.mark(by.source)}"
    return f"- {said}: {words}"


def _periods_sheet(periods: Sequence[Period]) -> Sheet:
    return Sheet(
        columns=("metric", "setting", "value", "from", "to", "bound", "hedged", "quote", "publisher", "link"),
        rows=tuple(
            (
                period.line.claim.metric,
                period.line.claim.setting,
                period.line.claim.value,
                period.since.isoformat(),
                period.until.isoformat() if period.until else None,
                period.line.claim.bound.value,
                period.line.hedged,
                period.told_by.claim.quote.text,
                period.told_by.source.publisher,
                period.told_by.source.url,
            )
            for period in periods
        ),
    )


def _board_sheet(entries: Sequence[Undisclosed]) -> Sheet:
    return Sheet(
        columns=("subject", "item", "since", "said_at", "quote", "publisher", "link", "closing_quote", "closing_link"),
        rows=tuple(
            (
                entry.subject.name,
                entry.item.value,
                entry.since.isoformat(),
                entry.closed_at.isoformat() if entry.closed_at else None,
                entry.told_by[0].claim.quote.text,
                entry.told_by[0].source.publisher,
                entry.told_by[0].source.url,
                entry.closed_by.claim.quote.text if entry.closed_by else None,
                entry.closed_by.source.url if entry.closed_by else None,
            )
            for entry in entries
        ),
    )
