"""Render comparisons of models and of labs."""

from collections.abc import Collection, Iterable, Sequence
from functools import partial

from bot.catalogue.wording import day_words, seller_words
from bot.domain.catalogue import CatalogueModel, Fact
from bot.domain.claims import Attribution, Kind, Spec
from bot.domain.names import ModelName, Named, name_key
from bot.ledger.compare import Comparison, LabColumn, LabComparison, Row
from bot.ledger.lines import Line
from bot.ledger.questions import named_key
from bot.ledger.standing import Standing, standing_of
from bot.ledger.wording import (
    STANDING_WORDS,
    claim_words,
    evidence_words,
    fact_words,
    line_words,
    metric_label,
    number,
    value_words,
)
from cogs.views.answers import Answer, Footnotes
from cogs.views.sheets import claims_sheet
from cogs.views.text import link, plural, safe, stamp, table

ROWS_AT_MOST = 16
LINES_AT_MOST = 3
APART_AT_MOST = 8
SOURCE_LENGTH = 30


def render_comparison(comparison: Comparison) -> Answer:
    """Models side by side: the answer, the table, what was said without a number, what holds it back, sources."""
    notes = Footnotes()
    shown, left_out = _split_rows(comparison)
    texts = [f"### {_headline(comparison)}"]
    if comparison.headline:
        texts.append(quote_line(comparison.headline, notes))
    texts.append(_table(comparison, shown, notes))
    texts += _lines("Said without a number", comparison.said, notes)
    texts += _lines("Held back", comparison.caveats, notes)
    texts += _not_comparable(left_out)
    figures = [figure for row in shown for cell in row.cells for figure in cell]
    return Answer(
        texts=tuple(texts),
        small_print=_sources(comparison, notes),
        figures=tuple(filter(None, (comparison.headline, *figures, *comparison.said, *comparison.caveats))),
        sheet=lambda: claims_sheet(_all_figures(comparison)),
    )


def render_labs(comparison: LabComparison) -> Answer:
    """Labs side by side: what each released and claims last, and what was said of one against another."""
    notes = Footnotes()
    names = [column.lab.name for column in comparison.columns]
    if not any(column.claims_count for column in comparison.columns):
        names_said = " or ".join(map(safe, names))
        return Answer(
            texts=(f"### No claims by or about {names_said} yet", "Look at /latest, or add feeds with /feed add.")
        )
    texts = [f"### {_lab_headline(comparison)}", _lab_table(comparison, notes)]
    texts += _lines("Of one against another", comparison.between, notes)
    for column in comparison.columns:
        texts += _lines(f"Efficiency, {safe(column.lab.name)}", column.efficiency, notes)
        texts += _lines(f"Held back, {safe(column.lab.name)}", column.caveats, notes)
    small_print = footer(notes, f"as of {stamp(comparison.as_of)}")
    figures = [
        *comparison.between,
        *(f for c in comparison.columns for f in (*c.efficiency[:4], *c.prices[:2], *c.releases[:2], *c.caveats[:2])),
    ]
    return Answer(
        texts=tuple(texts), small_print=small_print, figures=tuple(figures), sheet=partial(claims_sheet, figures)
    )


def quote_line(figure: Line, notes: Footnotes) -> str:
    """The words a figure came from, whose they are, and where they stand."""
    source = figure.origin.source
    said_by = f"{safe(source.publisher)}, {safe(line_words(figure))}"
    return f"> “{safe(figure.claim.quote.text)}”\n-# {said_by} {notes.mark(source)}"


def claim_lines(figures: Iterable[Line], notes: Footnotes) -> str:
    """Figures as a list: subject, claim, whose word, quote. Those that one sentence carries share a line."""
    lines: dict[tuple[object, ...], list[Line]] = {}
    for figure in figures:
        key = (figure.origin.source.announcement_id, figure.claim.quote.text, line_words(figure))
        lines.setdefault(key, []).append(figure)
    return "\n".join(_claim_line(group, notes) for group in lines.values())


def _claim_line(figures: Sequence[Line], notes: Footnotes) -> str:
    by_subject: dict[str, list[str]] = {}
    for figure in figures:
        by_subject.setdefault(figure.claim.subject.name, []).append(claim_words(figure.claim))
    words = "; ".join(f"{safe(subject)}: {safe(', '.join(said))}" for subject, said in by_subject.items())
    first = figures[0]
    standing = safe(line_words(first))
    return f"- {words} ({standing}): “{safe(first.claim.quote.text, 160)}” {notes.mark(first.origin.source)}"


def footer(notes: Footnotes, *facts: str, only: Collection[int] | None = None) -> str:
    """The small print: facts, then sources by number; all of them, or only some."""
    listed = [
        f"[{number}] {link(source.publisher, source.url, SOURCE_LENGTH)}"
        for number, source in enumerate(notes.sources, 1)
        if only is None or number in only
    ]
    return "-# " + " · ".join([*facts, *listed])


def _headline(comparison: Comparison) -> str:
    figure = comparison.headline
    names = [safe(model.name) for model in comparison.columns]
    if figure is None:
        if not any(any(row.cells) for row in comparison.rows):
            return f"Nothing was claimed of {' or '.join(names)} that can be put side by side"
        return f"No figure puts {' and '.join(names)} side by side; this is what is said of each"
    claim = figure.claim
    subject, against = safe(claim.subject.name), safe(claim.baseline.name) if claim.baseline else ""
    publisher = safe(figure.origin.source.publisher)
    hedge = ", said with reserve" if figure.hedged else ""
    hedge += ", corrected by this server" if figure.origin.corrected else ""
    if claim.kind is Kind.RATIO and claim.value is not None:
        amount = f"{number(claim.value * 100)}% of" if claim.value < 1 else f"{number(claim.value)}×"
        return f"{subject}: {amount} {against}'s {metric_label(claim.metric)}{_by_whom(figure)}{hedge}"
    if claim.kind is Kind.BENCHMARK:
        scores = _shared_scores(comparison, figure)
        return f"{safe(claim.metric)}: {scores} ({STANDING_WORDS[standing_of(figure)]}{hedge})"
    return f"{subject} {safe(claim_words(claim))}, says {publisher}{hedge}"


def _by_whom(figure: Line) -> str:
    publisher = safe(figure.origin.source.publisher)
    if figure.attribution is Attribution.THIRD_PARTY:
        return f", according to {publisher}"
    whose = "by the maker's own word" if figure.attribution is Attribution.VENDOR else f"as {publisher} has it"
    return f", {whose}; {safe(evidence_words(figure))}"


def _shared_scores(comparison: Comparison, figure: Line) -> str:
    row = next(row for row in comparison.rows if any(figure in cell for cell in row.cells))
    pairs = zip(comparison.columns, row.cells, strict=True)
    return ", ".join(f"{safe(model.name)} {value_words(cell[0].claim)}" for model, cell in pairs if cell)


def _split_rows(comparison: Comparison) -> tuple[list[Row], list[Row]]:
    """Rows for the table, and rows that compare with nothing here: scores of one side, ratios without a baseline."""
    keys = {model.key for model in comparison.columns}
    shown: list[Row] = []
    apart: list[Row] = []
    for row in comparison.rows:
        sides = sum(1 for cell in row.cells if cell) + (named_key(row.baseline) in keys)
        lonely = row.kind is Kind.BENCHMARK and sides < 2
        (apart if lonely or (row.kind is Kind.RATIO and row.baseline is None) else shown).append(row)
    return shown[:ROWS_AT_MOST], apart + shown[ROWS_AT_MOST:]


def _table(comparison: Comparison, rows: Sequence[Row], notes: Footnotes) -> str:
    header = ["", *_short_names(comparison.columns), ""]
    stands = [
        "stands",
        *(
            f"{metric_label(step.stage)} {notes.mark(step.told_by.source)}" if step else "not said"
            for step in comparison.stands
        ),
        "",
    ]
    shown = [_cells(row, comparison.columns, notes) for row in rows]
    return table([header, stands, *shown, *_catalogue_rows(comparison)])


def _catalogue_rows(comparison: Comparison) -> list[list[str]]:
    """What the catalogue lists: prices in one row, the sizes of context in another, of the day that it is of."""
    listed = [comparison.catalogue.get(model.key) for model in comparison.columns]
    days = {day_words(found.as_of, comparison.as_of.date()) for found in listed if found}
    whose = f"catalogue, {', '.join(sorted(days))}"
    rows = [["price in / out", *map(_prices, listed), whose], ["context", *map(_context, listed), whose]]
    return [row for row in rows if any(cell != "–" for cell in row[1:-1])]


def _prices(listed: CatalogueModel | None) -> str:
    if listed is None or listed.input_price is None or listed.output_price is None:
        return "–"
    prices = {Fact.INPUT_PRICE: listed.input_price, Fact.OUTPUT_PRICE: listed.output_price}
    at = seller_words(listed)
    return " / ".join(fact_words(fact, price) for fact, price in prices.items()) + (f" {at}" if at else "")


def _context(listed: CatalogueModel | None) -> str:
    if listed is None or listed.context_window is None:
        return "–"
    return fact_words(Fact.CONTEXT_WINDOW, listed.context_window)


def _cells(row: Row, columns: Sequence[ModelName], notes: Footnotes) -> list[str]:
    conditions = "; ".join(filter(None, (row.scope, row.setting)))
    label = metric_label(row.metric) + (f" ({conditions})" if conditions else "")
    cells = [label]
    for model, figures in zip(columns, row.cells, strict=True):
        if figures:
            cells.append(_cell(figures, notes))
        else:
            cells.append("1" if named_key(row.baseline) == model.key else "–")
    standings = {_unrepeated(standing_of(figure)) for cell in row.cells for figure in cell[:1]}
    hedged = any(figure.hedged for cell in row.cells for figure in cell)
    whose = STANDING_WORDS[standings.pop()] if len(standings) == 1 else "standings differ"
    corrected = any(sourced.corrected for cell in row.cells for figure in cell for sourced in figure.claims)
    return [*cells, whose + (", hedged" if hedged else "") + (", corrected here" if corrected else "")]


def _unrepeated(standing: Standing) -> Standing:
    """A column's word may be passed on more than its neighbour's; that makes no difference between them."""
    return Standing.VENDORS_WORD if standing is Standing.REPEATED else standing


def _cell(figures: Sequence[Line], notes: Footnotes) -> str:
    """The two newest values, each with the sources that state it: ``49B [1][4]``, ``$2.32 [9], $3.48 [8]``."""
    by_words: dict[str, list[str]] = {}
    for figure in figures:
        by_words.setdefault(_amount(figure), []).append(notes.mark(figure.origin.source))
    return ", ".join(f"{words} {''.join(dict.fromkeys(marks))}" for words, marks in list(by_words.items())[:2])


def _amount(figure: Line) -> str:
    against = figure.claim.baseline if figure.claim.kind is Kind.RATIO else None
    return f"{value_words(figure.claim)} {without_lab(against)}" if against else value_words(figure.claim)


def _short_names(models: Sequence[ModelName]) -> list[str]:
    """Names without the lab's in front ("V4-Pro" for DeepSeek-V4-Pro), as long as they stay different."""
    short = [without_lab(model) for model in models]
    return short if len(set(short)) == len(short) else [model.name for model in models]


def without_lab(name: Named) -> str:
    """A model's name without its lab's in front: "V4-Pro" for DeepSeek-V4-Pro."""
    head, dash, rest = name.name.partition("-")
    lab = name.lab if isinstance(name, ModelName) else None
    return rest if dash and rest and lab and name_key(head) == name_key(lab) else name.name


def _lines(title: str, figures: Sequence[Line], notes: Footnotes) -> list[str]:
    if not figures:
        return []
    lines = [f"**{title}**", claim_lines(figures[:LINES_AT_MOST], notes)]
    if len(figures) > LINES_AT_MOST:
        lines.append(f"-# and {len(figures) - LINES_AT_MOST} more in the CSV")
    return ["\n".join(lines)]


def _not_comparable(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    said = [_lonely(row) for row in rows[:APART_AT_MOST]]
    more = f" and {len(rows) - APART_AT_MOST} more in the CSV" if len(rows) > APART_AT_MOST else ""
    return [f"**Not comparable** (one side only, or no baseline named): {', '.join(said)}{more}"]


def _lonely(row: Row) -> str:
    figure = next(figure for cell in row.cells for figure in cell)
    standing = STANDING_WORDS[standing_of(figure)]
    return (
        f"{safe(metric_label(row.metric))} {value_words(figure.claim)} ({safe(figure.claim.subject.name)}, {standing})"
    )


def _sources(comparison: Comparison, notes: Footnotes) -> str:
    announcements = {sourced.source.announcement_id for sourced in comparison.sources}
    voices = {sourced.source.publisher for sourced in comparison.sources}
    said = f"{plural(len(announcements), 'announcement')}, {plural(len(voices), 'publisher')}"
    return footer(notes, f"{said}, as of {stamp(comparison.as_of)}")


def _all_figures(comparison: Comparison) -> tuple[Line, ...]:
    cells: Iterable[Line] = (figure for row in comparison.rows for cell in row.cells for figure in cell)
    return (*comparison.releases, *cells, *comparison.said, *comparison.caveats)


def _lab_headline(comparison: LabComparison) -> str:
    if comparison.between:
        figure = comparison.between[0]
        said = f"{safe(figure.claim.subject.name)} {safe(claim_words(figure.claim))}"
        return f"{said}, says {safe(figure.origin.source.publisher)}{', with reserve' if figure.hedged else ''}"
    names = " and ".join(safe(column.lab.name) for column in comparison.columns)
    return f"{names} side by side; nothing was said of one against another"


def _lab_table(comparison: LabComparison, notes: Footnotes) -> str:
    columns = comparison.columns
    return table(
        [
            ["", *(column.lab.name for column in columns)],
            ["newest", *(_newest(column, notes) for column in columns)],
            ["releases", *(str(len(column.releases)) for column in columns)],
            ["lowest price", *(_lowest_price(column, notes) for column in columns)],
            ["efficiency claims", *(str(len(column.efficiency)) for column in columns)],
            ["scores", *(str(len(column.scores)) for column in columns)],
            ["claims in all", *(str(column.claims_count) for column in columns)],
        ]
    )


def _newest(column: LabColumn, notes: Footnotes) -> str:
    if not column.releases:
        return "–"
    figure = column.releases[0]
    return f"{figure.claim.subject.name} {notes.mark(figure.origin.source)}"


def _lowest_price(column: LabColumn, notes: Footnotes) -> str:
    """The lowest stated input price: input and output prices do not compare."""
    prices = [f for f in column.prices if f.claim.metric == Spec.INPUT_PRICE and f.claim.value is not None]
    if not prices:
        return "–"
    lowest = min(prices, key=lambda figure: figure.claim.value or 0.0)
    return f"{value_words(lowest.claim)} in, {lowest.claim.subject.name} {notes.mark(lowest.origin.source)}"
